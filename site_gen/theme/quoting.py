"""Where a value may stand in a layout's HTML.

Escaping makes a value safe in text and between quotes. It does not help in an attribute without quotes, in
a script or a style, or where the value is an address: there a `javascript:` needs no character that is
escaped. So the HTML around the values is read as a browser would, template by template.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from site_gen.errors import Problem
from site_gen.theme.compiling import lexed
from site_gen.theme.files import ThemeFiles

ADDRESSES: Final = frozenset(
    (
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcset",
    )
)
"""Attributes that hold an address."""

_DATA: Final = frozenset(("application/ld+json", "application/json", "speculationrules"))
_POLICY: Final = "The pages' Content-Security-Policy forbids it; put it into a file in static/."
_TAG: Final = re.compile("<([a-z][a-z0-9:-]*)", re.I)
_NAME: Final = re.compile(r"[^\s/>=]*")
_EQUALS: Final = re.compile(r"\s*=")
_BETWEEN: Final = re.compile(r"[\s/]*")
_SPACE: Final = re.compile(r"\s*")
_BARE: Final = re.compile(r"[^\s>]*")


class _Value(msgspec.Struct):
    """`{{ … }}`"""

    line: int
    calls: str
    """The function it begins with a call of, if it does: `url`."""
    filters: tuple[str, ...]


def check_quoting(path: str, files: ThemeFiles) -> list[Problem]:
    """What is wrong around the values of the template at `path`, which can be parsed."""
    problems: list[Problem] = []

    def complain(line: int, message: str, hint: str, fatal: bool = True) -> None:
        problems.append(Problem(files.at(path, line), message, hint, fatal))

    html = _Html(complain)
    for line, part in _parts(files.files[path].decode("utf-8-sig")):
        if isinstance(part, _Value):
            html.value(part)
        else:
            html.text(line, part)
    return problems


def _parts(source: str) -> Iterator[tuple[int, str | _Value]]:
    """The texts and values of a template, in their order; tags and comments left out."""
    inside: list[tuple[str, str]] | None = None
    start = 0
    for line, kind, text in lexed(source):
        if kind == "data":
            yield line, text
        elif kind == "variable_begin":
            inside, start = [], line
        elif kind == "variable_end" and inside is not None:
            yield start, _value(start, inside)
            inside = None
        elif inside is not None and kind != "whitespace":
            inside.append((kind, text))


def _value(line: int, tokens: list[tuple[str, str]]) -> _Value:
    words = [text for _, text in tokens]
    called = words[0] if len(words) > 1 and tokens[0][0] == "name" and words[1] == "(" else ""
    filters = tuple(words[n + 1] for n, word in enumerate(words[:-1]) if word == "|")
    return _Value(line, called, filters)


class _Html:
    """A reader of HTML that knows where it is."""

    def __init__(self, complain: Callable[..., None]) -> None:
        self.complain = complain
        self.read: Callable[[str, int], int] = self.content
        """What is being read: one of the methods below. Each reads from a position to where another goes on."""
        self.line = 0
        self.tag = self.type = self.name = self.quote = ""
        self.written = ""
        """What the attribute's value says so far; a value in it counts as one character."""
        self.raw = ""
        """`script` or `style`, inside of one."""
        self.has_source = False

    def text(self, line: int, text: str) -> None:
        """Go on through a text that begins on `line`."""
        position = 0
        while position < len(text):
            self.line = line + text.count("\n", 0, position)
            position = self.read(text, position)

    def value(self, value: _Value) -> None:
        """A value at this place."""
        if self.read == self.content and self.raw:
            where = f"a value inside of <{self.raw}>"
            if self.raw == "style" or self.type not in _DATA:
                self.complain(value.line, where, "Escaping does not help there.")
            elif value.calls != "json_ld" and "tojson" not in value.filters:
                self.complain(value.line, where, "Write json_ld(…), or |tojson.")
        elif self.read == self.tag_name and not self.tag:
            self.complain(value.line, "a value in place of a tag's name", "Choose the tag with `if`.")
        elif self.read in (self.attributes, self.attribute):
            hint = 'Write name="{{ … }}"; choose with `if`.'
            self.complain(value.line, "a value in place of an attribute", hint)
        elif self.read in (self.before_value, self.bare_value):
            hint = f'Write {self.name}="{{{{ … }}}}": a space in the value would begin another attribute.'
            self.complain(value.line, f"the value of `{self.name}` is not in quotes", hint)
            self.read = self.bare_value
        elif self.read == self.quoted_value:
            if self.name.startswith("on") or self.name in ("style", "srcdoc"):
                self.complain(value.line, f"a value in `{self.name}`", "Escaping does not help there.")
            elif self.name in ADDRESSES and not self.written and value.calls not in ("url", "asset"):
                message = f"the address in `{self.name}` is not checked"
                self.complain(value.line, message, "Write url(…) or asset(…).")
            self.written += "…"

    def content(self, text: str, position: int) -> int:
        if self.raw:
            return self.raw_content(text, position)
        start = text.find("<", position)
        if start < 0:
            return len(text)
        if text.startswith("<!--", start):
            self.read = self.comment
            return start + 4
        if found := _TAG.match(text, start):
            self.tag, self.type, self.has_source = found[1].lower(), "", False
            self.read = self.tag_name
            return found.end()
        if start + 1 == len(text):
            self.tag, self.read = "", self.tag_name
        elif text[start + 1] in "/!?":
            self.read = self.closing
        return start + 1

    def raw_content(self, text: str, position: int) -> int:
        end = re.compile(f"</{self.raw}", re.I).search(text, position)
        inside = text[position : end.start() if end else len(text)]
        if inside.strip() and not (self.raw == "script" and (self.type in _DATA or self.has_source)):
            self.complain(self.line, f"an inline <{self.raw}>", _POLICY, fatal=False)
        if end is None:
            return len(text)
        self.raw, self.read = "", self.closing
        return end.end()

    def tag_name(self, text: str, position: int) -> int:
        # It may go on behind a value: <h{{ level }} class="…">
        self.read = self.attributes
        return _end(_NAME, text, position)

    def closing(self, text: str, position: int) -> int:
        return self.until(">", text, position)

    def comment(self, text: str, position: int) -> int:
        return self.until("-->", text, position)

    def until(self, mark: str, text: str, position: int) -> int:
        end = text.find(mark, position)
        if end < 0:
            return len(text)
        self.read = self.content
        return end + len(mark)

    def attributes(self, text: str, position: int) -> int:
        position = _end(_BETWEEN, text, position)
        if position == len(text):
            return position
        if text[position] == ">":
            self.raw = self.tag if self.tag in ("script", "style") else ""
            self.read = self.content
            return position + 1
        self.read, self.name = self.attribute, ""
        return position

    def attribute(self, text: str, position: int) -> int:
        end = _end(_NAME, text, position)
        self.name += text[position:end].lower()
        if end == len(text):
            return end
        self.has_source = self.has_source or self.name == "src"
        equals = _EQUALS.match(text, end)
        if equals is None:
            self.read = self.attributes
            return end
        if self.name.startswith("on"):
            self.complain(self.line, f"an inline script (`{self.name}`)", _POLICY, fatal=False)
        if self.name == "style":
            self.complain(self.line, "an inline style", _POLICY, fatal=False)
        self.read, self.written = self.before_value, ""
        return equals.end()

    def before_value(self, text: str, position: int) -> int:
        position = _end(_SPACE, text, position)
        if position == len(text):
            return position
        self.read = self.bare_value
        if text[position] in "\"'":
            self.read, self.quote = self.quoted_value, text[position]
            position += 1
        return position

    def quoted_value(self, text: str, position: int) -> int:
        end = text.find(self.quote, position)
        self.written += text[position : end if end >= 0 else len(text)]
        if end < 0:
            return len(text)
        self.finish_value()
        return end + 1

    def bare_value(self, text: str, position: int) -> int:
        end = _end(_BARE, text, position)
        self.written += text[position:end]
        if end < len(text):
            self.finish_value()
        return end

    def finish_value(self) -> None:
        if self.name == "type":
            self.type = self.written.strip().lower()
        self.read = self.attributes


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a match that begins at `position` ends; all patterns match an empty text."""
    found = pattern.match(text, position)
    return found.end() if found else position
