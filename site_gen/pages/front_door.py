"""The bilingual front door at `/`, and the pages for addresses that lead nowhere."""

from collections.abc import Iterator, Sequence

from site_gen.pages.frame import Frame, alternates
from site_gen.pages.inputs import Door, DoorInputs, Head, MissingInputs
from site_gen.pages.page import Page

CARDS = 4
"""Stories of each edition at the front door."""


def door_pages(frames: Sequence[Frame]) -> Iterator[Page]:
    """The front door, the root's 404 and one for each edition."""
    first = frames[0]
    config = first.config
    homes = {frame.code: frame.home for frame in frames}
    title = config.titles[first.code]
    doors = tuple(
        Door(
            lang=frame.code,
            dir=frame.language.dir,
            name=frame.language.name,
            tagline=config.taglines.get(frame.code, ""),
            url=frame.home,
            cards=frame.card_list(frame.edition.articles[:CARDS]),
        )
        for frame in frames
    )
    taglines = " · ".join(dict.fromkeys(door.tagline for door in doors if door.tagline))
    head = Head(
        title=f"{title} – {taglines}" if taglines else title,
        description=config.descriptions.get(first.code, "") or taglines,
        canonical=first.absolute("/"),
        robots="",
        alternates=alternates(first.site, homes, default="/"),
        feeds=tuple(feed for frame in frames for feed in frame.feeds),
        og_type="website",
        og_title=title,
        og_locale=first.language.locale,
        og_locale_alternates=tuple(frame.language.locale for frame in frames[1:]),
    )
    yield Page("/", "door.html", first.code, DoorInputs(head, title, doors), source="the front door")
    # Most hosts serve the root's 404 for every address, some the nearest one: both are written.
    yield _missing(first, "/404.html", doors)
    for frame, door in zip(frames, doors, strict=True):
        yield _missing(frame, f"{frame.home}404.html", (door,))


def _missing(frame: Frame, url: str, doors: tuple[Door, ...]) -> Page:
    head = frame.head(url, "", "", {}, robots="noindex")
    return Page(url, "404.html", frame.code, MissingInputs(head, frame.title, doors), source="the 404 page")
