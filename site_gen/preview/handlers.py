"""What the preview answers: pages, the script that reloads them, and livereload's protocol.

livereload's handlers are the base of ours, its `Server` is not used: that one answers every web page there
is, serves any file, and forgets a save that comes soon after another.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import httputil, web

from site_gen.errors import Location, Problem, SiteError, reason
from site_gen.media_types import media_type
from site_gen.pages.page import Page, Recipe
from site_gen.press import Thing
from site_gen.preview.addresses import BAD, MISSING, Elsewhere, look_up
from site_gen.preview.coverage import COVERAGE, coverage_page
from site_gen.preview.dressing import SCRIPT, SOCKET, STYLE, Dressing, dress, error_page
from site_gen.preview.hosts import known_hosts, listens_everywhere, may_ask
from site_gen.preview.proofs import Proof, our_mistake
from site_gen.preview.words import OTHERWISE
from site_gen.shipped import shipped
from site_gen.site.values import Media, Rendition

UNAVAILABLE: Final = 503
_KEPT: Final = 32
_MESSAGE: Final = 64 * 1024
"""Bytes that a browser may send over the socket at once."""


class Room(msgspec.Struct):
    """What all handlers of one preview share. Used in the server's thread alone, but for `proof`."""

    host: str
    port: int
    proof: Callable[[], Proof]
    """What is to be shown now."""
    browsers: set["Socket"] = msgspec.field(default_factory=set)
    good: OrderedDict[str, tuple[str, bytes]] = msgspec.field(default_factory=OrderedDict)
    """Pages as they were when they could last be made, with the token of that proof: those that were looked at last."""

    def reload(self, path: str) -> None:
        """Have every open page load itself again."""
        for browser in tuple(self.browsers):
            browser.reload(path)


