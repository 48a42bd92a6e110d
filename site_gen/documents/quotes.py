"""Typographic quotation marks for straight ones, as a typesetter would read them.

Only text is touched, never code, tags or addresses, and never the source. Where the sense of a mark cannot
be told (`6"`, a mark between two spaces) it stays straight.
"""

import re
from typing import Final

MARKS: Final[dict[str, str]] = {
    "de": "„“‚‘",
    "en": "“”‘’",
    "id": "“”‘’",
    "jv": "“”‘’",
    "ms": "“”‘’",
    "pt": "“”‘’",
    "su": "“”‘’",
    "tl": "“”‘’",
    "vi": "“”‘’",
    "zh": "“”‘’",
}
"""Language to its four marks: double open and closed, single open and closed (as CLDR 45 lists them)."""

_APOSTROPHE: Final = "’"
_OPENERS: Final = frozenset("([{<-–—/«¡¿…“„‘‚")
_CLOSERS: Final = frozenset(".,;:!?)]}>…»")
_SINGLE_CLOSES: Final = re.compile(r"'(?!\w)")


class Quotes:
    """The marks of one block of text. Feed it the block's texts in their order."""

    def __init__(self, lang: str) -> None:
        self.marks = MARKS.get(lang.partition("-")[0], "")
        """Empty: nothing is changed."""
        self.begin()

    def begin(self) -> None:
        """A new block begins: nothing is open, nothing stands before."""
        self.before = ""
        self._double = self._single = False

    def block(self, text: str) -> str:
        """A block that is one text."""
        self.begin()
        return self.turn(text, " ", True)

    def turn(self, text: str, after: str, last: bool) -> str:
        """`text` with its marks turned.

        `after` is the character that follows it in the block (a space at the block's end), and `last` says
        that no other text of the block follows.
        """
        if not text:
            return text
        double, single = text.find('"'), text.find("'")
        if double >= 0 or single >= 0:
            self._text, self._after, self._last = text, after, last
            self._at, self._turned = -2, ""
            parts, done = [], 0
            # From mark to mark, whichever comes next: a pattern for both would look at every character.
            while double >= 0 or single >= 0:
                if single < 0 or 0 <= double < single:
                    at, double = double, text.find('"', double + 1)
                else:
                    at, single = single, text.find("'", single + 1)
                parts.append(text[done:at])
                parts.append(self._mark(at))
                done = at + 1
            parts.append(text[done:])
            text = "".join(parts)
        self.before = text[-1]
        return text

    def _mark(self, at: int) -> str:
        text = self._text
        before = text[at - 1] if at else self.before
        if at - 1 == self._at:
            before = self._turned
        after = text[at + 1] if at + 1 < len(text) else self._after
        opens = not before or before.isspace() or before in _OPENERS
        closes = after.isspace() or after in _CLOSERS
        turned = (self._double_mark if text[at] == '"' else self._single_mark)(
            at, before, after, opens, closes
        )
        self._at, self._turned = at, turned
        return turned

    def _double_mark(self, at: int, before: str, after: str, opens: bool, closes: bool) -> str:
        if opens and not closes:
            self._double = True
            return self.marks[0]
        alone = opens and (not before or before.isspace())
        measure = before.isdigit() and not self._double
        if alone or measure or (opens and not self._double):
            return '"'
        self._double = False
        return self.marks[1]

    def _single_mark(self, at: int, before: str, after: str, opens: bool, closes: bool) -> str:
        if not opens:
            if before.isdigit() and not after.isalnum() and not self._single:
                return "'"  # feet or minutes
            if self._single and not after.isalnum():
                self._single = False
                return self.marks[3]
            return _APOSTROPHE
        if closes:
            if not self._single or not before or before.isspace():
                return "'"
            self._single = False
            return self.marks[3]
        # 'kan, 'tis, '98: a letter is missing, unless a mark that can close a quotation follows.
        if self._last and not _SINGLE_CLOSES.search(self._text, at + 1):
            return _APOSTROPHE
        self._single = True
        return self.marks[2]
