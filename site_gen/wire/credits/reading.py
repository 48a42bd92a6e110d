"""The credits of a text in their order: those above the headline, below it, beside the first sentence, below the last.

Names are looked for in the first eight lines and the last six. `Editor:` and a desk's initials are credits, too; what
the copy says of a photographer, or of a source it quotes, is not.
"""

import msgspec

from site_gen.wire.credits.above import without_name_above, without_name_first
from site_gen.wire.credits.alone import names_joined
from site_gen.wire.credits.behind import without_dated, without_rest, without_tags, without_teasers
from site_gen.wire.credits.below import without_credit
from site_gen.wire.credits.beside import (
    behind_report,
    byline_and_day,
    compound,
    take_reporter_in,
    without_labels_first,
)
from site_gen.wire.credits.bylines import take_byline
from site_gen.wire.credits.ending import without_ending
from site_gen.wire.credits.labels import LABELLED, labels_joined, parted_at_bars, read_block
from site_gen.wire.credits.makers import Makers
from site_gen.wire.credits.notes import read_removed
from site_gen.wire.credits.under import take_house, take_job
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.lines import Line
from site_gen.wire.story import NOTHING, Inferred, Removed

_HEAD, _TAIL = 8, 6
_TOP = 3
"""So many of the first lines may begin with a byline and go on with the sentence."""
_LONGEST = 120
"""Characters of a byline."""


class Credits(msgspec.Struct, frozen=True):
    """What the head and the tail of a text say about its makers."""

    lines: tuple[Line, ...]
    """The copy without its credit lines."""
    author: Inferred = NOTHING
    editor: Inferred = NOTHING
    translator: Inferred = NOTHING
    outlet: Inferred = NOTHING
    place: Inferred = NOTHING
    """Where the desk sat, if the credit at the end names it."""
    removed: tuple[Removed, ...] = ()

    @property
    def signed(self) -> int:
        """The line of the first credit that was taken out; 0 where there was none."""
        return min((piece.line for piece in self.removed if piece.rule == "credit"), default=0)


def read_credits(lines: list[Line], gazetteer: Gazetteer, removed: list[Removed] | None = None) -> Credits:
    """The credits in the head and the tail of `lines`, and the lines without them.

    A credit that was taken out before, as a part of some boilerplate, is read in `removed`.
    """
    lines = names_joined(lines)
    reading = Makers(lines, gazetteer)
    for piece in removed or ():
        if piece.rule == "credit":
            read_block(piece.text, Line(piece.text, piece.line), reading)
        else:
            read_removed(piece, reading)
    lines = without_name_first(without_name_above(lines, reading), reading)
    lines = without_dated(parted_at_bars(lines), reading)
    for without in (without_tags, without_rest, without_teasers):
        lines = without(lines, reading)
    kept = _without_credits(labels_joined(lines, gazetteer), reading)
    return Credits(
        tuple(kept),
        reading.author,
        reading.editor,
        reading.translator,
        reading.outlet,
        reading.place,
        tuple(reading.removed),
    )


def _without_credits(lines: list[Line], reading: Makers) -> list[Line]:
    kept: list[Line] = []
    count, signed = len(lines), -2
    ended = count - 1
    while ended > 1 and LABELLED.match(lines[ended].text):
        ended -= 1  # the story ends before the labels
    for index, line in enumerate(lines):
        closing = (
            index == count - 1 > 0 and line.text[0] in "(["
        )  # of a short text, its last line is its tail's
        if index < _HEAD and not closing:
            bare = without_labels_first(line, reading)
            if bare is None:
                continue
            read = _of_head(lines, index, bare, signed, reading)
            if read is not None:
                left, signs = read
                signed = index if signs else signed
                kept += left
                continue
            line = bare
        if signed == index - 1 and take_job(line, reading):
            continue
        if count == 1:
            rest = without_ending(line.text, line, reading)
        elif index >= count - _TAIL:
            rest = without_credit(line, reading, last=index in (count - 1, ended))
            if not rest:
                continue
        else:
            rest = line.text
        kept.append(line if rest == line.text else msgspec.structs.replace(line, text=rest))
    return kept


def _of_head(
    lines: list[Line], index: int, line: Line, signed: int, reading: Makers
) -> tuple[list[Line], bool] | None:
    """What is left of a line of the head that is a credit, and whether it is the byline; None where it is none."""
    alone = len(lines) == 1
    if index < _TOP and (sentence := behind_report(line, reading)):
        return [sentence], False
    if (days := compound(line, reading)) is not None:
        return days, True
    if (parted := byline_and_day(line, reading, first=not index, alone=alone)) is not None:
        return parted
    if take_reporter_in(line, lines[index + 1].text if index + 1 < len(lines) else "", reading):
        return [], False
    if not alone and len(line.text) <= _LONGEST and take_byline(line.text, line, reading):
        return [], True
    below = signed == index - 1 or (index > 0 and is_stamp(lines[index - 1].text))
    if below and take_house(line, reading):
        return [], False
    return None
