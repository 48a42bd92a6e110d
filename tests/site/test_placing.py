"""What stands on a front: pins, rules, clocks, languages, and no story twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import config, document, front, good_site, instant, pages_of, site_of

from site_gen.documents.document import Document
from site_gen.site.fronts import pin_ends
from site_gen.site.values import Article, FrontPage, Site

WORDS = {"n": "nasional", "d": "dunia"}


def story(n: int, section: str = "", more: str = "", lang: str = "id") -> Document:
    """`s01`, `s02` …: one a day, the higher the newer."""
    lines = f"title: S{n}\ndate: 2024-01-{n:02}\n" + (f"section: {WORDS[section]}\n" if section else "")
    return document(f"s{n:02}.{lang}.md", lines + more)


NINE = [story(n, "n" if n % 3 else "d", "tags: [Banjir]\n" if n in (1, 4) else "") for n in range(1, 10)]
"""Nine stories; every third is from abroad, two are of a flood."""


def shown(page: FrontPage) -> str:
    """`9 | 8 7 6 | 5 4 / 3`: the lead, the seconds, the strips."""

    def keys(articles: tuple[Article, ...]) -> str:
        return " ".join([article.document.key.lstrip("s0") for article in articles])

    lead = keys((page.lead,)) if page.lead else "-"
    return " | ".join([lead, keys(page.seconds), " / ".join(keys(strip.articles) for strip in page.strips)])


def home(text: str, documents: list[Document] = NINE, code: str = "id", **more: object) -> str:
    """The home page's front in one edition; without strips, if it does not speak of them."""
    text += "" if "strips" in text else "\nstrips: []\n"
    site = good_site(documents, fronts={"home": text}, **more)
    return shown(edition(site, code).fronts["home"])


def edition(site: Site, code: str) -> object:
    return next(each for each in site.editions if each.language.code == code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "9 | 8 7 6 | "),
        ("seconds: {count: 1}", "9 | 8 | "),
        ("seconds: {count: 0}", "9 |  | "),
        ("lead: {section: dunia}", "9 | 8 7 6 | "),
        ("lead: {tag: Banjir}", "4 | 9 8 7 | "),
        ("lead: {section: dunia, tag: Banjir}", "9 | 8 7 6 | "),
        ("lead: {key: 's0[35]'}", "5 | 9 8 7 | "),
        ("lead: {pins: [s02]}", "2 | 9 8 7 | "),
        ("lead: {pins: [s02, s03]}", "2 | 9 8 7 | "),
        ("seconds: {pins: [s02, s02, s01]}", "9 | 2 1 8 | "),
        ("seconds: {pins: [s09]}", "8 | 9 7 6 | "),
        ("seconds: {pins: [s01], newest: no}", "9 | 1 | "),
        ("lead: {newest: no}", "9 | 8 7 | "),
        ("seconds: {count: 2, section: dunia}", "9 | 6 3 | "),
        ("strips: [{section: dunia}]", "9 | 8 7 6 | 3"),
        ("strips: [{section: dunia, count: 1}, {title: T, newest: yes}]", "9 | 8 7 6 | 3 / 5 4 2 1"),
        ("strips: [{title: T, pins: [s09, s01]}]", "8 | 7 6 5 | 9 1"),
        ("strips: [{section: nasional, pins: [s03], count: 2}]", "9 | 8 7 6 | 3 5"),
        ("strips: [{title: T, section: [nasional, dunia], count: 24}]", "9 | 8 7 6 | 5 4 3 2 1"),
        ("strips: [{title: T, key: nothing/*}]", "9 | 8 7 6 | "),
        ("lead: {pins: [s02]}\nseconds: {pins: [s02]}\nstrips: [{title: T, pins: [s02]}]", "2 | 2 9 8 | 2"),
    ],
)
def test_a_place_is_filled_by_its_pins_and_then_by_its_rule(text: str, expected: str) -> None:
    assert home(text) == expected


@pytest.mark.parametrize(
    "name", ["s02", "content/s02.id.md", "s02.id.md", "s02.id", "content/s02", "s02/", "content/s02/"]
)
def test_a_pin_names_a_story_in_any_way_that_a_link_does(name: str) -> None:
    assert home(f"lead: {{pins: [{name}]}}").startswith("2 |")


