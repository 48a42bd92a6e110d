"""The search as a reader meets it: in a browser, over HTTP, in both languages, on a phone and on a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from newsroom import build_site, story, write_project
from published import find, served, show
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from site_gen.pages import search

pytestmark = pytest.mark.browser

TITLES = [
    "Banjir merendam dua dusun",
    "Harga beras naik lagi",
    "Beras harga lama masih dijual",
    "Petani beras di Demak menunggu hujan",
    "<b>Tebal</b> & <img src=x onerror=alert(1)>",
    "Menteri: “pasar harus jujur” kata dia",
    "Salat Jum'at di Masjid Erdoğan",
    "AS–Rusia bertemu",
    "Asap menyelimuti kota",
    "{count} berita dan $& lainnya",
    "🎉 Kota berpesta, warga belajar C++ 🇮🇩",
    "Rilis C# dan nilai C tahun ini",
]
KIN = dict.fromkeys(range(60), "Harga beras naik lagi") | {
    30: "Kenaikan tarif listrik",
    50: "Kenaikan gaji guru",
}
"""Many words of one root before two that are the word itself, the second of them behind the first round."""
CONFIG = """\
title: {id: Koran Contoh, en: The Example}
base_url: https://koran.example
missing_translation: badge
outputs: [search]
sections: {nasional: {id: Nasional, en: National}}
"""


def files(titles: dict[int, str]) -> dict[str, str | bytes]:
    """Sixty stories a day apart with these titles, the newest first, all but two without an English text."""
    found: dict[str, str | bytes] = {"config.yaml": CONFIG}
    for n in range(60):
        title = titles.get(n, f"Kabar ke-{n} dari desa").replace('"', '\\"')
        front = "section: nasional\nsummary: Ringkasan tentang air bersih.\n"
        front += "tags: [Sepak bola]\nauthor: Dewi Contoh\n" if n == 3 else ""
        date = f"2024-0{5 - n // 28}-{28 - n % 28:02}"
        found[f"content/s{n:02}/index.id.md"] = story(front, title=f'"{title}"', date=date)
        if n in (1, 50):
            found[f"content/s{n:02}/index.en.md"] = story(
                front.replace("Ringkasan tentang air bersih", "About clean water"),
                title="Rice prices rise" if n == 1 else "An old ferry",
                date=date,
            )
    return found


@contextmanager
def built(folder: Path, size: int, titles: dict[int, str] | None = None) -> Iterator[str]:
    """The address of the site, built with blocks of so many stories, and served."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "SIZE", size)
        build_site(write_project(folder, files(titles or dict(enumerate(TITLES)))))
    with served(folder / "public") as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """In seven blocks, all of which a question may fetch."""
    with built(tmp_path_factory.mktemp("cari"), 8) as address:
        yield address


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """In twelve blocks of five: more than are fetched for one question."""
    with built(tmp_path_factory.mktemp("panjang"), 5) as address:
        yield address


@pytest.fixture(scope="module")
def kin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """In twelve blocks of five, with other titles."""
    with built(tmp_path_factory.mktemp("akar"), 5, KIN) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_complained(browser: Any) -> Iterator[None]:
    browser.get_log("browser")
    yield
    said = [entry["message"] for entry in browser.get_log("browser")]
    assert [message for message in said if "favicon" not in message and "gone.json" not in message] == []


def status(browser: Any) -> str:
    return str(find(browser, "[role=status]").text)


def told(browser: Any, words: str) -> None:
    """Wait until the status says so."""
    WebDriverWait(browser, 10).until(lambda _: words in status(browser))


def found(browser: Any) -> list[str]:
    return [link.text for link in browser.find_elements("css selector", ".found ol h2 a")]


def marked(browser: Any) -> list[str]:
    return [mark.text for mark in browser.find_elements("css selector", ".found li:first-child mark")]


def ask(browser: Any, query: str, says: str) -> list[str]:
    """What is found for a question that is typed."""
    field = find(browser, "#q")
    field.clear()
    field.send_keys(query, Keys.ENTER)
    told(browser, says)
    return found(browser)


