"""Keeps two builds of one output folder apart."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec

from site_gen.errors import USAGE, printable
from site_gen.publish.faults import environment, refusal
from site_gen.publish.place import Place, find_place

_BUSY: Final = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES})
_held: set[int] = set()


class BuildLock(msgspec.Struct, frozen=True):
    """A lock this process holds; handed to `publish` by who took it for longer than one publication."""

    path: str


@contextmanager
def lock(
    output_dir: Path | str, what: str, *, wait: float = 0, forbidden: Sequence[Path | str] = ()
) -> Iterator[BuildLock]:
    """Hold the lock of an output folder; `what` tells others who holds it (`site-gen build`).

    It lies beside the folder, which is exchanged. The kernel frees it when its holder dies, however it
    dies. A SiteError (ENVIRONMENT) naming the holder if it is not free within `wait` seconds, and before
    anything is written for a folder that must not be an output: see `publish`.
    """
    place = find_place(output_dir, forbidden)
    try:
        _make_parent(place)
        handle = _take(place, wait)
    except OSError as error:
        raise environment(place.shown_lock, error) from error
    _held.add(handle)
    try:
        try:
            text = f"{os.getpid()} {what}\n".encode()
            os.pwrite(handle, text, 0)
            os.ftruncate(handle, len(text))  # only now: on a full disk the block must not be given up first
        except OSError as error:
            raise environment(place.shown_lock, error) from error
        yield BuildLock(place.lock)
    finally:
        if handle in _held:  # not in a forked child, where it is closed
            _held.remove(handle)
            os.close(handle)


def _make_parent(place: Place) -> None:
    try:
        os.makedirs(place.parent, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        message = "the output would lie in something that is no folder"
        raise refusal(place.shown, message, "Name another folder for the site.", USAGE) from None


def _take(place: Place, wait: float) -> int:
    deadline = time.monotonic() + wait
    while True:
        handle = os.open(place.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(handle, place.lock):
                return handle
            os.close(handle)  # `clean` removed the file between open and flock
            continue
        except OSError as error:
            holder = os.pread(handle, 200, 0).decode("utf-8", "replace").strip()
            os.close(handle)
            if error.errno not in _BUSY:
                raise
        except BaseException:
            os.close(handle)
            raise
        if time.monotonic() >= deadline:
            pid, _, command = holder.partition(" ")
            who = f"process {pid} ({printable(command)})" if pid.isdigit() else "another process"
            raise refusal(
                place.shown, f"another build is at work on it: {who}", "Wait until it has ended, or stop it."
            )
        time.sleep(0.05)


def _is_at(handle: int, path: str) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), os.stat(path))
    return False


def _leave_to_parent() -> None:
    """In a forked child: a worker that outlives its build must not keep the lock."""
    for handle in _held:
        os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_leave_to_parent)
