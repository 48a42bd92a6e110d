"""What is remembered from one build to the next, in `.site_gen/`: disposable, and never believed blindly.

`index` is one value with a checksum before it; an index that is cut short, damaged or of another engine is
put aside, and the build starts from nothing. Larger things (the html of documents, what parsing made of
them, what pages are made from) lie in a `Heap` beside it. Losing either costs time and nothing else.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import msgspec

from site_gen.digest import digest_bytes
from site_gen.heap import Heap, replace_file

_MAGIC: Final = b"site_gen index 3\n"
_encode: Final = msgspec.msgpack.Encoder().encode  # in the order of the dicts: sorting is for digests
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
    summary: bytes
    """The rest, for `standing` to read."""


class Index(msgspec.Struct, array_like=True):
    """All that is remembered, but the blobs."""

    documents: dict[str, Known] = {}
    media: dict[str, Known] = {}
    files: dict[str, Known] = {}
    """Files that are published as they are."""
    values: dict[str, tuple[str, bytes]] = {}
    """Name to the digest of what a value was made from, and the value: the configuration, the theme."""
    standing: Standing | None = None
    kept: int = 0
    """Bytes of the blobs when they were last cleaned up."""


_SLACK: Final = 300_000_000
"""Bytes that may be added before the first cleaning up: a cold build of 10,000 stories adds 100 million."""


class Cache:
    """The memory of one project. `folder` None remembers nothing beyond the process."""

    def __init__(self, folder: Path | None, engine: str) -> None:
        self.folder, self.engine = folder, engine
        self.note = ""
        """Why nothing was remembered, where something should have been: for a line on stderr."""
        self.index = Index()
        self.blobs = Heap(folder)
        self._payload = b""
        self._saved: tuple[object, ...] = ()
        self._status: tuple[int, int] | None = None
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
            self.blobs.forget()
            self._read((self.folder / "index").read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            self.note = f"the cache cannot be read ({(error.strerror or '').lower()}); building from nothing"

    def _read(self, data: bytes) -> None:
        self.index = Index()
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
                self._payload, self._saved = payload, self._parts()
            except msgspec.MsgspecError:
                self.note = _DAMAGED

    def recall(self, name: str, source: str) -> bytes | None:
        """The value `name` that was made from `source`; None if another was, or none."""
        made_from, value = self.index.values.get(name, ("", b""))
        return value if made_from == source else None

    def remember(self, name: str, source: str, value: bytes) -> None:
        """Remember the value `name`, made from `source`."""
        self.index.values[name] = (source, value)

    def save(self, in_use: Callable[[], Iterable[str]]) -> None:
        """Write what has changed. Raises OSError.

        `in_use` names the blobs that must stay; it is asked when so much has been added that cleaning up is
        worth its time.
        """
        folder = self.folder
        if folder is None:
            return
        make_folder(folder)
        self.blobs.save()
        if self.blobs.weight > 2 * self.index.kept + _SLACK:
            self.blobs.rewrite(in_use())
            self.index.kept = self.blobs.weight
        parts = self._parts()
        if len(parts) == len(self._saved) and all(a is b for a, b in zip(parts, self._saved, strict=True)):
            return
        payload = _encode(self.index)
        if payload != self._payload:
            head = _MAGIC + self.engine.encode() + b"\n" + digest_bytes(payload).encode()
            replace_file(folder / "index", head + payload)
            self._payload = payload
            status = (folder / "index").stat()
            self._status = (status.st_ino, status.st_mtime_ns)
        self._saved = parts

    def _parts(self) -> tuple[object, ...]:
        """What the index is made of: where each part is the one that was read or written, nothing has changed."""
        index = self.index
        values = [value for pair in index.values.values() for value in pair]
        return (index.documents, index.media, index.files, index.standing, index.kept, *values)


def make_folder(folder: Path) -> None:
    """Make a cache's folder, for its owner alone: unreleased stories are in it. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)


def remove_cache(folder: Path) -> None:
    """Delete what a Cache keeps in `folder`, and the folder if nothing else is in it. Raises OSError."""
    for name in ("index", "blobs", "places"):
        (folder / name).unlink(missing_ok=True)
    templates = folder / "templates"
    if templates.is_dir():
        for path in templates.iterdir():
            path.unlink()
        templates.rmdir()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
