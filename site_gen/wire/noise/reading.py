"""The noise of a text, line by line."""

import re

import msgspec

from site_gen.wire.lines import Line
from site_gen.wire.noise.asides import without_asides
from site_gen.wire.noise.beginnings import begins_with
from site_gen.wire.noise.behind import begins_about, end_of_pointers, without_what_follows
from site_gen.wire.noise.pasted import calls_out, is_pasted, is_shouted_title, is_title_between
from site_gen.wire.noise.pointers import without_last_pointers
from site_gen.wire.noise.rules import noise_rules
from site_gen.wire.noise.runs import SENTENCE, TAIL, is_game, run_at
from site_gen.wire.rows import rows_of_tables
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules

_HEAD = 8
"""So many of the first lines are its head; the first of all is a headline or a sentence."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    lines = list(lines)
    kept: list[Line] = []
    removed: list[Removed] = []
    rows = rows_of_tables(lines)
    tail = max(len(lines) - TAIL, 1)
    ends = end_of_pointers(lines)
    elsewhere = _small_words(lines)
    shouts = calls_out(lines)
    about, told = -1, False
    end, run = 0, ""
    for index, line in enumerate(lines):
        if index < end:
            removed.append(Removed(line.text, run, line.number))
            continue
        if index in rows or (line.kind == "list" and not _LETTER.search(line.text)):
            kept.append(line)  # a figure in a table or a list is no button
            continue
        if is_game(lines, index):
            kept.append(line)
            continue
        end, run = run_at(lines, index, listed)
        if run:
            removed.append(Removed(line.text, run, line.number))
            continue
        in_tail = index >= tail
        if ends and index >= ends:
            removed.append(Removed(line.text, "points to nothing", line.number))
            continue
        begun = in_tail and begins_about(lines, index)
        if begun or index == about:
            removed.append(Removed(line.text, "about the house", line.number))
            about = index + 1 if begun else about
            continue
        if (
            (shouts and index and is_shouted_title(line.text))
            or (told and is_title_between(lines, index))
            or is_pasted(lines, index, elsewhere)
        ):
            removed.append(Removed(line.text, "read also", line.number))
            continue
        copy = without_last_pointers(line.text, elsewhere, in_tail, index + 1 == len(lines))
        if copy != line.text:
            removed.append(Removed(line.text[len(copy) :].strip(), "read also", line.number))
            if not copy:
                _pass_on(lines, index, "read also", kept)
                continue
            line = msgspec.structs.replace(line, text=copy)
        edge = in_tail or 0 < index < _HEAD
        name, text = begins_with(line, listed, in_tail, edge, elsewhere, index == 0, told)
        told = told or (not name and len(line.text) > SENTENCE and line.text[-1] in '.!?"”')
        if name == "empty field" and _is_of_next(lines, index):
            kept.append(line)  # `Penulis:`, and the name on the next line
            continue
        if name:
            removed.append(Removed(line.text[: len(line.text) - len(text)].strip(), name, line.number))
        if name and not text:
            _pass_on(lines, index, name, kept)
            continue
        last = index + 1 == len(lines)
        text = without_asides(text, line.number, listed, removed, elsewhere, in_tail, last)
        if text == line.text:
            kept.append(line)
        elif text:
            caption = removed[-1].rule == _CAPTION_LABEL and _is_one_sentence(text)
            kept.append(msgspec.structs.replace(line, text=text, kind="caption" if caption else line.kind))
    return without_what_follows(lines, kept, removed), removed


def _pass_on(lines: list[Line], index: int, name: str, kept: list[Line]) -> None:
    """Tells the lines beside one that is taken by the rule `name` what it told of them: a break, a picture."""
    line = lines[index]
    if (
        name == "photo credit"
        and kept
        and index < 12
        and 30 < len(kept[-1].text) < 250
        and kept[-1].text[-1] == "."
    ):
        # what the picture shows stands before it
        kept[-1] = msgspec.structs.replace(kept[-1], kind="caption")
    if index + 1 < len(lines) and line.gap:
        lines[index + 1] = msgspec.structs.replace(lines[index + 1], gap=True)
    if name == _CAPTION_LABEL and index + 1 < len(lines) and not lines[index + 1].kind:
        lines[index + 1] = msgspec.structs.replace(lines[index + 1], kind="caption")


_WRITER = re.compile(r"(?:By|Oleh|Penulis|Editor|Reporter)\s*:\s*", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){1,4}(?:,\s?[A-Z][\w.]{1,6}){0,2}\s*(?:\*+\)?)?")


def _is_of_next(lines: list[Line], index: int) -> bool:
    """Whether a label that nothing stands behind has its name on the next line."""
    return (
        index + 1 < len(lines)
        and _WRITER.fullmatch(lines[index].text) is not None
        and _NAME.fullmatch(lines[index + 1].text) is not None
    )


_LETTER = re.compile(r"[^\W\d_]")
_CAPTION_LABEL = "caption label"


def _is_one_sentence(text: str) -> bool:
    """A label may stand before a caption, or before a whole story on one line that begins with its caption."""
    return len(text) < 300 and len(sentences(text)) == 1


_SMALL = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")


def _small_words(lines: list[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _SMALL.findall(line.text))
