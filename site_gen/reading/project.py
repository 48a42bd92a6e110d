"""A project as it lies on the disk, read for a plan."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches.processes import Jobs
from site_gen.cache.memory import Cache
from site_gen.config import FILE_NAME, Config, load_config
from site_gen.digest import digest, digest_bytes, encode
from site_gen.documents.document import Document, DocumentRules
from site_gen.errors import USAGE, Location, Problem, SiteError
from site_gen.files.inventory import Inventory, Known
from site_gen.files.listing import Listing, Sight, look, unreadable
from site_gen.files.rows import number_of
from site_gen.files.scanning import is_settled, stat_of
from site_gen.reading.records import documents_of
from site_gen.reading.sources import made_from, moved_stories, read_documents
from site_gen.reading.unparsed import digests_of, picture_files, read_media
from site_gen.site.values import Media, Release
from site_gen.tables.addresses import PATH as ADDRESSES
from site_gen.tables.addresses import with_owners
from site_gen.theme.files import ThemeFiles, read_theme

CONTENT: Final = "content"
STATIC: Final = "static"
GLOSSARY: Final = "content/glossary.yaml"
PEOPLE: Final = "content/people.yaml"
FRONTS: Final = "content/fronts"
SERIES: Final = "content/series.yaml"
SOURCES: Final = ("content", "seeds", "themes", "theme", STATIC)
"""The folders of a project that are somebody's work."""


class Request(msgspec.Struct, frozen=True):
    """What is asked of a build. Folders are absolute."""

    project: Path
    now: int
    """Seconds since 1970: what is due at this instant is published."""
    output: Path | None = None
    """In place of the folder that config.yaml names."""
    cache: Path | None = None
    """None remembers nothing."""
    drafts: bool = False
    jobs: Jobs = 1
    """Who does what there is much of."""
    verify: bool = False
    durable: bool = False
    record: Callable[[str], None] | None = None
    """How content/addresses.tsv is written, by whoever may write into a project; with None it is only read."""

    @property
    def release(self) -> Release:
        """What may be seen."""
        return Release(self.now, self.drafts)


class Reading(msgspec.Struct, frozen=True):
    """All that a plan depends on, but the instant."""

    request: Request
    config: Config
    rules: DocumentRules
    documents: Inventory
    parsed: tuple[str, ...]
    """Paths of the documents that had to be parsed."""
    pictures: dict[str, Known]
    """With them the file of the memory of addresses, which is looked at in the same way."""
    files: dict[str, Known]
    """Files that are published as they are."""
    glossary: bytes | None
    """The project's own table."""
    people: bytes | None
    """The table of the paper's people."""
    fronts: dict[str, bytes]
    """What stands on front pages: path to file, sorted."""
    series: bytes | None
    """The table of its series."""
    theme: ThemeFiles
    rest: str
    """Digest of all of this, but the bodies of documents and the memory of addresses."""
    seen: str
    """Digest of all that was looked at, where another look would tell any change; else empty."""
    amended: str = ""
    """The memory of addresses as it is to stand, where stories have got other keys than it knows; else empty.

    It counts as if it were in the file, and is written there when the site has been published.
    """

    @property
    def addresses(self) -> str:
        """Digest of the memory of addresses; empty if there is none."""
        if self.amended:
            return digest_bytes(self.amended.encode())
        return self.pictures[ADDRESSES].source if ADDRESSES in self.pictures else ""

    @property
    def middle(self) -> str:
        """Digest of all of this, but the bodies of documents. Where it is the same, and so are the `places` of its
        warnings, the plan stands."""
        return digest((self.rest, self.addresses))

    def places(self, warnings: Collection[Problem]) -> str:
        """Digest of what the lines that `warnings` name depend on, but for the middle; empty if that is nothing.

        A line more in a text, or a comment in its front matter, may change nothing else.
        """
        if not warnings:
            return ""
        paths, records = self.documents.paths, self.documents.column("record")
        named = [number_of(path, paths) for path in sorted({one.where.path for one in warnings})]
        found = [records[at] for at in named if at is not None]
        return digest(found) if found else ""


def read_project(
    request: Request,
    config: Config,
    cache: Cache,
    sight: Sight | None = None,
    theme: ThemeFiles | None = None,
) -> Reading:
    """Everything in the project's folders; what has not changed since it was last read is not read again.

    `sight` is what lies there, and `theme` its theme, where the caller has looked already. Raises SiteError
    for what cannot be read. What is wrong inside a document comes later: the plan tells.
    """
    project = request.project
    sight = sight or look(project)
    content = sight.listings[CONTENT]
    _check_names(project, content)
    rules = rules_of(config)
    documents, parsed = read_documents(project, content, rules, cache, request.jobs)
    shown = picture_files(content)
    if ADDRESSES in content:
        shown = {**shown, ADDRESSES: content[ADDRESSES]}
    pictures = digests_of(project, shown, cache.known.media)
    files = digests_of(project, sight.listings[STATIC], cache.known.files)
    glossary, people, series = (bytes_at(project, path) for path in (GLOSSARY, PEOPLE, SERIES))
    fronts = _fronts(project, content)
    theme = theme or read_theme(project, config.theme, config.theme_named)
    rest = digest(
        (
            cache.engine,
            config,
            request.drafts,
            documents.column("middle"),
            made_from(documents),
            [(path, known.source) for path, known in pictures.items() if path != ADDRESSES],
            [(path, known.source) for path, known in files.items()],
            glossary,
            people,
            series,
            fronts,
            theme.digest,
        )
    )
    settled = bool(sight.digest) and is_settled(sight.newest, sight.at)
    reading = Reading(
        request=request,
        config=config,
        rules=rules,
        documents=documents,
        parsed=tuple(parsed),
        pictures=pictures,
        files=files,
        glossary=glossary,
        people=people,
        fronts=fronts,
        series=series,
        theme=theme,
        rest=rest,
        seen=seen(sight.digest, request, config, theme) if settled else "",
    )
    return _with_moves(reading, cache)


