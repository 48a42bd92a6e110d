"""Pointers to other stories inside a line: where the headline ends that one points to."""

import re

from site_gen.wire import lexicon
from site_gen.wire.capitals import in_capitals, words_of
from site_gen.wire.noise.seams import seam
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Removed

LISTING = re.compile(
    r"(?:Pilihan\s+(?:Redaksi|Editor)|(?:Berita|Artikel)\s+(?:Terkait|Lainnya)|Rekomendasi|Promosi|Terpopuler|Editor\s?['’]\s?s\s+[Pp]icks?|Related\s+(?:[Ss]tories|[Aa]rticles)|Trending(?:\s+[Ss]tories|\s+[Nn]ow)?|Most\s+[Rr]ead)\s*:?"
)
"""Several headlines follow, a line each."""


def cut_titles(
    text: str,
    name: str,
    pattern: re.Pattern[str],
    number: int,
    removed: list[Removed],
    elsewhere: frozenset[str],
) -> str:
    """`text` without the pointers that `pattern` finds and whose headlines end where it is clear.

    `elsewhere` are the words that the whole copy has in small letters.
    """
    position = 0
    while found := pattern.search(text, position):
        # A pointer in the middle of a sentence is somebody's own words; one that begins a sentence is not.
        before = text[: found.start()].rstrip()
        begins = not before or before[-1] in ".!?\"”’')]" or text[found.start() - 1].isalnum()
        end = end_of_headline(text, found.end(), elsewhere, _reach(found.group())) if begins else None
        if end is None:
            position = found.end()
            continue
        removed.append(Removed(text[found.start() : end].strip(), name, number))
        after = text[end:].lstrip()
        text = f"{before} {after}".strip()
        position = len(before)
    return text


def _reach(pointer: str) -> int:
    """Characters that the headlines behind a pointer may have; several stand behind the name of a list."""
    return 420 if LISTING.fullmatch(pointer.strip()) else 160


_POINTER = re.compile(
    r"(?<![(\[\"“‘'])(?:(?:Baca|BACA|Lihat|Simak|Tonton|Saksikan)\s+(?:[Jj]uga|[Pp]ula|JUGA|PULA)\s*:"
    r"|(?:Also|ALSO)\s+(?:[Rr]ead|[Ww]atch|[Ss]ee|READ|WATCH|SEE)\s*:|(?:Read|Watch|See|READ|WATCH|SEE)\s+(?:[Aa]lso|ALSO)\s*:"
    r"|(?P<next>(?:Next\s+Article|Artikel\s+[Ss]elanjutnya)\b)\s*:?)\s*"
)
"""What points to another story, to a film, or to the story that a page has next."""


def without_last_pointers(text: str, elsewhere: frozenset[str], tail: bool, last: bool) -> str:
    """A line without the pointers that it ends with: from the first one behind a sentence's end, if nothing behind
    that is a sentence.

    `tail` is whether the line is among the last ones, where one pointer is enough, `last` whether it is the last of
    all, where the last label may have lost its headline.
    """
    start, end, count, clear = len(text), len(text), 0, False
    for found in reversed(list(_POINTER.finditer(text))):
        title = text[found.end() : end].strip()
        if title:
            whole = end_of_headline(text[:end].rstrip(), found.end(), elsewhere) == len(text[:end].rstrip())
            if not whole or title[-1] == "." or (found["next"] and not in_capitals(words_of(title))):
                break
        elif found["next"] or not (count or last):
            break
        end, count = found.start(), count + 1
        before = text[:end].rstrip()
        if not before or before[-1] in ".!?\"”’')]":
            start, clear = end, count > 1 or tail or last
    return text[:start].rstrip() if clear else text


_MARKED = re.compile(
    r"\W*(?:(?:[^\W\d_][\w'’-]*\s+){0,5}[^\W\d_][\w'’-]*\s*[:|>»]+|(?:Baca|Lihat|Simak|Tonton|Saksikan|Dengarkan)\s+(?:juga|pula))\s*[-–>»]*\s*",
    re.IGNORECASE,
)
"""The words of a pointer, up to where its headline begins."""


def end_of_pointer(text: str, elsewhere: frozenset[str]) -> int | None:
    """Where the pointer that a line begins with ends, its headline with it; None if that is not clear."""
    found = _MARKED.match(text)
    if not found or found.end() >= len(text) - 12:
        return len(text)
    return end_of_headline(text, found.end(), elsewhere, 260)


