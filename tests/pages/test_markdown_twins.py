"""The Markdown twin of a story says what the story says, in Markdown that means it."""

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from newsroom import config, document, pages_of

from site_gen.documents.document import Document
from site_gen.documents.front_matter import split_source
from site_gen.documents.prose import ProseRules, read_prose
from site_gen.pages.making import WRITERS
from site_gen.pages.markdown import _read, markdown_of
from site_gen.safe_yaml import read_yaml

HERE = Path(__file__).parent
ON = "outputs: [markdown]\n"
URL = "/id/2024/01/a/index.md"


def cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input, expected."""
    text = (HERE / name).read_text("utf-8")
    found = []
    for case in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        found.append((title, source.strip("\n"), expected.strip("\n")))
    return found


TWINS = cases("markdown_cases.txt")
PROSE = [
    case
    for name in ("prose_cases.txt", "prose_tricky_cases.txt", "prose_quotes_cases.txt")
    for case in cases(f"../documents/{name}")
]
NOT_IN_MARKDOWN = {
    "foreign words carry their language",  # <q> has marks of its own
    "HTML is kept where it is harmless",  # <summary> stands in a line of its own
}


def html_of(source: str) -> str:
    prose, _ = read_prose(source, "a.md", 1, ProseRules("keep"))
    return prose.html if prose else ""


def words(html: str) -> str:
    return " ".join(_read(html).text().split())


@pytest.mark.parametrize(("html", "expected"), [c[1:] for c in TWINS], ids=[c[0] for c in TWINS])
def test_html_becomes_the_markdown_of_its_case(html: str, expected: str) -> None:
    assert markdown_of(html, "https://koran.example/id/a/").strip("\n") == expected


@pytest.mark.parametrize("source", [c[1] for c in PROSE if c[0] not in NOT_IN_MARKDOWN])
def test_what_a_reader_reads_is_read_in_the_twin(source: str) -> None:
    """Through our own reader and back: the same words, and the same Markdown the second time."""
    html = html_of(source)
    twin = markdown_of(html)
    assert words(html_of(twin)) == words(html)
    assert markdown_of(html_of(twin)) == twin


TEXT = st.text(st.sampled_from("ab 1*_`[]()<>&!#+-.:=|~\\\"'{}^$/@é\n"), max_size=30)


@given(TEXT)
@example("1. a")
@example("# a")
@example("a\n- b")
@example("==")
@example("&amp; &lt; &#60;")
@example("a  \n  b")
@example("[a](b) ![c](d) [e]: f")
@example("<b>a</b>")
@example("~~~\na")
@example("| a | b |\n| - | - |")
def test_no_text_means_anything_but_itself(text: str) -> None:
    html = f"<p>{escape(text, quote=False)}</p>"
    assert words(html_of(markdown_of(html))) == words(html)


def twin(
    documents: list[Document], html: str = "<p>Isi.</p>", url: str = URL, more: str = ""
) -> tuple[dict[str, object], str]:
    """The front matter, as our own reader reads it, and the text."""
    page = pages_of(documents, site=config(ON + more))[url]
    data = WRITERS[page.layout](page.inputs, html)
    source = split_source("index.md", data)
    fields = read_yaml(source.front_matter, "index.md", 2)
    values = {
        key: node.text if hasattr(node, "text") else [item.text for item in node.items]  # type: ignore[union-attr]
        for key, node in fields.values.items()
    }
    return values, source.body


def test_it_begins_with_what_a_reader_would_ask_first() -> None:
    front = (
        "title: Tarif *naik* & turun\ndate: 2024-01-02 08:30\nslug: a\nsummary: 'Sari: pati'\n"
        "author: [Dewi, Siti]\ndateline: Moskwa\noutlet: Harian\nmachine: true\n"
        "corrections: [{at: 2024-02-01 12:00, kind: ralat, text: Salah.}]\n"
    )
    fields, body = twin([document("a.id.md", front), document("a.en.md")])
    assert fields == {
        "title": "Tarif *naik* & turun",
        "summary": "Sari: pati",
        "author": ["Dewi", "Siti"],
        "outlet": "Harian",
        "dateline": "Moskwa",
        "date": "2024-01-02T08:30:00+07:00",
        "lang": "id",
        "url": "https://koran.example/id/2024/01/a/",
        "machine": "true",
        "corrections": ["2024-02-01T12:00:00+07:00 ralat: Salah."],
        "translations": ["https://koran.example/en/2024/01/a/"],
    }
    assert body == "\n# Tarif \\*naik\\* & turun\n\nIsi.\n"


def test_a_plain_story_is_plain() -> None:
    fields, body = twin([document("a.id.md")])
    assert list(fields) == ["title", "date", "lang", "url"]
    assert body == "\n# Kabar\n\nIsi.\n"


def test_the_page_announces_it() -> None:
    pages = pages_of([document("a.id.md")], site=config(ON))
    assert pages["/id/2024/01/a/"].inputs.head.markdown == URL  # type: ignore[attr-defined]
    without = pages_of([document("a.id.md")])
    assert without["/id/2024/01/a/"].inputs.head.markdown == ""  # type: ignore[attr-defined]
    assert URL not in without


def test_a_standing_page_has_none() -> None:
    pages = pages_of([document("pages/tentang.id.md", "date:\n")], site=config(ON))
    assert not [url for url in pages if url.endswith(".md")]


def test_hosts_are_told_the_media_type() -> None:
    text = WRITERS["text"](pages_of([document("a.id.md")], site=config(ON))["/_headers"].inputs).decode()
    assert "/*/index.md\n  Content-Type: text/markdown; charset=utf-8\n" in text


def test_nothing_in_it_is_html() -> None:
    html = html_of("Satu <b>dua</b>[^1] <i lang=en>tiga</i>\n\n<div>empat</div>\n\n[^1]: lima\n")
    assert not re.search(r"<[a-z/]", markdown_of(html))
