"""What this program is: the digest of everything of it that can shape a byte of a page.

Coarse on purpose. A change anywhere in our modules, in Python's minor version or in a library that has a
hand in the output makes every key a new one: rendering all pages again costs seconds, finding out which of
them a change in the program touches would cost correctness.
"""

import os
import platform
import sys
from collections.abc import Callable
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Final

import msgspec

from site_gen.digest import digest
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError

_LIBRARIES: Final = ("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "yaml")
_DISTRIBUTIONS: Final = {"yaml": "pyyaml"}
_DATA: Final = frozenset({"glossary", "robots"})
"""The shipped data that shapes pages. Themes are not among it: they have a digest of their own."""


def engine_digest() -> str:
    """The digest of our modules and data, Python's version and the libraries' versions."""
    return digest([f"{sys.version_info[0]}.{sys.version_info[1]}", _versions(), _own_files()])


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


@cache
def _here() -> str:
    return engine_digest()


def _own_files() -> list[tuple[str, bytes]]:
    root = str(Path(__file__).parent)
    found = []
    folders = [""]
    while folders:
        folder = folders.pop()
        data = folder == "_data/"
        for entry in os.scandir(f"{root}/{folder}"):
            name = entry.name
            if entry.is_dir():
                if name in _DATA if data else name != "__pycache__":
                    folders.append(f"{folder}{name}/")
            elif not name.endswith((".pyc", ".pyo")):
                # Two hundred files at every start: `Path` would take as long as the reading.
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123
                    found.append((folder + name, file.read()))
    return sorted(found)


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
