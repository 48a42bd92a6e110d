"""No save is missed, and nothing else is taken for one."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from previews import PATIENCE, story

from site_gen.files.listing import files_under
from site_gen.preview import watching
from site_gen.preview.watching import Watch, look, matters

OLD = (1_400_000_000, 1_400_000_000)


@pytest.fixture(params=["the system tells", "the system tells nothing"])
def watch(request: pytest.FixtureRequest, paper: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """A watch on `paper` that has settled."""
    if request.param == "the system tells nothing":
        monkeypatch.setattr(watching, "RustNotify", no_watches_left)
        monkeypatch.setattr(watching, "_LOOK_EVERY_DEAF", 0.02)
    watch = Watch(paper)
    watch.begin()
    watch.wait(0)
    yield watch
    watch.close()


def no_watches_left(*_: object) -> None:
    raise OSError(28, "OS file watch limit reached")


def hears(watch: Watch, *paths: str) -> None:
    """The watch reports these paths, in one go or in several."""
    missing = set(paths)
    deadline = time.monotonic() + PATIENCE
    while missing:
        missing -= watch.wait(1)
        assert time.monotonic() < deadline, missing


def hears_nothing(watch: Watch) -> None:
    assert watch.wait(0.3) == frozenset()


INDEX = "content/2016/11/15/beras/index.id.md"


def test_a_save_is_reported(watch: Watch, paper: Path) -> None:
    (paper / INDEX).write_text("x", "utf-8")
    hears(watch, INDEX)


def test_a_save_that_keeps_the_time_of_the_file_is_reported(watch: Watch, paper: Path) -> None:
    path = paper / INDEX
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"beras", b"jeruk"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    hears(watch, INDEX)


def test_a_file_that_replaces_another_is_reported_however_old_it_is(watch: Watch, paper: Path) -> None:
    fresh = paper / "content/2016/11/15/beras/.fresh"
    fresh.write_text("x", "utf-8")
    os.utime(fresh, OLD)
    fresh.replace(paper / INDEX)
    hears(watch, INDEX)


def test_a_folder_that_is_filled_before_it_can_be_watched_is_reported_whole(
    watch: Watch, paper: Path
) -> None:
    deep = paper / "content/2017/01/02/baru"
    deep.mkdir(parents=True)
    for lang in ("id", "en"):
        (deep / f"index.{lang}.md").write_text("x", "utf-8")
        os.utime(deep / f"index.{lang}.md", OLD)
    hears(watch, *(f"content/2017/01/02/baru/index.{lang}.md" for lang in ("id", "en")))
    (deep / "index.id.md").write_text("y", "utf-8")
    hears(watch, "content/2017/01/02/baru/index.id.md")


def test_a_folder_that_is_moved_is_reported_under_both_names(watch: Watch, paper: Path) -> None:
    (paper / "content/2016/11/15/beras").rename(paper / "content/2016/11/15/padi")
    hears(watch, INDEX, "content/2016/11/15/padi/index.id.md")
    (paper / "content/2016/11/15/padi/index.id.md").write_text("y", "utf-8")
    hears(watch, "content/2016/11/15/padi/index.id.md")


def test_a_file_that_is_deleted_is_reported(watch: Watch, paper: Path) -> None:
    (paper / INDEX).unlink()
    hears(watch, INDEX)


def test_a_folder_that_comes_and_goes_is_watched_when_it_comes_again(watch: Watch, paper: Path) -> None:
    for _ in range(3):
        path = paper / "theme/layouts/page.html"
        path.parent.mkdir(parents=True)
        path.write_text("x", "utf-8")
        hears(watch, "theme/layouts/page.html")
        path.unlink()
        path.parent.rmdir()
        path.parent.parent.rmdir()
        hears(watch, "theme/layouts/page.html")


def test_the_configuration_is_watched(watch: Watch, paper: Path) -> None:
    fresh = paper / "config.yaml.new"
    fresh.write_text("title: x\n", "utf-8")
    fresh.replace(paper / "config.yaml")
    hears(watch, "config.yaml")


def test_what_editors_systems_and_builds_write_is_not_a_save(watch: Watch, paper: Path) -> None:
    folder = paper / "content/2016/11/15/beras"
    for name in (".index.id.md.swp", "index.id.md~", "#index.id.md#", ".#index.id.md", ".DS_Store", "x.tmp"):
        (folder / name).write_text("x", "utf-8")
    for place in ("public/id", ".site_gen", ".git", "node_modules", ".public.previous"):
        (paper / place).mkdir(parents=True, exist_ok=True)
        (paper / place / "index.html").write_text("x", "utf-8")
    (paper / "seeds").mkdir()
    (paper / "seeds/imported.jsonl").write_text("{}", "utf-8")
    (paper / "notes.txt").write_text("x", "utf-8")
    for path in watch.wait(0.3):
        assert path == "seeds"


def test_a_hidden_file_of_static_is_watched() -> None:
    assert matters("static/.well-known/security.txt")
    assert not matters("static/.git/config")
    assert not matters("static/.#robots.txt")
    assert not matters("content/.obsidian/workspace.json")


def test_a_save_of_whatever_is_read_is_a_save(paper: Path) -> None:
    folder = paper / "content/2016/11/15/beras"
    for name in (
        "#tagar.id.md",
        "tagar#.id.md",
        "4913",
        "a.md",
        ".tersembunyi.md",
        "~.md",
        "x.tmp",
        "x~",
        "#x#",
    ):
        (folder / name).write_text("x", "utf-8")
    for path in files_under(paper, "content"):
        assert matters(path)


def test_what_changes_before_the_system_is_listened_to_is_reported(paper: Path) -> None:
    watch = Watch(paper)
    (paper / INDEX).write_text("x", "utf-8")
    watch.begin()
    hears(watch, INDEX)
    watch.close()


def test_what_the_system_does_not_tell_is_found_by_looking(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network disk the call that asks to be told succeeds, and nothing is ever told."""
    monkeypatch.setattr(watching, "_notify", lambda paths, recursive: Silence())
    monkeypatch.setattr(watching, "_LOOK_EVERY", 0.02)
    watch = Watch(paper)
    watch.begin()
    watch.wait(0)
    (paper / INDEX).write_text("x", "utf-8")
    hears(watch, INDEX)
    watch.close()


