"""Stories and standing pages."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from site_gen.digest import Sealed
from site_gen.documents.prose.addresses import Resolved
from site_gen.errors import Location
from site_gen.exonyms import towns
from site_gen.pages.datelines import dateline_of
from site_gen.pages.frame import NOT_INDEXED, Frame, term_url
from site_gen.pages.inputs import (
    ArticleInputs,
    Card,
    Correction,
    Head,
    Link,
    LiveStory,
    Part,
    PartOf,
    Picture,
    Related,
    StandingInputs,
)
from site_gen.pages.lists import series_thing
from site_gen.pages.makeup import Makeup, live_of
from site_gen.pages.page import Copy, Page
from site_gen.pages.records import FILES, original_of
from site_gen.site.values import Article, Term

_SHARED: Final = 3
"""Tags that are named as the reason why a story is related."""


class ArticleCopy(msgspec.Struct, frozen=True, array_like=True):
    """What the page of a story is made of. The fields mean what they do in Document and ArticleInputs."""

    url: str
    lang: str
    title: str
    summary: str
    section: Sealed[Term] | None
    date: str
    updated: str
    outlet: str
    place: str
    dateline: str
    """The place, as the story's own language calls it."""
    canonical: str
    authors: tuple[Sealed[Term], ...]
    editors: tuple[Link, ...]
    reporters: tuple[Link, ...]
    photographers: tuple[Link, ...]
    translators: tuple[Link, ...]
    picture: Picture | None
    minutes: int
    live: LiveStory | None
    tags: tuple[Sealed[Term], ...]
    twins: dict[str, str]
    near: dict[str, str]
    lost: tuple[str, ...]
    """The languages of `twins` in which it is not to be found here: withdrawn, or published elsewhere first."""
    original: str
    """The language that it was translated from; empty if it is no translation."""
    machine: bool
    stale: bool
    corrections: tuple[Correction, ...]
    related: tuple[tuple[Sealed[Card], tuple[str, ...]], ...]
    series: Sealed[Term] | None
    part: int
    parts: tuple[Part, ...]
    older: Sealed[Card] | None
    newer: Sealed[Card] | None
    retracted: bool
    extra: dict[str, str]
    draft: bool

    def inputs(self, frame: Frame) -> ArticleInputs:
        """What the layout is handed."""
        picture = self.picture
        section = self.section.value if self.section else None
        return ArticleInputs(
            shell=frame.shell_in(section),
            head=self.head(frame),
            editions=frame.editions(self.twins, self.near),
            lang=self.lang,
            dir=frame.dir_of(self.lang),
            title=self.title,
            summary=self.summary,
            section=frame.link(section) if section else None,
            date=self.date,
            updated=self.updated,
            place=self.place,
            dateline=dateline_of(frame.language_of(self.lang), self.dateline, self.outlet, self.date),
            authors=tuple(frame.link(term.value) for term in self.authors),
            editors=self.editors,
            reporters=self.reporters,
            photographers=self.photographers,
            translators=self.translators,
            outlet=self.outlet,
            canonical=self.canonical,
            picture=picture,
            minutes=self.minutes,
            live=self.live,
            tags=tuple(frame.link(term.value) for term in self.tags),
            translations=tuple(
                Link(language.name, self.twins[language.code], language.code)
                for language in frame.languages
                if language.code in self.twins and language.code != frame.code
            ),
            machine=self.machine,
            stale=self.stale,
            corrections=self.corrections,
            related=tuple(Related(card.value, shared) for card, shared in self.related),
            series=self.part_of(frame),
            older=self.older.value if self.older else None,
            newer=self.newer.value if self.newer else None,
            retracted=self.retracted,
            extra=self.extra,
            draft=self.draft,
        )

    def head(self, frame: Frame) -> Head:
        """The head of the page. Of a story that is a guest here, its page in its own language is to be found."""
        own, picture = self.lang == frame.code, self.picture
        # A withdrawn story is for those who come by its address, not for those who search.
        robots = ("noindex" if self.retracted else "max-image-preview:large") if own else NOT_INDEXED
        head = frame.head(
            self.url,
            self.title,
            self.summary,
            self.findable() if own else {},
            robots=robots,
            canonical="" if self.retracted else self.canonical or ("" if own else self.twins[self.lang]),
            structured=self.things(frame) if own else (),
            og_type="article",
            published=frame.instant(self.date),
            modified=frame.instant(self.modified),
            og_section=self.section.value.names[frame.code] if self.section else "",
            og_tags=tuple(term.value.names[frame.code] for term in self.tags),
            og_image=frame.absolute(picture.url) if picture else "",
            og_image_alt=picture.alt if picture else "",
            markdown=self.url + FILES["markdown"] if own and "markdown" in frame.outputs else "",
        )
        if own:
            return head
        return msgspec.structs.replace(head, og_locale=frame.language_of(self.lang).locale)

    def part_of(self, frame: Frame) -> PartOf | None:
        """The series that it is a part of."""
        if self.series is None:
            return None
        series = self.series.value
        return PartOf(frame.link(series), series.type == "running", self.part, self.parts)

    def findable(self) -> dict[str, str]:
        """The versions that are each other's counterparts for search engines: pages that are to be indexed.

        Of agency copy that names its original the original is, and of a story that was withdrawn nothing; to name
        such a page as a counterpart of its translations would say the opposite.
        """
        if self.lang in self.lost or not self.lost:
            return {} if self.lost else self.twins
        return {code: url for code, url in self.twins.items() if code not in self.lost}

    @property
    def modified(self) -> str:
        """When anything of it last changed: a correction counts, too."""
        live = self.live.updated if self.live else ""
        return max(self.date, self.updated, live, *(correction.at for correction in self.corrections))

    def things(self, frame: Frame) -> list[dict[str, Any]]:
        """NewsArticle (of a live story LiveBlogPosting, too) and breadcrumbs: https://developers.google.com/search/docs/appearance/structured-data/article."""
        url = frame.absolute(self.url)
        publisher = frame.publisher_thing()
        people: list[dict[str, Any]] = [
            {
                "@type": "Person",
                "name": term.value.names[frame.code],
                "url": frame.absolute(term_url(term.value, frame.language)),
            }
            for term in self.authors
        ]
        outlet: dict[str, Any] = {"@type": "Organization", "name": self.outlet}
        thing: dict[str, Any] = {
            "@type": "NewsArticle",
            "@id": url,
            "mainEntityOfPage": url,
            "headline": self.title,
            "inLanguage": frame.code,
            "datePublished": frame.instant(self.date),
            "dateModified": frame.instant(self.modified),
            "author": people or [outlet if self.outlet else publisher],
            "publisher": publisher,
        }
        if self.summary:
            thing["description"] = self.summary
        if self.picture:
            thing["image"] = [_image(self.picture, frame)]
        if self.outlet:
            thing["sourceOrganization"] = outlet
        if self.canonical:
            thing["isBasedOn"] = self.canonical
        if self.dateline:
            thing["dateline"] = self.dateline
            created = [_place(town, regions) for town, regions in towns(self.dateline)]
            thing["locationCreated"] = created if len(created) > 1 else created[0]
        roles = {
            "editor": self.editors,
            "contributor": (*self.reporters, *self.photographers),
            "translator": self.translators,
        }
        for role, links in roles.items():
            if links:
                thing[role] = [_person(link, frame) for link in links]
        if self.section:
            thing["articleSection"] = self.section.value.names[frame.code]
        if self.tags:
            thing["keywords"] = [term.value.names[frame.code] for term in self.tags]
        if self.corrections:
            thing["correction"] = [
                {"@type": "CorrectionComment", "text": c.text, "datePublished": frame.instant(c.at)}
                for c in self.corrections
            ]
        if self.live:
            thing |= _live_things(self.live, url)
        if self.series:
            link = frame.link(self.series.value)
            thing["isPartOf"] = series_thing(frame, link.name, link.url)
            if self.part:
                thing["position"] = self.part
        others = {
            link.lang: {"@type": "NewsArticle", "@id": frame.absolute(link.url), "inLanguage": link.lang}
            for link in frame.editions(self.twins)
            if link.same and not link.current
        }
        if self.original in others:
            thing["translationOfWork"] = others[self.original]
        elif others:
            thing["workTranslation"] = list(others.values())
        section = frame.link(self.section.value) if self.section else None
        steps = [(section.name, section.url)] if section else []
        return [thing, frame.breadcrumbs([*steps, (self.title, self.url)])]


