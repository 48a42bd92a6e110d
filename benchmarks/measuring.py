"""One run of one command: its wall time, its processor time, and how much memory all its processes took."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import ENVIRONMENT


@dataclass(frozen=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes, user and system."""
    load: float
    """Of the machine in the minute before: what else was going on."""


def run(command: Sequence[str], project: Path) -> Run:
    """Run `command` in `project`. Raises RuntimeError with what it said if it fails."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=project, env=ENVIRONMENT, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2000:]}")
    return Run(round(wall, 4), round(usage.ru_utime + usage.ru_stime, 4), round(load, 2))


def peak_memory(command: Sequence[str], project: Path) -> int:
    """The most memory, in bytes, that all processes of `command` took together at one moment.

    The proportional set size, looked at every 20 milliseconds: what processes share counts once. A run of its
    own, since looking costs time. Pages of a tmpfs do not count, nor does the page cache.
    """
    process = subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    ended = threading.Event()

    def wait() -> None:
        process.wait()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    while not ended.wait(0.02):
        peak = max(peak, sum(_proportional_size(pid) for pid in _family(process.pid)))
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return peak


def _family(pid: int) -> list[int]:
    """The process and all that it has begun."""
    found = [pid]
    for one in found:
        try:
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        except OSError:
            continue
    return found


def _proportional_size(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