def end_of_headline(text: str, start: int, elsewhere: frozenset[str], reach: int = 160) -> int | None:
    """Where the headline that begins at `start` ends and a sentence clearly begins; None if it is not clear."""
    limit = start + reach
    if len(text) - start < 12 or (text[-1] == "." and text[start].islower()):
        return None  # Related: the court also heard …
    if quoted := _QUOTED.match(text, start):
        return quoted.end()
    if addressed := _ADDRESSED.match(text, start):
        return addressed.end()
    stopped = _STOPPED.match(text, start)
    if (
        stopped
        and in_capitals(words_of(stopped["title"]))
        and not in_capitals(words_of(text[stopped.end() :])[:4])
    ):
        return stopped.end()
    dated = _DATED.match(text, start)
    if (
        dated
        and in_capitals(words_of(dated["title"]))
        and not in_capitals(words_of(text[dated.end() : dated.end() + 80])[:5])
    ):
        return dated.end()
    glued = _glued(text, start, limit)
    if glued is None:
        glued = seam(text, start, limit, elsewhere)
    if glued is not None:
        return glued
    rest = text[start:].strip()
    return len(text) if len(rest) <= reach and _is_one_headline(rest) else None


_QUOTED = re.compile(r"[\"“][^\"“”]{5,160}[\"”](?:\s*[.,])?(?=\s|$)")
_ADDRESSED = re.compile(r"[^\n.!?]{8,160}?,?\s*\(?https?://[^\s)]+[).]?")
"""A headline, and the address of its page."""
_STOPPED = re.compile(r"(?P<title>[^.!?\"“”]{12,150})[.!?](?=\s[A-ZÀ-Þ\"“])")
"""Up to a full stop or what stands for one: behind a headline in capitals, where no more capitals follow."""
_DATED = re.compile(
    r"(?P<title>[^.!?\"“”]{12,150}?\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|Mei|May|Jun|Jul|Ag|Aug|Sep|Okt|Oct|Nov|Des|Dec)[a-z]*\s(?:19|20)\d\d)(?=\s[A-ZÀ-Þ][a-zà-ÿ])"
)
"""Up to a full date, behind which a sentence begins."""


_TITLED = re.compile(r"\bdengan\s+judul\s*:?\s*(?=[A-Z])")
_CREDITED = re.compile(r"https?:|\b(?:Penulis|Editor|Reporter|Penyunting)\s*:")


def runs_on(text: str) -> bool:
    """Whether a sentence stands behind the headline under which a text appeared first: `… dengan judul A B C Warga pulang.`"""
    found = _TITLED.search(text)
    if not found or text[-1] != "." or _CREDITED.search(text):
        return False
    words = words_of(text[found.end() :])
    return in_capitals(words[:4]) and not in_capitals(words)


def _is_one_headline(rest: str) -> bool:
    pieces = sentences(rest)
    if any(piece[-1] not in "?!" for piece in pieces[:-1]):
        return False
    if pieces[-1][-1] not in ".!" and len(pieces) == 1:
        return True
    words = words_of(pieces[-1])
    if len(pieces) > 1:
        # Kapan Puncaknya? Ini Kata Ahli: no sentence stands behind the question.
        return in_capitals(words) or (pieces[-1][-1] not in ".!" and len(words) < 8)
    return len(words) <= 14 and (in_capitals(words) or not in_capitals(words[:4]))


_SPACED_QUOTE = re.compile(r'\s(?=" [A-Z])')
_CONNECTIVE = re.compile(
    r"\s(?=(?:Namun|Tetapi|Akibatnya|Sebelumnya|Sementara itu|Selain itu|Meski begitu|Meski demikian|Pasalnya|"
    r"Oleh karena itu|Oleh karenanya|Dengan demikian|Di sisi lain|However|Meanwhile)\s?,\s"
    r"|(?:Ia|Dia|Mereka|Hal ini|Hal itu|Hal tersebut)\s+(?:me|ber|ter|di)[a-z]+\s[a-z]|(?:Ia|Dia|Mereka|Hal ini|Hal itu)\s+(?:juga|pun)\s+[a-z])"
)
_GLUED_END = re.compile(r"(?<=[a-zà-ÿ0-9%)!?])(?=[A-ZÀ-Þ][a-zà-ÿ]*)|(?=[\"“])")


def _glued(text: str, start: int, limit: int) -> int | None:
    within = start
    for found in _GLUED_END.finditer(text, start + 8, min(limit, len(text))):
        at = found.start()
        if text[at] in '"“':
            # A quotation inside the headline opens after a space and is in capitals, too; one behind it is glued to
            # the last word, or what is said there is written like a sentence.
            if at < within:
                continue
            if at and not text[at - 1].isspace():
                return at
            closing = re.compile(r'["”]').search(text, at + 1)
            said = words_of(text[at : closing.start()]) if closing else []
            if (
                len(said) > 1
                and not said[-1][0].isupper()
                and not in_capitals(said)
                and in_capitals(words_of(text[start:at]))
            ):
                return at
            if closing and text[closing.end() : closing.end() + 1].isupper():
                return closing.end()
            within = closing.end() if closing else at
            continue
        left = re.search(r"[\w]+$", text[start:at])
        right = re.compile(r"\w+").match(text, at)
        word = (left.group() if left else "") + (right.group() if right else "")
        if word.casefold() in lexicon.folded_phrases("camel_words") or (
            left and len(left.group()) < 3 and not left.group().isdigit()
        ):
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
