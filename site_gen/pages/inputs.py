"""The theme contract: what each layout is handed, and nothing else can it read.

A page's key is the digest of these values, so whatever a layout can show is in the key, and a page that
is out of date cannot be expressed. To show something new, add a field here, with its meaning under it:
docs/themes.md is generated from this file, and a test holds the guide, these classes and the shipped
layouts together.

Addresses are site-absolute (`/id/2016/11/slug/`) and go through `url()` in a layout, which puts the path
of `base_url` before them; those in `Head` are absolute, as search engines want them. Dates are ISO 8601:
`2016-11-15` where only the day is known, else `2016-11-15T19:05:00+07:00`; `date()` writes them.
"""

from typing import Literal

import msgspec


class Inputs(msgspec.Struct, frozen=True, array_like=True):
    """What every layout gets."""


class Link(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """Words that lead somewhere."""

    name: str
    url: str
    lang: str = ""
    """The language of name and target, where it is not the page's own."""
    current: bool = False
    """Whether the page that shows the link is the one it leads to, or lies in it."""


class Feed(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A feed that the page announces."""

    title: str
    url: str
    type: str
    """The media type: `application/atom+xml`, `application/rss+xml`, `application/feed+json`."""
    lang: str = ""
    """The language of its stories, where it is not the page's own."""


class Alternate(msgspec.Struct, frozen=True, array_like=True):
    """The page's counterpart in a language, for `<link rel="alternate" hreflang>`. Lists the page itself, too."""

    hreflang: str
    """A language code, or `x-default`."""
    url: str
    """Absolute."""


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What search engines, feed readers and link previews read of a page."""

    title: str
    """For `<title>`: the page's own and the site's name. Of an index or a 404, whose names are strings of the
    theme, the site's name alone: the layout puts its own before it."""
    description: str
    canonical: str
    """Absolute; empty on a page that is not to be indexed. Of a story that stands in an edition in another
    language, the story in its own; of one that was published elsewhere first, its address there."""
    robots: str
    """For `<meta name="robots">`; empty means: no restriction."""
    alternates: tuple[Alternate, ...]
    feeds: tuple[Feed, ...]
    og_type: Literal["website", "article"]
    og_title: str
    og_locale: str
    """`id_ID`."""
    og_locale_alternates: tuple[str, ...]
    og_url: str
    """Absolute: what those who share the page lead to; empty on a page that is not to be indexed."""
    og_image: str = ""
    """Absolute."""
    og_image_alt: str = ""
    published: str = ""
    """ISO 8601 with offset; of an article."""
    modified: str = ""
    og_section: str = ""
    og_tags: tuple[str, ...] = ()
    structured: str = ""
    """JSON-LD, safe to stand inside `<script type="application/ld+json">` as it is; empty if there is none."""
    markdown: str = ""
    """The page as Markdown, for `<link rel="alternate" type="text/markdown">`; empty if there is none."""


class Edition(msgspec.Struct, frozen=True, array_like=True):
    """One language in the language switch."""

    lang: str
    name: str
    """The language's name in itself."""
    url: str
    """The same story there, else the same term, else the home page: never a dead end."""
    current: bool
    same: bool
    """Whether `url` shows the same thing as this page, not just a place near it."""
    dir: str = "ltr"


class Shell(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """What stands around the content of every page of an edition."""

    title: str
    """The site's name."""
    tagline: str
    lang: str
    dir: Literal["ltr", "rtl"]
    home: str
    """The edition's home page."""
    sections: tuple[Link, ...]
    """Those that have stories, in the order of config.yaml; then the fronts that are pages of their own."""
    pages: tuple[Link, ...]
    """Standing pages: about, corrections policy …"""
    tags: str
    """The index of all tags; empty while there is none."""
    series: str
    """The index of all series; empty while there is none."""
    archive: str
    """The index of all years; empty while there is no story."""
    corrections: str
    """The list of all corrections; empty while there is none."""
    feeds: tuple[Feed, ...]
    publisher: str
    search: str = ""
    """The search page; empty if `outputs` in config.yaml does not name `search`, or while there is no story."""


class Size(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A picture in a smaller size."""

    url: str
    width: int
    """Pixels."""


class Picture(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A picture that stands with a story."""

    url: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int = 0
    """Pixels; 0 if unknown."""
    height: int = 0
    sizes: tuple[Size, ...] = ()
    """The same in smaller sizes, the narrowest first, for `srcset`; empty without Pillow, and of a small picture."""


class Card(msgspec.Struct, frozen=True, array_like=True, cache_hash=True):
    """A story as lists show it."""

    url: str
    title: str
    date: str
    summary: str
    section: Link | None
    picture: Picture | None
    lang: str
    """The language it is written in."""
    mark: str
    """Digits and letters that belong to this story alone: seed of the pattern that stands in for a picture."""
    place: str = ""
    """Where it was filed from, as the page's language calls it."""
    minutes: int = 1
    """Reading time; 0 of a live story."""
    languages: tuple[str, ...] = ()
    """The other languages it can be read in."""
    dir: Literal["ltr", "rtl"] = "ltr"
    """The direction of title and summary."""
    live: bool = False
    """Whether it is a live story that has not ended."""


class Turn(msgspec.Struct, frozen=True, array_like=True):
    """The way from one page of a list to the next. No totals: they would touch every page with every story."""

    newer: str = ""
    """Address of the page with newer stories; empty on the newest."""
    older: str = ""
    number: int = 0
    """Numbered from the oldest, 1; 0 on the head of the list."""


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """A correction of a published story."""

    at: str
    kind: str
    """`ralat`, `koreksi`, `hak-jawab`, `update` or `retraction`; the string `correction_KIND` names it."""
    text: str


class Dateline(msgspec.Struct, frozen=True, array_like=True):
    """Who reported a story and from where, as its first paragraph begins: in the style of the story's language."""

    text: str
    """`TEMPO.CO, Moskow`, `MOSCOW, Nov. 15 (TEMPO.CO)`."""
    mark: str
    """What parts it from the sentence, with a space before it if it wants one: ` –`, `.`."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A story in a series."""

    number: int
    """0 in a running story, whose stories are not counted."""
    date: str
    link: Link
    """`current` of the story that the page shows."""


class PartOf(msgspec.Struct, frozen=True, array_like=True):
    """The series that a story is a part of."""

    link: Link
    """Its name, and the list of all its stories."""
    running: bool
    """Whether it is a running story: its stories are not counted, and the newest stands on top of its list."""
    number: int
    """Which part this story is; 0 in a running story."""
    parts: tuple[Part, ...]
    """Stories around this one: up to five before it, itself, the one after it; in their order, of a running story
    the newest first. Never all of them: so a new part touches the story before it and no other."""


class Update(msgspec.Struct, frozen=True, array_like=True):
    """An entry of a live story. Its text is in `texts`, at the same place."""

    at: str
    anchor: str
    """For `id`, and after `#` for its own address: the same in every language, and it never changes."""
    title: str
    """Plain text; empty if it has none."""
    opening: str
    """The first words of its text, plain."""
    body: str
    """Which text it is: a mark that changes with it, not for printing."""


class LiveStory(msgspec.Struct, frozen=True, array_like=True):
    """What makes a story a live one. Its `body` is what its author put above the entries: what matters most."""

    started: str
    ended: str
    """Empty while it is still being written."""
    updated: str
    """When the newest entry was written, else when it began."""
    several_days: bool
    """Whether the entries are of more than one day."""
    entries: tuple[Update, ...]
    """Newest first."""


class HomeInputs(Inputs, frozen=True, array_like=True):
    """`home.html`: a front: that of an edition, of a section, or a page of its own."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    kind: Literal["home", "section", "page"]
    """`home` is the edition's; of a section it is the head of its list."""
    title: str
    """The section's name, or the page's own; of an edition the site's."""
    description: str
    """What is said of it in config.yaml or in the front's file; else empty."""
    url: str
    """This page."""
    feed: str
    """Of a section, its Atom feed; else empty."""
    lead: Card | None
    """The story on top; None on a paper without stories, or where the front's file asks for none."""
    seconds: tuple[Card, ...]
    """Beside the lead."""
    strips: tuple["Strip", ...]
    """Rows of stories: as the front's file has them, else sections with their newest stories."""
    river: tuple[Card, ...]
    """Everything else, newest first."""
    turn: Turn
    today: str
    """The date of the newest story; empty on a page of its own."""


class Strip(msgspec.Struct, frozen=True, array_like=True):
    """A row of stories on a front."""

    link: Link
    """What stands over it. With an empty url there is no list of all such stories."""
    cards: tuple[Card, ...]


class ListInputs(Inputs, frozen=True, array_like=True):
    """`list.html`: the stories of a tag, a section, a person, a series or a month, or an older page of the home
    page."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    kind: Literal["home", "tag", "section", "author", "series", "year", "month"]
    title: str
    """The term's name; for a year or month its date: "2016", "2016-11"."""
    description: str
    """Of a section, what config.yaml says of it; of a tag, what the glossary does; of a person, the `bio` in
    content/people.yaml; of a series, its `description` in content/series.yaml; else empty."""
    role: str
    """Of a person, the `role` in content/people.yaml; else empty."""
    cards: tuple[Card, ...]
    """Newest first; of a series in parts in their order."""
    parts: tuple[int, ...]
    """Of a series in parts, which part each of the cards is; else empty."""
    turn: Turn
    url: str
    """The head of the list."""
    feed: str
    """The list's own Atom feed; empty if it has none."""
    links: tuple[Link, ...]
    """Of a year: its months (name: "2016-11"); of a month: its year; else empty."""


class IndexInputs(Inputs, frozen=True, array_like=True):
    """`index.html`: all tags, all authors, all series, or all years with their months."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    kind: Literal["tags", "authors", "series", "years"]
    groups: tuple["Group", ...]


class Group(msgspec.Struct, frozen=True, array_like=True):
    """Links under a heading: a letter, or a year."""

    link: Link
    """A letter leads nowhere (empty url); a year to its page."""
    links: tuple[Link, ...]


class ArticleInputs(Inputs, frozen=True, array_like=True):
    """`article.html`: one story. Its text is `body`; of a live story the entries' are in `texts`."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    lang: str
    """The language of title, summary, picture, corrections and text: that of the page, but where it shows a
    story that there is no translation of (`missing_translation: page` in config.yaml)."""
    dir: Literal["ltr", "rtl"]
    """The direction of that language."""
    title: str
    summary: str
    section: Link | None
    date: str
    updated: str
    """Only where the text changed in substance; else empty."""
    place: str
    """Where it was filed from, as the page's language calls it: `Moskow`, `Beijing/Moscow`, `Mataram, NTB`."""
    dateline: Dateline | None
    authors: tuple[Link, ...]
    """A name without a page of its own has an empty url."""
    editors: tuple[Link, ...]
    """Here and below: who is not in content/people.yaml has an empty url."""
    reporters: tuple[Link, ...]
    photographers: tuple[Link, ...]
    translators: tuple[Link, ...]
    outlet: str
    """Who reported it first; empty for the paper's own."""
    canonical: str
    """Where it was published first; empty for the paper's own."""
    picture: Picture | None
    minutes: int
    """Reading time; 0 of a live story."""
    live: LiveStory | None
    tags: tuple[Link, ...]
    translations: tuple[Link, ...]
    """The story in the other languages; `name` is the language's own name."""
    machine: bool
    """Whether a machine translated it and nobody has read it over."""
    stale: bool
    """Whether it was translated from an older text than the original now has; never while it is live, or if readers cannot
    see the original."""
    corrections: tuple[Correction, ...]
    related: tuple["Related", ...]
    """Older stories that a reader may want next."""
    series: PartOf | None
    older: Card | None
    """The story before this one in the edition."""
    newer: Card | None
    retracted: bool
    """Whether the story was withdrawn. Then there is neither text nor summary, and `corrections` has the reason."""
    extra: dict[str, str]
    """The project's own front matter keys, as declared in config.yaml."""
    draft: bool
    """Only ever true in a preview."""


class Related(msgspec.Struct, frozen=True, array_like=True):
    """An older story, and why it stands under this one."""

    card: Card
    shared: tuple[str, ...]
    """The names of tags that both have, three at most."""


class StandingInputs(Inputs, frozen=True, array_like=True):
    """`page.html`: a standing page (about, corrections policy). Its text is `body`."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    title: str
    summary: str
    extra: dict[str, str]


class CorrectionsInputs(Inputs, frozen=True, array_like=True):
    """`corrections.html`: every correction of the edition, newest first."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    entries: tuple["Corrected", ...]
    turn: Turn


class Corrected(msgspec.Struct, frozen=True, array_like=True):
    """A correction, and the story that it corrects."""

    story: Link
    correction: Correction


class SearchInputs(Inputs, frozen=True, array_like=True):
    """`search.html`: the search page. A script searches, in the files that begin at `latest`."""

    shell: Shell
    head: Head
    editions: tuple[Edition, ...]
    latest: str
    """The newest stories as JSON, which leads to older ones: see [Search](machines.md#search)."""


class DoorInputs(Inputs, frozen=True, array_like=True):
    """`door.html`: the bilingual front door at `/`. No script and no redirect: both editions are shown."""

    head: Head
    title: str
    doors: tuple["Door", ...]


class Door(msgspec.Struct, frozen=True, array_like=True):
    """One edition at the front door."""

    lang: str
    dir: str
    name: str
    tagline: str
    url: str
    cards: tuple[Card, ...]
    search: str = ""
    """The edition's search page; empty if there is none."""


class MissingInputs(Inputs, frozen=True, array_like=True):
    """`404.html`: what a reader gets for an address that leads nowhere; the root's speaks every language."""

    head: Head
    title: str
    doors: tuple[Door, ...]
    """The edition's own first; the root's 404 has all of them."""


class RedirectInputs(Inputs, frozen=True, array_like=True):
    """`redirect.html`: stands at an old address and leads to the new one, for hosts without redirects."""

    title: str
    lang: str
    dir: Literal["ltr", "rtl"]
    target: str
    canonical: str
    """Absolute."""


LAYOUTS: dict[str, type[Inputs]] = {
    "home.html": HomeInputs,
    "list.html": ListInputs,
    "index.html": IndexInputs,
    "article.html": ArticleInputs,
    "page.html": StandingInputs,
    "corrections.html": CorrectionsInputs,
    "search.html": SearchInputs,
    "door.html": DoorInputs,
    "404.html": MissingInputs,
    "redirect.html": RedirectInputs,
}
"""Every layout that a theme has, and what it is handed."""

ASKED_FOR: dict[str, str] = {"search.html": "search"}
"""Layouts that a theme may do without where `outputs` in config.yaml does not name what stands behind them here."""
