"""A story that stands in the project twice."""

from newsroom import document

from site_gen.site.doubles import doubles

FRONT = "title: Banjir surut\ndate: 2024-01-01 09:00\n"


def told(*files: tuple[str, str]) -> list[str]:
    found = doubles([document(path, front) for path, front in files])
    return [f"{problem.where}: {problem.message}" for problem in found]


def test_a_copy_of_a_file_is_named() -> None:
    assert told(("a/index copy.id.md", FRONT), ("a/index.id.md", FRONT)) == [
        "content/a/index.id.md:2:8: the same title and date as content/a/index copy.id.md"
    ]


def test_a_translation_another_day_and_another_title_are_no_copies() -> None:
    later, other = FRONT.replace("09:00", "10:00"), FRONT.replace("surut", "datang")
    assert told(("a/index.id.md", FRONT), ("a/index.en.md", FRONT), ("b/index.id.md", later)) == []
    assert told(("a/index.id.md", FRONT), ("b/index.id.md", other)) == []
    assert told(("a/index.id.md", FRONT), ("b/index.id.md", FRONT + "draft: true\n")) == []
