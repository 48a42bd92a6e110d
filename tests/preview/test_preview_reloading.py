"""After a save, the open page loads itself again, and has what was saved last."""

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from previews import NOW, Running, Tab, story

from site_gen.cache.memory import Cache
from site_gen.planning import make_plan
from site_gen.reading.project import Request, read_config

PAGE = "/id/2016/11/beras/"
THOROUGH = os.environ.get("SITE_GEN_THOROUGH") == "1"


def test_a_save_reloads_the_open_page_which_then_has_the_new_text(preview: Running) -> None:
    tab = Tab(preview).greet(preview.token)
    story(preview.project, "beras", "id", "Harga beras turun.")
    message = tab.hears()
    assert message["command"] == "reload"
    assert "Harga beras turun." in preview.get(PAGE).text


def test_a_message_names_no_path_of_the_machine(preview: Running) -> None:
    tab = Tab(preview).greet(preview.token)
    story(preview.project, "beras", "id", "Harga beras turun.")
    assert str(preview.project) not in json.dumps(tab.hears())
    assert tab.hears_nothing()


def test_a_second_save_soon_after_the_first_is_not_forgotten(preview: Running) -> None:
    for number in range(4):
        token = preview.token
        tab = Tab(preview).greet(token)
        story(preview.project, "beras", "id", f"Teks nomor {number}.")
        tab.hears()
        assert f"Teks nomor {number}." in preview.get(PAGE).text


def test_a_page_that_connects_after_the_reload_was_sent_is_told_all_the_same(preview: Running) -> None:
    """It was loaded before the save, and its socket was opened after it."""
    shown = preview.token
    story(preview.project, "beras", "id", "Harga beras turun.")
    preview.until(lambda: preview.token != shown)
    assert Tab(preview).greet(shown).hears()["command"] == "reload"
    assert Tab(preview).greet(preview.token).hears_nothing()


def test_a_page_of_an_earlier_preview_is_told_to_reload(preview: Running) -> None:
    assert Tab(preview).greet("p0000-1").hears()["command"] == "reload"


def test_a_save_that_no_page_shows_reloads_nothing(preview: Running) -> None:
    tab = Tab(preview).greet(preview.token)
    path = preview.project / "content/2016/11/15/beras/index.id.md"
    path.write_bytes(path.read_bytes())
    assert tab.hears_nothing()


def test_every_open_page_is_told(preview: Running) -> None:
    tabs = [Tab(preview).greet(preview.token) for _ in range(5)]
    tabs[2].close()
    story(preview.project, "beras", "id", "Harga beras turun.")
    for tab in (*tabs[:2], *tabs[3:]):
        assert tab.hears()["command"] == "reload"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello",
        b"[]",
        b"null",
        b"7",
        b'{"command": 7}',
        b'{"command": "reload"}',
        b"[" * 5000,
        b"\xff\xfe",
    ],
)
def test_what_is_not_the_protocol_ends_that_connection_alone(preview: Running, said: bytes) -> None:
    good, bad = Tab(preview).greet(preview.token), Tab(preview)
    bad.say_bytes(said)
    assert bad.hears() == {}
    story(preview.project, "beras", "id", "Harga beras turun.")
    assert good.hears()["command"] == "reload"


Change = Callable[[Running], None]


def new_story(running: Running) -> None:
    story(running.project, "jagung", "id", "Panen jagung.", title="Jagung melimpah")


def new_title(running: Running) -> None:
    story(running.project, "beras", "id", "x", title="Jagung melimpah")


def new_configuration(running: Running) -> None:
    path = running.project / "config.yaml"
    path.write_text(path.read_text("utf-8").replace("Warta Uji", "Jagung melimpah"), "utf-8")


def new_glossary(running: Running) -> None:
    path = running.project / "content/glossary.yaml"
    path.write_text("pasar: {id: Jagung melimpah, en: Market, type: topic}\n", "utf-8")


def new_string(running: Running) -> None:
    path = running.project / "theme/strings/id.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("skip: Jagung melimpah\n", "utf-8")


