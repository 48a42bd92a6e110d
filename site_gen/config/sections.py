"""The sections of a site."""

from collections.abc import Mapping, Sequence
from typing import Final

from site_gen.config.languages import FOLDERS
from site_gen.config.values import Language, Section
from site_gen.safe_yaml import Fields
from site_gen.slugs import SLUG, slug_of

_PAGES: Final = (*FOLDERS, "search")
"""Words of an edition's addresses that are pages by themselves: `/id/tag/`."""


def read_sections(
    fields: Fields, languages: Sequence[Language]
) -> tuple[tuple[Section, ...], dict[str, int]]:
    """The sections, and the line of each by its id. What is wrong with them is complained of."""
    found, lines = [], {}
    codes = tuple(language.code for language in languages)
    own = {(x.code, getattr(x.words, word)): word for x in languages for word in _PAGES}
    inner = fields.fields("sections")
    taken: dict[tuple[str, str], str] = {}
    for name, where in inner.mapping.keys.items() if inner else ():
        assert inner is not None
        if name not in inner:
            inner.complain(
                where, f'the section "{name}" has no name', f"Write {name}: {{{codes[0]}: its name}}."
            )
        section = inner.fields(name)
        if section is None:
            continue
        if not SLUG.fullmatch(name):
            fields.complain(
                where, f'the section "{name}"', "Its id has lower-case letters, digits and hyphens only."
            )
        section.known([*codes, "slug", "description"])
        names = {code: name_in for code in codes if (name_in := section.text(code))}
        if not names:
            section.complain(where, f'the section "{name}" has no name', f"Add: {codes[0]}: its name.")
        own_slugs = section.per_language("slug", codes)
        slugs = {}
        for code in codes:
            slug = own_slugs.get(code) or slug_of(names.get(code, name), code) or name
            if not SLUG.fullmatch(slug):
                section.complain(
                    section.where("slug"), f'the slug "{slug}"', "Lower-case letters, digits and hyphens."
                )
            if taken.setdefault((code, slug), name) != name:
                section.complain(
                    section.where("slug") if "slug" in section else where,
                    f'the sections "{taken[code, slug]}" and "{name}" have one address, /{code}/{slug}/',
                    "Give one of them another slug: slug: …",
                )
            if word := own.get((code, slug)):
                section.complain(
                    section.where("slug") if "slug" in section else where,
                    f'the section "{name}" has an address of the site\'s own, /{code}/{slug}/',
                    f"Give it another slug: slug: …, or that page another word: words: {{{word}: …}}.",
                )
            slugs[code] = slug
        found.append(Section(name, filled(names, codes), slugs, section.per_language("description", codes)))
        lines[name] = where.line
    return tuple(found), lines


def filled(texts: Mapping[str, str], codes: tuple[str, ...]) -> dict[str, str]:
    """`texts` with every language: where one is missing, the first there is."""
    first = next((texts[code] for code in codes if texts.get(code)), "")
    return {code: texts.get(code) or first for code in codes}
