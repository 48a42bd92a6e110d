"""Templates made of templates: where each piece of text comes to stand."""

from collections.abc import Callable

import pytest
from mini_theme import mini, renderer, standing
from theme_cases import Case, cases


def page(case: Case) -> str:
    press = renderer(mini(case.files))
    return press.render("page.html", "id", "/id/contoh/", standing("Contoh"), "<p>Isi.</p>").decode()


@pytest.mark.parametrize("case", cases("composing"))
def test_a_page_is_composed(case: Case) -> None:
    assert "".join(page(case).split()) == "".join(case.expected.split())


@pytest.mark.parametrize("case", cases("composing"))
def test_a_layout_that_is_not_written_out_composes_the_same(
    case: Case, as_they_are: Callable[[], None]
) -> None:
    ours = page(case)
    as_they_are()
    assert page(case) == ours


@pytest.mark.parametrize("case", cases("composing"))
def test_jinjas_own_compiler_composes_the_same(case: Case, as_jinja: Callable[[], None]) -> None:
    ours = page(case)
    as_jinja()
    assert page(case) == ours
