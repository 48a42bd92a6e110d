"""A published tree as its readers and machines meet it: pages with what they say of themselves, and where they lead."""

import html.parser
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from serving import Server, running

_VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SVG: Final = frozenset({"path", "rect", "pattern", "circle", "use"})


class Page(html.parser.HTMLParser):
    """One page of html. `wrong` has what is not well-formed in it."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.text = url, text
        self.wrong: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.json: list[str] = []
        self._open: list[str] = []
        if not text.startswith("<!doctype html>\n"):
            self.wrong.append("no doctype")
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self._open]
        ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        self.wrong += [f'the id "{id_}" twice' for id_ in sorted({i for i in ids if ids.count(i) > 1})]
        self.ids = frozenset(ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice: {names}")
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SVG and tag not in _VOID:
            self.wrong.append(f"<{tag}/> closes nothing in html")
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self._open[-1:]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if (
            self._open
            and self._open[-1] == "script"
            and self.tags[-1][1].get("type") == "application/ld+json"
        ):
            self.json.append(data)

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        """The attributes of every such element."""
        return [a for name, a in self.tags if name == tag and having.items() <= a.items()]

    @property
    def lang(self) -> str:
        return self.all("html")[0]["lang"]

    @property
    def canonical(self) -> str:
        """Empty if it has none."""
        return next((link["href"] for link in self.all("link", rel="canonical")), "")

    @property
    def robots(self) -> str:
        return next((meta["content"] for meta in self.all("meta", name="robots")), "")

    @property
    def is_indexed(self) -> bool:
        return "noindex" not in self.robots

    @property
    def alternates(self) -> dict[str, str]:
        """Language to address, `x-default` among them; feeds that say their language are none."""
        links = [a for a in self.all("link", rel="alternate") if "hreflang" in a and "type" not in a]
        return {link["hreflang"]: link["href"] for link in links}

    @property
    def things(self) -> list[dict[str, Any]]:
        """Its structured data."""
        return [thing for text in self.json for thing in json.loads(text)["@graph"]]

    def thing(self, kind: str) -> dict[str, Any] | None:
        """The first of a kind."""
        return next(
            (thing for thing in self.things if thing["@type"] == kind or kind in thing["@type"]), None
        )

    def addresses(self) -> Iterator[str]:
        """Everything that the page leads to or loads, absolute."""
        for tag, attributes in self.tags:
            for name in ("href", "src", "poster"):
                if name in attributes and tag != "base":
                    yield urljoin(self.url, attributes[name])
            for part in attributes.get("srcset", "").split(","):
                if part.strip():
                    yield urljoin(self.url, part.split()[0])


class Tree:
    """Every published file, and the pages among them by their absolute address."""

    def __init__(self, files: Mapping[str, bytes], base: str) -> None:
        self.files, self.base = files, base

    @cached_property
    def pages(self) -> dict[str, Page]:
        found = {}
        for path, data in self.files.items():
            if path.endswith(".html"):
                url = f"{self.base}/{path.removesuffix('index.html')}"
                found[url] = Page(url, data.decode())
        return found

    @property
    def stories(self) -> dict[str, Page]:
        """The pages that show a story, in whatever language."""
        return {url: page for url, page in self.pages.items() if page.all("body", **{"class": "article"})}

    def file_of(self, url: str) -> str:
        """The file that a host serves for an absolute address of the site; empty if there is none."""
        path = unquote(urlsplit(url).path).lstrip("/")
        path += "index.html" if not path or path.endswith("/") else ""
        return path if path in self.files else ""

    def dead_links(self) -> list[str]:
        """Links to nothing on the site, and to places that a page does not have."""
        dead = []
        for url, page in self.pages.items():
            for address in page.addresses():
                bare, _, fragment = address.partition("#")
                if not (bare + "/").startswith(self.base + "/"):
                    continue
                if not self.file_of(bare):
                    dead.append(f"{url} → {address}")
                elif fragment and bare in self.pages and unquote(fragment) not in self.pages[bare].ids:
                    dead.append(f"{url} → {address} (no such place)")
        return dead

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every file that is text, and what it says."""
        for path, data in self.files.items():
            if re.search(r"\.(?:html|xml|json|md|txt)$|(?:^|/)_[a-z]+$", path):
                yield path, data.decode()


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served while the block lasts."""
    with running(Server(partial(_Files, directory=str(folder)))) as address:
        yield address


def show(browser: Any, address: str, width: int = 1280) -> None:
    """Open a page in a browser as wide as a desk's or a phone's."""
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(address)


def find(browser: Any, selector: str) -> Any:
    """The first element that a selector finds."""
    return browser.find_element("css selector", selector)
