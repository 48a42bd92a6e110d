"""The head of a text, step by step."""

import re

import msgspec

from site_gen.wire.blocks import is_caption
from site_gen.wire.capitals import is_titled
from site_gen.wire.dates.days import Found
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.head.above import (
    without_desk_codes,
    without_house,
    without_kicker,
    without_lines_above_signed,
    without_list,
    without_office,
    without_page_title,
    without_rubric_before,
    without_rubrics,
)
from site_gen.wire.head.days import without_days
from site_gen.wire.head.finding import find_dateline
from site_gen.wire.head.headline import LONGEST, found_headline, is_of_picture, unbroken
from site_gen.wire.head.told import Told
from site_gen.wire.lines import Line
from site_gen.wire.noise.furniture import is_crumb
from site_gen.wire.story import NOTHING, Dateline, Inferred, Removed

_LETTER = re.compile(r"[^\W_]")


_CREDITED = re.compile(r"\([^()/]{3,40}/[^()/]{2,30}\)\.?$")
"""`… (Amir Contoh/Harian Contoh)`: whose picture it is, and no deck."""


class Head(msgspec.Struct, frozen=True):
    """What stands before the first sentence, and the lines from there on."""

    lines: tuple[Line, ...]
    title: Inferred = NOTHING
    deck: str = ""
    place: Inferred = NOTHING
    outlet: Inferred = NOTHING
    stamps: tuple[Found, ...] = ()
    undecided: tuple[int, str] = (0, "")
    """The line of a day in numbers of which either may be the month, and the day."""
    line: int = 0
    """The line of the dateline; 0 where there is none."""
    doubt: str = ""
    """What an editor should look at in it."""
    date: str = ""
    """The day in the dateline, as it is written."""
    stray: str = ""
    """What stands before the dateline on its line, and is not understood: it is the first of `lines`."""
    above: tuple[Line, ...] = ()
    """What stands between the headline and an outlet's dateline, a picture's words mostly: no part of the news."""
    removed: tuple[Removed, ...] = ()


def read_head(lines: list[Line], gazetteer: Gazetteer, lang: str, highlights: int, signed: int = 0) -> Head:
    """The head of a text.

    `highlights` is the line of a label above a list of what the story says in short, `signed` the line of the byline,
    where they were taken out; else 0.
    """
    told = Told(gazetteer, signed)
    if lang == "id":
        lines = without_lines_above_signed(without_list(lines, told), told)
        lines = without_kicker(lines, told)
    lines = without_days(lines, lang, told)
    if lang == "id":
        lines = without_kicker(lines, told)
    lines = without_page_title(without_house(lines, told), told)
    lines = without_desk_codes(without_rubrics(without_office(lines, told), told), told)
    lines = without_rubric_before(lines, told)
    index, dateline = find_dateline(lines, gazetteer)
    lines = _with_list(_with_captions(lines, index), index, highlights)
    if len(whole := unbroken(lines, index)) < len(lines):
        lines, index = whole, max(index - 1, -1)
    if any(_LETTER.search(line.text) for line in lines[1:]):
        told.title = found_headline(lines, index, told.stamped, signed)
    if told.title:
        told.take(lines[0], lines[0].text, "title")
        while index > 1 and is_crumb(lines[1].text):
            told.take(
                lines[1], lines[1].text, "navigation"
            )  # the section, between the headline and the story
            lines, index = [lines[0], *lines[2:]], index - 1
    elif index in (1, 2) and not lines[0].kind and is_of_picture(lines[0]):
        lines = [msgspec.structs.replace(lines[0], kind="caption"), *lines[1:]]
    if dateline:
        return _begun(lines, index, dateline, told)
    first = 1 if told.title else 0
    if told.stamped and told.title and len(lines) > 2 and _is_deck(lines[1], told):
        told.take_deck(lines[1])
        first += 1
    return _head(lines[first:] or lines, told)


