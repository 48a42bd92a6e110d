"""Which older stories a reader may want next."""

from collections.abc import Iterable, Sequence
from typing import Final

from site_gen.site.values import Article, Term

COUNT: Final = 4
_DEPTH: Final = 4
"""How far back each tag is looked at. Four tags of four stories are a choice of 16: enough for four."""


def related_stories(
    articles: Sequence[Article], tags: Iterable[tuple[Term, Sequence[Article]]]
) -> dict[str, tuple[Article, ...]]:
    """Story key to its related stories: those that share most tags with it, newer before older.

    Only older stories are looked at, and only whether tags are shared counts, never how frequent they are:
    so a new story changes what stands under no other.
    """
    places = {article.url: place for place, article in enumerate(articles)}
    shared: list[list[int]] = [[] for _ in articles]
    for _, tagged in tags:
        numbers = [places[article.url] for article in tagged]
        for at, place in enumerate(numbers, 1):
            shared[place] += numbers[at : at + _DEPTH]
    found = {}
    for article, others in zip(articles, shared, strict=True):
        if others:
            found[article.document.key] = tuple([articles[place] for place in _best(others)])
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
