"""Clean HTML → the HTML of a Prose, in one walk over its tags.

Here a text gets what Markdown does not give: ids of our own, figures, `scope`, `rel`, typographic quotation
marks; and what the site must know of it is collected: links, pictures, anchors, words. It works on what the
sanitiser let through, so it is the same for Markdown and for HTML that an author typed. It adds only tags and
attributes written here, and every value is escaped.
"""

import re
from collections.abc import Collection
from typing import Final

from site_gen.documents.addresses import (
    PREFIX,
    SCHEME,
    SCHEMES,
    anchor_id,
    escape,
    is_internal,
    unescape,
)
from site_gen.documents.prose.values import ProseRules
from site_gen.documents.quotes import Quotes
from site_gen.documents.words import word_count
from site_gen.slugs import slug_of

_TAG: Final = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)')
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_NAME: Final = re.compile(r"</?([a-z0-9]+)")
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}")
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_NUMBER: Final = re.compile(r"-?[0-9]{1,4}")
_IGNORED: Final = re.compile("[\t\n\r]|^[\0- ]+|[\0- ]+$")
"""What browsers leave out of an address before they read it; no other space (U+00A0 belongs to it)."""

_IN_LINES = """a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong
    sub sup time u var wbr"""
_INLINE: Final = frozenset(_IN_LINES.split())
_VERBATIM: Final = frozenset(["code", "pre", "kbd", "samp", "var"])
_SCROLLED: Final = frozenset(["pre", "table"])
_HEADINGS: Final = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
_VALUES: Final = {
    "align": re.compile("left|center|right"),
    "colspan": _NUMBER,
    "dir": re.compile("ltr|rtl|auto"),
    "hreflang": _LANG,
    "lang": _LANG,
    "reversed": re.compile(""),
    "rowspan": _NUMBER,
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "start": _NUMBER,
    "value": _NUMBER,
}
_ROLES: Final = {
    "footnote": ' class="footnotes" role="doc-endnotes"',
    "footnote-ref": ' class="footnote-ref" role="doc-noteref"',
    "footnote-backref": ' class="footnote-back" role="doc-backlink"',
}
"""The only classes that content may have, and what stands for them."""


class Finishing:
    """The state that goes through one document: which ids are taken, what was found so far."""

    def __init__(self, rules: ProseRules, taken: Collection[str] = ()) -> None:
        self.rules, self.taken = rules, taken
        self.quotes = Quotes(rules.quotes)
        self.anchors: dict[str, None] = {}
        self.links: list[str] = []
        self.pictures: list[tuple[str, str | None]] = []
        self.dropped = 0
        """Links and pictures that lost their address to the sanitiser."""
        self.words = 0
        self._repeated: dict[str, int] = {}

    def plain(self, level: int, text: str) -> str:
        """A paragraph (level 0) or heading of nothing but text, escaped as the sanitiser escapes it."""
        # Of ASCII's white space nothing but spaces and line ends can be in it, and none at the end of a line.
        single = text.isascii() and "  " not in text
        self.words += text.count(" ") + text.count("\n") + 1 if single else word_count(text)
        anchor = self.new_anchor(unescape(text)) if level else ""
        if self.quotes.marks and ('"' in text or "'" in text):
            text = self.quotes.block(text)
        if not level:
            return f"<p>{text}</p>"
        name = f"h{max(level, 2)}"
        return f'<{name} id="{anchor}">{text}</{name}>'

    def new_anchor(self, text: str) -> str:
        """An id for a heading: its text as a slug, with a number if another has that."""
        slug = slug_of(text) or re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
        anchor = first = PREFIX + (slug or "1")
        number = self._repeated.get(first, 1)
        while anchor in self.anchors or anchor in self.taken:
            number += 1
            anchor = f"{first}-{number}"
        if number > 1:
            self._repeated[first] = number
        self.anchors[anchor] = None
        return anchor

    def finish(self, html: str) -> str:
        """The finished form of `html`, which the sanitiser wrote."""
        return _Walk(self, html.replace("&nbsp;", "\xa0")).result()


