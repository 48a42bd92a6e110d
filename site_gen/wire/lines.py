"""A text as lines: what all steps of the reading hand to each other."""

from typing import Literal

import msgspec

LineKind = Literal["", "heading", "list", "quote", "caption", "row"]


class Line(msgspec.Struct, frozen=True):
    """One line of the text."""

    text: str
    number: int
    """The line of the source where it began, from 1."""
    kind: LineKind = ""
    gap: bool = False
    """Whether an empty line, or the edge of a block, stands before it."""


class Plain(msgspec.Struct, frozen=True):
    """A text without markup."""

    lines: tuple[Line, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    """What was no text at all: scripts, styles, comments; each with its line."""
    stamps: tuple[str, ...] = ()
    """Machine-readable dates that the markup carried."""
    title: str = ""
    """What the markup called the title."""
    language: str = ""
    """What the markup said about its language."""
    hosts: tuple[str, ...] = ()
    """Where its links lead."""
    fields: dict[str, str] = {}
    """What elements that are named for it said of the story: who wrote it, and when."""
