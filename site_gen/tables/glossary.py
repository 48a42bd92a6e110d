"""Terms and names in every language of the site: `content/glossary.yaml` over the shipped base.

A tag, a place in a dateline and a name in a text are looked up here, so that `AS`, `Amerika` and
`Amerika Serikat` are one term with one page an edition.

The project's file is YAML, read strictly. The base is a few tables of tab-separated lines, because it is
read at every start: some thousand entries take 3 ms this way and 180 ms as YAML.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec

from site_gen.errors import Location, Problem, SiteError, nearest, nearest_or_all
from site_gen.safe_yaml import DATA_FILE, Fields, Scalar, Sequence, read_yaml
from site_gen.tables.entries import check_id, slugs_of

TermType = Literal["person", "place", "organisation", "topic"]
TERM_TYPES: tuple[TermType, ...] = ("person", "place", "organisation", "topic")

BASE: Final[dict[str, TermType]] = {
    "countries": "place",
    "regions": "place",
    "cities": "place",
    "organisations": "organisation",
    "indonesia": "place",
    "persons": "person",
    "topics": "topic",
}
"""The tables of the shipped base and the type of what each lists. The first that claims a spelling has it."""

_FOLDER: Final = Path(__file__).parent.parent / "_data" / "glossary"
_TO_SPACES: Final = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})
_LINES_TO_SPACES: Final = {**_TO_SPACES, ord("\n"): "\n"}


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
    descriptions: dict[str, str] = {}
    """Language to what is said of it on its page."""

    def name_in(self, lang: str, fallback: str = "") -> str:
        """The name in `lang`, else in `fallback`, else in the first language there is."""
        return self.names.get(lang) or self.names.get(fallback) or next(iter(self.names.values()), self.id)


def fold(name: str) -> str:
    """What two spellings of one name have in common: case, accents, hyphens and spacing do not count."""
    if name.isascii():
        return " ".join(name.lower().translate(_TO_SPACES).split())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def _folded(names: list[str]) -> list[str]:
    """`fold` of each name. ASCII names are folded in one stroke: ten thousand in 3 ms, not in 10."""
    lines = "\n".join([name if name.isascii() else "" for name in names])
    lines = re.sub("  +", " ", lines.lower().translate(_LINES_TO_SPACES))
    folded = lines.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")
    if len(folded) != len(names):  # a name of several lines
        return [fold(name) for name in names]
    return [line if name.isascii() else fold(name) for line, name in zip(folded, names, strict=True)]


class Glossary:
    """The table, by id and by folded spelling. Of entries with one id or one spelling, the first has it."""

    def __init__(self, entries: Iterable[Entry] | Callable[[], Iterable[Entry]]) -> None:
        self._given = entries

    @functools.cached_property
    def entries(self) -> dict[str, Entry]:
        """By id."""
        # As with the index: not before it is asked for.
        found: dict[str, Entry] = {}
        for entry in self._given() if callable(self._given) else self._given:
            found.setdefault(entry.id, entry)
        return found

    @property
    def by_name(self) -> dict[str, str]:
        """Folded name, alias or id to id. The first entry that claims a spelling keeps it."""
        return self._index[0]

    def find(self, name: str) -> Entry | None:
        """The entry of which `name` is the id, a name in any language or another spelling."""
        found = self.by_name.get(fold(name))
        return self.entries[found] if found else None

    def claims(self, name: str) -> tuple[Entry, ...]:
        """All entries that `name` may mean, the one that `find` returns first.

        Two parties are called Partai Demokrat: the text around the name tells which is meant, if anything.
        """
        first, others = self.by_name.get(fold(name)), self._index[1].get(fold(name), [])
        return tuple(self.entries[found] for found in (first, *others) if found)

    @functools.cached_property
    def _index(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        # Made when first asked for: many builds look up nothing, and this is the larger half of the work.
        owners: list[str] = []
        spellings: list[str] = []
        for entry in self.entries.values():
            claimed = _spellings(entry)
            spellings += claimed
            owners += [entry.id] * len(claimed)
        first: dict[str, str] = {}
        others: dict[str, list[str]] = {}
        for folded, owner in zip(_folded(spellings), owners, strict=True):
            holder = first.setdefault(folded, owner)
            if holder != owner and owner not in others.setdefault(folded, []):
                others[folded].append(owner)
        return first, others


def _spellings(entry: Entry) -> tuple[str, ...]:
    return (*entry.names.values(), *entry.aliases, entry.id)


@functools.cache
def load_base() -> tuple[Entry, ...]:
    """The entries that ship with site_gen, in Indonesian and English."""
    found = []
    for table, kind in BASE.items():
        text = (_FOLDER / f"{table}.tsv").read_text("utf-8")
        for line in text.split("\n"):
            if line and line[0] != "#":
                id_, indonesian, english, aliases, section = line.split("\t")
                names = {"id": indonesian, "en": english or indonesian}
                found.append(
                    Entry(id_, kind, names, {}, tuple(aliases.split("|")) if aliases else (), section)
                )
    return tuple(found)


@functools.cache
def ordinary_words() -> frozenset[str]:
    """Folded names of the base that are ordinary words, too (`Lima`, `Antara`, `Reunion`).

    `find` knows them like any other; who looks for names in running text asks for more than the word.
    """
    lines = (_FOLDER / "ordinary_words.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and line[0] != "#")


def over_base(project: Iterable[Entry] = ()) -> Glossary:
    """The project's entries, and the base under them.

    An entry of the project that has the id of one in the base, or its type and one of its names, takes its
    place: its names, slugs and section count, and the other spellings go on finding it unless another
    entry of the project claims them.
    """
    return Glossary(functools.partial(_over_base, tuple(project)))


def _over_base(own: tuple[Entry, ...]) -> tuple[Entry, ...]:
    base = load_base()
    if not own:
        return base
    claimed = set(_folded([spelling for entry in own for spelling in _spellings(entry)]))
    named = {(entry.type, fold(name)): entry.id for entry in own for name in entry.names.values()}
    owners = {entry.id: entry.id for entry in own}
    pairs = [(entry, name) for entry in base for name in entry.names.values()]
    for (entry, _), folded in zip(pairs, _folded([name for _, name in pairs]), strict=True):
        if owner := named.get((entry.type, folded)):
            owners.setdefault(entry.id, owner)
    inherited: dict[str, list[str]] = {}
    for entry in base:
        if owner := owners.get(entry.id):
            spare = (s for s in (*entry.names.values(), *entry.aliases) if fold(s) not in claimed)
            inherited.setdefault(owner, []).extend(dict.fromkeys(spare))
    under = (entry for entry in base if entry.id not in owners)
    over = (
        msgspec.structs.replace(e, aliases=(*e.aliases, *inherited[e.id])) if e.id in inherited else e
        for e in own
    )
    return (*over, *under)


def read_glossary(
    text: str,
    path: str,
    languages: Iterable[str],
    sections: Collection[str] | None = None,
    base: Glossary | None = None,
) -> tuple[list[Entry], list[Problem]]:
    """The entries of a project's glossary file, and what is wrong with it.

    Each key is an id; under it stand `type`, the name under each language's code or one `name` for all of
    them, and, if need be, `aliases`, `section`, `slug` and `description`:

        tiongkok:
          type: place
          id: China
          en: China
          aliases: [Tiongkok, RRT]
          section: internasional

    An entry with a mistake is left out. With `sections`, a section that is none of them is a mistake. With
    `base`, a spelling that another term of the base loses to an entry gives a warning.
    """
    problems: list[Problem] = []
    try:
        mapping = read_yaml(text, path, limits=DATA_FILE)
    except SiteError as error:
        return [], list(error.problems)
    codes = tuple(languages)
    found: list[Entry] = []
    warnings: list[Problem] = []
    claims: dict[str, tuple[str, Location]] = {}
    for name, fields in Fields(mapping, problems).each():
        before = len(problems)
        entry = _entry(name, mapping.keys[name], fields, codes, sections)
        for spelling, where in _claimed(name, mapping.keys[name], fields, codes):
            if not (folded := fold(spelling)):
                fields.complain(where, f'no letter or digit in "{spelling}"', "Write a name.")
            elif (first := claims.setdefault(folded, (name, where)))[0] != name:
                fields.complain(
                    where,
                    f'"{spelling}" is also a spelling of {first[0]} (line {first[1].line})',
                    "A spelling finds one term; delete one of the two.",
                )
            elif base and entry and (other := base.find(spelling)) and not _same(entry, other):
                message = f'"{spelling}" finds {other.id} ({other.name_in(codes[0])}) in the base glossary'
                hint = f"Your entry wins. If both are one {entry.type}, give yours the id {other.id}."
                warnings.append(Problem(where, message, hint, fatal=False))
        if entry is not None and len(problems) == before:
            found.append(entry)
    return found, problems + warnings


def _same(entry: Entry, other: Entry) -> bool:
    """Whether `entry` takes the place of `other`: see `over_base`."""
    names = {fold(name) for name in entry.names.values()}
    named_alike = entry.type == other.type and any(fold(name) in names for name in other.names.values())
    return entry.id == other.id or named_alike


def _entry(
    name: str, where: Location, fields: Fields, codes: tuple[str, ...], sections: Collection[str] | None
) -> Entry | None:
    fields.known(["type", "name", *codes, "slug", "aliases", "section", "description"])
    check_id(name, where, fields)
    kind = _type(fields, where)
    shared = fields.text("name")
    names = {code: text for code in codes if (text := fields.text(code) or shared)}
    if not names:
        fields.complain(
            where, f"{name} has no name", f"Add `name: …`, or one for each language: {', '.join(codes)}."
        )
    slugs = slugs_of(fields, codes)
    section = fields.text("section")
    if section and sections is not None and section not in sections:
        close = nearest(section, sections)
        fields.complain(
            fields.where("section"),
            f'unknown section "{section}"',
            f'Did you mean "{close}"?'
            if close
            else f"Declared in config.yaml: {', '.join(sections) or 'none'}.",
        )
    if kind is None:
        return None
    said = fields.per_language("description", codes)
    return Entry(name, kind, names, slugs, fields.texts("aliases"), section, said)


def _type(fields: Fields, where: Location) -> TermType | None:
    word = fields.text("type")
    for kind in TERM_TYPES:
        if word == kind:
            return kind
    if word:
        hint = nearest_or_all(word, TERM_TYPES)
        fields.complain(fields.where("type"), f'unknown type "{word}"', hint)
    elif not isinstance(fields.node("type"), Sequence):
        kinds = ", ".join(TERM_TYPES)
        fields.complain(where, f"{fields.name[:-1]} has no type", f"Add `type:` and one of: {kinds}.")
    return None


def _claimed(
    name: str, where: Location, fields: Fields, codes: tuple[str, ...]
) -> Iterator[tuple[str, Location]]:
    """Every spelling of one entry and where it stands."""
    yield name, where
    for key in ("name", *codes, "aliases"):
        node = fields.node(key)
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar) and not item.empty:
                yield item.text.strip(), item.where
