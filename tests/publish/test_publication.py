"""What a publication leaves on the disk."""

import errno
import os
import pickle
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec
import pytest
from synthetic_site import build, content, expected, generation_of, plan, produce, tree

from site_gen.digest import digest_bytes
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE, Location, Problem, SiteError
from site_gen.publish import (
    Output,
    PublishReport,
    TreeWriter,
    Written,
    checksum,
    clean,
    leftovers,
    publication,
    publish,
    published,
    spare,
    swap,
    verify,
)
from site_gen.publish import tree as publish_tree
from site_gen.publish.tree import misread, read_tree


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site" / "public"


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir())


AT_REST = [".public.lock", ".public.previous", "public"]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file each path is, and when it was written."""
    return {path: (s.st_ino, s.st_mtime_ns) for path in tree(folder) for s in [(folder / path).stat()]}


def never(missing: object, writer: object) -> list[object]:
    raise AssertionError(f"nothing had to be produced, but {missing} was asked for")


def age(folder: Path) -> None:
    """Make every file of a tree old, so that a new one shows."""
    for path in tree(folder):
        os.utime(folder / path, ns=(10**18, 10**18))


def refused(code: int, *arguments: object, **options: object) -> str:
    with pytest.raises(SiteError) as caught:
        publish(*arguments, **options)
    assert caught.value.exit_code == code, str(caught.value)
    return str(caught.value)


# What is published


def test_a_first_build_makes_the_folder_and_its_parents(output: Path) -> None:
    report = build(output, 0)
    assert generation_of(output, [0]) == 0
    assert (report.total, report.written, report.kept, report.exchanged) == (
        len(plan(0)),
        len(plan(0)),
        0,
        True,
    )
    assert beside(output) == AT_REST


@pytest.mark.parametrize("many", [1, 10_000])
def test_the_other_tree_is_made_beside_what_else_there_is_to_do(
    output: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(publication, "_MANY", many)  # by a process of its own, or here
    seen = []

    def meanwhile(report: PublishReport) -> None:
        assert tree(output) == expected(3)
        assert report.manifest == checksum(output)
        seen.append(report)

    report = publish(output, plan(3), produce, meanwhile=meanwhile, jobs=2)
    assert seen == [report]
    assert beside(output) == AT_REST
    assert stamps(output.parent / ".public.previous") == stamps(output)
    again = publish(output, plan(3), never, meanwhile=seen.append, jobs=2)
    assert seen == [report, again]


@pytest.mark.parametrize("many", [1, 10_000])
def test_without_another_tree_the_site_is_published_all_the_same(
    output: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publication, "_MANY", many)
    monkeypatch.setattr(spare, "link_file", no_links)
    report = publish(output, plan(3), produce, jobs=2)
    assert [problem.message for problem in report.warnings] == [
        "the site is published, but the next build will take longer: no space left on device"
    ]
    assert tree(output) == expected(3)
    monkeypatch.undo()
    assert publish(output, plan(4), produce).warnings == ()
    assert beside(output) == AT_REST
    assert tree(output) == expected(4)


def test_an_empty_folder_is_as_good_as_none(output: Path) -> None:
    output.mkdir(parents=True)
    build(output, 0)
    assert generation_of(output, [0]) == 0


def test_generations_follow_each_other_without_a_trace(output: Path) -> None:
    for generation in (0, 1, 2, 3, 7, 4, 0):
        report = build(output, generation)
        assert generation_of(output, [generation]) == generation
        assert report.atomic
        assert verify(output) == []
        assert beside(output) == AT_REST
        assert not [p for p in output.rglob("*") if p.is_dir() and not any(p.iterdir())], (
            "an empty folder is left"
        )


def test_the_report_counts_what_was_done(output: Path) -> None:
    build(output, 0)
    old, new = expected(0), expected(1)
    report = build(output, 1)
    changed = sorted(path for path in new if new[path] != old.get(path))
    assert list(report.paths) == changed
    assert list(report.removed) == sorted(old.keys() - new.keys())
    assert report.kept == len(new) - len(changed)
    assert report.kept + report.written + report.unchanged == report.total


def test_the_same_plan_again_writes_nothing_at_all(output: Path) -> None:
    build(output, 1)
    age(output)
    before = stamps(output), {p: p.stat().st_ino for p in output.parent.glob(".public.previous/**/*")}
    folder_times = {p: p.stat().st_mtime_ns for p in [output, *output.rglob("*")]}
    report = publish(output, plan(1), never)
    assert not report.exchanged
    assert report.kept == report.total
    assert (
        stamps(output),
        {p: p.stat().st_ino for p in output.parent.glob(".public.previous/**/*")},
    ) == before
    assert {p: p.stat().st_mtime_ns for p in [output, *output.rglob("*")]} == folder_times


def test_the_order_of_the_outputs_does_not_matter(output: Path) -> None:
    build(output, 1)
    assert not publish(output, plan(1)[::-1], never).exchanged


def test_a_kept_file_is_the_same_file_in_the_next_generation(output: Path) -> None:
    build(output, 0)
    age(output)
    for generation in (1, 2, 3):
        before = stamps(output)
        old = tree(output)
        build(output, generation)
        same = [path for path, data in tree(output).items() if old.get(path) == data]
        assert same
        assert {path: stamps(output)[path] for path in same} == {path: before[path] for path in same}


def test_a_page_produced_to_the_same_bytes_keeps_its_old_file(output: Path) -> None:
    def same_text(missing, writer):
        return [writer.write(one.path, b"teks") for one in missing]

    publish(output, [Output("a.html", "1"), Output("b.html", "1")], same_text)
    age(output)
    before = stamps(output)
    report = publish(output, [Output("a.html", "2"), Output("b.html", "1")], same_text)
    assert (report.written, report.unchanged, report.kept) == (0, 1, 1)
    assert report.paths == ()
    assert stamps(output) == before
    assert published(output).keys == ("2", "1")


def test_an_edit_taken_back_produces_nothing(output: Path) -> None:
    publish(output, [Output("a.html", "1")], produce)
    publish(output, [Output("a.html", "2")], produce)
    report = publish(output, [Output("a.html", "1")], never)
    assert (report.kept, report.exchanged, report.paths) == (1, True, ("a.html",))
    assert verify(output) == []


def test_only_what_is_missing_is_produced(output: Path) -> None:
    asked: list[str] = []

    def listening(missing, writer):
        asked.extend(one.path for one in missing)
        yield from produce(missing, writer)

    outputs = [Output(f"{n}.html", "1") for n in range(5)]
    publish(output, outputs, listening)
    assert len(asked) == 5
    asked.clear()
    publish(output, [*outputs[:4], Output("4.html", "2"), Output("5.html", "1")], listening)
    assert asked == ["4.html", "5.html"]


def test_a_build_of_one_change_does_not_touch_the_other_files_and_looks_at_each_once(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cost is in proportion to the change: counted in calls to the system, not in time."""
    counts, looks = [], []
    for size in (20, 200):
        outputs = [Output(f"{n}/index.html", "1") for n in range(size)]
        folder = output.parent / f"of-{size}"
        publish(folder, outputs, produce)
        publish(folder, [*outputs[1:], Output("0/index.html", "2")], produce)
        calls: Counter[str] = Counter()

        def counting(name, real, calls, *arguments, **options):
            calls[name] += 1
            return real(*arguments, **options)

        with monkeypatch.context() as patch:
            for name in ("open", "stat", "lstat", "link", "unlink", "mkdir", "rmdir", "listdir", "scandir"):
                patch.setattr(os, name, partial(counting, name, getattr(os, name), calls))
            publish(folder, [*outputs[1:], Output("0/index.html", "3")], produce)
        looks.append(calls.pop("lstat"))
        counts.append(calls)
    assert counts[0] == counts[1]
    assert looks[1] - looks[0] == 180


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Which files these are, and when each was written."""
    found = {path.name: path.stat() for path in folder.glob("*.html")}
    return {name: (status.st_ino, status.st_mtime_ns) for name, status in found.items()}


def test_of_a_large_tree_each_build_looks_at_a_part(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost is in proportion to the change; and what is gone is found after some builds."""
    outputs = [Output(f"{n}/index.html", "1") for n in range(60)]
    publish(output, outputs, produce)
    publish(output, [*outputs, Output("a.html", "0")], produce)
    monkeypatch.setattr(publish_tree, "_LOOKED_AT", 20)
    lstat, looks, counts = os.lstat, [], []
    monkeypatch.setattr(os, "lstat", lambda path, **more: looks.append(path) or lstat(path, **more))
    (output / "7/index.html").unlink()
    for number in range(1, 60):
        looks.clear()
        publish(output, [*outputs, Output("a.html", str(number))], produce)
        counts.append(len({path for path in looks if path[0].isdigit()}))
    # A tree that something was found missing in is looked through by the next build.
    assert sorted(counts)[-2] <= 20
    assert len(counts) == 59
    assert "7/index.html" in tree(output)
    monkeypatch.undo()
    assert all("7/index.html" in tree(folder) for folder in (output, output.parent / ".public.previous"))


