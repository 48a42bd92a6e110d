"""Persons as credits write them: a pattern for a name and for several, and what is no person's name.

Not who made this text: that is `makers`. What somebody does for a house is `jobs`.
"""

import re

from site_gen.wire import lexicon
from site_gen.wire.gazetteer import Gazetteer

_NAME_WORD = r"(?:(?:[A-Z]\.){2,3}|[A-ZÀ-Þ][\w'’-]*\.?|[\"“][A-Z][\w'’-]{1,15}(?: [A-Z][\w'’-]{1,15})?[\"”]|(?:bin|binti|al|van|der|de|den|von|la|di|da|del|el))"
"""One word of a name behind the first: initials, a nickname in quotation marks, `bin`, `van`."""
NAME = rf"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+{_NAME_WORD}){{0,4}}"
"""`Amir Contoh`, `J. R. Contoh`, `Amir bin Contoh`"""
NAMES = rf"{NAME}(?:\s*(?:,\s*(?:and|dan)\b|,|/|&|\band\b|\bdan\b)\s*{NAME}){{0,4}}"
"""Several: `Amir Contoh, Jane Doe and Budi Contoh`"""


_JOB = re.compile(
    r"(?:[\w&]+\s+){0,5}(?:Citizen)?(?:Reporter|Writer|Correspondent|Editor|Journalist|Columnist|Analyst|Contributor|Wartawan|Kontributor|Jurnalis)s?",
    re.IGNORECASE,
)
"""`Senior Writer`, `Harian Contoh Courts Reporter`"""
_OF_TOWN = re.compile(r"(?:Kontributor|Koresponden|Reporter|Wartawan)\s+[A-Z]\w+(?:\s[A-Z]\w+)?")
"""`Kontributor Contoh, Amir Santika`: of which town, or of what, and who."""
_UNNAMED = frozenset(["Stringer", "Handout", "Pool", "File", "STRINGER", "HANDOUT", "POOL"])
"""What stands for a photographer whom the agency does not name."""
_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,4}\.\s?){1,3}[A-Za-z]{0,5}\.?|SE|SH|MH|MM|MBA|MSc|PhD|SIP|MSi|SPd|MPd|SAg|SKom|ST|MT"
)
"""`M.Si.`, `S.H.`: behind a name and a comma."""
_HOLDS = re.compile(
    r"(?:Guru\s+Besar|Dosen|Direktur|Ketua|Wakil\s+Ketua|Peneliti|Mahasiswa|Pengamat|Pakar|Kepala|Sekretaris)\s"
)
"""What somebody is, behind a name and a comma."""
_TWICE = re.compile(r"(?P<name>[A-Z][\w.'’ -]{4,40})\s*(?P=name)")
"""`Jane Doe Jane Doe`: under the picture, and beside it."""


def people(names: str) -> list[str]:
    """The persons in a list of names: `A, B and C`."""
    if twice := _TWICE.fullmatch(names.strip()):
        names = twice["name"]
    parts = re.split(r"\s*(?:;|,|&|\band\b|\bdan\b)\s*", names.strip(" .,|-–—"))
    parts[0] = parts[0].removeprefix("Laporan ")
    if len(parts) > 1 and _OF_TOWN.fullmatch(parts[0].strip()):
        parts = parts[1:]
    named = [part.strip() for part in parts if part.strip() and not _JOB.fullmatch(part.strip())]
    named = [
        part for n, part in enumerate(named) if not (n and (_DEGREE.fullmatch(part) or _HOLDS.match(part)))
    ]
    return [cased(part) for part in named if part not in _UNNAMED]


def cased(name: str) -> str:
    if name.isupper() and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)
    return name


def is_name(names: str, gazetteer: Gazetteer) -> bool:
    """Whether a run of capitalised words can be a person: not a place, not an outlet."""
    first = names.split(",", maxsplit=1)[0].strip()
    letters, _, town = first.partition(" ")
    if letters.isupper() and len(letters) < 6 and town and gazetteer.place(town):
        return False  # PN Contoh: an office of a town
    if first.rpartition(" ")[2] in ("FC", "AFC", "SC", "CF"):
        return False
    return 1 < len(names.split()) <= 12 and not gazetteer.place(first) and not gazetteer.knows_outlet(first)


_PAPER = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|the)){1,4}")
"""A name in capitals that a word of the press may be in."""


def is_paper(name: str) -> bool:
    """Whether a name in a byline is called like a paper: `The Contoh Ledger`."""
    return _PAPER.fullmatch(name) is not None and not lexicon.words("press_words").isdisjoint(
        re.split(r"[\s-]+", name.lower())
    )
