"""The words of a text: how many there are, and the text with one space between them.

`str.split` makes an object of each word. A newspaper's text has 500 of them and is asked twice, so texts that
have nothing but single spaces and line ends between words are not cut.
"""

from typing import Final

_WHITE: Final = bytes(code for code in range(128) if chr(code).isspace() and chr(code) != " ")


def folded(text: str) -> str:
    """`" ".join(text.split())`"""
    line = text.strip("\n").replace("\n\n", " ").replace("\n", " ")
    return line if _is_folded(line) else " ".join(text.split())


def word_count(text: str) -> int:
    """`len(text.split())`"""
    line = text.replace("\n", " ") if "\n" in text else text
    return line.count(" ") + 1 if line and _is_folded(line) else len(text.split())


def _is_folded(line: str) -> bool:
    """Whether single spaces between words are all the white space there is; False if that takes long to say."""
    if "  " in line or line[:1] == " " or line[-1:] == " ":
        return False
    if line.isascii():
        return len(line.encode().translate(None, _WHITE)) == len(line)
    return line.isprintable()  # of white space only the space is
