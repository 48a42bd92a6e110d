"""Names of the glossary in running text.

Only names of persons, places and organisations: a topic is an ordinary word. They count as they are
spelled, capitals included: `AS` is a country, `as` is none.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from site_gen.tables.glossary import Glossary, fold, ordinary_words

_TOKEN: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = re.compile(r"[^\w,;:()\"“”!?/]{1,3}")
_LONGEST: Final = 10
"""Words of a name."""


class Named(msgspec.Struct, frozen=True):
    """A name where it stands in a text."""

    start: int
    end: int
    written: str
    ids: tuple[str, ...]
    """The entries it may mean."""


class Names:
    """All names of a glossary, ready to be looked for."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        ordinary = ordinary_words()
        for entry in glossary.entries.values():
            if entry.type == "topic":
                continue
            for spelling in dict.fromkeys((*entry.names.values(), *entry.aliases)):
                tokens = tuple(_TOKEN.findall(spelling))
                if not tokens or len(tokens) > _LONGEST or not spelling[:1].isupper():
                    continue
                if len(tokens) == 1 and (len(tokens[0]) < 2 or fold(spelling) in ordinary):
                    continue
                self._by_first.setdefault(tokens[0], []).append((tokens, entry.id))

    def find(self, text: str) -> Iterator[Named]:
        """The names in `text`, from left to right; of two that overlap the longer one."""
        tokens = list(_TOKEN.finditer(text))
        words = [token.group() for token in tokens]
        at = 0
        while at < len(tokens):
            best: tuple[int, list[str]] = (0, [])
            for spelled, id_ in self._by_first.get(words[at], ()):
                length = len(spelled)
                if length < best[0] or tuple(words[at : at + length]) != spelled:
                    continue
                if not self._together(text, tokens[at : at + length]):
                    continue
                best = (length, [*(best[1] if length == best[0] else []), id_])
            length, ids = best
            if not length:
                at += 1
                continue
            start, end = tokens[at].start(), tokens[at + length - 1].end()
            yield Named(start, end, text[start:end], tuple(dict.fromkeys(ids)))
            at += length

    @staticmethod
    def _together(text: str, tokens: list[re.Match[str]]) -> bool:
        gaps = itertools.pairwise(tokens)
        return all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in gaps)
