"""The glossary: the project's file, the shipped base, and which of them wins."""

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from site_gen.slugs import SLUG, slug_of
from site_gen.tables.glossary import (
    BASE,
    Entry,
    Glossary,
    fold,
    load_base,
    ordinary_words,
    over_base,
    read_glossary,
)

SECTIONS = (
    *("nasional", "internasional", "politik", "ekonomi", "bisnis", "hukum", "metro", "daerah", "olahraga"),
    *("teknologi", "sains", "kesehatan", "pendidikan", "lingkungan", "hiburan", "gaya-hidup", "opini"),
    "cek-fakta",
)
PATH = "content/glossary.yaml"
FOLDER = Path(__file__).parents[2] / "site_gen" / "_data" / "glossary"

AMBIGUOUS = {
    "amazon": ["amazon", "amazon-com"],
    "barcelona": ["barcelona", "fc-barcelona"],
    "georgia": ["georgia", "georgia-as"],
    "house of representatives": ["dewan-perwakilan-rakyat", "dpr-amerika-serikat"],
    "liverpool": ["liverpool", "liverpool-fc"],
    "napoli": ["napoli", "ssc-napoli"],
    "oki": ["organisasi-kerja-sama-islam", "ogan-komering-ilir"],
    "partai buruh": ["partai-buruh", "partai-buruh-inggris", "partai-buruh-australia"],
    "partai demokrat": ["partai-demokrat", "partai-demokrat-as"],
    "pbb": ["perserikatan-bangsa-bangsa", "partai-bulan-bintang"],
    "pmi": ["palang-merah-indonesia", "pekerja-migran"],
    "roma": ["roma", "as-roma"],
    "sevilla": ["sevilla", "sevilla-fc"],
    "supreme court": ["mahkamah-agung", "mahkamah-agung-amerika-serikat"],
}
"""Spellings that several entries of the base may claim, the one that wins first."""

NOT_IN_THE_NEWS = frozenset(
    {"AC", "BV", "CP", "DG", "EA", "GS", "HM", "IC", "IO", "QO", "TA", "TF", "UM", "XA", "XB", "ZZ"}
)
"""Codes of the CLDR without an entry: uninhabited or technical."""


def cases() -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name("glossary_cases.txt").read_text("utf-8")
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        found.append((title, source, expected.strip()))
    return found


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_a_glossary_file_is_read_and_its_mistakes_are_named(source: str, expected: str) -> None:
    _, problems = read_glossary(source, PATH, ("id", "en"), SECTIONS)
    assert "\n".join(map(str, sorted(problems))) == expected
    assert all(problem.fatal for problem in problems)


def test_an_entry_of_the_file_says_what_the_editor_wrote() -> None:
    source = (
        "tiongkok: {type: place, id: China, en: China, aliases: RRT, section: internasional}\n"
        "pln: {type: organisation, name: PLN, en: State Electricity Company, slug: {en: pln}}\n"
    )
    assert read_glossary(source, PATH, ("id", "en")) == (
        [
            Entry("tiongkok", "place", {"id": "China", "en": "China"}, {}, ("RRT",), "internasional"),
            Entry("pln", "organisation", {"id": "PLN", "en": "State Electricity Company"}, {"en": "pln"}),
        ],
        [],
    )


