"""What a page goes on with behind the credits: tags, and other stories. No credits: it goes, whatever it says."""

import re

from site_gen.wire.credits.hands import ALONE, CODED
from site_gen.wire.credits.labels import LABELLED, is_labels
from site_gen.wire.credits.makers import Makers
from site_gen.wire.dates.stamps import is_stamp
from site_gen.wire.lines import Line
from site_gen.wire.sentences import sentences


def without_dated(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without a list of other stories at the end: headline, day, headline, day."""
    count = len(lines)
    first = count
    while count - first <= _MOST_DATED and (
        found := next((n for n in range(first - 1, max(first - 4, 3), -1) if is_stamp(lines[n].text)), 0)
    ):
        between = lines[found + 1 : first]
        if (first == count) == bool(between) or any(map(_closes, between)):
            break
        first = found
    listed = lines[first - 1 :]
    titles = [line.text for line in listed if not is_stamp(line.text)] if len(listed) > 3 else []
    if (
        not titles
        or _closes(listed[0])
        or any(map(_PLAYED.search, titles))
        or sum(text.count(" ") > 2 for text in titles) * 2 < len(titles)
    ):
        return lines
    for line in listed:
        reading.take(line, line.text, "behind the credits")
    return lines[: first - 1]


def _closes(line: Line) -> bool:
    """Whether a line is no headline of another story."""
    return len(line.text) > 140 or line.text[-1] in '.!"”)' or LABELLED.match(line.text) is not None


_MOST_DATED = 40
"""Lines of such a list."""
_PLAYED = re.compile(r"\bvs?\b|\b(?:Jadwal|Laga|Pekan|Matchday|Round|Group|Grup)\b", re.IGNORECASE)
"""`Contoh FC vs Wiyata FC`, and the day below it, is a part of the story."""


_TAG_LABEL = re.compile(r"(?:TAGS?|Tags?|Topics?|Topik|Kata\s+kunci|Keywords?)\s*:?")
"""Tags follow, a line each."""


def without_tags(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without the tags that a page lists behind the desk's initials or under `TAG:`, a line each."""
    for index in range(max(1, len(lines) - 10), len(lines) - 1):
        behind = lines[index + 1 :]
        label = _TAG_LABEL.fullmatch(lines[index].text) is not None
        if not (label or ALONE.fullmatch(lines[index].text)):
            continue
        if all(
            len(line.text.split()) <= (5 if len(behind) > 1 else 14)
            and (label or line.text.islower())
            and line.text[-1] not in ".!?:"
            for line in behind
        ):
            for line in [lines[index], *behind] if label else behind:
                reading.take(line, line.text, "tags")
            return lines[: index if label else index + 1]
    return lines


def without_rest(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without what a page has behind the desk's codes: short lines, no sentences of the story."""
    for index in range(max(1, len(lines) - 7), len(lines) - 1):
        behind = lines[index + 1 :]
        if not (CODED.search(lines[index].text) or ALONE.fullmatch(lines[index].text)):
            continue
        if all(
            len(line.text) < 120 and len(sentences(line.text)) == 1 and line.text[-1] not in '."”'
            for line in behind
        ):
            for line in behind:
                labelled = is_labels(line.text, line, reading)
                reading.take(line, line.text, "credit" if labelled else "behind the credits")
            return lines[: index + 1]
    return lines


_DESK_CODE = re.compile(r"(?<=[.!?\"”’])\s*\([A-Z]{1,3}-\d{1,3}\)$")
"""`… dibakar. (OL-3)`: the number of a desk's editor, and the end of the story."""
_LONGEST_TEASER = 300
"""Characters of what a page says of another story."""
_MOST_TEASERS = 10
"""Lines of them."""


def without_teasers(lines: list[Line], reading: Makers) -> list[Line]:
    """The lines without what a page says of other stories behind the number of its desk: a sentence or two each."""
    for index in range(max(1, len(lines) - _MOST_TEASERS - 1), len(lines) - 1):
        if lines[index].text[-1] != ")" or not _DESK_CODE.search(lines[index].text):
            continue
        behind = lines[index + 1 :]
        if all(len(line.text) <= _LONGEST_TEASER and len(sentences(line.text)) < 3 for line in behind):
            for line in behind:
                reading.take(line, line.text, "behind the credits")
            return lines[: index + 1]
    return lines
