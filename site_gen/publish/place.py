"""The output folder and the names beside it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from site_gen.errors import USAGE
from site_gen.publish.faults import environment, refusal
from site_gen.publish.files import is_folder, is_there
from site_gen.publish.manifest import NAMES

_ELSEWHERE: Final = "Name a folder of its own for the site, such as public."


class Place(msgspec.Struct, frozen=True):
    """Where a site is published. Links are resolved: the trees lie beside the real folder."""

    output: str
    """The real absolute path of the output folder."""
    shown: str
    """What it is called in messages: by its path from the working folder, if it lies in there."""

    @property
    def parent(self) -> str:
        return os.path.dirname(self.output)

    @property
    def _name(self) -> str:
        return os.path.basename(self.output)

    @property
    def previous(self) -> str:
        """Where the other tree rests between builds: the generation before the published one."""
        return f"{self.parent}/.{self._name}.previous"

    @property
    def lock(self) -> str:
        return f"{self.parent}/.{self._name}.lock"

    @property
    def shown_lock(self) -> str:
        return os.path.join(os.path.dirname(self.shown), os.path.basename(self.lock))

    def new_building(self) -> str:
        """A name for the other tree while this build, and no other, works on it."""
        return f"{self.parent}/.{self._name}.building-{os.urandom(4).hex()}"

    def new_aside(self) -> str:
        """A name for a folder that stands where ours should, but is not known to be ours."""
        return f"{self.parent}/.{self._name}.set-aside-{os.urandom(4).hex()}"

    def new_probe(self) -> str:
        """A name for a folder that exists for an instant, to try what the file system can do."""
        return f"{self.parent}/.{self._name}.probe-{os.urandom(4).hex()}"

    def beside(self, kind: str) -> list[str]:
        """The folders beside the output that earlier builds left under names of this kind, sorted."""
        start = f".{self._name}.{kind}-"
        return [f"{self.parent}/{name}" for name in sorted(os.listdir(self.parent)) if name.startswith(start)]

    def shows(self, path: str) -> str:
        """What to call a path in a message: a file of a tree in the making goes by its published name."""
        if path == self.output or path.startswith(self.output + "/"):
            return self.shown + path[len(self.output) :]
        if path.startswith(f"{self.parent}/.{self._name}.building-"):
            _, slash, rest = path[len(self.parent) + 1 :].partition("/")
            return self.shown + slash + rest
        if path.startswith(self.parent + "/"):
            return os.path.join(os.path.dirname(self.shown), path[len(self.parent) + 1 :])
        return path


def find_place(output_dir: Path | str, forbidden: Sequence[Path | str] = ()) -> Place:
    """The place of an output folder, which need not exist yet.

    A SiteError (USAGE) for a folder that a build could do harm to: the root, the home folder, the working
    folder, one of `forbidden` or a folder they lie in.
    """
    place = place_of(output_dir)
    shown, real = place.shown, place.output
    if real == os.path.dirname(real):
        raise refusal(shown, "the root folder cannot be the output", _ELSEWHERE, USAGE)
    if real == _working_folder():
        raise refusal(shown, "the working folder cannot be the output", _ELSEWHERE, USAGE)
    for other in (os.path.expanduser("~"), *forbidden):
        if _holds(real, os.path.realpath(other)):
            raise refusal(shown, f"the output folder must not hold {os.fspath(other)}", _ELSEWHERE, USAGE)
    try:
        is_file = is_there(real) and not is_folder(real)
    except OSError as error:
        raise environment(shown, error) from error
    if is_file:
        raise refusal(shown, "the output is not a folder", _ELSEWHERE)
    return place


def place_of(output_dir: Path | str) -> Place:
    """The place of an output folder that is only read."""
    shown = os.fspath(output_dir).rstrip("/") or os.fspath(output_dir) or "."
    shown = shown.removeprefix((_working_folder() or shown) + "/")
    try:
        real = os.path.realpath(shown, strict=True)
    except (FileNotFoundError, NotADirectoryError):
        real = os.path.realpath(shown)
    except OSError as error:
        raise environment(shown, error) from error
    return Place(real, shown)


def holds(folder: Path | str, other: Path | str) -> bool:
    """Whether `other` is the folder or lies in it, by whatever name. Neither need exist."""
    return _holds(place_of(folder).output, place_of(other).output)


def tree_around(output_dir: Path | str) -> str:
    """The published tree that a folder lies in: at its next exchange the folder would go. Empty if in none."""
    folder = place_of(output_dir).parent
    while not any(os.path.lexists(f"{folder}/{name}") for name in NAMES):
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)
    return folder


def _working_folder() -> str:
    """Empty if it was removed under our feet: then no folder is in it."""
    try:
        return os.getcwd()
    except OSError:
        return ""


def _holds(folder: str, other: str) -> bool:
    """Whether `other` is the folder or lies in it, whatever letter case or mount it is named by."""
    while True:
        if other == folder or (
            os.path.exists(other) and os.path.exists(folder) and os.path.samefile(other, folder)
        ):
            return True
        other, below = os.path.dirname(other), other
        if other == below:
            return False
