"""ninjs 3.3: valid by the standard's rules, whole, and nobody's but the story's."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machine_formats import strict_json, wrong_with
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.documents.front_matter import yaml_text
from site_gen.pages.making import WRITERS
from site_gen.site.values import Media

ON = "outputs: [ninjs]\n"
URL = "/id/2024/01/a/ninjs.json"
GLOSSARY = """\
rusia: {type: place, id: Rusia, en: Russia}
putin: {type: person, name: Vladimir Putin}
pbb: {type: organisation, id: PBB, en: UN}
damai: {type: topic, id: Perdamaian, en: Peace}
"""
PHOTO = Media("content/foto.jpg", "/media/foto.0123456789ab.jpg", 640, 480)
RICH = """\
title: Judul & "kutip"
date: 2024-01-02 08:30
slug: a
summary: Sari <pati>
author: [Dewi, Siti]
editor: Ed
reporter: [Rep, Orter]
photographer: Foto
translator: Tina
dateline: Moskwa
section: dunia
tags: [Rusia, Vladimir Putin, PBB, Perdamaian, Lain]
image: {src: foto.jpg, alt: Orang, caption: Kremlin, credit: Foto}
canonical: https://lain.example/a
corrections: [{at: 2024-02-01 12:00, kind: ralat, text: Salah sebut.}]
"""


def read(documents: list[Document], url: str = URL, html: str = "<p>Isi.</p>", **more: Any) -> dict[str, Any]:
    page = pages_of(documents, site=config(ON), **more)[url]
    found = strict_json(WRITERS[page.layout](page.inputs, html))
    assert wrong_with(found, "ninjs.schema.json") == []
    return found  # type: ignore[no-any-return]


def rich() -> dict[str, Any]:
    return read(
        [document("a.id.md", RICH), document("a.en.md", "translates: r1-0\n")],
        media={PHOTO.path: PHOTO},
        glossary=GLOSSARY,
    )


def test_a_plain_story_needs_no_more_than_a_title_and_a_date() -> None:
    found = read([document("a.id.md")])
    assert found["headlines"] == [{"role": "main", "contentType": "text/plain", "value": "Kabar"}]
    assert found["firstCreated"] == found["versionCreated"] == "2024-01-01T00:00:00+07:00"
    assert (found["type"], found["language"], found["pubStatus"]) == ("text", "id", "usable")
    assert found["bodies"] == [{"role": "main", "contentType": "text/html", "value": "<p>Isi.</p>"}]
    assert "by" not in found
    assert "associations" not in found


def test_who_when_and_where_stand_in_their_places() -> None:
    found = rich()
    assert found["by"] == "Dewi, Siti"
    assert found["located"] == "Moskwa"
    assert found["versionCreated"] == "2024-02-01T12:00:00+07:00"
    assert [(d["role"], d["value"]) for d in found["descriptions"]] == [
        ("summary", "Sari <pati>"),
        ("ralat", "2024-02-01T12:00:00+07:00 Salah sebut."),
    ]
    assert {(source["role"], source["name"]) for source in found["infoSources"]} == {
        ("author", "Dewi"),
        ("author", "Siti"),
        ("editor", "Ed"),
        ("reporter", "Rep"),
        ("reporter", "Orter"),
        ("photographer", "Foto"),
        ("translator", "Tina"),
        ("publisher", "Koran Contoh"),
    }
    assert {one["role"]: one["value"] for one in found["altIds"]} == {
        "url": "https://koran.example/id/2024/01/a/",
        "canonical": "https://lain.example/a",
    }


def test_a_tag_stands_where_its_kind_belongs() -> None:
    found = rich()
    names = {key: [one["name"] for one in found[key]] for key in ("people", "places", "organisations")}
    assert names == {"people": ["Vladimir Putin"], "places": ["Rusia"], "organisations": ["PBB"]}
    assert [(one["rel"], one["name"]) for one in found["subjects"]] == [
        ("section", "Dunia"),
        ("about", "Perdamaian"),
        ("about", "Lain"),
    ]
    assert found["places"][0]["uri"] == "https://koran.example/id/tag/rusia/"


def test_its_picture_and_its_translation_go_along() -> None:
    picture, english = rich()["associations"]
    assert picture["renditions"] == [
        {
            "name": "web",
            "href": "https://koran.example/media/foto.0123456789ab.jpg",
            "contentType": "image/jpeg",
            "width": 640,
            "height": 480,
        }
    ]
    assert picture["by"] == "Foto"
    assert (english["name"], english["language"], english["rel"]) == ("en", "en", "translation")


def test_a_translation_leads_to_the_text_it_was_made_from() -> None:
    original = document("a.id.md")
    both = [original, document("a.en.md", f"translates: {original.revision}\n")]
    one, other = read(both), read(both, "/en/2024/01/a/ninjs.json")
    assert other["associations"][0]["rel"] == "translation-of"
    assert one["associations"][0]["rel"] == "translation"
    assert other["associations"][0]["uri"] == one["uri"]
    assert one["associations"][0]["uri"] == other["uri"]


def test_an_agencys_copy_names_the_agency_and_claims_no_copyright() -> None:
    found = read([document("a.id.md", "outlet: Kantor Contoh\n")])
    assert found["by"] == "Kantor Contoh"
    assert {"name": "Kantor Contoh", "role": "source"} in found["infoSources"]
    assert "copyrightHolder" not in found
    assert read([document("a.id.md")])["copyrightHolder"] == "Koran Contoh"


def test_a_withdrawn_story_is_cancelled_with_its_reason_and_without_its_words() -> None:
    front = "summary: Sari\ncorrections: [{at: 2024-02-01, kind: retraction, text: Sumbernya tidak ada.}]\n"
    page = pages_of([document("a.id.md", front)], site=config(ON))[URL]
    assert (page.body, page.targets) == ("", {})
    found = strict_json(WRITERS[page.layout](page.inputs))
    assert wrong_with(found, "ninjs.schema.json") == []
    assert (found["pubStatus"], found["bodies"]) == ("canceled", [])
    assert [d["role"] for d in found["descriptions"]] == ["retraction"]
    assert "Sari" not in str(found)


def test_what_a_machine_translated_is_marked() -> None:
    assert "machine" in read([document("a.id.md", "machine: true\n")])["digitalSourceType"]["name"]
    assert "digitalSourceType" not in read([document("a.id.md")])


def test_the_identity_stays_when_the_story_moves() -> None:
    moved = document("b.id.md", "key: a\ntitle: Lain\nslug: lain\ndate: 2023-05-05\n")
    assert read([moved], "/id/2023/05/lain/ninjs.json")["uri"] == read([document("a.id.md")])["uri"]


def test_addresses_in_its_text_are_absolute() -> None:
    documents = [document("a.id.md", body="[x](b.id.md) [y](/id/tag/)\n"), document("b.id.md", "tags: [x]\n")]
    page = pages_of(documents, site=config(ON))[URL]
    assert {written: resolved.url for written, resolved in page.targets.items()} == {
        "b.id.md": "https://koran.example/id/2024/01/b/",
        "/id/tag/": "https://koran.example/id/tag/",
    }


def test_only_the_stories_own_words_are_in_its_key() -> None:
    story = document("a.id.md", "tags: [x]\n")
    before = pages_of([story], site=config(ON))
    later = document("b.id.md", "date: 2024-01-05\ntags: [x]\n")
    after = pages_of([story, later], site=config(ON))
    assert before[URL] == after[URL]
    assert before["/id/2024/01/a/"] != after["/id/2024/01/a/"]


def test_without_being_asked_for_there_is_none() -> None:
    assert not [url for url in pages_of([document("a.id.md")]) if "ninjs" in url]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_whatever_is_typed_it_is_valid_and_read_back(text: str) -> None:
    typed = yaml_text("x" + text)
    front = f"title: {typed}\nsummary: {typed}\nauthor: {typed}\ntags:\n  - {typed}\n"
    front += f"dateline: {yaml_text('x' + text.translate({ord(mark): 'x' for mark in ',/'}))}\n"
    found = read([document("a.id.md", front)], html=f"<p>{text}</p>")
    assert found["headlines"][0]["value"] == " ".join(("x" + text).split())
    assert found["bodies"][0]["value"] == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "article"},
        {"language": ""},
        {"versioncreated": "2024-01-01T00:00:00Z"},
        {"versionCreated": "2024-01-01"},
        {"uri": "a b"},
        {"headlines": [{"text": "x"}]},
        {"associations": [{"uri": "urn:x:y"}]},
        {"associations": [{"uri": "urn:x:y", "name": "x", "headline": "x"}]},
    ],
)
def test_the_rules_refuse_what_is_none(wrong: dict[str, Any]) -> None:
    assert wrong_with(read([document("a.id.md")]) | wrong, "ninjs.schema.json")
