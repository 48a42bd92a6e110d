"""An unreleased story leaves no trace: not a word, not a name, not a changed byte, until its moment."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import HERE, THOROUGH, build_site, config, copy_site, rules, story

from site_gen.cli import run
from site_gen.documents.reading import parse_document

TOKEN = "q7x3vz"
MOMENT = "2024-01-15 09:00"
CLOCKS = {
    "a second before": "2024-01-15 08:59:59",
    "at": MOMENT,
    "a second after": "2024-01-15 09:00:01",
    "half a year after": "2024-07-15 09:00:00",
}
ZONES = ["UTC", "Asia/Jakarta", "Pacific/Kiritimati"]

FRONT = f"""\
title: Judul {TOKEN}
date: 2024-01-10 07:00
slug: alamat-{TOKEN}
section: nasional
key: 2024/01/kunci-{TOKEN}
summary: Ringkasan {TOKEN}
tags: [Banjir, Tag {TOKEN}]
author: [Dewi Contoh, Penulis {TOKEN}]
editor: Redaktur {TOKEN}
reporter: [Pewarta {TOKEN}]
photographer: Fotografer {TOKEN}
translator: Penerjemah {TOKEN}
outlet: Harian {TOKEN}
dateline: Kota {TOKEN}
canonical: https://lain.example/{TOKEN}
image: {{src: foto-{TOKEN}.png, alt: Foto {TOKEN}, caption: Di {TOKEN}, credit: Arsip {TOKEN}}}
updated: 2024-01-12
source_file: seeds/{TOKEN}.txt
aliases: [/id/lama-{TOKEN}/]
series: seri-{TOKEN}
rating: {TOKEN}
corrections: [{{at: 2024-01-11, text: Ralat {TOKEN}}}]
"""
BODY = f"Isi {TOKEN}, [tautan](https://lain.example/{TOKEN}) dan ![foto](foto-{TOKEN}.png)\n\n## Bagian {TOKEN}\n"


def add(project: Path, more: str) -> None:
    """Put a story with the token in every place of it into the project, in both languages."""
    folder = project / "content" / "2024" / "01" / f"cerita-{TOKEN}"
    folder.mkdir()
    table = project / "content" / "series.yaml"
    table.write_text(
        f"seri-{TOKEN}: {{name: Seri {TOKEN}, description: Tentang {TOKEN}}}\n{table.read_text()}"
    )
    for lang in ("id", "en"):
        front = FRONT if lang == "id" else FRONT.replace("/id/lama", "/en/lama")
        (folder / f"index.{lang}.md").write_text(f"---\n{front}{more}---\n{BODY}")
    photo = HERE / "sites" / "kecil" / "content" / "2024" / "01" / "10" / "banjir-surut" / "air.png"
    (folder / f"foto-{TOKEN}.png").write_bytes(photo.read_bytes() + TOKEN.encode())


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the output with its bytes, our own manifest too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def traces(files: dict[str, bytes]) -> list[str]:
    token = TOKEN.encode()
    return [path for path, data in files.items() if TOKEN in path.lower() or token in data.lower()]


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The site as it is without the story, at each clock."""
    project = copy_site("kecil", tmp_path_factory.mktemp("tanpa"))
    found = {}
    for name, clock in CLOCKS.items():
        build_site(project, clock, output=project / name)
        found[name] = everything(project / name)
    return found


def command(project: Path, clock: str, zone: str, *more: str) -> str:
    """Build as a person does, in a time zone of the machine; returns what was said."""
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", str(project), "build", "--no-import", "--now", clock, *more],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("zone", ZONES)
def test_a_story_under_embargo_is_seen_from_its_moment_on_and_not_before(
    tmp_path: Path, zone: str, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, f"embargo: {MOMENT}\n")
    for name, clock in CLOCKS.items():
        said = command(project, clock, zone)
        files = everything(project / "public")
        assert TOKEN not in said
        if name == "a second before":
            assert traces(files) == []
            assert files == without[name]
        else:
            assert f"id/2024/01/alamat-{TOKEN}/index.html" in files
            assert f"id/lama-{TOKEN}/index.html" in files
            assert any(path.startswith(f"media/foto-{TOKEN}") for path in files)
            assert any(path.endswith("ninjs.json") for path in traces(files))
            assert "id/cari/latest.json" in traces(files)
    # And back: a clock that was wrong, a date that was moved.
    command(project, CLOCKS["a second before"], zone)
    assert everything(project / "public") == without["a second before"]


