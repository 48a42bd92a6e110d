"""The paper's people have one page in each edition, with what they do and who they are."""

from typing import Any

import msgspec
from newsroom import config, document, pages_of

from site_gen.pages.inputs import ArticleInputs, ListInputs
from site_gen.pages.page import Page

PEOPLE = """\
dewi:
  name: {id: Dewi Contoh, en: Dewi Sample}
  aliases: [D. Contoh]
  role: {id: Pewarta, en: Reporter}
  bio: {id: Menulis tentang air., en: Writes on water.}
sari: {name: Sari, role: Fotografer, slug: {id: sari-foto, en: sari-photo}}
"""
STORIES = [
    document("a/index.id.md", "author: D. Contoh\nphotographer: [Sari, Orang Lain]\neditor: Dewi Contoh"),
    document("a/index.en.md", "author: Dewi Sample\ntranslator: sari"),
    document("b.id.md", "date: 2024-01-02\nauthor: [Sari, Budi]\neditor: Budi"),
]


def listing(page: Page) -> ListInputs:
    assert isinstance(page.inputs, ListInputs)
    return page.inputs


def article(page: Page) -> ArticleInputs:
    assert isinstance(page.inputs, ArticleInputs)
    return page.inputs


def things(structured: str) -> list[dict[str, Any]]:
    return msgspec.json.decode(structured)["@graph"]


def test_a_page_says_what_a_person_does_and_who_they_are_in_its_language() -> None:
    pages = pages_of(STORIES, people=PEOPLE)
    ours, theirs = listing(pages["/id/penulis/dewi-contoh/"]), listing(pages["/en/author/dewi-sample/"])
    assert (ours.title, ours.role, ours.description) == ("Dewi Contoh", "Pewarta", "Menulis tentang air.")
    assert (theirs.title, theirs.role, theirs.description) == ("Dewi Sample", "Reporter", "Writes on water.")
    assert ours.head.description == "Menulis tentang air."
    person = things(ours.head.structured)[0]["mainEntity"]
    assert person["url"] == "https://koran.example/id/penulis/dewi-contoh/"
    assert person["jobTitle"] == "Pewarta"


def test_the_pages_of_a_person_are_a_pair_under_whatever_name() -> None:
    pages = pages_of(STORIES, people=PEOPLE)
    alternates = {a.hreflang: a.url for a in listing(pages["/en/author/dewi-sample/"]).head.alternates}
    assert alternates["id"] == "https://koran.example/id/penulis/dewi-contoh/"
    assert alternates["en"] == "https://koran.example/en/author/dewi-sample/"
    assert "/id/penulis/sari-foto/" in pages
    assert "/en/author/sari-photo/" in pages


def test_whoever_is_known_is_linked_from_every_story_they_worked_on() -> None:
    pages = pages_of(STORIES, people=PEOPLE)
    story = article(pages["/id/2024/01/a/"])
    assert [(link.name, link.url) for link in story.authors] == [("Dewi Contoh", "/id/penulis/dewi-contoh/")]
    assert [(link.name, link.url) for link in story.photographers] == [
        ("Sari", "/id/penulis/sari-foto/"),
        ("Orang Lain", ""),
    ]
    assert [link.url for link in story.editors] == ["/id/penulis/dewi-contoh/"]
    assert [link.name for link in article(pages["/en/2024/01/a/"]).translators] == ["Sari"]
    # Who writes, too, and is not in the table has a page, but nothing says that the editor is the same person.
    assert [link.url for link in article(pages["/id/2024/01/b/"]).editors] == [""]
    for page in pages.values():
        if isinstance(page.inputs, ArticleInputs):
            roles = (
                page.inputs.editors,
                page.inputs.reporters,
                page.inputs.photographers,
                page.inputs.translators,
            )
            assert all(link.url in pages for links in roles for link in links if link.url)


def test_a_page_lists_each_story_once_whatever_a_person_did_for_it() -> None:
    pages = pages_of(STORIES, people=PEOPLE)
    assert [c.url for c in listing(pages["/id/penulis/dewi-contoh/"]).cards] == ["/id/2024/01/a/"]
    assert [c.url for c in listing(pages["/id/penulis/sari-foto/"]).cards] == [
        "/id/2024/01/b/",
        "/id/2024/01/a/",
    ]


def test_machines_are_told_who_it_was_and_where_to_read_more() -> None:
    story = things(article(pages_of(STORIES, people=PEOPLE)["/id/2024/01/a/"]).head.structured)[0]
    url = "https://koran.example/id/penulis/dewi-contoh/"
    assert story["author"] == [{"@type": "Person", "name": "Dewi Contoh", "url": url}]
    assert story["editor"] == [{"@type": "Person", "name": "Dewi Contoh", "url": url}]
    assert story["contributor"][1] == {"@type": "Person", "name": "Orang Lain"}


def test_without_a_table_a_page_is_what_it_was() -> None:
    pages = pages_of(STORIES)
    plain = listing(pages["/id/penulis/sari/"])
    assert (plain.role, plain.description) == ("", "")
    assert [thing["@type"] for thing in things(plain.head.structured)] == ["BreadcrumbList"]
    assert [link.url for link in article(pages["/id/2024/01/a/"]).photographers] == ["", ""]


def test_a_person_without_a_story_that_readers_see_is_nowhere() -> None:
    hidden = document("c.id.md", "author: Dewi Contoh\ndraft: true")
    gone = document(
        "d.id.md", "editor: Sari\ncorrections: [{at: 2024-01-02, kind: retraction, text: Salah.}]"
    )
    pages = pages_of([hidden, gone], people=PEOPLE)
    assert not [url for url in pages if "/penulis/" in url]
    assert [link.url for link in article(pages["/id/2024/01/d/"]).editors] == [""]


def test_in_an_edition_that_shows_the_story_of_another_the_person_is_at_home() -> None:
    site = config("missing_translation: page\n")
    pages = pages_of([STORIES[0]], people=PEOPLE, site=site)
    story = article(pages["/en/2024/01/a/"])
    assert [(link.name, link.url) for link in story.authors] == [("Dewi Sample", "/en/author/dewi-sample/")]
    assert listing(pages["/en/author/dewi-sample/"]).role == "Reporter"
    assert all(link.url in pages for link in story.editors)
