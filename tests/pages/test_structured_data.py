"""JSON-LD of a story: schema.org's names, and all that the file says about who, where, when and of what."""

import json
from typing import Any

import pytest
from machine_formats import wrong_with
from newsroom import CONFIG, config, document, pages_of

from site_gen.documents.document import Document
from site_gen.site.values import Media

PHOTO = Media("content/foto.jpg", "/media/foto.0123456789ab.jpg", 640, 480)
RICH = """\
title: Judul
date: 2024-01-02 08:30
updated: 2024-01-03 09:00
slug: a
summary: Sari
author: [Dewi, Siti]
editor: Ed
reporter: Rep
photographer: Foto
translator: Tina
dateline: Moskwa
outlet: Harian
canonical: https://lain.example/a
section: dunia
tags: [Rusia]
image: {src: foto.jpg, alt: Orang, caption: Kremlin, credit: Foto}
corrections:
  - {at: 2024-02-01 12:00, kind: ralat, text: Salah nama.}
  - {at: 2024-02-02, kind: koreksi, text: Salah angka.}
"""


def article(documents: list[Document], url: str = "/id/2024/01/a/", **more: Any) -> dict[str, Any]:
    """What the page at `url` says the story is; valid."""
    found = json.loads(pages_of(documents, **more)[url].inputs.head.structured)  # type: ignore[attr-defined]
    assert found["@context"] == "https://schema.org"
    thing = found["@graph"][0]
    assert wrong_with(thing, "news_article.schema.json") == []
    assert (thing["@id"], thing["mainEntityOfPage"]) == (f"https://koran.example{url}",) * 2
    return thing  # type: ignore[no-any-return]


def test_a_plain_story_is_the_papers() -> None:
    thing = article([document("a.id.md")])
    assert thing["author"] == [thing["publisher"]]
    assert thing["publisher"]["name"] == "Koran Contoh"
    assert thing["datePublished"] == thing["dateModified"] == "2024-01-01T00:00:00+07:00"


def test_everybody_who_worked_on_a_story_is_named_by_their_part() -> None:
    thing = article([document("a.id.md", RICH)], media={PHOTO.path: PHOTO})
    names = {
        role: [one["name"] for one in thing[role]]
        for role in ("author", "editor", "contributor", "translator")
    }
    assert names == {
        "author": ["Dewi", "Siti"],
        "editor": ["Ed"],
        "contributor": ["Rep", "Foto"],
        "translator": ["Tina"],
    }
    assert thing["author"][0]["url"] == "https://koran.example/id/penulis/dewi/"
    assert thing["sourceOrganization"]["name"] == "Harian"
    assert thing["isBasedOn"] == "https://lain.example/a"


def test_it_was_filed_from_somewhere() -> None:
    thing = article([document("a.id.md", RICH)], media={PHOTO.path: PHOTO})
    assert (thing["dateline"], thing["locationCreated"]["name"]) == ("Moskwa", "Moskwa")
    assert (thing["articleSection"], thing["keywords"]) == ("Dunia", ["Rusia"])


def test_its_picture_has_words_a_credit_and_a_size() -> None:
    (picture,) = article([document("a.id.md", RICH)], media={PHOTO.path: PHOTO})["image"]
    assert picture == {
        "@type": "ImageObject",
        "url": "https://koran.example/media/foto.0123456789ab.jpg",
        "width": 640,
        "height": 480,
        "caption": "Kremlin",
        "creditText": "Foto",
    }


def test_corrections_are_listed_and_the_last_one_is_its_last_change() -> None:
    thing = article([document("a.id.md", RICH)], media={PHOTO.path: PHOTO})
    assert [(c["datePublished"], c["text"]) for c in thing["correction"]] == [
        ("2024-02-01T12:00:00+07:00", "Salah nama."),
        ("2024-02-02T00:00:00+07:00", "Salah angka."),
    ]
    assert thing["dateModified"] == "2024-02-02T00:00:00+07:00"
    assert thing["datePublished"] == "2024-01-02T08:30:00+07:00"


@pytest.fixture
def three() -> tuple[Any, list[Document]]:
    """An original, a translation of it, and one of the translation."""
    text = CONFIG.replace("languages: [id, en]", "languages: {id: , en: , ms: {name: Melayu}}")
    site = config("", text)
    first = document("a.id.md", body="Satu.\n", site=site)
    second = document("a.en.md", f"translates: {first.revision}\n", "One.\n", site=site)
    third = document("a.ms.md", f"translates: {second.revision}\n", "Satu lagi.\n", site=site)
    return site, [first, second, third]


def test_a_translation_names_the_text_it_was_made_from(three: tuple[Any, list[Document]]) -> None:
    site, documents = three
    of = {
        lang: article(documents, f"/{lang}/2024/01/a/", site=site)
        .get("translationOfWork", {})
        .get("inLanguage")
        for lang in ("id", "en", "ms")
    }
    assert of == {"id": None, "en": "id", "ms": "en"}
    thing = article(documents, site=site)
    assert [one["inLanguage"] for one in thing["workTranslation"]] == ["en", "ms"]


def test_one_that_is_behind_still_names_the_original(three: tuple[Any, list[Document]]) -> None:
    site, documents = three
    changed = document("a.id.md", body="Satu, dua.\n", site=site)
    behind = document("a.ms.md", "translates: r1-0000000000000000\n", site=site)
    found = article([changed, documents[1], behind], "/ms/2024/01/a/", site=site)
    assert found["translationOfWork"]["inLanguage"] == "id"


def test_the_rules_refuse_what_schema_org_does_not_know() -> None:
    thing = article([document("a.id.md")])
    for wrong in ({"corrections": []}, {"datePublished": "2024-01-01"}, {"author": []}, {"@id": "/id/"}):
        assert wrong_with(thing | wrong, "news_article.schema.json")
