"""Bytes to and from an open handle, whole."""

import os


def write_all(data: bytes | bytearray, handle: int) -> None:
    """Write all of `data`; the system may take less of it at a time."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def all_of(handle: int) -> bytes:
    """All that is in a file, wherever its handle stands."""
    return os.pread(handle, os.fstat(handle).st_size, 0)
