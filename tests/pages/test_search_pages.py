"""The search: which stories its blocks hold, and that few of them change."""

from typing import Any

import pytest
from machine_formats import strict_json
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.pages import search
from site_gen.pages.inputs import SearchInputs
from site_gen.pages.making import WRITERS
from site_gen.withheld.searching import Withheld, phrases_in

SITE = config("outputs: [search]\n")
NASTY = [
    "</script><script>alert(1)</script>",
    "\"Kutip\" & 'kutip' \\ <b>tebal</b>",
    "Baris\u2028baru\u2029 dan \u202ebalik",
    "{count} {when} ${x} $& `x`",
    "Jum'at: Erdoğan, Ægir & 中文 🇮🇩",
]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SIZE", 3)


def story(n: int, more: str = "", body: str = "Isi.\n") -> Document:
    given = f"title: Kabar {n}\n" * ("title:" not in more) + f"date: 2024-01-01 00:{n:02}\n{more}"
    return document(f"s{n:02}.id.md", given, body, SITE)


def blocks(documents: list[Document], lang: str = "id/cari", **more: Any) -> dict[str, Any]:
    """The files of the search of one edition by their name."""
    more.setdefault("site", SITE)
    pages = {url: page for url, page in pages_of(documents, **more).items() if f"/{lang}/" in url}
    return {
        url.rpartition("/")[2]: strict_json(WRITERS[page.layout](page.inputs))
        for url, page in pages.items()
        if url.endswith(".json")
    }


def titles(block: dict[str, Any]) -> list[str]:
    return [story["title"] for story in block["stories"]]


def test_from_the_newest_block_every_story_is_found_newest_first() -> None:
    found = blocks([story(n) for n in range(11)])
    assert set(found) == {"latest.json", "1.json", "2.json"}
    read, name = [], "latest.json"
    while name:
        read += titles(found[name])
        name = found[name].get("older", "")
    assert read == [f"Kabar {n}" for n in range(10, -1, -1)]
    assert len(found["latest.json"]["stories"]) == 5


@pytest.mark.parametrize("count", range(1, 14))
def test_a_new_story_changes_the_newest_block_and_no_other(count: int) -> None:
    before = blocks([story(n) for n in range(count)])
    after = blocks([story(n) for n in range(count + 1)])
    assert {name for name in before if before[name] != after[name]} == {"latest.json"}
    assert len(after) - len(before) == (count % 3 == 2 and count > 3)


def test_another_title_changes_the_block_of_the_story_alone_and_another_text_none() -> None:
    stories = [story(n) for n in range(11)]
    before = blocks(stories)
    edited = [story(4, "title: Lain\n"), *stories[:4], *stories[5:]]
    assert {name for name, block in blocks(edited).items() if block != before[name]} == {"2.json"}
    assert blocks([story(4, body="Lain.\n\nSama sekali.\n"), *stories[:4], *stories[5:]]) == before


def test_a_story_that_goes_leaves_no_trace_and_only_newer_blocks_change() -> None:
    stories = [story(n) for n in range(11)]
    before = blocks(stories)
    for gone in ([], [story(4, "draft: true\n")], [story(4, "expires: 2024-02-01\n")]):
        after = blocks([*stories[:4], *stories[5:], *gone])
        assert {name for name, block in after.items() if block != before[name]} == {"latest.json", "2.json"}
        assert not any("Kabar 4" in titles(block) for block in after.values())


def test_only_what_lists_show_is_found() -> None:
    withdrawn = "corrections: [{at: 2024-01-02, kind: retraction, text: Salah.}]\n"
    found = blocks(
        [story(1), story(2, withdrawn), story(3, "embargo: 2025-01-01\n"), story(4, "draft: true\n")]
    )
    assert titles(found["latest.json"]) == ["Kabar 1"]


def test_what_is_known_of_a_story_is_in_it() -> None:
    front = """\
title: Air surut
summary: Air surut. Warga "pulang".
section: nasional
tags: [Banjir]
author: Dewi
dateline: Moskwa
"""
    more = {
        "glossary": "moskwa: {type: place, id: Moskwa, en: Moscow}\nbanjir: {type: topic, id: Banjir, en: Floods}\n"
    }
    both = [story(1, front), document("s01.en.md", front.replace("Air surut", "Water falls"), site=SITE)]
    assert blocks(both, **more)["latest.json"] == {
        "stories": [
            {
                "url": "/id/2024/01/s01/",
                "title": "Air surut",
                "date": "1 Januari 2024",
                "section": "Nasional",
                "place": "Moskwa",
                "summary": "Warga “pulang”.",
                "tags": ["Banjir"],
                "authors": ["Dewi"],
            }
        ]
    }
    (english,) = blocks(both, "en/search", **more)["latest.json"]["stories"]
    assert (english["date"], english["place"], english["tags"]) == ("January 1, 2024", "Moscow", ["Floods"])


