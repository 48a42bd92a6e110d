"""A line of its own between the headline and the first sentence that says who wrote: a byline and nothing else.

Beside the day or the dateline a byline is one of `beside`; below the story, of `below`.
"""

import re
from collections.abc import Callable

from site_gen.wire.credits import houses
from site_gen.wire.credits.alone import are_bare_names, is_bare_name, is_somebody
from site_gen.wire.credits.jobs import BY_JOB, WITH_OTHERS, WITH_OTHERS_END
from site_gen.wire.credits.labels import is_labels
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAME, NAMES, is_name, is_paper
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.lines import Line
from site_gen.wire.tokens import is_office

_ROLE_TAIL = r"(?:\s*(?:,|\||/|-|–|—|\bfor\b|\bof\b|\bin\b|\bfrom\b)\s*(?P<rest>[^.!?]{2,60}))?"
"""What stands behind the names: the house, a job, a town."""
_WORK = (
    "Ditulis|Dilaporkan|Disusun|Diposting|Diunggah|Analisis|Opini|Ulasan|Catatan|Kolom|"
    "Story|Written|Reported|Posted|Published|Analysis|Commentary|Opinion|Review|Essay|Column|Perspective|Words"
)
"""What somebody did, or made, before `by`: `Analysis by Emma Contoh`."""
BY = re.compile(
    rf"(?:(?:{_WORK})\s+)?(?:By|BY|by|Oleh|OLEH|oleh)\s*:?\s+(?P<names>{NAMES}){_ROLE_TAIL}\s*\.?"
)
"""`By Jane Doe, Contoh Post`, `Analysis by Jane Doe`, `Oleh: Amir Contoh`"""
_REPORT = r"Laporan\s+(?:Wartawan|wartawan|Kontributor|Reporter|reporter)\s+"
REPORT_OF = re.compile(
    rf"{_REPORT}(?P<outlet>[\w.-]+(?:\s[A-Z][\w.]+){{0,3}}?)\s*[,/|]\s*(?P<names>{NAMES})\s*"
)
"""`Laporan Wartawan Harian Contoh, Amir Contoh`"""


_AGO = re.compile(
    r"\s*[•·|]\s*\d+\s?(?:h|m|d|min|hours?|days?|jam|menit|hari)(?:\s+(?:ago|(?:yang\s+)?lalu))?$"
)
"""`Jane Doe · 3h`, `By Jane Doe | 2 jam lalu`"""
_BY_AND_SITE = re.compile(r"^(?:By|BY|by|Oleh|OLEH)\s*:?\s+(?=[A-Z][\w'’ .-]*[|,]\s*[\w-]+\.\w+$)")
"""`By ` before a name and an address"""
_HANDLE = re.compile(r"(?<=\w)\s*[(|,]?\s*@\w{2,20}\)?(?=$|\s)")
"""`By Jane Doe @janedoe`"""


def take_byline(text: str, line: Line, reading: Makers) -> bool:
    """Whether `text`, a line or a part of it, is a byline and nothing else: then it is read, and taken out."""
    bare = _bare(_BY_AND_SITE.sub("", _AGO.sub("", text))).lstrip("•·▪ ")
    if "|" in bare and (found := _BARRED_NAMES.fullmatch(bare)):
        bare = re.sub(r"\s*\|\s*", ", ", found["names"]) + " - " + found["outlet"]
    for rule in _RULES:
        read = rule(bare, line, reading)
        if read is not None:
            break
    else:
        return False
    if read:
        reading.take(line, text, "credit")
    return read


_BARRED_NAMES = re.compile(
    rf"(?P<names>{NAME}(?:\s*\|\s*{NAME}){{1,3}})\s+[-–—]\s+(?P<outlet>[A-Z][\w. ]{{2,30}})"
)
"""`Amir Contoh | Rahma Contoh - Harian Contoh`: who edited and who wrote, and the house."""


