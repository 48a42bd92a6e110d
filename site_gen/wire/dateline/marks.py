"""What stands between a place, an outlet and the first sentence: dashes, bars, brackets, a day."""

import re

from site_gen.wire.dateline.sites import DASH

_DASH = re.compile(rf"\s*(?:{DASH}\s?)+\s*")
_MARK = re.compile(rf"\s*(?:{DASH}\s?)+\s*|(?<=\))\.{DASH}\s*|\s*:\s+|\s+\?\s+(?=[\"“]?[A-ZÀ-Þ])")
"""A dash or a colon; a `?` by itself is what an old encoding made of a long dash."""
BRACKET = re.compile(
    r"\s*(?:[,.]|-{1,2}|[–—])?\s*(?:[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]|(?<=\s)/([A-Z][\w ]{2,30})/)\s*"
)
"""`(AGENCY)`, also as press wires write it: `--(AGENCY)--`, `/AGENCY/ --`."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mei|agu|ags|okt|des|januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember|january|february|march|june|july|august|october|december|sept"
_WEEKDAYS = frozenset(
    ["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad"]
) | frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
DATELINE_DAY = re.compile(
    rf"(?:\s?,)?\s*(?:(?:{'|'.join(sorted(_WEEKDAYS))})\b\s*,?\s*)?\(?((?:{_MONTHS})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+(?:{_MONTHS})\.?(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)\b\)?",
    re.IGNORECASE,
)
"""`, 5 Mei`, `(5/6/2024)`, `, Senin (5/6)`"""
BAR = re.compile(r"(?<=[\w.)])(\s?)(?:[|~»•=_]|::|(?<=\s)(?://?|I)(?=\s))(\s?)(?=[\w(\"“])")
"""What stands for a dash in some houses: `CONTOH.ID | JAKARTA | …`."""
LEAST = 40
"""Characters of the sentence behind one of those: fewer are a line of a page's own, `JAKARTA | BISNIS`."""
_SENTENCE = re.compile(r"[\"'“‘(\[?¿`]*\s*(?:[A-ZÀ-Þ0-9]|[a-z]+[A-Z]|[a-z]{2,}\b)")
SMALL_LETTERS = re.compile(r".{0,56}?\b[a-zà-ÿ]{3,}")

ALONE = re.compile(
    r"\.\s+[A-ZÀ-Þ][\w'’-]*,?\s+(?:(?:[A-ZÀ-Þ][\w'’-]*|\([A-Z]\w+\)|\d+),?\s+){0,5}(?:of\s|[a-zà-ÿ]{3,})"
)
"""A place that is a sentence by itself, and then a sentence."""


def dash(text: str, position: int) -> int:
    """Where the sentence begins after a dash, 0 if none is here."""
    found = _DASH.match(text, position)
    return found.end() if found else 0


def mark(text: str, position: int) -> int:
    """Where the sentence begins after a dash or a colon, 0 if none is here."""
    found = _MARK.match(text, position)
    return found.end() if found else 0


def is_sentence(text: str, position: int) -> bool:
    return _SENTENCE.match(text, position) is not None
