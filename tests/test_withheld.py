"""Whatever is wrong with the program, a build publishes nothing of an unreleased story."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import build_site, copy_site, story, tree, write_project

from site_gen import planning, press, printing
from site_gen.cli import run
from site_gen.errors import BUG, SiteError
from site_gen.withheld.searching import Withheld, text_phrases

HIDDEN = "content/2024/01/12/sidang.id.md"
FRONT = """\
slug: putusan-sidang-sengketa
draft: true
section: nasional
tags: [Banjir, Sengketa Tambang Pasir]
author: [Dewi Contoh, Laras Anindita]
editor: Budi
summary: Hakim mengabulkan gugatan warga atas tambang pasir.
image: {src: ruang-sidang-utama.png, alt: Hakim membacakan putusan, credit: Dewi Contoh}
"""
TEXT = "Majelis hakim mengabulkan gugatan warga Desa Pasir Putih atas tambang yang merusak sawah mereka.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_site("kecil", tmp_path)
    (project / HIDDEN).parent.mkdir(parents=True)
    (project / HIDDEN).write_text(story(FRONT, TEXT, "Gugatan warga dikabulkan"), "utf-8")
    photo = project / "content/2024/01/10/banjir-surut/air.png"
    (project / HIDDEN).with_name("ruang-sidang-utama.png").write_bytes(photo.read_bytes() + b"x")
    return project


NOW = "2024-01-15"


# -- a leak --


def everything_passes(documents: object, release: object) -> tuple[object, ...]:
    """A gate that stands open."""
    return tuple(documents)  # type: ignore[arg-type]


@pytest.fixture
def leaking(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr("site_gen.site.making.released", everything_passes)
    return monkeypatch


def failure(project: Path) -> SiteError:
    with pytest.raises(SiteError) as caught:
        build_site(project, NOW, jobs=2)
    return caught.value


def test_a_leak_keeps_the_site_from_being_published_and_names_output_and_story(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(project, NOW)
    before = tree(project / "public")
    with monkeypatch.context() as patch:
        patch.setattr("site_gen.site.making.released", everything_passes)
        # The first attempt must leave nothing behind that a second one takes for good.
        for _ in range(2):
            shutil.rmtree(project / ".site_gen")  # or the plan would stand
            error = failure(project)
            assert error.exit_code == BUG
            named = {problem.where.path for problem in error.problems}
            assert "public/id/2024/01/putusan-sidang-sengketa/index.html" in named
            assert {"public/id/index.html", "public/id/feed.xml", "public/_redirects"} & named
            assert any(HIDDEN in problem.message for problem in error.problems)
            assert tree(project / "public") == before
    build_site(project, NOW)
    assert tree(project / "public") == before


def test_a_leak_is_found_whichever_process_prints_it(project: Path, leaking: pytest.MonkeyPatch) -> None:
    alone = {str(problem) for problem in failure(project).problems}
    leaking.setattr(printing, "_MANY", 3)
    leaking.setattr(press, "_BATCH", 1)
    assert {str(problem) for problem in failure(project).problems} == alone


@pytest.mark.parametrize(
    "phrase",
    [
        "/id/2024/01/putusan-sidang-sengketa/",
        "/id/tag/sengketa-tambang-pasir/",
        "/id/penulis/laras-anindita/",
        "/media/ruang-sidang-utama.",
        "gugatan warga dikabulkan",
        "hakim mengabulkan gugatan warga atas tambang pasir",
        "sengketa tambang pasir",
        "laras anindita",
        "hakim membacakan putusan",
        "2024 01 12 sidang",
        "hakim mengabulkan gugatan warga desa pasir putih atas",
    ],
)
def test_every_part_of_a_story_that_only_it_has_is_looked_for(project: Path, phrase: str) -> None:
    found = looked_for(project)
    assert any(one.startswith(phrase) for one in found)


@pytest.mark.parametrize(
    "phrase", ["dewi contoh", "/id/tag/banjir/", "/id/penulis/dewi-contoh/", "nasional", "banjir", "budi"]
)
def test_what_released_stories_have_too_is_not_looked_for(project: Path, phrase: str) -> None:
    assert phrase not in looked_for(project)


def looked_for(project: Path, source: str = HIDDEN, now: str = NOW) -> set[str]:
    asked: list[Withheld] = []

    class Spy(Withheld):
        def __init__(self, phrases: dict[str, tuple[bytes, ...]]) -> None:
            super().__init__(phrases)
            self.sought = {phrase.decode() for phrase in phrases.get(source, ())}
            asked.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_gen.printing.Withheld", Spy)
        build_site(project, now)
    return asked[0].sought if asked else set()  # type: ignore[attr-defined]


# -- what waits in a story that is out --

LIVE = "content/2024/01/13/langsung.id.md"
WAITING = {
    "an entry's title": "jembatan kedua ditutup polisi",
    "an entry's text": "polisi menutup jembatan kedua setelah retakan di kakinya",
    "a correction": "korban sembilan orang bukan tujuh",
}


@pytest.fixture
def running(project: Path) -> Path:
    front = (
        "live: true\ncorrections:\n"
        "- {at: 2024-01-14, text: Hujan turun Jumat.}\n- {at: 2024-01-16, text: Korban sembilan orang bukan tujuh.}\n"
    )
    body = (
        "Di atas.\n\n## 2024-01-14 08:00 Hujan turun\n\nHujan turun di hulu sungai sejak pagi buta sampai siang.\n\n"
        "## 2024-01-16 08:00 Jembatan kedua ditutup polisi\n\n"
        "Para polisi menutup jembatan kedua setelah retakan di kakinya melebar.\n"
    )
    (project / LIVE).parent.mkdir(parents=True, exist_ok=True)
    (project / LIVE).write_text(story(front, body, "Banjir bandang", "2024-01-13"), "utf-8")
    (project / HIDDEN).unlink()
    return project


def test_an_entry_and_a_correction_that_wait_are_looked_for(
    running: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(running, NOW)
    before = tree(running / "public")
    shutil.rmtree(running / ".site_gen")
    with monkeypatch.context() as patch:
        patch.setattr("site_gen.site.release.as_released", lambda document, release: document)
        found = " ".join(problem.message for problem in failure(running).problems)
    assert tree(running / "public") == before
    for part, words in WAITING.items():
        assert words.split()[0] in found, part
    assert LIVE in found
    assert "hujan turun" not in found, "what readers see already is no secret"


def test_what_waits_in_a_story_is_looked_for_until_its_time(running: Path, plans: list[int]) -> None:
    assert set(WAITING.values()) <= looked_for(running, LIVE)
    assert len(plans) == 1
    assert not looked_for(running, LIVE, "2024-01-17")


def test_what_the_story_says_already_in_other_words_of_the_same_is_no_leak(
    running: Path, plans: list[int]
) -> None:
    path = running / LIVE
    text = "Para polisi menutup jembatan kedua setelah retakan di kakinya"
    path.write_text(path.read_text("utf-8").replace("Di atas.", f"{text} terlihat."), "utf-8")
    report = build_site(running, NOW)
    assert "id/2024/01/langsung/index.html" in report.written
    assert len(plans) == 2, "to be sure"


# -- no leak --


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every plan that is made."""
    made: list[int] = []
    plan_site: Callable[..., planning.Plan] = planning.plan_site

    def counted(*arguments: object, **options: object) -> planning.Plan:
        made.append(1)
        return plan_site(*arguments, **options)

    monkeypatch.setattr(planning, "plan_site", counted)
    return made


