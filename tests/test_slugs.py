"""Slugs: what becomes of a text, and what an editor may type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.slugs import RESERVED, SLUG, slug_of, slug_problem


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Buruknya Hubungan AS dan Rusia", "buruknya-hubungan-as-dan-rusia"),
        ("Hubungan AS–Rusia", "hubungan-as-rusia"),
        ("Harga naik — lagi", "harga-naik-lagi"),
        ("“Kami siap,” kata dia", "kami-siap-kata-dia"),
        ("Shalat Jum'at", "shalat-jumat"),
        ("Shalat Jum’at", "shalat-jumat"),
        ("O'Brien ʼEid", "obrien-eid"),
        ("Café déjà vu", "cafe-deja-vu"),
        ("Cafe\u0301", "cafe"),
        ("Đà Nẵng, Łódź, Øresund", "da-nang-lodz-oresund"),
        ("Straße, Œuvre, Æsop", "strasse-oeuvre-aesop"),
        ("İstanbul, Iğdır", "istanbul-igdir"),
        ("ﬁnal ① ½", "final-1-1-2"),
        ("ber\u00adita ter\u200bbaru", "berita-terbaru"),
        ("C++", "c"),
        ("100% halal", "100-halal"),
        ("a_b.c/d\\e:f", "a-b-c-d-e-f"),
        ("日本", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_text_becomes_a_slug(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Presiden berangkat ke Paris untuk bertemu", "presiden-berangkat-ke-paris"),
        ("Presiden berangkat ke Paris untuk rapat", "presiden-berangkat-ke-paris-untuk-rapat"),
        ("di ke dari yang dan atau untuk pada dengan dalam", "di"),
    ],
)
def test_a_slug_is_not_cut_behind_a_small_word(text: str, slug: str) -> None:
    assert slug_of(text, "id", 39) == slug


@pytest.mark.parametrize(("lang", "slug"), [("id", "r-dan-d"), ("en", "r-and-d"), ("fr", "r-d")])
def test_an_ampersand_is_read_out_where_we_know_the_word(lang: str, slug: str) -> None:
    assert slug_of("R&D", lang) == slug


def test_a_long_text_is_cut_between_words() -> None:
    assert slug_of("satu dua tiga empat", limit=12) == "satu-dua"
    assert slug_of("satu dua tiga", limit=13) == "satu-dua-tiga"
    assert slug_of("satu dua tiga", limit=12) == "satu-dua"
    assert slug_of("satu dua tiga", limit=8) == "satu-dua"
    assert slug_of("satu dua tiga", limit=7) == "satu"
    assert slug_of("a" * 100) == "a" * 80


@given(st.text(max_size=120), st.integers(1, 90))
def test_whatever_is_made_is_a_slug_or_nothing(text: str, limit: int) -> None:
    slug = slug_of(text, "id", limit)
    assert len(slug) <= limit
    assert not slug or SLUG.fullmatch(slug)
    assert slug_of(slug, "id", limit) == slug


@pytest.mark.parametrize("text", ["a", "2016", "hubungan-as-rusia", "com10", "a" * 100])
def test_these_may_be_typed(text: str) -> None:
    assert slug_problem(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "A",
        "é",
        "a b",
        "a--b",
        "-a",
        "a-",
        "a/b",
        "../a",
        ".",
        ".git",
        "a.",
        "a\\b",
        "c:a",
        "a\0",
        "１",
        "a\n",
    ],
)
def test_these_are_no_slugs(text: str) -> None:
    assert slug_problem(text).startswith("A slug has lower-case letters")


@pytest.mark.parametrize("text", sorted(RESERVED))
def test_names_of_devices_and_index_are_reserved(text: str) -> None:
    assert slug_problem(text) == "This name is reserved; add a word to it."


def test_a_slug_has_at_most_a_hundred_characters() -> None:
    assert slug_problem("a" * 101) == "A slug has at most 100 characters."
