"""A table of many texts: a row that cannot be read is named with its line, and stops no other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.errors import Problem, SiteError
from site_gen.wire.source.batch import Piece, pieces

GOOD = '{"text": "Warga menanam pohon."}'


def told(data: str | bytes, name: str) -> list[str]:
    found = pieces(data.encode() if isinstance(data, str) else data, name)
    return [f"{one.name}: {one.text}" if isinstance(one, Piece) else str(one).split("\n")[0] for one in found]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (
            '{"text": "tanpa akhir',
            "a.jsonl:2:10: error: not readable as JSON: Unterminated string starting at",
        ),
        ("warga menanam", "a.jsonl:2:1: error: not readable as JSON: Expecting value"),
        ('["a"]', "a.jsonl:2: error: a row that is no object"),
        ("[" * 100_000, "a.jsonl:2: error: not readable as JSON: it is nested too deeply"),
        ('{"text": ' + "1" * 5_000 + "}", "a.jsonl:2: error: not readable as JSON: Exceeds the limit"),
        ('{"title": "Tanpa Naskah"}', "a.jsonl:2: warning: a row without a text"),
        ('{"title": "Tanpa Naskah", "text": " "}', "a.jsonl:2: warning: a row without a text"),
    ],
)
def test_a_bad_line_of_json_stops_no_other(bad: str, reason: str) -> None:
    found = told(f"{GOOD}\n{bad}\n{GOOD}\n", "a.jsonl")
    assert found[0] == "a.jsonl#1: Warga menanam pohon."
    assert found[1].startswith(reason)
    assert found[2:] == ["a.jsonl#3: Warga menanam pohon."]


def test_a_list_in_the_column_of_the_text_is_its_paragraphs() -> None:
    row = '{"isi": ["Warga menanam pohon.", "Hujan turun."], "penulis": ["Amir", "Siti"]}'
    (found,) = pieces(row.encode(), "a.jsonl")
    assert isinstance(found, Piece)
    assert (found.text, found.fields) == (
        "Warga menanam pohon.\n\nHujan turun.",
        (("author", "Amir; Siti"),),
    )


@pytest.mark.parametrize("first", ["{", "[", '["a"]', "7"])
def test_a_bad_first_line_of_json_stops_no_other(first: str) -> None:
    assert told(f"{first}\n{GOOD}\n", "a.jsonl")[1:] == ["a.jsonl#2: Warga menanam pohon."]


def test_an_entry_of_a_list_that_is_no_object_stops_no_other() -> None:
    assert told(f"[{GOOD}, 7, {GOOD}]", "a.json") == [
        "a.json#1: Warga menanam pohon.",
        "a.json: error: row 2: a row that is no object",
        "a.json#3: Warga menanam pohon.",
    ]


def test_a_list_that_is_no_json_is_named_with_its_line() -> None:
    with pytest.raises(SiteError, match=r"a\.json:3:1: error: not readable as JSON"):
        told(f"[\n{GOOD}\n{GOOD}]", "a.json")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('B,"tanpa akhir', "a.csv:3: error: a row that is not readable as CSV"),
        ('B,"di tengah" kalimat', "a.csv:3: error: a row that is not readable as CSV"),
        ("B,satu,dua", "a.csv:3: error: a row of 3 columns, where the first line names 2"),
        ("B", "a.csv:3: warning: a row without a text"),
        ("B, ", "a.csv:3: warning: a row without a text"),
    ],
)
@pytest.mark.parametrize("behind", ["C,Hujan turun.", 'C,"Hujan turun."'])
def test_a_bad_row_of_a_csv_stops_no_other(bad: str, reason: str, behind: str) -> None:
    found = told(f"title,text\nA,Warga menanam pohon.\n{bad}\n{behind}\n", "a.csv")
    assert found[0] == "a.csv#1: Warga menanam pohon."
    assert found[1].startswith(reason)
    assert found[2:] == ["a.csv#3: Hujan turun."]


def test_lines_inside_quotation_marks_are_one_row() -> None:
    table = 'title,text\n\nA,"Satu.\n\nDua ""dua""."\nB,satu,dua\n'
    assert told(table, "a.csv") == [
        'a.csv#1: Satu.\n\nDua "dua".',
        "a.csv:6: error: a row of 3 columns, where the first line names 2",
    ]


def test_commas_at_the_end_of_a_row_are_no_columns() -> None:
    assert told("title,text\nA,Warga menanam pohon.,,\n", "a.csv") == ["a.csv#1: Warga menanam pohon."]


def test_a_head_that_is_no_csv_is_named() -> None:
    with pytest.raises(SiteError, match=r"a\.csv:1: error: not readable as CSV"):
        told('title,"text" x\nA,B\n', "a.csv")


def test_a_line_separator_inside_a_value_ends_no_row() -> None:
    assert told('{"text": "Satu.\u2028Dua."}\r\n', "a.jsonl") == ["a.jsonl#1: Satu.\u2028Dua."]


VALUE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=6,
)
ROW = st.dictionaries(st.sampled_from(["text", "title", "tanggal", "penulis", "lain"]), VALUE, max_size=4)


@given(st.lists(st.one_of(ROW.map(json.dumps), st.text(max_size=20)), max_size=5), st.integers(0, 5))
def test_whatever_stands_before_them_good_lines_are_read(lines: list[str], place: int) -> None:
    lines = [line for line in lines if "\n" not in line and "\r" not in line]
    lines.insert(0, GOOD)
    lines.append(GOOD)
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    found = list(pieces(data, "a.jsonl"))
    read = [one for one in found if isinstance(one, Piece)]
    assert [read[0].name, read[-1].name] == ["a.jsonl#1", f"a.jsonl#{len(lines)}"]
    assert all(one.where.line for one in found if isinstance(one, Problem))


@given(st.lists(st.text(max_size=20), max_size=6), st.sampled_from(["a.csv", "a.tsv", "a.json", "a.jsonl"]))
def test_any_table_is_read_or_refused(lines: list[str], name: str) -> None:
    data = "\n".join(["title,text", *lines]).encode("utf-8", "surrogatepass")
    try:
        assert all(isinstance(one, Piece | Problem) for one in pieces(data, name))
    except SiteError as error:
        assert error.problems[0].where.path == name
