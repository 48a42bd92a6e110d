"""A folder that is named for the cache may be anybody's: nothing of others is written over or deleted."""

from pathlib import Path

import pytest
from newsroom import story, tree, write_project

from site_gen.cache.memory import Cache
from site_gen.cli import run
from site_gen.errors import USAGE

NAMES = ("index", "files", "made", "blobs", "places", "templates/letter.odt")
"""As the files of a cache are called, and anybody's."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", {"content/a/index.id.md": story()})


def site_gen(project: Path, *words: str) -> int:
    return run(["-C", str(project), *words])


@pytest.mark.parametrize("command", ["build", "clean"])
@pytest.mark.parametrize("only", [*NAMES, "other/letter.odt"])
def test_a_folder_with_files_of_others_is_refused_and_left_as_it_is(
    project: Path, tmp_path: Path, command: str, only: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert site_gen(project, "build", "-q") == 0
    published, mine = tree(project / "public"), tmp_path / "mine"
    (mine / only).parent.mkdir(parents=True)
    (mine / only).write_text("precious")
    capfd.readouterr()
    assert site_gen(project, command, "--cache", str(mine)) == USAGE
    assert f"{mine}: error: not a cache of site_gen" in capfd.readouterr().err
    assert tree(mine) == {only: b"precious"}
    assert tree(project / "public") == published


@pytest.mark.parametrize("command", ["build", "clean"])
def test_a_file_is_no_cache(project: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = tree(project)
    assert site_gen(project, command, "--cache", "config.yaml") == USAGE
    assert "config.yaml: error: a file, where the cache is to be a folder" in capfd.readouterr().err
    assert tree(project) == before


@pytest.mark.parametrize("name", [".", "..", "/", "content", "content/a"])
def test_the_project_what_it_lies_in_and_its_stories_are_no_cache(project: Path, name: str) -> None:
    before = tree(project)
    assert site_gen(project, "build", "--cache", name) == USAGE
    assert site_gen(project, "clean", "--cache", name) == USAGE
    assert tree(project) == before


@pytest.mark.parametrize("name", ["content/cache", "static", "seeds/a"])
def test_among_the_sources_not_even_a_new_folder_is_a_cache(
    project: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert site_gen(project, "build", "--cache", name) == USAGE
    assert f"the cache would lie in {name.partition('/')[0]}/" in capfd.readouterr().err
    assert not (project / name).exists()


@pytest.mark.parametrize("name", ["new", "deep/er/new", "empty", ".site_gen"])
def test_a_cache_is_known_again_and_cleaned_away(project: Path, name: str) -> None:
    (project / "empty").mkdir()
    for _ in range(2):
        assert site_gen(project, "build", "-q", "--cache", name) == 0
    assert (project / name / "index").exists()
    assert site_gen(project, "clean", "--cache", name) == 0
    assert not (project / name).exists()


def test_a_cache_is_marked_before_anything_else_is_in_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new", "engine")
    cache.blobs.add("0" * 32, b"x")
    cache.blobs.save()
    (tmp_path / "new/blobs").rename(tmp_path / "new/of-another")
    assert Cache(tmp_path / "new", "engine").folder


def test_the_mark_is_what_backups_know_a_cache_by(project: Path) -> None:
    assert site_gen(project, "build", "-q") == 0
    mark = (project / ".site_gen/CACHEDIR.TAG").read_bytes()
    assert mark.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


def test_the_cache_of_another_program_is_not_ours(project: Path, tmp_path: Path) -> None:
    mark = "Signature: 8a477f597d28d172789f06886806bc55\n# Of another program.\n"
    write_project(tmp_path / "other", {"CACHEDIR.TAG": mark})
    assert site_gen(project, "build", "--cache", str(tmp_path / "other")) == USAGE


def test_a_cleaning_up_leaves_an_empty_folder_and_what_others_put_into_a_cache(project: Path) -> None:
    (project / "empty").mkdir()
    assert site_gen(project, "clean", "--cache", "empty") == 0
    assert (project / "empty").exists()
    assert site_gen(project, "build", "-q") == 0
    (project / ".site_gen/notes.txt").write_text("mine")
    assert site_gen(project, "clean") == 0
    assert tree(project / ".site_gen") == {"notes.txt": b"mine"}
