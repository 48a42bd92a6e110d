"""A story that is shown in another edition says its own language, and is to be found in its own alone."""

import pytest
from newsroom import config, document, pages_of

from site_gen.config import Config
from site_gen.documents.document import Document
from site_gen.pages.inputs import ArticleInputs, HomeInputs, IndexInputs, ListInputs
from site_gen.pages.page import Page

STORY = document(
    "lama.id.md",
    "summary: Ringkasan.\ntags: [Desa]\nsection: dunia\nauthor: Dewi\n"
    "corrections: [{at: 2024-01-02, kind: ralat, text: Salah.}]",
)
OWN = document("new.en.md", "date: 2024-01-02\nsection: nasional")
OUTPUTS = "outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]\n"


def asks(for_what: str) -> Config:
    return config(f"missing_translation: {for_what}\n{OUTPUTS}")


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_of([STORY, OWN], site=asks("page"), now="2024-01-02 12:00")


def article(page: Page) -> ArticleInputs:
    assert isinstance(page.inputs, ArticleInputs)
    return page.inputs


def listing(page: Page) -> ListInputs:
    assert isinstance(page.inputs, ListInputs)
    return page.inputs


def test_a_fallback_page_has_the_story_and_says_its_language(pages: dict[str, Page]) -> None:
    page = pages["/en/2024/01/lama/"]
    inputs = article(page)
    assert (page.lang, inputs.lang, inputs.dir) == ("en", "id", "ltr")
    assert (inputs.title, inputs.summary) == ("Kabar", "Ringkasan.")
    assert page.body == STORY.body
    assert [correction.text for correction in inputs.corrections] == ["Salah."]
    assert [(link.url, link.lang) for link in inputs.translations] == [("/id/2024/01/lama/", "id")]
    assert inputs.section is not None
    assert (inputs.section.name, inputs.section.url) == ("World", "/en/world/")
    assert all(link.url in pages for link in (inputs.section, *inputs.tags, *inputs.authors))


def test_a_fallback_page_is_not_to_be_found_but_the_story_in_its_own_language(pages: dict[str, Page]) -> None:
    head = article(pages["/en/2024/01/lama/"]).head
    assert head.robots == "noindex, follow"
    assert head.canonical == "https://koran.example/id/2024/01/lama/"
    assert (head.alternates, head.structured, head.markdown) == ((), "", "")
    assert (head.og_locale, head.og_locale_alternates) == ("id_ID", ())
    original = article(pages["/id/2024/01/lama/"]).head
    assert original.canonical == "https://koran.example/id/2024/01/lama/"
    assert {alternate.hreflang for alternate in original.alternates} == {"id", "x-default"}


def test_the_language_switch_leads_to_the_fallback_page_and_back(pages: dict[str, Page]) -> None:
    for url in ("/id/2024/01/lama/", "/en/2024/01/lama/"):
        switch = {edition.lang: edition for edition in article(pages[url]).editions}
        assert switch["id"].url == "/id/2024/01/lama/"
        assert switch["en"].url == "/en/2024/01/lama/"
        assert (switch["id"].same, switch["en"].same) == (True, False)


def test_no_machine_is_told_of_a_fallback_page(pages: dict[str, Page]) -> None:
    for url, page in pages.items():
        if page.layout.endswith(".html") or page.layout == "search-stories":  # that is for readers
            continue
        assert "/en/2024/01/lama/" not in url
        assert b"/en/2024/01/lama/" not in repr(page.inputs).encode(), url


def test_a_card_says_its_language_and_leads_as_the_site_asks() -> None:
    for for_what, url in (("badge", "/id/2024/01/lama/"), ("page", "/en/2024/01/lama/")):
        found = pages_of([STORY, OWN], site=asks(for_what))
        home = found["/en/"].inputs
        assert isinstance(home, HomeInputs)
        card = home.seconds[0]
        assert (card.url, card.lang, card.dir) == (url, "id", "ltr")
        assert [c.url for c in listing(found["/en/2024/01/"]).cards] == ["/en/2024/01/new/", url]
        older = article(found["/en/2024/01/new/"]).older
        assert older is not None
        assert older.url == url
        assert ("/en/2024/01/lama/" in found) == (for_what == "page")


