"""How a day is written: `5 Mei 2024`, `(5/5/2024)`, `May 5`, `2024-05-05`.

Day, month, year always in Indonesian; in English numbers of which either could be the month are read where a weekday
tells which it is.
"""

import re
from collections.abc import Iterator

from site_gen.wire.dates.calendar import DAY_OF, MONTH_OF, YEAR, day_of, month_of, weekday_of, year_of

_MONTH = "(?:" + "|".join(sorted(MONTH_OF, key=len, reverse=True)) + r")\.?"
_DAY = "(?:" + "|".join(sorted(map(re.escape, DAY_OF), key=len, reverse=True)) + r")\.?"
DATE = re.compile(
    rf"""(?<![\w/.-])
    (?:(?P<weekday>{_DAY})(?:\s+(?:pagi|siang|sore|petang|malam|dini\s+hari|morning|afternoon|evening|night))?(?:\s*,)?\s*(?:tanggal\s+)?)?
    (?:
        \(\s*(?P<bracket>\d{{1,2}}\s*[/.-]\s*\d{{1,2}}(?:\s*[/.-]\s*(?:\d{{2,4}}))?)\s*\)
      | (?P<iso>{YEAR}-\d\d?-\d\d?)(?!\d)
      | (?P<slashed>\d{{1,2}}\s?/\s?\d{{1,2}}\s?/\s?(?:{YEAR}|\d\d))(?![\d/])
      | (?P<open>\()?\s*(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?P<span>[-–]|sampai|hingga|dan|s/d|to|and)\s*(?P<d2>\d{{1,2}}))?\s*(?:of\s+)?(?P<m1>{_MONTH})(?:\s*,)?\s*(?P<y1>{YEAR}|'\d\d)?(?!\d)
      | (?P<m2>{_MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<d4>\d{{1,2}}))?(?!\d|:)(?:\s*,?\s*(?P<y2>{YEAR}))?(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"\d+")
_BEFORE, _BEHIND = 48, 64
"""So many characters before a digit a date may begin, and so many behind it it has ended."""


def dates_in(text: str) -> Iterator[re.Match[str]]:
    """Where `DATE` matches, looked for round digits only: most of a line has none."""
    position = 0
    while digits := _DIGITS.search(text, position):
        start, limit = max(position, digits.start() - _BEFORE), digits.end() + _BEHIND
        match = DATE.search(text, start, limit)
        if match is not None and match.end() > limit - 16:
            match = DATE.search(text, start)  # it was cut off, or what is behind it counts
        if match is None:
            position = digits.end()
            continue
        yield match
        position = match.end()


def parts_of(match: re.Match[str], lang: str) -> tuple[int, int, int] | None:
    """Year (0 where there is none), month and day."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return year, month, day
    if match["bracket"] or match["slashed"]:
        numbers = re.split(r"\s*[/.-]\s*", match["bracket"] or match["slashed"])
        if match["bracket"] and not match["weekday"]:
            # (3/4) may be a share and (3-0) is a score. A weekday, or a year behind slashes, makes it a date.
            if "/" not in match["bracket"] or (len(numbers) < 3 and lang != "id"):
                return None
            if len(numbers) < 3:
                return (0, int(numbers[1]), int(numbers[0])) if _is_month(numbers[1]) else None
        first, second = int(numbers[0]), int(numbers[1])
        year = 0
        if len(numbers) > 2:
            year = year_of(numbers[2]) if len(numbers[2]) in (2, 4) else int(numbers[2])
        if lang == "en":
            # Both orders are in use; only a number over 12, or the weekday, tells which it is.
            if first > 12 >= second:
                return year, second, first
            if second > 12 >= first:
                return year, first, second
            if first == second:
                return year, first, second
            return _by_weekday(weekday_of(match["weekday"]), year, first, second)
        return year, second, first
    if match["m1"]:
        day = int(match["d2"] or match["d1"])
        return (year_of(match["y1"]) if match["y1"] else 0), month_of(match["m1"]), day
    if not match["y2"] and match["m2"].lower() in ("mar", "may", "sun") and match["m2"].islower():
        return None
    return (
        (int(match["y2"]) if match["y2"] else 0),
        month_of(match["m2"]),
        int(match["d4"] or match["d3"]),
    )


def _by_weekday(weekday: int, year: int, first: int, second: int) -> tuple[int, int, int] | None:
    """Year, month and day of two numbers of which either may be the month: the order in which the weekday agrees."""
    orders = [(year, second, first), (year, first, second)]
    days = [day_of(*order) for order in orders]
    fits = [order for order, day in zip(orders, days, strict=True) if day and day.weekday() == weekday]
    return fits[0] if len(fits) == 1 else None


def _is_month(number: str) -> bool:
    return 1 <= int(number) <= 12
