"""What a page says of who wrote: how to reach somebody, for whom somebody writes; below the story, or in a box.

A note is read wherever it stands; it goes only where it is one sentence, and no more.
"""

import re

from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.people import NAME, NAMES, is_name, is_paper
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed
from site_gen.wire.tokens import given_names

REPORTING = re.compile(rf"\(?Reporting\s+by\s+(?P<names>{NAMES})")
"""`(Reporting by Jane Doe; Editing by …)`"""


_CONTRIBUTED = re.compile(
    rf"(?P<house>[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}}?)['’]s?\s+(?P<names>{NAME})\s(?:.{{2,80}}\s)?contributed\s+to\s+this\b"
)
"""`Contoh News’ Jane Doe and The Contoh Press contributed to this report.`"""
CALLED = re.compile(
    r"(?:(?:Contact|Email|E-mail|Reach|Follow|Write\s+to)\s+(?:(?:the\s+)?(?:reporter|staff\s+writer|writer|columnist|correspondent)\s+)?"
    rf"(?P<names>{NAME})\s+(?:at|on|via|@)\b|(?P<reached>{NAME})(?:\s+is\s+a[^.]{{3,80}}?[.,]\s+(?:and|She|He|They))?\s+(?:can|may)\s+be\s+(?:reached|contacted|emailed)\b)"
)
"""How a reader reaches who wrote: `Follow Jane Doe on Twitter`, `Jane Doe can be reached at …`."""
_CALLS = frozenset(["contact", "share", "ask", "follow"])
"""Rules of noise that take how a reader reaches who wrote."""
_LONGEST = 160
"""Characters of a note that is nothing else."""


def read_removed(piece: Removed, reading: Makers) -> None:
    """Reads who wrote in a note that was taken out before, as a part of some boilerplate."""
    line = Line(piece.text, piece.line)
    if piece.rule == "credit line" and (found := REPORTING.search(piece.text)):
        reading.wrote(found["names"], "Reporting by … at the end", line, 0.9)
    elif piece.rule == "credit line" and (found := _CONTRIBUTED.match(piece.text)):
        if reading.gazetteer.knows_outlet(found["house"]):
            reading.published(found["house"], f"whose reporter it names: {piece.text[:60]}", line, 0.75)
            reading.wrote(found["names"], f"who contributed: {piece.text[:60]}", line, 0.6)
    elif piece.rule == "republished":
        _read_republished(piece.text, line, reading)
    elif piece.rule == "about the author":
        _read_about(piece.text, line, reading)
    elif (
        piece.rule in _CALLS and (found := CALLED.match(piece.text)) and _is_caller(found, reading.gazetteer)
    ):
        reading.wrote(found["names"] or found["reached"], "how to reach the writer", line, 0.7)


_NAMED = r"(?P<names>[A-Z][\w.'’-]*?(?:\s[A-Z][\w.'’-]*?){0,3})"
_REPUBLISHED_BY = re.compile(
    rf"(?:\b|(?<=[a-z]))(?P<label>Penulis|Reporter|Editor)\s*:\s*{_NAMED}\s*(?=[|,(]|(?:Penulis|Reporter|Editor)\s*:|Kompas\w*\+|\.?\s*$)"
)
"""`… dengan judul "…", Penulis : Amir ContohEditor : Budi Contoh`"""


def _read_republished(text: str, line: Line, reading: Makers) -> None:
    """Reads who wrote and who edited where the story stood before."""
    for found in _REPUBLISHED_BY.finditer(text):
        tell = reading.edited if found["label"] == "Editor" else reading.wrote
        tell(found["names"], "named where the story stood before", line, 0.85)


