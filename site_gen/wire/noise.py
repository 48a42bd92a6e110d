"""What stands in a story and is not part of it, removed by listed rules only; each removal is reported.

Whole lines first. Inside a line a piece goes only where it is known exactly where it ends: a rule of the
kind `title` cuts a pointer such as `Baca juga: HEADLINE` up to a quotation mark or to a capital letter that
is glued to a small one, else it leaves the line alone.
"""

import re

import msgspec

from site_gen.wire.blocks import is_caption
from site_gen.wire.markup import Line
from site_gen.wire.noise_rules import NoiseRules, noise_rules, whole_line
from site_gen.wire.pointers import cut_titles, end_of_pointer, headlines_behind, runs_on
from site_gen.wire.seams import in_capitals
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules
from site_gen.wire.verbs import EN_VERB, ID_VERB

_HEAD = 8
"""So many of the first lines are its head; the first of all is a headline or a sentence."""
_TAIL = 6
"""So many of the last lines are the tail of a text."""


_HINTS = (
    "[", "(*", "scroll", "gulir", "continue", "advertisement", "highlights", "key points", "media", "youtu", "vimeo",
    "lanjutkan", "photo", "foto", "image", "gambar", "video", "enditem", "item ends", "/nsd", "more", "simak",
    "saksikan", "tonton", "lihat", "baca", "artikel", "berita", "tulisan", "by ", "penulis", "licensing", " of ",
    "iklan", "editor", "pilihan", "read", "related", "watch", "listen", "see", "enditem", "adsby", "copyright",
    "adsby", "copyright",
)  # fmt: skip
"""Without one of these no rule can match inside a line."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    kept: list[Line] = []
    removed: list[Removed] = []
    last = len(lines) - _TAIL
    pointed, about = -1, -1
    ends = _end_of_pointers(lines)
    elsewhere = _small_words(lines)
    for index, line in enumerate(lines):
        if index < pointed:
            removed.append(Removed(line.text, "read also", line.number))
            continue
        if len(line.text) < 60 and listed.label.fullmatch(line.text):
            # A heading that the markup tells, or a caption, is the story's own.
            own = (
                n for n in range(index + 1, len(lines)) if lines[n].kind == "heading" or is_caption(lines[n])
            )
            behind = [one.text for one in lines[index + 1 : next(own, len(lines))]]
            if many := headlines_behind(behind, line.text):
                removed.append(Removed(line.text, "read also", line.number))
                pointed = index + 1 + many
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
        edge = in_tail or 0 < index < _HEAD
        name, text = _begins_with(line, listed, in_tail, edge, elsewhere, index == 0)
        if name:
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
            continue
        if _CALLS.search(text):
            text = _without_calls(text, line.number, listed, removed)
        if in_tail or index + 1 == len(lines):
            text = _without_last(text, line.number, listed, removed, index + 1 == len(lines))
        small = text.lower()
        if any(hint in small for hint in _HINTS):
            text = _cut(text, line.number, listed, removed, elsewhere)
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


_OPEN = frozenset(["read also", "watch", "share", "ask", "app", "advertisement", "newsletter", "link"])
"""Rules that know how a piece of a page begins, not where it ends."""
_SAID = re.compile(
    r"[\"”]\s*,?\s*(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|imbuh|he|she|they|(?:[A-Z]\w+\s+){1,3}(?:said|says))\b"
    r"|\b(?:kata|ujar|ucap|tutur|ungkap|jelas|tegas|imbuh)\s+(?:[A-Z]|dia\b|ia\b)|\b(?:kata|ujar|tutur)nya\b"
    r"|\b(?:it|he|she|they|who|[A-Z]\w+|the\s\w+)\s+(?:said|says|told|added)\b"
    r"|,\s(?:[\w’'-]+\s){1,6}(?:said|says|urged|urges|wrote|warned|warns|added|noted|argued)\b"
    r"|,\s+[A-Z]\w+\s+(?:kini|telah|sudah|akan|juga|[a-z]{4,}ed)\b"
)
"""Somebody says so, or somebody did it: a sentence of the story, however it begins."""
_OURS = re.compile(
    r"\b(?:we|us|our|you|your|yours|kami|kita|anda|kamu|kalian)\b|\w(?:mu|nya)\b\W*$|https?://|\b[\w-]+\.(?:com|id|co|net|org|news)\b",
    re.IGNORECASE,
)
"""A page speaks of itself and of its reader."""


def _begins_with(
    line: Line, listed: NoiseRules, in_tail: bool, edge: bool, elsewhere: frozenset[str], first: bool
) -> tuple[str, str]:
    """The rule that takes the line or its beginning, empty if none does; and what is left of the line.

    A rule of an open end takes no sentence of the story: nothing that somebody says, and of several sentences
    only those that are a page's, too.
    """
    text = line.text
    name = whole_line(text, listed, in_tail, edge)
    if not name or (text[-1] in '.!"”' and _SAID.search(text)):
        return "", text
    if name not in _OPEN:
        return ("", text) if name == "republished" and runs_on(text) else (name, "")
    if first and not _POINTS.match(text):
        return "", text  # a headline, `Video: …`
    if name == "read also":
        end = end_of_pointer(text, elsewhere)
        return ("", text) if end is None else (name, text[end:].strip())
    parts = sentences(text)
    kept = next(
        (
            number
            for number, part in enumerate(parts)
            if number
            and not (whole_line(part, listed, in_tail, edge) or _OURS.search(part) or len(part.split()) < 5)
        ),
        len(parts),
    )
    return name, " ".join(parts[kept:])


_POINTS = re.compile(r"\W*(?:\w+\s+(?:juga|pula|also)\b|also\s+read\b)", re.IGNORECASE)


def _without_last(text: str, number: int, listed: NoiseRules, removed: list[Removed], last: bool) -> str:
    """A paragraph among the last ones without the call that a page ran into its end."""
    parts = sentences(text)
    if last and len(parts) > 1 and _is_title(parts[-1]):
        removed.append(Removed(parts.pop(), "points to nothing", number))
    while len(parts) > 1 and len(parts[-2].split()) > 2 and not _SAID.search(parts[-1]):
        name = whole_line(parts[-1], listed, True)
        if name not in _AT_END or runs_on(parts[-1]):
            break
        removed.append(Removed(parts.pop(), name, number))
    return " ".join(parts)


_CALLS = re.compile(
    r"\b(?:kami|our|us|di sini|here|whats\s?app|telegram|google news|newsletter|selengkapnya)\b",
    re.IGNORECASE,
)
"""Without one of these no sentence inside a paragraph is a page's call."""


