"""What a newsroom decides once, as values."""

from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec

from site_gen.errors import Location

FILE_NAME: Final = "config.yaml"
Severity = Literal["error", "warn", "off"]
OUTPUTS: Final = ("json-feed", "rss", "news-sitemap", "ninjs", "api", "markdown", "search")
"""What `outputs` may name."""
USUAL_OUTPUTS: Final = ("json-feed", "news-sitemap")
"""Those that cost little: a small file a list, and one an edition. The others are a file more for each list of a
tag or author, whose followers have Atom, or a file or two a story; search is a page with a script."""


class Words(msgspec.Struct, frozen=True):
    """The words of an edition's addresses."""

    tag: str = "tag"
    """`/en/tag/russia/`, and the index of all tags at `/en/tag/`."""
    author: str = "author"
    page: str = "page"
    """`/en/page/3/`: the numbered pages of a list."""
    archive: str = "archive"
    """The index of all years."""
    corrections: str = "corrections"
    """The list of all corrections."""
    series: str = "series"
    """`/en/series/the-sinking-city/`, and the index of all series."""
    search: str = "search"
    """The search page, and what it reads."""


class Language(msgspec.Struct, frozen=True):
    """A language of the site, and how its edition writes."""

    code: str
    """BCP 47, lower case: the first part of every address and the `lang` of every page."""
    name: str
    """The language's name in itself: "Bahasa Indonesia"."""
    locale: str
    """The CLDR locale of dates and numbers, with `_`: "id_ID". Also printed as `og:locale`."""
    dir: Literal["ltr", "rtl"] = "ltr"
    words: Words = Words()
    date_format: str = "d MMMM y"
    """A CLDR pattern: https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns."""
    day_format: str = "EEEE, d MMMM y"
    """The same with the day of the week."""
    time_format: str = "HH:mm"
    dateline: tuple[str, ...] = ("{PLACE} ({outlet}) —", "{PLACE} —", "{outlet} —")
    """How a story begins: the first of these of which it has every part. `{PLACE}` has its towns in capitals."""


class Section(msgspec.Struct, frozen=True):
    """A section of the paper, as `config.yaml` declares it."""

    id: str
    names: dict[str, str]
    slugs: dict[str, str]
    descriptions: dict[str, str] = {}


class Checks(msgspec.Struct, frozen=True):
    """How serious each finding is."""

    links: Severity = "error"
    """A link in a story that leads to no story, or to one that readers cannot see."""
    pictures: Severity = "error"
    """A picture that is not there."""
    alts: Severity = "warn"
    """A picture without a text for those who cannot see it."""


class Robots(msgspec.Struct, frozen=True):
    """What programs that read the site are asked."""

    ai: Literal["allow", "no-training", "disallow"] = "allow"
    """`no-training` turns away those that collect texts for training models, `disallow` also those that
    answer questions out of them."""
    disallow: tuple[str, ...] = ()
    """Addresses that no program is to read: `/en/archive/`."""
    crawlers: tuple[str, ...] = ()
    """The names of those that `ai` turns away, from the shipped list."""


class Wire(msgspec.Struct, frozen=True):
    """What the wire desk is to know beside its own lists, and how much it proposes."""

    outlets: tuple[str, ...] = ()
    """News outlets, the name first: `Harian Contoh | contoh.id | CONTOH`."""
    agencies: tuple[str, ...] = ()
    """News agencies, written like outlets."""
    noise: tuple[str, ...] = ()
    """Beginnings of lines that are no part of a story."""
    places: tuple[str, ...] = ()
    """Towns that datelines name."""
    tags: int = 10
    """At most so many tags a story."""


class Translator(msgspec.Struct, frozen=True):
    """The engine of `site-gen translate`: one of the first three, or none. No build ever asks it."""

    command: tuple[str, ...] = ()
    """A program and its arguments; `{from}` and `{to}` become the codes. It is never run through a shell."""
    libretranslate: str = ""
    """The address of a LibreTranslate server."""
    argos: bool = False
    """The library argostranslate, with the languages that are installed on this machine."""
    codes: dict[str, str] = {}
    """What the engine calls a language, where that is not the site's code."""
    seconds: int = 60
    """How long one request may take."""


class Target(msgspec.Struct, frozen=True):
    """Where `site-gen deploy` puts the published site. It holds no password: that comes from the environment."""

    name: str
    kind: str
    """`rsync`, `git` or `s3`: how the site gets there."""
    where: str
    """The folder (with `/` at its end), repository or bucket (with `/` at its end)."""
    branch: str = ""
    """Of a repository: the branch that holds nothing but the site."""
    history: bool = True
    """Whether that branch keeps the sites before this one."""
    endpoint: str = ""
    """Of a bucket: the server, if it is not Amazon's."""


class Config(msgspec.Struct, frozen=True):
    """The whole of `config.yaml`."""

    titles: dict[str, str]
    """The site's name in each language."""
    base_url: str
    """Scheme, host and path where the site will stand, without a `/` at the end."""
    languages: tuple[Language, ...]
    """In the order of the file, the default language first."""
    taglines: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    """What the site is, in a sentence or two: for search results and feeds."""
    timezone: str = "Asia/Jakarta"
    theme: str = "warta"
    theme_named: Location = Location(FILE_NAME)
    """Where it is named, for messages."""
    output: str = "public"
    sections: tuple[Section, ...] = ()
    permalink: str = "/{lang}/{year}/{month}/{slug}/"
    page_size: int = 20
    feed_size: int = 20
    outputs: tuple[str, ...] = USUAL_OUTPUTS
    """What is made for machines beside Atom, RSS and sitemaps: some of OUTPUTS."""
    robots: Robots = Robots()
    extra: tuple[str, ...] = ()
    """Front matter keys of the project's own; a theme finds them in `extra`."""
    wire: Wire = Wire()
    quotes: Literal["typographic", "keep"] = "typographic"
    """What becomes of straight quotation marks on the page. The Markdown keeps what was typed."""
    publisher: str = ""
    """Who publishes, for structured data; the site's name if empty."""
    missing_translation: Literal["hide", "badge", "page"] = "hide"
    """What an edition does with a story that it has no text of: nothing; list it with its language, leading to
    the story there; or list it and show it at an address in this edition, under a notice."""
    checks: Checks = Checks()
    translator: Translator = Translator()
    deploy: tuple[Target, ...] = ()
    """Where the published site goes, in the order of the file: the first is meant where none is named."""
    section_lines: dict[str, int] = {}
    """Where each section is declared, for messages."""

    @property
    def default_language(self) -> Language:
        """The language that a file without one is in, and the one that unmatched readers get."""
        return self.languages[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages, the default first."""
        return tuple(language.code for language in self.languages)

    @property
    def base_path(self) -> str:
        """The path part of `base_url`: "" at a host's root, else `/repository`."""
        return urlsplit(self.base_url).path

    def language(self, code: str) -> Language:
        """The language with this code. KeyError if the site has none."""
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)

    def section(self, name: str) -> Section | None:
        """The section with this id."""
        return next((section for section in self.sections if section.id == name), None)