def test_a_key_may_be_found_out_by_who_produces(output: Path) -> None:
    def finding(missing, writer):
        for one in missing:
            key = f"key of {one.path}"
            standing = next((there for there in one.standing if there.key == key), None)
            kept = writer.keep(one.path, standing) if standing else None
            yield kept or msgspec.structs.replace(writer.write(one.path, one.path.encode()), key=key)

    outputs = [Output(f"{n}.html", "") for n in range(5)]
    first = publish(output, outputs, finding)
    assert (first.kept, first.written) == (0, 5)
    assert published(output).keys == tuple(f"key of {n}.html" for n in range(5))
    before = identities(output)
    (output / "2.html").unlink()
    report = publish(output, [*outputs, Output("5.html", "")], finding)
    assert (report.kept, report.written, report.unchanged) == (4, 2, 0)
    assert identities(output).items() & before.items() == {
        item for item in before.items() if item[0] != "2.html"
    }
    assert publish(output, [Output(f"{n}.html", f"key of {n}.html") for n in range(6)], never).kept == 6


def test_what_comes_without_a_key_to_the_end_is_not_published(output: Path) -> None:
    with pytest.raises(RuntimeError, match="no key"):
        publish(output, [Output("a.html", "")], produce)
    assert not output.exists()


def test_what_a_build_before_had_produced_is_kept_by_its_key_when_that_is_found_out(output: Path) -> None:
    def stopping(missing, writer):
        yield msgspec.structs.replace(writer.write("a.html", b"a"), key="1")
        raise SiteError(Problem(Location("b.html"), "no"))

    outputs = [Output("a.html", ""), Output("b.html", "")]
    with pytest.raises(SiteError):
        publish(output, outputs, stopping)

    def finding(missing, writer):
        a, b = missing
        (standing,) = a.standing
        assert (standing.key, standing.here, b.standing) == ("1", True, ())
        yield writer.keep("a.html", standing)
        yield msgspec.structs.replace(writer.write("b.html", b"b"), key="2")

    assert publish(output, outputs, finding).kept == 1
    assert tree(output) == {"a.html": b"a", "b.html": b"b"}


