"""A text that is held back in one language only."""

import pytest
from newsroom import document, instant

from site_gen.site.unequal import unequal
from site_gen.site.values import Release

NOW = Release(instant("2024-03-01"))
HELD = "date: 2024-01-01\nembargo: 2024-04-01\n"


def told(*fronts: str, body: str = "Isi.\n", release: Release = NOW) -> list[str]:
    documents = [
        document(f"a/index.{lang}.md", front, body=body)
        for lang, front in zip(("id", "en"), fronts, strict=True)
    ]
    return [f"{problem.where.path}: {problem.message}" for problem in unequal(documents, release)]


def test_a_text_that_is_out_before_the_embargo_of_another_is_named() -> None:
    expected = "content/a/index.en.md: readers see this text, and content/a/index.id.md is under an embargo"
    assert told(HELD, "date: 2024-01-01\n") == [expected]


@pytest.mark.parametrize(
    "other",
    [
        HELD,
        "date: 2024-05-01\n",
        "date: 2024-01-01\ndraft: true\n",
        "date: 2024-01-01\nembargo: 2024-02-01\n",
    ],
)
def test_one_that_waits_as_well_or_has_an_embargo_of_its_own_is_not(other: str) -> None:
    assert told(HELD, other) == []


def test_after_the_embargo_there_is_nothing_to_say() -> None:
    assert told(HELD, "date: 2024-01-01\n", release=Release(instant("2024-04-01"))) == []


LIVE = "date: 2024-01-01\nlive: true\n"


@pytest.mark.parametrize("heading", ["## 2024-03-02 23:30 Nanti", "## 19:05", "## 19.05 Naik"])
def test_entries_of_a_text_that_is_not_live_are_named_where_another_is(heading: str) -> None:
    (said,) = told(LIVE, "date: 2024-01-01\n", body=f"{heading}\n\nIsi.\n")
    assert said.startswith("content/a/index.en.md: content/a/index.id.md is a live story")


def test_a_summary_of_a_live_story_may_stand_beside_it() -> None:
    assert told(LIVE, "date: 2024-01-01\n") == []
    assert told("date: 2024-01-01\n", "date: 2024-01-01\n", body="## 19:05 Naik\n\nIsi.\n") == []
