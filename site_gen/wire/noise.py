"""What stands in a story and is not part of it, removed by listed rules only; each removal is reported.

Whole lines first; `asides` takes from a line what a page has put into it, and leaves alone what is not clear.
"""

import re

import msgspec

from site_gen.wire.asides import (
    begins_with,
    without_calls,
    without_headlines,
    without_last,
    without_pasted,
    without_pieces,
)
from site_gen.wire.blocks import is_caption
from site_gen.wire.headline import is_titled
from site_gen.wire.markup import Line
from site_gen.wire.noise_rules import noise_rules
from site_gen.wire.pointers import headlines_behind, is_title
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules

_HEAD = 8
"""So many of the first lines are its head; the first of all is a headline or a sentence."""
_TAIL = 6
"""So many of the last lines are the tail of a text."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    kept: list[Line] = []
    removed: list[Removed] = []
    last = len(lines) - _TAIL
    pointed, about, behind_what = -1, -1, "read also"
    ends = _end_of_pointers(lines)
    elsewhere = _small_words(lines)
    shouts = any(_CLICK.match(line.text) for line in lines)
    for index, line in enumerate(lines):
        if index < pointed:
            removed.append(Removed(line.text, behind_what, line.number))
            continue
        behind_what = "read also"
        if line.text == "UP NEXT" and index + 1 < len(lines) and _GAME.fullmatch(lines[index + 1].text):
            kept.append(line)
            continue
        if len(line.text) < 60 and listed.label.fullmatch(line.text):
            if paired := _end_of_pairs(lines, index + 1):
                removed.append(Removed(line.text, "read also", line.number))
                pointed = paired
                continue
            # A heading that the markup tells, or a caption, is the story's own.
            own = (
                n for n in range(index + 1, len(lines)) if lines[n].kind == "heading" or is_caption(lines[n])
            )
            behind = [one.text for one in lines[index + 1 : next(own, len(lines))]]
            if listing := _end_of_list(lines, index + 1):
                removed.append(Removed(line.text, "read also", line.number))
                pointed = listing
                continue
            if many := headlines_behind(behind, line.text):
                removed.append(Removed(line.text, "read also", line.number))
                pointed = index + 1 + many
                continue
        if player := _end_of_player(lines, index):
            removed.append(Removed(line.text, "play", line.number))
            pointed, behind_what = player, "play"
            continue
        if ends and index >= ends:
            removed.append(Removed(line.text, "points to nothing", line.number))
            continue
        if index >= max(last, 1) and _about_house(lines, index):
            removed.append(Removed(line.text, "about the house", line.number))
            about = index + 1
            continue
        if index == about:
            removed.append(Removed(line.text, "about the house", line.number))
            continue
        if shouts and index and _is_shouted_title(line.text):
            removed.append(Removed(line.text, "read also", line.number))
            continue
        if _is_pasted(lines, index, elsewhere):
            removed.append(Removed(line.text, "read also", line.number))
            continue
        in_tail = index >= max(last, 1)
        edge = in_tail or 0 < index < _HEAD
        name, text = begins_with(line, listed, in_tail, edge, elsewhere, index == 0)
        if name:
            if name == "empty field" and _is_of_next(lines, index):
                kept.append(line)  # `Penulis:`, and the name on the next line
                continue
            removed.append(Removed(line.text[: len(line.text) - len(text)].strip(), name, line.number))
        if name and not text:
            if (
                name == "photo credit"
                and kept
                and index < 12
                and 30 < len(kept[-1].text) < 250
                and kept[-1].text[-1] == "."
            ):
                kept[-1] = msgspec.structs.replace(
                    kept[-1], kind="caption"
                )  # what the picture shows stands before it
            if index + 1 < len(lines) and line.gap:
                lines[index + 1] = msgspec.structs.replace(lines[index + 1], gap=True)
            if name == _CAPTION_LABEL and index + 1 < len(lines) and not lines[index + 1].kind:
                lines[index + 1] = msgspec.structs.replace(lines[index + 1], kind="caption")
            continue
        text = without_calls(text, line.number, listed, removed)
        if in_tail or index + 1 == len(lines):
            text = without_last(text, line.number, listed, removed)
        text = without_pieces(text, line.number, listed, removed, elsewhere)
        text = without_pasted(text, line.number, removed, elsewhere)
        if index + 1 == len(lines):
            text = without_headlines(text, line.number, removed)
        if not text:
            continue
        if text == line.text:
            kept.append(line)
        else:
            caption = removed[-1].rule == _CAPTION_LABEL and _is_one_sentence(text)
            kept.append(msgspec.structs.replace(line, text=text, kind="caption" if caption else line.kind))
    return kept, removed


_WRITER = re.compile(r"(?:By|Oleh|Penulis|Editor|Reporter)\s*:\s*", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){1,4}")


def _is_of_next(lines: list[Line], index: int) -> bool:
    """Whether a label that nothing stands behind has its name on the next line."""
    return (
        index + 1 < len(lines)
        and _WRITER.fullmatch(lines[index].text) is not None
        and _NAME.fullmatch(lines[index + 1].text) is not None
    )


_CLICK = re.compile(r"CLICK HERE (?:TO|FOR)\b")
"""A house that calls its readers so puts the headlines of other stories between paragraphs, in capitals."""
_FEWEST_PASTED = 8
"""Words of another story's headline: a heading inside a story has fewer."""
_SHORTEST_PASTED, _LONGEST_PASTED = 45, 190
_LEAST_TOLD = 3
"""Lines of the story that stand before it."""
_MARK = re.compile(r"[•·●▪‣○]\s*")


