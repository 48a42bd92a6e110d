"""Search: a page with a form, and the stories of the edition as that page's script reads them.

A host of files answers no questions, so readers' browsers look through the stories themselves. These lie in
blocks numbered from the oldest, like the pages of a list (`turning`): a new story touches the head, another
title the block that the story stands in, another text none. The page itself names the head alone, and never
changes.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from site_gen.pages.frame import NOT_INDEXED, Frame
from site_gen.pages.inputs import Inputs, SearchInputs
from site_gen.pages.items import Item
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page, Recipe
from site_gen.pages.turning import numbered

if TYPE_CHECKING:
    from site_gen.theme.dates import Calendar

SIZE: Final = 250
"""Stories in a block: some 110 KB, 35 KB on the way to a reader (gzip). An edit of a title writes one of them, and
10,000 stories are 40 files."""


class Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """A story as readers find it: what is searched, and shown of it."""

    url: str
    """With the path of `base_url`."""
    title: str
    date: str
    """The day; in a file as the edition writes it: `15 November 2016`."""
    section: str = ""
    place: str = ""
    summary: str = ""
    """Without the headline, where it begins with it."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    lang: str = ""
    """The language of the story, where it is not the edition's."""


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of stories, newest first. `older` is the address of the next one, from here; empty in the oldest."""

    stories: tuple[Found, ...]
    older: str = ""


class BlockInputs(Inputs, frozen=True, array_like=True):
    """A block, and how the edition writes a date."""

    locale: str
    date_format: str
    older: str
    stories: tuple[Found, ...]


def search_pages(makeup: Makeup) -> Iterator[Page | Recipe]:
    """The search page of the edition and its blocks, if they are asked for and there is a story."""
    frame, url = makeup.frame, makeup.frame.shell.search
    if not url:
        return
    inputs = SearchInputs(
        shell=frame.shell,
        head=frame.head(url, "", "", {}, robots=NOT_INDEXED),
        editions=frame.editions(makeup.index_places("search")),
        latest=url + _name(0),
    )
    yield Page(url, "search.html", makeup.code, inputs, source="the search page")
    for number, _, older, part in numbered(makeup.edition.listed.articles, SIZE):
        given = (_name(older) if older else "",)
        yield Recipe(frame, url + _name(number), block_page, makeup.items(part), given)


def block_page(frame: Frame, url: str, items: Sequence[Item], older: str) -> Page:
    """One block of stories."""
    language = frame.language
    found = tuple([item.once(_found) for item in items])
    inputs = BlockInputs(language.locale, language.date_format, older, found)
    return Page(url, "search-stories", frame.code, inputs, source="the search")


def _name(number: int) -> str:
    return f"{number}.json" if number else "latest.json"


def _found(item: Item) -> Found:
    article, frame = item.article, item.frame
    document, code = article.document, frame.code
    title = document.title
    summary = document.summary.removeprefix(title + ". ")
    return Found(
        url=frame.base_path + article.url,
        title=frame.typeset(title, document.lang),
        date=document.date[: len("2016-11-15")],
        section=article.section.names[code] if article.section else "",
        place=article.places.get(code, ""),
        summary=frame.typeset(summary, document.lang),
        tags=tuple([term.names[code] for term in article.tags]),
        authors=tuple([term.names[code] for term in article.authors]),
        lang=document.lang if document.lang != code else "",
    )


def write_block(inputs: BlockInputs) -> bytes:
    """A block, its dates in words."""
    calendar = _calendar(inputs.locale, inputs.date_format)
    stories = [
        msgspec.structs.replace(story, date=str(calendar.date(story.date))) for story in inputs.stories
    ]
    return msgspec.json.encode(Block(tuple(stories), inputs.older)) + b"\n"


@lru_cache(maxsize=8)
def _calendar(locale: str, date_format: str) -> "Calendar":
    from site_gen.theme.dates import Calendar  # loads a locale: where there is a block to be written

    return Calendar(locale, date_format, "", "", "")
