"""A build that remembers gives what a build from nothing gives, and touches nothing that stays the same."""

import os
import random
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from editing import KINDS, Editor
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import THOROUGH, build_site, config, copy_site, document, instant, rules, story, tree

from site_gen import keying, planning, recall
from site_gen.build import BuildReport
from site_gen.cache.memory import Cache
from site_gen.documents.reading import parse_document
from site_gen.errors import SiteError
from site_gen.files import scanning
from site_gen.pages import search
from site_gen.pages.items import Item
from site_gen.planning import Plan, make_plan, plan_site
from site_gen.publish import clean
from site_gen.publish.manifest import NAME as MANIFEST
from site_gen.publish.manifest import read_manifest
from site_gen.reading.project import Reading, Request, read_config, read_project
from site_gen.site.names import Names, look_up

Outcome = dict[str, bytes] | str


def attempt(
    project: Path, output: Path, now: str, remember: Path | None
) -> tuple[Outcome, BuildReport | None]:
    """What is published, or what is complained of."""
    try:
        report = build_site(project, now, cache=remember, output=output)
    except SiteError as error:
        return str(error), None
    return tree(output), report


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Which files these are, and when each was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def from_nothing(project: Path, folder: Path, now: str) -> Outcome:
    """The outcome in a copy at another path, without memory."""
    copy = folder / "salinan" / "di" / "tempat" / "lain"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".site_gen", "public", ".public*"))
    outcome, _ = attempt(copy, copy / "public", now, None)
    shutil.rmtree(folder / "salinan")
    return outcome


EDITS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 2**20)), min_size=1, max_size=6)


