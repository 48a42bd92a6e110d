"""Lines to blocks: which are paragraphs, and which headings, lists, tables, quotations, captions or tweets."""

import re

from site_gen.wire.lines import Line
from site_gen.wire.rows import rows_of_tables
from site_gen.wire.sentences import sentences
from site_gen.wire.story import Block, BlockKind

_TWEET = re.compile(
    r"\(@\w{2,20}\)\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})\s*$|pic\.twitter\.com/\w+\s*(?:[—–-].*)?$"
)
_AGENCY = r"AP Photo|AP|Reuters|REUTERS|AFP|EPA|Getty(?: Images)?|Xinhua|ANTARA FOTO|ANTARA|Antara|dok"
_CAPTION = re.compile(
    rf"\((?:[^()]*\b(?:{_AGENCY}|Photo|Foto)\b[^()]*)\)+\.?(?:\s+More)?$"
    rf"|(?:\.\s|/|^)(?:[\w. ]{{2,40}}/)*(?:{_AGENCY})(?:/[\w. ]+)*\.?$"
    r"|\((?i:(?:dok|doc|istimewa|ist|shutterstock|foto|photo)\b[^()]{0,60}|[\w.]+\.(?:com|id|co|net)/[^()]{1,60})\)\.?$"
    r"|[.!?”\"]\s+\(?(?:Foto|Photo|Photograph|Photography|Picture|Image|Gambar)(?:\s+by|\s+oleh|\s*[:/])\s*(?:Dok\.\s)?[A-Z][^.!?]{2,60}\)?$"
    r"|\((?:Supplied|AP|AFP|Reuters|REUTERS|ABC News|AAP|Getty Images|Facebook|Twitter|Instagram|YouTube):\s[A-Z][\w .,'’-]{2,40}\)\.?$"
    rf"|^[A-Z][\w.'’ -]{{2,30}}(?:\s/\s[A-Z][\w.'’ -]{{1,30}})?\s/\s(?:{_AGENCY})(?:\s/\s[A-Z][\w. ]+)?$"
    rf"|[.!?”\"]\s\|\s(?:{_AGENCY})(?:[/ ][\w. ]{{2,40}})?$"
    r"|\s[-–]\s[A-Z][\w.]+/[A-Z][\w ]+$|\bvia\s+(?:REUTERS|AP|AFP|Reuters)\.?$|^[A-Z][\w .]{2,30}/[A-Z][\w .]{2,30}$"
    r"|\w\s[-–|]\s\(?(?:Foto|Photo|Picture|Image)s?(?:\sby|\soleh|\s?:)\s.{2,60}$"
    r"|[.!?]\s[A-Z]{2,12}/[A-Z][\w. ]{2,30}\.?$"
    r"|\w\.\s?-[A-Z][\w.' ]{2,30}-[A-Z][\w.' ]{2,30}$"
    r"|[.)]\s(?:\([Cc]\)|©)\s?[A-Z][\w. /]{1,30}$"
    r"|^(?:ILUSTRASI\b|Image copyright|Image source|Image caption|Media caption|REUTERS/|ANTARA FOTO/|Foto:|Photo:|Caption:|Keterangan foto|Ilustrasi\b|\(?FILE(?: PHOTO| IMAGE)?\)?\s*[-–—:])"
)
_HOUSE_CAPTION = re.compile(
    r"[\w.)”]-{2,3}\s?(?:\([^()]{2,60}\)|(?<=--)[A-Z][\w-]{1,24}(?:\s[A-Z]\w{1,20})?)?$|\(\s?[Ii]lustrasi\s?\)\.?$|\w\s?[-–]\s?[Ii]lustrasi$|(?<=[\w.)])\s?/\s?(?:[Ii]stimewa|[Ii]st|[Dd]ok(?:umentasi)?)\.?$"
    r"|[.\w]\s[-–][a-z]+(?:\s[a-z]+)?/[a-z]{3,16}$|(?<![.!?\"”’]\s)(?<![.!?\"”’])\(\s?[\w.]+\.(?i:com|id|co|net)\s?\)\.?$|\((?:Instagram|Facebook|Twitter|TikTok|YouTube)(?:/|\s|:\s)@?[\w.]+(?:\s[\w.&]+){0,6}\)\.?$"
)
"""What houses end a caption with: `… di lokasi--`, `… di lokasi.--(Foto: …)`, `(ilustrasi)`, `/ Istimewa`,
`-amir/contohpos`, `(contoh.com)`."""
_LONGEST_CAPTION = 600
_END = 90
"""Characters of a line that its end is read in."""
_BULLET = re.compile(r"(?:[•·●▪‣○]|[-*–](?=\s))\s*(?=\S)")
_ENDED = re.compile(r"[.!?…:,;\"”’')\]-]$")
_LONG = 8_000
"""A paragraph longer than this is parted between sentences: nobody can read it, and no converter should."""


