"""Names in a translation that are written otherwise than the glossary has them in its language.

`Moskow` in an English text, `Suharto` where the table says Soeharto. Abbreviations and short forms are no
mistakes, and a name that goes on (`The Moscow Times`) is another name.
"""

import difflib
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from site_gen.documents.paragraphs import Paragraph
from site_gen.parity.blocks import plain
from site_gen.parity.mentions import GOES_ON
from site_gen.parity.names import Names
from site_gen.tables.exonyms import is_abbreviation
from site_gen.tables.glossary import Entry, fold

_ALIKE: Final = 0.8
_SHORT: Final = 5


class OtherForm(msgspec.Struct, frozen=True, order=True):
    """A name that the table writes otherwise."""

    line: int
    written: str
    name: str
    """As the table has it."""


def other_forms(paragraphs: Iterable[Paragraph], lang: str, names: Names) -> Iterator[OtherForm]:
    """The names in `paragraphs` that are not as the glossary has them in `lang`, each once a line."""
    for paragraph in paragraphs:
        if paragraph.kind == "code":
            continue
        text = plain(paragraph.text)
        for found in names.find(text):
            if " " not in found.written and GOES_ON.match(text, found.end):
                continue
            entries = [names.glossary.entries[id_] for id_ in found.ids]
            if all(_is_other(entry, found.written, lang) for entry in entries):
                line = paragraph.line + text.count("\n", 0, found.start)
                yield OtherForm(line, found.written, entries[0].names[lang])


def _is_other(entry: Entry, written: str, lang: str) -> bool:
    name = entry.names.get(lang, "")
    folded, right = fold(written).replace(" ", ""), fold(name).replace(" ", "")
    if not name or folded == right or is_abbreviation(written):
        return False
    others = {fold(other).replace(" ", "") for code, other in entry.names.items() if code != lang}
    if folded in others:
        return True
    alike = difflib.SequenceMatcher(None, folded, right, autojunk=False).ratio()
    within = folded in right or right in folded
    return len(folded) >= _SHORT and alike >= _ALIKE and not within
