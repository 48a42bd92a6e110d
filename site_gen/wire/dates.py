"""The days that a text names in its sentences.

Day, month, year always in Indonesian; in English numbers of which either could be the month are not read.
Each day says how the copy speaks of it: tied to saying, told, planned, long past. Weekdays and calendars that
contradict are reported, never mended. Days that stand by themselves are for `stamps`; which day is the day of
publication, for `publication`.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from site_gen.errors import Location, Problem

ENGLISH_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY = rf"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|{ENGLISH_WEEKDAY})"
"""A pattern for the name of a day of the week, in either language."""
_MONTHS: dict[str, int] = {}


for _number, _names in enumerate(
    (
        "januari january jan",
        "februari pebruari february feb peb",
        "maret march mar mrt",
        "april apr apr",
        "mei may mei",
        "juni june jun",
        "juli july jul",
        "agustus august agu ags aug agt",
        "september septembr sep sept",
        "oktober october okt oct",
        "november nopember nov nop",
        "desember december des dec",
    ),
    1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number


DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_DAYS: dict[str, int] = {}


for _number, _names in enumerate(
    (
        "senin monday mon sen",
        "selasa tuesday tue tues sel",
        "rabu wednesday wed rab",
        "kamis thursday thu thur thurs kam",
        "jumat jum'at jum’at friday fri jum",
        "sabtu saturday sat sab",
        "minggu ahad sunday sun min",
    )
):
    for _name in _names.split():
        _DAYS[_name] = _number


_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_FULL_DAYS = [day for day in _DAYS if len(day) > 4]
_DAY = "(?:" + "|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True)) + r")\.?"
YEAR = r"(?:19|20)\d\d"
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
_BARE_DAY = re.compile(
    "(?<![\\w/])(?P<day>" + "|".join(sorted(map(re.escape, _FULL_DAYS), key=len, reverse=True)) + r")(?!\w)",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:kata|ujar|ucap|tutur|jelas|tegas|ungkap|imbuh|tambah|terang|papar|sebut|cetus|tukas|beber|lanjut|pungkas|tulis)(?:nya)?\b"
    r"|\b(?:me(?:ngatakan|nyatakan|njelaskan|nuturkan|nyebut(?:kan)?|negaskan|ngungkapkan|nambahkan|maparkan|nyampaikan|nerangkan|ngaku|ngutip|minta|nilai|mbenarkan))\b"
    r"|\b(?:dikutip|dilansir|seperti dilaporkan|dihubungi|ditemui|keterangan|siaran pers|rilis|jumpa pers|konferensi pers|kepada|di sela)\b"
    r"|\b(?:said|says|told|announced|reported|according|statement|spokes\w+|released|reports)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:akan|bakal|mendatang|nanti|dijadwalkan|direncanakan|rencananya|berencana|merencanakan|menjadwalkan|menargetkan|berniat|paling lambat|hingga|sampai|mulai(?=\s+(?:(?:pada|hari|tanggal|berlaku|beroperasi|dibuka|dijual|tayang|digelar|diberlakukan|diterapkan|dilaksanakan)\b|[A-Z(\d]))|berlaku|deadline|tenggat"
    r"|will|shall|scheduled|next|until|till|upcoming|due|expected|slated|through|deadline|beginning|starting|opens?)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:akan|bakal|will)\s+(?:kembali\s+|again\s+)?[a-z]{3,}\b[^.!?]*?\b(?:pada|tanggal|on)\s+$",
    re.IGNORECASE,
)
"""However far behind what will be done: a bare day at the end of it is the day on which it will."""
_PAST = re.compile(
    r"\b(?:sejak|lahir|kelahiran|didirikan|berdiri|proklamasi|tahun|surat|edisi|foto|undang-undang|uu|perpres|pp nomor|keputusan|peraturan|silam|sejarah|since|born|founded|dated|file photo|photo|letter|law of|act of|back in|anniversary|died|signed into law|enacted|ratified|inaugurated|established)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_PAST_AFTER = re.compile(r"^\s*(?:silam|lalu|yang lalu|ago|file photo)\b", re.IGNORECASE)
Kind = Literal["stamp", "saying", "event", "plain", "planned", "past", "tweet", "copyright"]


class Found(msgspec.Struct, frozen=True):
    """One day that the text names."""

    day: datetime.date | None
    """None where the year is missing or the day does not exist."""
    line: int
    kind: str
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


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    number = int(text.strip("'"))
    if number >= 100:
        return number
    return 2000 + number if number < 70 else 1900 + number


_BEFORE, _BEHIND = 48, 64
"""So many characters before a digit a date may begin, and so many behind it it has ended."""


def _dates_in(text: str) -> Iterator[re.Match[str]]:
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


def read_days(
    text: str, line: int, lang: str, name: str, position: int = 0
) -> tuple[list[Found], list[Problem]]:
    """The days named in one line of copy, and what is wrong with them."""
    found: list[Found] = []
    problems: list[Problem] = []
    for match in _dates_in(text):
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
        kind = _kind(text, match)
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


WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def weekday_of(text: str | None) -> int:
    return _DAYS[text.lower().rstrip(".")] if text else -1


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
            year = _year(numbers[2]) if len(numbers[2]) in (2, 4) else int(numbers[2])
        if lang == "en":
            # Both orders are in use; only a number over 12 tells which it is.
            if first > 12 >= second:
                return year, second, first
            if second > 12 >= first:
                return year, first, second
            return (year, first, second) if first == second else None
        return year, second, first
    if match["m1"]:
        day = int(match["d2"] or match["d1"])
        return (_year(match["y1"]) if match["y1"] else 0), _MONTHS[match["m1"].lower().rstrip(".")], day
    if not match["y2"] and match["m2"].lower() in ("mar", "may", "sun") and match["m2"].islower():
        return None
    return (
        (int(match["y2"]) if match["y2"] else 0),
        _MONTHS[match["m2"].lower().rstrip(".")],
        int(match["d4"] or match["d3"]),
    )


def _is_month(number: str) -> bool:
    return 1 <= int(number) <= 12


def _kind(text: str, match: re.Match[str]) -> str:
    start = (
        max(
            text.rfind(". ", max(0, match.start() - 300), match.start()),
            text.rfind("? ", max(0, match.start() - 300), match.start()),
            text.rfind("! ", max(0, match.start() - 300), match.start()),
        )
        + 1
    )
    before, after = (
        text[max(start, match.start() - 300) : match.start()],
        text[match.end() : match.end() + 80],
    )
    if _PAST_AFTER.match(after) or (match["weekday"] is None and _PAST.search(before)):
        return "past"
    if _FUTURE.search(before[-90:]) and not _SAYING.search(before[-60:]):
        return "planned"
    if match["span"] or match["d4"]:
        return "planned" if re.search(r"\b(?:pada|dari|on|from)\s*$", before[-8:]) else "event"
    if (
        # Without a weekday a date belongs to the saying only where it stands right beside it.
        _SAYING.search(before[-160:] if match["weekday"] or match["bracket"] else before[-60:])
        or _SAYING.match(after.lstrip(" ,.)"))
        or re.match(r"\W*[^.]{0,40}\b(?:kata|ujar|said)\b", after)
    ):
        return (
            "saying"
            if match["weekday"] or match["bracket"] or not re.search(r"[\"“][^\"”]*$", before)
            else "plain"
        )
    if match["weekday"]:
        return "event"
    return "planned" if _WILL.search(before[-200:]) else "plain"


_RELATIVE = re.compile(
    r"(?<![\w-])(?:(?P<same>hari ini|tadi (?:pagi|siang|sore)|(?:pagi|siang|sore) tadi|today|earlier today|this (?:morning|afternoon|evening))"
    r"|(?P<before>kemarin(?!\s+(?:lusa|dulu)|-)|tadi malam|malam tadi|semalam|yesterday|last night))(?!\w)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*(?:,\s*)?(?:\(|\d)")


def spoken_days(text: str, line: int, position: int = 0) -> list[Found]:
    """The days that a line of copy names by a word, outside its quotations: `kemarin`, `on Monday`."""
    found: list[Found] = []
    for match in _RELATIVE.finditer(text):
        back = 0 if match["same"] else 1
        found.append(_spoken(text, match, line, position, -1, back))
    for match in _BARE_DAY.finditer(text):
        if not _DATED.match(text, match.end()):
            found.append(_spoken(text, match, line, position, _DAYS[match["day"].lower()], -1))
    return [day for day in found if day.kind != "quoted"]


def _spoken(text: str, match: re.Match[str], line: int, position: int, weekday: int, back: int) -> Found:
    before = text[: match.start()]
    kind = "event"
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        kind = "quoted"
    elif _FUTURE.search(before[-60:]) or re.match(
        r"\s+(?:depan|mendatang|nanti|next)\b", text[match.end() :]
    ):
        kind = "planned"
    return Found(None, line, kind, match.group(), weekday, position=position + match.start(), back=back)


def bare_weekdays(text: str) -> list[int]:
    """The weekdays named without a date, in order."""
    return [_DAYS[m["day"].lower()] for m in _BARE_DAY.finditer(text)]
