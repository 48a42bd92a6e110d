"""One file's bytes → Document: every key, every mistake, and nothing that brings it down."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.digest import digest_bytes, encode
from site_gen.documents.document import (
    KEYS,
    Correction,
    Document,
    DocumentRules,
    Live,
    Parsed,
    Picture,
    Target,
    marks_of,
)
from site_gen.documents.reading import parse_document, revision_of

PATH = "content/2016/11/15/kabar/index.id.md"
RULES = DocumentRules(
    languages=("id", "en"),
    timezone="Asia/Jakarta",
    sections=("nasional", "ekonomi"),
    extra=("rating",),
    quotes="typographic",
    sections_line=14,
)
FRONT = "title: Kabar\ndate: 2016-11-15\n"


def parse(front: str = FRONT, body: str = "Isi.\n", path: str = PATH, rules: DocumentRules = RULES) -> Parsed:
    return parse_document(path, f"---\n{front}---\n{body}".encode(), rules)


def document(
    front: str = FRONT, body: str = "Isi.\n", path: str = PATH, rules: DocumentRules = RULES
) -> Document:
    parsed = parse(front, body, path, rules)
    assert parsed.document is not None, [str(problem) for problem in parsed.problems]
    return parsed.document


def cases() -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name("reading_cases.txt").read_text("utf-8")
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        source = source.removesuffix("{no end}\n")
        source = re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), source)
        found.append((title, source, expected.strip()))
    return found


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_a_mistake_is_reported_at_its_place_and_gives_no_document(source: str, expected: str) -> None:
    parsed = parse_document(PATH, source.encode(), RULES)
    assert "\n".join(map(str, parsed.problems)) == expected
    assert parsed.document is None
    assert parsed.html == ""


def test_every_key_is_read() -> None:
    front = """\
title: "  Kabar   baru "
title_source: text
date: 2016-11-15 19:05
date_source: text
lang: en
key: 2016/kabar
slug: kabar-baru
section: ekonomi
tags: [Rusia, " Amerika  Serikat ", Rusia]
author: [Dewi, Budi]
editor: Edi
reporter: [Rina]
photographer: Foto
translator: [Tina]
summary: Ringkasan
  dua baris
outlet: Harian
dateline: Moskow
canonical: https://harian.example/kabar
source_file: seeds/kabar.txt
image: {src: foto.jpg, alt: {id: Banjir, en: A flood}, caption: Kota, credit: Foto}
draft: false
embargo: 2016-11-16 06:00
expires: 2017-01-01
updated: 2016-11-15 20:00
corrections:
  - {at: 2016-11-17 10:00, kind: ralat, text: "Kedua."}
  - {at: 2016-11-16, text: "Pertama."}
