"""A front as a reader meets it: the order of a broadsheet on a desk, one column of the same order on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from newsroom import HERE, build_site, story, write_project
from published import find, served, show

pytestmark = pytest.mark.browser

PHOTO = HERE / "sites" / "kecil" / "content" / "2024" / "01" / "10" / "banjir-surut" / "air.png"
FRONT = """\
lead: {pins: [s03]}
seconds: {count: 3}
strips:
  - section: nasional
  - {title: {id: Pilihan penyunting, en: Editors' choice}, key: "s*", count: 8}
"""
OWN = "title: {id: Air bersih bagi semua, en: Clean water for all}\nslug: {en: clean-water}\ntag: Air\n"


def files() -> dict[str, str | bytes]:
    """Thirty stories of an hour each; every fourth has no English text, every fifth no Indonesian one."""
    found: dict[str, str | bytes] = {
        "content/fronts/home.yaml": FRONT,
        "content/fronts/dunia.yaml": "seconds: {count: 2}\n",
        "content/fronts/air.yaml": OWN,
        "content/people.yaml": "budi: {name: Budi, role: Editor}\n",
        "content/s03/air.png": PHOTO.read_bytes(),
        "config.yaml": "title: Warta Contoh\nbase_url: https://warta.example\nmissing_translation: badge\n"
        "tagline: Satu contoh\nsections: {nasional: {id: Nasional, en: National}, dunia: {id: Dunia, en: World}}\n",
    }
    for n in range(30):
        front = f"section: {'nasional' if n % 3 else 'dunia'}\ntags: [Air]\nauthor: Dewi Contoh\neditor: Budi\nsummary: Ringkasan cerita ke-{n}.\n"
        front += "image: {src: air.png, alt: Air}\n" if n == 3 else ""
        moment = f"2024-01-{10 + n // 10} {n % 10 + 9:02}:15"
        for lang, title in (
            ("id", "Pertanggungjawaban kota kecil"),
            ("en", "What the small town answers for"),
        ):
            if (n % 4, lang) != (1, "en") and (n % 5, lang) != (2, "id"):
                found[f"content/s{n:02}/index.{lang}.md"] = story(front, title=f"{title} {n}", date=moment)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built and served."""
    project = write_project(tmp_path_factory.mktemp("depan"), files())
    build_site(project)
    with served(project / "public") as address:
        yield address


FRONTS = ["/id/", "/en/", "/id/dunia/", "/en/clean-water/"]

BOX = "const r = document.querySelector(arguments[0]).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]"
TOPS = "return [...document.querySelectorAll('.lead, .seconds, .strip, .river')].map(e => e.getBoundingClientRect().top)"


def box(browser: Any, selector: str) -> tuple[float, float, float, float]:
    left, top, right, bottom = browser.execute_script(BOX, selector)
    return left, top, right, bottom


@pytest.mark.parametrize("path", FRONTS)
def test_on_a_desk_the_lead_has_seven_columns_and_the_seconds_five_beside_it(
    browser: Any, site: str, path: str
) -> None:
    show(browser, site + path)
    sheet, lead, seconds = box(browser, ".front"), box(browser, ".lead"), box(browser, ".seconds")
    share = (lead[2] - lead[0]) / (sheet[2] - sheet[0])
    assert 0.52 < share < 0.62
    assert lead[1] == seconds[1]
    assert lead[2] < seconds[0]
    assert browser.execute_script(
        "return getComputedStyle(document.querySelector('.seconds'), '::before').borderInlineStartWidth"
    ) == "1px"  # fmt: skip


@pytest.mark.parametrize(
    ("width", "rows"), [(1920, [1, 2]), (1280, [1, 2]), (960, [1, 2]), (900, [2, 4]), (768, [2, 4])]
)
def test_a_strip_is_a_row_of_four_or_two_rows_of_two(
    browser: Any, site: str, width: int, rows: list[int]
) -> None:
    show(browser, f"{site}/id/", width)
    tops = browser.execute_script(
        "return [...document.querySelectorAll('.strip')].map(s => [...s.querySelectorAll('article')]"
        ".map(a => a.getBoundingClientRect().top))"
    )
    assert [len(set(strip)) for strip in tops] == rows
    assert [len(strip) for strip in tops] == [4, 8]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("path", FRONTS)
def test_on_a_phone_all_stands_in_one_column_in_the_same_order(
    browser: Any, site: str, path: str, width: int
) -> None:
    show(browser, site + path, width)
    wide, screen = browser.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= screen
    tops = browser.execute_script(TOPS)
    assert tops == sorted(tops) and len(set(tops)) == len(tops)
    lefts = browser.execute_script(
        "return [...document.querySelectorAll('main .headline')].map(e => e.getBoundingClientRect().left)"
    )
    assert len(set(lefts)) == 1
    size = "return parseFloat(getComputedStyle(document.querySelector('.lead .headline')).fontSize)"
    assert browser.execute_script(size) >= 32


@pytest.mark.parametrize("path", FRONTS)
def test_every_story_stands_once_and_the_river_tells_its_time(browser: Any, site: str, path: str) -> None:
    show(browser, site + path)
    links = browser.execute_script(
        "return [...document.querySelectorAll('main .headline a')].map(e => e.href)"
    )
    assert len(links) == len(set(links)) > 6
    times = browser.execute_script(
        "return [...document.querySelectorAll('.river .row')].map(e => e.querySelectorAll('time').length)"
    )
    assert times and all(times)
    assert len(browser.find_elements("css selector", "h1")) == 1


def test_one_file_is_the_front_of_both_editions(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/")
    assert find(browser, ".lead .headline").text == "Pertanggungjawaban kota kecil 3"
    assert [e.text for e in browser.find_elements("css selector", ".strip h2")] == [
        "Nasional",
        "Pilihan penyunting",
    ]
    marked = find(browser, ".mark")
    assert (
        marked.find_element("xpath", "./..").find_element("css selector", "a").get_attribute("lang") == "en"
    )
    find(browser, ".editions a[hreflang=en]").click()
    assert find(browser, ".lead .headline").text == "What the small town answers for 3"
    assert [e.text for e in browser.find_elements("css selector", ".strip h2")] == [
        "National",
        "Editors' choice",
    ]


def test_a_page_of_its_own_is_in_the_menu_and_has_its_counterpart(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/")
    find(browser, ".sections a[href='/id/air/']").click()
    assert find(browser, "h1").text == "Air bersih bagi semua"
    assert find(browser, ".sections [aria-current=page]").text == "Air bersih bagi semua"
    find(browser, ".editions a[hreflang=en]").click()
    assert browser.current_url.endswith("/en/clean-water/")
    assert find(browser, "h1").text == "Clean water for all"


SMALL = """
return [...document.querySelectorAll('a')].filter(a => {
  const box = a.getBoundingClientRect(), place = a.closest('.prose, .notice');
  return !place && !a.classList.contains('skip') && (box.height < 24 || box.width < 24);
}).map(a => a.outerHTML)
"""
"""Links that are smaller than WCAG 2.2 wants a target to be (24 pixels), those inside a sentence left out."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["/", *FRONTS, "/id/2024/01/s03/", "/en/tag/air/", "/id/arsip/", "/id/404.html"]
)
def test_whatever_can_be_pressed_is_large_enough_for_a_finger(
    browser: Any, site: str, path: str, width: int
) -> None:
    show(browser, site + path, width)
    assert browser.execute_script(SMALL) == []


FADED = """
const row = document.querySelector('.sections ul');
return [...row.querySelectorAll('a')].filter(a => {
  a.focus({focusVisible: true});
  const link = a.getBoundingClientRect(), view = row.getBoundingClientRect();
  const seen = Math.min(link.right, view.right) - Math.max(link.left, view.left);
  return seen < Math.min(24, link.width) || getComputedStyle(row).maskImage !== 'none';
}).map(a => a.textContent);
"""


def test_a_section_that_the_keyboard_reaches_is_not_faded(browser: Any, site: str) -> None:
    show(browser, f"{site}/en/", 320)
    row = "const row = document.querySelector('.sections ul'); return [row.scrollWidth, row.clientWidth]"
    full, shown = browser.execute_script(row)
    assert full > shown
    assert browser.execute_script(FADED) == []
