"""What several tests need: a browser, and projects to try things on."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from newsroom import THOROUGH

from site_gen import planning
from site_gen.pages.page import Forme, Recipe, path_of
from site_gen.press import Press

ROOT = Path(__file__).parent.parent
QUIET = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--hide-scrollbars"),
]
# No deadline: a test that fails on a busy machine teaches people to look away.
settings.register_profile("site_gen", deadline=None, max_examples=1_000 if THOROUGH else 60)
settings.load_profile("site_gen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The cluster comes last: its client leaves a thread behind, and a process with threads is never forked again."""
    items.sort(key=lambda item: item.path.name == "test_cluster.py")


@pytest.fixture(autouse=True, scope="module")
def _no_thread_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process with threads begins others in another way than users' do: a module of tests ends those that it began."""
    before = set(threading.enumerate())
    yield
    left = {thread for thread in threading.enumerate() if thread not in before}
    for thread in left:
        thread.join(5)  # some end a moment after the test
    assert request.path.name == "test_cluster.py" or not any(thread.is_alive() for thread in left), left


@pytest.fixture(autouse=True)
def made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every plan of every test, each page that was remembered by its recipe is made all the same, and has
    the key that was remembered."""
    keyed = planning.keyed

    def checked(press: Press, planned: Any, known: Any, **words: Any) -> Any:
        pages = keyed(press, planned, known, **words)
        found = iter(pages.outputs)
        for one in planned:
            opened = one.recipes() if isinstance(one, Forme) else (one,)
            if isinstance(one, Forme):
                assert [page.url for page in opened] == list(one.urls)
                assert [path_of(url) for url in one.urls] == one.paths
                assert [page.source for page in opened] == list(one.sources)
            for page in opened:
                output = next(found)
                assert (output.path, output.source) == (path_of(page.url), page.source)
                if output.key and isinstance(page, Recipe):
                    assert press.key(page.page()) == output.key, output.path
        assert not list(found)
        return pages

    monkeypatch.setattr(planning, "keyed", checked)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A selenium driver of headless Chromium; without one the test is skipped, in CI it fails."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        if os.environ.get("SITE_GEN_BROWSER") == "required":
            pytest.fail("no chromium or chromedriver, and SITE_GEN_BROWSER=required")
        pytest.skip("no chromium or chromedriver on this machine: browser tests are skipped")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    window.set_page_load_timeout(30)
    try:
        yield window
    finally:
        window.quit()


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's own project for tests that only read it."""
    return _demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of this repository's own project: content, seeds and configuration."""
    return _demo(tmp_path / "demo")


def _demo(project: Path) -> Path:
    project.mkdir(exist_ok=True)
    for name in ("config.yaml", "content", "seeds"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name)
        else:
            shutil.copy(source, project / name)
    return project