def _begun(lines: list[Line], index: int, dateline: Dateline, told: Told) -> Head:
    """The head of a text whose dateline stands on the line `index`."""
    first = 1 if told.title else 0
    line = lines[index]
    told.began(dateline, line)
    stray = line.text[: dateline.start].strip(" \"'*_>•#“”‘’(")
    if dateline.after_deck and _take_before(line, line.text[: dateline.start].strip(), index == 0, told):
        stray = ""
    told.take(line, line.text[dateline.start : dateline.end].strip(), "dateline")
    text = line.text[dateline.end :]
    begun = [Line(text, line.number, line.kind, line.gap)] if text.strip() else []
    if stray:
        begun.insert(0, Line(stray, line.number, "", line.gap))
    lines = [*lines[:index], *begun, *lines[index + 1 :]]
    above = tuple(lines[first:index]) if dateline.outlet and told.title else ()
    between = [line for line in lines[first:index] if not (is_caption(line) or _CREDITED.search(line.text))]
    if (
        told.title
        and not told.deck
        and len(between) == 1
        and 40 <= len(between[0].text) <= _LONGEST_DECK
        # What stands beside a caption with a full stop may be one, too.
        and (index - first == 1 or between[0].text[-1].isalnum())
    ):
        told.take_deck(between[0])
        lines = [line for line in lines if line is not between[0]]
    return msgspec.structs.replace(
        _head(lines[first:] or lines, told),
        line=line.number,
        doubt=dateline.doubt,
        date=dateline.date,
        stray=stray,
        above=above,
    )


def _head(lines: list[Line], told: Told) -> Head:
    return Head(
        tuple(lines),
        told.title,
        told.deck,
        told.place,
        told.outlet,
        tuple(told.stamps),
        told.undecided,
        removed=tuple(told.removed),
    )


_LONGEST_DECK = 320
"""Characters."""


def _take_before(line: Line, before: str, first: bool, told: Told) -> bool:
    """Whether what stands before the dateline on its line is the headline or the deck: then it is taken."""
    words = re.findall(r"[^\W_]+", before)
    if first and len(before) <= LONGEST and is_titled(words):
        told.title = Inferred(before.rstrip("."), "the words before the dateline", 0.8, line.number)
        told.take(line, before, "title")
        return True
    # What a page says of its own in square brackets is no deck, nor is what stands behind it.
    if len(before) > _LONGEST_DECK or before[0] == "[":
        return False
    told.deck = before
    told.take(line, before, "summary")
    return True


def _is_deck(line: Line, told: Told) -> bool:
    """Whether a line between the headline and the day is a deck."""
    before = line.number <= told.stamps[0].line
    return before and not is_caption(line) and 30 <= len(line.text) <= _LONGEST_DECK


def _with_list(lines: list[Line], index: int, highlights: int) -> list[Line]:
    """The lines, those for entries of a list that stand below the label `highlights`, before the dateline's."""
    if not highlights:
        return lines
    return [
        msgspec.structs.replace(line, kind="list")
        if n < index and line.number >= highlights and not line.kind
        else line
        for n, line in enumerate(lines)
    ]


_MAKER = re.compile(r"[A-Z][\w .]{2,30}\s?/\s?[A-Z][\w .]{2,30}|\([A-Z][\w.]{2,24}/[A-Z][\w .]{2,30}\)")
"""`CONTOH POST/AMIR`, `(CONTOH.com/Amir)`: who took the picture, above its caption."""
_LONGEST_CAPTION = 500


def _with_captions(lines: list[Line], index: int) -> list[Line]:
    """The lines, those for captions that stand right below who took the picture, before the dateline's."""
    found = list(lines)
    for n in range(1, index - 1):
        if (
            _MAKER.fullmatch(lines[n].text)
            and not lines[n + 1].kind
            and len(lines[n + 1].text) < _LONGEST_CAPTION
        ):
            found[n + 1] = msgspec.structs.replace(lines[n + 1], kind="caption")
    return found
