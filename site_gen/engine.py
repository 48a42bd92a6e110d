"""What this program is: the digest of everything of it that can shape a byte of a page.

Coarse on purpose. A change anywhere in our modules, in Python's minor version or in a library that has a
hand in the output makes every key a new one: rendering all pages again costs seconds, finding out which of
them a change in the program touches would cost correctness.
"""

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Final

from site_gen.digest import digest

_LIBRARIES: Final = ("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "yaml")
_DISTRIBUTIONS: Final = {"yaml": "pyyaml"}
_DATA: Final = frozenset({"glossary", "robots"})
"""The shipped data that shapes pages. Themes are not among it: they have a digest of their own."""


def engine_digest() -> str:
    """The digest of our modules and data, Python's version and the libraries' versions."""
    return digest([f"{sys.version_info[0]}.{sys.version_info[1]}", _versions(), _own_files()])


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
