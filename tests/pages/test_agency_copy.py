"""Agency copy: who reported it, where it was published first, and what search engines are told of both."""

import json
from typing import Any

import pytest
from newsroom import config, document, pages_of

from site_gen.pages.inputs import ArticleInputs
from site_gen.pages.making import WRITERS
from site_gen.pages.page import Page

THERE = "https://kantor.example/1"
AGENCY = f"outlet: ANTARA\ncanonical: {THERE}\ndate: 2024-01-02\n"
SITE = config("outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]\nmissing_translation: page\n")


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Agency copy that we translated, agency copy that we did not, and a story of our own in two languages."""
    documents = [
        document("a/index.id.md", AGENCY),
        document("a/index.en.md", "outlet: ANTARA\ndate: 2024-01-02\n"),
        document("b/index.id.md", AGENCY),
        document("c/index.id.md", "date: 2024-01-02\n"),
        document("c/index.en.md", "date: 2024-01-02\n"),
    ]
    return pages_of(documents, site=SITE, now="2024-01-02 12:00")


def article(pages: dict[str, Page], url: str) -> ArticleInputs:
    inputs = pages[url].inputs
    assert isinstance(inputs, ArticleInputs)
    return inputs


def test_search_engines_are_led_to_the_agency_and_readers_who_share_it_to_the_page(
    pages: dict[str, Page],
) -> None:
    inputs = article(pages, "/id/2024/01/a/")
    assert (inputs.head.canonical, inputs.head.og_url) == (THERE, "https://koran.example/id/2024/01/a/")
    assert inputs.head.robots == "max-image-preview:large", (
        "a canonical and noindex would contradict each other"
    )
    assert (inputs.outlet, inputs.canonical) == ("ANTARA", THERE)


def test_a_page_that_is_not_to_be_indexed_is_nobodys_counterpart(pages: dict[str, Page]) -> None:
    assert article(pages, "/id/2024/01/a/").head.alternates == ()
    ours = article(pages, "/en/2024/01/a/").head
    assert {a.hreflang: a.url for a in ours.alternates} == {
        "en": "https://koran.example/en/2024/01/a/",
        "x-default": "https://koran.example/en/2024/01/a/",
    }
    assert ours.canonical == "https://koran.example/en/2024/01/a/"


def test_the_language_switch_and_structured_data_know_of_both_all_the_same(pages: dict[str, Page]) -> None:
    for code in ("id", "en"):
        assert [edition.same for edition in article(pages, f"/{code}/2024/01/a/").editions] == [True, True]
    thing = thing_of(pages, "/id/2024/01/a/")
    assert thing["isBasedOn"] == THERE
    assert thing["sourceOrganization"] == {"@type": "Organization", "name": "ANTARA"}
    assert thing["workTranslation"][0]["@id"] == "https://koran.example/en/2024/01/a/"


def thing_of(pages: dict[str, Page], url: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(article(pages, url).head.structured)["@graph"][0]
    return found


def test_the_page_in_another_edition_leads_to_the_agency_without_a_detour(pages: dict[str, Page]) -> None:
    head = article(pages, "/en/2024/01/b/").head
    assert (head.canonical, head.robots) == (THERE, "noindex, follow")


def test_no_sitemap_lists_it_and_no_alternate_names_it(pages: dict[str, Page]) -> None:
    written = {url: WRITERS[p.layout](p.inputs).decode() for url, p in pages.items() if "sitemap-" in url}
    assert written
    for url, text in written.items():
        assert "/id/2024/01/a/" not in text and "/2024/01/b/" not in text, url
    assert (
        "/en/2024/01/a/" in written["/sitemap-en-1.xml"]
        and "/en/2024/01/a/" in written["/sitemap-en-news.xml"]
    )
    assert (
        "/id/2024/01/c/" in written["/sitemap-id-1.xml"]
        and "/id/2024/01/c/" in written["/sitemap-id-news.xml"]
    )


def test_feeds_lists_and_programs_have_it_as_any_other_story(pages: dict[str, Page]) -> None:
    for url in ("/id/feed.xml", "/id/rss.xml", "/id/feed.json", "/api/v1/id/latest.json"):
        page = pages[url]
        assert b"/id/2024/01/a/" in WRITERS[page.layout](page.inputs), url
    assert "/id/2024/01/a/ninjs.json" in pages and "/id/2024/01/a/index.md" in pages


def test_the_papers_own_people_are_named_as_the_edition_names_them_everywhere() -> None:
    people = "dewi: {name: {id: Dewi Lestari, en: Dewi L.}, aliases: [dle]}\n"
    one = document("a.en.md", "author: dle\neditor: dle\nphotographer: Tamu\n")
    found = pages_of([one], site=SITE, people=people)
    for url in ("/en/2024/01/a/ninjs.json", "/en/2024/01/a/index.md", "/api/v1/en/latest.json"):
        text = WRITERS[found[url].layout](found[url].inputs).decode()
        assert "Dewi L." in text and "dle" not in text, url
