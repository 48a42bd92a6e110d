"""The Google News sitemap of an edition: what its guide asks for, and nothing else."""

import re
import xml.etree.ElementTree as ET

import pytest
from machine_formats import _is_moment
from newsroom import CONFIG, config, document, pages_of

from site_gen.documents.document import Document
from site_gen.documents.front_matter import yaml_text
from site_gen.pages.making import WRITERS

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
NOW = "2024-03-02 12:00"


def read(documents: list[Document], lang: str = "id", **more: object) -> list[dict[str, str]]:
    """The entries, after every rule of the format was looked at."""
    page = pages_of(documents, now=NOW, **more)[f"/sitemap-{lang}-news.xml"]
    data = WRITERS[page.layout](page.inputs)
    assert len(data) < 50_000_000
    root = ET.fromstring(data)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = []
    for url in root:
        assert [child.tag for child in url] == [f"{{{NAMES['s']}}}loc", f"{{{NAMES['n']}}}news"]
        news = url[1]
        order = ["publication", "publication_date", "title"]
        assert [child.tag for child in news] == [f"{{{NAMES['n']}}}{name}" for name in order]
        assert [child.tag for child in news[0]] == [
            f"{{{NAMES['n']}}}{name}" for name in ("name", "language")
        ]
        texts = [url[0].text, news[0][0].text, news[0][1].text, news[1].text, news[2].text]
        assert all(texts)
        one = dict(zip(["loc", "name", "language", "date", "title"], map(str, texts), strict=True))
        assert _is_moment(one["date"])
        assert re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", one["language"])
        found.append(one)
    assert len(found) <= 1_000
    return found


def test_an_entry_says_which_paper_published_what_and_when() -> None:
    front = "date: 2024-03-01 19:05\ntitle: Tarif & Pajak\nupdated: 2024-03-02 08:00\n"
    both = [document("a.id.md", front), document("a.en.md", front.replace("Tarif & Pajak", "Tariffs"))]
    assert read(both) == [
        {
            "loc": "https://koran.example/id/2024/03/a/",
            "name": "Koran Contoh",
            "language": "id",
            "date": "2024-03-01T19:05:00+07:00",
            "title": "Tarif & Pajak",
        }
    ]
    (english,) = read(both, "en")
    assert (english["name"], english["language"], english["title"]) == ("The Example", "en", "Tariffs")


@pytest.mark.parametrize("title", ["AT&T <b>", "]]>", "“naik” 日本 😀", '"kutip"'])
def test_a_title_is_read_back_as_it_was_given(title: str) -> None:
    (entry,) = read([document("a.id.md", f"date: 2024-03-02\ntitle: {yaml_text(title)}\n")])
    assert entry["title"] == title


def test_it_stays_where_it_is_when_there_is_no_news() -> None:
    assert read([document("a.id.md", "date: 2024-02-01\n")]) == []
    assert read([], "en") == []


def test_the_index_of_sitemaps_names_it() -> None:
    pages = pages_of([document("a.id.md")])
    urls = pages["/sitemap.xml"].inputs.urls  # type: ignore[attr-defined]
    assert {f"https://koran.example/sitemap-{lang}-news.xml" for lang in ("id", "en")} <= set(urls)
    without = pages_of([document("a.id.md")], site=config("outputs: [ninjs]\n"))
    assert not [url for url in without if "news" in url]
    assert "news" not in str(without["/sitemap.xml"].inputs)


@pytest.mark.parametrize(
    ("code", "lang"), [("pt-br", "pt"), ("zh-hant", "zh-tw"), ("zh", "zh-cn"), ("jv", "jv")]
)
def test_languages_are_named_as_google_news_names_them(code: str, lang: str) -> None:
    site = config(
        "", CONFIG.replace("languages: [id, en]", f"languages: {{id: , en: , {code}: {{name: x}}}}")
    )
    story = document(f"a.{code}.md", "date: 2024-03-02\n", site=site)
    (entry,) = read([story], code, site=site)
    assert entry["language"] == lang
