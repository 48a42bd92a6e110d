"""What lies in a project's folders, and what of it cannot be read."""

import os
from pathlib import Path

import pytest

from site_gen.errors import SiteError
from site_gen.sources import files_under

NAMES = (
    *("a.md", "a/b.md", "a-b.md", "pw.swpx", "#judul", "a#", "tmp", "x.tmp.md", "dalam/~a"),
    *(".a.md.swp", "a.swx", "a.md~", "x.tmp", ".#a.md", "#a.md#", "#", ".htaccess", ".DS_Store"),
    *(".git/config", ".well-known/a.txt", "dalam/.rahasia/a.md"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def names(project: Path, hidden: bool = False) -> list[str]:
    return [path.removeprefix("content/") for path in files_under(project, "content", hidden)]


def test_files_of_editors_and_hidden_ones_are_passed_over(project: Path) -> None:
    assert names(project) == [
        "#judul",
        "a#",
        "a-b.md",
        "a.md",
        "a/b.md",
        "dalam/~a",
        "pw.swpx",
        "tmp",
        "x.tmp.md",
    ]


def test_where_hidden_files_are_wanted_those_of_editors_and_git_are_not(project: Path) -> None:
    shown, hidden = names(project), names(project, hidden=True)
    assert sorted(set(hidden) - set(shown)) == [".htaccess", ".well-known/a.txt", "dalam/.rahasia/a.md"]


def test_a_listing_has_what_stat_says(project: Path) -> None:
    listing = files_under(project, "content")
    assert listing["content/a.md"] == (project / "content" / "a.md").stat()
    assert files_under(project, "static") == {}


def test_a_symbolic_link_is_refused(project: Path) -> None:
    (project / "content" / "a" / "tautan.md").symlink_to("b.md")
    with pytest.raises(SiteError, match=r"content/a/tautan\.md: error: a symbolic link"):
        files_under(project, "content")


def test_a_link_to_a_folder_is_refused(project: Path) -> None:
    (project / "content" / "tautan").symlink_to("a")
    with pytest.raises(SiteError, match="content/tautan: error: a symbolic link"):
        files_under(project, "content")


def test_a_pipe_is_refused_and_not_waited_for(project: Path) -> None:
    os.mkfifo(project / "content" / "pipa.md")
    with pytest.raises(SiteError, match="neither a file nor a folder"):
        files_under(project, "content")


def test_a_name_that_is_not_utf_8_is_refused(project: Path) -> None:
    (project / "content" / os.fsdecode(b"kabar\xff.md")).write_text("a")
    with pytest.raises(SiteError, match="a file name that is not UTF-8"):
        files_under(project, "content")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_cannot_be_read_is_an_error(project: Path) -> None:
    (project / "content" / "a").chmod(0)
    with pytest.raises(SiteError, match="content/a: error: cannot be read: permission denied"):
        files_under(project, "content")
