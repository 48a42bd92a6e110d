"""A headline whose line has lost the break behind it: glued to the first sentence, the dateline, a credit or a byline."""

import re

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.capitals import in_capitals, words_of
from site_gen.wire.credits.people import NAME
from site_gen.wire.dateline.reading import read_dateline
from site_gen.wire.gazetteer import Gazetteer
from site_gen.wire.head.headline import LONGEST
from site_gen.wire.lines import Line

_SEAM = re.compile(r"(?<=[a-zà-ÿ0-9%)!?])(?=[A-ZÀ-Þ][A-Za-zà-ÿ])")
_SHORTEST = 20
"""Characters of a headline."""
_FEWEST = 4
"""Words of it."""
_SENTENCE = 60
"""Characters of what is glued to it, if it is the story."""
_WORD_BEFORE = re.compile(r"[\w'’-]+$")
_WORD_BEHIND = re.compile(r"[\w'’-]+")
_CREDIT = re.compile(
    r"(?:Foto|Photo|Gambar|Image|Ilustrasi|Dok(?:umentasi)?)\b\s?[.:/]?\s?[^.!?]{0,80}\.?|(?:[\w ]{2,30}\s?/\s?)?(?:Getty Images|Shutterstock|ANTARA FOTO)\b.{0,40}"
)
_BYLINE = re.compile(rf"(?:By|Oleh)\s*:?\s+{NAME}.{{0,60}}")


_TELLS_ELSEWHERE = re.compile(
    r"\s+(?P<tail>(?:Artikel|Berita|Tulisan)\sini\s(?:telah|sudah)\s(?:tayang|dimuat|terbit)\s(?:di|pada)\s\S.{0,200})$"
)
"""`Headline   Artikel ini telah tayang di contoh.com`: copied with what the page adds to whatever is copied."""


def parted_from_notice(lines: list[Line]) -> list[Line]:
    """The lines, the first of them in two where a page's notice of itself stands behind the headline."""
    found = _TELLS_ELSEWHERE.search(lines[0].text) if lines and len(lines[0].text) < 400 else None
    if not found or found.start() < _SHORTEST or len(lines) < 2:
        return lines
    bare = msgspec.structs.replace(lines[0], text=lines[0].text[: found.start()].rstrip())
    # Behind the story, where a page has it.
    return [bare, *lines[1:], Line(found["tail"], lines[0].number)]


def parted_from_headline(lines: list[Line], gazetteer: Gazetteer) -> list[Line]:
    """The lines, the first of them in two where a headline in capitals ends in the midst of a word and what goes on
    can be no part of it. A word that the copy writes so elsewhere, too, is one word."""
    if not lines or lines[0].kind:
        return lines
    text = lines[0].text
    for found in _SEAM.finditer(text, _SHORTEST, LONGEST + 1):
        at = found.start()
        words = words_of(text[:at])
        if len(words) < _FEWEST or not in_capitals(words) or re.search(r"[.!?]\s", text[:at]):
            continue
        left, right = _WORD_BEFORE.search(text, 0, at), _WORD_BEHIND.match(text, at)
        whole = (left.group() if left else "") + (right.group() if right else "")
        if _is_one_word(whole, lines):
            continue
        if _goes_on(text[at:], gazetteer):
            behind = Line(text[at:], lines[0].number, gap=True)
            return [msgspec.structs.replace(lines[0], text=text[:at].rstrip()), behind, *lines[1:]]
    return lines


def _is_one_word(word: str, lines: list[Line]) -> bool:
    """Whether a word with a capital inside is written so: `YouTube`, `McCartney`."""
    if len(word) < 6 or word.casefold() in lexicon.folded_phrases("camel_words"):
        return True
    return re.match(r"(?:Ma?c|De|La|O['’])[A-Z]", word) is not None or any(
        word in line.text for line in lines[1:]
    )


def _goes_on(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a story begins with `text`, or a line that a page has between headline and story."""
    if _CREDIT.fullmatch(text) or _BYLINE.fullmatch(text):
        return True
    if len(text) < _SENTENCE:
        return False
    dateline = read_dateline(text, gazetteer)
    if dateline and not dateline.after_deck and not dateline.start and dateline.confidence >= 0.9:
        return True
    first = words_of(text[:160])[:9]
    small = sum(word.islower() and len(word) > 2 for word in first[1:])
    return small >= 3 and not in_capitals(first)
