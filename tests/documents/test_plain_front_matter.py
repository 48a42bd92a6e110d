"""The short way through a front matter gives the very tree of the long one, or nothing."""

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.documents.front_matter import front_matter_text, read_front_matter
from site_gen.documents.plain_front_matter import read_plain
from site_gen.errors import SiteError
from site_gen.safe_yaml import FRONT_MATTER, Mapping

PATH = "content/kabar/index.id.md"
EXAMPLES = 20_000 if os.environ.get("SITE_GEN_THOROUGH") == "1" else 500

TOKENS = (
    *(
        "a",
        "b",
        "title",
        "tags",
        "Kabar",
        "é",
        "é😀",
        "١",
        "1",
        "07",
        "2016-11-15",
        "19:05",
        "0x1F",
        "1e3",
        ".5",
    ),
    *("yes", "NO", "null", "~", "true", "<<", "=", "y"),
    *(
        ":",
        ": ",
        ":\n",
        "a: ",
        "b: ",
        "c:\n",
        "- ",
        "\n- ",
        "\n  - ",
        "\n    - ",
        "-",
        "?",
        "? ",
        "!",
        "!!str ",
        "&",
        "*",
    ),
    *(
        "'",
        "''",
        '"',
        '\\"',
        "\\",
        "\\\\",
        "\\n",
        "[",
        "]",
        "[]",
        ", ",
        ",",
        "{",
        "}",
        "[a, b]",
        "['a', \"b\"]",
    ),
    *("#", " #", "# ", "|", ">", "|-", "%", "@", "`", "---", "...", "\n---\n", "\n...\n", "%YAML 1.1\n"),
    *(" ", "  ", "\t", "\n", "\n\n", "\n ", "\r", "\r\n"),
    *("\x00", "\x07", "\x1b", "\x7f", "\x80", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u2029", "\ufeff"),
    *("\ufffd", "\ufffe", "\uffff", "\ud800", "\U0001fffe", "\U0010ffff"),
)
WORD = st.sampled_from(TOKENS) | st.text(max_size=3)
NOISE = st.lists(WORD, max_size=4).map("".join)
KEY = st.sampled_from(["title", "date", "tags", "a", "b-c", "_d", "e9", "lang", "k" * 64, "k" * 65])
PLAIN = st.lists(
    st.sampled_from(["Kabar", "a", "é", "1", "19:05", "jum'at", " ", " ", "-", ",", "(", ")"]), min_size=1
)
VALUE = st.one_of(
    PLAIN.map("".join),
    PLAIN.map(lambda words: f"'{''.join(words)}'"),
    PLAIN.map(lambda words: f'"{"".join(words)}"'),
    st.tuples(PLAIN.map("".join), NOISE).map("".join),
    NOISE.map(lambda text: "'" + text.replace("'", "''") + "'"),
    NOISE.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    NOISE,
)
LIST = st.tuples(st.sampled_from(["", " ", "  ", "    "]), st.lists(VALUE, min_size=1, max_size=4))
ENTRY = st.one_of(
    st.tuples(KEY, VALUE).map(lambda e: f"{e[0]}: {e[1]}\n"),
    st.tuples(KEY, st.lists(VALUE, max_size=4)).map(lambda e: f"{e[0]}: [{', '.join(e[1])}]\n"),
    st.tuples(KEY, LIST).map(lambda e: f"{e[0]}:\n" + "".join(f"{e[1][0]}- {item}\n" for item in e[1][1])),
    KEY.map(lambda key: f"{key}:\n"),
    NOISE,
)
FRONT_MATTERS = st.lists(ENTRY, max_size=5).map("".join) | st.lists(WORD, max_size=12).map("".join)


def by_the_long_way(text: str) -> Mapping | str:
    try:
        return read_front_matter(text, PATH, fast=False)
    except SiteError as error:
        return str(error)


def is_the_same(text: str) -> bool:
    """Whether the short way took `text`; an AssertionError if it then made something else of it."""
    plain = read_plain(text, PATH, 2)
    if plain is None:
        return False
    full = by_the_long_way(text)
    assert plain == full
    assert isinstance(full, Mapping)
    assert list(plain.values) == list(full.values)
    assert list(plain.keys) == list(full.keys)
    return True


@settings(max_examples=EXAMPLES)
@example("a:\n   - x\n- ab - c\n")
@given(FRONT_MATTERS)
def test_what_the_short_way_takes_it_reads_as_yaml(text: str) -> None:
    is_the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        'title: "Kabar baru"\n',
        "title: Kabar\ndate: 2016-11-15 19:05\n",
        "title: NO\nlang: null\nkey: 0755\na: 1e3\nb: yes\n",
        "a: x:y\nb: http://contoh.id/a?b=c&d=[e]\n",
        'a: jum\'at "x" 5% a*b & c!\n',
        "a: é😀 – “kutipan”\nb: é\n",
        "a: ''\nb: \"\"\nc: 'it''s'\nd: \"a \\\"b\\\" \\\\\"\ne: ' : # '\n",
        "a:\nb:\n",
        "a:     x\nb:   'y'\n",
        "a: [x]\nb: [  x y,'y z',   \"a, b\"  ]\nc: [AS–Rusia, jum'at]\n",
        "a:\n- x\n- 'y'\nb:\n  - x\n  - \"y\"\nc:\n      -   x:y\nd: z\n",
        "a: x\xa0y\nb: \ufffd\n",
    ],
)
def test_the_short_way_takes_what_people_write(text: str) -> None:
    assert is_the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "\n",
            "a: b",
            "a:b\n",
            "a : b\n",
            " a: b\n",
            "a: b \n",
            "a: b\t\n",
            "a:\tb\n",
            "a: \n",
            "\n\na: b\n",
        ),
        *("a: b: c\n", "a: b:\n", "a: b\n  c\n", "a: b\n\n", "a: b # c\n", "# a\na: b\n", "a: 'b' # c\n"),
        *(
            "a: b\na: c\n",
            "a: 'b': c\n",
            "'a': b\n",
            "? a\n: b\n",
            "<<: b\n",
            "a: <<\n",
            "a: *b\n",
            "a: &b c\n",
        ),
        *("a: !!str b\n", "a: |\n  b\n", "a: >-\n  b\n", "a: {b: c}\n", "a:\n  b: c\n", "a: - b\n", "a: ~\n"),
        *("a: @b\n", "a: `b`\n", "a: %b\n", "a: -1\n", "a: .5\n", "a: 'b\n", "a: 'b\n  c'\n", 'a: "b\\n"\n'),
        *('a: "\\x41"\n', 'a: "b" c\n', "a: 'b'c\n", "a: [b, c\n", "a: [b,\n  c]\n", "a: [b, ]\n", "a: []\n"),
        *(
            "a: [[b]]\n",
            "a: [b: c]\n",
            "a: [b] c\n",
            "a: [b]]\n",
            "a: [, b]\n",
            "a: ['b' c]\n",
            "a: [{b: c}]\n",
        ),
        *(
            "a:\n  - b\n - c\n",
            "a:\n- b\n  - c\n",
            "a:\n  - b: c\n",
            "a:\n  -\n",
            "a:\n  - - b\n",
            "a:\n\n- b\n",
        ),
        *(
            "- a\n",
            "a\n",
            "--- \na: b\n",
            "a: b\n---\n",
            "a: b\n...\n",
            "%YAML 1.1\n",
            "a:\n   - x\n- ab - c\n",
        ),
        *(
            "a: b\r\n",
            "a: \x85b\n",
            "a: b\u2028c: d\n",
            "a: b\u2029\n",
            "\ufeffa: b\n",
            "a: \ufeffb\n",
            "a: b\x07\n",
        ),
        *("a: \ud800\n", "a: \ufffe\n", "a: 'b\x7f'\n", "é: b\n", "a b: c\n", "k" * 65 + ": b\n"),
        "a: [" + "b," * FRONT_MATTER.nodes + "b]\n",
    ],
)
def test_the_short_way_leaves_to_the_parser_what_is_unusual(text: str) -> None:
    assert read_plain(text, PATH, 2) is None


def test_the_short_way_takes_what_the_desk_writes() -> None:
    assert is_the_same(
        front_matter_text(
            {
                "title": 'Presiden: "Tidak"',
                "date": "2016-11-15",
                "tags": ("Amerika Serikat", "yes"),
                "draft": True,
            }
        ).removeprefix("---\n")[:-4]
    )
