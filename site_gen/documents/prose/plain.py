"""Prose with little or no markup, read directly.

Most of a newspaper is paragraphs and headings that are nothing but text, and Python-Markdown needs most of a
millisecond to find nothing in them. Here a block is taken as plain only if no rule of the converter and no
rule of HTML can see anything in it; and as marked if that is true of it without its emphasis and links, and
those are of the simplest kind (or if it is one picture, a list of plain lines or a quoted plain paragraph, and
has no other list or quote beside it). All other blocks are handed on as they are, in runs
of neighbours. What reaches from one block into another (definitions of links and notes, HTML, fences,
definition lists) puts the whole text on the long way.

Neither kind needs a sanitiser. What an author typed brings no `<`, `>` or `"` into the HTML but as text, no
`&` but in the entities written here, and no address of another scheme than http and https, so that the tags
and attributes written here are the only ones: nh3 would hand it all back as it is.
"""

import re
from typing import Final

from site_gen.documents.addresses import escape

PARAGRAPH: Final = 0
RUN: Final = -1
"""Blocks that the converter must read."""
MARKED: Final = -2
"""A block with emphasis, links or a picture, or a list or quote without, as HTML."""

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
_ITEMS: Final = re.compile(rf"- {_BEGINS}{_SAFE}++(?<!\s)(?:\n- {_BEGINS}{_SAFE}++(?<!\s))*+")
_QUOTED: Final = re.compile(rf"> {_BEGINS}{_SAFE}++(?<!\s)(?:\n> {_BEGINS}{_SAFE}++(?<!\s))*+")
_SPELLED: Final = re.compile(r"\\(.)|&(?:(amp|lt|gt|quot)|#([0-9]+));")
_NAMED: Final = {"amp": "&amp;", "lt": "&lt;", "gt": "&gt;", "quot": '"'}
_REACHES: Final = re.compile(r"<|\]:|```|~~~|&#(?![0-9]+;|[xX][0-9a-fA-F]+;)|^[ \t]*:", re.MULTILINE)
"""`&#` that is no entity: the HTML parser looks for a `;` in all the rest of the text."""

_INNER: Final = _SAFE.replace("[^", r"[^\]\"'")
_HOST = r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}"
_ADDRESS = rf"(?:https?://{_HOST}(?=[/)]))?[A-Za-z0-9/._~#?=%+,@-]*"
"""An address that neither Markdown nor the sanitiser reads otherwise; no odd host, no `&`."""
# Each alternative begins with its sign, so that the search goes from sign to sign.
_MARK: Final = re.compile(
    rf"""\*(?<![^\s(]\*)(\*?)(?!\s)({_INNER}+)(?<!\s)\*\1"""
    rf"""|\[(?<!!\[)({_INNER}+)\]\(({_ADDRESS})\)"""
)
_MARK_OR_SPELLED: Final = re.compile(f"{_MARK.pattern}|{_SPELLED.pattern}")
_PICTURE: Final = re.compile(rf"""!\[({_INNER}*)\]\(({_ADDRESS})(?: "({_INNER}+)")?\)""")


def split(text: str) -> list[tuple[int, str]] | None:
    """The blocks of `text`: PARAGRAPH or a heading's level with its HTML, RUN with its Markdown.

    None if the text must be converted as a whole.
    """
    found: list[tuple[int, str]] = []
    run: list[str] = []
    alone: list[str] = []
    """The last block and what is after it, if it is a list or a quote and nothing but text is before it."""
    for block in text.strip("\n").split("\n\n"):
        plain = block.lstrip("\n") if block[:1] == "\n" else block
        if not plain:
            if run or alone:
                (run or alone).append(block)  # more blank lines: they may belong to a block of code
            continue
        beside = alone
        alone = []
        if _LINES.fullmatch(plain):
            level = PARAGRAPH
        elif heading := _HEADING.fullmatch(plain):
            level, plain = len(heading.group(1)), _spelled_out(heading.group(2))
        elif ("\\" in plain or "&" in plain) and _WRITTEN.fullmatch(plain):
            level, plain = PARAGRAPH, _spelled_out(plain)
        elif marked := _marked(plain):
            level, plain = MARKED, marked
        elif not run and not beside and (items := _list_or_quote(plain)):
            level, plain, alone = MARKED, items, [block]
        else:
            if beside:  # two of them, or one and code, may be one
                found.pop()
                run = beside
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


def _list_or_quote(block: str) -> str:
    """The HTML of a list of plain lines, or of a quoted plain paragraph; empty if it is neither."""
    if _ITEMS.fullmatch(block):
        return "<ul>\n<li>" + block[2:].replace("\n- ", "</li>\n<li>") + "</li>\n</ul>"
    if _QUOTED.fullmatch(block):
        words = block[2:].replace("\n> ", "\n")
        return f"<blockquote>\n<p>{words}</p>\n</blockquote>"
    return ""


def _marked(block: str) -> str:
    """The HTML of a block with a little markup, empty if it has more than that."""
    if picture := _PICTURE.fullmatch(block):
        alt, address, title = picture.groups()
        more = f' title="{title}"' if title else ""
        return f'<p><img alt="{alt}" src="{address}"{more}></p>'
    rest = _MARK.sub("x", block)
    if rest == block or not _WRITTEN.fullmatch(rest):
        return ""
    return f"<p>{_MARK_OR_SPELLED.sub(_element, block)}</p>"


def _element(match: re.Match[str]) -> str:
    second_star, emphasised, words, address, *spelled = match.groups()
    if any(spelled):
        return _character(*spelled)
    if emphasised:
        name = "strong" if second_star else "em"
        return f"<{name}>{emphasised}</{name}>"
    return f'<a href="{address}">{words}</a>'


def _spelled_out(text: str) -> str:
    """The HTML of a text with backslashes and entities."""
    if "\\" not in text and "&" not in text:
        return text
    return _SPELLED.sub(lambda match: _character(*match.groups()), text)


def _character(character: str | None, name: str | None, number: str | None) -> str:
    if name:
        return _NAMED[name]
    return _escaped(character or chr(int(number or 0)))


def _escaped(character: str) -> str:
    return escape(character) if character != '"' else character
