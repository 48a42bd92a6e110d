"""A credit at the very end of the last paragraph, behind its last sentence: in brackets, behind a stroke or a dash.

On a line of its own it is one of `below`.
"""

import re
from collections.abc import Callable

from site_gen.wire.credits import brackets
from site_gen.wire.credits.hands import INITIALS, is_ordinary
from site_gen.wire.credits.labels import LABELS, read_block
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.notes import REPORTING
from site_gen.wire.credits.people import NAME, NAMES, is_paper
from site_gen.wire.lines import Line
from site_gen.wire.tokens import given_names

_BLOCK = re.compile(
    rf"(?:\(\s*[\w.]+\s*-\s*[\w ]+\)\s*)?(?P<block>(?<![A-Z])(?:Penulis|Reporter|Pewarta|Kontributor|Editor|Naskah)\s*:\s*[^:#.!?]{{2,50}}?"
    rf"(?:\s*{LABELS}\s*:\s*[^:#!?]{{2,60}}?)*)\s*(?:#\w+\s*)*$"
)
"""`Penulis: A Editor: B` glued behind the last sentence, hashtags behind it"""

TRANSLATED = re.compile(
    rf"(?P<open>\()?(?:(?:Translated|TRANSLATED)\s+by|Diterjemahkan\s+oleh)\s*:?\s+(?P<names>{NAMES})\.?(?(open)\))"
)
"""`Translated by Jane Doe`, `(Diterjemahkan oleh Amir Contoh)`"""
_TRANSLATED_LAST = re.compile(rf"(?<=[.!?\"”’)])\s*{TRANSLATED.pattern}$")


def without_ending(text: str, line: Line, reading: Makers) -> str:
    """A text without the credit at its very end."""
    if found := REPORTING.search(text, max(0, len(text) - 500)):
        reading.wrote(found["names"], "Reporting by … at the end", line, 0.9)
    if found := _BLOCK.search(text, max(0, len(text) - 600)):
        read_block(found["block"], line, reading)
        reading.take(line, text[found.start() :].strip(), "credit")
        before = text[: found.start()].rstrip(" -–—(")
        return without_ending(before, line, reading) if before else ""
    if found := _TRANSLATED_LAST.search(text, max(0, len(text) - 120)):
        reading.translated(found["names"], f"who translated it, at the end: {found.group().strip()}", line)
        reading.take(line, found.group().strip(), "credit")
        return without_ending(text[: found.start()].rstrip(), line, reading)
    for rule in _RULES:
        if found := rule(text, line, reading):
            reading.take(line, found.group().strip(), "credit")
            return text[: found.start()].rstrip()
    return text


_REPORT_AT_END = re.compile(
    rf"(?<=[.!?\"”)])\s*(?:\(\*+\)\s*)?Laporan\s+(?:Wartawan|wartawan|Kontributor|kontributor|Reporter|reporter)\s+(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+)?)\s*,\s*(?P<names>{NAMES}|@\w+)\s*\.?$"
)
"""`… tuturnya. Laporan Wartawan Harian Contoh, Amir`"""