def test_a_site_with_hidden_stories_is_built_with_one_plan(project: Path, plans: list[int]) -> None:
    build_site(project, NOW)
    assert len(plans) == 1


COMMON = {
    "a sentence": ("", TEXT, "Kabar lain"),
    "a headline": ("", "Isi.\n", "Gugatan warga dikabulkan"),
    "a summary": ("summary: Hakim mengabulkan gugatan warga atas tambang pasir.\n", "Isi.\n", "Kabar lain"),
}


@pytest.mark.parametrize("case", COMMON)
def test_what_a_released_story_says_as_well_is_no_leak(project: Path, plans: list[int], case: str) -> None:
    front, text, title = COMMON[case]
    (project / "content/2024/01/12/lain.id.md").write_text(story(front, text, title), "utf-8")
    build_site(project, NOW)
    assert "id/2024/01/lain/index.html" in tree(project / "public")
    made = len(plans)
    # But for a text in its own page, a site without the hidden story was planned, to be sure.
    assert made == (1 if case == "a sentence" else 2)
    build_site(project, NOW)
    assert len(plans) == made


def test_a_story_that_is_pinned_to_a_front_before_its_time_is_no_leak(
    project: Path, plans: list[int]
) -> None:
    (project / "content/fronts").mkdir()
    (project / "content/fronts/home.yaml").write_text(
        f"lead: {{pins: [{HIDDEN.removeprefix('content/')}]}}\n"
    )
    (project / "content/2024/01/12/lain.id.md").write_text(
        story("", "Isi.\n", "Gugatan warga dikabulkan"), "utf-8"
    )
    build_site(project, NOW)
    assert len(plans) == 2


