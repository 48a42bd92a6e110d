"""Sitemaps with the alternates of each page: https://www.sitemaps.org/protocol.html."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from site_gen.pages import xml
from site_gen.pages.frame import Frame
from site_gen.pages.inputs import Alternate, Inputs
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page

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


class SitemapIndexInputs(Inputs, frozen=True, array_like=True):
    """All sitemaps of the site."""

    urls: tuple[str, ...]


def sitemap_pages(makeups: Sequence[Makeup]) -> Iterator[Page]:
    """The sitemaps of every edition, and their index."""
    urls: list[str] = []
    for makeup in makeups:
        for name, places in _parts(makeup):
            url = f"/sitemap-{makeup.code}-{name}.xml"
            urls.append(makeup.frame.absolute(url))
            yield Page(url, "sitemap", makeup.code, SitemapInputs(places), source="the sitemap")
    index = SitemapIndexInputs(tuple(urls))
    yield Page("/sitemap.xml", "sitemap-index", makeups[0].code, index, source="the sitemap")


def _parts(makeup: Makeup) -> Iterator[tuple[str, tuple[Place, ...]]]:
    edition, frame = makeup.edition, makeup.frame
    # The front door is for readers of no language of ours: of the homes, and of them alone, the default.
    home = _place(frame, {code: f"/{code}/" for code in makeup.codes}, "", default="/")
    door = [msgspec.structs.replace(home, url=frame.absolute("/"))] if makeup.code == makeup.codes[0] else []
    lists = [makeup.twins(article) for article in edition.standing]
    lists += [makeup.term_twins(t) for t, _ in (*edition.sections, *edition.tags, *edition.authors)]
    yield "pages", (*door, home, *[_place(frame, twins, "") for twins in lists])
    # Counted from the oldest: a full sitemap stays as it is.
    stories = edition.articles[::-1]
    for start in range(0, len(stories), PER_FILE):
        part = stories[start : start + PER_FILE]
        places = [_place(frame, makeup.twins(a), a.document.updated or a.document.date) for a in part]
        yield str(start // PER_FILE + 1), tuple(places)


def _place(frame: Frame, twins: Mapping[str, str], modified: str, default: str = "") -> Place:
    return Place(frame.absolute(twins[frame.code]), frame.instant(modified), frame.alternates(twins, default))


def write_sitemap(inputs: SitemapInputs) -> bytes:
    """One sitemap."""
    lines = [
        f'{xml.DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    ]
    for place in inputs.places:
        lines += [
            "<url>",
            xml.element("loc", place.url),
            *([xml.element("lastmod", place.modified)] if place.modified else []),
            *(
                xml.element("xhtml:link", rel="alternate", hreflang=a.hreflang, href=a.url)
                for a in place.alternates
            ),
            "</url>",
        ]
    return "\n".join([*lines, "</urlset>", ""]).encode()


def write_sitemap_index(inputs: SitemapIndexInputs) -> bytes:
    """The sitemap of sitemaps."""
    lines = [f'{xml.DECLARATION}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<sitemap>{xml.element('loc', url)}</sitemap>" for url in inputs.urls]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()
