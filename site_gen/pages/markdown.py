"""The Markdown twin of a story: front matter, and its text as CommonMark with GitHub's tables and footnotes.

It is made from the story's html, not from the file its author wrote. There everything has been decided: what is
HTML and what is not, where links lead, which reference means what. So the twin has no HTML and no
definition apart from its use, its addresses are absolute, and nothing can stand in it that readers do not see.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from html import unescape
from typing import Final
from urllib.parse import quote, urljoin

from site_gen.documents.front_matter import front_matter_text
from site_gen.pages.records import Record

_TAG: Final = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_VOID: Final = frozenset(["br", "hr", "img", "wbr", "col"])
_BLOCKS: Final = frozenset(
    [
        "blockquote",
        "caption",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_AROUND: Final = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("del", "s"), "~~"),
}
_HIDDEN: Final = frozenset(["rp"])
_MEANT: Final = re.compile(r"([\\`*\[\]<~|])|_(?!\w)|(?<!\w)_|&(?=#?\w+;)|!(?=\[)")
"""What Markdown would read as its own, wherever in a line it stands."""
_BEGINS: Final = re.compile(r"(?P<number>\d{1,9})(?=[.)](\s|$))|(?=#{1,6}(\s|$)|[-+:](\s|$)|[>=]|-{2,}|_{3})")
"""What it would read so where a line begins."""
_MARKS: Final = re.compile(r"[\\`*\[\]<~|_&!]")
"""What all of that holds. Most paragraphs of news have none of it."""
_SPACES: Final = re.compile(r"[\t\n\r\f]|  ")
_ENTITIES: Final = {"<": "&lt;", "&": "&amp;"}


class _Element:
    """An element of the text, or the fragment itself."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[_Element | str] = []

    def elements(self, *names: str) -> "list[_Element]":
        """Those of the children that are elements of these names."""
        return [child for child in self.children if isinstance(child, _Element) and child.name in names]

    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def _read(html: str) -> _Element:
    """Html of ours as a tree. It is well-formed, and no text or value in it has a bare `<` or `"`."""
    root = _Element("", {})
    opened = [root]
    parts = _TAG.split(html)
    for at in range(0, len(parts), 4):
        if at:
            close, name, rest = parts[at - 3 : at]
            if close:
                if len(opened) > 1:
                    opened.pop()
            else:
                attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(rest)} if rest else {}
                element = _Element(name, attributes)
                opened[-1].children.append(element)
                if name not in _VOID:
                    opened.append(element)
        if parts[at]:
            opened[-1].children.append(unescape(parts[at]))
    return root


def write_markdown(record: Record, html: str = "", texts: Sequence[str] = ()) -> bytes:
    """The Markdown twin of a story; of one that was withdrawn without the text."""
    front = front_matter_text(
        {
            "title": record.title,
            "summary": record.summary,
            "author": tuple(author.name for author in record.authors),
            "outlet": record.outlet,
            "dateline": record.dateline,
            "date": record.date,
            "updated": record.updated,
            "lang": record.lang,
            "url": record.url,
            "canonical": record.canonical,
            "series": record.series.name if record.series else "",
            "part": str(record.part) if record.part else "",
            "live": ("true" if not record.live.ended else f"ended {record.live.ended}")
            if record.live
            else "",
            **({"machine": True} if record.machine else {}),
            **({"retracted": True} if record.retracted else {}),
            "corrections": tuple(f"{c.at} {c.kind}: {c.text}" for c in record.corrections),
            "translations": tuple(version.url for version in record.versions),
        }
    )
    parts = [f"{front}\n# {_inline_text(record.title)}\n", markdown_of(html, record.url)]
    for entry, text in zip(record.live.entries if record.live else (), texts, strict=True):
        heading = f"## {entry.at[:16].replace('T', ' ')} {_inline_text(entry.title)}".rstrip()
        # Notes are numbered in each entry anew.
        inner = re.sub(r"\[\^(\d+)\]", rf"[^{entry.anchor[2:]}-\1]", markdown_of(text, record.url))
        parts.append(f"{heading}\n\n{inner}")
    head, *rest = parts
    return "\n".join([head, *filter(None, rest)] if any(rest) else [head, ""]).encode()