@pytest.mark.parametrize(
    "options", [["-v"], ["--json"], ["--timings", "--no-cache"], ["--verify"], ["--jobs", "2"]]
)
def test_a_build_says_nothing_of_a_story_before_its_moment(tmp_path: Path, options: list[str]) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, f"embargo: {MOMENT}\n")
    for _ in range(2):
        assert TOKEN not in command(project, CLOCKS["a second before"], "UTC", *options)
    assert TOKEN in command(project, MOMENT, "UTC", "-v")


@pytest.mark.parametrize(
    "question",
    [["check"], ["why", "/id/"], ["show", "/id/"], ["show", "/id/feed.xml"], ["why", "/_redirects"]],
)
def test_questions_about_what_is_published_are_answered_without_it(
    tmp_path: Path, question: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, f"embargo: {MOMENT}\n")
    build_site(project, MOMENT, output=tmp_path / "lain")
    assert run(["-C", str(project), *question, "--now", CLOCKS["a second before"]]) == 0
    said = capfd.readouterr()
    assert TOKEN not in said.out + said.err


@pytest.mark.parametrize(
    "more",
    [
        "draft: true\n",
        "embargo: 2024-01-15T02:00:01Z\n",
        "expires: 2024-01-15 09:00\n",
        f"embargo: {MOMENT}\ndraft: true\n",
    ],
)
def test_whatever_hides_a_story_hides_all_of_it(
    tmp_path: Path, more: str, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, more)
    build_site(project, MOMENT)
    files = everything(project / "public")
    assert traces(files) == []
    assert files == without["at"]


@pytest.mark.parametrize("missing", ["badge", "page"])
def test_an_edition_that_shows_stories_of_another_shows_no_hidden_one(tmp_path: Path, missing: str) -> None:
    project = copy_site("kecil", tmp_path)
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("translation: hide", f"translation: {missing}"))
    before, at = CLOCKS["a second before"], MOMENT
    build_site(project, before, output=tmp_path / "tanpa")
    add(project, f"embargo: {MOMENT}\n")
    (project / "content" / "2024" / "01" / f"cerita-{TOKEN}" / "index.en.md").unlink()
    build_site(project, before)
    assert everything(project / "public") == everything(tmp_path / "tanpa")
    build_site(project, at)
    files = everything(project / "public")
    assert (f"en/2024/01/alamat-{TOKEN}/index.html" in files) == (missing == "page")
    machines = ("feed.xml", "feed.json", "rss.xml", ".md", "ninjs.json")
    found = [path for path in traces(files) if path.startswith(("en/", "sitemap-en", "api/v1/en"))]
    assert any(path.endswith(".html") for path in found)
    assert not [path for path in found if path.endswith(machines) or not path.startswith("en/")]


FRONTS = {
    "home": "lead: {{pins: [{{story: {key}, until: 2024-01-20}}]}}\nseconds: {{pins: [{key}]}}\n"
    "strips: [{{title: T, pins: [{{story: {key}, until: 2024-01-14}}], newest: yes}}]\n",
    "nasional": "lead: {{pins: [{key}]}}\n",
    "pilihan": "title: {{id: Pilihan, en: Choice}}\nlead: {{pins: [{key}]}}\ntag: [Banjir, {tag}]\n",
}
"""Files that pin a story everywhere."""


def pin_everywhere(project: Path, key: str, tag: str) -> None:
    folder = project / "content" / "fronts"
    folder.mkdir(exist_ok=True)
    for name, text in FRONTS.items():
        (folder / f"{name}.yaml").write_text(text.format(key=key, tag=tag))


