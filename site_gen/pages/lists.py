"""Home, the lists of a tag, section, author, year or month, and the indexes of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

import msgspec

from site_gen.digest import Sealed
from site_gen.moments import month_name
from site_gen.pages.frame import NOT_INDEXED, Frame, index_url, term_url
from site_gen.pages.fronts import home_front, section_front
from site_gen.pages.inputs import Card, Group, IndexInputs, Link, ListInputs, Turn
from site_gen.pages.items import Item, sealed_cards
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Forme, Page, Recipe, digest_of_forme
from site_gen.pages.story_things import series_thing
from site_gen.pages.turning import addresses, turns
from site_gen.site.values import Article, Term

_FOLLOWED = ("tag", "section", "author", "series")
"""Lists with a feed of their own."""

Kind = Literal["home", "tag", "section", "author", "series", "year", "month"]


class ListCopy(msgspec.Struct, frozen=True, array_like=True):
    """What one page of a list is made of. The fields mean what they do in ListInputs."""

    kind: Kind
    title: str
    description: str
    role: str
    url: str
    """The head of the list."""
    address: str
    """This page."""
    twins: dict[str, str]
    """The list in each edition that has stories in its own language there."""
    near: dict[str, str]
    """The list in each edition that has one, where those are more: some then have stories of other languages
    alone."""
    section: Term | None
    """Of a section's list, the section."""
    cards: tuple[Sealed[Card], ...]
    parts: tuple[int, ...]
    turn: Turn
    links: tuple[Link, ...]

    def inputs(self, frame: Frame) -> ListInputs:
        """What the layout is handed."""
        words = month_name(self.title, frame.language.locale) if self.kind == "month" else self.title
        # Without a story in its own language it is a way for readers, not for those who search or follow.
        own = frame.code in self.twins
        feed = f"{self.url}feed.xml" if own and self.kind in _FOLLOWED else ""
        return ListInputs(
            shell=frame.shell_in(self.section),
            head=frame.head(
                self.address,
                words,
                self.description,
                # Numbered pages of two editions hold different stories: only the heads are counterparts.
                {} if self.turn.number or not own else self.twins,
                number=self.turn.number,
                robots="" if own else NOT_INDEXED,
                kind=self.kind,
                lists=self.twins if feed else {},
                structured=self.things(frame, words) if self.kind != "home" else (),
            ),
            editions=frame.editions(self.twins, self.near),
            kind=self.kind,
            title=self.title,
            description=self.description,
            role=self.role,
            cards=tuple([card.value for card in self.cards]),
            parts=self.parts,
            turn=self.turn,
            url=self.url,
            feed=feed,
            links=self.links,
        )

    def things(self, frame: Frame, words: str) -> list[dict[str, Any]]:
        """Breadcrumbs, and of one of the paper's people who it is (https://schema.org/ProfilePage), of a series
        what it is (https://schema.org/CreativeWorkSeries)."""
        steps = frame.breadcrumbs([(words, self.url)])
        if self.kind == "series":
            return [series_thing(frame, self.title, self.url, self.description), steps]
        if self.kind != "author" or not (self.role or self.description):
            return [steps]
        url = frame.absolute(self.url)
        person = {"@type": "Person", "name": self.title, "url": url}
        more = {"jobTitle": self.role, "description": self.description}
        person |= {name: text for name, text in more.items() if text}
        page = {"@type": "ProfilePage", "@id": url, "inLanguage": frame.code, "mainEntity": person}
        return [page, steps]


class _List(NamedTuple):
    """What all pages of a list have in common. The fields mean what they do in ListCopy."""

    kind: Kind
    title: str
    description: str
    role: str
    url: str
    twins: Mapping[str, str]
    near: Mapping[str, str]
    term: Sealed[Term] | None
    links: tuple[Link, ...]


