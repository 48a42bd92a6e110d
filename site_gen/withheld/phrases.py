"""What only an unreleased story would bring into the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from site_gen.config import Config
from site_gen.documents.document import Correction, Document, Entry
from site_gen.pages.frame import term_url
from site_gen.site.making import make_site
from site_gen.site.release import is_released
from site_gen.site.values import Article, Media, Release, Site
from site_gen.tables.glossary import Glossary
from site_gen.tables.people import People
from site_gen.withheld.searching import Phrases, phrases_in

_SHARED: Final = ("tags", "authors", "editors", "reporters", "photographers", "translators")
"""Lists of names that released stories have, too."""
_SINGLE: Final = ("outlet", "dateline", "series", "canonical")
_LEFT_OUT: Final = frozenset(
    {"path", "lang", "body", "revision", "translates", "section", "date", "updated", "at", "kind"}
    | {
        "links",
        "pictures",
        "bare_pictures",
        "anchors",
        "marks",
        "anchor",
        "started",
        "ended",
        *_SHARED,
        *_SINGLE,
    }
)
"""Fields that are no words of the story, or of which another says the same."""


def phrases_of(
    documents: Iterable[Document],
    release: Release,
    shown: Site,
    media: Mapping[str, Media],
    glossary: Glossary,
    config: Config,
    people: People,
) -> Phrases:
    """The phrases of what waits in `documents`, but for those of texts; `shown` is the site without it."""
    hidden, found = [], {}
    for document in documents:
        if not is_released(document, release):
            hidden.append(document)
        elif (document.live or document.corrections) and (waiting := waiting_in(document, release)):
            phrases = set(phrases_in(_strings(waiting)))
            said = [*_strings(without(document, waiting))]
            for version in shown.stories.get(document.key, {}).values():
                if version.document.lang != document.lang:
                    said += _strings(version.document)
            phrases.difference_update(phrases_in(said))
            found[document.path] = tuple(sorted(phrases))
    return found | _whole(hidden, shown, media, glossary, config, people) if hidden else found


def waiting_in(document: Document, release: Release) -> tuple[Entry | Correction, ...]:
    """What waits in a released document: entries of a live story, corrections."""
    entries = document.live.entries if document.live else ()
    parts: tuple[Entry | Correction, ...] = (*entries, *document.corrections)
    return () if release.everything else tuple([part for part in parts if part.instant > release.now])


def without(document: Document, waiting: Sequence[Entry | Correction]) -> Document:
    """A document without some parts. Not asked of the gate: whether that holds is what is to be found out."""
    live = document.live
    if live:
        live = msgspec.structs.replace(live, entries=tuple(e for e in live.entries if e not in waiting))
    corrections = tuple(c for c in document.corrections if c not in waiting)
    return msgspec.structs.replace(document, live=live, corrections=corrections)


def waiting_texts(document: Document, release: Release, body: str, texts: Sequence[str]) -> Sequence[str]:
    """Of the digests of its html, those of what waits: its whole `body`, or some of the `texts` of its entries."""
    if not is_released(document, release):
        return (body, *texts)
    waiting = {entry.at for entry in waiting_in(document, release) if isinstance(entry, Entry)}
    entries = document.live.entries if document.live else ()
    return [text for entry, text in zip(entries, texts, strict=True) if entry.at in waiting]


def _whole(
    hidden: Sequence[Document],
    shown: Site,
    media: Mapping[str, Media],
    glossary: Glossary,
    config: Config,
    people: People,
) -> Phrases:
    """The phrases of stories of which readers may see nothing."""
    site, _ = make_site(hidden, media, glossary, config, Release(0, everything=True), people=people)
    own, shared = _divide(hidden, shown)
    common = set(phrases_in(shared))
    public = {media.url for media in shown.media} | {url for url, _ in _term_urls(shown)}
    articles = {a.document.path: a for versions in site.stories.values() for a in versions.values()}
    found: Phrases = {}
    for document in hidden:
        phrases = set(phrases_in(_strings(document)))
        phrases.update(phrases_in(name for name in _names(document) if name in own))
        if article := articles.get(document.path):
            phrases.update(url.encode() for url in _addresses(article, public))
        phrases -= common
        for version in shown.stories.get(document.key, {}).values():
            phrases -= {*phrases_in(_strings(version.document)), version.url.encode()}
        found[document.path] = tuple(sorted(phrases))
    for url, sources in _term_urls(site):
        if url not in public:
            for source in sources:
                found[source] = (*found.get(source, ()), url.encode())
    return found


def _divide(hidden: Iterable[Document], shown: Site) -> tuple[set[str], set[str]]:
    """The names of people, tags and outlets that only unreleased stories have, and those that released ones share."""
    names = {name for document in hidden for name in _names(document)}
    own = set(names)
    for versions in shown.stories.values():
        for article in versions.values():
            own.difference_update(_names(article.document))
    return own, names - own


def _names(document: Document) -> list[str]:
    names = [*[value for _, value in document.extra], *[getattr(document, field) for field in _SINGLE]]
    for field in _SHARED:
        names += getattr(document, field)
    if document.picture:
        names += (document.picture.credit, document.picture.caption)
    return names


def _addresses(article: Article, public: set[str]) -> Iterator[str]:
    yield article.url
    yield from article.document.aliases
    for media in (article.media, *(media for _, media in article.pictures)):
        if media and media.url not in public:
            yield media.url


def _term_urls(site: Site) -> Iterator[tuple[str, list[str]]]:
    """The address of each tag and author, with the files of the stories that it is of."""
    for edition in site.editions:
        for term, articles in (*edition.tags, *edition.authors):
            yield term_url(term, edition.language), [article.document.path for article in articles]


def _strings(value: Any) -> Iterator[str]:
    """Every text in a document, whatever field it is in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _LEFT_OUT:
                yield from _strings(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)
