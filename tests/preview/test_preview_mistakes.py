"""A mistake is shown where it is, over the last good page, and mending it heals without a restart."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from previews import NOW, Running, Tab, story

from site_gen.errors import Location, Problem, SiteError
from site_gen.preview import proofs

PAGE = "/id/2016/11/beras/"
OTHER = "/en/2016/11/banjir/"
OPEN = '<details class="problems"'
ARTICLE = "theme/layouts/article.html"
INDEX = "content/2016/11/15/beras/index.id.md"

MISTAKES: dict[str, tuple[str, str, str]] = {
    "an unknown key": (INDEX, "---\ntitle: x\ndate: 2016-11-15\ndarft: true\n---\n\nx\n", f"{INDEX}:4:1"),
    "damaged front matter": (INDEX, "---\ntitle: [x\n---\n\nx\n", f"{INDEX}:"),
    "an empty file": (INDEX, "", INDEX),
    "no UTF-8": (INDEX, "---\ntitle: \udcff\n---\n", INDEX),
    "a link that leads nowhere": (
        INDEX,
        "---\ntitle: x\ndate: 2016-11-15\n---\n\n[x](nix.md)\n",
        f"{INDEX}:6:",
    ),
    "a picture that is not there": (
        INDEX,
        "---\ntitle: x\ndate: 2016-11-15\n---\n\n![x](nix.png)\n",
        f"{INDEX}:6:",
    ),
    "two stories at one address": (
        "content/2016/11/16/lain/index.id.md",
        "---\ntitle: x\ndate: 2016-11-16\nslug: beras\n---\n\nx\n",
        "content/2016/11/1",
    ),
    "an unknown key in config.yaml": (
        "config.yaml",
        "title: x\nbase_ulr: https://x.example\n",
        "config.yaml:2:1",
    ),
    "damaged config.yaml": ("config.yaml", "title: [\n", "config.yaml:"),
    "another theme": ("config.yaml", "title: x\nbase_url: https://x.example\ntheme: nix\n", "config.yaml"),
    "a damaged glossary": ("content/glossary.yaml", "pasar: {nix: x}\n", "content/glossary.yaml:1:"),
    "a front with a pin of a story that is not there": (
        "content/fronts/home.yaml",
        "lead:\n  pins: [nix]\n",
        "content/fronts/home.yaml:2:10",
    ),
    "a template that cannot be read": (ARTICLE, "<p>\n{% if %}\n", f"{ARTICLE}:2"),
    "a template that asks for what there is not": (ARTICLE, "<p>\n{{ nix }}\n", f"{ARTICLE}:2"),
    "a template that fails while it writes": (
        ARTICLE,
        "<p>\n{{ 1 // (minutes - minutes) }}\n",
        f"{ARTICLE}:2",
    ),
    "a string in one language alone": (
        "theme/strings/id.yaml",
        "nix: x\n",
        "theme/strings/id.yaml:1",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_shown_over_the_last_good_page_and_heals(preview: Running, name: str) -> None:
    path, text, place = MISTAKES[name]
    file = preview.project / path
    good = file.read_bytes() if file.exists() else None
    for target in (PAGE, OTHER):
        assert OPEN not in preview.get(target).text
    tab = Tab(preview).greet(preview.token)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert tab.hears()["command"] == "reload"
    for target, words in ((PAGE, "Kabar beras hari ini."), (OTHER, "News of banjir today.")):
        preview.shows(target, OPEN)
        answer = preview.get(target)
        assert f"<code>{place}" in answer.text
        assert words in answer.text
        assert answer.status == 200
    if good is None:
        file.unlink()
    else:
        file.write_bytes(good)
    preview.until(lambda: OPEN not in preview.get(PAGE).text)
    story(preview.project, "beras", "id", "Semua baik.")
    preview.shows(PAGE, "Semua baik.")
    assert OPEN not in preview.get(OTHER).text


def test_all_mistakes_are_shown_at_once(preview: Running) -> None:
    story(preview.project, "beras", "id", "[x](nix.md)")
    story(preview.project, "banjir", "en", "x", more="darft: true\n")
    preview.shows(PAGE, "banjir/index.en.md:5:1")
    assert "beras/index.id.md:" in preview.get(PAGE).text
    assert "2 masalah" in preview.get(PAGE).text


def test_a_page_that_was_never_seen_is_a_page_of_problems_while_its_template_fails(preview: Running) -> None:
    path = preview.project / ARTICLE
    path.parent.mkdir(parents=True)
    path.write_text("<p>\n{{ 1 // (minutes - minutes) }}\n", "utf-8")
    token = preview.token
    preview.until(lambda: preview.token != token)
    answer = preview.get(PAGE)
    assert answer.status == 503
    assert f"<code>{ARTICLE}:2" in answer.text
    assert "/livereload.js?" in answer.text
    assert preview.get("/id/").status == 200


BEFORE_THE_FIRST = {
    "config.yaml": "title: [\n",
    INDEX: "---\ntitle: x\nnix: y\n---\n\nx\n",
    "content/glossary.yaml": "pasar: {nix: x}\n",
    ARTICLE: "{{ nix }}",
}


@pytest.mark.parametrize("path", BEFORE_THE_FIRST)
def test_a_project_that_is_not_good_yet_shows_what_is_wrong_until_it_is(
    paper: Path, run: Callable[..., Running], path: str
) -> None:
    file = paper / path
    good = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(BEFORE_THE_FIRST[path], "utf-8")
    running = run(paper)
    tab = Tab(running).greet(running.token)
    for target in ("/", "/id/", "/robot.txt", "/x/y"):
        answer = running.get(target)
        assert answer.status == 503
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert f"<code>{path}" in answer.text
    assert running.get("/%00").status == 400
    assert running.get("/livereload.js").status == 200
    assert any(path in line for line in running.said)
    if good is None:
        file.unlink()
    else:
        file.write_bytes(good)
    assert tab.hears()["command"] == "reload"
    answer = running.get(PAGE)
    assert (answer.status, OPEN in answer.text) == (200, False)


def test_a_link_in_the_content_is_a_mistake_like_any_other(preview: Running) -> None:
    (preview.project / "content/away").symlink_to("/usr")
    preview.shows(PAGE, "<code>content/away</code>")
    (preview.project / "content/away").unlink()
    preview.until(lambda: OPEN not in preview.get(PAGE).text)


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_a_folder_that_cannot_be_read_is_a_mistake_like_any_other(preview: Running) -> None:
    folder = preview.project / "content/2016/11/15/beras"
    folder.chmod(0)
    preview.shows(PAGE, "<code>content/2016/11/15/beras")
    folder.chmod(0o755)
    preview.until(lambda: OPEN not in preview.get(PAGE).text)


def test_a_bad_seed_is_shown_and_edits_are_shown_all_the_same(preview: Running) -> None:
    seed = preview.project / "seeds/1.txt"

    def import_seeds(config: object, now: int) -> None:
        if seed.exists():
            raise SiteError(Problem(Location("seeds/1.txt", 1), "no headline"))

    preview.seeds = import_seeds
    seed.parent.mkdir()
    seed.write_text("x", "utf-8")
    preview.shows(PAGE, "<code>seeds/1.txt:1</code>")
    story(preview.project, "beras", "id", "Tetap terlihat.")
    preview.shows(PAGE, "Tetap terlihat.")
    assert OPEN in preview.get(PAGE).text
    seed.unlink()
    preview.until(lambda: OPEN not in preview.get(PAGE).text)


def test_a_fault_of_ours_is_shown_without_a_traceback_and_heals(
    preview: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("pipa <bocor>")

    with monkeypatch.context() as patch:
        patch.setattr(proofs, "read_project", fail)
        story(preview.project, "beras", "id", "x")
        preview.shows(PAGE, "a mistake of ours: RuntimeError: pipa &lt;bocor&gt;")
        assert "Traceback" not in preview.get(PAGE).text
        assert str(preview.project) not in preview.get(PAGE).text
    story(preview.project, "beras", "id", "Lagi.")
    preview.shows(PAGE, "Lagi.")
    assert OPEN not in preview.get(PAGE).text


def test_a_story_that_came_while_something_else_was_wrong_is_not_overlooked(
    preview: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("jam berhenti")

    with monkeypatch.context() as patch:
        patch.setattr(preview.preview.proofs, "import_seeds", fail)
        (preview.project / "seeds").mkdir()
        (preview.project / "seeds/1.txt").write_text("x", "utf-8")
        story(preview.project, "baru", "id", "Cerita baru.")
        preview.until(lambda: bool(preview.preview.proofs.proof.problems))
    story(preview.project, "beras", "id", "Semua baik.")
    preview.shows(PAGE, "Semua baik.")
    assert "Cerita baru." in preview.get("/id/2016/11/baru/").text


def test_the_terminal_is_told_of_each_mistake_once(preview: Running) -> None:
    story(preview.project, "beras", "id", "[x](nix.md)")
    preview.shows(PAGE, OPEN)
    story(preview.project, "beras", "en", "Still.")
    time.sleep(0.2)
    story(preview.project, "beras", "id", "Baik.")
    preview.until(lambda: OPEN not in preview.get(PAGE).text)
    assert sum("nix.md" in line for line in preview.said) == 1
    assert preview.said[-1] == "All is well again."


def test_seeds_wait_for_a_build_and_edits_do_not(paper: Path, run: Callable[..., Running]) -> None:
    from site_gen.publish import lock

    with lock(paper / "public", "site-gen build"):
        running = run(paper)
        assert running.imports == []
        assert any("another build is at work" in line for line in running.said)
        story(paper, "beras", "id", "Tidak menunggu.")
        running.shows(PAGE, "Tidak menunggu.")
    running.until(lambda: running.imports == [NOW])
