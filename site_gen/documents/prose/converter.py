"""The one Markdown converter: Python-Markdown with a fixed set of what it reads.

Tables, footnotes, sane lists, definition lists and fenced code beside plain Markdown; no attribute lists, no
Markdown inside HTML, no abbreviations. What comes out is not safe: `sanitiser` is next.

Imported with the first text that needs it. The converter is made once a process; after an exception in it a
new one is made, since half a text may be left inside.
"""

import re
from typing import Any, Final

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor

from site_gen.documents.prose.addresses import escape

_FENCE: Final = re.compile(r"(`{3,}|~{3,}) *[^`\n]*")


class _Footnotes(FootnoteExtension):
    """Footnotes whose ids are numbers: a label may hold anything, `"><img src=x>` too."""

    def _number(self, label: str) -> int:
        numbers: dict[str, int] = self.__dict__.get("_numbers", {})
        if len(numbers) != len(self.footnotes):
            numbers = {name: number for number, name in enumerate(self.footnotes, 1)}
            self.__dict__["_numbers"] = numbers
        return numbers[label]

    def makeFootnoteId(self, id: str) -> str:
        return f"fn:{self._number(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        return self.unique_ref(f"fnref:{self._number(id)}", found)

    def reset(self) -> None:
        super().reset()
        self.__dict__["_numbers"] = {}


class _Headings(HashHeaderProcessor):
    """`## Heading`, with a space: a paragraph may begin with #KataKunci."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header> (?:\\.|[^\\\n])*?)#*[ ]*(?:\n|$)")


class _Fences(Preprocessor):
    """Fenced code, from a line that begins with ``` or ~~~ to a line that is at least as long a fence.

    Ours and not the library's, whose pattern is quadratic in spaces and in open fences. A fence that is
    never closed is text.
    """

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        at = 0
        last = {mark: _last(lines, mark) for mark in "`~"}
        while at < len(lines):
            line = lines[at]
            opening = _FENCE.fullmatch(line) if line[:3] in ("```", "~~~") else None
            end = _end(lines, at, opening.group(1), last[line[0]]) if opening else 0
            if end:
                code = "".join(f"{escape(text)}\n" for text in lines[at + 1 : end])
                stashed = self.md.htmlStash.store(f"<pre><code>{code}</code></pre>")
                found += ["", stashed, ""]
                at = end
            else:
                found.append(line)
            at += 1
        return found


def _last(lines: list[str], mark: str) -> int:
    """The last line that can close a fence of `mark`: no search need go beyond it."""
    return next((n for n in range(len(lines) - 1, -1, -1) if _closes(lines[n], mark * 3)), -1)


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip(fence[0] + " ")


def _end(lines: list[str], start: int, fence: str, last: int) -> int:
    return next((n for n in range(start + 1, last + 1) if _closes(lines[n], fence)), 0)


def _make() -> Markdown:
    md = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            _Footnotes(BACKLINK_TEXT="↩\ufe0e", BACKLINK_TITLE="", USE_DEFINITION_ORDER=False),
            SaneListExtension(),
            DefListExtension(),
        ],
        output_format="html",
    )
    md.preprocessors.register(_Fences(md), "fences", 25)
    md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
    return md


_made: list[Markdown] = []


def convert(source: str, guarded: bool = True) -> str:
    """The HTML of `source`, as Python-Markdown makes it. RecursionError for what is nested too deeply."""
    md = _made.pop() if _made else _make()
    html: Any = md.reset().convert(source)
    _made.append(md)  # only now: an instance that did not come to its end is thrown away
    return str(html)
