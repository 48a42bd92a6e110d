"""A small paper, a preview of it on a free port, and a browser tab made of a socket."""

import base64
import json
import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_gen.config import Config
from site_gen.preview.serving import Options, Preview

CONFIG = """\
title: Warta Uji
base_url: https://warta.example{base}
languages: [id, en]
timezone: Asia/Jakarta
sections:
  nasional: {{id: Nasional, en: National}}
"""
STORY = """\
---
title: {title}
date: 2016-11-15
tags: [pasar]
{more}---

{text}
"""
NOW = 1_480_000_000
"""24 November 2016."""
PATIENCE = 20.0
"""Seconds to wait for what happens in milliseconds, on a machine that does other things, too."""


def story(project: Path, name: str, lang: str, text: str, title: str = "", more: str = "") -> Path:
    """Write a story, and return its file."""
    path = project / f"content/2016/11/15/{name}/index.{lang}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY.format(title=title or name.capitalize(), text=text, more=more), "utf-8")
    return path


def make_paper(project: Path, base: str = "") -> Path:
    """A project with two stories in two languages, and a file of its own."""
    project.mkdir(parents=True, exist_ok=True)
    (project / "config.yaml").write_text(CONFIG.format(base=base), "utf-8")
    for name in ("beras", "banjir"):
        story(project, name, "id", f"Kabar {name} hari ini.")
        story(project, name, "en", f"News of {name} today.")
    (project / "static").mkdir()
    (project / "static/robot.txt").write_text("halo\n", "utf-8")
    return project


class Running:
    """A preview that runs in a thread of the test."""

    def __init__(self, project: Path, record: Callable[[str], None] | None = None, **choices: Any) -> None:
        self.project = project
        self.said: list[str] = []
        self.now = NOW
        self.imports: list[int] = []
        self.seeds: Callable[[Config, int], None] = lambda config, now: self.imports.append(now)
        options = Options(**{"project": project, "port": 0, "cache": project / ".site_gen", **choices})
        self.preview = Preview(options, lambda _: self.now, self._seeds, self.said.append, record)
        self.port = self.preview.port
        self._thread = threading.Thread(target=self.preview.run)

    def _seeds(self, config: Config, now: int) -> None:
        self.seeds(config, now)

    def begin(self) -> "Running":
        self.address = self.preview.begin()
        self._thread.start()
        return self

    def end(self) -> None:
        self.preview.end()
        if self._thread.ident:
            self._thread.join(PATIENCE)
        self.preview.close()

    @property
    def token(self) -> str:
        return self.preview.proofs.proof.token

    def get(self, target: str, method: str = "GET", **headers: str) -> "Answer":
        """Ask for `target`, as it is written."""
        lines = {"Host": f"127.0.0.1:{self.port}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return self.send(
            f"{method} {target} HTTP/1.1\r\n"
            + "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
            + "Connection: close\r\n\r\n"
        )

    def send(self, request: str | bytes) -> "Answer":
        """Send bytes, and read the answer."""
        data = request.encode("utf-8") if isinstance(request, str) else request
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            answer = b""
            while not (b"\r\n\r\n" in answer and Answer(answer).whole) and (more := connection.recv(65536)):
                answer += more
            return Answer(answer)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.005)

    def shows(self, target: str, text: str) -> None:
        """Wait until the page at `target` has `text`."""
        self.until(lambda: text in self.get(target).text)


class Answer:
    """An answer of the server."""

    def __init__(self, data: bytes) -> None:
        head, _, self.body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split(" ")[1]) if " " in lines[0] else 0
        self.headers = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines[1:])
        }

    @property
    def whole(self) -> bool:
        """Whether all of it is there; without a length it ends with the connection."""
        return len(self.body) >= int(self.headers.get("content-length", "1_000_000_000"))

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


class Tab:
    """An open page: livereload's protocol over a socket, without a browser."""

    def __init__(self, running: Running, host: str = "", origin: str | None = "") -> None:
        host = host or f"127.0.0.1:{running.port}"
        self.connection = socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f"GET /livereload HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        )
        if origin is not None:
            request += f"Origin: {origin or f'http://{host}'}\r\n"
        self.connection.sendall(request.encode() + b"\r\n")
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = self.connection.recv(1)
            if not byte:
                break
            head += byte
        self.status = int(head.split(b" ")[1])

    def greet(self, token: str = "") -> "Tab":
        """Say hello as livereload.js does, and be told of reloads from now on."""
        self.say(
            {
                "command": "hello",
                "protocols": ["http://livereload.com/protocols/official-7"],
                "snipver": token,
            }
        )
        assert self.hears()["command"] == "hello"
        self.say({"command": "info", "plugins": {}, "url": "http://127.0.0.1/"})
        return self

    def say(self, message: object) -> None:
        self.say_bytes(json.dumps(message).encode())

    def say_bytes(self, data: bytes) -> None:
        mask = os.urandom(4)
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack("!H", len(data))
        self.connection.sendall(b"\x81" + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def hears(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The next message; nothing if the connection is closed."""
        self.connection.settimeout(seconds)
        start = self.connection.recv(1)
        if not start:
            return {}
        first, size = start[0], self._read(1)[0]
        if size == 126:
            (size,) = struct.unpack("!H", self._read(2))
        data = self._read(size)
        if first & 0x0F == 9:  # a ping; it is answered too late to matter
            return self.hears(seconds)
        return {} if first & 0x0F == 8 else json.loads(data)

    def hears_nothing(self, seconds: float = 0.3) -> bool:
        """Whether no message comes for a while."""
        try:
            return not self.hears(seconds)
        except TimeoutError:
            return True

    def close(self) -> None:
        self.connection.close()

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.connection.recv(size - len(data))
            assert more, "the connection has ended"
            data += more
        return data
