"""Pointers to other stories: where the headline ends that one points to."""

import re
from functools import cache

from site_gen.wire import lexicon
from site_gen.wire.story import Removed

LISTING = re.compile(
    r"(?:Pilihan\s+(?:Redaksi|Editor)|(?:Berita|Artikel)\s+(?:Terkait|Lainnya)|Rekomendasi|Promosi|Terpopuler|Editor['’]s\s+[Pp]icks?|Related\s+(?:[Ss]tories|[Aa]rticles)|Trending(?:\s+[Ss]tories|\s+[Nn]ow)?|Most\s+[Rr]ead)\s*:?"
)
"""Several headlines follow, a line each."""
POINTER = re.compile(
    rf"{LISTING.pattern}|"
    r"(?:Baca|Lihat|Simak|Tonton)\s+(?:juga|pula|Juga|Pula)\s*:?|(?:BACA|LIHAT|SIMAK)\s+(?:JUGA|PULA)\s*:?|(?:Also\s+[Rr]ead|Read\s+[Aa]lso|READ\s+ALSO|See\s+[Aa]lso|RELATED|Related)\s*:"
)
"""A pointer alone on its line: the headline that it points to stands on the next."""


def is_title(text: str) -> bool:
    words = text.split()
    return (
        3 <= len(words) <= 18
        and text[-1] not in '.,;:"”'
        and sum(word[0].isupper() for word in words) * 2 >= len(words)
    )


_SPACED_QUOTE = re.compile(r'\s(?=" [A-Z])')
_CONNECTIVE = re.compile(
    r"\s(?=(?:Namun|Tetapi|Akibatnya|Sebelumnya|Sementara itu|Selain itu|Meski begitu|Meski demikian|Pasalnya|"
    r"Oleh karena itu|Oleh karenanya|Dengan demikian|Di sisi lain|However|Meanwhile)\s?,\s"
    r"|(?:Ia|Dia|Mereka|Hal ini|Hal itu|Hal tersebut)\s+(?:me|ber|ter|di)[a-z]+\s[a-z]|(?:Ia|Dia|Mereka|Hal ini|Hal itu)\s+(?:juga|pun)\s+[a-z])"
)
_GLUED_END = re.compile(r"(?<=[a-zà-ÿ0-9%)!?])(?=[A-ZÀ-Þ][a-zà-ÿ]*)|(?=[\"“])")


def cut_titles(text: str, name: str, pattern: re.Pattern[str], number: int, removed: list[Removed]) -> str:
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
