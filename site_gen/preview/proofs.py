"""Trial prints: the site as it is at this moment, or what is wrong with it.

A proof is one frozen value. The main thread makes them; the server's thread shows the last one, whole. While
something is wrong the proof has the problems, and the plan from before them, so the site stays readable.
"""

import datetime
import itertools
import stat
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from site_gen.config import Config
from site_gen.documents.document import Document
from site_gen.errors import Location, Problem, SiteError, reason
from site_gen.files.listing import Listing, Sight, files_under
from site_gen.files.scanning import Stat, stat_of
from site_gen.pages.page import path_of
from site_gen.planning import Plan, plan_site, renew
from site_gen.press import Press
from site_gen.preview.addresses import address_of
from site_gen.preview.dressing import Notice
from site_gen.preview.memory import Memory
from site_gen.publish import lock
from site_gen.reading.project import (
    CONTENT,
    STATIC,
    Reading,
    Request,
    addresses_in,
    read_config,
    read_project,
)
from site_gen.site.release import is_released, next_instant
from site_gen.site.values import Release, Site
from site_gen.tables.addresses import with_addresses

_MOVED: Final = 1000
"""Old addresses of stories that lead on while the preview runs."""


class Proof(msgspec.Struct, frozen=True):
    """What the preview shows."""

    token: str
    """Another one for each state of the site; no two previews have one in common."""
    problems: tuple[Problem, ...]
    """What is wrong with the project; what is shown is then from before."""
    press: Press | None
    """Knows every output; None until the project was good for the first time."""
    notices: Mapping[str, Notice]
    """Output to the reason why readers do not see it."""
    moved: Mapping[str, str]
    """Address that a story had while the preview ran, to its address now."""
    site: Site | None = None
    """What `press` was made for; for the table of translations."""


