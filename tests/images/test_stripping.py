"""A picture is published without what was noted in it, but for whose it is; of its pixels nothing is touched."""

import io
import random
import struct
import zlib

import pytest

from site_gen.images.measuring import measure
from site_gen.images.scaling import scaled
from site_gen.images.stripping import stripped

Image = pytest.importorskip("PIL.Image")
PngImagePlugin = pytest.importorskip("PIL.PngImagePlugin")
ImageCms = pytest.importorskip("PIL.ImageCms")

PLACE = {1: "S", 2: (6.0, 58.0, 12.0), 3: "E", 4: (110.0, 25.0, 1.0)}
TOLD = (b"Kamera", b"KM-1234", b"kaligawe", b"2016:11", b"Semarang")
"""What must not be told: the camera and its number, a file's name, a day, a place."""
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 exif:GPSLatitude="6,58.2S" xmpMM:DocumentID="kaligawe" xmpRights:WebStatement="https://warta.example/hak">
<dc:creator><rdf:Seq><rdf:li>Foto Warta</rdf:li></rdf:Seq></dc:creator>
<dc:description>Semarang</dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def picture(size: tuple[int, int] = (64, 48)) -> object:
    """Noise, so that nothing is lost in packing it without a difference being seen."""
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    made = Image.frombytes("RGB", size, noise)
    made.paste((200, 30, 30), (0, 0, 20, 20))
    return made


def exif(turned: int = 6) -> object:
    noted = Image.Exif()
    noted.update({0x010F: "Kamera", 0x0132: "2016:11:15 08:00:00", 0x0112: turned, 0x8298: "Warta Uji"})
    noted.get_ifd(0x8825).update(PLACE)
    noted.get_ifd(0x8769).update({0xA431: "KM-1234", 0x927C: b"Semarang" * 20})
    return noted


def saved(kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    picture().save(file, kind, **more)  # type: ignore[attr-defined]
    return file.getvalue()


def iptc() -> bytes:
    """Adobe's block: a by-line, a city, a caption; and a preview."""
    records = [(80, b"Foto Warta"), (90, b"Semarang"), (120, b"kaligawe"), (116, "© Warta Uji".encode())]
    data = b"\x1c\x01\x5a\0\x03\x1b%G" + b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text for number, text in records
    )
    blocks = [(0x0404, data), (0x040C, b"Kamera")]
    found = b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(block)) + block + b"\0" * (len(block) % 2)
        for number, block in blocks
    )
    return b"Photoshop 3.0\0" + found


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    put = b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(s) + 2) + s for m, s in segments)
    return jpeg[:2] + put + jpeg[2:]


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    opened = Image.open(io.BytesIO(data))
    return opened.size, opened.convert("RGBA").tobytes()


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("JPEG", {"quality": 90}),
        ("JPEG", {"quality": 60, "progressive": True, "comment": b"kaligawe"}),
        ("JPEG", {"restart_marker_blocks": 2}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"quality": 70}),
        ("AVIF", {"quality": 70}),
    ],
)
def test_every_format_keeps_pixels_colours_and_rights_and_tells_nothing_else(
    kind: str, more: dict[str, object]
) -> None:
    if kind == "PNG":
        more = {"pnginfo": PngImagePlugin.PngInfo()}
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())  # type: ignore[attr-defined]
    data = saved(kind, exif=exif(), xmp=XMP, icc_profile=profile(), **more)
    made = stripped(measure(data)[0], data)
    assert any(word in data for word in TOLD)
    assert [word for word in TOLD if word in made] == []
    assert pixels(made) == pixels(data)
    opened = Image.open(io.BytesIO(made))
    assert opened.info["icc_profile"] == profile()
    noted = opened.getexif()
    assert noted[0x8298] == "Warta Uji"
    assert set(noted) <= {0x0112, 0x8298}
    if kind != "AVIF":  # there the file itself turns the picture, and Pillow has turned it
        assert noted[0x0112] == 6
    assert b"GPS" not in made and b"DocumentID" not in made
    assert b"https://warta.example/hak" in made and b"Foto Warta" in made
    assert measure(made) == measure(data)
    assert stripped(measure(made)[0], made) == made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_smaller_picture_says_whose_it_is(kind: str) -> None:
    more: dict[str, object] = {}
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())  # type: ignore[attr-defined]
    made = scaled(saved(kind, exif=exif(), xmp=XMP, **more), 32)
    assert b"https://warta.example/hak" in made and b"Warta Uji" in made
    assert [word for word in (*TOLD, b"GPS") if word in made] == []
    assert Image.open(io.BytesIO(made)).size == (32, 43)