def test_the_tree_before_is_kept_beside(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    assert generation_of(output.parent / ".public.previous", [0]) == 0


def test_a_file_that_becomes_a_folder_and_back(output: Path) -> None:
    for path in ("a", "a/b", "a/b/c", "a", "a/b/c", "a/b"):
        publish(output, [Output(path, "1"), Output("index.html", path)], produce)
        assert sorted(tree(output)) == sorted([path, "index.html"])


def test_an_empty_plan_empties_the_site(output: Path) -> None:
    build(output, 0)
    publish(output, [], never)
    assert tree(output) == {}
    build(output, 0)
    assert generation_of(output, [0]) == 0


def test_the_mark_is_published_with_the_tree(output: Path) -> None:
    publish(output, plan(0), produce, mark={"drafts": "yes"})
    assert published(output).mark == {"drafts": "yes"}
    assert publish(output, plan(0), never, mark={}).exchanged
    assert published(output).mark == {}


def test_who_publishes_is_asked_about_the_tree_that_is_there(output: Path) -> None:
    asked: list[dict[str, str]] = []
    for mark in ({"drafts": "yes"}, {}, {}):
        publish(output, plan(0), produce, mark=mark, admit=lambda mark: asked.append(dict(mark)))
    assert asked == [{"drafts": "yes"}, {}]

    def no(mark: Mapping[str, str]) -> None:
        raise SiteError(Problem(Location("mark"), "not over this one"), USAGE)

    before = beside(output)
    for generation in (0, 1):
        assert "not over this one" in refused(USAGE, output, plan(generation), never, admit=no)
    assert generation_of(output, [0]) == 0
    assert beside(output) == before


def test_the_manifest_tells_every_digest_and_no_time(output: Path) -> None:
    build(output, 0)
    manifest = published(output)
    assert dict(zip(manifest.paths, manifest.digests, strict=True)) == {
        p: digest_bytes(d) for p, d in expected(0).items()
    }
    assert manifest.paths == tuple(sorted(manifest.paths))
    other = output.parent / "again"
    build(other, 0)
    assert (other / ".site_gen.json").read_bytes() == (output / ".site_gen.json").read_bytes()


def test_nothing_is_published_where_no_build_was(output: Path) -> None:
    assert published(output) is None


def test_a_linked_output_folder_is_published_behind_the_link(output: Path, tmp_path: Path) -> None:
    real = tmp_path / "disk" / "www"
    real.mkdir(parents=True)
    output.parent.mkdir()
    output.symlink_to(real)
    build(output, 0)
    build(output, 1)
    assert output.is_symlink()
    assert generation_of(real, [1]) == 1
    assert sorted(p.name for p in real.parent.iterdir()) == [".www.lock", ".www.previous", "www"]


def test_files_and_folders_get_the_permissions_of_the_umask(output: Path) -> None:
    old = os.umask(0o027)
    try:
        build(output, 0)
    finally:
        os.umask(old)
    assert stat.S_IMODE((output / "index.html").stat().st_mode) == 0o640
    assert stat.S_IMODE((output / "statis").stat().st_mode) == 0o750


def test_a_writer_works_in_another_process(output: Path) -> None:
    def sent_away(missing, writer):
        writer = pickle.loads(pickle.dumps(writer))
        return [writer.write(one.path, b"jpeg") for one in missing]

    publish(output, [Output("img/photo.jpg", "1")], sent_away)
    assert tree(output) == {"img/photo.jpg": b"jpeg"}


def test_a_worker_that_outlives_its_build_cannot_write_into_the_next(output: Path) -> None:
    writers: list[TreeWriter] = []

    def keep_writer(missing, writer):
        writers.append(writer)
        yield from produce(missing, writer)

    publish(output, plan(0), keep_writer)
    publish(output, plan(1), keep_writer)
    for writer in writers:
        with pytest.raises(SiteError):
            writer.write("index.html", b"late")
    assert generation_of(output, [1]) == 1


# When producing fails


@pytest.mark.parametrize("warm", [False, True])
def test_the_site_is_as_it_was_when_producing_fails(output: Path, warm: bool) -> None:
    if warm:
        build(output, 0)
    bad = SiteError(Problem(Location("layout.html", 3), "no such field"))

    def failing(missing, writer):
        yield from produce(missing[:2], writer)
        raise bad

    with pytest.raises(SiteError) as caught:
        publish(output, plan(1), failing)
    assert caught.value is bad
    assert generation_of(output, [0]) == (0 if warm else "absent")
    build(output, 1)
    assert generation_of(output, [1]) == 1
    assert verify(output) == []
    assert beside(output) == AT_REST


def test_what_was_written_before_a_failure_is_not_produced_again(output: Path) -> None:
    outputs = [Output(f"{n}.html", "1") for n in range(5)]

    def failing(missing, writer):
        yield from produce(missing[:3], writer)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(output, outputs, failing)
    assert publish(output, outputs, produce).written == 2
    assert verify(output) == []


def test_a_producer_that_forgets_a_file_or_writes_another_publishes_nothing(output: Path) -> None:
    build(output, 0)
    for wrong in (
        lambda missing, writer: produce(missing[1:], writer),
        lambda missing, writer: [*produce(missing, writer), writer.write("odd.html", b"?")],
    ):
        with pytest.raises(RuntimeError):
            publish(output, plan(1), wrong)
        assert generation_of(output, [0]) == 0
    build(output, 1)
    assert generation_of(output, [1]) == 1
    assert verify(output) == []


def test_a_file_that_changes_after_it_was_written_publishes_nothing(output: Path) -> None:
    build(output, 0)

    def meddling(missing, writer):
        for one in produce(missing, writer):
            Path(writer.tree, one.path).write_bytes(b"")
            yield one

    assert "changed while" in refused(ENVIRONMENT, output, plan(1), meddling)
    assert generation_of(output, [0]) == 0
    build(output, 1)
    assert verify(output) == []


def test_a_worker_s_failed_write_is_told_with_its_path(output: Path) -> None:
    def onto_a_folder(missing, writer):
        Path(writer.tree, missing[0].path).mkdir()
        yield from produce(missing, writer)

    message = refused(ENVIRONMENT, output, plan(0), onto_a_folder)
    assert message.startswith(f"{output}/{plan(0)[0].path}: error: ")
    assert "building" not in message


def test_colliding_paths_publish_nothing(output: Path) -> None:
    build(output, 0)
    message = refused(CONTENT, output, [Output("a", "1", "one.md"), Output("A", "1", "two.md")], never)
    assert "one.md" in message
    assert "two.md" in message
    assert generation_of(output, [0]) == 0


def test_one_path_asked_for_twice_is_a_collision_even_if_nothing_else_is_new(output: Path) -> None:
    publish(output, [Output("a", "1", "one.md")], produce)
    assert "two.md" in refused(
        CONTENT, output, [Output("a", "1", "one.md"), Output("a", "1", "two.md")], never
    )


# Folders that are not ours


def test_a_folder_of_someone_else_is_refused_and_left_alone(output: Path) -> None:
    output.mkdir(parents=True)
    (output / "thesis.tex").write_text("years of work")
    assert "thesis.tex" in refused(USAGE, output, plan(0), never)
    assert tree(output) == {"thesis.tex": b"years of work"}
    assert beside(output) == [".public.lock", "public"]


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"not json", None], ids=["empty", "no list", "garbage", "cut short"]
)
def test_a_damaged_manifest_publishes_nothing(output: Path, damage: bytes | None) -> None:
    build(output, 0)
    manifest = output / ".site_gen.json"
    manifest.write_bytes(manifest.read_bytes()[:-10] if damage is None else damage)
    assert "Remove" in refused(ENVIRONMENT, output, plan(1), never)
    assert generation_of(output, [0]) == 0
    with pytest.raises(SiteError):
        published(output)