@pytest.mark.parametrize("more", ["draft: true\n", f"embargo: {MOMENT}\n", "expires: 2024-01-15 08:00\n"])
def test_a_pin_of_a_story_that_readers_cannot_see_leaves_no_trace(
    tmp_path: Path, more: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Output and log are what they are with a front that says nothing of it."""
    project, plain = copy_site("kecil", tmp_path / "dengan"), copy_site("kecil", tmp_path / "tanpa")
    add(project, more)
    pin_everywhere(project, f"2024/01/cerita-{TOKEN}", f"Tag {TOKEN}")
    folder = plain / "content" / "fronts"
    folder.mkdir()
    (folder / "home.yaml").write_text("strips: [{title: T, newest: yes}]\n")
    (folder / "nasional.yaml").write_text("lead: {newest: yes}\n")
    (folder / "pilihan.yaml").write_text("title: {id: Pilihan, en: Choice}\ntag: Banjir\n")
    before = CLOCKS["a second before"]
    said, expected = (command(each, before, "Asia/Jakarta") for each in (project, plain))
    files = everything(project / "public")
    assert TOKEN not in said
    assert traces(files) == []
    assert files == everything(plain / "public")
    if "draft" in more:
        # Nor is the end of its pin told as a moment at which something changes.
        assert [line for line in said.splitlines() if "by itself" in line] == [
            line for line in expected.splitlines() if "by itself" in line
        ]
    if "embargo" in more:
        command(project, MOMENT, "Asia/Jakarta")
        for page in ("id/index.html", "en/index.html", "id/nasional/index.html", "id/pilihan/index.html"):
            assert f"Judul {TOKEN}" in (project / "public" / page).read_text()


LIVE = """\
---
title: Berita langsung
date: 2024-01-14 07:00
tags: [Banjir]
live: true
{more}---
Pokok berita.

## 08:00 Mula

Isi[^1] [x].

[^1]: Catatan.

### Bagian
"""
WAITING = f"""
## 2024-01-15 09:00 Judul {TOKEN}

Isi {TOKEN}[^{TOKEN}], [tautan](../cerita-lain.id.md), ![foto](foto-{TOKEN}.png)

[x]: https://lain.example/{TOKEN}
[^{TOKEN}]: Catatan {TOKEN}
[^1]: Lain {TOKEN}

### Bagian
"""


@pytest.mark.parametrize("more", ["", "live: {ended: 2024-01-15 09:00}\n"])
def test_an_entry_that_waits_leaves_no_trace_in_the_story_that_it_belongs_to(
    tmp_path: Path, more: str
) -> None:
    project = copy_site("kecil", tmp_path)
    folder = project / "content" / "2024" / "01" / "langsung"
    folder.mkdir()
    text = LIVE.replace("live: true\n{more}", more or "live: true\n")
    (folder / "index.id.md").write_text(text)
    rules_ = rules(config("", (project / "config.yaml").read_text()))
    original = parse_document("content/2024/01/langsung/index.id.md", text.encode(), rules_).document
    assert original is not None
    english = text.replace("live:", f"translates: {original.revision}\nlive:")
    (folder / "index.en.md").write_text(english)
    (folder.parent / "cerita-lain.id.md").write_text(story("draft: true\n"))
    before, at = CLOCKS["a second before"], MOMENT
    build_site(project, before)
    expected = everything(project / "public")
    (folder / "index.id.md").write_text(text + WAITING)
    (folder / "index.en.md").write_text(english + WAITING.replace(".id.md", ".en.md"))
    (folder / f"foto-{TOKEN}.png").write_bytes((folder.parent / "10/banjir-surut/air.png").read_bytes())
    said = command(project, before, "Asia/Jakarta")
    assert TOKEN not in said
    assert everything(project / "public") == expected
    (folder.parent / "cerita-lain.id.md").write_text(story())
    (folder.parent / "cerita-lain.en.md").write_text(story())
    command(project, at, "UTC")
    seen = traces(everything(project / "public"))
    assert {"id/2024/01/langsung/index.html", "en/2024/01/langsung/index.md"} <= set(seen)
    others = [path for path in seen if "langsung" not in path and not path.startswith("media/")]
    assert others == [".site_gen.json"]  # which lists the picture


def test_a_story_dated_ahead_is_hidden_without_an_embargo(
    tmp_path: Path, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, "")
    for path in (project / "content").rglob(f"*{TOKEN}/*.md"):
        path.write_text(path.read_text().replace("2024-01-10 07:00", MOMENT))
    build_site(project, CLOCKS["a second before"])
    assert everything(project / "public") == without["a second before"]


def test_a_story_that_is_taken_back_is_gone_with_everything_that_it_brought(
    tmp_path: Path, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, "")
    build_site(project, MOMENT)
    assert len(traces(everything(project / "public"))) > 20
    for path in (project / "content").rglob(f"*{TOKEN}/*.md"):
        path.write_text(path.read_text().replace("---\nIsi", "draft: true\n---\nIsi"))
    build_site(project, MOMENT)
    assert everything(project / "public") == without["at"]


def test_a_story_that_is_deleted_is_gone_with_everything_that_it_brought(
    tmp_path: Path, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, "")
    build_site(project, MOMENT)
    shutil.rmtree(project / "content" / "2024" / "01" / f"cerita-{TOKEN}")
    build_site(project, MOMENT)
    assert everything(project / "public") == without["at"]


def test_what_is_remembered_of_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, "draft: true\n")
    build_site(project, MOMENT)
    assert (project / ".site_gen").stat().st_mode & 0o777 == 0o700


def test_a_picture_beside_a_story_is_published_only_if_a_story_shows_it(tmp_path: Path) -> None:
    project = copy_site("kecil", tmp_path)
    photo = project / "content" / "2024" / "01" / "10" / "banjir-surut" / f"cadangan-{TOKEN}.png"
    shutil.copy(photo.with_name("air.png"), photo)
    build_site(project, MOMENT)
    assert traces(everything(project / "public")) == []


def test_a_preview_of_drafts_does_not_touch_the_published_site(
    tmp_path: Path, without: dict[str, dict[str, bytes]]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, "draft: true\n")
    build_site(project, MOMENT)
    build_site(project, MOMENT, output=tmp_path / "konsep", drafts=True)
    assert len(traces(everything(tmp_path / "konsep"))) > 20
    assert everything(project / "public") == without["at"]
    build_site(project, MOMENT)
    assert everything(project / "public") == without["at"]


# -- many stories, hidden in every way --

MANY = 2_000 if THOROUGH else 50
HIDDEN_BY = [
    "draft: true\n",
    f"embargo: {MOMENT}\n",
    "embargo: 2099-01-01\n",
    f"date: {MOMENT}\n",
    "expires: 2024-01-14\n",
    f"expires: {CLOCKS['a second before']}\n",
]


def many(project: Path, seed: int) -> None:
    """Many stories, each with the token in some of its places, hidden in some way or in two."""
    choice = random.Random(seed)
    lines = re.findall(r"^(\w+): (.*)$", FRONT, re.MULTILINE)
    for number in range(MANY):
        some = dict(choice.sample(lines, choice.randrange(2, len(lines))))
        some = {"title": f"Judul {TOKEN}", "date": "2024-01-10 07:00"} | some
        own = {"slug", "key", "aliases", "title"}
        front = {
            key: value.replace(TOKEN, f"{TOKEN}-{number}") if key in own else value
            for key, value in some.items()
        }
        for line in choice.sample(HIDDEN_BY, choice.choice((1, 1, 2))):
            key, _, value = line.strip().partition(": ")
            front[key] = value
        lang = choice.choice(("id", "en"))
        text = "".join(f"{key}: {value}\n" for key, value in front.items())
        target = project / "content" / f"{TOKEN}-{number}.{lang}.md"
        target.write_text(f"---\n{text.replace('/id/', f'/{lang}/')}---\n{BODY}")
    with (project / "content" / "series.yaml").open("a") as table:
        table.write(f"seri-{TOKEN}: {{name: Seri {TOKEN}}}\n")
    photo = project / "content/2024/01/10/banjir-surut/air.png"
    (project / "content" / f"foto-{TOKEN}.png").write_bytes(photo.read_bytes() + TOKEN.encode())


@pytest.mark.parametrize("seed", range(3 if THOROUGH else 1))
def test_many_stories_hidden_in_every_way_leave_no_trace(tmp_path: Path, seed: int) -> None:
    plain = copy_site("kecil", tmp_path / "tanpa")
    project = copy_site("kecil", tmp_path / "dengan")
    many(project, seed)
    before = CLOCKS["a second before"]
    build_site(plain, before)
    build_site(project, before)
    assert traces(everything(project / "public")) == []
    assert everything(project / "public") == everything(plain / "public")
    # Shown first, and taken back then: what was published of it is gone as well.
    for path in (project / "content").glob(f"{TOKEN}-*.md"):
        text = path.read_text()
        path.with_suffix(".simpan").write_text(text)
        path.write_text(re.sub(r"^(draft|embargo|expires): .*\n", "", text, flags=re.MULTILINE))
    build_site(project, MOMENT)
    assert len(traces(everything(project / "public"))) > MANY
    for path in (project / "content").glob(f"{TOKEN}-*.simpan"):
        path.rename(path.with_suffix(".md"))
    build_site(project, before)
    assert everything(project / "public") == everything(plain / "public")


def test_the_memory_of_addresses_never_has_a_story_before_its_moment(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = copy_site("kecil", tmp_path)
    add(project, f"embargo: {MOMENT}\n")
    memory = project / "content" / "addresses.tsv"
    for name, clock in CLOCKS.items():
        assert run(["-C", str(project), "build", "--now", clock]) == 0
        assert (TOKEN in memory.read_text()) == (name != "a second before")
    # Taken back, it is remembered; but no address of it leads anywhere.
    for path in (project / "content").rglob(f"*{TOKEN}/*.md"):
        path.write_text(path.read_text().replace(f"alamat-{TOKEN}", f"lain-{TOKEN}"))
    assert run(["-C", str(project), "build", "--now", MOMENT]) == 0
    assert f"id/2024/01/alamat-{TOKEN}/index.html" in everything(project / "public")
    assert run(["-C", str(project), "build", "--now", CLOCKS["a second before"]]) == 0
    assert traces(everything(project / "public")) == []
    capfd.readouterr()