def new_layout(running: Running) -> None:
    path = running.project / "theme/layouts/home.html"
    path.parent.mkdir(parents=True)
    path.write_text("<!doctype html><title>{{ head.title }}</title><p>Jagung melimpah</p>\n", "utf-8")


@pytest.mark.parametrize(
    "change", [new_story, new_title, new_configuration, new_glossary, new_string, new_layout]
)
def test_whatever_shapes_the_site_is_shown_at_once(preview: Running, change: Change) -> None:
    target = "/id/tag/" if change is new_glossary else "/id/"
    assert "Jagung melimpah" not in preview.get(target).text
    tab = Tab(preview).greet(preview.token)
    change(preview)
    assert tab.hears()["command"] == "reload"
    preview.shows(target, "Jagung melimpah")


def test_a_file_of_static_is_given_as_it_is_now(preview: Running) -> None:
    (preview.project / "static/robot.txt").write_text("baru\n", "utf-8")
    assert preview.get("/robot.txt").text == "baru\n"
    (preview.project / "static/lagi.txt").write_text("lagi\n", "utf-8")
    preview.until(lambda: preview.get("/lagi.txt").status == 200)
    (preview.project / "static/lagi.txt").unlink()
    preview.until(lambda: preview.get("/lagi.txt").status == 404)


def test_a_story_that_is_deleted_is_gone(preview: Running) -> None:
    (preview.project / "content/2016/11/15/beras/index.id.md").unlink()
    preview.until(lambda: preview.get(PAGE).status == 404)


def test_an_open_page_whose_address_changes_is_followed_to_the_new_one(preview: Running) -> None:
    story(preview.project, "beras", "id", "x", more="slug: padi\n")
    preview.until(lambda: preview.get("/id/2016/11/padi/").status == 200)
    assert preview.get(PAGE).headers["location"] == "/id/2016/11/padi/"
    story(preview.project, "beras", "id", "x", more="slug: gabah\n")
    preview.until(lambda: preview.get("/id/2016/11/gabah/").status == 200)
    assert preview.get(PAGE).headers["location"] == "/id/2016/11/gabah/"
    story(preview.project, "beras", "id", "x")
    preview.until(lambda: preview.get(PAGE).status == 200)


def test_drafts_and_stories_to_come_are_shown_under_a_bar(preview: Running) -> None:
    story(preview.project, "draf", "id", "Belum.", more="draft: true\n")
    story(preview.project, "nanti", "en", "Later.", more="embargo: 2026-12-01 09:00\n")
    story(preview.project, "lalu", "en", "Gone.", more="expires: 2016-11-20\n")
    preview.shows("/id/2016/11/draf/", "Draf: pembaca belum melihat halaman ini.")
    preview.shows("/en/2016/11/nanti/", "Due 2026-12-01 09:00 (Asia/Jakarta)")
    preview.shows("/en/2016/11/lalu/", "Expired 2016-11-20 00:00 (Asia/Jakarta)")
    assert "site-gen-preview" not in preview.get(PAGE).text


def test_a_draft_is_under_a_bar_in_the_edition_that_shows_it_untranslated(preview: Running) -> None:
    config = preview.project / "config.yaml"
    config.write_text(config.read_text("utf-8") + "missing_translation: page\n", "utf-8")
    story(preview.project, "draf", "id", "Belum.", more="draft: true\n")
    preview.shows("/en/2016/11/draf/", "Draft: readers do not see this page.")
    preview.shows("/id/2016/11/draf/", "Draf: pembaca belum melihat halaman ini.")


def test_an_embargo_that_is_moved_changes_the_bar(preview: Running) -> None:
    for day in ("2026-12-01", "2026-12-02"):
        story(preview.project, "nanti", "en", "Later.", more=f"embargo: {day}\n")
        preview.shows("/en/2016/11/nanti/", f"Due {day} 00:00")