def test_the_root_home_and_working_folders_and_what_holds_the_project_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "work" / "project"
    (project / "content").mkdir(parents=True)
    (tmp_path / "home" / "user").mkdir(parents=True)
    (tmp_path / "link").symlink_to(project)
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "user"))
    monkeypatch.chdir(project)
    forbidden = [project, project / "content", project / "not-yet"]
    for folder in (
        "/", ".", "", "..", "../..", "content", "not-yet", "public/..", "../../link", "../../home", "../../home/user",
        tmp_path, project, Path(),
    ):  # fmt: skip
        refused(USAGE, folder, plan(0), never, forbidden=forbidden)
    assert not list(project.glob(".*"))
    publish("public", plan(0), produce, forbidden=forbidden)
    assert generation_of(project / "public", [0]) == 0


def test_an_output_in_something_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for output in ("/dev/null/public", tmp_path / "file" / "public", tmp_path / "file" / "deeper" / "public"):
        assert "is no folder" in refused(USAGE, output, plan(0), produce)


def test_a_file_in_the_place_of_the_output_is_refused(output: Path) -> None:
    output.parent.mkdir()
    output.write_text("not a folder")
    assert "not a folder" in refused(ENVIRONMENT, output, plan(0), never)
    assert output.read_text() == "not a folder"


