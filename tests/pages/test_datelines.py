"""Datelines: how a language prints who reported a story, and from where."""

import json
from typing import Any

import pytest
from newsroom import config, document, pages_of

from site_gen.config import Language, read_config
from site_gen.pages.datelines import dateline_of
from site_gen.pages.making import WRITERS

SEED = ("Moskow", "TEMPO.CO", "2016-11-15T09:00:00+07:00")
GLOSSARY = """\
moskow: {type: place, id: Moskow, en: Moscow}
mataram: {type: place, name: Mataram}
ntb: {type: place, id: Nusa Tenggara Barat, en: West Nusa Tenggara, aliases: [NTB]}
"""


def language(code: str, more: str = "") -> Language:
    text = f"title: K\nbase_url: https://k.example\nlanguages:\n  id:\n  en:\n  {code}: {{{more}}}\n"
    return read_config(text.replace(f"  {code}:\n", "", 1)).language(code)


@pytest.mark.parametrize(
    ("code", "place", "outlet", "printed"),
    [
        ("id", "Moskow", "TEMPO.CO", "TEMPO.CO, Moskow –"),
        ("id", "Moskow", "", "Moskow –"),
        ("id", "", "VIVA", "VIVA –"),
        ("id", "Mataram, NTB", "ANTARA", "ANTARA, Mataram, NTB –"),
        ("id", "", "", None),
        ("en", "Moscow", "TEMPO.CO", "MOSCOW (TEMPO.CO) —"),
        ("en", "Moscow", "", "MOSCOW —"),
        ("en", "", "Reuters", "Reuters —"),
        ("en", "Beijing/Moscow", "Reuters", "BEIJING/MOSCOW (Reuters) —"),
        ("en", "Mataram, West Nusa Tenggara", "", "MATARAM, West Nusa Tenggara —"),
    ],
)
def test_a_language_has_a_style_of_its_own(code: str, place: str, outlet: str, printed: str | None) -> None:
    found = dateline_of(language(code), place, outlet, SEED[2])
    assert (found.text + found.mark if found else None) == printed


@pytest.mark.parametrize(
    ("code", "pattern", "text", "mark"),
    [
        ("id", "{PLACE}, {outlet} -", "MOSKOW, TEMPO.CO", " -"),
        ("id", "{place}, {date} ({outlet}) -", "Moskow, 15/11 (TEMPO.CO)", " -"),
        ("id", "{place}, {outlet} --", "Moskow, TEMPO.CO", " --"),
        ("id", "{outlet} - {PLACE}.", "TEMPO.CO - MOSKOW", "."),
        ("id", "{place}:", "Moskow", ":"),
        ("id", "{place}", "Moskow", ""),
        ("id", "{outlet}, {place} (BBC)", "TEMPO.CO, Moskow (BBC)", ""),
        ("id", "{place}, {date:d MMMM y} –", "Moskow, 15 November 2016", " –"),
        ("en", "{PLACE}, {date} —", "MOSKOW, Nov. 15", " —"),
        ("en", "{PLACE}, {date:MMM d} ({outlet}) -", "MOSKOW, Nov 15 (TEMPO.CO)", " -"),
    ],
)
def test_a_newsroom_writes_its_own_pattern(code: str, pattern: str, text: str, mark: str) -> None:
    found = dateline_of(language(code, f'dateline: "{pattern}"'), *SEED)
    assert found and (found.text, found.mark) == (text, mark)


@pytest.mark.parametrize(
    ("locale", "month", "printed"),
    [("en_US", 5, "May 15"), ("en_US", 9, "Sept. 15"), ("en_GB", 9, "15 Sept"), ("id_ID", 9, "15/9")],
)
def test_a_day_is_written_as_the_press_of_the_language_does(locale: str, month: int, printed: str) -> None:
    code = locale[:2]
    found = dateline_of(
        language(code, f"locale: {locale}, dateline: '{{date}} –'"), "", "", f"2016-{month:02}-15"
    )
    assert found and found.text == printed


def test_the_first_pattern_that_the_story_has_every_part_of_is_taken() -> None:
    own = language("id", "dateline: ['{place} ({outlet}) –', 'KORAN, {place} –']")
    assert dateline_of(own, *SEED) and dateline_of(own, *SEED).text == "Moskow (TEMPO.CO)"  # type: ignore[union-attr]
    assert dateline_of(own, "Solo", "", SEED[2]).text == "KORAN, Solo"  # type: ignore[union-attr]
    assert dateline_of(own, "", "VIVA", SEED[2]) is None


@pytest.mark.parametrize("nothing", ["dateline: ", "dateline: ''", "dateline: []"])
def test_a_newsroom_may_do_without_datelines(nothing: str) -> None:
    assert dateline_of(language("id", nothing), *SEED) is None


def article(url: str, *stories: Any, **more: Any) -> Any:
    return pages_of(stories, glossary=GLOSSARY, **more)[url].inputs


def test_a_place_is_printed_as_the_edition_calls_it_whatever_the_file_says() -> None:
    front = "dateline: Moskow\noutlet: TEMPO.CO\n"
    both = document("a/index.id.md", front), document("a/index.en.md", front)
    shown = {code: article(f"/{code}/2024/01/a/", *both) for code in ("id", "en")}
    assert {code: one.dateline.text for code, one in shown.items()} == {
        "id": "TEMPO.CO, Moskow",
        "en": "MOSCOW (TEMPO.CO)",
    }
    assert {code: one.place for code, one in shown.items()} == {"id": "Moskow", "en": "Moscow"}


def test_a_story_in_another_language_keeps_its_dateline_and_says_the_place_to_its_readers() -> None:
    site = config("missing_translation: page\n")
    one = document("a.id.md", "dateline: Moskow\n", site=site)
    shown = article("/en/2024/01/a/", one, site=site)
    assert (shown.dateline.text, shown.dateline.mark, shown.place) == ("Moskow", " –", "Moscow")
    home = article("/en/", one, site=site)
    assert home.lead.place == "Moscow"


def thing(url: str, *stories: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(article(url, *stories).head.structured)["@graph"][0]
    return found


def test_structured_data_names_each_town_and_where_it_lies() -> None:
    one = thing("/en/2024/01/a/", document("a.en.md", "dateline: Mataram, NTB\n"))
    assert one["dateline"] == "Mataram, NTB"
    two = thing("/en/2024/01/a/", document("a.en.md", "dateline: Mataram, Nusa Tenggara Barat/Moskow\n"))
    assert two["dateline"] == "Mataram, West Nusa Tenggara/Moscow"
    assert two["locationCreated"] == [
        {
            "@type": "Place",
            "name": "Mataram",
            "containedInPlace": {"@type": "Place", "name": "West Nusa Tenggara"},
        },
        {"@type": "Place", "name": "Moscow"},
    ]


def test_ninjs_is_located_in_the_words_of_its_language() -> None:
    site = config("outputs: [ninjs]\n")
    pages = pages_of([document("a.en.md", "dateline: Moskow\n", site=site)], site=site, glossary=GLOSSARY)
    page = pages["/en/2024/01/a/ninjs.json"]
    assert json.loads(WRITERS[page.layout](page.inputs))["located"] == "Moscow"
