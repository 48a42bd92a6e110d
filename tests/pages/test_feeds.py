"""Feeds: what a feed reader reads back is what was given."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.pages.feeds import write_atom, write_rss
from site_gen.pages.making import WRITERS

NASTY = [
    "AT&T <b>naik</b> 5 %",
    "Harga \"beras\" & 'gula'",
    "]]><script>alert(1)</script>",
    "<![CDATA[ x ]]>",
    "&amp; &lt; &#60; &nbsp;",
    "Ekspor — “naik” … 日本 😀 é",
    "a < b > c & d",
    "<!-- x -->",
    "</title><link>x</link>",
    "{{ config }} {% raw %}",
    "100% \\n \\u0041",
]


def yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(documents: list[Document], url: str, **more: object) -> bytes:
    page = pages_of(documents, **more)[url]
    return WRITERS[page.layout](page.inputs)


def titled(titles: list[str]) -> list[Document]:
    return [
        document(
            f"s{n}.id.md",
            f"title: {yaml(title)}\nsummary: {yaml(title)}\nauthor: {yaml(title)}\ntags: [{yaml(title)}]\n",
        )
        for n, title in enumerate(titles)
    ]


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("url", ["/id/feed.xml", "/id/rss.xml"])
def test_a_title_is_read_back_as_it_was_given(url: str, title: str) -> None:
    data = written(titled([title]), url)
    root = ET.fromstring(data)
    names = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
    if url.endswith("rss.xml"):
        found = [
            root.findtext(f".//item/{key}", namespaces=names)
            for key in ("title", "description", "dc:creator", "category")
        ]
    else:
        entry = root.find("a:entry", names)
        assert entry is not None
        category = entry.find("a:category", names)
        assert category is not None
        found = [entry.findtext(key, namespaces=names) for key in ("a:title", "a:summary", "a:author/a:name")]
        found.append(category.get("term"))
    assert found == [" ".join(title.split())] * 4


@pytest.mark.parametrize("url", ["/id/feed.xml", "/id/rss.xml"])
def test_a_feed_reader_finds_nothing_wrong(url: str) -> None:
    titles = [title for title in NASTY if "<" not in title and "&" not in title]
    found = feedparser.parse(written(titled(titles), url))
    assert not found.bozo, found.get("bozo_exception")
    assert [entry.title for entry in found.entries] == titles
    assert [entry.link for entry in found.entries] == [
        f"https://koran.example/id/2024/01/s{n}/" for n in range(len(titles))
    ]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), min_size=1, max_size=3
    )
)
def test_every_feed_is_xml_whatever_the_titles_are(titles: list[str]) -> None:
    from site_gen.documents.front_matter import yaml_text

    documents = [
        document(f"s{n}.id.md", f"title: {yaml_text('x' + title)}\n") for n, title in enumerate(titles)
    ]
    for url, page in pages_of(documents).items():
        if page.layout in ("atom", "rss", "sitemap", "sitemap-index"):
            root = ET.fromstring(WRITERS[page.layout](page.inputs))
            if url == "/id/feed.xml":
                found = [t.text for t in root.findall("{*}entry/{*}title")]
                assert found == [d.title for d in documents]


def test_dates_are_read_back_with_their_offset() -> None:
    front = "date: 2024-01-02 08:30\nupdated: 2024-01-03 10:00\n"
    atom = feedparser.parse(written([document("a.id.md", front)], "/id/feed.xml"))
    rss = feedparser.parse(written([document("a.id.md", front)], "/id/rss.xml"))
    for found in (atom.entries[0], rss.entries[0]):
        assert datetime(*found.published_parsed[:6], tzinfo=UTC) == datetime(2024, 1, 2, 1, 30, tzinfo=UTC)
    assert atom.entries[0].updated == "2024-01-03T10:00:00+07:00"
    assert rss.entries[0].published == "Tue, 02 Jan 2024 08:30:00 +0700"


def test_a_correction_announces_the_story_again() -> None:
    corrected = document("a.id.md", "corrections: [{at: 2024-02-01 12:00, kind: ralat, text: Salah.}]\n")
    found = feedparser.parse(written([corrected], "/id/feed.xml"))
    assert found.entries[0].published == "2024-01-01T00:00:00+07:00"
    assert found.entries[0].updated == "2024-02-01T12:00:00+07:00"
    assert found.feed.updated == "2024-02-01T12:00:00+07:00"


def test_the_identity_of_a_story_stays_when_it_moves_or_is_renamed() -> None:
    before = feedparser.parse(written([document("a.id.md")], "/id/feed.xml")).entries[0]
    after = feedparser.parse(
        written([document("b.id.md", "key: a\ntitle: Lain\nslug: lain\ndate: 2023-05-05\n")], "/id/feed.xml")
    ).entries[0]
    elsewhere = feedparser.parse(
        written([document("a.id.md")], "/id/feed.xml", site=config("", other_host()))
    ).entries[0]
    assert before.id == after.id == elsewhere.id
    assert before.link != after.link


def test_translations_are_two_entries() -> None:
    documents = [document("a.id.md"), document("a.en.md")]
    ids = {feedparser.parse(written(documents, f"/{lang}/feed.xml")).entries[0].id for lang in ("id", "en")}
    assert len(ids) == 2


def test_a_feed_has_at_most_its_size_and_the_newest_first() -> None:
    documents = [document(f"s{n}.id.md", f"date: 2024-01-0{n + 1}\n") for n in range(5)]
    found = feedparser.parse(written(documents, "/id/rss.xml", site=config("feed_size: 2\n")))
    assert [entry.link.rsplit("/", 2)[1] for entry in found.entries] == ["s4", "s3"]


def test_every_tag_section_and_author_has_a_feed_of_its_own() -> None:
    documents = [document("a.id.md", "section: dunia\ntags: [Rusia]\nauthor: Dewi\n"), document("b.id.md")]
    found = pages_of(documents)
    urls = [url for url in found if url.endswith(("feed.xml", "rss.xml")) and url.startswith("/id/")]
    assert sorted(urls) == [
        "/id/dunia/feed.xml",
        "/id/dunia/rss.xml",
        "/id/feed.xml",
        "/id/penulis/dewi/feed.xml",
        "/id/rss.xml",
        "/id/tag/rusia/feed.xml",
    ]
    more = pages_of(documents, site=config("outputs: [rss]\n")).keys() - found.keys()
    assert more == {"/id/penulis/dewi/rss.xml", "/id/tag/rusia/rss.xml"}
    tag = feedparser.parse(WRITERS["atom"](found["/id/tag/rusia/feed.xml"].inputs))
    assert tag.feed.title == "Rusia – Koran Contoh"
    assert [entry.title for entry in tag.entries] == ["Kabar"]


def test_a_feed_keeps_its_identity_when_its_author_or_tag_is_entered_into_a_table() -> None:
    documents = [document("a.id.md", "tags: [Rusia]\nauthor: Dewi\n")]
    before = pages_of(documents)
    after = pages_of(
        documents, glossary="russia: {type: place, id: Rusia, en: Russia}\n", people="d: {name: Dewi}\n"
    )
    for url in ("/id/tag/rusia/feed.xml", "/id/penulis/dewi/feed.xml"):
        ids = [feedparser.parse(WRITERS["atom"](pages[url].inputs)).feed.id for pages in (before, after)]
        assert ids[0] == ids[1]


PEOPLE = """\
dewi: {name: {id: Dewi Lestari, en: Dewi L.}, aliases: [dle]}
budi: {name: Budi}
"""


def test_people_are_named_as_the_edition_names_them_and_lead_to_their_page() -> None:
    documents = [document("a.en.md", "author: [dle, Tamu]\neditor: Budi\n")]
    pages = pages_of(documents, people=PEOPLE)
    atom = ET.fromstring(WRITERS["atom"](pages["/en/feed.xml"].inputs))
    names = [(a.findtext("{*}name"), a.findtext("{*}uri")) for a in atom.findall("{*}entry/{*}author")]
    assert names == [
        ("Dewi L.", "https://koran.example/en/author/dewi-l/"),
        ("Tamu", "https://koran.example/en/author/tamu/"),
    ]
    rss = feedparser.parse(WRITERS["rss"](pages["/en/rss.xml"].inputs))
    assert [author.name for author in rss.entries[0].authors] == ["Dewi L.", "Tamu"]


AGENCY = "outlet: ANTARA\ncanonical: https://kantor.example/1?a=b&c=d\n"


def test_agency_copy_names_the_agency_and_leads_to_its_text() -> None:
    pages = pages_of([document("a.id.md", AGENCY), document("b.id.md", AGENCY + "author: Dewi\n")])
    atom = feedparser.parse(WRITERS["atom"](pages["/id/feed.xml"].inputs))
    alone, with_author = atom.entries
    for entry in atom.entries:
        assert [link.href for link in entry.links if link.rel == "via"] == [
            "https://kantor.example/1?a=b&c=d"
        ]
        assert entry.link.startswith("https://koran.example/id/")
    assert ([a.name for a in alone.authors], alone.get("contributors")) == (["ANTARA"], None)
    assert [a.name for a in with_author.authors] == ["Dewi"]
    assert [c.name for c in with_author.contributors] == ["ANTARA"]
    rss = ET.fromstring(WRITERS["rss"](pages["/id/rss.xml"].inputs))
    sources = [
        s.text for s in rss.findall("channel/item/dc:source", {"dc": "http://purl.org/dc/elements/1.1/"})
    ]
    assert sources == ["ANTARA", "https://kantor.example/1?a=b&c=d"] * 2


def test_an_edition_without_stories_has_a_feed_that_can_be_read() -> None:
    found = feedparser.parse(written([document("a.id.md")], "/en/feed.xml"))
    assert not found.bozo
    assert found.feed.updated == "1970-01-01T00:00:00Z"
    assert found.entries == []


def test_a_feed_names_itself_its_page_and_its_language() -> None:
    data = written([document("a.id.md")], "/id/feed.xml")
    found = feedparser.parse(data).feed
    assert {(link.rel, link.href) for link in found.links} == {
        ("self", "https://koran.example/id/feed.xml"),
        ("alternate", "https://koran.example/id/"),
    }
    assert found.language == "id"
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')


def other_host() -> str:
    from newsroom import CONFIG

    return CONFIG.replace("koran.example", "lain.example")


def test_both_formats_are_bytes_that_end_with_a_line() -> None:
    inputs = pages_of([document("a.id.md")])["/id/feed.xml"].inputs
    for write in (write_atom, write_rss):
        assert write(inputs).endswith(b">\n")  # type: ignore[arg-type]
