"""The headline that stands in the copy: whether the first line is one, or a page elsewhere had one over the story.

A headline that has to be made is one of `titles`.
"""

import re

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.blocks import POSED, is_caption
from site_gen.wire.capitals import in_capitals, is_titled, words_of
from site_gen.wire.dates.calendar import WEEKDAY
from site_gen.wire.lines import Line
from site_gen.wire.sentences import is_quoted, sentences
from site_gen.wire.story import NOTHING, Inferred, Removed

SHORTEST, LONGEST = 12, 115
"""Characters of a headline."""
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
_DOTS = re.compile(r"\w\s?(?:\.{2,}|…)$")
"""What a headline leaves open: `Warga Tanam Pohon, Ternyata...`"""
_PICTURED = re.compile(
    r"^(?:Foto|Photo|Image|Gambar|Getty Images/)|AP Photo|\((?:\w+\s)?(?:AP|Getty|Reuters|AFP|EPA|Foto|Photo|Image|Gambar)\b"
    r"|\b(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?)\s?[/|]|\b(?:Foto|Photo|Image|Gambar)s?\s?(?:[:/]|by\b|oleh\b|courtesy\b)"
    r"|\b(?:Getty(?: Images)?|Reuters|AFP|EPA|Foto|Photo|Image|Gambar)\W*$"
)
"""A picture's label or credit; of an agency a headline may tell, too."""
_CREDITED = re.compile(
    r"\((?:(?i:istimewa|ist|dok|doc|foto|photo|ilustrasi)\b[^()]{0,60}|[\w.]+\.(?i:com|id|co|net)/[^()]{1,60})\)\.?$"
    r"|/\s?(?i:istimewa|ist|dok)\.?$|-{2,3}\s?(?:\([^()]{2,60}\))?$"
)
"""The credit of a picture at the end of its caption."""
_FEWEST_TITLED = 5
"""Words in capitals before a sentence: fewer are a name or a section."""


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
    headed = len(text) > LONGEST and text[-1].isalnum() and is_titled(words_of(text))
    longest = _LONGEST_TOLD if sentence_starts == 1 or headed else LONGEST
    if stamped and sentence_starts == 1:
        longest = _LONGEST_TOLD
    if not SHORTEST <= len(text) <= longest or first.kind not in ("", "heading"):
        return NOTHING
    words = words_of(text)
    ended = (
        text.endswith(".") and sentence_starts == 1 and ((stamped and in_capitals(words)) or is_titled(words))
    ) or (_DOTS.search(text) is not None and (stamped or sentence_starts == 1))
    headed = 1 < sentence_starts <= _DEEPEST and is_titled(words) and not is_caption(first)
    ended = ended or (headed and text.endswith("."))
    if sentence_starts == 1 and text.endswith(".") and not is_caption(first):
        ended = ended or stamped or _is_said_again(text, lines[1].text)
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
    if sentence_starts in (1, 2) and not stamped and is_of_picture(first):
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
    decked = len(lines) > 2 and second.text[-1] == "." and _is_told(lines[2].text) and not lines[1].kind
    if in_capitals(words) and len(words) > _FEWEST_TITLED and decked and not is_quoted(text):
        return Inferred(text, "a first line in capitals, before a deck", 0.85, first.number)
    if (sentence_starts in (2, 3) or headed) and not is_quoted(text):
        return Inferred(text, "the first line, before the dateline", 0.85, first.number)
    if _is_above_byline(lines, signed) and not is_quoted(text):
        return Inferred(text, "the line above the byline", 0.9, first.number)
    return NOTHING


_SHOWS = re.compile(
    r"(?:Ilustrasi|Suasana|Tampak|Penampakan|Potret|Tangkapan\s[Ll]ayar|Illustration|Screenshot|Screen\sgrab)\s[a-z]"
)
"""`Suasana perbaikan jembatan`: what a picture shows."""


_DAY_LAST = re.compile(
    rf",\s{WEEKDAY}\s\(\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?\)(?:\s(?:pagi|siang|sore|malam))?\.?$"
)
"""`… di Kali Contoh, Minggu (22/9/2024)`: no headline says the day so."""


def is_of_picture(line: Line) -> bool:
    """Whether the only line above a dateline tells what its picture shows."""
    if is_titled(words_of(line.text)):
        return False
    return any(found(line.text) for found in (POSED.search, _SHOWS.match, _DAY_LAST.search))


def _is_said_again(text: str, lead: str) -> bool:
    """Whether most of what a sentence says stands in the first sentence of the story, as a headline's words do."""
    first = (sentences(lead) or [lead])[0].casefold()
    words = [word for word in words_of(text.casefold()) if len(word) > 3]
    again = sum(word.rstrip("s") in first for word in words)
    return len(words) > 3 and again * 4 >= len(words) * 3


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


def _is_told(text: str) -> bool:
    """Whether a line is a sentence as a lead is: long, ended, and not in capitals."""
    return len(text) > 60 and re.search(r"[.!?][\"”]?$", text) is not None and not in_capitals(text.split())


_SIGNED = re.compile(r"(?:by|posted|published|updated|written|oleh|diterbitkan)\b", re.IGNORECASE)
"""What tells who wrote, or when, stands below the headline itself."""


def is_headline_below(line: Line) -> bool:
    text = line.text
    return (
        not line.kind
        and 3 < len(text.split()) <= 20
        and len(text) <= LONGEST
        and (text[-1] not in ".,;:" or re.search(r"\b(?:[A-Z]\.){2,}$", text) is not None)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "\"'“‘")
        and not is_caption(line)
        and not _ADDRESSED.match(text)
        and not _SIGNED.match(text)
        and not is_quoted(text)
    )


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


_REPUBLISHED = re.compile(
    r"\b(?:(?:ber)?judul|artikel\s+[\w.]+(?:\s[A-Z][\w.]+)?\s*,)\s*:?\s*(?:\"(?P<straight>[^\"]{12,115})\"|“(?P<curly>[^”]{12,115})”|(?-i:(?P<bare>[A-Z][^\"“”:.]{18,115}(?::\s[^\"“”:.]{8,80})?))(?=\s*(?:,|\.|https?:|$)))",
    re.IGNORECASE,
)
"""What a paper tells its readers who meet the story elsewhere: the headline in quotation marks."""


def headline_elsewhere(removed: list[Removed]) -> Inferred:
    """The headline under which the story stood elsewhere: `Artikel ini telah tayang di … dengan judul "…"`."""
    for piece in removed:
        if piece.rule in ("republished", "link") and (found := _REPUBLISHED.search(piece.text)):
            title = " ".join((found["straight"] or found["curly"] or found["bare"]).split()).rstrip(" ,-")
            if len(title.split()) > 2:
                return Inferred(title, f'the headline elsewhere: "{piece.text[:40]}"', 0.85, piece.line)
    return NOTHING
