"""HTML entities as characters."""

import html
import re

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def unescaped(text: str) -> str:
    """`text` with HTML entities as characters, twice where they were escaped twice."""
    if "&" not in text:
        return text
    for _ in range(2):
        again = _ENTITY.sub(_entity, text)
        if again == text:
            break
        text = again
    return text


def _entity(found: re.Match[str]) -> str:
    text = html.unescape(found.group())
    if text == found.group():
        return text
    # What an entity may not bring in: control characters; a no-break space is a space here.
    return " " if text in "\u00a0\u2002\u2003\u2009\t\n" else "".join(c for c in text if c.isprintable())
