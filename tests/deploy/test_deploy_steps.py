"""What is to be done at a target follows from two lists, and any part of it can be done again."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.deploy.records import read_record, write_record
from site_gen.deploy.steps import doubted, emptied, make_steps
from site_gen.deploy.values import UNSURE, Note, Record, Remove, Send, Step
from site_gen.errors import ENVIRONMENT, SiteError

OLD = {"id/index.html": "1", "id/a/index.html": "2", "assets/s.1.css": "3"}


def told(steps: Sequence[Step]) -> list[str]:
    """The steps as words."""
    found = []
    for step in steps:
        if isinstance(step, Note):
            found.append("note " + " ".join(f"{p}={d}" for p, d in sorted(step.record.files.items())))
        else:
            found.append(f"{'send' if isinstance(step, Send) else 'remove'} {' '.join(step.paths)}")
    return found


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        (None, {}, ["note ", "note "]),
        (OLD, OLD, []),
        (None, {"a": "1"}, ["note a=", "send a", "note a=1"]),
        ({"a": "1"}, {"a": "2"}, ["note a=", "send a", "note a=2"]),
        ({"a": "1", "b": "1"}, {"a": "1"}, ["note a=1 b=", "remove b", "note a=1"]),
        ({"a": "1", "b": UNSURE}, {"a": "1"}, ["note a=1 b=", "remove b", "note a=1"]),
        ({"a": UNSURE}, {"a": "1"}, ["note a=", "send a", "note a=1"]),
        # A folder in the place of a file, a file in that of a folder, another case.
        ({"a": "1"}, {"a/b": "1"}, ["note a= a/b=", "remove a", "send a/b", "note a/b=1"]),
        ({"a/b/c": "1"}, {"a": "1"}, ["note a= a/b/c=", "remove a/b/c", "send a", "note a=1"]),
        ({"A": "1"}, {"a": "1"}, ["note A= a=", "remove A", "send a", "note a=1"]),
    ],
)
def test_the_steps_from_what_is_there_to_what_shall_be(
    there: dict[str, str] | None, here: dict[str, str], expected: list[str]
) -> None:
    assert told(make_steps(here, None if there is None else Record(there))) == expected


def test_what_pages_are_made_of_goes_first_then_pages_then_feeds_and_then_what_is_no_more() -> None:
    paths = ["index.html", "id/index.html", "id/feed.xml", "sitemap.xml", "robots.txt", "id/1/a/index.html"]
    here = dict.fromkeys([*paths, "assets/s.css", "media/a.webp", "feed.json"], "1")
    assert told(make_steps(here, Record({"id/old.html": "1"})))[1:-1] == [
        "send assets/s.css media/a.webp",
        "send id/1/a/index.html id/index.html index.html",
        "send id/feed.xml feed.json robots.txt sitemap.xml",
        "remove id/old.html",
    ]


def test_what_is_doubted_is_sent_again_and_what_is_no_more_still_goes() -> None:
    assert doubted(None) is None
    steps = make_steps({"a": "1"}, doubted(Record({"a": "1", "b": "1"})))
    assert told(steps)[1:-1] == ["send a", "remove b"]


def test_folders_are_emptied_from_the_deepest_up() -> None:
    assert emptied(["a/b/c/x", "a/b/y", "d/z"], ["d/e"]) == ("a/b/c", "a/b", "a")


class Target:
    """A target in memory, that may be killed in the middle of any step."""

    def __init__(self, others: dict[str, str]) -> None:
        self.files, self.others, self.record = dict(others), others, None

    def carry_out(self, steps: Sequence[Step], here: dict[str, str], moves: int) -> int:
        """Do so many moves of the steps. Returns how many are left."""
        for step in steps:
            for one in [step] if isinstance(step, Note) else step.paths:
                if not moves:
                    return 0
                moves -= 1
                if isinstance(one, Note):
                    self.record = read_record(write_record(one.record), "")
                elif isinstance(step, Send):
                    self.files[one] = here[one]
                else:
                    assert isinstance(step, Remove)
                    self.files.pop(one, None)
        return moves


SITES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


@given(st.lists(st.tuples(SITES, st.integers(0, 14)), max_size=5), SITES)
def test_after_any_deploys_that_were_killed_the_next_one_makes_it_the_site(
    killed: list[tuple[dict[str, str], int]], last: dict[str, str]
) -> None:
    target = Target({"CNAME": "theirs", ".well-known/x": "theirs"})
    for here, moves in killed:
        target.carry_out(make_steps(here, target.record), here, moves)
        assert target.files.items() >= target.others.items()
    assert target.carry_out(make_steps(last, target.record), last, 1_000)
    assert target.files == {**last, **target.others}
    assert make_steps(last, target.record) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "paths": [], "digests": []}',
        '{"version": 1, "paths": ["a"], "digests": []}',
        '{"version": 1, "paths": ["a", "a"], "digests": ["1", "1"]}',
        '{"version": 1, "paths": ["../a"], "digests": ["1"]}',
        '{"version": 1, "paths": ["/etc/passwd"], "digests": ["1"]}',
        '{"version": 1, "paths": [".git/config"], "digests": ["1"]}',
        '{"version": 1, "paths": ["a\\u0000b"], "digests": ["1"]}',
        '{"version": 1, "paths": ["a\\nb"], "digests": ["1"]}',
    ],
)
def test_a_record_that_cannot_be_ours_is_not_believed(text: str) -> None:
    with pytest.raises(SiteError, match=r"host:/srv/.site_gen.deploy.json: error: damaged") as caught:
        read_record(text.encode(), "host:/srv/")
    assert caught.value.exit_code == ENVIRONMENT
