"""Writing XML: escaped, and of characters that XML 1.0 allows."""

import re
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'

# https://www.w3.org/TR/xml/#charsets. A feed with a single other character is not read at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> str:
    """`value` as the text of an element or the value of an attribute in double quotes."""
    if "&" in value or "<" in value or ">" in value or '"' in value:
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    # Nothing that is printable is illegal; asking for that takes a tenth of looking for it.
    return value if value.isprintable() else _ILLEGAL.sub("", value)


def element(name: str, content: str = "", **attributes: str) -> str:
    """An element with text. `__` in an attribute's name stands for `:`, empty attributes are left out."""
    pairs = ""
    for key, value in attributes.items():
        if value:
            pairs += f' {key.replace("__", ":")}="{text(value)}"'
    return f"<{name}{pairs}>{text(content)}</{name}>" if content else f"<{name}{pairs}/>"