def _place(town: str, regions: Sequence[str]) -> dict[str, Any]:
    inside = {"containedInPlace": _place(regions[0], regions[1:])} if regions else {}
    return {"@type": "Place", "name": town} | inside


def _live_things(live: LiveStory, url: str) -> dict[str, Any]:
    """What https://schema.org/LiveBlogPosting asks for; each entry with its first words, the text being on the page."""
    updates: list[dict[str, Any]] = []
    for entry in live.entries:
        address = f"{url}#{entry.anchor}"
        update = {
            "@type": "BlogPosting",
            "@id": address,
            "url": address,
            "headline": entry.title or entry.opening or entry.at,
            "datePublished": entry.at,
        }
        if entry.title and entry.opening:
            update["description"] = entry.opening
        updates.append(update)
    return {
        "@type": ["LiveBlogPosting", "NewsArticle"],
        "coverageStartTime": live.started,
        **({"coverageEndTime": live.ended} if live.ended else {}),
        "liveBlogUpdate": updates,
    }


def _person(link: Link, frame: Frame) -> dict[str, Any]:
    thing = {"@type": "Person", "name": link.name}
    return thing | {"url": frame.absolute(link.url)} if link.url else thing


def _image(picture: Picture, frame: Frame) -> dict[str, Any]:
    thing: dict[str, Any] = {"@type": "ImageObject", "url": frame.absolute(picture.url)}
    if picture.width and picture.height:
        thing |= {"width": picture.width, "height": picture.height}
    texts = {"caption": picture.caption or picture.alt, "creditText": picture.credit}
    return thing | {name: text for name, text in texts.items() if text}


