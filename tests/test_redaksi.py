"""A paper with every state that a story can be in, two by two: what is true of all that it publishes."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import feedparser
import pytest
from machine_formats import strict_json, wrong_with
from newsroom import build_site, instant, tree
from published import Tree
from redaksi import (
    BOTH,
    HIDDEN,
    HOURS,
    NOW,
    ONE,
    STATES,
    TOKEN,
    Story,
    all_pairs,
    pairs_of,
    path_of,
    stories,
    write_paper,
)
from redaksi import url_of as path_on_site

from site_gen.check import check_project
from site_gen.desk.stories import read_all
from site_gen.reading.project import Request
from site_gen.site.translations import coverage

BASE: Final = "https://redaksi.example"
CODES: Final = ("id", "en", "ar")
MODES: Final = ("page", "badge", "hide")
SERIES: Final = {"id": "seri/musim-air", "en": "series/the-wet-season", "ar": "series/mawsim"}
TARGETS: Final = ((BOTH, "id"), (BOTH, "en"), (ONE, "id"))
STORIES: Final = stories()
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_NEWS: Final = "{http://www.google.com/schemas/sitemap-news/0.9}"
_MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_paper(tmp_path_factory.mktemp("redaksi") / "paper")


@pytest.fixture(scope="module")
def trees(paper: Path) -> dict[str, Tree]:
    """What is published, by what the editions do without a translation."""
    text = (paper / "config.yaml").read_text("utf-8")
    found = {}
    for mode in reversed(MODES):
        (paper / "config.yaml").write_text(
            text.replace("missing_translation: page", f"missing_translation: {mode}"), "utf-8"
        )
        build_site(paper, NOW)
        found[mode] = Tree(tree(paper / "public"), BASE)
    return found


@pytest.fixture(params=MODES)
def published(request: pytest.FixtureRequest, trees: dict[str, Tree]) -> Tree:
    return trees[request.param]


def url_of(story: Story, lang: str) -> str:
    """The absolute address of a story in one of its languages."""
    return BASE + path_on_site(story, lang)


def shown() -> Iterator[tuple[Story, str]]:
    """Every text that readers see."""
    for story in STORIES:
        for lang in story.shown:
            yield story, lang


def alive(story: Story) -> bool:
    return story.mixture["correction"] != "retraction"


# -- the paper itself --


def test_every_two_states_meet_in_some_story() -> None:
    met = {pair for story in STORIES for pair in pairs_of(story.mixture)}
    assert met >= all_pairs()
    assert 40 <= len(STORIES) <= 70
    assert len(STATES) == 12


def test_every_state_of_a_translation_is_told_as_it_is(paper: Path) -> None:
    documents = read_all(Request(project=paper, now=instant(NOW))).certain().documents
    found = {story.key: story for story in coverage(documents, CODES)}
    for story in STORIES:
        states = {version.lang: set(version.states) for version in found[story.key].versions}
        assert states == {lang: story.state(lang) for lang in CODES}, story


def test_the_check_has_nothing_to_say_but_what_the_states_are(paper: Path) -> None:
    problems = check_project(Request(project=paper, now=instant(NOW)), parity=True)
    assert [str(problem) for problem in problems if problem.fatal] == []
    expected = {
        "stale": "has changed since this translation was made",
        "one-sided": "has 1 more correction",
        "bare": "has no text",
    }
    for problem in problems:
        assert any(text in problem.message for text in expected.values()), str(problem)
    stale = {problem.where.path for problem in problems if expected["stale"] in problem.message}
    assert stale == {
        path_of(story, lang)
        for story, lang in shown()
        if lang != story.languages[0] and "stale" in story.state(lang)
    }


# -- what readers must not see --


def test_no_trace_of_what_is_not_released_is_anywhere(published: Tree) -> None:
    assert any(story.mixture["release"] in HIDDEN for story in STORIES)
    for path, data in published.files.items():
        assert TOKEN not in path and TOKEN.encode() not in data, path


def test_every_released_text_has_its_page_and_nothing_else_has_one(published: Tree) -> None:
    own = {url for url, page in published.stories.items() if page.thing("NewsArticle")}
    targets = {f"{BASE}/{lang}/2026/06/{key[11:]}-{lang}/" for key, lang in TARGETS}
    assert own == {url_of(story, lang) for story, lang in shown()} | targets


def test_a_picture_that_no_page_shows_is_not_published(published: Tree) -> None:
    """Nor is that of a withdrawn story, of which readers may have the address."""
    withdrawn = [story for story, _ in shown() if not alive(story) and not story.is_(picture="none")]
    assert withdrawn
    addresses = {published.file_of(a) for page in published.pages.values() for a in page.addresses()}
    media = {path for path in published.files if path.startswith("media/")}
    assert media and media <= addresses


# -- pages --


def test_every_page_is_well_formed(published: Tree) -> None:
    wrong = [f"{url}: {fault}" for url, page in published.pages.items() for fault in page.wrong]
    assert wrong == []


def test_every_link_leads_somewhere(published: Tree) -> None:
    assert published.dead_links() == []


def test_every_address_of_ours_in_any_file_leads_somewhere(published: Tree) -> None:
    """Also where a machine reads it: what a withdrawn story alone had has no list any more."""
    found = 0
    for path, text in published.texts():
        for address in re.findall(rf"{BASE}(/[^\s\"'<>\\)]*)?", text):
            bare = address.partition("#")[0]
            assert published.file_of(BASE + bare), (path, address)
            found += 1
    assert found > 3000


def test_every_page_says_its_language_and_direction(published: Tree) -> None:
    for url, page in published.pages.items():
        code = url.removeprefix(f"{BASE}/").partition("/")[0]
        lang = code if code in CODES else "id"
        (root,) = page.all("html")
        assert root["lang"] == lang, url
        assert root["dir"] == ("rtl" if lang == "ar" else "ltr"), url
        if page.all("meta", **{"http-equiv": "refresh"}):
            continue
        assert len(page.all("h1")) == 1, url
        assert all("alt" in picture for picture in page.all("img")), url


def test_no_page_has_a_script_or_a_style_of_its_own(published: Tree) -> None:
    for url, page in published.pages.items():
        assert not page.all("style"), url
        for script in page.all("script"):
            assert script.get("type") == "application/ld+json" or "src" in script, url
        for tag, attributes in page.tags:
            assert not any(name == "style" or name.startswith("on") for name in attributes), (url, tag)


# -- languages --


def test_alternates_are_mutual_name_the_page_itself_and_lead_to_what_is_to_be_found(published: Tree) -> None:
    seen = 0
    for url, page in published.pages.items():
        alternates = page.alternates
        if not alternates:
            continue
        seen += 1
        code = "x-default" if url == f"{BASE}/" else page.lang
        assert alternates[code] == url, url
        assert "x-default" in alternates, url
        assert page.is_indexed and page.canonical == url, url
        for lang, other in alternates.items():
            assert published.pages[other].alternates == alternates, (url, other)
            assert lang == "x-default" or published.pages[other].lang == lang
    assert seen > 30


def test_a_story_names_as_alternates_the_languages_in_which_it_is_to_be_found(published: Tree) -> None:
    for story, lang in shown():
        found = [
            code for code in story.shown if not (story.is_(origin="canonical") and code == story.languages[0])
        ]
        page = published.pages[url_of(story, lang)]
        # One that was withdrawn, or published elsewhere first, is nobody's counterpart itself.
        expected = set(found) if lang in found and alive(story) else set()
        assert set(page.alternates) - {"x-default"} == expected, story


def test_a_canonical_address_is_the_page_itself_or_where_it_is_to_be_found(published: Tree) -> None:
    for url, page in published.pages.items():
        if not page.canonical or page.canonical == url:
            continue
        if page.canonical.startswith(BASE):
            assert not page.is_indexed or page.all("meta", **{"http-equiv": "refresh"}), url
            if not page.all("meta", **{"http-equiv": "refresh"}):
                assert published.pages[page.canonical].canonical == page.canonical, url
        else:
            assert page.canonical.startswith("https://kantor.example/"), url


def test_a_fallback_page_says_whose_language_it_speaks(trees: dict[str, Tree]) -> None:
    fallbacks = {url: page for url, page in trees["page"].stories.items() if not page.thing("NewsArticle")}
    assert len(fallbacks) > 20
    for url, page in fallbacks.items():
        (headline,) = page.all("h1")
        assert headline["lang"] in CODES and headline["lang"] != page.lang, url
        assert headline["dir"] == ("rtl" if headline["lang"] == "ar" else "ltr"), url
        for prose in page.all("div", **{"class": "prose"}):
            assert prose["lang"] == headline["lang"], url
        assert page.robots.startswith("noindex, follow"), url
        assert page.all("p", **{"class": "notice"}), url
        for path, text in trees["page"].texts():
            if not path.endswith(".html"):
                assert f'{url}"' not in text and f"{url}<" not in text, (url, path)
    for mode in ("badge", "hide"):
        assert all(page.thing("NewsArticle") for page in trees[mode].stories.values())


def test_a_listed_story_in_another_language_is_marked(trees: dict[str, Tree]) -> None:
    for mode, expected in (("page", True), ("badge", True), ("hide", False)):
        marked = [
            url
            for url, page in trees[mode].pages.items()
            # The page of the search has the marks ready for what its script may find.
            if page.all("span", **{"class": "mark"}) and not page.all("form", role="search")
        ]
        assert bool(marked) == expected, mode


def test_the_language_switch_never_leads_nowhere(published: Tree) -> None:
    for url, page in published.pages.items():
        if f"{BASE}/" == url or "404" in url or page.all("meta", **{"http-equiv": "refresh"}):
            continue
        switch = {a["hreflang"] for a in page.all("a") if "hreflang" in a}
        assert switch >= set(CODES) - {page.lang}, url


def test_links_between_stories_lead_to_the_readers_language_or_name_another(trees: dict[str, Tree]) -> None:
    seen = set()
    for story, lang in shown():
        link = story.mixture["link"]
        if link == "none" or not alive(story):
            continue
        key = ONE if link == "one language" else BOTH
        goes = lang if (key, lang) in TARGETS else "id"
        (found,) = [
            a
            for a in trees["page"].pages[url_of(story, lang)].all("a")
            if a.get("href", "").partition("#")[0] == f"/{goes}/2026/06/{key[11:]}-{goes}/"
            and a.get("class") != "headline"
            and "lang" not in a
            and set(a) <= {"href", "hreflang"}
        ][:1] or [{}]
        assert found, (story, lang)
        assert found.get("hreflang", lang) == goes, (story, lang)
        seen.add((link, lang, goes))
    assert len(seen) > 8


# -- what a story shows --


def test_a_dateline_is_in_the_style_and_the_words_of_its_language(trees: dict[str, Tree]) -> None:
    def day(story: Story) -> str:
        months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
        return f"{int(story.date[8:10])} {months[int(story.date[5:7]) - 1]}"

    seen = 0
    for story, lang in shown():
        text = trees["page"].pages[url_of(story, lang)].text
        found = re.search(r'<p class="dateline"><span>(.*?)</span>(.*?)</p>', text)
        en = f", {day(story)}"
        expected = {
            "own": {},
            "place": {"id": "Moskow –", "en": f"MOSCOW{en} —", "ar": "موسكو –"},
            "agency": {"id": "Kantor Misal, Moskow –", "en": f"MOSCOW{en} (Kantor Misal) —", "ar": "موسكو –"},
            "canonical": {"id": "Kantor Misal –", "en": "Kantor Misal —"},
            "two places": {"id": "Moskow/Suriah –", "en": f"MOSCOW/SYRIA{en} —", "ar": "موسكو/سوريا –"},
            "region": {
                "id": "Desa Misal, Suriah –",
                "en": f"DESA MISAL, Syria{en} —",
                "ar": "Desa Misal, سوريا –",
            },
        }[story.mixture["origin"]].get(lang, "")
        # Above the entries of a live story stands what matters most, not the beginning of a text.
        has_text = alive(story) and story.mixture["life"] not in ("live", "ended")
        assert (found[1] + found[2] if found else "") == (expected if has_text else ""), (story, lang)
        seen += bool(found)
    assert seen > 12


def test_a_story_shows_the_states_that_it_is_in(trees: dict[str, Tree]) -> None:
    words = {
        "id": ("hasil terjemahan mesin", "telah diubah sejak terjemahan", "telah dicabut"),
        "en": ("translated by a machine", "has changed since this translation", "has been withdrawn"),
        "ar": ("تُرجم هذا النص آليًا", "تغيّر النص الأصلي", "سُحب هذا الخبر"),
    }
    for story, lang in shown():
        page = trees["page"].pages[url_of(story, lang)]
        translated = lang != story.languages[0]
        states = story.state(lang)
        machine, stale, withdrawn = (word in page.text for word in words[lang])
        assert machine == (translated and "machine" in states), (story, lang)
        assert stale == (translated and "stale" in states), (story, lang)
        assert withdrawn == (not alive(story)), (story, lang)
        corrected = story.mixture["correction"] != "none" and (
            not story.is_(correction="one-sided") or not translated
        )
        assert (f"Ralat {story.number} &lt;" in page.text) == corrected, (story, lang)
        credit = story.mixture["origin"] in ("agency", "canonical")
        assert ("Kantor Misal" in page.text) == (credit), (story, lang)


def test_a_live_story_has_its_entries_newest_first_and_none_that_is_not_due(trees: dict[str, Tree]) -> None:
    seen = 0
    for story, lang in shown():
        page = trees["page"].pages[url_of(story, lang)]
        thing = page.thing("LiveBlogPosting")
        assert bool(thing) == (alive(story) and story.mixture["life"] in ("live", "ended")), story
        if thing is None:
            continue
        seen += 1
        updates = thing["liveBlogUpdate"]
        assert [update["datePublished"][11:16] for update in updates] == sorted(HOURS, reverse=True)
        assert ("coverageEndTime" in thing) == story.is_(life="ended")
        for update in updates:
            assert update["url"].partition("#")[2] in page.ids
    assert seen > 3


def test_the_parts_of_a_series_are_listed_in_every_language_that_has_one(published: Tree) -> None:
    pages = {lang: f"{BASE}/{lang}/{path}/" for lang, path in SERIES.items()}
    expected = {lang for story, lang in shown() if story.is_(life="part") and alive(story)}
    for lang in expected:
        page = published.pages[pages[lang]]
        assert set(page.alternates) - {"x-default"} == expected
        assert f"{pages[lang]}feed.xml".removeprefix(f"{BASE}/") in published.files
        links = {BASE + a["href"] for a in page.all("a") if "href" in a}
        for story in STORIES:
            if lang in story.shown and story.is_(life="part") and alive(story):
                assert url_of(story, lang) in links, story


# -- for machines --


def test_every_feed_is_sound_and_the_formats_of_a_list_agree(published: Tree) -> None:
    lists = [path.removesuffix("feed.xml") for path in published.files if path.endswith("/feed.xml")]
    assert len(lists) > 20
    identities: dict[str, str] = {}
    for page in lists:
        atom, rss = (feedparser.parse(published.files[page + name]) for name in ("feed.xml", "rss.xml"))
        feed = strict_json(published.files[page + "feed.json"])
        assert not atom.bozo and not rss.bozo, page
        assert wrong_with(feed, "json_feed.schema.json") == [], page
        assert [e.id for e in atom.entries] == [e.id for e in rss.entries] == [i["id"] for i in feed["items"]]
        assert len({entry.id for entry in atom.entries}) == len(atom.entries)
        lang = page.partition("/")[0]
        assert atom.feed.language == rss.feed.language == feed["language"] == lang
        for entry in atom.entries:
            assert identities.setdefault(entry.id, entry.link) == entry.link, page
            assert published.pages[entry.link].lang == lang, page
            assert published.pages[entry.link].thing("NewsArticle"), page
    assert len(set(identities.values())) == len(identities)


def test_every_list_announces_its_feeds_in_its_own_language_first(published: Tree) -> None:
    for url, page in published.pages.items():
        feeds = [a for a in page.all("link", rel="alternate") if "xml" in a.get("type", "")]
        assert all(published.file_of(BASE + feed["href"]) for feed in feeds), url
        if f"{url.removeprefix(f'{BASE}/')}feed.xml" in published.files:
            assert BASE + feeds[0]["href"] == f"{url}feed.xml"
            others = {feed["href"].split("/")[1] for feed in feeds} - {page.lang}
            assert others == set(page.alternates) - {page.lang, "x-default"}, url


def test_the_head_names_counterparts_by_absolute_addresses_and_no_feed_is_one(published: Tree) -> None:
    for url, page in published.pages.items():
        for link in page.all("link", rel="alternate"):
            assert ("hreflang" in link) != ("type" in link), (url, link)
            assert "hreflang" not in link or link["href"].startswith(BASE), (url, link)


def test_every_page_to_be_found_says_what_it_is(published: Tree) -> None:
    found = [page for page in published.pages.values() if page.is_indexed]
    assert any(
        page.url in published.stories and not page.thing("NewsArticle").get("description") for page in found
    )
    for page in found:
        assert page.all("meta", name="description"), page.url
        (description,) = page.all("meta", name="description")
        assert 0 < len(description["content"]) <= 320, page.url
        assert page.all("meta", property="og:description")[0]["content"] == description["content"]


def test_sitemaps_list_what_is_to_be_found_once_with_the_alternates_of_its_page(published: Tree) -> None:
    index = ET.fromstring(published.files["sitemap.xml"])
    maps = [str(loc.text) for loc in index.iter(f"{_MAP}loc")]
    assert {m.removeprefix(f"{BASE}/") for m in maps} == {
        path for path in published.files if path.startswith("sitemap-")
    }
    listed: list[str] = []
    for url in maps:
        for place in ET.fromstring(published.files[url.removeprefix(f"{BASE}/")]).iter(f"{_MAP}url"):
            loc = str(place.findtext(f"{_MAP}loc"))
            if "-news.xml" in url:
                continue
            listed.append(loc)
            page = published.pages[loc]
            assert page.is_indexed and page.canonical == loc, loc
            links = {link.get("hreflang"): link.get("href") for link in place.iter(f"{_XHTML}link")}
            assert links == page.alternates, loc
    assert len(listed) == len(set(listed))
    to_find = {url for url, page in published.stories.items() if page.is_indexed and page.canonical == url}
    assert to_find == to_find.intersection(listed)


def test_news_sitemaps_keep_the_rules_of_google_news(published: Tree) -> None:
    now = datetime.fromisoformat("2026-11-20T12:00:00+07:00")
    names = {"id": "Koran Redaksi", "en": "The Newsroom", "ar": "صحيفة التحرير"}
    seen = 0
    for code in CODES:
        places = list(ET.fromstring(published.files[f"sitemap-{code}-news.xml"]).iter(f"{_MAP}url"))
        assert len(places) <= 1000
        for place in places:
            seen += 1
            page = published.pages[str(place.findtext(f"{_MAP}loc"))]
            news = place.find(f"{_NEWS}news")
            assert news is not None
            assert [child.tag for child in news] == [
                _NEWS + name for name in ("publication", "publication_date", "title")
            ]
            published_at = datetime.fromisoformat(str(news.findtext(f"{_NEWS}publication_date")))
            assert timedelta() <= now - published_at <= timedelta(hours=48)
            assert news.findtext(f"{_NEWS}publication/{_NEWS}name") == names[code]
            assert news.findtext(f"{_NEWS}publication/{_NEWS}language") == code == page.lang
            assert page.is_indexed and page.canonical == page.url
            thing = page.thing("NewsArticle")
            assert thing and thing["headline"] == news.findtext(f"{_NEWS}title")
    expected = [
        (story, lang)
        for story, lang in shown()
        if story.is_(release="news")
        and alive(story)
        and not (story.is_(origin="canonical") and lang == story.languages[0])
    ]
    assert seen == len(expected) > 2


def test_every_story_has_structured_data_and_translations_name_each_other(published: Tree) -> None:
    for story, lang in shown():
        page = published.pages[url_of(story, lang)]
        thing = page.thing("NewsArticle")
        assert thing is not None
        assert wrong_with(thing, "news_article.schema.json") == [], story
        made_from = thing.get("translationOfWork", {}).get("@id")
        others = {work["@id"] for work in thing.get("workTranslation", [])}
        expected = {url_of(story, code) for code in story.shown if code != lang}
        assert others | ({made_from} if made_from else set()) <= expected, story
        assert bool(made_from) or others == expected, story
        if story.is_(origin="two places"):
            assert len(thing["locationCreated"]) == 2


def test_every_story_has_its_files_and_they_keep_their_schemas(published: Tree) -> None:
    for story, lang in shown():
        path = url_of(story, lang).removeprefix(f"{BASE}/")
        ninjs = strict_json(published.files[f"{path}ninjs.json"])
        assert wrong_with(ninjs, "ninjs.schema.json") == [], story
        assert ninjs["pubStatus"] == ("usable" if alive(story) else "canceled")
        assert ninjs["language"] == lang
        markdown = published.files[f"{path}index.md"].decode()
        assert markdown.startswith("---\ntitle: ") and ("2026" in markdown)
    count = sum(path.endswith("ninjs.json") for path in published.files)
    assert count == len(list(shown())) + len(TARGETS)


def test_the_api_keeps_its_own_schema_and_leads_to_pages(published: Tree) -> None:
    schema: dict[str, Any] = strict_json(published.files["api/v1/schema.json"])
    told: set[str] = set()
    for path, data in published.files.items():
        if path.startswith("api/") and not path.endswith("schema.json"):
            value = strict_json(data)
            assert wrong_with(value, schema) == [], path
            told |= {one["url"] for one in value.get("stories", [])}
    expected = {url_of(story, lang) for story, lang in shown() if alive(story)}
    assert told >= expected
    assert all(published.pages[url].thing("NewsArticle") for url in told)


def test_old_addresses_lead_to_the_story_in_the_same_language(published: Tree) -> None:
    lines = [line.split() for line in published.files["_redirects"].decode().splitlines()]
    assert lines
    for old, new, code in lines:
        assert code == "301" and old.split("/")[1] == new.split("/")[1]
        assert f"{BASE}{new}" in published.stories
        assert published.pages[f"{BASE}{old}"].all("meta", **{"http-equiv": "refresh"})


# -- time --


def test_what_comes_due_is_released_without_an_edit_as_a_build_from_nothing_would(paper: Path) -> None:
    for now in (NOW, "2026-11-22 06:00", "2026-11-24 09:00", "2026-12-31", NOW):
        build_site(paper, now)
        build_site(paper, now, cache=None, output=paper / "lain")
        assert tree(paper / "public") == tree(paper / "lain"), now
