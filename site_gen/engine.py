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
    root = Path(__file__).parent
    found = []
    for folder, folders, names in os.walk(root):
        wanted = _DATA if folder.endswith("_data") else set(folders) - {"__pycache__"}
        folders[:] = sorted(name for name in folders if name in wanted)
        for name in sorted(names):
            if not name.endswith((".pyc", ".pyo")):
                path = Path(folder, name)
                found.append((path.relative_to(root).as_posix(), path.read_bytes()))
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
