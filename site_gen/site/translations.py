"""Which translations there are, and whether each was made from its original as it now stands.

Only what a translator translates counts (see `revision_of`): a corrected tag or date makes nothing stale.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

import msgspec

from site_gen.documents.document import Document

State = Literal["original", "current", "stale", "unmarked", "machine", "draft", "missing", "waiting"]
"""How one language of a story stands:

- `original`: the others are made from it
- `current`, `stale`: made from the original as it now is, or as it was once
- `unmarked`: it does not say which state of the original it was made from
- `machine`: a machine made it and nobody has reviewed it; it may be stale, too
- `draft`: readers do not see it yet
- `missing`: there is none
- `waiting`: there is none, and the story itself is a draft
"""
STATES: Final[tuple[State, ...]] = get_args(State)


class Version(msgspec.Struct, frozen=True):
    """One language of a story."""

    lang: str
    states: tuple[State, ...]
    """One; two where a machine's translation is stale as well."""
    document: Document | None = None


class Coverage(msgspec.Struct, frozen=True):
    """A story in all languages of the site."""

    key: str
    original: Document
    versions: tuple[Version, ...]
    """In the order of config.yaml."""


def by_story(documents: Iterable[Document]) -> dict[str, dict[str, Document]]:
    """Key to language to document. Of two files that claim one language, the first path has it."""
    found: dict[str, dict[str, Document]] = {}
    for document in sorted(documents, key=lambda d: (d.key, d.path)):
        found.setdefault(document.key, {}).setdefault(document.lang, document)
    return found


def original_of(versions: Mapping[str, Document], codes: Sequence[str]) -> Document:
    """The version that the others are made from: one without `translates`, in the order of `codes`."""
    ordered = [versions[code] for code in codes if code in versions]
    return next((document for document in ordered if not document.translates), ordered[0])


def is_stale(document: Document, versions: Mapping[str, Document]) -> bool:
    """Whether no other version has the text that `document` says it was made from."""
    others = (other.revision for other in versions.values() if other is not document)
    return bool(document.translates) and document.translates not in others


def coverage(documents: Iterable[Document], codes: Sequence[str]) -> tuple[Coverage, ...]:
    """Every story in every language, the newest first; pages that are no news at the end."""
    found = []
    for key, versions in by_story(documents).items():
        original = original_of(versions, codes)
        waiting = all(document.draft for document in versions.values())
        found.append(
            Coverage(
                key, original, tuple(_version(code, versions, original, waiting=waiting) for code in codes)
            )
        )
    return tuple(sorted(found, key=lambda story: (-story.original.instant, story.key)))


def _version(code: str, versions: Mapping[str, Document], original: Document, *, waiting: bool) -> Version:
    document = versions.get(code)
    if document is None:
        return Version(code, ("waiting",) if waiting else ("missing",))
    if document.draft:
        return Version(code, ("draft",), document)
    states: list[State] = []
    if document is not original and not document.machine and not document.translates:
        states.append("unmarked")
    if is_stale(document, versions):
        states.append("stale")
    if document.machine:
        states.append("machine")
    if not states:
        states.append("original" if document is original else "current")
    return Version(code, tuple(states), document)
