"""Bytes to text: which encoding, and what was broken on the way.

A repair is made only where it is certain; what stays doubtful is reported at its line and left alone.
"""

import codecs
import re

import msgspec

from site_gen.errors import Location, Problem, SiteError

LARGEST = 200 * 1024
"""Bytes of one text. A story is a few kB; more than this is not one, and no page could show it."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_C1 = {
    bytes([byte]).decode("cp1252"): byte for byte in range(128, 160) if byte not in (129, 141, 143, 144, 157)
}
# What Windows-1252 leaves undefined, browsers and old tools pass through as control characters.
_CP1252_LOOSE = {chr(byte): char for char, byte in _C1.items()}
_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf" + "".join(map(re.escape, _C1)) + "]{1,3}")
_SUSPECT = re.compile("â€|Ã[\u0080-\u00bf©¨«®±¶¤\u00a0]|Â(?=[\\s\u00a0]|$)|ï¿½", re.MULTILINE)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


class Decoded(msgspec.Struct, frozen=True):
    """The text of a file: `\\n` between lines, no control characters, ordinary spaces."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text that `data` holds. SiteError where it holds none: nothing, a picture, a PDF."""
    _check(data, name, LARGEST)
    text, encoding = _characters(data, name)
    return _clean(text, encoding, name)


def decode_table(data: bytes, name: str, largest: int) -> str:
    """The characters of a table, with nothing but its line ends and zero bytes put right: in a value U+2028 is
    a letter like others. Each text out of it is still to be cleaned."""
    _check(data, name, largest)
    return _characters(data, name)[0].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _check(data: bytes, name: str, largest: int) -> None:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        _refuse(name, "the file is empty", "Delete it, or put the text in.")
    if len(data) > largest:
        _refuse(name, f"more than {largest // 1024:,} KiB", "Is it really one story?")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            _refuse(name, f"this is {kind}, not text", "Save it as plain text (UTF-8).")


def clean(text: str, name: str) -> Decoded:
    """The same for a text that is decoded already: a column of a table, a JSON value."""
    if len(text) > LARGEST:
        _refuse(name, f"more than {LARGEST // 1024:,} KiB", "Is it really one story?")
    return _clean(text, "utf-8", name)


def _refuse(name: str, message: str, hint: str) -> None:
    raise SiteError(Problem(Location(name), message, hint))


def _characters(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding.removesuffix("-le").removesuffix(
                "-be"
            )
    if (nulls := data.count(0)) > len(data) // 5:
        # UTF-16 without a mark: of mostly Latin letters every second byte is zero.
        even = data[0::2].count(0)
        text = data.decode("utf-16-be" if even * 2 > nulls else "utf-16-le", "replace")
        if len(_CONTROL.findall(text)) + text.count("\ufffd") > len(text) // 50:
            _refuse(name, "this is not text", "Save it as plain text (UTF-8).")
        return text, "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        controls = sum(data.count(byte) for byte in (0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16))
        if controls > len(data) // 50:
            _refuse(name, "this is not text", "Save it as plain text (UTF-8).")
        if error.start >= len(data) - 3 and error.start > 40:
            return data[: error.start].decode("utf-8") + "\ufffd", "utf-8"  # cut off inside a character
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - broken > 3 * broken:
        return text, "utf-8"
    return "".join(_CP1252_LOOSE.get(char, char) for char in data.decode("latin-1")), "windows-1252"


def _clean(text: str, encoding: str, name: str) -> Decoded:
    problems: list[Problem] = []
    text = _unescaped(_BREAKS.sub("\n", text))
    if not text.isascii():
        text = _SPACES.sub(" ", _INVISIBLE.sub("", repaired(text)))
        if "â€" in text and "“" in text:
            text = _LOST_QUOTE.sub("”", text)
        if " â " in text or " β " in text:
            text = _LONE.sub("–", text)
        text = _CONTROL.sub(lambda found: _CP1252_LOOSE.get(found.group(), ""), text)
        if found := _SUSPECT.search(text):
            problems.append(
                _doubt(name, text, found.start(), f'letters in a wrong encoding: "{_around(text, found)}"')
            )
        if "\ufffd" in text:
            first = text.index("\ufffd")
            count = text.count("\ufffd")
            problems.append(_doubt(name, text, first, f"{count} characters are lost in the source (U+FFFD)"))
    else:
        text = _CONTROL.sub("", text)
    return Decoded(text, encoding, tuple(problems))


_LOST_QUOTE = re.compile(r"(?<=\S)\s?â€(?=[\s.,;:!?)]|$)", re.MULTILINE)
"""A closing quotation mark of which the last byte is lost: the one that opens is there."""
_LONE = re.compile(r"(?<=\w )â(?= \S)|(?<=[A-Z]{3} )β(?= [A-Z])")
"""A dash of which one byte is left."""
_WRITTEN_BREAK = re.compile(r"\\r\\n|\\n(?![a-z])")
"""A line break as programs write it inside a string; `C:\\notes` is a path."""
_WRITTEN = re.compile(r"\\r\\n|\\([nrt])(?![a-z])|\\([\"'/])")


def _unescaped(text: str) -> str:
    """A string of a program or a database as the text that it stands for: where its lines are parted by `\\n` alone."""
    if "\\n" not in text:
        return text
    breaks = len(_WRITTEN_BREAK.findall(text))
    sure = breaks > 1 or "\\r\\n" in text or ">\\n<" in text
    if not breaks or not sure or text.count("\n") > breaks:
        return text
    return _WRITTEN.sub(lambda found: found[2] or (" " if found[1] == "t" else "\n"), text)


def _around(text: str, found: re.Match[str]) -> str:
    before = text[max(0, found.start() - 12) : found.start()].rpartition("\n")[2]
    return " ".join((before + text[found.start() : found.end() + 12].partition("\n")[0]).split())


def _doubt(name: str, text: str, position: int, message: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    return Problem(
        Location(name, line), message, "Compare with the original and mend it by hand.", fatal=False
    )


def repaired(text: str) -> str:
    """UTF-8 that was read as Windows-1252, undone: `â€™` becomes `’`. Once more where it happened twice.

    Only runs that are UTF-8 byte for byte are touched, so a French `Â` alone stays what it is.
    """
    for _ in range(2):
        again = _MOJIBAKE.sub(_undo, text)
        if again == text:
            break
        text = again
    return text


def _undo(found: re.Match[str]) -> str:
    run = found.group()
    # The run may be longer than the character: its first bytes alone must be valid then.
    for end in range(len(run), 1, -1):
        try:
            head = bytes(_C1.get(char, ord(char)) for char in run[:end]).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            continue
        return head + run[end:]
    return run
