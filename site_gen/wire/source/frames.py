"""The frame that European agencies put round a story: the press association's format IPTC 7901.

abc0007 4 s 850  contoh-tns 0908        source and number, priority, category, words
Society/Trees/                          keywords, a stroke behind each
Farmers plant a thousand trees          the headline
By Jane Doe, The Contoh Ledger =        an equals sign ends the byline

Contoh (dpa) - The story …

# Notebook                              what follows is not for publication
…
131509 Nov 13                           sent: day and hour, month, year
"""

import re

from site_gen.wire.dates.calendar import MONTHS, day_of
from site_gen.wire.dates.days import Found
from site_gen.wire.lines import Line
from site_gen.wire.source.codes import Codes
from site_gen.wire.story import Removed

_FIRST = re.compile(r"[a-z]{3}\d{3,4} \d [a-z]{1,3} \d{1,4}(?: \S.{0,40})?")
_KEYWORDS = re.compile(r"[^.!?:/]{2,60}(?:/[^.!?:/]{2,60})*/")
_BYLINE = re.compile(r"(?P<byline>By\s\S.{2,100}?)\s*=")
_NOTE = re.compile(r"\([^()]*\)")
"""`(Photo available)`"""
_LONGEST = 4
"""Lines of a headline and its byline."""
_BEHIND = re.compile(
    r"(?:#+\s*)?Notebook|The following information is not intended for publication\.?", re.IGNORECASE
)
_HANDS = re.compile(r"[a-z]{2,4}(?: [a-z]{2,4}){0,5}")
"""`abc tca bag` above the day: the house's letters, and those of its hands."""
_RULED = re.compile(r"[*\s_-]+")
_MONTHS = tuple(month[:3] for month in MONTHS)
_SENT = re.compile(
    rf"(?P<day>\d\d)(?:[01]\d|2[0-3])[0-5]\d(?: [A-Z]{{1,5}})? (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d\d)"
)


def without_frame(lines: tuple[Line, ...]) -> Codes | None:
    """The story in its frame; None where the first line is none of this format, or nothing else bears it out.

    The hour of sending has no zone: the day alone is read from it.
    """
    if len(lines) < 4 or not _FIRST.fullmatch(lines[0].text):
        return None
    start = 1
    while start < len(lines) and _KEYWORDS.fullmatch(lines[start].text):
        start += 1
    sent = _SENT.fullmatch(lines[-1].text)
    if start == 1 and not sent:
        return None
    removed = [Removed(line.text, "wire code", line.number) for line in lines[:start]]
    head, body = _head(lines, start)
    notes = [line for line in head if _NOTE.fullmatch(line.text)]
    removed += [Removed(line.text, "desk note", line.number) for line in notes]
    head = [line for line in head if line not in notes]
    end = next((n for n in range(body, len(lines)) if _BEHIND.fullmatch(lines[n].text)), len(lines))
    if end == len(lines) and sent:
        end -= 1
    while end > body and _RULED.fullmatch(lines[end - 1].text):
        end -= 1
    if end == len(lines) - 1 and sent and end > body + 1 and _HANDS.fullmatch(lines[end - 1].text):
        end -= 1
    behind = lines[end : len(lines) - 1 if sent else len(lines)]
    removed += [Removed(line.text, "desk note", line.number) for line in behind]
    stamps: tuple[Found, ...] = ()
    if sent:
        removed.append(Removed(lines[-1].text, "date", lines[-1].number))
        stamps = _stamp(sent, lines[-1].number)
    return Codes((*head, *lines[body:end]), tuple(removed), stamps)


def _head(lines: tuple[Line, ...], start: int) -> tuple[list[Line], int]:
    """Notes, headline and byline as a line each, and where the story begins: behind an empty line."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].gap), len(lines))
    if end - start > _LONGEST or end == len(lines):
        return [], start
    block = list(lines[start:end])
    byline = _BYLINE.fullmatch(block[-1].text)
    titled = block[:-1] if byline else block
    notes = [line for line in titled if _NOTE.fullmatch(line.text)]
    titled = [line for line in titled if line not in notes]
    if titled and titled[-1].text[-1] in '.:"”':
        return [], start
    head = [Line(" ".join(line.text for line in titled), titled[0].number, "heading")] if titled else []
    if byline:
        head.append(Line(byline["byline"], block[-1].number))
    return [*notes, *head], end


def _stamp(sent: re.Match[str], number: int) -> tuple[Found, ...]:
    day = day_of(2000 + int(sent["year"]), _MONTHS.index(sent["month"]) + 1, int(sent["day"]))
    return (Found(day, number, "stamp", sent.group(), stamp=day.isoformat()),) if day else ()
