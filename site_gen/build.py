"""The pipeline: documents → site → pages → bytes → tree.

Reading a file and writing a page, the two ends, are remembered; what lies between is computed anew or found
standing. Nothing is written before everything has been checked.
"""

import contextlib
import gc
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.batches.apprentice import Apprentice, apprentice
from site_gen.cache.memory import Cache, Lost
from site_gen.destination import DRAFTS, destination, displaced
from site_gen.engine import engine_digest
from site_gen.errors import Problem, SiteError, reason
from site_gen.files.listing import Lookout, Sight, look
from site_gen.publish import Output, PublishReport, lock, publish
from site_gen.reading.project import (
    CONTENT,
    SOURCES,
    Reading,
    Request,
    addresses_in,
    read_config,
    read_project,
    seen,
    shown,
    with_memory,
)
from site_gen.reading.records import bind
from site_gen.standing import Summary, blobs_in_use, stand, still_stands, summary_of, take_up
from site_gen.tables.addresses import with_addresses
from site_gen.theme.files import ThemeFiles, read_theme

if TYPE_CHECKING:
    # Not loaded by a build in which nothing has changed.
    from site_gen.planning import Plan
    from site_gen.press import Press
    from site_gen.printing import Printing
    from site_gen.theming import ThemeInTheMaking

