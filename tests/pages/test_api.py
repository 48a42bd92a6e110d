"""The JSON API: every file valid by the schema that it publishes, few files touched by a story."""

from collections.abc import Mapping
from typing import Any

import pytest
from machine_formats import strict_json, wrong_with
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.pages import api
from site_gen.pages.making import WRITERS
from site_gen.pages.page import Page
from site_gen.site.values import Media

SITE = config("outputs: [api, ninjs, markdown]\n")
HOST = "https://koran.example"
PHOTO = Media("content/foto.jpg", "/media/foto.0123456789ab.jpg", 640, 480)
RICH = """\
title: Judul & "kutip"
date: 2024-01-02 08:30
updated: 2024-01-03 09:00
slug: a
summary: Sari
author: Dewi
editor: Ed
reporter: Rep
photographer: Foto
translator: Tina
dateline: Moskwa
outlet: Harian
section: dunia
tags: [Rusia]
image: {src: foto.jpg, alt: Orang, caption: Kremlin, credit: Foto}
canonical: https://lain.example/a
corrections: [{at: 2024-02-01 12:00, kind: ralat, text: Salah.}]
machine: true
"""


def stories(count: int, more: str = "") -> list[Document]:
    return [
        document(f"s{n:03}.id.md", f"date: 2024-01-01 {n // 60:02}:{n % 60:02}\n{more}", site=SITE)
        for n in range(count)
    ]


def files(documents: list[Document], **more: Any) -> dict[str, Any]:
    """Every file of the API, each valid by the schema that lies among them."""
    pages = {
        url: page for url, page in pages_of(documents, site=SITE, **more).items() if url.startswith("/api/")
    }
    found = {url: strict_json(WRITERS[page.layout](page.inputs)) for url, page in pages.items()}
    schema = found["/api/v1/schema.json"]
    for url, value in found.items():
        if value is not schema:
            assert wrong_with(value, schema) == [], url
            assert value["schema"] == schema["$id"] == HOST + "/api/v1/schema.json"
            assert value["url"] == HOST + url
    return found


@pytest.fixture(scope="module")
def rich() -> dict[str, Any]:
    original = document("a.id.md", RICH, site=SITE)
    english = document("a.en.md", f"date: 2024-01-02 08:30\ntranslates: {original.revision}\n", site=SITE)
    glossary = "rusia: {type: place, id: Rusia, en: Russia}\n"
    return files([original, english], media={PHOTO.path: PHOTO}, glossary=glossary)


def test_from_the_index_everything_is_found(rich: dict[str, Any]) -> None:
    index = rich["/api/v1/index.json"]
    assert [(e["lang"], e["title"], e["dir"]) for e in index["editions"]] == [
        ("id", "Koran Contoh", "ltr"),
        ("en", "The Example", "ltr"),
    ]
    reached = {index["url"], index["schema"]}
    for edition in index["editions"]:
        reached |= {edition["latest"], edition["terms"]}
        page = rich[edition["latest"].removeprefix(HOST)]
        while page.get("older"):
            reached.add(page["older"])
            page = rich[page["older"].removeprefix(HOST)]
    assert reached == {HOST + url for url in rich}


def test_a_story_has_all_that_its_file_says(rich: dict[str, Any]) -> None:
    (story,) = rich["/api/v1/id/latest.json"]["stories"]
    assert story["id"].startswith("urn:uuid:")
    url = HOST + "/id/2024/01/a/"
    assert {key: value for key, value in story.items() if key not in ("id", "versions")} == {
        "url": url,
        "lang": "id",
        "title": 'Judul & "kutip"',
        "date": "2024-01-02T08:30:00+07:00",
        "updated": "2024-01-03T09:00:00+07:00",
        "modified": "2024-02-01T12:00:00+07:00",
        "publisher": "Koran Contoh",
        "minutes": 1,
        "summary": "Sari",
        "section": {"name": "Dunia", "url": HOST + "/id/dunia/"},
        "tags": [{"name": "Rusia", "url": HOST + "/id/tag/rusia/", "type": "place"}],
        "authors": [{"name": "Dewi", "url": HOST + "/id/penulis/dewi/"}],
        "editors": ["Ed"],
        "reporters": ["Rep"],
        "photographers": ["Foto"],
        "translators": ["Tina"],
        "dateline": "Moskwa",
        "outlet": "Harian",
        "canonical": "https://lain.example/a",
        "picture": {
            "url": HOST + PHOTO.url,
            "alt": "Orang",
            "caption": "Kremlin",
            "credit": "Foto",
            "width": 640,
            "height": 480,
        },
        "corrections": [{"at": "2024-02-01T12:00:00+07:00", "kind": "ralat", "text": "Salah."}],
        "machine": True,
        "files": {"ninjs": url + "ninjs.json", "markdown": url + "index.md"},
    }


