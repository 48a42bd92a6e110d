"""The paragraphs of a Markdown text, each with its kind and its line in the file.

For those who compare or translate texts. This is not how Markdown is converted (that is `prose`): a text is
only cut where an editor sees a gap, a heading or a new item of a list, and nothing of it is lost.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

Kind = Literal["title", "summary", "text", "heading", "item", "quote", "table", "note", "code"]
"""`title` and `summary` stand in the front matter; `note` is a footnote's text; `code` is whatever is not
for translating: code, HTML, definitions of links, rules."""


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph as it is written."""

    kind: Kind
    line: int
    """The line of the file on which it begins."""
    text: str
    """Its lines, marks of Markdown included, without the line end of the last."""


_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_ITEM: Final = re.compile(r"[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+\S")
_QUOTE: Final = re.compile(r" {0,3}>")
_NOTE: Final = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_DEFINITION: Final = re.compile(r" {0,3}(?:\*?\[[^\]]+\]:)")
_HTML: Final = re.compile(r" {0,3}<(?:[A-Za-z/!?])")
_AUTOLINK: Final = re.compile(r" {0,3}<(?:https?:|mailto:|[\w.+-]+@)")
_RULE: Final = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,}|=+ *)$")
_INDENTED: Final = re.compile(r"(?: {4}|\t)")


def paragraphs(body: str, first_line: int) -> Iterator[Paragraph]:
    """The paragraphs of `body`, which begins on `first_line` of its file."""
    lines = body.split("\n")
    at = 0
    in_list = False
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        begin = at
        if fence := _FENCE.match(lines[at]):
            at += 1
            while at < len(lines) and not _closes(lines[at], fence[1]):
                at += 1
            at += 1
            yield _paragraph("code", lines, begin, min(at, len(lines)), first_line)
            continue
        if _HEADING.match(lines[at]):
            at += 1
            yield _paragraph("heading", lines, begin, at, first_line)
            in_list = False
            continue
        at += 1
        while at < len(lines) and lines[at].strip() and not _begins(lines[at]):
            at += 1
        kind = _kind(lines[begin:at], in_list)
        in_list = kind == "item" or (in_list and lines[begin][:1] in " \t")
        yield _paragraph(kind, lines, begin, at, first_line)


def _begins(line: str) -> bool:
    """Whether a line begins a paragraph though no blank line stands before it."""
    return bool(_ITEM.match(line) or _HEADING.match(line) or _FENCE.match(line) or _NOTE.match(line))


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def _kind(lines: list[str], in_list: bool) -> Kind:
    first = lines[0]
    if _ITEM.match(first) and not _RULE.match(first) and (in_list or not _INDENTED.match(first)):
        return "item"
    if _INDENTED.match(first):
        return "text" if in_list else "code"
    if _NOTE.match(first):
        return "note"
    if _DEFINITION.match(first) or _RULE.match(first) or (_HTML.match(first) and not _AUTOLINK.match(first)):
        return "code"
    if _QUOTE.match(first):
        return "quote"
    return "table" if any(map(_is_ruled, lines[1:])) else "text"


def _is_ruled(line: str) -> bool:
    """Whether a line is the one that makes a table of the line above it: `|---|:--|`."""
    return "|" in line and "-" in line and not line.strip(" \t:|-")


def _paragraph(kind: Kind, lines: list[str], begin: int, end: int, first_line: int) -> Paragraph:
    return Paragraph(kind, first_line + begin, "\n".join(lines[begin:end]))
