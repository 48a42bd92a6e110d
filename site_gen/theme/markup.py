"""The only place where text becomes HTML: all of it is escaped, but for two things.

The body of a story is HTML, as the prose stage has sanitised it, and structured data is made harmless here.
"""

from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from site_gen.theme.escaping import Written, escaped

_HARMLESS = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def body_html(html: str) -> Markup:
    """The HTML of a Document, as sanitised by `documents.prose`."""
    return Markup(html)


def json_ld(text: str) -> Markup:
    """JSON for a `<script type="application/ld+json">`: nothing in it can end the element or open a comment.

    The characters can only stand inside of JSON's texts, where their escapes mean the same.
    """
    return Markup(text.translate(_HARMLESS))


def printed(value: Any) -> str:
    """What `{{ value }}` writes: texts escaped, numbers as they are, and nothing else.

    A TypeError for None, a truth value, a list or a story: each is a layout's mistake, and readers would
    see `None` or `Card(…)`.
    """
    kind = type(value)
    if kind is str:
        return escaped(value)
    if isinstance(value, Written):
        return value.html
    if kind is Markup:
        return value
    if kind is int or kind is float:
        return str(value)
    if isinstance(value, Undefined):
        return str(value)  # raises what is undefined
    if isinstance(value, str):
        return escaped(value)
    raise TypeError(f"{kind.__name__} cannot be printed; print one of its fields")
