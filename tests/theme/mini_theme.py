"""The small theme of these tests, whole or with changes, and values for its layouts."""

from collections.abc import Mapping
from pathlib import Path

from mini_contract import LAYOUTS, Card, Head, HomeInputs, Link, Shell, StandingInputs

from site_gen.config import Config, read_config
from site_gen.errors import Problem
from site_gen.pages.inputs import Inputs
from site_gen.theme.checking import check_layouts
from site_gen.theme.files import ThemeFiles, layered
from site_gen.theme.loading import Theme, make_theme
from site_gen.theme.rendering import Renderer

MINI = Path(__file__).parent / "mini"
LOCALES = {"id": "id_ID", "en": "en_US"}
CONFIG = "title: Warta\nbase_url: https://example.org/news\nlanguages: [id, en]\ntheme: mini\n"


def mini_files() -> dict[str, bytes]:
    """The files of the small theme by their path in it."""
    paths = sorted(path for path in MINI.rglob("*") if path.is_file())
    return {path.relative_to(MINI).as_posix(): path.read_bytes() for path in paths}


def mini(changes: Mapping[str, str | bytes | None] | None = None) -> ThemeFiles:
    """The small theme, with other files in place of some; None takes one away."""
    files = mini_files()
    for path, content in (changes or {}).items():
        if content is None:
            del files[path]
        else:
            files[path] = content if isinstance(content, bytes) else content.encode()
    return layered("mini", {"mini": files}, {"mini": "themes/mini"})


def problems_of(files: ThemeFiles, locales: dict[str, str] | None = None) -> list[Problem]:
    """All that is wrong with a theme, in order."""
    _, problems = make_theme(files, locales or LOCALES)
    if not any(problem.fatal for problem in problems):
        problems += check_layouts(files, LAYOUTS)
    return sorted(problems)


def config(text: str = CONFIG) -> Config:
    return read_config(text)


def renderer(files: ThemeFiles | None = None, text: str = CONFIG, cache: Path | None = None) -> Renderer:
    """A Renderer of the theme, which has to be without mistakes."""
    files, site = files or mini(), config(text)
    theme, problems = make_theme(files, {language.code: language.locale for language in site.languages})
    assert not [problem for problem in problems if problem.fatal]
    return Renderer(files, theme, site, cache)


def theme_of(files: ThemeFiles) -> Theme:
    return make_theme(files, LOCALES)[0]


def standing(title: str = "Contoh", extra: dict[str, str] | None = None, structured: str = "") -> Inputs:
    return StandingInputs(Head("Contoh — Warta", structured), (), title, extra or {})


def card(number: int = 1) -> Card:
    section = Link("Politik", "/id/politik/")
    address, date = f"/id/2016/11/berita-{number}/", "2016-11-15T19:05:00+07:00"
    return Card(address, f"Berita {number}", date, "", section, None)


def home(stories: int = 3) -> Inputs:
    lead = card(0) if stories else None
    river = tuple(card(number) for number in range(1, stories))
    head = Head("Contoh — Warta", "")
    return HomeInputs(Shell("Warta", "/id/"), head, lead, (), river, "2016-11-15")
