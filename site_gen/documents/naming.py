"""Which story a file belongs to, and in which language it is, as far as its path says."""

from collections.abc import Sequence
from typing import Final

import msgspec

CONTENT: Final = "content"
PAGES: Final = "content/pages/"


class Name(msgspec.Struct, frozen=True):
    """What a content file's path says."""

    key: str
    """The story: the path inside `content/` without language and ending."""
    lang: str
    """Empty where the path does not say."""
    name: str
    """The last part of the key."""
    standing: bool


def name_of(path: str, languages: Sequence[str]) -> Name:
    """Key and language of a file in `content/`.

    `STORY/index.LANG.md`, `STORY.LANG.md` and `LANG/…/STORY.md` say their language; `STORY/index.md` and
    `STORY.md` leave it to the front matter.
    """
    inner = path.removeprefix(CONTENT + "/").removesuffix(".md")
    lang = ""
    stem, dot, ending = inner.rpartition(".")
    if dot and ending in languages and not stem.endswith("/"):
        inner, lang = stem, ending
    first, slash, rest = inner.partition("/")
    if not lang and slash and first in languages:
        inner, lang = rest, first
    key = inner.removesuffix("/index") if "/" in inner else inner
    return Name(key, lang, key.rpartition("/")[2], path.startswith(PAGES))