def _report(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    if found := _REPORT_AT_END.search(text):
        reading.wrote(found["names"].lstrip("@"), "Laporan Wartawan … at the end", line, 0.8)
        reading.published(found["outlet"], "the byline names it", line, 0.85)
    return found


def _initials(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = INITIALS.search(text)
    if not found:
        return None
    initials = re.sub(r"\s+", "", found["text"])
    if "/" not in initials and text[: found.start()].rstrip()[-1:] not in ".!?\"”’'":
        return None
    reading.wrote(initials, f"initials at the end: ({initials})", line, 0.9)
    return found


_HANDS_AND_HOUSE = re.compile(
    r"(?<=[.!?\"”’)])\s*[-–—]{1,2}\s?(?P<hands>[A-Z]{2,4}(?:/[A-Z]{2,4}){0,3}),\s(?P<house>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3})$"
)
"""`… at the age of 95. --ABC, Contoh Integrated News`"""


def _hands_and_house(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _HANDS_AND_HOUSE.search(text, max(0, len(text) - 70)) if "," in text[-50:] else None
    if not found or not (reading.gazetteer.knows_outlet(found["house"]) or is_paper(found["house"])):
        return None
    rule = f"hands and their house at the end: {found.group().strip()}"
    reading.published(found["house"], rule, line, 0.8)
    reading.wrote(found["hands"], rule, line, 0.7)
    return found


_OFFICE = r"(?:Humas|HUMAS|MC|Media\s+Center|Diskominfo\w*|Kominfo|Prokopim|Penrem|Pendam|Tim\s+(?:Publikasi|Media|Humas))(?:\s[A-Z][\w.-]*){0,5}"
"""The press desk of an office, a campus or a town."""
_PRESS_OFFICE = re.compile(
    rf"(?:^|(?<=[.!?\"”’]))\s*[(\[]\s*(?:(?P<house>{_OFFICE})(?:\s*[/,;:-]\s*|\s+)(?P<who>[A-Za-z][\w.'’]*(?:\s[A-Z][\w.'’]*){{0,2}}(?:\s?/\s?[A-Za-z][\w.]*){{0,4}})"
    rf"|(?P<hands>[A-Za-z]\w*(?:/\w+){{0,3}})\s*(?:-{{1,2}}|/)\s*(?P<of>{_OFFICE}))\s*[)\]]\.?$"
)
"""`(Humas Contoh/Amir)`, `(MC Contoh ab/cd)`, `(A/BCD--Tim Publikasi Diskominfo Contoh)`"""


def _press_office(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _PRESS_OFFICE.search(text, max(0, len(text) - 110)) if text[-1] in ")]." else None
    if found:
        rule = f"a press desk at the end: {found.group().strip()}"
        reading.published(found["house"] or found["of"], rule, line, 0.7)
        reading.wrote(found["who"] or found["hands"], rule, line, 0.75)
    return found


_AGENCY_NAME = re.compile(rf"\s*\(\s*(?P<one>{NAME}|[\w.]+)\s*/\s*(?P<two>{NAME}|[\w.]+)\s*\)\s*$")
"""`… (ANTARA/Amir Contoh)`, either way round"""


def _house_and_name(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _AGENCY_NAME.search(text)
    if not found:
        return None
    gazetteer, parts = reading.gazetteer, (found["one"], found["two"])
    persons = [
        part for part in parts if not (gazetteer.knows_outlet(part) or gazetteer.outlet_at.fullmatch(part))
    ]
    rule = f"a credit at the end: {found.group().strip()}"
    if len(persons) == 2 and " " in parts[1] and (house := gazetteer.site_of(parts[0])):
        reading.published(house, rule, line, 0.7)
        persons = [parts[1]]
    if len(persons) == 1:
        reading.wrote(persons[0], rule, line, 0.85)
        return found
    if len(persons) == 2 and reading.speaks_of(parts[0]) and not reading.speaks_of(parts[1]):
        # `(Yayasan Contoh/Amir)` behind what a house tells of itself.
        reading.wrote(parts[1], rule, line, 0.75)
        return found
    # `(Harian/Amir Contoh)` of whom the head says that he wrote it
    return found if reading.author.value in parts else None


_TWO_HANDS = re.compile(r"(?<=[.!?\"”’])\s*[(\[](?P<one>[a-z]{2,16})\s*/\s*(?P<two>[a-z]{2,16})[)\]]\.?$")
"""`(antara/contoh)`: whose copy it was, and whose it is, in small letters."""


def _two_hands(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _TWO_HANDS.search(text)
    if not found or not any(map(reading.gazetteer.knows_outlet, found.groups())):
        return None
    hands = [name for name in found.groups() if not reading.gazetteer.knows_outlet(name)]
    if hands:
        reading.wrote(hands[0], f"a credit at the end: {found.group().strip()}", line, 0.75)
    return found


_HOUSE_NAME = re.compile(
    r"(?<=[.!?\"”’])\s*[(\[](?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}|[A-Z]{3,16}(?:\s[A-Z]{3,16}){1,2}(?=\s*/\s*[A-Z]-?\d))\s*/\s*(?:[a-z][a-z.]{2,16}|[A-Za-z][a-z]{1,4}|[A-Z]{2,5}|[A-Z]-?\d{1,3})[)\]]\.?\s*\**$"
)
"""`(Amir/contohpost)`, `(Amir Contoh/ABC)`: who wrote it, and the house or another hand."""


def _name_and_house(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    if found := _HOUSE_NAME.search(text):
        reading.wrote(found["name"], f"a credit at the end: {found.group().strip()}", line, 0.8)
    return found


_HOUSE_LAST = re.compile(r"(?<=[.!?\"”’])\s*[(\[](?P<house>[\w-]+\.(?:com|co\.id|id|net|news))[)\]]\.?$")
"""`… usaha. (contoh.com)`"""


def _house(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _HOUSE_LAST.search(text, max(0, len(text) - 60)) if text[-1] in ")]." else None
    if not found or not reading.gazetteer.outlet_at.fullmatch(found["house"]):
        return None
    reading.published(found["house"], f"a house at the end: {found.group().strip()}", line, 0.8)
    return found


_SLASHED = re.compile(r"(?<=[.!?\"”’])\s?/\s?(?P<name>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+){0,2})\*{0,3}$")
"""`… pungkasnya./Amir`"""


def _behind_stroke(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _SLASHED.search(text, max(0, len(text) - 60)) if "/" in text[-40:] else None
    if found:
        rule = f"a name behind a stroke at the end: {found.group().strip()}"
        reading.wrote(found["name"], rule, line, 0.75)
    return found


_AGENCY_BEHIND_DASH = re.compile(
    r"(?<=[.!?\"”’)])\s*[-–—]{1,2}\s*(?:with\s+)?(?P<agency>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})$"
)
"""`… in the end. - Reuters`"""
_LETTERS = re.compile(r"(?<=[.!?\"”’])\s+(?P<agency>[A-Z]{2,9})(?:\s+[A-Z]{2,4}){0,4}$")
"""`PTI ABC XY` at the end: the agency, and the hands, if any."""


def _agency(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    for found in (_AGENCY_BEHIND_DASH.search(text, max(0, len(text) - 50)), _LETTERS.search(text)):
        if found and reading.gazetteer.knows_outlet(found["agency"]):
            reading.published(found["agency"], f"the agency at the end: {found.group().strip()}", line, 0.8)
            return found
    return None


_AGENCY_LAST = re.compile(
    r"(?<=[.!?\"”’])\s*[(\[]\s*(?:(?:[Ss]umber|[Ss]ource)\s*:?\s*)?(?P<agency>[A-Za-z][\w.]*(?:\s[A-Z][\w.]*){0,2})\s*[)\]]\.?$"
)
"""`… katanya. (CONTOH)`, `(Sumber: Contoh)`: whose copy it was."""


def _agency_in_brackets(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _AGENCY_LAST.search(text, max(0, len(text) - 60)) if text[-1] in ")]." else None
    if not found or len(found["agency"]) < 3 or not reading.gazetteer.knows_outlet(found["agency"]):
        return None
    reading.published(found["agency"], f"the agency at the end: {found.group().strip()}", line, 0.75)
    return found


_PICTURE_LAST = re.compile(
    rf"(?<=[.!?\"”’)])\s*(?P<house>[A-Z][A-Za-z]+(?:\s(?!Foto|Photo)[A-Z][a-z]+)?)(?:\s+(?:FOTO|PHOTO|Foto|Photo))?\s*/\s*(?P<name>{NAME})(?:\s*/\s*[A-Za-z]{{2,6}})?\.?$"
)
"""`… di dermaga. CONTOH FOTO/Amir Contoh/abc.`"""
_OF_CAPTION = 3
"""Lines, the headline among them: a story of no more is what its picture shows."""


def _picture(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    """A picture's credit: of a caption that is all there is, whose copy it is and who made it; else of nobody."""
    found = _PICTURE_LAST.search(text, max(0, len(text) - 110)) if "/" in text[-80:] else None
    knows = reading.gazetteer.knows_outlet
    if not found or not knows(found["house"]) or knows(found["name"]):
        return None
    if len(reading.lines) <= _OF_CAPTION:
        rule = f"the credit of the picture that is told of: {found.group().strip()}"
        reading.published(found["house"], rule, line, 0.75)
        reading.wrote(found["name"], rule, line, 0.75)
    return found


_BRACKET_LAST = re.compile(r"(?<=[.!?\"”’])\s*(?P<credit>[(\[][^()\[\]]{5,90}[)\]]\.?)$")


def _source_in_brackets(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    """`… katanya. (CONTOH.CO.ID, BANDUNG)`, `… katanya. (dikutip dari Contoh.com)`"""
    found = _BRACKET_LAST.search(text, max(0, len(text) - 100)) if text[-1] in ")]." else None
    if found and any(
        rule(found["credit"], line, reading) for rule in (brackets.house_and_place, brackets.taken_from)
    ):
        return found
    return None


_GLUED_HANDS = re.compile(
    r"(?<=[a-z])(?:\((?P<hands>(?!(?:yoy|mtm|ytd|qtq|qoq|mom|ctc|kg|km|cm|mm|ml|ha|dkk|dll|dst|dsb|rp|usd)\b)[a-z]{2,4}|[A-Z][a-z]{2,12}|\*+\s?/\s?[A-Za-z]{2,12})\)|\s?\[(?P<boxed>(?!sic\b)[a-z]{2,4})\])\.?$"
    r"|(?<=[.!?\"”’])\s*[(\[](?P<codes>[A-Za-z]{1,4}(?:/[A-Za-z]\d{0,3}){1,2})[)\]]\.?$"
    r"|(?<=[.!?\"”’])\s?(?P<bare>[a-z]{2,5}(?:/[a-z]{2,5}){1,2})$"
    r"|(?<=[.!?\"”’])\s?/{1,2}\s?(?P<stroked>[a-z]{2,16})$"
    r"|(?<=[.!?\"”’])\s?@_?(?P<called>[A-Za-z]{2,12})$"
)
"""`… sore hari(abc)`, `… sore hari [abc]`, `… sore hari. (abc/D)`, `… sore hari.abc/xyz`, `… sore hari. /abc`"""


def _hands(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _GLUED_HANDS.search(text, max(0, len(text) - 30))
    name = next(filter(None, found.groups()), "") if found else ""
    if not name or reading.speaks_of(name) or is_ordinary(name) or reading.gazetteer.knows_outlet(name):
        return None
    if name.lower() not in ("red", "redaksi", "admin"):
        reading.wrote(name.lstrip("*/ "), f"hands at the end: {name}", line, 0.75)
    return found


_STARS = re.compile(r"(?<=[.!?\"”’])\s?(?:\*{1,5}|[(\[][*+]{1,5}[)\]])$")
"""`… sore hari.***`, `… sore hari. (+)`: the story ends there."""


def _stars(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _STARS.search(text, max(0, len(text) - 9))
    return found if found and text.count("*", 0, found.start()) == 0 else None


_GLUED_NAME = re.compile(
    r"(?<=[a-z”\"][.!?”\"])(?P<name>[A-Z][a-z'’]{2,}(?:\s[A-Z][a-z'’]{1,})(?:\s[A-Z][a-z'’]+)?)$"
    r"|(?<=[.!?”\"])\s+(?P<loud>[A-Z]{3,}(?:\s[A-Z.]{2,}){1,3}(?:\s\|\s[A-Z]{3,}(?:\s[A-Z.]{2,}){0,3}){0,2})$"
)
"""`… sore hari.Amir Contoh`, `… sore hari. AMIR CONTOH | BUDI`"""


def _name(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _GLUED_NAME.search(text, max(0, len(text) - 70))
    if not found:
        return None
    name = found["name"] or found["loud"].partition(" | ")[0]
    first = name.split()[0].capitalize()
    if first not in given_names() or reading.gazetteer.knows_outlet(name) or reading.speaks_of(name):
        return None
    reading.wrote((found["loud"] or name).replace(" | ", ", "), f"a name at the end: {name}", line, 0.75)
    return found


_NICK = re.compile(
    r"(?<=[.!?\"”’])\s*[(\[](?!(?i:habis|bersambung|tamat|lihat|baca|foto|more|end|ends|selesai|semoga|amin|aamiin|sekian|wassalam|insyaallah|wallahualam)\b)(?P<text>[a-z]{2,14}(?:\s[a-z]{3,14})?|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})[)\]]\.?\s*$"
)


def _nickname(text: str, line: Line, reading: Makers) -> re.Match[str] | None:
    found = _NICK.search(text)
    if not found or reading.gazetteer.knows_outlet(found["text"]) or is_ordinary(found["text"]):
        return None
    reading.wrote(found["text"], f"a credit in brackets at the end: ({found['text']})", line, 0.75)
    return found


_RULES: tuple[Callable[[str, Line, Makers], re.Match[str] | None], ...] = (
    _report,
    _initials,
    _hands_and_house,
    _press_office,
    _house_and_name,
    _two_hands,
    _name_and_house,
    _house,
    _behind_stroke,
    _agency,
    _agency_in_brackets,
    _source_in_brackets,
    _picture,
    _hands,
    _name,
    _stars,
    _nickname,
)
"""In their order: each tells where in the text the credit stands that it has read."""
