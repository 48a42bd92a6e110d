"""Figures in a text: numbers, amounts, percentages, dates, weekdays and times, as values.

A figure has every value that its writing allows (`8.30` in Indonesian is a time or a number, `4/11` in
English two days), so that two figures agree if any of theirs do. Numbers in words are read, too, but only
to find what a digit in the other text may be: nobody is warned about a `two`.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

import msgspec

from site_gen.parity.language import Language

Kind = Literal["number", "date", "month", "clock", "weekday", "word"]
Reading = tuple[str, Decimal] | tuple[str, int, int, int] | tuple[str, int, int]


class Figure(msgspec.Struct, frozen=True):
    """One figure where it stands."""

    kind: Kind
    start: int
    end: int
    written: str
    readings: frozenset[Reading]
    unit: str = ""
    """`%`, a currency's code, or empty."""
    aside: bool = False
    """Whether it stands in brackets behind another: an amount or a time converted for the reader."""


_SIGNS: Final = {
    "Rp": "IDR",
    "IDR": "IDR",
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "S$": "SGD",
    "SGD": "SGD",
    "A$": "AUD",
    "AUD": "AUD",
    "HK$": "HKD",
    "HKD": "HKD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "¥": "JPY",
    "JPY": "JPY",
    "CNY": "CNY",
    "RM": "MYR",
    "MYR": "MYR",
    "KRW": "KRW",
    "₩": "KRW",
    "INR": "INR",
    "₹": "INR",
    "THB": "THB",
    "RUB": "RUB",
    "SAR": "SAR",
}
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_ZONE: Final = r"(?:WIB|WITA|WIT|GMT|UTC)\b"
_ROMAN: Final = re.compile(r"\b(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})\b")
_NOTHING: Final = r"(?!)"


