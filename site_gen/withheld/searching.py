"""Phrases looked for in what is published."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

Phrases = dict[str, tuple[bytes, ...]]
"""File of an unreleased story to its phrases: words in lower case, or an address from its first `/` on."""

_FOLD: Final = bytes(
    ord(char.lower()) if (char := chr(code)).isascii() and char.isalnum() else 32 for code in range(256)
)
_BREAKS: Final = re.compile(rb"<[^>]*>|&#?\w+;|[\"'&<>\\\x80-\xff]+")
"""Where a phrase ends: what some format writes with other letters, or puts an element at."""
_WORDS: Final = 8
"""Words of a text that make a phrase."""
_PARAGRAPHS: Final = 4
"""Paragraphs of a text that phrases are taken from."""


class Trace(msgspec.Struct, frozen=True):
    """A phrase of an unreleased story in an output."""

    path: str
    """Of the output."""
    source: str
    """The story's file."""
    phrase: str


class Withheld:
    """The phrases of all unreleased stories, ready to be looked for."""

    def __init__(self, phrases: Phrases) -> None:
        # By the longest word of each, which is the rarest as a rule. Which of all their words a page has is
        # asked at once, however many stories there are; only where it has all of a phrase, its text is searched.
        self._by_word: dict[bytes, list[tuple[frozenset[bytes], bytes, str]]] = {}
        words: set[bytes] = set()
        self.sources = frozenset(phrases)
        """The files of all of them."""
        for source, found in phrases.items():
            for phrase in dict.fromkeys(found):
                needed = frozenset(phrase.translate(_FOLD).split())
                sought = phrase if phrase.startswith(b"/") else b" %b " % phrase
                longest = max(sorted(needed), key=len)
                self._by_word.setdefault(longest, []).append((needed, sought, source))
                words |= needed
        self._words = frozenset(words)

    def traces(self, path: str, data: bytes = b"") -> list[Trace]:
        """The phrases that are in an output, or in its path."""
        written = b"/%b\n%b" % (path.encode(), data)
        words = written.translate(_FOLD).split()
        there = self._words.intersection(words)
        found = []
        text = b""
        for word in sorted(there & self._by_word.keys()) if there else ():
            for needed, sought, source in self._by_word[word]:
                if needed <= there:
                    text = text or folded(written)
                    if sought in (written if sought.startswith(b"/") else text):
                        found.append(Trace(path, source, sought.strip().decode()))
        return found


def folded(data: bytes) -> bytes:
    """The words of `data` in lower case, with one space before and after each."""
    return b" %b " % b" ".join(data.translate(_FOLD).split())


def text_phrases(html: bytes) -> tuple[bytes, ...]:
    """Phrases of a text: the beginnings of some of its paragraphs."""
    found = []
    for part in _BREAKS.split(html):
        words = part.translate(_FOLD).split()
        if len(words) > _WORDS:
            # Without the first word: a `\n` before it in JSON leaves an n there.
            found.append(b" ".join(words[1 : _WORDS + 1]))
            if len(found) == _PARAGRAPHS:
                break
    return tuple(found)


def phrases_in(texts: Iterable[str]) -> Iterator[bytes]:
    """What is long enough of each text to be no accident: two words at least, or one like a code name."""
    for text in texts:
        for part in _BREAKS.split(text.encode()):
            words = part.translate(_FOLD).split()[: 2 * _WORDS]
            phrase = b" ".join(words)
            code_name = len(phrase) > 5 and not phrase.isalpha() and not phrase.isdigit()
            if (len(words) > 1 and len(phrase) > 10) or (len(words) == 1 and code_name):
                yield phrase
