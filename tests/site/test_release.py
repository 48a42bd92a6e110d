"""The one gate: which documents a reader may see at an instant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import document, instant

from site_gen.documents.document import Document
from site_gen.site.release import instants, is_released, next_instant, released
from site_gen.site.values import Release

NOON = "2024-03-01 12:00"
BEFORE, AT, AFTER = instant(NOON) - 1, instant(NOON), instant(NOON) + 1


@pytest.mark.parametrize(
    ("front", "seen"),
    [
        (f"date: {NOON}\n", [False, True, True]),
        (f"date: 2024-01-01\nembargo: {NOON}\n", [False, True, True]),
        (f"date: {NOON}\nembargo: 2024-01-01\n", [False, True, True]),
        (f"date: 2024-01-01\nexpires: {NOON}\n", [True, False, False]),
        (f"date: {NOON}\nexpires: {NOON}\n", [False, False, False]),
        ("date: 2024-01-01\ndraft: true\n", [False, False, False]),
        ("date: 2024-01-01\ndraft: false\n", [True, True, True]),
        ("date: 2024-03-01T05:00:00Z\n", [False, True, True]),
        ("date: 2099-01-01\n", [False, False, False]),
    ],
)
def test_a_story_is_seen_from_its_moment_on_until_it_expires(front: str, seen: list[bool]) -> None:
    found = document("a.id.md", front)
    assert [is_released(found, Release(now)) for now in (BEFORE, AT, AFTER)] == seen
    assert is_released(found, Release(0, everything=True))


def test_a_bare_day_begins_at_midnight_of_the_sites_zone() -> None:
    found = document("a.id.md", "date: 2024-03-01\n")
    midnight = instant("2024-02-29T17:00:00Z")
    assert not is_released(found, Release(midnight - 1))
    assert is_released(found, Release(midnight))


def test_a_standing_page_without_a_date_is_always_seen() -> None:
    found = document("pages/tentang/index.id.md", "date:\n")
    assert is_released(found, Release(0))
    assert not is_released(document("pages/x.id.md", "date:\nembargo: 2024-03-01\n"), Release(0))


def some_documents() -> list[Document]:
    fronts = [
        "date: 2024-01-01\n",
        "date: 2024-01-05\nexpires: 2024-01-09\n",
        "date: 2024-01-02\nembargo: 2024-01-07\nexpires: 2024-01-08\n",
        "date: 2024-01-03\ndraft: true\n",
        "date: 2024-01-06 10:00\n",
        "date: 2024-01-04\nupdated: 2024-01-12\n",
        "date: 2024-01-02\nupdated: 2024-01-10\ncorrections: [{at: 2024-01-11, text: Salah.}]\n",
    ]
    return [document(f"s{n}.id.md", front) for n, front in enumerate(fronts)]


def test_drafts_have_no_moment_of_their_own() -> None:
    days = ["2024-01-01", "2024-01-02", "2024-01-04", "2024-01-05", "2024-01-06 10:00"]
    days += ["2024-01-07", "2024-01-08", "2024-01-09", "2024-01-10", "2024-01-11", "2024-01-12"]
    assert instants(some_documents()) == tuple(map(instant, days))


@given(st.integers(instant("2023-12-30"), instant("2024-01-14")), st.integers(0, 14 * 86400))
def test_between_two_instants_the_site_stands_still(now: int, later: int) -> None:
    """Else a scheduled build would come at the wrong moment, and a standing plan would be stale."""
    documents = some_documents()
    moments = instants(documents)
    due = next_instant(moments, now)
    then = now + later
    same = released(documents, Release(now)) == released(documents, Release(then))
    if not due or then < due:
        assert same
    if due:
        assert released(documents, Release(due)) != released(documents, Release(due - 1))


def test_an_update_that_is_still_to_come_is_none_yet() -> None:
    story = document("a.id.md", f"date: 2024-01-01\nupdated: {NOON}\n")
    plain = document("a.id.md", "date: 2024-01-01\n")
    assert released([story], Release(BEFORE)) == (plain,)
    assert [one.updated for one in released([story], Release(AT))] == ["2024-03-01T12:00:00+07:00"]
    assert [one.updated for one in released([story], Release(BEFORE, everything=True))] != [""]


def test_after_the_last_instant_nothing_is_due() -> None:
    assert next_instant((1, 5, 9), 5) == 9
    assert next_instant((1, 5, 9), 9) == 0
    assert next_instant((), 0) == 0
