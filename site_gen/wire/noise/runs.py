"""Several lines that go together: a label and what a page lists behind it, tags, a player of films, a block that says
where it ends.

Where such a run ends is told by what its lines are; where that is not clear there is none.
"""

import re
from itertools import pairwise

from site_gen.wire.blocks import is_caption
from site_gen.wire.lines import Line
from site_gen.wire.noise.headlines import headlines_behind, is_title
from site_gen.wire.noise.rules import NoiseRules, several_rule, whole_line

TAIL = 6
"""So many of the last lines are the tail of a text."""
SENTENCE = 80
"""Characters: a line that is longer and has ended is a sentence of the story."""


def run_at(lines: list[Line], index: int, listed: NoiseRules) -> tuple[int, str]:
    """Where the run ends that the line at `index` begins, and the name of its rule; `index` itself if it begins none."""
    text = lines[index].text
    if index and (end := _end_of_block(lines, index)):
        return end, "page"
    if index and _TAGS.fullmatch(text) and (end := _end_of_tags(lines, index + 1, listed)):
        return end, "tags"
    listing = _end_of_listing(lines, index) if len(text) < 60 and listed.label.fullmatch(text) else 0
    if listing > (0 if index else _FEWEST_ABOVE):
        return listing, "read also"
    if end := _end_of_player(lines, index):
        return end, "play"
    if index and len(text) < _LONGEST_WIDGET and (end := _end_of_widget(lines, index, listed)):
        return end, several_rule(text, listed)
    if index and len(lines) - index <= _LONGEST_PORTRAIT and _AUTHOR.fullmatch(text):
        return len(lines), "about the author"
    if end := _end_of_advertisement(lines, index):
        return end, "advertisement"
    return index, ""


_FEWEST_ABOVE = 3
"""Headlines of other stories above all: one behind a label at the very top, `Featured`, is the story's own."""
_SKIPS = re.compile(
    r"(?:(?:Skip|Lewati|Lewatkan)\s+)(?P<what>\S.{0,60}?)\s+(?:and\s+continue\s+(?:reading|watching|listening)|(?:dan|lalu)\s+(?:lanjut(?:kan)?|terus(?:kan)?)\s+(?:membaca|baca))\b.{0,60}",
    re.IGNORECASE,
)
"""`Skip Most read and continue reading Most read`: what a page says before a block of its own."""
_ENDS = re.compile(r"(?:End\s+of|Akhir\s+dari)\s+(?P<what>\S.{0,60}?)[.\s]*", re.IGNORECASE)
"""`End of Most read`: what it says behind it."""
_LONGEST_BLOCK = 12
"""Lines between the two."""


def _end_of_block(lines: list[Line], start: int) -> int:
    """Where the block of a page ends that the line at `start` begins and a line with the same words ends; 0 if there
    is none, or prose stands in it."""
    first = lines[start].text
    if len(first) > SENTENCE + 60 or _ENDS.fullmatch(first):
        return 0
    skips = _SKIPS.fullmatch(first)
    named = f" {(skips['what'] if skips else first).casefold()}"
    for index in range(start + 1, min(start + _LONGEST_BLOCK + 2, len(lines))):
        text = lines[index].text
        ends = _ENDS.fullmatch(text) if len(text) <= SENTENCE else None
        if ends:
            same = named.endswith(f" {ends['what'].casefold()}")
            return index + 1 if same and not _is_prose(lines[start + 1 : index]) else 0
    return 0


def _is_prose(lines: list[Line]) -> bool:
    """Whether lines are a run of the story's sentences: two long ones that have ended, one behind the other."""
    told = [len(line.text) > SENTENCE and line.text.rstrip(')"”’')[-1:] in ".!?" for line in lines]
    return any(one and two for one, two in pairwise(told))


_TAGS = re.compile(
    r"(?:(?:Related\s+)?(?:TAGS?|Tags?|tags|Topics?|TOPICS|topics)|RELATED\s+T(?:OPICS|AGS)|Filed\s+[Uu]nder|FILED\s+UNDER|Tagged(?:\s+with)?|More\s+(?:about|on)|"
    r"Explore\s+more(?:\s+on\s+these\s+topics)?|In\s+this\s+(?:article|story)|Categor(?:y|ies)|People\s+in\s+this\s+\w+|Keywords?)\s*:?"
)
"""Tags follow, a line each."""
_LONGEST_TAG = 5
"""Words."""
_MOST_TAGS = 15
_LONGEST_PORTRAIT = 4
"""Lines up to the end of the copy, the label among them."""
_AUTHOR = re.compile(
    r"(?:About|ABOUT|Meet)\s+[Tt](?:he|HE)\s+(?:[Aa]uthors?|AUTHORS?|[Ww]riters?|[Rr]eporters?)\s*:?"
)
"""Who wrote is told of up to the end."""


