"""What the system says of many files, as one text of bytes with a row for each.

Two texts are compared at once, and the few rows in which they differ are found by halving: of ten thousand files no
value is made.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain

from site_gen.files.scanning import Stat

_ROW = struct.Struct("=4q")


def number_of(path: str, paths: Sequence[str]) -> int | None:
    """The number of the row of a path, among sorted ones; None if it is not among them."""
    at = bisect_left(paths, path)
    return at if at < len(paths) and paths[at] == path else None


def rows_of(stats: Iterable[Stat]) -> bytes:
    """A row for each of `stats`."""
    return array("q", chain.from_iterable(stats)).tobytes()


def stats_in(rows: bytes) -> list[Stat]:
    """What the rows say, in their order."""
    return list(_ROW.iter_unpack(rows))


def row(rows: bytes, at: int) -> bytes:
    """The row of this number."""
    return rows[at * _ROW.size : (at + 1) * _ROW.size]


def without(rows: bytes, others: Iterable[int]) -> bytes:
    """The rows but for those of the numbers in `others`, which are in order."""
    kept, begin = [], 0
    for at in others:
        kept.append(rows[begin : at * _ROW.size])
        begin = (at + 1) * _ROW.size
    return b"".join([*kept, rows[begin:]])


def with_rows(rows: bytes, others: Iterable[tuple[int, bytes]]) -> bytes:
    """The rows with other ones in the places of some, each with its number."""
    changed = bytearray(rows)
    for at, new in others:
        changed[at * _ROW.size : (at + 1) * _ROW.size] = new
    return bytes(changed)


def with_row_before(rows: bytes, at: int, new: bytes) -> bytes:
    """The rows with one more, before the one of this number."""
    begin = at * _ROW.size
    return rows[:begin] + new + rows[begin:]


def differing(rows: bytes, others: bytes) -> list[int]:
    """The numbers of the rows that are not the same in both, of which there are as many."""
    found = []
    ranges = [(0, len(rows) // _ROW.size)]
    while ranges:
        begin, end = ranges.pop()
        span = slice(begin * _ROW.size, end * _ROW.size)
        if rows[span] == others[span]:
            continue
        if end - begin == 1:
            found.append(begin)
            continue
        middle = (begin + end) // 2
        ranges += [(middle, end), (begin, middle)]
    return found
