"""A folder that rsync reaches has the site, and what others have put beside it."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from newsroom import build_site, story, tree
from targets import BRIDGE, FLOOD, ODD, SECRETS, as_ssh, killing, needs, project_in, send, write

from site_gen.deploy.records import NAME
from site_gen.errors import ENVIRONMENT, USAGE, SiteError


@pytest.fixture
def www(tmp_path: Path) -> Path:
    needs("rsync")
    folder = tmp_path / "www"
    folder.mkdir()
    return folder


@pytest.fixture
def project(tmp_path: Path, www: Path) -> Path:
    return project_in(tmp_path / "koran", f"  live: {{rsync: {www}}}\n")


def there(www: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(www).items() if path != NAME}


def test_the_folder_has_the_site_with_whatever_names(project: Path, www: Path) -> None:
    report = send(project)
    assert there(www) == tree(project / "public")
    assert sorted(report.sent) == sorted(there(www))
    assert set(ODD) <= there(www).keys()
    assert not (www / ".site_gen.json").exists()
    assert (www / "id" / "index.html").stat().st_mode & 0o777 == 0o644
    again = send(project)
    assert (again.sent, again.removed) == ((), ())


def test_only_what_differs_travels_and_what_is_no_more_goes(project: Path, www: Path) -> None:
    send(project)
    kept = (www / "en" / "2024" / "01" / "banjir" / "index.html").stat()
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n", title="Jembatan dibuka"))
    (project / "static" / ODD[1]).unlink()
    (project / "static" / ODD[4]).unlink()
    build_site(project)
    report = send(project)
    assert there(www) == tree(project / "public")
    assert "id/2024/01/jembatan/index.html" in report.removed
    assert not (www / "id" / "2024" / "01" / "jembatan").exists()
    now = (www / "en" / "2024" / "01" / "banjir" / "index.html").stat()
    assert (kept.st_ino, kept.st_mtime_ns) == (now.st_ino, now.st_mtime_ns)
    assert not [folder for folder, folders, files in os.walk(www) if not folders and not files]


def test_what_others_put_there_is_let_be_and_keeps_its_folder(project: Path, www: Path) -> None:
    (www / ".well-known" / "acme").mkdir(parents=True)
    send(project)
    (www / "CNAME").write_text("theirs")
    story_folder = www / "id" / "2024" / "01" / "jembatan"
    (story_folder / "catatan.txt").write_text("theirs")
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    assert [path.name for path in story_folder.iterdir()] == ["catatan.txt"]
    assert (www / "CNAME").read_text() == "theirs"
    assert (www / ".well-known" / "acme").is_dir()


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(project: Path, www: Path) -> None:
    write(project, "static/berkas", "x")
    write(project, "static/map/berkas", "x")
    build_site(project)
    send(project)
    (project / "static" / "berkas").unlink()
    (project / "static" / "map" / "berkas").unlink()
    (project / "static" / "map").rmdir()
    write(project, "static/map", "x")
    write(project, "static/berkas/isi", "x")
    build_site(project)
    send(project)
    assert there(www) == tree(project / "public")


def test_with_all_what_was_touched_at_the_target_is_put_right(project: Path, www: Path) -> None:
    send(project)
    page = www / "id" / "index.html"
    times = page.stat()
    page.write_bytes(b"x" * times.st_size)
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    send(project, everything=True)
    assert there(www) == tree(project / "public")


def test_by_ssh_it_is_the_same(project: Path, www: Path, tmp_path: Path) -> None:
    config = project / "config.yaml"
    config.write_text(config.read_text().replace(f"rsync: {www}", f"rsync: 'www@host.example:{www}'"))
    build_site(project)
    variables = {"RSYNC_RSH": as_ssh(tmp_path)}
    send(project, variables=variables)
    assert there(www) == tree(project / "public")
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    for name in ODD:
        (project / "static" / name).unlink()
    build_site(project)
    report = send(project, variables=variables)
    assert set(ODD) < set(report.removed)
    assert there(www) == tree(project / "public")
    assert not (www / "id" / "2024" / "01" / "jembatan").exists()


def test_a_dry_run_changes_nothing(project: Path, www: Path) -> None:
    report = send(project, dry_run=True)
    assert report.dry_run
    assert sorted(report.sent) == sorted(tree(project / "public"))
    assert list(www.iterdir()) == []


def test_what_a_first_deploy_left_that_was_killed_while_it_began_is_no_stranger(
    project: Path, www: Path
) -> None:
    (www / ".~tmp~").mkdir()
    (www / ".site_gen.deploy.tmp").mkdir()
    (www / ".site_gen.deploy.tmp" / f".{NAME}.a1B2c3").write_text("{")
    send(project)
    assert tree(project / "public") == there(www)


def test_a_folder_of_somebody_else_is_refused(project: Path, www: Path) -> None:
    (www / "penting.txt").write_text("theirs")
    with pytest.raises(SiteError, match=r"holds what site_gen did not put there: penting\.txt") as caught:
        send(project)
    assert caught.value.exit_code == USAGE
    assert [path.name for path in www.iterdir()] == ["penting.txt"]


def test_a_folder_that_is_not_there_is_not_made(project: Path, www: Path) -> None:
    www.rmdir()
    with pytest.raises(SiteError, match="Is the folder there") as caught:
        send(project)
    assert caught.value.exit_code == ENVIRONMENT
    assert not www.exists()


IMPORTED = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
DEPLOYING = """
import os, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from targets import send
send(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("call", [4, 6, 7, 8])
def test_a_deploy_that_was_killed_is_put_right_by_the_next_one(
    project: Path, www: Path, tmp_path: Path, call: int
) -> None:
    """Also where what it had sent is withdrawn before that."""
    send(project)
    write(project, f"{BRIDGE}/index.en.md", story(title="The bridge opens", date="2024-01-02"))
    (project / FLOOD / "index.en.md").unlink()
    build_site(project)
    code = subprocess.run(
        [sys.executable, "-c", DEPLOYING, str(project), *IMPORTED],
        env={**os.environ, **killing(tmp_path, "rsync", call)},
        capture_output=True,
        check=False,
    ).returncode
    assert code == -9
    (project / BRIDGE / "index.en.md").unlink()
    build_site(project)
    send(project)
    assert there(www) == tree(project / "public")
    assert not [folder for folder, folders, files in os.walk(www) if not folders and not files]


def test_a_deploy_that_was_killed_is_gone_on_with(project: Path, www: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", DEPLOYING, str(project), *IMPORTED],
        env={**os.environ, **killing(tmp_path, "rsync", 6)},
        capture_output=True,
        check=False,
    )
    assert there(www)
    assert there(www) != tree(project / "public")
    send(project)
    assert there(www) == tree(project / "public")


def test_what_a_killed_rsync_held_back_goes_with_the_file(project: Path, www: Path) -> None:
    send(project)
    held = www / "id" / "2024" / "01" / "jembatan" / ".~tmp~" / "index.html"
    held.parent.mkdir()
    held.write_text("x")
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    assert not held.parent.parent.exists()


def test_what_a_killed_rsync_had_begun_to_write_goes(project: Path, www: Path) -> None:
    send(project)
    arriving = www / ".site_gen.deploy.tmp"
    arriving.mkdir()
    (arriving / ".index.html.a1B2c3").write_text("x")
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    assert not arriving.exists()
    assert there(www) == tree(project / "public")


def test_readers_may_read_whatever_the_mask_of_who_deploys(project: Path, www: Path) -> None:
    before = os.umask(0o077)
    try:
        send(project)
    finally:
        os.umask(before)
    assert (www / "id" / "index.html").stat().st_mode & 0o777 == 0o644
    assert (www / "id").stat().st_mode & 0o777 == 0o755


def test_a_folder_that_lies_elsewhere_loses_nothing(project: Path, www: Path, tmp_path: Path) -> None:
    send(project)
    elsewhere = tmp_path / "disk"
    (www / "en").rename(elsewhere)
    (www / "en").symlink_to(elsewhere)
    before = len([*elsewhere.rglob("*")])
    write(project, f"{FLOOD}/index.en.md", story(title="The flood is over"))
    build_site(project)
    with suppress(SiteError):  # of a newer rsync, which follows no links
        send(project)
    assert (www / "en").is_symlink()
    assert len([*elsewhere.rglob("*")]) >= before


def test_what_rsync_says_is_told_without_secrets(project: Path, tmp_path: Path) -> None:
    script = tmp_path / "bin" / "rsync"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\necho "no: $RSYNC_PASSWORD, rsync://dewi:x@host/" >&2\nexit 5\n')
    script.chmod(0o755)
    variables = {"PATH": f"{script.parent}:{os.environ['PATH']}", "RSYNC_PASSWORD": SECRETS[2]}
    with pytest.raises(SiteError) as caught:
        send(project, variables=variables)
    assert "rsync ended with 5: no: …, rsync://…@host/" in str(caught.value)


def test_without_rsync_it_is_said_what_to_do(project: Path) -> None:
    with pytest.raises(SiteError, match="Install rsync: this target needs it") as caught:
        send(project, environment={"PATH": ""})
    assert caught.value.exit_code == ENVIRONMENT
