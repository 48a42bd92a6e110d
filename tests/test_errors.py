"""Problems: how they are written, sorted and carried."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.errors import CONTENT, ENVIRONMENT, Location, Problem, SiteError, nearest, printable


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 7), "a.md:3:7"),
    ],
)
def test_a_place_is_written_as_editors_read_it(where: Location, text: str) -> None:
    assert str(where) == text


def test_a_problem_is_one_line_and_its_hint_another() -> None:
    where = Location("a.md", 3, 7)
    assert str(Problem(where, "no title")) == "a.md:3:7: error: no title"
    assert str(Problem(where, "no title", "Add one.")) == "a.md:3:7: error: no title\n  hint: Add one."
    assert str(Problem(where, "no alt", fatal=False)) == "a.md:3:7: warning: no alt"


def test_problems_are_sorted_by_place_and_stand_once() -> None:
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 9, 5), ("a.md", 9, 4), ("a.md", 0, 0), ("a.md", 9, 5)]
    error = SiteError(Problem(Location(*place), "x") for place in places)
    assert [str(p.where) for p in error.problems] == ["a.md", "a.md:9:4", "a.md:9:5", "a.md:10:1", "b.md:1:1"]
    assert str(error).count("\n") == 4


def test_an_error_comes_back_whole_from_another_process() -> None:
    error = SiteError(Problem(Location("a.md", 1), "x", "y", fatal=False), ENVIRONMENT)
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.problems, copy.exit_code) == (error.problems, ENVIRONMENT)
    assert SiteError(()).exit_code == CONTENT


@pytest.mark.parametrize(
    ("word", "found"), [("darft", "draft"), ("Title", "title"), ("tag", "tags"), ("xyz", ""), ("", "")]
)
def test_the_nearest_word_is_the_one_that_was_meant(word: str, found: str) -> None:
    assert nearest(word, {"draft", "title", "tags", "date"}) == found


@given(st.text())
def test_no_text_can_drive_the_terminal(text: str) -> None:
    shown = printable(text)
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert shown == text or len(shown) > len(text)


def test_control_characters_are_shown_as_escapes() -> None:
    assert printable("a\x1b[31mb\x07\u202e\0é\tz") == "a\\x1b[31mb\\x07\\u202e\\x00é\\tz"
    assert "\x1b" not in str(Problem(Location("\x1b[2J.md"), "\x1b]0;x\x07", "\x9b31m"))
