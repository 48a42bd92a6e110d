"""The headline of another story that a page has pasted between two paragraphs, on a line of its own."""

import re

from site_gen.wire import lexicon
from site_gen.wire.blocks import is_caption
from site_gen.wire.capitals import in_capitals, is_titled, words_of
from site_gen.wire.lines import Line
from site_gen.wire.noise.runs import SENTENCE
from site_gen.wire.verbs import EN_VERB

_CLICK = re.compile(r"CLICK HERE (?:TO|FOR)\b")
"""A house that calls its readers so puts the headlines of other stories between paragraphs, in capitals."""


def calls_out(lines: list[Line]) -> bool:
    """Whether it is a page of a house that calls its readers in capitals."""
    return any(_CLICK.match(line.text) for line in lines)


_FEWEST_SHOUTED = 5
"""Words: a heading inside a story has fewer."""


def is_shouted_title(text: str) -> bool:
    """Whether a line is a headline in capitals."""
    return text.isupper() and text[-1] not in ".:" and len(text.split()) >= _FEWEST_SHOUTED


_SIGNED = re.compile(
    r"[(\W]*(?:(?:Additional|Further)\s)?(?:Reporting|Writing|Editing|Written|Edited|Compiled|Translated|Photos?)\s(?:by|from)\b|(?:Penulis|Editor|Reporter|Pewarta)\s*:"
)
"""A credit is in capitals, too: `Reporting by Jane Doe; Editing by …`"""
_FEWEST_PASTED = 8
"""Words of another story's headline: a heading inside a story has fewer."""
_SHORTEST_PASTED, _LONGEST_PASTED = 45, 190
_LEAST_TOLD = 3
"""Lines of the story that stand before it."""
_MARK = re.compile(r"[•·●▪‣○]\s*")
_TOLD = re.compile(r"[.!?][\"”’)]*$")


def is_pasted(lines: list[Line], index: int, elsewhere: frozenset[str]) -> bool:
    """Whether a line is the headline of another story that a page has pasted between two paragraphs.

    It is written like a headline and ends without a stop, a sentence stands before it and another behind it, or
    behind one more like it, and the story says hardly any of its words: of a heading it says most.
    """
    text = lines[index].text
    if text[-1] in '.,:;!"”' or not _SHORTEST_PASTED <= len(text) <= _LONGEST_PASTED or index < _LEAST_TOLD:
        return False
    if lines[index].kind not in ("", "list") or is_caption(lines[index]) or _SIGNED.match(text):
        return False
    title = _MARK.sub("", text, count=1)
    words = words_of(title)
    if not _FEWEST_PASTED <= len(words) <= 22 or not is_titled(words) or not _is_no_row_of_names(words):
        return False
    before = next((one.text for one in reversed(lines[:index]) if not _looks_pasted(one.text)), "")
    behind = next((one.text for one in lines[index + 1 :] if not _looks_pasted(one.text)), "")
    if not (_TOLD.search(before) and len(behind) > 40 and _TOLD.search(behind)):
        return False
    told = [word for word in words if len(word) > 4]
    said = sum(word.lower() in elsewhere for word in told)
    return said * 3 <= len(told)


def _is_no_row_of_names(words: list[str]) -> bool:
    """Whether some of the words are of a sentence: small ones, or, in a headline all in capitals, `What`, `Can`, `If`."""
    common = lexicon.words("stopwords_en")
    return any(w.islower() for w in words) or sum(w.lower() in common for w in words) > 1


def _looks_pasted(text: str) -> bool:
    words = words_of(text)
    return len(words) >= _FEWEST_PASTED and text[-1] not in '.,:;!"”' and is_titled(words)


_FEWEST_BETWEEN = 8
"""Words of a headline that stands by itself between two paragraphs."""


def is_title_between(lines: list[Line], index: int) -> bool:
    """Whether a line between two paragraphs is the headline of another story: long for a heading, with a verb, and
    written in capitals as headlines are."""
    text = lines[index].text
    if not _FEWEST_BETWEEN - 1 <= text.count(" ") < 20 or index + 1 >= len(lines) or lines[index].kind:
        return False
    if text[-1] in '.,:;!?"”)' or text[0] in "\"“'‘(" or is_caption(lines[index]) or _SIGNED.match(text):
        return False
    before, after = lines[index - 1].text, lines[index + 1].text
    if any(len(one) <= SENTENCE or one[-1] not in '.!?"”' for one in (before, after)):
        return False
    words = words_of(text)
    verbs = any(EN_VERB.fullmatch(word.lower()) for word in words[1:])
    return verbs and (text.isupper() or in_capitals(words))
