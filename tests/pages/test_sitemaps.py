"""Sitemaps, and the counterparts of every page in the other languages."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.pages import sitemaps
from site_gen.pages.making import WRITERS
from site_gen.pages.page import Page

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "https://koran.example"
GLOSSARY = "rusia: {type: place, id: Rusia, en: Russia}\n"


def small_site() -> list[Document]:
    documents = []
    for n in range(8):
        front = f"date: 2024-0{n % 3 + 1}-1{n}\ntags: [Rusia, Tag {n % 2}]\nsection: dunia\nauthor: Dewi\n"
        documents.append(document(f"s{n}.id.md", front))
        if n % 3:
            documents.append(document(f"s{n}.en.md", front.replace("Rusia", "Russia") + f"slug: story-{n}\n"))
    documents.append(document("pages/tentang/index.id.md", "date:\ntitle: Tentang\n"))
    documents.append(document("pages/tentang/index.en.md", "date:\ntitle: About\nslug: about\n"))
    documents.append(document("hanya.en.md", "date: 2024-03-01\ntags: [Only]\n"))
    return documents


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_of(small_site(), glossary=GLOSSARY)


def root_of(pages: Mapping[str, Page], url: str) -> ET.Element:
    page = pages[url]
    return ET.fromstring(WRITERS[page.layout](page.inputs))


def places(pages: Mapping[str, Page]) -> dict[str, dict[str, str]]:
    """Every address in a sitemap, to its alternates by language."""
    found: dict[str, dict[str, str]] = {}
    for loc in root_of(pages, "/sitemap.xml").findall("s:sitemap/s:loc", NAMES):
        assert loc.text is not None
        for url in root_of(pages, loc.text.removeprefix(HOST)).findall("s:url", NAMES):
            address = url.findtext("s:loc", namespaces=NAMES)
            assert address is not None
            assert address not in found
            found[address] = {
                link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NAMES)
            }
            assert all(link.attrib["rel"] == "alternate" for link in url.findall("x:link", NAMES))
    return found


def heads(pages: Mapping[str, Page]) -> dict[str, dict[str, str]]:
    """Every page that says its counterparts in its head, by absolute address."""
    found = {}
    for url, page in pages.items():
        head = getattr(page.inputs, "head", None)
        if head is not None and head.alternates:
            found[HOST + url] = {alternate.hreflang: alternate.url for alternate in head.alternates}
    return found


def test_every_address_of_a_sitemap_is_a_page_that_may_be_indexed(pages: dict[str, Page]) -> None:
    listed = places(pages)
    assert {address.removeprefix(HOST) for address in listed} <= pages.keys()
    for address in listed:
        head = pages[address.removeprefix(HOST)].inputs.head  # type: ignore[attr-defined]
        assert head.canonical == address
        assert "noindex" not in head.robots


def test_every_story_term_and_standing_page_is_in_a_sitemap(pages: dict[str, Page]) -> None:
    listed = {address.removeprefix(HOST) for address in places(pages)}
    for url, page in pages.items():
        is_head_of_a_list = page.layout == "list.html" and page.inputs.kind in ("tag", "section", "author")  # type: ignore[attr-defined]
        if page.layout in ("article.html", "page.html", "home.html", "door.html") or (
            is_head_of_a_list and not page.inputs.turn.number
        ):
            assert url in listed
    assert "/404.html" not in listed


def reciprocal(found: dict[str, dict[str, str]]) -> None:
    """https://developers.google.com/search/docs/specialty/international/localized-versions: each names all."""
    for address, alternates in found.items():
        languages = {code: url for code, url in alternates.items() if code != "x-default"}
        assert address in alternates.values(), f"{address} does not name itself"
        for code, url in languages.items():
            assert found[url] == alternates, f"{url} ({code}) does not name what {address} names"
        assert len(set(languages.values())) == len(languages)


def test_the_pages_of_two_languages_name_each_other(pages: dict[str, Page]) -> None:
    found = heads(pages)
    door = found.pop(f"{HOST}/")
    assert door == {"id": f"{HOST}/id/", "en": f"{HOST}/en/", "x-default": f"{HOST}/"}
    reciprocal(found)


