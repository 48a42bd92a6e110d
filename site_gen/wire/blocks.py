"""Lines to blocks: which are paragraphs, and which headings, lists, quotations, captions or tweets."""

import re

from site_gen.wire.markup import Line
from site_gen.wire.story import Block, BlockKind

_TWEET = re.compile(
    r"(?:\(@\w{2,20}\)\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})\s*$)"
)
_CAPTION = re.compile(
    r"(?:\((?:[^()]*\b(?:AP Photo|Photo|Foto|Getty|Reuters|REUTERS|AFP|EPA|ANTARA FOTO|Antara|dok)\b[^()]*)\)\.?$)"
    r"|(?:\b(?:AFP|Getty Images|Reuters|REUTERS|AP|EPA|ANTARA FOTO)(?:/[\w. ]+)*$)"
    r"|^(?:Image copyright|Image source|Media caption|REUTERS/|ANTARA FOTO/|Foto:|Photo:|Image caption|Caption:|Keterangan foto|Ilustrasi\b)",
)


def make_blocks(lines: list[Line]) -> tuple[Block, ...]:
    """The body, in order."""
    found: list[Block] = []
    for line in lines:
        text = line.text.strip()
        if text:
            found.append(Block(_kind(line, text), text, line.number))
    return tuple(found)


def _kind(line: Line, text: str) -> BlockKind:
    if line.kind in ("heading", "list", "quote", "caption"):
        return line.kind
    if _TWEET.search(text):
        return "tweet"
    if len(text) < 400 and _CAPTION.search(text):
        return "caption"
    return "paragraph"
