"""Home, the lists of a tag, section, author, year or month, and the indexes of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from site_gen.moments import month_name
from site_gen.pages.frame import Frame, breadcrumbs
from site_gen.pages.inputs import Card, Group, HomeInputs, IndexInputs, Link, ListInputs, Strip
from site_gen.pages.page import Page
from site_gen.pages.turning import turns
from site_gen.site.values import Article, Term

SECONDS, STRIP, STRIPS = 3, 4, 6
"""Stories beside the lead, stories in a strip, strips on the home page."""


class _Listing(msgspec.Struct, frozen=True):
    """A list of stories, before it is cut into pages."""

    kind: Literal["home", "tag", "section", "author", "year", "month"]
    title: str
    words: str
    """The title as a reader reads it: "November 2016" where `title` is "2016-11"."""
    url: str
    twins: Mapping[str, str]
    articles: Sequence[Article]
    source: str
    description: str = ""
    term: Term | None = None
    links: tuple[Link, ...] = ()
    feed: str = ""


def home_pages(frame: Frame) -> Iterator[Page]:
    """The front page of the edition, and the numbered pages of older stories behind it."""
    config, articles = frame.config, frame.edition.articles
    twins = {code: f"/{code}/" for code in config.codes}
    older = _Listing("home", frame.title, frame.title, frame.home, twins, articles, "the home page")
    for page in list_pages(frame, older):
        inputs = page.inputs
        assert isinstance(inputs, ListInputs)
        if inputs.turn.number:
            yield page
            continue
        cards = inputs.cards
        strips = _strips(frame, cards[: 1 + SECONDS])
        shown = {card.url for strip in strips for card in strip.cards}
        site = {
            "@type": "WebSite",
            "@id": frame.absolute(frame.home),
            "url": frame.absolute(frame.home),
            "name": frame.title,
            "inLanguage": frame.code,
            "publisher": frame.publisher(),
        }
        description = config.descriptions.get(frame.code) or config.taglines.get(frame.code, "")
        home = HomeInputs(
            shell=frame.shell(),
            # The front door is for readers of no language of ours.
            head=frame.head(page.url, "", description, twins, structured=[site], default="/"),
            editions=frame.editions(twins),
            lead=cards[0] if cards else None,
            seconds=cards[1 : 1 + SECONDS],
            strips=strips,
            river=tuple(card for card in cards[1 + SECONDS :] if card.url not in shown),
            turn=inputs.turn,
            today=cards[0].date if cards else "",
        )
        yield Page(page.url, "home.html", frame.code, home, source=older.source)


def _strips(frame: Frame, above: Sequence[Card]) -> tuple[Strip, ...]:
    """Sections with a full row of stories that do not already stand on top."""
    taken = {card.url for card in above}
    strips: list[Strip] = []
    for term, articles in frame.edition.sections:
        cards = [frame.card(a) for a in articles[: STRIP + len(taken)] if a.url not in taken][:STRIP]
        if len(cards) == STRIP and len(strips) < STRIPS:
            strips.append(Strip(frame.link(term), tuple(cards)))
    return tuple(strips)


def term_pages(frame: Frame) -> Iterator[Page]:
    """The lists of every tag, section and author of the edition."""
    edition = frame.edition
    for term, articles in (*edition.tags, *edition.sections, *edition.authors):
        name, url = term.names[frame.code], frame.term_url(term)
        listing = _Listing(
            term.kind,
            name,
            name,
            url,
            frame.term_twins(term),
            articles,
            f'the {term.kind} "{name}"',
            description=term.descriptions.get(frame.code, ""),
            term=term,
            feed=f"{url}feed.xml",
        )
        yield from list_pages(frame, listing)


def archive_pages(frame: Frame) -> Iterator[Page]:
    """The lists of every year and month of the edition."""
    years: dict[str, list[Article]] = {}
    names: dict[str, list[str]] = {}
    for month, articles in frame.edition.months:
        years.setdefault(month[:4], []).extend(articles)
        names.setdefault(month[:4], []).append(month)
    months = {e.language.code: {month for month, _ in e.months} for e in frame.site.editions}
    for year, found in years.items():
        twins = {c: year_url(c, year) for c in months if any(month[:4] == year for month in months[c])}
        links = tuple(Link(month, month_url(frame.code, month)) for month in names[year])
        listing = _Listing(
            "year", year, year, twins[frame.code], twins, found, f"the year {year}", links=links
        )
        yield from list_pages(frame, listing)
    for month, articles in frame.edition.months:
        twins = {c: month_url(c, month) for c in months if month in months[c]}
        links = (Link(month[:4], year_url(frame.code, month[:4])),)
        words = month_name(month, frame.language.locale)
        listing = _Listing(
            "month", month, words, twins[frame.code], twins, articles, f"the month {month}", links=links
        )
        yield from list_pages(frame, listing)


def list_pages(frame: Frame, listing: _Listing) -> Iterator[Page]:
    """The pages of one list, its head first."""
    section = listing.term if listing.term and listing.term.kind == "section" else None
    for url, turn, articles in turns(listing.articles, frame.config.page_size, listing.url, frame.language):
        # Numbered pages of two editions hold different stories: only the heads of lists are counterparts.
        twins = {} if turn.number else listing.twins
        name = f"{listing.words} ({turn.number})" if turn.number else listing.words
        inputs = ListInputs(
            shell=frame.shell(section),
            head=frame.head(
                url,
                name,
                listing.description,
                twins,
                feed=listing.feed,
                structured=[breadcrumbs(frame, [(listing.words, listing.url)])]
                if listing.kind != "home"
                else (),
            ),
            editions=frame.editions(listing.twins),
            kind=listing.kind,
            title=listing.title,
            description=listing.description,
            cards=frame.card_list(articles),
            turn=turn,
            url=listing.url,
            feed=listing.feed,
            links=listing.links,
        )
        yield Page(url, "list.html", frame.code, inputs, source=listing.source)


def index_pages(frame: Frame) -> Iterator[Page]:
    """The indexes of all tags, all authors and all years."""
    edition = frame.edition
    editions = [(e.language.code, e) for e in frame.site.editions]
    if edition.tags:
        yield _index(
            frame, "tag", "tags", _by_initial(frame, edition.tags), {c for c, e in editions if e.tags}
        )
    if edition.authors:
        found = _by_initial(frame, edition.authors)
        yield _index(frame, "author", "authors", found, {c for c, e in editions if e.authors})
    years: dict[str, list[Link]] = {}
    for month, _ in edition.months:
        years.setdefault(month[:4], []).append(Link(month, month_url(frame.code, month)))
    if years:
        grouped = tuple(Group(Link(y, year_url(frame.code, y)), tuple(found)) for y, found in years.items())
        yield _index(frame, "archive", "years", grouped, {c for c, e in editions if e.months})


def _by_initial(frame: Frame, terms: Iterable[tuple[Term, object]]) -> tuple[Group, ...]:
    groups: dict[str, list[Link]] = {}
    for term, _ in terms:
        initial = term.names[frame.code][:1].upper()
        groups.setdefault(initial if initial.isalpha() else "#", []).append(frame.link(term))
    return tuple(Group(Link(letter, ""), tuple(links)) for letter, links in sorted(groups.items()))


def _index(
    frame: Frame,
    word: Literal["tag", "author", "archive"],
    kind: Literal["tags", "authors", "years"],
    groups: tuple[Group, ...],
    codes: set[str],
) -> Page:
    url = frame.index_url(word)
    twins = {code: frame.index_url(word, code) for code in frame.config.codes if code in codes}
    inputs = IndexInputs(
        shell=frame.shell(),
        head=frame.head(url, "", "", twins),
        editions=frame.editions(twins),
        kind=kind,
        groups=groups,
    )
    return Page(url, "index.html", frame.code, inputs, source=f"the index of {kind}")


def year_url(code: str, year: str) -> str:
    """The list of a year in an edition."""
    return f"/{code}/{year}/"


def month_url(code: str, month: str) -> str:
    """The list of the month `2016-11` in an edition."""
    return f"/{code}/{month[:4]}/{month[5:7]}/"
