"""Words longer than a phone is wide, wherever a newsroom may write one: they are broken, and no page is."""

from collections.abc import Iterator
from typing import Any

import pytest
from newsroom import build_site, story, tree, write_project
from published import Tree, find, served, show

pytestmark = pytest.mark.browser

HASHTAG = "#IndonesiaMenolakKenaikanHarga"
LONG = "Pertanggungjawaban" * 5
TABLE = f"| Kabupaten | Jumlah |\n|---|---|\n| {LONG} | 2 |\n"
FRONT = f"""\
tags: ["{HASHTAG}", Air, "Tag{LONG}"]
author: [Dewi, "Penulis{LONG}"]
editor: "Penyunting{LONG}"
reporter: "Pewarta{LONG}"
photographer: "Juru{LONG}"
section: nasional
outlet: "Kantor{LONG}"
dateline: "Kota{LONG}"
summary: "Ringkasan{LONG}"
series: air
"""
CORRECTED = f"corrections:\n- at: 2024-01-03\n  text: Salah{LONG}\n"
FILES = {
    "content/people.yaml": f'dewi: {{name: "Dewi{LONG}", aliases: [Dewi], role: "Tugas{LONG}", bio: "Hidup{LONG}"}}\n',
    "content/series.yaml": f'air: {{name: "Seri{LONG}", description: "Isi{LONG}"}}\n',
    "content/fronts/depan.yaml": f'title: "Depan{LONG}"\ntag: Air\n',
    "content/a/index.id.md": story(FRONT, f"Isi {LONG}.\n\n{TABLE}", title=f"Satu{LONG}"),
    "content/a/index.en.md": story(FRONT, title=f"One{LONG}"),
    "content/b/index.id.md": story(f"{FRONT}{CORRECTED}", title="Dua", date="2024-01-02"),
}
CONFIG = f"""\
title: "Warta{LONG}"
tagline: "Kabar{LONG}"
base_url: https://warta.example
sections: {{nasional: {{id: "Nasional{LONG}", en: National}}, dunia: {{id: Dunia, en: World}}}}
"""


@pytest.fixture(scope="module", params=["warta", "kilat"])
def site(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Where the site is served, and the address of each page that leads nowhere by itself."""
    config = {"config.yaml": f"{CONFIG}theme: {request.param}\n"}
    paper = write_project(tmp_path_factory.mktemp(request.param), {**FILES, **config})
    build_site(paper)
    pages = Tree(tree(paper / "public"), "").pages
    with served(paper / "public") as address:
        yield (
            address,
            [url for url, page in pages.items() if not page.all("meta", **{"http-equiv": "refresh"})],
        )


SIZES = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def test_no_word_makes_a_page_wider_than_a_small_phone(browser: Any, site: tuple[str, list[str]]) -> None:
    address, pages = site
    assert len(pages) > 20
    wide = {}
    for page in pages:
        show(browser, address + page, 320)
        full, screen = browser.execute_script(SIZES)
        if full > screen:
            wide[page] = full
    assert wide == {}


def test_the_words_of_a_table_stay_whole_and_it_is_moved_sideways(
    browser: Any, site: tuple[str, list[str]]
) -> None:
    address, _ = site
    show(browser, f"{address}/id/2024/01/a/", 320)
    size = "return [arguments[0].scrollWidth, arguments[0].clientWidth]"
    full, shown = browser.execute_script(size, find(browser, ".prose table"))
    assert full > 2 * shown