def _any(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first; white space in them may be any."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or _NOTHING


class _Patterns:
    """The patterns of one language."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        month = f"(?:{_any(lang.months)})\\.?"
        # A month or a day of the week is a name: `may`, `march` and `minggu` are words, too.
        named = rf"(?<!\w)(?=[A-Z])(?P<month>(?i:{month}))(?!\w)"
        between = rf"\s*(?:[-–—/&]|{_any(lang.ranges)})\s*"
        ordinal = "(?:st|nd|rd|th)?"
        self.day_first = re.compile(
            rf"(?<![\d.,/])(?:(?P<first>\d{{1,2}}){ordinal}{between})?(?P<day>\d{{1,2}}){ordinal}\s+(?:of\s+)?"
            rf"{named}(?:,?\s+(?P<year>\d{{4}}))?(?!\d)"
        )
        self.month_first = re.compile(
            rf"{named}\s+(?P<first>\d{{1,2}}){ordinal}(?:{between}(?P<day>\d{{1,2}}){ordinal})?"
            rf"(?![\d:%])(?!\.\d)(?:,?\s+(?P<year>\d{{4}}))?(?!\d)"
        )
        self.month = re.compile(rf"{named},?\s+(?P<year>\d{{4}})(?!\d)")
        self.iso = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
        self.slashed = re.compile(
            r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d{2})(?![\d/])"
            r"|\(\s*(?P<c>\d{1,2})/(?P<e>\d{1,2})\s*\)"
        )
        half = _any(lang.halves)
        self.clock = re.compile(
            rf"(?<![\w.,:])(?P<word>(?i:{_any(lang.clock)})\s+)?(?P<hour>[01]?\d|2[0-4])"
            rf"(?:(?P<mark>[.:])(?P<minute>[0-5]\d)(?:[.:][0-5]\d)?)?(?![\d%])"
            rf"(?:\s*(?P<half>(?i:{half}))(?!\w))?(?:\s*(?P<zone>{_ZONE}))?"
        )
        money = _any(lang.money)
        self.number = re.compile(
            rf"(?:(?P<sign>(?<![A-Za-z])(?:{_any(_SIGNS)})\.?\s?)|(?<!\w)(?<!\d[.,]))(?P<number>{_NUMBER})"
            rf"(?P<scales>(?:[\s-]?(?i:{_any(lang.scales)})(?!\w))*)"
            rf"(?P<letter>\s?(?:{_any(lang.letters)})(?!\w))?"
            rf"(?:(?P<percent>\s?%|[\s-](?i:{_any(lang.percent)})(?!\w))|[\s-](?P<money>(?i:{money}))(?!\w))?"
        )
        self.between = re.compile(between, re.IGNORECASE)
        self.day = re.compile(rf"(?<![\w-])(?=[A-Z])(?i:{_any(lang.days)})(?!\w)")
        self.near = re.compile(rf"(?<!\w)(?:{_any(lang.near)})(?!\w)", re.IGNORECASE)
        spelled = [*lang.units, *lang.tens, *lang.teens, *lang.times, *lang.scales]
        one = rf"(?:{_any(spelled)})"
        self.words = re.compile(rf"(?<!\w){one}(?:(?:\s+and\s+|[\s-]+){one})*(?!\w)", re.IGNORECASE)


_made: dict[int, tuple[Language, _Patterns]] = {}
"""By the table's identity: a table holds mappings, and has no hash."""


def _of(lang: Language) -> _Patterns:
    known = _made.get(id(lang))
    if known is None or known[0] is not lang:
        known = _made[id(lang)] = (lang, _Patterns(lang))
    return known[1]


def figures(text: str, lang: Language) -> tuple[Figure, ...]:
    """Every figure of `text`, in order. What is one of an earlier kind is none of a later."""
    reading = _Reading(text, _of(lang))
    found = [*reading.dates(), *reading.clocks(), *reading.numbers(), *reading.weekdays(), *reading.words()]
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


def speaks_of_a_near_day(text: str, lang: Language) -> bool:
    """Whether `text` says today, yesterday or the like."""
    return bool(lang.near) and _of(lang).near.search(text) is not None


class _Reading:
    """One text; what has been read is blanked out."""

    def __init__(self, text: str, patterns: _Patterns) -> None:
        self.text, self.left, self.patterns = text, text, patterns
        self.lang = patterns.lang

    def take(self, start: int, end: int) -> None:
        self.left = self.left[:start] + "\0" * (end - start) + self.left[end:]

    def figure(self, kind: Kind, start: int, end: int, readings: Iterable[Reading], unit: str = "") -> Figure:
        self.take(start, end)
        before = self.text[:start].rstrip()
        aside = before.endswith("(") and self.text[end:].lstrip()[:1] in (")", ",", ";", "")
        return Figure(kind, start, end, self.text[start:end].strip(), frozenset(readings), unit, aside)

    def dates(self) -> Iterator[Figure]:
        patterns = self.patterns
        for match in patterns.iso.finditer(self.left):
            whole = (int(match["year"]), int(match["m"]), int(match["d"]))
            if _is_day(*whole):
                yield self.figure("date", *match.span(), [("date", *whole)])
        for pattern in (patterns.day_first, patterns.month_first) if self.lang.months else ():
            for match in pattern.finditer(self.left):
                month = self.lang.months[match["month"].rstrip(".").lower()]
                year = int(match["year"] or 0)
                days = [int(number) for number in (match["first"], match["day"]) if number]
                if all(_is_day(year or 2000, month, day) for day in days):
                    for day in days:
                        yield self.figure("date", *match.span(), [("date", year, month, day)])
        for match in patterns.month.finditer(self.left) if self.lang.months else ():
            number = self.lang.months[match["month"].rstrip(".").lower()]
            yield self.figure("month", *match.span(), [("month", int(match["year"]), number)])
        for match in patterns.slashed.finditer(self.left):
            a, b = int(match["a"] or match["c"]), int(match["b"] or match["e"])
            year = int(match["year"] or 0)
            year += 2000 if 0 < year < 100 else 0
            pairs = {(b, a)} if self.lang.order == "day" else {(a, b), (b, a)}
            readings = [("date", year, m, d) for m, d in pairs if _is_day(year or 2000, m, d)]
            if readings:
                yield self.figure("date", *match.span(), readings)

    def clocks(self) -> Iterator[Figure]:
        for match in self.patterns.clock.finditer(self.left):
            said = match["word"] or match["half"] or match["zone"]
            if not said and match["mark"] != ":":
                continue
            if match["half"] and not match["word"] and not match["minute"] and self.lang.clock:
                continue  # `3 malam` are nights
            hour, minute = int(match["hour"]), int(match["minute"] or 0)
            hours = {hour % 24}
            if match["half"]:
                added = self.lang.halves[" ".join(match["half"].lower().split())]
                # In Indonesian 12 siang is noon and 11 siang is before it; 12 malam is midnight.
                hours = {hour % 12 + added} if hour <= 12 else hours
                if self.lang.clock and hour in (10, 11, 12):
                    hours |= {hour % 24, hour % 12}
            elif match["word"] and hour <= 12 and not match["hour"].startswith("0"):
                hours |= {(hour + 12) % 24}
            yield self.figure("clock", *match.span(), [("clock", h, minute) for h in sorted(hours)])

    def numbers(self) -> Iterator[Figure]:
        found: list[tuple[re.Match[str], set[Decimal], Decimal, str]] = []
        for match in self.patterns.number.finditer(self.left):
            values = set(_values(match["number"], self.lang.decimal))
            scale = Decimal(1)
            for word in re.split(r"[\s-]+", match["scales"].strip(" -").lower()):
                scale *= self.lang.scales.get(word, 1)
            unit = _SIGNS.get((match["sign"] or "").strip(" .\u00a0"), "")
            if match["percent"]:
                unit = "%"
            elif match["money"]:
                unit = unit or self.lang.money[" ".join(match["money"].lower().split())]
            letter = self.lang.letters.get((match["letter"] or "").strip(), Decimal(1))
            scaled = {value * scale for value in values}
            if unit and letter > 1:
                scaled = {value * letter for value in scaled}
            found.append((match, scaled, scale, unit))
        for place, (match, values, scale, unit) in enumerate(found):
            if place + 1 < len(found) and scale == 1:
                # `2 sampai 3 juta`, `5-10 persen`: the first end has what the second says.
                after, _, next_scale, next_unit = found[place + 1]
                gap = self.left[match.end() : after.start()]
                if self.patterns.between.fullmatch(gap) and (next_scale > 1 or next_unit):
                    values = values | {value * next_scale for value in values}
                    unit = unit or next_unit
            readings: list[Reading] = [("number", value) for value in sorted(values)]
            bare = re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", match["number"])
            if bare and not unit and scale == 1 and self.lang.decimal == ",":
                readings.append(("clock", int(bare[1]), int(bare[2])))
            start = match.start("sign") if match["sign"] else match.start("number")
            end = max(match.end(group) for group in ("number", "scales", "percent", "money"))
            end = match.end("letter") if unit and match["letter"] else end
            yield self.figure("number", start, end, readings, unit)

    def weekdays(self) -> Iterator[Figure]:
        for match in self.patterns.day.finditer(self.left) if self.lang.days else ():
            before = self.text[: match.start()].rstrip()
            if before.endswith(("Pasar", "Pulau", "Jalan", "Jl.")):
                continue  # Pasar Minggu is a part of Jakarta
            day = self.lang.days[match.group().lower()]
            yield self.figure("weekday", *match.span(), [("weekday", day, 0)])

    def words(self) -> Iterator[Figure]:
        for match in _ROMAN.finditer(self.left):
            value = Decimal(_roman(match.group()))
            yield self.figure("word", *match.span(), [("number", value)])
        for match in self.patterns.words.finditer(self.left) if self.lang.units else ():
            value = _spelled(match.group(), self.lang)
            yield self.figure("word", *match.span(), [("number", value)])


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _values(written: str, decimal: str) -> Iterator[Decimal]:
    """What a number in digits is; two values where it might be either."""
    thousands = "." if decimal == "," else ","
    groups = re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", written
    )
    plain = re.fullmatch(rf"\d+(?:{re.escape(decimal)}\d+)?", written)
    if groups or plain:
        text = written.replace(thousands, "").replace(decimal, ".")
    else:
        # Written in the manner of the other language: 2.5 in Indonesian. A version, a chapter, a slip.
        text = written.replace(decimal, "").replace(thousands, ".")
        if text.count(".") > 1:
            text = text.replace(".", "")
    try:
        yield Decimal(text).normalize()
    except InvalidOperation:
        return


