"""A story as machines read it: what its ninjs, its Markdown and its line in the API are written from.

Only what its own file says, and where things lead: nothing of the stories beside it. So a new story changes
no other's record. Everything is absolute: a record is read far from the site.
"""

from typing import Final

import msgspec

from site_gen.digest import digest
from site_gen.documents.document import Document
from site_gen.pages.frame import Frame, term_url
from site_gen.pages.inputs import Correction, Inputs, LiveStory, Picture
from site_gen.pages.items import Item, live_of, picture_of
from site_gen.site.values import Article, Term

FILES: Final = {"ninjs": "ninjs.json", "markdown": "index.md"}
"""The files beside the page of a story, by the output that makes them."""


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A section, tag, author or series, with the address of its list."""

    name: str
    url: str
    """Empty for an author of a withdrawn story: who wrote no other has no list."""
    type: str = ""
    """What a tag is: `person`, `place`, `organisation`, `topic`; of a running story `running`; empty if nothing knows it."""


class Version(msgspec.Struct, frozen=True, array_like=True):
    """The story in another language."""

    id: str
    lang: str
    url: str
    original: bool
    """Whether this story was translated from it."""


class Record(Inputs, frozen=True, array_like=True):
    """One story. The fields mean what they do in Document."""

    id: str
    url: str
    lang: str
    title: str
    summary: str
    date: str
    """ISO 8601 with time and offset, like all dates here."""
    updated: str
    """Only where the text changed in substance; else empty."""
    modified: str
    """When anything of it last changed: its date, an update, a correction, an entry of a live story."""
    section: Named | None
    tags: tuple[Named, ...]
    authors: tuple[Named, ...]
    editors: tuple[str, ...]
    reporters: tuple[str, ...]
    photographers: tuple[str, ...]
    translators: tuple[str, ...]
    dateline: str
    outlet: str
    canonical: str
    picture: Picture | None
    minutes: int
    live: LiveStory | None
    """In the lists of the API without its entries."""
    series: Named | None
    part: int
    """0 in a running story, whose stories are not counted."""
    corrections: tuple[Correction, ...]
    versions: tuple[Version, ...]
    machine: bool
    retracted: bool
    """Whether it was withdrawn. Then neither its text nor its summary is told, nor where it was listed."""
    publisher: str
    files: tuple[tuple[str, str], ...]
    """The outputs that are made of the story alone, with their addresses."""


def record_of(item: Item) -> Record:
    """The record of a story."""
    return item.once(_record)


def _record(item: Item) -> Record:
    article, frame = item.article, item.frame
    document = article.document
    # A withdrawn story is in no list, and one that it was alone in is not there to lead to.
    listed = not document.retracted
    picture = picture_of(article) if listed else None
    if picture:
        picture = msgspec.structs.replace(picture, url=frame.absolute(picture.url))
    return Record(
        id=story_id(document),
        url=frame.absolute(article.url),
        lang=document.lang,
        title=document.title,
        summary=document.summary if listed else "",
        date=frame.instant(document.date),
        updated=frame.instant(document.updated),
        modified=frame.instant(last_change(document)),
        section=named(frame, article.section) if article.section and listed else None,
        tags=tuple([named(frame, term) for term in article.tags]) if listed else (),
        authors=tuple(
            [named(frame, term) if listed else Named(term.names[frame.code], "") for term in article.authors]
        ),
        editors=_names(article, document.editors, frame.code),
        reporters=_names(article, document.reporters, frame.code),
        photographers=_names(article, document.photographers, frame.code),
        translators=_names(article, document.translators, frame.code),
        dateline=article.places.get(document.lang, ""),
        outlet=document.outlet,
        canonical=document.canonical,
        picture=picture,
        minutes=document.minutes,
        live=_without_entries(live_of(document, frame.timezone)),
        series=named(frame, article.series) if article.series and listed else None,
        part=article.part if listed else 0,
        corrections=tuple([Correction(frame.instant(c.at), c.kind, c.text) for c in document.corrections]),
        versions=_versions(item),
        machine=document.machine,
        retracted=document.retracted,
        publisher=frame.publisher,
        files=tuple(
            [(name, frame.absolute(article.url + FILES[name])) for name in FILES if name in frame.outputs]
        ),
    )


def _without_entries(live: LiveStory | None) -> LiveStory | None:
    return msgspec.structs.replace(live, entries=()) if live else None


def whole_record(item: Item) -> Record:
    """The record of a story with the entries of a live one, for files that have its text."""
    record = record_of(item)
    if record.live is None:
        return record
    return msgspec.structs.replace(record, live=live_of(item.article.document, item.frame.timezone))


def _names(article: Article, written: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Those who worked on a story; the paper's own people by the name that the edition has for them."""
    credits = article.credits
    return tuple([credits[name].names[code] if name in credits else name for name in written])


def named(frame: Frame, term: Term) -> Named:
    """A section, tag, author or series as the edition calls it."""
    return Named(term.names[frame.code], frame.absolute(term_url(term, frame.language)), term.type)


def _versions(item: Item) -> tuple[Version, ...]:
    document = item.article.document
    return tuple(
        [
            Version(urn("story", document.key, code), code, item.frame.absolute(url), code == item.original)
            for code, url in item.twins.items()
            if code != document.lang
        ]
    )


def story_id(document: Document) -> str:
    """What identifies a story in one language for good, wherever it is moved to."""
    return urn("story", document.key, document.lang)


def urn(*parts: str) -> str:
    """An identity that depends on nothing but the parts: neither host nor address nor time."""
    name = digest(parts)
    return f"urn:uuid:{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"


def last_change(document: Document) -> str:
    """When anything of a story last changed: its date, an update, a correction, an entry of a live story."""
    entries = document.live.entries if document.live and not document.retracted else ()
    newest = entries[0].at if entries else ""
    return max([document.date, document.updated, newest, *(c.at for c in document.corrections)])


def last_announced(document: Document) -> str:
    """When a story was last announced to those who follow it.

    As it last changed, but for the entries of a live story that have no title: of a hundred short notes a day
    nobody wants a hundred announcements.
    """
    live = document.live
    if live and not document.retracted:
        titled = tuple(entry for entry in live.entries if entry.title)
        document = msgspec.structs.replace(document, live=msgspec.structs.replace(live, entries=titled))
    return last_change(document)
