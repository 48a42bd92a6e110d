"""Blobs on the disk: found again by their digest, and never believed."""

from pathlib import Path

import pytest

from site_gen.digest import digest_bytes
from site_gen.heap import Heap

TEXTS = [f"teks {number}".encode() * (number + 1) for number in range(60)]
NAMES = [digest_bytes(text) for text in TEXTS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A heap of the first fifty texts."""
    heap = Heap(tmp_path)
    for name, text in zip(NAMES[:50], TEXTS, strict=False):
        heap.add(name, text)
    heap.save()
    return tmp_path


def all_one_by_one(folder: Path | None) -> list[bytes | None]:
    return [Heap(folder).get(name) for name in NAMES]


def test_many_are_found_as_each_is_found_by_itself(folder: Path) -> None:
    assert Heap(folder).get_all([*NAMES, ""]) == [*TEXTS[:50], *[None] * 11]
    assert all_one_by_one(folder) == [*TEXTS[:50], *[None] * 10]
    assert Heap(folder).missing(NAMES) == set(NAMES[50:])


def test_what_was_added_is_there_before_it_is_written(folder: Path) -> None:
    heap = Heap(folder)
    heap.add(NAMES[55], TEXTS[55])
    assert heap.get_all([NAMES[55], NAMES[0], NAMES[56]]) == [TEXTS[55], TEXTS[0], None]
    assert heap.missing([NAMES[55], NAMES[0], NAMES[56]]) == {NAMES[56]}


def test_without_a_folder_there_is_only_what_was_added() -> None:
    heap = Heap(None)
    assert heap.get_all(NAMES[:2]) == [None, None]
    heap.add(NAMES[1], TEXTS[1])
    assert heap.get_all(NAMES[:2]) == [None, TEXTS[1]]
    assert heap.missing(NAMES[:2]) == {NAMES[0]}


@pytest.mark.parametrize("name", ["blobs", "places"])
@pytest.mark.parametrize("how", ["changed", "cut short", "emptied", "deleted"])
def test_a_damaged_blob_is_as_if_it_were_not_there(folder: Path, name: str, how: str) -> None:
    file = folder / name
    data = file.read_bytes()
    middle = len(data) // 2
    if how == "deleted":
        file.unlink()
    else:
        changed = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        file.write_bytes({"changed": changed, "cut short": data[:middle], "emptied": b""}[how])
    found = Heap(folder).get_all(NAMES)
    assert found == all_one_by_one(folder)
    lost = sum(blob is None for blob in found[:50])
    assert lost == 1 if how == "changed" else lost >= 10
    assert all(blob in (None, text) for blob, text in zip(found, TEXTS, strict=True))
