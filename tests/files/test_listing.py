"""A look at a project's files tells any change, and may go on in a process of its own."""

import os
from pathlib import Path

import pytest
from newsroom import build_site, instant, story, tree, write_project

from site_gen import build as building
from site_gen.build import build
from site_gen.cache.memory import Cache
from site_gen.engine import engine_digest
from site_gen.errors import SiteError
from site_gen.files import scanning
from site_gen.files.listing import Lookout, look
from site_gen.reading.project import Request


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {f"content/b{n}/index.id.md": story(f"tags: [t{n}]\n") for n in range(3)}
    return write_project(tmp_path / "project", {**files, "static/.domains": "warta.example"})


def test_a_lookout_sees_what_a_look_sees(project: Path) -> None:
    lookout = Lookout(project)
    assert lookout.digest() == look(project).digest
    assert lookout.take().listings == look(project).listings


def test_another_look_tells_every_touch(project: Path) -> None:
    seen = {look(project).digest}
    file = project / "content/b1/index.id.md"
    text = file.read_text()
    os.utime(file, ns=(0, 10**18))
    seen.add(look(project).digest)
    file.write_text(text + " ")
    os.utime(file, ns=(0, 10**18))
    seen.add(look(project).digest)
    file.unlink()
    seen.add(look(project).digest)
    (project / "static/robots.txt").touch()
    seen.add(look(project).digest)
    assert len(seen) == 5


def test_two_projects_never_look_alike(tmp_path: Path) -> None:
    one, other = write_project(tmp_path / "a", {}), write_project(tmp_path / "b", {})
    assert look(one).listings == look(other).listings
    assert look(one).digest != look(other).digest


def test_what_a_lookout_cannot_read_is_told_by_who_takes_it(project: Path) -> None:
    (project / "content/lain").symlink_to("b1")
    lookout = Lookout(project)
    assert lookout.digest() == ""
    with pytest.raises(SiteError) as caught:
        lookout.take()
    assert str(caught.value).startswith("content/lain: error: a symbolic link")


def test_nobody_waits_for_a_lookout_that_was_given_up(tmp_path: Path) -> None:
    # More than a pipe holds: it is in the middle of telling.
    files = {f"content/{n:0100}.md": "" for n in range(1500)}
    lookout = Lookout(write_project(tmp_path, files))
    lookout.digest()
    child = lookout._scout.child
    lookout.give_up()
    lookout.give_up()
    with pytest.raises(ChildProcessError):  # it is gone, and nobody's to wait for any more
        os.waitpid(child, os.WNOHANG)


def request(project: Path) -> Request:
    return Request(project, instant("2024-01-15"), cache=project / ".site_gen")


def refuse(*_: object) -> None:
    raise AssertionError("read")


def test_a_build_of_nothing_reads_no_story_and_nothing_about_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    build_site(project, "2024-01-15")
    monkeypatch.setattr(Cache, "_read_file", refuse)
    monkeypatch.setattr(building, "read_project", refuse)
    report = build(request(project), lookout=Lookout(project))
    assert (report.rendered, report.written, report.documents) == (0, (), 3)
    assert report.total == len(tree(project / "public"))
    (project / "content/b1/index.id.md").touch()
    with pytest.raises(AssertionError):
        build(request(project))


def test_a_look_from_before_another_build_is_not_believed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    build_site(project, "2024-01-15")
    lookout = Lookout(project)
    lookout.digest()
    write_project(project, {"content/baru/index.id.md": story(title="Baru")})
    build_site(project, "2024-01-15")
    report = build(request(project), Cache(project / ".site_gen", engine_digest()), lookout)
    assert (report.documents, report.removed) == (4, ())


def test_what_is_gone_from_the_published_tree_is_made_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_TICK", -(10**18))
    build_site(project, "2024-01-15")
    before = tree(project / "public")
    (project / "public/robots.txt").unlink()
    assert build(request(project)).written == ("robots.txt",)
    assert tree(project / "public") == before
