"""The one gate: which documents a reader may see at an instant.

What does not pass is gone before tags, counts, neighbours, related stories, feeds and pictures are
thought of, so no later stage can let a word of it out.
"""

from collections.abc import Iterable, Sequence

import msgspec

from site_gen.documents.document import Document, Entry
from site_gen.site.values import Release


def is_released(document: Document, release: Release) -> bool:
    """Whether `document` may be seen."""
    if release.everything:
        return True
    if document.draft or max(document.instant, document.embargo) > release.now:
        return False
    return not document.expires or release.now < document.expires


def has_expired(document: Document, release: Release) -> bool:
    """Whether readers saw `document` once, and do not any more."""
    due = max(document.instant, document.embargo)
    return not release.everything and not document.draft and due < document.expires <= release.now


def released(documents: Iterable[Document], release: Release) -> tuple[Document, ...]:
    """Those that may be seen, in their order, with what of them may be."""
    return tuple(
        as_released(document, release)
        if document.live or document.corrections or document.updates
        else document
        for document in documents
        if is_released(document, release)
    )


def as_released(document: Document, release: Release) -> Document:
    """A document without corrections and an update whose time has not come; a retraction then is none yet.

    A live story has the entries whose time has come, and no word of its end before that has. What those entries
    link to and show is then the document's own, as in any other.
    """
    if any(correction.instant > release.now for correction in document.corrections):
        due = tuple(c for c in document.corrections if release.everything or c.instant <= release.now)
        document = msgspec.structs.replace(document, corrections=due)
    if document.updates > release.now and not release.everything:
        document = msgspec.structs.replace(document, updated="", updates=0)
    live = document.live
    if live is None:
        return document
    entries = tuple(e for e in live.entries if release.everything or e.instant <= release.now)
    live = msgspec.structs.replace(live, entries=entries)
    if live.ends > release.now:
        live = msgspec.structs.replace(live, ended="", ends=0)
    whole: tuple[Document | Entry, ...] = (document, *entries)
    return msgspec.structs.replace(
        document,
        live=live,
        links=tuple(link for one in whole for link in one.links),
        pictures=tuple(picture for one in whole for picture in one.pictures),
        bare_pictures=tuple(picture for one in whole for picture in one.bare_pictures),
        anchors=tuple(anchor for one in whole for anchor in one.anchors),
    )


def instants(documents: Iterable[Document]) -> tuple[int, ...]:
    """Every instant at which something appears, goes or ends, in order. Between two of them a site stands still."""
    found: set[int] = set()
    others: list[Document] = []
    for d in documents:
        if d.draft or d.expires or d.updates or d.corrections or d.live:
            others.append(d)
        else:
            found.add(d.embargo if d.embargo > d.instant else d.instant)
    for document in others:
        due, goes = max(document.instant, document.embargo), document.expires
        if not document.draft and (not goes or due < goes):  # else it is never seen
            found.add(due)
            found.add(goes)
            own = [document.updates, *(correction.instant for correction in document.corrections)]
            if document.live:
                own += [document.live.ends, *(entry.instant for entry in document.live.entries)]
            found.update(moment for moment in own if moment > due and (not goes or moment < goes))
    return tuple(sorted(found - {0}))


def next_instant(moments: Sequence[int], now: int) -> int:
    """The first of `moments` after `now`; 0 if there is none."""
    return next((moment for moment in moments if moment > now), 0)
