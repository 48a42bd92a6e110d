"""Sentences of a paragraph, in both languages."""

import re

from site_gen.wire import lexicon

_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[?]?\s?[A-ZÀ-Þ0-9@#]|\s*$)|(?<=[a-z]) [.!?](?=\s+[\"“A-Z]|\s*$)"
)


def sentences(text: str) -> list[str]:
    """The sentences of `text`; joined by a space they are the text again."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end.group().startswith(".") and _is_abbreviation(text, end.start()):
            continue
        if end.end() >= len(text):
            break
        found.append(text[start : end.end()].strip())
        start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _is_abbreviation(text: str, stop: int) -> bool:
    word = re.search(r"[\w.'’]+$", text[max(0, stop - 12) : stop])
    if not word:
        return False
    before = word.group().lower()
    return before in lexicon.words("abbreviations") or (
        re.fullmatch(r"(?:.*\.)?[a-z]", before) is not None and not before.isdigit()
    )


_OPEN = {"“": "”", "(": ")", "[": "]"}


def is_balanced(text: str) -> bool:
    """Whether every quotation and bracket that opens in `text` closes in it."""
    if text.count('"') % 2:
        return False
    return all(text.count(a) == text.count(b) for a, b in _OPEN.items())


def is_quoted(text: str) -> bool:
    """Whether `text` begins with a quotation, also one whose mark was lost."""
    return text[:1] in "\"“'‘”`" or re.match(r"[?\ufffd](?=[A-Z])", text) is not None
