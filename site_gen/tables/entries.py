"""What the entries of all tables have: an id, a name in each language, and slugs of their own."""

from collections.abc import Sequence

from site_gen.errors import Location
from site_gen.safe_yaml import Fields
from site_gen.slugs import SLUG, slug_of, slug_problem


def check_id(name: str, where: Location, fields: Fields) -> None:
    """Complain about an id that cannot be one; `where` it stands."""
    if not SLUG.fullmatch(name):
        close = slug_of(name)
        hint = "It has lower-case letters (a to z), digits and single hyphens."
        fields.complain(where, f'"{name}" is no id', f"{hint} Write {close}." if close else hint)


def names_of(name: str, where: Location, fields: Fields, codes: Sequence[str]) -> dict[str, str]:
    """What the entry `name` is called in every language: where nothing is said of one, as in the first that is named."""
    names = fields.names("name", codes)
    if not names:
        fields.complain(where, f"{name} has no name", "Add `name: …`, or one for each language.")
    first = next(iter(names.values()), name)
    return {code: names.get(code) or first for code in codes}


def slugs_of(fields: Fields, codes: Sequence[str]) -> dict[str, str]:
    """The slugs that somebody typed, by language."""
    slugs = fields.per_language("slug", codes)
    for slug in dict.fromkeys(slugs.values()):
        if wrong := slug_problem(slug):
            fields.complain(fields.where("slug"), f'the slug "{slug}"', wrong)
    return slugs