def _bare(text: str) -> str:
    """A byline without what stands round the name: `on`, `and agencies`, `@name`, a job before it."""
    if text.endswith(" on"):
        text = text[:-3]
    if WITH_OTHERS_END.search(text[-60:]):
        text = WITH_OTHERS.sub("", text)
    if "@" in text:
        text = _HANDLE.sub("", text)
    return BY_JOB.sub(r"\g<by>", text)


def _reports(text: str, line: Line, reading: Makers) -> bool | None:
    found = REPORT_OF.fullmatch(text)
    if not found:
        return _reports_unparted(text, line, reading)
    reading.wrote(found["names"], "a byline: Laporan Wartawan …", line)
    reading.published(found["outlet"], "the byline names it", line)
    return True


_UNPARTED = re.compile(rf"{_REPORT}(?P<words>[A-Z][\w.]*(?:\s[A-Z][\w.'’]*){{1,6}})")


def _reports_unparted(text: str, line: Line, reading: Makers) -> bool | None:
    """`Laporan wartawan Harian Contoh Amir Santika`: the comma was lost; the house is one of the list."""
    found = _UNPARTED.fullmatch(text)
    words = found["words"].split() if found else []
    for size in range(min(len(words) - 1, 4), 0, -1):
        house, name = " ".join(words[:size]), " ".join(words[size:])
        if reading.gazetteer.knows_outlet(house):
            reading.wrote(name, "a byline: Laporan wartawan …", line)
            reading.published(house, "the byline names it", line)
            return True
    return None


def _labels(text: str, line: Line, reading: Makers) -> bool | None:
    return is_labels(text, line, reading) or None


def _nobody(text: str, line: Line, reading: Makers) -> bool | None:
    return (houses.is_nobody(text) and line is not reading.lines[0]) or None


def _staff(text: str, line: Line, reading: Makers) -> bool | None:
    found = houses.STAFF.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["outlet"]):
        return None
    reading.published(found["outlet"], f"a byline: {text}", line)
    return True


_WITH_JOB = re.compile(
    rf"(?!By\s|BY\s)(?P<names>{NAMES}?)\s*(?:[,|/–-]\s*(?:[A-Za-z&]+\s+){{0,4}}?)?\s*(?i:jurnalis|wartawan|wartawati|reporter|kontributor|koresponden|penulis|journalist|(?:staff|senior|chief|special)?\s*"
    rf"(?:reporter|writer|correspondent)|contributor)s?"
)
"""`Amir Contoh, Jurnalis`"""
_CORRESPONDENT = re.compile(
    rf"(?:Kontributor|Koresponden)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s*,\s*(?P<names>{NAMES})"
)
"""`Kontributor Contoh, Amir Santika`: the town, and the name"""
_CITIZEN = re.compile(
    rf"(?i:Citizen\s+(?:Reporter|Journalist))\s*:?\s+(?P<names>{NAME}?)(?:\s*[,(].{{3,120}})?"
)
"""`Citizen Reporter Amir Contoh, Kepala Seksi Contoh`"""


def _with_job(text: str, line: Line, reading: Makers) -> bool | None:
    if not (
        ((found := _WITH_JOB.fullmatch(text)) and is_name(found["names"], reading.gazetteer))
        or (found := _CORRESPONDENT.fullmatch(text))
        or ((found := _CITIZEN.fullmatch(text)) and is_somebody(found["names"], reading))
    ):
        return None
    reading.wrote(found["names"], f"a byline: {text}", line)
    return True


def _team(text: str, line: Line, reading: Makers) -> bool | None:
    found = houses.TEAM.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["outlet"] or found["team"]):
        return None
    reading.published(found["outlet"] or found["team"], f"a credit line: {text}", line)
    return True


def _house_and_town(text: str, line: Line, reading: Makers) -> bool | None:
    found = houses.AND_TOWN.fullmatch(text)
    if not found or not (reading.gazetteer.knows_outlet(found[1]) and reading.gazetteer.place(found[2])):
        return None
    reading.published(found[1], f"a credit line: {text}", line)
    return True