def markdown_of(html: str, url: str = "") -> str:
    """`html` of a story as Markdown. Addresses in it are absolute where `url`, its page, is given."""
    text = "\n\n".join(_blocks(_read(html), url))
    return text + "\n" if text else ""


def _blocks(element: _Element, url: str) -> list[str]:
    """The blocks inside an element, each of one line or more. Words that stand between blocks are one, too."""
    found: list[str] = []
    loose: list[_Element | str] = []

    def close() -> None:
        line = _paragraph(loose, url)
        if line:
            found.append(line)
        loose.clear()

    for child in element.children:
        if isinstance(child, _Element) and child.name in _BLOCKS:
            close()
            found += _block(child, url)
        else:
            loose.append(child)
    close()
    return found


def _block(element: _Element, url: str) -> list[str]:
    name = element.name
    if name in ("ul", "ol"):
        return _list(element, url)
    if name == "blockquote":
        return [_prefixed("\n\n".join(_blocks(element, url)), "> ", ">")]
    if name[0] == "h" and name[1:].isdigit():
        line = _inline(element.children, url).strip()
        return [f"{'#' * int(name[1:])} {re.sub(r'(#+)$', lambda m: chr(92) + m[1], line)}"] if line else []
    if name == "hr":
        return ["* * *"]
    if name == "pre":
        return [_fenced(element.text())]
    if name == "table":
        return _table(element, url)
    if name == "dl":
        return _definitions(element, url)
    if name == "div" and element.attributes.get("role") == "doc-endnotes" and element.elements("ol"):
        return _footnotes(element, url)
    if name == "figcaption":
        line = _inline(element.children, url).strip()
        return [f"*{line}*"] if line else []
    return _blocks(element, url)


def _paragraph(children: "list[_Element | str]", url: str) -> str:
    lines = _inline(children, url).strip(" \n").split("  \n")
    return "  \n".join(_guarded(line.strip(" ")) for line in lines).strip()


def _guarded(line: str) -> str:
    """`line`, so that it is no list, heading, quotation or rule."""
    found = _BEGINS.match(line)
    if not found:
        return line
    number = found["number"]
    return f"{number}\\{line[len(number) :]}" if number else f"\\{line}"


def _inline_text(text: str) -> str:
    """Plain text in a line of Markdown."""
    if _SPACES.search(text):
        text = re.sub(r"[ \t\n\r\f]+", " ", text)
    if not _MARKS.search(text):
        return text
    return _MEANT.sub(lambda found: _ENTITIES.get(found[0]) or "\\" + found[0], text)


def _inline(children: "list[_Element | str]", url: str) -> str:
    """The children of an element in one line; a break in it is two spaces and a line end."""
    parts: list[str] = []
    for child in children:
        part = _inline_text(child) if isinstance(child, str) else _inline_element(child, url)
        if part[:1] == "[" and parts and parts[-1][-1:] == "!":
            parts[-1] = parts[-1][:-1] + "\\!"  # else the link would be a picture
        parts.append(part)
    line = "".join(parts)
    return re.sub(r" {2,}(?!\n)", " ", line) if "  " in line else line


def _inline_element(element: _Element, url: str) -> str:
    name, attributes = element.name, element.attributes
    if name == "br":
        return "  \n"
    if name == "img":
        return _image(attributes, url)
    if name in ("code", "kbd", "samp"):
        return _code(element.text())
    if name in _HIDDEN or name == "wbr":
        return ""
    if name == "a":
        return _link(element, url)
    inner = _inline(element.children, url)
    if name == "q":
        return f"“{inner}”"
    mark = _AROUND.get(name)
    if not mark or not inner.strip():
        return inner
    # A mark does not work beside a space inside of it.
    head, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{head}{mark}{inner.strip()}{mark}{tail}"


def _link(element: _Element, url: str) -> str:
    attributes = element.attributes
    role, target = attributes.get("role", ""), attributes.get("href", "")
    if role == "doc-backlink":
        return ""
    if role == "doc-noteref":
        return f"[^{element.text()}]"
    inner = _inline(element.children, url)
    if not target or not inner.strip():
        return inner
    title = attributes.get("title", "")
    return f"[{inner.strip()}]({_address(target, url)}{_title(title)})"


