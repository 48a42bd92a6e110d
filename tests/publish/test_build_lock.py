"""Two builds of one output keep out of each other's way."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from synthetic_site import build, generation_of, plan, produce

from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.publish import clean, lock, publish, verify

DRIVER = [sys.executable, str(Path(__file__).with_name("synthetic_site.py"))]


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    with lock(tmp_path / "public", "site-gen build"), pytest.raises(SiteError) as caught:
        build(tmp_path / "public", 0)
    assert caught.value.exit_code == ENVIRONMENT
    assert f"process {os.getpid()} (site-gen build)" in str(caught.value)


def test_one_name_and_another_of_the_same_folder_have_one_lock(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "public")
    with lock(tmp_path / "public", "a"), pytest.raises(SiteError), lock(tmp_path / "link", "b"):
        pass


def test_who_holds_the_lock_can_publish_under_it(tmp_path: Path) -> None:
    with lock(tmp_path / "public", "site-gen build") as held:
        publish(tmp_path / "public", plan(0), produce, held=held)
        with pytest.raises(ValueError, match="the lock held"):
            publish(tmp_path / "other", plan(0), produce, held=held)
    build(tmp_path / "public", 1)


def test_waiting_for_a_lock_ends_when_it_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*DRIVER, str(tmp_path / "public"), "0"], env=os.environ | {"SYNTHETIC_PAUSE": "0.02"}
    ) as other:
        wait_for(tmp_path / ".public.lock", other)
        with lock(tmp_path / "public", "patient", wait=30):
            assert generation_of(tmp_path / "public", [0]) == 0


def test_a_dead_holder_s_lock_is_free_at_once_and_a_forked_child_does_not_keep_it(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from site_gen.publish import lock\n"
        f"with lock({str(tmp_path / 'public')!r}, 'doomed'):\n"
        "    child = os.fork()\n"
        "    if child: print(child, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, text=True
    ) as holder:
        child = int(holder.stdout.readline())
        time.sleep(0.05)
        try:
            with pytest.raises(SiteError, match=rf"{holder.pid} \(doomed\)"):
                build(tmp_path / "public", 0)
            holder.kill()
            holder.wait()
            build(tmp_path / "public", 0)
        finally:
            os.kill(child, signal.SIGKILL)
            holder.kill()


def test_clean_takes_the_lock_away_and_nobody_is_fooled(tmp_path: Path) -> None:
    output = tmp_path / "public"
    build(output, 0)
    with lock(output, "a") as held:
        clean(output, held=held)
        with lock(output, "b"):  # the file is another one now, and free
            pass
    build(output, 1)
    assert generation_of(output, [1]) == 1


def test_a_lock_taken_away_while_it_is_taken_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`clean` removes the file between another build's open and its flock: that lock would hold nobody off."""
    flock = fcntl.flock

    def late(handle: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        (tmp_path / ".public.lock").unlink()
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with (
        lock(tmp_path / "public", "a"),
        pytest.raises(SiteError, match="another build"),
        lock(tmp_path / "public", "b"),
    ):
        pass


def test_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    output = tmp_path / "public"
    for _ in range(3):
        builds = [subprocess.Popen([*DRIVER, str(output), str(n)], stderr=subprocess.PIPE) for n in range(4)]
        codes = {}
        for n, one in enumerate(builds):
            _, errors = one.communicate(timeout=60)
            codes[n] = one.returncode
            assert b"Traceback" not in errors
        assert set(codes.values()) <= {0, ENVIRONMENT}
        assert 0 in codes.values()
        assert generation_of(output, range(4)) in [n for n, code in codes.items() if code == 0]
        assert verify(output) == []


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not (path.exists() and path.stat().st_size) and process.poll() is None:
        time.sleep(0.01)
