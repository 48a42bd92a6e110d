"""A page's head that a scraper has put behind the story."""

import re
from collections.abc import Callable

import msgspec

from site_gen.wire.lines import Line
from site_gen.wire.noise.furniture import is_crumb

_LEAST_TITLE, _MOST_TITLE = 20, 115
_SIGNED_OFF = re.compile(r"[.!?\"”)]$")
_WORD = re.compile(r"[^\W\d_]{4,}")


def with_head_first(
    lines: list[Line], is_begun: Callable[[str], bool], is_day: Callable[[str], bool]
) -> list[Line]:
    """The lines, the page's head before the story that it stands behind: headline and deck, or headline and day.

    The story begins with its dateline (`is_begun`), and says most words of the headline.
    """
    if len(lines) < 3 or not is_begun(lines[0].text):
        return lines
    for at in range(len(lines) - 2, max(0, len(lines) - 4), -1):
        title, behind = lines[at].text, lines[at + 1 :]
        if not (
            _LEAST_TITLE <= len(title) <= _MOST_TITLE
            and len(title.split()) > 3
            and (title[-1].isalnum() or title[-1] in "'\"’”!?")
            and not lines[at].kind
            and len(behind) < 3
        ):
            continue
        story = " ".join(line.text for line in lines[:at]).casefold()
        if not (
            _is_said_in(title, story, 0.7)
            and all(is_day(line.text) or _is_said_in(line.text, story, 0.6) for line in behind)
        ):
            continue
        before = at - 1 if is_crumb(lines[at - 1].text) else at
        if before < 1 or not _SIGNED_OFF.search(lines[before - 1].text):
            continue
        first = msgspec.structs.replace(lines[0], gap=True)
        return [lines[at], *behind, first, *lines[1:before]]
    return lines


def _is_said_in(text: str, story: str, share: float) -> bool:
    words = _WORD.findall(text.casefold())
    return len(words) > 2 and sum(word in story for word in words) >= share * len(words)
