"""Files → what is remembered of them, in batches, in whatever process.

A worker hands back bytes that need only be put away: encoding and digesting is its work, too, and a few long
texts cross a pipe ten times as fast as the values of a thousand documents.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

import msgspec

from site_gen.batches import Jobs, executor, in_batches
from site_gen.digest import digest, digest_bytes, encode
from site_gen.documents.document import Document, DocumentRules
from site_gen.documents.reading import Parsed, parse_document
from site_gen.engine import SameProgram

_BATCH: Final = 100
_MUCH: Final = 300
"""Files from which on a second process is worth its start (30 ms)."""

Source = tuple[str, bytes, DocumentRules]
"""A file's path, its bytes, and what its meaning depends on beside them."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What parsing gave of one file, ready to be kept. Without `body`, no document came of it."""

    path: str
    name: str
    """Digest of `record`."""
    record: bytes
    """A Parsed without its html."""
    middle: str
    """Digest of all that other pages than its own can show of a document."""
    body: str = ""
    """Digest of `html`."""
    html: bytes = b""
    story: str = ""
    revision: str = ""
    translates: str = ""
    texts: tuple[tuple[str, bytes], ...] = ()
    """Digest and html of each entry of a live story."""


_decode: Final = msgspec.msgpack.Decoder(list[Entry]).decode


def parse_files(sources: Iterable[Source], jobs: Jobs, engine: str) -> Iterator[Entry]:
    """An Entry for each of `sources`, in their order. They are gone through while others are being parsed.

    `engine` is this program's digest: a cluster's must be the same.
    """
    work = SameProgram(parse_batch, engine) if isinstance(jobs, str) else parse_batch
    waiting = iter(sources)
    first = list(islice(waiting, _MUCH))
    with executor(jobs if len(first) == _MUCH else 1) as pool:
        for batch in in_batches(work, chain(first, waiting), _BATCH, pool):
            yield from _decode(batch)


def parse_batch(batch: Sequence[Source]) -> bytes:
    """The Entries of some files, encoded."""
    return encode([_entry(path, parse_document(path, data, rules)) for path, data, rules in batch])


def _entry(path: str, parsed: Parsed) -> Entry:
    document, record = parsed.document, encode(msgspec.structs.replace(parsed, html="", texts=()))
    name = digest_bytes(record)
    if document is None:
        return Entry(path, name, record, name)
    return Entry(
        path,
        name,
        record,
        digest((_shown_elsewhere(document), parsed.problems)),
        document.body,
        parsed.html.encode(),
        document.key,
        document.revision,
        document.translates,
        tuple(
            [(e.body, html.encode()) for e, html in zip(document.live.entries, parsed.texts, strict=True)]
            if document.live
            else ()
        ),
    )


def _shown_elsewhere(document: Document) -> Document:
    """`document` without what its own page alone shows, and without places in the file."""
    links = tuple(msgspec.structs.replace(target, line=0, column=0) for target in document.links)
    pictures = tuple(msgspec.structs.replace(target, line=0, column=0) for target in document.pictures)
    return msgspec.structs.replace(
        document, body="", revision="", marks={}, links=links, pictures=pictures, bare_pictures=()
    )
