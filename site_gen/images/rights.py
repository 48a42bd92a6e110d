"""Whose a picture is: of all that cameras and programs note in a file, what stays in it for readers.

A photograph tells where it was taken, when, with which camera, and in a small preview what it was before somebody's
face was blurred: a newsroom may owe it to a source that nobody reads that. Who made it, and whose it is, on the
other hand, may not be taken out (in Indonesia: Law 28 of 2014 on copyright, article 7).
"""

import struct
from typing import Final

_TURNED, _ARTIST, _COPYRIGHT = 0x0112, 0x013B, 0x8298
_SHORT: Final = 3
_ASCII: Final = 2
_LONGEST: Final = 2_000
"""Bytes of a name or a notice."""
_IPTC: Final = 0x0404
"""What Adobe's block has the records of the IPTC in (Photoshop File Formats, image resource IDs)."""
_OURS: Final = {2: frozenset({80, 85, 110, 115, 116}), 1: frozenset({90})}
"""Of those records: by-line and its title, credit, source, copyright notice, and the letters they are written in (IPTC IIM
4.2). Captions and cities are not among them: those are the page's to say."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES: Final = {
    "rdf": _RDF,
    "x": "adobe:ns:meta/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_NOTICES: Final = frozenset(
    f"{{{_SPACES[space]}}}{name}"
    for space, names in {
        "dc": "creator rights",
        "photoshop": "AuthorsPosition Credit Source",
        "xmpRights": "Marked Owner UsageTerms WebStatement",
        "plus": "CopyrightOwner ImageCreator ImageSupplier Licensor",
    }.items()
    for name in names.split()
)
"""What stays of XMP; search engines read there on which terms a picture is given away (IPTC Photo Metadata Standard)."""


def exif(data: bytes) -> bytes:
    """What stays of Exif (a TIFF, without the word before it): how the picture is turned, its artist, its copyright.
    Empty if none of that is said."""
    found = _fields(data)
    if found.get(_TURNED) == b"\0\1":
        del found[_TURNED]  # as it lies
    if not found:
        return b""
    head, behind = b"", b""
    begin = 8 + 2 + 12 * len(found) + 4
    for tag in sorted(found):
        value = found[tag]
        kind, count = (_SHORT, 1) if tag == _TURNED else (_ASCII, len(value))
        place = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(">I", begin + len(behind))
        behind += value + b"\0" * (len(value) % 2) if len(value) > 4 else b""
        head += struct.pack(">HHI", tag, kind, count) + place
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", len(found)) + head + b"\0\0\0\0" + behind


def _fields(data: bytes) -> dict[int, bytes]:
    """The fields that stay (Exif 2.32), each with its value as it is written when the first byte counts most."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    found: dict[int, bytes] = {}
    if order is None:
        return found
    try:
        (at,) = struct.unpack_from(f"{order}I", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, length, place = struct.unpack_from(f"{order}HHII", data, entry)
            if tag == _TURNED and kind == _SHORT:
                (turned,) = struct.unpack_from(f"{order}H", data, entry + 8)
                if 1 <= turned <= 8:
                    found[tag] = struct.pack(">H", turned)
            elif tag in (_ARTIST, _COPYRIGHT) and kind == _ASCII and length <= _LONGEST:
                begin = entry + 8 if length <= 4 else place
                if text := data[begin : begin + length].rstrip(b"\0 "):
                    found[tag] = text + b"\0"
    except struct.error:
        pass  # cut short: what could be read
    return found


def iptc(data: bytes) -> bytes:
    """What stays of Adobe's block: in the records of the IPTC, who made the picture and whose it is. Empty if nobody is
    named there."""
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        number = struct.unpack_from(">H", data, at + 4)[0]
        name = 1 + data[at + 6]
        at += 6 + name + name % 2
        size = int.from_bytes(data[at : at + 4], "big")
        block = data[at + 4 : at + 4 + size]
        at += 4 + size + size % 2
        if number == _IPTC and (kept := _records(block)):
            return b"8BIM\x04\x04\0\0" + struct.pack(">I", len(kept)) + kept + b"\0" * (len(kept) % 2)
    return b""


def _records(data: bytes) -> bytes:
    kept, named, at = b"", False, 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number, size = data[at + 1], data[at + 2], int.from_bytes(data[at + 3 : at + 5], "big")
        if size > 0x7FFF:  # an extended record: none of ours is so long
            break
        if number in _OURS.get(record, ()):
            kept += data[at : at + 5 + size]
            named = named or record == 2
        at += 5 + size
    return kept if named else b""


def xmp(data: bytes) -> bytes:
    """What stays of XMP: who made the picture, whose it is, and on which terms it is given away. Empty if it says
    nothing of that, or cannot be read."""
    if b"<!" in data:  # nothing that may stand there begins so
        return b""
    from xml.etree import ElementTree  # 5 ms of start-up; few pictures of a newspaper are new

    for prefix, space in _SPACES.items():
        ElementTree.register_namespace(prefix, space)
    kept = ElementTree.Element(f"{{{_RDF}}}RDF")
    try:
        tree = ElementTree.fromstring(data.strip(b"\0"))
        for said in tree.iter(f"{{{_RDF}}}Description"):
            about = ElementTree.Element(said.tag, {f"{{{_RDF}}}about": ""})
            about.attrib.update({name: text for name, text in said.attrib.items() if name in _NOTICES})
            about.extend([one for one in said if one.tag in _NOTICES])
            if len(about) or len(about.attrib) > 1:
                kept.append(about)
        if not len(kept):
            return b""
        whole = ElementTree.Element(f"{{{_SPACES['x']}}}xmpmeta")
        whole.append(kept)
        return ElementTree.tostring(whole, "utf-8", xml_declaration=False)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return b""
