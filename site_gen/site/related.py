"""Which older stories a reader may want next."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_gen.site.values import Article

COUNT: Final = 4
_DEPTH: Final = 4
"""How far back each tag is looked at. Four tags of four stories are a choice of 16: enough for four."""


def related_stories(articles: Sequence[Article]) -> dict[str, tuple[Article, ...]]:
    """Story key to its related stories: those that share most tags with it, newer before older.

    `articles` are newest first. Only older stories are looked at, and only whether tags are shared counts, never
    how frequent they are: so a new story changes what stands under no other.
    """
    found = {}
    tagged: dict[str, list[int]] = {}
    for place in range(len(articles) - 1, -1, -1):
        article = articles[place]
        others: list[int] = []
        for tag in article.tags:
            older = tagged.setdefault(tag.id, [])
            others += older[-_DEPTH:]
            older.append(place)
        if others:
            others.sort()
            found[article.document.key] = tuple([articles[other] for other in _best(others)])
    return found


def _best(places: list[int]) -> list[int]:
    """Of sorted places those that are named most often; of those named equally often the first, the newest."""
    again = [place for place, next_one in pairwise(places) if place == next_one]
    if not again:
        return places[:COUNT]
    first = _best(again)  # they are named once less there: in the same order
    if len(first) < COUNT:
        first += [place for place in places if place not in first][: COUNT - len(first)]
    return first
