"""What parsing made of the files, and what is kept of it: in the cache by each file, and all in one blob."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from site_gen.cache.memory import Cache
from site_gen.digest import digest_bytes, encode
from site_gen.errors import Problem
from site_gen.files.inventory import VERY_MANY, Inventory, Known

if TYPE_CHECKING:
    from site_gen.batches.processes import Jobs
    from site_gen.documents.document import Document, DocumentRules, Parsed
    from site_gen.reading.parsing import Entry, Source

Table = dict[str, Known] | Inventory
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
    for entry in parsed_of(project, [(path, "") for path in lost], rules, cache, jobs):
        if entry.source:
            known[entry.path] = known_of(entry, lost[entry.path])
            names[entry.path] = entry.name
        else:
            del names[entry.path]
    fresh |= _decoded(cache.fresh)
    there.update(fresh)
    cache.parsed = {name: there[name] for name in names.values()}
    if len(fresh) + len(loose) > _LOOSE:
        cache.to_bind = cache.parsed
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
    share = _sharing() if len(records) > VERY_MANY else None
    found = {}
    while records:
        name, record = records.popitem()
        found[name] = parsed = decode(record)
        if share and parsed.document:
            share(parsed.document)
    return found


_SHARED: Final = ("lang", "key", "name", "section", "date", "outlet", "dateline")


def _sharing() -> "Callable[[Document], None]":
    """What has documents share the words that are the same in many: a fifth of the memory that a build of everything takes,
    where two processes print, and each has a copy of what the other one touches. It takes 2 us a text."""
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


def bind(cache: Cache) -> None:
    """Put into one blob what parsing made of all files, if much of it is in none: to look up ten thousand takes twice as
    long as to read them. When the site is published: there is time for it then."""
    if cache.to_bind:
        data = encode((list(cache.to_bind), list(cache.to_bind.values())))
        cache.index.bundle, cache.index.places = digest_bytes(data), (0, "")
        cache.blobs.add(cache.index.bundle, data)
        cache.to_bind = {}


def parsed_of(
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


def known_of(entry: "Entry", published: str) -> Known:
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
