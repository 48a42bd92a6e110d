"""Slugs: a text as one part of an address."""

import re
from typing import Final

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a slug looks like: lower-case ASCII letters and digits, single hyphens between them."""

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for devices, and the one that a folder's own page has."""

_AND: Final = {"id": "dan", "en": "and"}
_SMALL_LAST: Final = re.compile(
    r"(?:-(?:di|ke|dari|yang|dan|atau|untuk|pada|dengan|dalam|oleh|per"
    r"|of|the|an?|in|on|to|for|and|at|by|with|from|as))+$"
)
"""Words that nothing which was cut ends in, in both languages."""
_LETTERS: Final = str.maketrans(
    {"đ": "d", "ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "'": "", "’": "", "ʼ": ""}
)


def slug_of(text: str, lang: str = "", limit: int = 80) -> str:
    """`text` as a slug of at most `limit` characters, cut between words and not behind a small one; empty if nothing of it is left.

    Letters with marks lose them (é → e), an apostrophe joins (jum'at → jumat), `&` is read out in the
    languages that we know the word of; everything else that is no ASCII letter or digit parts two words.
    """
    if "&" in text:
        text = text.replace("&", f" {_AND.get(lang, '')} ")
    if text.isascii():
        text = text.lower().replace("'", "")
    else:
        import unicodedata  # 1 ms of start-up; most builds make no such slug

        text = text.casefold().translate(_LETTERS)
        text = unicodedata.normalize("NFKD", text).lower()
        # Marks and what is invisible (soft hyphens) vanish; a dash, as in AS–Rusia, parts two words.
        text = "".join([c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf")])
    words = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    if len(words) <= limit:
        return words
    head, _, _ = words[: limit + 1].rpartition("-")
    return _SMALL_LAST.sub("", head) or words[:limit]


def slug_problem(text: str) -> str:
    """What is wrong with `text` as a slug that somebody typed: a sentence, empty if nothing is."""
    if not SLUG.fullmatch(text):
        return "A slug has lower-case letters (a to z), digits and single hyphens between them."
    if text in RESERVED:
        return "This name is reserved; add a word to it."
    if len(text) > 100:
        return "A slug has at most 100 characters."
    return ""