@pytest.mark.parametrize("name", ["2024/01/x", "content/2024/01/x/index.en.md", "2024/01/x/index.en", "satu"])
def test_a_pin_of_a_story_with_a_key_of_its_own_finds_it_by_key_and_by_file(name: str) -> None:
    documents = [*NINE, document("2024/01/x/index.en.md", "key: satu"), document("y.id.md", "key: satu")]
    lead = (
        edition(good_site(documents, fronts={"home": f"lead: {{pins: [{name}]}}"}), "en").fronts["home"].lead
    )
    assert lead is not None and lead.document.key == "satu"


# -- without a file --


def test_without_a_file_the_newest_stand_on_top_and_then_sections_with_a_full_row() -> None:
    documents = [story(n, "n" if n < 8 else "d") for n in range(1, 13)]
    page = good_site(documents).editions[0].fronts["home"]
    assert shown(page) == "12 | 11 10 9 | 7 6 5 4"
    assert [strip.term.id for strip in page.strips if strip.term] == ["nasional"]


# -- clocks --

CLOCKS = {
    "before": "2024-02-01 05:59:59",
    "at the end": "2024-02-01 06:00",
    "after": "2024-02-01 06:00:01",
    "in UTC": "2024-01-31T22:59:59Z",
}


@pytest.mark.parametrize(("clock", "there"), [*zip(CLOCKS.values(), [True, False, False, True], strict=True)])
def test_a_pin_ends_at_its_instant(clock: str, there: bool) -> None:
    lines = "lead: {pins: [{story: s02, until: 2024-02-01 06:00}]}\nstrips: []\n"
    assert home(lines, now=clock) == ("2 | 9 8 7 | " if there else "9 | 8 7 6 | ")


@pytest.mark.parametrize(
    ("more", "clock", "there"),
    [
        ("draft: true", "2024-02-01", False),
        ("embargo: 2024-02-01 06:00", "2024-02-01 05:59:59", False),
        ("embargo: 2024-02-01 06:00", "2024-02-01 06:00", True),
        ("expires: 2024-02-01 06:00", "2024-02-01 05:59:59", True),
        ("expires: 2024-02-01 06:00", "2024-02-01 06:00", False),
        ("corrections: [{at: 2024-01-09, kind: retraction, text: Keliru.}]", "2024-02-01", False),
    ],
)
def test_a_pin_of_a_story_that_readers_cannot_see_is_passed_over(more: str, clock: str, there: bool) -> None:
    documents = [*NINE, document("x.id.md", f"title: X\ndate: 2023-01-01\n{more}\n")]
    assert home("lead: {pins: [x]}", documents, now=clock) == ("x | 9 8 7 | " if there else "9 | 8 7 6 | ")


def test_a_preview_shows_the_pins_of_drafts_too() -> None:
    documents = [*NINE, document("x.id.md", "draft: true")]
    site, _ = site_of(documents, fronts={"home": "lead: {pins: [x]}"}, everything=True)
    assert shown(site.editions[0].fronts["home"]).startswith("x |")


@pytest.mark.parametrize(
    ("more", "everything", "told"),
    [
        ("", False, True),
        ("draft: true", False, False),
        ("draft: true", True, True),
        ("embargo: 2024-02-02", False, False),
        ("embargo: 2024-02-01 05:59:59", False, True),
        ("embargo: 2024-02-01 06:00", False, False),
        ("expires: 2024-02-01 05:59", False, False),
        ("expires: 2024-02-01 06:00", False, True),
    ],
)
def test_the_end_of_a_pin_is_an_instant_if_anyone_sees_its_story_then(
    more: str, everything: bool, told: bool
) -> None:
    fronts = [front("home", "lead: {pins: [{story: x, until: 2024-02-01 06:00}]}")]
    ends = pin_ends(fronts, [document("x.id.md", more)], ("id", "en"), everything)
    assert list(ends) == ([instant("2024-02-01 06:00")] if told else [])


# -- languages --

PAIR = [story(1), story(1, lang="en"), story(2), story(3, lang="en"), story(4), story(4, lang="en")]