def test_the_site_changes_by_itself_when_a_story_is_due(paper: Path, run: Callable[..., Running]) -> None:
    story(paper, "nanti", "id", "Akhirnya.", more="embargo: 2016-11-24 22:06:50\n")
    running = run(paper, drafts=False)
    target = "/id/2016/11/nanti/"
    assert running.get(target).status == 404
    tab = Tab(running).greet(running.token)
    running.now = NOW + 11
    running.preview.watch.wake()
    assert tab.hears()["command"] == "reload"
    assert "Akhirnya." in running.get(target).text


def test_a_story_that_is_due_while_a_mistake_stands_waits_for_the_mending(
    paper: Path, run: Callable[..., Running]
) -> None:
    story(paper, "nanti", "id", "Akhirnya.", more="embargo: 2016-11-24 22:06:50\n")
    running = run(paper, drafts=False)
    story(paper, "beras", "id", "[x](nix.md)")
    running.until(lambda: bool(running.preview.proofs.proof.problems))
    running.now = NOW + 11
    running.preview.watch.wake()
    running.until(lambda: running.preview.proofs.due() is None)
    story(paper, "beras", "id", "Baik.")
    running.shows("/id/2016/11/nanti/", "Akhirnya.")


def test_new_seeds_are_imported_at_the_start_and_when_they_come(preview: Running) -> None:
    assert preview.imports == [NOW]
    preview.seeds = lambda config, now: story(preview.project, "kawat", "id", "Dari kawat.") and None
    (preview.project / "seeds").mkdir()
    (preview.project / "seeds/1.txt").write_text("x", "utf-8")
    preview.shows("/id/2016/11/kawat/", "Dari kawat.")


def test_an_edit_of_a_story_imports_nothing(preview: Running) -> None:
    story(preview.project, "beras", "id", "Harga beras turun.")
    preview.shows(PAGE, "Harga beras turun.")
    assert preview.imports == [NOW]


def save(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def save_with_an_old_time(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (1_400_000_000, 1_400_000_000))


def save_with_the_same_time(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def save_as_vim_does(path: Path, text: str) -> None:
    probe = path.with_name("4913")
    probe.write_text("", "utf-8")
    probe.unlink()
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text, "utf-8")
    path.with_name(path.name + "~").unlink()


def save_by_replacing(path: Path, text: str) -> None:
    fresh = path.with_name("." + path.name)
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def save_as_a_checkout_does(path: Path, text: str) -> None:
    path.unlink()
    path.parent.joinpath("index.en.md").unlink(missing_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (1_400_000_000, 1_400_000_000))


def save_in_two_steps(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:20])
        file.flush()
        time.sleep(0.03)
        file.write(text[20:])


WAYS = (
    *(save, save_with_an_old_time, save_with_the_same_time, save_as_vim_does),
    *(save_by_replacing, save_as_a_checkout_does, save_in_two_steps),
)


@pytest.mark.parametrize("seed", range(500 if THOROUGH else 8))
def test_after_a_burst_of_saves_the_page_has_the_last_one(preview: Running, seed: int) -> None:
    dice = random.Random(seed)
    path = preview.project / "content/2016/11/15/beras/index.id.md"
    tab = Tab(preview).greet(preview.token)
    shown = preview.get(PAGE).text
    for number in range(dice.randint(1, 5)):
        text = path.read_text("utf-8").replace("Kabar", "Berita")
        last = f"Akhir {seed} {number}."
        dice.choice(WAYS)(path, text.rstrip("\n").rpartition("\n")[0] + f"\n{last}\n")
        time.sleep(dice.choice([0, 0, 0.01, 0.05, 0.3]))
    # As a browser does: load the page at each reload; what it loaded last is what the person sees.
    while last not in shown:
        assert tab.hears()["command"] == "reload"
        shown = preview.get(PAGE).text
    assert "details" not in shown
    assert preview.preview.proofs.plan.outputs == from_nothing(preview)


def from_nothing(running: Running) -> object:
    """What a plan that knows nothing of the ones before has."""
    config = read_config(running.project)
    request = Request(project=running.project, now=running.now, drafts=True)
    return make_plan(request, config, Cache(None, running.preview.memory.engine)).outputs
