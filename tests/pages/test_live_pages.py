"""A live story: entries newest first, what has not come yet nowhere, and an end."""

import json
import re
from typing import Any

import msgspec
import pytest
from machine_formats import wrong_with
from newsroom import build_site, document, instant, pages_of, story, tree, write_project

from site_gen.build import BuildReport
from site_gen.documents.document import Document
from site_gen.documents.prose import read_prose
from site_gen.pages.inputs import ArticleInputs, HomeInputs
from site_gen.pages.markdown import write_markdown
from site_gen.pages.ninjs import write_ninjs
from site_gen.pages.page import Page
from site_gen.pages.records import Record, last_announced, last_change
from site_gen.site.release import as_released, instants
from site_gen.site.values import Release

FRONT = "title: Banjir\ndate: 2024-01-10 18:30\nlive: {started: 2024-01-10 18:00, ended: 2024-01-11 09:00}\n"
BODY = """\
Pokok berita.

## 2024-01-11 00:20 Air surut

Turun.

## 21:15

Catatan [lain](b.id.md).

## 19:05 Siaga satu

Naik.

## 2024-01-11 08:00 Rahasia

Belum.
"""
OTHER = document("b.id.md", "date: 2024-01-09")


def banjir(front: str = FRONT, body: str = BODY, path: str = "a.id.md") -> Document:
    return document(path, front, body)


def article(now: str, *documents: Document, url: str = "/id/2024/01/a/", **more: Any) -> ArticleInputs:
    inputs = pages_of([*(documents or (banjir(),)), OTHER], now=now, **more)[url].inputs
    assert isinstance(inputs, ArticleInputs)
    return inputs


def titles(inputs: ArticleInputs) -> list[str]:
    assert inputs.live is not None
    return [entry.title for entry in inputs.live.entries]


@pytest.mark.parametrize(
    ("now", "shown", "ended"),
    [
        ("2024-01-10 18:30", [], ""),
        ("2024-01-10 19:04:59", [], ""),
        ("2024-01-10 19:05", ["Siaga satu"], ""),
        ("2024-01-11 07:59:59", ["Air surut", "", "Siaga satu"], ""),
        ("2024-01-11 08:00", ["Rahasia", "Air surut", "", "Siaga satu"], ""),
        ("2024-01-11 08:59:59", ["Rahasia", "Air surut", "", "Siaga satu"], ""),
        ("2024-01-11 09:00", ["Rahasia", "Air surut", "", "Siaga satu"], "2024-01-11T09:00:00+07:00"),
    ],
)
def test_an_entry_is_seen_from_its_time_on_and_the_end_from_its(
    now: str, shown: list[str], ended: str
) -> None:
    inputs = article(now)
    assert titles(inputs) == shown
    assert inputs.live is not None
    assert (inputs.live.started, inputs.live.ended) == ("2024-01-10T18:00:00+07:00", ended)


def test_the_end_that_is_planned_is_nobodys_business_before_it_has_come() -> None:
    inputs = article("2024-01-11 08:30")
    assert "coverageEndTime" not in inputs.head.structured
    assert inputs.live is not None
    assert inputs.live.updated == "2024-01-11T08:00:00+07:00"


def test_a_preview_shows_all_entries() -> None:
    assert titles(article("2024-01-10 18:30", everything=True))[0] == "Rahasia"


def test_an_entry_of_another_day_is_told_apart_from_those_of_one_day() -> None:
    late, early = article("2024-01-11 01:00").live, article("2024-01-10 23:00").live
    assert late is not None
    assert early is not None
    assert (late.several_days, early.several_days) == (True, False)


def test_lists_say_that_a_story_is_live_until_it_ends_and_give_no_reading_time() -> None:
    for now, live in (("2024-01-11 08:59:59", True), ("2024-01-11 09:00", False)):
        home = pages_of([banjir(), OTHER], now=now)["/id/"].inputs
        assert isinstance(home, HomeInputs)
        assert home.lead is not None
        assert (home.lead.live, home.lead.minutes) == (live, 0)
        assert all(card.minutes and not card.live for card in home.seconds)


def test_every_time_at_which_it_changes_by_itself_is_known() -> None:
    assert set(instants([banjir()])) == {
        instant(text)
        for text in (
            "2024-01-10 18:30",
            "2024-01-10 19:05",
            "2024-01-10 21:15",
            "2024-01-11 00:20",
            "2024-01-11 08:00",
            "2024-01-11 09:00",
        )
    }
    assert instants([banjir(FRONT + "draft: true\n")]) == ()


def test_what_an_entry_links_to_is_looked_at_once_it_is_seen() -> None:
    body = BODY.replace("Belum.", "[x](rahasia.id.md) ![y](rahasia.png)")
    seen = as_released(banjir(body=body), Release(instant("2024-01-11 07:00")))
    assert [link.target for link in seen.links] == ["b.id.md"]
    assert seen.pictures == ()
    assert "t-2024-01-11-0800" not in seen.anchors
    whole = as_released(banjir(body=body), Release(instant("2024-01-11 08:00")))
    assert {link.target for link in whole.links} == {"b.id.md", "rahasia.id.md"}
    assert [one.target for one in whole.pictures] == ["rahasia.png"]