def _end_of_tags(lines: list[Line], start: int, listed: NoiseRules) -> int:
    """Where the tags end that a label has behind it, a few words each; 0 if there are none, or no long line or the
    end of the copy behind them."""
    end = start
    while end < len(lines) and _is_tag(lines[end].text) and not whole_line(lines[end].text, listed, False):
        end += 1
    if end == start or end - start > _MOST_TAGS:
        return 0
    ends = end == len(lines) or len(lines[end].text) > SENTENCE or len(lines) - end <= TAIL
    return end if ends else 0


def _is_tag(text: str) -> bool:
    """Whether a line is a tag, or several of them with commas between."""
    return text[-1] not in '.!?:"”' and all(
        0 < len(part.split()) <= _LONGEST_TAG for part in text.rstrip(", ").split(",")
    )


def _end_of_listing(lines: list[Line], index: int) -> int:
    """Where the headlines end that the pointer's label at `index` has behind it; 0 if there are none."""
    if end := _end_of_pairs(lines, index + 1) or _end_of_list(lines, index + 1):
        return end
    # A heading that the markup tells, or a caption, is the story's own.
    own = (n for n in range(index + 1, len(lines)) if lines[n].kind == "heading" or is_caption(lines[n]))
    behind = [one.text for one in lines[index + 1 : next(own, len(lines))]]
    many = headlines_behind(behind, lines[index].text)
    return index + 1 + many if many else 0


def _end_of_pairs(lines: list[Line], start: int) -> int:
    """Where the pictures with headlines under them end that a pointer's label has behind it; 0 if none do."""
    end = start
    while end + 1 < len(lines) and is_caption(lines[end]) and headlines_behind([lines[end + 1].text], ""):
        end += 2
    return end if end > start else 0


_POINT = re.compile(r"[*•·●▪‣○-]\s*(?=[A-Z0-9\"“])")


def _end_of_list(lines: list[Line], start: int) -> int:
    """Where the list of headlines ends that a pointer's label has behind it, a mark before each; 0 if there is none."""
    end = start
    while end < len(lines) and (lines[end].kind == "list" or _POINT.match(lines[end].text)):
        if not is_title(_POINT.sub("", lines[end].text, count=1)):
            return 0
        end += 1
    return end if end > start else 0


_GAME = re.compile(r"[A-Z][\w.'’ -]{1,30}: [A-Z][^:]{5,120}\.")
"""`Rivers: Host Hills on Saturday night.`: under `UP NEXT` an agency's story of a game says who plays whom."""


def is_game(lines: list[Line], index: int) -> bool:
    """Whether a line is the label of the next game, and the game stands behind it: the story's own."""
    return (
        lines[index].text == "UP NEXT"
        and index + 1 < len(lines)
        and _GAME.fullmatch(lines[index + 1].text) is not None
    )


_PLAYER = re.compile(r"(?:Video\s+)?Ad\s+Feedback|Now\s+playing", re.IGNORECASE)
_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d")
_SOURCE = re.compile(r"[-–•]?\s*Source(?::\s*(?P<house>\S.{0,28})|:?)", re.IGNORECASE)


def _end_of_player(lines: list[Line], start: int) -> int:
    """Where the lines end that a player of films leaves: its label, the film's title and length, `- Source:`, the
    house; 0 if there is none."""
    if not _PLAYER.fullmatch(lines[start].text):
        return 0
    titled = timed = False
    for index in range(start + 1, min(start + 4, len(lines))):
        text = lines[index].text
        if _LENGTH.fullmatch(text):
            timed = True
        elif source := _SOURCE.fullmatch(text):
            end = index + (1 if source["house"] else 2)
            return end if timed and end <= len(lines) and len(lines[end - 1].text) < 40 else 0
        elif titled or len(text) > 150:
            return 0
        else:
            titled = True
    return 0


_LONGEST_WIDGET = 24
"""Characters of one of its lines."""


def _end_of_widget(lines: list[Line], start: int, listed: NoiseRules) -> int:
    """Where the lines end of which one alone may be anything, `Suka`, `Vote`; 0 if fewer than two of them tell."""
    end = start
    while end < len(lines) and not lines[end].kind and _is_of_widget(lines[end].text, listed):
        end += 1
    told = sum(any(map(str.isalpha, line.text)) for line in lines[start:end])
    return end if told > 1 else 0


def _is_of_widget(text: str, listed: NoiseRules) -> bool:
    return len(text) < _LONGEST_WIDGET and listed.any_several.fullmatch(text) is not None


_OFFER = re.compile(
    r"(?:Pelajari\s+Lebih(?:\s+(?:Lanjut|Banyak))?|Learn\s+More|(?:Shop|Buy|Order|Download|Apply|Play|Book|Sign\s+Up|Daftar|Beli|Pesan|Coba|Unduh|Klaim|Hubungi)\s+(?:Now|Sekarang)|Get\s+Offer|Try\s+It\s+Free)\W*",
    re.IGNORECASE,
)
"""The button under an advertisement."""


def _end_of_advertisement(lines: list[Line], start: int) -> int:
    """Where an advertisement ends: its headline in place of a picture, once more, and a button; 0 if there is none."""
    if start + 2 >= len(lines) or not start or lines[start].text != lines[start + 1].text:
        return 0
    return start + 3 if _OFFER.fullmatch(lines[start + 2].text) else 0