def how_to_reach(text: str, line: Line, reading: Makers) -> bool | None:
    """`Follow Jane Doe on Twitter`: whether the line is nothing else; None where it is none."""
    found = CALLED.match(text)
    if not found or not _is_caller(found, reading.gazetteer):
        return None
    reading.wrote(found["names"] or found["reached"], "how to reach the writer, at the end", line, 0.7)
    _, *more = sentences(text)
    if house := next((house for one in more if (house := _FIND.match(one))), None):
        reading.published(house["house"], f"a note at the end: {house.group()}", line, 0.8)
    return len(text) < _LONGEST and all(map(_ALSO.fullmatch, more))


_ALSO = re.compile(r"(?:Follow|Find|Like|Email|E-mail|Call|Reach|Contact)\s[^!?]{3,80}")
"""`Follow him on Twitter @contoh.`: what stands behind it in such a note."""
_FIND = re.compile(r"(?:Find|Like)\s(?P<house>[\w-]+\.(?:com|org|net|id|co\.\w\w))\son\sFacebook")


def _is_caller(found: re.Match[str], gazetteer: Gazetteer) -> bool:
    """Whether who can be reached is a person by the first name, and no house or place."""
    words = (found["names"] or found.groupdict().get("reached") or "").split()
    name = " ".join(words)
    return (
        1 < len(words) < 4 and words[0] in given_names() and is_name(name, gazetteer) and not is_paper(name)
    )


_WRITER_AT = re.compile(
    rf"^(?P<names>{NAME})\s+is\s+(?:a|an|the)\s+[^.]{{0,60}}?\b(?:reporter|writer|correspondent|editor|columnist|journalist|contributor)\b[^.]{{0,40}}?\b(?:at|for|of|with)\s+(?P<outlet>(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})"
)
"""`Jane Doe is a staff writer at The Contoh Ledger …`"""
_COVERS = re.compile(
    rf"^(?P<names>{NAME})\s+(?:covers|writes|reports)\b[^.]{{0,60}}?\b(?:for|at)\s+(?P<outlet>(?:the\s+|The\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})\.?$"
)
"""`Jane Doe covers schools for The Contoh Ledger.`"""


def who_writes_where(text: str, line: Line, reading: Makers) -> bool | None:
    """`Jane Doe is a reporter at The Contoh Ledger`: whether the line is nothing else; None where it is none."""
    found = _WRITER_AT.match(text) or _COVERS.match(text)
    if not found:
        return None
    reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)
    reading.published(found["outlet"].rstrip("."), "a note on the writer at the end", line, 0.8)
    return len(text) < _LONGEST and len(sentences(text)) == 1


_IS_WRITER = re.compile(
    rf"^(?P<names>{NAME})\s+is\s+(?:a|an|the)\s+(?:[\w’'.,&-]+\s+){{0,7}}?(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|author|producer|intern|fellow)\b[^!?]{{0,120}}$"
)
"""`Jane Doe is a freelance journalist based in Geneva.`"""


def who_writes(text: str, line: Line, reading: Makers) -> bool | None:
    """The same without the house, or with it somewhere in the words; of nobody whom the story speaks of."""
    found = _IS_WRITER.match(text)
    if not found or not _is_caller(found, reading.gazetteer) or _is_told_of(found["names"], reading):
        return None
    reading.wrote(found["names"], "a note on the writer at the end", line, 0.8)
    capitals = " ".join(re.findall(r"[A-Z][\w.]*", text[found.end("names") :]))
    reading.names_house(capitals, "a note on the writer", line)
    return len(sentences(text)) == 1


def _is_told_of(name: str, reading: Makers) -> bool:
    """Whether the story speaks of somebody, or signs with the name, before it tells who that is."""
    return sum(name.rsplit(maxsplit=1)[-1] in line.text for line in reading.lines) > 1


def _read_about(text: str, line: Line, reading: Makers) -> None:
    """Reads who wrote in what a page says below `About the author`."""
    if who_writes_where(text, line, reading) is None and (found := _IS_WRITER.match(text)):
        reading.wrote(found["names"], "a note on the writer at the end", line, 0.85)
