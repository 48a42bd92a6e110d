"""The paper with every state of a story, as a reader meets it: languages, fallbacks, corrections."""

from collections.abc import Iterator
from typing import Any

import pytest
from newsroom import build_site
from published import find, served, show
from redaksi import NOW, Story, stories, url_of, write_paper

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    paper = write_paper(tmp_path_factory.mktemp("redaksi") / "paper")
    build_site(paper, NOW)
    with served(paper / "public") as address:
        yield address


def a_story(languages: int = 1, **states: str) -> Story:
    """The first story in these states that readers see in so many languages."""
    return next(one for one in stories() if one.is_(**states) and len(one.shown) >= languages)


def in_english(**states: str) -> list[Story]:
    """Stories in these states that readers have in English, with their text."""
    found = [one for one in stories() if "en" in one.shown and one.is_(**states)]
    return [one for one in found if one.mixture["correction"] != "retraction"]


def direction(browser: Any, selector: str) -> str:
    element = find(browser, selector)
    return str(browser.execute_script("return getComputedStyle(arguments[0]).direction", element))


def test_the_switch_leads_round_all_languages_of_a_story_and_back(browser: Any, site: str) -> None:
    story = next(one for one in stories() if len(one.shown) == 3 and not one.is_(correction="retraction"))
    show(browser, site + url_of(story, story.shown[0]))
    first = find(browser, "main h1").text
    for lang in (*story.shown[1:], story.shown[0]):
        find(browser, f".editions a[hreflang={lang}]").click()
        assert browser.current_url == site + url_of(story, lang)
        assert find(browser, "html").get_attribute("lang") == lang
        assert direction(browser, "main h1") == ("rtl" if lang == "ar" else "ltr")
    assert find(browser, "main h1").text == first


def test_a_fallback_page_speaks_its_own_language_under_a_notice_in_the_readers(
    browser: Any, site: str
) -> None:
    story = next(one for one in stories() if one.shown == ("id",) and one.mixture["correction"] == "none")
    address = url_of(story, "id").replace("/id/", "/ar/", 1)
    for width in (390, 1280):
        show(browser, site + address, width)
        assert direction(browser, "html") == "rtl"
        assert (direction(browser, "main h1"), direction(browser, ".prose")) == ("ltr", "ltr")
        notice = find(browser, ".notice")
        assert notice.is_displayed() and "لا توجد ترجمة عربية" in notice.text
        assert notice.location["y"] < find(browser, ".prose").location["y"]
    find(browser, ".ways a[hreflang=id]").click()
    assert browser.current_url == site + url_of(story, "id")


def test_a_correction_stands_before_the_text_and_leads_to_all_of_them_and_back(
    browser: Any, site: str
) -> None:
    corrected = [
        one for one in stories() if one.shown and one.mixture["correction"] in ("ralat", "hak-jawab")
    ]
    story = max(corrected, key=lambda one: one.date)  # the list begins with the newest
    lang = story.shown[0]
    show(browser, site + url_of(story, lang))
    box = find(browser, ".corrections")
    assert f"Ralat {story.number} <" in box.text
    assert box.location["y"] < find(browser, ".prose").location["y"]
    find(browser, ".corrections h2 a").click()
    assert f"Ralat {story.number} <" in find(browser, "main").text
    find(browser, f"main a[href='{url_of(story, lang)}']").click()
    assert browser.current_url == site + url_of(story, lang)


def test_of_a_withdrawn_story_the_reason_is_left(browser: Any, site: str) -> None:
    story = a_story(correction="retraction")
    show(browser, site + url_of(story, story.shown[0]), 390)
    assert f"Ralat {story.number}" in find(browser, ".corrections").text
    assert not browser.find_elements("css selector", ".prose")


def test_the_dateline_and_the_first_sentence_are_one_line(browser: Any, site: str) -> None:
    story = next(one for one in in_english(origin="place") if one.mixture["life"] not in ("live", "ended"))
    for width in (320, 1280):
        show(browser, site + url_of(story, "en"), width)
        dateline, text = (
            find(browser, f".prose {selector}") for selector in (".dateline span", ".dateline + p")
        )
        assert dateline.text.startswith("MOSCOW, ")
        first = browser.execute_script("return arguments[0].getClientRects()[0].top", text)
        assert abs(first - dateline.rect["y"]) < dateline.rect["height"], width


