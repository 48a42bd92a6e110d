"""The body is data: Markdown shows exactly the text, and the front matter reads back the same values."""

import html
import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from site_gen.documents.front_matter import split_source
from site_gen.documents.prose import ProseRules, read_prose
from site_gen.safe_yaml import Fields, read_yaml
from site_gen.wire.escaping import escaped
from site_gen.wire.rows import BAR
from site_gen.wire.story import NOTHING, Block, Inferred, Story, Tag
from site_gen.wire.writing import body_markdown, story_markdown

EXTENSIONS = [
    TableExtension(),
    FootnoteExtension(),
    SaneListExtension(),
    DefListExtension(),
    AbbrExtension(),
    FencedCodeExtension(),
]
TRAPS = [
    "1986. Tahun itu", "1) satu", "- bukan daftar", "+ tambah", "* bintang", "# bukan judul", "> bukan kutipan",
    ": bukan definisi", "[x]: y", "*[PBB]: Perserikatan", "[^1]: catatan", "===", "---", "***", "___", "~~~", "```",
    "a <b>tebal</b> &amp; c", "<script>alert(1)</script>", "5 < 6 > 4", "&copy; 2016", "\\*a\\*", "a_b_c dan _d_", "**x**",
    "![a](b)", "[a](b)", "<https://contoh.id>", "a | b | c", "`kode`", "akhir \\", "\\", "C:\\baru\\n", "!", "$x$", "^", "~x~",
    "https://contoh.id/a_b?c=d&e=f", "Kremlin: \"x\"", "{: .kelas }", "[TOC]", "!!! catatan", "% persen", "| a | b |", "|---|---|",
    "(c) (tm) ...", "'kutip' \"dua\"", "&", "&#35;", "&lt;", "1.", "10", "-", "=", "[]", "a  b", "\u00e9\u200d\u00e8", "\u202eabc",
]  # fmt: skip
TEXT = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()#+-.!<>&|~^=:;\"'$%@/0123456789 aZ"),
        st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Zs")),
    ),
    min_size=1,
    max_size=60,
).map(lambda text: " ".join(text.split()))


def shown(page: str) -> str:
    """The text that a reader sees, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def convert(source: str) -> str:
    return markdown.Markdown(extensions=EXTENSIONS).convert(source)


@pytest.mark.parametrize("text", TRAPS)
def test_a_paragraph_shows_exactly_its_text(text: str) -> None:
    page = convert(escaped(text))
    assert re.fullmatch("<p>[^<]*</p>", page), page
    assert shown(page) == " ".join(text.split())


@given(TEXT)
def test_any_paragraph_shows_exactly_its_text(text: str) -> None:
    if text:
        page = convert(escaped(text))
        assert page.startswith("<p>") and page.count("<") == 2, page
        assert shown(page) == text


@given(
    st.lists(st.tuples(st.sampled_from(["paragraph", "heading", "list", "quote", "caption", "tweet"]), TEXT))
)
@example(
    [("list", "1. a"), ("list", "b"), ("paragraph", "c"), ("quote", "d"), ("quote", "e"), ("caption", "*")]
)
def test_any_body_reads_back_as_prose_with_the_same_text(pieces: list[tuple[str, str]]) -> None:
    blocks = tuple(Block(kind, text, 1) for kind, text in pieces if text)  # type: ignore[arg-type]
    prose, problems = read_prose(body_markdown(blocks), "x.md", 1, ProseRules())
    assert not [p for p in problems if p.fatal]
    assert prose is not None
    assert shown(prose.html.replace("</", " </")) == " ".join(" ".join(b.text for b in blocks).split())


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=2)))
@example([["", "-"], ["a|b", ":--"], ["---", "`|`"]])
@example([["\\", "*"], ["", ""], ["*", "`"]])
def test_any_table_reads_back_with_the_same_cells(rows: list[list[str]]) -> None:
    blocks = tuple(Block("row", BAR.join(row), 1) for row in rows)
    assert [block.text.split(BAR) for block in blocks] == rows
    prose, problems = read_prose(body_markdown(blocks), "x.md", 1, ProseRules())
    assert not [p for p in problems if p.fatal]
    assert prose is not None
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in prose.html.split("</tr>")]
    assert [[shown(cell) for cell in row] for row in found if row] == rows


def story(title: str, tag: str, author: str) -> Story:
    def said(value: str) -> Inferred:
        return Inferred(value, "said", 1.0)

    return Story(
        source="seeds/a.txt", lang=said("id"), title=said(title), title_source="text", summary=said(title), outlet=said(tag),
        dateline=NOTHING, date=said("2016-11-15"), event=NOTHING, author=said(author), editor=NOTHING, section=said("politik"),
        tags=(Tag(tag, "topic", 1.0, "said"),), blocks=(Block("paragraph", title, 1),),
    )  # fmt: skip


LINE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=40
).map(lambda text: " ".join(text.split()))


@given(LINE, LINE, LINE)
@example('Kremlin: "x"', "no", "0755")
@example("- a", "[b]", "{c}")
@example("# a", "&b", "*c")
def test_the_front_matter_reads_back_the_same_values(title: str, tag: str, author: str) -> None:
    if not (title and tag and author) or ";" in author:
        return
    text = story_markdown(story(title, tag, author), "seeds/a.txt", "2026-01-01T00:00:00+07:00")
    source = split_source("a.md", text.encode())
    fields = Fields(read_yaml(source.front_matter, "a.md", 2), [])
    assert (fields.text("title"), fields.texts("tags"), fields.text("author")) == (title, (tag,), author)
    assert fields.text("date") == "2016-11-15"
    assert fields.text("date_source") == "text"


def test_the_moment_of_import_is_the_date_where_no_text_fixes_one() -> None:
    import msgspec

    undated = msgspec.structs.replace(story("a", "b", "c"), date=NOTHING)
    text = story_markdown(undated, "seeds/a.txt", "2026-01-01T00:00:00+07:00")
    assert "\ndate: 2026-01-01T00:00:00+07:00\ndate_source: import\n" in text.replace('"', "")


def test_who_translated_a_text_is_written_beside_who_wrote_it() -> None:
    import msgspec

    translated = msgspec.structs.replace(
        story("a", "b", "c"), translator=Inferred("Jane Doe; Emma", "said", 1.0)
    )
    source = split_source("a.md", story_markdown(translated, "seeds/a.txt", "2026-01-01").encode())
    fields = Fields(read_yaml(source.front_matter, "a.md", 2), [])
    assert (fields.text("author"), fields.texts("translator")) == ("c", ("Jane Doe", "Emma"))
