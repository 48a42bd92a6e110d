"""JSON Feeds say what the Atom feeds beside them say, and are JSON Feed 1.1."""

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from machine_formats import strict_json, wrong_with
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.documents.front_matter import yaml_text
from site_gen.pages.making import WRITERS

RICH = """\
title: 'AT&T <b>"naik"</b> 5 %'
date: 2024-01-02 08:30
summary: "Sari <i>pati</i>  & lain"
author: [Dewi, "Siti </script>"]
tags: [Rusia, "C++"]
section: dunia
corrections: [{at: 2024-02-01 12:00, kind: ralat, text: Salah.}]
"""


def read(documents: list[Document], url: str = "/id/feed.json", **more: object) -> dict:  # type: ignore[type-arg]
    page = pages_of(documents, **more)[url]
    found = strict_json(WRITERS[page.layout](page.inputs))
    assert wrong_with(found, "json_feed.schema.json") == []
    return found  # type: ignore[no-any-return]


def test_an_item_has_what_the_story_has() -> None:
    (item,) = read([document("a.id.md", RICH)])["items"]
    assert item.pop("id").startswith("urn:uuid:")
    assert item == {
        "url": "https://koran.example/id/2024/01/a/",
        "title": 'AT&T <b>"naik"</b> 5 %',
        "summary": "Sari <i>pati</i> & lain",
        "content_text": "Sari <i>pati</i> & lain",
        "date_published": "2024-01-02T08:30:00+07:00",
        "date_modified": "2024-02-01T12:00:00+07:00",
        "language": "id",
        "authors": [
            {"name": "Dewi", "url": "https://koran.example/id/penulis/dewi/"},
            {"name": "Siti </script>", "url": "https://koran.example/id/penulis/siti-script/"},
        ],
        "tags": ["Rusia", "C++"],
    }


def test_agency_copy_says_so_without_leading_readers_away() -> None:
    (item,) = read([document("a.id.md", "outlet: ANTARA\ncanonical: https://kantor.example/1\n")])["items"]
    assert item["_source"] == {"name": "ANTARA", "url": "https://kantor.example/1"}
    assert item["url"] == "https://koran.example/id/2024/01/a/"
    assert item["authors"] == [{"name": "ANTARA"}]


def test_a_story_without_a_summary_has_its_title_as_content() -> None:
    (item,) = read([document("a.id.md")])["items"]
    assert item["content_text"] == "Kabar"
    assert "summary" not in item


def test_the_feed_names_itself_its_page_and_its_language() -> None:
    found = read([document("a.id.md", RICH)], "/id/tag/rusia/feed.json")
    assert found["feed_url"] == "https://koran.example/id/tag/rusia/feed.json"
    assert found["home_page_url"] == "https://koran.example/id/tag/rusia/"
    assert found["title"] == "Rusia – Koran Contoh"
    assert found["language"] == "id"
    assert found["authors"] == [{"name": "Koran Contoh"}]


def test_both_feeds_of_a_list_have_the_same_stories_under_the_same_identities() -> None:
    documents = [
        document(f"s{n}.id.md", f"date: 2024-01-0{n + 1}\ntags: [Rusia]\nsection: dunia\nauthor: Dewi\n")
        for n in range(5)
    ]
    pages = pages_of(documents, site=config("feed_size: 3\n"))
    lists = [url.removesuffix("feed.xml") for url in pages if url.endswith("feed.xml")]
    assert lists
    for url in lists:
        atom = feedparser.parse(WRITERS["atom"](pages[f"{url}feed.xml"].inputs))
        feed = strict_json(WRITERS["json-feed"](pages[f"{url}feed.json"].inputs))
        assert [entry.id for entry in atom.entries] == [item["id"] for item in feed["items"]]
        assert [entry.updated for entry in atom.entries] == [item["date_modified"] for item in feed["items"]]
        assert wrong_with(feed, "json_feed.schema.json") == []