@pytest.mark.parametrize("generation", [0, 1], ids=["nothing to do", "something to do"])
def test_a_stranger_in_the_root_is_named_and_stops_the_build(output: Path, generation: int) -> None:
    build(output, 0)
    (output / "CNAME").write_text("example.org")
    message = refused(ENVIRONMENT, output, plan(generation), never)
    assert f"{output}/CNAME" in message
    assert "static/" in message
    assert (output / "CNAME").read_text() == "example.org"


def test_a_stranger_deep_in_the_tree_is_found_when_the_other_tree_is_gone(output: Path) -> None:
    build(output, 0)
    (output / "id" / ".git").mkdir()
    (output / "id" / ".git" / "HEAD").write_text("ref")
    clean_away(output.parent / ".public.previous")
    assert "id/.git/" in refused(ENVIRONMENT, output, plan(1), never)
    assert (output / "id" / ".git" / "HEAD").exists()


def clean_away(folder: Path) -> None:
    shutil.rmtree(folder)


def test_litter_of_the_system_stops_nothing(output: Path) -> None:
    build(output, 0)
    (output / ".DS_Store").write_text("finder")
    (output / "id" / "Thumbs.db").write_text("explorer")
    build(output, 1)
    build(output, 2)
    assert verify(output) == []


def test_no_file_of_others_is_ever_removed(output: Path) -> None:
    """Put into folders that a build takes away, in either tree."""
    build(output, 1)
    for folder in (output, output.parent / ".public.previous"):
        (folder / "arsip" / "lama" / "notes.txt").write_text("mine")
    for generation in (3, 5):
        build(output, generation)
        found = list(output.parent.rglob("notes.txt"))
        assert len(found) == 2


def test_a_link_put_in_the_place_of_a_folder_is_not_followed_out(output: Path, tmp_path: Path) -> None:
    build(output, 1)
    outside = tmp_path / "outside"
    (outside / "lama").mkdir(parents=True)
    (outside / "lama" / "index.html").write_text("not of the site")
    for folder in (output, output.parent / ".public.previous"):
        clean_away(folder / "arsip")
        (folder / "arsip").symlink_to(outside)
    try:
        for generation in (2, 3):  # removes arsip/lama/index.html, writes it
            build(output, generation)
    except SiteError as error:
        assert error.exit_code == ENVIRONMENT
    assert tree(outside) == {"lama/index.html": b"not of the site"}