def _by(text: str, line: Line, reading: Makers) -> bool | None:
    found = BY.fullmatch(text)
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    reading.wrote(found["names"], f"a byline: {text}", line)
    reading.named_behind(found["rest"], line)
    return True


_LABEL_AND_NAME = re.compile(
    rf"(?:Penulis|Reporter|Pewarta|Laporan(?:\s+oleh)?|Jurnalis|Wartawan|(?P<editor>Editor))\s+(?P<names>{NAME})(?:\s*\|\s*[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}})?"
)
"""`Penulis Amir Contoh`, its colon lost; `Laporan Amir Contoh | Sleman`"""


def _label_and_name(text: str, line: Line, reading: Makers) -> bool | None:
    found = _LABEL_AND_NAME.fullmatch(text)
    if found and found["editor"] and not is_office(found["names"].split()[0]):
        reading.edited(found["names"], f"a byline: {text}", line)
        return True
    if not found or not is_somebody(found["names"], reading):
        return None
    reading.wrote(found["names"], f"a byline: {text}", line)
    return True


_BUTTON = re.compile(
    rf"(?P<names>{NAME}?)\s*(?:View|See|Read|Show)\s+(?i:(?:more|all|full)\s+)?(?i:articles|stories|posts|profile|bio)(?:\s(?:by|from|of)\s.{{2,40}})?"
)
"""`Amir ContohView More Articles`: a name, and the button of its page"""


def _button(text: str, line: Line, reading: Makers) -> bool | None:
    found = _BUTTON.fullmatch(text)
    if not found or not is_name(found["names"], reading.gazetteer):
        return None
    reading.wrote(found["names"], f"a name with a button: {text}", line, 0.85)
    return True


def _names_alone(text: str, line: Line, reading: Makers) -> bool | None:
    if not are_bare_names(text, line, reading):
        return None
    reading.wrote(text, f"a line of names alone: {text}", line, 0.8)
    return True


_PICTURE_OF = re.compile(rf"[-–]\s*(?P<house>[\w.]{{3,20}})\s?/\s?{NAME}")
"""`- contoh.com/ Amir Santika` below the headline: whose picture stood there."""


def _picture(text: str, line: Line, reading: Makers) -> bool | None:
    found = _PICTURE_OF.fullmatch(text)
    return True if found and reading.gazetteer.knows_outlet(found["house"]) else None


_NAMES_AND_HOUSE = re.compile(rf"(?P<names>{NAMES})\s*(?:,|\||/|-|–|—)\s*(?P<outlet>[^,|]{{2,40}})")
"""`Jane Doe, Contoh Post`, `Amir Contoh | contoh.com`"""
_RUBRIC_FIRST = re.compile(r"[A-Z]\w+(?:\s[A-Z]\w+)?\s[-–]\s(?=[A-Z])")
"""`Gaya Hidup - ` before a name and its house"""
_NAMES_OF = re.compile(rf"(?P<names>{NAMES})\s*\((?P<outlet>[^()]{{2,40}})\)")
"""`Jane Doe (The Contoh Post)`"""
_HOUSE_AND_NAMES = re.compile(rf"(?P<outlet>[A-Za-z][\w. ]{{1,30}})\s*\|\s*(?P<names>{NAMES})")
"""The other way round."""


def _names_of(text: str, line: Line, reading: Makers) -> bool | None:
    found = _NAMES_OF.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["outlet"]):
        return None
    nobody = houses.is_nobody(found["names"])
    if not nobody and not is_name(found["names"], reading.gazetteer):
        return None
    if not nobody:
        reading.wrote(found["names"], f"a byline: {text}", line)
    reading.published(found["outlet"], f"a byline: {text}", line)
    return True


