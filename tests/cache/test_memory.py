"""A cache is believed as a whole or not at all, and a file only as long as nothing about it has moved."""

import os
from pathlib import Path

import pytest
from newsroom import build_site, story, tree, write_project

from site_gen.cache import memory as caching
from site_gen.cache.memory import Cache, Index
from site_gen.engine import engine_digest
from site_gen.errors import SiteError
from site_gen.files.scanning import hint_of, stat_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {f"content/b{n}/index.id.md": story(f"tags: [t{n}]\n") for n in range(3)}
    project = write_project(tmp_path / "project", files)
    build_site(project)
    return project


def test_an_index_cut_short_anywhere_is_put_aside(project: Path) -> None:
    index = project / ".site_gen" / "index"
    whole, engine = index.read_bytes(), engine_digest()
    for length in [*range(64), *range(64, len(whole), 7), len(whole) - 1]:
        index.write_bytes(whole[:length])
        cache = Cache(project / ".site_gen", engine)
        assert cache.note
        assert cache.index == Index()


def test_an_index_with_a_flipped_bit_is_put_aside(project: Path) -> None:
    index = project / ".site_gen" / "index"
    whole, engine = index.read_bytes(), engine_digest()
    for place in range(0, len(whole), 7):
        index.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert Cache(project / ".site_gen", engine).note


@pytest.mark.parametrize("edit", ["\nLagi.\n", "title: Lain\n"])
@pytest.mark.parametrize("name", ["index", "files", "made", "blobs", "places"])
@pytest.mark.parametrize("content", [b"", b"\0" * 64, None])
def test_a_build_heals_a_damaged_cache(project: Path, name: str, content: bytes | None, edit: str) -> None:
    before = tree(project / "public")
    file = project / ".site_gen" / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    edited = project / "content/b1/index.id.md"
    text = edited.read_text()
    edited.write_text(text.replace("title: Kabar\n", edit) if "title" in edit else text + edit)
    build_site(project)
    clean = build_site(project, output=project.parent / "clean", cache=None)
    assert clean.documents == 3
    assert tree(project / "public") == tree(project.parent / "clean") != before
    assert build_site(project).written == ()


def test_the_cache_of_another_program_is_put_aside(project: Path) -> None:
    cache = Cache(project / ".site_gen", "another engine, thirty-two letters")
    assert "has changed since" in cache.note
    assert cache.known.documents == {}


def test_a_hint_holds_for_the_very_file_that_was_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("satu")
    status = file.stat()
    late = max(status.st_mtime_ns, status.st_ctime_ns) + 3_000_000_000
    assert hint_of(status, late) == stat_of(status)
    assert hint_of(status, status.st_mtime_ns + 1_000) == ()  # read while it was warm: holds for nothing
    file.write_text("dua!")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert hint_of(status, late) != stat_of(file.stat())  # the change time tells


def test_a_hint_knows_another_file_in_the_place(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("satu")
    status = file.stat()
    late = 2**62
    assert hint_of(status, late) == stat_of(status)
    other = tmp_path / "b.md"
    other.write_text("satu")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert hint_of(status, late) != stat_of(file.stat())


def test_a_text_that_went_and_came_back_otherwise_while_builds_failed_is_published(project: Path) -> None:
    gone, broken = (project / f"content/b{n}/index.id.md" for n in (1, 2))
    texts = gone.read_text(), broken.read_text()
    gone.unlink()
    broken.write_text("---\ntitle: [\n---\n")
    with pytest.raises(SiteError):
        build_site(project)
    gone.write_text(texts[0] + "\nLain.\n")
    broken.write_text(texts[1])
    assert "id/2024/01/b1/index.html" in build_site(project).written
    build_site(project, output=project.parent / "clean", cache=None)
    assert tree(project / "public") == tree(project.parent / "clean")


def test_many_edits_are_remembered_like_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "_CHANGES", 1)
    for turn in range(3):
        for n in range(3):
            file = project / f"content/b{n}/index.id.md"
            file.write_text(f"{file.read_text()}\nLagi {turn}.\n")
            assert len(build_site(project).written) == 1
    build_site(project, output=project.parent / "clean", cache=None)
    assert tree(project / "public") == tree(project.parent / "clean")


@pytest.mark.parametrize("place", range(0, 40))
def test_a_build_heals_a_cache_in_which_a_bit_has_flipped(project: Path, place: int) -> None:
    blobs = project / ".site_gen/blobs"
    data = bytearray(blobs.read_bytes())
    data[len(data) * place // 40] ^= 1
    blobs.write_bytes(data)
    write_project(project, {"theme/strings/id.yaml": "archive: Gudang\n"})
    assert build_site(project).written
    build_site(project, output=project.parent / "clean", cache=None)
    assert tree(project / "public") == tree(project.parent / "clean")
    edited = project / "content/b1/index.id.md"
    edited.write_text(edited.read_text() + "\nLagi.\n")
    build_site(project)
    assert build_site(project).notes == ()


@pytest.mark.parametrize("part", range(0, 20))
def test_a_build_heals_a_cache_that_was_cut_short(project: Path, part: int) -> None:
    blobs = project / ".site_gen/blobs"
    data = blobs.read_bytes()
    blobs.write_bytes(data[: len(data) * part // 20])
    write_project(project, {"theme/strings/id.yaml": "archive: Gudang\n"})
    assert build_site(project).written
    build_site(project, output=project.parent / "clean", cache=None)
    assert tree(project / "public") == tree(project.parent / "clean")
