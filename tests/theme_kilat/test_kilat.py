"""The theme of a wire desk: what it has of its own, over a paper in every state of a story."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from newsroom import build_site, tree
from published import Tree, find, served, show
from redaksi import NOW, write_paper

from site_gen.theme.guide import contract

THEME = Path(__file__).parents[2] / "themes" / "kilat"
CSS = (THEME / "static" / "css" / "kilat.css").read_text("utf-8")
SCREEN = CSS.split("@media print")[0]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_paper(tmp_path_factory.mktemp("kilat") / "paper")
    config = folder / "config.yaml"
    config.write_text(config.read_text("utf-8") + "theme: kilat\n", "utf-8")
    report = build_site(folder, NOW)
    assert not [warning for warning in report.warnings if "themes/kilat" in str(warning)]
    return folder / "public"


@pytest.fixture(scope="module")
def published(paper: Path) -> Tree:
    return Tree(tree(paper), "https://redaksi.example")


def test_every_page_is_sound_and_asks_for_one_typeface(published: Tree) -> None:
    assert published.dead_links() == []
    for url, page in published.pages.items():
        assert page.wrong == [], url
        assert not page.all("style"), url
        fonts = [link["href"] for link in page.all("link", **{"as": "font"})]
        assert all("jakarta" in font for font in fonts), url


def test_the_river_has_every_story_of_the_front_once_newest_first(published: Tree) -> None:
    for code in ("id", "en", "ar"):
        text = published.pages[f"https://redaksi.example/{code}/"].text
        river = text.partition('<div class="days">')[2].partition('<nav class="turn"')[0]
        days = re.findall(r'<p class="date"><time datetime="([\d-]+)">', river)
        assert days == sorted(set(days), reverse=True)
        stories = re.findall(r'class="headline"><a href="([^"]+)"', text)
        assert len(stories) == len(set(stories)) > 5


def test_a_section_has_one_colour_in_all_editions(published: Tree) -> None:
    expected = [{"Nasional": "tint-0", "Dunia": "tint-1"}, {"National": "tint-0", "World": "tint-1"}]
    expected.append({"محليات": "tint-0", "العالم": "tint-1"})
    for code, colours in zip(("id", "en", "ar"), expected, strict=True):
        text = published.pages[f"https://redaksi.example/{code}/"].text
        for strip in text.partition('<div class="strips">')[2].split("<section>")[1:]:
            name = re.search(r"<h2><a [^>]*>([^<]+)", strip)
            assert name
            assert set(re.findall(r'<article class="([^"]*)">', strip)) == {colours[name[1]]}
        for tint, line in re.findall(r'<div class="line-of ([^"]*)">(.*?)</article>', text, re.DOTALL):
            found = re.search(r'<span class="of"><a [^>]*>([^<]+)', line)
            assert tint == (colours[found[1]] if found else "")


def test_macros_take_what_those_of_warta_take() -> None:
    """They stand in for them in layouts that are Warta's."""
    own, warta = (
        (folder / "partials" / "card.html").read_text("utf-8") for folder in (THEME, THEME.parent / "warta")
    )
    assert re.findall(r"{% macro .*%}", own) == re.findall(r"{% macro .*%}", warta)
    assert contract()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_is_read_and_marks_are_seen_in_light_and_dark(scheme: int) -> None:
    pairs = {
        name: both for name, *both in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", SCREEN)
    }
    tints = [f"tint-{number}" for number in range(6)]
    for ground in ("paper", "wash"):
        for name in ("ink", "muted", "accent", *tints):
            light, dark = sorted(
                (luminance(pairs[name][scheme]), luminance(pairs[ground][scheme])), reverse=True
            )
            ratio = (light + 0.05) / (dark + 0.05)
            # One of the tints is also the colour of a word: that a story is live.
            least = 7 if name not in tints else 4.5 if name == "tint-0" else 3
            assert ratio >= least, (name, ground, ratio)


def test_colours_without_light_dark_are_the_dark_ones() -> None:
    plain = dict(re.findall(r"--([\w-]+): (#\w{6});", SCREEN.split("@supports")[0]))
    modern = {
        name: dark for name, _, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", SCREEN)
    }
    assert plain == modern


def test_the_style_sheet_is_small_and_reads_from_either_side() -> None:
    assert len(CSS.encode()) < 11_000
    assert not re.search(r"(margin|padding|border)-(left|right)|(?<![-\w])(left|right|width|height):", CSS)


# -- in a browser --


@pytest.fixture(scope="module")
def site(paper: Path) -> Iterator[str]:
    with served(paper) as address:
        yield address


FETCHED = "return performance.getEntriesByType('resource').map(entry => entry.name)"
OVER = "return document.documentElement.scrollWidth - window.innerWidth"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_desk_reads_times_down_one_side_and_no_page_is_too_wide(
    browser: Any, site: str, width: int
) -> None:
    for path in ("/id/", "/ar/", "/en/national/", "/id/tag/", "/", "/404.html"):
        show(browser, site + path, width)
        assert browser.execute_script(OVER) <= 0, path
    show(browser, site + "/id/", width)
    time, headline = find(browser, ".tick .time"), find(browser, ".tick .headline")
    assert time.location["x"] + time.size["width"] <= headline.location["x"]
    strips, river = find(browser, ".strips"), find(browser, ".days")
    beside = strips.location["x"] >= river.location["x"] + river.size["width"]
    below = strips.location["y"] >= river.location["y"] + river.size["height"]
    assert (beside, below) == ((True, False) if width > 960 else (False, True))
    show(browser, site + "/ar/", width)
    time, headline = find(browser, ".tick .time"), find(browser, ".tick .headline")
    assert time.location["x"] >= headline.location["x"] + headline.size["width"]


@pytest.mark.browser
def test_no_page_fetches_another_typeface(browser: Any, site: str, published: Tree) -> None:
    paths = [url.removeprefix("https://redaksi.example") for url in published.stories]
    for path in ("/id/", "/en/", "/", *paths[:3]):
        show(browser, site + path)
        fetched = browser.execute_script(FETCHED)
        assert any("jakarta-latin" in name for name in fetched)
        assert not [name for name in fetched if "newsreader" in name], path
