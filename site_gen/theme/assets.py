"""A theme's static files, published under a name that tells their content.

    static/css/warta.css     → /assets/css/warta.3fa9c1d2.css
    static/root/favicon.ico  → /favicon.ico

A style sheet's own references (`url(…)`, `@import`) are written anew to such names, so its name tells the
content of what it uses too. Hosts may keep these files for ever; those of `root/` keep their names.
"""

import posixpath
import re
from collections.abc import Mapping
from typing import Final

import msgspec

from site_gen.digest import digest_bytes
from site_gen.errors import Problem, nearest
from site_gen.theme.files import ThemeFiles

STATIC: Final = "static/"
ROOT: Final = "root/"


class Asset(msgspec.Struct, frozen=True):
    """One static file."""

    name: str
    """The path below `static/`, which `asset()` takes."""
    path: str
    """In the output folder: `assets/css/warta.3fa9c1d2.css`."""
    url: str
    """Site-absolute, without the path of `base_url`."""
    key: str
    """Digest of the published bytes."""


_NAME: Final = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
_REFERENCE: Final = re.compile(
    r"""/\*.*?(?:\*/|\Z)
      | (?P<import>@import\s+)(?P<q0>["'])(?P<bare>[^"'\n]*)(?P=q0)
      | (?<![\w-])url\(\s*(?:(?P<q>["'])(?P<quoted>(?:\\.|(?!(?P=q)).)*)(?P=q)|(?P<plain>[^"')\s]*))\s*\)
      | (?P<set>(?<![\w-])(?:-webkit-)?image-set\(\s*["'])
      | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'""",
    re.X | re.S | re.I,
)
_MODULE: Final = re.compile(r"""\b(?:from|import)\s*\(?\s*["']\.{0,2}/""")


class _Naming:
    """Assets get their names one after the other, each after those it refers to."""

    def __init__(self, files: ThemeFiles, problems: list[Problem]) -> None:
        self.files, self.problems = files, problems
        self.done: dict[str, Asset] = {}
        self.open: list[str] = []

    def name(self, name: str) -> Asset:
        if name in self.done:
            return self.done[name]
        self.open.append(name)
        data = self.files.files[STATIC + name]
        if name.endswith(".css"):
            data = self.style_sheet(name, data)
        elif name.endswith((".js", ".mjs")) and not name.startswith(ROOT):
            self.check_script(name, data)
        self.open.pop()
        key = digest_bytes(data)
        if name.startswith(ROOT):
            path = name.removeprefix(ROOT)
        else:
            stem, ending = posixpath.splitext(name)
            path = f"assets/{stem}.{key[:8]}{ending}"
        self.done[name] = Asset(name, path, "/" + path, key)
        return self.done[name]

    def style_sheet(self, name: str, data: bytes) -> bytes:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.complain(
                name, data[: error.start].decode("utf-8", "replace"), "not UTF-8", "Save it as UTF-8."
            )
            return data
        urls: dict[str, str] = {}
        for found in _REFERENCE.finditer(text):
            before = text[: found.start()]
            if found["set"]:
                self.complain(name, before, "image-set() of a text", 'Write image-set(url("…") 1x).')
            if target := self.target(name, before, _address(found)):
                urls[target] = self.name(target).path
        return rewritten(name, text, urls)

    def target(self, name: str, before: str, address: str | None) -> str:
        """The asset that an address in a style sheet means; empty if it is none, or none that there is."""
        if not address or address.startswith("#"):
            return ""
        if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", address):
            message = f'"{address[:60]}" is outside of the site'
            hint = "Put the file into static/: the page's Content-Security-Policy blocks what is elsewhere."
            self.complain(name, before, message, hint)
            return ""
        if address.startswith("/") or "\\" in address:
            self.complain(
                name, before, f'"{address}" is no relative address', "Write it as in: ../fonts/x.woff2."
            )
            return ""
        target = _resolve(name, address)
        if STATIC + target not in self.files.files:
            close = nearest(target, (path.removeprefix(STATIC) for path in self.files.under("static")))
            hint = f"Did you mean static/{close}?" if close else ""
            self.complain(name, before, f"no file {STATIC}{target}", hint)
            return ""
        if target in self.open:
            self.complain(
                name, before, f"{' → '.join((*self.open, target))} goes round", "Delete one @import."
            )
            return ""
        return target

    def check_script(self, name: str, data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        if found := _MODULE.search(text):
            self.complain(
                name,
                text[: found.start()],
                "a script that imports another",
                "Published names tell the content: put both into one file.",
            )

    def complain(self, name: str, before: str, message: str, hint: str) -> None:
        where = self.files.at(STATIC + name, before.count("\n") + 1)
        self.problems.append(Problem(where, message, hint))


def _address(found: re.Match[str]) -> str | None:
    for group in ("bare", "quoted", "plain"):
        if found[group] is not None:
            return found[group].strip()
    return None


def _resolve(name: str, address: str) -> str:
    """The asset that the relative `address` in the style sheet `name` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), re.split("[?#]", address)[0]))


def rewritten(name: str, text: str, paths: Mapping[str, str]) -> bytes:
    """The style sheet `name` as published: references to a key of `paths` lead to its published path."""
    home = posixpath.dirname("/" + name.removeprefix(ROOT) if name.startswith(ROOT) else "/assets/" + name)

    def write(found: re.Match[str]) -> str:
        address = _address(found)
        path = paths.get(_resolve(name, address)) if address and not address.startswith("#") else None
        if path is None or address is None:
            return found[0]
        rest = address[len(re.split("[?#]", address)[0]) :]
        new = posixpath.relpath("/" + path, home) + rest
        return f'{found["import"]}"{new}"' if found["import"] else f'url("{new}")'

    return _REFERENCE.sub(write, text).encode()


def name_assets(files: ThemeFiles) -> tuple[dict[str, Asset], list[Problem]]:
    """Every static file of the theme by its name, and what is wrong with their references."""
    problems: list[Problem] = []
    naming = _Naming(files, problems)
    for path in files.under("static"):
        name = path.removeprefix(STATIC)
        if not _NAME.fullmatch(name):
            hint = "Letters from a to z, digits and . _ - only: it becomes part of an address."
            problems.append(Problem(files.at(path), f'the name "{name}"', hint))
        naming.name(name)
    return dict(sorted(naming.done.items())), problems


def asset_bytes(asset: Asset, files: ThemeFiles, assets: Mapping[str, Asset]) -> bytes:
    """What is published of `asset`."""
    data = files.files[STATIC + asset.name]
    if not asset.name.endswith(".css"):
        return data
    return rewritten(asset.name, data.decode("utf-8-sig"), {a.name: a.path for a in assets.values()})


def no_asset(name: str, assets: Mapping[str, Asset]) -> tuple[str, str]:
    """Message and hint for an asset that the theme does not have."""
    close = nearest(name, assets)
    return f"no file {STATIC}{name}", f'Did you mean "{close}"?' if close else "Assets lie in static/."
