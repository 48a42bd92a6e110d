"""The preview: from saving a file until what is served has it.

A server is started, one story is saved with another text, and its page is asked for again and again until the
text is in it. Then its title is saved, and every page that showed the old one is asked for until none does.
"""

import http.client
import random
import socket
import subprocess
import time
from pathlib import Path

from corpus import FILES, Story, with_body, with_title
from tools import ENVIRONMENT, Tool

PAUSE = 0.002
"""Seconds between two questions."""
PATIENCE = 60.0


class Browser:
    """Asks one server, over one connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, address: str) -> str:
        """The page; empty if there is none."""
        try:
            self.connection.request("GET", address)
            answer = self.connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return ""
        return body.decode() if answer.status == 200 else ""

    def wait(self, address: str, text: str, there: bool = True) -> None:
        """Until the page at `address` has `text`, or has it no longer. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        while True:
            page = self.get(address)
            if page and (text in page) == there:
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"{address} was never right")
            time.sleep(PAUSE)


def live(tool: Tool, project: Path, story: Story, turns: int) -> dict[str, list[float]]:
    """Seconds of each save: `body` until the story's page had it, `title` until every page was right.

    `project` holds a published site in `public/`, and the story as it is given.
    """
    path = next(path for path in FILES[tool.name](story) if path.endswith("id.md"))
    showing = _pages_with(project / "public", story.titles["id"])
    page = next(
        address for address in showing if address.rstrip("/").endswith(story.slug("id")) and "/id/" in address
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        tool.serve_command(port),
        cwd=project,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    random_ = random.Random(1)
    took: dict[str, list[float]] = {"body": [], "title": [], "pages": [float(len(showing))]}
    try:
        browser = Browser(port)
        browser.wait(page, story.titles["id"])
        for turn in range(10_001, 10_001 + turns):  # no edit before has used such a number
            time.sleep(1.5 + random_.random())
            story = with_body(story, turn)
            began = time.perf_counter()
            (project / path).write_text(FILES[tool.name](story)[path], encoding="utf-8")
            browser.wait(page, f"Perubahan ke-{turn}.")
            took["body"].append(round(time.perf_counter() - began, 4))
        for turn in range(1, turns + 1):
            time.sleep(1.5 + random_.random())
            old, new = story.titles["id"], f"Judul yang lain, ke-{turn}."
            story = with_title(story, new)
            began = time.perf_counter()
            (project / path).write_text(FILES[tool.name](story)[path], encoding="utf-8")
            browser.wait(page, new)
            for address in showing:
                browser.wait(address, old, there=False)
                browser.wait(address, new)
            took["title"].append(round(time.perf_counter() - began, 4))
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
    return took


def _pages_with(output: Path, text: str) -> list[str]:
    """Addresses of the pages that show `text`."""
    found = []
    for path in sorted(output.rglob("index.html")):
        if text in path.read_text(encoding="utf-8"):
            address = path.relative_to(output).parent.as_posix()
            found.append(f"/{address}/" if address != "." else "/")
    return found
