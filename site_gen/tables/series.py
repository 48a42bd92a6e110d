"""The paper's series: `content/series.yaml`, what each is called and whether its stories are counted.

A story says `series: ID`. Of a series in parts each story is "part 3"; of a running story, which nobody knows
the end of, each leads to the one list that has the newest on top.
"""

from collections.abc import Iterable

import msgspec

from site_gen.errors import Location, Problem, SiteError, nearest
from site_gen.safe_yaml import DATA_FILE, Fields, read_yaml
from site_gen.tables.entries import check_id, names_of, slugs_of


class Series(msgspec.Struct, frozen=True):
    """One series."""

    id: str
    """What front matter has: lower-case letters, digits and hyphens."""
    names: dict[str, str]
    """In every language of the site."""
    slugs: dict[str, str] = {}
    """Language to slug, where it is not simply made of the name."""
    descriptions: dict[str, str] = {}
    running: bool = False
    """Whether it is a running story: its stories are not counted."""


class SeriesTable:
    """Every series of the paper, by id."""

    def __init__(self, series: Iterable[Series] = ()) -> None:
        self.by_id = {one.id: one for one in series}

    def meant_by(self, word: str) -> str:
        """The id of the series that `word` was probably meant to be, by id or by name; else empty."""
        ids = {spelling.casefold(): one.id for one in self.by_id.values() for spelling in one.names.values()}
        ids |= {id_: id_ for id_ in self.by_id}
        return ids.get(nearest(word, ids), "")


def read_series(text: str, path: str, codes: tuple[str, ...]) -> tuple[list[Series], list[Problem]]:
    """The series of the file, and what is wrong with it.

    An entry with a mistake is there as far as it can be read: its stories shall not be complained of as well.

    Each key is an id; under it stand `name` and, if need be, `description`, `slug` (each one text, or one for
    each language) and `running`:

        kota-yang-tenggelam:
          name: {id: Kota yang Tenggelam, en: The Sinking City}
          description: {id: Lima bulan di pesisir utara., en: Five months on the north coast.}
    """
    problems: list[Problem] = []
    try:
        mapping = read_yaml(text, path, limits=DATA_FILE)
    except SiteError as error:
        return [], list(error.problems)
    found: list[Series] = []
    for name, fields in Fields(mapping, problems).each():
        found.append(_series(name, mapping.keys[name], fields, codes))
    return found, problems


def _series(name: str, where: Location, fields: Fields, codes: tuple[str, ...]) -> Series:
    fields.known(("name", "description", "slug", "running"))
    check_id(name, where, fields)
    return Series(
        id=name,
        names=names_of(name, where, fields, codes),
        slugs=slugs_of(fields, codes),
        descriptions=fields.per_language("description", codes),
        running=fields.flag("running"),
    )
