"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of an edition and of each of its lists.

Atom stands beside every list, RSS beside the home page and the sections only: who follows a tag or an author
has a reader that knows Atom, and it would be one more file for each of them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec

from site_gen.digest import Sealed
from site_gen.moments import rfc822
from site_gen.pages import xml
from site_gen.pages.frame import ATOM, term_url
from site_gen.pages.inputs import Inputs
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page
from site_gen.pages.records import last_change, story_id, urn
from site_gen.site.values import Article

FILES: Final = {"atom": "feed.xml", "rss": "rss.xml", "json-feed": "feed.json"}


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A story in a feed. Without its text: a feed brings readers to the page that carries corrections."""

    id: str
    """Stays the same when the story moves or changes."""
    url: str
    title: str
    summary: str
    published: str
    """ISO 8601 with time and offset."""
    updated: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    lang: str


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
_NONE: Final = "1970-01-01T00:00:00Z"
"""When a feed without stories was updated: RFC 4287 asks for a date, and a clock would change the file."""


def feed_pages(makeup: Makeup) -> Iterator[Page]:
    """The feeds of the edition and of its tags, sections and authors."""
    edition, code = makeup.edition, makeup.code
    more = ("json-feed",) if "json-feed" in makeup.config.outputs else ()
    large, small = ("atom", "rss", *more), ("atom", *more)
    yield from _feeds(makeup, makeup.frame.title, makeup.frame.home, edition.articles, large)
    for term, articles in edition.sections:
        url = term_url(term, makeup.language)
        yield from _feeds(makeup, term.names[code], url, articles, large)
    for term, articles in (*edition.tags, *edition.authors):
        yield from _feeds(makeup, term.names[code], term_url(term, makeup.language), articles, small)


def _feeds(
    makeup: Makeup, name: str, page: str, articles: Sequence[Article], formats: tuple[str, ...]
) -> Iterator[Page]:
    frame = makeup.frame
    entries = tuple([_entry(makeup, article) for article in articles[: makeup.config.feed_size]])
    for form in formats:
        url = page + FILES[form]
        inputs = FeedInputs(
            id=urn("feed", page),
            title=name if name == frame.title else f"{name} – {frame.title}",
            subtitle=frame.shell.tagline,
            url=frame.absolute(url),
            page=frame.absolute(page),
            lang=frame.code,
            publisher=frame.publisher,
            timezone=frame.timezone,
            entries=entries,
        )
        yield Page(url, form, frame.code, inputs, source=f'the feed of "{name}"')


def _entry(makeup: Makeup, article: Article) -> Sealed[Entry]:
    document, frame = article.document, makeup.frame
    found = makeup.entries.get(document.path)
    if found is None:
        # A correction re-announces the story to those who have read it.
        entry = Entry(
            id=story_id(document),
            url=frame.absolute(article.url),
            title=document.title,
            summary=document.summary,
            published=frame.instant(document.date),
            updated=frame.instant(last_change(document)),
            authors=document.authors or ((document.outlet,) if document.outlet else ()),
            categories=tuple([term.names[frame.code] for term in article.tags]),
            lang=document.lang,
        )
        found = makeup.entries[document.path] = Sealed(entry)
    return found


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
            *(f"<author>{xml.element('name', name)}</author>" for name in entry.authors),
            *(xml.element("category", term=name) for name in entry.categories),
            *([xml.element("summary", entry.summary)] if entry.summary else []),
            "</entry>",
        ]
    )


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
            *(xml.element("dc:creator", name) for name in entry.authors),
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
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.categories:
        item["tags"] = entry.categories
    return msgspec.json.encode(item)
