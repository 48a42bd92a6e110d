"""What surrounds a story and is not part of it, removed by listed rules only; each removal is reported.

Whole lines first. Inside a line a piece goes only where it is known exactly where it ends: a rule of the
kind `title` cuts a pointer such as `Baca juga: HEADLINE` up to a quotation mark or to a capital letter that
is glued to a small one, else it leaves the line alone.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.markup import Line
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed, WireRules

_TAIL = 6
"""So many of the last lines are the tail of a text."""


class NoiseRules(msgspec.Struct, frozen=True):
    """The list, compiled."""

    whole: tuple[tuple[str, re.Pattern[str]], ...]
    tail: tuple[tuple[str, re.Pattern[str]], ...]
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
    kinds: dict[str, list[tuple[str, re.Pattern[str]]]] = {"line": [], "tail": [], "inline": [], "title": []}
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
        tuple(kinds["inline"]),
        tuple(kinds["title"]),
        re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in kinds["line"] + own), re.IGNORECASE),
    )


_HINTS = (
    "[", "scroll", "gulir", "continue", "advertisement", "highlights", "key points", "media", "youtu", "vimeo",
    "lanjutkan", "photo", "foto", "image", "gambar", "video", "enditem", "item ends", "/nsd", "more", "simak",
    "saksikan", "tonton", "lihat", "baca", "artikel", "berita", "tulisan", "by ", "penulis", "licensing",
)  # fmt: skip
"""Without one of these no rule can match inside a line."""


def without_noise(lines: list[Line], rules: WireRules) -> tuple[list[Line], list[Removed]]:
    """The lines that are copy, and what was taken out."""
    listed = noise_rules(rules)
    kept: list[Line] = []
    removed: list[Removed] = []
    last = len(lines) - _TAIL
    pointed, listing = -1, False
    for index, line in enumerate(lines):
        if index == pointed:
            removed.append(Removed(line.text, "read also", line.number))
            if listing and index + 2 < len(lines) and _is_title(lines[index + 1].text):
                pointed = index + 1
            continue
        if _POINTER.fullmatch(line.text) and index + 2 < len(lines) and _is_title(lines[index + 1].text):
            removed.append(Removed(line.text, "read also", line.number))
            pointed, listing = index + 1, _LISTING.match(line.text) is not None
            continue
        name = whole_line(line.text, listed, in_tail=index >= max(last, 1))
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


_LISTING = re.compile(
    r"(?:Pilihan\s+(?:Redaksi|Editor)|(?:Berita|Artikel)\s+(?:Terkait|Lainnya)|Rekomendasi|Terpopuler|Editor['’]s\s+[Pp]icks?|Related\s+(?:[Ss]tories|[Aa]rticles)|Trending(?:\s+[Ss]tories|\s+[Nn]ow)?|Most\s+[Rr]ead)\s*:?"
)
"""Several headlines follow, a line each."""
_POINTER = re.compile(
    rf"{_LISTING.pattern}|"
    r"(?:Baca|Lihat|Simak|Tonton)\s+(?:juga|pula|Juga|Pula)\s*:?|(?:BACA|LIHAT|SIMAK)\s+(?:JUGA|PULA)\s*:?|(?:Also\s+[Rr]ead|Read\s+[Aa]lso|READ\s+ALSO|See\s+[Aa]lso|RELATED|Related)\s*:"
)
"""A pointer alone on its line: the headline that it points to stands on the next."""


def _is_title(text: str) -> bool:
    words = text.split()
    return (
        3 <= len(words) <= 18
        and text[-1] not in '.,;:"”'
        and sum(word[0].isupper() for word in words) * 2 >= len(words)
    )


_CAPTION_LABEL = "caption label"


def _is_one_sentence(text: str) -> bool:
    """A label may stand before a caption, or before a whole story on one line that begins with its caption."""
    return len(text) < 300 and len(sentences(text)) == 1


def whole_line(text: str, listed: NoiseRules, in_tail: bool) -> str:
    """The name of the rule that takes the whole line, empty if none does."""
    if len(text) > 600:
        return ""
    if listed.any_whole.fullmatch(text):
        for name, pattern in listed.whole:
            if pattern.fullmatch(text):
                return name
    if in_tail:
        for name, pattern in listed.tail:
            if pattern.fullmatch(text):
                return name
    return ""


def _cut(line: Line, listed: NoiseRules, removed: list[Removed]) -> str:
    text = line.text
    for name, pattern in listed.titles:
        text = _cut_titles(text, name, pattern, line.number, removed)
    for name, pattern in listed.inline:
        position = 0
        while found := pattern.search(text, position):
            if not found.group().strip():
                break
            removed.append(Removed(found.group().strip(), name, line.number))
            before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
            text, position = (before + " " + after).strip(), len(before)
    return text


def without_navigation(
    lines: list[Line], is_outlet: Callable[[str], bool]
) -> tuple[list[Line], list[Removed]]:
    """The lines without the menu that a page has before its headline: a few words each.

    The name of an outlet (`is_outlet`) among them stays: a credit is read out of it.
    """
    end = next(
        (n for n, line in enumerate(lines[:15]) if not (_is_crumb(line.text) or is_outlet(line.text))), 0
    )
    crumbs = [line for line in lines[:end] if _is_crumb(line.text)]
    if crumbs and end < len(lines) - 1:
        kept = [line for line in lines[:end] if not _is_crumb(line.text)]
        rest, more = without_navigation(lines[end:], is_outlet)
        return kept + rest, [Removed(line.text, "navigation", line.number) for line in crumbs] + more
    first = next((n for n, line in enumerate(lines[:25]) if line.kind == "heading"), 0)
    menu = lines[:first]
    if not menu or any(len(line.text.split()) > 3 or line.text[-1] in ".!?" for line in menu):
        return lines, []
    return lines[first:], [Removed(line.text, "navigation", line.number) for line in menu]


def _is_crumb(text: str) -> bool:
    small, listed = text.strip(" >»/|:").casefold(), lexicon.phrases("navigation")
    words = re.split(r"\s*[>»/|]\s*|\s+", small)
    return small in listed or (1 < len(words) < 7 and all(word in listed for word in words))


_PICTURED = re.compile(
    r"\((?:(?:Photo|Foto|Image|AP Photo|Dok|Doc|Istimewa|Ist|Shutterstock|Getty)\b[^()]{0,60}|[\w.]+\.(?:com|id|co|net|tv)(?:/[^()]{1,60})?)\)\.?\s*$",
    re.IGNORECASE,
)


def without_repeats(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without a caption that says a sentence of the text once more."""
    kept: list[Line] = []
    removed: list[Removed] = []
    alone: set[int] = set()
    # The headline that stands over the picture once more, or in place of it.
    titles: set[str] = set()
    for line in lines[:15]:
        if line.text in titles:
            alone.add(line.number)
        elif len(line.text.split()) > 3 and line.text[-1] not in '.!?:"”' and not line.kind:
            titles.add(line.text)
    for line in lines:
        found = _PICTURED.search(line.text)
        said = line.text[: found.start()].strip() if found else ""
        others = (
            [other for other in lines if other is not line and said in other.text] if len(said) > 40 else []
        )
        before = [other.number for other in others if other.text == said and other.number < line.number]
        if before:
            # What a page says in place of a picture, once more under it: the caption stays.
            kept.append(line)
            alone.update(before)
        elif others:
            removed.append(Removed(line.text, "caption said twice", line.number))
        else:
            kept.append(line)
    removed += [Removed(line.text, "said twice", line.number) for line in kept if line.number in alone]
    kept = [line for line in kept if line.number not in alone]
    return (kept, removed) if kept else (lines, [])