translates: r1-0123456789abcdef
machine: yes
aliases: [/en/lama/, /en/lebih-lama/]
series: pemilu-2016
part: 2
live: on
rating: [baik, sekali]
"""
    body = "Satu [dua](../lain/index.id.md) dan ![foto](b.png) ![](c.png)\n\n### Latar\n"
    found = document(front, body, "content/2016/kabar.md")
    assert found == Document(
        path="content/2016/kabar.md",
        key="2016/kabar",
        lang="en",
        name="kabar",
        standing=False,
        title="Kabar baru",
        body=digest_bytes(parse(front, body, "content/2016/kabar.md").html.encode()),
        revision=revision_of("Kabar baru", "Ringkasan dua baris", body),
        minutes=0,
        date="2016-11-15T19:05:00+07:00",
        instant=1479211500,
        slug="kabar-baru",
        section="ekonomi",
        tags=("Rusia", "Amerika Serikat"),
        authors=("Dewi", "Budi"),
        editors=("Edi",),
        reporters=("Rina",),
        photographers=("Foto",),
        translators=("Tina",),
        summary="Ringkasan dua baris",
        outlet="Harian",
        dateline="Moskow",
        canonical="https://harian.example/kabar",
        picture=Picture("foto.jpg", "A flood", "Kota", "Foto"),
        draft=False,
        embargo=1479250800,
        expires=1483203600,
        updated="2016-11-15T20:00:00+07:00",
        updates=1479214800,
        corrections=(
            Correction("2016-11-16", "koreksi", "Pertama.", 1479229200),
            Correction("2016-11-17T10:00:00+07:00", "ralat", "Kedua.", 1479351600),
        ),
        translates="r1-0123456789abcdef",
        machine=True,
        aliases=("/en/lama/", "/en/lebih-lama/"),
        series="pemilu-2016",
        part=2,
        live=Live("2016-11-15T19:05:00+07:00", 1479211500),
        links=(Target("../lain/index.id.md", 38, 12),),
        pictures=(Target("b.png", 38, 45), Target("c.png", 38, 56)),
        bare_pictures=(Target("c.png", 38, 56),),
        anchors=("t-latar",),
        extra=(("rating", "baik, sekali"),),
        marks=marks_of(
            {
                "title": (2, 8),
                "slug": (8, 7),
                "aliases": (32, 10),
                "key": (7, 6),
                "translates": (30, 13),
                "image": (22, 8),
                "tags": (10, 7),
                "series": (33, 9),
                "part": (34, 7),
            }
        ),
    )


def test_every_known_key_is_tried_above() -> None:
    source = Path(__file__).read_text("utf-8")
    tried = source[source.index("def test_every_key_is_read") : source.index("def test_every_known_key")]
    assert [key for key in KEYS if f"\n{key}:" not in tried] == []


def test_two_lines_are_a_story() -> None:
    found = document()
    assert (found.title, found.date, found.instant) == ("Kabar", "2016-11-15", 1479142800)
    assert (found.key, found.lang, found.name, found.standing) == ("2016/11/15/kabar", "id", "kabar", False)
    plain = {"draft", "machine", "live", "standing"}
    assert not any(getattr(found, name) for name in plain)


def test_a_standing_page_needs_no_date() -> None:
    found = document("title: Tentang\n", path="content/pages/tentang/index.id.md")
    assert (found.standing, found.date, found.instant) == (True, "", 0)
    assert parse("title: Tentang\n", path="content/tentang/index.id.md").document is None


@pytest.mark.parametrize(
    ("path", "front", "lang"),
    [
        ("content/a/index.en.md", FRONT, "en"),
        ("content/en/a.md", FRONT, "en"),
        ("content/a.md", FRONT + "lang: en\n", "en"),
        ("content/a.md", FRONT, "id"),
        ("content/a/index.en.md", FRONT + "lang: en\n", "en"),
        ("content/a/index.en.md", FRONT + "lang:\n", "en"),
    ],
)
def test_the_language_is_the_files_else_the_front_matters_else_the_default(
    path: str, front: str, lang: str
) -> None:
    assert document(front, path=path).lang == lang


def test_an_index_in_a_language_that_the_site_does_not_have_is_not_taken_for_the_default_one() -> None:
    parsed = parse(path="content/2016/kabar/index.fr.md")
    assert [str(problem) for problem in parsed.problems] == [
        'content/2016/kabar/index.fr.md:2:1: error: unknown language "fr" in the file\'s name\n'
        "  hint: Languages of the site: id, en."
    ]


@pytest.mark.parametrize(
    ("name", "code", "right"),
    [
        ("kabar/index-en", "en", "index.en.md"),
        ("kabar/index_EN", "EN", "index.en.md"),
        ("kabar/cerita.eng", "eng", "STORY.en.md"),
    ],
)
def test_a_name_that_seems_to_say_a_language_and_says_none_is_warned_of(
    name: str, code: str, right: str
) -> None:
    parsed = parse(path=f"content/2016/{name}.md")
    (warning,) = parsed.problems
    assert not warning.fatal
    assert f'is "{code}" its language?' in str(warning)
    assert right in warning.hint
    assert parse(FRONT + "lang: en\n", path=f"content/2016/{name}.md").problems == ()


@pytest.mark.parametrize(
    "name", ["index", "kabar/index", "index-harga", "versi-2.0", "a.en", "kabar-en", "en/kabar"]
)
def test_other_names_are_names(name: str) -> None:
    assert parse(path=f"content/2016/{name}.md").problems == ()


@pytest.mark.parametrize("word", ["NO", "0755", "19:30", "2016-11-15", "true", "1e3", "=", "'~'"])
def test_a_title_is_what_it_looks_like(word: str) -> None:
    assert document(f"title: {word}\ndate: 2016-11-15\n").title == word.strip("'")


def test_a_single_tag_or_author_need_not_be_a_list() -> None:
    found = document(FRONT + "tags: rusia\nauthor: Dewi, Budi\n")
    assert (found.tags, found.authors) == (("rusia",), ("Dewi, Budi",))


def test_tags_are_texts_whatever_another_yaml_reader_makes_of_them() -> None:
    found = document(FRONT + "tags: [no, yes, 2024, 0x1F, ~, 1.0]\n")
    assert found.tags == ("no", "yes", "2024", "0x1F", "1.0")


def test_two_ways_of_writing_one_tag_are_one() -> None:
    found = document(FRONT + 'tags: ["Cafe\\u0301", "Caf\\u00e9", "a  b", "a b"]\n')
    assert found.tags == ("Café", "a b")


def test_a_picture_may_be_a_single_word() -> None:
    assert document(FRONT + "image: foto.jpg\n").picture == Picture("foto.jpg")
    assert document(FRONT + "image:\n").picture is None
    same = document(FRONT + "image: {src: a.jpg, alt: Banjir}\n").picture
    assert same == Picture("a.jpg", "Banjir")


def test_a_warning_leaves_the_document_and_its_html() -> None:
    parsed = parse(body="[klik](javascript:alert(1))\n")
    assert parsed.document is not None
    assert [problem.fatal for problem in parsed.problems] == [False]
    assert "javascript" not in parsed.html


@pytest.mark.parametrize(
    ("front", "warned"),
    [
        ("updated: 2016-11-15 08:00\n", [(4, "updated before it was published")]),
        ("updated: 2016-11-15\n", []),
        ("updated: 2016-11-15 09:30\n", []),
        ("expires: 2016-11-15\n", [(4, "it expires before anybody may see it: nobody ever will")]),
        (
            "embargo: 2016-11-20\nexpires: 2016-11-17\n",
            [(5, "it expires before anybody may see it: nobody ever will")],
        ),
        (
            "corrections:\n- {at: 2016-11-14 23:00, text: Salah.}\n- {at: 2016-11-15, text: Lagi.}\n",
            [(5, "a correction of before the story was published")],
        ),
    ],
)
def test_moments_in_an_order_that_cannot_be_are_warned_of(front: str, warned: list[tuple[int, str]]) -> None:
    parsed = parse(f"title: Kabar\ndate: 2016-11-15 09:00\n{front}")
    assert parsed.document is not None
    assert [(problem.where.line, problem.message) for problem in parsed.problems] == warned
    assert all(problem.hint and not problem.fatal for problem in parsed.problems)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(newline: str, mark: str) -> None:
    source = f"---\n{FRONT}---\nSatu.\n\nDua.\n"
    plain = parse_document(PATH, source.encode(), RULES)
    other = parse_document(PATH, (mark + source.replace("\n", newline)).encode(), RULES)
    assert other == plain


def test_lines_are_counted_alike_whatever_ends_them() -> None:
    source = f"---\n{FRONT}darft: true\n---\n\n" + "[" * 300
    for newline in ("\n", "\r\n", "\r"):
        parsed = parse_document(PATH, source.replace("\n", newline).encode(), RULES)
        assert [problem.where.line for problem in parsed.problems] == [4, 7]


@pytest.mark.parametrize(
    ("data", "report"),
    [
        ("---\ntitle: x\n".encode("utf-16"), ":1:1: error: saved as UTF-16\n  hint: Save it as UTF-8."),
        (b"---\ntitle: x\ndate: \xe9\n---\n", ":3: error: not UTF-8 text\n  hint: Save it as UTF-8."),
        (b"\x89PNG\r\n\x1a\n", ":1: error: not UTF-8 text\n  hint: Save it as UTF-8."),
        (b"---\n" + b"#" * (1024 * 1024), ":1:1: error: larger than 1024 KiB\n  hint: Split it."),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, report: str) -> None:
    assert [str(problem) for problem in parse_document(PATH, data, RULES).problems] == [PATH + report]


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"---\n{text}\n---\nIsi.\n".encode("utf-8", "surrogatepass"))
    | st.text("abct:-[]{}#>*_`<&|\\ \n\t\"'0", max_size=150).map(
        lambda text: f"---\n{FRONT}---\n{text}".encode()
    )
)
def test_no_file_brings_the_reader_down(data: bytes) -> None:
    parsed = parse_document(PATH, data, RULES)
    assert (parsed.document is None) == any(problem.fatal for problem in parsed.problems)
    # What is remembered between builds is these bytes.
    assert msgspec.msgpack.decode(encode(parsed), type=Parsed) == parsed


def test_a_revision_is_of_the_words_that_a_translator_translates() -> None:
    body = "Satu dua.\n\nTiga.\n"
    found = document(body=body).revision
    assert re.fullmatch(r"r1-[0-9a-f]{16}", found)
    same = [
        document(FRONT + "tags: [x]\nsection: ekonomi\n", body),
        document("title: Kabar\ndate: 2020-01-01\n", body),
        document(FRONT, "Satu   dua.\n\n\nTiga."),
        document(FRONT, body, "content/lain.md"),
    ]
    assert {other.revision for other in same} == {found}
    other = [
        document("title: Kabar!\ndate: 2016-11-15\n", body),
        document(FRONT + "summary: x\n", body),
        document(FRONT, body + "Empat.\n"),
        document(FRONT, body.replace("dua", "*dua*")),
    ]
    assert found not in {changed.revision for changed in other}


def test_a_revision_does_not_depend_on_the_form_of_a_letter() -> None:
    assert revision_of("Cafe\u0301", "", "") == revision_of("Café", "", "")
    assert revision_of("a", "b", "") != revision_of("a b", "", "")


def test_reading_time_is_counted_in_whole_minutes() -> None:
    assert document(body="kata " * 100).minutes == 1
    assert document(body=("kata " * 99 + "kata.\n\n") * 10).minutes == 5