@pytest.mark.parametrize("keys_left", [False, True])
@settings(max_examples=1_000 if THOROUGH else 10)
@given(EDITS)
def test_after_any_edits_the_site_is_the_one_that_a_build_from_nothing_makes(
    keys_left: bool, edits: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        if keys_left:
            # As on a large site: the keys of new pages are found out by printing them.
            patch.setattr(keying, "_MANY", -1)
        # What `stat` says is trusted after two seconds; here after a moment, or it would never be.
        patch.setattr(scanning, "_TICK", 40_000_000)
        folder = Path(name)
        project = copy_site("kecil", folder)
        editor = Editor(project, random.Random(0))
        published, _ = attempt(project, project / "public", editor.now, project / ".site_gen")
        seen = set(published.items()) if isinstance(published, dict) else set()
        for left, (kind, seed) in zip(reversed(range(len(edits))), edits, strict=True):
            editor.choice = random.Random(seed)
            KINDS[kind](editor)
            outcome, report = attempt(project, project / "public", editor.now, project / ".site_gen")
            if THOROUGH or left % 3 == 0:
                assert outcome == from_nothing(project, folder, editor.now), kind
            if isinstance(outcome, str):
                assert tree(project / "public") == published, kind
                continue
            assert report is not None
            assert isinstance(published, dict)
            changed = {path for path in outcome if outcome[path] != published.get(path)}
            # What an edit that was taken back brings again is still there, in the tree of the build before.
            assert (
                changed - {p for p in changed if (p, outcome[p]) in seen} <= set(report.written) <= changed
            ), kind
            seen.update(outcome.items())
            assert set(report.removed) == published.keys() - outcome.keys(), kind
            assert report.total == len(outcome), kind
            published = outcome
            before = identities(project / "public")
            again, report = attempt(project, project / "public", editor.now, project / ".site_gen")
            assert report is not None
            assert (again, report.written, report.removed, report.rendered) == (outcome, (), (), 0), kind
            after = identities(project / "public")
            if keys_left:
                # Where what is remembered of the pages was lost, their keys are told anew, and written down.
                after[MANIFEST] = before[MANIFEST]
            assert after == before, kind


@settings(max_examples=300 if THOROUGH else 10)
@given(EDITS)
def test_after_any_edits_a_plan_made_with_the_one_before_is_a_plan_made_from_nothing(
    edits: list[tuple[str, int]],
) -> None:
    """As in a preview, where what is the same from plan to plan is taken over as it is."""
    with TemporaryDirectory() as name:
        project = copy_site("kecil", Path(name))
        editor = Editor(project, random.Random(0))
        memory, plan = Cache(None, "mesin"), None
        for kind, seed in [("", 0), *edits]:
            editor.choice = random.Random(seed)
            if kind:
                KINDS[kind](editor)
            request = Request(project=project, now=instant(editor.now))
            try:
                fresh = make_plan(request, read_config(project), Cache(None, "mesin"))
            except SiteError as error:
                with pytest.raises(SiteError) as caught:
                    plan_site(read_project(request, read_config(project), memory), memory, before=plan)
                assert caught.value.problems == error.problems, kind
                continue
            plan = plan_site(read_project(request, read_config(project), memory), memory, before=plan)
            assert plan.outputs == fresh.outputs, kind
            assert (plan.warnings, plan.instants) == (fresh.warnings, fresh.instants), kind
            for output in plan.outputs[:: seed % 7 + 3]:
                page, other = plan.press.page(output.path), fresh.press.page(output.path)
                assert (page and page.inputs) == (other and other.inputs), (kind, output.path)


def test_what_is_the_same_from_plan_to_plan_is_not_made_again(site: Path) -> None:
    memory = Cache(None, "mesin")

    def reading() -> Reading:
        request = Request(project=site, now=instant("2024-01-15"))
        return read_project(request, read_config(site), memory)

    first = plan_site(reading(), memory)
    replace(site / RAIN, "title: ", "title: Lagi ")
    second = plan_site(reading(), memory, before=first)

    def items(plan: Plan) -> dict[str, Item]:
        return {a.url: made.item(a) for made in plan.makeups for a in made.edition.articles}

    before, after = items(first), items(second)
    assert {url for url in after if after[url] is not before[url]} == {"/id/2024/01/hujan-deras/"}


def test_names_are_looked_up_again_only_for_other_tags_and_places(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, looked_up, orders = Cache(site / "ingatan", "mesin"), [], []

    def counted(tags: Collection[str], *more: object) -> Names:
        looked_up.append(tags)
        return look_up(tags, *more)

    def plan() -> Plan:
        request = Request(project=site, now=instant("2024-01-15"))
        made = plan_site(read_project(request, read_config(site), memory), memory)
        orders.append([[list(term.names) for term, _ in edition.tags] for edition in made.site.editions])
        return made

    monkeypatch.setattr(recall, "look_up", counted)
    plan()
    replace(site / RAIN, "title: ", "title: Lagi ")
    second = plan()
    assert len(looked_up) == 1
    monkeypatch.setattr(planning, "recalled_names", lambda *_: counted)
    assert plan().outputs == second.outputs
    assert orders[0] == orders[1] == orders[2]
    monkeypatch.undo()
    monkeypatch.setattr(recall, "look_up", counted)
    replace(site / RAIN, "tags: [", "tags: [Payung, ")
    plan()
    assert len(looked_up) == 3
    assert "Payung" in looked_up[-1]
    replace(site / RAIN, "section: ", "dateline: Wina\nsection: ")
    places = [article.places for article in plan().site.stories["2024/01/09/hujan-deras"].values()]
    assert {"id": "Wina", "en": "Vienna"} in places
    assert len(looked_up) == 4
    table = site / "content" / "glossary.yaml"
    table.write_text(table.read_text("utf-8") + "payung: {type: topic, id: Payung, en: Umbrella}\n", "utf-8")
    names = {term.names["en"] for edition in plan().site.editions for term, _ in edition.tags}
    assert "Umbrella" in names


# -- which pages an edit touches --


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_site("kecil", tmp_path_factory.mktemp("sekali"))
    replace(
        project / "config.yaml",
        "outputs: [json-feed, news-sitemap, ninjs, api, markdown, search]",
        "outputs: []",
    )
    build_site(project, "2024-01-15")
    return project


@pytest.fixture
def site(built_once: Path, tmp_path: Path) -> Path:
    """The small site as it was built, in a place of its own."""
    # Without the tree of the build before: its files are the same as the published ones, a copy's are not.
    shutil.copytree(built_once, tmp_path / "kecil", ignore=shutil.ignore_patterns(".public.*"))
    return tmp_path / "kecil"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


RAIN = "content/2024/01/09/hujan-deras/index.id.md"
FLOOD = "content/2024/01/10/banjir-surut/index.id.md"
FLOOD_EN = "content/2024/01/10/banjir-surut/index.en.md"
YEAR_END = "content/2023/12/31/tutup-tahun.id.md"
MEETING = "content/2023/12/30/rapat.id.md"

Edit = Callable[[Path], object]


def new_story(path: str, front: str, date: str) -> Edit:
    def edit(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(story(front, date=date), "utf-8")

    return edit


def move(project: Path) -> None:
    target = project / "content/2023/12/30/rapat/index.id.md"
    target.parent.mkdir()
    (project / MEETING).rename(target)


def picture(project: Path) -> None:
    path = project / "content/2024/01/10/banjir-surut/air.png"
    path.write_bytes(path.read_bytes() + b"\0")


# The Indonesian edition, newest first: flood, rain, match, year's end, meeting; page_size is 2. Of its lists the
# head of the home page has three stories (its front shows a fourth) and page 1 two. The English edition: flood, ship.
TABLE: list[tuple[str, Edit, str, str]] = [
    ("nothing", lambda p: None, "", ""),
    ("the text of a story touches its page",
        lambda p: replace(p / MEETING, "Rapat.\n", "Rapat lagi.\n"),
        "id/2023/12/rapat/", ""),
    ("a text that takes longer to read touches the lists that say so",
        lambda p: replace(p / MEETING, "Rapat.\n", "Rapat itu panjang.\n\n" * 100),
        "id/2023/12/rapat/ id/2023/ id/2023/12/ id/2023/12/tutup-tahun/ id/halaman/1/", ""),
    ("the text of a translation touches its page alone",
        lambda p: replace(p / FLOOD_EN, "since dawn. [", "at dawn. ["),
        "en/2024/01/flood-recedes/", ""),
    ("a comment in a front matter touches nothing",
        lambda p: replace(p / MEETING, "title:", "# nanti\ntitle:"),
        "", ""),
    ("white space that no page shows touches nothing",
        lambda p: replace(p / MEETING, "Rapat.\n", "\n\nRapat.\n\n"),
        "", ""),
    ("a title touches its page, its neighbours, its lists and its feeds",
        lambda p: replace(p / YEAR_END, "title: Tutup tahun", "title: Akhir tahun"),
        "id/2023/12/tutup-tahun/ id/2023/12/rapat/ id/2024/01/pertandingan/ id/2023/ id/2023/12/ id/halaman/1/"
        " id/ id/dunia/ id/dunia/feed.xml id/dunia/rss.xml / 404.html id/404.html", ""),
    ("a correction touches the page and the list of corrections",
        lambda p: replace(p / RAIN, "bukan pukul 5", "bukan pukul 6"),
        "id/2024/01/hujan-deras/ id/koreksi/", ""),
    ("the newest story touches the front of its lists, and the newest numbered page gets a successor",
        new_story("content/2024/01/12/baru.id.md", "section: dunia\n", "2024-01-12"),
        "/ 404.html id/ id/404.html id/feed.xml id/rss.xml id/halaman/1/ id/halaman/2/ id/2024/ id/2024/halaman/1/"
        " id/2024/01/ id/2024/01/halaman/1/ id/2024/01/baru/ id/2024/01/banjir-surut/ id/dunia/ id/dunia/feed.xml"
        " id/dunia/rss.xml sitemap-id-1.xml", ""),
    ("a translation touches both editions where they show the story",
        new_story("content/2023/12/30/rapat.en.md", "", "2023-12-30"),
        "en/2023/12/rapat/ en/2023/ en/2023/12/ en/archive/ en/ en/feed.xml en/rss.xml en/2024/01/kapal/"
        " sitemap-en-1.xml / 404.html en/404.html"
        " id/2023/12/rapat/ id/2023/ id/2023/12/ id/halaman/1/ id/2023/12/tutup-tahun/ sitemap-id-1.xml", ""),
    ("a new tag touches its own pages, the index of tags and the sitemap of pages",
        lambda p: replace(p / MEETING, "---\nRapat.", "tags: [Desa]\n---\nRapat."),
        "id/2023/12/rapat/ id/tag/ id/tag/desa/ id/tag/desa/feed.xml sitemap-id-pages.xml", ""),
    ("a tag in another case touches nothing",
        lambda p: replace(p / RAIN, "tags: [Banjir]", "tags: [banjir]"),
        "", ""),
    ("a slug moves the page",
        lambda p: replace(p / MEETING, "---\nRapat.", "slug: sidang\n---\nRapat."),
        "id/2023/12/sidang/ id/2023/ id/2023/12/ id/halaman/1/ id/2023/12/tutup-tahun/ sitemap-id-1.xml",
        "id/2023/12/rapat/"),
    ("an alias touches no page but its own",
        lambda p: replace(p / MEETING, "---\nRapat.", "aliases: [/id/sidang/]\n---\nRapat."),
        "id/sidang/ _redirects", ""),
    ("a draft is nowhere",
        new_story("content/2024/01/12/baru.id.md", "draft: true\ntags: [Baru]\naliases: [/id/x/]\n", "2024-01-12"),
        "", ""),
    ("a story that is taken back is gone from every page",
        lambda p: replace(p / MEETING, "---\nRapat.", "draft: true\n---\nRapat."),
        "id/2023/ id/2023/12/ id/2023/12/tutup-tahun/ id/halaman/1/ sitemap-id-1.xml",
        "id/2023/12/rapat/"),
    ("a story that is deleted is gone in the same way",
        lambda p: (p / MEETING).unlink(),
        "id/2023/ id/2023/12/ id/2023/12/tutup-tahun/ id/halaman/1/ sitemap-id-1.xml",
        "id/2023/12/rapat/"),
    ("a story whose file moves keeps its pages",
        move,
        "", ""),
    ("a standing page's text touches it alone",
        lambda p: replace(p / "content/pages/tentang/index.en.md", "little", "small"),
        "en/about/", ""),
    ("a picture touches the pages that show it, and moves",
        picture,
        "/ 404.html id/ en/ id/404.html en/404.html id/2024/01/banjir-surut/ id/2024/01/hujan-deras/ id/2024/"
        " id/2024/01/ id/nasional/ id/tag/banjir/ id/tag/kota-contoh/ id/tag/warga/ id/penulis/dewi-contoh/"
        " id/penulis/budi/ id/seri/musim-air/ en/series/the-wet-season/ en/2024/01/flood-recedes/ en/2024/01/kapal/ en/2024/ en/2024/01/ en/national/"
        " en/tag/floods/ en/tag/sampleton/ en/author/dewi-contoh/ media/air.e4a9956c9937.png",
        "media/air.af289b0d7e35.png"),
    ("a static file touches itself",
        lambda p: replace(p / "static/dokumen/pedoman.txt", "pedoman", "aturan"),
        "dokumen/pedoman.txt", ""),
    ("a static file that is deleted is gone",
        lambda p: (p / "static/dokumen/pedoman.txt").unlink(),
        "", "dokumen/pedoman.txt"),
    ("a string touches the pages that print it",
        lambda p: replace(p / "themes/polos/strings/en.yaml", "missing: Not here", "missing: Nowhere"),
        "en/404.html", ""),
    ("a string that no page prints touches nothing",
        lambda p: replace(p / "themes/polos/strings/id.yaml", "Draf", "Konsep"),
        "", ""),
    ("a layout touches its own pages",
        lambda p: replace(p / "themes/polos/layouts/redirect.html", "<body>", "<body dir=\"ltr\">"),
        "id/2024/banjir-lama/ id/2024/01/laga/ id/tag/air-bah/ en/2024/01/flood-over/", ""),
    ("a comment in a layout touches nothing",
        lambda p: replace(p / "themes/polos/partials/base.html", "<body>", "{# badan #}<body>"),
        "", ""),
    ("a file for the root of the site touches itself",
        lambda p: replace(p / "themes/polos/static/root/humans.txt", "people", "words"),
        "humans.txt", ""),
    ("a key that is declared and not used touches nothing",
        lambda p: replace(p / "config.yaml", "extra: [rating, liputan]", "extra: [rating, liputan, lain]"),
        "", ""),
    ("a front of the home page touches it alone",
        lambda p: write(p / "content/fronts/home.yaml", "lead: {pins: [2023/12/30/rapat]}\n"),
        "id/", ""),
    ("a front that says what the usual one does touches nothing",
        lambda p: write(p / "content/fronts/home.yaml", "seconds: {count: 3}\n"),
        "", ""),
    ("a front of a section touches the head of its list",
        lambda p: write(p / "content/fronts/nasional.yaml", "seconds: {count: 1}\n"),
        "id/nasional/ en/national/", ""),
    ("a bio touches the pages of the person",
        lambda p: (p / "content/people.yaml").write_text(
            "dewi: {name: {id: Dewi Contoh, en: Dewi Contoh}, bio: {en: From Sampleton.}}\n"
        ),
        "en/author/dewi-contoh/", ""),
    ("a person's name touches the pages that print it, and moves theirs in that language",
        lambda p: (p / "content/people.yaml").write_text(
            "dewi: {name: {id: Dewi Contoh, en: Dewi Sample}, aliases: [Dewi]}\n"
        ),
        "en/2024/01/flood-recedes/ en/author/ en/author/dewi-sample/ en/author/dewi-sample/feed.xml"
        " id/penulis/dewi-contoh/ en/feed.xml en/rss.xml en/national/feed.xml en/national/rss.xml en/tag/floods/feed.xml"
        " en/tag/sampleton/feed.xml en/series/the-wet-season/feed.xml sitemap-en-pages.xml sitemap-id-pages.xml",
        "en/author/dewi-contoh/ en/author/dewi-contoh/feed.xml"),
    ("a part that is taken out of its series touches the parts beside it, the series and its feed",
        lambda p: replace(p / FLOOD, "series: air\n", ""),
        "id/2024/01/banjir-surut/ id/2024/01/hujan-deras/ id/seri/musim-air/ id/seri/musim-air/feed.xml", ""),
    ("what is said of a series touches its page",
        lambda p: replace(p / "content/series.yaml", "Hujan dan sesudahnya", "Sebelum dan sesudah hujan"),
        "id/seri/musim-air/", ""),
    ("the name of a term touches the pages that print it",
        lambda p: replace(
            p / "content/glossary.yaml", "en: Sampleton\n  aliases: [", "en: Sampletown\n  aliases: [Sampleton, "
        ),
        "en/2024/01/flood-recedes/ en/tag/sampletown/ en/tag/sampletown/feed.xml en/tag/ en/feed.xml en/rss.xml"
        " en/national/feed.xml en/national/rss.xml en/tag/floods/feed.xml en/author/dewi-contoh/feed.xml"
        " en/series/the-wet-season/feed.xml sitemap-en-pages.xml sitemap-id-pages.xml id/tag/kota-contoh/",
        "en/tag/sampleton/ en/tag/sampleton/feed.xml"),
]  # fmt: skip


def paths(urls: str) -> set[str]:
    return {url.lstrip("/") + "index.html" if url.endswith("/") else url for url in urls.split()}


@pytest.mark.parametrize(
    ("edit", "written", "removed"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_an_edit_touches_exactly_these_files(site: Path, edit: Edit, written: str, removed: str) -> None:
    before = identities(site / "public")
    edit(site)
    report = build_site(site, "2024-01-15")
    assert sorted(report.written) == sorted(paths(written))
    assert sorted(report.removed) == sorted(paths(removed))
    after = identities(site / "public")
    for path in before.keys() & after.keys() - paths(written) - {".site_gen.json"}:
        assert after[path] == before[path], path


MEETING_EN = "content/2023/12/30/rapat.en.md"
SHIP = "content/2024/01/07/kapal.en.md"

# The same stories, where each edition shows the other's: all six are in both.
FALLBACKS: list[tuple[str, Edit, str, str]] = [
    ("the text of a story touches its page in every edition",
        lambda p: replace(p / MEETING, "Rapat.\n", "Rapat lagi.\n"),
        "id/2023/12/rapat/ en/2023/12/rapat/", ""),
    ("a correction touches the pages of the story and the list of corrections of its own edition",
        lambda p: replace(p / RAIN, "bukan pukul 5", "bukan pukul 6"),
        "id/2024/01/hujan-deras/ en/2024/01/hujan-deras/ id/koreksi/", ""),
    ("a translation takes the place of the fallback page",
        new_story(MEETING_EN, "slug: meeting\n", "2023-12-30"),
        "en/2023/12/meeting/ en/2023/12/tutup-tahun/ en/2023/ en/2023/12/ en/page/1/ en/feed.xml"
        " en/rss.xml sitemap-en-1.xml / 404.html en/404.html"
        " id/2023/12/rapat/ id/2023/12/tutup-tahun/ id/2023/ id/2023/12/ id/halaman/1/ sitemap-id-1.xml",
        "en/2023/12/rapat/"),
    ("a translation that is still a draft touches nothing",
        new_story(MEETING_EN, "draft: true\n", "2023-12-30"),
        "", ""),
    ("a slug moves the story in every edition",
        lambda p: replace(p / MEETING, "---\nRapat.", "slug: sidang\n---\nRapat."),
        "id/2023/12/sidang/ id/2023/ id/2023/12/ id/halaman/1/ id/2023/12/tutup-tahun/ sitemap-id-1.xml"
        " en/2023/12/sidang/ en/2023/ en/2023/12/ en/page/1/ en/2023/12/tutup-tahun/",
        "id/2023/12/rapat/ en/2023/12/rapat/"),
    ("a story that is taken back is gone from every edition",
        lambda p: replace(p / SHIP, "---\nIt", "draft: true\n---\nIt"),
        "/ 404.html id/ en/ en/404.html en/feed.xml en/rss.xml id/halaman/1/ en/page/1/ id/2024/ en/2024/ id/2024/01/"
        " en/2024/01/ id/2024/01/pertandingan/ en/2024/01/pertandingan/ id/2023/12/tutup-tahun/"
        " en/2023/12/tutup-tahun/ id/dunia/ en/world/ id/tag/ en/tag/ sitemap-en-1.xml sitemap-en-pages.xml"
        " sitemap-id-pages.xml",
        "en/2024/01/kapal/ id/2024/01/kapal/ en/tag/harbour/ en/tag/harbour/feed.xml id/tag/harbour/ id/halaman/2/"
        " en/page/2/ id/2024/halaman/1/ en/2024/page/1/ id/2024/01/halaman/1/ en/2024/01/page/1/ en/world/feed.xml"
        " en/world/rss.xml"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "written", "removed"), [row[1:] for row in FALLBACKS], ids=[row[0] for row in FALLBACKS]
)
def test_with_fallback_pages_an_edit_touches_exactly_these_files(
    site: Path, edit: Edit, written: str, removed: str
) -> None:
    replace(site / "config.yaml", "missing_translation: hide", "missing_translation: page")
    build_site(site, "2024-01-15")
    for before in site.glob(".public.*"):  # some of its files would do again
        shutil.rmtree(before, ignore_errors=True)
    edit(site)
    report = build_site(site, "2024-01-15")
    assert tree(site / "public") == from_nothing(site, site.parent, "2024-01-15")
    assert sorted(report.written) == sorted(paths(written))
    assert sorted(report.removed) == sorted(paths(removed))


# With a search of blocks of two. The Indonesian one has rapat and tutup-tahun in 1.json, the newer three in the head.
SEARCHED: list[tuple[str, Edit, str]] = [
    ("nothing", lambda p: None, ""),
    ("the text of a story", lambda p: replace(p / MEETING, "Rapat.\n", "Rapat lagi.\n"), ""),
    ("a text that takes longer to read",
        lambda p: replace(p / MEETING, "Rapat.\n", "Rapat itu panjang.\n\n" * 100), ""),
    ("a title", lambda p: replace(p / YEAR_END, "title: Tutup tahun", "title: Akhir tahun"), "id/cari/1.json"),
    ("a title in the head", lambda p: replace(p / RAIN, "title: ", "title: Lagi "), "id/cari/latest.json"),
    ("a correction", lambda p: replace(p / RAIN, "bukan pukul 5", "bukan pukul 6"), ""),
    ("the newest story",
        new_story("content/2024/01/12/baru.id.md", "section: dunia\n", "2024-01-12"),
        "id/cari/latest.json id/cari/2.json"),
    ("a translation",
        new_story("content/2023/12/30/rapat.en.md", "", "2023-12-30"), "en/search/latest.json"),
    ("a draft", new_story("content/2024/01/12/baru.id.md", "draft: true\n", "2024-01-12"), ""),
    ("a new tag", lambda p: replace(p / MEETING, "---\nRapat.", "tags: [Desa]\n---\nRapat."), "id/cari/1.json"),
    ("a slug", lambda p: replace(p / MEETING, "---\nRapat.", "slug: sidang\n---\nRapat."), "id/cari/1.json"),
    ("a string of the page",
        lambda p: replace(p / "themes/polos/strings/id.yaml", "search: Cari", "search: Telusuri"), "id/cari/"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "written"), [row[1:] for row in SEARCHED], ids=[row[0] for row in SEARCHED])
def test_of_the_search_an_edit_touches_exactly_these_files(
    site: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit, written: str
) -> None:
    monkeypatch.setattr(search, "SIZE", 2)
    replace(site / "config.yaml", "outputs: []", "outputs: [search]")
    build_site(site, "2024-01-15")
    shutil.rmtree(site / ".public.previous", ignore_errors=True)  # some of its files would do again
    edit(site)
    report = build_site(site, "2024-01-15")
    assert tree(site / "public") == from_nothing(site, site.parent, "2024-01-15")
    assert {path for path in report.written if "/cari/" in path or "/search/" in path} == paths(written)


def test_a_search_that_is_no_longer_asked_for_is_gone_from_every_page(site: Path) -> None:
    before = tree(site / "public")
    for outputs in ("[search]", "[]"):
        text = (site / "config.yaml").read_text("utf-8")
        (site / "config.yaml").write_text(re.sub("outputs: .*", f"outputs: {outputs}", text), "utf-8")
        build_site(site, "2024-01-15")
        assert ("id/cari/latest.json" in tree(site / "public")) == (outputs != "[]")
    assert tree(site / "public") == before


def test_a_story_that_expires_takes_the_links_to_it_along_without_any_edit(site: Path) -> None:
    gone = site / "content/2024/01/13/singkat/index.id.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("---\ntitle: Singkat\ndate: 2024-01-13\nexpires: 2024-01-20\n---\nIsi.\n", "utf-8")
    here = gone.with_name("baca.id.md")
    here.write_text("---\ntitle: Baca\ndate: 2024-01-14\n---\nBaca [yang *ini*](../singkat).\n", "utf-8")
    for now, words in (
        ("2024-01-19", 'Baca <a href="/koran/id/2024/01/singkat/">'),
        ("2024-01-20", "Baca yang <em>ini</em>."),
    ):
        report = build_site(site, now)
        assert words in (site / "public/id/2024/01/baca/index.html").read_text("utf-8")
        assert tree(site / "public") == from_nothing(site, site.parent, now)
    assert [
        str(warning).partition(":")[2] for warning in report.warnings if "expired" in warning.message
    ] == [
        '5:19: warning: a link to a story that has expired: "../singkat"\n'
        "  hint: Readers see its words, and no link. Take it out, or link to another story."
    ]


def test_an_embargoed_story_comes_at_its_moment_without_any_edit(site: Path) -> None:
    quiet = build_site(site, "2024-02-01 05:59:59")
    assert (quiet.written, quiet.removed, quiet.rendered) == ((), (), 0)
    report = build_site(site, "2024-02-01 06:00")
    assert sorted(report.written) == sorted(
        paths(
            "/ 404.html id/ id/404.html id/feed.xml id/rss.xml id/halaman/1/ id/halaman/2/ id/2024/ id/2024/halaman/1/"
            " id/2024/01/ id/2024/01/halaman/1/ id/2024/01/belum-terbit-lama/ id/2024/01/belum-terbit/ id/2024/01/banjir-surut/ id/tag/"
            " id/tag/rahasia/ id/tag/rahasia/feed.xml id/rahasia/ _redirects sitemap-id-1.xml sitemap-id-pages.xml"
            " id/seri/ id/seri/seri-rahasia/ id/seri/seri-rahasia/feed.xml"
        )
    )
    assert report.removed == ()
    back = build_site(site, "2024-02-01 05:59:59")
    assert tree(site / "public") == from_nothing(site, site.parent, "2024-01-15")
    assert set(back.removed) == {p for p in report.written if "rahasia" in p or "belum-terbit" in p or "/halaman/2/" in p
                                 or p in paths("id/2024/halaman/1/ id/2024/01/halaman/1/")}  # fmt: skip


def test_a_pin_ends_at_its_moment_without_any_edit(site: Path) -> None:
    pins = "lead: {pins: [{story: 2023/12/30/rapat, until: 2024-01-20 06:00}]}\n"
    write(site / "content/fronts/home.yaml", pins)
    report = build_site(site, "2024-01-15")
    assert report.next_instant == instant("2024-01-20 06:00")
    pinned = tree(site / "public")
    quiet = build_site(site, "2024-01-20 05:59:59")
    assert (quiet.written, quiet.removed, quiet.rendered) == ((), (), 0)
    build_site(site, "2024-01-20 06:00")
    after = tree(site / "public")
    assert after == from_nothing(site, site.parent, "2024-01-20 06:00")
    assert {path for path in after if after[path] != pinned[path]} == {"id/index.html"}
    build_site(site, "2024-01-20 05:59:59")
    assert tree(site / "public") == pinned


def test_a_story_touches_no_front_that_does_not_show_it(site: Path) -> None:
    """Publishing reaches the fronts that it changes, and no other page by way of them."""
    write(site / "content/fronts/home.yaml", "strips: [{tag: Banjir}]\n")
    write(site / "content/fronts/nasional.yaml", "")
    write(site / "content/fronts/air.yaml", "title: {id: Air, en: Water}\ntag: Banjir\n")
    build_site(site, "2024-01-15")
    new_story("content/2024/01/12/baru.id.md", "section: dunia\n", "2024-01-12")(site)
    report = build_site(site, "2024-01-15")
    assert tree(site / "public") == from_nothing(site, site.parent, "2024-01-15")
    assert "id/index.html" in report.written
    assert not {"en/index.html", "id/nasional/index.html", "id/air/index.html"} & set(report.written)


def test_edits_of_a_front_give_what_a_build_from_nothing_gives(site: Path) -> None:
    flood, rain = "2024/01/10/banjir-surut", "2024/01/09/hujan-deras"
    texts = {
        "home.yaml": ["", f"lead: {{pins: [{rain}]}}\n", "strips: [{section: nasional, count: 1}]\n", None],
        "nasional.yaml": [f"seconds: {{pins: [{{story: {flood}, until: 2024-01-16}}]}}\n", "", None],
        "air.yaml": ["title: {id: Air}\ntag: Banjir\n", "title: Air\nslug: {en: water}\ntag: Banjir\n", None],
    }
    for name, versions in texts.items():
        path = site / "content/fronts" / name
        for text in versions:
            path.unlink() if text is None else write(path, text)
            for clock in ("2024-01-15", "2024-01-16"):
                build_site(site, clock)
                assert tree(site / "public") == from_nothing(site, site.parent, clock), (name, text)


def test_a_build_of_another_output_or_with_drafts_in_between_changes_nothing(site: Path) -> None:
    published = tree(site / "public")
    build_site(site, "2024-01-15", output=site.parent / "lain")
    build_site(site, "2024-01-15", output=site.parent / "konsep", drafts=True)
    assert tree(site.parent / "lain") == published
    assert tree(site.parent / "konsep") != published
    report = build_site(site, "2024-01-15")
    assert (report.written, report.removed) == ((), ())
    assert tree(site / "public") == published


def test_an_edit_that_another_output_saw_first_is_not_lost_on_this_one(site: Path) -> None:
    replace(site / MEETING, "title: Rapat", "title: Sidang")
    build_site(site, "2024-01-15", output=site.parent / "lain")
    report = build_site(site, "2024-01-15")
    assert "id/2023/12/rapat/index.html" in report.written
    assert tree(site / "public") == tree(site.parent / "lain")


def test_drafts_are_gone_when_the_same_output_is_built_without_them(site: Path) -> None:
    output = site.parent / "lain"
    build_site(site, "2024-01-15", output=output, drafts=True)
    build_site(site, "2024-01-15", output=output)
    assert tree(output) == tree(site / "public")
    with pytest.raises(SiteError, match="drafts need an output folder of their own"):
        build_site(site, "2024-01-15", output=output, drafts=True)
    assert tree(output) == tree(site / "public")
    clean(output)
    build_site(site, "2024-01-15", output=output, drafts=True)
    assert tree(output) != tree(site / "public")


def test_a_change_of_the_original_is_told_on_the_page_of_its_translation(site: Path) -> None:
    source = (site / FLOOD).read_bytes()
    site_rules = rules(config("", (site / "config.yaml").read_text("utf-8")))
    original = parse_document(FLOOD, source, site_rules).document
    assert original is not None
    replace(site / FLOOD_EN, "translates: r1-0000000000000000", f"translates: {original.revision}")
    build_site(site, "2024-01-15")
    before = tree(site / "public")
    assert b"stale" not in before["en/2024/01/flood-recedes/index.html"]
    replace(site / FLOOD, "sejak subuh. ", "sejak pagi. ")
    build_site(site, "2024-01-15")
    after = tree(site / "public")
    assert b"stale" in after["en/2024/01/flood-recedes/index.html"]
    assert {path for path in after if after[path] != before[path]} == paths(
        "id/2024/01/banjir-surut/ en/2024/01/flood-recedes/"
    )


def test_a_change_of_the_original_is_told_though_both_had_the_same_words(site: Path) -> None:
    """As `translate` leaves a text that nobody has translated yet."""
    path, page = "content/2024/01/10/skor/index", "public/en/2024/01/skor/index.html"
    original = document("2024/01/10/skor/index.id.md", body="Seri.\n", site=config())
    (site / path).parent.mkdir()
    write(site / f"{path}.id.md", story(body="Seri.\n"))
    write(site / f"{path}.en.md", story(f"translates: {original.revision}\n", body="Seri.\n"))
    build_site(site, "2024-01-15")
    assert "stale" not in (site / page).read_text("utf-8")
    replace(site / f"{path}.id.md", "Seri.", "Kalah.")
    build_site(site, "2024-01-15")
    assert "stale" in (site / page).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"), [("## Latar", "Hari ini.\n\n## Latar"), ("section:", "# nanti\nsection:")]
)
def test_a_warning_names_its_line_where_a_line_more_changed_nothing_else(
    site: Path, old: str, new: str
) -> None:
    replace(site / "config.yaml", "checks: {", "checks: {links: warn, ")
    replace(site / FLOOD, "[peta](", "[peta](../../tidak-ada.md) [peta](")
    request, memory = Request(project=site, now=instant("2024-01-15")), Cache(None, "mesin")
    plan = make_plan(request, read_config(site), memory)
    build_site(site, "2024-01-15")
    replace(site / FLOOD, old, new)
    fresh = make_plan(request, read_config(site), Cache(None, "mesin"))
    assert fresh.warnings != plan.warnings
    assert build_site(site, "2024-01-15").warnings == fresh.warnings
    assert make_plan(request, read_config(site), memory, plan).warnings == fresh.warnings


@pytest.mark.parametrize("very_many", [False, True])
@pytest.mark.parametrize("threads", [0, 1])
def test_with_several_processes_the_site_is_the_same(
    site: Path, monkeypatch: pytest.MonkeyPatch, threads: int, very_many: bool
) -> None:
    """With another thread beside it a process is not forked: everything goes to the others in writing."""
    from site_gen import press, printing, standing
    from site_gen.files import inventory
    from site_gen.reading import parsing, records

    if very_many:
        for module, limit in (
            (keying, "_MANY"),
            (standing, "_MANY"),
            (inventory, "VERY_MANY"),
            (records, "VERY_MANY"),
        ):
            monkeypatch.setattr(module, limit, -1)
    monkeypatch.setattr(printing, "_MANY", 2)
    monkeypatch.setattr(press, "_BATCH", 5)
    monkeypatch.setattr(parsing, "_MUCH", 2)
    monkeypatch.setattr(parsing, "_BATCH", 3)
    ended = threading.Event()
    for _ in range(threads):
        threading.Thread(target=ended.wait, daemon=True).start()
    try:
        build_site(site, "2024-01-15", output=site.parent / "lain", cache=site.parent / "ingatan", jobs=3)
    finally:
        ended.set()
    assert tree(site.parent / "lain") == tree(site / "public")
    again = build_site(site, "2024-01-15", output=site.parent / "lain", cache=site.parent / "ingatan", jobs=3)
    assert (again.rendered, again.written, again.removed) == (0, (), ())
    replace(site / RAIN, "title: ", "title: Lagi ")
    build_site(site, "2024-01-15", output=site.parent / "lain", cache=site.parent / "ingatan", jobs=3)
    assert tree(site.parent / "lain") == from_nothing(site, site.parent, "2024-01-15")


def test_keys_that_were_left_to_printing_are_those_of_a_plan(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys(output: str) -> dict[str, str]:
        manifest = read_manifest(str(site / output))
        assert manifest is not None
        return dict(zip(manifest.paths, manifest.keys, strict=True))

    planned = keys("public")
    monkeypatch.setattr(keying, "_MANY", -1)
    build_site(site, "2024-01-15", output=site / "lain", cache=None)
    assert keys("lain") == planned


def test_what_stands_is_not_printed_again_though_its_key_was_left_to_printing(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keying, "_MANY", -1)
    before = identities(site / "public")
    report = build_site(site, "2024-01-15", cache=site / "lain")
    assert (report.rendered, report.written) == (0, ())
    assert identities(site / "public") | {MANIFEST: before[MANIFEST]} == before
    replace(site / RAIN, "title: ", "title: Lagi ")
    report = build_site(site, "2024-01-15", cache=site / "lain yang baru")
    assert 0 < len(report.written) == report.rendered < report.total / 2
    assert tree(site / "public") == from_nothing(site, site.parent, "2024-01-15")


def test_an_unknown_author_of_a_file_in_the_output_does_not_lose_it(site: Path) -> None:
    (site / "public" / "catatan.txt").write_text("milik orang")
    with pytest.raises(SiteError):
        build_site(site, "2024-01-15")
    assert (site / "public" / "catatan.txt").read_text() == "milik orang"


def test_another_hash_seed_time_zone_locale_and_working_folder_make_the_same_site(site: Path) -> None:
    settings = {
        "PYTHONHASHSEED": "7",
        "TZ": "America/St_Johns",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
    }
    output, build = site.parent / "lain", ("build", "--no-import", "--no-cache", "-q")
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", site, *build, "--now", "2024-01-15", "--output", output],
        env={**os.environ, **settings},
        cwd=site.parent,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert tree(output) == tree(site / "public")
