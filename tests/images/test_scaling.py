"""A picture becomes smaller: sharp, upright, in its colours, and without what the camera noted."""

import io
import struct

import pytest

from site_gen.images.scaling import is_scalable, scaled

Image = pytest.importorskip("PIL.Image")
EXIF = {0x010F: "Kamera", 0x8825: {1: "S", 2: (6.0, 58.0, 12.0)}}
"""A maker and a place."""


def saved(picture: object, kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **more)  # type: ignore[attr-defined]
    return file.getvalue()


def halves(mode: str = "RGB") -> object:
    """A picture, 400 by 200, whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (400, 200), (220, 20, 20))
    picture.paste((20, 20, 220), (200, 0, 400, 200))
    return picture.convert(mode)


def opened(data: bytes) -> object:
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "WEBP"
    return picture


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "RGB"), ("WEBP", "RGB")],
)
def test_it_has_the_width_that_is_wanted_and_looks_the_same(kind: str, mode: str) -> None:
    small = opened(scaled(saved(halves(mode), kind), 100))
    assert small.size == (100, 50)  # type: ignore[attr-defined]
    if mode != "L":
        left, right = (small.convert("RGB").getpixel((x, 25)) for x in (20, 80))  # type: ignore[attr-defined]
        assert left[0] > 150 > left[2] and right[2] > 150 > right[0]


def test_what_can_be_seen_through_stays_so() -> None:
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    assert opened(scaled(saved(picture, "PNG"), 100)).getpixel((50, 50))[3] == 0  # type: ignore[attr-defined]


def test_a_photograph_taken_upright_stands_and_does_not_tell_where() -> None:
    exif = Image.Exif()
    exif.update(EXIF)
    exif[0x0112] = 6
    data = saved(halves(), "JPEG", exif=exif)
    small = opened(scaled(data, 100))
    assert small.size == (100, 200)  # type: ignore[attr-defined]
    assert not small.getexif() and b"Kamera" not in scaled(data, 100)  # type: ignore[attr-defined]


def test_the_same_bytes_become_the_same_bytes() -> None:
    data = saved(halves(), "JPEG")
    assert scaled(data, 100) == scaled(data, 100)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_refused(kind: str) -> None:
    data = saved(Image.effect_noise((400, 300), 60).convert("RGB"), kind)
    for broken in (data[: len(data) // 2], data[:20], b""):
        with pytest.raises(ValueError):
            scaled(broken, 100)


def test_an_avif_with_other_bytes_in_its_picture_is_refused() -> None:
    if not Image.registered_extensions().get(".avif"):
        pytest.skip("this Pillow writes no AVIF")
    data = saved(Image.effect_noise((400, 300), 60).convert("RGB"), "AVIF")
    at = data.index(b"mdat") + 4
    with pytest.raises(ValueError):
        scaled(data[:at] + b"\xff" * (len(data) - at), 100)


def test_exif_that_makes_no_sense_is_no_reason_to_refuse_a_picture() -> None:
    """A unit of measurement that is a word: Pillow cannot write it down again when it has turned the picture."""
    fields = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack(">HHI4s", 0x0128, 2, 2, b"cm\0\0")
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 2) + fields + b"\0\0\0\0"
    assert opened(scaled(saved(halves(), "JPEG", exif=exif), 100)).size == (100, 200)  # type: ignore[attr-defined]


def test_what_is_too_large_to_be_unpacked_is_left_alone() -> None:
    assert is_scalable(8_000, 6_000)
    assert not is_scalable(30_000, 20_000)
    assert not is_scalable(0, 0)