def test_the_identity_stays_when_a_story_moves_or_is_rewritten() -> None:
    (before,) = read([document("a.id.md")])["items"]
    moved = document("b.id.md", "key: a\ntitle: Lain\nslug: lain\ndate: 2023-05-05\n", "Teks lain.\n")
    (after,) = read([moved])["items"]
    assert before["id"] == after["id"]
    assert before["url"] != after["url"]


def test_every_list_announces_its_feeds_and_the_editions_after_them() -> None:
    pages = pages_of([document("a.id.md", RICH)])
    three = [("feed.xml", "atom"), ("rss.xml", "rss"), ("feed.json", "feed+json")]
    tag, section, site = (
        [(page + file, form) for file, form in three] for page in ("/id/tag/rusia/", "/id/dunia/", "/id/")
    )
    other = [("/en/feed.xml", "atom")]
    for url, expected in (
        ("/id/tag/rusia/", [tag[0], tag[2], *site]),
        ("/id/dunia/", section + site),
        ("/id/", site + other),
        ("/id/2024/01/a/", site),
    ):
        feeds = pages[url].inputs.head.feeds  # type: ignore[attr-defined]
        assert [(f.url, f.type.removeprefix("application/").removesuffix("+xml")) for f in feeds] == expected


def test_a_list_announces_its_feed_in_the_other_languages_behind_its_own() -> None:
    stories = [document(f"a.{code}.md", "tags: [Rusia]\nsection: dunia\n") for code in ("id", "en")]
    pages = pages_of([*stories, document("b.id.md", "tags: [Desa]\n")])
    for url, elsewhere in (
        ("/id/dunia/", "/en/world/"),
        ("/id/tag/rusia/", "/en/tag/rusia/"),
        ("/id/", "/en/"),
    ):
        feeds = pages[url].inputs.head.feeds  # type: ignore[attr-defined]
        (other,) = [feed for feed in feeds if feed.lang]
        assert (other.url, other.type, other.lang) == (f"{elsewhere}feed.xml", "application/atom+xml", "en")
        assert other.url in pages
        assert other.title.endswith(" (English)")
        assert feeds[0].url == f"{url}feed.xml", "many readers take the first"
    feeds = pages["/id/tag/desa/"].inputs.head.feeds  # type: ignore[attr-defined]
    assert not [feed for feed in feeds if feed.lang], "there is none in English"


def test_a_paper_may_do_without_them() -> None:
    pages = pages_of([document("a.id.md", RICH)], site=config("outputs: []\n"))
    assert not [url for url in pages if url.endswith(".json")]
    assert "json" not in str(pages["/id/tag/rusia/"].inputs.head.feeds)  # type: ignore[attr-defined]
    assert "feed.json" not in WRITERS["text"](pages["/_headers"].inputs).decode()


def test_hosts_are_told_the_media_type() -> None:
    text = WRITERS["text"](pages_of([document("a.id.md")])["/_headers"].inputs).decode()
    assert "/*/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n" in text


def test_an_edition_without_stories_has_a_feed_that_can_be_read() -> None:
    assert read([document("a.id.md")], "/en/feed.json")["items"] == []


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_what_is_typed_is_what_is_read(text: str) -> None:
    typed = yaml_text("x" + text)
    found = read([document("a.id.md", f"title: {typed}\nsummary: {typed}\n")])["items"][0]
    assert found["title"] == found["summary"] == " ".join(("x" + text).split())


@pytest.mark.parametrize("size", [1, 20])
def test_a_new_story_touches_the_feeds_of_its_own_lists_alone(size: int) -> None:
    old = [document(f"s{n}.id.md", f"tags: [T{n}]\nauthor: A{n}\n") for n in range(4)]
    more = document("baru.id.md", "date: 2024-02-02\ntags: [T1]\nauthor: A2\n")
    site = config(f"feed_size: {size}\n")
    before, after = (pages_of(found, site=site) for found in (old, [*old, more]))
    touched = {u for u in after if u.endswith("feed.json") and (u not in before or before[u] != after[u])}
    assert touched == {"/id/feed.json", "/id/tag/t1/feed.json", "/id/penulis/a2/feed.json"}
