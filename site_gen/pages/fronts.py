"""Front pages: that of an edition, those of sections, and those that are pages of their own.

What stands where was decided in `site`; here it becomes cards. Of an edition or a section the front is the head
of a list, so below the strips follows what else the head has to show.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from site_gen.errors import Location
from site_gen.pages.frame import NOT_INDEXED, Frame
from site_gen.pages.inputs import HomeInputs, Link, Strip, Turn
from site_gen.pages.items import card_of, cards_of
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page
from site_gen.site.values import Edition, FrontPage, FrontStrip
from site_gen.tables.fronts import HOME

if TYPE_CHECKING:
    from site_gen.pages.lists import ListCopy


def home_front(makeup: Makeup, head: "ListCopy") -> Page:
    """The home page of an edition. `head` is what the list of all its stories has to show there."""
    config, frame, code = makeup.config, makeup.frame, makeup.code
    site = {
        "@type": "WebSite",
        "@id": frame.absolute(frame.home),
        "url": frame.absolute(frame.home),
        "name": frame.title,
        "inLanguage": code,
        "publisher": frame.publisher_thing,
    }
    if frame.shell.search:
        template = frame.absolute(frame.shell.search) + "?q={query}"
        target = {"@type": "EntryPoint", "urlTemplate": template}
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=query",
        }
    description = config.descriptions.get(code) or config.taglines.get(code, "")
    inputs = HomeInputs(
        shell=frame.shell,
        # The front door is for readers of no language of ours.
        head=frame.head(
            head.url, "", description, head.twins, structured=[site], default="/", lists=head.twins
        ),
        editions=frame.editions(head.twins),
        kind="home",
        title=frame.title,
        description=description,
        url=head.url,
        feed="",
        **_places(makeup, makeup.edition.fronts[HOME], head),
    )
    return Page(head.url, "home.html", code, inputs, source="the home page")


def section_front(makeup: Makeup, page: FrontPage, head: "ListCopy") -> Page:
    """The head of a section's list as a front."""
    plain = head.inputs(makeup.frame)
    inputs = HomeInputs(
        shell=plain.shell,
        head=plain.head,
        editions=plain.editions,
        kind="section",
        title=plain.title,
        description=plain.description,
        url=plain.url,
        feed=plain.feed,
        **_places(makeup, page, head),
    )
    return Page(head.url, "home.html", makeup.code, inputs, source=page.front.where.path)


def front_pages(makeup: Makeup) -> Iterator[Page]:
    """The fronts that are pages of their own. They are there with or without a story: the menu leads to them."""
    frame, code = makeup.frame, makeup.code
    for page in makeup.edition.fronts.values():
        front = page.front
        if not front.titles:
            continue
        url, title = front.address(code), front.titles[code]
        places, twins = front_places(makeup, page), front_twins(makeup, page)
        # Without a story in its own language it is a way for readers, not for those who search.
        own = code in twins
        description = front.descriptions.get(code, "")
        inputs = HomeInputs(
            shell=frame.shell,
            head=frame.head(
                url,
                title,
                description,
                twins if own else {},
                robots="" if own else NOT_INDEXED,
                structured=[frame.breadcrumbs([(title, url)])],
            ),
            editions=frame.editions(twins, places),
            kind="page",
            title=title,
            description=description,
            url=url,
            feed="",
            **_places(makeup, page, None),
        )
        where = Location(front.where.path)
        yield Page(url, "home.html", code, inputs, source=where.path, where=where)


def front_places(makeup: Makeup, page: FrontPage) -> dict[str, str]:
    """Language to address of a front that is a page of its own, in each edition that has it."""
    return {code: page.front.address(code) for code in makeup.codes if code in page.front.titles}


def front_twins(makeup: Makeup, page: FrontPage) -> dict[str, str]:
    """The same where it has stories in the edition's own language."""
    editions: Mapping[str, Edition] = {e.language.code: e for e in makeup.site.editions}
    return {
        code: url
        for code, url in front_places(makeup, page).items()
        if _speaks(editions[code].fronts[page.front.name], code)
    }


def _speaks(page: FrontPage, code: str) -> bool:
    return any(article.document.lang == code for article in (*page.above, *page.river))


def _places(makeup: Makeup, page: FrontPage, head: "ListCopy | None") -> dict[str, Any]:
    """The fields of HomeInputs that hold stories."""
    river = cards_of(makeup.items(page.river))
    if head:
        shown = {article.url for article in page.above}
        river = tuple([card.value for card in head.cards if card.value.url not in shown])
    return {
        "lead": card_of(makeup.item(page.lead)) if page.lead else None,
        "seconds": cards_of(makeup.items(page.seconds)),
        "strips": tuple(
            [
                Strip(_title(makeup, page, strip), cards_of(makeup.items(strip.articles)))
                for strip in page.strips
            ]
        ),
        "river": river,
        "turn": head.turn if head else Turn(),
        "today": head.cards[0].value.date if head and head.cards else "",
    }


def _title(makeup: Makeup, page: FrontPage, strip: FrontStrip) -> Link:
    """What stands over a strip. It leads to all stories of the kind, where there is such a list."""
    frame: Frame = makeup.frame
    term = strip.term
    there = term is not None and makeup.has(term) and term.id != page.front.name
    url = frame.link(term).url if term and there else ""
    name = strip.titles.get(makeup.code) or next(iter(strip.titles.values()), "")
    return Link(name or (term.names[makeup.code] if term else ""), url)
