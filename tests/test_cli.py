"""The command line: what one may type, what it answers, and how it ends."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from newsroom import build_site, copy_site, story, tree, write_project

from site_gen import __version__
from site_gen.cli import commands, run
from site_gen.publish import lock, published

AT = ("--now", "2024-01-15")
BUILD = ("build", "--no-import", *AT)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_site("kecil", tmp_path_factory.mktemp("baik"))
    build_site(project, "2024-01-15")
    return project


@pytest.fixture
def project(good: Path, tmp_path: Path) -> Path:
    """The small site, published."""
    shutil.copytree(good, tmp_path / "kecil", ignore=shutil.ignore_patterns(".public.*"))
    return tmp_path / "kecil"


class Said:
    """How a command ended, and what it said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in err


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], project: Path):  # type: ignore[no-untyped-def]
    """Types a command in the project, by way of -C unless told otherwise."""

    def typed(*arguments: str, inside: bool = True) -> Said:
        code = run([*(("-C", str(project)) if inside else ()), *arguments])
        found = capfd.readouterr()
        return Said(code, found.out, found.err)

    return typed


# -- asking --


def test_help_lists_every_command_with_what_it_does(say) -> None:  # type: ignore[no-untyped-def]
    said = say("--help", inside=False)
    assert (said.code, said.err) == (0, "")
    for name, command in commands.commands.items():
        assert re.search(rf"^  {name} +\S", said.out, re.MULTILINE), name
        assert command.help


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_explains_itself_and_its_options(say, name: str) -> None:  # type: ignore[no-untyped-def]
    said = say(name, "--help", inside=False)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: site-gen {name} ")
    for option in commands.commands[name].params:
        if option.param_type_name == "option":
            assert option.help, option.name  # type: ignore[attr-defined]


def test_the_version_is_told(say) -> None:  # type: ignore[no-untyped-def]
    said = say("--version", inside=False)
    assert (said.code, said.out) == (0, f"site-gen, version {__version__}\n")


def test_without_a_command_help_is_shown_and_the_exit_code_is_that_of_a_mistake(say) -> None:  # type: ignore[no-untyped-def]
    said = say(inside=False)
    assert said.code == 2
    assert "Commands:" in said.out


# -- typing wrongly --


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("biuld",), 'there is no command "biuld". Did you mean "build"?'),
        (("xyzzy",), 'there is no command "xyzzy". site-gen --help lists them.'),
        (("build", "--verbos"), "No such option '--verbos'"),
        (("build", "extra"), "Got unexpected extra argument (extra)"),
        (("build", "--jobs", "0"), "0 is not in the range 1<=x<=64"),
        (("build", "--jobs", "many"), "'many' is not a valid integer"),
        (("build", "--now", "kemarin"), '--now: "kemarin" is no date'),
        (("build", "--now", ""), '--now: "" is no date'),
        (("build", "--output", ""), "the name of a folder is empty"),
        (("build", "--cache", "  "), "the name of a folder is empty"),
        (("build", "--cache", ""), "the name of a folder is empty"),
        (("-C", "", "build"), "the name of the project's folder is empty"),
        (("build", "--output"), "Option '--output' requires an argument"),
        (("show",), "Missing argument 'URL'"),
        (("-C",), "Option '-C' requires an argument"),
    ],
)
def test_a_mistyped_command_is_explained_and_does_nothing(
    say, project: Path, arguments: tuple[str, ...], answer: str
) -> None:  # type: ignore[no-untyped-def]
    before = tree(project / "public")
    said = say(*arguments, inside=arguments[0] != "-C")
    assert (said.code, said.out) == (2, "")
    assert answer in said.err
    assert tree(project / "public") == before