def test_entries_of_two_languages_have_one_place() -> None:
    english = banjir(FRONT.replace("Banjir", "Flood"), "## 19:05 Alert\n\n## 2024-01-11 00:20 x\n", "a.en.md")
    here = article("2024-01-11 07:00", banjir(), english).live
    there = article("2024-01-11 07:00", banjir(), english, url="/en/2024/01/a/").live
    assert here is not None
    assert there is not None
    assert {entry.anchor for entry in there.entries} == {"t-2024-01-10-1905", "t-2024-01-11-0020"}
    assert {entry.anchor for entry in there.entries} < {entry.anchor for entry in here.entries}


def test_a_translation_is_not_called_stale_while_the_story_is_live() -> None:
    translation = FRONT.replace("Banjir", "Flood") + "translates: r1-0000000000000000\n"
    english = banjir(translation, "## 19:05 Alert\n", "a.en.md")
    for now, stale in (("2024-01-11 08:00", False), ("2024-01-11 09:00", True)):
        assert article(now, banjir(), english, url="/en/2024/01/a/").stale is stale


def test_a_live_story_that_was_withdrawn_has_no_entries() -> None:
    gone = FRONT + "corrections: [{at: 2024-01-11, kind: retraction, text: Salah.}]\n"
    inputs = article("2024-01-12", banjir(gone))
    assert inputs.live is None
    assert "liveBlogUpdate" not in inputs.head.structured


def test_structured_data_says_what_is_covered_and_when() -> None:
    thing = msgspec.json.decode(article("2024-01-11 09:00").head.structured)["@graph"][0]
    assert wrong_with(thing, "news_article.schema.json") == []
    assert thing["@type"] == ["LiveBlogPosting", "NewsArticle"]
    assert (thing["coverageStartTime"], thing["coverageEndTime"]) == (
        "2024-01-10T18:00:00+07:00",
        "2024-01-11T09:00:00+07:00",
    )
    url = "https://koran.example/id/2024/01/a/#t-2024-01-11-0020"
    assert thing["liveBlogUpdate"][1] == {
        "@type": "BlogPosting",
        "@id": url,
        "url": url,
        "headline": "Air surut",
        "datePublished": "2024-01-11T00:20:00+07:00",
        "description": "Turun.",
    }
    assert thing["liveBlogUpdate"][2]["headline"] == "Catatan lain."
    assert thing["dateModified"] == "2024-01-11T08:00:00+07:00"


def test_an_entry_with_a_title_is_announced_and_one_without_is_not() -> None:
    for now, changed, announced in (
        ("2024-01-10 18:40", "2024-01-10T18:30:00+07:00", "2024-01-10T18:30:00+07:00"),
        ("2024-01-10 20:00", "2024-01-10T19:05:00+07:00", "2024-01-10T19:05:00+07:00"),
        ("2024-01-10 22:00", "2024-01-10T21:15:00+07:00", "2024-01-10T19:05:00+07:00"),
        ("2024-01-11 01:00", "2024-01-11T00:20:00+07:00", "2024-01-11T00:20:00+07:00"),
    ):
        seen = as_released(banjir(), Release(instant(now)))
        assert (last_change(seen), last_announced(seen)) == (changed, announced)


def record(page: Page) -> Record:
    assert isinstance(page.copy, Record)
    return page.copy


def files(now: str) -> tuple[Page, list[str]]:
    """The page of the story's Markdown, and the html of its entries."""
    from newsroom import config

    site = config("outputs: [ninjs, markdown, api]\n")
    page = pages_of([banjir(), OTHER], now=now, site=site)["/id/2024/01/a/index.md"]
    live = record(page).live
    assert live is not None
    texts = []
    for entry in live.entries:
        prose, _ = read_prose(f"Isi {entry.anchor}.[^1]\n\n[^1]: Catatan.\n", "x.md", 1, _rules())
        assert prose is not None
        texts.append(prose.html)
    return page, texts


def _rules() -> Any:
    from site_gen.documents.prose import ProseRules

    return ProseRules()


def test_the_markdown_twin_has_the_entries_under_their_times() -> None:
    page, texts = files("2024-01-11 07:00")
    written = write_markdown(record(page), "<p>Atas.</p>", texts).decode()
    assert re.findall("^## (.*)$", written, re.MULTILINE) == [
        "2024-01-11 00:20 Air surut",
        "2024-01-10 21:15",
        "2024-01-10 19:05 Siaga satu",
    ]
    assert 'live: "true"' in written
    assert "Rahasia" not in written
    notes = re.findall(r"^\[\^(.*?)\]:", written, re.MULTILINE)
    assert len(notes) == len(set(notes)) == 3
    assert "\n# Banjir\n\nAtas.\n\n## 2024-01-11 00:20 Air surut\n\nIsi" in written


