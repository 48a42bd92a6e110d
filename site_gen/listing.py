"""What lies in a project's folders, and looking there while this process does something else.

A newspaper of ten thousand stories has some twenty thousand files and folders, and asking the system about
each is most of what a build costs in which little has changed.
"""

import gc
import os
import select
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Final

import msgspec

from site_gen.digest import digest_bytes
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

_EDITORS: Final = ("~", ".swp", ".swx", ".tmp")
"""Endings of the files in which editors keep what is not saved yet."""

Stat = tuple[int, int, int, int]
"""What the system says of a file: the times of its last change and of its inode's, in nanoseconds since 1970;
its size; its inode."""

Listing = Mapping[str, Stat]
"""Files by their path in the project, sorted."""

TOPS: Final = {"content": False, "static": True}
"""The folders whose files are published, and whether hidden files are among them."""


def stat_of(status: os.stat_result) -> Stat:
    """What counts of a file's status."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def files_under(project: Path, top: str, hidden: bool = False) -> Listing:
    """Every file under the folder `top` that is somebody's work.

    Files of editors (`.name.swp`, `name~`) are passed over, and all with a dot before their name unless
    `hidden` are wanted. Raises SiteError for a folder that cannot be read and for a symbolic link: what it
    leads to may lie outside the project.
    """
    return _sorted(_found_under(project, top, hidden))


def _found_under(
    project: Path, top: str, hidden: bool, since: int = sys.maxsize, warn: Callable[[], None] | None = None
) -> dict[str, Stat]:
    """The files, folders of later names first: in a folder a day, where a newsroom is at work.

    At the first file touched after `since` (nanoseconds) there is a word to `warn`.
    """
    found: dict[str, Stat] = {}
    root = str(project)
    folders = [top] if (project / top).is_dir() else []
    while folders:
        folder = folders.pop()
        inner = []
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    name = entry.name
                    if name.endswith(_EDITORS) or (name[0] in ".#" and _is_passed_over(name, hidden)):
                        continue
                    path = f"{folder}/{name}"
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(path)
                        continue
                    try:
                        touched = found[path] = _status(path, entry)
                    except FileNotFoundError:
                        continue  # deleted since the folder was listed: as if it had been a moment earlier
                    if warn and (touched[0] > since or touched[1] > since):
                        warn()
                        warn = None
        except FileNotFoundError:
            continue  # the folder itself
        except OSError as error:
            raise unreadable(folder, error) from None
        inner.sort()
        folders += inner
    for path in found:
        if not path.isascii() and any("\ud800" <= character <= "\udfff" for character in path):
            hint = "Rename the file."
            raise SiteError(Problem(Location(ascii(path)[1:-1]), "a file name that is not UTF-8", hint))
    return found


def _is_passed_over(name: str, hidden: bool) -> bool:
    if name[0] == ".":
        return not hidden or name in (".DS_Store", ".git") or name.startswith(".#")
    return name[-1] == "#"


def _status(path: str, entry: os.DirEntry[str]) -> Stat:
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    if stat.S_ISLNK(status.st_mode):
        raise SiteError(Problem(Location(path), "a symbolic link", "Put the file itself here."))
    # To read a pipe would be to wait for whoever writes into it.
    raise SiteError(Problem(Location(path), "neither a file nor a folder", "Delete it."))


def unreadable(path: str, error: OSError) -> SiteError:
    """The error for a file or folder that the system will not let us read."""
    reason = (error.strerror or str(error)).lower()
    hint = "Is it readable for you?"
    return SiteError(Problem(Location(path), f"cannot be read: {reason}", hint), ENVIRONMENT)


class Sight(msgspec.Struct, frozen=True):
    """The files of a project as they were at one moment."""

    digest: str
    """Of all that was seen. The same digest: the same files, none of them touched."""
    listings: dict[str, Listing]
    """By folder: those of TOPS."""
    newest: int
    """When the last of the files was touched, in nanoseconds since 1970."""
    at: int
    """When the look began."""


_Listings = dict[str, dict[str, Stat]]


def look(project: Path) -> Sight:
    """Look at all files of the folders in TOPS. Raises SiteError as `files_under` does."""
    at = time.time_ns()
    found = _look(project)
    return _sight(_digest(project, msgspec.msgpack.encode(found)), found, at)


_Found = tuple[int, dict[str, dict[str, Stat]]]
"""When the last of the files was touched, and the files by folder, as the system lists them."""


_TIMES: Final = itemgetter(0), itemgetter(1)


def _look(project: Path, since: int = sys.maxsize, warn: Callable[[], None] | None = None) -> _Found:
    found = {top: _found_under(project, top, hidden, since, warn) for top, hidden in TOPS.items()}
    times = [max(map(of, files.values())) for files in found.values() if files for of in _TIMES]
    return max(times, default=0), found


def _sight(digest: str, found: _Found, at: int) -> Sight:
    newest, listings = found
    return Sight(digest, {top: _sorted(files) for top, files in listings.items()}, newest, at)


def _sorted(files: Listing) -> Listing:
    return {path: files[path] for path in sorted(files)}


def _digest(project: Path, listings: bytes) -> str:
    place = project.stat()  # another project's files may have the very same names and times
    return digest_bytes(listings + f"{place.st_dev} {place.st_ino}".encode())


class Lookout:
    """A look that is taken in a process of its own, from now on. `take` has to be called, or `give_up`.

    It warns as soon as it finds a file touched after `since` (nanoseconds since 1970).
    """

    def __init__(self, project: Path, since: int = sys.maxsize) -> None:
        self.project, self.at = project, time.time_ns()
        self._digest = ""
        self._pipe, end = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._pipe)  # else the pipe would not end when nobody wants to hear any more
            _report(project, end, since)
        os.close(end)

    def is_younger_than(self, moment: int) -> bool:
        """Whether it began after `moment`, by the clock of a file system, which moves every hundredth second."""
        return self.at > moment + 20_000_000

    def warns(self) -> bool:
        """Wait until something is known. Whether it is this: a file was touched after `since`."""
        return not self._digest and self._hear() == _WARNING

    def has_ended(self) -> bool:
        """Whether `digest` would answer at once, or nearly so."""
        return bool(select.select([self._pipe], [], [], 0)[0])

    def digest(self) -> str:
        """The digest of what there is; empty if something could not be read: `take` then raises."""
        while not self._digest and self._hear():
            pass
        return self._digest

    def _hear(self) -> bytes:
        word = os.read(self._pipe, 1)
        if word == _DIGEST:
            self._digest = b"".join(self._parts(_HEAD)).decode()
        return word

    def take(self) -> Sight:
        """All that was seen. Raises SiteError as `files_under` does."""
        if self.digest():
            data = b"".join(self._parts(sys.maxsize))
            self.give_up()
            if _digest(self.project, data) == self._digest:
                return _sight(self._digest, msgspec.msgpack.decode(data, type=_Found), self.at)
        self.give_up()
        return look(self.project)  # whatever went wrong there will be told of here

    def give_up(self) -> None:
        """Want no more of it."""
        if self._child:
            os.close(self._pipe)
            os.waitpid(self._child, 0)
            self._child = 0

    def _parts(self, size: int) -> Iterator[bytes]:
        while size and (part := os.read(self._pipe, min(size, 1 << 20))):
            yield part
            size -= len(part)


_WARNING: Final = b"!"
_DIGEST: Final = b"#"
"""What comes through the pipe: warnings, then a digest with this before it, then what it is the digest of."""
_HEAD: Final = 32


def _report(project: Path, pipe: int, since: int) -> None:
    """What the child does: look, tell, and be gone without a word."""
    try:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        gc.disable()  # it would go through all that the parent has, to find nothing

        def warn() -> None:
            os.write(pipe, _WARNING)

        data = msgspec.msgpack.encode(_look(project, since, warn))
        left = memoryview(_DIGEST + _digest(project, data).encode() + data)
        while left:
            left = left[os.write(pipe, left) :]
    finally:
        os._exit(0)


def can_look_out(processes: int) -> bool:
    """Whether a look beside other work gains time, and is safe: never a fork where threads run."""
    return processes > 1 and sys.platform == "linux" and threading.active_count() == 1


def saved_at(cache: Path | None) -> int:
    """When the last build noted what it had found, in nanoseconds since 1970; if it did not, beyond all time."""
    try:
        return (cache / "index").stat().st_mtime_ns if cache else sys.maxsize
    except OSError:
        return sys.maxsize