@pytest.mark.parametrize("for_what", ["badge", "page"])
def test_a_list_of_guests_alone_is_there_for_readers_only(for_what: str) -> None:
    found = pages_of([STORY, OWN], site=asks(for_what))
    for url, own in (
        ("/en/tag/desa/", "/id/tag/desa/"),
        ("/en/world/", "/id/dunia/"),
        ("/en/author/dewi/", ""),
    ):
        inputs = listing(found[url])
        assert inputs.head.robots == "noindex, follow"
        assert (inputs.head.canonical, inputs.head.alternates, inputs.feed) == ("", (), "")
        assert f"{url}feed.xml" not in found
        if own:
            switch = {edition.lang: edition.url for edition in inputs.editions}
            assert switch == {"id": own, "en": url}
            back = listing(found[own])
            assert {edition.lang: edition.url for edition in back.editions} == switch
            assert {alternate.hreflang for alternate in back.head.alternates} == {"id", "x-default"}
    index = found["/en/tag/"].inputs
    assert isinstance(index, IndexInputs)
    assert index.head.robots == "noindex, follow"
    assert index.shell.tags == "/en/tag/"
    own_list = listing(found["/en/national/"])
    assert own_list.head.robots == ""
    assert own_list.feed in found


def test_every_feed_that_a_page_announces_is_there(pages: dict[str, Page]) -> None:
    for page in pages.values():
        head = getattr(page.inputs, "head", None)
        for feed in head.feeds if head else ():
            assert feed.url in pages, page.url


def test_with_a_translation_there_is_no_guest() -> None:
    translated: list[Document] = [STORY, document("lama.en.md", "slug: old")]
    found = pages_of(translated, site=asks("page"))
    assert "/en/2024/01/lama/" not in found
    assert article(found["/en/2024/01/old/"]).lang == "en"
    assert {a.hreflang for a in article(found["/id/2024/01/lama/"]).head.alternates} == {
        "id",
        "en",
        "x-default",
    }


def test_nobody_shows_a_withdrawn_story_in_another_edition() -> None:
    gone = document("c.id.md", "corrections: [{at: 2024-01-04, kind: retraction, text: Tak benar.}]")
    found = pages_of([gone, OWN], site=asks("page"))
    assert "/en/2024/01/c/" not in found
    assert article(found["/id/2024/01/c/"]).retracted


def test_a_link_in_a_fallback_page_leads_to_the_readers_language_where_it_can() -> None:
    site = asks("page")
    guest = document("a.id.md", body="[b](b.id.md) [b](b.id.md#x) [c](c.id.md#x) [d](d.en.md)\n", site=site)
    others = [document(path, site=site) for path in ("b.id.md", "b.en.md", "c.id.md", "d.en.md")]
    found = pages_of([guest, *others], site=site)
    targets = {
        url: {written: (to.url, to.lang) for written, to in found[url].targets.items()}
        for url in ("/id/2024/01/a/", "/en/2024/01/a/")
    }
    assert targets["/id/2024/01/a/"] == {
        "b.id.md": ("/id/2024/01/b/", ""),
        "b.id.md#x": ("/id/2024/01/b/#t-x", ""),
        "c.id.md#x": ("/id/2024/01/c/#t-x", ""),
        "d.en.md": ("/en/2024/01/d/", "en"),
    }
    # The text is Indonesian there, too: a link that leaves it says so, and one to a heading stays in it.
    assert targets["/en/2024/01/a/"] == targets["/id/2024/01/a/"] | {"b.id.md": ("/en/2024/01/b/", "en")}


def test_a_story_from_the_right_is_told_from_one_from_the_left() -> None:
    site = config(
        text="title: K\nbase_url: https://koran.example\nlanguages: {en: , ar: {name: العربية}}\n"
        "missing_translation: page\n"
    )
    found = pages_of(
        [document("a.ar.md", site=site), document("b.en.md", "date: 2024-01-02", site=site)], site=site
    )
    assert (article(found["/en/2024/01/a/"]).dir, article(found["/ar/2024/01/b/"]).dir) == ("rtl", "ltr")
    older = article(found["/en/2024/01/b/"]).older
    assert older is not None
    assert (older.lang, older.dir) == ("ar", "rtl")
