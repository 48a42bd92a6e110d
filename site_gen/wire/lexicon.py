"""The word lists of the wire desk, `_data/wire/*.txt`.

One entry a line; `#` begins a comment; ` | ` separates an entry's parts. Each list is read once a process,
when it is first asked for.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "_data" / "wire"


@cache
def entries(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of the list NAME.txt, each as its parts."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split(" #", 1)[0].strip() for line in text.split("\n"))
    return tuple(tuple(part.strip() for part in line.split("|")) for line in lines if line and line[0] != "#")


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list whose lines hold words separated by white space."""
    return frozenset(word for entry in entries(name) for part in entry for word in part.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """All entries of a list of whole phrases, as they are written."""
    return frozenset(part for entry in entries(name) for part in entry if part)


def exists(name: str) -> bool:
    """Whether there is such a list."""
    return (_FOLDER / f"{name}.txt").is_file()


def names() -> tuple[str, ...]:
    """The names of all lists."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))


def alternation(texts: Iterable[str]) -> str:
    """A pattern for any of `texts`, longest first, white space in them being any white space."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in ordered)


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list as they stand, without comments."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line.strip() and line[0] != "#")