def test_ninjs_has_the_entries_in_its_body() -> None:
    page, texts = files("2024-01-11 07:00")
    ninjs = json.loads(write_ninjs(record(page), "<p>Atas.</p>", texts))
    assert wrong_with(ninjs, "ninjs.schema.json") == []
    (body,) = ninjs["bodies"]
    assert re.findall(r'<section id="(.*?)">', body["value"]) == [
        "t-2024-01-11-0020",
        "t-2024-01-10-2115",
        "t-2024-01-10-1905",
    ]
    assert ninjs["versionCreated"] == "2024-01-11T00:20:00+07:00"


NOW = "2024-01-11 07:00"
CONFIG = """\
title: {id: Koran Contoh, en: The Example}
base_url: https://koran.example
languages: [id, en]
outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]
"""


@pytest.fixture
def project(tmp_path: Any) -> Any:
    live = "live: {started: 2024-01-10 18:00, ended: 2024-01-11 09:00}\ntags: [Banjir]\n"
    files = {
        "config.yaml": CONFIG,
        "content/a.id.md": story(live, BODY, "Banjir", "2024-01-10 18:30"),
        "content/b.id.md": story("tags: [Banjir]\n", date="2024-01-09"),
        "content/c.id.md": story(date="2024-01-11"),
    }
    project = write_project(tmp_path / "koran", files)
    build_site(project, NOW)
    return project


def edited(project: Any, old: str, new: str, now: str = NOW) -> BuildReport:
    path = project / "content" / "a.id.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    report = build_site(project, now)
    build_site(project, now, cache=None, output=project / "lain")
    assert tree(project / "public") == tree(project / "lain")
    return report


OWN = {"id/2024/01/a/index.html", "id/2024/01/a/index.md", "id/2024/01/a/ninjs.json"}
CHANGED = OWN | {"api/v1/id/latest.json", "sitemap-id-1.xml"}
FEEDS = {"id/feed.json", "id/feed.xml", "id/tag/banjir/feed.json", "id/tag/banjir/feed.xml"}


def test_a_word_in_an_entry_touches_the_story_alone(project: Any) -> None:
    assert set(edited(project, "Naik.", "Naik lagi.").written) == OWN


def test_so_does_a_word_in_what_stands_on_top(project: Any) -> None:
    report = edited(project, "Pokok berita.", "Pokok kabar.")
    assert set(report.written) == OWN
    assert "Naik." in (project / "public/id/2024/01/a/index.html").read_text()


def test_an_edit_of_an_entry_that_waits_touches_nothing(project: Any) -> None:
    report = edited(project, "Belum.", "Belum juga.")
    assert (report.written, report.removed) == ((), ())


def test_a_note_touches_the_story_and_what_says_when_it_changed(project: Any) -> None:
    assert set(edited(project, "## 21:15", "## 2024-01-11 06:00\n\nKecil.\n\n## 21:15").written) == CHANGED


def test_an_entry_with_a_title_touches_the_feeds_as_well(project: Any) -> None:
    written = set(edited(project, "## 21:15", "## 2024-01-11 06:00 Besar\n\nx\n\n## 21:15").written)
    assert written == CHANGED | FEEDS


def test_an_entry_comes_at_its_moment_without_any_edit(project: Any) -> None:
    assert build_site(project, NOW).next_instant == instant("2024-01-11 08:00")
    before = tree(project / "public")
    quiet = build_site(project, "2024-01-11 07:59:59")
    assert (quiet.written, quiet.removed, quiet.rendered) == ((), (), 0)
    assert set(build_site(project, "2024-01-11 08:00").written) == CHANGED | FEEDS
    build_site(project, NOW)
    assert tree(project / "public") == before


def test_the_end_touches_the_story_and_the_lists_that_call_it_live(project: Any) -> None:
    build_site(project, "2024-01-11 08:59:59")
    report = build_site(project, "2024-01-11 09:00")
    assert set(report.written) >= {"id/2024/01/a/index.html", "id/index.html", "id/tag/banjir/index.html"}
    assert not FEEDS & set(report.written)
    assert build_site(project, "2024-01-11 09:00").written == ()


def test_the_texts_of_entries_outlive_a_cleaning_of_the_memory(project: Any) -> None:
    from site_gen.cache.memory import Cache
    from site_gen.engine import engine_digest
    from site_gen.reading.project import Request, read_config, read_project
    from site_gen.standing import blobs_in_use

    request = Request(project, instant(NOW), cache=project / ".site_gen")
    cache = Cache(request.cache, engine_digest())
    used = blobs_in_use(read_project(request, read_config(project, cache), cache), cache)
    texts = [text for known in cache.known.documents.values() for text in known.texts]
    assert len(texts) == 4
    assert set(texts) <= used


def test_a_text_that_was_lost_is_read_again(project: Any) -> None:
    from site_gen.cache.memory import Cache
    from site_gen.engine import engine_digest

    cache = Cache(project / ".site_gen", engine_digest())
    lost = {text for known in cache.known.documents.values() for text in known.texts}
    kept = {name for known in cache.known.documents.values() for name in (known.record, known.body)}
    cache.blobs.rewrite(kept - lost - {""})
    assert set(edited(project, "title: Banjir", "title: Air").written) >= OWN
