"""What the pages of one edition are made up from: its stories, cards, and where terms are found."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from site_gen.digest import Sealed, digest
from site_gen.documents.document import Document
from site_gen.documents.prose.quotes import Quotes
from site_gen.moments import with_time
from site_gen.pages.frame import Frame, index_url, make_frame, term_url
from site_gen.pages.inputs import Card, Link, LiveStory, Part, Picture, Update
from site_gen.site.values import Article, Edition, Lists, Site, Term

if TYPE_CHECKING:
    from site_gen.pages.feeds import Entry
    from site_gen.pages.records import Record


BEFORE: Final = 5
"""Parts of a series that a story shows before itself. A list of all would touch all with each new one."""
Index = Literal["tag", "author", "archive", "corrections", "series"]


class Makeup:
    """An edition while its pages are being made up. Only makers of pages see it, never a page."""

    def __init__(self, site: Site, edition: Edition) -> None:
        self.site, self.config, self.edition = site, site.config, edition
        self.language, self.code = edition.language, edition.language.code
        self.frame: Frame = make_frame(site, edition)
        self.codes = site.config.codes
        self.terms = {other.language.code: _terms(other) for other in site.editions}
        """Language to the terms that have stories in it."""
        self.listed = {other.language.code: _terms(other.listed) for other in site.editions}
        """Language to the terms that its edition has a list of: guests may stand there alone."""
        self.entries: dict[str, Sealed[Entry]] = {}
        """What `feeds` has made of a story, for the other feeds it stands in."""
        self.records: dict[str, Record] = {}
        """What `records` has made of a story, for the other files that it stands in."""
        stories, codes = site.stories, self.codes
        self._twins: dict[str, dict[str, str]] = {}
        self._lost: dict[str, tuple[str, ...]] = {}
        for article in (*edition.articles, *edition.guests, *edition.standing, *edition.retracted):
            versions = stories[article.document.key]
            self._twins[article.url] = {code: versions[code].url for code in codes if code in versions}
            lost = tuple([code for code in codes if code in versions and not _is_findable(versions[code])])
            if lost:
                self._lost[article.url] = lost
        self.fallbacks = _fallbacks(site)
        """Story to language to the address at which that edition shows it in another language."""
        self._parts = {
            article.url: (at, articles)
            for _, articles in edition.listed.series
            for at, article in enumerate(articles)
        }
        self._links = {term.id: self.frame.link(term) for term, _ in edition.listed.sections}
        self._cards = {article.url: Sealed(self._card(article)) for article in edition.listed.articles}
        self._sealed_terms: dict[int, Sealed[Term]] = {}
        self._near: dict[str, dict[str, str]] = {}

    def twins(self, article: Article) -> dict[str, str]:
        """Language to address of each version of a story."""
        return self._twins[article.url]

    def lost(self, article: Article) -> tuple[str, ...]:
        """The languages of a story in which search engines are not to find it here: withdrawn, or elsewhere first."""
        return self._lost.get(article.url, ())

    def term_twins(self, term: Term) -> dict[str, str]:
        """Language to address of each edition's list of a term, where there are stories in that language."""
        languages = self.config.languages
        return {x.code: term_url(term, x) for x in languages if (term.kind, term.id) in self.terms[x.code]}

    def term_places(self, term: Term) -> dict[str, str]:
        """Language to address of each edition's list of a term, whatever language its stories are in."""
        languages = self.config.languages
        return {x.code: term_url(term, x) for x in languages if (term.kind, term.id) in self.listed[x.code]}

    def has(self, term: Term | None) -> bool:
        """Whether the edition has a list of `term`."""
        return term is not None and (term.kind, term.id) in self.listed[self.code]

    def near(self, term: Term | None) -> dict[str, str]:
        """Where the language switch of a page about `term` leads, where the page itself does not exist."""
        if term is None:
            return {}
        if term.id not in self._near:
            self._near[term.id] = self.term_places(term)
        return self._near[term.id]

    def index_twins(self, word: Index) -> dict[str, str]:
        """Language to address of each edition's index, where there are stories in that language."""
        return self._indexes(word, {edition.language.code: edition for edition in self.site.editions})

    def index_places(self, word: Literal["tag", "author", "archive", "series"]) -> dict[str, str]:
        """Language to address of each edition's index, whatever language its stories are in."""
        return self._indexes(word, {edition.language.code: edition.listed for edition in self.site.editions})

    def _indexes(self, word: Index, lists: Mapping[str, Lists]) -> dict[str, str]:
        name = {"tag": "tags", "author": "authors", "archive": "months"}.get(word, word)
        languages = self.config.languages
        return {x.code: index_url(word, x) for x in languages if getattr(lists[x.code], name)}

    def typeset(self, text: str, lang: str) -> str:
        """A line that readers see, with the quotation marks that the text of a story in `lang` has."""
        if self.config.quotes == "keep" or not ('"' in text or "'" in text):
            return text
        quotes = Quotes(lang)
        return quotes.block(text) if quotes.marks else text

    def card(self, article: Article) -> Card:
        """The story as lists show it."""
        return self._cards[article.url].value

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        """The cards of several stories."""
        cards = self._cards
        return tuple([cards[article.url].value for article in articles])

    def sealed_card(self, article: Article) -> Sealed[Card]:
        """The same, for a copy."""
        return self._cards[article.url]

    def sealed_cards(self, articles: Iterable[Article]) -> tuple[Sealed[Card], ...]:
        """The same of several stories."""
        cards = self._cards
        return tuple([cards[article.url] for article in articles])

    def picture(self, article: Article) -> Picture | None:
        """The picture that stands with a story, as pages show it."""
        picture, lang = picture_of(article), article.document.lang
        if picture is None:
            return None
        return msgspec.structs.replace(
            picture, alt=self.typeset(picture.alt, lang), caption=self.typeset(picture.caption, lang)
        )

    def sealed_term(self, term: Term) -> Sealed[Term]:
        """A section, tag or author, for a copy."""
        found = self._sealed_terms.get(id(term))
        if found is None:
            found = self._sealed_terms[id(term)] = Sealed(term)
        return found

    def parts(self, article: Article) -> tuple[Part, ...]:
        """A story's neighbours in its series and itself, as `PartOf` has them; none if it is in no list of one."""
        at, articles = self._parts.get(article.url, (0, ()))
        around = articles[max(0, at - 1) : at + 1 + BEFORE]
        found = [self._part(other, current=other.url == article.url) for other in around]
        return tuple(found[::-1] if article.part else found)

    def _part(self, article: Article, *, current: bool) -> Part:
        lang = article.document.lang
        title = self.typeset(article.document.title, lang)
        link = Link(title, article.url, lang if lang != self.code else "", current)
        return Part(article.part, article.document.date, link)

    def _card(self, article: Article) -> Card:
        document = article.document
        return Card(
            url=article.url,
            title=self.typeset(document.title, document.lang),
            date=document.date,
            summary=self.typeset(document.summary, document.lang),
            section=self._links.get(article.section.id) if article.section else None,
            picture=self.picture(article),
            lang=document.lang,
            mark=digest(document.key)[:8],
            place=article.places.get(self.code, ""),
            minutes=document.minutes,
            languages=tuple([code for code in self._twins[article.url] if code != document.lang]),
            dir=self.frame.dir_of(document.lang),
            live=document.live is not None and not document.live.ended,
        )