@pytest.mark.parametrize("link", ["../11/lama/index.id.md", "/id/nasional/2024/cerita-lama/"])
def test_a_link_to_a_story_that_has_expired_stops_nothing_where_others_use_its_words(
    project: Path, plans: list[int], link: str
) -> None:
    with (project / "config.yaml").open("a") as config:
        config.write('permalink: "/{lang}/{section}/{year}/{slug}/"\n')
    texts = {
        "11/lama/index": story(
            "slug: cerita-lama\nsection: nasional\nexpires: 2024-01-14\n",
            "Isi lama.\n",
            "Banjir bandang di Demak",
        ),
        "12/lagi": story("summary: Setelah banjir bandang di Demak warga kembali.\n"),
        "13/lain": story("summary: Banjir bandang di Demak surut.\n", f"Baca [cerita lama]({link}).\n"),
    }
    for path, text in texts.items():
        target = project / f"content/2024/01/{path}.id.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    report = build_site(project, NOW)
    assert len(plans) == 2
    assert any("has expired" in problem.message for problem in report.warnings)
    (page,) = (project / "public").rglob("lain/index.html")
    assert "Baca cerita lama." in page.read_text("utf-8")


def test_a_translation_that_waits_may_say_what_its_original_says(project: Path, plans: list[int]) -> None:
    path = project / "content/2024/01/10/banjir-surut"
    text = (path / "index.id.md").read_text("utf-8")
    (path / "index.en.md").write_text(
        text.replace("aliases:", "draft: true\naliases:").replace("/id/2024/banjir-lama/", "/en/2024/flood/"),
        "utf-8",
    )
    build_site(project, NOW)
    assert "en/2024/01/banjir-surut/index.html" not in tree(project / "public")


def test_a_text_that_is_quoted_while_the_plan_stands_is_no_leak(project: Path, plans: list[int]) -> None:
    build_site(project, NOW)
    path = project / "content/2023/12/30/rapat.id.md"
    path.write_text(path.read_text("utf-8").replace("Rapat.\n", TEXT), "utf-8")
    del plans[:]
    report = build_site(project, NOW)
    assert "id/2023/12/rapat/index.html" in report.written
    assert plans == []


def test_where_nothing_is_hidden_nothing_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, {"content/a.id.md": story()})
    monkeypatch.setattr("site_gen.printing.Withheld", None)
    build_site(tmp_path, NOW)


def test_a_preview_of_drafts_shows_them(project: Path, tmp_path: Path) -> None:
    build_site(project, NOW, drafts=True, output=tmp_path / "konsep")
    assert "id/2024/01/putusan-sidang-sengketa/index.html" in tree(tmp_path / "konsep")


def test_a_lost_cache_costs_time_and_no_leak_is_missed(project: Path) -> None:
    build_site(project, NOW)
    path = project / "content/2023/12/30/rapat.id.md"
    (project / ".site_gen/blobs").write_bytes(b"")
    path.write_text(path.read_text("utf-8").replace("Rapat.\n", "Rapat lagi.\n"), "utf-8")
    assert "id/2023/12/rapat/index.html" in build_site(project, NOW).written


def test_the_command_ends_as_with_every_mistake_of_ours(
    project: Path, leaking: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(project), "build", "--no-import", "--now", NOW]) == BUG
    assert "which readers may not see" in capfd.readouterr().err
    assert not (project / "public").exists()


# -- the search itself --

HTML = "<p>Menurut <em>kepala desa</em> warga Pasir Putih akan kembali menanam padi pada musim hujan.</p>"
PHRASE = text_phrases(HTML.encode())[0]


@pytest.mark.parametrize(
    "text",
    [
        HTML,
        f"<p>Lain.</p>{HTML}",
        json.dumps({"text": "warga Pasir Putih akan kembali menanam padi pada musim hujan"}),
        "Warga *Pasir Putih* akan kembali\nmenanam padi -- pada musim hujan",
        "<![CDATA[warga pasir putih akan kembali menanam padi pada musim hujan]]>",
    ],
)
def test_words_are_found_whatever_stands_between_them(text: str) -> None:
    found = Withheld({"a.md": (PHRASE,)}).traces("id/index.html", text.encode())
    assert [(trace.path, trace.source) for trace in found] == [("id/index.html", "a.md")]


@pytest.mark.parametrize(
    "text", ["", "warga Pasir Putih", "musim hujan pada padi menanam kembali akan Putih Pasir warga"]
)
def test_words_in_another_order_are_no_trace(text: str) -> None:
    assert Withheld({"a.md": (PHRASE,)}).traces("id/index.html", text.encode()) == []


def test_an_address_is_found_as_a_whole_and_in_paths_too() -> None:
    withheld = Withheld({"a.md": (b"/id/2024/01/banjir/",)})
    assert withheld.traces("x.html", b'<a href="https://koran.example/id/2024/01/banjir/">')
    assert withheld.traces("id/2024/01/banjir/index.html")
    assert not withheld.traces("x.html", b'<a href="/id/2024/01/banjir-surut/">')
    assert not withheld.traces("x.html", b"id 2024 01 banjir")
