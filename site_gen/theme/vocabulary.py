"""The words a template may use beside its inputs: few, pure, and known before anything is rendered.

A function is a word of its own only where it is called: `date(date, "day")` writes the field `date` with
the function `date`. Filters are those of Jinja that depend on nothing but their value; `safe` and its like
are not among them, and neither is anything random.
"""

from typing import Final

import msgspec


class Function(msgspec.Struct, frozen=True):
    """A function of the templates."""

    call: str
    """How it is called."""
    meaning: str


FUNCTIONS: Final[dict[str, Function]] = {
    "t": Function(
        't("key", name=value)',
        "The words under `key` in the page's language, with `{name}` filled in. With `n=…` of a plural, the "
        "form that the number asks for.",
    ),
    "date": Function(
        'date(date, "day")',
        "A date in one of the styles below. It tells no more than the date does: a day has no time.",
    ),
    "number": Function("number(n)", "A whole number with the language's marks between thousands."),
    "url": Function(
        "url(card.url)",
        "An address as it stands in `href` or `src`: checked, percent-encoded, with the path of `base_url` "
        "before it. Every address goes through it.",
    ),
    "asset": Function('asset("css/NAME.css")', "The published address of a file in `static/`."),
    "lang_name": Function(
        "lang_name(card.lang)",
        'A language\'s name in the language of the page; `lang_name("en", "en")` is its name in itself.',
    ),
    "json_ld": Function(
        "json_ld(head.structured)", 'Structured data, for `<script type="application/ld+json">`.'
    ),
    "opening": Function(
        "opening(body)",
        "The first words of a text, plain, some 160 characters: what search results may say of a story that has no "
        "summary.",
    ),
    "pick": Function(
        "pick(card.mark, 5)",
        "A number from 0 to 4 that belongs to the story; `pick(card.mark, 5, 1)` draws another. For patterns "
        "that stand in for a picture.",
    ),
    "range": Function("range(3)", "The numbers 0, 1, 2, to be gone through with `for`."),
    "namespace": Function("namespace(seen=0)", "A value that a `for` may change: `{% set ns.seen = 1 %}`."),
}
"""Every function that a template may call."""

LITERAL: Final = ("t", "asset")
"""Functions whose first argument is a text in quotes, so that a layout's closure is known without guessing."""

FILTERS: Final[list[str]] = (  # noqa: SIM905 - read as a paragraph
    "abs batch capitalize count default dictsort escape first groupby indent int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string sum tojson "
    "trim truncate unique upper urlencode wordcount"
).split()

TESTS: Final[list[str]] = (  # noqa: SIM905
    "boolean defined divisibleby eq equalto even false ge gt greaterthan in iterable le lessthan lower lt "
    "mapping ne none number odd sameas sequence string true undefined upper == != > >= < <="
).split()


def is_inward(name: str) -> bool:
    """Whether a field of this name leads inside of the program. The `format` of a text reads any: `"{0.__class__}"`."""
    return name.startswith("_") or name in ("format", "format_map")
