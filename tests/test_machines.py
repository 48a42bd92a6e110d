"""What a whole build publishes for machines, when it changes, and what an edit touches."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from machine_formats import strict_json, wrong_with
from newsroom import CONFIG, build_site, copy_site, instant, story, tree, write_project

from site_gen.build import BuildReport

ALL = CONFIG + "outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]\n"
STORIES = {
    "content/a/index.id.md": story("section: dunia\ntags: [Rusia]\nauthor: Dewi\n", date="2024-03-01 12:00"),
    "content/a/index.en.md": story("section: dunia\ntags: [Rusia]\n", title="News", date="2024-03-01 12:00"),
    "content/b/index.id.md": story("tags: [Rusia]\n", date="2024-02-01"),
}
NOW = "2024-03-01 13:00"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "koran", {"config.yaml": ALL, **STORIES})


def listed(project: Path, lang: str = "id") -> list[str]:
    root = ET.parse(project / "public" / f"sitemap-{lang}-news.xml").getroot()
    return [str(loc.text) for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_every_file_for_machines_of_a_whole_site_can_be_read(tmp_path: Path) -> None:
    project = copy_site("kecil", tmp_path)
    build_site(project, "2024-01-10 12:00")
    files = tree(project / "public")
    api = strict_json(files["api/v1/schema.json"])
    seen = dict.fromkeys(("feed.json", "ninjs.json", "api", "xml"), 0)
    for path, data in files.items():
        name = path.rpartition("/")[2]
        if path.startswith("api/"):
            seen["api"] += 1
            value = strict_json(data)
            assert value == api or wrong_with(value, api) == [], path
        elif name in ("feed.json", "ninjs.json"):
            seen[name] += 1
            schema = {"feed.json": "json_feed.schema.json", "ninjs.json": "ninjs.schema.json"}[name]
            assert wrong_with(strict_json(data), schema) == [], path
        elif name.endswith(".xml"):
            seen["xml"] += 1
            ET.fromstring(data)
            assert name.startswith("sitemap") or not feedparser.parse(data).bozo, path
    assert all(seen.values())


def test_every_address_that_a_machine_is_given_is_published(tmp_path: Path) -> None:
    project = copy_site("kecil", tmp_path)
    build_site(project, "2024-01-10 12:00")
    files = tree(project / "public")
    base = "https://kecil.example/koran/"
    for path, data in files.items():
        if path.endswith((".json", "index.md")) or "sitemap" in path:
            for url in re.findall(re.escape(base) + r"[^\s\"<>)\\]*", data.decode()):
                target = url.removeprefix(base).partition("#")[0]
                assert (target + "index.html" if not target or target.endswith("/") else target) in files, (
                    path
                )


def test_a_story_leaves_the_news_in_time_without_any_edit(project: Path) -> None:
    build_site(project, NOW)
    assert listed(project) == ["https://koran.example/id/2024/03/a/"]
    assert listed(project, "en") == ["https://koran.example/en/2024/03/a/"]
    report = build_site(project, "2024-03-03 11:59:59")
    assert (report.written, report.removed) == ((), ())
    report = build_site(project, "2024-03-03 12:00")
    assert sorted(report.written) == ["sitemap-en-news.xml", "sitemap-id-news.xml"]
    assert report.removed == ()
    assert listed(project) == listed(project, "en") == []


def test_the_report_says_when_that_will_be(project: Path) -> None:
    assert build_site(project, NOW).next_instant == instant("2024-03-03 12:00")
    assert build_site(project, "2024-03-03 12:00").next_instant == 0


def test_a_paper_without_a_news_sitemap_need_not_be_built_for_it(project: Path) -> None:
    (project / "config.yaml").write_text(CONFIG + "outputs: [json-feed]\n")
    assert build_site(project, NOW).next_instant == 0


def test_the_last_two_days_are_those_of_the_build_not_of_the_first_one(project: Path) -> None:
    """A build from nothing at each moment is what the remembered ones must equal."""
    for now in (NOW, "2024-03-02 09:00", "2024-03-03 12:00", "2024-03-01 12:00", "2024-03-09"):
        build_site(project, now)
        fresh = build_site(project, now, cache=None, output=project / "lain")
        assert tree(project / "public") == tree(project / "lain"), now
        assert fresh.total == len(tree(project / "lain"))


def edited(project: Path, path: str, old: str, new: str) -> BuildReport:
    file = project / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return build_site(project, NOW)


def test_a_corrected_word_touches_the_story_and_its_two_files(project: Path) -> None:
    build_site(project, NOW)
    report = edited(project, "content/a/index.id.md", "Isi.", "Isi lain.")
    assert sorted(report.written) == [
        "id/2024/03/a/index.html",
        "id/2024/03/a/index.md",
        "id/2024/03/a/ninjs.json",
    ]
    assert "Isi lain." in (project / "public/id/2024/03/a/index.md").read_text()
    ninjs = json.loads((project / "public/id/2024/03/a/ninjs.json").read_text())
    assert ninjs["bodies"][0]["value"] == "<p>Isi lain.</p>"


def test_a_corrected_title_touches_what_shows_the_title(project: Path) -> None:
    build_site(project, NOW)
    report = edited(project, "content/a/index.en.md", "title: News", "title: Other news")
    machines = {path for path in report.written if not path.endswith(".html")}
    assert machines == {
        "api/v1/en/latest.json",
        "en/2024/03/a/index.md",
        "en/2024/03/a/ninjs.json",
        "en/feed.json",
        "en/feed.xml",
        "en/rss.xml",
        "en/search/latest.json",
        "en/tag/russia/feed.json",
        "en/tag/russia/feed.xml",
        "en/world/feed.json",
        "en/world/feed.xml",
        "en/world/rss.xml",
        "sitemap-en-news.xml",
    }


def test_a_new_story_touches_no_file_of_another(project: Path) -> None:
    build_site(project, NOW)
    (project / "content/c").mkdir()
    (project / "content/c/index.id.md").write_text(story("tags: [Baru]\n", date="2024-03-01 12:30"))
    report = build_site(project, NOW)
    machines = {path for path in report.written if not path.endswith(".html")}
    assert machines == {
        "api/v1/id/latest.json",
        "api/v1/id/terms.json",
        "id/2024/03/c/index.md",
        "id/2024/03/c/ninjs.json",
        "id/cari/latest.json",
        "id/feed.json",
        "id/feed.xml",
        "id/rss.xml",
        "id/tag/baru/feed.json",
        "id/tag/baru/feed.xml",
        "sitemap-id-1.xml",
        "sitemap-id-news.xml",
        "sitemap-id-pages.xml",
    }


@pytest.mark.parametrize("name", ["robots.txt", "_headers"])
def test_a_file_of_the_projects_own_stands_in_place_of_ours(project: Path, name: str) -> None:
    build_site(project, NOW)
    ours = (project / "public" / name).read_bytes()
    (project / "static").mkdir()
    (project / "static" / name).write_text("User-agent: *\nDisallow: /\n")
    report = build_site(project, NOW)
    assert report.written == (name,)
    assert (project / "public" / name).read_text() == "User-agent: *\nDisallow: /\n"
    (project / "static" / name).unlink()
    build_site(project, NOW)
    assert (project / "public" / name).read_bytes() == ours


def test_no_file_says_when_it_was_made(project: Path) -> None:
    build_site(project, NOW)
    before = tree(project / "public")
    today = datetime.now(UTC).strftime("%Y-%m-%d").encode()
    assert not [path for path, data in before.items() if today in data]
    fresh = build_site(project, "2024-03-01 13:00:07", cache=None, output=project / "lain")
    assert fresh.total == len(before)
    assert tree(project / "lain") == before