_FOR_AN_EDIT: Final = ("site_gen.documents.reading", "site_gen.printing")
"""The modules that take long to load, and that a build of nothing does not need."""
_FEW: Final = 6_000
"""Texts whose plan takes half as long as a theme: of fewer, the theme is begun before they are read, and not before they
are planned."""
_LAST: "Final[list[_Building]]" = []
"""The last build of this process. Mostly the process ends after it, and need not take apart what has half a million
parts."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did."""

    output: str
    stories: dict[str, int]
    """Language to the number of its stories."""
    documents: int
    parsed: int
    pages: int
    total: int
    """Files of the site."""
    rendered: int
    """Files whose bytes had to be made."""
    written: tuple[str, ...]
    """Files whose bytes are other than those published before."""
    removed: tuple[str, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What a person may want to know: a cache that was put aside."""
    moved: tuple[tuple[str, str], ...]
    """Old and new address of what has another one since the addresses were last written down."""
    unrecorded: int
    """Published addresses that are not written down in content/addresses.tsv."""
    next_instant: int
    """When the site must be built again without any edit; 0 if never."""
    seconds: dict[str, float]
    """Stage to its wall time."""


def build(request: Request, cache: Cache | None = None, lookout: Lookout | None = None) -> BuildReport:
    """Make the output folder hold the site as the project says it. Raises SiteError; the site is then as it was.

    `cache` is the one in the request's folder, where it has been opened already; `lookout` one that went out
    before that, and that nothing was written to the project after.
    """
    cache = cache or Cache(request.cache, engine_digest())
    _LAST.clear()
    try:
        _LAST.append(_Building(request, cache, lookout))
        return _LAST[0].build()
    except Lost:
        cache.empty()
        _LAST[:] = [_Building(request, cache, None)]
        return _LAST[0].build()
    finally:
        gc.unfreeze()


class _Building:
    """One build."""

    def __init__(self, request: Request, cache: Cache, lookout: Lookout | None) -> None:
        self.seconds: dict[str, float] = {}
        self.began = time.perf_counter()
        self.request = request
        self.cache = cache
        self.lookout = lookout
        self.config = read_config(request.project, self.cache)
        self.output = destination(request, self.config)
        self.reading: Reading | None = None
        self.seen_here: Sight | None = None
        self.theme: ThemeFiles | None = None
        self.press: Press | None = None
        self.summary: Summary | None = None
        """Of the plan that is published; None where there is a new one."""
        self.plan: Plan | None = None
        self.printer: Apprentice | None = None
        """Gets ready to print a few pages while it is found out which."""
        self.notes: list[str] = []
        """What a person may want to know."""
        self.displaced: list[Problem] = []
        """What is to be told of what stood in the output folder."""

    def lap(self, stage: str) -> None:
        """The time since the last lap belongs to `stage`."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.began
        self.began = now

    def build(self) -> BuildReport:
        """The whole of it, under the lock of the output folder."""
        try:
            return self.locked()
        finally:
            if self.printer:
                self.printer.dismiss()

    def locked(self) -> BuildReport:
        forbidden = [self.request.project / name for name in SOURCES]
        if self.request.cache:
            forbidden.append(self.request.cache)
        with lock(self.output, "site-gen build", forbidden=forbidden) as held:
            self.cache.refresh()  # another build may have had the lock until now
            if self.lookout and not self.lookout.is_younger_than(self.cache.saved_at):
                # It may have seen newer files than this look did.
                self.lookout.give_up()
                self.lookout = None
            self.lap("start")
            summary = self.nothing_new()
            self.lap("look")
            if summary:
                with contextlib.suppress(OSError):  # it only saves time
                    self.cache.save_index()
                return self.report(summary, summary.documents, PublishReport(total=summary.files))
            self.engage_printer()
            from site_gen.theming import theme_in_the_making  # here there is something to do

            sight = self.sight()
            theme = self.theme or read_theme(self.request.project, self.config.theme, self.config.theme_named)
            few = len(sight.listings[CONTENT]) < _FEW
            begun = theme_in_the_making(theme, self.config, self.cache, self.request.jobs)
            with _uncollected(), begun if few else contextlib.nullcontext() as made_theme:
                self.reading = read_project(self.request, self.config, self.cache, sight, theme)
                self.lap("documents")
                standing = None if self.request.verify else self.standing_plan(self.reading, made_theme)
                if standing:
                    self.summary, outputs = standing
                else:
                    self.plan = self.new_plan(self.reading, made_theme)
                    outputs = self.plan.outputs
                self.lap("plan")
            printing = self.printing(self.reading)
            printing.order(self.plan.fresh if self.plan else outputs)
            report = publish(
                self.output,
                outputs,
                printing.produce,
                amend=self.plan is None,
                mark=DRAFTS if self.request.drafts else {},
                admit=lambda mark: self.displaced.extend(displaced(mark, self.output, self.request)),
                forbidden=forbidden,
                held=held,
                durable=self.request.durable,
                verify=self.request.verify,
                meanwhile=lambda published: self.keep(outputs, printing, published.manifest),
                jobs=self.request.jobs,
            )
            self.lap("cache")
        assert self.summary is not None
        return self.report(self.summary, len(self.reading.documents), report)

    def keep(self, outputs: Sequence[Output], printing: "Printing", manifest: str) -> None:
        """Keep for the next build what this one found out; `manifest` is the checksum of what is now published."""
        self.lap("pages")
        if self.plan:
            self.plan = printing.with_keys(self.plan)
            self.summary, outputs = summary_of(self.plan, self.cache), self.plan.outputs
        assert self.summary is not None
        assert self.reading is not None
        self.summary = self.record(self.reading, self.summary)
        self.reading = stand(self.reading, self.summary, manifest, self.cache)
        if self.cache.note:
            self.notes.append(self.cache.note)
        try:
            self.remember(self.reading, outputs)
        except OSError as error:
            why = reason(error)
            self.notes.append(f"nothing could be remembered for the next build ({why})")

    def report(self, summary: Summary, documents: int, published: PublishReport) -> BuildReport:
        """What is told of this build."""
        return BuildReport(
            output=shown(self.output, self.request.project),
            stories=summary.stories,
            documents=documents,
            parsed=len(self.reading.parsed) if self.reading else 0,
            pages=summary.pages,
            total=published.total,
            rendered=published.written + published.unchanged,
            written=published.paths,
            removed=published.removed,
            warnings=(*summary.warnings, *published.warnings, *self.displaced),
            notes=tuple(self.notes),
            moved=self.plan.remembered.moved if self.plan else (),
            unrecorded=0 if self.request.drafts else summary.unrecorded,
            next_instant=summary.until,
            seconds=self.seconds,
        )

    def nothing_new(self) -> Summary | None:
        """The summary of what is published, where a look at the project finds nothing touched since."""
        if self.request.verify or self.request.durable or self.cache.index.standing is None:
            return None
        if self.lookout:
            if self.lookout.warns():
                self.load_meanwhile(self.lookout)
            digest = self.lookout.digest()
        else:
            self.seen_here = look(self.request.project)
            digest = self.seen_here.digest
        theme = self.theme = read_theme(self.request.project, self.config.theme, self.config.theme_named)
        summary = still_stands(
            self.request, seen(digest, self.request, self.config, theme), self.output, self.cache
        )
        return None if summary and summary.unrecorded and self.request.record else summary

    def load_meanwhile(self, lookout: Lookout) -> None:
        """Load what a build with something to do needs, for as long as the look takes."""
        for name in _FOR_AN_EDIT:
            if lookout.has_ended():
                break
            import_module(name)
        # Not sooner: while this process is at work, too, it would be in the way of the look.
        self.engage_printer()
        if not lookout.has_ended():
            _ = self.cache.known

    def engage_printer(self) -> None:
        """Have another process load what printing takes, while this one finds out what is to be printed.

        Where there was a build before this one, that may be the page of one text.
        """
        if self.cache.index.standing and not self.printer:
            self.printer = apprentice(self.prepare_printer, self.request.jobs)

    def prepare_printer(self) -> Callable[[bytes], bytes]:
        """See `errands.printer`."""
        from site_gen.errands import printer

        return printer(self.request.project, self.config, self.cache)

    def sight(self) -> Sight:
        """What lies in the project's folders."""
        if self.lookout:
            return self.lookout.take()
        return self.seen_here or look(self.request.project)

    def standing_plan(
        self, reading: Reading, made_theme: "ThemeInTheMaking | None"
    ) -> tuple[Summary, tuple[Output, ...]] | None:
        """The plan that is published, if it stands."""

        def press() -> "Press":
            from site_gen.press import Press
            from site_gen.theming import theme_of

            theme = theme_of(reading.theme, self.config, self.cache, [], made_theme)
            self.press = Press(self.request.project, self.config, reading.theme, theme, self.cache)
            return self.press

        found = take_up(reading, self.output, press, self.cache)
        if found and (found[0].unrecorded or reading.amended) and self.request.record:
            return None  # there is something to write down
        return found

    def new_plan(self, reading: Reading, made_theme: "ThemeInTheMaking | None" = None) -> "Plan":
        """A plan made from everything. What parsing gave is remembered even where the plan fails."""
        from site_gen.planning import plan_site

        try:
            # A cluster is sent pages that are made, and makes none.
            to_be_printed = isinstance(self.request.jobs, int)
            plan = plan_site(reading, self.cache, to_be_printed=to_be_printed, made_theme=made_theme)
        except SiteError:
            with contextlib.suppress(OSError):
                self.remember(reading)
            raise
        self.press = plan.press
        return plan

    def printing(self, reading: Reading) -> "Printing":
        """What prints the outputs."""
        from site_gen.printing import Printing

        return Printing(
            self.request,
            reading,
            self.cache,
            self.press,
            self.plan,
            phrases=self.summary.withheld if self.summary else "",
            printer=self.printer,
            shown=shown(self.output, self.request.project),
            new_plan=lambda: self.new_plan(reading),
        )

    def record(self, reading: Reading, summary: Summary) -> Summary:
        """Have the addresses written down that are published now; a project that cannot be written stays as it is."""
        plan, write = self.plan, self.request.record
        if plan is None or write is None or not (plan.remembered.unrecorded or reading.amended):
            return summary
        text, _ = addresses_in(reading)
        try:
            write(with_addresses(text, plan.remembered.unrecorded))
            self.reading = with_memory(reading)
        except (OSError, SiteError):
            return summary
        # The same plan would come out again: to write down what is there changes nothing.
        self.plan = msgspec.structs.replace(plan, reading=self.reading)
        return msgspec.structs.replace(summary, unrecorded=0)

    def remember(self, reading: Reading, outputs: Sequence[Output] = ()) -> None:
        """Keep what reading and parsing gave, and what `outputs` are made from. Raises OSError."""
        known = self.cache.known
        known.documents, known.media, known.files = reading.documents, reading.pictures, reading.files
        bind(self.cache)
        self.cache.save(lambda: blobs_in_use(reading, self.cache, outputs))


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile.

    A plan of 10,000 stories is half a million values, all of them wanted to the end and none in a cycle:
    going through them again and again for garbage is a quarter of the time it takes to make them. Afterwards
    they are left out of what is collected, here and in the worker processes, which so share their memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
