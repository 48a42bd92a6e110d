"""docs/themes.md says what the classes say."""

from pathlib import Path

import pytest

from site_gen.pages.inputs import LAYOUTS
from site_gen.theme.dates import STYLES
from site_gen.theme.functions import functions
from site_gen.theme.guide import contract, with_contract
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, TESTS

GUIDE = Path(__file__).parents[2] / "docs" / "themes.md"


def test_the_guide_is_up_to_date() -> None:
    text = GUIDE.read_text("utf-8")
    assert with_contract(text) == text, "run: python docs/contract.py"


def test_the_contract_names_everything_that_a_template_may_use() -> None:
    text = contract()
    for layout, inputs in LAYOUTS.items():
        section = text.partition(f"#### {layout}\n")[2].partition("\n#### ")[0]
        assert [line.split("`")[1] for line in section.split("\n") if line.startswith("| `")] == list(
            inputs.__struct_fields__
        )
    for word in (*FILTERS, *TESTS, *STYLES, "url", "lang", "layout"):
        assert f"`{word}`" in text
    assert all(f"`{function.call}`" in text for function in FUNCTIONS.values())


def test_every_function_is_there_and_has_its_meaning() -> None:
    from mini_theme import config, mini, theme_of

    assert list(functions(theme_of(mini()), config(), "id")) == list(FUNCTIONS)
    assert all(function.meaning for function in FUNCTIONS.values())


def test_a_guide_without_a_place_for_the_contract_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_contract("# Themes\n")
