"""A dateline that a scraper has glued to the end of something, or torn: on a line of its own, and on one line."""

import re

import msgspec

from site_gen.wire.capitals import is_titled
from site_gen.wire.credits.people import NAME
from site_gen.wire.dateline.place_first import place_first
from site_gen.wire.dateline.reading import HEAD, begun_at, read_dateline
from site_gen.wire.dateline.sites import DASH
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line

_FIRST = 4
"""So many lines at the head may have a dateline in their midst."""
_BYLINE = re.compile(rf"\s(?P<byline>(?:By|BY|Oleh|OLEH)\s+{NAME})\s*$")


def parted_at_datelines(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, one parted in two before the dateline of an agency that stands in its midst: a scraper has glued
    the headline, a caption or the byline before it. The town is known, in capitals, and no sentence ends there.
    A dateline whose parts stand on lines of their own, `Contoh`, `CNN`, `—`, is one line again."""
    found: list[Line] = []
    lines = _with_label_first(_with_their_dash(lines, gazetteer), gazetteer)
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


_LABEL_FIRST = re.compile(rf"(?:Editor|Penulis|Reporter|Kontributor)\s+{NAME}(?=\s+[A-Z])")


def _with_label_first(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, who made the copy on one of its own where the dateline stands behind it: `Editor Amir CONTOH.com - …`"""
    for index, line in enumerate(lines[:_FIRST]):
        found = _LABEL_FIRST.match(line.text) if line.text[:1] in "EPRK" else None
        words = found.group().split() if found else []
        for last in range(2, len(words) + 1):
            credit = " ".join(words[:last])
            read = read_dateline(line.text[len(credit) + 1 :], gazetteer)
            if read and read.outlet and not read.start and read.confidence >= 0.9:
                rest = Line(line.text[len(credit) + 1 :], line.number, gap=True)
                return [*lines[:index], msgspec.structs.replace(line, text=credit), rest, *lines[index + 1 :]]
    return lines


_DASH_FIRST = re.compile(rf"{DASH}\s+(?=[A-ZÀ-Þ\"“])")
_DASH_ALONE = re.compile(DASH)
_PARTED = 16
"""So far down a page may have its dateline, under headline, byline, buttons and picture."""
_LONGEST_PART = 40


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
        head = text[: word.start() + HEAD]
        line = (
            place_first(head, word.start(), gazetteer) if agency else begun_at(text, word.start(), gazetteer)
        )
        if line and line.outlet and line.place and line.end == found.end("head") and line.confidence >= 1.0:
            return word.start()
    return 0
