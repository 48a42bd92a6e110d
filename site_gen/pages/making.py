"""Site → Pages: the plan of everything that readers can open."""

from collections.abc import Callable, Iterable, Sequence

from site_gen.digest import digest
from site_gen.documents.document import Document
from site_gen.pages.api import (
    api_index_pages,
    api_pages,
    write_index,
    write_schema,
    write_stories,
    write_terms,
)
from site_gen.pages.articles import article_pages, standing_pages
from site_gen.pages.corrections import correction_pages
from site_gen.pages.feeds import feed_pages, write_atom, write_json_feed, write_rss
from site_gen.pages.front_door import door_pages
from site_gen.pages.fronts import front_pages
from site_gen.pages.host_files import host_pages, redirect_pages, write_text
from site_gen.pages.lists import archive_pages, home_pages, index_pages, term_pages
from site_gen.pages.makeup import Makeup, Whereabouts, whereabouts_of
from site_gen.pages.markdown import write_markdown
from site_gen.pages.ninjs import write_ninjs
from site_gen.pages.page import Forme, Page, Recipe
from site_gen.pages.search import search_pages, write_block
from site_gen.pages.sitemaps import sitemap_pages, write_news_sitemap, write_sitemap, write_sitemap_index
from site_gen.pages.story_files import story_file_pages
from site_gen.site.values import Site

OF_AN_EDITION: tuple[Callable[[Makeup], Iterable[Page | Recipe | Forme]], ...] = (
    article_pages,
    standing_pages,
    home_pages,
    front_pages,
    term_pages,
    archive_pages,
    index_pages,
    correction_pages,
    feed_pages,
    story_file_pages,
    api_pages,
    search_pages,
)
OF_THE_SITE: tuple[Callable[[Sequence[Makeup]], Iterable[Page | Recipe]], ...] = (
    door_pages,
    sitemap_pages,
    host_pages,
    redirect_pages,
    api_index_pages,
)
WRITERS: dict[str, Callable[..., bytes]] = {
    "atom": write_atom,
    "rss": write_rss,
    "json-feed": write_json_feed,
    "sitemap": write_sitemap,
    "news-sitemap": write_news_sitemap,
    "sitemap-index": write_sitemap_index,
    "text": write_text,
    "ninjs": write_ninjs,
    "markdown": write_markdown,
    "api-index": write_index,
    "api-stories": write_stories,
    "api-terms": write_terms,
    "api-schema": write_schema,
    "search-stories": write_block,
}
"""The formats that need no layout of the theme. A writer is given the page's inputs and, if it has one, its html."""


def make_pages(site: Site) -> tuple[Page, ...]:
    """Every page of the site, made."""
    makeups = makeups_of(site, digest, whereabouts_of(site))
    made: list[Page] = []
    for one in plan_pages(makeups):
        pages = one.recipes() if isinstance(one, Forme) else (one,)
        made += [page.page() if isinstance(page, Recipe) else page for page in pages]
    return tuple(made)


def makeups_of(
    site: Site, name: Callable[[Document], str], whereabouts: Whereabouts, before: Sequence[Makeup] = ()
) -> tuple[Makeup, ...]:
    """A Makeup of each edition. `name` gives a digest of all that a document says; `before` are those of an older
    site, of which is taken what is the same."""
    known = {makeup.code: makeup for makeup in before}
    return tuple([Makeup(site, e, whereabouts, name, known.get(e.language.code)) for e in site.editions])


def plan_pages(makeups: Sequence[Makeup]) -> tuple[Page | Recipe | Forme, ...]:
    """Every page of the site; those of which there are many as recipes, or together in formes.

    To add a kind of page, write its function and put it into a table above.
    """
    pages: list[Page | Recipe | Forme] = []
    for of_an_edition in OF_AN_EDITION:
        for makeup in makeups:
            pages.extend(of_an_edition(makeup))
    for of_the_site in OF_THE_SITE:
        pages.extend(of_the_site(makeups))
    return tuple(pages)
