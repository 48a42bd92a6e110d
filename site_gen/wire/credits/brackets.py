"""A signature in brackets on a line of its own below the story: initials, a name, a house. Rules of `below`.

A line may hold initials without brackets, too: `abc/xyz`.
"""

import re

from site_gen.wire.credits.hands import ALONE, is_ordinary
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAME, is_name
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.lines import Line

_BARE_INITIALS = re.compile(r"([a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4}(?:-[a-z]{2,4})?){1,3})")
"""`abc/xyz`"""
_HANDS_ALONE = re.compile(
    r"[(\[]\s*((?!(?:dan|and|foto|photo|ist|dok|sumber|baca|lihat|habis|bersambung)\b)[a-z]{2,16}(?:\s*/\s*[a-z][a-z.-]{1,20}){1,2})\s*[)\]]\.?"
)
"""`(amir/contohonline)` on the last line"""


def initials(text: str, line: Line, reading: Makers) -> bool | None:
    found = (
        ALONE.fullmatch(text.strip("*. ")) or _BARE_INITIALS.fullmatch(text) or _HANDS_ALONE.fullmatch(text)
    )
    if not found:
        return None
    # `(abc, town)`: who wrote it, and where; `(abc/contoh.com)`: and for whom.
    hands, _, last_part = re.sub(r"\s+|,.*", "", found[1]).rpartition("/")
    if hands and "." in last_part and reading.gazetteer.outlet_at.fullmatch(last_part):
        reading.published(last_part, f"a house at the end: {text}", line, 0.75)
    else:
        hands = f"{hands}/{last_part}" if hands else last_part
    reading.wrote(hands, f"initials at the end: {text}", line, 0.85)
    return True


_HOUSE_ALONE = re.compile(r"[(\[]\s*([A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})\s*[)\]]\.?")
"""`(CONTOH)` on the last line."""
_CAMEL = re.compile(r"[A-Z][a-z]+(?:Desk|News|Post|Times|Wire|Press)")
"""`ContohDesk`: a house's name in one word that no list has."""


def house(text: str, line: Line, reading: Makers) -> bool | None:
    found = _HOUSE_ALONE.fullmatch(text)
    if not found or not (reading.gazetteer.knows_outlet(found[1]) or _CAMEL.fullmatch(found[1])):
        return None
    reading.published(found[1], f"a house in brackets at the end: {text}", line, 0.75)
    return True


_HOUSE_AND_PLACE = re.compile(
    r"[(\[]\s*(?P<house>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,2})\s*,\s*(?P<place>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})\s*[)\]]\.?"
)
"""`(CONTOH.CO.ID, BANDUNG)`: a dateline that stands at the end."""


def house_and_place(text: str, line: Line, reading: Makers) -> bool | None:
    found = _HOUSE_AND_PLACE.fullmatch(text)
    place = reading.gazetteer.place(found["place"]) if found else ""
    if not found or not place or not _is_house(found["house"], reading):
        return None
    loud = found["house"].isupper() and not reading.gazetteer.knows_outlet(found["house"])
    house = found["house"].lower() if loud else found["house"]
    reading.published(house, f"a house and its place at the end: {text}", line, 0.75)
    reading.sat_in(place, f"a house and its place at the end: {text}", line)
    return True


def _is_house(name: str, reading: Makers) -> bool:
    """Whether a name is one of the list, or an address of a house."""
    return reading.gazetteer.knows_outlet(name) or (
        "." in name and reading.gazetteer.outlet_at.fullmatch(name) is not None
    )


