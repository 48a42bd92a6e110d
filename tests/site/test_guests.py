"""Stories that an edition has no text of, listed there in another language where the site wants it."""

import pytest
from newsroom import config, document, good_site

from site_gen.config import Config
from site_gen.documents.document import Document
from site_gen.site.related import Related
from site_gen.site.values import Edition, Site

THREE = """\
title: Koran
base_url: https://koran.example
languages: {id: , en: , ar: {name: العربية}}
sections: {dunia: {id: Dunia, en: World, ar: دنيا}}
missing_translation: page
"""


def asks(for_what: str) -> Config:
    return config(f"missing_translation: {for_what}\n")


def english(site: Site) -> Edition:
    return next(edition for edition in site.editions if edition.language.code == "en")


def listed(documents: list[Document], site: Config, lang: str = "en", **more: str) -> list[str]:
    found = good_site(documents, site=site, **more)
    edition = next(edition for edition in found.editions if edition.language.code == lang)
    return [article.url for article in edition.listed.articles]


OLD = document("lama.id.md", "date: 2024-01-01\ntags: [Desa]\nsection: dunia\nauthor: Dewi")
NEW = document("new.en.md", "date: 2024-01-02")
BOTH = [document("dua/index.id.md", "date: 2024-01-03"), document("dua/index.en.md", "date: 2024-01-03")]


@pytest.mark.parametrize(
    ("for_what", "expected"),
    [
        ("hide", ["/en/2024/01/dua/", "/en/2024/01/new/"]),
        ("badge", ["/en/2024/01/dua/", "/en/2024/01/new/", "/id/2024/01/lama/"]),
        ("page", ["/en/2024/01/dua/", "/en/2024/01/new/", "/en/2024/01/lama/"]),
    ],
)
def test_an_edition_lists_what_it_has_no_text_of_as_the_site_asks(for_what: str, expected: list[str]) -> None:
    assert listed([OLD, NEW, *BOTH], asks(for_what)) == expected


def test_its_own_lists_have_no_guest_in_them() -> None:
    edition = english(good_site([OLD, NEW], site=asks("page")))
    assert [article.url for article in edition.articles] == ["/en/2024/01/new/"]
    assert (edition.tags, edition.sections, edition.authors, edition.news) == ((), (), (), ())
    lists = edition.listed
    assert [len(found) for found in (lists.tags, lists.sections, lists.authors, lists.months)] == [1, 1, 1, 1]
    assert [month for month, _ in lists.months] == ["2024-01"]


def test_a_guest_has_related_stories_and_is_one() -> None:
    old = document("old.en.md", "date: 2023-12-31\ntags: [Desa]")
    newest = document("newest.en.md", "date: 2024-01-05\ntags: [Desa]")
    edition = english(good_site([OLD, old, newest], site=asks("page")))
    related = Related(edition.listed)
    found = {one.document.key: [other.url for other in related.to(one)] for one in edition.listed.articles}
    assert found["lama"] == ["/en/2023/12/old/"]
    assert found["newest"] == ["/en/2024/01/lama/", "/en/2023/12/old/"]


def test_a_translation_that_is_not_out_yet_is_missing() -> None:
    draft = document("lama.en.md", "draft: true")
    later = document("lama.en.md", "embargo: 2024-03-01")
    assert listed([OLD, draft], asks("badge")) == ["/id/2024/01/lama/"]
    assert listed([OLD, later], asks("badge"), now="2024-02-29 23:59") == ["/id/2024/01/lama/"]
    assert listed([OLD, later], asks("badge"), now="2024-03-01") == ["/en/2024/01/lama/"]


def test_what_one_edition_took_back_no_other_shows() -> None:
    gone = document("lama.en.md", "corrections: [{at: 2024-01-02, kind: retraction, text: Tak benar.}]")
    assert listed([OLD, gone], asks("page")) == []
    three = config(text=THREE)
    assert listed([OLD, gone], three, "ar") == []
    assert listed([OLD], three, "ar") == ["/ar/2024/01/lama/"]


def test_a_page_that_is_no_news_is_no_guest() -> None:
    page = document("pages/tentang/index.id.md", "title: Tentang\nslug: tentang")
    assert listed([page], asks("page")) == []


def test_of_several_languages_the_one_that_was_written_first_is_shown() -> None:
    three = config(text=THREE)
    original = document("cerita.en.md", "title: Written first", site=three)
    translation = document("cerita.id.md", f"translates: {original.revision}", site=three)
    for documents in ([original, translation], [translation, original]):
        site = good_site(documents, site=three)
        assert [guest.document.lang for guest in site.editions[2].guests] == ["en"]


def test_a_guest_takes_no_address_that_something_else_has() -> None:
    own = document("x.en.md", "slug: lama")
    again = document("y.id.md", "slug: lama-2\ndate: 2024-01-02")
    alias = document("z.en.md", "aliases: [/en/2024/01/lama-2/]")
    urls = listed([OLD, own, again, alias], asks("page"))
    assert len(set(urls)) == len(urls) == 4
    assert urls[0].startswith("/en/2024/01/lama-2-")
    assert sum(url.startswith("/en/2024/01/lama-") for url in urls) == 2
    assert "/en/2024/01/lama/" in urls


def test_of_two_guests_with_one_address_the_older_has_it() -> None:
    three = config(text=THREE)
    older = document("a.en.md", "slug: sama\ndate: 2024-01-01", site=three)
    newer = document("b.id.md", "slug: sama\ndate: 2024-01-02", site=three)
    urls = listed([newer, older], three, "ar")
    assert urls[1] == "/ar/2024/01/sama/"
    assert urls[0].startswith("/ar/2024/01/sama-")


def test_a_guest_is_addressed_by_the_words_of_the_edition() -> None:
    site = config("missing_translation: page\npermalink: /{lang}/{section}/{slug}/\n")
    assert listed([OLD], site) == ["/en/world/lama/"]
