"""What a value becomes in text, in attributes, in addresses and in JSON."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from mini_theme import mini, renderer, standing
from theme_cases import Case, cases

from site_gen.theme.escaping import Written
from site_gen.theme.functions import address_of
from site_gen.theme.markup import json_ld
from site_gen.theme.printing import printed

STRUCTURED = '{"headline":"</script><!-- & \u2028"}'


def page(layout: str, title: str, lang: str = "id") -> str:
    press = renderer(mini({"layouts/page.html": layout}))
    inputs = standing(title, structured=STRUCTURED)
    return press.render("page.html", lang, "/id/contoh/", inputs, "<p>Isi &amp; teks.</p>").decode()


@pytest.mark.parametrize("case", cases("escaping"))
def test_a_value_is_written_for_its_context(case: Case) -> None:
    assert page(case.files["layout"], case.files["title"].removesuffix("\n")).strip("\n") == case.expected


@pytest.mark.parametrize("case", cases("escaping"))
def test_jinjas_own_compiler_writes_the_same(case: Case, as_jinja: Callable[[], None]) -> None:
    ours = page(case.files["layout"], case.files["title"])
    as_jinja()
    assert page(case.files["layout"], case.files["title"]) == ours


@given(st.text())
def test_text_is_escaped_as_markupsafe_does(text: str) -> None:
    assert printed(text) == printed(Written(text)) == str(escape(text))


@given(st.text())
def test_structured_data_means_the_same_and_cannot_end_its_element(text: str) -> None:
    made = json_ld(json.dumps({"x": text}, ensure_ascii=False))
    assert json.loads(made) == {"x": text}
    assert not set("<>&\u2028\u2029") & set(made)


ADDRESS = st.one_of(st.text(), st.text(alphabet="/:\\.#?&=javscriptmlohef \t\n'\"<>"))


@given(ADDRESS)
def test_an_address_leads_to_the_site_or_by_a_known_scheme_or_nowhere(text: str) -> None:
    try:
        made = address_of(text)
    except ValueError:
        return
    assert re.match(r"/(?![/\\])|#|https?://|mailto:", made, re.I) or made == "/"
    assert re.fullmatch(r"[!-~]*", made)
    assert not set('<>"\\^`{|}') & set(made)


NO_ADDRESSES = [
    *(
        "",
        "x",
        "./x",
        "//example.org/",
        "///x",
        "https:/example.org",
        "http:",
        "mailto:",
        "ftp://x",
        "data:,x",
    ),
    *("javascript:alert(1)", " javascript:alert(1)", "java\nscript:x", "\u0000javascript:x", "vbscript:x"),
]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no address|empty address"):
        address_of(text)


def test_the_path_of_base_url_stands_before_addresses_of_the_site_only() -> None:
    assert address_of("/id/", "/news") == "/news/id/"
    assert address_of("#top", "/news") == "#top"
    assert address_of("https://example.org/", "/news") == "https://example.org/"


@pytest.mark.parametrize("value", [None, True, [1], (1,), {"a": 1}, standing(), len, b"x"])
def test_nothing_but_texts_and_numbers_is_printed(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be printed"):
        printed(value)