class _Walk:
    """One walk. Odd parts are tags, even ones the text between them, often empty."""

    def __init__(self, to: Finishing, html: str) -> None:
        self.to = to
        self.parts = _TAG.split(html)
        self.names = [_NAME.match(tag).group(1) for tag in self.parts[1::2]]  # type: ignore[union-attr]
        self.plain: list[str] = []
        """The text as a reader has it: words are counted in it."""
        self.verbatim = self.heads = 0
        self.heading = -1
        self.heading_plain = 0
        self.address = -1
        """The text of a link that is its own address: no marks are turned in it."""

    def result(self) -> str:
        parts, names, quotes = self.parts, self.names, self.to.quotes
        quotes.begin()
        skip = -1
        for at in range(len(parts)):
            if at <= skip:
                continue
            part = parts[at]
            if not at & 1:
                if part:
                    self.plain.append(part)
                    if quotes.marks and not self.verbatim and at != self.address:
                        parts[at] = quotes.turn(part, *self.following(at))
                    else:
                        quotes.before = part[-1]
                continue
            name = names[at >> 1]
            if name not in _INLINE:
                self.plain.append(" ")
                quotes.begin()
            if part == "<p>":
                skip = self.figure(at)
            elif part[1] == "/":
                self.close(at, name)
            else:
                self.open(at, name, part)
        self.to.words += word_count("".join(self.plain))
        return "".join(parts)

    def following(self, at: int) -> tuple[str, bool]:
        """The next character in the block, and whether the text at `at` is the block's last."""
        parts, names = self.parts, self.names
        for tag in range(at + 1, len(parts), 2):
            if names[tag >> 1] not in _INLINE:
                break
            if parts[tag + 1]:
                return parts[tag + 1][0], False
        return " ", True

    def open(self, at: int, name: str, tag: str) -> None:
        if name in _VERBATIM:
            self.verbatim += 1
        elif name == "thead":
            self.heads += 1
        if name == "img":
            self.parts[at] = self.image(tag)
        elif name in _HEADINGS:
            self.parts[at] = f"<{_HEADINGS[name]}{self.attributes(name, tag)}>"
            if ' id="' not in self.parts[at]:
                self.heading, self.heading_plain = at, len(self.plain)
        elif name == "th":
            scope = ' scope="col"' if self.heads and ' scope="' not in tag else ""
            self.parts[at] = f"<th{self.attributes(name, tag)}{scope}>"
        elif name == "a":
            self.parts[at] = self.anchor(tag)
            if f'"{self.parts[at + 1]}"' in tag:
                self.address = at + 1
        elif name in _SCROLLED:
            # What is wider than the screen scrolls by itself, and not everybody has a mouse or a finger to do it.
            self.parts[at] = f'<{name} tabindex="0"{self.attributes(name, tag)}>'
        elif " " in tag:
            self.parts[at] = f"<{name}{self.attributes(name, tag)}>"

    def close(self, at: int, name: str) -> None:
        if name in _VERBATIM:
            self.verbatim -= 1
        elif name == "thead":
            self.heads -= 1
        elif name in _HEADINGS:
            self.parts[at] = f"</{_HEADINGS[name]}>"
            if self.heading >= 0:
                text = unescape("".join(self.plain[self.heading_plain :]))
                tag = self.parts[self.heading]
                self.parts[self.heading] = f'{tag[:3]} id="{self.to.new_anchor(text)}"{tag[3:]}'
                self.heading = -1

    def attributes(self, name: str, tag: str, without: str = "") -> str:
        """The attributes of `tag` that stay, as they are written."""
        kept = ""
        for key, value in _ATTRIBUTE.findall(tag):
            if key == without:
                continue
            if key == "id":
                kept += self.id(value)
            elif key == "class":
                kept += next((_ROLES[word] for word in value.split() if word in _ROLES), "")
            elif (key == "title" and not value) or (key in _VALUES and not _VALUES[key].fullmatch(value)):
                continue
            elif key == "align":
                kept += f' class="align-{value}"'
            else:
                # Not every nh3 escapes `<` in a value (0.3.2 does not); `resolve` counts on there being none.
                kept += f' {key}="{value.replace("<", "&lt;").replace(">", "&gt;")}"'
        return kept

    def id(self, value: str) -> str:
        anchor = anchor_id(value)
        if not _ID.fullmatch(value) or anchor in self.to.anchors or anchor in self.to.taken:
            return ""
        self.to.anchors[anchor] = None
        return f' id="{anchor}"'

    def anchor(self, tag: str) -> str:
        address = _address(tag, "href")
        rest = self.attributes("a", tag, "href")
        if 'role="doc-backlink"' in rest:
            rest += f' aria-label="{escape(self.to.rules.back_to_text)}"'
        if address is None:
            self.to.dropped += ' id="' not in rest
            return f"<a{rest}>"
        if not is_internal(address):
            return f'<a rel="external noopener" href="{escape(address)}"{rest}>'
        if 'role="' not in rest:
            self.to.links.append(address)
        if address.startswith("#") and len(address) > 1:
            address = "#" + anchor_id(address[1:])
        return f'<a href="{escape(address)}"{rest}>'

    def image(self, tag: str) -> str:
        address = _address(tag, "src")
        if address is None:
            self.to.dropped += 1
            return ""
        alt = re.search(r' alt="([^"]*)"', tag)
        self.to.pictures.append((address, unescape(alt.group(1)) if alt else None))
        rest = self.attributes("img", tag, "src")
        if alt is None:
            rest += ' alt=""'
        if is_internal(address):
            return f'<img src="{escape(address)}"{rest}>'
        return f'<img loading="lazy" decoding="async" src="{escape(address)}"{rest}>'

    def figure(self, at: int) -> int:
        """A paragraph that is one picture becomes a figure; the last part of it, or -1 if it is none."""
        parts, names = self.parts, self.names
        end = at + 4
        if end >= len(parts) or names[end >> 1] != "p" or names[at + 2 >> 1] != "img":
            return -1
        if parts[at + 1].strip() or parts[at + 3].strip():
            return -1
        tag = parts[at + 2]
        title = re.search(r' title="([^"]*)"', tag)
        image = self.image(tag.replace(title.group(), "", 1) if title else tag)
        caption = unescape(title.group(1)).strip() if title else ""
        if caption:
            self.plain.append(caption)
            if self.to.quotes.marks:
                caption = self.to.quotes.block(caption)
            caption = f"<figcaption>{_text(caption)}</figcaption>"
        parts[at : end + 1] = ["", f"<figure>{image}{caption}</figure>" if image else "", "", "", ""]
        return end


def _address(tag: str, key: str) -> str | None:
    """The address in an attribute, as a browser reads it; None if there is none."""
    found = re.search(rf' {key}="([^"]*)"', tag)
    if not found:
        return None
    address = _IGNORED.sub("", unescape(found.group(1)))
    # The sanitiser has seen to this; but it read the address before it was tidied.
    scheme = SCHEME.match(address)
    return address if not scheme or scheme.group()[:-1].lower() in SCHEMES else None


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
