"""The paper's people, read and looked up."""

import pytest

from site_gen.tables.people import People, read_people

TABLE = """\
dewi-contoh:
  name: {id: Dewi Contoh, en: Dewi Sample}
  aliases: [D. Contoh, dc]
  role: {id: Pewarta, en: Reporter}
  bio: {id: Menulis tentang air.}
  slug: {en: dewi}
budi: {name: Budi, role: Editor}
"""


def people(text: str = TABLE) -> People:
    found, problems = read_people(text, "content/people.yaml", ("id", "en"))
    assert problems == []
    return People(found)


@pytest.mark.parametrize(
    "name",
    ["Dewi Contoh", "dewi  contoh", "Dewi Sample", "D. CONTOH", "dc", "dewi-contoh", "Dewi\u00a0Contoh"],
)
def test_a_person_is_found_by_every_name(name: str) -> None:
    person = people().find(name)
    assert person is not None
    assert person.id == "dewi-contoh"


@pytest.mark.parametrize("name", ["Dewi", "Déwi Contoh", "", "contoh"])
def test_a_name_that_nobody_has_finds_nobody(name: str) -> None:
    assert people().find(name) is None


def test_what_is_said_of_a_person_is_said_per_language() -> None:
    dewi, budi = people().by_id["dewi-contoh"], people().by_id["budi"]
    assert dewi.names == {"id": "Dewi Contoh", "en": "Dewi Sample"}
    assert (dewi.roles, dewi.bios) == ({"id": "Pewarta", "en": "Reporter"}, {"id": "Menulis tentang air."})
    assert dewi.slugs == {"en": "dewi"}
    assert (budi.names, budi.roles) == ({"id": "Budi", "en": "Budi"}, {"id": "Editor", "en": "Editor"})


def test_a_name_in_one_language_is_the_name_in_all() -> None:
    assert people("a: {name: {en: Ann}}").by_id["a"].names == {"id": "Ann", "en": "Ann"}


def test_an_empty_table_has_nobody() -> None:
    assert people("").by_id == {}


def test_a_table_that_is_no_yaml_is_one_mistake_at_its_line() -> None:
    found, problems = read_people("a: {name: A}\nb: [\n", "content/people.yaml", ("id",))
    assert found == []
    assert [problem.where.path for problem in problems] == ["content/people.yaml"]


@pytest.mark.parametrize(
    ("name", "said"),
    [('""', "1:1: error: a has no name"), ('{id: A, en: ""}', "1:23: error: a.name.en is empty")],
)
def test_a_name_with_nothing_in_it_is_none(name: str, said: str) -> None:
    found, problems = read_people(f"a: {{name: {name}}}\n", "content/people.yaml", ("id", "en"))
    assert found == []
    assert [str(problem).splitlines()[0] for problem in problems] == [f"content/people.yaml:{said}"]
