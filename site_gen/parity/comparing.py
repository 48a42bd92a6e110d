"""Two texts of one story → where they do not say the same.

Only what can be told from the writing is compared, and doubt speaks for the translator: a number in words, a
year left out, an amount converted in brackets, a day called "Monday" in place of its date are no findings.
"""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_gen.documents.paragraphs import Paragraph
from site_gen.parity.blocks import Block, Blocks, FigureAt, Finding, Text, line_at, plain
from site_gen.parity.figures import Figure, agree, speaks_of_a_near_day
from site_gen.parity.mentions import other_names
from site_gen.parity.names import Names

_QUOTED: Final = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]')
_QUOTE_WORDS: Final = 4
"""Shorter ones are names or terms, which another language may set without marks."""
_ALONE: Final = 8
"""Words from which on a paragraph without a counterpart, or the same in both, is worth a word."""
_KINDS: Final = ("number", "date", "month", "clock", "weekday")


def compare(original: Text, translation: Text, names: Names) -> tuple[Finding, ...]:
    """Where `translation` does not say what `original` says, in the order of its lines."""
    blocks = Blocks(original, translation, names)
    found = [
        *_paragraphs(blocks),
        *_Figures(blocks).findings(),
        *_days(blocks),
        *_quotations(blocks),
        *other_names(blocks),
    ]
    return tuple(sorted(set(found)))


def _words(paragraph: Paragraph) -> list[str]:
    """Its words; the figures and marks of a table are none."""
    return [word for word in plain(paragraph.text).split() if any(char.isalpha() for char in word)]


def _begin(words: Sequence[str]) -> str:
    return " ".join(words[:6]) + " …"


def _paragraphs(blocks: Blocks) -> Iterator[Finding]:
    """Paragraphs that only one text has, and those that nobody has translated."""
    for place, block in enumerate(blocks.all):
        for side in (0, 1) if not block.is_pair else ():
            for paragraph in block.sides[side]:
                words = _words(paragraph)
                if len(words) >= _ALONE:
                    line = blocks.lines(place)[side]
                    yield blocks.on_side(place, "paragraph", side, (line, _begin(words)))
        if block.is_pair and blocks.texts[0].lang != blocks.texts[1].lang:
            originals = [_words(other) for other in block.sides[0]]
            for paragraph in block.sides[1]:
                words = _words(paragraph)
                if len(words) >= _ALONE and words in originals:
                    other = block.sides[0][0].line, _begin(words)
                    yield blocks.finding(place, "paragraph", other, (paragraph.line, _begin(words)))