def _is_findable(article: Article) -> bool:
    return not article.document.canonical and not article.document.retracted


def live_of(document: Document, timezone: str) -> LiveStory | None:
    """What a live story shows; None of any other, and of one that was withdrawn."""
    live = document.live
    if live is None or document.retracted:
        return None
    updates = tuple([Update(e.at, e.anchor, e.title, e.opening, e.body) for e in live.entries])
    return LiveStory(
        started=with_time(live.started, timezone),
        ended=with_time(live.ended, timezone),
        updated=updates[0].at if updates else with_time(live.started, timezone),
        several_days=bool(updates) and updates[0].at[:10] != updates[-1].at[:10],
        entries=updates,
    )


def picture_of(article: Article) -> Picture | None:
    """The picture that stands with a story, in its author's words."""
    picture, media = article.picture, article.media
    if picture is None:
        return None
    width, height = (media.width, media.height) if media else (0, 0)
    return Picture(picture.src, picture.alt, picture.caption, picture.credit, width, height)


def _terms(lists: Lists) -> set[tuple[str, str]]:
    return {(t.kind, t.id) for t, _ in (*lists.tags, *lists.sections, *lists.authors, *lists.series)}


def _fallbacks(site: Site) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if site.config.missing_translation == "page":
        for edition in site.editions:
            for guest in edition.guests:
                found.setdefault(guest.document.key, {})[edition.language.code] = guest.url
    return found
