"""The one gate: which documents a reader may see at an instant.

What does not pass is gone before tags, counts, neighbours, related stories, feeds and pictures are
thought of, so no later stage can let a word of it out.
"""

from collections.abc import Iterable, Sequence

from site_gen.documents.document import Document
from site_gen.site.values import Release


def is_released(document: Document, release: Release) -> bool:
    """Whether `document` may be seen."""
    if release.everything:
        return True
    if document.draft or max(document.instant, document.embargo) > release.now:
        return False
    return not document.expires or release.now < document.expires


def released(documents: Iterable[Document], release: Release) -> tuple[Document, ...]:
    """Those that may be seen, in their order."""
    return tuple(document for document in documents if is_released(document, release))


def instants(documents: Iterable[Document]) -> tuple[int, ...]:
    """Every instant at which some document appears or goes, in order. Between two of them a site stands still."""
    found = set()
    for document in documents:
        due, goes = max(document.instant, document.embargo), document.expires
        if not document.draft and (not goes or due < goes):  # else it is never seen
            found.add(due)
            found.add(goes)
    return tuple(sorted(found - {0}))


def next_instant(moments: Sequence[int], now: int) -> int:
    """The first of `moments` after `now`; 0 if there is none."""
    return next((moment for moment in moments if moment > now), 0)
