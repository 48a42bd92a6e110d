"""Reading a project's folders: what counts, what is passed over, and what is never read twice."""

import os
from pathlib import Path

import pytest
from newsroom import build_site, config, copy_site, rules, story, tree, write_project

from site_gen.cache.memory import Cache
from site_gen.documents.document import Document
from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.files import scanning
from site_gen.files.listing import files_under
from site_gen.files.scanning import Stat, hint_of
from site_gen.reading import parsing, records
from site_gen.reading.records import documents_of
from site_gen.reading.sources import read_documents

SECOND = 1_000_000_000


def test_every_file_is_listed_by_its_path_and_in_order(tmp_path: Path) -> None:
    write_project(
        tmp_path, {"content/b/z.md": "", "content/b.md": "", "content/a/y/x.md": "", "content/é.md": ""}
    )
    assert list(files_under(tmp_path, "content")) == [
        "content/a/y/x.md",
        "content/b.md",
        "content/b/z.md",
        "content/é.md",
    ]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert files_under(tmp_path, "static") == {}


OF_EDITORS = [
    "kabar.md~",
    ".kabar.md.swp",
    ".#kabar.md",
    "#kabar.md#",
    "kabar.md.tmp",
    ".kabar.md",
    "kabar.swx",
]


@pytest.mark.parametrize("name", OF_EDITORS)
def test_what_editors_leave_beside_a_story_is_passed_over(tmp_path: Path, name: str) -> None:
    write_project(tmp_path, {"content/kabar.md": "", f"content/{name}": ""})
    assert list(files_under(tmp_path, "content")) == ["content/kabar.md"]


@pytest.mark.parametrize("name", ["#1-berita.md", "a#b.md", "kabar.tmp.md", "~kabar.md", "swp"])
def test_what_only_looks_alike_is_not(tmp_path: Path, name: str) -> None:
    write_project(tmp_path, {f"content/{name}": ""})
    assert list(files_under(tmp_path, "content")) == [f"content/{name}"]


def test_hidden_files_are_listed_where_they_are_wanted(tmp_path: Path) -> None:
    files = ["static/.nojekyll", "static/.well-known/a.txt", "static/.DS_Store", "static/.git/config"]
    write_project(tmp_path, dict.fromkeys(files, ""))
    assert list(files_under(tmp_path, "static", hidden=True)) == files[:2]
    assert files_under(tmp_path, "static") == {}


def test_a_file_that_vanishes_while_its_folder_is_listed_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, {f"content/{name}.md": "" for name in "abcdef"})
    real = scanning._status

    def status(path: str, entry: "os.DirEntry[str]") -> Stat:
        if path.endswith("c.md"):
            raise FileNotFoundError
        return real(path, entry)

    monkeypatch.setattr(scanning, "_status", status)
    assert list(files_under(tmp_path, "content")) == [f"content/{name}.md" for name in "abdef"]


def test_links_are_refused_and_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    def refused() -> str:
        with pytest.raises(SiteError) as caught:
            files_under(tmp_path, "content")
        found.unlink()
        return str(caught.value).partition("\n")[0]

    write_project(tmp_path, {"content/a/b.md": ""})
    found = tmp_path / "content/a/c.md"
    found.symlink_to("b.md")
    assert refused() == "content/a/c.md: error: a symbolic link"
    found = tmp_path / "content/c"
    found.symlink_to("a")
    assert refused() == "content/c: error: a symbolic link"
    os.mkfifo(found)
    assert refused() == "content/c: error: neither a file nor a folder"
    assert list(files_under(tmp_path, "content")) == ["content/a/b.md"]


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(tmp_path, {"content/a/b.md": ""})
    real = os.scandir

    def scandir(path: str):  # type: ignore[no-untyped-def]
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(SiteError) as caught:
        files_under(tmp_path, "content")
    assert str(caught.value).startswith("content/a: error: cannot be read: permission denied")
    assert caught.value.exit_code == ENVIRONMENT


# -- whether a file must still be what it was --


AT = (10 * SECOND, 10 * SECOND, 5, 7)


class Status:
    st_mtime_ns, st_ctime_ns, st_size, st_ino = AT


@pytest.mark.parametrize(
    ("read_at", "found", "holds"),
    [
        (13 * SECOND, AT, True),
        (13 * SECOND, (11 * SECOND, 10 * SECOND, 5, 7), False),
        (13 * SECOND, (9 * SECOND, 10 * SECOND, 5, 7), False),  # as cp -p and git leave it
        (13 * SECOND, (10 * SECOND, 11 * SECOND, 5, 7), False),  # the time was put back
        (13 * SECOND, (10 * SECOND, 10 * SECOND, 6, 7), False),
        (13 * SECOND, (10 * SECOND, 10 * SECOND, 5, 8), False),  # another file in its place
        (12 * SECOND, AT, False),  # read within a tick of the coarsest clock
        (12 * SECOND + 1, AT, True),
        (9 * SECOND, AT, False),  # a time in the future
    ],
)
def test_a_hint_holds_only_for_a_file_that_nobody_can_have_changed(
    read_at: int, found: Stat, holds: bool
) -> None:
    assert (hint_of(Status, read_at) == found) is holds  # type: ignore[arg-type]


