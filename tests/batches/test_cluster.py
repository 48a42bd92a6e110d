"""A Dask cluster makes the very site that this machine makes: a scheduler and two workers, each a process."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import build_site, copy_site, tree

from site_gen import engine, errands, printing
from site_gen.cli import run
from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.reading import parsing

pytest.importorskip("distributed")

NOW = "2024-01-15"


def start(module: str, *arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    # Another folder than the project's, and nothing of it in the environment: workers have no file of it.
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        cwd=folder,
        env={**os.environ, "DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("scheduler")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start(
        "dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", folder=folder
    )
    yield f"127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    from distributed import Client

    folder = tmp_path / "elsewhere"
    folder.mkdir()
    arguments = (f"tcp://{scheduler}", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    processes = [
        start("dask_worker", *arguments, "--local-directory", str(folder), folder=folder) for _ in range(2)
    ]
    with Client(f"tcp://{scheduler}", timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield processes
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    project = copy_site("kecil", tmp_path)
    build_site(project, NOW)
    return project


@pytest.fixture(autouse=True)
def _little_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_MANY", 2)
    monkeypatch.setattr(errands, "_BATCH", 4)
    monkeypatch.setattr(parsing, "_MUCH", 2)
    monkeypatch.setattr(parsing, "_BATCH", 2)


def build_elsewhere(site: Path, address: str) -> dict[str, bytes]:
    build_site(
        site, NOW, output=site.parent / "lain", cache=site.parent / "ingatan", jobs=f"dask://{address}"
    )
    return tree(site.parent / "lain")


@pytest.mark.usefixtures("workers")
def test_a_cluster_makes_the_same_site(site: Path, scheduler: str) -> None:
    assert build_elsewhere(site, scheduler) == tree(site / "public")


def test_a_worker_that_is_killed_costs_time_and_nothing_else(
    site: Path,
    scheduler: str,
    workers: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []

    def luggage(press: object, path: str, real: Callable[..., object] = errands._luggage) -> object:
        taken.append(path)
        if len(taken) == 30:  # the first pages are on their way by now
            workers[0].send_signal(signal.SIGKILL)
        return real(press, path)

    monkeypatch.setattr(errands, "_luggage", luggage)
    assert build_elsewhere(site, scheduler) == tree(site / "public")
    assert workers[0].wait() == -signal.SIGKILL


@pytest.mark.usefixtures("workers")
def test_a_mistake_comes_back_from_a_worker(site: Path, scheduler: str) -> None:
    layout = site / "theme/layouts/article.html"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{ extra['x'] }}\n")
    with pytest.raises(
        SiteError, match=r"^theme/layouts/article\.html:1: error: 'dict object' has no attribute 'x'"
    ):
        build_elsewhere(site, scheduler)


@pytest.mark.usefixtures("workers")
def test_workers_with_another_program_are_refused(
    site: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_versions", lambda: ["jinja2-0.0"])
    with pytest.raises(SiteError, match="has another site_gen, Python or library") as caught:
        build_elsewhere(site, scheduler)
    assert caught.value.exit_code == ENVIRONMENT


def test_no_cluster_at_the_address_is_said(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_gen.batches.cluster._PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(SiteError, match=f"no cluster answers at dask://{address}") as caught:
            build_elsewhere(site, address)
    assert caught.value.exit_code == ENVIRONMENT
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--executor", "dask://host"), "is no address of a cluster: dask://HOST:PORT"),
        (("--executor", "ray://host:1"), "is no address of a cluster: dask://HOST:PORT"),
        (("--executor", "dask://host:1", "--jobs", "2"), "the cluster decides"),
    ],
)
def test_an_address_is_one(
    site: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(site), "build", *arguments]) == 2
    assert message in capsys.readouterr().err
