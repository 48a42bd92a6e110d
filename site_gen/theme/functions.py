"""The functions that a template may call, in one language: pure, and the same for all pages of it."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, Final
from urllib.parse import quote

from site_gen.config import Config, Language
from site_gen.digest import digest_bytes
from site_gen.theme.dates import Calendar
from site_gen.theme.escaping import Written
from site_gen.theme.loading import Theme
from site_gen.theme.strings import Speech

_REMEMBERED: Final = 5_000
"""What comes again and again are the addresses of lists, not those of stories: 5,000 are 2 MB."""
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"
_SIMPLE: Final = re.compile(r"(https?://[a-z0-9.-]+)?/(?!/)[a-z0-9._/-]*", re.A)
"""An address that stands in a page as it is: of many thousand all but a few."""
_SCHEME: Final = re.compile(r"(?:https?://[^/]|mailto:.)", re.I)


class Address(Written):
    """An address that `url` has made: given to it again, it stays as it is."""

    __slots__ = ()


class Addresses:
    """`url`: each address that a template writes, checked and ready to stand in `href`."""

    def __init__(self, base_path: str) -> None:
        self.base_path = quote(base_path, _KEPT)
        self.known: dict[str, Address] = {}

    def url(self, address: str) -> Address:
        """`address_of`, remembered."""
        if type(address) is Address:
            return address
        made = self.known.get(address)
        if made is None:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
            made = self.known[address] = Address(address_of(address, self.base_path))
        return made


def address_of(address: str, base_path: str = "") -> str:
    """`address` as it stands in a page: percent-encoded, with the path of `base_url` before it.

    Site-absolute addresses (`/id/`), fragments (`#top`) and http, https and mailto are let through; a
    ValueError for anything else, such as a script or `//host`.
    """
    if not isinstance(address, str):
        raise TypeError(f"{type(address).__name__} is no address")
    if simple := _SIMPLE.fullmatch(address):
        return address if simple[1] else base_path + address
    if address.startswith("/") and not address.startswith("//"):
        return base_path + quote(address, _KEPT)
    if address.startswith("#") or _SCHEME.match(address):
        return quote(address, _KEPT)
    raise ValueError(f'"{address}" is no address' if address else "an empty address")


def pick(mark: str, n: int, k: int = 0) -> int:
    """A number from 0 to `n` - 1 that belongs to `mark`; its `k`-th draw."""
    return int(digest_bytes(f"{mark} {k}".encode()), 16) % n


_OPENING: Final = 160
"""Characters that search results show under a headline."""
_PARAGRAPH: Final = re.compile(r"<p>(.*?)</p>", re.S)
_TAG: Final = re.compile("<[^>]*>")


def opening(body: str) -> str:
    """The first words of a text, plain: its first paragraphs, cut between two words. `body` is sanitised HTML."""
    text = ""
    for paragraph in _PARAGRAPH.finditer(body):
        text = f"{text} {' '.join(unescape(_TAG.sub('', paragraph[1])).split())}".strip()
        if len(text) > _OPENING:
            whole, _, _ = text[: _OPENING + 1].rpartition(" ")
            return (whole.rstrip(",;:–—- ") or text[:_OPENING]) + " …"
    return text


def functions(theme: Theme, config: Config, lang: str) -> Mapping[str, Callable[..., Any]]:
    """Every function of `vocabulary.FUNCTIONS` in the language `lang`."""
    from jinja2.utils import Namespace

    from site_gen.theme.markup import json_ld

    language = config.language(lang)
    calendar = Calendar(
        language.locale, language.date_format, language.day_format, language.time_format, config.timezone
    )
    addresses = Addresses(config.base_path)
    return {
        "t": Speech(theme.strings[lang], calendar.number, calendar.form).t,
        "date": calendar.date,
        "number": calendar.number,
        "url": addresses.url,
        "asset": {asset.name: addresses.url(asset.url) for asset in theme.assets}.__getitem__,
        "lang_name": language_names(config, language),
        "json_ld": json_ld,
        "opening": opening,
        "pick": pick,
        "range": range,
        "namespace": Namespace,
    }


def language_names(config: Config, home: Language) -> Callable[..., Written]:
    """`lang_name`: what a language of the site is called.

    `lang_name("en")` is its name in the language of the page, by CLDR; `lang_name("en", "en")` its name in
    itself, as config.yaml has it.
    """
    own = {language.code: Written(language.name) for language in config.languages}
    names: dict[str, Written] = {}

    def lang_name(code: str, lang: str = "") -> Written:
        if lang == code:
            return own[code]
        if code not in names:
            names[code] = Written(_name_in(code, home.locale) or own[code])
        return names[code]

    return lang_name


def _name_in(code: str, locale: str) -> str | None:
    """CLDR's name of a language in the language of `locale`; None if it has none."""
    from babel import Locale, UnknownLocaleError  # loads two languages: 10 ms that few pages need

    try:
        return Locale.parse(code, sep="-").get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        return None
