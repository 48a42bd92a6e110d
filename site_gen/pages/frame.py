"""What every page of an edition has around its own content: shell, head, language switch."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from site_gen.config import Language
from site_gen.digest import digest
from site_gen.moments import with_time
from site_gen.pages.inputs import Alternate, Card, Edition, Feed, Head, Link, Picture, Shell
from site_gen.site.values import Article, Site, Term
from site_gen.site.values import Edition as SiteEdition

ATOM, RSS = "application/atom+xml", "application/rss+xml"


class Frame:
    """The parts that the pages of one edition share, made once."""

    def __init__(self, site: Site, edition: SiteEdition) -> None:
        self.site, self.config, self.edition = site, site.config, edition
        self.language: Language = edition.language
        self.code = edition.language.code
        self.title = self.config.titles[self.code]
        self.home = f"/{self.code}/"
        self.terms = {code: _terms(other) for code, other in ((e.language.code, e) for e in site.editions)}
        """Language to the ids of the terms that have stories in it."""
        self.feeds = (
            Feed(self.title, f"{self.home}feed.xml", ATOM),
            Feed(self.title, f"{self.home}rss.xml", RSS),
        )
        self.plain_shell = self._shell()
        self.cards: dict[str, Card] = {}
        self.entries: dict[str, Any] = {}
        """What `feeds` has made of a story, for the other feeds it stands in."""

    def _shell(self) -> Shell:
        edition = self.edition
        return Shell(
            title=self.title,
            tagline=self.config.taglines.get(self.code, ""),
            lang=self.code,
            dir=self.language.dir,
            home=self.home,
            sections=tuple(Link(t.names[self.code], self.term_url(t)) for t, _ in edition.sections),
            pages=tuple(Link(a.document.title, a.url) for a in edition.standing),
            tags=self.index_url("tag") if edition.tags else "",
            archive=self.index_url("archive") if edition.articles else "",
            feeds=self.feeds,
            publisher=self.config.publisher or self.title,
        )

    def shell(self, section: Term | None = None) -> Shell:
        """The shell, with the section marked in which the page lies."""
        if section is None:
            return self.plain_shell
        url = self.term_url(section)
        marked = tuple(
            msgspec.structs.replace(link, current=True) if link.url == url else link
            for link in self.plain_shell.sections
        )
        return msgspec.structs.replace(self.plain_shell, sections=marked)

    def term_url(self, term: Term, code: str = "") -> str:
        """The head of the term's list in an edition (this one if none is said)."""
        language = self.config.language(code) if code else self.language
        slug = term.slugs[language.code]
        if term.kind == "section":
            return f"/{language.code}/{slug}/"
        return f"/{language.code}/{getattr(language.words, term.kind)}/{slug}/"

    def index_url(self, word: Literal["tag", "author", "archive"], code: str = "") -> str:
        """The page that lists all tags, authors or years."""
        language = self.config.language(code) if code else self.language
        return f"/{language.code}/{getattr(language.words, word)}/"

    def link(self, term: Term, with_page: bool = True) -> Link:
        """The term's name, leading to its list."""
        return Link(term.names[self.code], self.term_url(term) if with_page else "")

    def absolute(self, url: str) -> str:
        """`url` with scheme and host."""
        return self.config.base_url + url

    def twins(self, article: Article) -> Mapping[str, str]:
        """Language to address of each version of a story."""
        versions = self.site.stories[article.document.key]
        return {code: versions[code].url for code in self.config.codes if code in versions}

    def term_twins(self, term: Term) -> Mapping[str, str]:
        """Language to address of each edition's list of a term."""
        return {c: self.term_url(term, c) for c in self.config.codes if (term.kind, term.id) in self.terms[c]}

    def editions(self, twins: Mapping[str, str], near: Term | None = None) -> tuple[Edition, ...]:
        """The language switch of a page that exists under `twins`; where it does not, `near`'s list or the home."""
        found = []
        for language in self.config.languages:
            code = language.code
            same = code in twins
            url = twins.get(code)
            if url is None and near is not None and (near.kind, near.id) in self.terms[code]:
                url = self.term_url(near, code)
            found.append(
                Edition(code, language.name, url or f"/{code}/", code == self.code, same, language.dir)
            )
        return tuple(found)

    def head(
        self,
        url: str,
        title: str,
        description: str,
        twins: Mapping[str, str],
        *,
        robots: str = "",
        feed: str = "",
        default: str = "",
        structured: Iterable[Mapping[str, Any]] = (),
        **more: Any,
    ) -> Head:
        """The head of the page at `url`; `more` are fields of Head.

        A page without a `title` of its own (the home page, or one that the theme names) has the site's.
        """
        others = [c for c in twins if c != self.code]
        feeds = (Feed(f"{title} – {self.title}", feed, ATOM), *self.feeds) if feed else self.feeds
        fields: dict[str, Any] = {"og_type": "website"} | more
        return Head(
            title=f"{title} – {self.title}"
            if title and not title.startswith(self.title)
            else title or self.title,
            description=description,
            canonical="" if "noindex" in robots else self.absolute(url),
            robots=robots,
            alternates=alternates(self.site, twins, default),
            feeds=feeds,
            og_title=title or self.title,
            og_locale=self.language.locale,
            og_locale_alternates=tuple(self.config.language(code).locale for code in others),
            structured=json_ld(structured),
            **fields,
        )

    def card(self, article: Article) -> Card:
        """The story as lists show it."""
        document = article.document
        card = self.cards.get(document.path)
        if card is None:
            card = Card(
                url=article.url,
                title=document.title,
                date=document.date,
                summary=document.summary,
                section=self.link(article.section) if article.section else None,
                picture=picture_of(article),
                lang=document.lang,
                mark=digest(document.key)[:8],
                dateline=document.dateline,
                minutes=document.minutes,
                languages=tuple(code for code in self.twins(article) if code != document.lang),
            )
            self.cards[document.path] = card
        return card

    def card_list(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        """The cards of several stories."""
        return tuple([self.card(article) for article in articles])

    def publisher(self) -> dict[str, Any]:
        """The paper, for structured data."""
        return {
            "@type": "NewsMediaOrganization",
            "@id": self.absolute("/#publisher"),
            "name": self.config.publisher or self.title,
            "url": self.absolute("/"),
        }

    def instant(self, date: str) -> str:
        """A date as ISO 8601 with a time, for machines that want one."""
        return with_time(date, self.config.timezone)


def alternates(site: Site, twins: Mapping[str, str], default: str = "") -> tuple[Alternate, ...]:
    """hreflang links for a page that exists under `twins`; `default` is for readers of no language of these."""
    if not twins:
        return ()
    base = site.config.base_url
    found = [Alternate(code, base + url) for code, url in twins.items()]
    first = default or twins.get(site.config.default_language.code) or next(iter(twins.values()))
    return (*found, Alternate("x-default", base + first))


def picture_of(article: Article) -> Picture | None:
    """The picture that stands with a story."""
    picture, media = article.picture, article.media
    if picture is None:
        return None
    width, height = (media.width, media.height) if media else (0, 0)
    return Picture(picture.src, picture.alt, picture.caption, picture.credit, width, height)


def json_ld(graph: Iterable[Mapping[str, Any]]) -> str:
    """JSON-LD of one or several things, safe inside a script element; empty for none.

    Written with escapes for `<`, `>` and `&`, so that no text can end the element or open a comment in it.
    """
    things = list(graph)
    if not things:
        return ""
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": things}).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def breadcrumbs(frame: Frame, steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of names and addresses, from the home page on."""
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": frame.absolute(url)}
        for n, (name, url) in enumerate([(frame.title, frame.home), *steps], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _terms(edition: SiteEdition) -> set[tuple[str, str]]:
    return {(t.kind, t.id) for t, _ in (*edition.tags, *edition.sections, *edition.authors)}
