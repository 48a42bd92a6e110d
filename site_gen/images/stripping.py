"""A picture file without what the camera and programs have noted in it, but for whose it is (see `rights`).

No pixel is touched: the file is walked from part to part, and parts are left out. What a format keeps for later, such
as a film behind the photograph, is left out too. A file that is cut short or odd is published as far as it goes.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from site_gen.images import rights

STANDARD: Final = "1"
"""Another one whenever the same file shall become other bytes than before."""

_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the pixels of a JPEG: any marker but for those that stand among them (ITU T.81, B.1.1)."""
_EXIF, _XMP, _ADOBE = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_XMP: Final = b"XML:com.adobe.xmp\0\0\0\0\0"
"""Before XMP that is not packed, as its makers are to leave it (XMP Specification Part 3, 1.1.5)."""
_PNG_WORDS: Final = frozenset({b"Author", b"Copyright"})
_PNG_NOTES: Final = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_EXIF, _WEBP_XMP = 8, 4
"""Their flags in the head of a WebP."""


def stripped(kind: str, data: bytes) -> bytes:
    """The file without what was noted in it. `kind` is what `measure` calls it; a GIF, which notes nothing of a camera,
    and what is none of these are as they were."""
    match kind:
        case "jpeg":
            return b"".join(_jpeg(data))
        case "png":
            return _PNG + b"".join(_png(data))
        case "webp":
            return _webp(data)
        case "avif":
            return _avif(data)
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        marker = data[at + 1]
        if marker in (0x00, 0xFF):
            at += 1  # a byte to fill the place before a marker
        elif marker == 0xD9:
            yield b"\xff\xd9"
            return  # what lies behind is another picture, or a film
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 2
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == 0xDA:
                pixels = _MARKER.search(data, end)
                end = pixels.start() if pixels else len(data)
            yield _segment(marker, data[at:end])
            at = end


def _segment(marker: int, segment: bytes) -> bytes:
    """What stays of a segment of a JPEG."""
    if marker != 0xFE and not 0xE0 <= marker <= 0xEF:
        return segment
    said, kept = segment[4:], b""
    if marker == 0xE0 and said.startswith(b"JFIF\0"):
        kept = said[:12] + b"\0\0" if len(said) >= 14 else b""  # without its preview
    elif marker == 0xE1 and said.startswith(_EXIF):
        kept = rights.exif(said[len(_EXIF) :])
        kept = kept and _EXIF + kept
    elif marker == 0xE1 and said.startswith(_XMP):
        kept = rights.xmp(said[len(_XMP) :])
        kept = kept and _XMP + kept
    elif marker == 0xED and said.startswith(_ADOBE):
        kept = rights.iptc(said[len(_ADOBE) :])
        kept = kept and _ADOBE + kept
    elif (marker == 0xE2 and said.startswith(b"ICC_PROFILE\0")) or (
        marker == 0xEE and said.startswith(b"Adobe")
    ):
        kept = said  # its colours
    # Written anew, XMP may have become longer than a segment may be.
    fits = 0 < len(kept) <= 0xFFFF - 2
    return bytes((0xFF, marker)) + struct.pack(">H", len(kept) + 2) + kept if fits else b""


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind, said = data[at + 4 : at + 8], data[at + 8 : end - 4]
        if kind not in _PNG_NOTES:
            yield data[at:end]
        elif kind == b"eXIf" and (kept := rights.exif(said)):
            yield _chunk(kind, kept)
        elif kind in (b"tEXt", b"iTXt") and said.partition(b"\0")[0] in _PNG_WORDS:
            yield data[at:end]
        elif kind == b"iTXt" and said.startswith(_PNG_XMP) and (kept := rights.xmp(said[len(_PNG_XMP) :])):
            yield _chunk(kind, _PNG_XMP + kept)
        if kind == b"IEND":
            return
        at = end


def _chunk(kind: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))


def _webp(data: bytes) -> bytes:
    parts: list[tuple[bytes, bytes]] = []
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        parts.append((data[at : at + 4], data[at + 8 : min(at + 8 + size, end)]))
        at += 8 + size + size % 2
    kept: list[tuple[bytes, bytes]] = []
    for kind, said in parts:
        if kind == b"EXIF":
            said = rights.exif(said.removeprefix(_EXIF))
        elif kind == b"XMP ":
            said = rights.xmp(said)
        if said and kind in _OF_WEBP:
            kept.append((kind, said))
    there = {kind for kind, _ in kept}
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP)
        flags |= (_WEBP_EXIF if b"EXIF" in there else 0) | (_WEBP_XMP if b"XMP " in there else 0)
        kept[0] = (b"VP8X", bytes((flags,)) + kept[0][1][1:])
    body = b"".join(
        [kind + struct.pack("<I", len(said)) + said + b"\0" * (len(said) % 2) for kind, said in kept]
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


_OF_WEBP: Final = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"EXIF", b"XMP "})
"""https://developers.google.com/speed/webp/docs/riff_container"""


def _avif(data: bytes) -> bytes:
    """The same file, in which what is noted is written over: everything in it has its place by number."""
    found = bytearray(data)
    for kind, begin, end in _items(data):
        said, size = data[begin:end], end - begin
        if kind == b"Exif":  # four bytes say where the TIFF begins behind them (ISO 23008-12, A.2.1)
            skipped = 4 + int.from_bytes(said[:4], "big")
            kept = bytes(4) + (rights.exif(said[skipped:]) or b"MM\0*\0\0\0\x08" + bytes(6))
        else:
            kept = rights.xmp(said)
        found[begin:end] = (kept if len(kept) <= size else b"").ljust(
            size, b" " if kind == b"mime" else b"\0"
        )
    return bytes(found)


def _items(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The kind of each item of Exif or XMP in an AVIF, and where it begins and ends (ISO 14496-12, 8.11)."""
    try:
        for kind, begin, end in _boxes(data, 0, len(data)):
            if kind == b"meta":
                boxes = {name: (first, last) for name, first, last in _boxes(data, begin + 4, end)}
                if b"iinf" in boxes and b"iloc" in boxes:
                    kinds = dict(_kinds(data, *boxes[b"iinf"]))
                    for number, first, last in _places(data, boxes):
                        if kinds.get(number) in (b"Exif", b"mime") and first < last <= len(data):
                            yield kinds[number], first, last
                return
    except (struct.error, IndexError):
        return


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes in a part of a file: the name of each, and where what is in it begins and ends."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        last = at + size if size else end
        if last <= at or last > end:
            return
        yield name, at + head, last
        at = last


def _kinds(data: bytes, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    """The number of each item, and its kind."""
    for name, at, _ in _boxes(data, begin + (6 if data[begin] == 0 else 8), end):
        if name == b"infe" and data[at] in (2, 3):
            number, _, kind = struct.unpack_from(">HH4s" if data[at] == 2 else ">IH4s", data, at + 4)
            yield number, kind


def _places(data: bytes, boxes: dict[bytes, tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The number of each item, and where each of its pieces begins and ends in the file."""
    begin, _ = boxes[b"iloc"]
    version, sizes = data[begin], struct.unpack_from(">H", data, begin + 4)[0]
    offset_size, length_size, base_size, index_size = (sizes >> by & 15 for by in (12, 8, 4, 0))
    at = begin + 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > len(data):  # else a damaged file may count to four thousand million
            raise IndexError
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)  # in which file: in this one
        base = number(base_size)
        if method == 1 and b"idat" in boxes:
            base += boxes[b"idat"][0]
        for _ in range(number(2)):
            number(index_size if version else 0)
            first = base + number(offset_size)
            yield item, first, first + number(length_size)
