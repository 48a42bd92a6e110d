"""The YAML door: what it lets in, what it refuses, and where it says the mistake is."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_gen.errors import Location, Problem, SiteError
from site_gen.safe_yaml import DATA_FILE, Fields, Limits, Mapping, Scalar, Sequence, read_yaml

PATH = "story.md"


def cases() -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name("yaml_cases.txt").read_text("utf-8")
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        source = re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), source)
        source = re.sub(r"\{(\d+)\*([^}]+)\}", lambda m: m[2] * int(m[1]), source)
        found.append((title, source, expected.strip()))
    return found


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_a_mistake_is_refused_at_its_place(source: str, expected: str) -> None:
    with pytest.raises(SiteError) as caught:
        read_yaml(source, PATH, 2)
    assert str(caught.value) == expected


def texts(source: str) -> dict[str, object]:
    """What a mapping holds, without its places."""

    def plain(node: object) -> object:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        assert isinstance(node, Mapping)
        return {key: plain(value) for key, value in node.values.items()}

    found = plain(read_yaml(source, PATH))
    assert isinstance(found, dict)
    return found


def test_values_are_the_texts_that_they_look_like() -> None:
    source = "a: NO\nb: 0755\nc: 19:30\nd: 1_000\ne: 0x1F\nf: 1e3\ng: 2016-11-15\nh: .inf\ni: =\nj: 08:30\n"
    words = [line.partition(": ")[2] for line in source.splitlines()]
    assert list(texts(source).values()) == words


def test_quotes_and_blocks_are_read_as_yaml_has_them() -> None:
    source = "a: 'it''s'\nb: \"tab\\there\"\nc: |\n  x\n  y\nd: >-\n  x\n  y\ne: x\n  y\n"
    assert texts(source) == {"a": "it's", "b": "tab\there", "c": "x\ny\n", "d": "x y", "e": "x y"}


def test_every_key_and_value_knows_its_place() -> None:
    tree = read_yaml("a: 1\nlist:\n  - x\n  - {k: v}\n", PATH, first_line=2)
    assert tree.where == Location(PATH, 2, 1)
    assert tree.keys == {"a": Location(PATH, 2, 1), "list": Location(PATH, 3, 1)}
    listed = tree.values["list"]
    assert isinstance(listed, Sequence)
    assert [item.where for item in listed.items] == [Location(PATH, 4, 5), Location(PATH, 5, 5)]
    inner = listed.items[1]
    assert isinstance(inner, Mapping)
    assert inner.keys["k"] == Location(PATH, 5, 6)
    assert inner.values["k"].where == Location(PATH, 5, 9)


def test_columns_count_characters_not_bytes() -> None:
    tree = read_yaml("judul: é😀 x\n", PATH)
    assert tree.values["judul"].where == Location(PATH, 1, 8)
    with pytest.raises(SiteError) as caught:
        read_yaml('"😀é": &a x\n', PATH)
    assert caught.value.problems[0].where == Location(PATH, 1, 7)


@pytest.mark.parametrize("source", ["", "\n\n", "# only a comment\n", "~", "null"])
def test_nothing_is_an_empty_mapping(source: str) -> None:
    assert texts(source) == {}


def test_a_tab_behind_a_value_does_not_matter() -> None:
    assert texts("title: Satu\t\ndate: 2024-01-01 \t \n") == {"title": "Satu", "date": "2024-01-01"}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a: Satu # tiga", "Satu"),
        ("a: # tiga", ""),
        ("a: Satu ## tiga", "Satu"),
        ("a: Satu#tiga", "Satu#tiga"),
        ('a: "Satu #tiga" #empat', "Satu #tiga"),
        ("a: Satu\n#tiga", "Satu"),
        ("a:\n  #tiga\n  Satu", "Satu"),
        ("a: >-\n  Satu #tiga", "Satu #tiga"),
    ],
)
def test_a_comment_is_a_comment_and_a_hashtag_in_quotes_a_text(source: str, value: str) -> None:
    assert texts(source + "\nb: dua\n") == {"a": value, "b": "dua"}


def test_a_byte_order_mark_does_not_matter() -> None:
    assert texts("\ufefftitle: Satu\n") == {"title": "Satu"}


def test_words_for_nothing_are_nothing_only_without_quotes() -> None:
    tree = read_yaml('a:\nb: ~\nc: null\nd: ""\ne: "~"\nf: "null"\n', PATH)
    empty = [key for key, node in tree.values.items() if isinstance(node, Scalar) and node.empty]
    assert empty == ["a", "b", "c"]
    fields = Fields(tree, [])
    assert [key for key in tree.values if key in fields] == ["d", "e", "f"]


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert texts('"<<": x\n') == {"<<": "x"}


def test_the_limits_of_a_data_file_are_wider() -> None:
    source = "".join(f"k{n}: [a, b, c]\n" for n in range(2_000))
    assert len(read_yaml(source, PATH, limits=DATA_FILE).values) == 2_000
    with pytest.raises(SiteError):
        read_yaml(source, PATH)


def test_exactly_the_limit_is_allowed() -> None:
    assert texts("a: [[1]]\n") == {"a": [["1"]]}
    read_yaml("a: [[1]]\n", PATH, limits=Limits(10, 5, 3))
    for less in (Limits(8, 5, 3), Limits(10, 4, 3), Limits(10, 5, 2)):
        with pytest.raises(SiteError):
            read_yaml("a: [[1]]\n", PATH, limits=less)


@given(st.text(max_size=200) | st.text(":-[]{}\"'&*!|>%@`#?, \n\tab\\<~", max_size=60))
def test_no_text_brings_the_reader_down(source: str) -> None:
    try:
        tree = read_yaml(source, PATH)
    except SiteError as error:
        assert len(error.problems) == 1
        where = error.problems[0].where
        assert 1 <= where.line <= source.count("\n") + 2
        return
    assert isinstance(tree, Mapping)


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=8),
        st.recursive(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", min_size=1), inner, max_size=3)
            ),
            max_leaves=8,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_another_yaml_writer_wrote_is_read_as_it_was_meant(value: dict[str, object]) -> None:
    written = yaml.safe_dump(value, allow_unicode=False, default_style='"')
    assert texts(written.replace("!!null ", "")) == value


# -- a mapping against a schema --


def fields_of(source: str) -> tuple[Fields, list[Problem]]:
    problems: list[Problem] = []
    return Fields(read_yaml(source, PATH), problems), problems


def told(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def test_an_unknown_key_is_named_with_its_nearest_neighbour() -> None:
    fields, problems = fields_of("darft: true\nxyz: 1\n")
    fields.known(["title", "draft"], "Only these.")
    assert told(problems) == [
        'story.md:1:1: error: unknown key "darft"\n  hint: Did you mean "draft"?',
        'story.md:2:1: error: unknown key "xyz"\n  hint: Only these.',
    ]


def test_a_text_is_stripped_and_a_list_is_no_text() -> None:
    fields, problems = fields_of('a: "  x  "\nb: [x]\nc: {x: y}\nd: ~\n')
    assert [fields.text(key, "else") for key in "abcde"] == ["x", "else", "else", "else", "else"]
    assert told(problems) == [
        "story.md:2:4: error: b is a list, not text\n  hint: Write one value.",
        "story.md:3:4: error: c is a mapping, not text\n  hint: Write one value.",
    ]


def test_a_list_of_texts_may_be_a_single_text() -> None:
    fields, problems = fields_of('a: satu\nb: [satu, "dua "]\nc:\n- ~\n- tiga\nd: []\n')
    assert [fields.texts(key) for key in "abcde"] == [("satu",), ("satu", "dua"), ("tiga",), (), ()]
    assert not problems


def test_a_list_may_not_hold_lists_mappings_or_too_much() -> None:
    fields, problems = fields_of("a: [x, [y], {z: 1}]\nb: {x: y}\nc: [1, 2, 3]\n")
    assert fields.texts("a") == ("x",)
    assert fields.texts("b") == ()
    assert fields.texts("c", limit=2) == ()
    assert told(problems) == [
        "story.md:1:8: error: a list inside a\n  hint: Each entry is one text.",
        "story.md:1:13: error: a mapping inside a\n  hint: Each entry is one text.",
        "story.md:2:4: error: b is a mapping, not a list\n  hint: Write b: [one, two].",
        "story.md:3:1: error: 3 entries in c\n  hint: At most 2.",
    ]


def test_a_truth_value_is_one_of_six_words_in_any_case() -> None:
    fields, problems = fields_of("a: true\nb: NO\nc: On\nd: ~\ne: maybe\nf: [true]\ng: 'yes'\n")
    assert [fields.flag(key) for key in "abcdefg"] == [True, False, True, False, False, False, True]
    assert fields.flag("d", default=True) is True
    assert told(problems) == [
        'story.md:5:4: error: e is "maybe"\n  hint: Write true or false.',
        "story.md:6:4: error: f is a list, not text\n  hint: Write one value.",
    ]


@pytest.mark.parametrize("word", ["0", "1001", "-1", "1.0", "1e2", "٣", "12345678901", "x", "0x10", "1_0"])
def test_a_number_is_a_whole_one_within_its_bounds(word: str) -> None:
    fields, problems = fields_of(f"n: {word}\n")
    assert fields.number("n", 20, 1, 1000) == 20
    assert told(problems) == [f'story.md:1:4: error: n is "{word}"\n  hint: Write a number from 1 to 1000.']


def test_a_choice_is_one_of_its_words() -> None:
    fields, problems = fields_of("a: warn\nb: wran\n")
    assert fields.choice("a", ("error", "warn"), "error") == "warn"
    assert fields.choice("b", ("error", "warn"), "error") == "error"
    assert fields.choice("c", ("error", "warn"), "error") == "error"
    assert told(problems) == ['story.md:2:4: error: unknown b "wran"\n  hint: One of: error, warn.']


def test_a_parser_says_what_is_wrong_in_a_message_and_a_hint() -> None:
    def parse(text: str) -> int:
        raise ValueError(f"not {text}\nTry again.")

    fields, problems = fields_of("a: this\n")
    assert fields.parsed("a", parse, 7) == 7
    assert told(problems) == ["story.md:1:4: error: not this\n  hint: Try again."]


def test_inner_mappings_are_named_by_the_way_to_them() -> None:
    fields, problems = fields_of("image:\n  source: x\nlist: [{at: 1}, x]\nother: y\n")
    inner = fields.fields("image")
    assert inner is not None
    inner.known(["src"])
    assert [entry.text("at") for entry in fields.entries("list")] == ["1"]
    assert fields.fields("other") is None
    assert list(fields.entries("other")) == []
    assert told(problems) == [
        'story.md:2:3: error: unknown key "image.source"\n  hint: Did you mean "src"?',
        "story.md:3:17: error: a single value inside list\n  hint: Each entry is `name: value` lines.",
        "story.md:4:8: error: other is a single value, not a mapping\n  hint: Indent `name: value` lines.",
        "story.md:4:8: error: other is a single value, not a list\n  hint: Begin each entry with `- `.",
    ]


def test_a_text_per_language_may_be_one_for_all() -> None:
    fields, problems = fields_of("a: x\nb: {id: x, en: y}\nc: {id: x, fr: z}\nd: [x]\n")
    assert fields.per_language("a", ("id", "en")) == {"id": "x", "en": "x"}
    assert fields.per_language("b", ("id", "en")) == {"id": "x", "en": "y"}
    assert fields.per_language("c", ("id", "en")) == {"id": "x"}
    assert fields.per_language("d", ("id", "en")) == {}
    assert fields.per_language("e", ("id", "en")) == {}
    assert told(problems) == [
        'story.md:3:12: error: unknown key "c.fr"\n  hint: Languages are declared in config.yaml.',
        "story.md:4:4: error: d is a list\n  hint: Write a text, or one per language.",
    ]
