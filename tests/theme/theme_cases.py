"""Cases in text files: a title, files that take the place of the small theme's, and what is expected.

=== a title
--- layouts/page.html
its text
--->
what is reported, or printed
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

FOLDER = Path(__file__).parent / "cases"


class Case(msgspec.Struct, frozen=True):
    title: str
    files: dict[str, str]
    expected: str


def cases(name: str) -> list[Any]:
    """The cases of a file, for `parametrize`."""
    found = []
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    for part in text.split("\n=== ")[1:]:
        title, _, rest = part.partition("\n")
        given, arrow, expected = rest.partition("\n--->\n")
        assert arrow, f"{title}: no --->"
        files = {}
        for piece in ("\n" + given).split("\n--- ")[1:]:
            path, _, content = piece.partition("\n")
            files[path.strip()] = content + "\n"
        found.append(pytest.param(Case(title, files, expected.strip("\n")), id=title))
    return found
