"""Kind and size of a picture, read from its first bytes.

A page that knows the size keeps its place while the picture loads. The formats' own headers tell it; no
picture is decoded.
"""

import struct
from typing import Final

ENDINGS: Final = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".gif": "gif",
    ".webp": "webp",
    ".avif": "avif",
}
"""What is published. SVG is not: it is a program that a reader's browser would run as one of ours."""


def measure(data: bytes) -> tuple[str, int, int]:
    """Kind, width and height (pixels) of a picture; an empty kind for bytes that are none.

    Width and height are those that are shown: of a photograph that was taken upright and says so, the turned ones.
    They are 0 where the header does not say or is cut short.
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return ("png", *struct.unpack(">II", data[16:24]))
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return ("gif", *struct.unpack("<HH", data[6:10]))
        if data.startswith(b"\xff\xd8\xff"):
            return ("jpeg", *_jpeg(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return ("webp", *_webp(data))
        if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
            return ("avif", *_avif(data))
    except (struct.error, IndexError):
        return "damaged", 0, 0
    return "", 0, 0


def is_still(kind: str, data: bytes) -> bool:
    """Whether a picture of this kind is a single one. What moves cannot be made smaller without stopping it."""
    match kind:
        case "png":  # https://www.w3.org/TR/png/#acTL-chunk: it stands before the first pixels
            return b"acTL" not in data[: max(data.find(b"IDAT"), 0)]
        case "webp":
            return not (data[12:16] == b"VP8X" and data[20] & 2)
        case "avif":
            return data[8:12] == b"avif"
    return kind == "jpeg"


def _jpeg(data: bytes) -> tuple[int, int]:
    # ITU T.81: segments of marker and length, until a frame header (SOF0 to SOF15 but for 4, 8 and 12).
    at, turned = 2, False
    while at < len(data):
        if data[at] != 0xFF:
            return 0, 0
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (height, width) if turned else (width, height)
        else:
            if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
                turned = _is_turned(data[at + 10 : at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]])
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return 0, 0


def _is_turned(exif: bytes) -> bool:
    """Whether the camera lay on its side: browsers turn the picture back (Exif 2.32, tag 0x0112)."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, entry)
            if tag == 0x0112:
                return kind == 3 and 5 <= value <= 8
    except struct.error:
        pass
    return False


def _webp(data: bytes) -> tuple[int, int]:
    # https://developers.google.com/speed/webp/docs/riff_container
    kind = data[12:16]
    if kind == b"VP8X":
        width, more_width, height, more_height = struct.unpack("<HBHB", data[24:30])
        return (width | more_width << 16) + 1, (height | more_height << 16) + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _avif(data: bytes) -> tuple[int, int]:
    # ISO 23008-12: the property "ispe" holds version and flags (4 bytes), width and height.
    at = data.find(b"ispe", 0, 4096)
    return struct.unpack(">II", data[at + 8 : at + 16]) if at >= 0 else (0, 0)
