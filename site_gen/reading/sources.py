"""The reading loop: what lies in a project's folders, each file remembered until its bytes change."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import msgspec

from site_gen.cache.memory import Cache
from site_gen.digest import digest, digest_bytes, encode
from site_gen.errors import Problem
from site_gen.files.inventory import Inventory, Known
from site_gen.files.listing import Listing, read_file
from site_gen.files.rows import differing, without
from site_gen.files.scanning import Stat

if TYPE_CHECKING:
    from site_gen.batches.processes import Jobs
    from site_gen.documents.document import Document, DocumentRules, Parsed
    from site_gen.reading.parsing import Entry, Source
    from site_gen.site.values import Media

Table = dict[str, Known] | Inventory
_UNKNOWN: Final = "?"

_GONE: Final = 1_000
"""Stories that went and are kept in mind."""
_GONE_AS: Final = "revision: key"


def read_documents(
    project: Path, files: Listing, rules: "DocumentRules", cache: Cache, jobs: "Jobs"
) -> tuple[Inventory, list[str]]:
    """What is known of each `.md` file among `files`, and the paths of those that had to be parsed.

    `documents_of` then gives the documents.
    """
    known, ruled = cache.known.documents, digest(rules)
    stories = files.of_stories()
    same = stories.paths == known.paths
    gone = set() if same else set(known.paths).difference(stories.paths)
    fresh: dict[str, Known] = {}

    def touched() -> Iterable[str]:
        """The paths of files that may have changed, or may mean something else."""
        if known.rules != ruled:
            return stories.paths
        if same:
            return [stories.paths[at] for at in differing(stories.rows, known.hints())]
        new = set(stories.paths).difference(known.paths)
        both = [path for path in stories.paths if path not in new]
        rows = without(stories.rows, [at for at, path in enumerate(stories.paths) if path in new])
        hints = without(known.hints(), [at for at, path in enumerate(known.paths) if path in gone])
        return sorted([*new, *[both[at] for at in differing(rows, hints)]])

    same_rules = known.rules == ruled
    # To look up each of ten thousand files where none is known takes 10 ms.
    before = {path: known.get(path) for path in touched()} if known.paths else dict.fromkeys(touched())
    sources = [(path, old.source if old and same_rules else "") for path, old in before.items()]
    parsed = []
    for entry in _parsed(project, sources, rules, cache, jobs):
        old = before[entry.path]
        if not entry.source:
            gone.add(entry.path)
        elif old and not entry.name:
            fresh[entry.path] = msgspec.structs.replace(old, hint=entry.hint)
        else:
            # Of a file that nobody knows the standing plan may have a text: in a build that failed it was not there.
            fresh[entry.path] = _known(entry, (old.published or old.body) if old else _UNKNOWN)
            parsed.append(entry.path)
    parsed.sort()
    _note_moves(known, fresh, gone, parsed, cache)
    return known.revised(fresh, gone, ruled), parsed


def _note_moves(
    known: Inventory,
    fresh: Mapping[str, Known],
    gone_paths: Collection[str],
    parsed: Sequence[str],
    cache: Cache,
) -> None:
    """Keep in mind which stories went since the files were last read, by what tells them again."""
    gone = {known[path].revision: known[path].story for path in gone_paths if path in known}
    for path in parsed:
        old, new = known.get(path), fresh[path]
        if old is not None and old.story != new.story and old.story and new.story:
            gone[new.revision] = old.story  # the same file with another `key`
    gone.pop("", None)
    if gone:
        before = msgspec.msgpack.decode(cache.recall("gone", _GONE_AS) or b"\x80", type=dict[str, str])
        kept = dict([*before.items(), *gone.items()][-_GONE:])
        cache.remember("gone", _GONE_AS, msgspec.msgpack.encode(kept))


def moved_stories(known: Inventory, cache: Cache) -> dict[str, str]:
    """The key that a story had to the key that it has, where its folder was renamed: the text is the same.

    One that went and has not come back under another key may be of a build that found a mistake, long ago.
    """
    remembered = cache.recall("gone", _GONE_AS)
    if remembered is None:
        return {}
    gone = msgspec.msgpack.decode(remembered, type=dict[str, str])
    stories = known.column("story")
    there = set(stories)
    again: dict[str, set[str]] = {}
    for story, revision in zip(stories, known.column("revision"), strict=True):
        if revision in gone and gone[revision] not in there:
            again.setdefault(gone[revision], set()).add(story)
    return {old: new.pop() for old, new in sorted(again.items()) if len(new) == 1}


_LOOSE: Final = 200
"""Files that were parsed since all were put into one blob, from which on that is done again."""


def documents_of(
    project: Path, known: Table, rules: "DocumentRules", cache: Cache, jobs: "Jobs"
) -> tuple[tuple["Document", ...], list[Problem]]:
    """The documents of `known` files, in the order of their paths, and what is wrong with them.

    What the cache has lost is parsed again, and `known` brought up to date.
    """
    from site_gen.documents.document import Parsed

    decode = msgspec.msgpack.Decoder(Parsed).decode
    names = dict(zip(known, _column(known, "record"), strict=True))
    bound, fresh = cache.parsed or _bound(cache), _decoded(cache.fresh)
    there: dict[str, Parsed] = {**bound, **fresh}
    # Of what was bound together the texts were there, and of what has just been parsed they are.
    certain = there if cache.blobs.has_all_of(cache.index.places) else fresh
    texts = _texts(known, {path for path, name in names.items() if name not in certain})
    loose = [name for name in names.values() if name not in there]
    read = zip(loose, cache.blobs.get_all(loose), strict=True)
    there.update((name, decode(data)) for name, data in read if data)
    missing = cache.blobs.missing([text for some in texts.values() for text in some])
    lost = {
        path: known[path].published or known[path].body
        for path, some in texts.items()
        if names[path] not in there or not missing.isdisjoint(some)
    }
    for entry in _parsed(project, [(path, "") for path in lost], rules, cache, jobs):
        if entry.source:
            known[entry.path] = _known(entry, lost[entry.path])
            names[entry.path] = entry.name
        else:
            del names[entry.path]
    fresh |= _decoded(cache.fresh)
    there.update(fresh)
    cache.parsed = {name: there[name] for name in names.values()}
    if len(fresh) + len(loose) > _LOOSE:
        _bind(cache)
    ordered = [there[names[path]] for path in sorted(names)]
    return (
        tuple([parsed.document for parsed in ordered if parsed.document]),
        [problem for parsed in ordered for problem in parsed.problems],
    )


def _decoded(records: dict[str, bytes]) -> "dict[str, Parsed]":
    """What parsing made of files, by the name of the record. No record is left.

    Made when all that was parsed is there, it takes a tenth less of the memory of a large newspaper than made
    between what comes and goes with each text.
    """
    from site_gen.documents.document import Parsed

    decode = msgspec.msgpack.Decoder(Parsed).decode
    share = _sharing() if len(records) > _VERY_MANY else None
    found = {}
    while records:
        name, record = records.popitem()
        found[name] = parsed = decode(record)
        if share and parsed.document:
            share(parsed.document)
    return found


_VERY_MANY: Final = 20_000
"""Texts from which on their words are shared: it takes 2 us a text."""
_SHARED: Final = ("lang", "key", "name", "section", "date", "outlet", "dateline")


def _sharing() -> "Callable[[Document], None]":
    """What has documents share the words that are the same in many: a fifth of the memory that a build of everything takes,
    where two processes print, and each has a copy of what the other one touches."""
    put, one_of = msgspec.structs.force_setattr, dict[str, str]().setdefault

    def share(document: "Document") -> None:
        for field in _SHARED:
            text = getattr(document, field)
            put(document, field, one_of(text, text))
        put(document, "tags", tuple(map(one_of, document.tags, document.tags)))
        put(document, "authors", tuple(map(one_of, document.authors, document.authors)))

    return share


def _column(known: Table, name: str) -> list[Any]:
    return (
        known.column(name) if isinstance(known, Inventory) else [getattr(one, name) for one in known.values()]
    )


def _texts(known: Table, paths: Collection[str]) -> dict[str, list[str]]:
    """The names of the blobs that have the html of these documents."""
    if not paths:
        return {}
    rows = zip(known, _column(known, "body"), _column(known, "texts"), strict=True)
    return {path: [text for text in (body, *more) if text] for path, body, more in rows if path in paths}


def _bound(cache: Cache) -> "dict[str, Parsed]":
    """What parsing made of the project's files, by its name, from the blob that has it of all at once."""
    from site_gen.documents.document import Parsed

    decode = msgspec.msgpack.Decoder(tuple[list[str], list[Parsed]]).decode
    found = cache.blobs.read(cache.index.bundle, decode) if cache.index.bundle else None
    if found is None:
        return {}
    names, records = found
    return dict(zip(names, records, strict=True))