class StandingCopy(msgspec.Struct, frozen=True, array_like=True):
    """What a standing page is made of."""

    url: str
    title: str
    summary: str
    twins: dict[str, str]
    extra: dict[str, str]

    def inputs(self, frame: Frame) -> StandingInputs:
        """What the layout is handed."""
        return StandingInputs(
            shell=frame.shell,
            head=frame.head(self.url, self.title, self.summary, self.twins),
            editions=frame.editions(self.twins),
            title=self.title,
            summary=self.summary,
            extra=self.extra,
        )


def article_pages(makeup: Makeup) -> Iterator[Page]:
    """A page for each story of the edition, and for each guest that it shows itself."""
    articles, code = makeup.edition.listed.articles, makeup.code
    for n, article in enumerate(articles):
        document = article.document
        if document.lang != code and code not in makeup.fallbacks.get(document.key, ()):
            continue
        newer = articles[n - 1] if n else None
        older = articles[n + 1] if n + 1 < len(articles) else None
        yield _page(makeup, article, "article.html", _copy(makeup, article, newer, older))
    for article in makeup.edition.retracted:
        yield _page(makeup, article, "article.html", _copy(makeup, article, None, None))


def standing_pages(makeup: Makeup) -> Iterator[Page]:
    """A page for each standing page of the edition."""
    for article in makeup.edition.standing:
        document = article.document
        extra = dict(sorted(document.extra.items()))
        title, summary = (makeup.typeset(text, document.lang) for text in (document.title, document.summary))
        copy = StandingCopy(article.url, title, summary, makeup.twins(article), extra)
        yield _page(makeup, article, "page.html", copy)


