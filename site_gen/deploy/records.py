"""The record that lies at a target."""

from typing import Final

import msgspec

from site_gen.deploy.values import Record
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.publish import Output, check_paths

NAME: Final = ".site_gen.deploy.json"
"""It names files that readers can see anyway. No theme or story can have an output of this name."""
_VERSION: Final = 1


class _Written(msgspec.Struct, frozen=True):
    """Two lists are half the size of a mapping's text, once compressed, and change line by line with the site."""

    version: int
    paths: tuple[str, ...]
    digests: tuple[str, ...]


def write_record(record: Record) -> bytes:
    """The record as a file. Equal records give equal bytes."""
    paths = tuple(sorted(record.files))
    written = _Written(_VERSION, paths, tuple([record.files[path] for path in paths]))
    return msgspec.json.format(msgspec.json.encode(written), indent=1) + b"\n"


def read_record(data: bytes, where: str) -> Record:
    """The record in a file that lies at `where`. A SiteError for one that cannot be ours.

    Others may write there, and what it names is removed: so a path that no site could have makes all of it bad.
    """
    try:
        written = msgspec.json.decode(data, type=_Written)
    except msgspec.DecodeError:
        raise _bad(where) from None
    same_length = len(written.paths) == len(written.digests) == len(set(written.paths))
    if written.version != _VERSION or not same_length:
        raise _bad(where)
    outputs = [Output(path, "") for path in written.paths]
    # What is good together is good. Else each by itself: two may collide while one site follows another.
    if check_paths(outputs) and any(check_paths([output]) for output in outputs):
        raise _bad(where)
    return Record(dict(zip(written.paths, written.digests, strict=True)))


def _bad(where: str) -> SiteError:
    message = "damaged, or written by another version of site_gen"
    hint = "Look what is there, remove all of it yourself, and deploy again."
    return SiteError(Problem(Location(where + NAME), message, hint), ENVIRONMENT)
