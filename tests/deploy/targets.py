"""Targets of every kind that stand on this machine, and a newspaper to send there."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from newsroom import CONFIG, NOW, build_site, instant, story, write_project
from serving import Quiet, Server, running

from site_gen.cache.memory import Cache
from site_gen.deploy import DeployReport, Tools, deploy
from site_gen.deploy.records import NAME
from site_gen.engine import engine_digest
from site_gen.reading.project import Request, read_config

FLOOD, BRIDGE = "content/2024/01/01/banjir", "content/2024/01/02/jembatan"
ODD: Final = (
    "-e reboot.txt",
    "#pagar.txt",
    ";titik.txt",
    'a "b" c.txt',
    "[x]*.txt",
    "héé.txt",
    "; reboot.txt",
)
"""Names that a program could take for something else than the name of a file."""
KEYS: Final = {"AWS_ACCESS_KEY_ID": "kunci-AKIA-1234567", "AWS_SECRET_ACCESS_KEY": "rahasia-9f8e7d6c5b"}
SECRETS: Final = (*KEYS.values(), "rahasia-rsync-1a2b3c", "rahasia-git-4d5e6f")


def project_in(folder: Path, targets: str) -> Path:
    """A small paper that is built, with these targets."""
    files: dict[str, str | bytes] = {
        f"{FLOOD}/index.id.md": story(title="Banjir surut"),
        f"{FLOOD}/index.en.md": story(title="The flood recedes"),
        f"{BRIDGE}/index.id.md": story(title="Jembatan dibuka", date="2024-01-02"),
        "config.yaml": f"{CONFIG}deploy:\n{targets}",
    }
    files.update({f"static/{name}": f"Isi {name}\n" for name in ODD})
    write_project(folder, files)
    build_site(folder)
    return folder


def send(project: Path, name: str | None = None, now: str = NOW, **more: Any) -> DeployReport:
    """Deploy as the command does, at the moment at which tests build."""
    environment = more.pop("environment", {**os.environ, **more.pop("variables", {})})
    cache = Cache(project / ".site_gen", engine_digest())
    request = Request(project, instant(now), more.pop("output", None), project / ".site_gen")
    return deploy(request, read_config(project, cache), cache, name, Tools(environment), **more)


def write(project: Path, path: str, text: str) -> None:
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def needs(program: str) -> None:
    """Skip the test where a program is not there."""
    if not shutil.which(program):
        pytest.skip(f"no {program} on this machine: deploys with it are not tried")


def killing(folder: Path, program: str, call: int = 0, word: str = "") -> dict[str, str]:
    """A PATH on which the program kills its caller instead, when it is called for the `call`th time or with `word`."""
    real = shutil.which(program)
    count = folder / f"{program}.count"
    count.write_text("")
    script = folder / "bin" / program
    script.parent.mkdir(exist_ok=True)
    script.write_text(
        f"#!/bin/sh\necho >> '{count}'\n"
        f"[ \"$(wc -l < '{count}')\" -eq {call} ] && kill -9 $PPID && exit 9\n"
        f"for each; do [ \"$each\" = '{word}' ] && kill -9 $PPID && exit 9; done\n"
        f'exec {real} "$@"\n'
    )
    script.chmod(0o755)
    return {"PATH": f"{script.parent}:{os.environ['PATH']}", "TMPDIR": str(folder)}


def as_ssh(folder: Path) -> str:
    """A program that goes to no other machine, and has a shell of this one read the command, as ssh would there."""
    script = folder / "ssh"
    script.write_text(
        "#!/bin/sh\n"
        'while [ "${1#-}" != "$1" ]; do case "$1" in -l|-p|-o) shift 2 ;; *) shift ;; esac; done\n'
        'shift\nexec sh -c "$*"\n'
    )
    script.chmod(0o755)
    return str(script)


# -- a repository --


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout


def bare_repository(folder: Path) -> Path:
    needs("git")
    subprocess.run(["git", "init", "-q", "--bare", str(folder)], check=True)
    return folder


def branch_tree(repository: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """What a branch holds, but our record."""
    listed = git(repository, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {
        path: subprocess.run(
            ["git", "-C", str(repository), "cat-file", "blob", f"{branch}:{path}"],
            capture_output=True,
            check=True,
        ).stdout
        for path in listed
        if path and path != NAME
    }


def everything_in(repository: Path) -> bytes:
    """Every object of a repository, and what it is called."""
    objects = git(repository, "rev-list", "--objects", "--all")
    names = b"\n".join(line.split(" ")[0].encode() for line in objects.splitlines())
    done = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch"], input=names, capture_output=True, check=True
    )
    return objects.encode() + done.stdout


# -- a bucket --


class StandIn(Server):
    """A server that knows as much of S3 as a deploy asks for."""

    def __init__(self) -> None:
        super().__init__(_Answers)
        self.objects: dict[str, bytes] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.requests: list[tuple[str, str]] = []
        self.refuse_from: int | None = None
        """From which of the writing requests on it refuses, telling the key it was given, as a bad server might."""
        self.writes = 0
        self.lock = threading.Lock()

    def tree(self, folder: str = "warta/") -> dict[str, bytes]:
        """What lies in a folder of all buckets, but our record."""
        return {
            key.removeprefix(folder): data
            for key, data in self.objects.items()
            if key.startswith(folder) and key != folder + NAME
        }


class _Answers(Quiet):
    server: StandIn
    protocol_version = "HTTP/1.1"

    def answer(self, code: int, data: bytes = b"") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def error(self, code: int, name: str, message: str = "") -> None:
        text = f"<Error><Code>{name}</Code><Message>{escape(message)}</Message></Error>"
        self.answer(code, text.encode())

    def key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/")

    def may_write(self) -> bool:
        with self.server.lock:
            self.server.requests.append((self.command, self.key()))
            self.server.writes += 1
            refused = self.server.refuse_from is not None and self.server.writes >= self.server.refuse_from
        if refused:
            self.error(403, "AccessDenied", f"not with {KEYS['AWS_SECRET_ACCESS_KEY']}")
        return not refused

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            folder = self.key().rstrip("/") + "/"
            prefix = folder + query.get("prefix", [""])[0]
            keys = sorted(k for k in self.server.objects if k.startswith(prefix))
            found = "".join(
                f"<Contents><Key>{escape(key.removeprefix(folder))}</Key></Contents>"
                for key in keys[: int(query["max-keys"][0])]
            )
            self.answer(200, f"<ListBucketResult>{found}</ListBucketResult>".encode())
        elif self.key() in self.server.objects:
            self.answer(200, self.server.objects[self.key()])
        else:
            self.error(404, "NoSuchKey")

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.may_write():
            with self.server.lock:
                self.server.objects[self.key()] = data
                self.server.headers[self.key()] = {
                    name: self.headers[name] for name in ("Content-Type", "Cache-Control")
                }
            self.answer(200)

    def do_DELETE(self) -> None:
        if self.may_write():
            with self.server.lock:
                self.server.objects.pop(self.key(), None)
            self.answer(204)


@contextmanager
def stand_in() -> Iterator[StandIn]:
    server = StandIn()
    with running(server):
        yield server
