"""What looks like a slip of the keyboard: reported at its line, never mended."""

import re
from operator import eq

from site_gen.errors import Location, Problem
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed

_TWICE = re.compile(r"\b(?P<word>[a-z]{2,12})\s+(?P=word)\b(?!-)")
_WORD = re.compile(r"[a-z]+")
_MEANT_TWICE = frozenset(["had", "that", "is", "very", "sangat", "bye", "ha", "no", "so", "blah", "so"])
_POINTER = re.compile(
    r"(?:^|(?<=[.!?\"”)\]])\s*|(?<=[a-z]))(?:(?:Baca|Lihat|Simak|Tonton)\s+[Jj]uga|BACA\s+JUGA|Baca|Read\s+(?:[Aa]lso|[Mm]ore)|Also\s+[Rr]ead|"
    r"RELATED|READ|WATCH|SEE\s+ALSO|Pilihan\s+(?:Redaksi|Editor)|Editor\s?['’]\s?s\s+[Pp]icks?)\s*:\s*(?=[A-Z0-9])"
)
# Before -nya stands a vowel or one consonant; two, or an n more, is a slip: kesiapaknnya.
_SUFFIX = re.compile(r"\b[a-z]+[bcdfghjklmpqrstvwxz]n?nnya\b|\b[a-z]+[aeiou]nnnya\b")


def doubts(lines: list[Line], name: str, lang: str) -> list[Problem]:
    """Words written twice, suffixes that cannot be, quotations that never close."""
    found: list[Problem] = []
    for line in lines:
        where = Location(name, line.number)
        words = _WORD.findall(line.text)
        for match in _TWICE.finditer(line.text) if any(map(eq, words, words[1:])) else ():
            if match["word"] not in _MEANT_TWICE:
                found.append(_doubt(where, f'"{match.group()}": a word twice'))
        if lang == "id" and "nnya" in line.text:
            for match in _SUFFIX.finditer(line.text):
                found.append(_doubt(where, f'"{match.group()}" looks misspelt'))
        if ":" in line.text and (found_pointer := _POINTER.search(line.text)):
            message = (
                f'"{found_pointer.group().strip()}": where the headline ends that it points to is not clear'
            )
            found.append(_doubt(where, message, "Cut it by hand if it is no part of the story."))
        if line.text.count("“") != line.text.count("”") and line.text.count("“") + line.text.count("”") == 1:
            found.append(_doubt(where, "a quotation that opens or closes alone"))
    return found


def paid_copy(piece: Removed, name: str) -> Problem:
    """The mark of copy that somebody paid for: it is out of the text, and a reader has to be told."""
    hint = "Tell the reader that it is paid for, or leave the story out."
    return _doubt(Location(name, piece.line), f'"{piece.text}": paid copy', hint)


def _doubt(where: Location, message: str, hint: str = "Compare with the original.") -> Problem:
    return Problem(where, message, hint, fatal=False)
