"""What the glossary says of the words in files: tags as terms, and datelines in every language."""

from collections.abc import Callable, Collection

import msgspec

from site_gen.config import Config
from site_gen.site.terms import tag_terms
from site_gen.site.values import Term
from site_gen.tables.exonyms import place_in
from site_gen.tables.glossary import Glossary

Dateline = tuple[str, str]
"""A dateline and the language that it is written in."""


class Names(msgspec.Struct, frozen=True):
    """What the glossary says of the words in files."""

    tags: dict[str, Term]
    """Every tag, by the text that a file has for it."""
    places: dict[Dateline, dict[str, str]]
    """Every dateline as each language has it."""


LookUp = Callable[[Collection[str], Collection[Dateline], Glossary, Config], Names]


def look_up(
    tags: Collection[str], datelines: Collection[Dateline], glossary: Glossary, config: Config
) -> Names:
    """The names of all tags, and of the places that stories were filed from."""
    places = {
        (dateline, lang): {code: place_in(dateline, glossary, lang, code) for code in config.codes}
        for dateline, lang in datelines
    }
    return Names(tag_terms(tags, glossary, config), places)
