"""Dates, times and numbers as a language writes them: CLDR patterns, by Babel."""

import datetime
import re
from collections.abc import Callable
from typing import Any, Final

import msgspec

from site_gen.moments import ZONES
from site_gen.theme.escaping import Written

STYLES: Final[dict[str, str]] = {
    "date": "15 November 2016",
    "day": "Selasa, 15 November 2016",
    "short": "15 Nov 2016",
    "month": "November 2016",
    "month_name": "November",
    "year": "2016",
    "time": "19.05 WIB",
    "moment": "15 November 2016, 19.05 WIB",
    "full": "Selasa, 15 November 2016, 19.05 WIB",
    "machine": "2016-11-15T19:05:00+07:00",
}
"""Every style of `date()`, and what it prints in Indonesian."""

_ISO: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?)?)?", re.ASCII
)
_REMEMBERED: Final = 5_000
"""A story's moment comes again on a few pages, which are written one soon after the other: 5,000 are 2 MB."""
_KNOWN: Final = 20_000
"""Days come again and again, in every list from the first year to the last: thirty years in two styles."""


Pattern = list[str | Callable[[datetime.datetime], str]]
"""A CLDR pattern, ready to be written: texts, and what writes one field of a moment."""

_OF_CLOCKS: Final = re.compile("[ABHKSXZabhjkmsvxzOV]")
"""Fields of a CLDR pattern that tell a time of day; in a text in quotes they only cost a shortcut."""
_OF_DAYS: Final = re.compile("[DEFGLMQUWYcdegqruwy]")
_DAY: Final = len("2016-11-15")
_OF_MONTHS: Final = ("month", "month_name", "year")
_COMPONENTS: Final = {
    **dict.fromkeys("yu", "year"),
    **dict.fromkeys("ML", "month"),
    "d": "day",
    **dict.fromkeys("HhKk", "hour"),
    "m": "minute",
}


def compiled(pattern: str, locale: Any) -> Pattern:
    """A CLDR pattern taken apart. ValueError if it is none.

    Babel takes 15 µs to apply one, and an article has four. What a field says depends on one number, such
    as the month's, and Babel is asked once for each.
    """
    from babel.dates import DateTimeFormat, parse_pattern, tokenize_pattern

    def field(name: str) -> Callable[[datetime.datetime], str]:
        known: dict[Any, str] = {}
        component = _COMPONENTS.get(name[0])

        def write(value: datetime.datetime) -> str:
            if name[0] in "Eec":
                number = value.weekday()
            elif component:
                number = getattr(value, component)
            else:
                return str(DateTimeFormat(value, locale)[name])
            if number not in known:
                known[number] = str(DateTimeFormat(value, locale)[name])
            return known[number]

        return write

    parse_pattern(pattern)  # complains where taking apart does not
    parts: Pattern = []
    for _, token in tokenize_pattern(pattern):
        if isinstance(token, str):
            parts.append(token)
        else:
            parts.append(field(token[0] * token[1]))
    return parts


class _Moment(msgspec.Struct, frozen=True, gc=False):
    """A moment, and what is written of it again and again."""

    iso: Written
    day: str
    time: Written


def _value(found: re.Match[str]) -> datetime.datetime:
    year, month, day, hour, minute, *_ = found.groups()
    return datetime.datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0))


