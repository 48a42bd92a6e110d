"""Dates and times as a site writes and sorts them."""

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final[Mapping[str, tuple[str, int]]] = {
    "Asia/Jakarta": ("WIB", 7),
    "Asia/Pontianak": ("WIB", 7),
    "Asia/Makassar": ("WITA", 8),
    "Asia/Ujung_Pandang": ("WITA", 8),
    "Asia/Jayapura": ("WIT", 9),
}
"""Names that readers know, with their hours from UTC. CLDR knows these in Indonesian alone."""
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 9998
_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:(?:T| +)(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


@lru_cache(1000)  # a translation has the date of its original
def parse_moment(text: str, zone: ZoneInfo) -> tuple[str, int]:
    """A date, or a date and time, as a site writes and sorts it.

    Returns the text in the site's zone, `2016-11-15` or `2016-11-15T19:05:00+07:00`, and the instant in
    seconds since 1970 (of a bare date: its first). Without an offset a time is in the site's zone. Raises
    ValueError: message, newline, hint.
    """
    hint = "Write it as in: 2016-11-15, or 2016-11-15 19:05, or 2016-11-15T19:05:00+07:00."
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is no date\n{hint}')
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    try:
        if found[4] is None:
            moment = datetime.datetime(year, month, day, tzinfo=zone)
            _in_range(moment)
            return found[0][:10], int(moment.timestamp())
        moment = datetime.datetime(year, month, day, int(found[4]), int(found[5]), int(found[6] or 0))
        offset = found[7]
        if offset is None:
            moment = moment.replace(tzinfo=zone)
        else:
            moment = datetime.datetime.fromisoformat(moment.isoformat() + offset).astimezone(zone)
        _in_range(moment)
        return _written(moment), int(moment.timestamp())
    except (ValueError, OverflowError) as error:
        raise ValueError(f'"{text}" is no date: {error}\n{hint}') from None


def in_range(instant: int, zone: ZoneInfo) -> bool:
    """Whether an instant falls into a year that a site can have."""
    try:
        _in_range(datetime.datetime.fromtimestamp(instant, zone))
    except (ValueError, OverflowError, OSError):
        return False
    return True


def _in_range(moment: datetime.datetime) -> None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("the year is out of range")


@lru_cache(10_000)
def with_time(date: str, timezone: str) -> str:
    """`date` as ISO 8601 with a time and an offset: of a bare day, its first instant in the site's zone."""
    if "T" in date or not date:
        return date
    day = datetime.date.fromisoformat(date)
    return _written(datetime.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(timezone)))


def iso(instant: int, zone: ZoneInfo) -> str:
    """An instant as front matter has it: ISO 8601 in the site's zone."""
    return _written(datetime.datetime.fromtimestamp(instant, zone))


def _written(moment: datetime.datetime) -> str:
    """ISO 8601 with an offset in hours and minutes.

    Before standard time a town's clock was off by seconds as well (Jakarta until 1923: +07:07:12), which
    neither RFC 3339 nor RFC 822 can say: such a moment is written with the next whole minute.
    """
    offset = moment.utcoffset() or datetime.timedelta()
    if offset.seconds % 60:
        minutes = -(-offset // datetime.timedelta(minutes=1))
        moment = moment.astimezone(datetime.timezone(datetime.timedelta(minutes=minutes)))
    return moment.isoformat()


def is_locale(name: str) -> bool:
    """Whether the CLDR has such a locale: `id_ID`."""
    from babel.localedata import exists  # 15 ms of start-up

    return exists(name)


def month_name(month: str, locale: str) -> str:
    """`2016-11` in words: "November 2016"."""
    from babel.dates import format_date  # 15 ms of start-up

    return format_date(datetime.date(int(month[:4]), int(month[5:7]), 1), "LLLL y", locale=locale)


AP: Final = "AP"
"""The pattern of `day_in` that no CLDR pattern can say: `Nov. 15`, but `May 15`."""
_AP_MONTHS: Final = [
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
]


def day_in(date: str, pattern: str, locale: str) -> str:
    """The day of `date` by a CLDR pattern, or as AP writes it; without one in the locale's short form."""
    day = datetime.date.fromisoformat(date[:10])
    if pattern == AP:
        return f"{_AP_MONTHS[day.month - 1]} {day.day}"
    from babel.dates import format_date, format_skeleton  # 15 ms of start-up

    if pattern:
        return format_date(day, pattern, locale=locale)
    return format_skeleton("MMMd", day, locale=locale)


def rfc822(date: str, timezone: str) -> str:
    """`date` as RSS writes it (RFC 822 with a four-digit year): "Tue, 15 Nov 2016 00:00:00 +0700"."""
    # `email.utils` would do the same after 8 ms of imports.
    moment = datetime.datetime.fromisoformat(with_time(date, timezone))
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S %z}"


_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