# When the trees are not as they were left


def test_a_site_emptied_by_hand_is_made_again(output: Path) -> None:
    build(output, 0)
    for path in output.iterdir():  # what `rm -rf public/*` does: the manifest has a leading dot
        if not path.name.startswith("."):
            clean_away(path) if path.is_dir() else path.unlink()
    build(output, 0)
    assert generation_of(output, [0]) == 0
    assert verify(output) == []


def test_the_other_tree_emptied_by_hand_publishes_nothing_less(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    other = output.parent / ".public.previous"
    for path in other.iterdir():
        if not path.name.startswith("."):
            clean_away(path) if path.is_dir() else path.unlink()
    build(output, 2)
    assert generation_of(output, [2]) == 2


@pytest.mark.parametrize(
    "state", ["gone", "damaged", "foreign", "a file", "a link", "with a stranger", "empty"]
)
def test_whatever_became_of_the_other_tree_the_site_is_right(
    output: Path, tmp_path: Path, state: str
) -> None:
    build(output, 0)
    build(output, 1)
    other = output.parent / ".public.previous"
    if state == "damaged":
        (other / ".site_gen.json").write_bytes(b"{")
    elif state == "with a stranger":
        (other / "notes.txt").write_text("mine")
    else:
        clean_away(other)
    if state == "foreign":
        other.mkdir()
        (other / "notes.txt").write_text("mine")
    elif state == "a file":
        other.write_text("mine")
    elif state == "a link":
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "notes.txt").write_text("mine")
        other.symlink_to(tmp_path / "elsewhere")
    elif state == "empty":
        other.mkdir()
    report = build(output, 2)
    assert generation_of(output, [2]) == 2
    assert verify(output) == []
    aside = [path for path in output.parent.iterdir() if "set-aside" in path.name]
    assert len(aside) == len(report.warnings) == (0 if state in ("gone", "empty") else 1)
    if state in ("foreign", "with a stranger"):
        assert (aside[0] / "notes.txt").read_text() == "mine"
    build(output, 3)
    assert generation_of(output, [3]) == 3


def test_a_file_missing_deep_in_the_published_tree_is_produced_when_it_is_to_be_linked(output: Path) -> None:
    build(output, 0)
    (output / "statis" / "gaya.css").unlink()
    clean_away(output.parent / ".public.previous")
    build(output, 1)
    assert generation_of(output, [1]) == 1


def test_verify_names_what_is_wrong_and_a_verifying_build_mends_it(output: Path) -> None:
    build(output, 0)
    (output / "statis" / "gaya.css").write_text("changed by hand")  # the same file in the other tree, too
    (output / "index.html").unlink()
    (output / "id" / "catatan.txt").write_text("mine")
    build_problems = verify(output)
    assert [p.where.path for p in build_problems] == [
        f"{output}/{p}" for p in ("id/catatan.txt", "index.html", "statis/gaya.css")
    ]
    with pytest.raises(SiteError, match="catatan"):
        build(output, 0, verify=True)
    (output / "id" / "catatan.txt").unlink()
    build(output, 0, verify=True)
    assert generation_of(output, [0]) == 0
    assert verify(output) == []
    build(output, 1)
    assert generation_of(output, [1]) == 1


def claims_hold(output: Path) -> bool:
    """Whether both trees have what their lists claim: a build believes either."""
    trees = [read_tree(str(folder)) for folder in (output, output.parent / ".public.previous")]
    return [misread(tree) for tree in trees if tree] == [{}, {}]


def remove_a_file(output: Path) -> None:
    (output / "statis" / "gaya.css").unlink()


def remove_a_folder(output: Path) -> None:
    clean_away(output / "id" / "2010")


def edit_a_file(output: Path) -> None:
    page = output / "statis" / "gaya.css"
    page.unlink()  # as most editors do; what is written in place changes both trees
    page.write_text("changed by hand")


@pytest.mark.parametrize("damage", [remove_a_file, remove_a_folder, edit_a_file])
@pytest.mark.parametrize("generation", [1, 2], ids=["nothing else to do", "something else to do"])
def test_what_a_verifying_build_mended_stays_mended(
    output: Path, damage: Callable[[Path], None], generation: int
) -> None:
    """The damaged tree is the other one of the next build."""
    build(output, 0)
    build(output, 1)
    damage(output)
    build(output, generation, verify=True)
    assert claims_hold(output)
    for later in (generation + 1, generation + 2):
        build(output, later)
        assert generation_of(output, [later]) == later
        assert verify(output) == []