def _without_calls(text: str, number: int, listed: NoiseRules, removed: list[Removed]) -> str:
    """A paragraph without the calls that a page ran in between its sentences: known anywhere, and in nobody's mouth."""
    parts = sentences(text)
    kept: list[str] = []
    quotes = 0
    for part in parts:
        called = (
            len(parts) > 1
            and quotes % 2 == 0
            and '"' not in part
            and not _SAID.search(part)
            and (name := whole_line(part, listed, False)) in _INSIDE
        )
        if called:
            removed.append(Removed(part, name, number))
        else:
            kept.append(part)
            quotes += part.count('"') + part.count("“") + part.count("”")
    return " ".join(kept) if len(kept) < len(parts) and kept else text


_INSIDE = frozenset(["ask", "share", "newsletter", "continue reading", "comment", "watch"])


def _is_title(text: str) -> bool:
    """Whether what stands behind the last full stop is the headline of another story: it has a verb, in capitals."""
    words = re.findall(r"[^\W_][\w'’-]*", text)
    return (
        6 <= len(words) <= 18
        and text[-1] not in '.!?"”)]'
        and in_capitals(words)
        and any(
            (ID_VERB.fullmatch(word.lower()) or EN_VERB.fullmatch(word.lower())) and not word.isupper()
            for word in words[1:]
        )
    )


_AT_END = frozenset(
    [
        "ask",
        "share",
        "app",
        "newsletter",
        "copyright",
        "republished",
        "comment",
        "house note",
        "continue reading",
        "donation",
        "fact check",
    ]
)
"""What a page may run into the end of a paragraph."""


def _small_words(lines: list[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in _SMALL.findall(line.text))


_SMALL = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")


def _cut(
    text: str, number: int, listed: NoiseRules, removed: list[Removed], elsewhere: frozenset[str]
) -> str:
    for name, pattern in listed.inline:
        position = 0
        while found := pattern.search(text, position):
            if not found.group().strip():
                break
            removed.append(Removed(found.group().strip(), name, number))
            before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            text, position = (before + " " + after).strip(), len(before)
    for name, pattern in listed.titles:
        text = cut_titles(text, name, pattern, number, removed, elsewhere)
    return text
