"""Values of one text: a ValueError says what is wrong with it, and on the next line what to do."""

import re
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from site_gen.config.values import FILE_NAME
from site_gen.slugs import SLUG

_PERMALINK_FIELDS: Final = {"lang", "year", "month", "day", "slug", "section"}


def base_url(text: str) -> str:
    """A web address in ASCII that everything can be put behind, without a slash at its end."""
    hint = "Write it as in: https://example.org or https://example.org/news"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"base_url is no web address: {error}\n{hint}") from None
    if "@" in parts.netloc:
        raise ValueError(
            "base_url holds a user name or password\nDelete it: it would be printed on every page."
        )
    path = parts.path.rstrip("/")
    odd = re.search(r"[\s<>\"'\\^`{|}]", text) or re.search(r"/\.{0,2}(/|$)", path)
    if parts.scheme not in ("http", "https") or not host or odd or parts.query or parts.fragment:
        raise ValueError(f"base_url is no web address\n{hint}")
    if not text.isascii():
        raise ValueError(
            f"base_url is not in ASCII\nWrite a host's xn--… form, and other letters as %C3%A9. {hint}"
        )
    return text.rstrip("/")


def timezone(text: str) -> str:
    """A name of the tz database."""
    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        raise ValueError(
            f'unknown timezone "{text}"\nA name of the tz database: Asia/Jakarta, Europe/London.'
        ) from None
    return text


def slug(text: str) -> str:
    """A word of an address."""
    if not SLUG.fullmatch(text):
        raise ValueError(f'"{text}" may hold lower-case letters, digits and hyphens only\nRename it.')
    return text


def output(text: str) -> str:
    """A folder inside the project that is none of its sources."""
    parts = text.rstrip("/").split("/")
    if any(not part.isprintable() or part[:1] in ("", ".", "~") or "\\" in part for part in parts):
        raise ValueError(
            f'output "{text}" is not a folder inside the project\nWrite a plain name, such as public.'
        )
    if parts[0].casefold() in ("content", "seeds", "themes", "theme", "static", "site_gen", FILE_NAME):
        raise ValueError(
            f'output "{text}" would lie in {parts[0]}/\nWrite a name of its own, such as public.'
        )
    return "/".join(parts)


def permalink(text: str) -> str:
    """The pattern of a story's address."""
    names = re.findall(r"\{([^{}]*)\}", text)
    unknown = [name for name in names if name not in _PERMALINK_FIELDS]
    if unknown or not {"lang", "slug"} <= set(names):
        known = ", ".join(sorted(_PERMALINK_FIELDS))
        raise ValueError(f'permalink "{text}"\nIt needs {{lang}} and {{slug}}; known are {known}.')
    if (
        not text.startswith("/")
        or not text.endswith("/")
        or not re.fullmatch(r"([a-z0-9/-]|\{[a-z]+\})+", text)
        or "//" in text
    ):
        raise ValueError(
            f'permalink "{text}"\nIt begins and ends with / and holds lower-case letters and hyphens.'
        )
    return text
