"""A heap of blobs on the disk: bytes, found again by their digest.

Two files. `blobs` holds the bytes one after the other. `places` says where each begins: 28 bytes a blob, its
digest, offset and length. Most of them are sorted: whoever asks for a few of many thousand finds them by halving,
without reading the rest into objects. What was added since stands behind. Both files only ever grow, until a
cleaning up writes them anew. Nothing is believed: every blob is checked against its digest, so whatever is wrong
with the files, it is as if the blob were not there.
"""

import contextlib
import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from site_gen.cache.folder import make_cache_folder
from site_gen.digest import digest_bytes

T = TypeVar("T")
B = TypeVar("B", bytes, memoryview)
_PLACE: Final = struct.Struct("<16sQI")
_IN_MEMORY: Final = 4_000_000
"""Bytes that are held before they are written."""
_FEW: Final = 2_000
"""Finding so many blobs by halving costs as much as making a table of all."""
_SORTED: Final = b"sorted places  \n"
"""In the first place, in place of a digest: the number that stands there as an offset is that of sorted places."""
_LOOSE: Final = 5_000
"""Places behind the sorted ones, from which on all are sorted again."""


class Heap:
    """The blobs in `folder`, and those that were added; with None, those that were added."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._added: dict[str, bytes] = {}
        self._places: bytes | mmap.mmap | None = None
        self._table: dict[bytes, int] | None = None
        """Digest to where its place begins."""
        self._recent: dict[bytes, int] | None = None
        """The same, of those behind the sorted ones."""
        self._weight = 0
        self._blobs: bytes | mmap.mmap | None = None
        self._file: BinaryIO | None = None
        self.damaged = False
        """Whether a blob was found that is not what it was."""

    def forget(self) -> None:
        """Look at the files anew: another process has written to them."""
        self._places = self._table = self._recent = self._blobs = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def get(self, name: str) -> bytes | None:
        """The blob whose digest is `name`; None if it is not here or not what it was."""
        data = self._added.get(name)
        if data is not None:
            return data  # never out of our hands
        place = self._find(name)
        if place is None:
            return None
        return self._whole(name, self._read(*place))

    def read(self, name: str, decode: Callable[[bytes | memoryview], T]) -> T | None:
        """What `decode` makes of a blob, as `get` has it: of a large one, whose bytes are not to be copied for that.

        They are there for this time alone: what is made of them must not keep any.
        """
        place = None if name in self._added or self.folder is None else self._find(name)
        if self.folder is None or place is None:
            data = self.get(name)
            return None if data is None else decode(data)
        offset, length = place
        try:
            every = mapped(self.folder / "blobs")
        except OSError:
            return None
        with memoryview(every) as whole, whole[offset : offset + length] as part:
            return None if self._whole(name, part) is None else decode(part)

    def _whole(self, name: str, data: B) -> B | None:
        if digest_bytes(data) == name:
            return data
        self.damaged = True
        return None

    def get_all(self, names: Iterable[str]) -> list[bytes | None]:
        """`get` for each of `names`, which may be very many."""
        names = list(names)
        if len(names) < _FEW:
            return [self.get(name) for name in names]
        added, table = self._added, self._load()
        places, unpack = self._read_places(), _PLACE.unpack_from
        blobs = self._bytes() if table else b""
        found: list[bytes | None] = []
        for name in names:
            data = added.get(name)
            if data is None and (at := table.get(bytes.fromhex(name))) is not None:
                _, offset, length = unpack(places, at)
                data = self._whole(name, blobs[offset : offset + length])
            found.append(data)
        return found

    def put_down(self) -> None:
        """Have as little as possible in memory, and the table of all places: for processes that are to be forked."""
        self._write_down()
        self._load()

    def missing(self, names: Collection[str]) -> set[str]:
        """Those of `names` that `has` is not true of."""
        if len(names) < _FEW:
            return {name for name in names if not self.has(name)}
        table, added = self._load(), self._added
        return {name for name in names if name not in added and bytes.fromhex(name) not in table}

    def has(self, name: str) -> bool:
        """Whether `get` will very probably have it."""
        return name in self._added or self._find(name) is not None

    def add(self, name: str, data: bytes) -> None:
        """Have `data`, whose digest is `name`.

        Much of it goes to the disk before `save` is called, so that a build of everything does not hold
        everything in memory. What lies there without being asked for again does no harm.
        """
        if name not in self._added:
            self._added[name] = data
            self._weight += len(data)
        if self._weight > _IN_MEMORY:
            self._write_down()

    def _write_down(self) -> None:
        if self.folder is not None:
            self._weight = 0
            # A full disk is told of by `save`, when there is something to be lost.
            with contextlib.suppress(OSError):
                self.save()
                self._added.clear()

    def add_new(self, name: str, data: bytes) -> None:
        """`add`, for one of very many: not if a blob of this name lies on the disk, be it damaged."""
        if self._find(name) is None:
            self.add(name, data)

    def add_all_new(self, blobs: Mapping[str, bytes]) -> None:
        """`add_new` for each of `blobs`, by their names."""
        for name in self.missing(blobs):
            self.add(name, blobs[name])

    def take_in(self, names: Collection[str]) -> bool:
        """Have all of `names` in memory and none other, and look at no file again. Whether all were there."""
        self._load()
        found = {name: data for name in names if (data := self.get(name)) is not None}
        self.folder, self._added = None, found
        self.forget()
        return len(found) == len(set(names))

    def let_go(self, names: Collection[str]) -> None:
        """Forget all added blobs but those called `names`."""
        for name in self._added.keys() - names:
            del self._added[name]

    @property
    def weight(self) -> int:
        """Bytes of the blobs on the disk."""
        try:
            return (self.folder / "blobs").stat().st_size if self.folder else 0
        except OSError:
            return 0

    def save(self) -> None:
        """Write what was added behind what is there. Raises OSError."""
        if self.folder is None:
            return
        make_cache_folder(self.folder)
        if len(self._added) > _FEW:
            self._load()
        new = {name: data for name, data in self._added.items() if self._find(name) is None}
        if not new:
            return
        if len(self._read_places()) % _PLACE.size:  # cut short in the middle of a place
            self.rewrite({*(known.hex() for known in self._load()), *new})
            return
        with (self.folder / "blobs").open("ab") as file:
            offset = file.seek(0, os.SEEK_END)
            file.write(b"".join(new.values()))
        known, more = len(self._read_places()), _places_of(new, offset)
        with (self.folder / "places").open("ab") as file:
            file.write(more)
        # Not to be made again: a build of everything comes here a dozen times.
        begins = range(known, known + len(more), _PLACE.size)
        for table in (self._table, self._recent):
            if table is not None:
                table.update(zip([bytes.fromhex(name) for name in new], begins, strict=True))
        self._places = self._blobs = None

    def settle(self, loose: int = _LOOSE) -> bool:
        """Sort the places, if more than so many were added since they were sorted. Whether it was done.

        Raises OSError.
        """
        places, size = self._read_places(), _PLACE.size
        if self.folder is None or (len(places) - _end_of_sorted(places)) // size <= loose:
            return False
        begin = size if places[: len(_SORTED)] == _SORTED else 0
        every = sorted([places[at : at + size] for at in range(begin, len(places) - size + 1, size)])
        replace_file(self.folder / "places", _head(len(every)) + b"".join(every))
        self.forget()
        return True

    def vouch(self) -> tuple[int, str]:
        """What to ask `has_all_of` for, some time later, of the blobs that are on the disk now."""
        places = self._read_places()
        return len(places), digest_bytes(memoryview(places))

    def has_all_of(self, vouched: tuple[int, str]) -> bool:
        """Whether all blobs have a place that had one when `vouch` said this."""
        size, digest = vouched
        return size > 0 and digest_bytes(memoryview(self._read_places())[:size]) == digest

    def rewrite(self, names: Iterable[str]) -> None:
        """Write the files anew, with the blobs called `names` alone. Raises OSError."""
        if self.folder is None:
            return
        wanted = sorted(names)
        found = zip(wanted, self.get_all(wanted), strict=True)
        kept = {name: data for name, data in found if data is not None}
        replace_file(self.folder / "blobs", b"".join(kept.values()))
        replace_file(self.folder / "places", _head(len(kept)) + _places_of(kept, 0))
        self.forget()

    def _find(self, name: str) -> tuple[int, int] | None:
        """Where a blob lies: its offset and length."""
        places, wanted = self._read_places(), bytes.fromhex(name)
        at = self._search(wanted) if self._table is None else self._table.get(wanted, -1)
        _, *found = _PLACE.unpack_from(places, at) if 0 <= at <= len(places) - _PLACE.size else (b"",)
        return (found[0], found[1]) if found else None

    def _search(self, wanted: bytes) -> int:
        """Where the place of a digest begins; -1 if there is none."""
        places, size = self._read_places(), _PLACE.size
        end = _end_of_sorted(places)
        begins = range(size, end, size)
        found = bisect_left(begins, wanted, key=lambda at: places[at : at + 16])
        if found < len(begins) and places[begins[found] : begins[found] + 16] == wanted:
            return begins[found]
        if self._recent is None:
            self._recent = _table(places, end)
        return self._recent.get(wanted, -1)

    def _load(self) -> dict[bytes, int]:
        if self._table is None:
            self._table = _table(self._read_places(), 0)
        return self._table

    def _read_places(self) -> bytes | mmap.mmap:
        if self._places is None:
            try:
                self._places = mapped(self.folder / "places") if self.folder else b""
            except OSError:
                self._places = b""
        return self._places

    def _read(self, offset: int, length: int) -> bytes:
        """One blob from the disk; less than that, if it is not all there.

        Not out of a mapping of the file, in which all that was ever read would stay.
        """
        try:
            if self._file is None:
                assert self.folder is not None
                self._file = (self.folder / "blobs").open("rb")
            return os.pread(self._file.fileno(), length, offset)
        except (OSError, OverflowError, MemoryError):  # the latter for a place that is no place
            return b""

    def _bytes(self) -> bytes | mmap.mmap:
        if self._blobs is None:
            try:
                assert self.folder is not None
                self._blobs = mapped(self.folder / "blobs")
            except OSError:
                self._blobs = b""
        return self._blobs

    def __getstate__(self) -> dict[str, Any]:
        # Goes along to worker processes; each opens the file for itself.
        return {**self.__dict__, "_places": None, "_blobs": None, "_file": None}


def _table(places: bytes | mmap.mmap, start: int) -> dict[bytes, int]:
    begins = range(start, len(places) - len(places) % _PLACE.size, _PLACE.size)
    return dict(zip([places[at : at + 16] for at in begins], begins, strict=True))


def _head(count: int) -> bytes:
    return _PLACE.pack(_SORTED, count, 0)


def _end_of_sorted(places: bytes | mmap.mmap) -> int:
    """Where the sorted places end, as they say themselves."""
    if places[: len(_SORTED)] != _SORTED or len(places) < _PLACE.size:
        return 0
    _, count, _ = _PLACE.unpack_from(places)
    return min(count + 1, len(places) // _PLACE.size) * _PLACE.size


def _places_of(blobs: Mapping[str, bytes], offset: int) -> bytes:
    places = []
    for name, data in blobs.items():
        places.append(_PLACE.pack(bytes.fromhex(name), offset, len(data)))
        offset += len(data)
    return b"".join(places)


def mapped(path: Path) -> bytes | mmap.mmap:
    """The bytes of a file that nobody writes into, but behind them: a page of them is read when it is looked at, and none
    is copied. Raises OSError."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            return b""  # there is nothing to map
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` these bytes in one step. Raises OSError; the old file is then still there."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