def test_an_entry_with_a_mistake_is_left_out_and_the_others_are_read() -> None:
    entries, problems = read_glossary(
        "a: {type: x, name: A}\nb: {type: topic, name: B}\n", PATH, ("id", "en")
    )
    assert [entry.id for entry in entries] == ["b"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno-Hatta", "soekarno hatta"),
        ("U.S.", "u s"),
        ("Curaçao", "CURACAO"),
        ("Jum'at", "jum at"),
        ("  Asia   Pasifik ", "Asia-Pasifik"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_ascii_takes_a_shortcut_to_the_same_result() -> None:
    for code in range(128):
        text = f"a{chr(code)}B {chr(code)}"
        # A letter with an accent forces the long way.
        assert f"{fold(text)} e" == fold(f"{text} é"), repr(text)


@given(st.lists(st.text(st.sampled_from("aB -.'\n\té…1"), max_size=6)))
def test_the_index_folds_many_spellings_as_it_folds_one(names: list[str]) -> None:
    glossary = Glossary(Entry(f"x{i}", "topic", {"id": name}) for i, name in enumerate(names))
    assert set(glossary.by_name) == {*map(fold, names), *(f"x{i}" for i in range(len(names)))}


def test_the_first_entry_that_claims_a_spelling_keeps_it() -> None:
    glossary = Glossary(
        [
            Entry("bank-indonesia", "organisation", {"id": "Bank Indonesia"}, aliases=("BI",)),
            Entry("bisnis", "organisation", {"id": "Bisnis Indonesia"}, aliases=("BI",)),
            Entry("bisnis", "topic", {"id": "Another of the same id"}),
        ]
    )
    assert glossary.find("bi") == glossary.entries["bank-indonesia"]
    assert [entry.id for entry in glossary.claims("B.I.")] == []
    assert [entry.id for entry in glossary.claims("BI")] == ["bank-indonesia", "bisnis"]
    assert glossary.entries["bisnis"].type == "organisation"
    assert glossary.find("nobody") is None
    assert glossary.claims("nobody") == ()


def test_the_base_alone_is_the_glossary_of_a_project_without_one() -> None:
    assert tuple(over_base().entries.values()) == load_base()


def test_an_entry_of_the_project_takes_the_place_of_the_one_with_its_id() -> None:
    mine = Entry("tiongkok", "place", {"id": "China", "en": "China"}, {"id": "china"}, ("Zhongguo",))
    glossary = over_base([mine])
    for spelling in ("China", "Tiongkok", "Cina", "RRT", "Zhongguo"):
        found = glossary.find(spelling)
        assert found is not None, spelling
        assert (found.names, found.slugs, found.section) == (mine.names, mine.slugs, ""), spelling
    assert len(glossary.entries) == len(load_base())


def test_an_entry_of_the_project_takes_the_place_of_the_one_with_its_type_and_name() -> None:
    glossary = over_base([Entry("presiden-ketujuh", "person", {"id": "Joko Widodo"})])
    assert "joko-widodo" not in glossary.entries
    assert {glossary.by_name[fold(s)] for s in ("Jokowi", "joko widodo")} == {"presiden-ketujuh"}


def test_the_projects_spellings_win_over_the_base_and_the_rest_of_the_base_stays() -> None:
    own = [
        Entry("as-roma-kita", "organisation", {"id": "Klub Kita"}, aliases=("AS", "Cina")),
        Entry("tiongkok", "place", {"id": "China"}),
    ]
    glossary = over_base(own)
    assert glossary.by_name["as"] == "as-roma-kita"
    assert glossary.by_name["cina"] == "as-roma-kita"
    assert glossary.by_name["amerika"] == "amerika-serikat"
    assert [entry.id for entry in glossary.claims("AS")] == ["as-roma-kita", "amerika-serikat"]


def test_the_same_name_of_another_type_is_another_term() -> None:
    glossary = over_base([Entry("komodo-kapal", "organisation", {"id": "Moskow"})])
    assert glossary.by_name["moskow"] == "komodo-kapal"
    assert glossary.entries["moskow"].names["en"] == "Moscow"


def test_a_spelling_taken_from_another_term_of_the_base_is_a_warning() -> None:
    source = (
        "garuda-fc:\n  type: organisation\n  name: Garuda FC\n  aliases: [Garuda Indonesia, Persija FC]\n"
        "jokowi:\n  type: person\n  name: Joko Widodo\n  aliases: [Jokowi]\n"
    )
    entries, problems = read_glossary(source, PATH, ("id", "en"), SECTIONS, over_base())
    assert [entry.id for entry in entries] == ["garuda-fc", "jokowi"]
    assert [str(problem) for problem in problems] == [
        'content/glossary.yaml:4:13: warning: "Garuda Indonesia" finds garuda-indonesia (Garuda Indonesia) '
        "in the base glossary\n"
        "  hint: Your entry wins. If both are one organisation, give yours the id garuda-indonesia."
    ]


@pytest.mark.parametrize(
    ("spelling", "indonesian", "english"),
    [
        ("AS", "Amerika Serikat", "United States"),
        ("U.S.", "Amerika Serikat", "United States"),
        ("Cina", "Tiongkok", "China"),
        ("Moscow", "Moskow", "Moscow"),
        ("Britania Raya", "Inggris", "United Kingdom"),
        ("Korut", "Korea Utara", "North Korea"),
        ("PBB", "Perserikatan Bangsa-Bangsa", "United Nations"),
        ("Jokowi", "Joko Widodo", "Joko Widodo"),
        ("pilpres", "Pemilihan presiden", "Presidential election"),
        ("Gedung Putih", "Gedung Putih", "White House"),
        ("Surakarta", "Solo", "Solo"),
        ("West Aceh", "Aceh Barat", "West Aceh"),
        ("Partai Demokrat", "Partai Demokrat", "Democratic Party (Indonesia)"),
    ],
)
def test_the_base_knows_the_usual_spellings(spelling: str, indonesian: str, english: str) -> None:
    entry = over_base().find(spelling)
    assert entry is not None
    assert (entry.names["id"], entry.names["en"]) == (indonesian, english)


def test_every_line_of_the_base_is_well_formed() -> None:
    for table in BASE:
        for number, line in enumerate((FOLDER / f"{table}.tsv").read_text("utf-8").splitlines(), 1):
            where = f"{table}.tsv:{number}"
            if line.startswith("#"):
                continue
            parts = line.split("\t")
            assert len(parts) == 5, where
            id_, indonesian, english, aliases, section = parts
            spellings = [
                indonesian,
                *([english] if english else []),
                *(aliases.split("|") if aliases else []),
            ]
            assert SLUG.fullmatch(id_), where
            assert section == "" or section in SECTIONS, where
            assert english != indonesian, f"{where}: leave the English name empty"
            for spelling in spellings:
                assert spelling == " ".join(spelling.split()), where
                assert unicodedata.is_normalized("NFC", spelling), where
                assert fold(spelling), where
                assert not re.search(r"[’`;=\"]", spelling), where
            folded = Counter(
                map(fold, dict.fromkeys(spellings[-len(aliases.split("|")) :] if aliases else []))
            )
            assert max(folded.values(), default=1) == 1, f"{where}: one alias twice"


def test_no_table_of_the_base_is_left_unread() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == set(BASE)


def test_every_entry_of_the_base_has_an_id_of_its_own_and_both_languages() -> None:
    base = load_base()
    assert [id_ for id_, count in Counter(entry.id for entry in base).items() if count > 1] == []
    assert all(set(entry.names) == {"id", "en"} and all(entry.names.values()) for entry in base)


def test_no_two_entries_of_the_base_claim_one_spelling_unless_it_is_listed() -> None:
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in load_base():
        for spelling in (*entry.names.values(), *entry.aliases, entry.id):
            claims[fold(spelling)][entry.id] = None
    assert {spelling: list(ids) for spelling, ids in claims.items() if len(ids) > 1} == AMBIGUOUS


def test_a_spelling_that_is_the_name_of_one_and_an_alias_of_another_finds_the_name() -> None:
    glossary = over_base()
    for spelling, ids in AMBIGUOUS.items():
        named = [e.id for e in glossary.claims(spelling) if spelling in map(fold, e.names.values())]
        assert glossary.by_name[spelling] == (named or ids)[0], spelling


def test_every_ordinary_word_is_a_spelling_of_the_base_and_stands_in_order() -> None:
    lines = (FOLDER / "ordinary_words.txt").read_text("utf-8").splitlines()
    words = [fold(line) for line in lines if not line.startswith("#")]
    assert words == sorted(set(words))
    assert set(words) == ordinary_words()
    assert set(words) <= set(over_base().by_name)
    assert {"lima", "antara"} <= ordinary_words()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_two_entries_of_the_base_have_one_slug_in_a_language(lang: str) -> None:
    slugs = defaultdict(list)
    for entry in load_base():
        slugs[slug_of(entry.names[lang], lang)].append(entry.id)
    assert "" not in slugs
    assert {slug: ids for slug, ids in slugs.items() if len(ids) > 1} == {}


def test_every_country_of_the_cldr_is_found_by_its_cldr_name_in_both_languages() -> None:
    glossary = over_base()
    names = {lang: Locale(lang).territories for lang in ("id", "en")}
    for code in sorted(names["id"]):
        if re.fullmatch("[A-Z]{2}", code) and code not in NOT_IN_THE_NEWS:
            found = [glossary.find(names[lang][code]) for lang in ("id", "en")]
            assert found[0] is not None and found[0] == found[1], (code, [names[x][code] for x in names])


def test_the_provinces_of_indonesia_are_all_there() -> None:
    lines = (
        (FOLDER / "indonesia.tsv").read_text("utf-8").split("# Provinces\n")[1].split("\n#")[0].splitlines()
    )
    assert len(lines) == 38 - 1  # Yogyakarta, the city and the province, is one term.
    yogyakarta = over_base().find("Daerah Istimewa Yogyakarta")
    assert yogyakarta is not None
    assert yogyakarta.id == "yogyakarta"


def test_the_licence_of_the_cldr_lies_beside_the_data() -> None:
    licence = (FOLDER / "LICENSE.unicode").read_text("utf-8")
    assert "UNICODE LICENSE V3" in licence
    assert "this copyright and permission notice" in licence
