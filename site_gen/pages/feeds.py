"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of an edition and of each of its sections, tags and authors.

RSS stands beside the lists of tags and authors only where config.yaml asks for it: who follows one has a reader
that knows Atom, and there are many of them. A feed is known by the address of its list, on whatever host. Not by the id of its term: that changes when a tag or
an author is entered into the tables, and nothing else of the feed does.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

import msgspec

from site_gen.digest import Sealed
from site_gen.moments import rfc822
from site_gen.pages import xml
from site_gen.pages.frame import ATOM, FEED_FILES, Frame, term_url
from site_gen.pages.inputs import Inputs
from site_gen.pages.items import Item
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Forme, Page, Recipe, digest_of_forme
from site_gen.pages.records import last_announced, story_id, urn


class Entry(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A story in a feed. Without its text: a feed brings readers to the page that carries corrections."""

    id: str
    """Stays the same when the story moves or changes."""
    url: str
    title: str
    summary: str
    published: str
    """ISO 8601 with time and offset."""
    updated: str
    authors: tuple[tuple[str, str], ...]
    """Names as the edition has them, each with the address of its page; empty without one."""
    categories: tuple[str, ...]
    lang: str
    outlet: str
    """Who reported it first; empty for the paper's own."""
    canonical: str
    """Where it was published first; empty for the paper's own."""


class FeedInputs(Inputs, frozen=True, array_like=True):
    """A feed. All addresses are absolute."""

    id: str
    title: str
    subtitle: str
    url: str
    """Its own."""
    page: str
    """The list that it is the feed of."""
    lang: str
    publisher: str
    timezone: str
    entries: tuple[Sealed[Entry], ...]


_MOST: Final = 20_000
"""Entries that are remembered: the newest stories of every list of a large site."""
_TOGETHER: Final = 8
"""What is followed, in one forme: few enough that an edit, which is in six or seven, leaves most formes as they are."""
_NONE: Final = "1970-01-01T00:00:00Z"
"""When a feed without stories was updated: RFC 4287 asks for a date, and a clock would change the file."""


def feed_pages(makeup: Makeup) -> Iterator[Forme]:
    """The feeds of the edition and of its tags, sections, authors and series."""
    edition, code, size = makeup.edition, makeup.code, makeup.config.feed_size
    feeds = [_Feed("home", makeup.frame.title, makeup.frame.home, makeup.items(edition.articles[:size]))]
    for term, articles in (*edition.sections, *edition.tags, *edition.authors, *edition.series):
        url = term_url(term, makeup.language)
        feeds.append(_Feed(term.kind, term.names[code], url, makeup.items(articles[:size])))
    for at in range(0, len(feeds), _TOGETHER):
        yield _forme(makeup.frame, feeds[at : at + _TOGETHER])


class _Feed(NamedTuple):
    """What is followed: all stories or those of a term, with the newest of them."""

    kind: str
    name: str
    page: str
    items: tuple[Item, ...]


def _forme(frame: Frame, feeds: Sequence[_Feed]) -> Forme:
    given = tuple([(kind, name, page, len(items)) for kind, name, page, items in feeds])
    digest = digest_of_forme(feed_recipes, frame, chain.from_iterable([feed.items for feed in feeds]), given)
    urls = [feed.page + FEED_FILES[form] for feed in feeds for form in frame.feed_forms(feed.kind)]
    return Forme(digest, urls, [""] * len(urls), feed_recipes, (frame, feeds))


def feed_recipes(frame: Frame, feeds: Sequence[_Feed]) -> Iterator[Recipe]:
    """The recipes of some feeds, of each in every format."""
    for kind, name, page, items in feeds:
        for form in frame.feed_forms(kind):
            yield Recipe(frame, page + FEED_FILES[form], feed_page, items, (form, name, page))


def feed_page(frame: Frame, url: str, items: Sequence[Item], form: str, name: str, page: str) -> Page:
    """The feed of the list at `page` in one format."""
    inputs = FeedInputs(
        id=urn("feed", page),
        title=name if name == frame.title else f"{name} – {frame.title}",
        subtitle=frame.shell.tagline,
        url=frame.absolute(url),
        page=frame.absolute(page),
        lang=frame.code,
        publisher=frame.publisher,
        timezone=frame.timezone,
        entries=tuple([item.once(_entry) for item in items]),
    )
    return Page(url, form, frame.code, inputs, source=f'the feed of "{name}"')


def _entry(item: Item) -> Sealed[Entry]:
    article, frame = item.article, item.frame
    document = article.document
    entry = Entry(
        id=story_id(document),
        url=frame.absolute(article.url),
        title=document.title,
        summary=document.summary,
        published=frame.instant(document.date),
        # A correction re-announces the story to those who have read it; so does a titled entry of a live one.
        updated=frame.instant(last_announced(document)),
        authors=_authors(item),
        categories=tuple([term.names[frame.code] for term in article.tags]),
        lang=document.lang,
        outlet=document.outlet,
        canonical=document.canonical,
    )
    return Sealed(entry)


def _authors(item: Item) -> tuple[tuple[str, str], ...]:
    article, frame = item.article, item.frame
    links = [frame.link(term) for term in article.authors]
    outlet = article.document.outlet
    return tuple([(link.name, frame.absolute(link.url)) for link in links]) or (
        ((outlet, ""),) if outlet else ()
    )


def write_atom(inputs: FeedInputs) -> bytes:
    """An Atom feed."""
    updated = max((entry.value.updated for entry in inputs.entries), default=_NONE)
    lines = [
        f'{xml.DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml.text(inputs.lang)}">',
        xml.element("id", inputs.id),
        xml.element("title", inputs.title),
        *([xml.element("subtitle", inputs.subtitle)] if inputs.subtitle else []),
        xml.element("updated", updated),
        xml.element("link", rel="self", type=ATOM, href=inputs.url),
        xml.element("link", rel="alternate", type="text/html", hreflang=inputs.lang, href=inputs.page),
        f"<author>{xml.element('name', inputs.publisher)}</author>",
    ]
    lines += [_atom_entry(entry) for entry in inputs.entries]
    return "\n".join([*lines, "</feed>", ""]).encode()


# A story stands in some eight feeds of each kind: what it looks like there is written once.


@lru_cache(_MOST)
def _atom_entry(sealed: Sealed[Entry]) -> str:
    entry = sealed.value
    return "\n".join(
        [
            f'<entry xml:lang="{xml.text(entry.lang)}">',
            xml.element("id", entry.id),
            xml.element("title", entry.title),
            xml.element("link", rel="alternate", type="text/html", hreflang=entry.lang, href=entry.url),
            xml.element("published", entry.published),
            xml.element("updated", entry.updated),
            # "via" is where the information comes from: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2
            *([xml.element("link", rel="via", href=entry.canonical)] if entry.canonical else []),
            *(_atom_person("author", name, url) for name, url in entry.authors),
            *([_atom_person("contributor", entry.outlet)] if _has_outlet(entry) else []),
            *(xml.element("category", term=name) for name in entry.categories),
            *([xml.element("summary", entry.summary)] if entry.summary else []),
            "</entry>",
        ]
    )


def _atom_person(role: str, name: str, url: str = "") -> str:
    return f"<{role}>{xml.element('name', name)}{xml.element('uri', url) if url else ''}</{role}>"


def _has_outlet(entry: Entry) -> bool:
    """Whether an outlet is to be named beside the authors."""
    return bool(entry.outlet) and all(name != entry.outlet for name, _ in entry.authors)


@lru_cache(_MOST)
def _rss_item(sealed: Sealed[Entry], timezone: str) -> str:
    entry = sealed.value
    return "\n".join(
        [
            "<item>",
            xml.element("title", entry.title),
            xml.element("link", entry.url),
            xml.element("guid", entry.id, isPermaLink="false"),
            xml.element("pubDate", rfc822(entry.published, timezone)),
            *(xml.element("dc:creator", name) for name, _ in entry.authors),
            # RSS's own "source" is a feed; Dublin Core's is what the text was made from.
            *(xml.element("dc:source", text) for text in (entry.outlet, entry.canonical) if text),
            *(xml.element("category", name) for name in entry.categories),
            *([xml.element("description", entry.summary)] if entry.summary else []),
            "</item>",
        ]
    )


def write_rss(inputs: FeedInputs) -> bytes:
    """An RSS 2.0 feed: https://www.rssboard.org/rss-specification."""
    lines = [
        f'{xml.DECLARATION}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<channel>",
        xml.element("title", inputs.title),
        xml.element("link", inputs.page),
        # A channel must have a description; its title is better than an empty one.
        xml.element("description", inputs.subtitle or inputs.title),
        xml.element("language", inputs.lang),
        xml.element("atom:link", rel="self", type="application/rss+xml", href=inputs.url),
    ]
    lines += [_rss_item(entry, inputs.timezone) for entry in inputs.entries]
    return "\n".join([*lines, "</channel>", "</rss>", ""]).encode()


def write_json_feed(inputs: FeedInputs) -> bytes:
    """A JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": inputs.title,
        "home_page_url": inputs.page,
        "feed_url": inputs.url,
        **({"description": inputs.subtitle} if inputs.subtitle else {}),
        "authors": [{"name": inputs.publisher}],
        "language": inputs.lang,
        "items": [msgspec.Raw(_json_item(entry)) for entry in inputs.entries],
    }
    return msgspec.json.encode(feed) + b"\n"


@lru_cache(_MOST)
def _json_item(sealed: Sealed[Entry]) -> bytes:
    entry = sealed.value
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        # An item must have content; of a story without a summary its title is all that is told.
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.lang,
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.authors:
        item["authors"] = [{"name": name} | ({"url": url} if url else {}) for name, url in entry.authors]
    # Not "external_url": readers would be led there in place of the page.
    source = {"name": entry.outlet, "url": entry.canonical}
    if any(source.values()):
        item["_source"] = {name: text for name, text in source.items() if text}
    if entry.categories:
        item["tags"] = entry.categories
    return msgspec.json.encode(item)
