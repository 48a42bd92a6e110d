"""Prose: what readers get, what the site learns of it, and what is said of mistakes."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from site_gen.documents.prose import (
    Link,
    Picture,
    Prose,
    ProseRules,
    Resolved,
    anchor_id,
    is_internal,
    read_prose,
    resolve,
)
from site_gen.errors import Location, Problem

RULES = ProseRules(quotes="id")


def cases(name: str) -> list[tuple[str, str, str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    text = re.sub(r"\{U\+([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    found = []
    for case in text.split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, _, expected = rest.partition("--->\n")
        found.append((title, source.removesuffix("\n"), expected.strip("\n")))
    return found


def read(source: str, rules: ProseRules = RULES) -> Prose:
    prose, problems = read_prose(source, "a.md", 1, rules)
    assert not problems
    assert prose is not None
    return prose


HTML = cases("prose_cases.txt")
QUOTES = cases("prose_quotes_cases.txt")


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in HTML], ids=[c[0] for c in HTML])
def test_markdown_becomes_the_html_of_its_case(source: str, expected: str) -> None:
    assert read(source).html == expected


@pytest.mark.parametrize(("source", "expected"), [c[1:] for c in QUOTES], ids=[c[0] for c in QUOTES])
def test_straight_marks_become_those_of_a_typesetter(source: str, expected: str) -> None:
    assert read(source).html == f"<p>{expected}</p>"


@pytest.mark.parametrize("source", [c[1] for c in QUOTES], ids=[c[0] for c in QUOTES])
def test_marks_are_kept_where_the_site_keeps_them(source: str) -> None:
    for lang in ("keep", "xx"):
        assert not set("“”‘’") & set(read(source, ProseRules(quotes=lang)).html)


def test_marks_are_those_of_the_language() -> None:
    assert read("\"a\" 'b'", ProseRules(quotes="de-at")).html == "<p>„a“ ‚b‘</p>"


def test_links_within_the_site_are_told_with_their_places() -> None:
    source = (
        "Satu [dua](dua.md) dan [dua](dua.md).\n\n[luar](https://example.org/) [a](#b)\n\n"
        '[c][d] <a href="/id/tentang/">e</a> []()\n\n[d]: ../d/index.id.md\n'
    )
    prose, _ = read_prose(source, "a.md", 10, RULES)
    assert prose is not None
    assert prose.links == (
        Link("dua.md", 10, 12),
        Link("dua.md", 10, 30),
        Link("#b", 12, 34),
        Link("../d/index.id.md", 16, 6),
        Link("/id/tentang/", 14, 17),
        Link("", 14, 40),
    )


def test_a_link_that_the_source_spells_otherwise_has_no_place() -> None:
    assert read("[a](b&#46;md)").links == (Link("b.md", 0, 0),)


def test_pictures_are_told_with_their_places_and_texts() -> None:
    prose = read(
        '![Pasar "pagi"](pasar.jpg)\n\na ![](b.png) <img src="c.png"> ![d](https://example.org/d.png)'
    )
    assert prose.pictures == (
        Picture("pasar.jpg", 'Pasar "pagi"', 1, 17),
        Picture("b.png", "", 3, 7),
        Picture("c.png", None, 3, 24),
        Picture("https://example.org/d.png", "d", 3, 37),
    )
    assert '<img src="c.png" alt="">' in prose.html


def test_anchors_are_the_ids_of_the_html() -> None:
    prose = read('# Satu\n\n## Satu\n\n<b id="dua">x</b> a[^1]\n\n[^1]: c\n')
    assert prose.anchors == ("t-satu", "t-satu-2", "t-dua", "t-fnref:1", "t-fn:1")
    assert set(prose.anchors) == set(re.findall(' id="([^"]*)"', prose.html))


def test_words_are_those_that_a_reader_reads() -> None:
    assert read("Satu *dua*tiga `empat` [lima](x.md)\n\n- enam\n- tujuh\n\n## delapan <!-- x -->").words == 7
    assert read("Satu dua\ntiga — empat\n\n## lima").words == 6
    assert read("").words == 0


def test_prose_can_be_remembered() -> None:
    prose = read("# a\n\n[b](c) ![d](e)")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(prose), type=Prose) == prose


def test_carriage_returns_are_line_ends() -> None:
    assert read("a\r\n\r\nb\rc").html == "<p>a</p>\n<p>b\nc</p>"


def test_targets_are_replaced_by_what_they_lead_to() -> None:
    html = read("[a](a.md) [b](b.md#x) ![c](c.jpg) [d](d.md) [e](https://example.org/) [f](#f)").html
    targets = {
        "a.md": Resolved("/en/2016/11/a/", lang="en"),
        "b.md#x": Resolved("/id/b/?x=1&y=2#t-x"),
        "c.jpg": Resolved("/c.1.jpg", width=800, height=600, srcset="/c.2.jpg 2x", sizes="100vw"),
        "https://example.org/": Resolved("/no/"),
    }
    assert resolve(html, targets) == (
        '<p><a href="/en/2016/11/a/" hreflang="en">a</a> <a href="/id/b/?x=1&amp;y=2#t-x">b</a> '
        '<img src="/c.1.jpg" srcset="/c.2.jpg 2x" sizes="100vw" width="800" height="600" loading="lazy" '
        'decoding="async" alt="c"> <a href="d.md">d</a> '
        '<a rel="external noopener" href="https://example.org/">e</a> <a href="#t-f">f</a></p>'
    )


def test_a_picture_of_unknown_size_is_put_in_without_one() -> None:
    html = resolve(read("![a](a.svg)").html, {"a.svg": Resolved("/a.svg")})
    assert html == '<figure><img src="/a.svg" loading="lazy" decoding="async" alt="a"></figure>'


def test_a_target_with_odd_characters_is_found_again() -> None:
    target = 'a&b <c> "d" é.md'
    html = read('<a href="a&amp;b &lt;c&gt; &quot;d&quot; é.md">x</a>')
    assert html.links[0].target == target
    assert resolve(html.html, {target: Resolved('/x"y')}) == '<p><a href="/x&quot;y">x</a></p>'


@pytest.mark.parametrize(
    "source",
    [
        '`<a href="a.md">`',
        '\\<a href="a.md">',
        '&lt;a href="a.md"&gt;',
        "[x](b.md '<a href=\"a.md\">')",
        '![<a href="a.md">](c.png)',
        "<a title='&lt;a href=' lang='a.md'>x</a>",
        "<img src=c.png title='&lt;a href=' alt='a.md'>",
        '    <a href="a.md">',
        '[x](https://example.org/<a href="a.md")',
        '"<a href="a.md"',
    ],
)
def test_no_content_can_pass_for_a_link(source: str) -> None:
    html = read(source).html
    assert resolve(html, {"a.md": Resolved("/found/"), "c.png": Resolved("/c.png")}).count("/found/") == 0


def test_a_link_without_an_address_becomes_its_words() -> None:
    html = read('[a *b*](a.md) [c](c.md "Judul") [d](https://d.example) [e](e.md)').html
    found = resolve(html, {"a.md": Resolved(""), "c.md": Resolved(""), "e.md": Resolved("/e/")})
    assert found.startswith("<p>a <em>b</em> c <a ")
    assert found.count("</a>") == found.count("<a ") == 2
    assert '<a href="/e/">e</a>' in found
    assert "a.md" not in found and "c.md" not in found


def test_which_addresses_stay_within_the_site() -> None:
    within = ["", "a.md", "/a/", "#a", "?a", "../a:b", "12:30.md", "./a:b"]
    without = ["https://a", "HTTP:a", "mailto:a", "//a", "/\\a", "\\\\a", "\\/a", "x:y"]
    assert [target for target in within + without if is_internal(target)] == within
    assert anchor_id("a") == anchor_id("t-a") == "t-a"


def test_an_address_that_was_taken_out_is_a_warning_at_its_line() -> None:
    prose, problems = read_prose("a\n\n[b](javascript:x)\n\n![c](ftp://example.org/c.png)", "a.md", 5, RULES)
    assert prose is not None
    assert prose.html == "<p>a</p>\n<p><a>b</a></p>"
    hint = "Links begin with https:, http: or mailto:."
    assert problems == [
        Problem(
            Location("a.md", 7, 5), "an address that begins with `javascript:` was taken out", hint, False
        ),
        Problem(Location("a.md", 9, 6), "an address that begins with `ftp:` was taken out", hint, False),
    ]


def test_a_process_that_converts_nothing_imports_no_library() -> None:
    code = (
        "import sys; from site_gen.documents.prose import read_prose, ProseRules;"
        "read_prose('# A\\n\\nKata \"b\" &amp; c \\\\*', 'a.md', 1, ProseRules('id'));"
        "print([m for m in ('markdown', 'nh3', 'html', 'xml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
