"""The lists of an edition: all its stories, and those of each tag, section, author, series and month."""

from collections.abc import Iterable, Mapping

from site_gen.site.values import Article, Lists, Term


def lists_of(articles: tuple[Article, ...], code: str, sections: Mapping[str, Term]) -> Lists:
    """Everywhere that these articles of the edition `code` stand. They come newest first, and stay so.

    `sections` are all that are declared, in their order.
    """
    tags = _by_term((article, article.tags) for article in articles)
    authors = _by_term((article, _workers(article)) for article in articles)
    filled = _by_term((article, (article.section,)) for article in articles if article.section)
    series = _by_term((article, (article.series,)) for article in articles if article.series)
    months: dict[str, list[Article]] = {}
    for article in articles:
        months.setdefault(article.document.date[:7], []).append(article)
    named = sorted(tags.values(), key=lambda pair: (pair[0].names[code].casefold(), pair[0].id))
    return Lists(
        articles=articles,
        tags=tuple((term, tuple(found)) for term, found in named),
        sections=tuple((term, tuple(filled[term.id][1])) for term in sections.values() if term.id in filled),
        authors=tuple(
            (term, tuple(found))
            for term, found in sorted(authors.values(), key=lambda pair: (pair[0].names[code], pair[0].id))
        ),
        series=tuple(
            # Newest first, as they come, where they are not counted.
            (term, tuple(sorted(found, key=lambda article: -article.part)))
            for term, found in sorted(series.values(), key=lambda pair: (pair[0].names[code], pair[0].id))
        ),
        months=tuple((month, tuple(found)) for month, found in sorted(months.items(), reverse=True)),
    )


def _workers(article: Article) -> Iterable[Term]:
    """Everyone who worked on a story and has a list of their own, each once."""
    if not article.credits:
        return article.authors
    return {term.id: term for term in (*article.authors, *article.credits.values())}.values()


def _by_term(
    articles: Iterable[tuple[Article, Iterable[Term]]],
) -> dict[str, tuple[Term, list[Article]]]:
    found: dict[str, tuple[Term, list[Article]]] = {}
    for article, terms in articles:
        for term in terms:
            pair = found.get(term.id)
            if pair is None:
                found[term.id] = (term, [article])
            else:
                pair[1].append(article)
    return found
