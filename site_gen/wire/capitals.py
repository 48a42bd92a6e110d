"""Whether words are written like a headline: with a capital on all but the smallest, as most houses write theirs."""

import re

from site_gen.wire import lexicon

_WORD = re.compile(r"[^\W_][\w'’-]*")
_FEWEST = 3
"""Words of a headline that tell."""


def words_of(text: str) -> list[str]:
    """The words of a text, each with its hyphens and apostrophes."""
    return _WORD.findall(text)


def is_titled(words: list[str]) -> bool:
    """Whether nearly all words have capitals, as headlines alone have them, but for those that headlines keep small."""
    small = lexicon.words("title_small")
    long = [word for word in words if len(word) > 3 and word not in small]
    return len(long) > 3 and sum(word[0].isupper() for word in long) * 10 >= len(long) * 9


def in_capitals(words: list[str]) -> bool:
    """Whether words are written like a headline: a capital on all but the smallest, and not shouted."""
    small = lexicon.words("title_small")
    told = [word for word in words if word.casefold() not in small]
    return (
        len(told) >= _FEWEST
        and all(word[0].isupper() or word[0].isdigit() or len(word) < 3 for word in told)
        and sum(word.isupper() and len(word) > 1 for word in told) * 2 <= len(told)
    )


_SHOUTED_FIRST = re.compile(r"(?P<word>[A-ZÀ-Þ]{2,})\s(?=[A-Z]?[a-zà-ÿ])")
_SMALL_LETTERS = re.compile(r"(?<![\w-])[a-zà-ÿ]{2,}(?![\w-])")


def calmed(paragraphs: list[str]) -> list[str]:
    """The paragraphs, the first word of a story that a house sets in capitals as any other: `THE farmers`, `WARGA desa`.

    Letters that are a name, `KPK memeriksa`, stay: the word stands in small letters elsewhere, or is one of the smallest.
    """
    found = _SHOUTED_FIRST.match(paragraphs[0]) if paragraphs else None
    if not found:
        return paragraphs
    word = found["word"].lower()
    known = lexicon.words("stopwords_en") | lexicon.words("stopwords_id")
    if word not in known and all(word not in _SMALL_LETTERS.findall(text) for text in paragraphs):
        return paragraphs
    return [word.capitalize() + paragraphs[0][len(word) :], *paragraphs[1:]]
