"""Seeds into stories: each raw text of `seeds/` becomes a Markdown file, once.

Afterwards the file is an editor's. A seed that changed is applied only while the file is still as it was
written; an edited file is left alone and reported, a deleted one stays deleted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from site_gen.desk.ledger import PATH, Ledger, Record, write_whole
from site_gen.digest import digest_bytes
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.glossary import Glossary
from site_gen.slugs import slug_of
from site_gen.wire import batch
from site_gen.wire.reading import read_text, read_wire
from site_gen.wire.story import Story, WireRules
from site_gen.wire.writing import story_markdown

SEEDS = "seeds"
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

    @property
    def failed(self) -> bool:
        """Whether a seed was bad."""
        return any(problem.fatal for problem in self.problems)

    def of(self, outcome: str) -> tuple[Imported, ...]:
        """The seeds with this outcome."""
        return tuple(item for item in self.imported if item.outcome == outcome)


def seed_files(project: Path) -> tuple[str, ...]:
    """The seeds of a project, sorted: its texts and tables under `seeds/`, without hidden files."""
    folder = project / SEEDS
    if not folder.is_dir():
        return ()
    found = []
    for path in folder.rglob("*"):
        name = path.relative_to(project).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if (
            not hidden
            and name != PATH
            and name.lower().endswith(batch.TEXTS + batch.TABLES)
            and path.is_file()
        ):
            found.append(name)
    return tuple(sorted(found))


def read_stories(
    data: bytes, name: str, glossary: Glossary, rules: WireRules, lang: str = ""
) -> Iterator[tuple[batch.Piece, Story | SiteError]]:
    """Every raw text of one file with its story, or with what is wrong with it."""
    try:
        for piece in batch.pieces(data, name):
            yield piece, _read(piece, glossary, rules, lang)
    except SiteError as error:
        yield batch.Piece(name), error


def _read(piece: batch.Piece, glossary: Glossary, rules: WireRules, lang: str) -> Story | SiteError:
    try:
        if piece.data:
            return read_wire(piece.data, piece.name, glossary, rules, lang)
        return read_text(piece.text, piece.name, glossary, rules, lang, dict(piece.fields))
    except SiteError as error:
        return error


def import_seeds(
    project: Path,
    rules: WireRules,
    glossary: Glossary,
    now: str,
    files: Iterable[str] = (),
    dry_run: bool = False,
    lang: str = "",
    on_story: Callable[[Story, str], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Imports the seeds of `project`, or only `files` (paths in the project).

    `now` is the moment of import, an ISO date and time in the site's zone. With `dry_run` nothing is
    written. `on_story` sees each story that was read with the path that it has; `progress` the number of
    files done and of all. A seed that cannot be read is a problem of the report and stops no other.
    """
    chosen = tuple(files) or seed_files(project)
    run = _Run(project, rules, glossary, now, dry_run, lang, on_story)
    for number, name in enumerate(chosen, 1):
        run.file(name)
        if progress:
            progress(number, len(chosen))
    if not dry_run:
        run.ledger.tidy()
    return ImportReport(tuple(run.imported), run.unchanged, tuple(sorted(set(run.problems))))


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
        self.unchanged = 0

    def file(self, name: str) -> None:
        try:
            data = (self.project / name).read_bytes()
        except OSError as error:
            self.problems.append(Problem(Location(name), f"cannot be read: {error.strerror}"))
            return
        try:
            for piece in batch.pieces(data, name):
                self.piece(piece)
        except SiteError as error:
            if error.exit_code == ENVIRONMENT:
                raise
            self.problems += error.problems

    def piece(self, piece: batch.Piece) -> None:
        raw = piece.data or "\0".join((piece.text, *(f"{a}={b}" for a, b in piece.fields))).encode()
        digest = digest_bytes(raw)
        record = self.ledger.records.get(piece.name)
        if record and record.seed_digest == digest:
            self.unchanged += 1
            return
        if record:
            self.changed(piece, digest, record)
        else:
            self.new(piece, digest)

    def done(self, seed: str, path: str, outcome: str, note: str = "") -> None:
        self.imported.append(Imported(seed, path, outcome, note))

    def warn(self, seed: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(seed), message, hint, fatal=False))

    def story(self, piece: batch.Piece, lang: str) -> Story | None:
        found = _read(piece, self.glossary, self.rules, lang)
        if isinstance(found, SiteError):
            self.problems += found.problems
            return None
        return found

    def new(self, piece: batch.Piece, digest: str) -> None:
        story = self.story(piece, self.lang)
        if story is None:
            return
        text = letters_digest(story)
        if twin := self.ledger.by_text.get(text):
            where = self.ledger.records[twin].path
            self.done(piece.name, where, "duplicate", f"the same text as {twin}")
            self.warn(
                piece.name, f"the same text as {twin}", f"It is at {where}; delete one of the two seeds."
            )
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
                write_whole(self.project / path, data)
            self.done(piece.name, path, "written")
        date = "" if story.date else self.now
        self.record(Record(piece.name, digest, path, written, text, date, story.lang.value))

    def changed(self, piece: batch.Piece, digest: str, record: Record) -> None:
        file = self.project / record.path
        if not file.is_file():
            self.done(piece.name, record.path, "deleted", "the seed changed, but an editor deleted the story")
            self.warn(piece.name, "changed, but its story was deleted", f"It stays deleted: {record.path}")
            return
        if digest_bytes(file.read_bytes()) != record.written:
            self.done(piece.name, record.path, "edited", "the seed changed, but an editor owns the story")
            self.warn(piece.name, "changed, but its story has been edited", f"Compare by hand: {record.path}")
            return
        story = self.story(piece, record.lang or self.lang)
        if story is None:
            return
        if self.on_story:
            self.on_story(story, record.path)
        data = self.markdown(story, piece, record.date or self.now)
        if not self.dry_run:
            write_whole(file, data)
        self.done(piece.name, record.path, "rewritten")
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
            # Somebody else's story has this folder: its other languages would become translations.
        raise SiteError(Problem(Location(piece.name), f'no free name for "{slug}"', "Give it another title."))


def _source_of(data: bytes) -> str:
    found = re.search(rb'^source_file: *"?([^"\n]+)"?$', data[:20_000], re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _date_of(data: bytes) -> str:
    found = re.search(rb'^date: *"?([0-9T:+-]+)"?$', data[:20_000], re.MULTILINE)
    return found[1].decode() if found else ""


def letters_digest(story: Story) -> str:
    """The digest of a story's letters and digits: white space and marks make no other story."""
    text = "".join(char for block in story.blocks for char in block.text.casefold() if char.isalnum())
    return digest_bytes(text.encode())
