"""What is wrong, where, and what to do about it.

A mistake belongs to its author's file, line and column. Stages collect Problems and go on, so that one
run names all of them; SiteError carries them to the command line, the only place that prints.
"""

import difflib
from collections.abc import Iterable
from typing import Final

import msgspec

CONTENT: Final = 1
"""Exit code: something in the project's own files is wrong."""
USAGE: Final = 2
"""Exit code: the command line or config.yaml is wrong."""
ENVIRONMENT: Final = 3
"""Exit code: the disk, a permission or a lock is in the way."""
BUG: Final = 70
"""Exit code: our own mistake (EX_SOFTWARE of sysexits.h)."""


class Location(msgspec.Struct, frozen=True, order=True):
    """A place in a file of the project."""

    path: str
    """Relative to the project, with `/`; what an editor can click on."""
    line: int = 0
    """From 1; 0 means the file as a whole."""
    column: int = 0
    """From 1; 0 means the line as a whole."""

    def __str__(self) -> str:
        parts = [self.path.replace("\n", "\\n")] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


class Problem(msgspec.Struct, frozen=True, order=True):
    """One mistake. `fatal` ones keep the site from being published, the others are warnings."""

    where: Location
    message: str
    hint: str = ""
    """What to do, as a sentence."""
    fatal: bool = True

    def __str__(self) -> str:
        kind = "error" if self.fatal else "warning"
        text = f"{self.where}: {kind}: {self.message}"
        if self.hint:
            text += f"\n  hint: {self.hint}"
        return printable(text)


def reason(error: OSError) -> str:
    """What the system would not do, as the end of a message."""
    said = error.strerror or str(error) or type(error).__name__
    return said[:1].lower() + said[1:]


class SiteError(Exception):
    """The work cannot go on. `problems` are sorted and each stands once."""

    def __init__(self, problems: Iterable[Problem] | Problem, exit_code: int = CONTENT) -> None:
        if isinstance(problems, Problem):
            problems = (problems,)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        self.exit_code = exit_code
        super().__init__(self.problems, exit_code)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, else an empty string."""
    matches = difflib.get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def nearest_or_all(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is none of the known ones: the one that was probably meant, else all that there are."""
    known = tuple(known)
    if not known:
        return "config.yaml declares none."
    close = nearest(word, known)
    return f'Did you mean "{close}"?' if close else f"One of: {', '.join(known)}."


def printable(text: str) -> str:
    """`text` with control characters shown as escapes: a file must not be able to drive the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
