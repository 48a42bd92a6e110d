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

from site_gen.wire.capitals import is_titled
from site_gen.wire.credits.people import NAME
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.marks import BAR, LEAST, SMALL_LETTERS
from site_gen.wire.markup import Line
from site_gen.wire.outlet_first import (
    agency_alone,
    house_in_one_word,
    outlet_first,
    paper_dashed,
    paper_first,
)
from site_gen.wire.place_first import place_first
from site_gen.wire.sites import DASH
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
    if framed := _FRAMED.match(head):
        inside, last = framed.span(1 if framed[1] else 2)
        bare = f"{head[: inside - 1]} {head[inside:last]} {head[last + 1 :]}"
        found = _at_head(bare, inside, gazetteer, small)
        if found and found.end == framed.end() and (found.outlet or found.confidence == 1.0):
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
_FRAMED = re.compile(rf"[\s\"'“”‘’*_>•#]*(?:\[([^\[\]]{{3,60}})\]|\(([A-Z][^()]{{3,60}}\d)\))\s*{DASH}\s*")
"""`[CONTOH, Agency] –`, `(CONTOH, 5/5/2024) -`"""
_BARRED = 70
"""Characters within which a bar may stand for a dash."""


def _at_head(text: str, start: int, gazetteer: Gazetteer, small: frozenset[str]) -> Dateline | None:
    return (
        outlet_first(text, start, gazetteer)
        or agency_alone(text, start, gazetteer)
        or place_first(text, start, gazetteer, small)
        or paper_first(text, start, gazetteer)
        or paper_dashed(text, start, gazetteer)
        or house_in_one_word(text, start, gazetteer)
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
    line = _begun_at(text, start, gazetteer)
    if (
        line
        and line.confidence < 1.0
        and (later := re.compile(r"\s[A-Z]").search(text, start, found.end("head")))
    ):
        # … di Tepi Sungai Contoh (AGENCY) -: the town is the last of these words
        second = _begun_at(text, later.start() + 1, gazetteer)
        if second and second.confidence >= 1.0 and second.end == line.end:
            start, line = later.start() + 1, second
    if line is None or not line.outlet or line.start != start:
        return None
    sure = min(line.confidence, 0.9)
    return msgspec.structs.replace(line, rule=f"{line.rule} after a deck", confidence=sure, after_deck=True)


def _begun_at(text: str, start: int, gazetteer: Gazetteer) -> Dateline | None:
    head = text[: start + _HEAD]
    return outlet_first(head, start, gazetteer) or place_first(head, start, gazetteer)


_FIRST = 4
"""So many lines at the head may have a dateline in their midst."""
_BYLINE = re.compile(rf"\s(?P<byline>(?:By|BY|Oleh|OLEH)\s+{NAME})\s*$")


def parted_at_datelines(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, one parted in two before the dateline of an agency that stands in its midst: a scraper has glued
    the headline, a caption or the byline before it. The town is known, in capitals, and no sentence ends there.
    A dateline whose parts stand on lines of their own, `Contoh`, `CNN`, `—`, is one line again."""
    found: list[Line] = []
    lines = _with_their_dash(lines, gazetteer)
    for index, line in enumerate(lines):
        start = _inner_start(line.text, gazetteer) if index < _FIRST and not line.kind else 0
        if not start or any(read_dateline(one.text, gazetteer) for one in lines[:index]):
            found.append(line)
            continue
        before = line.text[:start].rstrip()
        byline = _BYLINE.search(before)
        if byline:
            before = before[: byline.start()].rstrip()
        found.append(msgspec.structs.replace(line, text=before))
        if byline:
            found.append(Line(byline["byline"], line.number))
        found.append(Line(line.text[start:], line.number, gap=True))
    return found


_DASH_FIRST = re.compile(rf"{DASH}\s+(?=[A-ZÀ-Þ\"“])")
_DASH_ALONE = re.compile(DASH)
_PARTED = 16
"""So far down a page may have its dateline, under headline, byline, buttons and picture."""


def _with_their_dash(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, town and outlet on one with the dash that stands alone behind them, if a dateline reads so."""
    for index, line in enumerate(lines[: min(_PARTED, len(lines) - 1)]):
        if (behind := _DASH_FIRST.match(line.text)) and index and len(lines[index - 1].text) <= _LONGEST_PART:
            # `Contoh, contoh.id`, and the dash on the line of the sentence
            text = f"{lines[index - 1].text} {line.text}"
            read = read_dateline(text, gazetteer)
            if (
                read
                and read.outlet
                and not read.start
                and read.end == len(text) - len(line.text) + behind.end()
            ):
                one = msgspec.structs.replace(lines[index - 1], text=text)
                return [*lines[: index - 1], one, *lines[index + 1 :]]
        if not _DASH_ALONE.fullmatch(line.text):
            continue
        for first in (index - 2, index - 1):
            if first < 0 or any(len(one.text) > _LONGEST_PART for one in lines[first:index]):
                continue
            head = " ".join(one.text for one in lines[first : index + 1])
            read = read_dateline(f"{head} {lines[index + 1].text}", gazetteer)
            if read and read.outlet and not read.start and read.end == len(head) + 1:
                whole = msgspec.structs.replace(lines[first], text=head)
                return [*lines[:first], whole, *lines[index + 1 :]]
    return lines


_LONGEST_PART = 40


def _inner_start(text: str, gazetteer: Gazetteer) -> int:
    """Where a dateline begins in the midst of a line; 0 where none does. A house alone begins one only behind words
    that are written like a headline."""
    agency = gazetteer.inner_dateline.search(text, 12, 900)
    found = agency or gazetteer.inner_outlet.search(text, 20, 300)
    house = gazetteer.inner_address.search(text, 12, 160)
    if not (found or house):
        return 0
    read = read_dateline(text, gazetteer)
    if house and (read is None or read.confidence < 1.0):
        above = text[: house.start()]
        if above[-1].isalnum() and ". " not in above and is_titled(re.findall(r"[^\W_]+", above)):
            return house.start("head")
    if read or not found:
        return 0
    words = re.compile(r"[A-Z][A-Z.'-]*" if agency else r"[A-Z][\w.'-]*")
    for word in words.finditer(text, found.start("head"), found.end("head")):
        head = text[: word.start() + _HEAD]
        line = (
            place_first(head, word.start(), gazetteer) if agency else _begun_at(text, word.start(), gazetteer)
        )
        if line and line.outlet and line.place and line.end == found.end("head") and line.confidence >= 1.0:
            return word.start()
    return 0
