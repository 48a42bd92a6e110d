"""What names and the places of datelines are called in another language."""

import pytest

from site_gen.tables.exonyms import name_in, place_in, towns, with_capitals
from site_gen.tables.glossary import Entry, over_base

GLOSSARY = over_base(
    [
        Entry(
            "rawa-pening",
            "place",
            {"id": "Rawa Pening", "en": "Lake Rawa Pening"},
            aliases=("Danau Rawapening", "Rawapening"),
        ),
        Entry("banjir", "topic", {"id": "Banjir", "en": "Floods"}),
    ]
)


@pytest.mark.parametrize(
    ("id_", "written", "lang", "name"),
    [
        ("amerika-serikat", "Amerika Serikat", "en", "United States"),
        ("amerika-serikat", "AS", "en", "US"),
        ("perserikatan-bangsa-bangsa", "PBB", "en", "UN"),
        ("organisasi-kesehatan-dunia", "WHO", "id", "Organisasi Kesehatan Dunia"),  # it knows no abbreviation
        ("joko-widodo", "Jokowi", "en", "Jokowi"),
        ("rusia", "Rusia", "ms", ""),  # the table does not say
        ("joko-widodo", "Joko Widodo", "ms", "Joko Widodo"),
        ("rawa-pening", "Rawapening", "en", "Lake Rawa Pening"),
    ],
)
def test_a_name_has_its_form_in_the_other_language(id_: str, written: str, lang: str, name: str) -> None:
    entry = GLOSSARY.entries[id_]
    assert name_in(entry, written, lang) == name


@pytest.mark.parametrize(
    ("written", "source", "target", "place"),
    [
        ("Moskow", "id", "en", "Moscow"),
        ("Moscow", "en", "id", "Moskow"),
        ("Jakarta", "id", "en", "Jakarta"),
        ("Suriah", "id", "en", "Syria"),
        ("Beijing/Moskow", "id", "en", "Beijing/Moscow"),
        ("Den Haag / Jenewa", "id", "en", "The Hague / Geneva"),
        ("Mataram, NTB", "id", "en", "Mataram, West Nusa Tenggara"),
        ("Damaskus, Suriah", "id", "en", "Damascus, Syria"),
        ("Rawapening", "id", "en", "Lake Rawa Pening"),
        ("Desa Tak Dikenal", "id", "en", "Desa Tak Dikenal"),
        ("Banjir", "id", "en", "Banjir"),  # a topic, and here the name of a hamlet
        ("Moskow", "id", "ar", "Moskow"),  # the table does not say
        ("", "id", "en", ""),
        # In its own language: a foreign name and capitals are set right, a form that was chosen stays.
        ("Moscow", "id", "id", "Moskow"),
        ("Moskow", "en", "en", "Moscow"),
        ("JAKARTA", "id", "id", "Jakarta"),
        ("Surakarta", "id", "id", "Surakarta"),
        ("Mataram, NTB", "id", "id", "Mataram, NTB"),
        ("Moskwa", "id", "id", "Moskwa"),
    ],
)
def test_a_place_is_called_what_the_language_calls_it(
    written: str, source: str, target: str, place: str
) -> None:
    assert place_in(written, GLOSSARY, source, target) == place


@pytest.mark.parametrize(
    ("dateline", "found"),
    [
        ("Moscow", [("Moscow", ())]),
        ("Beijing/Moscow", [("Beijing", ()), ("Moscow", ())]),
        ("Mataram, NTB", [("Mataram", ("NTB",))]),
        ("Praya, Lombok, NTB / Jakarta", [("Praya", ("Lombok", "NTB")), ("Jakarta", ())]),
        (" / ,", []),
    ],
)
def test_a_dateline_names_towns_and_where_they_lie(
    dateline: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert towns(dateline) == found


@pytest.mark.parametrize(
    ("dateline", "written"),
    [
        ("Moscow", "MOSCOW"),
        ("Beijing/Moscow", "BEIJING/MOSCOW"),
        ("Mataram, West Nusa Tenggara", "MATARAM, West Nusa Tenggara"),
        ("Grosseto, Italy/Rome", "GROSSETO, Italy/ROME"),
        ("São Paulo", "SÃO PAULO"),
    ],
)
def test_towns_alone_are_set_in_capitals(dateline: str, written: str) -> None:
    assert with_capitals(dateline) == written
