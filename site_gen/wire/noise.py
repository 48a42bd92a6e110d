"""What stands in a story and is not part of it, removed by listed rules only; each removal is reported.

Whole lines first. Inside a line a piece goes only where it is known exactly where it ends: a rule of the
kind `title` cuts a pointer such as `Baca juga: HEADLINE` up to a quotation mark or to a capital letter that
is glued to a small one, else it leaves the line alone.
"""

import re
from functools import cache, lru_cache

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.markup import Line
from site_gen.wire.pointers import LISTING, POINTER, cut_titles, is_title
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules

_NO_SUBHEAD = 6
"""Words: a heading inside a story has fewer."""
_HEAD = 8
"""So many of the first lines are its head; the first of all is a headline or a sentence."""
_TAIL = 6
"""So many of the last lines are the tail of a text."""


class NoiseRules(msgspec.Struct, frozen=True):
    """The list, compiled."""

    whole: tuple[tuple[str, re.Pattern[str]], ...]
    tail: tuple[tuple[str, re.Pattern[str]], ...]
    edge: tuple[tuple[str, re.Pattern[str]], ...]
    inline: tuple[tuple[str, re.Pattern[str]], ...]
    titles: tuple[tuple[str, re.Pattern[str]], ...]
    any_whole: re.Pattern[str]
    """Any of `whole`, in one pattern: nearly no line is noise, and one question is cheaper than fifty."""


@cache
def _listed() -> tuple[tuple[str, str, str], ...]:
    return tuple((a, b, c) for a, b, c in (line.split(" | ", 2) for line in lexicon.lines("noise")))


@lru_cache(maxsize=4)
def noise_rules(rules: WireRules) -> NoiseRules:
    """The shipped list and the newsroom's own."""
    kinds: dict[str, list[tuple[str, re.Pattern[str]]]] = {
        "line": [],
        "tail": [],
        "edge": [],
        "inline": [],
        "title": [],
    }
    for name, where, pattern in _listed():
        kind = "line" if where in ("line", "prefix") else where
        kinds[kind].append((name, re.compile(pattern, re.IGNORECASE)))
    own = [
        (f'"{text}" in config.yaml', re.compile(re.escape(text) + ".*", re.IGNORECASE))
        for text in rules.noise
    ]
    return NoiseRules(
        tuple(kinds["line"] + own),
        tuple(kinds["tail"]),
        tuple(kinds["edge"]),
        tuple(kinds["inline"]),
        tuple(kinds["title"]),
        re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in kinds["line"] + own), re.IGNORECASE),
    )


_HINTS = (
    "[", "(*", "scroll", "gulir", "continue", "advertisement", "highlights", "key points", "media", "youtu", "vimeo",
    "lanjutkan", "photo", "foto", "image", "gambar", "video", "enditem", "item ends", "/nsd", "more", "simak",
    "saksikan", "tonton", "lihat", "baca", "artikel", "berita", "tulisan", "by ", "penulis", "licensing", " of ",
)  # fmt: skip
"""Without one of these no rule can match inside a line."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    kept: list[Line] = []
    removed: list[Removed] = []
    last = len(lines) - _TAIL
    pointed, listing, about = -1, False, -1
    ends = _end_of_pointers(lines)
    for index, line in enumerate(lines):
        if index == pointed:
            removed.append(Removed(line.text, "read also", line.number))
            # Behind the one headline that a pointer names a short one may be the story's own.
            more = index + 2 < len(lines) and not lines[index + 1].kind and is_title(lines[index + 1].text)
            if more and (listing or len(lines[index + 1].text.split()) >= _NO_SUBHEAD):
                pointed = index + 1
            continue
        if POINTER.fullmatch(line.text) and index + 2 < len(lines) and is_title(lines[index + 1].text):
            removed.append(Removed(line.text, "read also", line.number))
            pointed, listing = index + 1, LISTING.match(line.text) is not None
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
        in_tail = index >= max(last, 1)
        name = whole_line(line.text, listed, in_tail, at_edge=in_tail or 0 < index < _HEAD)
        if name:
            removed.append(Removed(line.text, name, line.number))
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
            continue
        text = line.text
        small = text.lower()
        if any(hint in small for hint in _HINTS):
            text = _cut(line, listed, removed)
            if not text:
                continue
        if text == line.text:
            kept.append(line)
        else:
            caption = removed[-1].rule == _CAPTION_LABEL and _is_one_sentence(text)
            kept.append(msgspec.structs.replace(line, text=text, kind="caption" if caption else line.kind))
    return kept, removed


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


def whole_line(text: str, listed: NoiseRules, in_tail: bool, at_edge: bool = False) -> str:
    """The name of the rule that takes the whole line, empty if none does."""
    if len(text) > 600:
        return ""
    if listed.any_whole.fullmatch(text):
        for name, pattern in listed.whole:
            if pattern.fullmatch(text):
                return name
    for name, pattern in (*(listed.tail if in_tail else ()), *(listed.edge if at_edge else ())):
        if pattern.fullmatch(text):
            return name
    return ""


def _cut(line: Line, listed: NoiseRules, removed: list[Removed]) -> str:
    text = line.text
    for name, pattern in listed.titles:
        text = cut_titles(text, name, pattern, line.number, removed)
    for name, pattern in listed.inline:
        position = 0
        while found := pattern.search(text, position):
            if not found.group().strip():
                break
            removed.append(Removed(found.group().strip(), name, line.number))
            before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            text, position = (before + " " + after).strip(), len(before)
    return text
