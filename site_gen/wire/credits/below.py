"""A credit on a line of its own below the story: a name, initials, a house, what a desk calls its hands.

At the end of the last paragraph a credit is one of `ending`; what follows behind the credits is `behind`.
"""

import re
from collections.abc import Callable

from site_gen.wire.credits import brackets
from site_gen.wire.credits.bylines import BY, REPORT_OF
from site_gen.wire.credits.ending import TRANSLATED, without_ending
from site_gen.wire.credits.hands import CODE, CODED
from site_gen.wire.credits.labels import EDITS, is_labels
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.notes import how_to_reach, who_writes, who_writes_where
from site_gen.wire.credits.people import NAME, NAMES, is_name, is_paper
from site_gen.wire.lines import Line
from site_gen.wire.tokens import given_names


def without_credit(line: Line, reading: Makers, last: bool) -> str:
    """What of a line among the last ones is not a credit; `last` is whether the story ends with it."""
    text = line.text
    for rule, of_last in _RULES:
        read = rule(text, line, reading) if last or not of_last else None
        if read:
            reading.take(line, text, "credit")
            return ""
        if read is False:
            return text
    if last or text.startswith("(") or CODED.search(text):
        return without_ending(text, line, reading)
    return text


def _labels(text: str, line: Line, reading: Makers) -> bool | None:
    return (len(text) <= 160 and is_labels(text, line, reading)) or None


def _translated(text: str, line: Line, reading: Makers) -> bool | None:
    found = TRANSLATED.fullmatch(text)
    if not found:
        return None
    reading.translated(found["names"], f"who translated it, at the end: {text}", line)
    return True


_WHERE_ELSE = re.compile(r"^[-–—]+\s*|\s*(?:\|\s*)?(?:Follow\s+|Ikuti\s+|Twitter:\s*|Email:\s*)?@\w{2,20}$")
"""What stands round a byline at the end: a dash, and what the writer is called elsewhere."""


def _byline(text: str, line: Line, reading: Makers) -> bool | None:
    found = BY.fullmatch(_WHERE_ELSE.sub("", text)) if len(text) < _LONGEST_BYLINE else None
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    reading.wrote(found["names"], f"a byline at the end: {text}", line, 0.9)
    reading.named_behind(found["rest"], line)
    return True


_LONGEST_BYLINE = 90


_NAME_AND_HOUSE = re.compile(rf"[-–—]{{1,2}}\s*(?P<names>{NAMES}),\s*(?P<house>[A-Z][\w.'’ -]{{2,40}})")
"""`— Jane Doe, The Contoh Ledger` on the last line"""
_NAME_DASH_HOUSE = re.compile(rf"(?P<names>{NAMES})\s[-–—]\s(?P<house>[A-Z][\w.]{{2,20}}(?: [A-Z][\w.]+)?)")
"""`Amir Contoh - Contoh.id` there"""


def _name_and_house(text: str, line: Line, reading: Makers) -> bool | None:
    dashed = _NAME_DASH_HOUSE.fullmatch(text)
    found = dashed or _NAME_AND_HOUSE.fullmatch(text)
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    house = found["house"]
    if not (reading.gazetteer.knows_outlet(house) or (is_paper(house) and not dashed)):
        return None
    reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.85)
    reading.published(house, f"a credit at the end: {text}", line, 0.75)
    return True


_AGENCY_SLUG = re.compile(
    r"(?:[-–—]+\s*|(?:Source|[Ss]umber)\s*:\s*|[Ss]umber\s+)(?P<agency>[A-Z][\w.]{1,11}|[a-z]\w{1,11}\.(?:co\.id|com|id|net))(?:\s*/\s*[A-Za-z]{2,5}){0,3}(?:\([a-z]{2,4}\))?"
)
"""`- AFP/de`: the agency, and the hands that the text went through."""


def _agency(text: str, line: Line, reading: Makers) -> bool | None:
    found = _AGENCY_SLUG.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["agency"]):
        return None
    sure = 0.5 if text[:7].casefold() == "sumber " and ":" not in text else 0.8
    reading.published(found["agency"], f"the agency at the end: {text}", line, sure)
    return True


_CODES_OF = re.compile(rf"(?P<codes>{CODE}(?:\s*[/,]\s*{CODE}){{0,3}})\s+\((?P<agencies>\w[\w., ]{{1,60}})\)")
"""`ab/cd (dpa, Reuters)` on the last line: the hands, and whose copy they had."""


