"""Which older stories a reader may want next."""

from collections.abc import Sequence
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
    recent: dict[str, tuple[int, ...]] = {}
    for place in range(len(articles) - 1, -1, -1):
        article = articles[place]
        others: list[int] = []
        for tag in article.tags:
            older = recent.get(tag.id, ())
            others += older
            recent[tag.id] = (place, *older[: _DEPTH - 1])
        if others:
            found[article.document.key] = tuple([articles[other] for other in _best(others)])
    return found


def _best(places: list[int]) -> list[int]:
    """Those that are named most often; of those named equally often the first, for they are the newest."""
    places.sort()
    if len(set(places)) == len(places):
        return places[:COUNT]
    counts: dict[int, int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) - 1
    return sorted(counts, key=counts.__getitem__)[:COUNT]