def test_a_verifying_build_finds_what_is_wrong_in_the_other_tree(output: Path) -> None:
    """What one look does not tell: other bytes, as many of them and as old."""
    build(output, 0)
    build(output, 1)
    page = output.parent / ".public.previous" / "statis" / "gaya.css"
    status, data = page.stat(), page.read_bytes()
    page.unlink()
    page.write_bytes(data[::-1])
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not claims_hold(output)
    build(output, 2, verify=True)
    assert claims_hold(output)
    build(output, 3)
    assert generation_of(output, [3]) == 3


def empty_a_file(output: Path) -> None:
    remove_a_file(output)
    (output / "statis" / "gaya.css").touch()


@pytest.mark.parametrize("tree", ["public", ".public.previous"])
@pytest.mark.parametrize("damage", [remove_a_file, remove_a_folder])
def test_a_file_that_is_gone_from_either_tree_does_not_come_and_go(
    output: Path, tree: str, damage: Callable[[Path], None]
) -> None:
    build(output, 0)
    build(output, 1)
    damage(output.parent / tree)
    for later in (2, 3, 4, 5):
        build(output, later)
        assert generation_of(output, [later]) == later
        assert claims_hold(output)


@pytest.mark.parametrize("damage", [edit_a_file, empty_a_file])
def test_a_file_replaced_in_the_other_tree_is_not_published(
    output: Path, damage: Callable[[Path], None]
) -> None:
    build(output, 0)
    build(output, 1)
    damage(output.parent / ".public.previous")
    for later in (2, 3):
        build(output, later)
        assert generation_of(output, [later]) == later


