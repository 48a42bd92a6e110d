"""Raw texts into stories, here or in other processes: what goes wrong with one comes back as a value."""

import traceback
from collections.abc import Sequence
from pathlib import Path

import msgspec

from site_gen.errors import Location, Problem, SiteError
from site_gen.tables.glossary import Glossary
from site_gen.wire.reading import read_text, read_wire
from site_gen.wire.source import batch
from site_gen.wire.story import Story, WireRules


class Unread(msgspec.Struct, frozen=True):
    """A text that no story was made of."""

    problems: tuple[Problem, ...]
    trace: str = ""
    """Where our program stopped, if that was no mistake in the text but one of ours."""


def unread(name: str, error: Exception) -> Unread:
    """What is wrong with the text `name`: its own mistake, or one of ours."""
    if isinstance(error, SiteError):
        return Unread(error.problems)
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"a mistake of ours keeps it from being read: {type(error).__name__}: {error} "
        f"({Path(where.filename).name}, line {where.lineno})"
    )
    hint = "Nothing is wrong with the text. It is set aside, and tried again by the next import."
    trace = "".join(traceback.format_exception(error))
    return Unread((Problem(Location(name), message, hint),), f"{name}\n{trace}")


def _read(piece: batch.Piece, glossary: Glossary, rules: WireRules, lang: str) -> Story | Unread:
    try:
        if piece.data:
            return read_wire(piece.data, piece.name, glossary, rules, lang)
        return read_text(piece.text, piece.name, glossary, rules, lang, dict(piece.fields))
    except Exception as error:
        # One text of thousands: whatever it brings to light must not keep the others from their stories.
        return unread(piece.name, error)


_desk: list[tuple[Glossary, WireRules]] = []


def prepare(glossary: Glossary, rules: WireRules) -> None:
    """What reading needs, once a process."""
    _desk[:] = [(glossary, rules)]


def read_batch(pieces: Sequence[tuple[batch.Piece, str]]) -> list[Story | Unread]:
    """The stories of some texts, each with the language that somebody said; `prepare` was called before."""
    glossary, rules = _desk[0]
    return [_read(piece, glossary, rules, lang) for piece, lang in pieces]
