"""Credits beside something else on their line: before the dateline, before or behind the day, between strokes.

Each function tells what is left of the line. A line that is a byline and nothing else is one of `bylines`.
"""

import re

import msgspec

from site_gen.wire.credits.alone import is_somebody
from site_gen.wire.credits.bylines import BY, take_byline
from site_gen.wire.credits.jobs import LINE
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAME, NAMES, is_name, is_paper
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.dates.calendar import DIGIT, ENGLISH_WEEKDAY
from site_gen.wire.dates.stamps import is_stamp, read_stamp, undecided
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.tokens import given_names

_PIPED = re.compile(
    rf"(?P<label>Penulis|Reporter|Pewarta|Kontributor|Laporan)\s+(?P<names>{NAMES})\s*\|\s*(?P<edits>Editor|Penyunting|Redaktur)\s+(?P<editors>{NAME}?)"
    r"(?=\s*$|\s+[A-Z][A-Z ]{2,24},\s+[A-Z])"
)
"""`Penulis A | Editor B`, on its own line or before the dateline."""


def without_labels_first(line: Line, reading: Makers) -> Line | None:
    """The line without a writer and an editor, a bar between them, at its beginning; None where it has no more."""
    found = _PIPED.match(line.text)
    if not found:
        return line
    reading.wrote(found["names"], f"{found['label']}: in the credits", line)
    reading.edited(found["editors"], f"{found['edits']}: in the credits", line)
    reading.take(line, found.group().strip(), "credit")
    text = line.text[found.end() :].strip()
    return msgspec.structs.replace(line, text=text) if text else None


_RUN_IN = re.compile(
    r"Laporan\s+(?:(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+){0,3}?)\s*[,/|]\s*)?"
    r"(?P<names>[A-Z][a-z'’-]+(?:\s(?!I\s)[A-Z][a-z'’.-]*){0,4})(?:\s*(?:\||\bI\b)\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})?\s+(?=[A-Z]{3})"
)
"""`Laporan Wartawan Harian Contoh, Amir`, `Laporan Amir Contoh | Sleman` before the dateline, on its line; also
with an `I` for the bar."""
_PICTURED = re.compile(
    r"[\w.]{2,24}\s(?=Laporan\s+(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s)"
)
"""`Net Laporan Wartawan …`, `contoh.com Laporan Wartawan …`: where the picture is from, run in before the byline."""
_BEGINS = re.compile(r"\s[A-Z][a-z]+\s+\w")
"""A sentence behind a house in capitals: a capital, then small letters."""


def behind_report(line: Line, reading: Makers) -> Line | None:
    """The dateline, or the sentence, behind `Laporan …` on its line; None where no line begins so."""
    text = line.text
    pictured = _PICTURED.match(text)
    found = _RUN_IN.match(text, pictured.end() if pictured else 0)
    if not found:
        return None
    begin, house = found.end(), ""
    if not read_dateline(text[begin:], reading.gazetteer):
        house = _outlet_in_capitals(text, begin, reading.gazetteer)
        if not house:
            return None
    reading.wrote(found["names"], "a byline: Laporan …", line)
    if house:
        reading.published(house, "it stands behind the byline", line, 0.95)
        begin += len(house) + 1
    if found["outlet"]:
        reading.published(found["outlet"], "the byline names it", line)
    reading.take(line, text[:begin].strip(), "credit")
    return msgspec.structs.replace(line, text=text[begin:])


def _outlet_in_capitals(text: str, position: int, gazetteer: Gazetteer) -> str:
    """The address in capitals that a sentence follows without a mark, `CONTOH.COM Warga menanam …`; empty for others."""
    found = gazetteer.outlet_written_at(text, position)
    if found is None or not found[0].isupper() or "." not in found[0]:
        return ""
    return found[0] if _BEGINS.match(text, found[1]) else ""


_STROKES = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+")
"""Between who wrote, the house and the day."""
_READING = re.compile(
    r"\d+\s*min(?:ute)?s?(?:\s+(?:to\s+)?read)?|\d[\d.,]*\s*(?:comments?|shares?|views?)?", re.IGNORECASE
)
"""How long it takes to read, how many have seen it: a part of such a line that tells nothing."""
_LETTERS = re.compile(r"[A-Z]{2,5}")
"""A house that no list has."""


