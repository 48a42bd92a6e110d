"""Serving: the watch, the proofs and the web server of one preview, and who does what.

Two threads do the work. The main thread waits for saves and makes proofs: the two seconds that a document
may take are a signal's, and signals are the main thread's alone. The server's thread answers browsers from
the last proof; making one page takes it a few milliseconds, so it makes them itself. It is never told of a
change before the new proof can be seen, and what is saved while a proof is being made is the next one's: so
after the last save there is always one more proof, and one more reload. A worker process would keep Python's
lock free for the server while the middle is planned, but would have to be asked for every page, or be sent
every plan; measured, pages come in some milliseconds even then.
"""

import asyncio
import errno
import gc
import secrets
import socket
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import msgspec
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets

from site_gen.config import Config
from site_gen.engine import engine_digest
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError, printable, reason
from site_gen.preview.addresses import address_of
from site_gen.preview.handlers import Room, application
from site_gen.preview.hosts import bracketed, listens_everywhere
from site_gen.preview.memory import Memory
from site_gen.preview.proofs import Proofs
from site_gen.preview.watching import Watch
from site_gen.standing import blobs_in_use

_RETRY: Final = 1.0
"""Seconds between two tries to import seeds while a build holds the lock."""
_QUIET: Final = 1.0
"""Seconds without a save after which it is a good time to look for garbage."""
_LONGEST: Final = 60.0
"""Seconds after which to look at the clock again: a sleeping laptop's timers sleep, too."""


class Options(msgspec.Struct, frozen=True):
    """What is asked of a preview."""

    project: Path
    """Absolute, without symbolic links."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 picks a free one."""
    drafts: bool = True
    """Whether drafts and embargoed stories show."""
    cache: Path | None = None
    """The folder of what is remembered between builds; None remembers nothing."""
    jobs: int = 1
    """Processes for reading a whole project."""


def serve(
    options: Options,
    now: Callable[[Config], int],
    import_seeds: Callable[[Config, int], None],
    say: Callable[[str], None],
    ready: Callable[[str], None] = lambda address: None,
    record: Callable[[str], None] | None = None,
) -> None:
    """Show a project until the program is interrupted.

    `now` tells the time (seconds since 1970), `import_seeds` imports what is new in seeds/ at an instant,
    `say` shows a line to the person at the terminal, `ready` gets the address once pages can be had, `record`
    writes the memory of addresses. Raises SiteError (ENVIRONMENT) if the port cannot be had; mistakes in the
    project are shown in the browser.
    """
    preview = Preview(options, now, import_seeds, say, record)
    try:
        ready(preview.begin())
        preview.run()
    finally:
        preview.close()


