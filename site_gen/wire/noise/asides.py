"""What a page has put into a line of the story: at its end, between its sentences, inside one.

A piece goes only where it is known exactly where it ends, and no sentence of the story with it: nothing that
somebody says, and no sentence that is not a page's by itself. Else the line stays as it is.
"""

import re

from site_gen.wire.capitals import in_capitals, words_of
from site_gen.wire.credits.hands import INITIALS
from site_gen.wire.noise.beginnings import SAID
from site_gen.wire.noise.pointers import cut_titles, runs_on
from site_gen.wire.noise.rules import NoiseRules, whole_line
from site_gen.wire.noise.seams import seam
from site_gen.wire.sentences import sentences
from site_gen.wire.source.breaks import unglued
from site_gen.wire.story import Removed
from site_gen.wire.verbs import EN_VERB, ID_VERB


def without_asides(
    text: str,
    number: int,
    listed: NoiseRules,
    removed: list[Removed],
    elsewhere: frozenset[str],
    tail: bool,
    last: bool,
) -> str:
    """What of a line of the story is the story's; `tail` is whether it is among the last ones, `last` whether it is the
    last. `elsewhere` are the words that the whole copy has in small letters."""
    text = _without_calls(text, number, listed, removed)
    if tail or last:
        text = _without_last(text, number, listed, removed)
    text = _without_pieces(text, number, listed, removed, elsewhere)
    text = _without_pasted(text, number, removed, elsewhere)
    return _without_headlines(text, number, removed) if last else text


_CALLS = re.compile(
    r"\b(?:kami|our|us|di sini|here|whats\s?app|telegram|google news|newsletter|selengkapnya)\b",
    re.IGNORECASE,
)
"""Without one of these no sentence inside a paragraph is a page's call."""
_INSIDE = frozenset(["ask", "share", "newsletter", "continue reading", "comment", "watch"])


def _without_calls(text: str, number: int, listed: NoiseRules, removed: list[Removed]) -> str:
    """A paragraph without the calls that a page ran in between its sentences: known anywhere, and in nobody's mouth."""
    if not _CALLS.search(text):
        return text
    parts = sentences(text)
    kept: list[str] = []
    quotes = 0
    for part in parts:
        called = (
            len(parts) > 1
            and quotes % 2 == 0
            and '"' not in part
            and not SAID.search(part)
            and (name := whole_line(part, listed, False)) in _INSIDE
        )
        if called:
            removed.append(Removed(part, name, number))
        else:
            kept.append(part)
            quotes += part.count('"') + part.count("“") + part.count("”")
    return " ".join(kept) if len(kept) < len(parts) and kept else text


_ENDED = re.compile(r"(?<=[.!?\"”])\s*\(\*{1,3}\)\s+(?=\S)")
"""`(*)`: the story ends there."""
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


def _without_last(text: str, number: int, listed: NoiseRules, removed: list[Removed]) -> str:
    """A paragraph among the last ones without the call that a page ran into its end."""
    if (ended := _ENDED.search(text)) and not runs_on(text[ended.end() :]):
        name = whole_line(text[ended.end() :], listed, True)
        if name in _AT_END:
            removed.append(Removed(text[ended.start() :].strip(), name, number))
            text = text[: ended.start()]
    parts = sentences(text)
    while len(parts) > 1 and len(parts[-2].split()) > 2 and not SAID.search(parts[-1]):
        name = whole_line(parts[-1], listed, True)
        if name not in _AT_END or runs_on(parts[-1]):
            break
        removed.append(Removed(parts.pop(), name, number))
    return " ".join(parts)


