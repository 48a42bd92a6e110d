"""What `read_prose` takes and returns."""

import msgspec


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A link to another place of the site, as the author wrote it."""

    target: str
    """The address, without Markdown's escapes and HTML's entities; %-escapes stay. May be empty."""
    line: int = 0
    """The line of the file; 0 where it could not be found again in the source."""
    column: int = 0


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture in the text; one of another host too (see `is_internal`)."""

    src: str
    """As `Link.target`."""
    alt: str | None = None
    """The text for those who cannot see it; None where an <img> has no alt at all."""
    line: int = 0
    column: int = 0


class Prose(msgspec.Struct, frozen=True, array_like=True):
    """One body, converted."""

    html: str
    """Safe to print. Addresses within the site are still as written: `resolve` puts in the final ones."""
    links: tuple[Link, ...] = ()
    """Links within the site (relative, `/…`, `#…`), in the order of the text; those of footnotes left out."""
    pictures: tuple[Picture, ...] = ()
    anchors: tuple[str, ...] = ()
    """The ids in `html`. Every one begins with `t-`: content cannot take the name of a theme's element."""
    words: int = 0
    """How many words a reader has before him."""


class ProseRules(msgspec.Struct, frozen=True, array_like=True):
    """What a site decides about its prose."""

    quotes: str = "keep"
    """The language whose quotation marks straight ones become on the page, or "keep". A language whose marks
    we do not know (see `quotes.MARKS`) keeps them too."""
    back_to_text: str = "Back to the text"
    """What a screen reader says at the end of a footnote."""
