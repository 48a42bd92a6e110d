"""On which of the first lines the dateline stands: at its beginning, alone on it, or a house before a dash."""

import re

import msgspec

from site_gen.wire.dateline.papers import is_called_by_the_press
from site_gen.wire.dateline.placing import UNMARKED
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.dateline.sites import DASH
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.head.above import is_headed
from site_gen.wire.lines import Line
from site_gen.wire.story import Dateline

_DEEPEST = 8
"""So many lines are looked at for a dateline."""
_FILED = re.compile(r"\(?FILES?(?:\s+(?:PHOTO|IMAGE|PICTURE))?\)?\s*[-–—:]")
"""A picture out of the archive, and no town."""
_SMALL = re.compile(r"(?<![\w-])[A-Za-z][a-z]{2,}(?![\w-])")


def find_dateline(lines: list[Line], gazetteer: Gazetteer) -> tuple[int, Dateline | None]:
    """The index of the dateline's line, and the dateline; -1 and None where there is none."""
    small = frozenset(word for line in lines[:40] for word in _SMALL.findall(line.text))
    doubtful: tuple[int, Dateline] | None = None
    for index, line in enumerate(lines[:_DEEPEST]):
        behind = lines[index + 1].text if index + 1 < len(lines) else ""
        if line.kind in ("heading", "list", "row") or (behind and _FILED.match(line.text)):
            continue
        found = read_dateline(line.text, gazetteer, small)
        if found and found.rule == UNMARKED and _is_named_again(line.text, found.end, lines):
            found = None
        if found is None and behind:
            titled = index == 1 and is_headed(lines[0].text)
            found = _parted(line.text, behind, gazetteer) or _alone(line.text, behind, gazetteer, titled)
        found = found or _of_house(line.text, lines)
        if not found:
            continue
        sure = found.outlet or len(line.text) > 80 or found.confidence >= 1.0 or found.rule == _TOWN_ALONE
        if index and not sure:
            continue
        if found.outlet or not found.doubt or not index:
            return index, found
        # A picture's words may begin in capitals, too: `PADAM - Petugas …`
        doubtful = doubtful or (index, found)
    return doubtful or (-1, None)


def _is_named_again(text: str, end: int, lines: list[Line]) -> bool:
    """Whether a place and the word behind it stand together elsewhere, too: they are a name."""
    pair = text[: end + len(text[end:].split(" ", 1)[0])]
    return sum(line.text.count(pair) for line in lines) > 1


_CLOSED = re.compile(r"[A-Z][A-Z ,.]{2,30}(?:,\s[A-Z][\w. ]{1,20})?\s\([^()]{2,40}\)")
"""`CONTOH, Jan. 5 (AGENCY)`, all by itself"""
_OPEN_COLON = re.compile(r"[A-Z][A-Z .'-]{2,30}:")
"""`CONTOH:`, all by itself"""
_OPEN_DASH = re.compile(rf"{DASH}\s*$")
"""`CONTOH, Contoh.id -`, all by itself"""
_LONGEST_OPEN = 60
"""Characters of a dateline by itself."""


def _parted(text: str, behind: str, gazetteer: Gazetteer) -> Dateline | None:
    """A dateline that the markup parted from its sentence, on the line `behind`."""
    closed = _CLOSED.fullmatch(text)
    if len(text) >= _LONGEST_OPEN or not (closed or _OPEN_DASH.search(text) or _OPEN_COLON.fullmatch(text)):
        return None
    dash = " -" if closed else ""
    joined = read_dateline(f"{text}{dash} {behind}", gazetteer)
    if not joined or joined.end != len(text) + len(dash) + 1:
        return None
    return msgspec.structs.replace(joined, end=len(text))


_TOWN_ALONE = "a town on a line of its own"
_SHORTEST_LEAD = 60
"""Characters of the sentence on the line behind."""
_LONGEST_ALONE = 50


def _alone(text: str, behind: str, gazetteer: Gazetteer, titled: bool) -> Dateline | None:
    """A dateline on a line of its own, without a dash: `Contoh, Harian Contoh`, `Contoh (Harian Contoh)`, `Contoh –
    contoh.id`; the sentence is on the line `behind`. A town alone is one right below a headline (`titled`)."""
    if len(text) > _LONGEST_ALONE or len(behind) < _SHORTEST_LEAD or "/" in text:
        return None
    if not (text[-1:].isalnum() or text[-1:] == ")") or not (behind[0].isupper() or behind[0] in '"“'):
        return None
    joined = read_dateline(f"{text} - {behind}", gazetteer)
    if not joined or joined.start or not joined.place or joined.end != len(text) + 3 or joined.after_deck:
        return None
    if "place" in joined.doubt:
        return None
    shaped = gazetteer.outlet_at.fullmatch(joined.outlet) or is_called_by_the_press(joined.outlet or "-")
    if joined.outlet and (gazetteer.knows_outlet(joined.outlet) or shaped or text[-1] == ")"):
        return msgspec.structs.replace(joined, end=len(text), rule=f"{joined.rule} on a line of its own")
    if titled and not joined.outlet and gazetteer.place(text):
        return Dateline(0, len(text), joined.place, "", "", _TOWN_ALONE, 0.8)
    return None


_NAMED = re.compile(rf"(?P<name>[A-Z][\w]{{3,24}}(?: [A-Z][\w]+)?)\s?{DASH}\s?(?=[A-Z“\"])")
"""A name, and a dash before a sentence."""


def _of_house(text: str, lines: list[Line]) -> Dateline | None:
    """`Contoh6 – Sentence`: a name before a dash whose address the text has, too, `contoh6.com`."""
    found = _NAMED.match(text)
    if not found or len(text) < _SHORTEST_LEAD:
        return None
    address = re.compile(
        rf"(?<![\w.@]){re.escape(found['name'].replace(' ', ''))}\.(?:com|co\.id|id|net|news|co|tv)\b",
        re.IGNORECASE,
    )
    told = next((match.group() for line in lines if (match := address.search(line.text))), "")
    return (
        Dateline(0, found.end(), "", told, "", "OUTLET, by its address in the text", 0.85) if told else None
    )
