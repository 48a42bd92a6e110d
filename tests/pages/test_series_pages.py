"""A series has a page in each edition and a box on each of its stories, and a new part touches few of them."""

from typing import Any

import msgspec
from newsroom import build_site, config, document, pages_of, story, write_project

from site_gen.pages.inputs import ArticleInputs, IndexInputs, ListInputs
from site_gen.pages.page import Page

SERIES = """\
kota:
  name: {id: Kota yang Tenggelam, en: The Sinking City}
  description: {id: Lima bulan di pesisir., en: Five months on the coast.}
banjir: {name: {id: Banjir, en: Flood}, running: true}
kosong: {name: Kosong}
"""
STORIES = [
    *(
        document(f"k{n}/index.id.md", f"title: Kota {n}\ndate: 2024-01-{n:02}\nseries: kota")
        for n in range(1, 10)
    ),
    document("k3/index.en.md", "title: City 3\ndate: 2024-01-03\nseries: kota"),
    *(document(f"b{n}.id.md", f"title: Air {n}\ndate: 2024-02-{n:02}\nseries: banjir") for n in range(1, 4)),
]


def pages(**more: Any) -> dict[str, Page]:
    return pages_of(STORIES, series=SERIES, site=config(text=CONFIG_20), **more)


CONFIG_20 = """\
title: {id: Koran Contoh, en: The Example}
base_url: https://koran.example
languages: [id, en]
"""


def listing(page: Page) -> ListInputs:
    assert isinstance(page.inputs, ListInputs)
    return page.inputs


def article(page: Page) -> ArticleInputs:
    assert isinstance(page.inputs, ArticleInputs)
    return page.inputs


def things(structured: str) -> list[dict[str, Any]]:
    return msgspec.json.decode(structured)["@graph"]


def test_a_series_is_listed_in_the_order_of_its_parts_with_their_numbers() -> None:
    inputs = listing(pages()["/id/seri/kota-yang-tenggelam/"])
    assert (inputs.kind, inputs.title, inputs.description) == (
        "series",
        "Kota yang Tenggelam",
        "Lima bulan di pesisir.",
    )
    assert inputs.parts == tuple(range(1, 10))
    assert [card.title for card in inputs.cards][:2] == ["Kota 1", "Kota 2"]
    assert inputs.feed == "/id/seri/kota-yang-tenggelam/feed.xml"


def test_a_running_story_is_listed_newest_first_and_not_counted() -> None:
    inputs = listing(pages()["/id/seri/banjir/"])
    assert inputs.parts == ()
    assert [card.title for card in inputs.cards] == ["Air 3", "Air 2", "Air 1"]


def test_the_pages_of_a_series_are_a_pair_where_both_editions_have_stories() -> None:
    found = pages()
    alternates = {a.hreflang: a.url for a in listing(found["/en/series/the-sinking-city/"]).head.alternates}
    assert alternates["id"] == "https://koran.example/id/seri/kota-yang-tenggelam/"
    assert listing(found["/en/series/the-sinking-city/"]).parts == (3,)
    assert "/en/series/flood/" not in found
    assert not [url for url in found if "kosong" in url]


def test_every_series_with_stories_is_in_the_index_and_the_index_in_the_shell() -> None:
    found = pages()
    index = found["/id/seri/"].inputs
    assert isinstance(index, IndexInputs)
    assert [link.name for group in index.groups for link in group.links] == ["Banjir", "Kota yang Tenggelam"]
    assert index.shell.series == "/id/seri/"
    assert pages_of([document("a.id.md")])["/id/"].inputs.shell.series == ""  # type: ignore[attr-defined]


def test_a_story_shows_what_stands_around_it_and_no_more() -> None:
    series = article(pages()["/id/2024/01/k8/"]).series
    assert series is not None
    assert (series.link.name, series.link.url) == ("Kota yang Tenggelam", "/id/seri/kota-yang-tenggelam/")
    assert (series.running, series.number) == (False, 8)
    assert [(part.number, part.link.current) for part in series.parts] == [
        *((n, False) for n in range(3, 8)),
        (8, True),
        (9, False),
    ]


def test_of_a_running_story_the_newest_comes_first_there() -> None:
    series = article(pages()["/id/2024/02/b2/"]).series
    assert series is not None
    assert (series.running, series.number) == (True, 0)
    assert [part.link.name for part in series.parts] == ["Air 3", "Air 2", "Air 1"]


def test_a_part_in_another_language_is_marked_as_such() -> None:
    site = config("missing_translation: badge\n")
    series = article(pages_of(STORIES, series=SERIES, site=site)["/en/2024/01/k3/"]).series
    assert series is not None
    assert [(part.number, part.link.lang) for part in series.parts][-2:] == [(3, ""), (4, "id")]


def test_a_story_that_was_withdrawn_is_in_no_series() -> None:
    gone = document(
        "x.id.md", "series: kota\ncorrections: [{at: 2024-01-02, kind: retraction, text: Salah.}]"
    )
    found = pages_of([gone], series=SERIES)
    assert article(found["/id/2024/01/x/"]).series is None
    assert not [url for url in found if "/seri/" in url]


def test_machines_are_told_of_the_series_and_the_part() -> None:
    found = pages()
    thing = things(article(found["/id/2024/01/k8/"]).head.structured)[0]
    url = "https://koran.example/id/seri/kota-yang-tenggelam/"
    assert thing["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "@id": url,
        "name": "Kota yang Tenggelam",
        "url": url,
    }
    assert thing["position"] == 8
    series = things(listing(found["/id/seri/kota-yang-tenggelam/"]).head.structured)[0]
    assert (series["@id"], series["description"]) == (url, "Lima bulan di pesisir.")
    assert "position" not in things(article(found["/id/2024/02/b2/"]).head.structured)[0]


def test_a_new_part_touches_the_part_before_it_and_no_other_story_of_the_series(tmp_path: Any) -> None:
    front = "series: kota\n"
    files = {f"content/k{n}.id.md": story(front, date=f"2024-01-{n:02}") for n in range(1, 10)}
    other = {"content/z.id.md": story("", date="2024-03-01")}
    project = write_project(tmp_path / "koran", {"content/series.yaml": SERIES, **files, **other})
    build_site(project)
    (project / "content" / "k10.id.md").write_text(story(front, date="2024-01-10"))
    written = set(build_site(project).written)
    stories = {path for path in written if path.startswith("id/2024/01/k")}
    assert stories == {"id/2024/01/k10/index.html", "id/2024/01/k9/index.html"}
    lists = {path for path in written if path.startswith("id/seri/") and path.endswith(".html")}
    assert lists <= {
        "id/seri/kota-yang-tenggelam/index.html",
        "id/seri/kota-yang-tenggelam/halaman/2/index.html",
        "id/seri/kota-yang-tenggelam/halaman/3/index.html",
    }
    assert not [path for path in written if path.startswith("en/")]
