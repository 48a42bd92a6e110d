"""A live story and a series as a reader follows them: in a browser, on a phone and on a desk, without a script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from newsroom import build_site, story, write_project
from published import served

pytestmark = pytest.mark.browser

FRONT = "section: nasional\nseries: banjir\nlive: {started: 2024-01-10 18:30}\nsummary: Sungai meluap.\n"
BODY = """\
- Pintu air dibuka.
- Dua ribu orang mengungsi.

## 2024-01-11 00:20 Air mulai turun

Turun.[^1]

[^1]: Catatan.

## 21:15

{words}

## 19:05 Pintu air dibuka

Naik.
"""
ENGLISH = "- The sluice is open.\n\n## 2024-01-11 00:20 The water falls\n\nIt falls.\n\n## 19:05 The sluice\n\nRising.\n"
STORY, OTHER = "/id/2024/01/banjir/", "/en/2024/01/flood/"
SERIES = "banjir: {name: {id: Banjir Januari, en: The January flood}, running: true}\nkota: {name: Kota}\n"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    body = BODY.format(words="Panjang sekali. " * 80)
    files = {
        "content/series.yaml": SERIES,
        "content/banjir/index.id.md": story(FRONT, body, "Banjir, jam demi jam", "2024-01-10 18:30"),
        "content/banjir/index.en.md": story(
            FRONT + "slug: flood\n", ENGLISH, "Flood, hour by hour", "2024-01-10 18:30"
        ),
        "content/lama.id.md": story("series: banjir\n", title="Hujan turun", date="2024-01-09"),
        **{
            f"content/k{n}.id.md": story("series: kota\n", title=f"Kota {n}", date=f"2024-01-0{n}")
            for n in (1, 2, 3)
        },
    }
    project = write_project(tmp_path_factory.mktemp("koran"), files)
    build_site(project, "2024-01-11 01:00")
    with served(project / "public") as address:
        yield project, address


def show(browser: Any, address: str, width: int, scheme: str = "light") -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get("about:blank")  # or an address that differs in its place only would load nothing
    browser.get(address)


def texts(browser: Any, selector: str) -> list[str]:
    return [element.text for element in browser.find_elements("css selector", selector)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", [STORY, OTHER, "/id/seri/banjir-januari/", "/id/2024/01/k2/"])
def test_the_page_fits_the_screen_and_can_be_read(
    browser: Any, paper: tuple[Path, str], path: str, width: int, scheme: str
) -> None:
    browser.get_log("browser")
    show(browser, paper[1] + path, width, scheme)
    wide, screen = browser.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= screen
    assert [e["message"] for e in browser.get_log("browser") if "favicon" not in e["message"]] == []
    small = browser.execute_script(
        """return [...document.querySelectorAll('.when a, .series a')]
            .filter(a => a.getBoundingClientRect().height < 24).map(a => a.textContent)"""
    )
    assert small == []
    contrast = browser.execute_script(CONTRAST, ".update .prose, .when a, .live span, .points, .series .what")
    assert min(contrast) >= 4.5


@pytest.mark.parametrize("path", [STORY, "/id/2024/01/k2/"])
def test_letters_twice_as_large_fit_the_smallest_screen(
    browser: Any, paper: tuple[Path, str], path: str
) -> None:
    show(browser, paper[1] + path, 320)
    wide = browser.execute_script(
        "document.documentElement.style.fontSize = '200%'; return document.documentElement.scrollWidth"
    )
    assert wide <= 320


CONTRAST = """
function light(colour) {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
  return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
}
const paper = light(getComputedStyle(document.documentElement).backgroundColor);
const found = [...document.querySelectorAll(arguments[0])].map(e => light(getComputedStyle(e).color));
return [21, ...found.map(ink => (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05))];
"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_newest_entry_stands_on_top_under_its_day_and_its_time(
    browser: Any, paper: tuple[Path, str], width: int
) -> None:
    show(browser, paper[1] + STORY, width)
    assert texts(browser, ".live strong") == ["Langsung"]
    assert texts(browser, ".update h3") == ["Air mulai turun", "21.15 WIB", "Pintu air dibuka"]
    assert texts(browser, ".when") == ["00.20 WIB", "21.15 WIB", "19.05 WIB"]
    assert texts(browser, ".day-of") == ["Kamis, 11 Januari 2024", "Rabu, 10 Januari 2024"]
    assert texts(browser, ".points li") == ["Pintu air dibuka.", "Dua ribu orang mengungsi."]
    tops = browser.execute_script(
        "return ['h1', '.points', '.update'].map(s => document.querySelector(s).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    show(browser, paper[1] + OTHER, width)
    assert texts(browser, ".when") == ["00:20 WIB", "19:05 WIB"]
    assert texts(browser, ".live strong") == ["Live"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_address_of_an_entry_leads_to_it_in_both_languages(
    browser: Any, paper: tuple[Path, str], width: int
) -> None:
    for path in (STORY, OTHER):
        show(browser, f"{paper[1]}{path}#t-2024-01-10-1905", width)
        top, heading, colour, plain = browser.execute_script(
            """const entry = document.querySelector(':target');
            const other = document.querySelector('.update:not(:target)');
            return [entry.getBoundingClientRect().top, entry.querySelector('h3').textContent,
                getComputedStyle(entry).backgroundColor, getComputedStyle(other).backgroundColor]"""
        )
        assert 0 <= top < 900
        assert heading in ("Pintu air dibuka", "The sluice")
        assert colour != plain


def test_keys_alone_lead_to_the_entries_and_set_their_address(browser: Any, paper: tuple[Path, str]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, paper[1] + STORY, 1280)
    for _ in range(60):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        focused = browser.switch_to.active_element
        if (focused.get_attribute("href") or "").endswith("#t-2024-01-11-0020"):
            break
    else:
        pytest.fail("the tab key does not lead to the first entry")
    outline = browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", focused)
    assert outline == "solid"
    focused.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("#t-2024-01-11-0020")


def test_a_page_that_is_loaded_again_has_the_newest_entry_and_keeps_its_place(
    browser: Any, paper: tuple[Path, str]
) -> None:
    project, address = paper
    show(browser, f"{address}{STORY}#t-2024-01-10-1905", 390)
    path = project / "content" / "banjir" / "index.id.md"
    path.write_text(path.read_text() + "\n## 2024-01-11 00:50 Baru saja\n\nKabar.\n")
    build_site(project, "2024-01-11 01:00")
    browser.refresh()
    assert texts(browser, ".update h3")[0] == "Baru saja"
    assert texts(browser, ":target h3") == ["Pintu air dibuka"]


def test_a_reader_goes_through_a_series_part_by_part(browser: Any, paper: tuple[Path, str]) -> None:
    show(browser, f"{paper[1]}/id/2024/01/k1/", 390)
    assert texts(browser, ".part") == ["Kota · Bagian 1"] or texts(browser, ".part span") == ["Bagian 1"]
    for title in ("Kota 2", "Kota 3"):
        browser.find_element("link text", title).click()
        assert texts(browser, "main h1") == [title]
        assert texts(browser, ".series .here .what")[0].endswith(title)
    browser.find_element("css selector", ".series .all a").click()
    assert texts(browser, ".parts .headline") == ["Kota 1", "Kota 2", "Kota 3"]
    assert texts(browser, ".parts .date") == ["Bagian 1", "Bagian 2", "Bagian 3"]


def test_a_running_story_leads_to_its_newest(browser: Any, paper: tuple[Path, str]) -> None:
    show(browser, f"{paper[1]}/id/2024/01/lama/", 390)
    browser.find_element("css selector", ".series .all a").click()
    assert texts(browser, "main .headline")[0] == "Banjir, jam demi jam"
    assert "Langsung" in texts(browser, "main .meta")[0]
