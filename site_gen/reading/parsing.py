"""Files → what is remembered of them, in batches, in whatever process.

A worker reads the files itself and hands back bytes that need only be put away: encoding and digesting is its
work, too, and a few long texts cross a pipe ten times as fast as the values of a thousand documents.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from site_gen.batches.lanes import in_lanes
from site_gen.batches.pool import executor, in_batches
from site_gen.batches.processes import Jobs
from site_gen.digest import digest, digest_bytes, encode
from site_gen.documents.document import Document, DocumentRules, Parsed
from site_gen.documents.reading import parse_document
from site_gen.engine import SameProgram
from site_gen.files.listing import read_file
from site_gen.files.scanning import Hint

_BATCH: Final = 32
_MUCH: Final = 300
"""Files from which on a second process is worth its start (30 ms)."""

Source = tuple[str, str]
"""A file's path, and the digest of the bytes that need not be parsed again; empty where all are to be parsed."""
_File = tuple[str, str, Hint, bytes | None, DocumentRules]
"""A Source, what was read of it, if it is there, and what its meaning depends on beside that."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What reading and parsing gave of one file, ready to be kept. Without `body`, no document came of it."""

    path: str
    hint: Hint = ()
    source: str = ""
    """Digest of the file's bytes; empty where there is no such file any more."""
    name: str = ""
    """Digest of `record`; empty where the file was not to be parsed again."""
    record: bytes = b""
    """A Parsed without its html."""
    middle: str = ""
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


def parse_files(
    project: Path, sources: Sequence[Source], rules: DocumentRules, jobs: Jobs, engine: str
) -> Iterator[Entry]:
    """An Entry for each of `sources`, in whatever order. Raises SiteError for a file that cannot be read.

    `engine` is this program's digest: a cluster's must be the same.
    """
    if isinstance(jobs, str):
        files = (_read(project, source, rules) for source in sources)  # what lies here, nobody else can read
        with executor(jobs) as pool:
            for answer in in_batches(SameProgram(parse_batch, engine), files, _BATCH, pool):
                yield from _decode(answer)
        return
    work = partial(_read_and_parse, project=project, rules=rules)
    batches = [sources[at : at + _BATCH] for at in range(0, len(sources), _BATCH)]
    share = -(-len(batches) // (jobs if len(sources) >= _MUCH else 1))
    lanes = [batches[at : at + share] for at in range(0, len(batches), share)]
    for answer in in_lanes(work, lanes) if len(lanes) > 1 else map(work, batches):
        yield from _decode(answer)


def _read(project: Path, source: Source, rules: DocumentRules) -> _File:
    path, known = source
    read = read_file(project, path)
    return (path, known, *read, rules) if read else (path, known, (), None, rules)


def parse_batch(batch: Sequence[_File]) -> bytes:
    """The Entries of some files, encoded."""
    return encode([_entry_of(file) for file in batch])


def _read_and_parse(batch: Sequence[Source], project: Path, rules: DocumentRules) -> bytes:
    return parse_batch([_read(project, source, rules) for source in batch])


def _entry_of(file: _File) -> Entry:
    path, known, hint, data, rules = file
    if data is None:
        return Entry(path)
    source = digest_bytes(data)
    if source == known:
        return Entry(path, hint, source)
    return _entry(path, hint, source, parse_document(path, data, rules))


def _entry(path: str, hint: Hint, source: str, parsed: Parsed) -> Entry:
    document, record = parsed.document, encode(msgspec.structs.replace(parsed, html="", texts=()))
    name = digest_bytes(record)
    if document is None:
        return Entry(path, hint, source, name, record, name)
    return Entry(
        path,
        hint,
        source,
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
        document, body="", revision="", marks=b"", links=links, pictures=pictures, bare_pictures=()
    )
