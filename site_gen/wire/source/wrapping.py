"""Hard-wrapped lines joined to paragraphs.

Copy comes in three shapes: empty lines between paragraphs, a line a paragraph, or lines cut at one width
by an old system. Only the last is joined, and only where its width proves it.
"""

import itertools
import re

from site_gen.wire.dates.calendar import WEEKDAY
from site_gen.wire.lines import Line

_NARROWEST, _WIDEST = 38, 164
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_STARTS = re.compile(r"[\"'“‘(\[]*[A-ZÀ-Þ0-9]")


def unwrapped(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """`lines` with hard-wrapped ones joined, and those where a sentence goes on."""
    return _broken_off(_of_one_width(_with_drop_caps(lines)))


_DROP_CAP = re.compile(r"[B-HJ-Z]")
"""One letter; `A` and `I` are words, too."""


def _with_drop_caps(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, a large first letter that a page has on a line of its own put back before its word."""
    if not any(len(line.text) == 1 for line in lines):
        return lines
    kept: list[Line] = []
    letter: Line | None = None
    for line in lines:
        if letter is not None:
            if re.match(r"[a-zà-ÿ’']", line.text):
                line = Line(letter.text + line.text, letter.number, line.kind, letter.gap)
            else:
                kept.append(letter)
            letter = None
        if _DROP_CAP.fullmatch(line.text) and not line.kind:
            letter = line
        else:
            kept.append(line)
    return (*kept, *([letter] if letter else ()))


def _of_one_width(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A system that wraps puts a word on the next line only if it does not fit on this one: where nearly all
    lines obey that for one width, the width is theirs.
    """
    plain = [line for line in lines if not line.kind]
    if len(plain) < 4:
        return lines
    width = max(len(line.text) for line in plain)
    if not _NARROWEST <= width <= _WIDEST:
        return lines
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not (b.gap or a.kind or b.kind)]
    width = next((width - less for less in _LESS if _is_width(width - less, pairs)), 0)
    if not width:
        return lines
    groups: list[list[Line]] = []
    goes_on = False
    for index, line in enumerate(lines):
        if goes_on and not (line.gap or line.kind):
            groups[-1].append(line)
        else:
            groups.append([line])
        after = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = not line.kind and after is not None and _is_full(line, after, width)
    return tuple(_joined(group) for group in groups)


_LESS = (0, 4, 10)
"""So many columns may be lost of a width: to double spaces, to an indent."""


def _is_width(width: int, pairs: list[tuple[Line, Line]]) -> bool:
    """Whether the lines that follow each other were cut at this width."""
    full = [(a, b) for a, b in pairs if _is_full(a, b, width)]
    ended = sum(bool(_ENDS.search(a.text)) for a, _ in full)
    short = [(a, b) for a, b in pairs if not _is_full(a, b, width)]
    stray = sum(not (_ENDS.search(a.text) and _STARTS.match(b.text)) for a, b in short)
    return len(full) >= 3 and stray * 8 <= len(full) and ended * 2 <= len(full)


_GOES_ON = re.compile(
    r"(?!(?:oleh|by)\s+[A-Z]|[a-z]{4,14}\s?[-–—]{1,2}\s[A-Z\"“])[a-zà-ÿ](?![\w-]*(?:[.A-Z]|:\s|://))"
)
"""What begins with a small letter: no byline, no address, and no dateline whose first letter is lost, `akarta - …`."""
_LABELLED = re.compile(r"[A-Z][\w ]{2,18}\s?:\s.{2,50}$")
"""`Editor: Amir Contoh`: whatever follows is another line."""
_HOUR_LAST = re.compile(r"\d[.:]\d\d\s*(?:WIB|WITA|WIT|GMT|UTC|BST|[AaPp]\.?[Mm]\.?)$")
"""A line of a day and an hour ends there: `share` below it is a button."""
_OPEN_END = re.compile(r"\w(?:[,)\]%’'-]|)$")
_PICTURED = re.compile(
    r"/(?:instagram|facebook|twitter|youtube|tiktok|pixabay|unsplash|pexels|freepik|shutterstock)\W*$",
    re.IGNORECASE,
)
"""`jalan rusak-amir/instagram-`: whose picture it is."""
_SMALL_LAST = re.compile(
    r"[a-z],?\s(?:the|a|an|of|and|as|by|with|from|their|its|yang|dan|dari|dengan|oleh|pada|para|bahwa|sebagai|terhadap|di|ke|untuk|saat|in|at|to|for)$"
)
"""Words that no line of its own ends in."""
_LEAST_BROKEN = 20
"""Characters: what is shorter is a button, `post a comment`, over another one."""


def _broken_off(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines joined where a sentence clearly goes on: no stop before, a small letter behind."""
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        before = groups[-1][-1] if groups else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        if (
            before is not None
            and not (line.gap or line.kind or before.kind)
            and (_is_of_sentence(groups[-1]) or _is_beginning(before.text, line.text))
            and (
                _is_link(before, line, after)
                or (_STOP_FIRST.match(line.text) and _OPEN_END.search(before.text))
                or (
                    _GOES_ON.match(line.text)
                    and _OPEN_END.search(before.text)
                    and not _LABELLED.match(before.text)
                    and not _PICTURED.search(line.text)
                    and not _HOUR_LAST.search(before.text)
                )
                or _is_broken(before.text, line.text)
                or (_SMALL_LAST.search(before.text) and len(before.text) > _NARROWEST)
                or _is_filled(groups[-1], line, top=len(groups) == 1)
            )
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_joined(group) for group in groups)


_STOP_FIRST = re.compile(r"[.,;)](?:\s|$)")
"""What stands behind a link, `. Warga …`: the sentence goes on, or ends."""
_LONGEST_LINK = 40


def _is_of_sentence(group: list[Line]) -> bool:
    """Whether a line, or what was joined to one, is long enough for a sentence that may go on."""
    text = group[-1].text
    return (
        len(group) > 1
        or (text.count(" ") > 1 and len(text) >= _LEAST_BROKEN)
        or (text[-1] == "," and text.count(" ") == 1 and text[:1].isupper())
    )


_BEGINNING = re.compile(r"(?!(?:Iklan|Adv|Baca|Foto|Video|Share|Sponsor)\w*$)[A-Z][a-z]+(?: [a-z]+)?")
_REST = re.compile(r"[a-z]+ .{50,}[.!?]")


def _is_beginning(before: str, after: str) -> bool:
    """Whether a word or two are the beginning of a sentence that a writing program broke off: `Dua warga`, `menanam …`."""
    return _BEGINNING.fullmatch(before) is not None and _REST.match(after) is not None


def _is_link(before: Line, line: Line, after: Line | None) -> bool:
    """Whether a line is a link inside a sentence, parted from it: `… kata`, `Amir Contoh`, `di kantornya.`"""
    return (
        after is not None
        and not (after.gap or after.kind)
        and len(line.text) <= _LONGEST_LINK
        and len(before.text) > _NARROWEST
        and before.text[-1].islower()
        and before.text.rpartition(" ")[2].islower()
        and line.text[-1].isalnum()
        and (_GOES_ON.match(after.text) is not None or _STOP_FIRST.match(after.text) is not None)
        and not _LABELLED.match(after.text)
    )


_WEEKDAY_END = re.compile(rf"\b{WEEKDAY}$")
_WEEKDAY_NEXT = re.compile(rf"{WEEKDAY}\b")


def _is_broken(before: str, after: str) -> bool:
    """Whether a break stands before a weekday or between it and its day, or between words said and who said them."""
    if _WEEKDAY_END.search(before) and re.match(r"\(\s?\d", after):
        return True
    if re.search(r"[a-z] (?:on|pada|hari)$", before) and _WEEKDAY_NEXT.match(after):
        return True
    return re.search(r"\w[,?!]$", before) is not None and re.match(r"”\s?[a-z]", after) is not None


def _is_filled(group: list[Line], after: Line, top: bool) -> bool:
    """Whether a sentence that was joined already goes on with a capital: each line is as full as it can be.

    At the top of the copy only where a sentence has ended before: a headline may stand on two lines.
    """
    if len(group) < 2 or not re.search(r"\w$", group[-1].text) or _LABELLED.match(after.text):
        return False
    width = max(len(line.text) for line in group)
    if not _NARROWEST <= width <= _WIDEST or not _STARTS.match(after.text):
        return False
    if top and not any(re.search(r"[.!?][\"”]?\s", line.text) for line in group):
        return False
    if not (_ENDS.search(after.text) or len(after.text) > _NARROWEST):
        return False
    return all(_is_full(a, b, width) for a, b in itertools.pairwise([*group, after]))


def _joined(group: list[Line]) -> Line:
    first = group[0]
    if len(group) == 1:
        return first
    parts = [line.text for line in group]
    # A hyphen at the end of a line may be the word's own (janji-janji): it stays, without a space.
    text = "".join(part if re.search(r"[^\W\d]-$", part) else part + " " for part in parts).rstrip()
    text = re.sub(r"(?<=[,?!]) (?=”\s?[a-z])", "", text)
    if any(_STOP_FIRST.match(part) for part in parts[1:]):
        text = re.sub(r"(?<=\w) (?=[.,;)](?:\s|$))", "", text)
    return Line(text, first.number, first.kind, first.gap)


def _is_full(line: Line, after: Line, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > width
