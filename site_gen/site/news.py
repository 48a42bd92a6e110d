"""What is news: the stories that the Google News sitemap of an edition lists, and when they leave it.

Only articles of the last two days may stand in one, at most 1,000 to a file:
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap. Agency copy that names its
original is none of the paper's news: search engines are to find the original.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from site_gen.documents.document import Document
from site_gen.site.values import Article, Release

AGE: Final = 48 * 3600
"""Seconds."""
MOST: Final = 1_000


def news_of(articles: Sequence[Article], release: Release) -> tuple[Article, ...]:
    """Those of an edition's articles, newest first, that are news at `release.now`."""
    found: list[Article] = []
    for article in articles:
        if article.document.instant + AGE <= release.now or len(found) == MOST:
            break
        if not article.document.canonical:
            found.append(article)
    return tuple(found)


def news_instants(documents: Iterable[Document], everything: bool = False) -> set[int]:
    """The instants at which a story that readers can see ceases to be news."""
    own = [d for d in documents if not (d.standing or d.canonical)]
    if everything:
        return {d.instant + AGE for d in own}
    return {
        d.instant + AGE
        for d in own
        if not (d.draft or d.embargo >= d.instant + AGE or 0 < d.expires <= d.instant + AGE)
    }
