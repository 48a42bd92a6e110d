"""What a browser asks for → the path of an output.

Everything that is served comes from the plan's own list of outputs, so there is no folder to break out of;
what is refused here is refused early, and by rule.
"""

from collections.abc import Container
from typing import Final
from urllib.parse import quote, unquote_to_bytes

import msgspec

BAD: Final = 400
MISSING: Final = 404


class Found(msgspec.Struct, frozen=True):
    """An output."""

    path: str


class Elsewhere(msgspec.Struct, frozen=True):
    """Another address, on this host."""

    url: str


def look_up(asked: str, base_path: str, outputs: Container[str]) -> Found | Elsewhere | int:
    """What stands at `asked`, the path of a request as it was sent; else the status of the answer."""
    try:
        url = unquote_to_bytes(asked.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return BAD
    if not url.startswith("/") or any(ord(character) < 32 or ord(character) == 127 for character in url):
        return BAD
    if any(part.startswith(".") for part in url.split("/")):
        return MISSING
    if base_path and url in ("/", base_path):
        return Elsewhere(base_path + "/")
    if not url.startswith(base_path + "/"):
        return MISSING
    path = url.removeprefix(base_path + "/")
    if (not path or path.endswith("/")) and path + "index.html" in outputs:
        return Found(path + "index.html")
    if path in outputs:
        return Found(path)
    if path + "/index.html" in outputs:
        return Elsewhere(f"{base_path}/{quote(path)}/")
    return MISSING


def address_of(path: str, base_path: str) -> str:
    """The address of an output."""
    url = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return f"{base_path}/{quote(url)}"
