"""Names of the glossary in running text, and forms that it does not have."""

import pytest

from site_gen.documents.paragraphs import Paragraph
from site_gen.parity.forms import other_forms
from site_gen.parity.names import Names
from site_gen.tables.glossary import Entry, over_base

GLOSSARY = over_base(
    [
        Entry(
            "rawa-pening",
            "place",
            {"id": "Rawa Pening", "en": "Lake Rawa Pening"},
            aliases=("Danau Rawapening", "Rawapening"),
        ),
        Entry("warta-kita", "organisation", {"id": "Warta Kita", "en": "Warta Kita"}),
    ]
)
NAMES = Names(GLOSSARY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hubungan AS-Rusia", ["AS", "Rusia"]),
        ("as, us dan AS", ["AS"]),
        ("Amerika Serikat (AS)", ["Amerika Serikat", "AS"]),
        ("the U.S. and the U.N. Security Council", ["U.S", "U.N. Security Council"]),
        ("Antara lain Lima orang", []),  # a news agency and a capital; both are words
        ("Dewan Keamanan\nPBB bersidang", ["Dewan Keamanan\nPBB"]),
        ("Rusia, Suriah", ["Rusia", "Suriah"]),
        ("Amerika, Serikat", ["Amerika"]),
        ("Pemilihan presiden", []),  # a topic
        ("Trump's Moscow", ["Moscow"]),
    ],
)
def test_names_are_found_as_they_are_spelled_the_longest_first(text: str, found: list[str]) -> None:
    assert [named.written for named in NAMES.find(text) if named.written != "Trump"] == found


@pytest.mark.parametrize(
    ("lang", "text", "forms"),
    [
        ("en", "He flew to Moskow.", ["Moskow → Moscow"]),
        ("en", "He flew to Moscow.", []),
        ("id", "Ia terbang ke Moscow.", ["Moscow → Moskow"]),
        ("id", "Ia membaca Moscow Times.", []),
        ("id", "Presiden AS dan PBB serta WHO", []),
        ("en", "Suharto and Sukarno", ["Suharto → Soeharto", "Sukarno → Soekarno"]),
        ("en", "Jokowi and Gus Dur", []),
        ("en", "the Amerika Serikat team", ["Amerika Serikat → United States"]),
        ("en", "around Rawapening", ["Rawapening → Lake Rawa Pening"]),
        ("en", "around Rawa Pening", ["Rawa Pening → Lake Rawa Pening"]),
        ("ms", "di Moskow", []),  # the table has no Malay
        ("en", "in `Moskow` and [Moscow](moskow.md)", []),
    ],
)
def test_a_name_written_otherwise_than_the_table_is_named(lang: str, text: str, forms: list[str]) -> None:
    found = other_forms([Paragraph("text", 7, text)], lang, NAMES)
    assert [f"{form.written} → {form.name}" for form in found] == forms


def test_a_form_is_named_with_its_own_line() -> None:
    (form,) = other_forms([Paragraph("text", 7, "One line,\nand Moskow.")], "en", NAMES)
    assert form.line == 8