_TAKEN_FROM = re.compile(
    r"[(\[]\s*(?:(?:(?:[Dd]ilansir|[Dd]ikutip|[Dd]isadur|[Dd]iolah|[Dd]isarikan|[Dd]irangkum)(?:\s+(?:dari|oleh))?"
    r"|(?:[Qq]uoted|[Tt]aken|[Aa]dapted)\s+from(?:\s+the)?)\s*:?\s+|(?P<label>[Ss]umber|SUMBER|[Ss]ource)\s*:\s*)(?P<source>[^()\[\]:;!?]{3,70})[)\]]\.?"
)
"""`(dilansir dari harian contoh jumat 8 desember 2017)`, `(sumber: Contoh.com)`"""
_LINK = re.compile(r"^\W*(?:(?:pada|edisi|tanggal|on|hari)\s+)*")
"""What may stand between a house and the day."""


def taken_from(text: str, line: Line, reading: Makers) -> bool | None:
    """Whose copy it was, and of which day; who is no house is a source only alone and behind its label."""
    found = _TAKEN_FROM.fullmatch(text)
    if not found:
        return None
    words = found["source"].split()
    for size in range(len(words), 0, -1):
        house, day = " ".join(words[:size]).strip(" ,./"), _LINK.sub("", " ".join(words[size:]))
        if _is_house(house, reading) and (not day or is_stamp(day)):
            reading.published(house, f"taken from it, as the end says: {text}", line, 0.65)
            return True
    return True if found["label"] and text == line.text else None


_NICK_ALONE = re.compile(
    r"[(\[]\s*((?!(?i:habis|bersambung|tamat|lihat|baca|foto|more|end|ends|selesai|tim|semoga|amin|aamiin|sekian|wassalam|insyaallah|wallahualam)\b)(?:[A-Z][a-z]{2,13}|[a-z]{3,14}\s[a-z]{3,14}))\s*[)\]]"
)
"""`(Amir)` on the last line"""


def nickname(text: str, line: Line, reading: Makers) -> bool | None:
    found = _NICK_ALONE.fullmatch(text)
    if not found or reading.gazetteer.knows_outlet(found[1]) or is_ordinary(found[1]):
        return None
    reading.wrote(found[1], f"a name in brackets at the end: {text}", line, 0.75)
    return True


_HOUSE_AND_NAMES = re.compile(
    rf"\(\s*(?P<house>[\w-]+(?:\.[\w-]+){{1,2}})\s*(?P<names>(?:/\s*{NAME}\s*){{1,5}})\)\.?"
)
"""`(Contoh.com/Amir Contoh/Budi Contoh)`"""


def house_and_names(text: str, line: Line, reading: Makers) -> bool | None:
    found = _HOUSE_AND_NAMES.fullmatch(text)
    if not found or not reading.gazetteer.outlet_at.fullmatch(found["house"]):
        return None
    names = ", ".join(part.strip() for part in found["names"].split("/") if part.strip())
    reading.wrote(names, f"names behind a house at the end: {text}", line, 0.85)
    reading.published(found["house"], f"a house at the end: {text}", line, 0.8)
    return True


_NAMES_IN_BRACKETS = re.compile(rf"\(\s*([A-Z][a-z]+(?:\s[A-Z][a-z'’]+){{1,2}})\s*/\s*{NAME}\s*\)")
"""`(Amir Contoh/Budi)`: the first wrote it."""


def two_names(text: str, line: Line, reading: Makers) -> bool | None:
    found = _NAMES_IN_BRACKETS.fullmatch(text)
    if not found or not is_name(found[1], reading.gazetteer):
        return None
    reading.wrote(found[1], f"names in brackets at the end: {text}", line, 0.7)
    return True


_NAME_IN_BRACKETS = re.compile(r"\(\s*([A-Z][a-z]+(?:\s[A-Z][a-z'’]+){1,2})\s*\)")
"""`(Amir Contoh)`: the weakest of signatures."""


def name(text: str, line: Line, reading: Makers) -> bool | None:
    found = _NAME_IN_BRACKETS.fullmatch(text)
    if not found or not is_name(found[1], reading.gazetteer):
        return None
    if not reading.author:
        reading.wrote(found[1], f"a name in brackets at the end: {text}", line, 0.65)
    return True
