"""Addresses in prose: which lead out of the site, and the final ones put in.

`read_prose` writes every `<a>` and `<img>` anew, the address first where it leads within the site
(`<a href="…"`, `<img src="…"`) and never first where it leads out of it. In that HTML no text and no
attribute holds a bare `<` or `"`, so these openings occur in tags of ours alone: whatever an author types,
nothing but an internal address can be found, and nothing else is ever replaced.
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

PREFIX: Final = "t-"
"""What every id that comes from content begins with."""

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""Where a link may lead to. Everything else is taken out."""

LINK: Final = '<a href="'
IMAGE: Final = '<img src="'

_NOWHERE: Final = re.compile(r'<a href=""[^>]*>(.*?)</a>', re.DOTALL)
_INTERNAL: Final = re.compile('<(?:a href|img src)="([^"]*)"')


class Resolved(msgspec.Struct, frozen=True, array_like=True):
    """Where an internal address leads."""

    url: str
    """Empty if it leads nowhere."""
    lang: str = ""
    """The language of the page it leads to, where that is not the reader's: printed as `hreflang`. (`lang`
    would be wrong: the words of the link are in the language of the text around it.)"""
    width: int = 0
    """Of a picture, in pixels; 0 if unknown."""
    height: int = 0
    srcset: str = ""
    """Of a picture in several sizes."""
    sizes: str = ""


def is_internal(target: str) -> bool:
    """Whether `target` stays within the site. Browsers read `\\` as `/`: `/\\host` leads out of it."""
    return not (SCHEME.match(target) or target.replace("\\", "/").startswith("//"))


def anchor_id(fragment: str) -> str:
    """The id that `#fragment` means: authors write `#latar-belakang`, the page has `t-latar-belakang`."""
    return fragment if fragment.startswith(PREFIX) else PREFIX + fragment


def escape(text: str) -> str:
    """`text` for an attribute's value or an element's content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def unescape(text: str) -> str:
    """What `escape` and the sanitiser escaped."""
    if "&" not in text:
        return text
    text = text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\xa0")
    return text.replace("&amp;", "&")


def resolve(html: str, targets: Mapping[str, Resolved]) -> str:
    """`html` of a Prose with the final addresses in place of its internal ones.

    A target that `targets` does not hold stays as it is; a link to one without an address becomes its words.
    """
    if not targets or (LINK not in html and IMAGE not in html):
        return html

    def put_in(match: re.Match[str]) -> str:
        found = targets.get(unescape(match.group(1)))
        if found is None:
            return match.group()
        return _link(found) if match.group().startswith(LINK) else _image(found)

    html = _INTERNAL.sub(put_in, html)
    return html if all(found.url for found in targets.values()) else _NOWHERE.sub(r"\1", html)


def _link(found: Resolved) -> str:
    lang = f' hreflang="{escape(found.lang)}"' if found.lang else ""
    return f'{LINK}{escape(found.url)}"{lang}'


def _image(found: Resolved) -> str:
    more = ""
    if found.srcset:
        more += f' srcset="{escape(found.srcset)}"'
        if found.sizes:
            more += f' sizes="{escape(found.sizes)}"'
    if found.width and found.height:
        more += f' width="{found.width:d}" height="{found.height:d}"'
    return f'{IMAGE}{escape(found.url)}"{more} loading="lazy" decoding="async"'