class Silence:
    def watch(self, burst: int, step: int, timeout: int, end: threading.Event) -> str:
        end.wait(0.01)
        return "timeout"


def test_links_in_the_tree_are_not_followed(paper: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / "deep/file.md").write_text("x", "utf-8")
    (paper / "content/away").symlink_to(elsewhere)
    (paper / "content/round").symlink_to(paper / "content")
    (paper / "content/round2").symlink_to(paper / "content")
    tree = look(str(paper))
    assert "content/away" in tree.files
    assert not any(
        "/deep" in path or path.startswith("content/round/") for path in (*tree.files, *tree.folders)
    )
    watch = Watch(paper)
    watch.begin()
    watch.wait(0)
    (elsewhere / "deep/file.md").write_text("y", "utf-8")
    hears_nothing(watch)
    watch.close()


def test_a_wait_can_be_ended_from_another_thread(paper: Path) -> None:
    watch = Watch(paper)
    watch.begin()
    watch.wait(0)
    timer = threading.Timer(0.05, watch.wake)
    timer.start()
    began = time.monotonic()
    assert watch.wait(PATIENCE) == frozenset()
    assert time.monotonic() - began < PATIENCE / 2
    watch.close()


def test_a_watch_that_is_closed_leaves_no_thread(paper: Path) -> None:
    before = threading.active_count()
    watch = Watch(paper)
    watch.begin()
    story(paper, "baru", "id", "x")
    watch.wait(1)
    watch.close()
    assert threading.active_count() == before
