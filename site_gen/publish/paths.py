"""Which paths may be published, and which get in each other's way.

A site is built on one file system and served from another: what macOS or Windows, a zip file or a
host's upload would fold into one file is a collision here too.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

from site_gen.errors import Location, Problem, printable
from site_gen.publish.values import Output

LONGEST_NAME: Final = 255
"""Bytes of UTF-8 in one name: the limit of every file system in use."""
LONGEST_PATH: Final = 1000
"""Bytes of UTF-8 in a path, so that it still fits below an output folder (macOS stops at 1,024)."""
DOT_NAMES: Final = frozenset({".nojekyll", ".htaccess", ".well-known", ".domains"})
"""The names with a leading dot that hosts read. Others are hidden, or not uploaded at all."""

_FEW: Final = 50
"""New paths that are looked for one by one: 0.5 ms each, of ten thousand stories."""
_LAST: Final[list[tuple[str, ...]]] = []
"""The paths in which nothing was found wrong the last time."""
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
"""Device names of Windows, with any ending."""
_PLAIN: Final = re.compile(r"[a-z0-9_-][a-z0-9_-]{5,99}")
"""Names that need no further look: most folders are long slugs."""


def check_paths(outputs: Iterable[Output], good: Collection[str] = ()) -> list[Problem]:
    """Every output whose path cannot be published, and every two that would share one place.

    Two paths are one if they are equal after NFC and case folding; a file is in the way of a folder of
    its name. Both askers are named. Sorted, and the same in whichever order the outputs come. Paths in which nothing
    was found wrong together are `good`: where they are known, and few are new, this takes a sixth of the time.
    """
    outputs = list(outputs)
    paths = tuple([output.path for output in outputs])
    # Who makes a plan asks, and who publishes it asks again.
    if paths in _LAST or (good and _is_plain_beside(paths, good)) or _is_plain(paths):
        _LAST[:] = [paths]
        return []
    problems: list[Problem] = []
    names: dict[str, str] = {}
    taken: dict[str, Output] = {}
    folders: dict[str, Output] = {"": Output("", "")}
    for output in sorted(outputs, key=lambda output: (output.path, output.source, output.key)):
        fault = _fault(output.path, names)
        if fault:
            problems.append(
                Problem(
                    _where(output),
                    f"{printable(repr(output.path))} cannot be published: {fault}",
                    _asked(output),
                )
            )
            continue
        folded = fold(output.path)
        first = taken.setdefault(folded, output)
        if first is not output:
            problems.append(_collision(first, output))
            continue
        folder = folded.rpartition("/")[0]
        while folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    for folder in folders.keys() & taken.keys():
        problems.append(_file_and_folder(taken[folder], folders[folder]))
    return sorted(set(problems))


def _is_plain_beside(paths: tuple[str, ...], good: Collection[str]) -> bool:
    """Whether nothing is wrong with few new paths, by themselves and beside those that are `good`; False if that is not
    known."""
    every = set(paths)
    new = every.difference(good)
    text = "\n\n".join(["", *paths, ""])  # each between lines of its own: what is counted must not overlap
    if len(new) > _FEW or len(every) < len(paths) or not text.isascii():
        return False
    text = text.lower()
    for path in new:
        place = path.lower()
        if _fault(path, {}) or text.count(f"\n{place}\n") != 1 or f"\n{place}/" in text:
            return False
        while place := place.rpartition("/")[0]:
            if f"\n{place}\n" in text:
                return False
    return True


def _is_plain(paths: tuple[str, ...]) -> bool:
    """Whether nothing at all is wrong: the same rules by whole sets, twice as fast as one by one."""
    names = set("/".join(paths).split("/"))
    if any(map(_fault_of_name, names)) or max(map(len, paths), default=0) * 4 > LONGEST_PATH:
        return False
    files = set(map(fold, paths))
    if len(files) < len(paths):
        return False
    folders = {path.rpartition("/")[0] for path in files}
    while folders - {""}:
        if not folders.isdisjoint(files):
            return False
        folders = {folder.rpartition("/")[0] for folder in folders}
    return True


def _fault(path: str, names: dict[str, str]) -> str:
    """What is wrong with a path by itself, else an empty string. `names` remembers the names looked at."""
    if not path:
        return "it is empty"
    if path.startswith("/"):
        return "it is absolute"
    for name in path.split("/"):
        fault = names.get(name)
        if fault is None:
            fault = names[name] = _fault_of_name(name)
        if fault:
            return fault
    if len(path) * 4 > LONGEST_PATH and len(path.encode()) > LONGEST_PATH:
        return f"it is longer than {LONGEST_PATH} bytes"
    return ""


def _fault_of_name(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return ""
    if name in ("", ".", ".."):
        return f'it has a part "{name}"'
    if "\\" in name:
        return "it has a backslash"
    if any(unicodedata.category(c) == "Cc" or c in "\u2028\u2029" for c in name):
        return "it has a control character"
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return "it is not valid Unicode"
    shown = name if size <= 60 else name[:40] + "…"
    if size > LONGEST_NAME:
        return f'"{shown}" is longer than {LONGEST_NAME} bytes'
    if name.startswith(".") and name not in DOT_NAMES:
        return f'"{shown}" begins with a dot'
    if name[-1] in ". ":
        return f'"{shown}" ends with a dot or a space, which Windows drops'
    if _RESERVED.fullmatch(name):
        return f'"{shown}" is the name of a device on Windows'
    return ""


def fold(path: str) -> str:
    """The place a path takes where letter case and composed letters make no difference."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _where(output: Output) -> Location:
    return output.where or Location(output.source or output.path or "output")


def _asked(output: Output) -> str:
    return f"It is asked for by {output.source}." if output.source else ""


def _name(output: Output) -> str:
    """Who asks, so that a person finds it."""
    asker = output.source or "an unnamed source"
    if output.where is None:
        return asker
    return str(output.where) if output.where.path == output.source else f"{asker} ({output.where})"


def _collision(first: Output, second: Output) -> Problem:
    same = f"{first.path} is asked for twice"
    if first.path != second.path:
        same = f"{first.path} and {second.path} are one file on many systems"
    return Problem(
        second.where or first.where or _where(second),
        f"{same}: by {_name(first)} and by {_name(second)}",
        "Give one of them another slug or file name.",
    )


def _file_and_folder(file: Output, inside: Output) -> Problem:
    return Problem(
        file.where or inside.where or _where(inside),
        f"{file.path} would be a file, asked for by {_name(file)}, "
        f"and a folder for {inside.path}, asked for by {_name(inside)}",
        "Give one of them another slug or file name.",
    )