def test_versions_know_each_other_and_which_was_first(rich: dict[str, Any]) -> None:
    (indonesian,) = rich["/api/v1/id/latest.json"]["stories"]
    (english,) = rich["/api/v1/en/latest.json"]["stories"]
    assert indonesian["versions"] == [{"id": english["id"], "lang": "en", "url": english["url"]}]
    assert english["versions"] == [
        {"id": indonesian["id"], "lang": "id", "url": indonesian["url"], "original": True}
    ]


def test_what_is_not_there_is_left_out() -> None:
    (story,) = files(stories(1))["/api/v1/id/latest.json"]["stories"]
    needed = {"id", "url", "lang", "title", "date", "modified", "publisher", "minutes", "files"}
    assert story.keys() == needed


def test_terms_are_listed_with_their_lists(rich: dict[str, Any]) -> None:
    terms = rich["/api/v1/id/terms.json"]
    assert [one["name"] for one in terms["sections"]] == ["Dunia"]
    assert terms["tags"] == [{"name": "Rusia", "url": HOST + "/id/tag/rusia/", "type": "place"}]
    assert [one["url"] for one in terms["authors"]] == [HOST + "/id/penulis/dewi/"]


def test_the_identities_are_those_of_the_feeds(rich: dict[str, Any]) -> None:
    story = document("a.id.md", site=config())
    feed = strict_json(WRITERS["json-feed"](pages_of([story])["/id/feed.json"].inputs))
    assert rich["/api/v1/id/latest.json"]["stories"][0]["id"] == feed["items"][0]["id"]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "SIZE", 3)


@pytest.mark.usefixtures("small_pages")
def test_pages_are_numbered_from_the_oldest_and_hold_every_story_once() -> None:
    found = files(stories(10))
    page, titles = found["/api/v1/id/latest.json"], []
    assert "number" not in page
    numbers = []
    while page:
        titles += [story["url"] for story in page["stories"]]
        numbers.append(page.get("number", 0))
        older = page.get("older")
        if older:
            assert found[older.removeprefix(HOST)]["newer"] == page["url"]
        page = found[older.removeprefix(HOST)] if older else None
    assert numbers == [0, 2, 1]
    assert titles == [f"{HOST}/id/2024/01/s{n:03}/" for n in range(9, -1, -1)]


def changed(before: Mapping[str, Page], after: Mapping[str, Page]) -> set[str]:
    return {
        url
        for url in before.keys() | after.keys()
        if url.startswith("/api/") and before.get(url) != after.get(url)
    }


@pytest.mark.usefixtures("small_pages")
def test_a_new_story_touches_the_head_and_once_in_a_while_a_page() -> None:
    touched = []
    for count in range(6, 12):
        before, after = (pages_of(stories(n), site=SITE) for n in (count, count + 1))
        touched.append(sorted(url.removeprefix("/api/v1/id/") for url in changed(before, after)))
    head = ["latest.json"]
    assert touched == [
        head,
        head,
        ["latest.json", "stories/1.json", "stories/2.json"],
        head,
        head,
        ["latest.json", "stories/2.json", "stories/3.json"],
    ]


@pytest.mark.usefixtures("small_pages")
def test_a_changed_text_touches_nothing_and_a_changed_title_one_page() -> None:
    old = stories(10)
    texts = [*old[1:], document("s000.id.md", "date: 2024-01-01 00:00\n", "Teks lain.\n", site=SITE)]
    titles = [*old[1:], document("s000.id.md", "date: 2024-01-01 00:00\ntitle: Lain\n", site=SITE)]
    before = pages_of(old, site=SITE)
    assert changed(before, pages_of(texts, site=SITE)) == set()
    assert changed(before, pages_of(titles, site=SITE)) == {"/api/v1/id/stories/1.json"}


def test_the_largest_page_is_no_burden_to_a_telephone() -> None:
    found = pages_of(
        stories(99, f"tags: [{', '.join(f'Tag {n}' for n in range(7))}]\nsummary: {'kata ' * 40}\n"),
        site=SITE,
    )
    head = found["/api/v1/id/latest.json"]
    assert len(strict_json(WRITERS[head.layout](head.inputs))["stories"]) == 99
    assert len(WRITERS[head.layout](head.inputs)) < 150_000


def test_any_site_may_read_it() -> None:
    text = WRITERS["text"](pages_of(stories(1), site=SITE)["/_headers"].inputs).decode()
    assert "/api/*\n  Access-Control-Allow-Origin: *\n" in text


def test_the_schema_says_what_each_thing_is() -> None:
    schema = files(stories(1))["/api/v1/schema.json"]
    assert all(one["description"] for one in schema["$defs"].values())
    assert wrong_with({"kind": "stories"}, schema)
    assert wrong_with({**files(stories(1))["/api/v1/index.json"], "version": 2}, schema)
