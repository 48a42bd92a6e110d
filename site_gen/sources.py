"""The reading loop: what lies in a project's folders, each file remembered until its bytes change."""

import os
import posixpath
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import msgspec

from site_gen.batches import executor, in_batches
from site_gen.cache import Cache, Hint, Known, hint_of
from site_gen.digest import digest, digest_bytes, encode
from site_gen.errors import Problem
from site_gen.listing import Listing, unreadable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from site_gen.documents.document import Document, DocumentRules
    from site_gen.documents.reading import Parsed
    from site_gen.site.values import Media

_BATCH: Final = 100
_MUCH: Final = 300
"""Files from which on a second process is worth its start (30 ms)."""

_GONE: Final = 1_000
"""Stories that went and are kept in mind."""
_GONE_AS: Final = "revision: key"


def read_documents(
    project: Path, files: Listing, rules: "DocumentRules", cache: Cache, jobs: int
) -> tuple[dict[str, Known], list[str]]:
    """What is known of each `.md` file among `files`, and the paths of those that had to be parsed.

    `documents_of` then gives the documents.
    """
    known, ruled = cache.known.documents, digest(rules)
    fresh = {path: known.get(path) or _UNKNOWN for path in files if path.endswith(".md")}
    changed = [
        path for path, old in fresh.items() if old.hint != files[path] or not old.source.endswith(ruled)
    ]
    to_parse: list[tuple[str, bytes, DocumentRules]] = []
    for path in changed:
        old = known.get(path)
        read = _read(project, path)
        if read is None:
            del fresh[path]
            continue
        hint, data = read
        source = digest_bytes(data) + ruled
        if old is not None and old.source == source:
            fresh[path] = msgspec.structs.replace(old, hint=hint)
        else:
            fresh[path] = Known(hint, source)
            to_parse.append((path, data, rules))
    _parse(to_parse, fresh, cache, jobs)
    _note_moves(known, fresh, [path for path, _, _ in to_parse], cache)
    return unchanged(fresh, known), [path for path, _, _ in to_parse]


def _note_moves(
    known: Mapping[str, Known], fresh: Mapping[str, Known], parsed: Sequence[str], cache: Cache
) -> None:
    """Keep in mind which stories went since the files were last read, by what tells them again."""
    gone = {known[path].revision: known[path].story for path in known.keys() - fresh.keys()}
    for path in parsed:
        old, new = known.get(path), fresh[path]
        if old is not None and old.story != new.story and old.story and new.story:
            gone[new.revision] = old.story  # the same file with another `key`
    gone.pop("", None)
    if gone:
        before = msgspec.msgpack.decode(cache.recall("gone", _GONE_AS) or b"\x80", type=dict[str, str])
        kept = dict([*before.items(), *gone.items()][-_GONE:])
        cache.remember("gone", _GONE_AS, msgspec.msgpack.encode(kept))


def moved_stories(known: Mapping[str, Known], cache: Cache) -> dict[str, str]:
    """The key that a story had to the key that it has, where its folder was renamed: the text is the same.

    One that went and has not come back under another key may be of a build that found a mistake, long ago.
    """
    remembered = cache.recall("gone", _GONE_AS)
    if remembered is None:
        return {}
    gone = msgspec.msgpack.decode(remembered, type=dict[str, str])
    stories = {one.story for one in known.values()}
    again: dict[str, set[str]] = {}
    for one in known.values():
        if one.revision in gone and gone[one.revision] not in stories:
            again.setdefault(gone[one.revision], set()).add(one.story)
    return {old: new.pop() for old, new in sorted(again.items()) if len(new) == 1}


_UNKNOWN: Final = Known((), "")


def documents_of(
    project: Path, known: dict[str, Known], rules: "DocumentRules", cache: Cache, jobs: int
) -> tuple[tuple["Document", ...], list[Problem]]:
    """The documents of `known` files, in the order of their paths, and what is wrong with them.

    What the cache has lost is parsed again, and `known` brought up to date.
    """
    from site_gen.documents.reading import Parsed

    decoder = msgspec.msgpack.Decoder(Parsed)
    found: dict[str, Parsed] = {}
    lost: list[tuple[str, bytes, DocumentRules]] = []
    records = cache.blobs.get_all([one.record for one in known.values()])
    bodiless = cache.blobs.missing([one.body for one in known.values() if one.body])
    for (path, one), data in zip(known.items(), records, strict=True):
        if data is not None and one.body not in bodiless:
            found[path] = decoder.decode(data)
        elif read := _read(project, path):
            known[path] = Known(read[0], digest_bytes(read[1]) + digest(rules))
            lost.append((path, read[1], rules))
    _parse(lost, known, cache, jobs)
    for path, _, _ in lost:
        found[path] = decoder.decode(cache.blobs.get(known[path].record) or b"")
    ordered = [found[path] for path in sorted(found)]
    return (
        tuple([parsed.document for parsed in ordered if parsed.document]),
        [problem for parsed in ordered for problem in parsed.problems],
    )