def _page(makeup: Makeup, article: Article, layout: str, copy: Copy) -> Page:
    document = article.document
    line, column = document.marks.get("slug") or document.marks.get("title") or (1, 1)
    return Page(
        url=article.url,
        layout=layout,
        lang=makeup.code,
        copy=copy,
        frame=makeup.frame,
        body="" if document.retracted else document.body,
        targets={} if document.retracted else targets_of(article, makeup.config.base_path),
        source=document.path,
        where=Location(document.path, line, column),
    )


def targets_of(article: Article, base: str) -> dict[str, Resolved]:
    """Where the addresses in the story's text lead, each with `base` before it."""
    if not article.links and not article.pictures:
        return {}
    found = {target.written: Resolved(base + target.url, target.lang) for target in article.links}
    for written, media in article.pictures:
        found[written] = Resolved(base + media.url, width=media.width, height=media.height)
    return found


def _copy(makeup: Makeup, article: Article, newer: Article | None, older: Article | None) -> ArticleCopy:
    document, twins = article.document, makeup.twins(article)
    related = makeup.edition.related.get(document.key, ())
    live = live_of(document, makeup.config.timezone)
    # A withdrawn story is in no list, so a list that it was alone in is not there to lead to.
    listed = not document.retracted
    section = article.section if listed or makeup.has(article.section) else None
    return ArticleCopy(
        url=article.url,
        lang=document.lang,
        title=makeup.typeset(document.title, document.lang),
        summary="" if document.retracted else makeup.typeset(document.summary, document.lang),
        section=makeup.sealed_term(section) if section else None,
        date=document.date,
        updated=document.updated,
        outlet=document.outlet,
        place=article.places.get(makeup.code, ""),
        dateline=article.places.get(document.lang, ""),
        canonical=document.canonical,
        authors=tuple([makeup.sealed_term(term) for term in article.authors]) if listed else (),
        editors=_links(makeup, article, document.editors),
        reporters=_links(makeup, article, document.reporters),
        photographers=_links(makeup, article, document.photographers),
        translators=_links(makeup, article, document.translators),
        picture=None if document.retracted else makeup.picture(article),
        minutes=document.minutes,
        live=live,
        tags=tuple([makeup.sealed_term(term) for term in article.tags]) if listed else (),
        twins=twins,
        near=(
            makeup.near(section) | makeup.fallbacks.get(document.key, {})
            if len(twins) < len(makeup.codes)
            else {}
        ),
        lost=makeup.lost(article),
        original=(
            original_of(document, [v.document for v in makeup.site.stories[document.key].values()])
            if document.translates
            else ""
        ),
        machine=document.machine,
        # Of a live story the other language always has an entry more or less, or one whose time has not come.
        stale=bool(document.translates) and not (live and not live.ended) and _is_stale(makeup, article),
        corrections=tuple(
            [Correction(c.at, c.kind, makeup.typeset(c.text, document.lang)) for c in document.corrections]
        ),
        related=tuple(
            [
                (makeup.sealed_card(one.article), tuple([t.names[makeup.code] for t in one.tags[:_SHARED]]))
                for one in related
            ]
        ),
        series=makeup.sealed_term(article.series) if article.series and listed else None,
        part=article.part,
        parts=makeup.parts(article) if article.series else (),
        older=makeup.sealed_card(older) if older else None,
        newer=makeup.sealed_card(newer) if newer else None,
        retracted=document.retracted,
        extra=dict(sorted(document.extra.items()))
        if document.extra
        else {},  # as it comes back from the cache
        draft=document.draft,
    )


def _links(makeup: Makeup, article: Article, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Who worked on a story; the paper's own people lead to their pages."""
    if not names:
        return ()
    terms = {} if article.document.retracted else article.credits
    return tuple([makeup.frame.link(terms[name]) if name in terms else Link(name, "") for name in names])


def _is_stale(makeup: Makeup, article: Article) -> bool:
    """Whether the original has been changed since this translation was made."""
    document = article.document
    versions = makeup.site.stories[document.key].values()
    others = [version.document.revision for version in versions if version.document is not document]
    return article.document.translates not in others