def test_a_reader_comes_by_the_link_types_and_opens_what_is_found(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/")
    find(browser, "header").find_element("link text", "Cari").click()
    field = find(browser, "#q")
    assert browser.switch_to.active_element == field
    field.send_keys("beras har")
    told(browser, "Hasil: 2")
    assert found(browser) == ["Harga beras naik lagi", "Beras harga lama masih dijual"]
    assert marked(browser) == ["Har", "beras"]
    assert parse_qs(urlsplit(browser.current_url).query) == {"q": ["beras har"]}
    assert browser.title == "beras har – Cari berita – Koran Contoh"
    find(browser, ".found ol h2 a").click()
    assert find(browser, "main h1").text == "Harga beras naik lagi"
    browser.back()
    told(browser, "Hasil: 2")
    assert find(browser, "#q").get_attribute("value") == "beras har"
    assert len(found(browser)) == 2


ANSWERS = [
    (
        "BERAS",
        ["Harga beras naik lagi", "Beras harga lama masih dijual", "Petani beras di Demak menunggu hujan"],
    ),
    ('"harga beras"', ["Harga beras naik lagi"]),
    ("“beras harga”", ["Beras harga lama masih dijual"]),
    ("jumat erdogan", ["Salat Jum'at di Masjid Erdoğan"]),
    ("as-rusia", ["AS–Rusia bertemu"]),
    ("as", ["AS–Rusia bertemu", "Asap menyelimuti kota"]),
    ("sepak dewi", ["Petani beras di Demak menunggu hujan"]),
    ("<b>tebal", ["<b>Tebal</b> & <img src=x onerror=alert(1)>"]),
    ("onerror=alert(1)", ["<b>Tebal</b> & <img src=x onerror=alert(1)>"]),
    ('"pasar harus', ["Menteri: “pasar harus jujur” kata dia"]),
    ("{count}", ["{count} berita dan $& lainnya"]),
    ("merendam dusun banjir", ["Banjir merendam dua dusun"]),
    # Of the same root, behind what was asked for.
    ("kenaikan", ["Harga beras naik lagi"]),
    ("menungguinya", ["Petani beras di Demak menunggu hujan"]),
    ("terendam", ["Banjir merendam dua dusun"]),
    ("pertemuan", ["AS–Rusia bertemu"]),
    ("selimut", ["Asap menyelimuti kota"]),
    # Signs that belong to a word, and those that are one.
    ("🎉", ["🎉 Kota berpesta, warga belajar C++ 🇮🇩"]),
    ("🇮🇩", ["🎉 Kota berpesta, warga belajar C++ 🇮🇩"]),
    ("🇮🇹", []),
    ("C++", ["🎉 Kota berpesta, warga belajar C++ 🇮🇩"]),
    ("c#", ["Rilis C# dan nilai C tahun ini"]),
    ('"c"', ["Rilis C# dan nilai C tahun ini"]),
    ("+rilis", ["Rilis C# dan nilai C tahun ini"]),
    ("c+nilai", []),
    ("as+rusia", ["AS–Rusia bertemu"]),
    ("#asap", ["Asap menyelimuti kota"]),
    ('"selimut', []),
]


@pytest.mark.parametrize(("query", "titles"), ANSWERS, ids=[query for query, _ in ANSWERS])
def test_a_question_has_its_answer(browser: Any, site: str, query: str, titles: list[str]) -> None:
    show(browser, f"{site}/id/cari/")
    answers = ask(browser, query, f"Hasil: {len(titles)}" if titles else "Tidak ada berita")
    assert [title.replace("’", "'") for title in answers] == titles
    assert bool(marked(browser)) == bool(titles)


def test_the_headline_counts_more_than_the_summary_and_the_newest_comes_first(
    browser: Any, site: str
) -> None:
    show(browser, f"{site}/id/cari/?q=desa")
    told(browser, "Hasil")
    assert found(browser)[:2] == ["Kabar ke-12 dari desa", "Kabar ke-13 dari desa"]
    assert ask(browser, "asap kota", "Hasil: 1") == ["Asap menyelimuti kota"]


def test_words_of_the_same_root_stand_behind_all_that_hold_the_words(browser: Any, kin: str) -> None:
    show(browser, f"{kin}/id/cari/?q=kenaikan")
    told(browser, "Hasil sejauh ini: 40")
    assert found(browser) == ["Kenaikan tarif listrik", *["Harga beras naik lagi"] * 19]
    find(browser, ".found button").click()
    told(browser, "Hasil: 60")
    exact = ["Kenaikan tarif listrik", "Kenaikan gaji guru"]
    assert found(browser) == [*exact, *["Harga beras naik lagi"] * 38]
    assert browser.switch_to.active_element.text == "Kenaikan gaji guru"
    find(browser, ".found button").click()
    WebDriverWait(browser, 10).until(lambda _: len(found(browser)) == 60)
    assert found(browser)[:2] == exact
    assert not find(browser, ".found button").is_displayed()


@pytest.mark.parametrize("query", ["tidakada", '<script>"', "zzz 'y'"])
def test_what_is_not_there_is_said_to_be_nowhere(browser: Any, long: str, query: str) -> None:
    show(browser, f"{long}/en/search/")
    assert ask(browser, query, "No matches so far in stories since") == []
    find(browser, ".found button").click()
    told(browser, "No story matches.")
    assert not find(browser, ".found button").is_displayed()
    show(browser, f"{long}/en/search/?q=%3Cscript%3E%22%26")
    assert find(browser, "#q").get_attribute("value") == '<script>"&'


@pytest.mark.parametrize("query", ["", "  ", '"', " “ "])
def test_a_question_that_has_not_begun_has_no_answer(browser: Any, site: str, query: str) -> None:
    show(browser, f"{site}/id/cari/?q=beras")
    told(browser, "Hasil: 3")
    field = find(browser, "#q")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(Keys.DELETE, query, Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda _: status(browser) == "")
    assert found(browser) == []
    assert urlsplit(browser.current_url).query in ("", "q=%22", "q=%E2%80%9C")


@pytest.mark.parametrize("query", ["!?", "\\", "*", "%", "-", "]]>", "++"])
def test_signs_alone_are_said_to_be_nowhere(browser: Any, site: str, query: str) -> None:
    show(browser, f"{site}/id/cari/?q=beras")
    told(browser, "Hasil: 3")
    assert ask(browser, query, "Tidak ada berita yang cocok.") == []
    assert find(browser, ".hint").is_displayed()
    assert not find(browser, ".found button").is_displayed()


SHIFTS = """
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifts = [...window.shifts ?? [], ...entry.sources.map(s => s.node?.outerHTML)];
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["kenaikan", "guru", "tidakada"])
def test_nothing_moves_when_results_come_in(browser: Any, kin: str, query: str, width: int) -> None:
    slow = {"offline": False, "latency": 60, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        show(browser, f"{kin}/id/cari/?q={query}", width)
        told(browser, "sejauh ini" if query == "kenaikan" else "di antara berita sejak")
        assert find(browser, ".otherwise").is_displayed()
        browser.execute_script(SHIFTS)
        browser.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))"
        )
        assert browser.execute_script("return window.shifts ?? []") == []
    finally:
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow | {"latency": 0})
        browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})
        browser.execute_cdp_cmd("Network.disable", {})


def test_blocks_are_fetched_as_they_are_wanted(browser: Any, long: str) -> None:
    def fetched() -> list[str]:
        script = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('.json'))"
        return [name.rpartition("/")[2] for name in browser.execute_script(script)]

    show(browser, f"{long}/id/cari/")
    assert fetched() == []
    # Of twenty results five are in each.
    ask(browser, "ringkasan", "Hasil sejauh ini: 20")
    assert fetched() == ["latest.json", "11.json", "10.json", "9.json"]
    more = find(browser, ".found button")
    assert more.text == "Cari di berita yang lebih lama"
    more.click()
    told(browser, "Hasil sejauh ini: 40")
    assert len(found(browser)) == 40
    assert browser.switch_to.active_element.text == found(browser)[20]
    find(browser, ".found button").click()
    told(browser, "Hasil: 60")
    assert len(found(browser)) == 60
    assert len(set(fetched())) == len(fetched()) == 12


def test_a_story_in_another_language_says_so(browser: Any, site: str) -> None:
    show(browser, f"{site}/en/search/?q=jumat")
    told(browser, "Results: 1")
    link = find(browser, ".found ol h2 a")
    assert (link.get_attribute("lang"), link.get_attribute("dir")) == ("id", "ltr")
    assert "ID" in find(browser, ".found ol h2").text
    assert ask(browser, "rice", "Results: 1") == ["Rice prices rise"]
    assert ask(browser, "pricing", "Results: 1") == ["Rice prices rise"]
    assert find(browser, ".found ol h2 a").get_attribute("lang") == ""
    assert find(browser, ".found .when").text == "May 27, 2024"


def test_what_cannot_be_fetched_is_said_and_can_be_asked_again(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/cari/")
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*latest.json"]})
    try:
        ask(browser, "beras", "tidak dapat dimuat")
    finally:
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        browser.execute_cdp_cmd("Network.disable", {})
    browser.get_log("browser")
    find(browser, ".search button").click()
    told(browser, "Hasil: 3")


def test_without_a_script_readers_are_shown_other_ways(browser: Any, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, f"{site}/id/cari/?q=beras")
        assert "memerlukan JavaScript" in find(browser, ".without").text
        assert not find(browser, ".found button").is_displayed()
        links = [link.text for link in browser.find_elements("css selector", ".otherwise a")]
        assert links == ["Nasional", "Topik", "Arsip"]
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_page_for_dead_ends_leads_to_the_search(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/404.html")
    find(browser, "#q").send_keys("harga beras", Keys.ENTER)
    told(browser, "Hasil: 2")
    assert urlsplit(browser.current_url).path == "/id/cari/"


SMALL = """
return [...document.querySelectorAll('main a, main button, main input, .find a')].filter(a => {
  const box = a.getBoundingClientRect();
  return box.height > 0 && (box.height < 24 || box.width < 24);
}).map(a => a.outerHTML)
"""
CONTRAST = """
function light(colour) {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
  return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
}
const paper = light(getComputedStyle(document.documentElement).backgroundColor);
return Math.min(...[...document.querySelectorAll('main :is(label, input, button, .kicker, .summary, .when, .meta, .headline a, .hint, .otherwise a, [role=status])')]
  .map(e => light(getComputedStyle(e).color))
  .map(ink => (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05)));
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/id/cari/?q=desa", "/en/search/?q=jumat", "/id/cari/", "/id/404.html"])
def test_the_search_fits_the_screen_and_can_be_read_and_pressed(
    browser: Any, site: str, path: str, width: int, scheme: str
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        show(browser, site + path, width)
        if "q=" in path:
            told(browser, {"/id": "Hasil", "/en": "Results"}[path[:3]])
        wide, screen = browser.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= screen
        assert browser.execute_script(SMALL) == []
        assert browser.execute_script(CONTRAST) >= 6.9
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_who_hears_the_page_is_told_what_it_is_and_what_was_found(browser: Any, site: str) -> None:
    show(browser, f"{site}/id/cari/?q=beras")
    told(browser, "Hasil: 3")
    field = find(browser, "[role=search] input")
    assert field.accessible_name == "Kata dalam judul, ringkasan, topik, atau nama penulis"
    assert field.aria_role == "searchbox"
    assert find(browser, ".search button").accessible_name == "Cari"
    assert find(browser, ".found > p").aria_role == "status"
    assert find(browser, ".found ol").aria_role == "list"
    assert [h.tag_name for h in browser.find_elements("css selector", "main :is(h1, h2, h3)")] == [
        "h1",
        *["h2"] * 3,
    ]
    # From the question to the first answer by the keyboard alone.
    browser.execute_script("arguments[0].focus()", field)
    for _ in range(2):
        browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Harga beras naik lagi"
