"""What is wrong with a theme is said before any page is made, at its line."""

from pathlib import Path

import pytest
from mini_theme import LOCALES, mini, problems_of
from newsroom import build_site, story, write_project
from theme_cases import Case, cases

from site_gen.shipped import shipped
from site_gen.theme.checking import check_layouts
from site_gen.theme.files import read_theme
from site_gen.theme.loading import make_theme

FILES = ["references", "strings", "assets", "quoting", "contract"]


def reported(case: Case) -> str:
    """All Problems. Of strings that are no longer used only where strings are what the case is about."""
    changes = {path: content if content.strip() else None for path, content in case.files.items()}
    about_strings = any(path.startswith("strings/") for path in changes)
    found = [p for p in problems_of(mini(changes)) if about_strings or "no template uses" not in p.message]
    return "\n".join(map(str, found))


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(name)])
def test_a_mistake_is_named_at_its_line(case: Case) -> None:
    assert reported(case) == case.expected


@pytest.mark.parametrize("name", sorted(path.name for path in shipped("themes").iterdir() if path.is_dir()))
def test_a_theme_that_ships_has_no_mistakes(name: str) -> None:
    files = read_theme(Path(__file__).parent, name)
    _, problems = make_theme(files, LOCALES)
    assert problems == []
    assert check_layouts(files) == []


def test_a_layout_that_an_output_wants_is_missed_only_where_it_is_asked_for() -> None:
    files = read_theme(Path(__file__).parent, "warta")
    del files.files["layouts/search.html"]
    assert check_layouts(files, outputs=["json-feed"]) == []
    (problem,) = check_layouts(files, outputs=["search"])
    assert str(problem).endswith(
        "layouts/search.html: error: the layout is missing\n  hint: It shows SearchInputs; see docs/themes.md."
    )


@pytest.mark.parametrize("layout", [True, False])
def test_strings_that_wait_for_a_layout_are_not_complained_of_where_it_is_not_asked_for(
    tmp_path: Path, layout: bool
) -> None:
    theme = shipped("themes") / "warta"
    files = {
        f"themes/x/{path.relative_to(theme).as_posix()}": path.read_bytes()
        for path in theme.rglob("*")
        if path.is_file()
    }
    if not layout:
        del files["themes/x/layouts/search.html"]
    files["themes/x/strings/id.yaml"] += b"search_ages: Lama\nresearch: Riset\n"
    files["themes/x/strings/en.yaml"] += b"search_ages: Old\nresearch: Research\n"
    files["config.yaml"] = b"title: X\nbase_url: https://x.example\ntheme: x\noutputs: [json-feed]\n"
    files["content/a.id.md"] = story().encode()
    report = build_site(write_project(tmp_path, files))
    said = {problem.message for problem in report.warnings}
    expected = {'no template uses "research"'}
    assert said == (expected | {'no template uses "search_ages"'} if layout else expected)


def test_the_small_theme_has_no_mistakes() -> None:
    assert problems_of(mini()) == []


@pytest.mark.parametrize(
    "path", ["layouts/page.html", "partials/card.html", "strings/en.yaml", "static/css/mini.css"]
)
def test_a_file_in_another_encoding_is_named_with_its_line(path: str) -> None:
    found = problems_of(mini({path: b"a\nb \xe9\n"}))
    assert f"themes/mini/{path}:2: error: not UTF-8\n  hint: Save it as UTF-8." in map(str, found)


DEEP = {
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "questions": "{% if title %}" * 120 + "{{ title }}" + "{% endif %}" * 120,
    "filters": "{{ title" + "|upper" * 250 + " }}",
    "negations": "{% if " + "not " * 700 + "title %}x{% endif %}",
    "fields": "{% set x = title" + ".x" * 700 + " %}",
}


@pytest.mark.parametrize("layout", DEEP)
def test_a_template_nested_without_end_is_a_mistake_and_no_crash(layout: str) -> None:
    (found,) = problems_of(mini({"layouts/page.html": DEEP[layout]}))
    assert str(found).startswith("themes/mini/layouts/page.html: error: nested too deeply")
