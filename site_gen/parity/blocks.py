"""Two texts side by side: the paragraphs that belong together, with the figures and names in them."""

import functools
import html
import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import msgspec

from site_gen.documents.paragraphs import Paragraph
from site_gen.parity.alignment import align
from site_gen.parity.figures import Figure, figures
from site_gen.parity.language import languages_of
from site_gen.parity.names import Named, Names

What = Literal["figure", "name", "quotation", "paragraph", "weekday"]


class Text(msgspec.Struct, frozen=True):
    """One of the two texts."""

    path: str
    lang: str
    paragraphs: tuple[Paragraph, ...]


class Finding(msgspec.Struct, frozen=True, order=True):
    """A place where the two texts differ."""

    line: int
    """Of the translation; what it lacks is missed where the paragraph stands to which it belongs."""
    other_line: int
    """Of the original."""
    what: What
    written: str = ""
    """In the translation; empty if it has nothing like it."""
    other: str = ""
    """In the original."""


class FigureAt(msgspec.Struct, frozen=True):
    """A figure and its line."""

    figure: Figure
    line: int


class Block(msgspec.Struct, frozen=True):
    """Paragraphs that belong together, of the original and of the translation."""

    sides: tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]
    figures: tuple[tuple[FigureAt, ...], tuple[FigureAt, ...]]

    @property
    def is_pair(self) -> bool:
        """Whether both texts have something here."""
        return all(self.sides)

    @property
    def is_front(self) -> bool:
        """Whether it is a title or a summary."""
        return any(p.kind in ("title", "summary") for side in self.sides for p in side)


_CODE: Final = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_TARGET: Final = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]|\[\^[^\]]+\]:?|<[^<>]*>|https?://\S+")
_LEAD: Final = re.compile(r"^[ \t]*(?:\d{1,9}[.)][ \t]|[#>*+-]+[ \t])+", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@functools.lru_cache(512)
def plain(text: str) -> str:
    """The words of a Markdown paragraph, each on its own line still."""
    for pattern in (_CODE, _TARGET, _LEAD):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    return html.unescape(_ESCAPE.sub(r"\1", text)).replace("\u00a0", " ").replace("*", "")


class Blocks:
    """The two texts of one comparison. Of each pair, 0 is the original and 1 the translation."""

    def __init__(self, original: Text, translation: Text, names: Names) -> None:
        self.texts = original, translation
        self.langs = languages_of(original.lang, translation.lang)
        self.names = names
        self._named: dict[str, tuple[Named, ...]] = {}
        left, right = ([p for p in text.paragraphs if p.kind != "code"] for text in self.texts)
        self.all: list[Block] = []
        for pair in align(left, right):
            sides = tuple(left[i] for i in pair.left), tuple(right[j] for j in pair.right)
            self.all.append(Block(sides, (self._figures(sides[0], 0), self._figures(sides[1], 1))))

    def _figures(self, paragraphs: Iterable[Paragraph], side: int) -> tuple[FigureAt, ...]:
        return tuple(
            FigureAt(figure, line_at(paragraph, figure.start))
            for paragraph in paragraphs
            for figure in figures(plain(paragraph.text), self.langs[side])
        )

    def named(self, text: str) -> tuple[Named, ...]:
        """The names of the glossary in a text. Several comparisons ask for them."""
        if text not in self._named:
            self._named[text] = tuple(self.names.find(text))
        return self._named[text]

    def paragraphs(self, side: int) -> Iterator[tuple[int, Paragraph]]:
        """Every paragraph of one text, with the index of its block."""
        for place, block in enumerate(self.all):
            for paragraph in block.sides[side]:
                yield place, paragraph

    def lines(self, place: int) -> tuple[int, int]:
        """Where a block stands in both texts; for a side that has nothing, the paragraph ahead of it."""
        found = []
        for side in (0, 1):
            ahead = (b.sides[side][0].line for b in reversed(self.all[: place + 1]) if b.sides[side])
            first = self.texts[side].paragraphs
            found.append(next(ahead, first[0].line if first else 1))
        return found[0], found[1]

    def finding(
        self, place: int, what: What, other: tuple[int, str] | None, own: tuple[int, str] | None
    ) -> Finding:
        """What was found in a block: line and text of the original (`other`) and of the translation."""
        other_line, line = self.lines(place)
        return Finding(
            own[0] if own else line,
            other[0] if other else other_line,
            what,
            own[1] if own else "",
            other[1] if other else "",
        )

    def on_side(self, place: int, what: What, side: int, at: tuple[int, str]) -> Finding:
        """What was found in one text only."""
        return self.finding(place, what, at, None) if side == 0 else self.finding(place, what, None, at)


def line_at(paragraph: Paragraph, offset: int) -> int:
    """The line of the file on which a place in the plain text of a paragraph stands."""
    return paragraph.line + plain(paragraph.text).count("\n", 0, offset)
