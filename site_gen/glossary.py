"""Terms and names in every language of the site: `content/glossary.yaml` over the shipped base.

A tag, a place in a dateline and a name in a text are looked up here, so that `AS`, `Amerika` and
`Amerika Serikat` are one term with one page an edition.
"""

import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

TermType = Literal["person", "place", "organisation", "topic"]
TERM_TYPES: tuple[TermType, ...] = ("person", "place", "organisation", "topic")


class Entry(msgspec.Struct, frozen=True):
    """One term of the table."""

    id: str
    """The term's identity: lower-case letters, digits and hyphens. Never shown."""
    type: TermType
    names: dict[str, str]
    """Language to name. A language that is not here uses any of the others (see `name_in`)."""
    slugs: dict[str, str] = {}
    """Language to slug, where it is not simply made of the name."""
    aliases: tuple[str, ...] = ()
    """Other spellings: abbreviations, short forms, old names. They find the term and are never shown."""
    section: str = ""
    """The section that a story with this term probably belongs to; empty where it tells nothing."""

    def name_in(self, lang: str, fallback: str = "") -> str:
        """The name in `lang`, else in `fallback`, else in the first language there is."""
        return self.names.get(lang) or self.names.get(fallback) or next(iter(self.names.values()), self.id)


def fold(name: str) -> str:
    """What two spellings of one name have in common: case, accents, hyphens and spacing do not count."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


class Glossary:
    """The table, by id and by folded spelling."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        """By id."""
        self.by_name: dict[str, str] = {}
        """Folded name or alias to id. The first entry that claims a spelling keeps it."""
        for entry in entries:
            self.entries[entry.id] = entry
            for spelling in (*entry.names.values(), *entry.aliases, entry.id):
                self.by_name.setdefault(fold(spelling), entry.id)

    def find(self, name: str) -> Entry | None:
        """The entry of which `name` is the id, a name in any language or another spelling."""
        found = self.by_name.get(fold(name))
        return self.entries[found] if found else None
