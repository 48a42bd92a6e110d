"""Words are counted, and white space folded, without cutting a text into its words."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_gen.documents.words import folded, word_count

TEXT = st.one_of(
    st.text(),
    st.text(alphabet="ab \n\t\x0b\x0c\r\x1c\x1f\x85\xa0\u2003\u2028\u3000“é"),
    st.lists(st.sampled_from(["kata", "dua", "“é", " ", "\n", "\n\n", "\t", "\xa0", "\x1f"])).map("".join),
)


@given(TEXT)
@example("")
@example(" ")
@example("satu dua\ntiga\n\nempat")
@example("satu \ndua")
def test_it_is_as_if_the_text_had_been_cut(text: str) -> None:
    assert word_count(text) == len(text.split())
    assert folded(text) == " ".join(text.split())


@pytest.mark.parametrize("around", ["{}", "a{}b", "é{}b"])
def test_every_white_space_there_is_counts_as_such(around: str) -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if character.isspace() or not character.isprintable():
            text = around.format(character)
            assert folded(text) == " ".join(text.split()), hex(code)
            assert word_count(text) == len(text.split()), hex(code)
