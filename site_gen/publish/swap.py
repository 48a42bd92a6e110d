"""Puts a new tree in the place of the published one."""

import ctypes
import errno
import os
import platform
import re
import sys
from functools import cache
from typing import Final

_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS happen to be the same number."""
_RENAMEAT2: Final = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "s390x": 347, "ppc64le": 357}
"""Number of the call, for a C library without `renameat2` (musl)."""
_UNSUPPORTED: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP})


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def exchange(one: str, other: str) -> None:
    """Let two folders of one file system trade their names in one step; an OSError if that cannot be."""
    library, a, b = _library(), os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        failed = library.renamex_np(a, b, _EXCHANGE)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE)
    elif sys.platform == "linux" and platform.machine() in _RENAMEAT2:
        number = _RENAMEAT2[platform.machine()]
        failed = library.syscall(number, _AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE)
    else:
        raise OSError(errno.ENOSYS, "no way to exchange two folders", one)
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), one, None, other)


def can_exchange(one: str, other: str) -> bool:
    """Try the exchange on two folders that do not exist yet; both are gone afterwards."""
    made: list[str] = []
    try:
        for folder in (one, other):
            os.mkdir(folder)
            made.append(folder)
        exchange(one, other)
    except OSError as error:
        if error.errno not in _UNSUPPORTED or len(made) < 2:
            raise
        return False
    finally:
        for folder in made:
            os.rmdir(folder)
    return True


def unsupported(error: OSError) -> bool:
    """Whether the system cannot exchange, as opposed to not being allowed to move this folder."""
    return error.errno in _UNSUPPORTED


def is_mount(path: str) -> bool:
    """Whether a file system, or a folder of the same one (a bind mount), is mounted at `path`."""
    if os.path.ismount(path):
        return True
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as file:
            places = [line.split(" ", 5)[4] for line in file]
    except OSError:
        return False
    return path in [re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place) for place in places]
