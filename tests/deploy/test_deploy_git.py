"""A branch has the site, made from the list of what is published and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import build_site, story, tree
from targets import (
    BRIDGE,
    FLOOD,
    SECRETS,
    as_ssh,
    bare_repository,
    branch_tree,
    everything_in,
    git,
    killing,
    needs,
    project_in,
    send,
    write,
)

from site_gen.errors import ENVIRONMENT, USAGE, SiteError


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return bare_repository(tmp_path / "situs.git")


@pytest.fixture
def project(tmp_path: Path, repository: Path) -> Path:
    return project_in(tmp_path / "koran", f"  pages: {{git: 'file://{repository}'}}\n")


def log(repository: Path) -> list[str]:
    return git(repository, "log", "--format=%s", "gh-pages").splitlines()


def test_the_branch_is_the_site_whatever_attributes_and_settings_say(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    write(project, "static/dos.txt", "a\r\nb\r\n")
    attributes = tmp_path / "attributes"
    attributes.write_text("* text=auto eol=lf filter=nothing\n")
    build_site(project)
    settings = {
        "core.attributesFile": str(attributes),
        "core.autocrlf": "input",
        "core.hooksPath": str(tmp_path),
    }
    hook = tmp_path / "pre-push"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    variables = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        variables |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    send(project, variables=variables)
    assert branch_tree(repository) == tree(project / "public")
    assert ".nojekyll" in branch_tree(repository)


def test_nothing_new_makes_no_commit_and_something_new_one(project: Path, repository: Path) -> None:
    send(project)
    send(project)
    assert log(repository) == ["Publish the site"]
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    report = send(project)
    assert branch_tree(repository) == tree(project / "public")
    assert log(repository) == ["Publish the site"] * 2
    assert "id/2024/01/jembatan/index.html" in report.removed


def test_without_history_what_was_withdrawn_is_in_no_commit(project: Path, repository: Path) -> None:
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("git'}", "git', history: no, branch: situs/terbit}"))
    build_site(project)
    send(project)
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    assert branch_tree(repository, "situs/terbit") == tree(project / "public")
    assert git(repository, "rev-list", "--count", "situs/terbit").strip() == "1"
    git(repository, "prune", "--expire=now")
    assert b"Jembatan" not in everything_in(repository)


def test_commits_of_somebody_else_stay_under_a_site_without_history(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(repository), str(clone)], check=True, stderr=subprocess.DEVNULL)
    own = ("-c", "user.name=D", "-c", "user.email=d@koran.example", "commit", "--allow-empty", "-qm", "Work")
    git(clone, *own)
    git(clone, "push", "-q", "origin", "HEAD:gh-pages")
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("git'}", "git', history: no}"))
    build_site(project)
    send(project)
    assert git(repository, "log", "--format=%s", "gh-pages").splitlines() == ["Publish the site", "Work"]


def test_a_file_of_somebody_else_on_the_branch_is_let_be(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    send(project)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(repository), str(clone)], check=True)
    (clone / "CNAME").write_text("koran.example\n")
    git(clone, "add", "CNAME")
    git(clone, "-c", "user.name=D", "-c", "user.email=d@koran.example", "commit", "-qm", "Create CNAME")
    git(clone, "push", "-q")
    assert send(project).sent == ()
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    found = branch_tree(repository)
    assert found.pop("CNAME") == b"koran.example\n"
    assert found == tree(project / "public")
    assert log(repository) == ["Publish the site", "Create CNAME", "Publish the site"]


def test_a_branch_of_somebody_else_is_refused(project: Path, repository: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    subprocess.run(["git", "clone", "-q", str(repository), str(work)], check=True, capture_output=True)
    (work / "setup.py").write_text("")
    git(work, "add", ".")
    git(work, "-c", "user.name=D", "-c", "user.email=d@koran.example", "commit", "-qm", "Work")
    git(work, "push", "-q", "origin", "HEAD:gh-pages")
    with pytest.raises(SiteError, match=r"holds what site_gen did not put there: setup\.py") as caught:
        send(project)
    assert caught.value.exit_code == USAGE
    assert log(repository) == ["Work"]


def test_by_ssh_from_a_server_that_sends_names_alone_it_is_the_same(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("file://", "git@host.example:"))
    build_site(project)
    variables = {"GIT_SSH_COMMAND": as_ssh(tmp_path)}
    send(project, variables=variables)
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project, variables=variables)
    assert branch_tree(repository) == tree(project / "public")
    assert len(log(repository)) == 2
    git(repository, "fsck", "--strict")


def test_a_dry_run_makes_no_branch(project: Path, repository: Path) -> None:
    assert send(project, dry_run=True).sent
    assert git(repository, "branch", "--list") == ""


def test_a_deploy_that_a_hook_of_the_project_calls_works_on_no_repository_but_the_target(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    own = bare_repository(tmp_path / "own.git")
    before = sorted(path for path in own.rglob("*"))
    send(project, variables={"GIT_DIR": str(own), "GIT_INDEX_FILE": str(own / "index"), "GIT_WORK_TREE": "."})
    assert branch_tree(repository) == tree(project / "public")
    assert sorted(path for path in own.rglob("*")) == before


IMPORTED = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
DEPLOYING = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from targets import send
send(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("word", ["fetch", "fast-import", "push"])
def test_a_deploy_that_was_killed_leaves_the_site_of_before(
    project: Path, repository: Path, tmp_path: Path, word: str
) -> None:
    send(project)
    before = branch_tree(repository)
    write(project, f"{BRIDGE}/index.en.md", story(title="The bridge opens", date="2024-01-02"))
    build_site(project)
    done = subprocess.run(
        [sys.executable, "-c", DEPLOYING, str(project), *IMPORTED],
        env={**os.environ, **killing(tmp_path, "git", word=word)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9
    assert branch_tree(repository) == before
    send(project)
    assert branch_tree(repository) == tree(project / "public")
    assert len(log(repository)) == 2


def test_two_deploys_at_once_do_not_take_each_other_back(
    project: Path, repository: Path, tmp_path: Path
) -> None:
    """The second to push is told, and nothing is lost."""
    send(project)
    write(project, f"{FLOOD}/index.en.md", story(title="The flood is over"))
    build_site(project)
    script = tmp_path / "bin" / "git"
    script.parent.mkdir()
    script.write_text(
        f"#!/bin/sh\nreal={shutil.which('git')}\n"
        f'for word; do [ "$word" = push ] && "$real" --git-dir {repository} update-ref refs/heads/gh-pages '
        f'"$("$real" --git-dir {repository} -c user.name=D -c user.email=d@koran.example commit-tree '
        '-m other gh-pages^{tree} -p gh-pages)"; done\nexec "$real" "$@"\n'
    )
    script.chmod(0o755)
    with pytest.raises(SiteError, match="somebody else has pushed to the branch meanwhile") as caught:
        send(project, variables={"PATH": f"{script.parent}:{os.environ['PATH']}"})
    assert caught.value.exit_code == ENVIRONMENT
    assert log(repository) == ["other", "Publish the site"]
    send(project)
    assert branch_tree(repository) == tree(project / "public")


def test_what_git_says_is_told_without_secrets_and_no_program_is_run_by_way_of_an_address(
    project: Path, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    variables = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.ext::sh -c touch% {ran}% //dewi:{SECRETS[3]}@host/.insteadOf",
        "GIT_CONFIG_VALUE_0": "file://",
        "GIT_TOKEN": SECRETS[3],
    }
    with pytest.raises(SiteError, match="transport 'ext' not allowed") as caught:
        send(project, variables=variables)
    assert SECRETS[3] not in str(caught.value)
    assert not ran.exists()


def test_a_repository_that_is_not_there_is_told(tmp_path: Path) -> None:
    needs("git")
    project = project_in(tmp_path / "koran", f"  pages: {{git: 'file://{tmp_path}/tidak-ada.git'}}\n")
    with pytest.raises(SiteError, match="git ls-remote ended with 128") as caught:
        send(project)
    assert caught.value.exit_code == ENVIRONMENT
