"""A bucket has the site, each file with its type and how long it may be kept."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import build_site, story, tree
from targets import BRIDGE, KEYS, SECRETS, StandIn, project_in, send, stand_in, write

from site_gen.deploy.records import NAME
from site_gen.errors import ENVIRONMENT, USAGE, SiteError

pytest.importorskip("boto3", reason="no boto3: deploys to a bucket are not tried")


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """boto3 reads the environment itself. It shall find nothing of whoever runs the tests."""
    for name, value in {
        **KEYS,
        "AWS_CONFIG_FILE": str(tmp_path),
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.delenv("AWS_PROFILE", raising=False)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, server: StandIn) -> Path:
    return project_in(tmp_path / "koran", f"  bucket: {{s3: 's3://warta', endpoint: '{server.address}'}}\n")


def test_the_bucket_has_the_site(project: Path, server: StandIn) -> None:
    send(project)
    assert server.tree() == tree(project / "public")
    again = send(project)
    assert (again.sent, again.removed) == ((), ())


def test_each_file_says_what_it_is_and_how_long_it_may_be_kept(project: Path, server: StandIn) -> None:
    write(project, "static/data.geojson.bin", "x")
    config = project / "config.yaml"
    config.write_text("outputs: [json-feed, markdown]\n" + config.read_text())
    build_site(project)
    send(project)
    said = {key.removeprefix("warta/"): tuple(found.values()) for key, found in server.headers.items()}
    short, lasting = "public, max-age=60", "public, max-age=31536000, immutable"
    assert said["id/index.html"] == ("text/html; charset=utf-8", short)
    assert said["id/feed.json"] == ("application/feed+json; charset=utf-8", short)
    assert said["id/feed.xml"] == ("application/xml; charset=utf-8", short)
    assert said["id/2024/01/banjir/index.md"] == ("text/markdown; charset=utf-8", short)
    assert said["404.html"] == ("text/html; charset=utf-8", short)
    assert said["_headers"] == ("text/plain; charset=utf-8", short)
    assert said["data.geojson.bin"] == ("application/octet-stream", short)
    assets = {path: found for path, found in said.items() if path.startswith("assets/")}
    assert {found[1] for found in assets.values()} == {lasting}
    assert {found[0] for path, found in assets.items() if path.endswith(".css")} == {
        "text/css; charset=utf-8"
    }
    assert {found[0] for path, found in assets.items() if path.endswith(".woff2")} == {"font/woff2"}
    assert said[NAME] == ("application/json; charset=utf-8", "no-store")


def test_the_record_frames_what_is_done_and_what_is_no_more_goes_last(project: Path, server: StandIn) -> None:
    send(project)
    server.requests.clear()
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    report = send(project)
    assert server.tree() == tree(project / "public")
    done = [(verb, key.removeprefix("warta/")) for verb, key in server.requests]
    assert done[0] == done[-1] == ("PUT", NAME)
    verbs = [verb for verb, _ in done[1:-1]]
    assert verbs == ["PUT"] * len(report.sent) + ["DELETE"] * len(report.removed)


def test_in_a_folder_of_a_bucket_nothing_beside_it_is_touched(project: Path, server: StandIn) -> None:
    server.objects["warta/lain.txt"] = b"theirs"
    with pytest.raises(SiteError, match=r"holds what site_gen did not put there: lain\.txt") as caught:
        send(project)
    assert caught.value.exit_code == USAGE
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("s3://warta", "s3://warta/situs"))
    build_site(project)
    send(project)
    assert server.tree("warta/situs/") == tree(project / "public")
    assert server.objects.pop("warta/lain.txt") == b"theirs"
    assert all(key.startswith("warta/situs/") for key in server.objects)


@pytest.mark.parametrize("write_number", [1, 2, 5, 20, 40])
def test_a_deploy_that_breaks_off_is_put_right_by_the_next_one(
    project: Path, server: StandIn, write_number: int
) -> None:
    server.refuse_from = write_number
    with pytest.raises(SiteError, match="AccessDenied") as caught:
        send(project)
    assert caught.value.exit_code == ENVIRONMENT
    assert not any(secret in str(caught.value) for secret in SECRETS)
    server.refuse_from = None
    write(project, f"{BRIDGE}/index.id.md", story("draft: yes\n"))
    build_site(project)
    send(project)
    assert server.tree() == tree(project / "public")


def test_a_dry_run_writes_nothing(project: Path, server: StandIn) -> None:
    assert send(project, dry_run=True).sent
    assert server.requests == []


def test_without_boto3_it_is_said_how_to_get_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(SiteError, match=r"pip install 'site_gen\[s3\]'") as caught:
        send(project)
    assert caught.value.exit_code == ENVIRONMENT


def test_without_keys_it_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name)
    with pytest.raises(SiteError, match="Unable to locate credentials"):
        send(project)