def _codes_of(text: str, line: Line, reading: Makers) -> bool | None:
    found = _CODES_OF.fullmatch(text)
    agencies = [name.strip() for name in found["agencies"].split(",")] if found else []
    if not found or not any(map(reading.gazetteer.knows_outlet, agencies)):
        return None
    reading.wrote(re.sub(r"\s+", "", found["codes"]), f"initials at the end: {text}", line, 0.85)
    return True


_HOUSE_AND_NAME = re.compile(
    rf"(?P<outlet>[\w-]+\.(?:com|co\.id|id|net|org|news))\s*[-–|]\s*(?P<names>{NAMES})"
)
"""`contoh.com - Amir Contoh`"""


def _house_and_name(text: str, line: Line, reading: Makers) -> bool | None:
    found = _HOUSE_AND_NAME.fullmatch(text)
    if not found or not reading.gazetteer.outlet_at.fullmatch(found["outlet"]):
        return None
    reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.85)
    reading.published(found["outlet"], f"a credit at the end: {text}", line, 0.8)
    return True


_STARRED = re.compile(rf"\*+\s*(?P<names>{NAME}(?:\s?/\s?{NAME}){{0,3}})")
"""`* Amir/Budi` on the last line"""


def _starred(text: str, line: Line, reading: Makers) -> bool | None:
    found = _STARRED.fullmatch(text)
    if not found:
        return None
    reading.wrote(found["names"].replace("/", ","), f"names behind a star at the end: {text}", line, 0.75)
    return True


_REPORTED = re.compile(rf"(?P<names>{NAMES})\s+reported\s+(?:this\s+story\s+)?from\s+[A-Z][\w ,.'’-]{{2,60}}")
"""`Jane Doe reported from Contoh, Argentina.`"""


def _reported_from(text: str, line: Line, reading: Makers) -> bool | None:
    found = _REPORTED.fullmatch(text)
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.8)
    return True


_PAPER_TOO = re.compile(rf"(?P<names>{NAME})\s*,\s*(?P<paper>[A-Z][\w.'’ -]{{3,40}})")
"""`Jane Doe, The Contoh Ledger` on the last line, no dash before it"""


def _name_and_paper(text: str, line: Line, reading: Makers) -> bool | None:
    found = _PAPER_TOO.fullmatch(text)
    if not found or not is_paper(found["paper"]):
        return None
    reading.wrote(found["names"], f"a credit at the end: {text}", line, 0.8)
    reading.published(found["paper"], f"a credit at the end: {text}", line, 0.65)
    return True


_NAME_AND_JOB = re.compile(
    rf"(?P<names>{NAME})\s+(?P<job>Penulis|Reporter|Pewarta|Wartawan|Jurnalis|Kontributor|Editor|Penyunting|Redaktur)"
)
"""`Amir Contoh Reporter`, on a line of its own: as pages set it, the job below the name."""


def _name_and_job(text: str, line: Line, reading: Makers) -> bool | None:
    found = _NAME_AND_JOB.fullmatch(text)
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    told = reading.edited if found["job"].lower() in EDITS else reading.wrote
    told(found["names"], f"a name and a job at the end: {text}", line, 0.85)
    return True


_BARE_NAMES = re.compile(rf"[A-Z][a-z'’-]+(?:\s[A-Z][a-z.'’-]*){{1,2}}(?:\s*/\s*{NAME})?")
"""`Amir Contoh`, `Amir Contoh/Budi Contoh`: a first name that many have tells that it is one."""


def _name_alone(text: str, line: Line, reading: Makers) -> bool | None:
    if not _BARE_NAMES.fullmatch(text) or text.split(maxsplit=1)[0] not in given_names():
        return None
    reading.wrote(text.split("/", maxsplit=1)[0], f"a name alone at the end: {text}", line, 0.65)
    return True


_HANDS = re.compile(
    r"/[a-z]{2,4}|[A-Z]{2,3}/[a-z]{2,3}|\(\s*(?:\*+\s*/?\s*[a-z]{2,6}|(?i:red|adv|adm|rls|rilis|hms|humas))\s*\)|(?:Tim\s+(?:Redaksi|Liputan|redaksi|liputan)|Humas(?:\s+[A-Z][\w.]*){1,6})"
)
"""`/abc`, `ABC/xy`, `(*/abc)`, `(adv)`, `Tim Redaksi`: nobody by name, and no part of the story."""


def _hands(text: str, line: Line, reading: Makers) -> bool | None:
    return True if _HANDS.fullmatch(text) else None


_DASH_NAME = re.compile(r"(?:[-–—]{1,2}|~)\s*([A-Z][a-z]+(?:\s[A-Z][a-z.'’]*){1,2})")
"""`- Amir Contoh`, `~ Amir Contoh`"""