def _bind(cache: Cache) -> None:
    """Put into one blob what parsing made of all files: to look up ten thousand takes twice as long as to read them."""
    data = encode((list(cache.parsed), list(cache.parsed.values())))
    cache.index.bundle, cache.index.places = digest_bytes(data), (0, "")
    cache.blobs.add(cache.index.bundle, data)


def _parsed(
    project: Path, sources: "Sequence[Source]", rules: "DocumentRules", cache: Cache, jobs: "Jobs"
) -> "Iterator[Entry]":
    """What reading and parsing gives of `sources`, in whatever order, with what is to be kept of it put away."""
    if not sources:
        return
    from site_gen.reading.parsing import parse_files

    for entry in parse_files(project, sources, rules, jobs, cache.engine):
        if entry.name:
            cache.blobs.add(entry.name, entry.record)
            cache.fresh[entry.name] = entry.record
        if entry.body:
            cache.blobs.add(entry.body, entry.html)
        for name, html in entry.texts:
            cache.blobs.add(name, html)
        yield entry


def _known(entry: "Entry", published: str) -> Known:
    """What is kept of an entry; `published` is the text of the file that the standing plan has, if it has one."""
    return Known(
        entry.hint,
        entry.source,
        entry.name,
        entry.body,
        entry.middle,
        entry.story,
        entry.revision,
        entry.translates,
        tuple([name for name, _ in entry.texts]),
        published if published != entry.body else "",
    )


