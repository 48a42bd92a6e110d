"""Stories and standing pages."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from site_gen.digest import Sealed, short_digest
from site_gen.documents.prose.addresses import Resolved
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
from site_gen.pages.items import Item, live_of, sealed_card, shown_picture
from site_gen.pages.lists import series_thing
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Copy, Forme, Page, Recipe, digest_of_forme
from site_gen.pages.records import FILES
from site_gen.site.values import Article, Term

_SIZES: Final = "auto, (min-width: 48rem) 44rem, 90vw"
"""How wide a picture in a text is shown, for browsers that do not find it out by themselves: as wide as the text."""
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
            authors=tuple([frame.link(term.value) for term in self.authors]),
            editors=self.editors,
            reporters=self.reporters,
            photographers=self.photographers,
            translators=self.translators,
            outlet=self.outlet,
            canonical=self.canonical,
            picture=picture,
            minutes=self.minutes,
            live=self.live,
            tags=tuple([frame.link(term.value) for term in self.tags]),
            translations=tuple(
                [
                    Link(language.name, self.twins[language.code], language.code)
                    for language in frame.others
                    if language.code in self.twins
                ]
            ),
            machine=self.machine,
            stale=self.stale,
            corrections=self.corrections,
            related=tuple([Related(card.value, shared) for card, shared in self.related]),
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
        published, modified = frame.instant(self.date), frame.instant(self.modified)
        # A withdrawn story is for those who come by its address, not for those who search.
        robots = ("noindex" if self.retracted else "max-image-preview:large") if own else NOT_INDEXED
        head = frame.head(
            self.url,
            self.title,
            self.summary,
            self.findable() if own else {},
            robots=robots,
            canonical="" if self.retracted else self.canonical or ("" if own else self.twins[self.lang]),
            structured=self.things(frame, published, modified) if own else (),
            og_type="article",
            published=published,
            modified=modified,
            og_section=self.section.value.names[frame.code] if self.section else "",
            og_tags=tuple([term.value.names[frame.code] for term in self.tags]),
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
        return max(self.date, self.updated, live, *[correction.at for correction in self.corrections])

    def things(self, frame: Frame, published: str, modified: str) -> list[dict[str, Any]]:
        """NewsArticle (of a live story LiveBlogPosting, too) and breadcrumbs: https://developers.google.com/search/docs/appearance/structured-data/article."""
        url = frame.absolute(self.url)
        publisher = frame.publisher_thing
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
            "datePublished": published,
            "dateModified": modified,
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
            code: {"@type": "NewsArticle", "@id": frame.absolute(self.twins[code]), "inLanguage": code}
            for code in [language.code for language in frame.others]
            if code in self.twins
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


class _Aside(NamedTuple):
    """What the page of a story depends on beside the stories."""

    near: dict[str, str]
    """Where the language switch leads, where the story has no version."""
    parts: tuple[Part, ...]


_NOTHING: Final = _Aside({}, ())
_TOGETHER: Final = 64
"""Stories whose pages are one forme."""


def article_pages(makeup: Makeup) -> Iterator[Forme | Recipe]:
    """A page for each story of the edition, and for each guest that it shows itself."""
    yield from reversed(list(_formes(makeup)))
    for article in makeup.edition.retracted:
        item = makeup.item(article)
        # It is in no list, so a list that it was alone in is not there to lead to.
        section = article.section if makeup.has(article.section) else None
        yield _recipe(makeup.frame, item, None, None, (), section, _aside(makeup, item, section))


def _formes(makeup: Makeup) -> Iterator[Forme]:
    """The pages of all stories that are listed, the oldest first.

    A story shows the newer one, the older one and related ones, which are older, too, and are chosen by what all
    older ones are about. So a forme has the digest of its stories, of the next newer one and of everything older.
    """
    frame, languages = makeup.frame, len(makeup.codes)
    items = makeup.items(makeup.edition.listed.articles)
    before, older = b"", None
    for end in range(len(items), 0, -_TOGETHER):
        begin = max(0, end - _TOGETHER)
        stories, newer = items[begin:end], items[begin - 1] if begin else None
        asides: dict[str, _Aside] = {}
        hidden: set[str] = set()
        for item in stories:
            article = item.article
            if article.series or len(item.twins) < languages:
                asides[article.url] = _aside(makeup, item, article.section)
                if not _has_page(makeup, article):
                    hidden.add(article.url)
        given = (before, newer.digest if newer else b"", asides, hidden)
        shown = [item.article for item in stories if item.article.url not in hidden]
        yield Forme(
            digest_of_forme(story_recipes, frame, stories, given),
            [article.url for article in shown],
            [article.document.path for article in shown],
            story_recipes,
            (frame, stories, newer, older, asides, hidden, makeup.related),
        )
        before, older = short_digest(before + b"".join([item.digest for item in stories])), stories[0]


def _has_page(makeup: Makeup, article: Article) -> bool:
    document, code = article.document, makeup.code
    return document.lang == code or code in makeup.fallbacks.get(document.key, ())


def _aside(makeup: Makeup, item: Item, section: Term | None) -> _Aside:
    article, near = item.article, dict[str, str]()
    if len(item.twins) < len(makeup.codes):
        near = makeup.near(section) | makeup.fallbacks.get(article.document.key, {})
    return _Aside(near, makeup.parts(article) if article.series else ())


