"""The lines at the edges of a text that are the day of the page, with the town, the house or the section beside it."""

import re

from site_gen.wire.dates.days import Found
from site_gen.wire.dates.stamps import read_stamp, undecided
from site_gen.wire.head.told import Told
from site_gen.wire.lines import Line

_LONGEST_STAMP = 200
"""Characters of a line that may be one."""
_FIRST, _LAST = 8, 4
"""So many of the first lines, and of the last, may be the day of the page."""
_PARTS = re.compile(r"\s[|•·/]\s|\s+[–—-]\s+|(?<=[a-z])\s?[-–—]\s?(?=\d{1,2}[/ ])")
"""What parts the day from the house or the section."""
_RUBRIC = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z&][a-z]*){0,2}")
"""A section of the page: a word or a few, with capitals."""
_AFTER_PLACE = re.compile(r"(?P<place>[^,●•|·/–—-]{3,30}?)\s*(?:,|[●•|·/–—-]\s)\s*(?P<day>\S.*)")
"""`Semarang, 3 Juni 2021`, `Makassar ● Tue, March 5, 2024`, `CONTOH — March 5, 2024`"""


def without_days(lines: list[Line], lang: str, told: Told) -> list[Line]:
    """The lines without those that are the day of the page; at the end only where they are not the days of several
    other things."""
    kept: list[Line] = []
    late: list[tuple[int, Line, Found]] = []
    for index, line in enumerate(lines):
        at_edge = len(line.text) <= _LONGEST_STAMP and len(lines) > 1
        at_edge = at_edge and (index < _FIRST or index >= len(lines) - _LAST)
        if not at_edge:
            kept.append(line)
            continue
        # `Contoh | Updated: …` names the outlet, too.
        parts = [part.strip() for part in _PARTS.split(line.text)]
        outlets = [part for part in parts if told.gazetteer.knows_outlet(part)]
        bare = " | ".join(part for part in parts if part not in outlets)
        if index < 4 and len(parts) == 2 and _RUBRIC.fullmatch(parts[0]) and "|" in line.text:
            bare = parts[1]  # `Daerah | Senin, 5 Mei 2024`: the section of the page
        stamp = read_stamp(bare, line.number, lang) if bare else None
        stamp = stamp or _behind_place(line, lang, told)
        if stamp is None and 0 < index < 6:
            stamp = _behind_rubric(line, lang)
        if stamp is None and (day := undecided(line.text)):
            told.undecided = (line.number, day)
            told.take(line, line.text, "date")
            continue
        if stamp is None:
            kept.append(line)
            continue
        told.stamped = told.stamped or _is_below_headline(line, kept, told.signed)
        if index >= _FIRST or (index > 2 and sum(one.text[-1] in '.!?"”' for one in kept) > 1):
            late.append((index, line, stamp))
            continue
        told.stamps.append(stamp)
        told.take(line, line.text, "date")
        if outlets:
            told.published(outlets[0], f"the line of the date: {line.text}", 0.85, line)
    if len(late) < 2 or late[-1][0] - late[0][0] < len(late):
        for _, line, stamp in late:
            told.stamps.append(stamp)
            told.take(line, line.text, "date")
    else:  # several, each with a line above it, are the days of something else
        kept = sorted(kept + [line for _, line, _ in late], key=_number)
    return kept or lines


def _behind_place(line: Line, lang: str, told: Told) -> Found | None:
    """A letter's head: `Semarang, 3 Juni 2021`."""
    parted = _AFTER_PLACE.match(line.text)
    if not parted or not told.gazetteer.place(place := parted["place"].strip()):
        return None
    stamp = read_stamp(parted["day"].strip(), line.number, lang)
    if stamp:
        told.sat(place.title() if place.isupper() else place, "the line of place and day", 0.85, line)
    return stamp


def _behind_rubric(line: Line, lang: str) -> Found | None:
    """`Otomotif 5 Mei 2024 10:15`: the day and the hour behind a word or two, the section of the page."""
    words = line.text.split(" ")
    for rubric in (1, 2):
        if not words[rubric - 1 : rubric] or not words[rubric - 1][:1].isupper():
            return None
        stamp = read_stamp(" ".join(words[rubric:]), line.number, lang)
        if stamp and "T" in stamp.stamp:
            return stamp
    return None


def _is_below_headline(line: Line, kept: list[Line], signed: int) -> bool:
    """Whether no more than the headline, and one line that is no sentence or the byline, stands above the day."""
    return (
        len(kept) == 1
        or (len(kept) == 2 and kept[1].text[-1:] not in '.!?:"”')
        # headline, deck, byline, day
        or (len(kept) == 2 and kept[1].number < signed < line.number <= signed + 2)
    )


def _number(line: Line) -> int:
    return line.number