@pytest.mark.parametrize("title", NASTY)
def test_a_headline_is_read_back_as_it_was(title: str) -> None:
    exact = config("outputs: [search]\nquotes: keep\n")
    quoted = "title: '" + title.replace("'", "''") + "'\n"
    made = document("a.id.md", quoted, site=exact)
    (found,) = blocks([made], site=exact)["latest.json"]["stories"]
    assert found["title"] == made.title
    assert made.title == " ".join(title.split())


@pytest.mark.parametrize("mode", ["hide", "badge", "page"])
def test_stories_in_another_language_are_found_where_lists_have_them(mode: str) -> None:
    site = config(f"outputs: [search]\nmissing_translation: {mode}\n")
    documents = [
        document("a.id.md", "title: Kabar\n", site=site),
        document("b.en.md", "title: News\n", site=site),
    ]
    found = blocks(documents, site=site)["latest.json"]["stories"]
    assert [one["title"] for one in found] == (["Kabar"] if mode == "hide" else ["Kabar", "News"])
    if mode != "hide":
        assert found[1]["lang"] == "en"
        assert found[1]["url"] == ("/en/2024/01/b/" if mode == "badge" else "/id/2024/01/b/")
        assert "lang" not in found[0]


def test_addresses_have_the_path_that_the_site_stands_under() -> None:
    site = config("outputs: [search]\n", "title: K\nbase_url: https://k.example/koran\nlanguages: [id]\n")
    (found,) = blocks([document("a.id.md", site=site)], site=site)["latest.json"]["stories"]
    assert found["url"] == "/koran/id/2024/01/a/"


def test_the_page_is_not_to_be_indexed_and_does_not_change_with_the_stories() -> None:
    few, many = (pages_of([story(n) for n in range(count)], site=SITE)["/id/cari/"] for count in (1, 9))
    assert isinstance(few.inputs, SearchInputs)
    assert few.inputs == many.inputs
    assert few.inputs.latest == "/id/cari/latest.json"
    assert "noindex" in few.inputs.head.robots
    assert few.inputs.head.canonical == ""


def test_every_page_leads_to_the_search_where_there_is_one() -> None:
    pages = pages_of([story(1)], site=SITE)
    assert pages["/id/"].inputs.shell.search == "/id/cari/"  # type: ignore[attr-defined]
    assert pages["/id/404.html"].inputs.doors[0].search == "/id/cari/"  # type: ignore[attr-defined]
    (site,) = [pages["/id/"].inputs.head.structured]  # type: ignore[attr-defined]
    assert '"urlTemplate":"https://koran.example/id/cari/?q={query}"' in site
    # The English edition has no story.
    assert pages["/en/"].inputs.shell.search == ""  # type: ignore[attr-defined]
    assert "/en/search/" not in pages
    assert not any("sitemap" in url and "cari" in repr(page.inputs) for url, page in pages.items())


def test_without_being_asked_for_there_is_no_search() -> None:
    pages = pages_of([story(1)], site=config())
    assert not [url for url in pages if "cari" in url]
    assert pages["/id/"].inputs.shell.search == ""  # type: ignore[attr-defined]
    assert "SearchAction" not in pages["/id/"].inputs.head.structured  # type: ignore[attr-defined]


def test_a_word_of_its_own_is_the_folder_of_the_search() -> None:
    text = "title: K\nbase_url: https://k.example\nlanguages: {id: {words: {search: telusur}}}\noutputs: [search]\n"
    site = config("", text)
    assert {"/id/telusur/", "/id/telusur/latest.json"} <= pages_of(
        [document("a.id.md", site=site)], site=site
    ).keys()


def test_what_nobody_may_see_yet_would_be_noticed_in_a_block() -> None:
    """As in any other output of ours: see `withheld`."""
    hidden = 'Menteri: "harga beras akan naik" pekan depan'
    page = pages_of([story(1, f"title: '{hidden}'\n")], site=SITE)["/id/cari/latest.json"]
    data = WRITERS[page.layout](page.inputs)
    withheld = Withheld({"content/rahasia.md": tuple(phrases_in([hidden]))})
    assert withheld.traces("id/cari/latest.json", data)
