"""Outlets that no list has: a name between a place and a dash, by what papers are called."""

import re
from functools import cache

from site_gen.wire import lexicon
from site_gen.wire.dateline.marks import LEAST, SMALL_LETTERS
from site_gen.wire.dateline.sites import DASH, WORD
from site_gen.wire.gazetteer import Gazetteer

_PAPER = re.compile(
    rf"(?=[^-–—]*\b(?i:{'|'.join(sorted(lexicon.words('press_words')))})\b)"
    rf"(?P<name>{WORD}(?: {WORD}){{0,3}})(?:\s+|(?<=\.com)|(?<=\.id)){DASH}\s+(?=[\"“]?[A-ZÀ-Þ0-9])"
)
"""A name with a word of the press in it, between a place and a dash: an outlet that no list has."""


_NAMED = re.compile(
    rf"(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+){{0,3}})(?:\s+|(?<=\.com)|(?<=\.id)){DASH}\s+(?=[\"“]?[A-ZÀ-Þ0-9])"
)
QUARTERS = frozenset(
    [
        "Utara",
        "Selatan",
        "Barat",
        "Timur",
        "Tengah",
        "Pusat",
        "Kidul",
        "Lor",
        "Kulon",
        "Wetan",
        "Raya",
        "Kota",
        "Hulu",
        "Hilir",
    ]
)
"""What stands behind a town and is a part of it."""


_STATION = re.compile(
    rf"(?P<name>{WORD}(?: {WORD}){{0,2}} \d{{2,3}}(?:[.,]\d{{1,2}})? ?FM)\s?{DASH}\s?(?=[\"“]?[A-ZÀ-Þ0-9])"
)
"""`Contoh 92,6 FM-`: a station, and where it is on the dial."""


def paper_behind(text: str, position: int, gazetteer: Gazetteer) -> tuple[str, int] | None:
    """`Harian Contoh - ` behind a town: the name, and where the sentence begins."""
    if station := _STATION.match(text, position):
        return station["name"], station.end()
    found = _PAPER.match(text, position)
    if found is None:
        found = _NAMED.match(text, position)
        if found and not _is_no_place(found["name"], gazetteer):
            return None
    if not found or gazetteer.is_region(found["name"]):
        return None
    return found["name"], found.end()


def paper_by_word(text: str, position: int) -> tuple[str, int] | None:
    """A name with a word of the press in it before a dash: the name, and where it ends."""
    found = _PAPER.match(text, position)
    return (found["name"], found.end("name")) if found else None


_PRESS_TAIL = re.compile(r"\w{4,}(?:news|today|times|post|media|online|tv)", re.IGNORECASE)
_PRESS_HEAD = re.compile(r"(?:TIMES|WARTA|SUARA|RADAR|HARIAN|KABAR|BERITA|MEDIA|PORTAL|TRIBUN)[A-Z]{4,}")


def is_called_by_the_press(name: str) -> bool:
    """Whether a name has a word of the press in it, begins or ends in one: `Warta Contoh`, `WARTACONTOH`, `CONTOHNEWS`."""
    words = name.lower().split()
    return (
        not lexicon.words("press_words").isdisjoint(words)
        or _PRESS_TAIL.fullmatch(words[-1]) is not None
        or _PRESS_HEAD.fullmatch(name) is not None
    )


def is_headed_like_a_paper(name: str) -> bool:
    """Whether a name in capitals begins as papers' do, `GEMA CONTOH`, and is no part of a town, `METRO TIMUR`."""
    words = name.split()
    return (
        len(words) > 1
        and name.isupper()
        and words[0].lower() in lexicon.words("press_heads")
        and words[-1].capitalize() not in QUARTERS
    )


_CLOSED = re.compile(
    rf"(?P<name>[A-Z][A-Z0-9'’.]+(?: [A-Z][A-Z0-9'’.]+){{0,3}})(?:\s?:\s+|\s?{DASH}\s?)(?=[\"“]?[A-ZÀ-Þ0-9])"
)


def paper_closed(text: str, position: int, gazetteer: Gazetteer, tight: bool) -> tuple[str, int] | None:
    """`GEMA CONTOH: ` behind a town and a dash: the name in capitals, and where the sentence begins.

    Without a word of the press it has two words at least, or is letters before a colon (`Contoh-WK: `), is no body, no
    office and no second town; and no space parts it from the town's dash (`tight`).
    """
    found = _CLOSED.match(text, position)
    if not found or len(text) - found.end() < LEAST or not SMALL_LETTERS.match(text, found.end()):
        return None
    name = found["name"]
    if gazetteer.place(name) or gazetteer.is_other_term(name):
        return None
    if tight and _LETTERS.fullmatch(name) and ":" in found.group():
        return name, found.end()
    if is_called_by_the_press(name) or is_headed_like_a_paper(name):
        return name, found.end()
    words = name.split()
    bodies = _in_capitals("org_heads") | _in_capitals("roles") | _in_capitals("ranks")
    is_name = len(words) > 1 and not any(gazetteer.is_region(word) or word in bodies for word in words)
    return (name, found.end()) if tight and is_name and _is_no_place(name, gazetteer) else None


_LETTERS = re.compile(r"[A-Z]{2,4}")


@cache
def _in_capitals(name: str) -> frozenset[str]:
    return frozenset(word.upper() for word in lexicon.words(name))


def _is_no_place(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name behind a town is none of a second place, of a day or of a part of the town."""
    first, last = name.split(maxsplit=1)[0].capitalize(), name.rsplit(maxsplit=1)[-1]
    if first in lexicon.words("calendar") or first in lexicon.phrases("place_heads") or last in QUARTERS:
        return False
    return not gazetteer.is_region(name)


_INNER_CAPITAL = re.compile(r"(?!Ma?c[A-Z]|De[A-Z]|L[ae][A-Z]|O['’])[A-Z][a-z]*(?:['’]|(?<=[a-z]))[A-Z]\w*")


def is_called_like_a_paper(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name with no word of the press in it is no second place: it is in capitals, `SINAR CONTOH`, or a
    region with a word behind it that is no quarter of it, `Contoh Ekspress`; or it has a capital inside, `D'Contoh`."""
    words = name.split()
    if not _is_no_place(name, gazetteer):
        return False
    if _INNER_CAPITAL.fullmatch(name):
        return True
    regional = len(words) > 1 and gazetteer.is_region(words[0]) and words[-1] not in QUARTERS
    return name.isupper() or regional
