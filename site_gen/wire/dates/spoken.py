"""Days that copy names by a word, and weekdays without a date: `kemarin`, `on Monday`."""

import re

from site_gen.wire.dates.calendar import DAY_OF
from site_gen.wire.dates.days import Found
from site_gen.wire.dates.tenses import Kind, is_planned

_FULL_DAYS = [day for day in DAY_OF if len(day) > 4]
"""Names in full: the short forms are words, too."""
_BARE_DAY = re.compile(
    "(?<![\\w/])(?P<day>" + "|".join(sorted(map(re.escape, _FULL_DAYS), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?P<same>hari ini|tadi (?:pagi|siang|sore)|(?:pagi|siang|sore) tadi|today|earlier today|this (?:morning|afternoon|evening))"
    r"|(?P<before>kemarin(?!\s+(?:lusa|dulu)|-)|tadi malam|malam tadi|semalam|yesterday|last night))(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*(?:,\s*)?(?:\(|\d)")
"""The day of the month follows: it is no weekday alone."""


def spoken_days(text: str, line: int, position: int = 0) -> list[Found]:
    """The days that a line of copy names by a word, outside its quotations: `kemarin`, `on Monday`."""
    found: list[Found | None] = []
    for match in _RELATIVE.finditer(text):
        back = 0 if match["same"] else 1
        found.append(_spoken(text, match, line, position, -1, back))
    for match in _BARE_DAY.finditer(text):
        if not _DATED.match(text, match.end()):
            found.append(_spoken(text, match, line, position, DAY_OF[match["day"].lower()], -1))
    return [day for day in found if day]


def _spoken(
    text: str, match: re.Match[str], line: int, position: int, weekday: int, back: int
) -> Found | None:
    before = text[: match.start()]
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return None  # somebody else's yesterday
    later = is_planned(before[-60:]) or _COMING.match(text, match.end())
    kind: Kind = "planned" if later else "event"
    return Found(None, line, kind, match.group(), weekday, position=position + match.start(), back=back)


_COMING = re.compile(r"\s+(?:depan|mendatang|nanti|next)\b")
"""`Senin depan`"""


def bare_weekdays(text: str) -> list[int]:
    """The weekdays named without a date, in order."""
    return [DAY_OF[m["day"].lower()] for m in _BARE_DAY.finditer(text)]
