"""What goes out is the site as it is due now, whole; anything else is refused before a target is asked."""

import shutil
from pathlib import Path

import pytest
from newsroom import build_site, instant, story
from targets import BRIDGE, FLOOD, project_in, send, write

from site_gen.build import build
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE, SiteError
from site_gen.publish import lock
from site_gen.reading.project import Request


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A paper with a target that fails whoever asks it."""
    return project_in(tmp_path / "koran", f"  live: {{rsync: {tmp_path}/not-there}}\n")


def refused(project: Path, code: int, text: str, **more: object) -> None:
    with pytest.raises(SiteError) as caught:
        send(project, **more)
    assert text in str(caught.value)
    assert caught.value.exit_code == code
    assert "not-there" not in str(caught.value)


def test_where_nothing_is_published(project: Path) -> None:
    shutil.rmtree(project / "public")
    refused(project, ENVIRONMENT, "public: error: nothing is published there")
    refused(project, ENVIRONMENT, "hint: Run site-gen build first.", output=project / "situs" / "lain")
    assert not (project / "situs").exists()


def test_a_preview_of_drafts(project: Path) -> None:
    preview = project / "pratinjau"
    now = instant("2024-06-01")
    build(Request(project=project, now=now, output=preview, drafts=True, cache=project / ".site_gen"))
    refused(project, USAGE, "pratinjau: error: drafts are in it", output=preview)


@pytest.mark.parametrize("remembering", [True, False])
def test_a_site_that_was_edited_since(project: Path, remembering: bool) -> None:
    write(project, f"{FLOOD}/index.en.md", story(title="The flood is over"))
    if not remembering:
        shutil.rmtree(project / ".site_gen")
    refused(project, ENVIRONMENT, "public: error: not what a build would publish now")


def test_a_site_in_which_something_has_come_due_since(project: Path) -> None:
    write(project, f"{FLOOD}/index.en.md", story("expires: 2024-07-01\n", title="The flood recedes"))
    build_site(project)
    refused(project, ENVIRONMENT, "not what a build would publish now", now="2024-07-01")


def test_a_site_that_was_built_for_a_moment_still_to_come(project: Path) -> None:
    write(project, f"{BRIDGE}/index.en.md", story("embargo: 2024-07-01\n", title="The bridge opens"))
    build_site(project, "2024-07-02")
    refused(project, ENVIRONMENT, "not what a build would publish now")


def test_a_site_whose_build_has_failed(project: Path) -> None:
    write(project, f"{FLOOD}/index.en.md", story("darft: yes\n"))
    with pytest.raises(SiteError):
        build_site(project)
    refused(project, CONTENT, 'unknown key "darft"')


def test_a_site_that_was_touched_by_hand(project: Path) -> None:
    page = project / "public" / "id" / "index.html"
    text = page.read_bytes()
    page.write_bytes(text.replace(b"Banjir", b"banjir"))
    refused(project, ENVIRONMENT, "public/id/index.html: error: its bytes are not those that were published")
    page.unlink()
    refused(project, ENVIRONMENT, "public/id/index.html: error: it is missing")
    page.write_bytes(text)
    (project / "public" / "catatan.txt").write_text("x")
    refused(project, ENVIRONMENT, "public/catatan.txt: error: site_gen did not put it there")


def test_a_site_that_was_being_taken_apart(project: Path) -> None:
    manifest = project / "public" / ".site_gen.json"
    manifest.rename(manifest.with_name(".site_gen.gone.json"))
    refused(project, ENVIRONMENT, "public: error: the site there is not whole")
    (project / "public" / ".site_gen.gone.json").write_text("{}")
    refused(project, ENVIRONMENT, "the list of published files cannot be relied on")


def test_a_site_that_a_build_is_at_work_on(project: Path) -> None:
    with lock(project / "public", "site-gen build"):
        refused(project, ENVIRONMENT, "another build is at work on it")


def test_an_edit_that_changes_no_file_of_the_site_is_none(project: Path) -> None:
    path = project / FLOOD / "index.en.md"
    path.write_text(path.read_text() + "\n\n")
    with pytest.raises(SiteError, match="not-there"):  # it is the target that was asked
        send(project)


def test_no_target_one_that_is_not_there_and_the_nearest_one(tmp_path: Path) -> None:
    project = project_in(tmp_path / "koran", "  pages: {git: 'file:///x.git'}\n  live: {rsync: /x}\n")
    refused(project, USAGE, 'Did you mean "pages"?', name="page")
    config = project / "config.yaml"
    config.write_text(config.read_text().partition("deploy:")[0])
    refused(project, USAGE, "it names no target to deploy to")
