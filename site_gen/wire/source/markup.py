"""HTML and Markdown that a scraper or a feed left in a text: out, with the shape of the text kept.

The result is lines: plain text, each with the line of the source where it began and, where the markup
said so, what it is.
"""

from site_gen.wire.lines import Line, Plain
from site_gen.wire.source.entities import unescaped
from site_gen.wire.source.hypertext import from_html, has_blocks, has_tags, without_inline
from site_gen.wire.source.marked import from_markdown, is_markdown


def plain(text: str, name: str = "") -> Plain:
    """The lines of `text`, whatever marks it carried. `name` tells by its ending what it is written in."""
    ending = name.rpartition(".")[2].lower()
    if ending in ("md", "markdown") and not has_blocks(text):
        return Plain(from_markdown(without_inline(text)))
    if ending in ("html", "htm") or has_tags(text):
        return from_html(text, is_page=ending in ("html", "htm") or "<html" in text[:2000].lower())
    if is_markdown(text):
        return Plain(from_markdown(text))
    return Plain(_numbered(text))


def _numbered(text: str) -> tuple[Line, ...]:
    found: list[Line] = []
    gap = False
    for number, line in enumerate(text.split("\n"), 1):
        flat = " ".join(unescaped(line).split())
        if flat:
            found.append(Line(flat, number, gap=gap))
            gap = False
        else:
            gap = True
    return tuple(found)