def story_recipes(
    frame: Frame,
    stories: Sequence[Item],
    newer: Item | None,
    older: Item | None,
    asides: Mapping[str, _Aside],
    hidden: Collection[str],
    related: Callable[[Article], Sequence[Item]],
) -> Iterator[Recipe]:
    """The recipes of the pages of some stories, newest first, with what comes before and after them."""
    for item, after, before in zip(stories, (newer, *stories), (*stories[1:], older), strict=False):
        article = item.article
        if article.url not in hidden:
            aside = asides.get(article.url, _NOTHING)
            yield _recipe(frame, item, after, before, related(article), article.section, aside)


def _recipe(
    frame: Frame,
    item: Item,
    newer: Item | None,
    older: Item | None,
    related: Sequence[Item],
    section: Term | None,
    aside: _Aside,
) -> Recipe:
    article = item.article
    given = (section.sealed if section else None, aside.near, aside.parts)
    items = (item, newer, older, *related)
    return Recipe(frame, article.url, article_page, items, given, article.document.path)


def article_page(
    frame: Frame,
    url: str,
    items: Sequence[Item | None],
    section: Sealed[Term] | None,
    near: dict[str, str],
    parts: tuple[Part, ...],
) -> Page:
    """The page of a story: of `items` the first, between a newer and an older one, with the related ones after
    them."""
    item, newer, older, *others = items
    assert item is not None
    related = [other for other in others if other]
    article = item.article
    document = article.document
    live = live_of(document, frame.timezone)
    listed = not document.retracted
    typeset, lang = frame.typeset, document.lang
    copy = ArticleCopy(
        url=url,
        lang=lang,
        title=typeset(document.title, lang),
        summary=typeset(document.summary, lang) if listed else "",
        section=section,
        date=document.date,
        updated=document.updated,
        outlet=document.outlet,
        place=article.places.get(frame.code, ""),
        dateline=article.places.get(lang, ""),
        canonical=document.canonical,
        authors=tuple([term.sealed for term in article.authors]) if listed else (),
        editors=_links(item, document.editors),
        reporters=_links(item, document.reporters),
        photographers=_links(item, document.photographers),
        translators=_links(item, document.translators),
        picture=shown_picture(item) if listed else None,
        minutes=document.minutes,
        live=live,
        tags=tuple([term.sealed for term in article.tags]) if listed else (),
        twins=item.twins,
        near=near,
        lost=item.lost,
        original=item.original,
        machine=document.machine,
        # Of a live story the other language always has an entry more or less, or one whose time has not come.
        stale=item.stale and not (live and not live.ended),
        corrections=tuple([Correction(c.at, c.kind, typeset(c.text, lang)) for c in document.corrections]),
        related=tuple([(sealed_card(one), _shared(article, one.article, frame.code)) for one in related]),
        series=article.series.sealed if article.series and listed else None,
        part=article.part,
        parts=parts,
        older=sealed_card(older) if older else None,
        newer=sealed_card(newer) if newer else None,
        retracted=document.retracted,
        # As it comes back from the cache.
        extra=dict(sorted(document.extra.items())) if document.extra else {},
        draft=document.draft,
    )
    return _text_page(item, "article.html", copy)


def _shared(article: Article, older: Article, code: str) -> tuple[str, ...]:
    """The names of tags that both stories have, in the order of the newer one."""
    return tuple([tag.names[code] for tag in article.tags if tag in older.tags][:_SHARED])


def _links(item: Item, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Who worked on a story; the paper's own people lead to their pages."""
    if not names:
        return ()
    terms = {} if item.article.document.retracted else item.article.credits
    return tuple([item.frame.link(terms[name]) if name in terms else Link(name, "") for name in names])


def standing_pages(makeup: Makeup) -> Iterator[Page]:
    """A page for each standing page of the edition."""
    for article in makeup.edition.standing:
        document, item, typeset = article.document, makeup.item(article), makeup.frame.typeset
        extra = dict(sorted(document.extra.items()))
        title, summary = (typeset(text, document.lang) for text in (document.title, document.summary))
        yield _text_page(item, "page.html", StandingCopy(article.url, title, summary, item.twins, extra))


def _text_page(item: Item, layout: str, copy: Copy) -> Page:
    article, frame = item.article, item.frame
    document = article.document
    return Page(
        url=article.url,
        layout=layout,
        lang=frame.code,
        copy=copy,
        frame=frame,
        body="" if document.retracted else document.body,
        targets={} if document.retracted else targets_of(article, frame.base_path),
        source=document.path,
        where=document.at("slug"),
    )


def targets_of(article: Article, base: str) -> dict[str, Resolved]:
    """Where the addresses in the story's text lead, each with `base` before it; empty for one that leads nowhere."""
    if not article.links and not article.pictures:
        return {}
    found = {
        target.written: Resolved(base + target.url if target.url else "", target.lang)
        for target in article.links
    }
    for written, media in article.pictures:
        sizes = ", ".join([f"{base}{one.url} {one.width}w" for one in media.renditions])
        found[written] = Resolved(
            base + media.url,
            width=media.width,
            height=media.height,
            srcset=sizes,
            sizes=_SIZES if sizes else "",
        )
    return found
