"""Days that stand by themselves on a line: with their hour, with what says that it is one, glued to the headline.

Those that a machine wrote, in an address or a tag, are `machines`'.
"""

import datetime
import re

import msgspec

from site_gen.wire.dates.calendar import DIGIT, MONTHS, WEEKDAY, YEAR, day_of, weekday_of, year_of
from site_gen.wire.dates.days import Found
from site_gen.wire.dates.forms import DATE, parts_of
from site_gen.wire.lines import Line

_TIME = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[+-]\d\d:?\d\d(?!\d)|WIB|WITA|WIT|(?-i:[A-Z]{1,5}))?(?!\w)",
    re.IGNORECASE,
)
"""An hour, its half and its zone."""
ZONES = {
    name: f"{sign}{hours:02}:00"
    for sign, hours, names in (
        ("+", 0, "GMT UTC Z"), ("+", 1, "BST CET WAT"), ("+", 2, "CEST SAST CAT EET"), ("+", 3, "EAT MSK EEST"),
        ("+", 4, "GST"), ("+", 5, "PKT"), ("+", 7, "WIB ICT"), ("+", 8, "WITA SGT HKT MYT PHT AWST"),
        ("+", 9, "WIT JST KST"), ("+", 10, "AEST"), ("+", 11, "AEDT"), ("-", 3, "BRT"),
        ("-", 4, "EDT AST"), ("-", 5, "EST CDT"), ("-", 6, "CST MDT"), ("-", 7, "MST PDT"), ("-", 8, "PST"),
    )
    for name in names.split()
}  # fmt: skip
"""Zones by their letters. `ET` is one of two, `IST` one of three: an hour with one of those tells the day alone."""
_NUMBERS = re.compile(rf"(?<![\d.-])(\d{{1,2}})([-.])(\d{{1,2}})\2({YEAR})(?!\d)")
"""`05-11-2015`, `5.11.2015`: with strokes it reads like other days."""
_STAMP_WORDS = re.compile(
    r"\b(?:updated|published|posted|last\s+modified|first\s+published|date|tanggal|diperbarui|diterbitkan|dipublikasikan|terbit|tayang|rilis|released|for\s+(?:immediate\s+)?release|dateline|waktu\s+baca|dibaca)\b",
    re.IGNORECASE,
)
"""Words that say that a day is the page's."""
_MONTH_NAMED = re.compile(rf"\b(\d{{1,2}})[-/]([A-Za-z]{{3}})[a-z]*[-/]({YEAR})\b")
"""`26-FEB-1987`, as machines write a day."""
_GLUED_STAMP = re.compile(r"(?<=(?:19|20)\d\d)(?=\d{1,2}:\d\d)")
"""An hour glued to its year."""
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z] )(\d\d)(?=\s*[|,]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)")
"""`3 Mei 21 | 10:15`: a year in two digits before the hour."""
_AGO = re.compile(
    r"(?:Updated|Diperbarui)\s+(?:\d+|an?|one|sekitar\s+\d+)\s+\w+\s+(?:ago|lalu)|(?<=\d\s[AP]M\s)GMT[+-]\d{1,2}",
    re.IGNORECASE,
)
"""How long ago, beside the day; a zone behind an hour with its half."""
_SORT = re.compile(r"(?<=(?:19|20)\d\d)\s+(?:report|feature|weblog)$")
"""`May 5, 2014 report`: what sort of story it is, behind its day."""
_END_OF_SENTENCE = re.compile(r"\([^()]*\)\.[\"”]?")
"""`(5/5/2024).` on a line: what a broken line left of a sentence."""
_ICON = re.compile(
    r"^(?:today|schedule|event|access_time|calendar_today)(?=\d)|^(?:Redaksi|Admin)\s?[:|-]\s?"
)
"""The name of a picture that stands for `when`, glued to the day: `today5 October 2024`; or the desk before it."""
_AMERICAN = re.compile(
    r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/\s?(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?=\W{1,4}(?:at\s)?\d{1,2}:\d\d(?::\d\d)?\s?[AaPp]\.?[Mm]\.?\s?\(?(?:E|C|M|P|AK|H)[SD]?T\b)"
)
"""`10/ 5/11 09:19 PM ET`: before an hour of North America the month comes first."""


def _american(found: re.Match[str]) -> str:
    return f"{MONTHS[int(found['month']) - 1]} {found['day']}, {year_of(found['year'])} "


def read_stamp(text: str, line: int, lang: str) -> Found | None:
    """A line that is nothing but a date and a time, or that says it is one: `Kamis, 5 November 2015 | 11:13 WIB`."""
    if "/" in text:
        text = _AMERICAN.sub(_american, text)
    text = _ICON.sub("", text)
    if len(text) > 110 or not DIGIT.search(text) or _END_OF_SENTENCE.fullmatch(text):
        return None
    text = _SHORT_YEAR.sub(r"20\1", _MONTH_NAMED.sub(r"\1 \2 \3 ", text))
    text = _SORT.sub("", text)
    whole, text = text, _NUMBERS.sub(r"\1/\3/\4", _GLUED_STAMP.sub(" ", _AGO.sub("", text)))
    days = list(DATE.finditer(text))
    if not days:
        return None
    match = days[0]
    parts = parts_of(match, lang)
    if not parts or not parts[0] or not (day := day_of(*parts)):
        return None
    time = _TIME.search(text, match.end()) or _TIME.search(text[: match.start()])
    rest = text[: match.start()] + " " + text[match.end() :]
    if time:
        rest = rest.replace(time.group(), " ")
    if len(days) > 1 and _STAMP_WORDS.search(rest):
        rest = _TIME.sub(" ", DATE.sub(" ", rest))  # when it was published, and when changed
    rest = _STAMP_WORDS.sub(" ", rest)
    left = re.sub(
        r"[\W_]+|\b(?:wib|wita|wit|et|ct|mt|pt|ist|am|pm|at|pukul|jam|by|menit|on|first|time|hari|read|min)\b|\b\d{1,2}\b",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    if len(left) > (14 if _STAMP_WORDS.search(text) else 3):
        return None
    return Found(day, line, "stamp", whole, weekday_of(match["weekday"]), stamp=_moment(day, time))


def _moment(day: datetime.date, time: re.Match[str] | None) -> str:
    if not time:
        return day.isoformat()
    hour = int(time["hour"])
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].lower().startswith("p") else 0)
    zone = (time["zone"] or "").upper()
    if zone[:1] in ("+", "-"):
        zone = f"{zone[:3]}:{zone[-2:]}"
    elif zone and zone not in ZONES:
        return day.isoformat()
    zone = ZONES.get(zone, zone)
    return f"{day.isoformat()}T{hour:02}:{time['minute']}:00{zone}"


