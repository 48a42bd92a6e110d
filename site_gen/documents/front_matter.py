"""A file's bytes ↔ front matter and text, with the line on which each begins."""

import codecs
import re
from collections.abc import Mapping

import msgspec

from site_gen import safe_yaml
from site_gen.documents.plain_front_matter import read_plain
from site_gen.errors import Location, Problem, SiteError

LIMIT = 1024 * 1024
"""Bytes of one Markdown file."""


class Source(msgspec.Struct, frozen=True):
    """A Markdown file, cut in two. Line ends are `\\n`, whatever they were."""

    front_matter: str
    """Begins on line 2."""
    body: str
    body_line: int


def split_source(path: str, data: bytes) -> Source:
    """The two parts of a file. Raises SiteError if it is not UTF-8 text with a closed front matter."""
    start = Location(path, 1, 1)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SiteError(Problem(start, "saved as UTF-16", "Save it as UTF-8."))
    if len(data) > LIMIT:
        raise SiteError(Problem(start, f"larger than {LIMIT // 1024} KiB", "Split it."))
    try:
        # As "utf-8-sig" decodes, which is written in Python: 3 µs a file.
        text = str(data.removeprefix(codecs.BOM_UTF8), "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SiteError(Problem(Location(path, line), "not UTF-8 text", "Save it as UTF-8.")) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SiteError(Problem(start, "an empty file", "Write front matter and a text, or delete the file."))
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        hint = "Begin the file with a line ---, then `title: …` and `date: …`, then a line ---."
        raise SiteError(Problem(start, "no front matter", hint))
    closed = re.search(r"^---[ \t]*$\n?", rest, re.MULTILINE)
    if not closed:
        dots = re.search(r"^\.\.\.[ \t]*$", rest, re.MULTILINE)
        if dots:
            where = Location(path, rest.count("\n", 0, dots.start()) + 2, 1)
            raise SiteError(Problem(where, "front matter closed with `...`", "Close it with `---`."))
        raise SiteError(Problem(start, "the front matter is never closed", "End it with a line ---."))
    front = rest[: closed.start()]
    return Source(front, rest[closed.end() :], front.count("\n") + 3)


def read_front_matter(text: str, path: str, fast: bool = True) -> safe_yaml.Mapping:
    """What a Source's front matter holds. Raises SiteError with the one Problem that stopped the reading.

    With `fast` off, every text goes through the YAML parser; what comes out is the same.
    """
    return (read_plain(text, path, 2) if fast else None) or safe_yaml.read_yaml(text, path, 2)


def front_matter_text(fields: Mapping[str, str | bool | tuple[str, ...]]) -> str:
    """`fields` as front matter, the `---` lines included. Empty values are left out.

    Reads back the same, but for control characters: no reader would take them, and they are left out.
    """
    lines = ["---"]
    for key, value in fields.items():
        if isinstance(value, bool):
            lines.append(f"{key}: {'true' if value else 'false'}")
        elif isinstance(value, str):
            if value:
                lines.append(f"{key}: {yaml_text(value)}")
        elif value:
            lines.append(f"{key}:")
            lines.extend(f"  - {yaml_text(item)}" for item in value)
    return "\n".join([*lines, "---", ""])


_PLAIN = re.compile(r"[^\W_](?:[\w .,/()+–-]*[\w.)])?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z))?", re.ASCII)
_NUMBER = re.compile(r"\d[\w.,+-]*")
"""What some YAML reader or other takes for a number (`0755`, `0x1F`, `1E5`, `0b10`), and a little more."""
_SPECIAL = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def yaml_text(text: str) -> str:
    """`text` as a YAML scalar on one line: plain where any YAML reader takes it for the same text."""
    if _DATE.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and not _NUMBER.fullmatch(text) and text.casefold() not in _SPECIAL:
        return text
    text = safe_yaml.CONTROL.sub("", text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(r"[\x85\xa0\u2028\u2029\ufeff\r]", lambda c: f"\\u{ord(c[0]):04x}", escaped) + '"'
