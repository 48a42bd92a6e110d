"""The fast paths give the very bytes of the long way."""

import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.documents.prose import ProseRules, converter, plain
from site_gen.documents.prose.reading import _read

EXAMPLES = 50_000 if os.environ.get("SITE_GEN_THOROUGH") == "1" else 400
RULES = ProseRules(quotes="id")
SPACING = ["\n\n"] * 6 + [
    "\n",
    "\n",
    "\n\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "\r\n",
    "\u00a0",
    "\u2028",
    "\x0b",
    "\x01",
]
BLOCKS = [
    "# ",
    "## ",
    "#",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "1986.",
    "> ",
    ": ",
    "---",
    "===",
    "***",
    "```\n",
    "~~~",
    "    ",
]
TABLE = ["| a | b |\n|--|--:|\n| c | d |", "|", "\n|-|-|\n"]
INLINE = [
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "\\",
    "\\*",
    "\\<",
    "\\\\",
    "\\`",
    "  \n",
    '"',
    "'",
    "(",
    ")",
    "!",
    "~",
    "=",
]
LINKS = [
    "[a](b)",
    '![a](b "c")',
    "[a]",
    "[a][b]",
    "[a]: b",
    "[^1]",
    "[^1]: n",
    "]:",
    "](",
    "<http://a.b>",
    "<a@b.c>",
]
HTML = [
    "<i>",
    "</i>",
    "<div>",
    "</div>",
    "<br>",
    "<hr>",
    "<!-- x -->",
    "<",
    ">",
    "<p>",
    "<table><td>",
    "<b id=a>",
]
ENTITIES = ["&", "&amp;", "&copy;", "&#45;", "&#65", "&lt;", "&#32;", "&quot;", "&#x2a;", ";", "&nbsp;"]
WORDS = [
    "kata",
    "Presiden lain ",
    "é",
    "日本",
    "5",
    "wzxhzdk:0",
    "klzzwxh:0000",
    "—",
    ".",
    ",",
    "-",
    "%",
    "@",
    "\ufeff",
]
ANYTHING = [*SPACING, *BLOCKS, *TABLE, *INLINE, *LINKS, *HTML, *ENTITIES, *WORDS]
SPANS = [
    "*a* ",
    "**b c** ",
    "[d](e.md)",
    "[f g](https://h.example/i_j?k=1#l)",
    "![m](n.jpg)",
    '![o](p.png "q r")',
]
ODD_SPANS = [
    "*a*b",
    "**c *d* e**",
    "[f",
    "](g)",
    "[*h*](i)",
    "[j](k l)",
    "[m](<n>)",
    "\\[",
    "(",
    ")",
    "[o](http://999.1/)",
]
SPANNED = [
    *SPANS * 3,
    *ODD_SPANS,
    *["kata "] * 6,
    "\n\n",
    "\n\n",
    "\n",
    ".",
    '"',
    "'",
    "_",
    "&amp;",
    "\\*",
    "!",
    ":",
    "]",
]
MOSTLY_PLAIN = [
    *SPACING,
    *["kata "] * 30,
    *['"kata" ', "Jum'at "] * 5,
    "## ",
    "*",
    "[a](b)",
    "\\*",
    "&amp;",
    "- ",
    "> ",
]

LISTED = [
    *["- kata", "- kata lain", "> kata", "> baris dua", "Kata. "] * 3,
    *["\n"] * 12,
    *["\n\n"] * 8,
    "\n\n\n",
    "\n\n\n\n",
    "- ",
    "> ",
    ">",
    "-",
    "* kata",
    "1. kata",
    "    kata",
    " kata",
    "  ",
    "## ",
    "*kata*",
    '"kata"',
    "Jum'at",
    "1986. ",
    ": kata",
    "\\-",
    "\u00a0",
    "\u2028",
]


def agree(source: str) -> None:
    assert _read(source, "a.md", 1, RULES, fast=True) == _read(source, "a.md", 1, RULES, fast=False)


def sources(name: str) -> list[tuple[str, str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    text = re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, source = case.partition("\n")
        found.append(
            (title, source.partition("--->\n")[0].rstrip("\n") if "--->" in source else source.strip("\n"))
        )
    return found


CASES = [
    case
    for name in ("prose_tricky_cases.txt", "prose_cases.txt", "prose_quotes_cases.txt")
    for case in sources(name)
]


@pytest.mark.parametrize("source", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_both_ways_agree_on_a_case(source: str) -> None:
    agree(source)


def test_both_ways_agree_on_all_cases_in_one_text() -> None:
    for shuffle in range(20):
        chosen = [source for _, source in CASES]
        random.Random(shuffle).shuffle(chosen)
        agree("\n\n".join(chosen[:12]))


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from(ANYTHING), max_size=30).map("".join))
def test_both_ways_agree_on_any_markup(source: str) -> None:
    agree(source)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from(MOSTLY_PLAIN), max_size=40).map("".join))
