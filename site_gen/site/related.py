"""Which older stories a reader may want next."""

from collections.abc import Iterable, Mapping, Sequence

from site_gen.site.values import Article, Term

COUNT = 4
_DEPTH = 6
"""How far back each tag is looked at. Six tags of six stories are a choice of 36: enough for four."""


def related_stories(
    articles: Sequence[Article], tags: Iterable[tuple[Term, Sequence[Article]]]
) -> Mapping[str, tuple[Article, ...]]:
    """Story key to its related stories: those that share most tags with it, newer before older.

    Only older stories are looked at, and only whether tags are shared counts, never how frequent they are:
    so a new story changes what stands under no other.
    """
    places = {term.id: {a.document.key: n for n, a in enumerate(tagged)} for term, tagged in tags}
    lists = {term.id: tagged for term, tagged in tags}
    found = {}
    for article in articles:
        key = article.document.key
        shared: dict[str, list[int]] = {}
        others: dict[str, Article] = {}
        for term in article.tags:
            start = places[term.id][key] + 1
            for other in lists[term.id][start : start + _DEPTH]:
                name = other.document.key
                if name in others:
                    shared[name][0] -= 1
                else:
                    others[name] = other
                    shared[name] = [-1, -other.document.instant]
        if others:
            best = sorted(others, key=lambda name: (shared[name], name))[:COUNT]
            found[key] = tuple(others[name] for name in best)
    return found
