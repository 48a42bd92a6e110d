"""`site-gen deploy`: what is printed, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from newsroom import NOW, build_site, instant, story
from targets import BRIDGE, SECRETS, project_in, write

from site_gen.cli import run
from site_gen.config import Target
from site_gen.deploy import deploying
from site_gen.deploy.values import Found, Note, Record
from site_gen.errors import CONTENT, ENVIRONMENT, USAGE


class Shelf:
    """A target in memory."""

    def __init__(self) -> None:
        self.found = Found()

    def look(self) -> Found:
        return self.found

    def carry_out(self, steps: object, site: object, progress: object) -> None:
        assert isinstance(steps, tuple)
        assert isinstance(steps[-1], Note)
        self.found = Found(steps[-1].record)

    def close(self) -> None:
        pass


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf()
    monkeypatch.setattr(deploying, "_destination", lambda target, tools: shelf)
    monkeypatch.setattr("site_gen.cli.deploying.time", SimpleNamespace(time=lambda: float(instant(NOW))))
    return shelf


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = project_in(
        tmp_path / "koran", "  live: {rsync: 'host.example:/srv/koran'}\n  lain: {rsync: /lain}\n"
    )
    monkeypatch.chdir(project)
    return project


def test_it_says_how_much_was_sent_and_to_where(
    project: Path, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deploy"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert shelf.found.record
    count = len(shelf.found.record.files)
    assert (
        said.out == f"Deployed to live, host.example:/srv/koran/: {count} files; {count} sent, 0 removed.\n"
    )
    assert run(["deploy", "lain"]) == 0
    assert capsys.readouterr().out == f"Deployed to lain, /lain/: {count} files; nothing has changed.\n"
    assert run(["deploy", "--quiet", "--all"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_dry_run_names_every_file_and_a_machine_is_told_the_same(
    project: Path, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["deploy"])
    assert shelf.found.record
    files = shelf.found.record.files
    shelf.found = Found(Record({**files, "id/index.html": "", "lama/index.html": "1"}))
    capsys.readouterr()
    assert run(["deploy", "--dry-run"]) == 0
    assert capsys.readouterr().out == (
        "  send    id/index.html\n  remove  lama/index.html\n"
        f"Would deploy to live, host.example:/srv/koran/: {len(files)} files; 1 sent, 1 removed.\n"
    )
    assert run(["deploy", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "target": "live",
        "where": "host.example:/srv/koran/",
        "total": len(files),
        "sent": ["id/index.html"],
        "removed": ["lama/index.html"],
        "dry_run": True,
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["deploy", "liv"], USAGE, 'Did you mean "live"?'),
        (["deploy", "--output", "situs"], ENVIRONMENT, "situs: error: nothing is published there"),
        (["deploy", "--", "-e reboot"], USAGE, 'there is no target "-e reboot"'),
    ],
)
def test_what_cannot_be_done_is_said_with_an_exit_code(
    project: Path, shelf: Shelf, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == code
    assert said in capsys.readouterr().err
    assert shelf.found == Found()


def test_a_mistake_in_the_project_is_one_of_the_contents(
    project: Path, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content" / "x.md").write_text("x")
    assert run(["deploy"]) == CONTENT
    assert "content/x.md" in capsys.readouterr().err
    assert shelf.found == Found()


def test_a_foreign_target_is_named_with_what_is_in_it(
    project: Path, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.found = Found(None, tuple("abcdefg"))
    assert run(["deploy"]) == USAGE
    assert capsys.readouterr().err == (
        "host.example:/srv/koran/: error: it holds what site_gen did not put there: a, b, c, d, e\n"
        "  hint: Name another folder, or empty this one.\n"
    )


def test_a_password_in_the_configuration_is_refused_by_every_command_and_never_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project / "config.yaml"
    config.write_text(
        config.read_text() + f"  kunci: {{git: 'https://dewi:{SECRETS[3]}@host.example/x.git'}}\n"
    )
    for command in ("build", "deploy", "check"):
        assert run([command]) == USAGE
        said = capsys.readouterr()
        assert "a password in an address" in said.err
        assert SECRETS[3] not in said.err + said.out


def test_help_loads_neither_boto3_nor_the_programs(tmp_path: Path) -> None:
    asked = "import sys; from site_gen.cli import run; run(['deploy', '--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=os.environ
    )
    assert not {"boto3", "botocore", "subprocess", "site_gen.deploy"} & set(done.stdout.split())


def test_a_target_holds_no_secret() -> None:
    """What is remembered and printed of it can be shown to anybody."""
    assert set(Target.__struct_fields__) == {"name", "kind", "where", "branch", "history", "endpoint"}


def test_no_variable_moves_the_clock_of_a_deploy(
    project: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, f"{BRIDGE}/index.en.md", story("embargo: 2031-01-01\n", title="The bridge opens"))
    build_site(project, "2031-01-02")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(instant("2031-01-02")))
    assert run(["deploy"]) == ENVIRONMENT
    assert "not what a build would publish now" in capsys.readouterr().err


def test_a_dry_run_leaves_no_cache_where_there_was_none(project: Path, shelf: Shelf) -> None:
    shutil.rmtree(project / ".site_gen")
    assert run(["deploy", "--dry-run"]) == 0
    assert not (project / ".site_gen").exists()
