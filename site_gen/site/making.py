"""Documents → Site."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeVar
from urllib.parse import unquote

import msgspec

from site_gen.config import Config, Language
from site_gen.digest import digest
from site_gen.documents.document import Document, Picture
from site_gen.documents.naming import name_of
from site_gen.documents.prose.addresses import anchor_id, is_internal
from site_gen.errors import Location, Problem
from site_gen.exonyms import place_in
from site_gen.fronts import HOME, Front, usual_home
from site_gen.glossary import Glossary
from site_gen.people import People
from site_gen.series import SeriesTable
from site_gen.site.fronts import Placing, Stories
from site_gen.site.guests import guests_of
from site_gen.site.news import news_of
from site_gen.site.parts import part_numbers, part_problems
from site_gen.site.release import has_expired, released
from site_gen.site.terms import (
    author_id,
    author_terms,
    credited,
    section_terms,
    series_terms,
    tag_id,
    tag_terms,
)
from site_gen.site.values import (
    Article,
    Edition,
    Lists,
    Media,
    Redirect,
    Release,
    Site,
    Target,
    Term,
    TermKind,
)
from site_gen.slugs import SLUG, slug_of

V = TypeVar("V")
Dateline = tuple[str, str]
"""A dateline and the language that it is written in."""


class Names(msgspec.Struct, frozen=True):
    """What the glossary says of the words in files."""

    tags: dict[str, Term]
    """Every tag, by the text that a file has for it."""
    places: dict[Dateline, dict[str, str]]
    """Every dateline as each language has it."""


LookUp = Callable[[Collection[str], Collection[Dateline], Glossary, Config], Names]


def look_up(
    tags: Collection[str], datelines: Collection[Dateline], glossary: Glossary, config: Config
) -> Names:
    """The names of all tags, and of the places that stories were filed from."""
    places = {
        (dateline, lang): {code: place_in(dateline, glossary, lang, code) for code in config.codes}
        for dateline, lang in datelines
    }
    return Names(tag_terms(tags, glossary, config), places)


def make_site(
    documents: Sequence[Document],
    media: Mapping[str, Media],
    glossary: Glossary,
    config: Config,
    release: Release,
    unread: Collection[str] = (),
    people: People | None = None,
    fronts: Sequence[Front] = (),
    series: SeriesTable | None = None,
    before: Site | None = None,
    look_up: LookUp = look_up,
) -> tuple[Site, list[Problem]]:
    """The site that a reader sees at `release.now`, and what is wrong between its documents.

    Terms and articles that are the same as in the site `before` are the very values of that one.

    `documents` may come in any order; `media` has the picture files, by their path in the project.
    `unread` are content files that gave no document: a link to one of them is no mistake of its own.
    `look_up` may be one that remembers what it found.
    """
    series = series or SeriesTable()
    making = _Making(
        documents, media, glossary, config, release, unread, people or People(), series, before, look_up
    )
    making.place(fronts, documents, glossary)
    return making.site()


class _Making:
    """One site in the making."""

    def __init__(
        self,
        documents: Sequence[Document],
        media: Mapping[str, Media],
        glossary: Glossary,
        config: Config,
        release: Release,
        unread: Collection[str],
        people: People,
        series: SeriesTable,
        before: Site | None,
        look_up: LookUp,
    ) -> None:
        self.people = people
        self.known_terms, self.known_articles = _values_of(before) if before else ({}, {})
        self.permalinks: dict[tuple[str, str, str], str] = {}
        self.fineness = len("2016-11-15" if "{day}" in config.permalink else "2016-11")
        self.config, self.media, self.release = config, media, release
        self.sections = self.as_known(section_terms(config))
        self.problems: list[Problem] = part_problems(documents, series)
        # Of one instant, by key: the order of files on a disk must not show.
        ordered = sorted(documents, key=attrgetter("key", "lang", "path"))
        ordered.sort(key=attrgetter("instant"), reverse=True)
        self.shown = self.unique(released(ordered, release))
        self.slugs: dict[str, str] = {d.path: self.slug(d) for d in self.shown}
        self.urls: dict[str, str] = {d.path: self.url(d, d.lang) for d in self.shown}
        self.shown = self.apart(self.shown)
        tags = set(chain.from_iterable([document.tags for document in self.shown]))
        datelines = {(d.dateline, d.lang) for d in self.shown if d.dateline}
        names = look_up(tags, datelines, glossary, config)
        self.places, self.tags = names.places, self.as_known(names.tags)
        self.authors = self.as_known(author_terms(self.shown, people, config))
        self.tags_of, self.authors_of = _naming(self.tags), _naming(self.authors)
        self.series = self.as_known(series_terms(series, config))
        self.parts = part_numbers(self.shown, series)
        self.by_path = {d.path: d for d in self.shown}
        self.unread = _names(unread, config.codes)
        hidden = [d for d in ordered if d.path not in self.by_path]
        self.hidden = _names((d.path for d in hidden), config.codes) | {f"content/{d.key}" for d in hidden}
        expired = [d for d in hidden if has_expired(d, release)]
        self.expired = _names((d.path for d in expired), config.codes) | {f"content/{d.key}" for d in expired}
        named = [d for d in expired if d.slug or slug_of(d.name, d.lang)]
        self.slugs |= {d.path: self.slug(d) for d in named}
        gone = {self.url(d, d.lang) for d in named}
        self.expired |= {url.rstrip("/") for url in gone.difference(self.urls.values())} if gone else set()
        self.by_story: dict[str, dict[str, Document]] = {}
        for document in self.shown:
            self.by_story.setdefault(document.key, {})[document.lang] = document

    def place(self, fronts: Sequence[Front], documents: Sequence[Document], glossary: Glossary) -> None:
        """Look up what stands on the fronts; without one for the home page there is the usual one."""
        if all(front.name != HOME for front in fronts):
            fronts = (usual_home(section.id for section in self.config.sections), *fronts)
        self.own_fronts = [front for front in fronts if front.titles]
        self.placing = Placing(
            fronts,
            Stories(documents, self.config.codes, self.by_story, self.unread),
            {
                "section": self.sections,
                "tag": {term.id: term for term in self.tags.values()},
                "author": {term.id: term for term in self.authors.values()},
            },
            lambda kind, name: tag_id(name, glossary) if kind == "tag" else author_id(name, self.people),
            self.release.now,
        )
        self.problems += self.placing.problems

    def site(self) -> tuple[Site, list[Problem]]:
        articles = {d.path: self.article(d) for d in self.shown}
        if self.known_articles:
            articles = {
                path: _known(article, self.known_articles.get(path)) for path, article in articles.items()
            }
        stories: dict[str, dict[str, Article]] = {
            key: {lang: articles[d.path] for lang, d in versions.items()}
            for key, versions in self.by_story.items()
        }
        every = tuple(articles.values())
        editions = tuple(self.edition(language, every, stories) for language in self.config.languages)
        shown = [a for a in every if (a.media or a.pictures) and not a.document.retracted]
        used = {m.url: m for a in shown for m in (a.media, *(media for _, media in a.pictures)) if m}
        redirects = []
        for article in [a for a in every if a.document.aliases]:
            for alias in sorted(article.document.aliases):
                if alias != article.url:
                    document = article.document
                    where = Location(document.path, *(document.marks.get("aliases") or (1, 1)))
                    redirects.append(Redirect(alias, article.url, document.title, document.lang, where))
                    continue
                hint = "Delete the alias: it is the story's own address."
                self.problem(article.document, "aliases", f'the alias "{alias}" leads to itself', hint)
        site = Site(
            config=self.config,
            editions=editions,
            stories=stories,
            redirects=tuple(redirects),
            people={
                t.id: self.people.by_id[t.id] for t in self.authors.values() if t.id in self.people.by_id
            },
            media=tuple(used[url] for url in sorted(used)),
            everything=self.release.everything,
        )
        return site, self.problems

    def as_known(self, terms: dict[str, Term]) -> dict[str, Term]:
        """`terms`, where they are the same as before the very same."""
        known = self.known_terms
        return {name: _known(t, known.get((t.kind, t.id))) for name, t in terms.items()} if known else terms

    def problem(self, document: Document, mark: str, message: str, hint: str = "") -> None:
        line, column = document.marks.get(mark) or document.marks.get("title") or (1, 1)
        self.problems.append(Problem(Location(document.path, line, column), message, hint))

    def unique(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        seen: dict[tuple[str, str], Document] = {}
        for document in documents:
            first = seen.setdefault((document.key, document.lang), document)
            if first is not document:
                message = f'a second "{document.lang}" text of the story "{document.key}"'
                self.problem(
                    document, "key", message, f"The other is {first.path}. Give one of them another key."
                )
        return tuple(seen.values())

    def apart(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        """Those that have an address of their own: of two with one, the second is a mistake, named once."""
        taken: dict[str, Document] = {}
        for document in documents:
            url = self.urls[document.path]
            first = taken.setdefault(url, document)
            if first is not document:
                mark = "slug" if "slug" in document.marks else "title"
                hint = "Give one of them another slug or file name."
                self.problem(document, mark, f"the address {url} is that of {first.path}", hint)
        return tuple(taken.values())

    def slug(self, document: Document) -> str:
        slug = document.slug or document.name
        if SLUG.fullmatch(slug):
            return slug
        slug = (
            document.slug or slug_of(document.name, document.lang) or slug_of(document.title, document.lang)
        )
        if not slug or not SLUG.fullmatch(slug):
            hint = "Neither the file's name nor its title has letters for an address. Add: slug: …"
            self.problem(document, "title", "no slug can be made", hint)
            slug = slug_of(f"x {document.path}", limit=100)  # something that no other has
        return slug

    def url(self, document: Document, lang: str, mark: str = "") -> str:
        """The document's address in the edition `lang`; with `mark` at the end of its slug."""
        slug = self.slugs[document.path] + mark
        if document.standing:
            return f"/{lang}/{slug}/"
        place = lang, document.date[: self.fineness], document.section
        pattern = self.permalinks.get(place)
        if pattern is None:
            pattern = self.permalinks[place] = self.permalink(*place)
        return pattern.replace("*", slug)

    def permalink(self, lang: str, day: str, section_id: str) -> str:
        """The addresses of a section's stories of one day, or month, with an asterisk for the slug."""
        section = self.sections.get(section_id)
        url = self.config.permalink.format(
            lang=lang,
            year=day[:4],
            month=day[5:7],
            day=day[8:],
            slug="*",
            section=section.slugs[lang] if section else "-",
        )
        return url if section else url.replace("/-/", "/")

    def article(self, document: Document) -> Article:
        picture, media = document.picture, None
        if picture and not picture.src.startswith(("http://", "https://")):
            media = self.file(document, picture.src, *document.marks.get("image", (1, 1)))
            picture = (
                Picture(media.url, picture.alt, picture.caption, picture.credit)
                if media is not None
                else None
            )
        others, series = credited(document), document.series
        return Article(
            document=document,
            url=self.urls[document.path],
            section=self.sections.get(document.section),
            tags=self.tags_of(document.tags),
            authors=self.authors_of(document.authors),
            credits={name: self.authors[name] for name in others if self.people.find(name)} if others else {},
            picture=picture,
            media=media,
            links=self.links(document, document.lang) if document.links else (),
            pictures=self.pictures(document) if document.pictures else (),
            places=self.places[document.dateline, document.lang] if document.dateline else {},
            series=self.series.get(series) if series else None,
            part=self.parts.get((series, document.key), 0) if series else 0,
        )

    def pictures(self, document: Document) -> tuple[tuple[str, Media], ...]:
        """The pictures in a text that are files of ours."""
        pictures: dict[str, Media] = {}
        for target in document.pictures:
            if is_internal(target.target) and target.target not in pictures:
                found = self.file(document, target.target, target.line, target.column)
                if found:
                    pictures[target.target] = found
        return tuple(pictures.items())

    def file(self, document: Document, src: str, line: int, column: int) -> Media | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), unquote(src)))
        found = self.media.get(path)
        if found is None and self.config.checks.pictures != "off":
            fatal = self.config.checks.pictures == "error"
            hint = f"Is {path} there, and is it what its ending says? JPEG, PNG, WebP, AVIF and GIF are published."
            self.problems.append(
                Problem(Location(document.path, line, column), f'no picture "{src}"', hint, fatal)
            )
        return found

    def links(self, document: Document, lang: str) -> tuple[Target, ...]:
        """Where the links of a text lead for a reader of the edition `lang`: to a story in that language if there
        is one, else in the text's own, else in any. Those that lead nowhere have no address, and are text."""
        found = {}
        for link in document.links:
            path, _, fragment = link.target.partition("#")
            place = f"#{anchor_id(fragment)}" if fragment else ""
            if link.target in found or not path:
                continue
            address = path.partition("?")[0].rstrip("/")
            if path.startswith("/") and address in self.expired:
                self.broken(document, link.target, link.line, link.column, address)
                found[link.target] = Target(link.target, "")
                continue
            if path.startswith("/"):
                found[link.target] = Target(link.target, path + place)
                continue
            path = posixpath.normpath(
                posixpath.join(posixpath.dirname(document.path), unquote(path.partition("?")[0]))
            )
            target = self.linked(path)
            if target is None:
                self.broken(document, link.target, link.line, link.column, path)
                found[link.target] = Target(link.target, "")
                continue
            versions = self.by_story[target.key]
            # A place in a text is found in the language that names it.
            reader = versions.get(lang) if lang == document.lang or not place else None
            goal = reader or versions.get(document.lang) or target
            url = self.urls[goal.path] + place
            found[link.target] = Target(link.target, url, goal.lang if goal.lang != document.lang else "")
        return tuple(found.values())

    def linked(self, path: str) -> Document | None:
        """The document that a link means: its file, its folder, or its file without language or ending."""
        endings = [f".{code}.md" for code in self.config.codes]
        for ending in ("", ".md", *endings, *(f"/index{ending}" for ending in endings)):
            if path + ending in self.by_path:
                return self.by_path[path + ending]
        versions = self.by_story.get(path.removeprefix("content/"))
        return next(iter(versions.values())) if versions else None

    def broken(self, document: Document, written: str, line: int, column: int, path: str) -> None:
        if self.config.checks.links == "off" or path in self.unread:
            return
        if path in self.expired:
            # By itself, at its moment, and nobody is there to mend it: that is no reason to publish nothing.
            message = f'a link to a story that has expired: "{written}"'
            hint = "Readers see its words, and no link. Take it out, or link to another story."
            self.problems.append(Problem(Location(document.path, line, column), message, hint, fatal=False))
            return
        if path in self.hidden:
            message = f'a link to a story that readers cannot see: "{written}"'
            hint = "It is a draft, or its time has not come. Take the link out until then."
        else:
            message = f'a link that leads nowhere: "{written}"'
            hint = f"There is no {path}. Link to a story's file, as in: ../other-story/index.id.md."
        fatal = self.config.checks.links == "error"
        self.problems.append(Problem(Location(document.path, line, column), message, hint, fatal))

    def edition(
        self, language: Language, every: Sequence[Article], stories: Mapping[str, Mapping[str, Article]]
    ) -> Edition:
        code = language.code
        mine = [a for a in every if a.document.lang == code]
        articles = tuple(a for a in mine if not a.document.standing and not a.document.retracted)
        corrections = [
            (a, correction) for a in mine if a.document.corrections for correction in a.document.corrections
        ]
        own = listed = self.lists(articles, code)
        guests = self.guests(code, stories)
        if guests:
            of_both = {article.document.path: article for article in (*articles, *guests)}
            listed = self.lists(tuple([of_both[d.path] for d in self.shown if d.path in of_both]), code)

        def version(key: str) -> Article | None:
            """What the edition lists of a story."""
            own = stories.get(key, {}).get(code)
            if own is None:
                return next((guest for guest in guests if guest.document.key == key), None)
            return None if own.document.standing or own.document.retracted else own

        return Edition(
            **{name: getattr(own, name) for name in own.__struct_fields__},
            language=language,
            guests=guests,
            listed=listed,
            standing=tuple(
                sorted(
                    (a for a in mine if a.document.standing and not a.document.retracted),
                    key=lambda a: a.document.title,
                )
            ),
            retracted=tuple(a for a in mine if a.document.retracted),
            corrections=tuple(sorted(corrections, key=lambda pair: (pair[1].at, pair[0].url), reverse=True)),
            fronts=self.placing.pages(code, listed, version),
            news=news_of(articles, self.release) if "news-sitemap" in self.config.outputs else (),
        )

    def guests(self, code: str, stories: Mapping[str, Mapping[str, Article]]) -> tuple[Article, ...]:
        """The stories of other languages that an edition lists, as it lists them."""
        wanted = self.config.missing_translation
        if wanted == "hide":
            return ()
        guests = guests_of(stories, code, self.config.codes)
        if wanted == "badge":
            return guests
        # Nothing of an edition's own makes way for a guest, and no guest for one that came later.
        taken = {url.casefold() for url in self.urls.values()}
        taken |= {alias.casefold() for document in self.shown for alias in document.aliases}
        taken |= {f"/{code}/{section.slugs[code]}/" for section in self.config.sections}
        taken |= {front.address(code) for front in self.own_fronts}
        found = []
        for guest in sorted(guests, key=lambda g: (g.document.instant, g.document.key)):
            url = self.url(guest.document, code)
            if url in taken:
                url = self.url(guest.document, code, f"-{digest(guest.document.key)[:6]}")
            taken.add(url)
            links = self.links(guest.document, code) if guest.links else ()
            found.append(msgspec.structs.replace(guest, url=url, links=links))
        return tuple(found[::-1])

    def lists(self, articles: tuple[Article, ...], code: str) -> Lists:
        """Everywhere that these articles of an edition stand."""
        tags = _by_term((article, article.tags) for article in articles)
        authors = _by_term((article, _workers(article)) for article in articles)
        sections = _by_term((article, (article.section,)) for article in articles if article.section)
        series = _by_term((article, (article.series,)) for article in articles if article.series)
        months: dict[str, list[Article]] = {}
        for article in articles:
            months.setdefault(article.document.date[:7], []).append(article)
        named = sorted(tags.values(), key=lambda pair: (pair[0].names[code].casefold(), pair[0].id))
        return Lists(
            articles=articles,
            tags=tuple((term, tuple(found)) for term, found in named),
            sections=tuple(
                (term, tuple(sections[term.id][1])) for term in self.sections.values() if term.id in sections
            ),
            authors=tuple(
                (term, tuple(found))
                for term, found in sorted(
                    authors.values(), key=lambda pair: (pair[0].names[code], pair[0].id)
                )
            ),
            series=tuple(
                # Newest first, as they come, where they are not counted.
                (term, tuple(sorted(found, key=lambda article: -article.part)))
                for term, found in sorted(series.values(), key=lambda pair: (pair[0].names[code], pair[0].id))
            ),
            months=tuple((month, tuple(found)) for month, found in sorted(months.items(), reverse=True)),
        )