class Preview:
    """One preview."""

    def __init__(
        self,
        options: Options,
        now: Callable[[Config], int],
        import_seeds: Callable[[Config, int], None],
        say: Callable[[str], None],
        record: Callable[[str], None] | None = None,
    ) -> None:
        self.options, self.say = options, say
        self.sockets = _sockets(options.host, options.port)
        self.port: int = self.sockets[0].getsockname()[1]
        self.memory = Memory(options.cache, engine_digest())
        session = f"p{secrets.token_hex(4)}"
        self.proofs = Proofs(
            options.project, options.drafts, options.jobs, self.memory, now, import_seeds, session, record
        )
        self.watch = Watch(options.project)
        self.room = Room(options.host, self.port, lambda: self.proofs.proof)
        self._server: _Server | None = None
        self._ended = False
        self._said: tuple[str, ...] = ()

    def begin(self) -> str:
        """Make the first proof, and answer from now on. Returns the site's address."""
        # A collection in the middle of a plan would go through all of it, in vain: see `run`.
        gc.disable()
        # Before there are threads: reading a whole project forks, and a fork of a process with threads can hang.
        self._renew(())
        if self.proofs.plan and self.proofs.plan.reading.parsed:
            reading = self.proofs.plan.reading
            output = self.options.project / reading.config.output
            self.memory.share(output, lambda: blobs_in_use(reading, self.memory))
        if not self.memory.take_in():
            self.proofs.start_over()  # part of it was damaged, or a build has just put it in order
            self._renew(())
        self.watch.begin()
        if self.memory.note:
            self.say(f"site-gen: {self.memory.note}")
        if self.watch.deaf:
            self.say("The system does not tell of saves here: they are looked for twice a second.")
        self._server = _Server(self.room, self.sockets)
        config = self.proofs.plan.reading.config if self.proofs.plan else None
        host = "127.0.0.1" if listens_everywhere(self.options.host) else bracketed(self.options.host)
        address = f"http://{host}:{self.port}{address_of('index.html', config.base_path if config else '')}"
        title = f"{config.titles[config.default_language.code]} at " if config else ""
        shown = "drafts shown" if self.options.drafts else "as readers see it"
        self.say(printable(f"Serving {title}{address} – {shown} – Ctrl-C ends"))
        return address

    def run(self) -> None:
        """Follow the project, until `end` is called or an exception comes in: a signal's."""
        untidy, last = True, time.monotonic()
        while not self._ended:
            patience = [_LONGEST, *([_QUIET] if untidy else []), *([_RETRY] if self.proofs.waiting else [])]
            due = self.proofs.due()
            patience += [due] if due is not None else []
            changed = self.watch.wait(min(patience))
            if self._ended:
                break
            if changed or self.proofs.waiting or self.proofs.due() == 0:
                if self._renew(changed):
                    self._reload(changed)
                untidy, last = True, time.monotonic()
            elif untidy and time.monotonic() - last >= _QUIET:
                # While nobody waits for anything: at ten thousand stories it takes a third of a second.
                gc.collect()
                untidy = False

    def end(self) -> None:
        """Have `run` return. For any thread."""
        self._ended = True
        self.watch.wake()

    def close(self) -> None:
        """Stop watching and answering."""
        self.watch.close()
        if self._server:
            self._server.close()
        for one in self.sockets:
            one.close()
        gc.enable()

    def _renew(self, changed: Collection[str]) -> bool:
        differs = self.proofs.renew(changed)
        problems = self.proofs.proof.problems
        warnings = self.proofs.plan.warnings if self.proofs.plan and not problems else ()
        waiting = [self.proofs.waiting] if self.proofs.waiting else []
        lines = (*map(str, (*problems, *warnings)), *waiting)
        if lines != self._said:
            for line in lines or ("All is well again.",):
                self.say(line)
            self._said = lines
        return differs

    def _reload(self, changed: Collection[str]) -> None:
        if self._server:
            path = min(changed, default="*")
            self._server.loop.call_soon_threadsafe(self.room.reload, path)


class _Server:
    """The web server, in a thread of its own."""

    def __init__(self, room: Room, sockets: list[socket.socket]) -> None:
        self.loop = asyncio.new_event_loop()
        self._room, self._sockets = room, sockets
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)
        self._thread.start()

    def close(self) -> None:
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(1)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        IOLoop.current()
        server = HTTPServer(application(self._room), max_body_size=64 * 1024, idle_connection_timeout=300)
        server.add_sockets(self._sockets)
        try:
            self.loop.run_forever()
        finally:
            server.stop()
            self.loop.close()


def _sockets(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen. Raises SiteError (ENVIRONMENT)."""
    where = Location(f"{bracketed(host)}:{port}")
    try:
        return bind_sockets(port, address=host.strip("[]"))
    except (socket.gaierror, UnicodeError):  # the latter for what no name of a host can be
        raise SiteError(
            Problem(where, "there is no such host", "Say --host 127.0.0.1, or a name of this machine."),
            ENVIRONMENT,
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = "this port is taken"
            hint = "Is another preview running? Choose another port, or a free one: --port 0."
        else:
            message = f"cannot listen here: {reason(error)}"
            hint = "Choose a port above 1023, and for --host an address of this machine."
        raise SiteError(Problem(where, message, hint), ENVIRONMENT) from None
