"""Which paragraph of a text belongs to which of its translation.

The lengths of paragraphs that translate each other go together, whatever the languages (W. Gale and
K. Church, "A Program for Aligning Sentences in Bilingual Corpora", 1993, whose figures are used here). Kinds
must agree, and what is spelled alike in both, names and figures, speaks for a pair.
"""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from site_gen.documents.paragraphs import Paragraph


class Pair(msgspec.Struct, frozen=True):
    """Paragraphs that belong together, as indexes; one of the two may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]


_VARIANCE: Final = 6.8
_MOVES: Final = {
    (1, 1): -math.log(0.89),
    (1, 0): -math.log(0.0099),
    (0, 1): -math.log(0.0099),
    (2, 1): -math.log(0.089 / 2),
    (1, 2): -math.log(0.089 / 2),
}
"""How many paragraphs become how many, and what that costs."""
_OTHER_KIND: Final = 8.0
_ALIKE: Final = 1.5
_NEVER: Final = 1e6
_APART: Final = frozenset(("title", "summary", "code"))
_BAND: Final = 60
"""How far from the diagonal pairs are looked for."""
_MARK: Final = re.compile(r"\d[\d.,]*|[A-Z][\w'’-]{2,}")


def align(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """All paragraphs of both sides, in order, each once."""
    rows, columns = len(left), len(right)
    costs = _Costs(left, right)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = columns / rows if rows else 0.0
    for i in range(rows + 1):
        middle = int(i * slope)
        first, last = (0, columns) if rows <= 1 else (middle - _BAND, middle + _BAND)
        for j in range(max(0, first), min(columns, last) + 1):
            if i == j == 0:
                continue
            candidates = []
            for (down, across), cost in _MOVES.items():
                before = best.get((i - down, j - across))
                if before is not None:
                    if down and across:
                        cost += costs.of(i - down, i, j - across, j)
                    candidates.append((before[0] + cost, (down, across)))
            if candidates:
                best[i, j] = min(candidates)
    found: list[Pair] = []
    i, j = rows, columns
    while i or j:
        if (i, j) not in best:  # beyond the band: texts of very unlike shape
            found.append(Pair(tuple(range(i)), tuple(range(j))))
            break
        down, across = best[i, j][1]
        found.append(Pair(tuple(range(i - down, i)), tuple(range(j - across, j))))
        i, j = i - down, j - across
    return tuple(reversed(found))


class _Costs:
    """What it costs to take paragraphs for translations of each other."""

    def __init__(self, left: Sequence[Paragraph], right: Sequence[Paragraph]) -> None:
        self.sides = left, right
        self.marks = [[frozenset(_MARK.findall(p.text)) for p in side] for side in self.sides]
        self.lengths = [
            list(itertools.accumulate((len(p.text) for p in side), initial=0)) for side in self.sides
        ]

    def of(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Of `left[i:i_end]` with `right[j:j_end]`, neither empty."""
        left, right = self.sides
        kinds = {p.kind for p in left[i:i_end]}
        others = {p.kind for p in right[j:j_end]}
        cost = 0.0
        if kinds != others:
            # A title is in the front matter, and code is the same in every language: neither is anything else.
            cost = _OTHER_KIND if _APART.isdisjoint(kinds | others) else _NEVER
        elif i_end - i + j_end - j > 2 and kinds != {"text"}:
            cost = _OTHER_KIND
        m = self.lengths[0][i_end] - self.lengths[0][i]
        n = self.lengths[1][j_end] - self.lengths[1][j]
        delta = abs(n - m) / math.sqrt(_VARIANCE * max((m + n) / 2, 1))
        cost -= math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))
        ours, theirs = self.marks
        alike = sum(len(a & b) for a in ours[i:i_end] for b in theirs[j:j_end])
        return cost - _ALIKE * min(alike, 4)
