"""The paper's series, read and looked up."""

import pytest

from site_gen.tables.series import SeriesTable, read_series

TABLE = """\
kota:
  name: {id: Kota yang Tenggelam, en: The Sinking City}
  description: {id: Lima bulan di pesisir.}
  slug: {en: sinking}
banjir: {name: Banjir Januari, running: true}
"""


def table(text: str = TABLE) -> SeriesTable:
    found, problems = read_series(text, "content/series.yaml", ("id", "en"))
    assert problems == []
    return SeriesTable(found)


def test_what_is_said_of_a_series_is_said_per_language() -> None:
    kota, banjir = table().by_id["kota"], table().by_id["banjir"]
    assert kota.names == {"id": "Kota yang Tenggelam", "en": "The Sinking City"}
    assert (kota.descriptions, kota.slugs) == ({"id": "Lima bulan di pesisir."}, {"en": "sinking"})
    assert (banjir.names["en"], banjir.running, kota.running) == ("Banjir Januari", True, False)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("kotta", "kota"), ("Banjir", "banjir"), ("the sinking cty", "kota"), ("pemilu", ""), ("", "")],
)
def test_a_misspelt_series_is_guessed_by_its_id_and_by_its_names(word: str, meant: str) -> None:
    assert table().meant_by(word) == meant


def test_a_table_that_is_no_yaml_is_one_mistake_at_its_line() -> None:
    found, problems = read_series("a: {name: A}\nb: [\n", "content/series.yaml", ("id",))
    assert found == []
    assert [problem.where.path for problem in problems] == ["content/series.yaml"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ('""', "content/series.yaml:1:1: error: a has no name"),
        ('{id: " ", en: ""}', "content/series.yaml:1:1: error: a has no name"),
        ('{id: "", en: A}', "content/series.yaml:1:16: error: a.name.id is empty"),
    ],
)
def test_a_name_with_nothing_in_it_is_none(name: str, said: str) -> None:
    _, problems = read_series(f"a: {{name: {name}}}\n", "content/series.yaml", ("id", "en"))
    assert [str(problem).splitlines()[0] for problem in problems] == [said]