def _names_and_house(text: str, line: Line, reading: Makers) -> bool | None:
    gazetteer = reading.gazetteer
    found = _NAMES_AND_HOUSE.fullmatch(text)
    if rubric := _RUBRIC_FIRST.match(text):
        behind = _NAMES_AND_HOUSE.fullmatch(text, rubric.end())
        if behind and gazetteer.knows_outlet(behind["outlet"]):
            found = behind
    if not found:
        return None
    outlet = houses.without_staff(found["outlet"])
    if "|" in text and is_paper(outlet) and is_name(found["names"], gazetteer):
        pass
    elif any(map(is_office, found["names"].replace(",", " ").split())):
        return False  # Menteri Contoh, Amir Santika/CONTOH: whom a picture shows
    elif not (
        gazetteer.outlet_at.fullmatch(outlet) or houses.is_addressed(outlet, reading.lines)
    ) or not is_name(found["names"], gazetteer):
        found = _HOUSE_AND_NAMES.fullmatch(text)
        outlet = found["outlet"].strip() if found else ""
        if not found or not gazetteer.outlet_at.fullmatch(outlet):
            return False
    reading.wrote(found["names"], f"a credit line: {text}", line)
    reading.published(outlet, f"a credit line: {text}", line)
    return True


def _name_alone(text: str, line: Line, reading: Makers) -> bool | None:
    if not is_bare_name(text, line, reading):
        return None
    reading.wrote(text, f"a line with a name alone: {text}", line, 0.8)
    return True


_TWICE = re.compile(rf"(?P<name>{NAME})\s?(?P=name)")
_TWICE_ALONE = re.compile(r"(?P<name>[A-Z][a-z]{2,}) ?(?P=name)")
"""`AmirAmir`: one name is enough where it stands twice."""


def _name_twice(text: str, line: Line, reading: Makers) -> bool | None:
    """`Amir ContohAmir Contoh` right above the day: the name below the writer's picture, and its link."""
    found = _TWICE.fullmatch(text) or _TWICE_ALONE.fullmatch(text)
    at = next((n for n, one in enumerate(reading.lines) if one is line), 0)
    if not found or not at or at + 1 >= len(reading.lines) or not is_stamp(reading.lines[at + 1].text):
        return None
    if houses.is_nobody(found["name"]) or reading.gazetteer.knows_outlet(found["name"]):
        return True
    if reading.gazetteer.place(found["name"]) or any(map(is_office, found["name"].split())):
        return None
    reading.wrote(found["name"], f"a name that stands twice above the day: {text}", line, 0.85)
    return True


def _house_alone(text: str, line: Line, reading: Makers) -> bool | None:
    gazetteer = reading.gazetteer
    if not gazetteer.outlet_at.fullmatch(text):
        return None
    listed = gazetteer.knows_outlet(text) and len(text) > 2
    if not listed and (line is not reading.lines[0] or " " in text):
        return None
    reading.published(text, "a line of its own names it", line)
    return True


def _service(text: str, line: Line, reading: Makers) -> bool | None:
    found = houses.SERVICE.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["outlet"]):
        return None
    reading.published(found["outlet"], "a line of its own names its service", line)
    return True


_BY_HOUSE = re.compile(r"(?:By|BY|From|FROM)\s+(?:[Tt]he\s+)?(?P<house>[A-Z][\w. ]+)")
"""`By The Contoh Post`"""


def _by_house(text: str, line: Line, reading: Makers) -> bool | None:
    found = _BY_HOUSE.fullmatch(text)
    if not found or not reading.gazetteer.knows_outlet(found["house"]):
        return None
    reading.published(found["house"], f"a byline: {text}", line)
    return True


_RULES: tuple[Callable[[str, Line, Makers], bool | None], ...] = (
    _reports,
    _labels,
    _nobody,
    _staff,
    _with_job,
    _team,
    _house_and_town,
    _by,
    _label_and_name,
    _button,
    _names_alone,
    _picture,
    _names_of,
    _names_and_house,
    _name_twice,
    _name_alone,
    _house_alone,
    _service,
    _by_house,
)
"""In their order. None: the rule knows no such line. False: it knows that the line is no byline."""