def test_a_hand_edit_stays_until_the_page_next_changes(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    edit_a_file(output)
    for later in (2, 3, 4):
        build(output, later)
        assert (output / "statis" / "gaya.css").read_text() == "changed by hand"


@pytest.mark.parametrize("kind", ["a folder", "a link"])
@pytest.mark.parametrize("path", ["statis/gaya.css", "index.html"], ids=["kept", "changes"])
@pytest.mark.parametrize("tree", ["public", ".public.previous"])
def test_what_stands_in_the_place_of_a_file_is_not_published(
    output: Path, tmp_path: Path, tree: str, path: str, kind: str
) -> None:
    build(output, 0)
    build(output, 1)
    (output.parent / tree / path).unlink()
    if kind == "a folder":
        (output.parent / tree / path).mkdir()
        (output.parent / tree / path / "notes.txt").write_text("mine")
    else:
        (output.parent / tree / path).symlink_to(tmp_path)
    warnings = []
    for later in (2, 3, 4):
        warnings += build(output, later).warnings
        assert generation_of(output, [later]) == later
    assert len(warnings) == 1
    (aside,) = [path for path in output.parent.iterdir() if "set-aside" in path.name]
    assert kind == "a link" or (aside / path / "notes.txt").read_text() == "mine"


def test_an_edit_taken_back_to_a_page_that_was_damaged_meanwhile_is_produced(output: Path) -> None:
    publish(output, [Output("a.html", "1"), Output("b.html", "1")], produce)
    publish(output, [Output("a.html", "2"), Output("b.html", "1")], produce)
    page = output.parent / ".public.previous" / "a.html"
    page.write_text("")
    report = publish(output, [Output("a.html", "1"), Output("b.html", "1")], produce)
    assert report.paths == ("a.html",)
    assert (output / "a.html").read_bytes() == content(Output("a.html", "1"))


def test_what_was_found_missing_while_linking_does_not_go_missing_again(output: Path) -> None:
    build(output, 2)
    build(output, 3)  # with a new logo, which the next build has to link
    (output / "statis" / "gambar" / "logo.svg").unlink()
    for later in (4, 5):
        build(output, later)
        assert generation_of(output, [later]) == later
    assert claims_hold(output)


def test_a_damaged_file_that_is_no_longer_planned_is_removed(output: Path) -> None:
    build(output, 0)
    edit_a_file(output)
    build_without = [one for one in plan(0) if one.path != "statis/gaya.css"]
    publish(output, build_without, produce, verify=True)
    assert not (output / "statis" / "gaya.css").exists()
    assert verify(output) == []


def test_a_verifying_build_that_fails_leaves_the_files_and_tells_the_next_build(output: Path) -> None:
    def fails(missing: Sequence[Output], writer: TreeWriter) -> Iterable[Written]:
        raise SiteError(Problem(Location("tema"), "no"))

    build(output, 0)
    edit_a_file(output)
    before = tree(output)
    refused(CONTENT, output, plan(0), fails, verify=True)
    assert tree(output) == before
    build(output, 0)
    assert generation_of(output, [0]) == 0
    assert claims_hold(output)


def set_boot(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for module in (publication, spare, leftovers):
        monkeypatch.setattr(module, "boot", lambda: name)


def test_after_another_start_of_the_machine_every_byte_is_read_before_it_is_believed(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves files of no bytes behind names that were already written."""
    set_boot(monkeypatch, "first")
    build(output, 0)
    build(output, 1)
    for path in (output / "index.html", output.parent / ".public.previous" / "statis" / "gaya.css"):
        path.write_bytes(b"")
    set_boot(monkeypatch, "second")
    build(output, 1)
    assert generation_of(output, [1]) == 1
    build(output, 2)
    assert generation_of(output, [2]) == 2


def test_a_site_on_the_disk_for_good_is_not_read_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(output, 0, durable=True)
    assert published(output).boot == ""
    monkeypatch.setattr(publication, "misread", never)
    monkeypatch.setattr(publication, "boot", lambda: "another")
    publish(output, plan(0), never)


# Where the exchange does not work


def fail_with(code: int):
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


def without_exchange(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(swap, "exchange", fail_with(code))
    monkeypatch.setattr(publication, "exchange", fail_with(code))


@pytest.mark.parametrize("name", ["EINVAL", "ENOSYS", "EPERM", "EOPNOTSUPP"])
def test_two_renames_do_where_the_system_cannot_exchange(
    output: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    without_exchange(monkeypatch, getattr(errno, name))
    for generation in (0, 1, 2):
        report = build(output, generation)
        assert generation_of(output, [generation]) == generation
        assert report.atomic == (generation == 0)
        assert beside(output) == AT_REST


def test_a_build_that_died_between_the_two_renames_is_completed(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    previous = output.parent / ".public.previous"
    previous.rename(output.parent / ".public.building-0000")  # stands for the new one
    output.rename(previous)
    with pytest.raises(AssertionError):
        publish(output, plan(2), never)
    assert generation_of(output, [0]) == 0
    build(output, 2)
    assert generation_of(output, [2]) == 2
    assert beside(output) == AT_REST


def test_a_site_removed_by_hand_does_not_come_back_by_itself(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    clean_away(output)
    with pytest.raises(AssertionError):
        publish(output, plan(2), never)
    assert not output.exists()
    build(output, 2)
    assert generation_of(output, [2]) == 2


def test_files_are_copied_with_their_times_where_links_do_not_work(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    build(output, 0)
    age(output)
    build(output, 1)
    copy = (output.parent / ".public.previous/statis/gaya.css").stat().st_ino
    build(output, 2)
    assert generation_of(output, [2]) == 2
    assert (output / "statis/gaya.css").stat().st_mtime_ns == 10**18
    assert (output / "statis/gaya.css").stat().st_ino == copy, "what is a copy already is not copied again"


# Cleaning


def test_clean_removes_what_manifests_list_and_nothing_else(output: Path) -> None:
    build(output, 0)
    build(output, 1)
    (output.parent / "notes.txt").write_text("mine")
    report = clean(output)
    assert (report.removed, report.left) == (len(plan(1)), ())
    assert beside(output) == ["notes.txt"]


def test_clean_leaves_and_names_what_others_put_there(output: Path) -> None:
    build(output, 0)
    (output / "CNAME").write_text("example.org")
    report = clean(output)
    assert report.left == (f"{output}/CNAME",)
    assert tree(output) == {"CNAME": b"example.org"}


def test_clean_does_not_touch_a_folder_without_a_manifest(output: Path) -> None:
    output.mkdir(parents=True)
    (output / "index.html").write_text("by hand")
    assert clean(output).removed == 0
    assert tree(output) == {"index.html": b"by hand"}


def test_a_clean_that_died_leaves_no_claim_behind(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(output, 0)
    calls = 0
    real = os.unlink

    def dying(path: str) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise KeyboardInterrupt
        real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", dying)
        with pytest.raises(KeyboardInterrupt):
            clean(output)
    with pytest.raises(SiteError):
        published(output)
    build(output, 0)
    assert generation_of(output, [0]) == 0
    assert verify(output) == []