def with_memory(reading: Reading) -> Reading:
    """`reading` with the memory of addresses as it is on the disk now: it has just been written."""
    project = reading.request.project
    found = digests_of(project, {ADDRESSES: stat_of((project / ADDRESSES).lstat())}, {})
    # What was looked at was another project: one without what has been written.
    return msgspec.structs.replace(reading, pictures={**reading.pictures, **found}, seen="", amended="")


def _with_moves(reading: Reading, cache: Cache) -> Reading:
    """`reading` with the addresses of stories that have another key now given to that key.

    Nothing is written yet: a build that fails leaves the project as it is. Nor is anything changed in a project
    that cannot be written to, or the next build on a new clone would come to something else.
    """
    if reading.request.record is None or not reading.addresses:
        return reading
    moves = moved_stories(reading.documents, cache)
    text, problems = addresses_in(reading) if moves else ("", [])
    new = with_owners(text, moves)
    if new == text or problems or not os.access(reading.request.project / CONTENT, os.W_OK):
        return reading
    return msgspec.structs.replace(reading, amended=new)


def seen(sight: str, request: Request, config: Config, theme: ThemeFiles) -> str:
    """The digest of a look at a project (`sight` is that of its files) and of what else a plan is made from."""
    return digest((sight, config, request.drafts, theme.digest))


def _fronts(project: Path, content: Listing) -> dict[str, bytes]:
    """The files of the fronts. Raises SiteError for one that would be passed over without a word."""
    data = [
        path for path in content if path.startswith(f"{FRONTS}/") and path.lower().endswith((".yaml", ".yml"))
    ]
    if odd := [
        path for path in data if not path.endswith(".yaml") or path.count("/") > FRONTS.count("/") + 1
    ]:
        hint = f"Name it {FRONTS}/NAME.yaml."
        raise SiteError([Problem(Location(path), "this file would not be read", hint) for path in odd])
    return {path: text for path in data if (text := bytes_at(project, path)) is not None}


def _check_names(project: Path, content: Listing) -> None:
    """Raise SiteError for what would leave stories out without a word.

    A folder that is not there (a disk that is not mounted, a build in the wrong place) would be a newspaper
    without stories, and all that was published would be taken down.
    """
    if not (project / CONTENT).is_dir():
        hint = "Make it, and a story in it: site-gen new TITLE."
        raise SiteError(Problem(Location(CONTENT), "there is no such folder", hint))
    others = [path for path in content if not path.endswith(".md")]
    odd = [path for path in others if path.lower().endswith((".md", ".markdown", ".mdown"))]
    if odd:
        hint = "Rename it: a story's file ends with .md."
        raise SiteError([Problem(Location(path), "this file would not be read", hint) for path in odd])


def read_config(project: Path, cache: Cache | None = None) -> Config:
    """The project's configuration. Raises SiteError (exit code 2)."""
    data = bytes_at(project, FILE_NAME)
    if data is None:
        hint = "Go into a project's folder, or make one: site-gen init NAME."
        raise SiteError(Problem(Location(FILE_NAME), "there is no such file here", hint), USAGE)
    if cache is None:
        return load_config(FILE_NAME, data)
    remembered = cache.recall("config", digest_bytes(data))
    if remembered is not None:
        return msgspec.msgpack.decode(remembered, type=Config)
    config = load_config(FILE_NAME, data)
    cache.remember("config", digest_bytes(data), encode(config))
    return config


def rules_of(config: Config) -> DocumentRules:
    """What a document's meaning depends on beside its own bytes."""
    lines = config.section_lines.values()
    return DocumentRules(
        languages=config.codes,
        timezone=config.timezone,
        sections=tuple(section.id for section in config.sections),
        extra=config.extra,
        quotes=config.quotes,
        sections_line=min(lines) - 1 if lines else 0,
    )


def documents_in(reading: Reading, cache: Cache) -> tuple[tuple[Document, ...], list[Problem]]:
    """The documents, in the order of their paths, and what is wrong with the files."""
    request = reading.request
    return documents_of(request.project, reading.documents, reading.rules, cache, request.jobs)


def media_in(reading: Reading, documents: tuple[Document, ...], cache: Cache) -> dict[str, Media]:
    """The pictures that `documents` show, by path."""
    return read_media(reading.request.project, documents, reading.pictures, cache)


def addresses_in(reading: Reading) -> tuple[str, list[Problem]]:
    """The text of the memory of addresses, and why it cannot be read."""
    if reading.amended:
        return reading.amended, []
    data = bytes_at(reading.request.project, ADDRESSES) if reading.addresses else None
    text, problems = decoded(data, ADDRESSES)
    return text or "", problems


def decoded(data: bytes | None, path: str) -> tuple[str | None, list[Problem]]:
    """A table's text; None if there is none, or none that can be read."""
    if data is None:
        return None, []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(Location(path, line), "not UTF-8", "Save it as UTF-8.")]


def bytes_at(project: Path, path: str) -> bytes | None:
    """The bytes of a file of the project; None if it is not there. Raises SiteError if it cannot be read."""
    try:
        return (project / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error) from None


def shown(path: Path, project: Path) -> str:
    """`path` as a message names it: relative to the project where it lies in it."""
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)
