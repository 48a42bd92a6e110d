"""Stories and standing pages."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from site_gen.digest import Sealed, short_digest
from site_gen.documents.addresses import Resolved
from site_gen.pages.copies import ArticleCopy, StandingCopy
from site_gen.pages.frame import Frame
from site_gen.pages.inputs import (
    Correction,
    Link,
    Part,
)
from site_gen.pages.items import Item, live_of, sealed_card, shown_picture
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Copy, Forme, Page, Recipe, digest_of_forme
from site_gen.site.values import Article, Term

_SIZES: Final = "auto, (min-width: 48rem) 44rem, 90vw"
"""How wide a picture in a text is shown, for browsers that do not find it out by themselves: as wide as the text."""
_SHARED: Final = 3
"""Tags that are named as the reason why a story is related."""


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
        extra=dict(document.extra),
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
        extra = dict(document.extra)
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