def _image(attributes: dict[str, str], url: str) -> str:
    alt, source = _inline_text(attributes.get("alt", "")), attributes.get("src", "")
    return f"![{alt}]({_address(source, url)}{_title(attributes.get('title', ''))})"


def _title(text: str) -> str:
    return f' "{_inline_text(text).replace(chr(34), chr(92) + chr(34))}"' if text else ""


def _address(target: str, url: str) -> str:
    """An address as it may stand in the brackets of a link."""
    with suppress(ValueError):  # https://[ is no address, but somebody's text
        target = urljoin(url, target) if url else target
    return re.sub(r"[\s()<>\\'\"]", lambda found: quote(found[0]), target)


def _code(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}" if text.strip() else text


def _fenced(text: str) -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}\n{text.rstrip(chr(10))}\n{fence}"


def _list(element: _Element, url: str) -> list[str]:
    number = int(element.attributes.get("start") or 1) if element.name == "ol" else 0
    items = []
    for item in element.elements("li"):
        mark = f"{max(number, 0)}. " if element.name == "ol" else "- "
        number += 1
        blocks = _blocks(item, url)
        # A list inside an item stands right under its words, a paragraph apart from them.
        tight = not item.elements("p", "blockquote", "pre", "table", "dl", "figure")
        body = ("\n" if tight else "\n\n").join(blocks)
        # What belongs to an item stands below its first word; four blanks are what older readers want.
        indent = " " * max(4, len(mark))
        items.append(mark + _prefixed(body, indent, "")[len(indent) :])
    return ["\n".join(items) if all("\n\n" not in item for item in items) else "\n\n".join(items)]


def _definitions(element: _Element, url: str) -> list[str]:
    """A term in bold over what it means: CommonMark has no list of definitions."""
    found = []
    for child in element.elements("dt", "dd"):
        if child.name == "dt":
            line = _inline(child.children, url).strip()
            found += [f"**{line}**"] if line else []
        else:
            found += _blocks(child, url)
    return found


def _table(element: _Element, url: str) -> list[str]:
    head: list[_Element] = []
    rows: list[_Element] = []
    caption = [block for one in element.elements("caption") for block in _blocks(one, url)]
    for part in element.elements("thead", "tbody", "tfoot", "tr"):
        into = head if part.name == "thead" and not head else rows
        into += [part] if part.name == "tr" else part.elements("tr")
    cells = [[_cell(cell, url) for cell in row.elements("td", "th")] for row in [*head[:1], *head[1:], *rows]]
    width = max((len(row) for row in cells), default=0)
    if not width:
        return caption
    if not head:
        cells.insert(0, [""] * width)
    first = head[0].elements("td", "th") if head else []
    sides = [_SIDES.get(cell.attributes.get("class", ""), "---") for cell in first]
    sides += ["---"] * (width - len(sides))
    lines = [[*row, *[""] * (width - len(row))] for row in cells]
    lines.insert(1, sides)
    return [*caption, "\n".join(f"| {' | '.join(line)} |" for line in lines)]


_SIDES: Final = {"align-left": ":---", "align-center": ":---:", "align-right": "---:"}


def _cell(cell: _Element, url: str) -> str:
    return " ".join(_blocks(cell, url)).replace("  \n", " ").replace("\n", " ")


def _footnotes(element: _Element, url: str) -> list[str]:
    """The notes, numbered as their marks are: they come in the order of the marks."""
    notes = [note for listed in element.elements("ol") for note in listed.elements("li")]
    bodies = ["\n\n".join(_blocks(note, url)) for note in notes]
    return [f"[^{n}]: {_prefixed(body, '    ', '')[4:]}" for n, body in enumerate(bodies, 1)]


def _prefixed(text: str, prefix: str, bare: str) -> str:
    """Each line with `prefix` before it; an empty one with `bare`."""
    return "\n".join(prefix + line if line else bare for line in text.split("\n"))
