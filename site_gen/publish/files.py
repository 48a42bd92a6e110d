"""Single files: the only place of the room that opens one.

Nothing is ever opened for writing in place: a file's bytes may be shared by hard links with the tree that
is being served. A new file is created, or what stands in its place is taken away first.
"""

import errno
import fcntl
import os
import stat
from typing import Final

from site_gen.handles import write_all

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_OLD: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""NOFOLLOW: a link is not our file. NONBLOCK: opening a pipe someone left there must not hang."""

_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EINVAL}
)
"""A file system without hard links, a file with too many, or a file of another user (protected_hardlinks)."""

_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a file system answers that has nothing to sync."""


def write_file(path: str, data: bytes | bytearray, *, sync: bool = False) -> None:
    """Create `path` with `data`; what stood there is taken away. Every error names the path."""
    try:
        try:
            handle = os.open(path, _NEW, 0o666)
        except FileExistsError:
            os.unlink(path)
            handle = os.open(path, _NEW, 0o666)
        try:
            write_all(data, handle)
            if sync:
                sync_handle(handle)
        finally:
            os.close(handle)
    except OSError as error:
        error.filename = path  # a failing write or close does not say which file
        raise


def read_file(path: str) -> bytes:
    """The bytes of a regular file; an OSError for anything else."""
    data, _ = _read(path)
    return data


def same_bytes(path: str, data: bytes) -> bool:
    """Whether `path` is a regular file with exactly these bytes. Nothing there is simply not the same."""
    try:
        if os.lstat(path).st_size != len(data):
            return False
        return read_file(path) == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise


def link_file(old: str, path: str) -> None:
    """Make `path` the file `old`: a hard link, else a copy with its modification time."""
    try:
        try:
            os.link(old, path, follow_symlinks=False)
        except FileExistsError:
            os.unlink(path)
            os.link(old, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        data, modified = _read(old)
        write_file(path, data)
        os.utime(path, ns=(modified, modified))


def is_there(path: str) -> bool:
    """Whether anything is at `path`, be it a link to nothing. Not knowing is an error, never a no."""
    return _kind(path) != 0


def is_folder(path: str) -> bool:
    """Whether `path` is a folder itself, not a link to one. Not knowing is an error, never a no."""
    return stat.S_ISDIR(_kind(path))


def is_file(path: str) -> bool:
    """Whether `path` is a regular file itself, not a link to one. Not knowing is an error, never a no."""
    return stat.S_ISREG(_kind(path))


def _kind(path: str) -> int:
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def sync_handle(handle: int) -> None:
    """Have the file or folder behind `handle` on the disk, as far as its file system can promise that."""
    full = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: `fsync` does not wait for the disk itself
    try:
        if full is None:
            os.fsync(handle)
        else:
            fcntl.fcntl(handle, full)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def sync_folder(path: str) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync_handle(handle)
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(handle)


def _read(path: str) -> tuple[bytes, int]:
    """The bytes of a regular file and its modification time in nanoseconds."""
    handle = os.open(path, _OLD)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "not a regular file")
        with open(handle, "rb", closefd=False) as file:
            return file.read(), status.st_mtime_ns
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(handle)