def _parse(
    sources: Sequence[tuple[str, bytes, "DocumentRules"]], known: dict[str, Known], cache: Cache, jobs: int
) -> None:
    if not sources:
        return
    with executor(jobs if len(sources) > _MUCH else 1) as pool:
        for path, parsed in _parsed(sources, pool):
            document, record = parsed.document, encode(msgspec.structs.replace(parsed, html=""))
            name = digest_bytes(record)
            cache.blobs.add(name, record)
            if document is None:
                known[path] = msgspec.structs.replace(known[path], record=name, middle=name)
                continue
            cache.blobs.add(document.body, parsed.html.encode())
            known[path] = msgspec.structs.replace(
                known[path],
                record=name,
                body=document.body,
                middle=digest((_shown_elsewhere(document), parsed.problems)),
                story=document.key,
                revision=document.revision,
                translates=document.translates,
            )


def _parsed(
    sources: Sequence[tuple[str, bytes, "DocumentRules"]], pool: "Executor | None"
) -> Iterable[tuple[str, "Parsed"]]:
    for batch in in_batches(parse_batch, sources, _BATCH, pool):
        yield from batch


def parse_batch(batch: Sequence[tuple[str, bytes, "DocumentRules"]]) -> list[tuple[str, "Parsed"]]:
    """The documents of some files."""
    from site_gen.documents.reading import parse_document

    return [(path, parse_document(path, data, rules)) for path, data, rules in batch]


def _shown_elsewhere(document: "Document") -> "Document":
    """`document` without what its own page alone shows, and without places in the file."""
    links = tuple(msgspec.structs.replace(target, line=0, column=0) for target in document.links)
    pictures = tuple(msgspec.structs.replace(target, line=0, column=0) for target in document.pictures)
    return msgspec.structs.replace(
        document, body="", revision="", marks={}, links=links, pictures=pictures, bare_pictures=()
    )


def stale_translations(known: Mapping[str, Known]) -> list[str]:
    """The files whose text was made from another text than their original now has."""
    revisions: dict[str, set[str]] = {}
    translations = [(path, one) for path, one in known.items() if one.translates]
    if translations:
        for one in known.values():
            revisions.setdefault(one.story, set()).add(one.revision)
    return [path for path, one in translations if one.translates not in revisions[one.story] - {one.revision}]


def read_media(
    project: Path, documents: Iterable["Document"], known: dict[str, Known], cache: Cache
) -> dict[str, "Media"]:
    """The picture files that documents show, by path; one that is no picture, or not there, is left out.

    `known` are the picture files of the content; what is read of one is noted there.
    """
    from site_gen.site.values import Media

    wanted: set[str] = set()
    for document in documents:
        if not document.picture and not document.pictures:
            continue
        folder = posixpath.dirname(document.path)
        sources = [target.target for target in document.pictures]
        if document.picture:
            sources.append(document.picture.src)
        wanted.update(posixpath.normpath(posixpath.join(folder, unquote(source))) for source in sources)
    found = {}
    for path in sorted(wanted & known.keys()):
        record = cache.blobs.get(known[path].record)
        if record is None:
            read = _read(project, path)
            if read is None:
                continue
            record = encode(_media(path, read[1]))
            name = digest_bytes(record)
            known[path] = Known(read[0], digest_bytes(read[1]), name)
            cache.blobs.add(name, record)
        media = msgspec.msgpack.decode(record, type=Media | None)
        if media is not None:
            found[path] = media
    return found


def _media(path: str, data: bytes) -> "Media | None":
    """Where a picture is published: its name, for people, and its digest, so that it never changes there."""
    from site_gen.images.measuring import ENDINGS, measure
    from site_gen.site.values import Media
    from site_gen.slugs import slug_of

    kind, width, height = measure(data)
    stem, ending = posixpath.splitext(posixpath.basename(path))
    if ENDINGS[ending.lower()] != kind:
        return None
    name = slug_of(stem) or "picture"
    return Media(path, f"/media/{name}.{digest_bytes(data)[:12]}{ending.lower()}", width, height)


def digests_of(project: Path, files: Listing, known: dict[str, Known]) -> dict[str, Known]:
    """What is known of `files`, which are published as they are: the digest of their bytes is their `source`."""
    found = {}
    for path, status in files.items():
        old = known.get(path)
        if old is None or old.hint != status:
            read = _read(project, path)
            if read is None:
                continue
            source = digest_bytes(read[1])
            record = old.record if old is not None and old.source == source else ""
            old = Known(read[0], source, record)
        found[path] = old
    return unchanged(found, known)


def unchanged(found: dict[str, Known], known: dict[str, Known]) -> dict[str, Known]:
    """`known` itself where `found` has nothing else: so that what need not be written again is seen at once."""
    same = len(found) == len(known) and all(one is known.get(path) for path, one in found.items())
    return known if same else found


def picture_files(files: Listing) -> Listing:
    """Those of `files` that may be pictures."""
    from site_gen.images.measuring import ENDINGS

    endings = tuple(ENDINGS)
    others = [path for path in files if not path.endswith(".md")]
    return {path: files[path] for path in others if path.lower().endswith(endings)}


def _read(project: Path, path: str) -> tuple[Hint, bytes] | None:
    """A file's bytes with a hint for the next time; None if it is not there (any more). Raises SiteError."""
    now = time.time_ns()
    try:
        with open(f"{project}/{path}", "rb") as file:  # noqa: PTH123  one file in ten thousand
            # Of the open file: by its name another could be meant a moment later.
            hint = hint_of(os.fstat(file.fileno()), now)
            return hint, file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error) from None
