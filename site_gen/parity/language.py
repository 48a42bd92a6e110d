"""How a language writes figures, days and times: the tables in `_data/parity`.

A language without a table is read with digits alone, and so is the text that it is compared with: a third
language of a site is compared as far as its figures go, and nothing is made up about its words.
"""

import functools
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

import msgspec

_FOLDER: Final = Path(__file__).parent.parent / "_data" / "parity"
_COMMA: Final = frozenset(
    [
        "az",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "jv",
        "lt",
        "lv",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "su",
        "sv",
        "tr",
        "uk",
        "vi",
    ]
)
"""Languages whose decimal mark is a comma, of those without a table (CLDR 45)."""


class Language(msgspec.Struct, frozen=True):
    """One table. Words are in lower case."""

    decimal: Literal[".", ","]
    order: Literal["day", "month"] = "day"
    """What comes first in 4/11/2016."""
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    """Monday is 0."""
    near: tuple[str, ...] = ()
    """Words that stand for a day that the reader knows: today."""
    clock: tuple[str, ...] = ()
    """Words before a time."""
    halves: dict[str, int] = {}
    """Words behind a time, and the hours they add."""
    scales: dict[str, Decimal] = {}
    letters: dict[str, Decimal] = {}
    """The same, of one letter: only behind an amount of money. As they are written."""
    percent: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    """Words between the ends of a range."""
    units: dict[str, int] = {}
    tens: dict[str, int] = {}
    teens: dict[str, int] = {}
    times: dict[str, int] = {}
    money: dict[str, str] = {}
    titles: tuple[str, ...] = ()
    """Words that stand before names and are spelled almost alike in other languages."""
    peoples: dict[str, tuple[str, ...]] = {}
    """Of a country's name, as a slug: the words that stand for it and do not begin like it."""


@functools.cache
def language(code: str) -> Language:
    """The table of a language; of one that has none, its decimal mark."""
    base = code.partition("-")[0]
    path = _FOLDER / f"{base}.txt"
    if not re.fullmatch("[a-z]{2,3}", base) or not path.is_file():
        return Language("," if base in _COMMA else ".")
    found: dict[str, dict[str, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and line[0] != "#":
            key, value, *words = line.split(" ", 2)
            of_key = found.setdefault(key, {})
            for word in words[0].split("|") if words else ("",):
                of_key[word] = value
    numbers = {key: {w: int(v) for w, v in found.get(key, {}).items()} for key in _WHOLE}
    peoples: dict[str, tuple[str, ...]] = {}
    for word, country in found.get("people", {}).items():
        peoples[country] = (*peoples.get(country, ()), word)
    return Language(
        decimal="," if found["decimal"][""] == "," else ".",
        order="month" if found["order"][""] == "month" else "day",
        months=numbers["month"],
        days=numbers["day"],
        near=tuple(found.get("near", ())),
        clock=tuple(found.get("clock", ())),
        halves=numbers["half"],
        scales=_decimals(found.get("scale", {}).items()),
        letters=_decimals(found.get("letter", {}).items()),
        percent=tuple(found.get("percent", ())),
        ranges=tuple(found.get("range", ())),
        units=numbers["unit"],
        tens=numbers["tens"],
        teens=numbers["teen"],
        times=numbers["times"],
        money=found.get("money", {}),
        titles=tuple(found.get("title", ())),
        peoples=peoples,
    )


def languages_of(a: str, b: str) -> tuple[Language, Language]:
    """The tables of two texts that are to be compared: both with their words, or neither."""
    both = language(a), language(b)
    if all(one.months for one in both):
        return both
    return Language(both[0].decimal, both[0].order), Language(both[1].decimal, both[1].order)


_WHOLE: Final = ("month", "day", "half", "unit", "tens", "teen", "times")


def _decimals(items: Iterable[tuple[str, str]]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in items}
