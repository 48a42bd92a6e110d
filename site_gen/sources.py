"""The reading loop: files of `content/` → Documents and Media, each remembered until its bytes change."""

import os
import posixpath
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import msgspec

from site_gen.batches import in_batches
from site_gen.cache import Cache, Remembered, hint_of
from site_gen.digest import digest, digest_bytes, encode
from site_gen.documents.document import Document, DocumentRules
from site_gen.documents.reading import Parsed, parse_document
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.images.measuring import ENDINGS, measure
from site_gen.site.values import Media
from site_gen.slugs import slug_of

DATA_FILES: Final = ("content/glossary.yaml", "content/people.yaml")
_BATCH: Final = 100
_MUCH: Final = 300
"""Files from which on a second process is worth its start (30 ms)."""


class Documents(msgspec.Struct, frozen=True):
    """What the Markdown files of a project say."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    parsed: int
    """How many files had to be parsed."""


def files_under(project: Path, top: str, hidden: bool = False) -> tuple[str, ...]:
    """Every file under the folder `top` that is somebody's work, by its path in the project, sorted.

    Files of editors (`.name.swp`, `name~`) are passed over, and all with a dot before their name unless
    `hidden` are wanted. Raises SiteError for a folder that cannot be
    read and for a symbolic link: what it leads to may lie outside the project.
    """
    found: list[str] = []
    root = project / top
    if not root.is_dir():
        return ()
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(project / folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name.endswith(("~", ".swp", ".swx", ".tmp")) or name.startswith((".#", "#")):
                        continue
                    if name.startswith(".") and (not hidden or name in (".DS_Store", ".git")):
                        continue
                    path = f"{folder}/{name}"
                    if entry.is_symlink():
                        raise SiteError(
                            Problem(Location(path), "a symbolic link", "Put the file itself here.")
                        )
                    if entry.is_dir():
                        folders.append(path)
                    else:
                        found.append(path)
        except OSError as error:
            raise unreadable(folder, error) from None
    try:
        "\n".join(found).encode()
    except UnicodeEncodeError:
        bad = next(path for path in found if not path.isprintable())
        raise SiteError(
            Problem(Location(ascii(bad)), "a file name that is not UTF-8", "Rename the file.")
        ) from None
    return tuple(sorted(found))


def unreadable(path: str, error: OSError) -> SiteError:
    """The error for a file or folder that the system will not let us read."""
    reason = (error.strerror or str(error)).lower()
    return SiteError(
        Problem(Location(path), f"cannot be read: {reason}", "Is it readable for you?"), ENVIRONMENT
    )


def read_documents(
    project: Path, files: Iterable[str], rules: DocumentRules, cache: Cache, pool: Executor | None
) -> Documents:
    """The documents of the `.md` files among `files`. What is wrong with a file is in `problems`."""
    known, fresh = cache.state.documents, {}
    ruled = digest(rules)
    parsed: dict[str, Parsed] = {}
    to_parse: list[tuple[str, bytes, DocumentRules]] = []
    unchanged: list[str] = []
    for path in files:
        if not path.endswith(".md"):
            continue
        remembered = known.get(path)
        now = time.time_ns()
        try:
            full = project / path
            status = full.stat()
            if remembered and remembered.source.endswith(ruled) and remembered.hint.holds_for(status):
                fresh[path] = remembered
                unchanged.append(path)
                continue
            data = full.read_bytes()
        except FileNotFoundError:
            continue  # deleted since the folder was listed: as if it had been a moment earlier
        except OSError as error:
            raise unreadable(path, error) from None
        source = digest_bytes(data) + ruled
        fresh[path] = Remembered(hint_of(status, now), source, b"")
        if remembered and remembered.source == source:
            fresh[path] = msgspec.structs.replace(fresh[path], record=remembered.record)
            unchanged.append(path)
        else:
            to_parse.append((path, data, rules))
    for path in unchanged:
        value = _DECODER.decode(fresh[path].record)
        # A body that got lost is found again where it came from.
        if value.document and not cache.has_body(value.document.body):
            to_parse.append((path, (project / path).read_bytes(), rules))
        else:
            parsed[path] = value
    for results in in_batches(parse_batch, to_parse, _BATCH, pool if len(to_parse) > _MUCH else None):
        for path, value in results:
            if value.document:
                cache.keep_body(value.document.body, value.html)
            parsed[path] = msgspec.structs.replace(value, html="")
            fresh[path] = msgspec.structs.replace(fresh[path], record=encode(parsed[path]))
    cache.state.documents = dict(sorted(fresh.items()))
    return Documents(
        tuple([value.document for _, value in sorted(parsed.items()) if value.document]),
        tuple(sorted(problem for value in parsed.values() for problem in value.problems)),
        len(to_parse),
    )


_DECODER: Final = msgspec.msgpack.Decoder(Parsed)


def parse_batch(batch: Sequence[tuple[str, bytes, DocumentRules]]) -> list[tuple[str, Parsed]]:
    """The documents of some files."""
    return [(path, parse_document(path, data, rules)) for path, data, rules in batch]


def read_media(
    project: Path, documents: Iterable[Document], files: Iterable[str], cache: Cache
) -> Mapping[str, Media]:
    """The picture files that documents show, by path. One that is no picture, or not there, is left out."""
    there = {path for path in files if posixpath.splitext(path)[1].lower() in ENDINGS}
    wanted: set[str] = set()
    for document in documents:
        folder = posixpath.dirname(document.path)
        sources = [target.target for target in document.pictures]
        if document.picture:
            sources.append(document.picture.src)
        wanted.update(posixpath.normpath(posixpath.join(folder, unquote(source))) for source in sources)
    known, fresh, found = cache.state.media, {}, {}
    for path in sorted(wanted & there):
        remembered, now = known.get(path), time.time_ns()
        try:
            full = project / path
            status = full.stat()
            if remembered is None or not remembered.hint.holds_for(status):
                data = full.read_bytes()
                remembered = Remembered(hint_of(status, now), digest_bytes(data), encode(_media(path, data)))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unreadable(path, error) from None
        fresh[path] = remembered
        media = msgspec.msgpack.decode(remembered.record, type=Media | None)
        if media is not None:
            found[path] = media
    cache.state.media = fresh
    return found


def file_digest(project: Path, path: str, cache: Cache) -> str:
    """The digest of a file that is published as it is. Raises SiteError if it cannot be read."""
    remembered, now = cache.state.files.get(path), time.time_ns()
    try:
        full = project / path
        status = full.stat()
        if remembered is None or not remembered.hint.holds_for(status):
            remembered = Remembered(hint_of(status, now), digest_bytes(full.read_bytes()), b"")
            cache.state.files[path] = remembered
    except OSError as error:
        raise unreadable(path, error) from None
    return remembered.source


def _media(path: str, data: bytes) -> Media | None:
    """Where a picture is published: its name, for people, and its digest, so that it never changes there."""
    kind, width, height = measure(data)
    stem, ending = posixpath.splitext(posixpath.basename(path))
    if ENDINGS[ending.lower()] != kind:
        return None
    name = slug_of(stem) or "picture"
    return Media(path, f"/media/{name}.{digest_bytes(data)[:12]}{ending.lower()}", width, height)
