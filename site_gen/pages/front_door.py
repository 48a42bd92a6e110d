"""The bilingual front door at `/`, and the pages for addresses that lead nowhere."""

from collections.abc import Iterator, Sequence

from site_gen.pages.inputs import Door, DoorInputs, Head, MissingInputs
from site_gen.pages.items import cards_of
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page

CARDS = 4
"""Stories of each edition at the front door."""


def door_pages(makeups: Sequence[Makeup]) -> Iterator[Page]:
    """The front door, the root's 404 and one for each edition."""
    first = makeups[0]
    frame, config = first.frame, first.config
    doors = tuple(
        Door(
            lang=makeup.code,
            dir=makeup.language.dir,
            name=makeup.language.name,
            tagline=makeup.frame.shell.tagline,
            url=makeup.frame.home,
            cards=cards_of(makeup.items(makeup.edition.articles[:CARDS])),
            search=makeup.frame.shell.search,
        )
        for makeup in makeups
    )
    taglines = " · ".join(dict.fromkeys(door.tagline for door in doors if door.tagline))
    head = Head(
        title=f"{frame.title} – {taglines}" if taglines else frame.title,
        description=config.descriptions.get(first.code, "") or taglines,
        canonical=frame.absolute("/"),
        robots=frame.robots,
        alternates=frame.alternates({makeup.code: makeup.frame.home for makeup in makeups}, default="/"),
        feeds=tuple(feed for makeup in makeups for feed in makeup.frame.shell.feeds),
        og_type="website",
        og_title=frame.title,
        og_url=frame.absolute("/"),
        og_locale=first.language.locale,
        og_locale_alternates=tuple(makeup.language.locale for makeup in makeups[1:]),
    )
    door = DoorInputs(head, frame.title, doors)
    yield Page("/", "door.html", first.code, door, source="the front door")
    # Most hosts serve the root's 404 for every address, some the nearest one: both are written.
    yield _missing(first, "/404.html", doors)
    for makeup, own in zip(makeups, doors, strict=True):
        yield _missing(makeup, f"{makeup.frame.home}404.html", (own,))


def _missing(makeup: Makeup, url: str, doors: tuple[Door, ...]) -> Page:
    head = makeup.frame.head(url, "", "", {}, robots="noindex")
    inputs = MissingInputs(head, makeup.frame.title, doors)
    return Page(url, "404.html", makeup.code, inputs, source="the 404 page")
