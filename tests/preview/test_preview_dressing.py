"""What is put around a page."""

import pytest

from site_gen.errors import Location, Problem
from site_gen.preview.dressing import Dressing, Notice, additions, dress, error_page, widened_policy

PLAIN = Dressing(host="127.0.0.1:8000", token="p1-1", lang="id")
BAD = Problem(Location("content/a.md", 5, 10), 'unknown <section> "x"', "Did you mean & y?")


def test_the_script_stands_before_the_last_body_tag() -> None:
    page = dress(b"<body><pre>&lt;/body></pre><!-- </body> --><p>x</p></BODY></html>", PLAIN).decode()
    assert page.endswith("</script></BODY></html>")
    assert page.count("<script") == 1
    assert '<script src="/livereload.js?host=127.0.0.1&amp;port=8000&amp;' in page
    assert "snipver=p1-1" in page


def test_the_script_stands_at_the_end_of_a_page_without_a_body_tag() -> None:
    assert dress(b"<p>x", PLAIN).startswith(b"<p>x<script src=")


def test_a_page_that_readers_see_gets_the_script_alone() -> None:
    assert b"site-gen-preview" not in dress(b"<body></body>", PLAIN)


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("localhost:8000", "host=localhost&amp;port=8000&amp;"),
        ("[::1]:8000", "host=[::1]&amp;port=8000&amp;"),
        ("localhost", "host=localhost&amp;port=80&amp;"),
        ("[::1]", "host=[::1]&amp;port=80&amp;"),
    ],
)
def test_the_script_is_told_where_to_listen(host: str, asked: str) -> None:
    assert asked in dress(b"", Dressing(host, "p1-1", "id")).decode()


@pytest.mark.parametrize(
    ("lang", "notice", "text"),
    [
        ("id", Notice("draft"), "Draf: pembaca belum melihat halaman ini."),
        ("en", Notice("draft"), "Draft: readers do not see this page."),
        ("en", Notice("due", "2026-12-01 09:00 (Asia/Jakarta)"), "Due 2026-12-01 09:00 (Asia/Jakarta): "),
        ("id", Notice("expired", "2020-01-01"), "Berakhir 2020-01-01: "),
        ("ar", Notice("draft"), 'lang="en" dir="ltr"'),
    ],
)
def test_a_bar_says_why_readers_do_not_see_a_page(lang: str, notice: Notice, text: str) -> None:
    page = dress(b"<body></body>", Dressing("127.0.0.1:8000", "p1-1", lang, notice)).decode()
    assert text in page
    assert '<template shadowrootmode="open">' in page


def test_a_problem_is_shown_with_its_place_and_hint_as_text() -> None:
    page = dress(b"<body>old</body>", Dressing("127.0.0.1:8000", "p1-1", "id", problems=(BAD,))).decode()
    assert "<code>content/a.md:5:10</code>" in page
    assert "unknown &lt;section&gt; &quot;x&quot;" in page
    assert "Did you mean &amp; y?" in page
    assert "old" in page
    assert "1 masalah" in page


def test_a_page_of_problems_stands_by_itself() -> None:
    odd = Problem(Location("content/\udcff.md"), "\x1b[31mred</template><script>alert(1)</script>", "")
    page = error_page(Dressing("127.0.0.1:8000", "p1-1", "en", problems=(BAD, odd))).decode()
    assert "2 problems" in page
    assert "<script>alert" not in page
    assert "</template><script>" not in page
    assert "\x1b" not in page
    assert page.count("<script") == 1
    assert page.index("<script") < page.index("</body>")
    assert "default-src 'none'" in page


POLICIES = [
    (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        "default-src 'none'; script-src 'self' http://h:1/livereload.js; "
        "style-src 'self' http://h:1/livereload.css; connect-src 'self' ws://h:1",
    ),
    (
        "default-src 'none'",
        "default-src 'none'; script-src http://h:1/livereload.js; style-src http://h:1/livereload.css; "
        "connect-src 'self' ws://h:1",
    ),
    (
        "default-src 'self'",
        "default-src 'self'; script-src 'self' http://h:1/livereload.js; "
        "style-src 'self' http://h:1/livereload.css; connect-src 'self' ws://h:1",
    ),
    ("Script-Src 'NONE'; img-src *", "script-src http://h:1/livereload.js; img-src *"),
    ("img-src 'self';;", "img-src 'self'"),
]


@pytest.mark.parametrize(("policy", "wider"), POLICIES)
def test_a_policy_is_widened_by_just_what_the_preview_needs(policy: str, wider: str) -> None:
    assert widened_policy(policy, additions("http://h:1")) == wider


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        "<META content=\"default-src 'none'\" HTTP-EQUIV=content-security-policy />",
        "<meta http-equiv='Content-Security-Policy' content='default-src &#39;none&#39;'>",
    ],
)
def test_the_policy_of_a_page_is_replaced_in_flight(meta: str) -> None:
    page = dress(f"<head>{meta}<title>é</title></head>".encode(), PLAIN).decode()
    assert "connect-src 'self' ws://127.0.0.1:8000" in page
    assert "script-src http://127.0.0.1:8000/livereload.js;" in page
    assert "<title>é</title>" in page


def test_another_meta_is_left_alone() -> None:
    page = b'<meta http-equiv="refresh" content="0; url=/id/"><meta name="description" content="content-security-policy">'
    assert dress(page, PLAIN).startswith(page)