def reading(project: Path, memory: Cache) -> list[str]:
    """Read the documents; returns the paths of those that were parsed."""
    known, parsed = read_documents(project, files_under(project, "content"), rules(config()), memory, 1)
    memory.known.documents = known
    return list(parsed)


def test_a_file_is_parsed_once_and_again_when_its_bytes_change(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"content/a.id.md": story(), "content/b.id.md": story()})
    memory = Cache(None, "mesin")
    assert reading(project, memory) == ["content/a.id.md", "content/b.id.md"]
    assert reading(project, memory) == []
    (project / "content/a.id.md").touch()
    assert reading(project, memory) == []
    (project / "content/a.id.md").write_text(story(title="Lain"))
    assert reading(project, memory) == ["content/a.id.md"]


def test_bytes_that_change_under_an_old_time_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_TICK", 0)
    project = write_project(tmp_path, {"content/a.id.md": story(title="Satu")})
    path, memory = project / "content/a.id.md", Cache(None, "mesin")
    before = path.stat()
    reading(project, memory)
    path.write_text(story(title="Dua!"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert reading(project, memory) == ["content/a.id.md"]


def test_a_file_is_not_opened_again_while_its_hint_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    project = write_project(tmp_path, {"content/a.id.md": story()})
    memory = Cache(None, "mesin")
    reading(project, memory)

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(parsing, "read_file", refuse)
    assert reading(project, memory) == []
    with pytest.raises(AssertionError, match="opened"):
        reading(project, Cache(None, "mesin"))


def test_what_was_parsed_is_the_same_out_of_one_blob_and_out_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {f"content/{n}.md": story(f"tags: [t{n}]\n") for n in range(3)})
    monkeypatch.setattr(records, "_LOOSE", 1)
    cache = Cache(tmp_path / "cache", "engine")
    known, _ = read_documents(project, files_under(project, "content"), rules(config()), cache, 1)
    out_of_many = documents_of(project, known, rules(config()), cache, 1)
    cache.save(set)
    again = Cache(tmp_path / "cache", "engine")
    monkeypatch.setattr(again.blobs, "get_all", lambda names: [None for _ in names])
    assert documents_of(project, known, rules(config()), again, 1) == out_of_many
    blobs = tmp_path / "cache/blobs"
    blobs.write_bytes(blobs.read_bytes()[:-9])
    assert (
        documents_of(project, known, rules(config()), Cache(tmp_path / "cache", "engine"), 1) == out_of_many
    )


def test_of_very_many_texts_those_share_their_words_that_have_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"content/{n}.{lang}.md": story(f"tags: [t{n}, rusia]\n") for n in range(2) for lang in ("id", "en")
    }
    project = write_project(tmp_path, files)

    def documents() -> list[Document]:
        memory = Cache(None, "mesin")
        known, _ = read_documents(project, files_under(project, "content"), rules(config()), memory, 1)
        return list(documents_of(project, known, rules(config()), memory, 1)[0])

    alone = documents()
    monkeypatch.setattr(records, "VERY_MANY", 0)
    together = documents()
    assert together == alone
    for field in ("lang", "key", "name", "section", "date"):
        words = [getattr(document, field) for document in together]
        assert len({id(word) for word in words}) == len(set(words))
    tags = [tag for document in together for tag in document.tags]
    assert (len(tags), len({id(tag) for tag in tags})) == (8, 3)


def test_other_rules_have_every_file_parsed_again(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"content/a.id.md": story()})
    memory = Cache(None, "mesin")
    reading(project, memory)
    other = rules(config("timezone: UTC\n"))
    _, parsed = read_documents(project, files_under(project, "content"), other, memory, 1)
    assert list(parsed) == ["content/a.id.md"]


def test_a_file_that_vanishes_before_it_is_read_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"content/a.id.md": story(), "content/b.id.md": story()})
    found = files_under(project, "content")
    (project / "content/a.id.md").unlink()
    known, _ = read_documents(project, found, rules(config()), Cache(None, "mesin"), 1)
    assert list(known) == ["content/b.id.md"]


def test_files_other_than_stories_are_let_be(tmp_path: Path) -> None:
    project = write_project(
        tmp_path, {"content/a.id.md": story(), "content/catatan.txt": "x", "content/b.docx": b"\0"}
    )
    build_site(project)
    assert not [path for path in tree(project / "public") if "catatan" in path or "docx" in path]


def test_a_cache_may_lie_anywhere_and_serve_another_project(tmp_path: Path) -> None:
    one, other = copy_site("kecil", tmp_path / "satu"), copy_site("kecil", tmp_path / "dua")
    (other / "content/2023/12/30/rapat.id.md").write_text(story(title="Sidang", date="2023-12-30"))
    memory = tmp_path / "ingatan"
    for project in (one, other, one):
        build_site(project, "2024-01-15", cache=memory)
        build_site(project, "2024-01-15", cache=None, output=tmp_path / "bersih")
        assert tree(project / "public") == tree(tmp_path / "bersih")