def test_what_agencies_write_into_a_photograph_says_whose_it_is_and_no_more() -> None:
    data = with_segments(saved("JPEG"), (0xED, iptc()))
    made = stripped("jpeg", data)
    assert [word for word in TOLD if word in made] == []
    assert b"Foto Warta" in made and "© Warta Uji".encode() in made
    from PIL import IptcImagePlugin

    said = IptcImagePlugin.getiptcinfo(Image.open(io.BytesIO(made)))
    assert said == {(1, 90): b"\x1b%G", (2, 80): b"Foto Warta", (2, 116): "© Warta Uji".encode()}


def test_what_lies_behind_a_photograph_is_left_out() -> None:
    """A film of the moment before, a second picture with its own notes."""
    plain = saved("JPEG")
    assert stripped("jpeg", plain + b"ftypmp4 Semarang") == stripped("jpeg", plain)
    assert stripped("jpeg", plain + saved("JPEG", exif=exif())) == stripped("jpeg", plain)


def test_a_preview_of_how_a_picture_was_before_is_left_out() -> None:
    small = bytes(range(48)) * 1
    jfif = b"JFIF\0\x01\x02\0\0\x48\0\x48\x04\x04" + small
    plain = saved("JPEG")
    data = plain[:2] + b"\xff\xe0" + struct.pack(">H", len(jfif) + 2) + jfif + plain[20:]
    made = stripped("jpeg", data)
    assert small not in made and pixels(made) == pixels(plain)


def test_a_photograph_that_lies_as_it_is_and_is_nobodys_has_no_notes() -> None:
    noted = Image.Exif()
    noted.update({0x010F: "Kamera", 0x0112: 1})
    assert b"Exif" not in stripped("jpeg", saved("JPEG", exif=noted))


def test_words_in_a_png_say_whose_it_is() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Foto Warta")
    words.add_text("Comment", "Semarang")
    words.add_text("Raw profile type exif", "Kamera", zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    made = stripped("png", saved("PNG", pnginfo=words))
    assert Image.open(io.BytesIO(made)).info == {"Author": "Foto Warta"}


def test_a_moving_png_moves_on() -> None:
    frames = [picture(), Image.new("RGB", (64, 48), (0, 80, 0))]
    file = io.BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])  # type: ignore[attr-defined]
    made = stripped("png", file.getvalue())
    assert made == file.getvalue()
    assert Image.open(io.BytesIO(made)).n_frames == 2  # type: ignore[attr-defined]


def test_a_gif_is_left_as_it_is() -> None:
    data = saved("GIF")
    assert stripped("gif", data) == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_cut_short_or_odd_is_published_as_far_as_it_goes(kind: str) -> None:
    whole = saved(kind, exif=exif(), xmp=XMP, icc_profile=profile())
    chance = random.Random(7)
    for _ in range(400):
        data = bytearray(whole[: chance.randrange(32, len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            data[chance.randrange(16, len(data))] = chance.randrange(256)
        assert isinstance(stripped(kind.lower(), bytes(data)), bytes)


@pytest.mark.parametrize(
    "said",
    [
        b'<!DOCTYPE x [<!ENTITY a "Semarang">]><rdf:RDF xmlns:rdf="x">&a;</rdf:RDF>',
        b"<rdf:RDF><rdf:Description></rdf:RDF>",
        b"no xml at all",
    ],
)
def test_xmp_that_cannot_be_read_is_left_out(said: bytes) -> None:
    data = with_segments(saved("JPEG"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + said))
    assert stripped("jpeg", data) == stripped("jpeg", saved("JPEG"))


@pytest.mark.parametrize("said", [b"<a>" * 2_000 + b"</a>" * 2_000, b">" * 30_000])
def test_xmp_that_cannot_be_written_anew_is_left_out(said: bytes) -> None:
    """Elements in elements without end, and what is longer than a segment where it is written as XML has it."""
    xmp = XMP.replace(b"<rdf:li>Foto Warta</rdf:li>", b"<rdf:li>%b</rdf:li>" % said)
    data = saved("JPEG", xmp=xmp)
    assert b"Foto Warta" not in xmp
    assert stripped("jpeg", data) == stripped("jpeg", saved("JPEG"))


def test_an_avif_that_counts_without_end_is_left_as_it_is() -> None:
    if not Image.registered_extensions().get(".avif"):
        pytest.skip("this Pillow writes no AVIF")
    data = bytearray(saved("AVIF"))
    at = data.index(b"iloc") + 4
    data[at], data[at + 6 : at + 10] = 2, b"\xff" * 4  # a version whose count has four bytes
    assert stripped("avif", bytes(data)) == data


def test_a_chunk_is_written_with_its_sum() -> None:
    made = stripped("png", saved("PNG", exif=exif()))
    at = made.index(b"eXIf")
    size = int.from_bytes(made[at - 4 : at], "big")
    assert made[at + 4 + size : at + 8 + size] == struct.pack(">I", zlib.crc32(made[at : at + 4 + size]))
