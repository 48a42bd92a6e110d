"""The headline that stands in the copy."""

import re
from collections.abc import Callable

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.blocks import is_caption
from site_gen.wire.markup import Line
from site_gen.wire.seams import in_capitals
from site_gen.wire.sentences import is_quoted, sentences
from site_gen.wire.story import NOTHING, Inferred, Removed
from site_gen.wire.tokens import given_names

_SHORTEST, _LONGEST_FOUND = 12, 115
_DEEPEST = 5
"""So many lines, a deck and a picture's, may stand between a headline in capitals and the dateline."""
_LONGEST_TOLD = 160
"""The line right before a dateline may be as long: a press release puts all it says into its headline."""


_ADDRESSED = re.compile(
    r"(?:Kepada(?:\s+Yth)?|Yth|Perihal|Hal|Dear|To|Subject|Attn)\b\s*[.:]|Dear\s|Kepada\s+Yth", re.IGNORECASE
)
"""The head of a letter is no headline."""
_POINT = re.compile(r"[*•·●▪‣○–—-]\s*\w")
"""Nor is the first of the points in short that an agency puts before its story."""


_DOTS = re.compile(r"\w(?:\.\.\.|…)$")
"""What a headline leaves open: `Warga Tanam Pohon, Ternyata...`"""


def is_titled(words: list[str]) -> bool:
    """Whether nearly all words have capitals, as headlines alone have them, but for those that headlines keep small."""
    small = lexicon.words("title_small")
    long = [word for word in words if len(word) > 3 and word not in small]
    return len(long) > 3 and sum(word[0].isupper() for word in long) * 10 >= len(long) * 9


_WRAPPED = 80
"""A line of a headline that an editor broke is no longer."""


def unbroken(lines: list[Line], sentence_starts: int) -> list[Line]:
    """The lines, with a headline that stands on two of them on one: the second goes on in the midst of a phrase.

    `sentence_starts` is the index of the dateline's line, or -1.
    """
    if len(lines) < 3 or any(line.kind or len(line.text) > _WRAPPED for line in lines[:2]) or lines[1].gap:
        return lines
    first, second = lines[0].text, lines[1].text
    if not (sentence_starts == 2 or (lines[2].gap and len(lines[2].text) > len(first) + len(second))):
        return lines
    if not first[-1].isalnum() or second[-1] in ".,;:" or not second[0].isalnum():
        return lines
    last = first.rpartition(" ")[2]
    if second[0].islower() or (last.islower() and last in lexicon.words("title_small")):
        return [msgspec.structs.replace(lines[0], text=f"{first} {second}"), *lines[2:]]
    return lines


_RUBRIC = re.compile(r"[^\W\d_][\w&'’.-]*(?:\s[\w&'’.-]+)?\s?:?|[^\W_]{1,6}")
"""`Nation`, `Public Health`, `Filed under:`, and a number of whatever kind."""
_MOST_RUBRICS = 6


def rubrics(lines: list[Line], is_place: Callable[[str], object]) -> int:
    """How many lines above the headline name sections of the page, in one word or two each: 0 if none do.

    A name of somebody or of a place says more than that, and no story is left without a headline below.
    """
    count = (
        1 if len(lines) > 3 and _PICTURE_OF.search(lines[0].text) and _is_rubric(lines[1], is_place) else 0
    )
    while count < min(len(lines) - 2, _MOST_RUBRICS) and _is_rubric(lines[count], is_place):
        count += 1
    return count if count and _is_headline_below(lines[count]) else 0


_PICTURE_OF = re.compile(r"\w\s?/\s?[A-Z][\w.]{2,20}$")
"""`Amir Santika di balai desa/CONTOH`: the words of the page's picture, and whose it is."""


def _is_rubric(line: Line, is_place: Callable[[str], object]) -> bool:
    text = line.text
    return (
        not line.kind
        and _RUBRIC.fullmatch(text) is not None
        and text.split()[0] not in given_names()
        and not is_place(text)
    )


_SIGNED = re.compile(r"(?:by|posted|published|updated|written|oleh|diterbitkan)\b", re.IGNORECASE)
"""What tells who wrote, or when, stands below the headline itself."""


