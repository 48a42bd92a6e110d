"""The files beside the page of a story: its ninjs and its Markdown."""

from collections.abc import Iterator

from site_gen.pages.articles import targets_of
from site_gen.pages.makeup import Makeup
from site_gen.pages.page import Page
from site_gen.pages.records import FILES, whole_record


def story_file_pages(makeup: Makeup) -> Iterator[Page]:
    """For each story of the edition the files that config.yaml asks for."""
    wanted = [name for name in FILES if name in makeup.config.outputs]
    for article in (*makeup.edition.articles, *makeup.edition.retracted) if wanted else ():
        document = article.document
        for name in wanted:
            yield Page(
                url=article.url + FILES[name],
                layout=name,
                lang=makeup.code,
                copy=whole_record(makeup, article),
                body="" if document.retracted else document.body,
                targets={} if document.retracted else targets_of(article, makeup.config.base_url),
                source=document.path,
            )