_LABELLED = re.compile(r"[A-Z][A-Z ’-]{3,40}:\s.*\([A-Z][A-Z. ]{2,30}/[A-Z][A-Z. ]{2,30}\)\.?$")
"""`BENDUNGAN DIBUKA: Camat membuka pintu air.(AMIR/CONTOH)`"""


POSED = re.compile(
    r"\((?:(?:paling|dua|tiga|kedua|ketiga|second|third|far)\s(?:dari\s|from\s)?)?(?:kiri|kanan|tengah|left|right|cent(?:er|re))\)"
)
"""`Camat (kiri) bersama warga`: where somebody stands in the picture."""
_LONGEST_POSED = 260
_SAYS = re.compile(r"[\"“”]|\b(?:kata|ujar|said|told)\b")


def is_caption(line: Line) -> bool:
    """Whether a line stands under a picture."""
    text = line.text
    if line.kind == "caption":
        return True
    if len(text) >= _LONGEST_CAPTION:
        return False
    if "(" in text and len(text) < _LONGEST_POSED and POSED.search(text) and not _SAYS.search(text):
        return True
    last = text[-1:]
    if text[:2].isupper() and last in ")." and _LABELLED.match(text):
        return True
    if (
        last in "-)"
        or (last.islower() and "/" in text[-40:])
        or "--" in text[-30:]
        or text.endswith("lustrasi")
    ) and _HOUSE_CAPTION.search(text[-_END:]):
        return True
    return _CAPTION.search(text) is not None


def make_blocks(lines: list[Line]) -> tuple[Block, ...]:
    """The body, in order."""
    found: list[Block] = []
    rows = rows_of_tables(lines)
    for index, line in enumerate(lines):
        if index in rows:
            found += [Block("row", rows[index], line.number)] if rows[index] else []
            continue
        kind, text = _kind(lines, index), line.text.strip()
        if kind == "list" or (kind == "caption" and text[0] in "•·"):
            text = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
        found += [Block(kind, part, line.number) for part in _parted(text)]
    return tuple(found)


def _kind(lines: list[Line], index: int) -> BlockKind:
    line = lines[index]
    if line.kind in ("heading", "list", "quote", "caption"):
        return line.kind
    if _TWEET.search(line.text):
        return "tweet"
    if is_caption(line):
        return "caption"
    if _BULLET.match(line.text) and any(
        _BULLET.match(lines[n].text) for n in (index - 1, index + 1) if 0 <= n < len(lines)
    ):
        return "list"
    return "heading" if _is_heading(lines, index) else "paragraph"


def _is_heading(lines: list[Line], index: int) -> bool:
    """A short line between a paragraph that has ended and a longer one that begins."""
    text = lines[index].text
    if not 0 < index < len(lines) - 1 or not 4 <= len(text) <= 70 or _ENDED.search(text):
        return False
    before, after = lines[index - 1].text, lines[index + 1].text
    if not (text[0].isupper() or text[0].isdigit()) or len(text.split()) > 10:
        return False
    return _ENDED.search(before) is not None and len(before) > 80 and len(after) > 80


def _parted(text: str) -> list[str]:
    if len(text) <= _LONG:
        return [text] if text else []
    parts: list[str] = [""]
    for sentence in sentences(text):
        for start in range(0, len(sentence), _LONG):
            piece = sentence[start : start + _LONG]
            if len(parts[-1]) + len(piece) > _LONG:
                parts.append("")
            parts[-1] = f"{parts[-1]} {piece}".strip()
    return [part for part in parts if part]
