"""A theme's files as they lie on the disk, the project's own over the theme's over those it extends.

    themes/NAME/theme.yaml          what it is, and which theme it extends
    themes/NAME/layouts/*.html      one for each kind of page
    themes/NAME/partials/           what layouts share
    themes/NAME/strings/LANG.yaml   its words in each language
    themes/NAME/static/             style sheets, fonts, scripts, pictures

A file in the project's `theme/` folder takes the place of the theme's file with the same path; strings are
merged key by key.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from site_gen.digest import digest, digest_bytes
from site_gen.errors import ENVIRONMENT, USAGE, Location, Problem, SiteError, nearest, reason
from site_gen.safe_yaml import Fields, read_yaml
from site_gen.shipped import shipped
from site_gen.slugs import SLUG

FOLDERS: Final = ("layouts", "partials", "strings", "static")
OWN: Final = "theme"
"""The folder in which a project keeps its own files for the theme; its layer has the same name."""

_FACTS: Final = "theme.yaml"
SHIPPED: Final = "site_gen:"
"""Before the path of a file that ships."""
_KEYS: Final = ("name", "description", "version", "license", "extends", "languages")
_DEPTH: Final = 8


class ThemeFiles(msgspec.Struct, frozen=True):
    """Everything a theme is made of, as bytes."""

    name: str
    layers: tuple[str, ...]
    """From the top: `theme` if the project has files of its own, the theme, the theme it extends, and so on."""
    files: dict[str, bytes]
    """By path: `layouts/list.html` is the topmost one, `warta/layouts/list.html` that of the layer warta."""
    origins: dict[str, str]
    """The same paths, to what messages call the file: relative to the project where it lies in it."""
    digest: str
    """Of everything above but the origins."""

    def under(self, folder: str) -> list[str]:
        """The paths of the topmost files in `folder`, sorted, without those that only a layer has by name."""
        return sorted(path for path in self.files if path.startswith(folder + "/"))

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """A place in one of the files, for messages."""
        return Location(self.origins[path], line, column)


class _Layer(msgspec.Struct, frozen=True):
    name: str
    origin: str
    files: dict[str, bytes]


_CONFIG: Final = Location("config.yaml")


def read_theme(project: Path, name: str, named: Location = _CONFIG) -> ThemeFiles:
    """The files of the theme `name`: of PROJECT/themes/NAME, else of the theme that ships under this name.

    `named` is where it is asked for, for messages. Raises SiteError if there is no such theme, if its theme.yaml or
    the order of its folders is wrong, or if something in it cannot be read.
    """
    problems: list[Problem] = []
    chain: list[_Layer] = []
    wanted, asked = name, named
    while wanted:
        if wanted in (layer.name for layer in chain):
            message = f'the theme "{wanted}" extends itself'
            raise SiteError(Problem(asked, message, "Delete one `extends:`."), USAGE)
        folder, origin = _find(project, wanted, asked)
        layer = _Layer(wanted, origin, _read(folder, origin, problems))
        chain.append(layer)
        wanted, asked = _extends(layer, problems)
    own = project / OWN
    if own.is_dir():
        layer = _Layer(OWN, OWN, _read(own, OWN, problems))
        problems += _misplaced(own)
        if layer.files:
            chain.insert(0, layer)
    if problems:
        raise SiteError(problems)
    return layered(name, {layer.name: layer.files for layer in chain}, {x.name: x.origin for x in chain})


def layered(name: str, layers: dict[str, dict[str, bytes]], places: dict[str, str]) -> ThemeFiles:
    """ThemeFiles of `layers`, topmost first: each a name and its files; `places` says where each lies."""
    files: dict[str, bytes] = {}
    origins: dict[str, str] = {}
    for layer, own in layers.items():
        for path, data in sorted(own.items()):
            origin = f"{places[layer]}/{path}"
            files[f"{layer}/{path}"], origins[f"{layer}/{path}"] = data, origin
            if path not in files:
                files[path], origins[path] = data, origin
    known = [(path, digest_bytes(data)) for path, data in sorted(files.items())]
    return ThemeFiles(name, tuple(layers), files, origins, digest((name, list(layers), known)))


def _find(project: Path, name: str, asked: Location) -> tuple[Path, str]:
    if not SLUG.fullmatch(name) or name in (*FOLDERS, OWN):
        hint = "A theme's name has lower-case letters, digits and hyphens."
        raise SiteError(Problem(asked, f'"{name}" is no name for a theme', hint), USAGE)
    own, ours = project / "themes" / name, shipped("themes") / name
    if own.is_dir():
        return own, f"themes/{name}"
    if ours.is_dir():
        return ours, f"{SHIPPED}themes/{name}"
    roots = [root for root in (project / "themes", shipped("themes")) if root.is_dir()]
    known = sorted({path.name for root in roots for path in root.iterdir() if path.is_dir()})
    close = nearest(name, known)
    hint = f'Did you mean "{close}"?' if close else f"Known here: {', '.join(known)}."
    raise SiteError(Problem(asked, f'no theme "{name}"', hint), USAGE)


def _read(folder: Path, origin: str, problems: list[Problem]) -> dict[str, bytes]:
    """The files of one layer. What a theme does not consist of (a README, a picture of it) is left alone."""
    files: dict[str, bytes] = {}
    for entry in _listing(folder, origin):
        path = f"{origin}/{entry.name}"
        if entry.name in (*FOLDERS, _FACTS) and _leads_away(entry, path, problems):
            continue
        if entry.is_dir() and entry.name in FOLDERS:
            _walk(Path(entry.path), entry.name, path, files, problems)
        elif entry.is_dir() and (close := nearest(entry.name, FOLDERS)):
            problems.append(Problem(Location(path), "no folder of a theme", f'Did you mean "{close}"?'))
        elif entry.name == _FACTS:
            files[_FACTS] = _bytes(entry, path)
    return files


def _misplaced(own: Path) -> Iterator[Problem]:
    """What lies in the project's `theme/` and would take the place of nothing."""
    for entry in _listing(own, OWN):
        if entry.name not in FOLDERS and not entry.name.upper().startswith(("README", "LICENSE")):
            hint = f"Files lie in it as in a theme: in {', '.join(FOLDERS)}."
            yield Problem(Location(f"{OWN}/{entry.name}"), "takes the place of nothing in the theme", hint)


