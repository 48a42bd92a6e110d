"""The text of Markdown as feeds write it: a heading, bold, links, a table, backslashes."""

import re

from site_gen.wire.lines import Line
from site_gen.wire.source.entities import unescaped

_MARKS = re.compile(r"^#{1,6}\s+\S|^\|.*\|\s*$|\*\*[^*\n]+\*\*|\\[\"\[\]_*#.]|\]\(https?://", re.MULTILINE)


def is_markdown(text: str) -> bool:
    return _MARKS.search(text) is not None


def from_markdown(text: str) -> tuple[Line, ...]:
    """The text of Markdown as feeds write it: a heading, bold, links, a table, backslashes."""
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), 1):
        line, kind = raw.strip(), ""
        if not line:
            gap = True
            continue
        if heading := re.match(r"#{1,6}\s+(?=\S)", line):
            line, kind = re.sub(r"\s+#+$", "", line[heading.end() :]), "heading"
        elif line.startswith("|") and line.endswith("|") and len(line) > 1:
            kind = "row"
        elif mark := re.match(r">\s?(?=\S)", line):
            line, kind = line[mark.end() :], "quote"
        elif mark := re.match(r"[-*+]\s+(?=\S)", line):
            line, kind = line[mark.end() :], "list"
        flat = " ".join(unescaped(_unmarked(line)).split())
        if flat:
            found.append(Line(flat, number, kind, gap))  # type: ignore[arg-type]
            gap = False
    return tuple(found)


_EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*\*|\*\*|__)(?=[^\s*_])(.{1,300}?)(?<=[^\s*\\])\1(?![\w*])")
_LINK = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]\\]|\\.)*)\]\((<?)(\S*?)>?(?:\s+\"[^\"]*\")?\)")
_BACKSLASH = re.compile(r"\\([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


def _unmarked(line: str) -> str:
    line = _LINK.sub(_linked, line)
    for _ in range(2):
        line = _EMPHASIS.sub(r"\2", line)
    return _BACKSLASH.sub(r"\1", line)


def _linked(found: re.Match[str]) -> str:
    """A link as text keeps its address: nothing of the copy is lost."""
    picture, label, _, address = found.groups()
    if picture and not label:
        return address
    return label if not address or label == address else f"{label} ({address})"