def _behind_dash(text: str, line: Line, reading: Makers) -> bool | None:
    found = _DASH_NAME.fullmatch(text)
    if not found:
        return None
    reading.wrote(found[1], f"a name behind a dash at the end: {text}", line, 0.75)
    return True


def _report(text: str, line: Line, reading: Makers) -> bool | None:
    found = REPORT_OF.fullmatch(text)
    if not found:
        return None
    reading.wrote(found["names"], "Laporan Wartawan … at the end", line, 0.9)
    reading.published(found["outlet"], "the byline names it", line, 0.85)
    return True


def _house(text: str, line: Line, reading: Makers) -> bool | None:
    if len(text) >= _LONGEST_HOUSE or not reading.gazetteer.outlet_at.fullmatch(text):
        return None
    if not reading.gazetteer.knows_outlet(text):
        return None
    reading.published(text, "a line of its own names it", line, 0.8)
    return True


def _address(text: str, line: Line, reading: Makers) -> bool | None:
    if len(text) >= _LONGEST_HOUSE or not reading.gazetteer.outlet_at.fullmatch(text):
        return None
    if "." not in text or " " in text:
        return None
    reading.published(text, "a line of its own names it", line, 0.8)
    return True


_LONGEST_HOUSE = 60
"""Characters: what is longer is a sentence that begins with a house."""


_CAPS_ALONE = re.compile(
    r"(?!SELESAI|HABIS|BERSAMBUNG|TAMAT|IKLAN|SEKIAN|CATATAN|SUMBER|REDAKSI|KOMENTAR)[A-Z]{5,16}"
)
"""`MUNAWWAR` on the last line, behind a sentence."""


def _one_in_capitals(text: str, line: Line, reading: Makers) -> bool | None:
    gazetteer, name = reading.gazetteer, text.capitalize()
    if not _CAPS_ALONE.fullmatch(text) or gazetteer.knows_outlet(text) or gazetteer.place(text):
        return None
    before = next((one for one in reversed(reading.lines) if one.number < line.number), None)
    if before is None or before.text[-1] not in '.”"' or reading.speaks_of(name):
        return None
    reading.wrote(name, f"a name in capitals at the end: {text}", line, 0.7)
    return True


_CAPS = re.compile(
    r"(?P<names>(?:[A-Z]\s)?[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,4}(?:\s*[,/|]\s*[A-Z][A-Z'’.-]+(?:\s+[A-Z][A-Z'’.-]*){0,3}){0,3})"
)
"""`AMIR CONTOH, ANTARA`, `AMIR CONTOH | BUDI CONTOH`: who wrote, and whose copy it was."""


def _capitals(text: str, line: Line, reading: Makers) -> bool | None:
    if not 4 < len(text) < 70 or not _CAPS.fullmatch(text) or not re.search(r"[A-Z]{3}", text):
        return None
    parts = [part.strip() for part in re.split(r"\s*[,/|]\s*", text)]
    persons = [part for part in parts if not reading.gazetteer.knows_outlet(part)]
    named = len(persons) < len(parts) or all(1 < len(part.split()) < 5 for part in persons)
    if not persons or not named:
        return None
    reading.wrote(", ".join(parts), f"a credit in capitals: {text}", line, 0.85)
    return True


_TAIL, _LAST = False, True
"""Of which lines a rule is asked: of all in the tail, or of the last line of the story alone."""
_RULES: tuple[tuple[Callable[[str, Line, Makers], bool | None], bool], ...] = (
    (_labels, _TAIL),
    (_translated, _TAIL),
    (_byline, _TAIL),
    (_name_and_house, _LAST),
    (_agency, _TAIL),
    (_codes_of, _LAST),
    (brackets.initials, _LAST),
    (brackets.house, _LAST),
    (brackets.house_and_place, _LAST),
    (brackets.taken_from, _LAST),
    (brackets.nickname, _LAST),
    (brackets.house_and_names, _TAIL),
    (_house_and_name, _TAIL),
    (brackets.two_names, _LAST),
    (_starred, _LAST),
    (_reported_from, _TAIL),
    (_name_and_job, _TAIL),
    (_name_and_paper, _LAST),
    (_name_alone, _LAST),
    (_hands, _LAST),
    (_behind_dash, _LAST),
    (brackets.name, _LAST),
    (_report, _TAIL),
    (how_to_reach, _TAIL),
    (who_writes_where, _TAIL),
    (who_writes, _TAIL),
    (_house, _TAIL),
    (_address, _LAST),
    (_one_in_capitals, _LAST),
    (_capitals, _LAST),
)
"""In their order. None: the rule knows no such line. False: it has read the line, which says more and stays."""