_BEHIND_PLACE = re.compile(r"[●•]|(?<=[A-Za-z])\s+/\s+(?=[A-Z])")
"""Between a place and the day behind it."""


def is_stamp(text: str) -> bool:
    """Whether a line is nothing but a day, in either language, or a place and a day."""
    if not DIGIT.search(text):
        return False
    behind = _BEHIND_PLACE.split(text, maxsplit=1)[-1].strip()
    return any(read_stamp(part, 0, lang) for lang in ("id", "en") for part in {text, behind})


_GLUED_DAY = re.compile(rf"(?<=[a-zà-ÿ0-9%)!?”\"’'])(?={WEEKDAY}\s?,\s*(?:\d{{1,2}}|[A-Z][a-z]{{2,8}}\s\d))")
"""Where a day begins that has lost the space, or the break, before it."""
_YEAR_NEAR_END = re.compile(r"(?:19|20)\d\d")
_TOP = 6
"""So many lines a page's day may be glued to one of."""


def parted_at_stamps(lines: list[Line], lang: str) -> list[Line]:
    """The first lines, one parted in two where the day and the hour of the page are glued to its end:
    `… di Kota ContohSabtu, 21 Agustus 2010 – 06:48 WIB`."""
    found: list[Line] = []
    for index, line in enumerate(lines):
        near = index < _TOP and len(line.text) < 300 and _YEAR_NEAR_END.search(line.text[-40:])
        glued = _GLUED_DAY.search(line.text, 8) if near else None
        if glued and read_stamp(line.text[glued.start() :], line.number, lang):
            found.append(msgspec.structs.replace(line, text=line.text[: glued.start()]))
            found.append(Line(line.text[glued.start() :], line.number))
        else:
            found.append(line)
    return found


_EITHER = re.compile(
    r"(?:Issued|Published|Updated|Posted|Modified|Created|Last\s+\w+)(?:\s+on)?\s*:?\s*(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})[\W\d]*(?:[AaPp][Mm])?(?:\s*[A-Z]{1,5})?"
    r"|(?P<timed>\d{1,2}/\s?\d{1,2}/\d{2,4})\W+\d{1,2}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*[A-Z]{2,5})?"
)
"""A line that dates the story, its day in numbers."""


def undecided(text: str) -> str:
    """The day of a line that dates the story in numbers of which either may be the month; empty for any other."""
    found = _EITHER.fullmatch(text)
    return (found["day"] or found["timed"]) if found else ""


def decided(numbers: str, month: int, day: int) -> datetime.date | None:
    """The day of numbers of which either may be the month, if one reading has this month and day: a dateline's."""
    parts = [int(part) for part in re.split(r"\D", numbers)]
    if len(parts) != 3 or parts[2] < 1000 or sorted(parts[:2]) != sorted((month, day)):
        return None
    return day_of(parts[2], month, day)
