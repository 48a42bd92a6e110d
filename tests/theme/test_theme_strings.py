"""`t` in several languages."""

from typing import Any

import pytest
from markupsafe import Markup

from site_gen.theme.dates import Calendar
from site_gen.theme.strings import Speech, Words, holes, needs, plural_forms

ARABIC = {"zero": "0", "one": "1", "two": "2", "few": "few {n}", "many": "many {n}", "other": "other {n}"}
STRINGS: dict[str, Words] = {
    "more": "Lebih & lagi",
    "by": "{name}, {place}, {name}",
    "stories": {"one": "{n} story of {day}", "other": "{n} stories of {day}"},
    "few": ARABIC,
}


def speech(locale: str) -> Speech:
    calendar = Calendar(locale, "d MMMM y", "EEEE, d MMMM y", "HH:mm", "Asia/Jakarta")
    return Speech(STRINGS, calendar.number, calendar.form)


@pytest.mark.parametrize(
    ("key", "values", "written"),
    [
        ("more", {}, "Lebih & lagi"),
        ("by", {"name": "A{n}", "place": "B"}, "A{n}, B, A{n}"),
        ("stories", {"n": 1, "day": "x"}, "1 story of x"),
        ("stories", {"n": 2, "day": "x"}, "2 stories of x"),
        ("stories", {"n": 1200, "day": 1300}, "1,200 stories of 1,300"),
    ],
)
def test_values_are_filled_in(key: str, values: dict[str, Any], written: str) -> None:
    assert speech("en_US").t(key, **values) == written


@pytest.mark.parametrize(
    ("n", "written"), [(0, "0"), (1, "1"), (2, "2"), (3, "few 3"), (11, "many 11"), (100, "other 100")]
)
def test_a_plural_has_the_form_that_cldr_gives_the_number(n: int, written: str) -> None:
    assert speech("ar").t("few", n=n) == written


def test_markup_is_filled_in_as_the_text_that_it_is() -> None:
    made = speech("en_US").t("by", name=Markup("<b>"), place="<i>")
    assert made == "<b>, <i>, <b>"
    assert type(made) is str


@pytest.mark.parametrize("value", [None, True, 1.5, ["x"]])
def test_only_texts_and_whole_numbers_are_filled_in(value: Any) -> None:
    with pytest.raises(TypeError, match="name of t"):
        speech("en_US").t("by", name=value, place="x")


@pytest.mark.parametrize("n", ["5", None, True, 1.5])
def test_a_plural_is_chosen_by_a_whole_number(n: Any) -> None:
    with pytest.raises(TypeError, match="n of t"):
        speech("en_US").t("stories", n=n, day="x")


def test_what_a_call_has_to_give() -> None:
    assert needs("x {a} {b}") == {"a", "b"}
    assert needs({"one": "x", "other": "{a}"}) == {"a", "n"}
    assert holes({"one": "x", "other": "{a}"}) == {"a"}


def test_each_language_has_its_plural_forms() -> None:
    assert plural_forms("id_ID") == ("other",)
    assert plural_forms("en_US") == ("one", "other")
    assert plural_forms("ar") == ("zero", "one", "two", "few", "many", "other")