def compound(line: Line, reading: Makers) -> list[Line] | None:
    """What is left, the day, of a line that says who wrote, for whom and when with strokes between: `Jane Doe / CONTOH /
    May 6, 2024, 09:15`. None where any of its parts is something else, or it names nobody, or but one thing."""
    parts = [part for part in _STROKES.split(line.text) if part] if len(line.text) <= 120 else []
    if not 2 < len(parts) < 6 and not (len(parts) == 2 and BY.fullmatch(parts[1])):
        return None
    gazetteer = reading.gazetteer
    names, houses, days = [], [], []
    for part in parts:
        if is_stamp(part):
            days.append(part)
        elif gazetteer.knows_outlet(part):
            houses.append(part)
        elif (found := BY.fullmatch(part)) and is_name(found["names"], gazetteer) and not found["rest"]:
            names.append(found["names"])
        elif is_somebody(part, reading) and not LINE.fullmatch(part):
            names.append(part)
        elif not (LINE.fullmatch(part) or _READING.fullmatch(part) or _LETTERS.fullmatch(part)):
            return None
    if len(names) != 1 or len(days) > 1 or not (days or houses):
        return None
    reading.wrote(names[0], f"a credit line: {line.text}", line, 0.9)
    for house in houses:
        reading.published(house, f"a credit line: {line.text}", line, 0.85)
    reading.take(line, line.text.replace(days[0], "").strip() if days else line.text, "credit")
    return [msgspec.structs.replace(line, text=days[0])] if days else []


_HOUR = re.compile(r"\d[.:]\d\d\s?[ap]\.?m\b|\d:\d\d\s[A-Z]{2,4}\b", re.IGNORECASE)
"""An hour with its half or its zone: the day is the page's."""
_BESIDE_DAY = re.compile(r"\s*[·•|]")
"""Between a name and a day; a comma may stand between a town and a day."""


def byline_and_day(line: Line, reading: Makers, first: bool, alone: bool) -> tuple[list[Line], bool] | None:
    """The day of a line that says who wrote and when, and whether it is signed so:
    `Amir Contoh, Harian Contoh · Rabu 24 April 2019 10:31 WIB`. None where the line is no such thing."""
    if (unsigned := _BY_WHEN.match(line.text)) and is_stamp(line.text[unsigned.end() :]):
        reading.take(line, unsigned.group().strip(), "credit")
        return [msgspec.structs.replace(line, text=line.text[unsigned.end() :])], True
    housed = None if first else _HOUSE_AND_DAY.fullmatch(line.text)
    if housed and (
        reading.gazetteer.knows_outlet(housed["house"])
        if housed["comma"]
        else _is_house(housed["house"], reading)
    ):
        day = housed["day"]
        if is_stamp(day) or undecided(day):
            reading.names_house(housed["house"], f"beside the day: {line.text}", line)
            if not reading.outlet:
                reading.published(housed["house"], f"beside the day: {line.text}", line, 0.65)
            reading.take(line, housed["house"], "credit")
            return [msgspec.structs.replace(line, text=day)], True
    parts = _credit_and_day(line.text, reading.gazetteer)
    if not parts:
        return None
    credit, day = parts
    if not alone and take_byline(credit, line, reading):
        if _YEARLESS.fullmatch(day):
            reading.take(line, day, "date")
            return [], True
        return [msgspec.structs.replace(line, text=day)], True
    beside = (not first and _BESIDE_DAY.match(line.text, len(credit))) or (
        _HOUR.search(day) and credit.split()[0] in given_names()
    )
    if beside and is_somebody(credit, reading):
        reading.wrote(credit, f"a name beside the day: {line.text}", line, 0.92)
        reading.take(line, credit, "credit")
        line = msgspec.structs.replace(line, text=day)
    return [line], False


_BY_WHEN = re.compile(r"(?:By|BY|Oleh)\s+(?:On|on|Pada|pada)\s+(?=\w)")
"""`By On Rabu, …`: a page's form that nobody has filled in."""
_HOUSE_AND_DAY = re.compile(
    r"(?P<house>[A-Z][\w.’']*(?: [A-Z][\w.’']*){0,4})(?:\s+[-–—]\s+|(?P<comma>,)\s+)(?P<day>[A-Z0-9].{5,40})"
)
"""`Contoh Daily Post - May 6, 2024`, as archives write it below the headline"""
_CAMEL = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]\w*")