@pytest.mark.parametrize("folder", ["tiada", "", "kecil/content", "kecil/config.yaml"])
def test_a_folder_that_is_no_project_is_named(
    say, project: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(project.parent)
    said = say("-C", folder, *BUILD, inside=False)
    assert said.code == 2
    assert said.out == ""
    assert folder in said.err


def test_outside_of_every_project_a_build_says_so(
    say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    empty = tmp_path / "kosong"
    empty.mkdir()
    monkeypatch.chdir(empty)
    said = say(*BUILD, inside=False)
    assert said.code == 2
    assert "no config.yaml here or above" in said.err
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("word", ["abc", "-1", "1e9", "2024-01-01", "9" * 5000])
def test_a_source_date_epoch_that_is_no_number_is_refused(
    say, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", word)
    said = say("build", "--no-import")
    assert said.code == 2
    assert f'SOURCE_DATE_EPOCH is "{word}"' in said.err


@pytest.mark.parametrize("word", ["1795766400000", "99999999999999999999", "253402300800", "253402300799"])
def test_a_source_date_epoch_in_milliseconds_is_asked_about(
    say, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", word)
    correct = ("correct", "2023/12/30/rapat", "--kind", "ralat", "--text", "Bukan 20, tetapi 2.")
    for command in (("build", "--no-import"), ("new", "x"), correct):
        said = say(*command)
        assert (said.code, said.out) == (2, "")
        assert f"SOURCE_DATE_EPOCH is {word}" in said.err
        assert "Are these milliseconds?" in said.err


# -- building --


def test_a_project_is_found_from_a_folder_inside_it(
    say, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(project / "content" / "2024")
    (project / "static" / "baru.txt").write_text("baru")
    said = say(*BUILD, inside=False)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Built public/: stories 5 id, 2 en; ")
    assert "1 written, 0 removed" in said.out
    assert (project / "public" / "baru.txt").exists()


def test_a_build_of_nothing_new_says_so_and_when_the_site_changes_by_itself(say) -> None:  # type: ignore[no-untyped-def]
    said = say(*BUILD)
    assert "; nothing has changed; " in said.out
    assert "The site changes by itself 2024-02-01 06:00 (Asia/Jakarta): build again then.\n" in said.out


def test_a_quiet_build_says_nothing_and_a_verbose_one_names_every_file(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert (say(*BUILD, "-q").out, say(*BUILD, "--quiet").err) == ("", "")
    (project / "static" / "baru.txt").write_text("baru")
    (project / "static" / "CNAME").unlink()
    said = say(*BUILD, "-v")
    assert "  written  public/baru.txt\n  removed  public/CNAME\n" in said.out


def test_the_report_of_a_build_can_be_read_by_a_machine(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "static" / "baru.txt").write_text("baru")
    said = say(*BUILD, "--json")
    found = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert found["written"] == ["baru.txt"]
    assert found["stories"] == {"id": 5, "en": 2}
    assert found["total"] == len(tree(project / "public"))


def test_a_durable_build_vouches_for_the_disk_even_where_nothing_is_new(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    before = published(project / "public")
    assert before and before.boot  # good for as long as the machine runs
    assert say(*BUILD, "--durable").code == 0
    after = published(project / "public")
    assert after and (after.boot, after.digests) == ("", before.digests)
    assert say(*BUILD).code == 0
    (project / "content/baru.id.md").write_text(story(title="Kabar baru"), "utf-8")
    said = say(*BUILD, "--durable")
    assert said.code == 0, said.err
    newest = published(project / "public")
    assert newest and newest.boot == "" and newest.paths != before.paths


def test_timings_go_where_they_disturb_nobody(say) -> None:  # type: ignore[no-untyped-def]
    said = say(*BUILD, "--timings")
    assert said.out.startswith("Built public/")
    assert re.search(r"^  plan +\d+\.\d ms$", said.err, re.MULTILINE)


def test_the_clock_is_what_is_said_else_the_epoch(
    say, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    secret = project / "public" / "id" / "2024" / "01" / "belum-terbit"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1706742000")  # 2024-02-01 06:00 in Jakarta
    assert say("build", "--no-import", "-q").code == 0
    assert secret.exists()
    assert say(*BUILD, "-q").code == 0
    assert not secret.exists()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1706741999")
    assert say("build", "--no-import", "-q").code == 0
    assert not secret.exists()


def test_drafts_are_built_apart_and_marked(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert say(*BUILD, "--drafts").code == 2
    said = say(*BUILD, "--drafts", "--output", "../konsep")
    assert said.code == 0
    assert (project.parent / "konsep" / "id" / "2024" / "01" / "konsep" / "index.html").exists()
    assert json.loads((project.parent / "konsep" / ".site_gen.json").read_text())["mark"] == {"drafts": "yes"}
    assert say(*BUILD, "--drafts", "--output", "../konsep").code == 0


@pytest.mark.parametrize("is_built", [True, False])
@pytest.mark.parametrize(
    "output",
    [
        "public",
        "public/.",
        "content/../public",
        "tautan",
        "{project}/public",
        "public/konsep",
        "tautan/konsep",
    ],
)
def test_drafts_never_come_into_the_folder_of_the_site(
    say,  # type: ignore[no-untyped-def]
    project: Path,
    output: str,
    is_built: bool,
) -> None:
    (project / "tautan").symlink_to("public")
    if not is_built:
        shutil.rmtree(project / "public")
    before = everything(project)
    said = say(*BUILD, "--drafts", "--output", output.format(project=project))
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "--drafts: error: drafts need an output folder of their own\n"
        "  hint: public is the site's own. Add: --output DIR.\n"
    )
    assert everything(project) == before


def test_drafts_take_the_place_of_no_site_wherever_it_lies(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert say(*BUILD, "--output", "../situs").code == 0
    (project.parent / "tautan").symlink_to("situs")
    before = everything(project.parent)
    for output in ("../situs", "../tautan"):
        said = say(*BUILD, "--drafts", "--output", output)
        assert said.code == 2
        assert "--drafts: error: drafts need an output folder of their own\n" in said.err
        assert "is a site without drafts. Add: --output DIR.\n" in said.err
    for options in ((), ("--drafts",)):
        said = say(*BUILD, *options, "--output", "../situs/konsep")
        assert said.code == 2
        assert "the output would lie in a published site" in said.err
    assert everything(project.parent) == before
    assert say("clean", "--output", "../situs").code == 0
    assert say(*BUILD, "--drafts", "--output", "../situs").code == 0
    (project.parent / "kosong").mkdir()
    assert say(*BUILD, "--drafts", "--output", "../kosong").code == 0


def test_the_site_takes_the_place_of_drafts_and_says_so(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    """In the folder that readers see they must not stay, however they came there."""
    secret = "id/2024/01/konsep/index.html"
    assert say(*BUILD, "--drafts", "--output", "../konsep").code == 0
    assert (project.parent / "konsep" / secret).exists()
    shutil.rmtree(project / "public")
    (project.parent / "konsep").rename(project / "public")
    said = say(*BUILD)
    assert said.code == 0
    assert "public: warning: drafts stood here, and the site has taken their place\n" in said.err
    assert not (project / "public" / secret).exists()
    assert say(*BUILD).err == ""


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` but for locks and the cache, which say nothing to readers."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".site_gen" not in path.parts]
    return {str(path): path.read_bytes() for path in files if path.suffix != ".lock"}


def test_warnings_do_not_keep_a_site_from_being_published(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "content" / "baru.id.md").write_text(story(body="[x](javascript:alert(1))\n"))
    said = say(*BUILD)
    assert said.code == 0
    assert (
        "content/baru.id.md:5:5: warning: an address that begins with `javascript:` was taken out" in said.err
    )
    assert "warning" in say(*BUILD).err  # and again, though nothing has to be made


@pytest.mark.parametrize(
    "output", ["/", "~", ".", "..", "content", "content/x", "static", "themes", "seeds", ".site_gen"]
)
def test_an_output_that_would_do_harm_is_refused(
    say, project: Path, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    home = project.parent / "rumah"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))

    def files() -> set[Path]:
        return {path for path in project.parent.rglob("*") if ".site_gen/" not in str(path)}

    before = files()
    said = say(*BUILD, "--output", str(home) if output == "~" else output)
    assert said.code == 2, said.err
    assert files() == before


def test_an_output_full_of_other_peoples_files_is_refused(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    other = project.parent / "arsip"
    other.mkdir()
    (other / "surat.txt").write_text("penting")
    said = say(*BUILD, "--output", str(other))
    assert said.code == 2
    assert "surat.txt" in said.err
    assert [path.name for path in other.iterdir()] == ["surat.txt"]


def test_two_builds_do_not_get_in_each_others_way(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    with lock(project / "public", "site-gen build"):
        said = say(*BUILD)
    assert said.code == 3
    assert f"another build is at work on it: process {os.getpid()} (site-gen build)" in said.err
    assert say(*BUILD).code == 0


def test_a_configuration_that_cannot_be_read_is_the_environments_fault(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "config.yaml").unlink()
    (project / "config.yaml").mkdir()
    assert say(*BUILD).code in (2, 3)


def test_a_mistake_of_ours_is_no_traceback(say, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    import site_gen.build

    def broken(*_: object) -> None:
        raise RuntimeError("a\x1b[31m surprise")

    monkeypatch.setattr(site_gen.build, "build", broken)
    monkeypatch.setenv("TMPDIR", str(project.parent))
    monkeypatch.setattr("tempfile.tempdir", str(project.parent))
    said = say(*BUILD)
    assert said.code == 70
    assert said.err.startswith("site-gen: a mistake of ours: RuntimeError: a\\x1b[31m surprise\n")
    report = re.search(r"report it with (\S+)", said.err)
    assert report is not None
    assert "Traceback" in Path(report[1]).read_text()


# -- looking --


def test_a_page_is_shown_by_its_address_or_its_file_without_publishing_it(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    before = tree(project / "public")
    page = before["id/2023/12/rapat/index.html"].decode()
    for url in (
        "/id/2023/12/rapat/",
        "https://kecil.example/koran/id/2023/12/rapat/",
        "content/2023/12/30/rapat.id.md",
    ):
        assert say("show", url, *AT).out == page
    assert say("show", "/id/2024/01/belum-terbit/", *AT).code == 2
    assert say("show", "/id/2024/01/belum-terbit/", *AT, "--drafts").code == 0
    assert tree(project / "public") == before


def test_a_file_means_its_page_in_its_own_language(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    config = project / "config.yaml"
    config.write_text(config.read_text().replace("missing_translation: hide", "missing_translation: page"))
    said = say("show", "content/2024/01/07/kapal.en.md", *AT)
    assert '<html lang="en"' in said.out
    assert '<html lang="id"' in say("show", "/id/2024/01/kapal/", *AT).out


def test_an_address_that_is_none_gets_the_nearest(say) -> None:  # type: ignore[no-untyped-def]
    said = say("show", "/id/2023/12/rapta/", *AT)
    assert said.code == 2
    assert "Did you mean /id/2023/12/rapat/?" in said.err


def test_why_tells_what_has_changed(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert "It is up to date" in say("why", "/id/2023/12/rapat/", *AT).out
    path = project / "content/2023/12/30/rapat.id.md"
    path.write_text(path.read_text() + "\nLagi.\n")
    assert "It would be made again: its text changed." in say("why", "/id/2023/12/rapat/", *AT).out
    assert "It is up to date" in say("why", "/id/2023/12/tutup-tahun/", *AT).out


def test_why_tells_where_a_list_comes_from(say) -> None:  # type: ignore[no-untyped-def]
    assert say("why", "/id/2024/", *AT).out.startswith('/id/2024/ comes from the year "2024".\n')
    assert say("why", "/id/feed.xml", *AT).out.startswith("/id/feed.xml comes from the feed of ")


def test_why_tells_what_makes_another_story_related(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    told = say("why", "/id/2024/01/banjir-surut/", *AT).out
    assert "\nRelated by Banjir: /id/2024/01/hujan-deras/\n" in told


def test_check_finds_what_a_build_lets_pass(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    assert say("check", *AT).code == 0
    body = "[x](rapat.id.md#tiada) ![](../../../2024/01/10/banjir-surut/air.png)\n"
    (project / "content/2023/12/30/baru.id.md").write_text(story(body=body))
    said = say("check", *AT, "--json")
    assert said.code == 1
    found = [problem["message"] for problem in json.loads(said.out)]
    assert 'no place "#tiada" in content/2023/12/30/rapat.id.md' in found
    assert 'the picture "../../../2024/01/10/banjir-surut/air.png" has no text' in found
    assert say(*BUILD).code == 0


def test_check_of_a_story_tells_its_mistakes_alone_also_of_a_draft(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("satu", "dua"):
        (project / f"content/2023/12/30/{name}.id.md").write_text(story("draft: true\n", "[x](#tiada)\n"))
    said = say("check", "satu", *AT, "--json")
    assert [problem["where"]["path"] for problem in json.loads(said.out)] == ["content/2023/12/30/satu.id.md"]
    assert say("check", "tiga", *AT).code == 2


def test_check_of_a_story_tells_what_stops_every_story_from_being_checked(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "content/2023/12/30/rusak.id.md").write_text(story(body="[x](tiada.md)\n"))
    said = say("check", "2023/12/30/rapat", *AT)
    assert said.code == 1 and "rusak.id.md" in said.err


def test_a_bad_seed_hides_no_mistake_of_a_story(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    (project / "seeds").mkdir(exist_ok=True)
    (project / "seeds/z.txt").write_text("halo\n")
    (project / "content/2023/12/30/baru.id.md").write_text(story("darft: true\n"))
    said = say("build", "-q", *AT)
    assert said.code == 1
    assert "seeds/z.txt: error: the language cannot be told" in said.err
    assert 'baru.id.md:4:1: error: unknown key "darft"' in said.err
    assert said.err.endswith("2 problems; nothing was published.\n")


# -- beginning and ending --


def test_a_project_can_be_begun_built_and_taken_away(say, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "Koran Baru"
    begun = say("init", str(folder), inside=False)
    assert begun.code == 0
    assert f"Now: cd '{folder}' && site-gen serve" in begun.out
    made = say("-C", str(folder), "new", "Berita pertama kami", "--now", "2024-01-15 10:00", inside=False)
    assert made.code == 0, made.err
    (path,) = folder.rglob("*.md")
    assert "draft: true" in path.read_text()
    assert say("-C", str(folder), "build", "-q", *AT, inside=False).code == 0
    assert (folder / "public" / "id" / "index.html").exists()
    assert say("init", str(folder), inside=False).code == 2
    assert say("-C", str(folder), "clean", inside=False).code == 0
    assert not (folder / "public").exists()
    assert not (folder / ".site_gen").exists()
    assert path.exists()


def test_a_title_that_no_build_would_read_is_not_written(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    said = say("new", "kabar " * 20_000)
    assert said.code == 2
    assert "more than 64 KiB" in said.err
    assert not list((project / "content").rglob("kabar-kabar*"))


@pytest.mark.parametrize("command", [("new", "Kabar"), ("status",)])
def test_a_section_where_none_is_declared_is_refused(say, tmp_path: Path, command: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    files = {"config.yaml": "title: Warta\nbase_url: https://warta.example\n", "content/a.id.md": story()}
    folder = write_project(tmp_path / "warta", files)
    said = say("-C", str(folder), *command, "--section", "politik", inside=False)
    assert said.code == 2
    assert 'unknown section "politik"' in said.err
    assert "config.yaml declares none." in said.err


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Caf\udce9 di Bandung", "letters that cannot be read here: byte 0xE9"),
        ("Kabar\x02 baru", "a character that no file may hold: U+0002"),
        ("Kabar\ud800 baru", "a character that no file may hold: U+D800"),
    ],
)
def test_a_title_that_no_file_could_hold_as_it_was_typed_is_refused(
    say,  # type: ignore[no-untyped-def]
    project: Path,
    title: str,
    what: str,
) -> None:
    before = tree(project / "content")
    said = say("new", title)
    assert said.code == 2
    assert said.err.startswith(f"title: error: {what}\n  hint: ")
    assert tree(project / "content") == before


def test_what_a_terminal_of_another_encoding_sends_is_refused(project: Path) -> None:
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"site_gen", b"-C", os.fsencode(project), b"new", b"Caf\xe9"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"title: error: letters that cannot be read here: byte 0xE9\n" in done.stderr


@pytest.mark.parametrize(
    ("host", "code", "what"),
    [
        ("Caf\udce9", 3, "there is no such host"),
        ("a..b", 3, "there is no such host"),
        (" ", 2, "--host is empty"),
    ],
)
def test_a_host_that_cannot_be_is_refused(say, host: str, code: int, what: str) -> None:  # type: ignore[no-untyped-def]
    said = say("serve", "--port", "0", "--host", host)
    assert said.code == code
    assert what in said.err


def test_what_cannot_be_written_is_told_with_its_folder(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    file = project / "content/2023/12/30/rapat.id.md"
    file.with_name(f".{file.name}.part").mkdir()
    said = say("correct", "2023/12/30/rapat", "--kind", "ralat", "--text", "x")
    assert f"{file}: error: cannot be written" in said.err


@pytest.mark.parametrize("moment", ["1000-01-01", "1900-01-01 12:30", "9998-12-31 23:59:59"])
def test_what_was_begun_or_corrected_at_any_moment_can_be_read_again(say, project: Path, moment: str) -> None:  # type: ignore[no-untyped-def]
    """Until 1923 the clock of Jakarta was 7:07:12 ahead, and no file says seconds of an offset."""
    assert say("new", "Zaman lain", "--now", moment).code == 0
    said = say("correct", "2023/12/30/rapat", "--kind", "ralat", "--text", "Dua.", "--at", moment)
    assert said.code == 0, said.err
    assert say("check", "--now", "9998-01-01").code == 0


def test_clean_takes_away_what_we_wrote_and_nothing_else(say, project: Path) -> None:  # type: ignore[no-untyped-def]
    stories = {
        path: path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and "public" not in str(path) and ".site_gen" not in str(path)
    }
    for arguments in (
        ("--output", "content"),
        ("--cache", "content"),
        ("--output", "static", "--cache", "content/2024"),
        (),
    ):
        say("clean", *arguments)
        assert {path: path.read_bytes() for path in stories} == stories
    assert not (project / "public").exists()
    assert not list(project.glob(".public*"))


# -- being interrupted --

PROGRAM = """
import pathlib, sys, time
def stop(*_):
    pathlib.Path({marker!r}).touch()
    time.sleep(60)
{patch}
sys.argv = ["site-gen", "-C", {project!r}, "build", "--no-import", "--now", "2024-01-15"]
from site_gen.__main__ import main
sys.exit(main())
"""
PATCHES = {
    "while its modules are loaded": """
class Finder:
    def find_spec(self, name, *_):
        if name == "click":
            stop()
sys.meta_path.insert(0, Finder())
""",
    "while files are read": "import site_gen.reading.parsing; site_gen.reading.parsing.read_file = stop",
    "while pages are written": """
import site_gen.press
real = site_gen.press.Press.print
def some(self, outputs, writer):
    real(self, outputs[:3], writer)
    stop()
site_gen.press.Press.print = some
""",
}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_a_build_that_is_interrupted_leaves_the_site_as_it_was(
    project: Path, patch: str, number: int, code: int
) -> None:
    path = project / "content/2023/12/30/rapat.id.md"
    path.write_text(path.read_text().replace("title: Rapat", "title: Sidang"))
    before, marker = tree(project / "public"), project.parent / "sampai"
    program = PROGRAM.format(patch=patch, marker=str(marker), project=str(project))
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True) as build:
        while not marker.exists() and build.poll() is None:
            time.sleep(0.01)
        build.send_signal(number)
        _, err = build.communicate(timeout=30)
    assert build.returncode == code
    assert "Traceback" not in err
    assert tree(project / "public") == before
    assert run(["-C", str(project), *BUILD, "-q"]) == 0
    assert b"Sidang" in tree(project / "public")["id/2023/12/rapat/index.html"]


DYING = """
import os, signal, sys
from site_gen.reading import parsing
real, here = parsing.parse_document, os.getpid()
def dies(*arguments):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
parsing.parse_document, parsing._MUCH, parsing._BATCH = dies, 2, 1
from site_gen.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked, and none is patched so")
def test_a_process_that_dies_while_texts_are_read_is_the_systems_doing(project: Path) -> None:
    """As it ends one where memory is short. In a process of its own: where threads run, none is forked."""
    before = tree(project / "public")
    command = [sys.executable, "-c", DYING, "-C", str(project), *BUILD, "--no-cache", "--jobs"]
    said = subprocess.run([*command, "2"], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (3, "")
    assert said.stderr.startswith("--jobs: error: a process died at its work\n")
    assert tree(project / "public") == before
    assert subprocess.run([*command, "1"], capture_output=True, check=False).returncode == 0


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    command = [sys.executable, "-m", "site_gen", "-C", str(project), "show", "/id/", *AT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as show:
        assert show.stdout is not None
        show.stdout.close()
        assert show.stderr is not None
        err = show.stderr.read()
    assert show.returncode == 0
    assert err == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_command_runs_with_closed_streams(tmp_path: Path, closed: str) -> None:
    project = write_project(tmp_path, {"content/a/index.id.md": story()})
    for command in ("check", "build", "show /id/"):
        shell = f"{sys.executable} -m site_gen {command} {closed}"
        result = subprocess.run(
            ["sh", "-c", shell], cwd=project, check=False, capture_output=True, text=True, timeout=60
        )
        assert (result.returncode, result.stderr) == (0, ""), command
    assert (project / "public/id/index.html").exists()


def test_an_unwritable_standard_output_is_no_traceback(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "site_gen", "-C", str(project), *BUILD],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert ": :" not in done.stderr


def test_a_terminal_that_knows_ascii_alone_is_no_traceback(project: Path) -> None:
    (project / "content" / "é.id.md").write_text(story("darft: é\n"))
    done = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", str(project), *BUILD],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b'.id.md:4:1: error: unknown key "darft"' in done.stderr
