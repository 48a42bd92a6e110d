"""Sitemaps with the alternates of each page: https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from site_gen.pages import xml
from site_gen.pages.frame import Frame
from site_gen.pages.fronts import front_twins
from site_gen.pages.inputs import Alternate, Inputs
from site_gen.pages.items import Item
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page, Recipe
from site_gen.pages.records import last_change

PER_FILE = 2_000
"""Stories in one sitemap: far under the 50,000 that are allowed, so that a new story rewrites a small file."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """One address in a sitemap."""

    url: str
    modified: str
    alternates: tuple[Alternate, ...]


class SitemapInputs(Inputs, frozen=True, array_like=True):
    """The pages of an edition, or a part of them."""

    places: tuple[Place, ...]


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """What one address in a sitemap is made of."""

    twins: Mapping[str, str]
    """The page in every language, this edition's among them."""
    modified: str = ""
    default: str = ""
    """For readers of no language of ours; else it is one of `twins`."""
    url: str = ""
    """Where the page is no one of `twins`."""


class SitemapCopy(msgspec.Struct, frozen=True, array_like=True):
    """What a sitemap is made of. Most are found to be up to date, and their places never made."""

    places: tuple[Spot, ...]

    def inputs(self, frame: Frame) -> SitemapInputs:
        """What is written."""
        return SitemapInputs(
            tuple(
                [
                    Place(
                        frame.absolute(spot.url or spot.twins[frame.code]),
                        frame.instant(spot.modified),
                        frame.alternates(spot.twins, spot.default),
                    )
                    for spot in self.places
                ]
            )
        )


class SitemapIndexInputs(Inputs, frozen=True, array_like=True):
    """All sitemaps of the site."""

    urls: tuple[str, ...]


class NewsPlace(msgspec.Struct, frozen=True, array_like=True):
    """One story in a news sitemap."""

    url: str
    title: str
    published: str
    """ISO 8601 with offset: when it was first published, whatever has been corrected since."""


class NewsSitemapInputs(Inputs, frozen=True, array_like=True):
    """The stories of the last two days, in one language. An empty one is allowed and stays where it is."""

    name: str
    """The paper, as Google News knows it."""
    lang: str
    """ISO 639."""
    places: tuple[NewsPlace, ...]


def sitemap_pages(makeups: Sequence[Makeup]) -> Iterator[Page | Recipe]:
    """The sitemaps of every edition, and their index."""
    urls: list[str] = []
    for makeup in makeups:
        for page in _parts(makeup):
            urls.append(makeup.frame.absolute(page.url))
            yield page
        if "news-sitemap" in makeup.config.outputs:
            page = _news(makeup)
            urls.append(makeup.frame.absolute(page.url))
            yield page
    index = SitemapIndexInputs(tuple(urls))
    yield Page("/sitemap.xml", "sitemap-index", makeups[0].code, index, source="the sitemap")


def _parts(makeup: Makeup) -> Iterator[Page | Recipe]:
    edition, frame = makeup.edition, makeup.frame
    # The front door is for readers of no language of ours: of the homes, and of them alone, the default.
    home = Spot({code: f"/{code}/" for code in makeup.codes}, default="/")
    door = [msgspec.structs.replace(home, url="/")] if makeup.code == makeup.codes[0] else []
    lists = [makeup.twins(article) for article in edition.standing]
    lists += [makeup.index_twins("corrections")] if edition.corrections else []
    fronts = (front_twins(makeup, page) for page in edition.fronts.values() if page.front.titles)
    lists += [twins for twins in fronts if makeup.code in twins]
    terms = (*edition.sections, *edition.tags, *edition.authors, *edition.series)
    lists += [makeup.term_twins(t) for t, _ in terms]
    yield _sitemap(frame, _url(frame, "pages"), (*door, home, *[Spot(twins) for twins in lists]))
    # Counted from the oldest: a full sitemap stays as it is.
    # What was published elsewhere first is to be found there: https://www.sitemaps.org/ asks for canonical pages.
    stories = [article for article in edition.articles[::-1] if not article.document.canonical]
    for start in range(0, len(stories), PER_FILE):
        items = makeup.items(stories[start : start + PER_FILE])
        yield Recipe(frame, _url(frame, str(start // PER_FILE + 1)), stories_sitemap, items)


def _url(frame: Frame, name: str) -> str:
    return f"/sitemap-{frame.code}-{name}.xml"


def stories_sitemap(frame: Frame, url: str, items: Sequence[Item]) -> Page:
    """The sitemap of some stories."""
    places = [Spot(_findable(item), last_change(item.article.document)) for item in items]
    return _sitemap(frame, url, tuple(places))


def _sitemap(frame: Frame, url: str, places: tuple[Spot, ...]) -> Page:
    return Page(url, "sitemap", frame.code, SitemapCopy(places), frame, source="the sitemap")


def _findable(item: Item) -> dict[str, str]:
    """The versions of a story that are to be found on this site."""
    twins, lost = item.twins, item.lost
    return {code: url for code, url in twins.items() if code not in lost} if lost else twins


def _news(makeup: Makeup) -> Page:
    frame, code = makeup.frame, makeup.code
    places = tuple(
        NewsPlace(frame.absolute(article.url), article.document.title, frame.instant(article.document.date))
        for article in makeup.edition.news
    )
    # Chinese alone is told apart by more than its code: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
    lang = _CHINESE.get(code, code.partition("-")[0])
    inputs = NewsSitemapInputs(frame.title, lang, places)
    return Page(f"/sitemap-{code}-news.xml", "news-sitemap", code, inputs, source="the news sitemap")


_CHINESE: Final = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}


def write_sitemap(inputs: SitemapInputs) -> bytes:
    """One sitemap."""
    lines = [
        f'{xml.DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    ]
    text = xml.text
    for place in inputs.places:
        # Written out: there are ten thousand stories, and five addresses and times to each.
        modified = f"<lastmod>{text(place.modified)}</lastmod>\n" if place.modified else ""
        links = [
            f'<xhtml:link rel="alternate" hreflang="{text(a.hreflang)}" href="{text(a.url)}"/>\n'
            for a in place.alternates
        ]
        lines.append(f"<url>\n<loc>{text(place.url)}</loc>\n{modified}{''.join(links)}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def write_news_sitemap(inputs: NewsSitemapInputs) -> bytes:
    """A Google News sitemap."""
    lines = [
        f'{xml.DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    ]
    publication = "".join(
        [
            "<news:publication>",
            xml.element("news:name", inputs.name),
            xml.element("news:language", inputs.lang),
            "</news:publication>",
        ]
    )
    for place in inputs.places:
        lines += [
            "<url>",
            xml.element("loc", place.url),
            "<news:news>",
            publication,
            xml.element("news:publication_date", place.published),
            xml.element("news:title", place.title),
            "</news:news>",
            "</url>",
        ]
    return "\n".join([*lines, "</urlset>", ""]).encode()


def write_sitemap_index(inputs: SitemapIndexInputs) -> bytes:
    """The sitemap of sitemaps."""
    lines = [f'{xml.DECLARATION}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<sitemap>{xml.element('loc', url)}</sitemap>" for url in inputs.urls]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()
