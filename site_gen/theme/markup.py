"""The only place where text becomes HTML: all of it is escaped, but for two things.

The text of a story is HTML, as the prose stage has sanitised it, and structured data is made harmless here.
"""

from markupsafe import Markup

_HARMLESS = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def body_html(html: str) -> Markup:
    """The HTML of a Document or an Entry, as sanitised by `documents.prose`."""
    return Markup(html)


def written(html: str) -> Markup:
    """What a template has written, which has escaped it."""
    return Markup(html)


def json_ld(text: str) -> Markup:
    """JSON for a `<script type="application/ld+json">`: nothing in it can end the element or open a comment.

    The characters can only stand inside of JSON's texts, where their escapes mean the same.
    """
    if "<" in text or ">" in text or "&" in text or "\u2028" in text or "\u2029" in text:
        text = text.translate(_HARMLESS)
    return Markup(text)
