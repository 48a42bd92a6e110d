"""What lies in a project's folders, and looking there while this process does something else.

A newspaper of ten thousand stories has some twenty thousand files and folders, and asking the system about
each is most of what a build costs in which little has changed.
"""

import os
import select
import sys
import threading
import time
from collections.abc import ItemsView, Iterator, Mapping
from pathlib import Path

import msgspec

from site_gen.digest import digest_bytes
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError, reason
from site_gen.files.ahead import FOUND, WARNING, Scout, packed, scout, unpacked
from site_gen.files.rows import number_of, row, rows_of, stats_in, with_rows, without
from site_gen.files.scanning import Hint, Stat, Unfit, found_in, found_under, hint_of


class Listing(Mapping[str, Stat]):
    """Files by their path in the project, sorted."""

    def __init__(self, paths: list[str], rows: bytes) -> None:
        self.paths, self.rows = paths, rows
        """What the system says of each; see `rows`."""

    def of_stories(self) -> "Listing":
        """Those of the files that are Markdown."""
        others = [at for at, path in enumerate(self.paths) if not path.endswith(".md")]
        if not others:
            return self
        left_out = set(others)
        paths = [path for at, path in enumerate(self.paths) if at not in left_out]
        return Listing(paths, without(self.rows, others))

    def but_for(self, changed: Mapping[str, Stat]) -> "Listing":
        """The same with something else about some of the files."""
        others = [(self._place(path), rows_of([status])) for path, status in changed.items()]
        return Listing(self.paths, with_rows(self.rows, others))

    def __getitem__(self, path: str) -> Stat:
        return stats_in(row(self.rows, self._place(path)))[0]

    def items(self) -> ItemsView[str, Stat]:
        return dict(zip(self.paths, stats_in(self.rows), strict=True)).items()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def _place(self, path: str) -> int:
        at = number_of(path, self.paths)
        if at is None:
            raise KeyError(path)
        return at


def files_under(project: Path, top: str, hidden: bool = False) -> Listing:
    """Every file under the folder `top` that is somebody's work.

    Files of editors (`.name.swp`, `name~`) are passed over, and all with a dot before their name unless
    `hidden` are wanted. Raises SiteError for a folder that cannot be read and for a symbolic link: what it
    leads to may lie outside the project.
    """
    try:
        found = found_under(str(project), top, hidden)
    except Unfit as unfit:
        raise _as_error(unfit) from None
    return Listing(list(found), rows_of(found.values()))


def _as_error(unfit: Unfit) -> SiteError:
    if unfit.error:
        return unreadable(unfit.path, unfit.error)
    return SiteError(Problem(Location(unfit.path), unfit.found, unfit.hint))


def unreadable(path: str, error: OSError) -> SiteError:
    """The error for a file or folder that the system will not let us read."""
    why = reason(error)
    hint = "Is it readable for you?"
    return SiteError(Problem(Location(path), f"cannot be read: {why}", hint), ENVIRONMENT)


def read_file(project: Path, path: str) -> tuple[Hint, bytes] | None:
    """A file's bytes with a hint for the next time; None if it is not there (any more). Raises SiteError."""
    now = time.time_ns()
    try:
        with open(f"{project}/{path}", "rb") as file:  # noqa: PTH123  one file in ten thousand
            # Of the open file: by its name another could be meant a moment later.
            hint = hint_of(os.fstat(file.fileno()), now)
            return hint, file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(path, error) from None


class Sight(msgspec.Struct, frozen=True):
    """The files of a project as they were at one moment."""

    digest: str
    """Of all that was seen. The same digest: the same files, none of them touched."""
    listings: Mapping[str, Listing]
    """By folder: those of TOPS."""
    newest: int
    """When the last of the files was touched, in nanoseconds since 1970."""
    at: int
    """When the look began."""


def look(project: Path) -> Sight:
    """Look at all files of the folders in TOPS. Raises SiteError as `files_under` does."""
    at = time.time_ns()
    try:
        found = found_in(str(project))
    except Unfit as unfit:
        raise _as_error(unfit) from None
    data = packed(found)
    return _sight(_digest(project, data), data, at)


def _sight(digest: str, data: bytes, at: int) -> Sight:
    newest, listings = unpacked(data)
    return Sight(digest, {top: Listing(*listing) for top, listing in listings.items()}, newest, at)


def _digest(project: Path, listings: bytes) -> str:
    place = project.stat()  # another project's files may have the very same names and times
    return digest_bytes(listings + f"{place.st_dev} {place.st_ino}".encode())


class Lookout:
    """A look that is taken in a process of its own, from now on or since `look_ahead`. `take` has to be called, or
    `give_up`.

    It warns as soon as it finds a file that was touched after the cache in the folder `cache` was saved.
    """

    def __init__(self, project: Path, cache: Path | None = None) -> None:
        self.project = project
        self._scout: Scout = scout(str(project), str(cache / "index") if cache else "")
        self._found = b""
        self._digest = ""

    @property
    def at(self) -> int:
        """When it began, in nanoseconds since 1970."""
        return self._scout.at

    def is_younger_than(self, moment: int) -> bool:
        """Whether it began after `moment`, by the clock of a file system, which moves every hundredth second."""
        return self.at > moment + 20_000_000

    def warns(self) -> bool:
        """Wait until something is known. Whether it is this: a file was touched since the cache was saved."""
        return not self._found and self._hear() == WARNING

    def has_ended(self) -> bool:
        """Whether `digest` would answer at once, or nearly so."""
        return bool(select.select([self._scout.pipe], [], [], 0)[0])

    def digest(self) -> str:
        """The digest of what there is; empty if something could not be read: `take` then raises."""
        while not self._found and self._hear():
            pass
        if self._found and not self._digest:
            self._digest = _digest(self.project, self._found)
        return self._digest

    def _hear(self) -> bytes:
        word = os.read(self._scout.pipe, 1) if self._scout.child else b""
        if word == FOUND:
            self._found = self._scout.report()
        return word

    def take(self) -> Sight:
        """All that was seen. Raises SiteError as `files_under` does."""
        digest = self.digest()
        self.give_up()
        if digest:
            return _sight(digest, self._found, self.at)
        return look(self.project)  # whatever went wrong there will be told of here

    def give_up(self) -> None:
        """Want no more of it."""
        self._scout.give_up()


def can_look_out(processes: int) -> bool:
    """Whether a look beside other work gains time, and is safe: never a fork where threads run."""
    return processes > 1 and sys.platform == "linux" and threading.active_count() == 1