def _walk(folder: Path, name: str, origin: str, files: dict[str, bytes], problems: list[Problem]) -> None:
    if name.count("/") > _DEPTH:
        problems.append(Problem(Location(origin), f"folders more than {_DEPTH} deep", "Put them less deep."))
        return
    for entry in _listing(folder, origin):
        path = f"{name}/{entry.name}"
        if _leads_away(entry, f"{origin}/{entry.name}", problems):
            continue
        if entry.is_dir():
            _walk(Path(entry.path), path, f"{origin}/{entry.name}", files, problems)
        else:
            files[path] = _bytes(entry, f"{origin}/{entry.name}")


def _leads_away(entry: os.DirEntry[str], origin: str, problems: list[Problem]) -> bool:
    """Whether this is a symbolic link: a theme may be anybody's, and what a link leads to would be published.

    The themes that ship are ours, and may be installed as links.
    """
    if not entry.is_symlink() or origin.startswith(SHIPPED):
        return False
    problems.append(Problem(Location(origin), "a symbolic link", "Put the file itself here."))
    return True


def _listing(folder: Path, origin: str) -> list[os.DirEntry[str]]:
    """The entries of a folder, by name, without what editors, systems and version control leave there."""
    try:
        with os.scandir(folder) as entries:
            found = [e for e in entries if not e.name.startswith(".") and not e.name.endswith(("~", ".swp"))]
    except OSError as error:
        raise SiteError(Problem(Location(origin), f"cannot be read: {reason(error)}"), ENVIRONMENT) from None
    return sorted(found, key=lambda entry: entry.name)


def _bytes(entry: os.DirEntry[str], origin: str) -> bytes:
    try:
        return Path(entry.path).read_bytes()
    except OSError as error:
        raise SiteError(Problem(Location(origin), f"cannot be read: {reason(error)}"), ENVIRONMENT) from None


def _extends(layer: _Layer, problems: list[Problem]) -> tuple[str, Location]:
    """The theme that this one extends, empty if none, and where it says so."""
    path = f"{layer.origin}/{_FACTS}"
    data = layer.files.get(_FACTS)
    if data is None:
        hint = f"Write one, with a line such as: name: {layer.name.capitalize()}"
        problems.append(Problem(Location(path), f"the theme has no {_FACTS}", hint))
        return "", Location(path)
    if b"extends" not in data and _is_text(data):
        return "", Location(path)  # a build of nothing need not load YAML for this
    fields = _facts(path, data, layer.files, problems)
    return (fields.text("extends"), fields.where("extends")) if fields else ("", Location(path))


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def check_facts(files: ThemeFiles) -> list[Problem]:
    """What is wrong with the theme.yaml of each layer."""
    problems: list[Problem] = []
    for layer in files.layers:
        name = f"{layer}/{_FACTS}"
        if layer != OWN and name in files.files:
            own = {path.removeprefix(f"{layer}/"): data for path, data in files.files.items()}
            _facts(files.origins[name], files.files[name], own, problems)
    return problems


def _facts(path: str, data: bytes, files: Mapping[str, bytes], problems: list[Problem]) -> Fields | None:
    """A theme.yaml, checked; `files` are those of its layer."""
    try:
        fields = Fields(read_yaml(data.decode("utf-8-sig"), path), problems)
    except UnicodeDecodeError:
        problems.append(Problem(Location(path), "not UTF-8", "Save it as UTF-8."))
        return None
    except SiteError as error:
        problems.extend(error.problems)
        return None
    origin = path.removesuffix(f"/{_FACTS}")
    fields.known(_KEYS)
    for key in _KEYS:
        for code in fields.texts(key):
            if key == "languages" and f"strings/{code}.yaml" not in files:
                hint = f"Write {origin}/strings/{code}.yaml."
                fields.complain(fields.where(key), f"no strings for {code}", hint)
    return fields
