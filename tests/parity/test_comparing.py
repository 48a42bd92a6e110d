"""What is found in a pair of texts, and above all what is not: `cases/`."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.documents.front_matter import split_source
from site_gen.documents.paragraphs import Paragraph, paragraphs
from site_gen.parity.blocks import Finding, Text
from site_gen.parity.comparing import compare
from site_gen.parity.language import language
from site_gen.parity.names import Names
from site_gen.tables.glossary import over_base

ROOT = Path(__file__).parent.parent.parent
NAMES = Names(over_base())


def cases(name: str) -> list[tuple[str, ...]]:
    """Title, original, translation and, behind an arrow, what is expected."""
    found = []
    text = (Path(__file__).parent / "cases" / f"{name}.txt").read_text("utf-8")
    for part in re.split(r"(?m)^=== ", text)[1:]:
        title, _, rest = part.partition("\n")
        pair, _, expected = rest.partition("\n--->\n")
        original, tilde, translation = pair.partition("\n~~~\n")
        assert tilde, title
        found.append((title, original, translation.rstrip("\n"), expected.strip()))
    return found


def text(body: str, lang: str) -> Text:
    return Text(f"index.{lang}.md", lang, tuple(paragraphs(body, 1)))


def written(finding: Finding) -> str:
    own, other = finding.written or "-", finding.other or "-"
    return f"{finding.other_line} {finding.line} {finding.what}: {own} | {other}"


def titled(found: list[tuple[str, ...]]) -> dict[str, object]:
    return {"argvalues": [case[1:] for case in found], "ids": [case[0] for case in found]}


@pytest.mark.parametrize("case", cases("same"), ids=lambda case: case[0])
def test_texts_that_say_the_same_are_left_in_peace_either_way(case: tuple[str, ...]) -> None:
    title, original, translation, _ = case
    indonesian, english = text(original, "id"), text(translation, "en")
    assert [written(finding) for finding in compare(indonesian, english, NAMES)] == []
    if "elsewhere" not in title:  # what a translator may add, he may not leave out
        assert [written(finding) for finding in compare(english, indonesian, NAMES)] == []


@pytest.mark.parametrize(("original", "translation", "expected"), **titled(cases("different")))
def test_a_difference_is_named_with_both_lines(original: str, translation: str, expected: str) -> None:
    indonesian, english = text(original, "id"), text(translation, "en")
    found = "\n".join(sorted(written(finding) for finding in compare(indonesian, english, NAMES)))
    assert found == expected
    turned = {(f.line, f.other_line, f.what, f.written, f.other) for f in compare(indonesian, english, NAMES)}
    back = {(f.other_line, f.line, f.what, f.other, f.written) for f in compare(english, indonesian, NAMES)}
    assert turned == back


def test_the_story_of_this_repository_is_the_same_in_both_languages() -> None:
    (folder,) = (path.parent for path in ROOT.glob("content/2016/11/15/*/index.id.md"))
    texts = []
    for lang in ("id", "en"):
        path = f"index.{lang}.md"
        source = split_source(path, (folder / path).read_bytes())
        texts.append(Text(path, lang, tuple(paragraphs(source.body, source.body_line))))
    assert compare(texts[0], texts[1], NAMES) == ()
    assert compare(texts[1], texts[0], NAMES) == ()
    worse = replaced(texts[1], "200 years", "20 years")
    assert [finding.written for finding in compare(texts[0], worse, NAMES)] == ["20"]


def replaced(one: Text, old: str, new: str) -> Text:
    changed = tuple(Paragraph(p.kind, p.line, p.text.replace(old, new)) for p in one.paragraphs)
    return Text(one.path, one.lang, changed)


def test_a_headline_may_leave_out_what_it_likes_but_not_say_otherwise() -> None:
    def titled(title: str, lang: str) -> Text:
        return Text("x", lang, (Paragraph("title", 2, title), Paragraph("text", 5, "Isi.")))

    assert not compare(titled("2.000 warga mengungsi", "id"), titled("Thousands flee", "en"), NAMES)
    assert compare(titled("2.000 warga mengungsi", "id"), titled("200 flee", "en"), NAMES)


def test_a_language_without_a_table_is_compared_by_its_digits() -> None:
    french = text("Il y a 1 500 ans, 2,5 tonnes et 14 maisons, dit-il.", "fr")
    assert [f.other for f in compare(text("Ada 2,5 ton dan 15 rumah.", "id"), french, NAMES)] != []
    same = text("Les 2,5 tonnes et 15 maisons.", "fr")
    assert compare(text("Ada 2,5 ton dan 15 rumah.", "id"), same, NAMES) == ()


def test_malay_has_its_own_words() -> None:
    malay = text("Pada Khamis, 14 Ogos 2025, pukul 8 malam, RM2.5 bilion, 5 peratus.", "ms")
    same = text("Pada Kamis, 14 Agustus 2025, pukul 20.00, 2,5 miliar ringgit, 5 persen.", "id")
    assert compare(same, malay, NAMES) == ()


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_every_number_is_the_same_as_each_language_writes_it(whole: int, hundredths: int) -> None:
    english = f"{whole:,}.{hundredths:02}"
    indonesian = english.translate(str.maketrans(".,", ",."))
    left, right = text(f"Sebanyak {indonesian} ton.", "id"), text(f"Some {english} tonnes.", "en")
    assert compare(left, right, NAMES) == ()
    other = text(f"Some {whole + 1:,}.{hundredths:02} tonnes.", "en")
    assert len(compare(left, other, NAMES)) == 1


@given(st.text(alphabet='ab AB12.,:;/-%$()"“”*_[]`<>#|\n\u0000\u00e9Rp', max_size=200), st.text(max_size=80))
def test_no_text_is_too_odd_to_be_compared_and_every_text_is_like_itself(one: str, more: str) -> None:
    odd = text(one + more, "id")
    found = compare(odd, odd, NAMES)
    assert [finding for finding in found if finding.what != "weekday"] == []


def test_related_languages_spell_their_words_alike_and_that_is_no_slip() -> None:
    left = "Menteri dari Kementerian Kesehatan tiba dengan pesawat pagi tadi di kota itu, kata mereka."
    right = "Menteri dari Kementerian Kesihatan tiba dengan pesawat pagi tadi di kota itu, kata mereka."
    assert compare(text(left, "id"), text(right, "ms"), NAMES) == ()


def test_with_a_language_that_has_no_table_digits_are_compared_and_no_words() -> None:
    original = text("Air merendam 14 dusun pada Kamis, 19 November 2026, dan 2,5 juta orang menunggu.", "id")
    arabic = "غمرت المياه 14 قرية يوم الخميس 19 نوفمبر 2026، وينتظر 2.5 مليون شخص."
    assert compare(original, text(arabic, "ar"), NAMES) == ()
    (found,) = compare(original, text(arabic.replace("14", "41"), "ar"), NAMES)
    assert (found.written, found.other) == ("41", "14")


@pytest.mark.parametrize("lang", ["id", "en", "ms"])
def test_the_tables_of_words_are_whole(lang: str) -> None:
    table = language(lang)
    assert sorted(set(table.months.values())) == list(range(1, 13))
    assert sorted(set(table.days.values())) == list(range(7))
    assert set(table.scales.values()) >= {1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000}
    assert set(range(12)) <= set(table.units.values())
    words = (*table.months, *table.days, *table.scales, *table.units, *table.money, *table.titles)
    assert all(word == word.lower() and word.strip() == word for word in words)
