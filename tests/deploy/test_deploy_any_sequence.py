"""After any edits, builds and deploys, some of them cut off, a target has the site and nothing else of ours."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from editing import KINDS, Editor
from newsroom import THOROUGH, build_site, copy_site, tree
from targets import KEYS, StandIn, bare_repository, branch_tree, needs, send, stand_in

from site_gen.deploy import rsync
from site_gen.deploy.records import NAME
from site_gen.errors import SiteError

pytest.importorskip("boto3", reason="no boto3: deploys to a bucket are not tried")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with stand_in() as server:
        yield server


class Cut(BaseException):
    """The process is killed here."""


@pytest.mark.parametrize("seed", range(60 if THOROUGH else 2))
def test_every_target_follows_the_site_through_any_edits(
    seed: int, tmp_path: Path, server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("rsync")
    choice, run = random.Random(seed), rsync.run
    www, repository = tmp_path / "www", bare_repository(tmp_path / "situs.git")
    www.mkdir()
    (www / ".well-known").mkdir()
    (www / ".well-known" / "x").write_text("theirs")
    project = copy_site("kecil", tmp_path)
    with (project / "config.yaml").open("a") as config:
        config.write(
            f"\ndeploy:\n  live: {{rsync: {www}}}\n  pages: {{git: 'file://{repository}'}}\n"
            f"  bucket: {{s3: 's3://warta', endpoint: '{server.address}'}}\n"
        )
    editor = Editor(project, choice)
    for _ in range(8 if THOROUGH else 4):
        for _ in range(choice.randint(1, 4)):
            KINDS[choice.choice(sorted(KINDS))](editor)
        try:
            build_site(project, editor.now)
        except SiteError:
            continue
        calls = choice.randint(1, 9)

        def cut_off(*words: object, **more: object) -> bytes:
            nonlocal calls
            calls -= 1
            if not calls:
                raise Cut
            return run(*words, **more)  # type: ignore[arg-type]

        server.refuse_from = server.writes + choice.randint(1, 60)
        with monkeypatch.context() as patch:
            patch.setattr(rsync, "run", cut_off)
            for name in ("live", "bucket"):
                with contextlib.suppress(Cut, SiteError):
                    send(project, name, editor.now)
        server.refuse_from = None
        if choice.random() < 0.5:
            continue
        for name in ("live", "pages", "bucket"):
            send(project, name, editor.now)
        site = tree(project / "public")
        there = {path: data for path, data in tree(www).items() if path != NAME}
        assert there.pop(".well-known/x") == b"theirs"
        assert there == site
        assert server.tree() == site
        assert branch_tree(repository) == site
