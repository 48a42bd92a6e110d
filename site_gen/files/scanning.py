"""What lies in folders, found out with the system's own words alone.

Nothing else of the program is loaded for it: a look at a large newspaper begins before that (see `ahead`).
"""

import os
import stat
import sys
from collections.abc import Callable
from operator import itemgetter

_EDITORS = ("~", ".swp", ".swx", ".tmp")
"""Endings of the files in which editors keep what is not saved yet."""

Stat = tuple[int, int, int, int]
"""What the system says of a file: the times of its last change and of its inode's, in nanoseconds since 1970;
its size; its inode."""

Hint = tuple[int, ...]
"""The Stat of a file when it was read, in git's way. Empty where that vouches for nothing: a file so
young may have changed again within one tick of its clock, and look as if it had not."""

Found = tuple[int, dict[str, dict[str, Stat]]]
"""When the last of the files was touched, and the files by folder, sorted."""

TOPS = {"content": False, "static": True}
"""The folders whose files are published, and whether hidden files are among them."""


_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT) moves every two seconds."""


def is_settled(touched: int, now: int) -> bool:
    """Whether a file last touched at that moment would look otherwise after any change from `now` on."""
    return touched + _TICK < now


class Unfit(Exception):
    """Something in a folder that is no file to be read; `found` and `hint` are for its author."""

    def __init__(self, path: str, found: str, hint: str, error: OSError | None = None) -> None:
        super().__init__(path)
        self.path, self.found, self.hint, self.error = path, found, hint, error


def stat_of(status: os.stat_result) -> Stat:
    """What counts of a file's status."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino & _INODE


def hint_of(status: os.stat_result, now: int) -> Hint:
    """The hint for a file that was read after `status` was taken, at `now` (nanoseconds)."""
    stat = stat_of(status)
    return stat if is_settled(max(stat[:2]), now) else ()


_INODE = (1 << 63) - 1
"""Some file systems number their files up to 2⁶⁴. It is enough to tell two apart."""


Files = dict[str, Stat]
Beside = Callable[[Callable[[], Files]], Callable[[], Files]]
"""Has something looked for by another process from now on; what it gives waits for what that found."""


def found_in(
    project: str,
    since: int = sys.maxsize,
    warn: Callable[[], None] | None = None,
    beside: Beside | None = None,
) -> Found:
    """The files of the folders in TOPS. Raises Unfit.

    At the first file touched after `since` (nanoseconds since 1970) there is a word to `warn`, and at the first of the newest
    folders, from which one may have gone. Of very many folders some are looked through `beside`, where there may be such
    a word, too.
    """
    found = {top: found_under(project, top, hidden, since, warn, beside) for top, hidden in TOPS.items()}
    times = [max(map(of, files.values())) for files in found.values() if files for of in _TIMES]
    return max(times, default=0), found


_TIMES = itemgetter(0), itemgetter(1)
_NEWEST = 500
"""Folders of which it is asked when something came or went: 1 ms."""
_MANY = 5_000
"""Folders that one process looks through alone: for as long, another one loads the program."""


def found_under(
    root: str,
    top: str,
    hidden: bool,
    since: int = sys.maxsize,
    warn: Callable[[], None] | None = None,
    beside: Beside | None = None,
) -> Files:
    """The files under `top` in `root`, sorted."""
    folders = [top] if os.path.isdir(f"{root}/{top}") else []  # noqa: PTH112  pathlib takes 3 ms to load
    found = _Look(root, hidden, since, warn).through(folders, beside)
    for path in found:
        if not path.isascii() and any("\ud800" <= character <= "\udfff" for character in path):
            raise Unfit(ascii(path)[1:-1], "a file name that is not UTF-8", "Rename the file.")
    return {path: found[path] for path in sorted(found)}


class _Look:
    """A look into folders."""

    def __init__(self, root: str, hidden: bool, since: int, warn: Callable[[], None] | None) -> None:
        self.root, self.hidden, self.since, self.warn = root, hidden, since, warn
        self.newest = _NEWEST

    def through(self, folders: list[str], beside: Beside | None = None) -> Files:
        """The files in `folders` and all that are in them."""
        found: Files = {}
        theirs = None
        count = 0
        try:
            while folders:
                # Later names first: in a folder a day, where a newsroom is at work.
                folders += self.into(folders.pop(), found)
                count += 1
                if count == _MANY and beside and len(folders) > 1:
                    # By turns: of the years that are left, and of the days of this one.
                    theirs = beside(self.later(folders[::2]))
                    folders = folders[1::2]
        finally:
            others = theirs() if theirs else {}  # whatever comes, no process is left behind
        return found | others

    def ask(self, touched: Stat) -> None:
        """Warn if something was touched since: a file, or a folder in which another came or went."""
        if self.warn and (touched[0] > self.since or touched[1] > self.since):
            self.warn()
            self.warn = None

    def later(self, folders: list[str]) -> Callable[[], Files]:
        """`through`, to be done."""
        return lambda: self.through(folders)

    def into(self, folder: str, found: Files) -> list[str]:
        """The folders in `folder`, sorted; its files go into `found`."""
        inner = []
        try:
            if self.warn and self.newest:
                self.newest -= 1
                self.ask(stat_of(os.stat(f"{self.root}/{folder}")))  # noqa: PTH116
            with os.scandir(f"{self.root}/{folder}") as entries:
                for entry in entries:
                    name = entry.name
                    # As `is_passed_over`, of forty thousand names.
                    if name.endswith(_EDITORS) or (name[0] in ".#" and _is_left_behind(name, self.hidden)):
                        continue
                    path = f"{folder}/{name}"
                    if entry.is_dir(follow_symlinks=False):
                        inner.append(path)
                        continue
                    try:
                        found[path] = _status(path, entry)
                    except FileNotFoundError:
                        continue  # deleted since the folder was listed: as if it had been a moment earlier
                    if self.warn:
                        self.ask(found[path])
        except FileNotFoundError:
            pass  # the folder itself
        except OSError as error:
            raise Unfit(folder, "cannot be read", "Is it readable for you?", error) from None
        inner.sort()
        return inner


def is_passed_over(name: str, hidden: bool) -> bool:
    """Whether a file or folder is what editors and systems leave behind, or `hidden` where hidden ones are not wanted."""
    return name.endswith(_EDITORS) or (name.startswith((".", "#")) and _is_left_behind(name, hidden))


def _is_left_behind(name: str, hidden: bool) -> bool:
    if name[0] == ".":
        return not hidden or name in (".DS_Store", ".git") or name.startswith(".#")
    return name[-1] == "#"


def _status(path: str, entry: os.DirEntry[str]) -> Stat:
    status = entry.stat(follow_symlinks=False)
    if stat.S_ISREG(status.st_mode):
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino & _INODE
    if stat.S_ISLNK(status.st_mode):
        raise Unfit(path, "a symbolic link", "Put the file itself here.")
    # To read a pipe would be to wait for whoever writes into it.
    raise Unfit(path, "neither a file nor a folder", "Delete it.")