def _is_headline_below(line: Line) -> bool:
    text = line.text
    return (
        not line.kind
        and 3 < len(text.split()) <= 20
        and len(text) <= _LONGEST_FOUND
        and (text[-1] not in ".,;:" or re.search(r"\b(?:[A-Z]\.){2,}$", text) is not None)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘")
        and not is_caption(line)
        and not _ADDRESSED.match(text)
        and not _SIGNED.match(text)
        and not is_quoted(text)
    )


_DESK_CODE = re.compile(
    r"(?:(?:UPDATE|WRAPUP|RPT|REPEAT|REFILE|CORRECTED|CORRECTION|RECAST|BRIEF|FACTBOX|TIMELINE|NEWSMAKER|INSIGHT|FEATURE|"
    r"INTERVIEW|ANALYSIS|EXCLUSIVE|EXPLAINER|PREVIEW|POLL|TABLE|TEXT|GRAPHIC|SCENARIOS|INSTANT\s+VIEW|SPECIAL\s+REPORT|"
    r"ADVISORY|URGENT|ALERT|SNAPSHOT|HIGHLIGHTS|MEDIA|OFFICIAL\s+CORRECTION)(?:\s\d{1,2})?\s?[-–]+\s?){1,3}(?=[\w\"'“‘])"
)
"""`UPDATE 1-`, `RPT-WRAPUP 2-`: what the desk of an agency files a story as, in capitals and with a hyphen."""


def without_desk_codes(lines: list[Line]) -> tuple[list[Line], list[Removed]]:
    """The lines without the codes of an agency's desk before the headline on the first of them."""
    found = _DESK_CODE.match(lines[0].text) if len(lines) > 1 else None
    if not found or len(lines[0].text) - found.end() < _SHORTEST:
        return lines, []
    bare = msgspec.structs.replace(lines[0], text=lines[0].text[found.end() :])
    return [bare, *lines[1:]], [Removed(found.group().strip(), "wire code", lines[0].number)]


_PICTURED = re.compile(
    r"^(?:Foto|Photo|Image|Gambar|Getty Images/)|AP Photo|\((?:\w+\s)?(?:AP|Getty|Reuters|AFP|EPA|Foto|Photo|Image|Gambar)\b"
    r"|\b(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?)\s?[/|]|\b(?:Foto|Photo|Image|Gambar)s?\s?(?:[:/]|by\b|oleh\b|courtesy\b)"
    r"|\b(?:Getty(?: Images)?|Reuters|AFP|EPA|Foto|Photo|Image|Gambar)\W*$"
)
"""A picture's label or credit; of an agency a headline may tell, too."""


def _is_said_again(text: str, lead: str) -> bool:
    """Whether most of what a sentence says stands in the first sentence of the story, as a headline's words do."""
    first = (sentences(lead) or [lead])[0].casefold()
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", text.casefold()) if len(word) > 3]
    again = sum(word.rstrip("s") in first for word in words)
    return len(words) > 3 and again * 4 >= len(words) * 3


