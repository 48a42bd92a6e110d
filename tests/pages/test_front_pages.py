"""Front pages as their layouts are handed them, in both editions."""

from typing import Any

import msgspec
from newsroom import config, document, good_site, pages_of

from site_gen.pages.inputs import ArticleInputs, HomeInputs
from site_gen.pages.making import make_pages
from site_gen.pages.page import Page

STORIES = [
    document(
        f"s{n}/index.{lang}.md",
        f"title: S{n} {lang}\ndate: 2024-01-0{n}\nsection: {section}\ntags: [Banjir]\n",
    )
    for n, section in enumerate(["nasional", "dunia", "nasional", "dunia", "nasional", "dunia"], 1)
    for lang in ("id", "en")
    if (n, lang) not in ((2, "en"), (5, "id"))
]
"""Six stories; the second has no English text, the fifth no Indonesian one."""


def front(page: Page) -> HomeInputs:
    assert page.layout == "home.html"
    assert isinstance(page.inputs, HomeInputs)
    return page.inputs


def titles(cards: Any) -> list[str]:
    return [card.title for card in cards]


def test_what_stands_above_is_not_in_the_river_and_nothing_is_lost() -> None:
    text = "lead: {pins: [s1]}\nseconds: {count: 1}\nstrips: [{section: dunia, count: 1}]\n"
    home = front(pages_of(STORIES, fronts={"home": text}, site=config("page_size: 10\n", CONFIG))["/id/"])
    assert home.lead is not None
    assert (home.kind, home.title, home.url) == ("home", "Koran Contoh", "/id/")
    assert (home.lead.title, titles(home.seconds)) == ("S1 id", ["S6 id"])
    assert [titles(strip.cards) for strip in home.strips] == [["S4 id"]]
    assert titles(home.river) == ["S3 id", "S2 id"]


CONFIG = """\
title: {id: Koran Contoh, en: The Example}
base_url: https://koran.example
sections:
  nasional: {id: Nasional, en: National}
  dunia: {id: Dunia, en: World, description: {en: From abroad.}}
"""


def test_only_the_lists_of_all_stories_are_called_by_the_sites_name_alone() -> None:
    called = document("s7/index.id.md", "title: Koran Contoh Terbit\ndate: 2024-01-07\n")
    unclosed = document("s8/index.id.md", "title: Koran Contoh (12x\ndate: 2024-01-08\n")
    pages = pages_of([*STORIES, called, unclosed], site=config("page_size: 2\n", CONFIG))
    titled = {page.inputs.head.title for page in pages.values() if page.layout == "article.html"}
    assert "Koran Contoh Terbit – Koran Contoh" in titled
    assert "Koran Contoh (12x – Koran Contoh" in titled
    homes = {
        page.inputs.head.title for page in pages.values() if page.layout == "home.html" and page.lang == "id"
    }
    assert homes == {"Koran Contoh"}
    lists = {
        page.inputs.head.title for page in pages.values() if page.layout == "list.html" and page.lang == "id"
    }
    assert {"Koran Contoh (1)", "Koran Contoh (2)"} <= lists


def test_an_old_story_may_be_pinned_and_older_pages_stay_what_they_are() -> None:
    plain = pages_of(STORIES)
    pinned = pages_of(STORIES, fronts={"home": "lead: {pins: [s1]}\n"})
    assert {u for u in plain if plain[u].inputs != pinned[u].inputs} == {"/id/", "/en/"}
    assert front(pinned["/id/"]).turn == front(plain["/id/"]).turn
    assert "S1 id" in [front(pinned["/id/"]).lead.title]  # type: ignore[union-attr]


def test_a_strip_leads_to_the_list_of_its_stories_where_there_is_one() -> None:
    text = """\
strips:
  - {section: nasional, count: 1}
  - {tag: Banjir, count: 1, title: {id: Air, en: Water}}
  - {title: {id: Campuran}, section: [nasional, dunia], count: 1}
"""
    pages = pages_of(STORIES, fronts={"home": "seconds: {count: 0}\n" + text})
    links = [(strip.link.name, strip.link.url) for strip in front(pages["/en/"]).strips]
    assert links == [("National", "/en/national/"), ("Water", "/en/tag/banjir/"), ("Campuran", "")]


