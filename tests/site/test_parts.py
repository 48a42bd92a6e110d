"""A story is one part in all languages; parts are counted by date among what readers see, or say their number."""

from newsroom import document, good_site, site_of

from site_gen.documents.document import Document

SERIES = """\
kota: {name: {id: Kota, en: City}}
banjir: {name: Banjir, running: true}
"""


def part(path: str, day: int, more: str = "") -> Document:
    front = f"date: 2024-01-{day:02}\n{more}"
    return document(path, front if "series:" in more else front + "\nseries: kota")


def numbers(*documents: Document, lang: str = "id", now: str = "2024-06-01") -> list[tuple[str, int]]:
    site = good_site(documents, series=SERIES, now=now)
    edition = next(e for e in site.editions if e.language.code == lang)
    return [(a.document.key, a.part) for _, articles in edition.series for a in articles]


def complaints(*documents: Document) -> list[str]:
    return [str(problem) for problem in site_of(documents, series=SERIES)[1]]


def test_parts_are_counted_by_date_and_listed_the_last_first() -> None:
    assert numbers(part("b.id.md", 3), part("a.id.md", 1), part("c.id.md", 2)) == [
        ("b", 3),
        ("c", 2),
        ("a", 1),
    ]


def test_a_translation_is_the_part_that_its_original_is() -> None:
    stories = (part("a.id.md", 1), part("b.id.md", 2), part("b.en.md", 5), part("c.id.md", 3))
    assert numbers(*stories, lang="en") == [("b", 2)]
    assert numbers(*stories) == [("c", 3), ("b", 2), ("a", 1)]


def test_only_parts_that_readers_see_are_counted() -> None:
    stories = (part("a.id.md", 1), part("b.id.md", 2, "draft: true"), part("c.id.md", 3), part("d.id.md", 9))
    assert numbers(*stories, now="2024-01-05") == [("c", 2), ("a", 1)]


def test_a_part_that_was_withdrawn_leaves_the_list_and_keeps_its_number() -> None:
    gone = part("b.id.md", 2, "corrections: [{at: 2024-01-03, kind: retraction, text: Salah.}]")
    assert numbers(part("a.id.md", 1), gone, part("c.id.md", 3)) == [("c", 3), ("a", 1)]


def test_parts_may_say_their_numbers_and_leave_some_out() -> None:
    assert numbers(
        part("a.id.md", 1, "part: 2"), part("b.id.md", 2, "part: 1"), part("c.id.md", 3, "part: 5")
    ) == [
        ("c", 5),
        ("a", 2),
        ("b", 1),
    ]


def test_one_language_may_say_the_number_for_all() -> None:
    assert numbers(part("a.id.md", 1, "part: 7"), part("a.en.md", 1), lang="en") == [("a", 7)]


def test_a_running_story_is_not_counted_and_has_the_newest_first() -> None:
    stories = [part(f"{key}.id.md", day, "series: banjir") for key, day in (("a", 2), ("b", 3), ("c", 1))]
    assert numbers(*stories) == [("b", 0), ("a", 0), ("c", 0)]


def test_a_series_that_is_not_declared_is_a_mistake_at_its_line() -> None:
    assert complaints(part("a.id.md", 1, "series: kotta")) == [
        'content/a.id.md:4:9: error: unknown series "kotta"\n'
        '  hint: Did you mean "kota"? Series are declared in content/series.yaml.'
    ]


def test_mistakes_are_found_before_the_story_is_due() -> None:
    assert len(complaints(part("a.id.md", 1, "embargo: 2030-01-01\nseries: tak-ada"))) == 1


def test_a_series_says_its_numbers_everywhere_or_nowhere() -> None:
    found = complaints(part("a.id.md", 1, "part: 1"), part("b.id.md", 2))
    assert [line.partition("\n")[0] for line in found] == [
        'content/b.id.md:5:9: error: no part, where other stories of "kota" have one'
    ]


def test_two_stories_are_not_one_part() -> None:
    found = complaints(part("a.id.md", 1, "part: 1"), part("b.id.md", 2, "part: 1"))
    assert [line.partition("\n")[0] for line in found] == [
        'content/b.id.md:4:7: error: part 1 of "kota" is content/a.id.md'
    ]


def test_one_story_is_not_two_parts() -> None:
    found = complaints(part("a.en.md", 1, "part: 1"), part("a.id.md", 1, "part: 2"))
    assert len(found) == 1
    assert "part 1, but content/a.id.md is part 2" in found[0]


def test_a_running_story_has_no_parts() -> None:
    found = complaints(part("a.id.md", 1, "series: banjir\npart: 1"))
    assert [line.partition("\n")[0] for line in found] == [
        'content/a.id.md:5:7: error: a part of "banjir", which is a running story'
    ]
