"""What every page of an edition has around its own content: shell, head, language switch."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from site_gen.config import Language
from site_gen.digest import digest
from site_gen.documents.quotes import Quotes
from site_gen.moments import with_time
from site_gen.pages.inputs import Alternate, Edition, Feed, Head, Link, Shell
from site_gen.site.values import Edition as SiteEdition
from site_gen.site.values import Site, Term

ATOM, RSS, JSON_FEED = "application/atom+xml", "application/rss+xml", "application/feed+json"
FEED_FILES = {"atom": "feed.xml", "rss": "rss.xml", "json-feed": "feed.json"}
_FEED_TYPES = {"atom": ATOM, "rss": RSS, "json-feed": JSON_FEED}
NOT_INDEXED = "noindex, follow"
"""For `robots`, on what has a page elsewhere that is to be found in its place."""
NO_AI = "noai, noimageai"
"""For `robots`, where the site asks not to be taken for training."""


class Frame(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """The parts that the pages of one edition share. Plain values: its digest stands for it in every key.

    What follows from them is worked out once, for it is asked for on every page.
    """

    code: str
    title: str
    """The site's name."""
    base_url: str
    timezone: str
    publisher: str
    languages: tuple[Language, ...]
    shell: Shell
    outputs: tuple[str, ...] = ()
    """What is made for machines: see `config.OUTPUTS`."""
    robots: str = ""
    """What robots are told on every page."""
    quotes: Literal["typographic", "keep"] = "typographic"
    """What becomes of straight quotation marks in lines that readers see."""
    digest: str = ""
    """Of all of the above."""

    @cached_property
    def language(self) -> Language:
        """The edition's language."""
        return self.language_of(self.code)

    def language_of(self, code: str) -> Language:
        """A language of the site."""
        return next(language for language in self.languages if language.code == code)

    @cached_property
    def others(self) -> tuple[Language, ...]:
        """The other languages of the site."""
        return tuple(language for language in self.languages if language.code != self.code)

    @cached_property
    def _shells(self) -> dict[str, Shell]:
        return {}

    @cached_property
    def _links(self) -> dict[tuple[str, str], Link]:
        return {}

    @cached_property
    def home(self) -> str:
        """The edition's home page."""
        return f"/{self.code}/"

    def dir_of(self, code: str) -> Literal["ltr", "rtl"]:
        """In which direction a language of the site is written."""
        return next((language.dir for language in self.languages if language.code == code), "ltr")

    def shell_in(self, section: Term | None) -> Shell:
        """The shell, with the section marked in which the page lies."""
        if section is None:
            return self.shell
        found = self._shells.get(section.id)
        if found is None:
            url = term_url(section, self.language)
            links = [
                msgspec.structs.replace(link, current=True) if link.url == url else link
                for link in self.shell.sections
            ]
            found = self._shells[section.id] = msgspec.structs.replace(self.shell, sections=tuple(links))
        return found

    def link(self, term: Term) -> Link:
        """The term's name, leading to its list."""
        key = (term.kind, term.id)
        found = self._links.get(key)
        if found is None:
            found = self._links[key] = Link(term.names[self.code], term_url(term, self.language))
        return found

    def typeset(self, text: str, lang: str) -> str:
        """A line that readers see, with the quotation marks that the text of a story in `lang` has."""
        if self.quotes == "keep" or not ('"' in text or "'" in text):
            return text
        quotes = Quotes(lang)
        return quotes.block(text) if quotes.marks else text

    @cached_property
    def base_path(self) -> str:
        """The path part of `base_url`: "" at a host's root, else `/repository`."""
        return urlsplit(self.base_url).path

    def absolute(self, url: str) -> str:
        """`url` with scheme and host."""
        return url if "://" in url else self.base_url + url

    def instant(self, date: str) -> str:
        """A date as ISO 8601 with a time, for machines that want one."""
        return with_time(date, self.timezone)

    def editions(
        self, twins: Mapping[str, str], near: Mapping[str, str] | None = None
    ) -> tuple[Edition, ...]:
        """The language switch of a page that exists under `twins`; elsewhere it leads `near`, else home."""
        found = []
        for language in self.languages:
            code = language.code
            url = twins.get(code) or (near or {}).get(code) or f"/{code}/"
            found.append(Edition(code, language.name, url, code == self.code, code in twins, language.dir))
        return tuple(found)

    def alternates(self, twins: Mapping[str, str], default: str = "") -> tuple[Alternate, ...]:
        """hreflang links: the page itself, its counterparts, and the one for everybody else.

        That is `default`, else the version in the site's default language, else the first there is.
        """
        if not twins:
            return ()
        # In the site's order: a copy that was remembered has them sorted.
        codes = [language.code for language in self.languages if language.code in twins]
        found = [Alternate(code, self.base_url + twins[code]) for code in codes]
        return (*found, Alternate("x-default", self.base_url + (default or twins[codes[0]])))

    def head(
        self,
        url: str,
        title: str,
        description: str,
        twins: Mapping[str, str],
        *,
        number: int = 0,
        robots: str = "",
        kind: str = "home",
        lists: Mapping[str, str] | None = None,
        default: str = "",
        canonical: str = "",
        structured: Iterable[Mapping[str, Any]] = (),
        **more: Any,
    ) -> Head:
        """The head of the page at `url`; `more` are fields of Head.

        `number` is that of a page of a list: it stands behind the `title`, `Warta (3)`. `canonical` is the page to be
        indexed in its place. `lists` has the address of the list that the page shows, of a `kind`, in each edition that
        has a feed of it. A page without a `title` of its own (the home page, or one that the theme names) has the
        site's.
        """
        indexed = canonical or ("" if "noindex" in robots else url)
        name = title or self.title
        shown = f"{name} ({number})" if number else name
        named = f"{shown} – {self.title}" if name != self.title else shown
        fields: dict[str, Any] = {"og_type": "website"} | more
        return Head(
            title=named,
            description=description,
            canonical=self.absolute(indexed) if indexed else "",
            robots=", ".join([word for word in (robots, self.robots) if word]),
            alternates=self.alternates(twins, default),
            feeds=self.announced(named, kind, lists or {}),
            og_title=shown,
            og_url=self.absolute(url if canonical and not canonical.startswith("/") else indexed)
            if indexed
            else "",
            og_locale=self.language.locale,
            og_locale_alternates=tuple([other.locale for other in self.others if other.code in twins]),
            structured=json_ld(structured),
            **fields,
        )

    def announced(self, title: str, kind: str, lists: Mapping[str, str]) -> tuple[Feed, ...]:
        """The feeds that a page names: of the list that it shows, of that list in other languages, of the edition.

        The reader's own language comes first, for many programs take the first that they find.
        """
        if not lists:
            return self.shell.feeds
        page = lists.get(self.code, self.home)
        own = self.feeds(title, kind, page) if page != self.home else ()
        others = [
            Feed(f"{title} ({language.name})", f"{lists[language.code]}feed.xml", ATOM, language.code)
            for language in self.others
            if language.code in lists
        ]
        return (*own, *others, *self.shell.feeds) if own else (*self.shell.feeds, *others)

    def feeds(self, title: str, kind: str, page: str) -> tuple[Feed, ...]:
        """The feeds of the list at `page`."""
        return tuple(
            [Feed(title, page + FEED_FILES[form], _FEED_TYPES[form]) for form in self.feed_forms(kind)]
        )

    def feed_forms(self, kind: str) -> tuple[str, ...]:
        """The formats in which a list of a kind (`home`, `section`, `tag`, `author`) can be followed."""
        rss = ("rss",) if kind in ("home", "section") or "rss" in self.outputs else ()
        return ("atom", *rss, "json-feed") if "json-feed" in self.outputs else ("atom", *rss)

    @cached_property
    def publisher_thing(self) -> dict[str, Any]:
        """The paper, for structured data."""
        return {
            "@type": "NewsMediaOrganization",
            "@id": self.absolute("/#publisher"),
            "name": self.publisher,
            "url": self.absolute("/"),
        }

    def breadcrumbs(self, steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """A BreadcrumbList of names and addresses, from the home page on."""
        items = [
            {"@type": "ListItem", "position": n, "name": name, "item": self.absolute(url)}
            for n, (name, url) in enumerate([(self.title, self.home), *steps], 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}


def make_frame(site: Site, edition: SiteEdition) -> Frame:
    """The frame of one edition."""
    config, language = site.config, edition.language
    code = language.code
    title = config.titles[code]
    shell = Shell(
        title=title,
        tagline=config.taglines.get(code, ""),
        lang=code,
        dir=language.dir,
        home=f"/{code}/",
        sections=(
            *(Link(t.names[code], term_url(t, language)) for t, _ in edition.listed.sections),
            *(
                Link(page.front.titles[code], page.front.address(code))
                for page in edition.fronts.values()
                if page.front.titles
            ),
        ),
        pages=tuple(Link(a.document.title, a.url) for a in edition.standing),
        tags=index_url("tag", language) if edition.listed.tags else "",
        series=index_url("series", language) if edition.listed.series else "",
        archive=index_url("archive", language) if edition.listed.articles else "",
        corrections=index_url("corrections", language) if edition.corrections else "",
        feeds=(),
        publisher=config.publisher or title,
        search=index_url("search", language)
        if "search" in config.outputs and edition.listed.articles
        else "",
    )
    frame = Frame(
        code=code,
        title=title,
        base_url=config.base_url,
        timezone=config.timezone,
        publisher=config.publisher or title,
        languages=config.languages,
        shell=shell,
        outputs=config.outputs,
        robots=NO_AI if config.robots.ai != "allow" else "",
        quotes=config.quotes,
    )
    shell = msgspec.structs.replace(shell, feeds=frame.feeds(title, "home", frame.home))
    frame = msgspec.structs.replace(frame, shell=shell)
    return msgspec.structs.replace(frame, digest=digest(frame))


def term_url(term: Term, language: Language) -> str:
    """The head of a term's list in an edition."""
    slug = term.slugs[language.code]
    if term.kind == "section":
        return f"/{language.code}/{slug}/"
    return f"/{language.code}/{getattr(language.words, term.kind)}/{slug}/"


def index_url(
    word: Literal["tag", "author", "archive", "corrections", "series", "search"], language: Language
) -> str:
    """The page that lists all tags, authors, years, corrections or series of an edition, or searches in it."""
    return f"/{language.code}/{getattr(language.words, word)}/"


def json_ld(graph: Iterable[Mapping[str, Any]]) -> str:
    """JSON-LD of one or several things, safe inside a script element; empty for none.

    Written with escapes for `<`, `>` and `&`, so that no text can end the element or open a comment in it.
    """
    things = list(graph)
    if not things:
        return ""
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": things}).decode()
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text
