"""One line of a front matter changed, and nothing else in the file.

An editor's comments, quotes, order of keys, line ends and byte order mark stay as they are. After the edit
the file is read again; if anything but that one key would now say something else, nothing is written.
"""

import re
from pathlib import Path
from typing import Final

import msgspec

from site_gen.desk.ledger import write_whole
from site_gen.desk.stories import Stories, Versions, text_of
from site_gen.documents.document import Document
from site_gen.documents.front_matter import split_source, yaml_text
from site_gen.errors import CONTENT, USAGE, Location, Problem, SiteError
from site_gen.safe_yaml import Mapping, Node, Scalar, Sequence, read_yaml
from site_gen.site.translations import original_of

_CLOSED: Final = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


class Marked(msgspec.Struct, frozen=True):
    """A translation that was recorded as current."""

    path: str
    original: str
    """The path of the text that it was compared with."""
    line: str
    """The line that now stands in its front matter."""
    changed: bool
    """Whether the file is another than it was."""


def mark_current(
    stories: Stories, versions: Versions, lang: str = "", origin: str = "", *, reviewed: bool = False
) -> tuple[Marked, ...]:
    """Record that the translations of a story (or the one in `lang`) fit the original as it now stands.

    `origin` is the language of the original, where the files do not tell. With `reviewed` the line
    `machine: true` goes, too. Raises SiteError.
    """
    codes = stories.config.codes
    there = f"It has: {', '.join(versions)}."
    for option, code in (("--lang", lang), ("--from", origin)):
        if code and code not in versions:
            raise SiteError(Problem(Location(option), f'the story has no "{code}" text', there), USAGE)
    if lang and lang == origin:
        message = f'the "{lang}" text cannot be a translation of itself'
        hint = f"Name the language of its original. {there}"
        raise SiteError(Problem(Location("--from"), message, hint), USAGE)
    others = {code: d for code, d in versions.items() if code != lang}
    if not others or len(versions) < 2:
        path = next(iter(versions.values())).path
        hint = "Write the other file first: site-gen translate makes it."
        raise SiteError(Problem(Location(path), "the story has one language only", hint), USAGE)
    is_original = lang and not versions[lang].translates and all(d.translates for d in others.values())
    if is_original and not origin:
        message = f"{versions[lang].path} is the original: the others are made from it"
        translations = ", ".join(f"--lang {code}" for code in codes if code in others)
        hint = f"Name a translation: {translations}. If it is one itself, say of which: --from …"
        raise SiteError(Problem(Location("--lang"), message, hint), USAGE)
    original = versions[origin] if origin else original_of(others, codes)
    found = []
    for code in codes:
        document = versions.get(code)
        if document is not None and document is not original and (not lang or code == lang):
            found.append(_mark(stories.project, document, original, reviewed=reviewed))
    return tuple(found)


def _mark(project: Path, document: Document, original: Document, *, reviewed: bool) -> Marked:
    data, _ = text_of(project, document.path)
    new = with_key(document.path, data, "translates", original.revision)
    if reviewed:
        new = without_key(document.path, new, "machine")
    if new != data:
        file = project / document.path
        mode = file.stat().st_mode
        write_whole(file, new)
        file.chmod(mode & 0o7777)
    return Marked(document.path, original.path, f"translates: {original.revision}", new != data)


def with_key(path: str, data: bytes, key: str, value: str) -> bytes:
    """The bytes of a file whose front matter says `value` under `key`, in a line of its own.

    Raises SiteError where the line cannot be told from its neighbours: then a person has to write it.
    """
    front = front_of(path, data)
    lines = data.split(b"\n")
    written = f"{key}: {yaml_text(value)}".encode()
    at = front.keys.get(key)
    if at is None:
        end = end_of_front(path, data)
        ending = b"\r" if lines[end].endswith(b"\r") else b""
        lines.insert(end, written + ending)
    else:
        found = _value_line(at, lines[at.line - 1], key)
        if found[2].decode("utf-8", "replace").strip(" '\"") == value:
            return data
        lines[at.line - 1] = written + (found[3] or b"") + found[4]
    return _checked(path, data, b"\n".join(lines), key, value)


def without_key(path: str, data: bytes, key: str) -> bytes:
    """The bytes of a file without the line of `key`; as they are, if it has none. Raises SiteError."""
    at = front_of(path, data).keys.get(key)
    if at is None:
        return data
    lines = data.split(b"\n")
    _value_line(at, lines[at.line - 1], key)
    del lines[at.line - 1]
    return _checked(path, data, b"\n".join(lines), key, "")


def _value_line(at: Location, line: bytes, key: str) -> re.Match[bytes]:
    """The parts of `key: value  # comment`."""
    pattern = (
        rb"""^(%s[ \t]*:)[ \t]*("[^"\\]*"|'[^']*'|[^\s"'#>|&*!{\[][^#\r]*?|)([ \t]+#[^\r]*)?([ \t]*\r?)$"""
    )
    found = re.fullmatch(pattern % re.escape(key.encode()), line)
    if not found:
        raise by_hand(at, key)
    return found


def by_hand(at: Location, key: str, hint: str = "") -> SiteError:
    """The error for a front matter that a program had better not write to."""
    hint = hint or f"Write it on one line of its own by hand: {key}: …"
    return SiteError(Problem(at, f"the line of `{key}` is written in an unusual way", hint))


def front_of(path: str, data: bytes) -> Mapping:
    """The front matter of a file whose lines a program can count. Raises SiteError."""
    source = split_source(path, data)
    # The reader takes a lone carriage return for a line end. Whoever marks the file parts it at LF, as its bytes are.
    if any(b"\r" in line.removesuffix(b"\r") for line in data.split(b"\n")[: source.body_line - 1]):
        message = "the lines end in carriage returns alone"
        raise SiteError(Problem(Location(path), message, "Save the file with LF line ends."), CONTENT)
    return read_yaml(source.front_matter, path, 2)


def end_of_front(path: str, data: bytes) -> int:
    """The index of the line that closes the front matter."""
    first = data.index(b"\n") + 1
    closing = _CLOSED.search(data, first)
    if closing is None:
        raise SiteError(Problem(Location(path), "the front matter is never closed"), CONTENT)
    return data.count(b"\n", 0, closing.start())


def _checked(path: str, before: bytes, after: bytes, key: str, value: str) -> bytes:
    """`after`, if it says under `key` what it should and everywhere else what `before` says."""
    at = front_of(path, before).keys.get(key, Location(path))
    if changed_otherwise(path, before, after, key):
        raise by_hand(at, key)
    node = front_of(path, after).values.get(key)
    if (node.text if isinstance(node, Scalar) else "") != value:
        raise by_hand(at, key)
    return after


def changed_otherwise(path: str, before: bytes, after: bytes, key: str) -> bool:
    """Whether a file now says anything else, but for what stands under `key`; or cannot be read any more."""
    try:
        old, new = split_source(path, before), split_source(path, after)
        others = [
            {
                name: _plain(node)
                for name, node in read_yaml(one.front_matter, path, 2).values.items()
                if name != key
            }
            for one in (old, new)
        ]
    except SiteError:
        return True
    return others[0] != others[1] or old.body != new.body


def _plain(node: Node) -> object:
    """What a node says, wherever it stands."""
    if isinstance(node, Scalar):
        return (node.text, node.quoted)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {name: _plain(inner) for name, inner in node.values.items()}
