"""Seeds into stories: each raw text of `seeds/` becomes a Markdown file, once.

Afterwards the file is an editor's. A seed that changed is applied only while the file is still as it was
written; an edited file is left alone and reported, a deleted one stays deleted.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from site_gen.batches.pool import executor, in_batches
from site_gen.desk.ledger import PATH as LEDGER
from site_gen.desk.ledger import Ledger, Record, write_whole
from site_gen.desk.seeds import Seeds
from site_gen.desk.texts import Unread, prepare, read_batch, unread
from site_gen.digest import digest_bytes
from site_gen.errors import CONTENT, Location, Problem, SiteError, reason
from site_gen.files.ahead import processors
from site_gen.slugs import slug_of
from site_gen.tables.glossary import Glossary
from site_gen.wire.source import batch
from site_gen.wire.story import Story, WireRules
from site_gen.wire.writing import story_markdown

if TYPE_CHECKING:
    from concurrent.futures import Executor

_SLUG = 70


class Imported(msgspec.Struct, frozen=True):
    """What became of one seed."""

    seed: str
    path: str
    outcome: str
    """`written`, `rewritten`, `unchanged`, `edited`, `deleted` or `duplicate`."""
    note: str = ""


class ImportReport(msgspec.Struct, frozen=True):
    """What an import did."""

    imported: tuple[Imported, ...] = ()
    """Every seed that could be read, in their order; those that nothing happened to only as a count."""
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    """Seeds that could not be read, and what an editor should know."""
    doubts: tuple[tuple[str, int], ...] = ()
    """What is to be looked at in the stories written, `without a date`, and in how many of them."""
    mistakes: int = 0
    """How many texts were set aside because of a mistake of ours."""
    traces: tuple[str, ...] = ()
    """Where our program stopped over the first of them: what a report of the mistake needs."""

    @property
    def failed(self) -> bool:
        """Whether a seed was bad."""
        return any(problem.fatal for problem in self.problems)

    def of(self, outcome: str) -> tuple[Imported, ...]:
        """The seeds with this outcome."""
        return tuple(item for item in self.imported if item.outcome == outcome)


def import_seeds(
    project: Path,
    rules: WireRules,
    glossary: Glossary,
    now: str,
    files: Iterable[str] = (),
    dry_run: bool = False,
    lang: str = "",
    on_story: Callable[[Story, str], None] | None = None,
    progress: Callable[[int, int, int], None] | None = None,
    jobs: int = 0,
) -> ImportReport:
    """Imports the seeds of `project`, or only `files`.

    A file from elsewhere, and standard input (`-`), is first laid into `seeds/`, so that every story has its
    source. `now` is the moment of import, an ISO date and time in the site's zone. With `dry_run` nothing is
    written. `on_story` sees every story with the path that it has, those too that nothing happens to;
    `progress` how many files have been opened, how many there are, and how many texts are done. `jobs` is how
    many processes may read; 0: as many as the machine has, where there is enough to read. A seed that cannot be
    read is a problem of the report and stops no other; so is one over which our own program stumbles.
    """
    run = _Run(project, rules, glossary, now, dry_run, lang, on_story)
    chosen = run.seeds.chosen(files)
    jobs = jobs or (processors() if len(chosen) > _MANY else 1)
    with executor(jobs, prepare, (glossary, rules)) as pool:
        prepare(glossary, rules)
        tasks = run.tasks(chosen)
        texts = 0
        while some := list(islice(tasks, _CHUNK)):
            run.work(some, pool)
            texts += len(some)
            if progress:
                progress(run.opened, len(chosen), texts)
    if not dry_run:
        run.ledger.tidy()
    problems = tuple(sorted({*run.seeds.problems, *run.problems}))
    return ImportReport(
        tuple(run.imported),
        run.unchanged,
        problems,
        tuple(run.doubts.items()),
        run.mistakes,
        tuple(run.traces),
    )


_DOUBTS = ("with a proposed title", "without a date", "without a section", "with a warning")
_CHUNK = 128
"""Texts that are read before their stories are written: what is in memory at once."""
_BATCH = 8
_MANY = 200
"""From so many files on more processes than one pay."""
_TRACES = 10
"""So many traces are kept: one mistake of ours may meet every text."""


class _Task(msgspec.Struct, frozen=True):
    """One raw text that is to be read."""

    piece: batch.Piece
    digest: str
    record: Record | None
    """What the ledger says, for a seed that has changed."""
    lang: str
    only_told: bool = False
    """Nothing is to be done for it: it is read again for somebody who asks why it became what it is."""


class _Run:
    """One import."""

    def __init__(
        self,
        project: Path,
        rules: WireRules,
        glossary: Glossary,
        now: str,
        dry_run: bool,
        lang: str,
        on_story: Callable[[Story, str], None] | None,
    ) -> None:
        self.project, self.rules, self.glossary = project, rules, glossary
        self.now, self.dry_run, self.lang, self.on_story = now, dry_run, lang, on_story
        self.ledger = Ledger(project)
        self.imported: list[Imported] = []
        self.problems: list[Problem] = []
        self.unchanged = self.opened = self.mistakes = 0
        self.traces: list[str] = []
        self.doubts = dict.fromkeys(_DOUBTS, 0)
        self.seeds = Seeds(project)

    def tasks(self, names: tuple[str, ...]) -> Iterator[_Task]:
        """What there is to read in some files: what is new or has changed."""
        for number, name in enumerate(names, 1):
            self.opened = number
            try:
                _check_name(name)
                for piece in batch.pieces(self.seeds.read(name), name):
                    if isinstance(piece, Problem):
                        self.problems.append(piece)
                    elif task := self.task(piece):
                        yield task
            except OSError as error:
                why = reason(error)
                self.problems.append(Problem(Location(name), f"cannot be read: {why}"))
            except Exception as error:
                self.set_aside(unread(name, error))

    def work(self, tasks: Sequence[_Task], pool: "Executor | None") -> None:
        """Reads some texts and writes their stories."""
        wanted = [(task.piece, task.lang) for task in tasks]
        results = (one for many in in_batches(read_batch, wanted, _BATCH, pool) for one in many)
        for task, result in zip(tasks, results, strict=True):
            if isinstance(result, Unread):
                self.set_aside(result)
                continue
            try:
                self.use(task, result)
            except OSError:
                raise
            except Exception as error:
                if isinstance(error, SiteError) and error.exit_code != CONTENT:
                    raise  # the disk is full: no other text would fare better
                self.set_aside(unread(task.piece.name, error))

    def use(self, task: _Task, story: Story) -> None:
        """Does with a story what was to be done."""
        if task.only_told and task.record:
            assert self.on_story is not None
            self.on_story(story, task.record.path)
        elif task.record:
            self.rewrite(task.piece, task.digest, task.record, story)
        else:
            self.write(task.piece, task.digest, story)

    def set_aside(self, text: Unread) -> None:
        self.problems += text.problems
        if text.trace:
            self.mistakes += 1
            self.traces += [text.trace] if len(self.traces) < _TRACES else []

    def task(self, piece: batch.Piece) -> _Task | None:
        """What there is to do for one raw text; None where nothing is."""
        raw = piece.data or "\0".join((piece.text, *(f"{a}={b}" for a, b in piece.fields))).encode(
            "utf-8", "surrogatepass"
        )
        digest = digest_bytes(raw)
        record = self.ledger.records.get(piece.name)
        if record is None:
            return _Task(piece, digest, None, self.lang)
        if record.seed_digest == digest:
            self.unchanged += 1
            return _Task(piece, digest, record, self.lang, True) if self.on_story else None
        file = self.project / record.path
        if not file.is_file():
            self.done(piece.name, record.path, "deleted", "the seed changed, but an editor deleted the story")
            self.warn(piece.name, "changed, but its story was deleted", f"It stays deleted: {record.path}")
            return None
        if digest_bytes(file.read_bytes()) != record.written:
            self.done(piece.name, record.path, "edited", "the seed changed, but an editor owns the story")
            self.warn(piece.name, "changed, but its story has been edited", f"Compare by hand: {record.path}")
            return None
        return _Task(piece, digest, record, record.lang or self.lang)

    def done(self, seed: str, path: str, outcome: str, note: str = "") -> None:
        self.imported.append(Imported(seed, path, outcome, note))

    def doubt(self, story: Story) -> None:
        found = (
            story.title_source == "generated",
            not story.date,
            story.section.is_missing,
            bool(story.warnings),
        )
        for name, there in zip(_DOUBTS, found, strict=True):
            self.doubts[name] += there

    def warn(self, seed: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(seed), message, hint, fatal=False))

    def write(self, piece: batch.Piece, digest: str, story: Story) -> None:
        text = letters_digest(story)
        if twin := self.ledger.by_text.get(text):
            where = self.ledger.records[twin].path
            stands = (self.project / where).is_file()
            gone = f"It was at {where}, and was deleted or moved. To import it anew, delete its line from {LEDGER}."
            self.done(piece.name, where, "duplicate", f"the same text as {twin}")
            hint = f"It is at {where}; delete one of the two seeds." if stands else gone
            self.warn(piece.name, f"the same text as {twin}", hint)
            return
        path, there = self.free_path(piece, story)
        if self.on_story:
            self.on_story(story, path)
        if there is not None:
            as_written = self.markdown(story, piece, _date_of(there) or self.now)
            own = as_written == there
            self.done(piece.name, path, "unchanged" if own else "edited", "the story was there already")
            written = digest_bytes(there) if own else ""
        else:
            data = self.markdown(story, piece, self.now)
            written = digest_bytes(data)
            if not self.dry_run:
                self.seeds.keep(piece.name)
                write_whole(self.project / path, data)
            self.done(piece.name, path, "written")
            self.doubt(story)
            self.problems += [story.held] if story.held else []
        date = "" if story.date else self.now
        self.record(Record(piece.name, digest, path, written, text, date, story.lang.value))

    def rewrite(self, piece: batch.Piece, digest: str, record: Record, story: Story) -> None:
        if self.on_story:
            self.on_story(story, record.path)
        data = self.markdown(story, piece, record.date or self.now)
        if not self.dry_run:
            write_whole(self.project / record.path, data)
        self.done(piece.name, record.path, "rewritten")
        self.doubt(story)
        date = "" if story.date else record.date or self.now
        self.record(
            Record(
                piece.name, digest, record.path, digest_bytes(data), letters_digest(story), date, record.lang
            )
        )

    def record(self, record: Record) -> None:
        if self.dry_run:
            self.ledger.by_text.setdefault(record.text, record.seed)
            self.ledger.records.setdefault(record.seed, record)
            self.ledger.paths.add(record.path)
        else:
            self.ledger.add(record)

    def markdown(self, story: Story, piece: batch.Piece, now: str) -> bytes:
        return story_markdown(story, piece.name, now).encode()

    def free_path(self, piece: batch.Piece, story: Story) -> tuple[str, bytes | None]:
        """Where the story goes, and what is there if it is this seed's own story already."""
        day = (story.date.value or self.now)[:10].replace("-", "/")
        lang = story.lang.value
        slug = (
            slug_of(story.title.value, lang, _SLUG) or slug_of(Path(piece.name).stem, lang, _SLUG) or "berita"
        )
        for number in range(1, 10_000):
            path = f"content/{day}/{slug if number == 1 else f'{slug}-{number}'}/index.{lang}.md"
            folder = (self.project / path).parent
            if path in self.ledger.paths:
                continue
            if not folder.is_dir() or not any(folder.iterdir()):
                return path, None
            file = self.project / path
            if file.is_file():
                data = file.read_bytes()
                if _source_of(data) == piece.name:
                    return path, data
            elif _waits_for_original(folder):
                return path, None
            # Somebody else's story has this folder: its other languages would become translations.
        raise SiteError(Problem(Location(piece.name), f'no free name for "{slug}"', "Give it another title."))


def _check_name(name: str) -> None:
    """The ledger and the story's front matter name the seed: what cannot be written there is refused."""
    if not name.isprintable():
        shown = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)
        message = "the name of the file has characters that cannot be shown"
        raise SiteError(Problem(Location(shown), message, "Give it another name."))


def _waits_for_original(folder: Path) -> bool:
    """Whether a story's folder holds translations alone: their original was taken away, and comes back here."""
    texts = [file.read_bytes()[:20_000] for file in folder.glob("*.md")]
    return bool(texts) and all(re.search(rb"^translates:[ \t]*\S", text, re.MULTILINE) for text in texts)


def _source_of(data: bytes) -> str:
    found = re.search(rb'^source_file: *"?([^"\n]+)"?$', data[:20_000], re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _date_of(data: bytes) -> str:
    found = re.search(rb'^date: *"?([0-9T:+-]+)"?$', data[:20_000], re.MULTILINE)
    return found[1].decode() if found else ""


_NO_LETTERS = re.compile(r"[\W_]+")


def letters_digest(story: Story) -> str:
    """The digest of a story's letters and digits: white space and marks make no other story."""
    text = _NO_LETTERS.sub("", "".join(block.text.casefold() for block in story.blocks))
    return digest_bytes(text.encode())
