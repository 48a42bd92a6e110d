"""Which paths may be published together."""

import random
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.errors import Location
from site_gen.publish import Output, check_paths, paths


def messages(*paths: str) -> list[str]:
    return [
        problem.message
        for problem in check_paths(Output(path, "k", f"source {n}") for n, path in enumerate(paths))
    ]


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "id/2016/11/buruknya-hubungan/index.html", "robots.txt", ".nojekyll", ".well-known/security.txt",
        "_headers", "img/Foto Presiden (1).JPG", "id/tag/ñandú/index.html", "印尼/index.html", "-/index.html", "a..b/c",
        "console/index.html", "x" * 255 + "/y",
    ],
)  # fmt: skip
def test_ordinary_paths_may_be_published(path: str) -> None:
    assert messages(path) == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("", "empty"),
        ("/etc/passwd", "absolute"),
        ("../evil.html", '".."'),
        ("id/../../evil.html", '".."'),
        ("id/./index.html", '"."'),
        ("id//index.html", '""'),
        ("id/", '""'),
        ("id\\index.html", "backslash"),
        ("C:\\site\\index.html", "backslash"),
        ("id/a\nb.html", "control character"),
        ("id/a\x00.html", "control character"),
        ("id/\x9b31m.html", "control character"),
        ("id/\u2028.html", "control character"),
        ("id/\udcff.html", "not valid Unicode"),
        ("x" * 256, "longer than 255 bytes"),
        ("é" * 128, "longer than 255 bytes"),
        ("a/" * 600 + "b", "longer than 1000 bytes"),
        (".git/config", "begins with a dot"),
        ("id/.htpasswd", "begins with a dot"),
        (".site_gen.json", "begins with a dot"),
        ("id/nul", "device"),
        ("id/COM1.html", "device"),
        ("aux/index.html", "device"),
        ("id/jakarta.", "dot or a space"),
        ("id/jakarta /index.html", "dot or a space"),
    ],
)
def test_a_path_that_cannot_be_published_is_refused_and_its_asker_named(path: str, fault: str) -> None:
    problems = check_paths([Output(path, "k", "content/a/index.id.md")])
    assert len(problems) == 1
    assert fault in problems[0].message
    assert "content/a/index.id.md" in problems[0].hint
    assert problems[0].fatal
    assert str(problems[0]).isprintable() or "\n  hint" in str(problems[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("index.html", "index.html"),
        ("id/tag/politik/index.html", "id/tag/Politik/index.html"),
        ("ID/index.html", "id/index.html"),
        ("caf\u00e9.html", "cafe\u0301.html"),
        ("stra\u00dfe.html", "STRASSE.html"),
        ("\u1e9b\u0323.html", "\u1e69.html"),
        ("\u212bngstrom", "\u00e5ngstrom"),
        ("id/feed", "id/feed/index.html"),
        ("id/Feed", "id/feed/deep/er/index.html"),
        ("a", "A/b"),
    ],
)
def test_two_paths_in_one_place_are_one_problem_that_names_both_askers(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        problems = check_paths(
            [Output("other.html", "k"), Output(first, "k", "content/a.md"), Output(second, "k", 'tag "b"')]
        )
        assert len(problems) == 1
        assert "content/a.md" in problems[0].message
        assert 'tag "b"' in problems[0].message


def test_a_problem_points_where_the_output_says() -> None:
    where = Location("content/a/index.id.md", 4, 7)
    problem = check_paths(
        [Output("a", "k", "tag x"), Output("A", "k"), Output("a", "k", "content/a/index.id.md", where)]
    )
    assert where in [one.where for one in problem]


def test_the_order_of_the_outputs_changes_nothing() -> None:
    outputs = [
        Output(path, "k", f"source {n}")
        for n, path in enumerate(["a", "A", "a/b", "A/B", "c", "..", "C", "c/d"])
    ]
    expected = check_paths(outputs)
    assert expected == sorted(expected)
    for seed in range(20):
        random.Random(seed).shuffle(outputs)
        assert check_paths(outputs) == expected


def test_many_plain_paths_cost_little_and_are_all_well() -> None:
    assert check_paths(Output(f"id/2016/{n % 12}/berita-{n}/index.html", "k") for n in range(5000)) == []


names = st.text(st.sampled_from("aAbßéÉ\u0301./-"), min_size=1, max_size=6)


@given(st.lists(names, max_size=8, unique=True))
def test_what_passes_has_no_two_equal_places(paths: list[str]) -> None:
    """The rule said slowly: every file and every folder above it has a place, and no file's place is taken."""
    if check_paths(Output(path, "k") for path in paths):
        return
    files, folders = [], set()
    for path in paths:
        place = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        files.append(place)
        parts = place.split("/")
        assert all(part not in ("", ".", "..") for part in parts)
        folders |= {"/".join(parts[:n]) for n in range(1, len(parts))}
    assert len(files) == len(set(files))
    assert not folders & set(files)


@given(st.lists(names, max_size=8), st.lists(names, max_size=4))
@example(["a/b"], ["A/B"])
@example(["a"], ["a/b"])
@example(["a/b"], ["a"])
@example(["a"], ["a"])
@example(["a/b", "c"], ["A", "c/d"])
def test_new_paths_beside_good_ones_are_found_as_wrong_as_among_all(old: list[str], new: list[str]) -> None:
    def outputs(paths: list[str]) -> list[Output]:
        return [Output(path, "k", f"source {n}") for n, path in enumerate(paths)]

    good = [path for n, path in enumerate(old) if not check_paths(outputs(old[: n + 1]))]
    if check_paths(outputs(good)):
        return
    for some in ([*good, *new], [*good[1:], *new]):  # some may have gone since
        beside = check_paths(outputs(some), good)
        paths._LAST.clear()
        assert beside == check_paths(outputs(some))