def _list(
    makeup: Makeup,
    kind: Kind,
    title: str,
    twins: Mapping[str, str],
    places: Mapping[str, str],
    term: Term | None = None,
    links: tuple[Link, ...] = (),
) -> _List:
    """A list. `places` has its address in each edition, `twins` those of them where there are stories in the
    edition's own language."""
    role, description = _about(makeup, term)
    near, sealed = {} if places == twins else places, term.sealed if term else None
    return _List(kind, title, description, role, places[makeup.code], twins, near, sealed, links)


def _forme(makeup: Makeup, wanted: _List, articles: Sequence[Article], *, head: bool = True) -> Forme:
    """The pages of one list, its head first; without it, those of the `articles` behind the head."""
    frame, items, size = makeup.frame, makeup.items(articles), makeup.config.page_size
    urls = addresses(len(items), size, wanted.url, frame.language, head=head)
    digest = digest_of_forme(list_recipes, frame, items, (wanted, size, head))
    return Forme(digest, urls, [""] * len(urls), list_recipes, (frame, items, wanted, size, head))


def list_recipes(
    frame: Frame, items: Sequence[Item], wanted: _List, size: int, head: bool
) -> Iterator[Recipe]:
    """The recipes of the pages of a list."""
    kind, title, description, role, url, twins, near, term, links = wanted
    for address, turn, part in turns(items, size, url, frame.language, head=head):
        given = (kind, title, description, role, url, twins, near, term, turn, links)
        yield Recipe(frame, address, list_page, tuple(part), given)


def _with_front(
    makeup: Makeup, wanted: _List, articles: Sequence[Article], front: Callable[[ListCopy], Page]
) -> Iterator[Page | Forme]:
    """The pages of a list at whose head a front stands."""
    size = makeup.config.page_size
    head = next(list_recipes(makeup.frame, makeup.items(articles), wanted, size, True))
    copy = head.page().copy
    assert isinstance(copy, ListCopy)
    yield front(copy)
    yield _forme(makeup, wanted, articles[len(head.items) :], head=False)


def list_page(
    frame: Frame,
    address: str,
    items: Sequence[Item],
    kind: Kind,
    title: str,
    description: str,
    role: str,
    url: str,
    twins: Mapping[str, str],
    near: Mapping[str, str],
    sealed: Sealed[Term] | None,
    turn: Turn,
    links: tuple[Link, ...],
) -> Page:
    """One page of a list: see `ListCopy`."""
    term = sealed.value if sealed else None
    counted = term is not None and kind == "series" and not term.type
    items = items[::-1] if counted else items
    copy = ListCopy(
        kind=kind,
        title=title,
        description=description,
        role=role,
        url=url,
        address=address,
        twins=dict(twins),
        near=dict(near),
        section=term if kind == "section" else None,
        cards=sealed_cards(items),
        parts=tuple([item.article.part for item in items]) if counted else (),
        turn=turn,
        links=links,
    )
    return Page(address, "list.html", frame.code, copy, frame, source=f'the {kind} "{title}"')


def _about(makeup: Makeup, term: Term | None) -> tuple[str, str]:
    """What the edition says of a section, tag or series, or of one of the paper's people: their role, and a
    description."""
    person = makeup.site.people.get(term.id) if term and term.kind == "author" else None
    if person:
        return person.roles.get(makeup.code, ""), person.bios.get(makeup.code, "")
    return "", term.descriptions.get(makeup.code, "") if term else ""


def home_pages(makeup: Makeup) -> Iterator[Page | Forme]:
    """The front page of the edition, and the numbered pages of older stories behind it."""
    twins = {code: f"/{code}/" for code in makeup.codes}
    wanted = _list(makeup, "home", makeup.frame.title, twins, twins)
    yield from _with_front(makeup, wanted, makeup.edition.listed.articles, partial(home_front, makeup))


