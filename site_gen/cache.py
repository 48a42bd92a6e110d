"""What is remembered from one build to the next, in `.site_gen/`: disposable, and never believed blindly.

Three files. `state` is one value with a checksum of itself before it; a state that is cut short, damaged, or
of another engine is put aside, and the build starts from nothing. `bodies` holds the html of documents one
after the other; each is checked against its digest when it is read. `parts` says what each page was
rendered from, for people who ask why. Losing any of them costs time and nothing else.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from site_gen.digest import digest_bytes, encode

_MAGIC: Final = b"site_gen state 1\n"


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
            and max(self.mtime, self.ctime) + _TICK < self.read_at
        )


_TICK: Final = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) moves every two seconds."""


def hint_of(status: os.stat_result, now: int) -> Hint:
    """The hint for a file that was read after `status` was taken, at `now` (nanoseconds)."""
    return Hint(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, now)


class Remembered(msgspec.Struct, frozen=True, array_like=True):
    """A source file as it was when it was last read, and what it gave."""

    hint: Hint
    source: str
    """Digest of its bytes and of all else that the result depends on."""
    record: bytes
    """The result, in canonical bytes."""


class State(msgspec.Struct, array_like=True):
    """All that is remembered, but the bodies."""

    documents: dict[str, Remembered] = {}
    """By path: a Parsed without its html."""
    media: dict[str, Remembered] = {}
    """By path: a Media."""
    bodies: dict[str, tuple[int, int]] = {}
    """Digest to offset and length in `bodies`."""
    theme: tuple[str, bytes] = ("", b"")
    """Digest of the theme's files, and the Theme made of them."""
    files: dict[str, Remembered] = {}
    """By path: a file that is published as it is; its record is empty."""


class Cache:
    """The remembered state of one project. `folder` None remembers nothing beyond the process."""

    def __init__(self, folder: Path | None, engine: str) -> None:
        self.folder, self.engine = folder, engine
        self.note = ""
        """Why nothing was remembered, where something should have been: for a line on stderr."""
        self.state = State()
        self._fresh: dict[str, str] = {}
        self._saved = b""
        if folder is not None:
            self._load(folder)

    def _load(self, folder: Path) -> None:
        try:
            data = (folder / "state").read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            self.note = f"the cache cannot be read ({error.strerror}); building from nothing"
            return
        head = _MAGIC + self.engine.encode() + b"\n"
        checksum, payload = data[len(head) : len(head) + 32], data[len(head) + 32 :]
        if not data.startswith(_MAGIC):
            self.note = "the cache is damaged or of another version; building from nothing"
        elif not data.startswith(head):
            self.note = "site_gen or a library has changed since the last build; building from nothing"
        elif digest_bytes(payload).encode() != checksum:
            self.note = "the cache is damaged; building from nothing"
        else:
            try:
                self.state = msgspec.msgpack.decode(payload, type=State)
                self._saved = payload
            except msgspec.MsgspecError:
                self.note = "the cache is damaged; building from nothing"

    def body(self, name: str) -> str | None:
        """The html with the digest `name`; None if it is not here (any more) or not what it should be."""
        if name in self._fresh:
            return self._fresh[name]
        place = self.state.bodies.get(name)
        if place is None or self.folder is None:
            return None
        try:
            with (self.folder / "bodies").open("rb") as file:
                file.seek(place[0])
                data = file.read(place[1])
        except OSError:
            return None
        if digest_bytes(data) != name:
            return None
        return data.decode()

    def has_body(self, name: str) -> bool:
        """Whether `body` will probably have it."""
        return name in self._fresh or name in self.state.bodies

    def keep_body(self, name: str, html: str) -> None:
        """Remember `html` under its digest."""
        self._fresh[name] = html

    def save(self, bodies_in_use: Iterable[str]) -> None:
        """Write what has changed. Raises OSError; the files are then as they were, or put aside next time."""
        folder = self.folder
        if folder is None:
            return
        used = set(bodies_in_use)
        stored = sum(length for _, length in self.state.bodies.values())
        wasted = sum(length for name, (_, length) in self.state.bodies.items() if name not in used)
        new = {
            name: html for name, html in self._fresh.items() if name in used and name not in self.state.bodies
        }
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True)
        if wasted > 1_000_000 and wasted * 2 > stored:
            self._rewrite_bodies(folder, used)
        elif new:
            self._append_bodies(folder, new)
        payload = encode(self.state)
        if payload != self._saved:
            head = _MAGIC + self.engine.encode() + b"\n" + digest_bytes(payload).encode()
            _replace(folder / "state", head + payload)
            self._saved = payload

    def parts(self) -> dict[str, dict[str, str]]:
        """Path of each page to the digests of the parts that it was last rendered from."""
        if self.folder is None:
            return {}
        try:
            data = (self.folder / "parts").read_bytes()
            return msgspec.msgpack.decode(data, type=dict[str, dict[str, str]])
        except (OSError, msgspec.MsgspecError):
            return {}

    def save_parts(self, rendered: Mapping[str, dict[str, str]], removed: Iterable[str]) -> None:
        """Remember what pages were rendered from. Raises OSError."""
        if self.folder is None or not (rendered or removed):
            return
        parts = {**self.parts(), **rendered}
        for path in removed:
            parts.pop(path, None)
        _replace(self.folder / "parts", encode(parts))

    def _append_bodies(self, folder: Path, new: Mapping[str, str]) -> None:
        with (folder / "bodies").open("ab") as file:
            offset = file.seek(0, os.SEEK_END)
            chunks = []
            for name, html in new.items():
                data = html.encode()
                self.state.bodies[name] = (offset, len(data))
                offset += len(data)
                chunks.append(data)
            file.write(b"".join(chunks))

    def _rewrite_bodies(self, folder: Path, used: set[str]) -> None:
        kept = {name: html for name in sorted(used) if (html := self.body(name)) is not None}
        self.state.bodies.clear()
        offset, chunks = 0, []
        for name, html in kept.items():
            data = html.encode()
            self.state.bodies[name] = (offset, len(data))
            offset += len(data)
            chunks.append(data)
        _replace(folder / "bodies", b"".join(chunks))


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_cache(folder: Path) -> None:
    """Delete what a Cache keeps in `folder`, and the folder if nothing else is in it."""
    for name in ("state", "bodies", "parts"):
        (folder / name).unlink(missing_ok=True)
    templates = folder / "templates"
    if templates.is_dir():
        for path in templates.iterdir():
            path.unlink()
        templates.rmdir()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
