"""What a name is called in another language: Moskow is Moscow, AS is US; a person stays as written.

The table is the glossary. What it does not know keeps the form that its author chose.
"""

import re
from typing import Final

from site_gen.tables.glossary import Entry, Glossary, fold

_TOKEN: Final = re.compile(r"[^\W_]+")
_BETWEEN_PLACES: Final = re.compile(r"(\s*[,/]\s*)")


def name_in(entry: Entry, written: str, lang: str) -> str:
    """What `written`, a spelling of `entry`, is in `lang`; empty where the table does not say.

    A person keeps the form that was chosen (`Jokowi`). An abbreviation stays one if the table knows that of
    the other language (`AS` is `US`, `PBB` is `UN`); any other spelling becomes the name.
    """
    name = entry.names.get(lang, "")
    if entry.type == "person":
        return name if name and fold(written) in {fold(n) for n in entry.names.values()} else written
    if not name or not is_abbreviation(written):
        return name
    initials = "".join(token[0] for token in _TOKEN.findall(name) if token[0].isupper())
    for spelling in (written, *entry.aliases):
        if spelling == initials:
            return spelling
    return name


def is_abbreviation(spelling: str) -> bool:
    """Whether a spelling is all capitals: `AS`, `U.S.`, `PBB`."""
    letters = "".join(_TOKEN.findall(spelling))
    return letters.isupper() and len(letters) <= 6


def place_in(dateline: str, glossary: Glossary, source: str, target: str) -> str:
    """The place of a dateline written in `source`, in `target`: `Beijing/Moskow` is `Beijing/Moscow`.

    Every place in it counts, the region behind a town as well (`Mataram, NTB`). In its own language only a
    foreign name is replaced and capitals are set right: `Solo` stays, though the table may say Surakarta.
    """
    parts = _BETWEEN_PLACES.split(dateline)
    for number in range(0, len(parts), 2):
        entry = next((one for one in glossary.claims(parts[number]) if one.type == "place"), None)
        if entry is None:
            continue
        if source != target:
            parts[number] = name_in(entry, parts[number], target) or parts[number]
        elif fold(parts[number]) in {fold(name) for name in entry.names.values()}:
            parts[number] = entry.names.get(target) or parts[number]
    return "".join(parts)


def towns(dateline: str) -> list[tuple[str, tuple[str, ...]]]:
    """The towns that a dateline names, each with the regions behind it: `Mataram, NTB` is one town in one."""
    found = []
    for part in dateline.split("/"):
        town, *regions = (name.strip() for name in part.split(","))
        if town:
            found.append((town, tuple(region for region in regions if region)))
    return found


def with_capitals(dateline: str) -> str:
    """The towns in capitals, regions as they are: `MATARAM, West Nusa Tenggara`, `BEIJING/MOSCOW`."""
    parts = _BETWEEN_PLACES.split(dateline)
    capital = True
    for number, part in enumerate(parts):
        if number % 2:
            capital = part.strip() == "/"
        elif capital:
            parts[number] = part.upper()
    return "".join(parts)