def term_pages(makeup: Makeup) -> Iterator[Page | Forme]:
    """The lists of every tag, section, author and series of the edition."""
    lists = makeup.edition.listed
    for term, articles in (*lists.tags, *lists.sections, *lists.authors, *lists.series):
        twins, places = makeup.term_twins(term), makeup.term_places(term)
        wanted = _list(makeup, term.kind, term.names[makeup.code], twins, places, term)
        front = makeup.edition.fronts.get(term.id) if term.kind == "section" else None
        if front:
            yield from _with_front(makeup, wanted, articles, partial(section_front, makeup, front))
        else:
            yield _forme(makeup, wanted, articles)


def archive_pages(makeup: Makeup) -> Iterator[Forme]:
    """The lists of every year and month of the edition."""
    years: dict[str, list[Article]] = {}
    names: dict[str, list[str]] = {}
    for month, articles in makeup.edition.listed.months:
        years.setdefault(month[:4], []).extend(articles)
        names.setdefault(month[:4], []).append(month)
    own, listed = (
        {code: {month for month, _ in lists.months} for code, lists in by_code.items()}
        for by_code in (
            {e.language.code: e for e in makeup.site.editions},
            {e.language.code: e.listed for e in makeup.site.editions},
        )
    )
    for year, found in years.items():
        twins, places = (
            {c: year_url(c, year) for c in months if any(month[:4] == year for month in months[c])}
            for months in (own, listed)
        )
        links = tuple(Link(month, month_url(makeup.code, month)) for month in names[year])
        yield _forme(makeup, _list(makeup, "year", year, twins, places, links=links), found)
    for month, articles in makeup.edition.listed.months:
        twins, places = (
            {c: month_url(c, month) for c in months if month in months[c]} for months in (own, listed)
        )
        link = Link(month[:4], year_url(makeup.code, month[:4]))
        yield _forme(makeup, _list(makeup, "month", month, twins, places, links=(link,)), articles)


def index_pages(makeup: Makeup) -> Iterator[Page]:
    """The indexes of all tags, all authors, all series and all years."""
    lists = makeup.edition.listed
    if lists.tags:
        yield _index(makeup, "tag", "tags", _by_initial(makeup, lists.tags))
    if lists.authors:
        yield _index(makeup, "author", "authors", _by_initial(makeup, lists.authors))
    if lists.series:
        yield _index(makeup, "series", "series", _by_initial(makeup, lists.series))
    years: dict[str, list[Link]] = {}
    for month, _ in lists.months:
        years.setdefault(month[:4], []).append(Link(month, month_url(makeup.code, month)))
    if years:
        code = makeup.code
        groups = tuple(Group(Link(y, year_url(code, y)), tuple(found)) for y, found in years.items())
        yield _index(makeup, "archive", "years", groups)


def _by_initial(makeup: Makeup, terms: Iterable[tuple[Term, object]]) -> tuple[Group, ...]:
    groups: dict[str, list[Link]] = {}
    for term, _ in terms:
        initial = term.names[makeup.code][:1].upper()
        link = Link(term.names[makeup.code], term_url(term, makeup.language))
        groups.setdefault(initial if initial.isalpha() else "#", []).append(link)
    return tuple(Group(Link(letter, ""), tuple(links)) for letter, links in sorted(groups.items()))


def _index(
    makeup: Makeup,
    word: Literal["tag", "author", "archive", "series"],
    kind: Literal["tags", "authors", "series", "years"],
    groups: tuple[Group, ...],
) -> Page:
    url, twins = index_url(word, makeup.language), makeup.index_twins(word)
    own = makeup.code in twins
    inputs = IndexInputs(
        shell=makeup.frame.shell,
        head=makeup.frame.head(url, "", "", twins if own else {}, robots="" if own else NOT_INDEXED),
        editions=makeup.frame.editions(twins, makeup.index_places(word)),
        kind=kind,
        groups=groups,
    )
    return Page(url, "index.html", makeup.code, inputs, source=f"the index of {kind}")


def year_url(code: str, year: str) -> str:
    """The list of a year in an edition."""
    return f"/{code}/{year}/"


def month_url(code: str, month: str) -> str:
    """The list of the month `2016-11` in an edition."""
    return f"/{code}/{month[:4]}/{month[5:7]}/"
