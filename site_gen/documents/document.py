"""The values that one Markdown file becomes."""

from typing import Final, Literal

import msgspec

from site_gen.errors import Location, Problem


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """The picture that stands with a story."""

    src: str
    """As written: a file beside the story, or a web address."""
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """A correction of a story, as its author entered it."""

    at: str
    """ISO 8601, in the site's zone."""
    kind: str
    text: str
    instant: int = 0
    """Before it nobody is told of the correction."""


class Target(msgspec.Struct, frozen=True, array_like=True):
    """What a link or picture in the text points to, as written, and where it does."""

    target: str
    line: int
    column: int


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One entry of a live story."""

    at: str
    """ISO 8601, in the site's zone. No other entry of the story has the same."""
    instant: int
    anchor: str
    """The id of its place on the page, made of its time: so it is the same in every language."""
    title: str
    """Plain text; empty if it has none."""
    opening: str
    """The first words of its text, plain."""
    body: str
    """Digest of its html."""
    links: tuple[Target, ...] = ()
    pictures: tuple[Target, ...] = ()
    bare_pictures: tuple[Target, ...] = ()
    anchors: tuple[str, ...] = ()
    """All places inside of it, its own first."""


class Live(msgspec.Struct, frozen=True, array_like=True):
    """What makes a story a live one."""

    started: str
    """ISO 8601, in the site's zone."""
    starts: int
    """The same as an instant."""
    ended: str = ""
    """Empty while it is still being written; as its author entered it, it may lie in the future."""
    ends: int = 0
    entries: tuple[Entry, ...] = ()
    """Newest first; those whose time has not come among them until `site.release` has taken them out."""


class Document(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one file says. Dates are in the site's zone; instants are seconds since 1970."""

    path: str
    """Of the file, in the project: `content/2016/11/15/slug/index.id.md`."""
    key: str
    """The story; its translations have the same one."""
    lang: str
    name: str
    """The story's folder or file name, from which an address is made where no slug is given."""
    standing: bool
    """Whether it is a standing page (`content/pages/`), without date, outside all lists."""
    title: str
    body: str
    """Digest of the html; of a live story, of what stands above its entries."""
    revision: str
    """Digest of what a translator translates; see `revision_of`."""
    minutes: int
    """Reading time, at 200 words a minute; 0 of a live story, which grows."""
    date: str = ""
    """`2016-11-15`, or with a time `2016-11-15T19:05:00+07:00`."""
    instant: int = 0
    slug: str = ""
    """Only where the author gave one."""
    section: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    summary: str = ""
    outlet: str = ""
    dateline: str = ""
    canonical: str = ""
    picture: Picture | None = None
    draft: bool = False
    embargo: int = 0
    """Instant before which nobody may see it; 0 if there is none."""
    expires: int = 0
    """Instant from which it is gone; 0 if it stays."""
    updated: str = ""
    updates: int = 0
    """The instant of `updated`; 0 if there was no update."""
    corrections: tuple[Correction, ...] = ()
    translates: str = ""
    """The original's revision that this text was made from."""
    machine: bool = False
    aliases: tuple[str, ...] = ()
    series: str = ""
    """By its id in content/series.yaml."""
    part: int = 0
    """Of the series; 0 where the date says which part it is."""
    live: Live | None = None
    links: tuple[Target, ...] = ()
    """Targets inside the site. Of a live story, entries have their own, until `site.release` puts them together;
    so with pictures and anchors."""
    pictures: tuple[Target, ...] = ()
    """Sources of the pictures in the text."""
    bare_pictures: tuple[Target, ...] = ()
    """Those of them without a text for readers who cannot see."""
    anchors: tuple[str, ...] = ()
    """The places in the text that a link can lead to."""
    extra: tuple[tuple[str, str], ...] = ()
    """The keys that config.yaml declares, sorted, each with its value."""
    marks: bytes = b""
    """Line and column of the front matter values that a later stage may have to point at, as `marks_of` has them: few are
    ever asked for, and as a mapping they would be a fifth of all that is known of a text."""

    @property
    def retracted(self) -> bool:
        """Whether the story was withdrawn: its address stays, with the reason in place of the text."""
        return bool(self.corrections) and any(c.kind == "retraction" for c in self.corrections)

    def at(self, *keys: str) -> Location:
        """Where the file has the first of these keys of the front matter; of none of them, its title, else its beginning."""
        marks = _read_marks(self.marks) if self.marks else {}
        found = (marks[key] for key in (*keys, "title") if key in marks)
        return Location(self.path, *next(found, (1, 1)))


_read_marks: Final = msgspec.msgpack.Decoder(dict[str, tuple[int, int]]).decode


def marks_of(places: dict[str, tuple[int, int]]) -> bytes:
    """The `marks` of a Document whose front matter has the values of these keys at these lines and columns."""
    return msgspec.msgpack.encode(places)


class Parsed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What parsing one file gave: a document and its html, or the reasons why there is none."""

    document: Document | None
    html: str = ""
    texts: tuple[str, ...] = ()
    """The html of each entry of a live story."""
    problems: tuple[Problem, ...] = ()


class DocumentRules(msgspec.Struct, frozen=True, array_like=True):
    """What a file's meaning depends on beside its own bytes. Part of the digest it is remembered under."""

    languages: tuple[str, ...]
    """The default language first."""
    timezone: str
    sections: tuple[str, ...]
    extra: tuple[str, ...]
    quotes: Literal["typographic", "keep"]
    sections_line: int = 0
    """Where config.yaml declares sections, for messages."""


MAX_TAGS = 50
CORRECTION_KINDS = ("ralat", "koreksi", "hak-jawab", "update", "retraction")
KEYS = [
    "title",
    "title_source",
    "date",
    "date_source",
    "lang",
    "key",
    "slug",
    "section",
    "tags",
    "author",
    "editor",
    "reporter",
    "photographer",
    "translator",
    "summary",
    "outlet",
    "dateline",
    "canonical",
    "source_file",
    "image",
    "draft",
    "embargo",
    "expires",
    "updated",
    "corrections",
    "translates",
    "machine",
    "aliases",
    "series",
    "part",
    "live",
]
"""Every front matter key, in the order in which the desk writes them."""
