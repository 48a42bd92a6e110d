"""Which edit of which file touches which layouts, in which language."""

import pytest
from mini_contract import LAYOUTS
from mini_theme import LOCALES, mini, mini_files, theme_of

from site_gen.theme.files import layered
from site_gen.theme.loading import make_theme

ALL = {f"{layout}:{lang}" for layout in LAYOUTS for lang in LOCALES}
PAGES = ALL - {"redirect.html:id", "redirect.html:en"}
CARDS = {f"{layout}:{lang}" for layout in ("home.html", "list.html") for lang in LOCALES}

STRINGS_EN = mini_files()["strings/en.yaml"].decode()

EDITS: dict[str, tuple[str, str, set[str]]] = {
    "a layout": ("layouts/page.html", "{{ title }}", {"page.html:id", "page.html:en"}),
    "the template that they all extend": ("partials/document.html", "{% block main %}{% endblock %}", PAGES),
    "a partial that two layouts include": ("partials/cards.html", "{{ t('none') }}", CARDS),
    "a macro that a partial imports": ("partials/card.html", "{% macro card(one) %}{% endmacro %}", CARDS),
    "a string in one language": (
        "strings/en.yaml",
        STRINGS_EN.replace("No stories", "Nothing"),
        {"home.html:en", "list.html:en"},
    ),
    "a plural in one language": (
        "strings/en.yaml",
        STRINGS_EN.replace("{n} story", "One story"),
        {"home.html:en"},
    ),
    "a string that one layout names": (
        "strings/id.yaml",
        mini_files()["strings/id.yaml"].decode().replace("Oleh", "Penulis"),
        {"article.html:id"},
    ),
    "a string that no layout names": ("strings/en.yaml", STRINGS_EN + "more: More\n", set()),
    "another order of the strings": (
        "strings/en.yaml",
        "\n".join([*reversed(STRINGS_EN.split("\n")[:2]), *STRINGS_EN.split("\n")[2:]]),
        set(),
    ),
    "the style sheet": ("static/css/mini.css", "body { margin: 0 }", PAGES),
    "a style sheet that it imports": ("static/css/base.css", "h1 { color: red }", PAGES),
    "a picture of the style sheet that one layout names too": ("static/img/mark.svg", "<svg/>", PAGES),
    "a picture that nothing names": ("static/img/other.svg", "<svg/>", set()),
    "a file of the root": ("static/root/favicon.ico", "other", set()),
    "the theme's facts": ("theme.yaml", "name: Other\n", set()),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_touches_the_layouts_that_are_made_of_it(edit: str) -> None:
    path, content, expected = EDITS[edit]
    before, after = theme_of(mini()), theme_of(mini({path: content}))
    changed = {
        f"{layout}:{lang}"
        for layout, digests in before.layouts.items()
        for lang, digest in digests.items()
        if after.layouts[layout][lang] != digest
    }
    assert changed == expected


def test_a_new_file_over_a_theme_touches_what_is_made_of_it() -> None:
    own = {"partials/card.html": b"{% macro card(one) %}own{% endmacro %}"}
    places = {"theme": "theme", "mini": "themes/mini"}
    before = theme_of(layered("mini", {"mini": mini_files()}, places))
    after = theme_of(layered("mini", {"theme": own, "mini": mini_files()}, places))
    changed = {layout for layout in before.layouts if before.layouts[layout] != after.layouts[layout]}
    assert changed == {"home.html", "list.html"}


def test_a_layout_over_another_that_it_extends_depends_on_both() -> None:
    own = {"layouts/page.html": b'{% extends "mini/layouts/page.html" %}'}
    places = {"theme": "theme", "mini": "themes/mini"}

    def digest_with(below: bytes) -> str:
        files = mini_files() | {"layouts/page.html": below}
        return theme_of(layered("mini", {"theme": own, "mini": files}, places)).layouts["page.html"]["id"]

    assert digest_with(b"{{ title }}") != digest_with(b"{{ title }}!")


def test_the_same_files_make_the_same_theme() -> None:
    assert theme_of(mini()) == theme_of(mini())


def test_a_theme_for_one_language_has_that_language_alone() -> None:
    theme, problems = make_theme(mini(), {"id": "id_ID"})
    assert not problems
    assert list(theme.strings) == ["id"]
    assert all(list(digests) == ["id"] for digests in theme.layouts.values())
