"""The files beside the page of a story: its ninjs and its Markdown."""

from collections.abc import Iterator, Sequence

from site_gen.pages.articles import targets_of
from site_gen.pages.frame import Frame
from site_gen.pages.items import Item
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page, Recipe
from site_gen.pages.records import FILES, whole_record


def story_file_pages(makeup: Makeup) -> Iterator[Recipe]:
    """For each story of the edition the files that config.yaml asks for."""
    wanted = [name for name in FILES if name in makeup.config.outputs]
    for article in (*makeup.edition.articles, *makeup.edition.retracted) if wanted else ():
        item, source = makeup.item(article), article.document.path
        for name in wanted:
            yield Recipe(makeup.frame, article.url + FILES[name], story_file, (item,), (name,), source)


def story_file(frame: Frame, url: str, items: Sequence[Item], name: str) -> Page:
    """One file of a story."""
    (item,) = items
    document = item.article.document
    return Page(
        url=url,
        layout=name,
        lang=frame.code,
        copy=whole_record(item),
        body="" if document.retracted else document.body,
        targets={} if document.retracted else targets_of(item.article, frame.base_url),
        source=document.path,
    )
