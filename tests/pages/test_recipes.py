"""Recipes and formes: pages that are found to be those of before by what they are made of, without being made.

That no ingredient is forgotten is held in every test that makes a plan: see `made_again` in conftest.py.
"""

import sys
from pathlib import Path

from newsroom import instant, write_project
from redaksi import NOW, THEME, write_paper

from site_gen.cache.memory import Cache
from site_gen.engine import engine_digest
from site_gen.pages.page import Forme, Recipe
from site_gen.planning import Plan, make_plan
from site_gen.reading.project import Request, read_config


def plan_of(project: Path, cache: Cache) -> Plan:
    return make_plan(Request(project, instant(NOW)), read_config(project), cache)


def unmade(plan: Plan) -> set[str]:
    return {path for path, thing in plan.press.things.items() if isinstance(thing, Recipe | Forme)}


def memory() -> Cache:
    return Cache(None, engine_digest())


def test_whoever_makes_a_page_sees_its_arguments_alone(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    plan_of(paper, cache)
    again = plan_of(paper, cache)
    makers = {thing.make for thing in again.press.things.values() if isinstance(thing, Forme)}
    assert len(makers) >= 3
    things = [again.press.thing(path) for path in again.press.things]
    makers |= {thing.make for thing in things if isinstance(thing, Recipe)}
    assert len(makers) >= 8
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


def test_a_forme_is_known_by_its_own_stories_the_next_one_and_all_that_are_older(tmp_path: Path) -> None:
    # Tags of their own for every 64: so no list, and no related story, tells one forme from the next.
    files = {
        f"content/{n}/index.id.md": f"---\ntitle: Kabar {n}\ndate: 2024-01-01T{n // 60:02}:{n % 60:02}\n"
        f"tags: [tag{n // 64}]\n---\nIsi.\n"
        for n in range(4 * 64)
    }
    project, cache = write_project(tmp_path, files), memory()
    plan_of(project, cache)

    def opened(story: int) -> set[int]:
        """Of which formes the recipes are made when a story has got another title, the oldest being 0."""
        file = project / f"content/{story}/index.id.md"
        file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Lagi "), encoding="utf-8")
        plan = plan_of(project, cache)
        things = plan.press.things
        return {n // 64 for n in range(4 * 64) if not isinstance(things[f"id/2024/01/{n}/index.html"], Forme)}

    assert opened(4 * 64 - 1) == {3}
    assert opened(3 * 64) == {2, 3}  # the next newer one of what is older
    assert opened(64 + 9) == {1, 2, 3}


def test_another_theme_leaves_nothing_that_was_remembered(tmp_path: Path) -> None:
    paper, cache = write_paper(tmp_path / "paper"), memory()
    first = plan_of(paper, cache)
    own = paper / "theme/partials/footer.html"
    own.parent.mkdir(exist_ok=True)
    own.write_text((THEME / "partials/footer.html").read_text("utf-8") + "<!-- -->", "utf-8")
    again = plan_of(paper, cache)
    assert not unmade(again)
    assert again.outputs != first.outputs