class _Figures:
    """Figures of one text that the other does not have."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks

    def findings(self) -> Iterator[Finding]:
        for place, block in enumerate(self.blocks.all):
            left, right = _unmatched(*block.figures)
            rest = self.unexcused(left, right, block, 0), self.unexcused(right, left, block, 1)
            for kind in _KINDS:
                ours, theirs = ([at for at in side if at.figure.kind == kind] for side in rest)
                pairs = min(len(ours), len(theirs))
                for other, own in zip(ours[:pairs], theirs[:pairs], strict=True):
                    yield self.blocks.finding(place, "figure", _said(other), _said(own))
                if kind == "month" or block.is_front or not block.is_pair:
                    continue  # a headline may leave out what it likes; a missing paragraph has its own finding
                for side, single in ((0, ours[pairs:]), (1, theirs[pairs:])):
                    for at in single:
                        if pairs or not self.moved(at.figure, place, 1 - side):
                            yield self.blocks.on_side(place, "figure", side, _said(at))

    def unexcused(
        self, left: Iterable[FigureAt], against: Sequence[FigureAt], block: Block, side: int
    ) -> list[FigureAt]:
        """Those of `left` that the other side of the block ought to have; `against` is what is left of it."""
        others = block.figures[1 - side]
        text = " ".join(plain(p.text) for p in block.sides[1 - side])
        near = speaks_of_a_near_day(text, self.blocks.langs[1 - side])
        days = {r[1] for at in others if at.figure.kind == "weekday" for r in at.figure.readings}
        has_date = any(at.figure.kind == "date" for at in others)
        found = []
        for at in left:
            figure = at.figure
            if figure.kind == "word" or (figure.aside and (figure.unit or figure.kind == "clock")):
                continue
            if any(agree(figure, other.figure) for other in others):
                continue  # said twice here, once there
            contradicted = any(other.figure.kind == figure.kind for other in against)
            by_its_day = figure.kind == "date" and (near or days & _weekdays(at, block.figures[side]))
            by_its_date = figure.kind == "weekday" and (near or has_date)
            if contradicted or not (by_its_day or by_its_date):
                found.append(at)
        return found

    def moved(self, figure: Figure, place: int, side: int) -> bool:
        """Whether the paragraph before or after has the figure on the other side."""
        neighbours = (self.blocks.all[n] for n in (place - 1, place + 1) if 0 <= n < len(self.blocks.all))
        return any(agree(figure, at.figure) for block in neighbours for at in block.figures[side])


def _said(at: FigureAt) -> tuple[int, str]:
    return at.line, at.figure.written


def _unmatched(left: Iterable[FigureAt], right: Iterable[FigureAt]) -> tuple[list[FigureAt], list[FigureAt]]:
    """What is left of both when each figure has taken its partner; digits take digits first."""
    ours, theirs = list(left), list(right)
    for words in (False, True):
        for at in tuple(ours):
            for other in theirs:
                spelled = "word" in (at.figure.kind, other.figure.kind)
                if spelled == words and agree(at.figure, other.figure):
                    ours.remove(at)
                    theirs.remove(other)
                    break
    return ours, theirs


def _weekdays(at: FigureAt, own: Iterable[FigureAt]) -> set[object]:
    """The days of the week that a date may be: by the calendar, else as its own text says."""
    found: set[object] = set()
    for reading in at.figure.readings:
        if reading[0] == "date" and len(reading) == 4 and reading[1]:
            found.add(datetime.date(*reading[1:]).weekday())
    return found or {r[1] for o in own if o.figure.kind == "weekday" for r in o.figure.readings}


def _days(blocks: Blocks) -> Iterator[Finding]:
    """Days of the week that are not those of the date beside them, in either text."""
    for place, block in enumerate(blocks.all):
        for side in (0, 1):
            for weekday, date in _side_by_side(block.figures[side]):
                written = f"{weekday.figure.written}, {date.figure.written}"
                yield blocks.on_side(place, "weekday", side, (weekday.line, written))


def _side_by_side(own: Sequence[FigureAt]) -> Iterator[tuple[FigureAt, FigureAt]]:
    """Each day of the week with the date that follows it at once, where the two contradict."""
    ordered = [at for at in own if at.figure.kind in ("weekday", "date")]
    for weekday, date in itertools.pairwise(ordered):
        if weekday.figure.kind != "weekday" or date.figure.kind != "date" or weekday.line != date.line:
            continue
        if not 0 <= date.figure.start - weekday.figure.end <= 3:
            continue
        if not any(len(r) == 4 and r[1] for r in date.figure.readings):
            continue  # without a year any day may be right
        (said,) = {reading[1] for reading in weekday.figure.readings}
        if said not in _weekdays(date, ()):
            yield weekday, date


def _quotations(blocks: Blocks) -> Iterator[Finding]:
    """Quotations in a paragraph whose counterpart quotes nobody."""
    quotes = [tuple(_quoted(side) for side in block.sides) for block in blocks.all]
    for place, both in enumerate(quotes):
        if not blocks.all[place].is_pair or bool(both[0]) == bool(both[1]):
            continue
        side = 0 if both[0] else 1
        near = (*quotes[max(0, place - 1) : place], *quotes[place + 1 : place + 2])
        if any(other[1 - side] and not other[side] for other in near):
            continue  # it has moved there
        line, text = both[side][0]
        yield blocks.on_side(place, "quotation", side, (line, _begin(text.split())))


def _quoted(paragraphs: Iterable[Paragraph]) -> list[tuple[int, str]]:
    found = []
    for paragraph in paragraphs:
        if paragraph.kind in ("title", "summary"):
            continue
        for match in _QUOTED.finditer(plain(paragraph.text)):
            inner = next(group for group in match.groups() if group)
            if len(inner.split()) >= _QUOTE_WORDS:
                found.append((line_at(paragraph, match.start()), inner))
    return found
