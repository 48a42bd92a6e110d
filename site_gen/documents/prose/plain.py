"""Prose without markup, read directly: paragraphs and headings that are nothing but text.

Most of a newspaper is that, and Python-Markdown needs a millisecond to find nothing in it. Here a block is
taken as plain only if no rule of the converter and no rule of HTML can see anything in it; all others are
handed on as they are, in runs of neighbours. What reaches from one block into another (definitions of links
and notes, HTML, fences, definition lists) puts the whole text on the long way.

A plain block needs no sanitiser: it holds no `<`, `>` or `&` but in the entities written here, so that the
tags around it are the only ones; nh3 would hand it back as it is.
"""

import re
from typing import Final

from site_gen.documents.prose.addresses import escape

PARAGRAPH: Final = 0
RUN: Final = -1
"""Blocks that the converter must read."""

_SAFE = r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff`\\\[<&*_>|]"
"""A character that means nothing in the middle of a line, wherever it stands."""
_BEGINS = r"(?![\s#>:=+*|~_-]|\d+\.\s)"
"""Not what a list, heading, quote, rule, definition, fence or indented line begins with."""
_ESCAPED = r"\\[!-%'-/:-@\[-`{-~]"
_ENTITY = r"&(?:amp|lt|gt|quot|#(?:3[3-9]|[4-9][0-9]|1[01][0-9]|12[0-6]));"
_TEXT = rf"{_SAFE}*+(?:(?:{_ESCAPED}|{_ENTITY}){_SAFE}*+)*+(?<!\s)"

_LINES: Final = re.compile(rf"{_BEGINS}{_SAFE}++(?<!\s)(?:\n{_BEGINS}{_SAFE}++(?<!\s))*+")
_WRITTEN: Final = re.compile(rf"{_BEGINS}{_TEXT}(?:\n{_BEGINS}{_TEXT})*+")
"""The same with escaped characters and entities in it, as the wire desk writes them."""
_HEADING: Final = re.compile(rf"(#{{1,6}}) +(?![\s#])({_TEXT})(?<!#)")
_SPELLED: Final = re.compile(r"\\(.)|&(?:(amp|lt|gt|quot)|#([0-9]+));")
_NAMED: Final = {"amp": "&amp;", "lt": "&lt;", "gt": "&gt;", "quot": '"'}
_REACHES: Final = re.compile(r"<|\]:|```|~~~|&#(?![0-9]+;|[xX][0-9a-fA-F]+;)|^[ \t]*:", re.MULTILINE)
"""`&#` that is no entity: the HTML parser looks for a `;` in all the rest of the text."""


def split(text: str) -> list[tuple[int, str]] | None:
    """The blocks of `text`: PARAGRAPH or a heading's level with its HTML, RUN with its Markdown.

    None if the text must be converted as a whole.
    """
    found: list[tuple[int, str]] = []
    run: list[str] = []
    for block in text.strip("\n").split("\n\n"):
        plain = block.lstrip("\n") if block[:1] == "\n" else block
        if not plain:
            if run:
                run.append(block)  # more blank lines: they may belong to a block of code
            continue
        if _LINES.fullmatch(plain):
            level = PARAGRAPH
        elif heading := _HEADING.fullmatch(plain):
            level, plain = len(heading.group(1)), _spelled_out(heading.group(2))
        elif ("\\" in plain or "&" in plain) and _WRITTEN.fullmatch(plain):
            level, plain = PARAGRAPH, _spelled_out(plain)
        else:
            run.append(block)
            continue
        if run:
            found.append((RUN, "\n\n".join(run)))
            run = []
        found.append((level, plain))
    if run:
        found.append((RUN, "\n\n".join(run)))
    if any(level == RUN and (_REACHES.search(block) or not block.strip()) for level, block in found):
        return None
    return found


def _spelled_out(text: str) -> str:
    """The HTML of a text with backslashes and entities."""
    if "\\" not in text and "&" not in text:
        return text
    return _SPELLED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    character, name, number = match.groups()
    if name:
        return _NAMED[name]
    return _escaped(character or chr(int(number)))


def _escaped(character: str) -> str:
    return escape(character) if character != '"' else character