@pytest.mark.parametrize(
    ("missing", "code", "expected"),
    [
        ("hide", "id", "2 | 1 4 | "),
        ("hide", "en", "4 | 3 1 | "),
        ("badge", "id", "2 | 3 1 4 | "),
        ("badge", "en", "2 | 3 1 4 | "),
        ("page", "id", "2 | 3 1 4 | "),
        ("page", "en", "2 | 3 1 4 | "),
    ],
)
def test_one_file_serves_all_editions_and_a_story_without_a_pair_is_what_the_site_says(
    missing: str, code: str, expected: str
) -> None:
    text = "lead: {pins: [s02]}\nseconds: {pins: [s03, s01]}\n"
    site = config(f"missing_translation: {missing}\n")
    assert home(text, PAIR, code, site=site) == expected


def test_a_pinned_guest_leads_where_the_edition_shows_it() -> None:
    for missing, url in (("badge", "/id/2024/01/s02/"), ("page", "/en/2024/01/s02/")):
        site = good_site(
            PAIR, site=config(f"missing_translation: {missing}\n"), fronts={"home": "lead: {pins: [s02]}"}
        )
        lead = edition(site, "en").fronts["home"].lead
        assert lead is not None and (lead.url, lead.document.lang) == (url, "id")


# -- sections, and pages of their own --


def test_the_front_of_a_section_has_its_stories_and_what_is_pinned() -> None:
    text = "seconds: {count: 1, pins: [s08]}\nstrips: [{tag: Banjir, count: 1}, {title: T, newest: yes, count: 2}]"
    page = good_site(NINE, fronts={"dunia": text}).editions[0].fronts["dunia"]
    assert shown(page) == "9 | 8 | 6 3"
    assert page.river == ()


def test_a_page_of_its_own_is_filled_from_what_it_is_about() -> None:
    text = "title: Dunia kita\nsection: dunia\nseconds: {count: 1}\nriver: 1\n"
    page = good_site(NINE, fronts={"dunia-kita": text}).editions[0].fronts["dunia-kita"]
    assert (shown(page), [a.document.key for a in page.river]) == ("9 | 6 | ", ["s03"])


def test_a_page_of_its_own_that_is_about_nothing_has_what_its_places_say() -> None:
    text = "title: Pilihan\nseconds: {pins: [s03, s02]}\nstrips: [{tag: Banjir}]\n"
    page = good_site(NINE, fronts={"pilihan": text}).editions[0].fronts["pilihan"]
    assert shown(page) == "3 | 2 | 4 1"


def test_a_page_of_its_own_is_in_the_editions_that_it_has_a_title_for() -> None:
    site = good_site(NINE, fronts={"pilihan": "title: {id: Pilihan}\n"})
    assert ["pilihan" in each.fronts for each in site.editions] == [True, False]


def test_a_guest_makes_way_for_a_page_of_its_own() -> None:
    site = config("missing_translation: page\npermalink: /{lang}/{slug}/\n")
    fronts = {"pemilu": "title: Pemilu\nslug: {en: election}\n"}
    pages = pages_of([document("a.id.md", "slug: election")], site=site, fronts=fronts)
    (guest,) = [url for url in pages if url.startswith("/en/election-")]
    assert pages["/en/election/"].layout == "home.html"
    assert pages[guest].layout == "article.html"


# -- mistakes --


def problems(text: str, documents: list[Document] = NINE, **more: object) -> list[str]:
    _, found = site_of(documents, fronts={"home": text}, **more)  # type: ignore[arg-type]
    return [str(problem) for problem in found]


def test_a_pin_of_a_story_that_is_not_there_is_a_mistake_at_its_place() -> None:
    long = [document("2024/01/15/banjir-semarang/index.id.md", "title: B")]
    text = "lead:\n  pins: [banjir-semarang]\nseconds: {pins: [2024/01/15/banjir-semarag, zz]}\n"
    assert problems(text, long) == [
        'content/fronts/home.yaml:2:10: error: a pin of a story that is not there: "banjir-semarang"\n'
        '  hint: Did you mean "2024/01/15/banjir-semarang"?',
        'content/fronts/home.yaml:3:18: error: a pin of a story that is not there: "2024/01/15/banjir-semarag"\n'
        '  hint: Did you mean "2024/01/15/banjir-semarang"?',
        'content/fronts/home.yaml:3:45: error: a pin of a story that is not there: "zz"\n'
        "  hint: Name a story by its folder, as in: 2016/11/15/banjir-semarang.",
    ]


