"""The word lists of the wire desk, `_data/wire/*.txt`.

One entry a line; `#` begins a comment; ` | ` separates an entry's parts. Each list is read once a process,
when it is first asked for.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_Node = dict[str, "_Node"]
"""What may stand next, and what behind it."""
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


@cache
def folded_phrases(name: str) -> frozenset[str]:
    """The phrases of a list, for texts in whatever letters."""
    return frozenset(phrase.casefold() for phrase in phrases(name))


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


def spelling(texts: Iterable[str]) -> str:
    """A pattern like that of `alternation`, to be compiled without regard to case.

    What begins alike is written once: of a thousand names few begin with the letter that stands there.
    """
    root: _Node = {}
    for text in sorted({text.lower() for text in texts}):
        node = root
        for token in _TOKEN.findall(text):
            node = node.setdefault(r"\s+" if token.isspace() else re.escape(token), {})
        node[_END] = {}
    return _written(root)


_TOKEN = re.compile(r" |[^ ]")
_END = ""


def _written(node: _Node) -> str:
    going_on = [token + _written(child) for token, child in node.items() if token != _END]
    if not going_on:
        return ""
    body = going_on[0] if len(going_on) == 1 and _END not in node else f"(?:{'|'.join(going_on)})"
    return f"{body}?" if _END in node else body


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list as they stand, without comments."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split("\n") if line.strip() and line[0] != "#")
