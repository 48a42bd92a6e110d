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
from site_gen.wire.capitals import in_capitals, is_titled
from site_gen.wire.markup import Line
from site_gen.wire.noise_rules import NoiseRules, noise_rules, whole_line
from site_gen.wire.pointers import headlines_behind, is_title
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules
from site_gen.wire.verbs import EN_VERB

_HEAD = 8
"""So many of the first lines are its head; the first of all is a headline or a sentence."""
_TAIL = 6
"""So many of the last lines are the tail of a text."""


_SENTENCE = 80
"""Characters: a line that is longer and has ended is a sentence of the story."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    kept: list[Line] = []
    removed: list[Removed] = []
    last = len(lines) - _TAIL
    pointed, about, behind_what = -1, -1, "read also"
    ends = _end_of_pointers(lines)
    elsewhere = _small_words(lines)
    told = False
    shouts = any(_CLICK.match(line.text) for line in lines)
    for index, line in enumerate(lines):
        if index < pointed:
            removed.append(Removed(line.text, behind_what, line.number))
            continue
        behind_what = "read also"
        if line.text == "UP NEXT" and index + 1 < len(lines) and _GAME.fullmatch(lines[index + 1].text):
            kept.append(line)
            continue
        if index and _TAGS.fullmatch(line.text) and (listing := _end_of_tags(lines, index + 1, listed)):
            removed.append(Removed(line.text, "tags", line.number))
            pointed, behind_what = listing, "tags"
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
        if _is_in_tail(lines, index) and _AUTHOR.fullmatch(line.text):
            removed.append(Removed(line.text, "about the author", line.number))
            pointed, behind_what = len(lines), "about the author"
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
        if (shouts and index and _is_shouted_title(line.text)) or (told and _is_title_between(lines, index)):
            removed.append(Removed(line.text, "read also", line.number))
            continue
        if _is_pasted(lines, index, elsewhere):
            removed.append(Removed(line.text, "read also", line.number))
            continue
        in_tail = index >= max(last, 1)
        edge = in_tail or 0 < index < _HEAD
        name, text = begins_with(line, listed, in_tail, edge, elsewhere, index == 0, told)
        told = told or (not name and len(line.text) > _SENTENCE and line.text[-1] in '.!?"”')
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
    return _without_what_follows(lines, kept, removed), removed


_ENDS = frozenset(
    [
        "share",
        "comment",
        "copyright",
        "tags",
        "legal",
        "ask",
        "newsletter",
        "contact",
        "feedback",
        "agency end",
        "page",
        "republished",
    ]
)
"""Rules that take what a page has behind its story."""
_MAKERS = re.compile(
    r"[(\[–—-]|[^:]*:|(?i:by|oleh|laporan|reporting|editing|with|additional)\b|.*(?:[©@]|\d{4})|\w+(?:/\w+)+|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3}$"
)
"""What may tell who wrote, and when: left to be read."""


def _without_what_follows(lines: list[Line], kept: list[Line], removed: list[Removed]) -> list[Line]:
    """What is kept without the short lines that a page goes on with behind the end of the story.

    The story has ended at the first button, tag or comment behind its last sentence, if half as many more of them
    follow as there are other lines.
    """
    sentence = max((line.number for line in kept if _is_sentence(line)), default=0)
    ends = [piece.line for piece in removed if piece.line > sentence and piece.rule in _ENDS]
    if not sentence or not ends:
        return kept
    behind = [line for line in kept if line.number > min(ends)]
    listed = sum(piece.line > sentence for piece in removed)
    if not behind or listed * 2 < len(behind) or any(len(line.text) > _SENTENCE for line in behind):
        return kept
    taken = [line for line in behind if not (line.kind or _MAKERS.match(line.text))]
    removed += [Removed(line.text, "behind the story", line.number) for line in taken]
    return [line for line in kept if line not in taken]


def _is_sentence(line: Line) -> bool:
    return len(line.text) > _SENTENCE or line.text[-1] in '.!?"”'


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


_FEWEST_BETWEEN = 8
"""Words of a headline that stands by itself between two paragraphs."""


def _is_title_between(lines: list[Line], index: int) -> bool:
    """Whether a line between two paragraphs is the headline of another story: long for a heading, with a verb, and
    written in capitals as headlines are."""
    text = lines[index].text
    if not _FEWEST_BETWEEN - 1 <= text.count(" ") < 20 or index + 1 >= len(lines) or lines[index].kind:
        return False
    if text[-1] in '.,:;!?"”)' or text[0] in "\"“'‘(" or is_caption(lines[index]):
        return False
    before, after = lines[index - 1].text, lines[index + 1].text
    if any(len(one) <= _SENTENCE or one[-1] not in '.!?"”' for one in (before, after)):
        return False
    words = _WORDS.findall(text)
    verbs = any(EN_VERB.fullmatch(word.lower()) for word in words[1:])
    return verbs and (text.isupper() or in_capitals(words))


_WORDS = re.compile(r"[^\W_][\w'’-]*")
_TAGS = re.compile(
    r"(?:(?:Related\s+)?(?:TAGS?|Tags?|tags|Topics?|TOPICS|topics)|RELATED\s+T(?:OPICS|AGS)|Filed\s+[Uu]nder|FILED\s+UNDER|Tagged(?:\s+with)?|More\s+(?:about|on)|"
    r"Explore\s+more(?:\s+on\s+these\s+topics)?|In\s+this\s+(?:article|story)|Categor(?:y|ies)|People\s+in\s+this\s+\w+|Keywords?)\s*:?"
)
_LONGEST_TAG = 5
"""Words."""
_MOST_TAGS = 15
_AUTHOR = re.compile(
    r"(?:About|ABOUT|Meet)\s+[Tt](?:he|HE)\s+(?:[Aa]uthors?|AUTHORS?|[Ww]riters?|[Rr]eporters?)\s*:?"
)


def _end_of_tags(lines: list[Line], start: int, listed: NoiseRules) -> int:
    """Where the tags end that a label has behind it, a few words each; 0 if there are none, or no long line or the
    end of the copy behind them."""
    end = start
    while end < len(lines) and _is_tag(lines[end].text) and not whole_line(lines[end].text, listed, False):
        end += 1
    if end == start or end - start > _MOST_TAGS:
        return 0
    ends = end == len(lines) or len(lines[end].text) > _SENTENCE or len(lines) - end <= _TAIL
    return end if ends else 0


def _is_tag(text: str) -> bool:
    """Whether a line is a tag, or several of them with commas between."""
    return text[-1] not in '.!?:"”' and all(
        0 < len(part.split()) <= _LONGEST_TAG for part in text.rstrip(", ").split(",")
    )


def _is_in_tail(lines: list[Line], index: int) -> bool:
    """Whether a line is one of the last of them."""
    return index >= max(len(lines) - _TAIL, 1)


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
