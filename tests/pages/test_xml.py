"""Writing XML: whatever the text, it is read back as it was, but for characters that XML 1.0 does not have."""

import sys
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.pages import xml


@given(st.text(), st.text())
def test_any_text_can_stand_in_an_element_and_an_attribute(content: str, value: str) -> None:
    root = ET.fromstring(xml.DECLARATION + xml.element("a", content, b=value))
    kept = "".join(c for c in content if c in "\t\n\r" or (ord(c) >= 0x20 and c not in "\ufffe\uffff"))
    # A parser makes one line end of any, as XML has it.
    assert (root.text or "") == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert "<" not in xml.text(value)
    assert '"' not in xml.text(value)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_does_not_have_is_left_out(character: str) -> None:
    assert xml.text(f"a{character}b") == "ab"
    assert ET.fromstring(xml.element("a", f"x{character}", b=f"y{character}")).text == "x"


def test_nothing_is_an_empty_element_and_an_empty_attribute_is_none() -> None:
    assert xml.element("a") == "<a/>"
    assert xml.element("a", b="") == "<a/>"
    assert xml.element("x:a", "1", xlink__href="2") == '<x:a xlink:href="2">1</x:a>'


def test_what_is_printable_is_legal() -> None:
    """So that most texts need no second look."""
    everything = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert not xml._ILLEGAL.search(everything)