def _values_of(site: Site) -> tuple[dict[tuple[TermKind, str], Term], dict[str, Article]]:
    """The terms of a site by kind and id, and its articles by the paths of their files."""
    terms: dict[tuple[TermKind, str], Term] = {}
    for edition in site.editions:
        lists = edition.listed
        for term, _ in (*lists.tags, *lists.sections, *lists.authors, *lists.series):
            terms[term.kind, term.id] = term
    articles = (article for versions in site.stories.values() for article in versions.values())
    return terms, {article.document.path: article for article in articles}


def _known(value: V, known: V | None) -> V:
    return known if known is not None and known == value else value


def _names(paths: Iterable[str], codes: Sequence[str]) -> set[str]:
    """Every way to name one of these content files in a link: see `linked`."""
    found = set()
    for path in paths:
        name = name_of(path, codes)
        bare = path.removesuffix(".md").removesuffix(f".{name.lang}")
        found |= {path, path.removesuffix(".md"), bare, bare.removesuffix("/index"), f"content/{name.key}"}
    return found


def _naming(terms: Mapping[str, Term]) -> Callable[[Sequence[str]], tuple[Term, ...]]:
    """What finds the terms that a file names, each once."""
    find = terms.__getitem__
    if len({term.id for term in terms.values()}) == len(terms):
        return lambda texts: tuple(map(find, texts))  # a file names none twice by the same text
    return lambda texts: tuple({term.id: term for term in map(find, texts)}.values())


def _workers(article: Article) -> Iterable[Term]:
    """Everyone who worked on a story and has a list of their own, each once."""
    if not article.credits:
        return article.authors
    return {term.id: term for term in (*article.authors, *article.credits.values())}.values()


def _by_term(
    articles: Iterable[tuple[Article, Iterable[Term]]],
) -> dict[str, tuple[Term, list[Article]]]:
    found: dict[str, tuple[Term, list[Article]]] = {}
    for article, terms in articles:
        for term in terms:
            pair = found.get(term.id)
            if pair is None:
                found[term.id] = (term, [article])
            else:
                pair[1].append(article)
    return found
