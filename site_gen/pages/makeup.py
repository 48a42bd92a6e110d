"""What the pages of one edition are made up from: its stories, and where terms are found."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

from site_gen.documents.document import Document
from site_gen.pages.frame import Frame, index_url, make_frame, term_url
from site_gen.pages.inputs import Link, Part
from site_gen.pages.items import Item, item_of
from site_gen.site.related import Related
from site_gen.site.values import Article, Edition, Lists, Site, Term

BEFORE: Final = 5
"""Parts of a series that a story shows before itself. A list of all would touch all with each new one."""
Index = Literal["tag", "author", "archive", "corrections", "series", "search"]
Whereabouts = Mapping[str, tuple[dict[str, str], tuple[str, ...]]]
"""Story to its addresses by language, and to the languages in which search engines are not to find it here: what
was published elsewhere first, or withdrawn."""


class Makeup:
    """An edition while its pages are being made up. Only what hands out pages sees it, never a page.

    `name` gives a digest of all that a document says. What is the same as in the makeup `before` is not made again.
    """

    def __init__(
        self,
        site: Site,
        edition: Edition,
        whereabouts: Whereabouts,
        name: Callable[[Document], str],
        before: "Makeup | None" = None,
    ) -> None:
        self.site, self.config, self.edition = site, site.config, edition
        self.language, self.code = edition.language, edition.language.code
        self.frame: Frame = make_frame(site, edition)
        same_frame = before is not None and before.frame.digest == self.frame.digest
        # They keep the frame they were made with: it may remember what terms of an older site were called.
        known: dict[str, Item] = before._items if before and same_frame else {}
        self.codes = site.config.codes
        self.terms = {other.language.code: _terms(other) for other in site.editions}
        """Language to the terms that have stories in it."""
        self.listed = {other.language.code: _terms(other.listed) for other in site.editions}
        """Language to the terms that its edition has a list of: guests may stand there alone."""
        self.fallbacks = _fallbacks(site)
        """Story to language to the address at which that edition shows it in another language."""
        self._parts = {
            article.url: (at, articles)
            for _, articles in edition.listed.series
            for at, article in enumerate(articles)
        }
        self._items: dict[str, Item] = self._make_items(whereabouts, name, known)
        self._near: dict[str, dict[str, str]] = {}
        self._related: Related | None = None

    def _make_items(
        self, whereabouts: Whereabouts, name: Callable[[Document], str], known: Mapping[str, Item]
    ) -> dict[str, Item]:
        edition, frame = self.edition, self.frame
        found: dict[str, Item] = {}
        for article in (*edition.articles, *edition.guests, *edition.standing, *edition.retracted):
            document, url = article.document, article.url
            twins, lost = whereabouts[document.key]
            original, stale = "", False
            if document.translates:
                original, stale = _original_of(document, self.site.stories[document.key])
            item = known.get(url)
            if (
                item is None
                or item.article is not article
                or (item.twins, item.lost, item.original, item.stale) != (twins, lost, original, stale)
            ):
                item = item_of(frame, article, name(document), twins, lost, original, stale)
            found[url] = item
        return found

    def item(self, article: Article) -> Item:
        """A story as the edition has it."""
        return self._items[article.url]

    def items(self, articles: Iterable[Article]) -> tuple[Item, ...]:
        """The same of several stories."""
        items = self._items
        return tuple([items[article.url] for article in articles])

    def related(self, article: Article) -> tuple[Item, ...]:
        """The older stories that share most tags with a story."""
        if self._related is None:
            self._related = Related(self.edition.listed)
        return self.items(self._related.to(article))

    def twins(self, article: Article) -> dict[str, str]:
        """Language to address of each version of a story."""
        return self._items[article.url].twins

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

    def index_places(self, word: Literal["tag", "author", "archive", "series", "search"]) -> dict[str, str]:
        """Language to address of each edition's index, whatever language its stories are in."""
        return self._indexes(word, {edition.language.code: edition.listed for edition in self.site.editions})

    def _indexes(self, word: Index, lists: Mapping[str, Lists]) -> dict[str, str]:
        name = {"tag": "tags", "author": "authors", "archive": "months", "search": "articles"}.get(word, word)
        languages = self.config.languages
        return {x.code: index_url(word, x) for x in languages if getattr(lists[x.code], name)}

    def parts(self, article: Article) -> tuple[Part, ...]:
        """A story's neighbours in its series and itself, as `PartOf` has them; none if it is in no list of one."""
        at, articles = self._parts.get(article.url, (0, ()))
        around = articles[max(0, at - 1) : at + 1 + BEFORE]
        found = [self._part(other, current=other.url == article.url) for other in around]
        return tuple(found[::-1] if article.part else found)

    def _part(self, article: Article, *, current: bool) -> Part:
        lang = article.document.lang
        title = self.frame.typeset(article.document.title, lang)
        link = Link(title, article.url, lang if lang != self.code else "", current)
        return Part(article.part, article.document.date, link)


def whereabouts_of(site: Site) -> Whereabouts:
    """Where the versions of each story are."""
    codes = site.config.codes
    return {
        key: (
            {code: versions[code].url for code in codes if code in versions},
            tuple(
                [
                    code
                    for code in codes
                    if code in versions
                    and ((said := versions[code].document).canonical or (said.corrections and said.retracted))
                ]
            ),
        )
        for key, versions in site.stories.items()
    }


def _original_of(document: Document, versions: Mapping[str, Article]) -> tuple[str, bool]:
    """The language that a translation was made from, and whether its text is another since; empty if it is not here.

    Of an original that readers cannot see nothing is said, not even that it has changed.
    """
    others = [version.document for code, version in versions.items() if code != document.lang]
    for other in others:
        if other.revision == document.translates:
            return other.lang, False
    return next(((other.lang, True) for other in others if not other.translates), ("", False))


def _terms(lists: Lists) -> set[tuple[str, str]]:
    return {(t.kind, t.id) for t, _ in (*lists.tags, *lists.sections, *lists.authors, *lists.series)}


def _fallbacks(site: Site) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    if site.config.missing_translation == "page":
        for edition in site.editions:
            for guest in edition.guests:
                found.setdefault(guest.document.key, {})[edition.language.code] = guest.url
    return found
