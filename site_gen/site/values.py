"""The values of a site. Nothing here is written to a file or sent to another process."""

from functools import cached_property
from typing import Final, Literal

import msgspec

from site_gen.config import Config, Language
from site_gen.digest import Sealed
from site_gen.documents.document import Correction, Document, Picture
from site_gen.errors import Location
from site_gen.tables.fronts import Front
from site_gen.tables.people import Person

TermKind = Literal["tag", "section", "author", "series"]


class Release(msgspec.Struct, frozen=True):
    """What may be seen."""

    now: int
    """Seconds since 1970."""
    everything: bool = False
    """Whether drafts and stories whose time has not come (or has gone) show, too: for previews only."""


class Media(msgspec.Struct, frozen=True, array_like=True):
    """A picture file of the content, and where it is published."""

    path: str
    """In the project."""
    url: str
    width: int = 0
    """Pixels; 0 if the file does not say."""
    height: int = 0
    scalable: bool = False
    """Whether smaller ones can be made of it: it does not move, and Pillow is there."""

    @property
    def renditions(self) -> "tuple[Rendition, ...]":
        """What is published beside it for readers, the narrowest first: smaller in bytes, the widest in nothing else."""
        if not self.scalable or self.width <= RENDITIONS[0]:
            return ()
        stem = self.url.rpartition(".")[0]
        widths = [width for width in RENDITIONS if width < self.width]
        if len(widths) < len(RENDITIONS):
            widths.append(self.width)
        return tuple([Rendition(self.path, f"{stem}.{width}.webp", width) for width in widths])


RENDITIONS: Final = (320, 720, 1200, 1600)
"""Pixels: a list on a telephone, a story there, a story on a desk, the same on a fine screen. Each is a file more."""


class Rendition(msgspec.Struct, frozen=True, array_like=True):
    """A picture in a smaller size."""

    source: str
    """The picture's file in the project."""
    url: str
    width: int


class Term(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """A tag, section, author or series: one thing, whatever it is called in each language."""

    kind: TermKind
    id: str
    names: dict[str, str]
    slugs: dict[str, str]
    descriptions: dict[str, str] = {}
    type: str = ""
    """What the glossary says a tag is: `person`, `place`, `organisation` or `topic`; of a running story `running`; else empty."""

    digest: bytes = b""
    """Of all of the above."""

    @cached_property
    def sealed(self) -> "Sealed[Term]":
        """The term, for what stands in many places."""
        return Sealed(self)


class Target(msgspec.Struct, frozen=True, array_like=True):
    """Where a link in a text leads."""

    written: str
    """As the author wrote it."""
    url: str
    lang: str = ""
    """The language of the target, where it is not that of the text."""


class Article(msgspec.Struct, frozen=True, gc=False):
    """A document with a place in the site."""

    document: Document
    url: str
    section: Term | None
    tags: tuple[Term, ...]
    authors: tuple[Term, ...]
    credits: dict[str, Term]
    """The names of its reporters, editors, photographers and translators who are known in content/people.yaml."""
    picture: Picture | None
    """With its published address as `src`."""
    media: Media | None
    """The file of `picture`, if it is one of ours."""
    links: tuple[Target, ...]
    pictures: tuple[tuple[str, Media], ...]
    """The pictures in the text that are files of ours: as written, and the file."""
    series: Term | None = None
    part: int = 0
    """Of the series; 0 in a running story, whose stories are not counted."""
    places: dict[str, str] = {}
    """Language to the place it was filed from, as that language calls it; empty without a dateline."""


class Lists(msgspec.Struct, frozen=True):
    """Stories by where they are listed, newest first everywhere."""

    articles: tuple[Article, ...]
    tags: tuple[tuple[Term, tuple[Article, ...]], ...]
    """By name."""
    sections: tuple[tuple[Term, tuple[Article, ...]], ...]
    """In the order of config.yaml; only those with stories."""
    authors: tuple[tuple[Term, tuple[Article, ...]], ...]
    """Those who wrote a story, and people of content/people.yaml who worked on one; by name."""
    series: tuple[tuple[Term, tuple[Article, ...]], ...]
    """By name. The last part first, of a running story the newest."""
    months: tuple[tuple[str, tuple[Article, ...]], ...]
    """`2016-11`, newest first."""


class FrontStrip(msgspec.Struct, frozen=True):
    """A row of stories on a front."""

    titles: dict[str, str]
    """What an editor wants to stand over it; empty if the term's name is to."""
    term: Term | None
    """What its stories have in common, if that is one thing."""
    articles: tuple[Article, ...]


class FrontPage(msgspec.Struct, frozen=True):
    """A front with the stories that an edition has on it: none twice, but where somebody pinned it twice."""

    front: Front
    lead: Article | None
    """None if there is no story for the whole front."""
    seconds: tuple[Article, ...]
    strips: tuple[FrontStrip, ...]
    river: tuple[Article, ...] = ()
    """Of a page of its own: what follows."""

    @property
    def above(self) -> tuple[Article, ...]:
        """Every story but those of the river."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.seconds, *(article for strip in self.strips for article in strip.articles))


class Edition(Lists, frozen=True):
    """The site in one language. As lists of its own it has those of the stories in this language."""

    language: Language
    guests: tuple[Article, ...]
    """Stories that it has no text of, as config.yaml wants them to be listed: in another language, and with `url`
    in this edition where it shows them itself. Those that it shows are in no list of its own."""
    listed: Lists
    """What its lists show to readers: its own stories and the guests."""
    standing: tuple[Article, ...]
    """Pages outside all lists, by title."""
    retracted: tuple[Article, ...]
    """Stories that were withdrawn: in no list, but for that of the corrections."""
    corrections: tuple[tuple[Article, Correction], ...]
    """Every correction with its story, newest first."""
    fronts: dict[str, FrontPage]
    """By name: `home` is always there."""
    news: tuple[Article, ...] = ()
    """Those of the last two days, for the news sitemap; empty if the site has none."""


class Redirect(msgspec.Struct, frozen=True):
    """An address that something had before."""

    url: str
    target: str
    """Its address now."""
    title: str
    lang: str
    """Of the title."""
    where: Location
    """The line that the old address was taken from."""


class Site(msgspec.Struct, frozen=True):
    """Everything that a reader may see."""

    config: Config
    editions: tuple[Edition, ...]
    """In the order of the configuration, the default language first."""
    stories: dict[str, dict[str, Article]]
    """Story to language to article: which are translations of each other."""
    redirects: tuple[Redirect, ...]
    people: dict[str, Person]
    """Those of content/people.yaml who worked on a story, by the id of their term."""
    media: tuple[Media, ...]
    """Every picture file that some page shows."""
    everything: bool
    """Whether unreleased stories are among it."""
