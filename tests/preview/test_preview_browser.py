"""What a person sees: a real browser, a real file, and a save."""

from typing import Any

import pytest
from previews import PATIENCE, Running, story

pytestmark = pytest.mark.browser
PAGE = "/id/2016/11/beras/"


def wait(browser: Any, holds: str) -> None:
    """Wait until an expression of JavaScript is true in the page, whichever page that is by then."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, PATIENCE, 0.02, [WebDriverException]).until(
        lambda window: window.execute_script(f"return document.readyState == 'complete' && !!({holds})")
    )


TEXT = "document.querySelector('.prose').textContent"
BAR = "document.querySelector('site-gen-preview').shadowRoot"
CONNECTED = "window.LiveReload && LiveReload.connector.protocol == 7"


def complaints(browser: Any) -> list[str]:
    """What the browser's console has of mistakes and refusals."""
    return [
        entry["message"] for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")
    ]


def test_an_open_article_reloads_by_itself_with_the_text_that_was_saved(
    browser: Any, preview: Running
) -> None:
    browser.get(f"http://127.0.0.1:{preview.port}{PAGE}")
    wait(browser, f"{TEXT}.includes('Kabar beras hari ini.')")
    for text in ("Harga beras turun.", "Harga beras naik lagi.", "Harga beras tetap."):
        story(preview.project, "beras", "id", text)
        wait(browser, f"{TEXT}.includes('{text}')")
    wait(browser, CONNECTED)
    assert complaints(browser) == []


def test_a_mistake_covers_the_page_and_goes_when_it_is_mended(browser: Any, preview: Running) -> None:
    browser.get(f"http://localhost:{preview.port}{PAGE}")
    wait(browser, CONNECTED)
    story(preview.project, "beras", "id", "x", more="darft: true\n")
    wait(browser, f"{BAR}.querySelector('code').textContent.includes('beras/index.id.md:5:1')")
    wait(browser, f"{BAR}.querySelector('details').getBoundingClientRect().height > 60")
    wait(browser, f"getComputedStyle({BAR}.querySelector('details')).position == 'fixed'")
    assert browser.execute_script(f"return {TEXT}").strip().endswith("Kabar beras hari ini.")
    browser.execute_script(f"{BAR}.querySelector('summary').click()")
    wait(browser, f"!{BAR}.querySelector('details').open")
    story(preview.project, "beras", "id", "Semua baik.")
    wait(browser, f"{TEXT}.includes('Semua baik.') && !document.querySelector('site-gen-preview')")
    assert complaints(browser) == []


def test_a_page_of_problems_gives_way_to_the_site(browser: Any, preview: Running) -> None:
    path = preview.project / "theme/layouts/article.html"
    path.parent.mkdir(parents=True)
    path.write_text("<p>{{ 1 // (minutes - minutes) }}\n", "utf-8")
    token = preview.token
    preview.until(lambda: preview.token != token)
    browser.get(f"http://127.0.0.1:{preview.port}{PAGE}")
    wait(browser, f"{BAR}.querySelector('code').textContent.includes('article.html:1')")
    complaints(browser)  # of the status
    path.unlink()
    wait(browser, f"{TEXT}.includes('Kabar beras hari ini.')")
    assert complaints(browser) == []


def test_a_draft_has_a_bar_in_its_own_language(browser: Any, preview: Running) -> None:
    story(preview.project, "draf", "id", "Belum.", more="draft: true\n")
    preview.until(lambda: preview.get("/id/2016/11/draf/").status == 200)
    browser.get(f"http://127.0.0.1:{preview.port}/id/2016/11/draf/")
    wait(browser, f"{BAR}.querySelector('.bar').textContent.startsWith('Draf: ')")
    wait(browser, f"{BAR}.querySelector('.bar').getBoundingClientRect().bottom == innerHeight")
    assert complaints(browser) == []
