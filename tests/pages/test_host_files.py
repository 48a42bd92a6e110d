"""robots.txt, headers, redirects, and structured data: files and texts that machines read."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import CONFIG, config, document, pages_of, site_of

from site_gen.documents.front_matter import yaml_text
from site_gen.pages.frame import json_ld
from site_gen.pages.making import WRITERS
from site_gen.pages.page import path_of
from site_gen.site.values import Media

ON_A_PATH = CONFIG.replace("koran.example", "koran.example/berita")


def text(url: str, front: str = "", base: str = CONFIG) -> str:
    page = pages_of([document("a.id.md", front)], site=config("", base))[url]
    return WRITERS[page.layout](page.inputs).decode()


def test_robots_are_let_in_and_shown_the_sitemap() -> None:
    assert text("/robots.txt") == "User-agent: *\nAllow: /\n\nSitemap: https://koran.example/sitemap.xml\n"
    assert "Sitemap: https://koran.example/berita/sitemap.xml" in text("/robots.txt", base=ON_A_PATH)


def test_the_headers_forbid_everything_that_a_page_does_not_need() -> None:
    found = text("/_headers")
    rule = re.search(r"^/\*\n  Content-Security-Policy: (.*)$", found, re.MULTILINE)
    assert rule is not None
    policy = dict(part.strip().split(" ", 1) for part in rule[1].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert not re.search(r"unsafe|\*|https?:|data:", rule[1])
    assert "  X-Content-Type-Options: nosniff\n" in found
    assert text("/_headers", base=ON_A_PATH).startswith("/berita/*\n")


def test_what_never_changes_at_its_address_may_be_kept_for_ever() -> None:
    for folder in ("assets", "media"):
        assert f"/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n" in text("/_headers")


def test_an_old_address_leads_to_the_new_one_in_both_ways() -> None:
    front = "aliases: [/id/lama/, /2019/kabar.html/]\n"
    found = pages_of([document("a.id.md", front)], site=config("", ON_A_PATH))
    assert WRITERS["text"](found["/_redirects"].inputs) == (
        b"/berita/2019/kabar.html/ /berita/id/2024/01/a/ 301\n/berita/id/lama/ /berita/id/2024/01/a/ 301\n"
    )
    page = found["/id/lama/"]
    assert page.layout == "redirect.html"
    assert page.inputs.target == "/id/2024/01/a/"  # type: ignore[attr-defined]
    assert page.where is not None
    assert str(page.where) == "content/a.id.md:4:10"
    assert path_of(page.url) == "id/lama/index.html"


def test_without_old_addresses_there_is_no_list_of_them() -> None:
    assert "/_redirects" not in pages_of([document("a.id.md")])


def test_the_aliases_of_a_hidden_story_lead_nowhere() -> None:
    hidden = document("b.id.md", "aliases: [/id/rahasia/]\ndraft: true\n")
    found = pages_of([document("a.id.md"), hidden])
    assert "/id/rahasia/" not in found
    assert "/_redirects" not in found


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/id/", "id/index.html"),
        ("/404.html", "404.html"),
        ("/id/feed.xml", "id/feed.xml"),
    ],
)
def test_an_address_is_a_file_in_the_output(url: str, path: str) -> None:
    assert path_of(url) == path


# -- structured data --


@given(
    st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_no_text_ends_the_element_that_structured_data_stand_in(value: object) -> None:
    found = json_ld([{"x": value}])
    assert not re.search("[<>&\u2028\u2029]", found)
    assert json.loads(found)["@graph"] == [{"x": value}]


def test_nothing_to_say_is_an_empty_text() -> None:
    assert json_ld([]) == ""


NASTY = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u2028",
    "a & b",
    '"}]}',
    "\\u003c/script>",
]


def graph(front: str, media: dict[str, Media] | None = None) -> dict[str, dict[str, object]]:
    """The things that the page of a story says about itself, by type."""
    pages = pages_of([document("a.id.md", front), document("a.en.md")], media=media)
    found = json.loads(pages["/id/2024/01/a/"].inputs.head.structured)  # type: ignore[attr-defined]
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found["@graph"]}


@pytest.mark.parametrize("nasty", NASTY)
def test_a_story_says_in_structured_data_what_its_author_typed(nasty: str) -> None:
    typed = yaml_text(nasty + "x")
    front = f"title: {typed}\nsummary: {typed}\nauthor: {typed}\ntags: [{typed}]\noutlet: {typed}\n"
    front += f"dateline: {yaml_text('x' + nasty + 'x')}\n"  # with a letter before each stroke
    said = " ".join((nasty + "x").split())
    thing = graph(front + f"corrections: [{{at: 2024-01-02, text: {typed}}}]\n")["NewsArticle"]
    assert [thing["headline"], thing["description"], thing["dateline"][1:].strip()] == [said] * 3  # type: ignore[attr-defined]
    assert thing["keywords"] == [said]
    assert [person["name"] for person in thing["author"]] == [said]  # type: ignore[attr-defined,index]
    assert [note["text"] for note in thing["correction"]] == [said]  # type: ignore[attr-defined,index]


def test_a_story_names_its_picture_dates_language_and_translation() -> None:
    photo = Media("content/foto.jpg", "/media/foto.0123456789ab.jpg", 640, 480)
    front = (
        "date: 2024-01-02 08:30\nslug: a\nimage: foto.jpg\nsection: dunia\ntranslates: r1-0\n"
        "canonical: https://lain.example/a\noutlet: Harian\n"
    )
    thing = graph(front, {photo.path: photo})["NewsArticle"]
    assert thing["image"] == [
        {
            "@type": "ImageObject",
            "url": "https://koran.example/media/foto.0123456789ab.jpg",
            "width": 640,
            "height": 480,
        }
    ]
    assert thing["datePublished"] == thing["dateModified"] == "2024-01-02T08:30:00+07:00"
    assert (thing["inLanguage"], thing["articleSection"]) == ("id", "Dunia")
    assert thing["isBasedOn"] == "https://lain.example/a"
    assert thing["sourceOrganization"] == {"@type": "Organization", "name": "Harian"}
    assert thing["author"] == [thing["sourceOrganization"]]
    assert thing["translationOfWork"] == {
        "@type": "NewsArticle",
        "@id": "https://koran.example/en/2024/01/a/",
        "inLanguage": "en",
    }
    assert "workTranslation" not in thing


def test_the_way_from_the_home_page_is_told() -> None:
    steps = graph("section: dunia\ntitle: Judul\n")["BreadcrumbList"]["itemListElement"]
    assert [(s["position"], s["name"], s["item"]) for s in steps] == [  # type: ignore[index,attr-defined]
        (1, "Koran Contoh", "https://koran.example/id/"),
        (2, "Dunia", "https://koran.example/id/dunia/"),
        (3, "Judul", "https://koran.example/id/2024/01/a/"),
    ]


def test_a_translation_is_stale_once_its_original_says_something_else() -> None:
    original = document("a.id.md", body="Satu.\n")
    for revision, stale in ((original.revision, False), ("r1-0000000000000000", True)):
        pages = pages_of([original, document("a.en.md", f"translates: {revision}\n")])
        assert pages["/en/2024/01/a/"].inputs.stale is stale  # type: ignore[attr-defined]
        assert pages["/id/2024/01/a/"].inputs.stale is False  # type: ignore[attr-defined]


@pytest.mark.parametrize("hidden", ["draft: true\n", "embargo: 2024-07-01\n", "expires: 2024-05-01\n"])
def test_a_translation_of_what_readers_cannot_see_is_not_called_stale(hidden: str) -> None:
    three = config("", CONFIG.replace("[id, en]", "{id: , en: , ar: {name: العربية}}"))
    original = document("a.id.md", hidden, site=three)
    for made_from in (original.revision, "r1-0000000000000000"):
        others = [
            document(f"a.{code}.md", f"translates: {made_from}\n", f"{code}\n", three)
            for code in ("en", "ar")
        ]
        for documents in ([original, others[0]], others[:1], [original, *others]):
            page = pages_of(documents, site=three)["/en/2024/01/a/"]
            assert page.inputs.stale is False  # type: ignore[attr-defined]
            assert page.copy.original == ""  # type: ignore[union-attr]


def test_a_page_knows_the_file_to_complain_of() -> None:
    site, _ = site_of([document("a.id.md", "slug: x\n")])
    from site_gen.pages.making import make_pages

    page = next(page for page in make_pages(site) if page.layout == "article.html")
    assert (page.source, str(page.where)) == ("content/a.id.md", "content/a.id.md:4:7")
