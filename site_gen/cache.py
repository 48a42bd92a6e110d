"""What is remembered from one build to the next, in `.site_gen/`: disposable, and never believed blindly.

`index` is one value with a checksum before it; an index that is cut short, damaged or of another engine is
put aside, and the build starts from nothing. `blobs` holds larger things one after the other (the html of
documents, what parsing made of them, what pages are made from), each found through the index by a digest that whoever reads it
checks. Losing either costs time and nothing else.
"""

import mmap
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from site_gen.digest import digest_bytes, encode

_MAGIC: Final = b"site_gen index 2\n"
_DAMAGED: Final = "the cache is damaged; building from nothing"


class Hint(msgspec.Struct, frozen=True, array_like=True):
    """What `stat` said of a file when it was read, in git's way."""

    mtime: int
    ctime: int
    size: int
    inode: int
    read_at: int
    """When, in nanoseconds since 1970. A file that is younger may change again within one tick of its clock."""

    def holds_for(self, status: os.stat_result) -> bool:
        """Whether the file must still have the bytes that were read."""
        return (
            self.mtime == status.st_mtime_ns
            and self.ctime == status.st_ctime_ns
            and self.size == status.st_size
            and self.inode == status.st_ino
            and self.ctime + _TICK < self.read_at
            and self.mtime + _TICK < self.read_at
        )


_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) moves every two seconds."""


def hint_of(status: os.stat_result, now: int) -> Hint:
    """The hint for a file that was read after `status` was taken, at `now` (nanoseconds)."""
    return Hint(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, now)


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A source file as it was when it was last read."""

    hint: Hint
    source: str
    """Digest of its bytes and of all else that its meaning depends on."""
    record: str = ""
    """The blob that holds what was made of it."""
    body: str = ""
    """Digest of a document's html."""
    middle: str = ""
    """Digest of all that other pages than its own can show of a document."""
    story: str = ""
    revision: str = ""
    translates: str = ""


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """The plan that is published, as far as it can be taken up again."""

    middle: str
    """Digest of all that the plan was made from, but the bodies of documents."""
    manifest: str
    """Digest of the published manifest."""
    bodies: tuple[str, ...]
    """The html of each document, in the order of their paths."""
    summary: str
    """The blob with the rest."""


class Index(msgspec.Struct, array_like=True):
    """All that is remembered, but the blobs."""

    documents: dict[str, Known] = {}
    media: dict[str, Known] = {}
    files: dict[str, Known] = {}
    """Files that are published as they are."""
    values: dict[str, tuple[str, str]] = {}
    """Name to the digest of what a value was made from, and its blob: the configuration, the theme."""
    standing: Standing | None = None
    blobs: dict[str, tuple[int, int]] = {}
    """Digest to offset and length."""
    kept: int = 0
    """Bytes of the blobs that were in use when the file was last cleaned up."""
    added: int = 0
    """Bytes of those that were added since."""


_SLACK: Final = 100_000_000
"""Bytes that may be added before the first cleaning up: a cold build of 10,000 stories adds 80 million."""


