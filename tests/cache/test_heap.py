"""A heap gives back what was put into it, or nothing: never something else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.cache import heap as module
from site_gen.cache.heap import Heap
from site_gen.digest import digest_bytes

BLOBS = [b"satu", b"", b"dua" * 200, bytes(range(256))]


def filled(folder: Path, blobs: list[bytes] = BLOBS, *, settled: bool = False) -> list[str]:
    heap = Heap(folder)
    names = [digest_bytes(data) for data in blobs]
    for name, data in zip(names, blobs, strict=True):
        heap.add(name, data)
    heap.save()
    assert heap.settle(0 if settled else len(names)) == settled
    return names


def test_what_was_saved_is_found_by_another_process(tmp_path: Path) -> None:
    names = filled(tmp_path)
    heap = Heap(tmp_path)
    assert [heap.get(name) for name in names] == BLOBS
    assert [Heap(tmp_path).read(name, bytes) for name in names] == BLOBS
    assert heap.get(digest_bytes(b"lain")) is None
    assert heap.read(digest_bytes(b"lain"), bytes) is None


@pytest.mark.parametrize("few", [0, 1000])
def test_few_and_many_are_found_alike(tmp_path: Path, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    blobs = [b"%d" % n for n in range(200)]
    names = filled(tmp_path, blobs)
    assert Heap(tmp_path).missing([*names, digest_bytes(b"lain")]) == {digest_bytes(b"lain")}
    heap = Heap(tmp_path)
    assert [heap.get(name) for name in names] == blobs


def test_many_asked_for_at_once_are_found_as_each_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", 0)
    names = [*filled(tmp_path), digest_bytes(b"lain"), ""]
    assert Heap(tmp_path).get_all(names) == [*BLOBS, None, None]
    assert Heap(tmp_path).missing(names[:-1]) == {digest_bytes(b"lain")}
    heap = Heap(tmp_path)
    heap.add(digest_bytes(b"lain"), b"lain")
    assert heap.get_all(names) == [*BLOBS, b"lain", None]
    assert heap.missing(names[:-1]) == set()
    alone = Heap(None)
    alone.add(names[0], BLOBS[0])
    assert alone.get_all(names[:2]) == [BLOBS[0], None]
    assert alone.missing(names[:2]) == {names[1]}


@pytest.mark.parametrize("file", ["blobs", "places"])
def test_many_asked_for_at_once_are_not_believed_either(
    tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", 0)
    names = filled(tmp_path)
    whole = (tmp_path / file).read_bytes()
    for place in range(len(whole)):
        for damaged in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]):
            (tmp_path / file).write_bytes(damaged)
            heap = Heap(tmp_path)
            found = heap.get_all(names)
            assert found == [Heap(tmp_path).get(name) for name in names]
            assert all(blob in (None, data) for blob, data in zip(found, BLOBS, strict=True))


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    filled(tmp_path)
    before = [(tmp_path / name).stat().st_size for name in ("blobs", "places")]
    filled(tmp_path)
    assert [(tmp_path / name).stat().st_size for name in ("blobs", "places")] == before


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("file", ["blobs", "places"])
def test_files_cut_short_anywhere_lose_blobs_and_give_none_wrong(
    tmp_path: Path, file: str, settled: bool
) -> None:
    blobs = [b"satu", b"dua" * 9, b"tiga"]
    names = filled(tmp_path, blobs, settled=settled)
    whole = (tmp_path / file).read_bytes()
    for length in range(len(whole)):
        (tmp_path / file).write_bytes(whole[:length])
        heap = Heap(tmp_path)
        assert all(heap.get(name) in (data, None) for name, data in zip(names, blobs, strict=True))
        assert [heap.read(name, bytes) for name in names] == [heap.get(name) for name in names]
        again = Heap(tmp_path)
        for name, data in zip(names, blobs, strict=True):
            if again.get(name) is None:
                again.add(name, data)
        assert all(again.get(name) == data for name, data in zip(names, blobs, strict=True))
        (tmp_path / file).write_bytes(whole)


@given(
    settled=st.booleans(),
    place=st.integers(0, 200),
    bit=st.integers(0, 7),
    file=st.sampled_from(["blobs", "places"]),
)
def test_a_flipped_bit_is_as_if_the_blob_were_not_there(
    tmp_path_factory: pytest.TempPathFactory, settled: bool, place: int, bit: int, file: str
) -> None:
    folder = tmp_path_factory.mktemp("heap")
    names = filled(folder, settled=settled)
    data = bytearray((folder / file).read_bytes())
    data[place % len(data)] ^= 1 << bit
    (folder / file).write_bytes(data)
    heap = Heap(folder)
    assert all(heap.get(name) in (blob, None) for name, blob in zip(names, BLOBS, strict=True))
    assert [Heap(folder).read(name, bytes) for name in names] == [heap.get(name) for name in names]


def test_after_places_that_were_cut_short_the_next_ones_are_found(tmp_path: Path) -> None:
    names = filled(tmp_path)
    with (tmp_path / "places").open("ab") as file:
        file.write(b"half a place")
    heap = Heap(tmp_path)
    new = digest_bytes(b"baru")
    heap.add(new, b"baru")
    heap.save()
    assert [Heap(tmp_path).get(name) for name in (*names, new)] == [*BLOBS, b"baru"]


def test_a_cleaning_up_keeps_what_is_named_and_nothing_else(tmp_path: Path) -> None:
    names = filled(tmp_path)
    Heap(tmp_path).rewrite(names[:2])
    heap = Heap(tmp_path)
    assert [heap.get(name) for name in names] == [*BLOBS[:2], None, None]


def test_much_goes_to_the_disk_and_is_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", 100)
    heap = Heap(tmp_path / "new")
    blobs = [b"%050d" % n for n in range(20)]
    for data in blobs:
        heap.add(digest_bytes(data), data)
    assert (tmp_path / "new" / "blobs").stat().st_size > 500
    assert [heap.get(digest_bytes(data)) for data in blobs] == blobs


def test_without_a_folder_everything_stays_in_memory() -> None:
    heap = Heap(None)
    heap.add(digest_bytes(b"x"), b"x")
    heap.save()
    assert heap.get(digest_bytes(b"x")) == heap.read(digest_bytes(b"x"), bytes) == b"x"


def test_what_is_taken_in_needs_no_file_any_more(tmp_path: Path) -> None:
    names = filled(tmp_path)
    heap = Heap(tmp_path)
    assert heap.take_in(names)
    for name in ("blobs", "places"):
        (tmp_path / name).unlink()
    assert [heap.get(name) for name in names] == BLOBS


def test_places_are_sorted_once_they_are_many_and_found_all_the_same(tmp_path: Path) -> None:
    names = filled(tmp_path, settled=True)
    heap = Heap(tmp_path)
    new = [b"baru", b"lagi", b"satu lagi"]
    for data in new:
        heap.add(digest_bytes(data), data)
        heap.save()
        assert not heap.settle(3)
    for some in (names, names[::-1], [digest_bytes(data) for data in new]):
        again = Heap(tmp_path)
        assert [again.get(name) for name in some] == [heap.get(name) for name in some]
        assert None not in [again.get(name) for name in some]
        assert not again.has(digest_bytes(b"nothing"))
    heap.rewrite(names)
    assert [Heap(tmp_path).get(name) for name in names] == BLOBS


def test_it_is_known_whether_all_that_had_a_place_still_has_one(tmp_path: Path) -> None:
    filled(tmp_path)
    vouched = Heap(tmp_path).vouch()
    heap = Heap(tmp_path)
    heap.add(digest_bytes(b"baru"), b"baru")
    heap.save()
    assert Heap(tmp_path).has_all_of(vouched)
    places = tmp_path / "places"
    places.write_bytes(b"x" + places.read_bytes()[1:])
    assert not Heap(tmp_path).has_all_of(vouched)
    assert not Heap(tmp_path / "none").has_all_of(Heap(tmp_path / "none").vouch())
