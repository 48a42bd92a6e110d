"""Nothing of a story that readers may not see, or no more, is sent or left anywhere."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import build_site, story
from targets import (
    BRIDGE,
    KEYS,
    StandIn,
    bare_repository,
    everything_in,
    git,
    needs,
    project_in,
    send,
    stand_in,
    write,
)

pytest.importorskip("boto3", reason="no boto3: deploys to a bucket are not tried")

TOKEN = "rahasiawarta7391"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name, value in {
        **KEYS,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }.items():
        monkeypatch.setenv(name, value)
    with stand_in() as server:
        yield server


def said(www: Path, repository: Path, server: StandIn) -> bytes:
    """Everything that lies at any of the targets, and what it is called."""
    files = [
        path.relative_to(www).as_posix().encode() + path.read_bytes()
        for path in www.rglob("*")
        if path.is_file()
    ]
    objects = [key.encode() + data for key, data in server.objects.items()]
    requests = [key.encode() for _, key in server.requests]
    return b"\n".join([*files, *objects, *requests, everything_in(repository)])


def test_a_token_of_an_unreleased_story_is_at_no_target_until_it_is_due_and_no_more_when_it_expires(
    tmp_path: Path, server: StandIn
) -> None:
    needs("rsync")
    www, repository = tmp_path / "www", bare_repository(tmp_path / "situs.git")
    www.mkdir()
    targets = (
        f"  live: {{rsync: {www}}}\n  pages: {{git: 'file://{repository}', history: no}}\n"
        f"  bucket: {{s3: 's3://warta', endpoint: '{server.address}'}}\n"
    )
    project = project_in(tmp_path / "koran", targets)
    front = f"tags: [{TOKEN}]\nauthor: {TOKEN}\nslug: {TOKEN}\nembargo: 2024-07-01\nexpires: 2024-08-01\n"
    write(project, f"{BRIDGE}/index.en.md", story(front, f"{TOKEN}\n", title=TOKEN))
    write(project, f"content/{TOKEN}/index.id.md", story("draft: yes\n", f"{TOKEN}\n"))

    def deployed(now: str) -> tuple[list[str], bytes]:
        server.requests.clear()
        build_site(project, now)
        reports = [send(project, name, now) for name in ("live", "pages", "bucket")]
        # What no branch leads to any more, a server clears away in time.
        git(repository, "prune", "--expire=now")
        sent = [path for report in reports for path in report.sent]
        return sent, said(www, repository, server)

    sent, there = deployed("2024-06-30T23:59:59+07:00")
    assert not any(TOKEN in path for path in sent)
    assert TOKEN.encode() not in there
    sent, there = deployed("2024-07-01")
    assert sent.count(f"en/2024/01/{TOKEN}/index.html") == 3
    assert TOKEN.encode() in there
    sent, there = deployed("2024-08-01")
    server.requests.clear()  # of what is to be removed a host has to be told
    assert not any(TOKEN in path for path in sent)
    assert TOKEN.encode() not in said(www, repository, server)