def test_both_ways_agree_on_news_with_some_markup(source: str) -> None:
    agree(source)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from(LISTED), max_size=24).map("".join))
def test_both_ways_agree_on_lists_and_quotes(source: str) -> None:
    agree(source)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from(SPANNED), max_size=14).map("".join))
def test_both_ways_agree_on_emphasis_and_links(source: str) -> None:
    agree(source)


@settings(max_examples=EXAMPLES)
@given(st.text(alphabet=st.sampled_from("ab \n\n\t#*_-+=>|:`~[]()!<&;\\\"'1.^"), max_size=60))
def test_both_ways_agree_on_any_signs(source: str) -> None:
    agree(source)


def test_both_ways_agree_on_every_character() -> None:
    characters = [chr(code) for code in (*range(1, 0x3100), *range(0xFE00, 0x10000), 0x1F642)]
    for at in range(0, len(characters), 64):
        agree("\n\n".join(f"a{character}b {character}" for character in characters[at : at + 64]))


def test_plain_news_does_not_reach_the_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError("the converter was asked")

    monkeypatch.setattr(converter, "convert", refuse)
    source = '## Latar\n\n"Kata," 1\\. &amp; Jum\'at\nbaris dua.\n\n\n1986\\. \\*satu\\* &#45; a#b ~ c: d\n'
    prose, problems = _read(source, "a.md", 1, RULES, fast=True)
    assert prose is not None
    assert not problems
    assert prose.html == (
        '<h2 id="t-latar">Latar</h2>\n<p>“Kata,” 1. &amp; Jum’at\nbaris dua.</p>\n<p>1986. *satu* - a#b ~ c: d</p>'
    )


def test_what_has_a_little_markup_does_not_reach_the_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "convert", None)
    source = (
        "**Jakarta** \\- kata *miring*, [lama](../lama/index.id.md?a=1#b) &amp; [luar](https://a.example/x).\n\n"
        '![Pasar](pasar.jpg "Pasar pagi")\n'
    )
    prose, problems = _read(source, "a.md", 1, RULES, fast=True)
    assert prose is not None
    assert not problems
    assert prose.html == (
        '<p><strong>Jakarta</strong> - kata <em>miring</em>, <a href="../lama/index.id.md?a=1#b">lama</a> &amp; '
        '<a rel="external noopener" href="https://a.example/x">luar</a>.</p>\n'
        '<figure><img src="pasar.jpg" alt="Pasar"><figcaption>Pasar pagi</figcaption></figure>'
    )


def test_a_list_or_quote_of_nothing_but_text_does_not_reach_the_converter() -> None:
    listed = "<ul>\n<li>b</li>\n<li>c</li>\n</ul>"
    assert plain.split("a\n\n- b\n- c\n\n\n> d\n> e\n\n*f*\n\n> g\n\n\n*h*\n\n- i") == [
        (plain.PARAGRAPH, "a"),
        (plain.RUN, "- b\n- c\n\n\n> d\n> e"),
        (plain.MARKED, "<p><em>f</em></p>"),
        (plain.MARKED, "<blockquote>\n<p>g</p>\n</blockquote>"),
        (plain.MARKED, "<p><em>h</em></p>"),
        (plain.MARKED, "<ul>\n<li>i</li>\n</ul>"),
    ]
    assert plain.split("- b\n- c\n\nd") == [(plain.MARKED, listed), (plain.PARAGRAPH, "d")]


def test_only_the_other_blocks_reach_the_converter() -> None:
    assert plain.split("a\n\n_b_\n\n- c\n\nd\n\n*e*\n\n## f\n") == [
        (plain.PARAGRAPH, "a"),
        (plain.RUN, "_b_\n\n- c"),
        (plain.PARAGRAPH, "d"),
        (plain.MARKED, "<p><em>e</em></p>"),
        (2, "f"),
    ]
    for reaching in ("<b>", "[a]: b", "```", ": a", "&#65"):
        assert plain.split(f"a\n\n_{reaching}_\n\n{reaching}") is None
