"""Recipes: pages that are found to be those of before by what they are made of, without being made.

That no ingredient is forgotten is held in every test that makes a plan: see `made_again` in conftest.py.
"""

import sys
from pathlib import Path

from newsroom import instant, write_project
from redaksi import NOW, THEME, write_paper

from site_gen.cache import Cache
from site_gen.engine import engine_digest
from site_gen.pages.page import Recipe
from site_gen.planning import Plan, make_plan
from site_gen.project import Request, read_config


def plan_of(project: Path, cache: Cache) -> Plan:
    return make_plan(Request(project, instant(NOW)), read_config(project), cache)


def unmade(plan: Plan) -> set[str]:
    return {path for path, thing in plan.press.things.items() if isinstance(thing, Recipe)}


def memory() -> Cache:
    return Cache(None, engine_digest())


def test_whoever_makes_a_page_sees_its_arguments_alone(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    plan_of(paper, cache)
    again = plan_of(paper, cache)
    makers = {thing.make for thing in again.press.things.values() if isinstance(thing, Recipe)}
    assert len(makers) >= 5
    for make in makers:
        assert make is getattr(sys.modules[make.__module__], make.__name__)
        assert (make.__closure__, make.__defaults__, make.__kwdefaults__) == (None, None, None)


def test_a_page_whose_ingredients_are_the_same_is_not_made_again(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    first = plan_of(paper, cache)
    assert not unmade(first)
    again = plan_of(paper, cache)
    assert again.outputs == first.outputs
    assert {"id/feed.xml", "sitemap-id-1.xml"} < unmade(again)


def test_a_page_that_was_remembered_can_be_made(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    first = plan_of(paper, cache)
    again = plan_of(paper, cache)
    for path in unmade(again):
        assert again.press.bytes_of(path) == first.press.bytes_of(path), path


def test_an_edited_title_has_those_pages_made_that_show_it(tmp_path: Path) -> None:
    files = {
        f"content/{n}/index.id.md": f"---\ntitle: Kabar {n}\ndate: 2024-01-{n:02}\n---\nIsi {n}.\n"
        for n in range(1, 29)
    }
    project, cache = write_project(tmp_path, files), memory()
    plan_of(project, cache)
    file = project / "content/3/index.id.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Kabar 3", "Judul"), encoding="utf-8")
    again = plan_of(project, cache)
    made = again.press.things.keys() - unmade(again)
    stories = {path for path in made if path.startswith("id/2024/01/") and path.count("/") == 4}
    assert {path.split("/")[3] for path in stories} == {"2", "3", "4"}


def test_another_theme_leaves_nothing_that_was_remembered(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    first = plan_of(paper, cache)
    own = paper / "theme/partials/footer.html"
    own.parent.mkdir(exist_ok=True)
    own.write_text((THEME / "partials/footer.html").read_text("utf-8") + "<!-- -->", "utf-8")
    again = plan_of(paper, cache)
    assert not unmade(again)
    assert again.outputs != first.outputs