def test_a_pin_that_has_ended_is_asked_nothing() -> None:
    text = "lead: {pins: [{story: zz, until: 2024-02-01}]}"
    assert len(problems(text, now="2024-01-31")) == 1
    assert problems(text, now="2024-02-01") == []


def test_the_hint_never_names_a_story_that_readers_cannot_see() -> None:
    hidden = document("2024/01/15/rahasia/index.id.md", "draft: true")
    (said,) = problems("lead: {pins: [2024/01/15/rahasi]}", [*NINE, hidden])
    assert 'rahasia"' not in said


def test_a_standing_page_is_no_story() -> None:
    page = document("pages/tentang/index.id.md", "title: Tentang\nslug: tentang")
    assert len(problems("lead: {pins: [pages/tentang]}", [*NINE, page])) == 1


def test_a_pin_of_a_file_with_a_mistake_is_not_a_second_one() -> None:
    from newsroom import instant as moment

    from site_gen.site.making import make_site
    from site_gen.site.values import Release
    from site_gen.tables.glossary import Glossary

    fronts = [front("home", "lead: {pins: [2024/rusak, content/2024/rusak/index.id.md]}")]
    release = Release(moment("2024-06-01"))
    unread = ["content/2024/rusak/index.id.md"]
    _, found = make_site(NINE, {}, Glossary(()), config(), release, unread, fronts=fronts)
    assert found == []


def test_a_tag_or_author_that_no_story_has_is_a_warning() -> None:
    found = problems("lead: {tag: Banjr}\nseconds: {author: Dewi}\n")
    assert found == [
        'content/fronts/home.yaml:1:13: warning: no story has the tag "Banjr"\n  hint: Did you mean "Banjir"?',
        'content/fronts/home.yaml:2:19: warning: no story has the author "Dewi"\n'
        "  hint: Until one has, it brings nothing here.",
    ]


def test_a_tag_that_only_hidden_stories_have_is_no_news() -> None:
    hidden = document("x.id.md", "draft: true\ntags: [Rahasia]\nauthor: Dewi")
    text = "lead: {tag: rahasia}\nseconds: {author: dewi}\n"
    assert problems(text, [*NINE, hidden]) == []
    assert home(text, [*NINE, hidden]) == "9 |  | "


def test_a_tag_is_found_by_any_of_its_names() -> None:
    glossary = "banjir: {type: topic, id: Banjir, en: Flood, aliases: [Air bah]}\n"
    for tag in ("Banjir", "flood", "air bah", "banjir"):
        assert home(f"lead: {{tag: {tag}}}", glossary=glossary).startswith("4 |")


def test_a_strip_called_after_a_tag_waits_until_readers_can_see_a_story_with_it() -> None:
    hidden = document("x.id.md", "embargo: 2024-02-01\ntags: [Rahasia]")
    text = "strips: [{tag: Rahasia, pins: [s01]}]"
    assert home(text, [*NINE, hidden], now="2024-01-31") == "9 | 8 7 6 | "
    assert home(text, [*NINE, hidden], now="2024-02-01") == "9 | 8 7 6 | 1 x"
    assert (
        home("strips: [{title: T, tag: Rahasia, pins: [s01]}]", [*NINE, hidden], now="2024-01-31")
        == "9 | 8 7 6 | 1"
    )


# -- never twice --

PLACES = st.tuples(
    st.lists(st.integers(1, 9), max_size=3),
    st.sampled_from(["", ", section: nasional", ", tag: Banjir", ", key: 's0[2468]'"]),
    st.integers(1, 4),
)


@given(st.lists(PLACES, min_size=2, max_size=5))
def test_no_story_stands_twice_but_where_it_is_pinned_twice(
    places: list[tuple[list[int], str, int]],
) -> None:
    lines = [f"{{title: T, pins: [{', '.join(f's0{n}' for n in pins)}], count: {count}{rule}}}"
             for pins, rule, count in places]  # fmt: skip
    text = f"seconds: {lines[0].replace('title: T, ', '')}\nstrips: [{', '.join(lines[1:])}]\n"
    text = text.replace("pins: [], count", "pins: [s01], count")
    page = good_site(NINE, fronts={"home": text}).editions[0].fronts["home"]
    keys = [article.document.key for article in page.above]
    pinned = [pin.story for slot in page.front.slots for pin in dict.fromkeys(slot.pins)]
    for key in keys:
        assert keys.count(key) <= max(1, pinned.count(key))
