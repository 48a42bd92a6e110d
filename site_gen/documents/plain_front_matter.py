"""The front matter that nearly every story has, read without a YAML parser.

`key: value` lines, the value plain or in quotes, or a list of such values, in brackets or each on its line:
nothing in it can mean anything else in YAML than what it looks like. For it `read_plain` gives the very tree
that `read_yaml` gives, down to the last column. Of whatever is only a little unusual (a comment, an empty
line, an escape, a value over two lines) it says None, and never what it might mean.
"""

import re
from typing import Final

from site_gen.errors import Location
from site_gen.safe_yaml import FRONT_MATTER, Mapping, Node, Scalar, Sequence

_ODD: Final = re.compile("[\x80-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What libyaml refuses, skips or ends a line at. Every other character beyond ASCII is a letter to it."""

_LETTER = r"[^\x00-/:-@\[-`{-\x7f]"
"""0-9, A-Z, a-z and all beyond ASCII, said by what it is not: to compile a set with a range as wide as that
takes three milliseconds of every start."""
_WRITTEN = rf"(?P<plain>{_LETTER}[^#`\x00-\x1f\x7f]*+(?<![ :]))"
"""It is left to be looked at that no space follows a colon in it."""
_LISTED = rf"(?P<plain>{_LETTER}[^\]\[#`{{}}:?,&*!|>@%\x00-\x1f\x7f]*+(?<! ))"
_QUOTED = (
    r"'(?P<single>[^'\x00-\x1f\x7f]*+(?:''[^'\x00-\x1f\x7f]*+)*+)'"
    r'|"(?P<double>[^"\\\x00-\x1f\x7f]*+(?:\\["\\][^"\\\x00-\x1f\x7f]*+)*+)"'
)

_KEY: Final = re.compile(r"[A-Za-z_][0-9A-Za-z_-]{0,63}+(?=:)")
_VALUE: Final = re.compile(rf": ++(?:(?:{_WRITTEN}|{_QUOTED})\n|(?P<list>\[) *+)|:\n")
_IN_BRACKETS: Final = re.compile(rf"(?:{_LISTED}|{_QUOTED}) *+(?:, *+(?!\])|\]\n)")
_ON_A_LINE: Final = re.compile(rf" *+- ++(?:{_WRITTEN}|{_QUOTED})\n")


def read_plain(text: str, path: str, first_line: int) -> Mapping | None:
    """What `read_yaml` gives for a front matter; None where only a YAML parser can tell."""
    # No value takes less than a character: there cannot be more of them than are allowed.
    if not 0 < len(text) <= FRONT_MATTER.nodes or (not text.isascii() and _ODD.search(text)):
        return None
    values: dict[str, Node] = {}
    keys: dict[str, Location] = {}
    at, line = 0, first_line
    while at < len(text):
        begin, found = at, _KEY.match(text, at)
        key = found.group() if found else ""
        found = _VALUE.match(text, found.end()) if found else None
        if found is None or key in keys:
            return None
        keys[key] = Location(path, line, 1)
        at = found.end()
        node: Node | None
        if found.lastgroup == "list":
            node, at = _in_brackets(text, at, begin, Location(path, line, found.start("list") - begin + 1))
        elif found.lastgroup:
            node = _scalar(found, path, line, begin)
        elif text.startswith((" ", "-"), at):
            node, at = _on_lines(text, at, path, line + 1)
            line += len(node.items) if node else 0
        else:
            node = Scalar("", Location(path, line, len(key) + 2))
        if node is None:
            return None
        values[key] = node
        line += 1
    return Mapping(values, keys, Location(path, first_line, 1))


def _in_brackets(text: str, at: int, begin: int, where: Location) -> tuple[Sequence | None, int]:
    """A list whose first item begins at `at`, in a line that begins at `begin`; and where the next line does."""
    items = []
    while text[at - 1] != "\n":
        found = _IN_BRACKETS.match(text, at)
        item = _scalar(found, where.path, where.line, begin) if found else None
        if found is None or item is None:
            return None, at
        items.append(item)
        at = found.end()
    return Sequence(tuple(items), where), at


def _on_lines(text: str, at: int, path: str, line: int) -> tuple[Sequence | None, int]:
    """A list whose first item's line begins at `at`, and where the line after its last one does."""
    items: list[Scalar] = []
    mark = text[at : text.find("-", at) + 1]
    where = Location(path, line, len(mark))
    while text.startswith(mark, at):
        found = _ON_A_LINE.match(text, at)
        item = _scalar(found, path, line + len(items), at) if found else None
        if found is None or item is None:
            return None, at
        items.append(item)
        at = found.end()
    return Sequence(tuple(items), where), at


def _scalar(found: re.Match[str], path: str, line: int, begin: int) -> Scalar | None:
    """The value that was found, in a line that begins at `begin`."""
    kind = found.lastgroup
    assert kind is not None
    value, column = found.group(kind), found.start(kind) - begin
    if kind == "plain":
        return None if ": " in value else Scalar(value, Location(path, line, column + 1))
    if kind == "single":
        value = value.replace("''", "'")
    elif "\\" in value:
        value = re.sub(r'\\(["\\])', r"\1", value)
    return Scalar(value, Location(path, line, column), True)
