"""The days that a text names in its sentences.

Weekdays and calendars that contradict are reported, never mended. Days that stand by themselves are for `stamps`; which
day is the day of publication, for `publication`.
"""

import datetime

import msgspec

from site_gen.errors import Location, Problem
from site_gen.wire.dates.calendar import WEEKDAYS, day_of, weekday_of
from site_gen.wire.dates.forms import dates_in, parts_of
from site_gen.wire.dates.tenses import Kind, kind_of


class Found(msgspec.Struct, frozen=True):
    """One day that the text names."""

    day: datetime.date | None
    """None where the year is missing or the day does not exist."""
    line: int
    kind: Kind
    written: str
    weekday: int = -1
    month_day: tuple[int, int] = (0, 0)
    """Month and day where the year is missing."""
    stamp: str = ""
    """ISO with time and offset, for a stamp that has them."""
    position: int = 0
    """How many characters into the text."""
    back: int = -1
    """How many days before the day of the copy, for `kemarin`; -1 where it is no such word."""


def read_days(
    text: str, line: int, lang: str, name: str, position: int = 0
) -> tuple[list[Found], list[Problem]]:
    """The days named in one line of copy, and what is wrong with them."""
    found: list[Found] = []
    problems: list[Problem] = []
    for match in dates_in(text):
        written = match.group().strip(" ,(")
        weekday = weekday_of(match["weekday"])
        parts = parts_of(match, lang)
        if parts is None:
            continue
        year, month, day = parts
        where = Location(name, line)
        if year and not 1900 <= year <= 2100:
            problems.append(
                Problem(where, f'the year in "{written}" is mistyped', "Mend it by hand.", fatal=False)
            )
            found.append(
                Found(None, line, "plain", written, weekday, (month, day), position=position + match.start())
            )
            continue
        real = day_of(year or 2024, month, day)
        if real is None:
            if month <= 12 or match["bracket"] is None:
                problems.append(
                    Problem(where, f'there is no day "{written}"', "Compare with the original.", fatal=False)
                )
            continue
        kind = kind_of(text, match)
        if year:
            if weekday >= 0 and real.weekday() != weekday:
                names = WEEKDAYS["en" if lang == "en" else "id"]
                problems.append(
                    Problem(
                        where,
                        f'"{written}": that day was a {names[real.weekday()]}',
                        "One of the two is wrong.",
                        fatal=False,
                    )
                )
                if kind in ("saying", "event"):
                    kind = "event"
            found.append(Found(real, line, kind, written, weekday, position=position + match.start()))
        else:
            found.append(
                Found(None, line, kind, written, weekday, (month, day), position=position + match.start())
            )
    return found, problems