class Cache:
    """The memory of one project. `folder` None remembers nothing beyond the process."""

    def __init__(self, folder: Path | None, engine: str) -> None:
        self.folder, self.engine = folder, engine
        self.note = ""
        """Why nothing was remembered, where something should have been: for a line on stderr."""
        self.index = Index()
        self._new: dict[str, bytes] = {}
        self._saved = b""
        self._status: tuple[int, int] | None = None
        self._map: bytes | mmap.mmap | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the index, if it is another than the one that was read."""
        if self.folder is None:
            return
        try:
            status = (self.folder / "index").stat()
            if self._status == (status.st_ino, status.st_mtime_ns):
                return
            self._status = (status.st_ino, status.st_mtime_ns)
            self._read((self.folder / "index").read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            self.note = f"the cache cannot be read ({(error.strerror or '').lower()}); building from nothing"

    def _read(self, data: bytes) -> None:
        self.index, self._map = Index(), None
        head = _MAGIC + self.engine.encode() + b"\n"
        checksum, payload = data[len(head) : len(head) + 32], data[len(head) + 32 :]
        if not data.startswith(_MAGIC):
            self.note = "the cache is damaged or of another version; building from nothing"
        elif not data.startswith(head):
            self.note = "site_gen or a library has changed since the last build; building from nothing"
        elif digest_bytes(payload).encode() != checksum:
            self.note = _DAMAGED
        else:
            try:
                self.index = msgspec.msgpack.decode(payload, type=Index)
                self._saved = payload
            except msgspec.MsgspecError:
                self.note = _DAMAGED

    def blob(self, name: str) -> bytes | None:
        """The bytes kept under `name`; None if they are not here (any more). The caller checks them."""
        if name in self._new:
            return self._new[name]
        place = self.index.blobs.get(name)
        if place is None:
            return None
        return self._heap()[place[0] : place[0] + place[1]]

    def _heap(self) -> bytes | mmap.mmap:
        if self._map is None:
            try:
                assert self.folder is not None
                with (self.folder / "blobs").open("rb") as file:
                    self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError):  # a ValueError for an empty file
                self._map = b""
        return self._map

    def checked(self, name: str) -> bytes | None:
        """The blob whose digest is `name`; None if it is not here or not what it was."""
        data = self.blob(name)
        return data if data is not None and digest_bytes(data) == name else None

    def keep(self, name: str, data: bytes) -> None:
        """Remember `data` under `name`."""
        self._new[name] = data

    def has(self, name: str) -> bool:
        """Whether something is kept under `name`."""
        return name in self._new or name in self.index.blobs

    def recall(self, name: str, source: str) -> bytes | None:
        """The value `name` that was made from `source`; None if another was, or none."""
        made_from, blob = self.index.values.get(name, ("", ""))
        return self.checked(blob) if made_from == source else None

    def remember(self, name: str, source: str, data: bytes) -> None:
        """Remember the value `name`, made from `source`."""
        blob = digest_bytes(data)
        self.index.values[name] = (source, blob)
        self.keep(blob, data)

    def save(self, in_use: Callable[[], Iterable[str]]) -> None:
        """Write what has changed. Raises OSError.

        `in_use` names the blobs that must stay; it is asked when so much has been added since that cleaning
        up is worth its time. Whatever happens in the middle, an index on the disk fits the blobs on the disk.
        """
        folder = self.folder
        if folder is None:
            return
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True)
        blobs = self.index.blobs
        new = {name: data for name, data in self._new.items() if name not in blobs}
        if self.index.added > max(_SLACK, self.index.kept):
            self._rewrite(folder, {*in_use(), *(blob for _, blob in self.index.values.values())})
        elif new:
            with (folder / "blobs").open("ab") as file:
                self._place(new, file.seek(0, os.SEEK_END))
                file.write(b"".join(new.values()))
            self.index.added += sum(map(len, new.values()))
        self._map = None  # it shows the file as it was
        payload = encode(self.index)
        if payload != self._saved:
            head = _MAGIC + self.engine.encode() + b"\n" + digest_bytes(payload).encode()
            replace_file(folder / "index", head + payload)
            self._saved = payload
            status = (folder / "index").stat()
            self._status = (status.st_ino, status.st_mtime_ns)

    def _rewrite(self, folder: Path, used: set[str]) -> None:
        kept = {name: data for name in sorted(used) if (data := self.blob(name)) is not None}
        # The old index would find other things at its offsets; without one the next build starts from nothing.
        (folder / "index").unlink(missing_ok=True)
        self._saved = b""
        replace_file(folder / "blobs", b"".join(kept.values()))
        self.index.blobs.clear()
        self._place(kept, 0)
        self.index.added, self.index.kept = 0, sum(map(len, kept.values()))

    def __getstate__(self) -> dict[str, Any]:
        # Goes along to worker processes; each opens the file for itself.
        return {**self.__dict__, "_map": None}

    def _place(self, blobs: Mapping[str, bytes], offset: int) -> None:
        for name, data in blobs.items():
            self.index.blobs[name] = (offset, len(data))
            offset += len(data)


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


def remove_cache(folder: Path) -> None:
    """Delete what a Cache keeps in `folder`, and the folder if nothing else is in it. Raises OSError."""
    for name in ("index", "blobs"):
        (folder / name).unlink(missing_ok=True)
    templates = folder / "templates"
    if templates.is_dir():
        for path in templates.iterdir():
            path.unlink()
        templates.rmdir()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