def _is_pasted(lines: list[Line], index: int, elsewhere: frozenset[str]) -> bool:
    """Whether a line is the headline of another story that a page has pasted between two paragraphs.

    It is written like a headline and ends without a stop, a sentence stands before it and another behind it, or
    behind one more like it, and the story says hardly any of its words: of a heading it says most.
    """
    text = lines[index].text
    if text[-1] in '.,:;!"”' or not _SHORTEST_PASTED <= len(text) <= _LONGEST_PASTED or index < _LEAST_TOLD:
        return False
    if lines[index].kind not in ("", "list") or is_caption(lines[index]):
        return False
    title = _MARK.sub("", text, count=1)
    words = _WORDS.findall(title)
    if not _FEWEST_PASTED <= len(words) <= 22 or not is_titled(words) or not any(w.islower() for w in words):
        return False
    before = next((one.text for one in reversed(lines[:index]) if not _looks_pasted(one.text)), "")
    behind = next((one.text for one in lines[index + 1 :] if not _looks_pasted(one.text)), "")
    if not (_TOLD.search(before) and len(behind) > 40 and _TOLD.search(behind)):
        return False
    told = [word for word in words if len(word) > 4]
    said = sum(word.lower() in elsewhere for word in told)
    return said * 3 <= len(told)


def _looks_pasted(text: str) -> bool:
    words = _WORDS.findall(text)
    return len(words) >= _FEWEST_PASTED and text[-1] not in '.,:;!"”' and is_titled(words)


_WORDS = re.compile(r"[^\W_][\w'’-]*")
_TOLD = re.compile(r"[.!?][\"”’)]*$")


_FEWEST_SHOUTED = 5
"""Words: a heading inside a story has fewer."""


def _is_shouted_title(text: str) -> bool:
    """Whether a line is a headline in capitals."""
    return text.isupper() and text[-1] not in ".:" and len(text.split()) >= _FEWEST_SHOUTED


def _end_of_pairs(lines: list[Line], start: int) -> int:
    """Where the pictures with headlines under them end that a pointer's label has behind it; 0 if none do."""
    end = start
    while end + 1 < len(lines) and is_caption(lines[end]) and headlines_behind([lines[end + 1].text], ""):
        end += 2
    return end if end > start else 0


_GAME = re.compile(r"[A-Z][\w.'’ -]{1,30}: [A-Z][^:]{5,120}\.")
"""`Rivers: Host Hills on Saturday night.`: under `UP NEXT` an agency's story of a game says who plays whom."""
_PLAYER = re.compile(r"(?:Video\s+)?Ad\s+Feedback|Now\s+playing", re.IGNORECASE)
_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d")
_SOURCE = re.compile(r"[-–•]?\s*Source(?::\s*(?P<house>\S.{0,28})|:?)", re.IGNORECASE)


def _end_of_player(lines: list[Line], start: int) -> int:
    """Where the lines end that a player of films leaves: its label, the film's title and length, `- Source:`, the
    house; 0 if there is none."""
    if not _PLAYER.fullmatch(lines[start].text):
        return 0
    titled = timed = False
    for index in range(start + 1, min(start + 4, len(lines))):
        text = lines[index].text
        if _LENGTH.fullmatch(text):
            timed = True
        elif source := _SOURCE.fullmatch(text):
            end = index + (1 if source["house"] else 2)
            return end if timed and end <= len(lines) and len(lines[end - 1].text) < 40 else 0
        elif titled or len(text) > 150:
            return 0
        else:
            titled = True
    return 0


_POINT = re.compile(r"[*•·●▪‣○-]\s*(?=[A-Z0-9\"“])")


def _end_of_list(lines: list[Line], start: int) -> int:
    """Where the list of headlines ends that a pointer's label has behind it, a mark before each; 0 if there is none."""
    end = start
    while end < len(lines) and (lines[end].kind == "list" or _POINT.match(lines[end].text)):
        if not is_title(_POINT.sub("", lines[end].text, count=1)):
            return 0
        end += 1
    return end if end > start else 0


_ABOUT = re.compile(
    r"(?:About|ABOUT|Tentang|TENTANG|Mengenai)\s+(?P<who>(?:the\s+)?[A-Z][\w&.,'’ -]{2,60}?)\s*:?"
)


def _about_house(lines: list[Line], index: int) -> bool:
    """Whether a line behind a press release begins what its house says of itself: `About Contoh Foods`."""
    found = _ABOUT.fullmatch(lines[index].text)
    if not found or index + 1 >= len(lines) or len(lines[index + 1].text) < 30:
        return False
    return any(found["who"] in line.text for line in lines[:index])


_CAPTION_LABEL = "caption label"


def _is_one_sentence(text: str) -> bool:
    """A label may stand before a caption, or before a whole story on one line that begins with its caption."""
    return len(text) < 300 and len(sentences(text)) == 1


def _end_of_pointers(lines: list[Line]) -> int:
    """Where the last lines begin that point to what a page had behind them, `Video terbaru:`; 0 if none do."""
    end = len(lines)
    while end > 1 and (text := lines[end - 1].text).endswith(":") and _is_label(text):
        end -= 1
    return end if end < len(lines) else 0


def _is_label(text: str) -> bool:
    """Whether a line is written like a title, not like a sentence whose list was lost."""
    words = text.split()
    return len(words) <= 8 and "," not in text and sum(word[0].isupper() for word in words) * 2 >= len(words)


def _small_words(lines: list[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _SMALL.findall(line.text))


_SMALL = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
