"""Front matter: cut off a file, and written so that it reads back the same."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_gen.documents.front_matter import Source, front_matter_text, split_source, yaml_text
from site_gen.safe_yaml import CONTROL, Scalar, Sequence, read_yaml


def test_a_file_is_cut_in_two_and_each_part_knows_its_line() -> None:
    assert split_source("a.md", b"---\ntitle: x\ndate: y\n---\n\nIsi.\n") == Source(
        "title: x\ndate: y\n", "\nIsi.\n", 5
    )
    assert split_source("a.md", b"---\n---\n") == Source("", "", 3)
    assert split_source("a.md", b"---  \na: 1\n--- \t\nIsi") == Source("a: 1\n", "Isi", 4)


def test_a_ruler_in_the_text_ends_nothing() -> None:
    assert split_source("a.md", b"---\na: 1\n---\nSatu\n---\nDua\n").body == "Satu\n---\nDua\n"


def test_dashes_inside_a_value_end_nothing() -> None:
    source = split_source("a.md", b"---\na: |\n  ---\n  x\nb: --- x\nc: ----\n---\nIsi\n")
    assert source == Source("a: |\n  ---\n  x\nb: --- x\nc: ----\n", "Isi\n", 8)


KEYS = st.sampled_from(["title", "date", "summary", "author", "tags", "outlet", "draft"])
TEXTS = st.text(max_size=40) | st.text(" :#-'\"\\[]{},&*!|>%@`?~=<\n\t0123456789.eExXob_+", max_size=12)


@given(st.dictionaries(KEYS, TEXTS | st.booleans() | st.lists(TEXTS, max_size=4).map(tuple), max_size=6))
def test_whatever_is_written_reads_back_the_same(fields: dict[str, str | bool | tuple[str, ...]]) -> None:
    text = front_matter_text(fields)
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    tree = read_yaml(split_source("a.md", f"{text}Isi.\n".encode()).front_matter, "a.md", 2)
    found: dict[str, object] = {}
    for key, node in tree.values.items():
        if isinstance(node, Sequence):
            found[key] = tuple(item.text for item in node.items if isinstance(item, Scalar))
        else:
            assert isinstance(node, Scalar)
            found[key] = node.text
    expected: dict[str, object] = {}
    for key, value in fields.items():
        if isinstance(value, bool):
            expected[key] = str(value).lower()
        elif isinstance(value, tuple):
            if value:
                expected[key] = tuple(CONTROL.sub("", item) for item in value)
        elif value:
            expected[key] = CONTROL.sub("", value)
    assert found == expected


DATE = re.compile(r"\d{4}-\d\d-\d\d")


@given(TEXTS)
def test_another_yaml_reader_takes_it_for_the_same_text(text: str) -> None:
    """But for a date, which other tools may well take for one."""
    found = yaml.safe_load("x: " + yaml_text(text) + "\n")["x"]
    if not DATE.fullmatch(text):
        assert found == CONTROL.sub("", text)


@pytest.mark.parametrize(
    "text",
    [
        "Satu",
        "Satu dua (tiga), empat–lima",
        "Amerika Serikat",
        "2016-11-15",
        "12 November",
        "é",
        "日本",
        "a.b/c",
    ],
)
def test_what_needs_no_quotes_gets_none(text: str) -> None:
    assert yaml_text(text) == text


MISLEADING = """no|Yes|NULL|y|~|0755|0x1F|1e5|1E5|0b1|1_000|1.5|2016|19:30|a: b|- a|a #b| a|a |*a|&a|!a|%a|@a|`a|[a|{a
|a:|<<|=|?|>|'a|"a|\\|<a>|#a|a\tb"""


@pytest.mark.parametrize("text", ["", "|", *MISLEADING.replace("\n", "").split("|")])
def test_what_a_reader_could_misread_is_quoted(text: str) -> None:
    assert yaml_text(text).startswith('"')


def test_control_characters_are_left_out() -> None:
    assert yaml_text("a\x00b\x1b[31m\ud800\uffffc\td\ne") == '"ab[31mc\\td\\ne"'
