"""What is asked of a published tree, and what is told about it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from site_gen.errors import Location, Problem

if TYPE_CHECKING:
    from site_gen.publish.writer import TreeWriter


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A file that is there already."""

    key: str
    digest: str
    here: bool
    """Whether it lies in the tree that is being made; else it lies in the published one."""


class Output(msgspec.Struct, frozen=True, gc=False):
    """One file the site shall have. Not tracked by the collector: it can be in no cycle, and there are many."""

    path: str
    """Relative to the output folder, with `/`: `id/2016/11/15/slug/index.html`."""
    key: str
    """Equal key means equal bytes: a file published under this path and key is kept. Empty: it is found out by
    whoever produces the file."""
    source: str = ""
    """Who asks for it, for a person: `content/…/index.id.md`, `tag "rusia"`."""
    where: Location | None = None
    """Where a Problem with this output points at."""
    standing: tuple[Standing, ...] = ()
    """Of an output without a key, asked for: what may be kept if its key turns out to be the same."""


class Written(msgspec.Struct, frozen=True, gc=False):
    """One file that was produced."""

    path: str
    digest: str
    """`digest_bytes` of the file."""
    size: int
    changed: bool
    """False: the bytes are those already published, and the old file is kept with its time."""
    key: str = ""
    """Of an output that had none: the key that was found out."""
    produced: bool = True
    """False: the key was that of a file that is there already, and nothing was produced."""


Produce = Callable[[Sequence[Output], "TreeWriter"], Iterable[Written]]
"""Writes every output it is given through the writer, in any order and process, and returns what was written.

A SiteError out of it leaves the site as it was; what was yielded before is not produced again.
"""


class PublishReport(msgspec.Struct, frozen=True):
    """What a publication did."""

    total: int = 0
    """Files of the site."""
    kept: int = 0
    """Files not produced, since their key holds."""
    written: int = 0
    """Files produced with bytes the site did not have."""
    unchanged: int = 0
    """Files produced to the same bytes as before, and kept."""
    linked: int = 0
    """Kept files that had to be linked (or copied) into the other tree."""
    paths: tuple[str, ...] = ()
    """Of the files with bytes the site did not have, sorted: those written, and those the tree before still had."""
    removed: tuple[str, ...] = ()
    """Paths that were published and are no more, sorted."""
    exchanged: bool = False
    """Whether a new tree was put in place; False: there was nothing to do and nothing was written."""
    atomic: bool = True
    """Whether it was put in place in one step, with no instant without a site."""
    manifest: str = ""
    """The checksum of the list that the published tree now carries."""
    warnings: tuple[Problem, ...] = ()