_HINTS = (
    "[", "(*", "scroll", "gulir", "continue", "advertisement", "highlights", "key points", "media", "youtu", "vimeo",
    "lanjutkan", "photo", "foto", "image", "gambar", "video", "enditem", "item ends", "/nsd", "more", "simak",
    "saksikan", "tonton", "lihat", "baca", "artikel", "berita", "tulisan", "by ", "penulis", "licensing",
    "iklan", "editor", "pilihan", "read", "related", "watch", "listen", "see", "adsby", "copyright", "download",
    "unduh", "install", "klik", "lead)", "ld)", "urgent)", "attn", "eds:", "(end)", "▶", "►", "▸",
    "zoom-in", "mail to", "(http", "( http", "bagikan:", "tag:", "tags:", "torial", "(adv", "[adv", "pariwara", "promo", "sponsor", "paid content",
)  # fmt: skip
"""Without one of these, or a figure that it begins with, no rule can match inside a line."""


def _without_pieces(
    text: str, number: int, listed: NoiseRules, removed: list[Removed], elsewhere: frozenset[str]
) -> str:
    """A line without the pieces that are known exactly, and without pointers whose headlines clearly end."""
    small = text.lower()
    if not text[:1].isdigit() and not any(hint in small for hint in _HINTS):
        return text
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


_HEADED = re.compile(
    r"[.!?\"”]\s(?:[A-Z0-9][\w-]*\s|di\s|ke\s|dan\s){2,10}:\s(?=[A-Z0-9])|[.!?\"”]\s(?:[A-Z][\w-]*\s){1,9}[A-Z][\w-]*:\s(?=[A-Z0-9])"
)
"""A run of capitals behind a full stop, a colon in it."""
_PASTED = 260
"""Characters of a headline, or of two."""


def _without_pasted(text: str, number: int, removed: list[Removed], elsewhere: frozenset[str]) -> str:
    """A paragraph without headlines of other stories that a page pasted between two sentences.

    Only where nothing else can stand there: behind a full stop, with a verb and a colon in a run of capitals, and
    a sentence clearly begins behind it; one more may follow directly.
    """
    if not _HEADED.search(text):
        return text
    kept: list[str] = []
    for part in sentences(text):
        pasted = False
        while kept and (pasted or ":" in part[:_PASTED]) and (end := seam(part, 0, _PASTED, elsewhere)):
            title = part[:end].strip()
            if not (_is_title(title) or _are_titles(title, least=1)) or not (pasted or ":" in title):
                break
            removed.append(Removed(title, "read also", number))
            part, pasted = part[end:], True
        kept.append(part)
    return " ".join(kept)


def _without_headlines(text: str, number: int, removed: list[Removed]) -> str:
    """The last paragraph without the headlines of other stories behind its last full stop, the desk's initials kept."""
    signed = INITIALS.search(text)
    copy = text[: signed.start()] if signed else text
    parts = sentences(unglued(copy.rstrip()))
    if len(parts) < 2 or not (_is_title(parts[-1]) or _are_titles(parts[-1])):
        return text
    removed.append(Removed(parts[-1], "points to nothing", number))
    return copy.rstrip()[: -len(parts[-1])].rstrip() + text[len(copy) :]


_LABELLED = re.compile(
    r"\b(?:Pewarta|Penulis|Reporter|Editor|Penyunting|Kontributor|Sumber|Foto|By|Oleh)\b\s*:?\s"
)


def _is_title(text: str) -> bool:
    """Whether what stands behind the last full stop is the headline of another story: it has a verb, in capitals."""
    words = words_of(text)
    return (
        6 <= len(words) <= 18
        and not _LABELLED.search(text)
        and text[-1] not in '.!?"”)]'
        and in_capitals(words)
        and any(
            (ID_VERB.fullmatch(word.lower()) or EN_VERB.fullmatch(word.lower())) and not word.isupper()
            for word in words[1:]
        )
    )


def _are_titles(text: str, least: int = 3) -> bool:
    """Whether several headlines stand there, one behind the other: all in capitals, and some of them have verbs."""
    words = words_of(text)
    verbs = [
        word for word in words if not word.isupper() and word[0].isupper() and ID_VERB.fullmatch(word.lower())
    ]
    return (
        18 < len(words) <= 90
        and len(verbs) >= least
        and not _LABELLED.search(text)
        and text[-1] not in '.!?"”)]:;,'
        and in_capitals(words)
    )
