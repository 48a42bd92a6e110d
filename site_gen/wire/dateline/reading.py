"""The dateline at the head of a line, by the grammar of the package; or behind a deck on the same line."""

import re

import msgspec

from site_gen.wire.dateline.day_first import day_first
from site_gen.wire.dateline.marks import BAR, LEAST, SMALL_LETTERS
from site_gen.wire.dateline.outlet_first import (
    agency_alone,
    house_in_one_word,
    outlet_first,
    paper_dashed,
    paper_first,
)
from site_gen.wire.dateline.place_first import place_first
from site_gen.wire.dateline.sites import DASH
from site_gen.wire.gazetteer import Gazetteer
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
    head = text[:HEAD]
    if framed := _FRAMED.match(head):
        inside, last = framed.span(1 if framed[1] else 2)
        bare = f"{head[: inside - 1]} {head[inside:last]} {head[last + 1 :]}"
        agency = framed[2] is not None and gazetteer.knows_outlet(
            framed[2]
        )  # `(AGENCY) -` is a form of its own
        found = None if agency else _at_head(bare, inside, gazetteer, small)
        if found and found.end == framed.end() and (found.outlet or found.confidence == 1.0):
            return msgspec.structs.replace(found, start=inside - 1)
    elif dated := _FRAMED_DAY.match(head):
        inside, last = dated.span(1)
        found = _at_head(
            f"{head[: inside - 1]} {head[inside:last]}–{head[last + 1 :]}", inside, gazetteer, small
        )
        if found and found.end == dated.end() and found.date and found.place and found.confidence == 1.0:
            return msgspec.structs.replace(found, start=inside - 1)
    barred = BAR.sub(lambda bar: bar[1] + "–" * len(bar.group().strip()) + bar[2], head[:_BARRED])
    if barred != head[:_BARRED]:
        found = _at_head(barred + head[_BARRED:], start, gazetteer, small)
        if found and not found.place and "/" in head[: found.end]:
            found = None  # `Contoh Post / Warga menanam …`: whose picture it is
        more = found is not None and BAR.search(text, found.end, found.end + LEAST)  # a list: A | B | C
        if found and not more and len(text) - found.end >= LEAST and SMALL_LETTERS.match(text, found.end):
            return found
    found = _at_head(head, start, gazetteer, small) or _after_deck(text, gazetteer)
    return None if found and found.rule == "PLACE IN CAPITALS -" and _CREDITED.search(text[-80:]) else found


_CREDITED = re.compile(
    r"\((?:[\w.]+\.(?:com|id|co|net)\s?/\s?[^()]{2,50}|(?i:foto|photo|dok|istimewa|handout|screenshot|tangkapan layar)\b[^()]{0,50}|[A-Z][\w. ]{2,30}/[A-Z][\w. ]{2,30})\)\.?\s*$"
)
"""Who took the picture stands last: `PANEN RAYA - Petani memanen padi. (Contoh.com/Amir)` is a caption."""
_FRAMED = re.compile(rf"[\s\"'“”‘’*_>•#]*(?:\[([^\[\]]{{3,60}})\]|\(([A-Z][^()]{{3,60}})\))\s*{DASH}\s*")
"""`[CONTOH, Agency] –`, `(CONTOH, 5/5/2024) -`, `(Contoh, Md.) —`"""
_FRAMED_DAY = re.compile(
    r"[\s\"'“”‘’*_>•#]*[\[(]([A-Z][^()\[\]]{3,50}(?:19|20)\d\d)[\])]\s+(?=[\"“]?[A-ZÀ-Þ])"
)
"""`[Contoh, 5 May 2024] Sentence`: a day with its year in the brackets, and no dash behind them."""
_BARRED = 70
"""Characters within which a bar may stand for a dash."""


def _at_head(text: str, start: int, gazetteer: Gazetteer, small: frozenset[str]) -> Dateline | None:
    found = (
        outlet_first(text, start, gazetteer)
        or agency_alone(text, start, gazetteer)
        or place_first(text, start, gazetteer, small)
    )
    if found and found.rule == "PAPER -" and not found.place:
        return paper_dashed(text, start, gazetteer) or found  # WARTA CONTOH – PLACE –
    return (
        found
        or paper_first(text, start, gazetteer)
        or paper_dashed(text, start, gazetteer)
        or house_in_one_word(text, start, gazetteer)
        or day_first(text, start, gazetteer)
    )


HEAD = 200
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
    line = begun_at(text, start, gazetteer)
    if (
        line
        and line.confidence < 1.0
        and (later := re.compile(r"\s[A-Z]").search(text, start, found.end("head")))
    ):
        # … di Tepi Sungai Contoh (AGENCY) -: the town is the last of these words
        second = begun_at(text, later.start() + 1, gazetteer)
        if second and second.confidence >= 1.0 and second.end == line.end:
            start, line = later.start() + 1, second
    if line is None or not line.outlet or line.start != start:
        return None
    sure = min(line.confidence, 0.9)
    return msgspec.structs.replace(line, rule=f"{line.rule} after a deck", confidence=sure, after_deck=True)


def begun_at(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    head = text[: start + HEAD]
    return outlet_first(head, start, gazetteer) or place_first(head, start, gazetteer)