def test_the_sitemaps_of_two_languages_name_each_other_as_the_pages_do(pages: dict[str, Page]) -> None:
    listed, said = places(pages), heads(pages)
    for address, alternates in listed.items():
        assert said[address] == alternates
    del listed[f"{HOST}/"]
    reciprocal(listed)


def test_for_everybody_else_there_is_the_default_language_else_the_only_one(pages: dict[str, Page]) -> None:
    found = heads(pages)
    assert found[f"{HOST}/en/2024/02/story-1/"]["x-default"] == f"{HOST}/id/2024/02/s1/"
    assert found[f"{HOST}/en/2024/03/hanya/"] == {
        "en": f"{HOST}/en/2024/03/hanya/",
        "x-default": f"{HOST}/en/2024/03/hanya/",
    }
    assert found[f"{HOST}/id/"]["x-default"] == found[f"{HOST}/en/"]["x-default"] == f"{HOST}/"


def test_a_term_is_paired_by_the_glossary(pages: dict[str, Page]) -> None:
    assert heads(pages)[f"{HOST}/id/tag/rusia/"] == {
        "id": f"{HOST}/id/tag/rusia/",
        "en": f"{HOST}/en/tag/russia/",
        "x-default": f"{HOST}/id/tag/rusia/",
    }


def test_numbered_pages_have_no_counterparts(pages: dict[str, Page]) -> None:
    numbered = [page for url, page in pages.items() if "/halaman/" in url or "/page/" in url]
    assert numbered
    assert all(page.inputs.head.alternates == () for page in numbered)  # type: ignore[attr-defined]


def test_the_language_switch_always_leads_to_a_page(pages: dict[str, Page]) -> None:
    for url, page in pages.items():
        for edition in getattr(page.inputs, "editions", ()):
            assert edition.url in pages
            assert edition.url.startswith(f"/{edition.lang}/")
            if edition.current and "/halaman/" not in url and "/page/" not in url:
                assert edition.url == url


def test_a_sitemap_says_when_a_story_was_changed(pages: dict[str, Page]) -> None:
    found = pages_of(
        [document("a.id.md", "updated: 2024-02-01 10:00\n"), document("b.id.md", "date: 2023-01-01\n")]
    )
    urls = root_of(found, "/sitemap-id-1.xml").findall("s:url", NAMES)
    assert [url.findtext("s:lastmod", namespaces=NAMES) for url in urls] == [
        "2023-01-01T00:00:00+07:00",
        "2024-02-01T10:00:00+07:00",
    ]


def test_sitemaps_are_cut_from_the_oldest_so_that_a_full_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 3)
    documents = [document(f"s{n}.id.md", f"date: 2024-01-0{n + 1}\n") for n in range(7)]
    before, after = pages_of(documents[:6]), pages_of(documents)
    assert [url for url in after if url.startswith("/sitemap-id")] == [
        "/sitemap-id-pages.xml",
        *(f"/sitemap-id-{n}.xml" for n in (1, 2, 3)),
        "/sitemap-id-news.xml",
    ]
    for n in (1, 2):
        assert before[f"/sitemap-id-{n}.xml"].inputs == after[f"/sitemap-id-{n}.xml"].inputs


def test_a_third_language_is_a_matter_of_configuration() -> None:
    three = config("", CONFIG_WITH_ARABIC)
    documents = [document(f"a.{lang}.md", site=three) for lang in ("id", "en", "ar")]
    found = pages_of(documents, site=three)
    said = heads(found)
    said.pop(f"{HOST}/")
    reciprocal(said)
    assert set(said[f"{HOST}/ar/2024/01/a/"]) == {"id", "en", "ar", "x-default"}
    assert found["/ar/"].inputs.shell.dir == "rtl"  # type: ignore[attr-defined]


CONFIG_WITH_ARABIC = """\
title: Koran
base_url: https://koran.example
languages: {id: , en: , ar: {name: العربية}}
"""
