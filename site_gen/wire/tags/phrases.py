"""Phrases that come back: what a story is about where no list knows a word for it.

`bandara perintis`, said three times in a short text, is its topic, whether or not somebody has thought of it
before. Two nouns of Indonesian side by side are one thing; in English an adjective or a verb may as well stand
there, so nothing is said of English.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from site_gen.wire import lexicon
from site_gen.wire.tags.subjects import Subject
from site_gen.wire.verbs import ID_VERB

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FEWEST = 3
"""A phrase that comes less often is said in passing."""
_SHORTEST = 4
"""Letters of a word in it."""


def count_phrases(
    subjects: dict[str, Subject], text: str, taken: list[tuple[int, int]], title: str = ""
) -> None:
    """Adds the phrases of an Indonesian `text` that come back, its `title` counted, too; what is `taken` speaks of something known."""
    words = [(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(text)]
    covered = _covered(taken, [start for _, start, _ in words])
    headline = title.lower()
    pairs: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], list[int]] = {}
    for index, ((left, start, end), (right, after, _)) in enumerate(pairwise(words)):
        if after - end != 1 or text[end] != " " or covered[index] or covered[index + 1]:
            continue
        if text[start].isupper() and text[after].isupper():
            continue  # a name
        if _is_noun(left) and _is_noun(right) and left != right:
            pairs[left, right] += 1
            first.setdefault((left, right), []).append(index)
    for (left, right), count in pairs.items():
        phrase = f"{left} {right}"
        if count + (phrase in headline) < _FEWEST or _goes_on(words, text, first[left, right]):
            continue
        subject = Subject(phrase, "topic", f"{count} times, and no list knows it", None, 0.6)
        for index in first[left, right]:
            subject.see(words[index][1], phrase)
        subjects.setdefault(f"?{phrase}", subject)


def _covered(taken: list[tuple[int, int]], starts: list[int]) -> list[bool]:
    """For each of `starts` whether it lies within one of the ranges."""
    ranges = sorted(taken)
    found: list[bool] = []
    at, end = 0, -1
    for start in starts:
        while at < len(ranges) and ranges[at][0] <= start:
            end = max(end, ranges[at][1])
            at += 1
        found.append(start < end)
    return found


@lru_cache(maxsize=16_384)
def _is_noun(word: str) -> bool:
    """Whether a word may be a part of such a phrase: none of the small or weak ones, and no verb."""
    return (
        len(word) >= _SHORTEST
        and word not in lexicon.words("stopwords_id")
        and word not in lexicon.words("weak_words_id")
        and not word.endswith("nya")
        and ID_VERB.fullmatch(word) is None
    )


def _goes_on(words: list[tuple[str, int, int]], text: str, places: list[int]) -> bool:
    """Whether a phrase is mostly a piece of a longer one: `luar negeri` of `utang luar negeri`."""
    for beside in (-1, 2):
        near = Counter(
            words[index + beside][0]
            for index in places
            if 0 <= index + beside < len(words) and not _is_parted(words, text, index, beside)
        )
        word, count = near.most_common(1)[0] if near else ("", 0)
        if count * 4 >= len(places) * 3 and word not in lexicon.words("stopwords_id"):
            return True
    return False


def _is_parted(words: list[tuple[str, int, int]], text: str, index: int, beside: int) -> bool:
    left, right = (index - 1, index) if beside < 0 else (index + 1, index + 2)
    return text[words[left][2] : words[right][1]] != " "