def test_a_story_without_a_pair_is_hidden_or_marked_or_shown_here() -> None:
    text = "lead: {pins: [s2]}\nseconds: {pins: [s5]}\n"
    found = {}
    for missing in ("hide", "badge", "page"):
        pages = pages_of(STORIES, site=config(f"missing_translation: {missing}\n"), fronts={"home": text})
        lead = front(pages["/en/"]).lead
        assert lead is not None
        found[missing] = (lead.title, lead.lang, lead.url)
    assert found == {
        "hide": ("S6 en", "en", "/en/2024/01/s6/"),
        "badge": ("S2 id", "id", "/id/2024/01/s2/"),
        "page": ("S2 id", "id", "/en/2024/01/s2/"),
    }


def test_the_front_of_a_section_is_the_head_of_its_list() -> None:
    site = config("page_size: 1\n", CONFIG)
    plain = pages_of(STORIES, site=site)
    pages = pages_of(STORIES, site=site, fronts={"dunia": "seconds: {count: 1}\n"})
    assert pages.keys() == plain.keys()
    assert {u for u in plain if plain[u].layout != pages[u].layout} == {"/id/dunia/", "/en/world/"}
    world = front(pages["/en/world/"])
    assert (world.kind, world.title, world.description) == ("section", "World", "From abroad.")
    assert (world.feed, world.turn.older) == ("/en/world/feed.xml", "/en/world/page/1/")
    assert world.head == plain["/en/world/"].inputs.head  # type: ignore[attr-defined]
    assert next(link for link in world.shell.sections if link.current).url == "/en/world/"


OWN = """\
title: {id: Banjir besar, en: The flood}
slug: {en: the-flood}
description: {en: All of it.}
tag: Banjir
seconds: {count: 2}
river: 2
"""


def test_a_front_with_another_name_is_a_page_of_its_own_in_each_edition() -> None:
    pages = pages_of(STORIES, fronts={"banjir-besar": OWN})
    ours, theirs = front(pages["/id/banjir-besar/"]), front(pages["/en/the-flood/"])
    assert (ours.kind, ours.title, ours.description) == ("page", "Banjir besar", "")
    assert (theirs.title, theirs.description, theirs.feed) == ("The flood", "All of it.", "")
    assert theirs.head.title == "The flood – The Example"
    assert titles([theirs.lead, *theirs.seconds, *theirs.river]) == [
        "S6 en",
        "S5 en",
        "S4 en",
        "S3 en",
        "S1 en",
    ]
    alternates = {a.hreflang: a.url for a in ours.head.alternates}
    assert alternates["en"] == "https://koran.example/en/the-flood/"
    assert [(each.lang, each.url, each.same) for each in ours.editions] == [
        ("id", "/id/banjir-besar/", True),
        ("en", "/en/the-flood/", True),
    ]
    assert msgspec.json.decode(ours.head.structured)["@graph"][0]["@type"] == "BreadcrumbList"


def test_every_page_leads_to_it_and_so_does_the_sitemap() -> None:
    pages = pages_of(STORIES, fronts={"banjir-besar": OWN})
    assert [link.name for link in front(pages["/en/"]).shell.sections] == ["National", "World", "The flood"]
    places = [place.url for place in pages["/sitemap-en-pages.xml"].inputs.places]  # type: ignore[attr-defined]
    assert places.count("https://koran.example/en/the-flood/") == 1


def test_an_empty_one_stays_for_those_who_come_and_is_not_to_be_found() -> None:
    pages = pages_of(STORIES, fronts={"gempa": "title: {id: Gempa}\nkey: gempa/*\n"})
    assert "/en/gempa/" not in pages
    page = front(pages["/id/gempa/"])
    assert (page.lead, page.strips, page.head.robots, page.head.alternates) == (
        None,
        (),
        "noindex, follow",
        (),
    )
    assert [each.url for each in page.editions] == ["/id/gempa/", "/en/"]


def test_a_page_of_its_own_never_takes_the_address_of_another() -> None:
    site = good_site(STORIES, fronts={"tag": "title: Tag\n"})
    urls = [page.url for page in make_pages(site)]
    assert urls.count("/id/tag/") == 2  # planning names both


def test_a_story_says_why_others_are_related_to_it() -> None:
    documents = [
        document("a.id.md", "title: A\ndate: 2024-01-01\ntags: [x, y]"),
        document("b.id.md", "title: B\ndate: 2024-01-02\ntags: [q, y, x]"),
    ]
    inputs = pages_of(documents)["/id/2024/01/b/"].inputs
    assert isinstance(inputs, ArticleInputs)
    assert [(one.card.title, one.shared) for one in inputs.related] == [("A", ("y", "x"))]
