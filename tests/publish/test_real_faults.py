"""Kills, signals, full disks and failing calls as the system gives them, to a build in a process of its own.

`SITE_GEN_THOROUGH=1` tries many more.
"""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from synthetic_site import build, generation_of, plan

from site_gen.errors import ENVIRONMENT, SiteError
from site_gen.publish import published, verify

THOROUGH = bool(os.environ.get("SITE_GEN_THOROUGH"))
DRIVER = [sys.executable, str(Path(__file__).with_name("synthetic_site.py"))]
root_only = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")


def run(
    output: Path, generation: int, *options: str, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, *DRIVER, str(output), str(generation), *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def in_a_fork(output: Path, generation: int, first: Callable[[], object]) -> tuple[int, str]:
    """Exit code and message of a build in a fork, which does `first` before."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 70
        try:
            os.dup2(writing, 2)
            os.closerange(3, 200)
            first()
            build(output, generation)
            code = 0
        except SiteError as error:
            os.write(2, str(error).encode())
            code = error.exit_code
        except BaseException as error:
            os.write(2, repr(error).encode())
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        message = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), message


def as_nobody(output: Path, generation: int) -> tuple[int, str]:
    """The same by a user who is not root: another user may not even be able to start this Python."""

    def become_nobody() -> None:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    return in_a_fork(output, generation, become_nobody)


def heals(output: Path, generation: int) -> None:
    report = build(output, generation)
    assert generation_of(output, [generation]) == generation
    assert verify(output) == []
    beside = sorted(path.name for path in output.parent.iterdir())
    if (
        not report.exchanged and "building" in beside[0]
    ):  # killed after the exchange: the next change tidies up
        beside = sorted([*beside[1:], ".public.previous"])
    assert beside == [".public.lock", ".public.previous", "public"]


class Reader(threading.Thread):
    """Asks for the home page all the time, as visitors do."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self.home, self.reads, self.missed, self.over = output / "index.html", 0, 0, False

    def run(self) -> None:
        while not self.over:
            self.reads += 1
            try:
                self.missed += not self.home.read_bytes()
            except FileNotFoundError:
                self.missed += 1
            time.sleep(0.0002)


def test_a_site_killed_at_any_moment_is_old_or_new_and_never_absent(tmp_path: Path) -> None:
    chance = random.Random(4)
    output = tmp_path / "public"
    build(output, 0)
    started = time.monotonic()
    assert run(output, 1).returncode == 0
    usual = time.monotonic() - started
    reader = Reader(output)
    reader.start()
    seen = set()
    try:
        for generation in range(2, 150 if THOROUGH else 8):
            old = generation - 1
            with subprocess.Popen([*DRIVER, str(output), str(generation)]) as process:
                time.sleep(chance.uniform(0.5, 1.1) * usual)  # the first half is Python starting
                process.kill()
            state = generation_of(output, [old, generation])
            assert state in (old, generation)
            seen.add(state == generation)
            heals(output, generation)
    finally:
        reader.over = True
        reader.join()
    assert reader.reads
    assert not reader.missed


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_interrupted_leaves_the_old_site(tmp_path: Path, sent: int, code: int) -> None:
    output = tmp_path / "public"
    build(output, 0)
    environment = os.environ | {"SYNTHETIC_PAUSE": "0.1"}
    with subprocess.Popen([*DRIVER, str(output), "1"], env=environment, stderr=subprocess.PIPE) as process:
        while not any("building" in path.name for path in tmp_path.iterdir()):
            time.sleep(0.01)
        time.sleep(0.15)
        process.send_signal(sent)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (code, b"")
    assert generation_of(output, [0]) == 0
    heals(output, 1)


# A disk that is full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("cannot mount a tmpfs")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@root_only
@pytest.mark.parametrize("room", [0, 1, 3, 8, 20])
@pytest.mark.parametrize("what", ["size", "nr_inodes"])
def test_a_full_disk_leaves_the_old_site_and_heals_when_there_is_room(
    small_disk: Path, what: str, room: int
) -> None:
    output = small_disk / "public"
    build(output, 0)
    used = os.statvfs(small_disk)
    if what == "size":
        limit = f"size={(used.f_blocks - used.f_bfree + room) * used.f_frsize}"
    else:
        limit = f"nr_inodes={used.f_files - used.f_ffree + room}"
    subprocess.run(["mount", "-o", f"remount,{limit}", str(small_disk)], check=True)
    for _ in range(2):
        result = run(output, 1)
        state = generation_of(output, [0, 1])
        assert (result.returncode, state) in ((0, 1), (ENVIRONMENT, 0)), result.stderr
        if result.returncode:
            assert re.fullmatch(r".+: error: no space left on device\n  hint: .+\n", result.stderr), (
                result.stderr
            )
    subprocess.run(["mount", "-o", "remount,size=8m,nr_inodes=0", str(small_disk)], check=True)
    heals(output, 1)
    heals(output, 2)


@pytest.mark.parametrize("limit", [0, 200, 1500])
def test_a_limit_on_file_size_leaves_the_old_site(tmp_path: Path, limit: int) -> None:
    output = tmp_path / "public"
    build(output, 0)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
        "sys.argv = sys.argv[1:]; import runpy; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-B", "-c", script, *DRIVER[1:], str(output), "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, "file too large" in result.stderr) == (ENVIRONMENT, True), result.stderr
    assert generation_of(output, [0]) == 0
    heals(output, 1)


@pytest.mark.parametrize("limit", range(3, 10))
def test_too_few_descriptors_leave_the_old_site_or_do(tmp_path: Path, limit: int) -> None:
    output = tmp_path / "public"
    build(output, 0)
    code, message = in_a_fork(output, 1, lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
    state = generation_of(output, [0, 1])
    assert (code, state) in ((0, 1), (ENVIRONMENT, 0)), message
    assert code == 0 or re.fullmatch(r".+: error: too many open files\n  hint: .+", message), message
    heals(output, 1)


# Calls that fail, one after the other


def can_trace() -> bool:
    if not shutil.which("strace"):
        return False
    return (
        subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode
        == 0
    )


traced = pytest.mark.skipif(not can_trace(), reason="needs strace")
CHANGING = "write,pwrite64,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,unlink,unlinkat,rmdir,fsync,ftruncate,openat"


def changes(trace: Path, tree: Path) -> list[tuple[str, int]]:
    """Each call of a trace that changes something below `tree`, and how many of its name came before."""
    counts: dict[str, int] = {}
    found = []
    for line in trace.read_text(errors="replace").splitlines():
        call = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if call is None:
            continue
        counts[call[1]] = counts.get(call[1], 0) + 1
        if str(tree) in line and (call[1] != "openat" or "O_CREAT" in line):
            found.append((call[1], counts[call[1]]))
    return found


def written_elsewhere(trace: Path, tree: Path) -> list[str]:
    """Calls that made, changed or removed something that is not below `tree`."""
    quiet = re.compile(r"= -1 |/dev/null|__pycache__|(write|pwrite64)\(|exited|killed|SIG")
    return [
        line
        for line in trace.read_text(errors="replace").splitlines()
        if not quiet.search(line)
        and str(tree) not in line
        and ("openat" not in line or re.search("O_CREAT|O_WRONLY|O_RDWR", line))
    ]


@traced
def test_a_call_that_fails_or_kills_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    chance = random.Random(5)
    model = tmp_path / "model"
    build(model / "public", 7)
    build(model / "public", 0)
    shutil.copytree(model, tmp_path / "counted")
    trace = tmp_path / "trace"
    run(
        tmp_path / "counted" / "public",
        1,
        before=("strace", "-f", "-y", "-e", f"trace={CHANGING}", "-o", str(trace)),
    )
    points = changes(trace, tmp_path / "counted")
    assert {"openat", "renameat2", "unlink"} <= {name for name, _ in points}
    assert written_elsewhere(trace, tmp_path) == []
    faults = ["error=ENOSPC", "error=EIO", "error=EACCES", "error=EROFS", "signal=KILL"]
    tried = [(point, fault) for point in points for fault in faults]
    for n, ((call, nth), fault) in enumerate(tried if THOROUGH else chance.sample(tried, 8)):
        lab = tmp_path / f"lab-{n}"
        shutil.copytree(model, lab)
        inject = (
            "strace",
            "-f",
            "-o",
            "/dev/null",
            "-e",
            f"trace={call}",
            "-e",
            f"inject={call}:{fault}:when={nth}",
        )
        result = run(lab / "public", 1, before=inject)
        state = generation_of(lab / "public", [0, 1])
        at = f"{call} {nth} {fault}: {result.stderr}"
        assert state in (0, 1), at
        assert "Traceback" not in result.stderr, at
        assert (result.returncode == 0) == (state == 1) or "KILL" in fault, at
        heals(lab / "public", 1)
        heals(lab / "public", 2)
        shutil.rmtree(lab)


@traced
def test_durable_puts_the_site_on_the_disk_before_it_is_put_in_place_and_the_switch_after(
    tmp_path: Path,
) -> None:
    output = tmp_path / "public"
    build(output, 0, durable=True)
    trace = tmp_path / "trace"
    result = run(
        output,
        1,
        "--durable",
        before=("strace", "-f", "-y", "-e", "trace=fsync,renameat2,rename,openat,mkdir", "-o", str(trace)),
    )
    assert result.returncode == 0
    lines = trace.read_text().splitlines()
    switch = [n for n, line in enumerate(lines) if "RENAME_EXCHANGE" in line and ".public.building" in line]
    assert len(switch) == 1
    before, after = "\n".join(lines[: switch[0]]), "\n".join(lines[switch[0] :])
    synced = set(re.findall(r"fsync\(\d+<[^>]*\.public\.building-\w+/?([^>]*)>\) = 0", before))
    made = set(re.findall(r'openat\([^"]*"[^"]*\.public\.building-\w+/([^"]+)", [^)]*O_CREAT', before))
    assert made
    assert made <= synced
    folders = set(re.findall(r'mkdir\("[^"]*\.public\.building-\w+/([^"]+)"[^)]*\) = 0', before))
    assert folders
    assert {path.rpartition("/")[0] for path in made | folders} <= synced
    assert re.search(rf"fsync\(\d+<{re.escape(str(tmp_path))}>\) = 0", after)


# Folders that cannot be used


@root_only
@pytest.mark.parametrize("locked", ["parent", "trees", "both", "unreadable"])
def test_a_folder_that_may_not_be_written_leaves_the_old_site(locked: str) -> None:
    place = Path(tempfile.mkdtemp(prefix="site-gen-"))  # `tmp_path` is not reachable for another user
    try:
        output = place / "public"
        build(output, 0)
        for path in [place, *place.rglob("*")]:
            os.chown(path, 65534, 65534)
        trees = [output, place / ".public.previous"]
        shut = [place] if locked in ("parent", "both") else []
        if locked in ("trees", "both"):
            shut += [folder for tree in trees for folder in [tree, *tree.rglob("*")] if folder.is_dir()]
        for folder in shut:
            folder.chmod(0o555)
        if locked == "unreadable":
            output.chmod(0)
        code, message = as_nobody(output, 1)
        assert code == ENVIRONMENT, message
        assert re.fullmatch(r".+: error: permission denied\n  hint: .+", message), message
        assert generation_of(output, [0]) == 0
        if locked != "unreadable":
            assert as_nobody(output, 0) == (0, "")  # there is nothing to do, so nothing is in the way
        for folder in [place, *place.rglob("*")]:
            folder.chmod(0o755)
        assert as_nobody(output, 1) == (0, "")
        heals(output, 1)
    finally:
        shutil.rmtree(place)


@root_only
def test_a_mount_point_is_refused_before_anything_is_produced(small_disk: Path) -> None:
    with pytest.raises(SiteError, match="mount point") as caught:
        build(small_disk, 0)
    assert caught.value.exit_code == ENVIRONMENT
    assert "inside it" in str(caught.value)


@root_only
def test_a_bind_mount_of_the_same_disk_is_refused(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "pub lic", tmp_path / "elsewhere"
    build(output, 0)
    elsewhere.mkdir()
    if subprocess.run(
        ["mount", "--bind", str(elsewhere), str(output)], capture_output=True, check=False
    ).returncode:
        pytest.skip("cannot mount")
    try:
        with pytest.raises(SiteError, match="mount point"):
            build(output, 1)
    finally:
        subprocess.run(["umount", str(output)], check=True)
    assert generation_of(output, [0]) == 0


@root_only
@pytest.mark.parametrize("both", [False, True])
def test_a_tree_in_the_lower_layer_of_an_overlay_is_replaced(small_disk: Path, both: bool) -> None:
    """What a container sees of folders that came with its image: they cannot be renamed (EXDEV)."""
    for name in ("lower", "upper", "work", "merged"):
        (small_disk / name).mkdir()
    build(small_disk / "lower" / "public", 0)
    if not both:
        shutil.rmtree(small_disk / "lower" / ".public.previous")
    layers = ",".join(f"{name}dir={small_disk / name}" for name in ("lower", "upper", "work"))
    merged = small_disk / "merged"
    mount = ["mount", "-t", "overlay", "overlay", "-o", f"{layers},redirect_dir=off", str(merged)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount an overlay")
    try:
        output = merged / "public"
        report = build(output, 1)
        assert not report.atomic
        assert generation_of(output, [1]) == 1
        assert published(output) is not None
        heals(output, 2)
        assert build(output, 3).atomic
        assert build(output, 4).total == len(plan(4))
        heals(output, 5)
    finally:
        subprocess.run(["umount", str(merged)], check=True)
