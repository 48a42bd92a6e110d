"""A correction entered into a story: one more entry under `corrections:`, and nothing else in the file."""

import re
from typing import Final

import msgspec

from site_gen.desk.ledger import write_whole
from site_gen.desk.marking import by_hand, changed_otherwise, end_of_front, front_of
from site_gen.desk.stories import Stories, Versions, text_of
from site_gen.desk.words import typed_words
from site_gen.documents.document import CORRECTION_KINDS, Document
from site_gen.documents.front_matter import yaml_text
from site_gen.errors import USAGE, Location, Problem, SiteError, nearest_or_all
from site_gen.safe_yaml import Mapping, Node, Scalar, Sequence

_EMPTY_LIST: Final = re.compile(rb"^(corrections[ \t]*:)[ \t]*\[[ \t]*\]([ \t]*(?:#.*)?\r?)$")


class Corrected(msgspec.Struct, frozen=True):
    """What was entered, and what is left to do."""

    path: str
    uncorrected: tuple[str, ...]
    """The story's files in other languages, which may say the same mistake."""


def correct(
    stories: Stories, versions: Versions, document: Document, at: str, kind: str, text: str
) -> Corrected:
    """Enter a correction of `document`, dated `at` (ISO 8601). Raises SiteError."""
    if kind not in CORRECTION_KINDS:
        hint = nearest_or_all(kind, CORRECTION_KINDS)
        raise SiteError(Problem(Location("--kind"), f'unknown kind "{kind}"', hint), USAGE)
    text = typed_words(text, "--text")
    if not text:
        raise SiteError(
            Problem(Location("--text"), "a correction without a text", "Say what was wrong."), USAGE
        )
    data, _ = text_of(stories.project, document.path)
    file = stories.project / document.path
    mode = file.stat().st_mode
    write_whole(file, with_correction(document.path, data, at, kind, text))
    file.chmod(mode & 0o7777)
    others = tuple(d.path for d in versions.values() if d.path != document.path)
    return Corrected(document.path, others)


def with_correction(path: str, data: bytes, at: str, kind: str, text: str) -> bytes:
    """The bytes of a file with one more entry under `corrections:`, the last one.

    Raises SiteError where the list is written in another way than one entry a line or more: then a person
    has to enter it.
    """
    front = front_of(path, data)
    lines = data.split(b"\n")
    node = front.values.get("corrections")
    end = end_of_front(path, data)
    ending = b"\r" if lines[end].endswith(b"\r") else b""
    entry = [f"- at: {yaml_text(at)}", f"  kind: {yaml_text(kind)}", f"  text: {yaml_text(text)}"]
    if node is None or (isinstance(node, Scalar) and node.empty) or _is_no_entry(node):
        indent, place = "  ", end
        if node is not None:
            place = front.keys["corrections"].line
            lines[place - 1] = _EMPTY_LIST.sub(rb"\1\2", lines[place - 1])
        else:
            entry = ["corrections:", *entry]
    elif isinstance(node, Sequence) and lines[node.where.line - 1].lstrip().startswith(b"- "):
        indent = " " * (node.where.column - 1)
        later = [where.line for where in front.keys.values() if where.line > node.where.line]
        place = min([*later, end + 1]) - 1
        while not lines[place - 1].strip() or lines[place - 1].lstrip().startswith(b"#"):
            place -= 1  # blank lines and comments before the next key are that key's
    else:
        raise _by_hand(path, front)
    added = [(line if line == "corrections:" else indent + line).encode() + ending for line in entry]
    after = b"\n".join([*lines[:place], *added, *lines[place:]])
    if changed_otherwise(path, data, after, "corrections") or not _ends_with(
        front_of(path, after), at, kind, text
    ):
        raise _by_hand(path, front)
    return after


def _by_hand(path: str, front: Mapping) -> SiteError:
    hint = "Write each entry on lines of its own, beginning with `- at: …`; then this one can be added, too."
    return by_hand(front.keys.get("corrections", Location(path)), "corrections", hint)


def _is_no_entry(node: Node) -> bool:
    """Whether it is `corrections: []`."""
    return isinstance(node, Sequence) and not node.items


def _ends_with(front: Mapping, *values: str) -> bool:
    node = front.values.get("corrections")
    last = node.items[-1] if isinstance(node, Sequence) and node.items else None
    if not isinstance(last, Mapping):
        return False
    found = [last.values.get(key) for key in ("at", "kind", "text")]
    return [one.text if isinstance(one, Scalar) else "" for one in found] == list(values)
