"""Kind and size of a picture, from its first bytes."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.images.measuring import ENDINGS, is_still, measure

Image = pytest.importorskip("PIL.Image")
SIZES = [(1, 1), (640, 480), (3, 2000), (300, 7)]


def picture(kind: str, size: tuple[int, int], **more: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 40)).save(file, kind.upper(), **more)
    return file.getvalue()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("png", {}),
        ("gif", {}),
        ("jpeg", {}),
        ("jpeg", {"progressive": True}),
        ("jpeg", {"exif": b"Exif\0\0" + b"\xff\xc0" * 500}),
        ("webp", {}),
        ("webp", {"lossless": True}),
        ("webp", {"exif": b"Exif\0\0" + b"x" * 30}),
        ("avif", {}),
    ],
)
def test_a_picture_is_measured(kind: str, more: dict[str, object], size: tuple[int, int]) -> None:
    if kind == "avif" and not Image.registered_extensions().get(".avif"):
        pytest.skip("this Pillow writes no AVIF")
    assert measure(picture(kind, size, **more)) == (kind, *size)


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))]
)
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_taken_upright_is_measured_as_it_is_shown(
    orientation: int, size: tuple[int, int], order: str
) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "Kamera"
    exif[0x0112] = orientation
    assert measure(picture("jpeg", (640, 480), exif=exif)) == ("jpeg", *size)


def test_what_moves_is_known() -> None:
    other = Image.new("RGB", (9, 9), (1, 2, 3))
    moving: dict[str, object] = {"save_all": True, "append_images": [other], "duration": 40}
    for kind in ("png", "webp"):
        assert is_still(kind, picture(kind, (9, 9)))
        assert not is_still(kind, picture(kind, (9, 9), **moving))
    assert is_still("jpeg", picture("jpeg", (9, 9)))
    assert not is_still("gif", picture("gif", (9, 9)))


@pytest.mark.parametrize("kind", ["png", "gif", "jpeg", "webp"])
@pytest.mark.parametrize("more", [{}, {"exif": b"Exif\0\0" + b"x" * 30}])
def test_a_picture_that_is_cut_short_is_no_exception(kind: str, more: dict[str, object]) -> None:
    whole = picture(kind, (640, 480), **(more if kind in ("jpeg", "webp") else {}))
    for length in range(min(len(whole), 200)):
        found, width, height = measure(whole[:length])
        assert found in (kind, "damaged", "")
        assert (width, height) in ((640, 480), (0, 0))
        if found in ENDINGS.values():
            is_still(found, whole[:length])


@given(
    st.binary(max_size=120),
    st.sampled_from(
        [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x1cftypavif"]
    ),
)
def test_no_bytes_bring_it_down(data: bytes, start: bytes) -> None:
    kind, width, height = measure(start + data)
    assert kind in {*ENDINGS.values(), "damaged", ""}
    assert width >= 0
    assert height >= 0


def test_the_tables_before_the_frame_of_a_jpeg_are_passed_over() -> None:
    """Huffman tables, arithmetic coding and an extension have markers among those of frames."""
    tables = b"".join(
        b"\xff" + bytes([marker]) + b"\x00\x09" + b"\x11" * 7 for marker in (0xC4, 0xC8, 0xCC, 0xDB)
    )
    frame = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03" + b"\0" * 9
    assert measure(b"\xff\xd8\xff" + tables[1:] + b"\xff" + frame) == ("jpeg", 640, 480)


def test_a_jpeg_whose_segments_lead_back_ends() -> None:
    assert measure(b"\xff\xd8\xff\xe0\x00\x00" * 1000)[1:] == (0, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
        b"RIFF\0\0\0\0WAVE",
    ],
)
def test_what_is_no_picture_has_no_kind(data: bytes) -> None:
    assert measure(data) == ("", 0, 0)


def test_a_width_of_four_thousand_million_is_only_a_number() -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 2**32 - 1, 1)
    assert measure(data) == ("png", 2**32 - 1, 1)


def test_svg_is_not_among_the_endings() -> None:
    assert ".svg" not in ENDINGS
