"""A story as one edition has it: all that a page of that edition can show of it, under one digest.

Whoever makes a page of stories is given items, and never the site. So what is remembered under the digests of
a page's items cannot be out of date: there was nothing else to look at.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import msgspec

from site_gen.digest import Sealed, digest, encode, short_digest
from site_gen.documents.document import Document
from site_gen.moments import with_time
from site_gen.pages.frame import Frame
from site_gen.pages.inputs import Card, LiveStory, Picture, Size, Update
from site_gen.site.values import Article

T = TypeVar("T")

_fields: Final = msgspec.structs.astuple


class Item(msgspec.Struct, eq=False, gc=False):
    """An article in an edition. Of items with one digest the same pages are made."""

    digest: bytes
    frame: Frame
    article: Article
    twins: dict[str, str]
    """Language to address of each version of the story."""
    lost: tuple[str, ...]
    """The languages in which search engines are not to find it here: withdrawn, or elsewhere first."""
    original: str
    """The language that it was translated from; empty if it is no translation."""
    stale: bool
    """Whether the original has been changed since this translation was made."""
    _made: "dict[Callable[[Item], Any], Any] | None" = None

    def once(self, make: "Callable[[Item], T]") -> T:
        """What `make` makes of the item, made once for all pages that show it."""
        made = self._made
        if made is None:
            made = self._made = {}
        if make not in made:
            made[make] = make(self)
        found: T = made[make]
        return found


def item_of(
    frame: Frame,
    article: Article,
    name: str,
    twins: dict[str, str],
    lost: tuple[str, ...],
    original: str,
    stale: bool,
) -> Item:
    """The item of an article. `name` stands for its document: it is a digest of all that this says."""
    _, url, section, tags, authors, *rest = _fields(article)
    # A term's digest says of which kind it is, too.
    terms = [term.digest for term in tags]
    terms += [term.digest for term in authors]
    if section:
        terms.append(section.digest)
    all_of_it = encode((frame.digest, name, url, b"".join(terms), rest, twins, lost, original, stale))
    return Item(short_digest(all_of_it), frame, article, twins, lost, original, stale)


def card_of(item: Item) -> Card:
    """The story as lists show it."""
    return item.once(_card)


def cards_of(items: Iterable[Item]) -> tuple[Card, ...]:
    """The cards of several stories."""
    return tuple([item.once(_card) for item in items])


def sealed_card(item: Item) -> Sealed[Card]:
    """The same card, for a copy."""
    return item.once(_sealed_card)


def sealed_cards(items: Iterable[Item]) -> tuple[Sealed[Card], ...]:
    """The same of several stories."""
    return tuple([item.once(_sealed_card) for item in items])


def _sealed_card(item: Item) -> Sealed[Card]:
    return Sealed(item.once(_card))


def _card(item: Item) -> Card:
    article, frame, document = item.article, item.frame, item.article.document
    return Card(
        url=article.url,
        title=frame.typeset(document.title, document.lang),
        date=document.date,
        summary=frame.typeset(document.summary, document.lang),
        section=frame.link(article.section) if article.section else None,
        picture=shown_picture(item),
        lang=document.lang,
        mark=digest(document.key)[:8],
        place=article.places.get(frame.code, ""),
        minutes=document.minutes,
        languages=tuple([code for code in item.twins if code != document.lang]),
        dir=frame.dir_of(document.lang),
        live=document.live is not None and not document.live.ended,
    )


def shown_picture(item: Item) -> Picture | None:
    """The picture that stands with a story, as pages show it."""
    picture, lang = picture_of(item.article), item.article.document.lang
    if picture is None:
        return None
    typeset = item.frame.typeset
    return msgspec.structs.replace(
        picture, alt=typeset(picture.alt, lang), caption=typeset(picture.caption, lang)
    )


def picture_of(article: Article) -> Picture | None:
    """The picture that stands with a story, in its author's words."""
    picture, media = article.picture, article.media
    if picture is None:
        return None
    words = (picture.src, picture.alt, picture.caption, picture.credit)
    if media is None:
        return Picture(*words)
    sizes = tuple([Size(rendition.url, rendition.width) for rendition in media.renditions])
    return Picture(*words, media.width, media.height, sizes)


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
