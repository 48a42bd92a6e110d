"""Words that somebody typed behind a command, on their way into a file."""

from site_gen.errors import USAGE, Location, Problem, SiteError
from site_gen.safe_yaml import CONTROL


def typed_words(text: str, name: str) -> str:
    """`text` with its white space folded; `name` is what it was typed for, `title` or `--text`.

    Raises SiteError (exit code 2) for what no file could hold as it was typed: to leave it out would be to
    write what nobody said.
    """
    text = " ".join(text.split())
    if found := CONTROL.search(text):
        code = ord(found[0])
        if 0xDC80 <= code <= 0xDCFF:  # so Python hands on a byte that is no text to it (PEP 383)
            message = f"letters that cannot be read here: byte 0x{code - 0xDC00:02X}"
            hint = "Set the terminal and its locale (LANG, LC_ALL) to UTF-8, and type it again."
        else:
            message = f"a character that no file may hold: U+{code:04X}"
            hint = "Type it again; it may have come along with what was pasted."
        raise SiteError(Problem(Location(name), message, hint), USAGE)
    return text