class Proofs:
    """Makes the proofs of one project, one after the other."""

    def __init__(
        self,
        project: Path,
        drafts: bool,
        jobs: int,
        memory: Memory,
        now: Callable[[Config], int],
        import_seeds: Callable[[Config, int], None],
        session: str,
        record: Callable[[str], None] | None = None,
    ) -> None:
        self.record = record
        self.project, self.drafts, self.jobs, self.memory = project, drafts, jobs, memory
        self.now, self.import_seeds, self.session = now, import_seeds, session
        self.plan: Plan | None = None
        self.proof = Proof(f"{session}-0", (), None, {}, {})
        self.waiting = ""
        """Why new seeds have to wait; empty if they do not."""
        self._tried_at = 0
        self._content: Listing | None = None
        self._seeds_are_new = True
        self._bad_seeds: tuple[Problem, ...] = ()
        self._numbers = itertools.count(1)
        self._notices: dict[str, Notice] = {}
        self._urls: dict[str, str] = {}
        self._moved: dict[str, str] = {}

    def start_over(self) -> None:
        """Make the next plan from everything."""
        self.plan = None

    def due(self) -> float | None:
        """Seconds until the site changes by itself; None if it does not."""
        if self.plan is None:
            return None
        # After the last try, not after the last plan: while a mistake stands, there is none.
        instant = next_instant(self.plan.instants, self._tried_at)
        return max(instant - self.now(self.plan.reading.config), 0) if instant else None

    def renew(self, changed: Collection[str]) -> bool:
        """Make the proof of the project as it now is. Whether a browser would see a difference.

        `changed` are the files that were saved since the last one.
        """
        before, plan = self.proof, self.plan
        if plan:
            self._tried_at = self.now(plan.reading.config)
        self._seeds_are_new |= any(path.startswith("seeds/") for path in changed)
        problems: tuple[Problem, ...] = ()
        try:
            self._make_plan(changed)
        except SiteError as error:
            problems = error.problems
        except OSError as error:
            problems = (in_the_way(error, self.project),)
        except Exception as error:
            problems = (our_mistake(error),)
        problems = tuple(sorted({*problems, *self._bad_seeds}))
        if self.plan and (plan is None or plan.site is not self.plan.site):
            self._look_over(self.plan)
        stays = self.plan is plan or (plan and self.plan and plan.outputs == self.plan.outputs)
        if stays and (problems, self._notices) == (before.problems, before.notices):
            return False
        self.proof = Proof(
            token=f"{self.session}-{next(self._numbers)}",
            problems=problems,
            press=self.plan.press if self.plan else None,
            notices=self._notices,
            moved={
                old: self._address(self._urls[path])
                for old, path in self._moved.items()
                if path in self._urls
            },
            site=self.plan.site if self.plan else None,
        )
        return True

    def _make_plan(self, changed: Collection[str]) -> None:
        # Whatever goes wrong before the folders are listed: what was saved meanwhile is in no listing yet.
        listing, self._content = self._content, None
        config = read_config(self.project)
        now = self._tried_at = self.now(config)
        if self._seeds_are_new or self._bad_seeds:
            self._import(config, now)
        request = Request(
            project=self.project, now=now, drafts=self.drafts, jobs=self.jobs, record=self.record
        )
        self._content = self._listing(listing, changed)
        listings = {CONTENT: self._content, STATIC: files_under(self.project, STATIC, hidden=True)}
        reading = read_project(request, config, self.memory, Sight("", listings, 0, 0))
        # What was learnt of the files is good, whatever becomes of the plan.
        known = self.memory.known
        known.documents, known.media, known.files = reading.documents, reading.pictures, reading.files
        # The server's thread may still be at a page of the plan before.
        shown = self.plan.reading.documents.column("body") if self.plan else ()
        try:
            standing = renew(self.plan, reading, self.memory) if self.plan else None
            first = self.plan is None
            self.plan = standing or plan_site(reading, self.memory, before=self.plan)
        finally:
            self.memory.let_go(shown)
        if first or reading.amended:
            self._write_down(reading, self.plan.remembered.unrecorded if first else ())

    def _write_down(self, reading: Reading, unrecorded: Sequence[str]) -> None:
        """Have the addresses written down that readers know, before somebody changes one, and those of a folder that
        was renamed given to its new name, before somebody changes its text.

        Addresses once: what is typed into `slug` while the preview runs was published nowhere.
        """
        if self.record and (unrecorded or reading.amended):
            text, _ = addresses_in(reading)
            with suppress(OSError, SiteError):
                self.record(with_addresses(text, unrecorded))

    def _listing(self, before: Listing | None, changed: Collection[str]) -> Listing:
        """The files under `content/`.

        Where texts alone were saved, and none is new, no folder has to be listed: at ten thousand stories
        that would be two thirds of the time from a save to its page.
        """
        if before is not None and changed:
            saved = {path: self._text(path) for path in changed}
            known = {path: status for path, status in saved.items() if status and path in before}
            if len(known) == len(saved):
                return before.but_for(known)
        return files_under(self.project, CONTENT)

    def _text(self, path: str) -> Stat | None:
        """What the system says of a Markdown file; None if there is none."""
        try:
            status = (self.project / path).lstat() if path.endswith(".md") else None
        except OSError:
            return None
        return stat_of(status) if status and stat.S_ISREG(status.st_mode) else None

    def _import(self, config: Config, now: int) -> None:
        with ExitStack() as held:
            try:
                held.enter_context(lock(self.project / config.output, "site-gen serve"))
            except SiteError as error:
                self.waiting = str(error)
                return
            self.waiting, self._seeds_are_new, self._bad_seeds = "", False, ()
            try:
                self.import_seeds(config, now)
            except SiteError as error:
                self._bad_seeds = error.problems
            except OSError as error:
                self._bad_seeds = (in_the_way(error, self.project),)

    def _address(self, url: str) -> str:
        assert self.plan is not None
        return address_of(path_of(url), self.plan.reading.config.base_path)

    def _look_over(self, plan: Plan) -> None:
        """Which pages readers do not see, and which stories have another address now."""
        now = plan.reading.request.now
        zone, release = ZoneInfo(plan.reading.config.timezone), Release(now)
        notices: dict[str, Notice] = {}
        urls: dict[str, str] = {}
        for edition in plan.site.editions:
            own = (*edition.articles, *edition.standing)
            urls.update((article.document.path, article.url) for article in own)
            for article in (*own, *edition.guests):
                if not is_released(article.document, release):
                    notices[path_of(article.url)] = _notice(article.document, now, zone)
        for path, url in self._urls.items():
            if urls.get(path, url) != url:
                self._moved[self._address(url)] = path
        while len(self._moved) > _MOVED:
            del self._moved[next(iter(self._moved))]
        self._notices, self._urls = notices, urls


def _notice(document: Document, now: int, zone: ZoneInfo) -> Notice:
    """Why readers do not see the page of `document` at the instant `now`."""
    if document.draft:
        return Notice("draft")
    due = max(document.instant, document.embargo)
    kind: Literal["due", "expired"] = "due" if due > now else "expired"
    moment = datetime.datetime.fromtimestamp(due if due > now else document.expires, zone)
    return Notice(kind, f"{moment:%Y-%m-%d %H:%M} ({zone.key})")


def in_the_way(error: OSError, project: Path) -> Problem:
    """What the system would not do, as a Problem."""
    name = str(error.filename or "")
    path = name.removeprefix(f"{project}/") if name.startswith(f"{project}/") else "the disk"
    return Problem(Location(path), reason(error))


def our_mistake(error: Exception) -> Problem:
    """A fault of this program, as a Problem: a preview goes on, and the next save may get round it."""
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if "site_gen" in frame.filename:
            place = f"site_gen{frame.filename.rpartition('site_gen')[2]}:{frame.lineno}"
    return Problem(
        Location("site_gen"),
        f"a mistake of ours: {type(error).__name__}: {error}",
        f"Please report it, with its place: {place}.",
    )
