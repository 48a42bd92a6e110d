"""Which paragraph of a text belongs to which of its translation.

The lengths of paragraphs that translate each other go together, whatever the languages (W. Gale and
K. Church, "A Program for Aligning Sentences in Bilingual Corpora", 1993, whose figures are used here). Kinds
must agree, and what is spelled alike in both, names and figures, speaks for a pair.
"""

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
_BAND: Final = 60
"""How far from the diagonal pairs are looked for."""
_MARK: Final = re.compile(r"\d[\d.,]*|[A-Z][\w'’-]{2,}")


def align(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[Pair, ...]:
    """All paragraphs of both sides, in order, each once."""
    rows, columns = len(left), len(right)
    marks = [[set(_MARK.findall(p.text)) for p in side] for side in (left, right)]
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
                    a, b = range(i - down, i), range(j - across, j)
                    candidates.append((before[0] + cost + _cost(left, right, a, b, marks), (down, across)))
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


def _cost(
    left: Sequence[Paragraph], right: Sequence[Paragraph], a: range, b: range, marks: list[list[set[str]]]
) -> float:
    """What it costs to take these paragraphs for translations of each other."""
    if not a or not b:
        return 0.0
    kinds, others = {left[i].kind for i in a}, {right[j].kind for j in b}
    cost = 0.0
    if kinds != others:
        # A title is in the front matter, and code is the same in every language: neither is anything else.
        cost += _NEVER if (kinds | others) & {"title", "summary", "code"} else _OTHER_KIND
    elif len(a) + len(b) > 2 and kinds != {"text"}:
        cost += _OTHER_KIND
    m, n = (sum(len(side[k].text) for k in picked) for side, picked in ((left, a), (right, b)))
    delta = (n - m) / math.sqrt(_VARIANCE * max((m + n) / 2, 1))
    cost += -math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-12))
    alike = set().union(*(marks[0][i] for i in a)) & set().union(*(marks[1][j] for j in b))
    return cost - _ALIKE * min(len(alike), 4)