def made_from(known: Inventory) -> list[tuple[str, str]]:
    """Each translation, with the file of its story that has the text it says it was made from; empty if none has.

    Where several have that text, each of them stands there, too, with the last of them.
    """
    made = known.column("translates")
    if not any(made):
        return []
    paths, stories = known.paths, known.column("story")
    texts = list(zip(stories, known.column("revision"), strict=True))
    last = dict(zip(texts, paths, strict=True))
    found = [
        (path, last.get((story, text), ""))
        for path, story, text in zip(paths, stories, made, strict=True)
        if text
    ]
    if len(last) < len(texts):
        again = {text for text, path in zip(texts, paths, strict=True) if last[text] != path}
        found += [(path, last[text]) for path, text in zip(paths, texts, strict=True) if text in again]
    return found


def read_media(
    project: Path, documents: Iterable["Document"], known: dict[str, Known], cache: Cache
) -> dict[str, "Media"]:
    """The picture files that documents show, by path; one that is no picture, or not there, is left out.

    `known` are the picture files of the content; what is read of one is noted there.
    """
    from site_gen.site.values import Media

    wanted: set[str] = set()
    for document in documents:
        entries = document.live.entries if document.live else ()
        if not document.picture and not document.pictures and not entries:
            continue
        folder = posixpath.dirname(document.path)
        sources = [target.target for target in document.pictures]
        sources += [target.target for entry in entries for target in entry.pictures]
        if document.picture:
            sources.append(document.picture.src)
        wanted.update(posixpath.normpath(posixpath.join(folder, unquote(source))) for source in sources)
    found = {}
    for path in sorted(wanted & known.keys()):
        record = cache.blobs.get(known[path].record)
        if record is None:
            read = read_file(project, path)
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
    from site_gen.images.measuring import ENDINGS, is_still, measure
    from site_gen.images.scaling import is_scalable
    from site_gen.site.values import Media
    from site_gen.slugs import slug_of

    kind, width, height = measure(data)
    stem, ending = posixpath.splitext(posixpath.basename(path))
    if ENDINGS[ending.lower()] != kind:
        return None
    name = slug_of(stem) or "picture"
    scalable = is_scalable(width, height) and is_still(kind, data)
    return Media(path, f"/media/{name}.{digest_bytes(data)[:12]}{ending.lower()}", width, height, scalable)


def digests_of(project: Path, files: Mapping[str, Stat], known: dict[str, Known]) -> dict[str, Known]:
    """What is known of `files`, which are published as they are: the digest of their bytes is their `source`."""
    found = {}
    for path, status in files.items():
        old = known.get(path)
        if old is None or old.hint != status:
            read = read_file(project, path)
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


def picture_files(files: Listing) -> dict[str, Stat]:
    """Those of `files` that may be pictures."""
    from site_gen.images.measuring import ENDINGS

    endings = tuple(ENDINGS)
    others = [path for path in files if not path.endswith(".md")]
    return {path: files[path] for path in others if path.lower().endswith(endings)}
