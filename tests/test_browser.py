"""The published site as a reader meets it: in a browser, over HTTP, on a phone and on a desk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from published import find, served, show

from site_gen.build import build
from site_gen.reading.project import Request

pytestmark = pytest.mark.browser

NOW = 1_790_000_000
PAGES = ("/", "/id/", "/en/", "/id/tag/", "/en/world/", "/id/2016/11/", "/en/archive/", "/404.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_files: Path) -> Iterator[str]:
    """The address of the repository's own site, built and served."""
    output = tmp_path_factory.mktemp("site") / "public"
    build(Request(project=demo_files, now=NOW, output=output))
    with served(output) as address:
        yield address


def test_a_reader_opens_the_story_from_the_front_page_and_changes_the_language(
    browser: Any, site: str
) -> None:
    show(browser, f"{site}/id/")
    assert find(browser, "html").get_attribute("lang") == "id"
    find(browser, "main h2 a, main h1 a").click()
    headline = find(browser, "main h1").text
    assert headline.startswith("Buruknya hubungan bilateral")
    find(browser, "a[hreflang=en]").click()
    assert find(browser, "html").get_attribute("lang") == "en"
    assert find(browser, "main h1").text == "Poor US-Russia relations look set to end soon"
    assert "November 14, 2016" in find(browser, "main article").text
    find(browser, "a[hreflang=id]").click()
    assert find(browser, "main h1").text == headline


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_screen_and_breaks_no_rule_of_its_own(
    browser: Any, site: str, path: str, width: int
) -> None:
    browser.get_log("browser")
    show(browser, site + path, width)
    wide, screen = browser.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= screen
    assert [
        entry["message"] for entry in browser.get_log("browser") if "favicon" not in entry["message"]
    ] == []
    others = browser.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))"
    )
    assert others == []
    assert (
        browser.execute_script(
            "return document.scripts.length - document.querySelectorAll('script[type=\"application/ld+json\"]').length"
        )
        == 0
    )


def test_the_language_switch_never_leads_to_nowhere(browser: Any, site: str) -> None:
    for path in PAGES[1:-1]:
        show(browser, site + path)
        links = browser.find_elements("css selector", "header a[hreflang], nav a[hreflang]")
        for address in {link.get_attribute("href") for link in links}:
            browser.get(address)
            assert "404" not in browser.title
            assert browser.find_elements("css selector", "h1"), address


def test_a_page_can_be_read_in_the_dark(browser: Any, site: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        show(browser, f"{site}/en/")
        colours.append(
            browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
        )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert colours[0] != colours[1]
