"""What a deploy is made of."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from site_gen.digest import digest_bytes
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

UNSURE = ""
"""In place of a file's digest: it may be there or not, whole or not."""


class Record(msgspec.Struct, frozen=True):
    """What we put at a target: it lies there, too, so that any machine and any clone can go on from it.

    A file that it does not have is somebody else's, and is let be.
    """

    files: dict[str, str]
    """Path to digest, or UNSURE."""


class Found(msgspec.Struct, frozen=True):
    """What a look at a target found."""

    record: Record | None = None
    """None where no deploy has been."""
    others: tuple[str, ...] = ()
    """Where there is no record: some names of what is there."""


class Send(msgspec.Struct, frozen=True):
    """Put these files there, in place of what has their names."""

    paths: tuple[str, ...]


class Remove(msgspec.Struct, frozen=True):
    """Take these files away, if they are there, and the folders that this empties."""

    paths: tuple[str, ...]


class Note(msgspec.Struct, frozen=True):
    """Have this record there."""

    record: Record


Step = Send | Remove | Note
Progress = Callable[[int], None]
"""Told of so many files that are done."""


class Site(msgspec.Struct, frozen=True):
    """The published site, as its manifest has it."""

    folder: Path
    shown: str
    files: dict[str, str]
    """Path to digest."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises SiteError if they are not those that were published."""
        data = (self.folder / path).read_bytes()
        if digest_bytes(data) != self.files[path]:
            where = Location(f"{self.shown}/{path}")
            message = "its bytes are not those that were published"
            raise SiteError(Problem(where, message, "Build with --verify to make it anew."), ENVIRONMENT)
        return data


class Destination(Protocol):
    """A target as deploys see it. Each method raises SiteError for what does not work there."""

    def look(self) -> Found:
        """What is there. Changes nothing."""

    def carry_out(self, steps: Sequence[Step], site: Site, progress: Progress) -> None:
        """Do all of this, in this order or at once.

        Killed at any moment it leaves what some of the steps, from the first on, leave; the last of these may be
        done in part.
        """

    def close(self) -> None:
        """Leave nothing behind on this machine."""


class Tools(msgspec.Struct, frozen=True):
    """What the world outside lends to a deploy."""

    environment: Mapping[str, str]
    """Where git, rsync and ssh find their keys and settings."""
    progress: Progress = lambda files: None