class Calendar:
    """`date` and `number` in one language. What was written once is remembered: lists repeat themselves."""

    def __init__(self, locale: str, date: str, day: str, time: str, zone: str) -> None:
        from babel import Locale

        self.locale = Locale.parse(locale)
        self.zone = ZONES.get(zone, ("", 0))
        month = re.sub("M{4,}", "MMM", date)
        self.patterns = {
            "date": date,
            "day": day,
            "short": month,
            "month": "LLLL y",
            "month_name": "LLLL",
            "year": "y",
            "time": time,
        }
        self.daily = {style for style, pattern in self.patterns.items() if not _OF_CLOCKS.search(pattern)}
        """The styles that say nothing of the time of day."""
        self.dated = {style for style, pattern in self.patterns.items() if _OF_DAYS.search(pattern)}
        """The styles that say something of the day."""
        self.times: dict[str, Written] = {}
        """The time of a moment, from the `T` on, as it is written; a day has few minutes."""
        self.compiled: dict[str, Pattern] = {}
        self.moments: dict[str, _Moment] = {}
        self.known: dict[tuple[str, str], Written] = {}
        self.numbers: dict[int, Written] = {}

    def date(self, iso: str, style: str = "date") -> str:
        """`iso` in a style of STYLES; no more of it than `iso` tells.

        A day has no time, so "time" of it is empty and "full" is its "day"; a month (`2016-11`) and a year
        are written as such in every style that would tell more. Raises ValueError for what is no date.
        """
        if len(iso) > _DAY:
            moment = self.moments.get(iso) or self._moment(iso)
            if style == "machine":
                return moment.iso
            if style == "time":
                return moment.time
            if style in self.daily:  # of many stories of one day it is written once
                iso = moment.day
        known = self.known.get((iso, style))
        if known is None:
            if len(self.known) >= _KNOWN:
                self.known.clear()
            known = self.known[iso, style] = Written(self._written(iso, style))
        return known

    def number(self, n: int) -> str:
        """A whole number with the language's marks between thousands."""
        known = self.numbers.get(n)
        if known is None:
            from babel.numbers import format_decimal

            if type(n) is not int:
                raise TypeError(f"{n!r} is no whole number")
            if len(self.numbers) > _REMEMBERED:
                self.numbers.clear()
            known = self.numbers[n] = Written(format_decimal(n, locale=self.locale))
        return known

    def form(self, n: int) -> str:
        """The plural category of a number."""
        return str(self.locale.plural_form(n))

    def _moment(self, iso: str) -> _Moment:
        """A moment, taken apart. ValueError if it is none."""
        found = _ISO.fullmatch(iso)
        if not found:
            raise ValueError(f'"{iso}" is no date')
        clock = iso[_DAY:]
        time = self.times.get(clock)
        if time is None:
            time = Written(f"{self._format(_value(found), 'time')} {self._zone(found[7])}")
            if "time" not in self.dated:
                self.times[clock] = time
        if len(self.moments) >= _REMEMBERED:
            self.moments.clear()
        moment = self.moments[iso] = _Moment(Written(iso), iso[:_DAY], time)
        return moment

    def _written(self, iso: str, style: str) -> str:
        """What is to be remembered: any style of a day, month or year, and of a moment those that tell all of it."""
        found = _ISO.fullmatch(iso)
        if not found:
            raise ValueError(f'"{iso}" is no date')
        if style not in STYLES:
            raise ValueError(f'no date style "{style}"')
        if style == "machine":
            return iso
        value = _value(found)
        _, month, day, hour, *_ = found.groups()
        if month is None:
            return self._format(value, "year") if style != "time" else ""
        if day is None:
            return "" if style == "time" else self._format(value, style if style in _OF_MONTHS else "month")
        if style == "time":
            return ""
        if style not in ("moment", "full"):
            return self._format(value, style)
        written = self._format(value, "date" if style == "moment" else "day")
        return f"{written}, {self.date(iso, 'time')}" if hour else written

    def _format(self, value: datetime.datetime, style: str) -> str:
        written = self.compiled.get(style)
        if written is None:
            written = self.compiled[style] = compiled(self.patterns[style], self.locale)
        return "".join([part if isinstance(part, str) else part(value) for part in written])

    def _zone(self, offset: str) -> str:
        """What readers call the zone, else its distance from UTC."""
        if offset in ("Z", "+00:00", "-00:00"):
            return "UTC"
        name, hours = self.zone
        if name and offset == f"+{hours:02}:00":
            return name
        sign, hour, minute = offset[0].replace("-", "−"), int(offset[1:3]), offset[3:].removesuffix(":00")
        return f"UTC{sign}{hour}{minute}"
