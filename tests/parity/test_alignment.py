"""Which paragraph belongs to which."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.documents.paragraphs import Kind, Paragraph
from site_gen.parity.alignment import align


def side(*texts: str, kind: Kind = "text") -> list[Paragraph]:
    return [Paragraph(kind, line, text) for line, text in enumerate(texts, 1)]


def pairs(left: list[Paragraph], right: list[Paragraph]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.left, pair.right) for pair in align(left, right)]


LONG = "Air mulai naik pukul empat sore dan merendam rumah warga di sepanjang sungai itu."
SHORT = "Jalan ditutup."
OTHER = "Gubernur Ganjar meninjau 14 desa di Demak bersama para pejabat dari kota lain di Jawa Tengah itu."


def test_as_many_paragraphs_belong_one_to_one() -> None:
    assert pairs(side(LONG, SHORT, OTHER), side(LONG, SHORT, OTHER)) == [((i,), (i,)) for i in range(3)]


def test_one_that_is_missing_is_found_by_length_and_by_names() -> None:
    assert pairs(side(LONG, OTHER, SHORT), side(LONG, SHORT)) == [((0,), (0,)), ((1,), ()), ((2,), (1,))]
    assert pairs(side(LONG, SHORT), side(LONG, OTHER, SHORT)) == [((0,), (0,)), ((), (1,)), ((1,), (2,))]


def test_one_that_was_parted_belongs_to_both_halves() -> None:
    assert pairs(side(SHORT, LONG + " " + OTHER), side(SHORT, LONG, OTHER)) == [((0,), (0,)), ((1,), (1, 2))]


def test_a_title_belongs_to_a_title_and_code_to_code() -> None:
    left = [*side("Judul", kind="title"), *side(LONG), *side("```\nx\n```", kind="code")]
    right = [*side("Title", kind="title"), *side("```\nx\n```", kind="code")]
    assert pairs(left, right) == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


def test_nothing_belongs_to_nothing() -> None:
    assert pairs([], []) == []
    assert pairs(side(LONG), []) == [((0,), ())]
    assert pairs([], side(LONG)) == [((), (0,))]


@given(st.lists(st.integers(0, 300), max_size=30), st.lists(st.integers(0, 300), max_size=90))
def test_every_paragraph_is_there_once_and_in_order(left: list[int], right: list[int]) -> None:
    found = align(side(*("x" * n for n in left)), side(*("x" * n for n in right)))
    assert [i for pair in found for i in pair.left] == list(range(len(left)))
    assert [j for pair in found for j in pair.right] == list(range(len(right)))