def application(room: Room) -> web.Application:
    """All that is answered. `/forcereload` of livereload is not: any web page could call it."""
    logging.getLogger("livereload").addHandler(logging.NullHandler())
    for name in ("livereload", "tornado"):
        logging.getLogger(name).propagate = False
    logging.getLogger("tornado").addHandler(logging.NullHandler())
    shared: dict[str, Any] = {"room": room}
    return web.Application(
        [
            (SOCKET, Socket, shared),
            (SCRIPT, Script, shared),
            (STYLE, Style, shared),
            (COVERAGE, Translations, shared),
            (r"[\s\S]*", Reader, shared),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=_MESSAGE,
        websocket_ping_interval=30,
    )


class Guarded(web.RequestHandler):
    """Answers only who may ask, and in a way that nothing is kept or guessed."""

    room: Room

    def initialize(self, room: Room) -> None:
        self.room = room

    def prepare(self) -> None:
        if not self._may_ask():
            raise web.HTTPError(403)

    def _may_ask(self) -> bool:
        reached = ""
        if listens_everywhere(self.room.host):
            reached = self.request.connection.stream.socket.getsockname()[0]  # type: ignore[union-attr]
        known = known_hosts(self.room.host, self.room.port, reached)
        headers = self.request.headers
        return may_ask(known, headers.get("Host", ""), headers.get("Origin"))

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> str | None:
        return None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {httputil.responses.get(status_code, '')}\n")

    def log_exception(self, *_: Any) -> None:
        """Nothing: what a person has to know stands on the page."""


class Reader(Guarded):
    """Gives out pages and files."""

    def get(self) -> None:
        """The output at the address that was asked for."""
        proof = self.room.proof()
        base, outputs = (proof.press.config.base_path, proof.press.things) if proof.press else ("", {})
        found = look_up(self.request.path, base, outputs)
        if found == BAD:
            raise web.HTTPError(BAD)
        if found == MISSING and (moved := proof.moved.get(self.request.path)):
            found = Elsewhere(moved)
        if proof.press is None:
            self._no_page(proof, proof.problems)
        elif isinstance(found, int):
            self._missing(proof)
        elif isinstance(found, Elsewhere):
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.url + query)
        else:
            self._give(proof, found.path)

    head = get

    def _missing(self, proof: Proof) -> None:
        self.set_status(MISSING)
        assert proof.press is not None
        if "404.html" in proof.press.things:
            self._give(proof, "404.html")
        else:
            self.write_error(MISSING)

    def _give(self, proof: Proof, path: str) -> None:
        data, problems = self._made(proof, path)
        if data is None and not problems:
            self._missing(proof)
        elif data is None:
            self._no_page(proof, problems)
        else:
            self.set_header("Content-Type", media_type(path))
            if path.endswith(".html"):
                data = dress(data, self._dressing(proof, path, problems))
            self.finish(data)

    def _made(self, proof: Proof, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
        """The bytes of an output and what is wrong; the last good bytes of a page that cannot be made now."""
        press, good = proof.press, self.room.good
        assert press is not None
        token, last = good.get(path, ("", None))
        if token == proof.token:
            # Asked for again while the next proof is made, it need not wait for that.
            return last, proof.problems
        thing = press.thing(path)
        is_page = isinstance(thing, Page | Recipe)
        try:
            source = _file_of(thing)
            if source and not _lies_in(press.project, source):
                return None, ()
            data = press.bytes_of(path)
        except FileNotFoundError:
            return None, ()  # deleted a moment ago: the next plan knows
        except SiteError as error:
            return last, (*proof.problems, *error.problems)
        except OSError as error:
            problem = Problem(Location(path), f"cannot be read: {reason(error)}")
            return None, (*proof.problems, problem)
        except Exception as error:
            return last, (*proof.problems, our_mistake(error))
        if is_page:
            good[path] = proof.token, data
            good.move_to_end(path)
            if len(good) > _KEPT:
                good.popitem(last=False)
        return data, proof.problems

    def _no_page(self, proof: Proof, problems: tuple[Problem, ...]) -> None:
        self.set_status(UNAVAILABLE)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(error_page(self._dressing(proof, "", problems)))

    def _dressing(self, proof: Proof, path: str, problems: tuple[Problem, ...]) -> Dressing:
        page = proof.press.page(path) if proof.press and path in proof.press.things else None
        return Dressing(
            host=self.request.headers["Host"],
            token=proof.token,
            lang=page.lang if page else OTHERWISE,
            notice=proof.notices.get(path),
            problems=problems,
        )


class Script(Guarded, LiveReloadJSHandler):
    """livereload's own script, from its package."""

    def get(self) -> None:
        """The script."""
        super().get()
        self.set_header("Content-Type", "text/javascript; charset=utf-8")


class Style(Guarded):
    """The look of the preview's bar."""

    def get(self) -> None:
        """The style sheet."""
        self.set_header("Content-Type", media_type(STYLE))
        self.finish((shipped("preview") / "preview.css").read_bytes())


class Translations(Guarded):
    """The table of translations."""

    def get(self) -> None:
        """The table as it is at this moment; it reloads like any page."""
        proof = self.room.proof()
        dressing = Dressing(self.request.headers["Host"], proof.token, OTHERWISE, problems=proof.problems)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        if proof.site is None:
            self.set_status(UNAVAILABLE)
            self.finish(error_page(dressing))
        else:
            self.finish(dress(coverage_page(proof.site), dressing))


class Socket(Guarded, LiveReloadHandler):
    """One open page. It greets, names the state of the site that it shows, and waits to be told to reload."""

    shows = ""
    """The token of the page, as the script's address had it."""

    def check_origin(self, origin: str) -> bool:
        """Whether the page that wants to listen is one of ours; without an Origin header it is no browser."""
        return self._may_ask()

    def prepare(self) -> None:
        super().prepare()
        if "Origin" not in self.request.headers:
            raise web.HTTPError(403)

    def on_message(self, message: str | bytes) -> None:
        """Take part in the protocol; anything else ends the connection."""
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            said = None
        command = said.get("command") if isinstance(said, dict) else None
        if command == "hello":
            self.shows = str(said.get("snipver", ""))
            super().on_message(json.dumps({"command": "hello"}))
        elif command == "info":
            self.room.browsers.add(self)
            if self.shows and self.shows != self.room.proof().token:
                # It was made, or loaded, before the last change: whoever was told then, this page was not.
                self.reload("*")
        elif command != "ping":
            self.close(1003)

    def on_close(self) -> None:
        """Forget it."""
        self.room.browsers.discard(self)

    def reload(self, path: str) -> None:
        """Have the page load itself again. `path` is for the script's own log."""
        self.send_message({"command": "reload", "path": path, "liveCSS": False, "liveImg": False})


def _file_of(thing: Thing) -> str:
    """The file of the project that is given out, or made smaller; empty if what an output is made from is none."""
    match thing:
        case str():
            return thing
        case Media():
            return thing.path
        case Rendition():
            return thing.source
    return ""


def _lies_in(project: Path, path: str) -> bool:
    """Whether the file is where its path says, and not behind a symbolic link that was put there since."""
    root = project.resolve()
    return (root / path).resolve() == root / path