def _spelled(text: str, lang: Language) -> Decimal:
    """What a number in words is: `dua ratus lima puluh`, `twenty-five`."""
    total = group = 0
    unit: int | None = None
    for word in re.split(r"[\s-]+", text.lower()):
        if word in lang.units:
            group += unit or 0
            unit = lang.units[word]
        elif word in lang.tens:
            group += lang.tens[word]
        elif word in lang.teens:
            group, unit = group + (unit or 0) + lang.teens[word], None
        elif word in lang.times:
            group, unit = group + (1 if unit is None else unit) * lang.times[word], None
        elif word in lang.scales:
            total += (group + (unit or 0) or 1) * int(lang.scales[word])
            group, unit = 0, None
    return Decimal(total + group + (unit or 0)).normalize()


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[char] for char in text]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures may say the same."""
    if a.unit and b.unit and a.unit != b.unit:
        return False
    if a.readings & b.readings:
        return True
    return any(_same_day(x, y) for x in a.readings for y in b.readings)


def _same_day(a: Reading, b: Reading) -> bool:
    """Whether two dates are one; a year that only one of them has does not count."""
    if a[0] != "date" or b[0] != "date":
        return False
    (_, year, *rest), (_, other, *others) = a, b
    return rest == others and (year == other or not year or not other)
