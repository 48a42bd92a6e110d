"""Sentences of a paragraph, in both languages."""

import re

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "drs",
        "dra",
        "prof",
        "st",
        "jr",
        "sr",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "maj",
        "rep",
        "sen",
        "gov",
        "rev",
        "hon",
        "vs",
        "etc",
        "inc",
        "corp",
        "co",
        "ltd",
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "pa",
        "calif",
        "fla",
        "ariz",
        "mass",
        "mich",
        "minn",
        "wis",
        "jl",
        "jln",
        "gg",
        "kel",
        "kec",
        "kab",
        "tgl",
        "hal",
        "dll",
        "dsb",
        "dkk",
        "yth",
        "tbk",
        "sdr",
        "ir",
        "h",
        "hj",
        "kh",
        "rs",
        "dok",
        "moh",
        "muh",
        "abd",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
        "u.n",
        "d.c",
        "s.h",
        "m.h",
        "s.t",
        "m.t",
        "s.sos",
        "m.si",
        "s.pd",
        "m.pd",
        "s.e",
        "m.m",
        "s.ip",
        "m.hum",
        "ph.d",
        "i.e",
        "e.g",
        "no",
    ]
)
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
    return before in _ABBREVIATIONS or (
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
