"""A build's look at the project begins before the program is loaded, where it is certain to be wanted."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import story, write_project

from site_gen.files import ahead, scanning
from site_gen.files.ahead import look_ahead, packed, processors, project_above, scout, unpacked
from site_gen.files.rows import stats_in
from site_gen.files.scanning import Files, Unfit, found_in


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    project = write_project(tmp_path / "project", {"content/a/index.id.md": story()})
    monkeypatch.chdir(project / "content")
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    yield project
    while ahead._ahead:
        ahead._ahead.pop().give_up()


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ("build", True),
        ("build -q --now 2024-01-15", True),
        ("build --jobs 1", False),
        ("build --cache=lain", False),
        ("build --no-cache", False),
        ("build --help", False),
        ("--project lain build", False),
        ("serve", False),
        ("", False),
    ],
)
def test_only_a_plain_build_looks_ahead(project: Path, words: str, looks: bool) -> None:
    look_ahead(words.split())
    assert bool(ahead._ahead) == looks


def test_the_look_that_was_begun_is_the_one_that_is_taken(project: Path) -> None:
    look_ahead(["build"])
    begun = ahead._ahead[0]
    assert scout(str(project), f"{project}/.site_gen/index") is begun
    begun.give_up()


def test_a_look_at_another_project_is_given_up(project: Path, tmp_path: Path) -> None:
    look_ahead(["build"])
    begun = ahead._ahead[0]
    other = scout(str(write_project(tmp_path / "lain", {})), "")
    assert other is not begun
    assert begun.child == 0
    other.give_up()


def test_there_is_no_look_where_there_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    look_ahead(["build"])
    assert not ahead._ahead
    assert project_above(str(tmp_path)) is None


def test_there_is_at_least_one_processor() -> None:
    assert processors() >= 1


def test_what_was_found_is_told_whole(project: Path) -> None:
    found = found_in(str(project))
    newest, listings = unpacked(packed(found))
    told = {top: dict(zip(paths, stats_in(rows), strict=True)) for top, (paths, rows) in listings.items()}
    assert (newest, told) == found


def test_next_to_nothing_is_loaded_before_the_look() -> None:
    program = "import sys; before = set(sys.modules); import site_gen.files.ahead; print(*sys.modules.keys() - before)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    heavy = {"msgspec", "click", "pathlib", "typing", "re", "threading"}
    assert heavy.isdisjoint(done.stdout.split())


def test_a_child_that_nobody_hears_ends(project: Path) -> None:
    look_ahead(["build"])
    begun = ahead._ahead.pop()
    os.close(begun.pipe)
    assert os.waitpid(begun.child, 0)[1] == 0


def test_of_very_many_folders_two_processes_find_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = {f"content/{n % 3}/{n % 7}/{n}/index.id.md": story() for n in range(60)}
    project = str(write_project(tmp_path, {**stories, "content/a.md": story(), "static/a/b.txt": "x"}))
    alone = found_in(project)
    shared = 0

    def beside(look: Callable[[], Files]) -> Callable[[], Files]:
        nonlocal shared
        shared += 1
        return ahead._beside(look)

    for many in range(1, 90):
        monkeypatch.setattr(scanning, "_MANY", many)
        assert packed(found_in(project, beside=beside)) == packed(alone)
    assert shared > 60
    monkeypatch.setattr(scanning, "_MANY", 3)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text()  # a browser of another test may be one
    os.mkfifo(f"{project}/content/0/0/pipa")
    os.mkfifo(f"{project}/content/2/6/pipa")
    with pytest.raises((OSError, Unfit)):  # whichever of the two comes to one first
        found_in(project, beside=ahead._beside)
    assert children.read_text() == before


def test_a_story_that_went_is_warned_of_where_it_was(project: Path) -> None:
    def warnings(since: int) -> int:
        found = list[int]()
        found_in(str(project), since, lambda: found.append(1))
        return len(found)

    for path in sorted(project.rglob("*")):
        os.utime(path, (1_000, 1_000))
    before = max(path.stat().st_ctime_ns for path in project.rglob("*"))
    assert warnings(before) == 0
    while not warnings(before):  # within a tick of the clock a change does not show
        (project / "content/neu.md").write_text(story())
        (project / "content/neu.md").unlink()
    assert warnings(before) == 1