_SPACED_QUOTE = re.compile(r'\s(?=" [A-Z])')
_CONNECTIVE = re.compile(
    r"\s(?=(?:Namun|Tetapi|Akibatnya|Sebelumnya|Sementara itu|Selain itu|Meski begitu|Meski demikian|Pasalnya|"
    r"Oleh karena itu|Oleh karenanya|Dengan demikian|Di sisi lain|However|Meanwhile)\s?,\s"
    r"|(?:Ia|Dia|Mereka|Hal ini|Hal itu|Hal tersebut)\s+(?:me|ber|ter|di)[a-z]+\s[a-z]|(?:Ia|Dia|Mereka|Hal ini|Hal itu)\s+(?:juga|pun)\s+[a-z])"
)
_GLUED_END = re.compile(r"(?<=[a-zà-ÿ0-9%)!?])(?=[A-ZÀ-Þ][a-zà-ÿ]*)|(?=[\"“])")


def _cut_titles(text: str, name: str, pattern: re.Pattern[str], number: int, removed: list[Removed]) -> str:
    position = 0
    while found := pattern.search(text, position):
        end = _end_of_title(text, found.end())
        # A pointer in the middle of a sentence is somebody's own words; one that begins a sentence is not.
        before = text[: found.start()].rstrip()
        begins = not before or before[-1] in ".!?\"”’')]" or text[found.start() - 1].isalnum()
        if end is None or not begins:
            position = found.end()
            continue
        removed.append(Removed(text[found.start() : end].strip(), name, number))
        after = text[end:].lstrip()
        text = f"{before} {after}".strip()
        position = len(before)
    return text


def _end_of_title(text: str, start: int) -> int | None:
    """Where the headline that begins at `start` ends and a sentence clearly begins; None if it is not clear."""
    limit = start + 160
    if len(text) - start < 12:
        return None
    if (
        len(text) <= limit
        and not re.search(r"[.!?][\"”]?\s", text[start:-1])
        and not _glued(text, start, limit)
    ):
        return len(text)
    return _glued(text, start, limit)


def _glued(text: str, start: int, limit: int) -> int | None:
    for found in _GLUED_END.finditer(text, start + 8, min(limit, len(text))):
        at = found.start()
        if text[at] in '"“':
            # A quotation inside the headline opens after a space; one behind it is glued to the last word.
            if at and not text[at - 1].isspace():
                return at
            continue
        left = re.search(r"[\w]+$", text[start:at])
        right = re.compile(r"\w+").match(text, at)
        word = (left.group() if left else "") + (right.group() if right else "")
        if word.casefold() in _camel() or (left and len(left.group()) < 3 and not left.group().isdigit()):
            continue
        if left and left.group()[0].isdigit() and right and len(right.group()) < 3:
            continue
        return at
    ends = []
    if text.count(" .") + text.count(" ,") > 4 and (quote := _SPACED_QUOTE.search(text, start + 8, limit)):
        ends.append(quote.start())  # tokenised copy: a space stands on both sides of a quotation mark
    if connective := _CONNECTIVE.search(text, start + 12, min(limit, len(text))):
        ends.append(connective.start())
    end = min(ends, default=None)
    return None if end is None or " . " in text[start:end] else end


@cache
def _camel() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon.phrases("camel_words"))