def _is_house(name: str, reading: Makers) -> bool:
    return reading.gazetteer.knows_outlet(name) or is_paper(name) or _CAMEL.fullmatch(name) is not None


_YEARLESS = re.compile(
    rf"(?:{ENGLISH_WEEKDAY},?\s+)?[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},?(?:\s+at)?\s+\d{{1,2}}[:.]\d\d\s*[AaPp]\.?[Mm]\.?(?:\s[A-Z]{{2,4}})?"
)
"""`May 6 at 9:09 AM`: a day and an hour, and no year."""
_DAY_BY = re.compile(
    rf"(?:Posted|Published|Written)(?:\s+on)?:?\s+(?P<day>.{{6,40}}?)[,|]?\s+(?:by|By|BY):?\s+(?P<names>{NAMES})"
)
"""`Posted on May 17, 2012 by Jane Doe`"""
_SAYS_WHEN = re.compile(r"(?:Published|Updated|Posted|Last\s+updated)\b", re.IGNORECASE)
"""Before a day it tells that the day is the page's."""
_PARTED = re.compile(
    r"\s*[·•|]\s*|\s+[-–—]\s+|(?<=\w)\s(?:on|pada|Pada:)\s"
    r"|\s+(?=(?:Published|Updated|Posted|Last\s+updated|[Dd]iperbarui|[Dd]iterbitkan|[Dd]ipublikasikan|[Dd]iposting|Tayang)\b)"
    r"|\s+(?=\d{1,2}:\d\d\s[ap]\.?m\.?\s)|(?<=[Jj]urnalis)\s?[-–]\s?(?=[A-Z])"
    rf"|\s+(?=(?:{ENGLISH_WEEKDAY},?\s+)?(?i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{{0,6}}\.?\s)?\d{{1,2}}[\s,/])"
)
"""What may stand between who wrote and when."""
_BEHIND_DAY = re.compile(
    r"\s+[·•|]\s+\d{1,4}$|(?<=[ap]m)\s\d\d/\d\d/\d{4}\s\d\d:\d\d[ap]m$|\s+in\s+[A-Z][\w ]+$|(?<=WIB)\s+[A-Z]{4,}(?:\s[A-Z]+)*$"
)
"""How many have commented, the same moment in figures, the section, another word in capitals."""


def _credit_and_day(text: str, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Who wrote and when, on one line; None where the line is no such thing."""
    if len(text) > 120 or not DIGIT.search(text):
        return None
    if (behind := _DAY_BY.fullmatch(text)) and is_stamp(behind["day"]):
        return f"By {behind['names']}", behind["day"]
    for found in _PARTED.finditer(text, 3):
        credit, day = text[: found.start()], _BEHIND_DAY.sub("", text[found.end() :])
        if len(credit) > _LONGEST:
            break
        if BY.fullmatch(credit) and (_YEARLESS.fullmatch(day) or undecided(day)):
            return credit, day
        if is_stamp(day):
            whole = any(read_stamp(text, 0, lang) for lang in ("id", "en"))
            somebody = credit.split()[0] in given_names() or gazetteer.knows_outlet(credit)
            named = BY.fullmatch(credit) or (_SAYS_WHEN.match(day) and somebody)
            return None if whole and not named else (credit, day)
    return None


_LONGEST = 60
"""Characters of who wrote."""


_BY_IN = re.compile(rf"(?P<names>{NAMES})\s+in\s+[A-Z]\w+(?:\s[A-Z]\w+){{0,2}}")
"""`Amir Contoh in Geneva`, over the day."""


def take_reporter_in(line: Line, behind: str, reading: Makers) -> bool:
    """Whether the line says who wrote and from where, with the day on the next line, `behind`."""
    found = _BY_IN.fullmatch(line.text)
    if not found or not is_stamp(behind):
        return False
    reading.wrote(found["names"], f"a byline: {line.text}", line, 0.85)
    reading.take(line, line.text, "credit")
    return True