def found_headline(
    lines: list[Line], sentence_starts: int, stamped: bool = False, signed: int = 0
) -> Inferred:
    """The headline, if the first line is one.

    `sentence_starts` is the index of the dateline's line, or -1; `stamped` whether a day and an hour stood
    right behind the first line; `signed` the line of the byline that was taken out, or 0.
    """
    if len(lines) < 2:
        return NOTHING
    first = lines[0]
    second = next((line for line in lines[1:4] if not is_caption(line)), lines[1])
    text = first.text
    if first.kind == "heading" and 3 < len(text) <= 200:
        return Inferred(text, "a heading at the top", 1.0, first.number)
    longest = _LONGEST_TOLD if sentence_starts == 1 else _LONGEST_FOUND
    if not _SHORTEST <= len(text) <= longest or first.kind not in ("", "heading"):
        return NOTHING
    words = re.findall(r"[^\W_][\w'’-]*", text)
    ended = (
        text.endswith(".") and sentence_starts == 1 and ((stamped and in_capitals(words)) or is_titled(words))
    ) or (_DOTS.search(text) is not None and (stamped or sentence_starts == 1))
    headed = 1 < sentence_starts <= _DEEPEST and is_titled(words) and not is_caption(first)
    ended = ended or (headed and text.endswith("."))
    if sentence_starts == 1 and text.endswith(".") and not is_caption(first):
        ended = ended or _is_said_again(text, lines[1].text)
    if (
        not ended
        and re.search(r"[.,;:…-][\"'”’)]?$", text)
        and not re.search(r"\b(?:[A-Z]\.)+$|\bJr\.$|\bInc\.$", text)
    ):
        return NOTHING
    if _ADDRESSED.match(text) or _POINT.match(text) or re.fullmatch(r"\([^()]*\)", text):
        return NOTHING
    if sentence_starts == 0 or not re.search(r"[^\W\d_]{2}", text):
        return NOTHING
    if sentence_starts != 1 and _PICTURED.search(text):
        return NOTHING
    # A headline may have a full stop inside; a caption has its credit behind one.
    whole = sentence_starts == 1 and is_titled(words) and not is_caption(first)
    if len(sentences(text)) > 1 and not re.search(r"[!?]", text) and not whole:
        return NOTHING
    if sentence_starts == 1 and (_CREDITED.search(text) or (text[0].islower() and not text[1].isupper())):
        return NOTHING  # what a picture shows, or what the story says further down
    if sentence_starts == 1:
        return Inferred(text, "the line before the dateline", 0.97, first.number)
    if stamped and not is_quoted(text):
        return Inferred(text, "the line before the day and the hour", 0.9, first.number)
    if second.gap and (len(second.text) > len(text) or len(lines) > 2):
        if text.endswith(('"', "”")) and is_quoted(text):
            return NOTHING
        return Inferred(text, "the first line, with an empty line behind it", 0.95, first.number)
    if len(second.text) > 1.5 * len(text) and re.search(r"[.!?\"”]$", second.text) and not is_quoted(text):
        return Inferred(text, "a short first line without a full stop", 0.85, first.number)
    if is_titled(words) and len(words) > _FEWEST_TITLED and _is_told(second.text) and not is_quoted(text):
        return Inferred(text, "a first line in capitals, before a sentence", 0.85, first.number)
    if (sentence_starts in (2, 3) or headed) and not is_quoted(text):
        return Inferred(text, "the first line, before the dateline", 0.85, first.number)
    if _is_above_byline(lines, signed) and not is_quoted(text):
        return Inferred(text, "the line above the byline", 0.9, first.number)
    return NOTHING


_FEWEST = 3
"""Words of a headline above a byline."""


def _is_above_byline(lines: list[Line], signed: int) -> bool:
    """Whether no more stands between the first line and the byline than a deck and what a picture shows."""
    if signed <= lines[0].number or len(lines[0].text.split()) < _FEWEST:
        return False
    between = [line for line in lines[1:] if line.number < signed and not is_caption(line)]
    if not any(line.number > signed for line in lines):
        return False
    words = lines[0].text.split()
    decks = len(words) > _FEWEST + 1 and words[-1].lower() not in lexicon.words("title_small")
    return len(between) < (3 if decks else 2)


_FEWEST_TITLED = 5
"""Words in capitals before a sentence: fewer are a name or a section."""


def _is_told(text: str) -> bool:
    """Whether a line is a sentence as a lead is: long, ended, and not in capitals."""
    return len(text) > 60 and re.search(r"[.!?][\"”]?$", text) is not None and not in_capitals(text.split())


_CREDITED = re.compile(
    r"\((?:(?i:istimewa|ist|dok|doc|foto|photo|ilustrasi)\b[^()]{0,60}|[\w.]+\.(?i:com|id|co|net)/[^()]{1,60})\)\.?$"
    r"|/\s?(?i:istimewa|ist|dok)\.?$|-{2,3}\s?(?:\([^()]{2,60}\))?$"
)
"""The credit of a picture at the end of its caption."""


_REPUBLISHED = re.compile(
    r"\b(?:(?:ber)?judul|artikel\s+[\w.]+(?:\s[A-Z][\w.]+)?\s*,)\s*:?\s*(?:\"(?P<straight>[^\"]{12,115})\"|“(?P<curly>[^”]{12,115})”)",
    re.IGNORECASE,
)


def headline_elsewhere(removed: list[Removed]) -> Inferred:
    """The headline under which the story stood elsewhere: `Artikel ini telah tayang di … dengan judul "…"`."""
    for piece in removed:
        if piece.rule in ("republished", "link") and (found := _REPUBLISHED.search(piece.text)):
            title = " ".join((found["straight"] or found["curly"]).split()).rstrip(" ,-")
            if len(title.split()) > 2:
                return Inferred(title, f'the headline elsewhere: "{piece.text[:40]}"', 0.85, piece.line)
    return NOTHING
