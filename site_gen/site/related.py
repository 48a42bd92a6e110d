"""Which older stories a reader may want next."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from site_gen.site.values import Article, Related, Term

COUNT: Final = 4
_DEPTH: Final = 4
"""How far back each tag is looked at. Four tags of four stories are a choice of 16: enough for four."""


def related_stories(
    articles: Sequence[Article], tags: Iterable[tuple[Term, Sequence[Article]]]
) -> Mapping[str, tuple[Related, ...]]:
    """Story key to its related stories: those that share most tags with it, newer before older.

    Only older stories are looked at, and only whether tags are shared counts, never how frequent they are:
    so a new story changes what stands under no other.
    """
    places = {article.url: place for place, article in enumerate(articles)}
    shared: list[dict[int, int]] = [{} for _ in articles]
    for _, tagged in tags:
        numbers = [places[article.url] for article in tagged]
        for at, place in enumerate(numbers):
            counts = shared[place]
            for other in numbers[at + 1 : at + 1 + _DEPTH]:
                counts[other] = counts.get(other, 0) - 1
    found = {}
    for article, counts in zip(articles, shared, strict=True):
        if counts:
            # By count, then by place: the articles are newest first.
            best = sorted(zip(counts.values(), counts.keys(), strict=True))[:COUNT]
            found[article.document.key] = tuple([_related(article, articles[place]) for _, place in best])
    return found


def _related(article: Article, older: Article) -> Related:
    tags = older.tags
    return Related(older, tuple([tag for tag in article.tags if tag in tags]))
