"""What a page goes on with behind the end of the story, and what points there to nothing."""

import re

from site_gen.wire.lines import Line
from site_gen.wire.noise.runs import SENTENCE
from site_gen.wire.story import Removed

_ENDS = frozenset(
    [
        "share",
        "comment",
        "copyright",
        "tags",
        "legal",
        "ask",
        "newsletter",
        "contact",
        "feedback",
        "agency end",
        "page",
        "republished",
    ]
)
"""Rules that take what a page has behind its story."""
_MAKERS = re.compile(
    r"[(\[–—-]|[^:]*:|(?i:by|oleh|laporan|reporting|editing|with|additional)\b|.*(?:[©@]|\d{4})|\w+(?:/\w+)+|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3}$"
)
"""What may tell who wrote, and when: left to be read."""


def without_what_follows(lines: list[Line], kept: list[Line], removed: list[Removed]) -> list[Line]:
    """What is kept without the short lines that a page goes on with behind the end of the story.

    The story has ended at the first button, tag or comment behind its last sentence, if half as many more of them
    follow as there are other lines.
    """
    sentence = max((line.number for line in kept if _is_sentence(line)), default=0)
    ends = [piece.line for piece in removed if piece.line > sentence and piece.rule in _ENDS]
    if not sentence or not ends:
        return kept
    behind = [line for line in kept if line.number > min(ends)]
    listed = sum(piece.line > sentence for piece in removed)
    if not behind or listed * 2 < len(behind) or any(len(line.text) > SENTENCE for line in behind):
        return kept
    taken = [line for line in behind if not (line.kind or _MAKERS.match(line.text))]
    removed += [Removed(line.text, "behind the story", line.number) for line in taken]
    return [line for line in kept if line not in taken]


def _is_sentence(line: Line) -> bool:
    return len(line.text) > SENTENCE or line.text[-1] in '.!?"”'


_BOX = 14
"""Lines of the tail."""


def end_of_pointers(lines: list[Line]) -> int:
    """Where the last lines begin that point to what a page had behind them, `Video terbaru:`; 0 if none do."""
    for at in range(len(lines) - 2, max(2, len(lines) - _BOX), -1):
        if lines[at].text == "Lihat Juga" and lines[at + 1].text == "Selengkapnya":
            return at  # a box of what else the house has: its heading, and the button for more
    end = len(lines)
    while end > 1 and (text := lines[end - 1].text).endswith(":") and _is_label(text):
        end -= 1
    return end if end < len(lines) else 0


def _is_label(text: str) -> bool:
    """Whether a line is written like a title, not like a sentence whose list was lost."""
    words = text.split()
    return len(words) <= 8 and "," not in text and sum(word[0].isupper() for word in words) * 2 >= len(words)


_ABOUT = re.compile(
    r"(?:About|ABOUT|Tentang|TENTANG|Mengenai)\s+(?P<who>(?:the\s+)?[A-Z][\w&.,'’ -]{2,60}?)\s*:?"
)
"""`About Contoh Foods`, `Tentang Contoh`"""


def begins_about(lines: list[Line], index: int) -> bool:
    """Whether a line behind a press release begins what its house says of itself: `About Contoh Foods`."""
    found = _ABOUT.fullmatch(lines[index].text)
    if not found or index + 1 >= len(lines) or len(lines[index + 1].text) < 30:
        return False
    return any(found["who"] in line.text for line in lines[:index])
