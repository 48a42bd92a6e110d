"""Documents → Site."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Final, TypeVar

import msgspec

from site_gen.config import Config, Language
from site_gen.digest import digest
from site_gen.documents.document import Document, Picture
from site_gen.errors import Problem
from site_gen.site.fronts import Placing, Stories
from site_gen.site.guests import guests_of
from site_gen.site.lists import lists_of
from site_gen.site.names import LookUp, look_up
from site_gen.site.news import news_of
from site_gen.site.parts import part_numbers, part_problems
from site_gen.site.permalinks import Permalinks
from site_gen.site.references import Elsewhere, References, names_of
from site_gen.site.release import has_expired, released
from site_gen.site.terms import author_id, author_terms, credited, section_terms, series_terms, tag_id
from site_gen.site.values import Article, Edition, Media, Redirect, Release, Site, Term, TermKind
from site_gen.tables.fronts import HOME, Front, usual_home
from site_gen.tables.glossary import Glossary
from site_gen.tables.people import People
from site_gen.tables.series import SeriesTable

V = TypeVar("V")
_NOBODY: Final[dict[str, Term]] = {}
_NOWHERE: Final[dict[str, str]] = {}
"""The same for all: most stories have neither reporters nor a dateline."""


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
        self.config, self.release = config, release
        self.sections = self.as_known(section_terms(config))
        self.problems: list[Problem] = part_problems(documents, series)
        # Of one instant, by key: the order of files on a disk must not show.
        ordered = sorted(documents, key=attrgetter("key", "lang", "path"))
        ordered.sort(key=attrgetter("instant"), reverse=True)
        shown = self.unique(released(ordered, release))
        self.permalinks = Permalinks(shown, self.sections, config, self.problems)
        self.shown = self.permalinks.apart(shown)
        self.by_story: dict[str, dict[str, Document]] = {}
        for document in self.shown:
            self.by_story.setdefault(document.key, {})[document.lang] = document
        tags = set(chain.from_iterable([document.tags for document in self.shown]))
        datelines = {(d.dateline, d.lang) for d in self.shown if d.dateline}
        names = look_up(tags, datelines, glossary, config)
        self.places, self.tags = names.places, self.as_known(names.tags)
        self.authors = self.as_known(author_terms(self.shown, people, config))
        self.tags_of, self.authors_of = _naming(self.tags), _naming(self.authors)
        self.series = self.as_known(series_terms(series, config))
        self.parts = part_numbers(self.shown, series)
        self.elsewhere = self.not_shown(ordered, unread)
        self.references = References(
            self.by_story, self.permalinks.urls, media, self.elsewhere, config, self.problems
        )

    def not_shown(self, documents: Sequence[Document], unread: Collection[str]) -> Elsewhere:
        """What of `documents` is not in the site, and the `unread` files."""
        shown, codes = {d.path for d in self.shown}, self.config.codes

        def names(documents: Sequence[Document]) -> set[str]:
            return names_of((d.path for d in documents), codes) | {f"content/{d.key}" for d in documents}

        hidden = [d for d in documents if d.path not in shown]
        expired = [d for d in hidden if has_expired(d, self.release)]
        known = set(self.permalinks.urls.values())
        gone = {url.rstrip("/") for url in self.permalinks.of_others(expired) - known} if expired else set()
        return Elsewhere(names_of(unread, codes), names(hidden), names(expired) | gone)

    def place(self, fronts: Sequence[Front], documents: Sequence[Document], glossary: Glossary) -> None:
        """Look up what stands on the fronts; without one for the home page there is the usual one."""
        if all(front.name != HOME for front in fronts):
            fronts = (usual_home(section.id for section in self.config.sections), *fronts)
        self.own_fronts = [front for front in fronts if front.titles]
        self.placing = Placing(
            fronts,
            Stories(documents, self.config.codes, self.by_story, self.elsewhere.unread),
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
            document, where = article.document, article.document.at("aliases")
            for alias in sorted(document.aliases):
                if alias != article.url:
                    redirects.append(Redirect(alias, article.url, document.title, document.lang, where))
                else:
                    hint = "Delete the alias: it is the story's own address."
                    self.problems.append(Problem(where, f'the alias "{alias}" leads to itself', hint))
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

    def unique(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        seen: dict[tuple[str, str], Document] = {}
        for document in documents:
            first = seen.setdefault((document.key, document.lang), document)
            if first is not document:
                message = f'a second "{document.lang}" text of the story "{document.key}"'
                hint = f"The other is {first.path}. Give one of them another key."
                self.problems.append(Problem(document.at("key"), message, hint))
        return tuple(seen.values())

    def article(self, document: Document) -> Article:
        picture, media = document.picture, None
        if picture and not picture.src.startswith(("http://", "https://")):
            media = self.references.picture(document, picture.src, document.at("image"))
            picture = (
                Picture(media.url, picture.alt, picture.caption, picture.credit)
                if media is not None
                else None
            )
        others, series = credited(document), document.series
        return Article(
            document=document,
            url=self.permalinks.urls[document.path],
            section=self.sections.get(document.section),
            tags=self.tags_of(document.tags),
            authors=self.authors_of(document.authors),
            credits={name: self.authors[name] for name in others if self.people.find(name)}
            if others
            else _NOBODY,
            picture=picture,
            media=media,
            links=self.references.links(document, document.lang) if document.links else (),
            pictures=self.references.pictures(document) if document.pictures else (),
            places=self.places[document.dateline, document.lang] if document.dateline else _NOWHERE,
            series=self.series.get(series) if series else None,
            part=self.parts.get((series, document.key), 0) if series else 0,
        )

    def edition(
        self, language: Language, every: Sequence[Article], stories: Mapping[str, Mapping[str, Article]]
    ) -> Edition:
        code = language.code
        mine = [a for a in every if a.document.lang == code]
        articles = tuple(a for a in mine if not a.document.standing and not a.document.retracted)
        corrections = [
            (a, correction) for a in mine if a.document.corrections for correction in a.document.corrections
        ]
        own = listed = lists_of(articles, code, self.sections)
        guests = self.guests(code, stories)
        if guests:
            of_both = {article.document.path: article for article in (*articles, *guests)}
            both = tuple([of_both[d.path] for d in self.shown if d.path in of_both])
            listed = lists_of(both, code, self.sections)

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
        taken = {url.casefold() for url in self.permalinks.urls.values()}
        taken |= {alias.casefold() for document in self.shown for alias in document.aliases}
        taken |= {f"/{code}/{section.slugs[code]}/" for section in self.config.sections}
        taken |= {front.address(code) for front in self.own_fronts}
        found = []
        for guest in sorted(guests, key=lambda g: (g.document.instant, g.document.key)):
            url = self.permalinks.url(guest.document, code)
            if url in taken:
                url = self.permalinks.url(guest.document, code, f"-{digest(guest.document.key)[:6]}")
            taken.add(url)
            links = self.references.links(guest.document, code) if guest.links else ()
            found.append(msgspec.structs.replace(guest, url=url, links=links))
        return tuple(found[::-1])


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


def _naming(terms: Mapping[str, Term]) -> Callable[[Sequence[str]], tuple[Term, ...]]:
    """What finds the terms that a file names, each once."""
    find = terms.__getitem__
    if len({term.id for term in terms.values()}) == len(terms):
        return lambda texts: tuple(map(find, texts))  # a file names none twice by the same text
    return lambda texts: tuple({term.id: term for term in map(find, texts)}.values())
