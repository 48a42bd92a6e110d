"""The paper's people: `content/people.yaml`, who they are and what they do, in every language of the site.

A name in front matter is looked up here, so that `D. Lestari` and `Dewi Lestari` are one person with one page
an edition. Who is not in the table is a name and nothing more.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from site_gen.errors import Location, Problem, SiteError
from site_gen.safe_yaml import DATA_FILE, Fields, Scalar, Sequence, read_yaml
from site_gen.tables.entries import check_id, names_of, slugs_of


class Person(msgspec.Struct, frozen=True):
    """One of the paper's people."""

    id: str
    """Lower-case letters, digits and hyphens. Never shown."""
    names: dict[str, str]
    """In every language of the site."""
    slugs: dict[str, str] = {}
    """Language to slug, where it is not simply made of the name."""
    roles: dict[str, str] = {}
    """What they do, in a word or two: "Reporter"."""
    bios: dict[str, str] = {}
    aliases: tuple[str, ...] = ()
    """Other spellings and initials. They find the person and are never shown."""


class People:
    """The table, by id and by spelling."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.by_id: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        for person in people:
            self.by_id[person.id] = person
            for spelling in (*person.names.values(), *person.aliases, person.id):
                self._by_name.setdefault(same_name(spelling), person)

    def find(self, name: str) -> Person | None:
        """The person whose id, name in any language or other spelling `name` is."""
        return self._by_name.get(same_name(name))


def same_name(name: str) -> str:
    """What two spellings of one name have in common: case and spacing do not count, accents do."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_people(text: str, path: str, codes: tuple[str, ...]) -> tuple[list[Person], list[Problem]]:
    """The people of the file, and what is wrong with it. An entry with a mistake is left out.

    Each key is an id; under it stand `name` and, if need be, `role`, `bio`, `slug` and `aliases`. All but the
    last may be one text, or one for each language:

        dewi-lestari:
          name: Dewi Lestari
          aliases: [D. Lestari, dle]
          role: {id: Penyunting, en: Editor}
          bio: {id: Menyunting rubrik daerah., en: Edits the regional pages.}
    """
    problems: list[Problem] = []
    try:
        mapping = read_yaml(text, path, limits=DATA_FILE)
    except SiteError as error:
        return [], list(error.problems)
    found: list[Person] = []
    claims: dict[str, tuple[str, Location]] = {}
    for name, fields in Fields(mapping, problems).each():
        before = len(problems)
        person = _person(name, mapping.keys[name], fields, codes)
        for spelling, where in _claimed(name, mapping.keys[name], fields):
            first = claims.setdefault(same_name(spelling), (name, where))
            if first[0] != name:
                fields.complain(
                    where,
                    f'"{spelling}" is also a name of {first[0]} (line {first[1].line})',
                    "A name finds one person; write one of the two in another way.",
                )
        if len(problems) == before:
            found.append(person)
    return found, problems


def _person(name: str, where: Location, fields: Fields, codes: tuple[str, ...]) -> Person:
    fields.known(("name", "role", "bio", "slug", "aliases"))
    check_id(name, where, fields)
    return Person(
        id=name,
        names=names_of(name, where, fields, codes),
        slugs=slugs_of(fields, codes),
        roles=fields.per_language("role", codes),
        bios=fields.per_language("bio", codes),
        aliases=fields.texts("aliases"),
    )


def _claimed(name: str, where: Location, fields: Fields) -> Iterator[tuple[str, Location]]:
    """Every spelling of one person and where it stands."""
    yield name, where
    for key in ("name", "aliases"):
        node = fields.node(key)
        values = getattr(node, "values", None)
        nodes = node.items if isinstance(node, Sequence) else values.values() if values else (node,)
        for item in nodes:
            if isinstance(item, Scalar) and not item.empty:
                yield item.text.strip(), item.where
