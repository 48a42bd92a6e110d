"""The functions that a template may call, in one language: pure, and the same for all pages of it."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from site_gen.config import Config
from site_gen.digest import digest_bytes
from site_gen.theme.dates import Calendar
from site_gen.theme.loading import Theme
from site_gen.theme.strings import Speech

_REMEMBERED: Final = 100_000
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"
_SCHEME: Final = re.compile(r"(?:https?://[^/]|mailto:.)", re.I)


class Address(str):
    """An address that `url` has made: given to it again, it stays as it is."""

    __slots__ = ()


class Addresses(dict[str, Address]):
    """`url`: each address that a template writes, checked and ready to stand in `href`."""

    def __init__(self, base_path: str) -> None:
        super().__init__()
        self.base_path = base_path

    def __missing__(self, address: str) -> Address:
        if type(address) is Address:
            return address
        if len(self) > _REMEMBERED:
            self.clear()
        made = self[address] = Address(address_of(address, self.base_path))
        return made


def address_of(address: str, base_path: str = "") -> str:
    """`address` as it stands in a page: percent-encoded, with the path of `base_url` before it.

    Site-absolute addresses (`/id/`), fragments (`#top`) and http, https and mailto are let through; a
    ValueError for anything else, such as a script or `//host`.
    """
    if address.startswith("/") and not address.startswith("//"):
        return quote(base_path + address, _KEPT)
    if address.startswith("#") or _SCHEME.match(address):
        return quote(address, _KEPT)
    raise ValueError(f'"{address}" is no address' if address else "an empty address")


def pick(mark: str, n: int, k: int = 0) -> int:
    """A number from 0 to `n` - 1 that belongs to `mark`; its `k`-th draw."""
    return int(digest_bytes(f"{mark} {k}".encode()), 16) % n


def functions(theme: Theme, config: Config, lang: str) -> Mapping[str, Callable[..., Any]]:
    """Every function of `vocabulary.FUNCTIONS` in the language `lang`."""
    from jinja2.utils import Namespace

    from site_gen.theme.markup import json_ld

    language = config.language(lang)
    calendar = Calendar(
        language.locale, language.date_format, language.day_format, language.time_format, config.timezone
    )
    addresses = Addresses(config.base_path)
    assets = {asset.name: addresses[asset.url] for asset in theme.assets}
    names = {other.code: other.name for other in config.languages}
    return {
        "t": Speech(theme.strings[lang], calendar.number, calendar.form).t,
        "date": calendar.date,
        "number": calendar.number,
        "url": addresses.__getitem__,
        "asset": assets.__getitem__,
        "lang_name": names.__getitem__,
        "json_ld": json_ld,
        "pick": pick,
        "range": range,
        "namespace": Namespace,
    }
