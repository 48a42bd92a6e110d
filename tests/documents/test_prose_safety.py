"""Nothing that an author writes, by mistake or not, runs or loads anything or leaves the article."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.documents.prose import ProseRules, Resolved, read_prose, resolve

RULES = ProseRules(quotes="en")
TEXT = Path(__file__).with_name("prose_vectors.txt").read_text("utf-8")
VECTORS = [
    re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), line) for line in TEXT.split("\n") if line
]
PLACES = [
    "{}",
    "a {} b",
    "## {}",
    "> {}",
    "- {}\n    {}",
    "*{}*",
    "`{}`",
    "```\n{}\n```",
    "| {} | b |\n|---|---|\n| a | {} |",
    "[{}](a.md)",
    "[a]({})",
    "[a](<{}>)",
    '[a](b.md "{}")',
    "![{}](a.jpg)",
    "![a]({})",
    '![a](b.jpg "{}")',
    "[a][{}]\n\n[{}]: {}",
    "a[^{}]\n\n[^{}]: {}",
    "{}\n: {}",
    '<a href="{}">a</a>',
    "<a href='{}'>a</a>",
    "<img src={} alt={}>",
    '<p lang="{}" title="{}" id="{}">a</p>',
    "<!-- {} -->",
    "<{}>",
    "{}\n===",
]
ELEMENTS = {
    *(
        [
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "details",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
        ]
    ),
    *(
        [
            "figcaption",
            "figure",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
        ]
    ),
    *(
        [
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "u",
            "ul",
            "var",
            "wbr",
        ]
    ),
}
ATTRIBUTES = {
    *(
        [
            "alt",
            "aria-label",
            "class",
            "colspan",
            "datetime",
            "decoding",
            "dir",
            "height",
            "href",
            "hreflang",
            "id",
            "lang",
            "loading",
            "rel",
        ]
    ),
    *(["reversed", "role", "rowspan", "scope", "sizes", "src", "srcset", "start", "tabindex", "title"]),
    *(["value", "width"]),
}
CLASSES = {"align-left", "align-right", "align-center", "footnotes", "footnote-ref", "footnote-back"}
EMPTY = {"br", "col", "hr", "img", "wbr"}


class Inspector(HTMLParser):
    """Fails at whatever an article may not hold. This list is the test's own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        if tag not in EMPTY:
            self.open.append(tag)
        assert len(attrs) == len({name for name, _ in attrs})
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            if name in ("href", "src"):
                scheme = re.match(
                    r"[\0-\x20]*([a-z][a-z0-9+.-]*):", re.sub("[\t\r\n]", "", value or ""), re.I
                )
                assert not scheme or scheme[1].lower() in ("http", "https", "mailto"), value
            elif name == "id":
                assert re.fullmatch(r"t-[\w.:-]+", value or ""), value
            elif name == "tabindex":
                assert (tag in ("pre", "table"), value) == (True, "0")
            elif name == "class":
                assert set((value or "").split()) <= CLASSES

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def inspect(source: str) -> None:
    prose, problems = read_prose(source, "a.md", 1, RULES)
    if prose is None:
        assert problems
        return
    targets = {link.target: Resolved('/x"><script>', lang='"') for link in prose.links}
    targets |= {picture.src: Resolved("/y'\"<", "", 1, 2, '"', "<") for picture in prose.pictures}
    for html in (prose.html, resolve(prose.html, targets)):
        inspector = Inspector()
        inspector.feed(html)
        inspector.close()
        assert not inspector.open
        ids = re.findall(r'<[^>]* id="([^"]*)"', html)
        assert len(ids) == len(set(ids)) == len(prose.anchors)


@pytest.mark.parametrize("place", PLACES)
def test_an_attack_comes_to_nothing_wherever_it_stands(place: str) -> None:
    for vector in VECTORS:
        inspect(place.replace("{}", vector))


@given(
    st.lists(
        st.sampled_from([*VECTORS, *PLACES, "\n\n", "\n", " ", '"', "'", "<", ">", "&", "`"]), max_size=8
    )
)
def test_attacks_joined_come_to_nothing(parts: list[str]) -> None:
    inspect("".join(parts))


@given(st.text(max_size=200))
def test_no_text_is_more_than_a_text(source: str) -> None:
    inspect(source)


def test_the_inspector_sees_what_it_should() -> None:
    for html in (
        "<script>",
        "<p onclick=a>",
        "<a href='javascript:a'>",
        "<p id=a>",
        "<p class=a>",
        "<!--a-->",
    ):
        with pytest.raises(AssertionError):
            Inspector().feed(html)
