"""The one Markdown converter: Python-Markdown with a fixed set of what it reads.

Tables, footnotes, sane lists, definition lists and fenced code beside plain Markdown; no attribute lists, no
Markdown inside HTML, no abbreviations. What comes out is not safe: `sanitiser` is next.

Imported with the first text that needs it. The converter is made once a process; after an exception in it a
new one is made, since half a text may be left inside.
"""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from site_gen.documents.addresses import escape

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

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        div = super().makeFootnotesDiv(root)
        for note in div.iter("li") if div is not None else ():
            # The library gives an empty note no way back.
            if note.get("id", "").startswith("fn:") and not len(note):
                back = SubElement(SubElement(note, "p"), "a")
                back.attrib = {
                    "href": "#" + note.get("id", "").replace("fn:", "fnref:"),
                    "class": "footnote-backref",
                }
                back.text = FN_BACKLINK_TEXT
        return div

    def reset(self) -> None:
        super().reset()
        self.__dict__["_numbers"] = {}


class _NotesInOrder(Treeprocessor):
    """Puts the notes into the order of the marks in the text; the library's own finds labels in the ids."""

    def __init__(self, notes: _Footnotes) -> None:
        super().__init__(notes.md)
        self.notes = notes

    def run(self, root: Element) -> None:
        places = {label: place for place, label in enumerate(self.notes.footnote_order)}
        order = {f"fn:{n}": places.get(label, len(places)) for n, label in enumerate(self.notes.footnotes, 1)}
        for listed in root.iterfind(".//div[@class='footnote']/ol"):
            listed[:] = sorted(listed, key=lambda note: order.get(note.get("id", ""), 0))


class _Headings(HashHeaderProcessor):
    """`## Heading`, with a space: a paragraph may begin with #KataKunci, and a heading end with C#."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header> [^\n]*)(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        text = (parent[-1].text or "").rstrip()
        bare = text.rstrip("#")
        parent[-1].text = bare.rstrip() if not bare or bare.endswith(" ") else text


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
    notes = _Footnotes(BACKLINK_TEXT="↩\ufe0e", BACKLINK_TITLE="", USE_DEFINITION_ORDER=False)
    md = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            notes,
            SaneListExtension(),
            DefListExtension(),
        ],
        output_format="html",
    )
    md.treeprocessors.register(_NotesInOrder(notes), "footnote-reorder", 19)
    # All of ASCII's punctuation, as CommonMark has it; not `&`: the library would read `\&amp;` as `&`.
    md.ESCAPED_CHARS = list("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~")
    md.preprocessors.register(_Fences(md), "fences", 25)
    md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)
    return md


_Guards = dict[str, tuple[str, str]]
"""A part of Python-Markdown, the characters without any one of which it finds nothing in a text, and a
pattern that must match as well.

The library hands its parts pieces of a text: placeholders are put in, prefixes and white space taken away,
tabs become spaces; but no character is added that a guard names. Where HTML is cut out of the text, what
stood around it comes together, so that only the characters count. A part that is not named here (another
version's) is always used.
"""
_INLINE: Final[_Guards] = {
    "backtick": ("`", ""),
    "escape": ("\\", ""),
    "footnote": ("[^]:", r"\[\^"),
    "reference": ("[]:", r"\]:"),  # without a definition no reference means anything
    "image_reference": ("![]:", r"\]:"),
    "short_reference": ("[]:", r"\]:"),
    "short_image_ref": ("![]:", r"\]:"),
    "link": ("[](", r"\]\("),
    "image_link": ("![](", r"!\["),
    "autolink": ("<:/>", ""),
    "automail": ("<@>", ""),
    "linebreak": ("", r"[ \t][ \t]\n|\t\n"),
    "html": ("<>", ""),
    "entity": ("&", ""),
    "em_strong": ("", r"[*_]"),
}
_BLOCK: Final[_Guards] = {
    "indent": ("", r"    |\t"),
    "defindent": ("", r"    |\t"),
    "code": ("", r"    |\t"),
    "table": ("|", r"\n"),
    "hashheader": ("#", r"#[ \t]"),
    "setextheader": ("", r"(?m:[=-][ \t]*$)"),
    "hr": ("", r"(?m:[*_-][ \t]*$)"),
    "olist": (".", r"\d\.[ \t]"),
    "ulist": ("", r"[*+-][ \t]"),
    "quote": (">", ""),
    "deflist": (":", r":[ \t]"),
    "footnote": ("[^]:", r"\]:"),
    "reference": ("[]:", r"\]:"),
}
_BEFORE: Final[_Guards] = {
    "fences": ("", r"```|~~~"),
    "html_block": ("", r"<|&#"),  # it takes HTML out, and closes an open `&#65`
}


class _Plain(Treeprocessor):
    """Spares the inline patterns the texts in which none of them can find anything."""

    MARKED = re.compile(r"[`\\\[<&*_]|  \n")

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not self.MARKED.search(element.text):
                element.text = AtomicString(element.text)


_Parts = tuple[tuple[Any, frozenset[str], re.Pattern[str] | None], ...]


class _Converter:
    """A Markdown instance, and the parts of it that a text can need."""

    def __init__(self, guarded: bool) -> None:
        self.guarded = guarded
        self.md: Any = _make()
        self.before = _guarded(self.md.preprocessors, _BEFORE)
        self.blocks = _guarded(self.md.parser.blockprocessors, _BLOCK)
        self.inline = _guarded(self.md.inlinePatterns, _INLINE)
        if guarded:
            self.md.treeprocessors.register(_Plain(self.md), "plain", 21)

    def convert(self, text: str) -> str:
        md = self.md.reset()
        if self.guarded:
            md.preprocessors = _needed(self.before, text)
            md.parser.blockprocessors = _needed(self.blocks, text)
            md.treeprocessors["inline"].inlinePatterns = _needed(self.inline, text)
        return str(md.convert(text))


def _guarded(registry: Any, guards: _Guards) -> _Parts:
    """The parts of a Registry in their order, each with its guard."""
    known = {id(registry[name]): guard for name, guard in guards.items() if name in registry}
    found = []
    for part in registry:
        characters, pattern = known.get(id(part), ("", ""))
        found.append((part, frozenset(characters), re.compile(pattern) if pattern else None))
    return tuple(found)


def _needed(parts: _Parts, text: str) -> tuple[Any, ...]:
    there = set(text)
    cut = "<" in there
    return tuple(
        part
        for part, characters, pattern in parts
        if characters <= there and (cut or not pattern or pattern.search(text))
    )


_made: dict[bool, _Converter] = {}


def convert(text: str, guarded: bool = True) -> str:
    """The HTML of `text`, as Python-Markdown makes it.

    RecursionError for what is nested too deeply, ValueError for what the library stumbles over.

    With `guarded`, only the parts that can find something in this text are tried: same HTML, sooner.
    """
    # Taken out for the time it works: one that does not come to its end is not used again.
    converter = _made.pop(guarded, None) or _Converter(guarded)
    try:
        html = converter.convert(text)
    except RecursionError:
        raise
    except Exception as error:  # a fault of the library's must name the author's file, not end the build
        raise ValueError(f"{type(error).__name__}: {error}") from error
    _made[guarded] = converter
    return html
