"""Text as Markdown that shows exactly that text.

Backslashes alone would not do: Python-Markdown does not unescape every one of them (`\\<`, `\\~`, `\\"`,
`\\:`), so what means something to Markdown or to its extensions anywhere in a line becomes a numeric
entity, and a line's first characters are guarded so that no line becomes a list, a heading, a
definition, a footnote or an abbreviation.
"""

import re

_BACKSLASHED = re.compile(r"([\\`*_{}\[\]#])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "~": "&#126;", "^": "&#94;", "|": "&#124;", "=": "&#61;", "$": "&#36;"}
_ENTITY = re.compile("[" + re.escape("".join(_ENTITIES)) + "]")
_AMPERSAND = re.compile(r"&")
_FIRST = re.compile(r"^(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$)|^(?P<sign>[-+:%!?@])")


def escaped(text: str) -> str:
    """One paragraph of plain text, on one line, as Markdown."""
    text = _AMPERSAND.sub("&amp;", text)
    text = _BACKSLASHED.sub(r"\\\1", text)
    text = _ENTITY.sub(lambda found: _ENTITIES[found.group()], text)
    found = _FIRST.match(text)
    if found:
        if found["number"]:
            return f"{found['number']}\\{found['mark']}" + text[found.end() :]
        return f"&#{ord(found['sign'])};" + text[1:]
    return text