def test_a_link_into_another_language_says_so(browser: Any, site: str) -> None:
    story = in_english(link="one language")[0]
    show(browser, site + url_of(story, "en"))
    link = find(browser, ".prose a[hreflang=id]")
    said = browser.execute_script("return getComputedStyle(arguments[0], '::after').content", link)
    assert "id" in said


@pytest.mark.parametrize("life", ["live", "ended"])
def test_a_live_story_has_the_newest_on_top_and_every_entry_an_address(
    browser: Any, site: str, life: str
) -> None:
    story = next(
        one for one in stories() if one.shown and one.is_(life=life) and not one.is_(correction="retraction")
    )
    lang = story.shown[0]
    show(browser, site + url_of(story, lang), 390)
    entries = browser.find_elements("css selector", ".update")
    times = [entry.find_element("css selector", "time").text for entry in entries]
    assert len(times) == 2 and times == sorted(times, reverse=True)
    anchor = entries[-1].get_attribute("id")
    entries[-1].find_element("css selector", ".when a").click()
    assert browser.current_url == f"{site}{url_of(story, lang)}#{anchor}"
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", entries[-1])
    bottom = browser.execute_script("return document.documentElement.scrollHeight - innerHeight - scrollY")
    assert 0 <= top < 100 or bottom < 1
    for other in story.shown[1:2]:
        find(browser, f".editions a[hreflang={other}]").click()
        assert len(browser.find_elements("css selector", f".update[id='{anchor}']")) == 1


def test_every_story_fits_a_small_phone_whatever_it_is(browser: Any, site: str) -> None:
    wide = []
    for story in stories():
        for lang in story.shown:
            show(browser, site + url_of(story, lang), 320)
            size = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            full, screen = browser.execute_script(size)
            if full > screen:
                wide.append((url_of(story, lang), full))
    assert wide == []
    assert [e["message"] for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


OBSCURED = """
const found = [];
for (const a of document.querySelectorAll('.story > header a, .story > footer a, .bar a')) {
  a.scrollIntoView({block: 'center'});
  const box = a.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  for (const dy of [-11.5, 11.5]) {
    const hit = document.elementFromPoint(x, y + dy)?.closest('a');
    if (hit && hit !== a) found.push(a.textContent);
  }
}
return found;
"""
"""Links of which another takes a part of the 24 pixels that a finger needs: WCAG 2.2, 2.5.8."""


def test_no_link_of_a_story_lies_on_another(browser: Any, site: str) -> None:
    several = [story for story in in_english() if len(story.shown) > 1 and not story.is_(byline="nobody")]
    assert len(several) > 4
    for story in several[:5]:
        for width in (320, 1280):
            show(browser, site + url_of(story, "en"), width)
            assert browser.execute_script(OBSCURED) == [], (story.key, width)


SMALL_PRINT = """
return [...document.querySelectorAll('p.meta, .by, .times, .footer ul')].flatMap(line => {
  const box = line.getBoundingClientRect(), style = getComputedStyle(line);
  const rtl = style.direction === 'rtl';
  return [...line.children].filter(part => part.offsetWidth).map(part => {
    const own = part.getBoundingClientRect(), dot = getComputedStyle(part, '::before');
    const first = Math.abs(rtl ? box.right - own.right : own.left - box.left) < 1;
    return [style.overflowX, first, dot.content.includes('·'), parseFloat(dot.marginInlineStart)];
  });
});
"""
"""Of each part of a line of small print: what becomes of what lies outside, whether it is the first on a line, its dot."""


@pytest.mark.parametrize(("lang", "width"), [("id", 320), ("en", 390), ("ar", 390), ("en", 1280)])
def test_the_dots_of_small_print_stand_between_its_parts_alone(
    browser: Any, site: str, lang: str, width: int
) -> None:
    show(browser, f"{site}/{lang}/", width)
    parts = browser.execute_script(SMALL_PRINT)
    assert {clipped for clipped, *_ in parts} == {"clip"}
    assert all(
        dotted and shift < -4 for _, _, dotted, shift in parts
    )  # so far out that a line's first is cut off
    assert {first for _, first, *_ in parts} == {True, False}
