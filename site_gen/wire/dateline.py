"""Datelines: who wrote, and from where, at the head of the first sentence.

One grammar for both languages:

    [noise] ( OUTLET [,:] PLACE | PLACE [,] OUTLET | PLACE (AGENCY) | OUTLET | (AGENCY)
            | PLACE [, REGION] [, DATE] [(AGENCY)] | OUTLET (PLACE) | OUTLET DASH PLACE | PLACE DASH OUTLET ) DASH

OUTLET is of the list or shaped like an address; PLACE is of the gazetteer, or at most four capitalised
words beside an outlet or in capitals. The dash may be missing only after an outlet or a closing bracket.
Most texts have no dateline at all, and a sentence that only looks like one must stay whole.
"""

import re

import msgspec

from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.marks import BAR, LEAST, SMALL_LETTERS
from site_gen.wire.outlet_first import agency_alone, outlet_first, paper_first
from site_gen.wire.place_first import place_first
from site_gen.wire.story import Dateline

_LEAD_IN = re.compile(r"[\s\"'“”‘’*_>•#(]*")


def read_dateline(text: str, gazetteer: Gazetteer, small: frozenset[str] = frozenset()) -> Dateline | None:
    """The dateline at the head of `text`, None if there is none.

    `small` are words that the copy writes in small letters, those with a capital before them, too: with a
    capital one of the small begins a sentence, and a town that is written so is not misspelt.
    """
    start = _LEAD_IN.match(text).end()  # type: ignore[union-attr]
    if text[start - 1 : start] == "(":
        start -= 1
    head = text[:_HEAD]
    barred = BAR.sub(lambda bar: bar[1] + "–" * len(bar.group().strip()) + bar[2], head[:_BARRED])
    if barred != head[:_BARRED]:
        found = _at_head(barred + head[_BARRED:], start, gazetteer, small)
        more = found is not None and BAR.search(text, found.end, found.end + LEAST)  # a list: A | B | C
        if found and not more and len(text) - found.end >= LEAST and SMALL_LETTERS.match(text, found.end):
            return found
    return _at_head(head, start, gazetteer, small) or _after_deck(text, gazetteer)


_BARRED = 70
"""Characters within which a bar may stand for a dash."""


def _at_head(text: str, start: int, gazetteer: Gazetteer, small: frozenset[str]) -> Dateline | None:
    return (
        outlet_first(text, start, gazetteer)
        or agency_alone(text, start, gazetteer)
        or place_first(text, start, gazetteer, small)
        or paper_first(text, start, gazetteer)
    )


_HEAD = 200
"""A dateline is shorter than this."""


def _after_deck(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """A deck first, then the dateline, on one line: `… ke Kalimantan .contoh.id - Presiden …`"""
    found = (
        gazetteer.later_dateline.search(text, 20, 420)
        or gazetteer.agency_dateline.search(text, 20, 900)
        or gazetteer.run_in_dateline.search(text, 30, 330)
    )
    if not found:
        return None
    start = found.start("head")
    line = outlet_first(text[: start + _HEAD], start, gazetteer) or place_first(
        text[: start + _HEAD], start, gazetteer
    )
    if line is None or not line.outlet or line.start != start:
        return None
    sure = min(line.confidence, 0.9)
    return msgspec.structs.replace(line, rule=f"{line.rule} after a deck", confidence=sure, after_deck=True)
