"""What this program is: the digest of everything of it that can shape a byte of a page.

Coarse on purpose. A change anywhere in our modules, in Python's minor version or in a library that has a
hand in the output makes every key a new one: rendering all pages again costs seconds, finding out which of
them a change in the program touches would cost correctness.
"""

import contextlib
import os
import platform
import sys
import time
from collections.abc import Callable
from functools import cache as once
from importlib.machinery import PathFinder
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import msgspec

from site_gen.cache.folder import NOTE, is_cache_folder
from site_gen.cache.heap import replace_file
from site_gen.digest import digest
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.files.scanning import is_settled, stat_of

_LIBRARIES: Final = ("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "PIL", "yaml")
_DISTRIBUTIONS: Final = {"PIL": "pillow", "yaml": "pyyaml"}
_DATA: Final = frozenset({"glossary", "robots"})
"""The shipped data that shapes pages. Themes are not among it: they have a digest of their own."""


def engine_digest(cache: Path | None = None) -> str:
    """The digest of our modules and data, Python's version and the libraries' versions.

    In the folder `cache` it is noted under what the system says of those files, in git's way. To read them all takes
    as long as half of what a build of nothing does else.
    """
    around = [f"{sys.version_info[0]}.{sys.version_info[1]}", _versions()]
    paths = _own_paths()
    note = cache / NOTE if cache and is_cache_folder(cache) else None
    if note is None:
        return digest([*around, _own_files(paths)])
    now, stats = time.time_ns(), [stat_of(entry.stat()) for _, entry in paths]
    state = digest([_ROOT, *around, [name for name, _ in paths], stats])
    try:
        known, engine = note.read_text("ascii").split()
    except (OSError, ValueError):
        known = engine = ""
    if known != state:
        engine = digest([*around, _own_files(paths)])
        # One that was touched a moment ago may be changed again, and look as if it had not.
        if is_settled(max(max(stat[:2]) for stat in stats), now):
            with contextlib.suppress(OSError):
                replace_file(note, f"{state} {engine}\n".encode())
    return engine


class SameProgram(msgspec.Struct, frozen=True):
    """`work`, for a machine that may have another site_gen: a SiteError there, and never another byte."""

    work: Callable[[Any], Any]
    engine: str
    """The digest of the program that hands it out."""

    def __call__(self, batch: Any) -> Any:
        if _here() != self.engine:
            message = f"the worker {platform.node()} has another site_gen, Python or library"
            hint = "Install on it what is installed here."
            raise SiteError(Problem(Location("--executor"), message, hint), ENVIRONMENT)
        return self.work(batch)


@once
def _here() -> str:
    return engine_digest()


_ROOT: Final = os.path.dirname(__file__)  # noqa: PTH120


def _own_paths() -> list[tuple[str, os.DirEntry[str]]]:
    found = []
    folders = [""]
    while folders:
        folder = folders.pop()
        data = folder == "_data/"
        for entry in os.scandir(f"{_ROOT}/{folder}"):
            name = entry.name
            if entry.is_dir():
                if name in _DATA if data else name != "__pycache__":
                    folders.append(f"{folder}{name}/")
            elif not name.endswith((".pyc", ".pyo")):
                found.append((folder + name, entry))
    return sorted(found, key=itemgetter(0))


def _own_files(paths: list[tuple[str, os.DirEntry[str]]]) -> list[tuple[str, bytes]]:
    found = []
    for name, entry in paths:
        # Two hundred files: `Path` would take as long as the reading.
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123
            found.append((name, file.read()))
    return found


def _versions() -> list[str]:
    """The names of the libraries' `NAME-VERSION.dist-info` folders.

    `importlib.metadata` would answer the same question in 38 ms: half of what a small build takes.
    """
    names = {_DISTRIBUTIONS.get(library, library) for library in _LIBRARIES}
    found = []
    for folder in sorted({_home(library) for library in _LIBRARIES} - {""}):
        for entry in os.scandir(folder):
            name, _, version = entry.name.partition("-")
            if version.endswith(".dist-info") and name.lower().replace("_", "-") in names:
                found.append(entry.name)
    return sorted(found)


def _home(library: str) -> str:
    spec = PathFinder.find_spec(library)
    return str(Path(spec.origin).parent.parent) if spec and spec.origin else ""
