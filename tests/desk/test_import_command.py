"""`site-gen import` as somebody types it: what it prints where, and how it ends."""

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from site_gen.cli import run
from site_gen.wire.story import Story
from site_gen.wire.writing import story_markdown

CONFIG = """\
title: Warta Contoh
base_url: https://warta.example
languages: [id, en]
timezone: Asia/Jakarta
sections:
  daerah: {id: Daerah, en: Regions}
wire:
  outlets: ["Lembar Contoh | LEMBAR"]
  agencies: ["Kantor Berita Contoh | KBC"]
  places: [Rawa Pening]
  noise: ["Gabung grup pembaca"]
"""
COPY = (
    "RAWA PENING, LEMBAR - Warga Desa Contoh menanam seribu pohon di lereng bukit yang gundul. "
    '"Kami ingin lereng ini hijau kembali," kata Amir Contoh, Senin (14/11/2016).\n'
    "Gabung grup pembaca setiap hari\n"
)
AT = ("--now", "2026-01-02T03:04:05+07:00")


class Said:
    """How the command ended, and what it said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], project: Path) -> Callable[..., Said]:
    def typed(*arguments: str) -> Said:
        code = run(["-C", str(project), "import", *arguments, *AT])
        found = capfd.readouterr()
        return Said(code, found.out, found.err)

    return typed


def seed(project: Path, name: str, text: str = COPY) -> None:
    (project / "seeds" / name).write_text(text, encoding="utf-8")


def written(project: Path) -> list[str]:
    return sorted(path.read_text("utf-8") for path in (project / "content").rglob("*.md"))


def test_stories_go_to_stdout_and_what_is_wrong_to_stderr(project: Path, say: Callable[..., Said]) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", "%PDF-1.4")
    done = say()
    assert done.code == 1
    assert re.fullmatch(
        r"  written: seeds/a\.txt → content/2016/11/14/warga-desa-contoh-[a-z-]+/index\.id\.md\n"
        r"1 story written, 0 unchanged, 1 not readable\.\n"
        r"Look at: 1 with a proposed title, 1 without a section\. --review lists them\.\n",
        done.out,
    )
    assert done.err == (
        "seeds/b.txt: error: this is a PDF, not text\n  hint: Save it as plain text (UTF-8).\n"
    )


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("a.txt", "EMBARGO sampai 1 Januari 2030\n\n" + COPY),
        ("a.md", "---\ntitle: Rahasia\ndraft: true\n---\n" + COPY),
        ("a.json", json.dumps([{"text": COPY, "embargo": "2030-01-01"}])),
        ("a.json", json.dumps([{"text": COPY, "status": "draft"}])),
    ],
)
def test_what_may_not_be_published_yet_is_a_draft(
    project: Path, say: Callable[..., Said], name: str, copy: str
) -> None:
    seed(project, name, copy)
    done = say()
    assert done.code == 0 and "the story is kept as a draft" in done.err
    (story,) = written(project)
    assert "\ndraft: true\n" in story and "EMBARGO" not in story


def test_what_a_table_has_where_it_has_nothing_is_nothing(project: Path, say: Callable[..., Said]) -> None:
    row = {
        "text": COPY,
        "author": "null",
        "outlet": "-",
        "lang": "Indonesia",
        "title": "<b>Satu</b> &amp; dua",
    }
    seed(project, "a.json", json.dumps([{**row, "date": "2024-03-05 24:00"}]))
    done = say()
    assert done.code == 0 and 'the date "2024-03-05 24:00" cannot be read' not in done.out
    (story,) = written(project)
    assert 'title: "Satu & dua"\n' in story
    assert "T24:00" not in story and "null" not in story and "outlet: -" not in story


def test_a_table_says_the_section_and_the_tags(project: Path, say: Callable[..., Said]) -> None:
    """The section by its id or by what the paper calls it; one that the paper has not is found in the text."""
    sections = "sections: {olahraga: {id: Olahraga, en: Sports}, ekonomi: {id: Ekonomi, en: Economy}}\n"
    (project / "config.yaml").write_text("title: Warta\nbase_url: https://warta.example\n" + sections)
    copy = "SEMARANG - Petani di lembah itu menjual beras ke koperasi, kata kepala desa {} yang baru."
    rows = [
        {
            "title": "Satu",
            "content": copy.format("satu"),
            "kategori": "SPORTS",
            "tags": ["padi", "AS", "#Amerika"],
        },
        {
            "title": "Dua",
            "content": copy.format("dua"),
            "kategori": "olahraga",
            "tags": "padi; koperasi tani",
        },
        {
            "title": "Tiga",
            "content": copy.format("tiga"),
            "kategori": "Kuliner",
            "url": "https://m.kompas.com/a/b",
        },
    ]
    seed(project, "a.json", json.dumps(rows))
    assert say().code == 0
    two, one, three = written(project)
    assert "section: olahraga\ntags:\n  - padi\n  - Amerika Serikat\nsummary" in one
    assert "section: olahraga\ntags:\n  - padi\n  - koperasi tani\nsummary" in two
    assert "section: ekonomi\n" in three and "outlet: Kompas.com\n" in three


@pytest.mark.parametrize("sections", ["", "sections:\n", "sections: {}\n"])
def test_where_no_sections_are_declared_none_are_proposed(
    project: Path, say: Callable[..., Said], sections: str
) -> None:
    (project / "config.yaml").write_text("title: Warta\nbase_url: https://warta.example\n" + sections)
    seed(
        project, "a.txt", "Presiden Rusia Vladimir Putin bertemu dengan Presiden Amerika Serikat di Moskow.\n"
    )
    done = say()
    assert done.code == 0
    assert "section" not in done.out
    (text,) = written(project)
    assert "\nsection:" not in text
    assert run(["-C", str(project), "build", "-q", *AT]) == 0


@pytest.mark.parametrize("command", ["import", "build"])
def test_a_mistake_of_ours_sets_one_text_aside(
    command: str, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from site_gen.desk import importing

    def wrong(story: Story, source: str, now: str) -> str:
        if source == "seeds/b.txt":
            raise IndexError("list index\x1b[31m out of range")
        return story_markdown(story, source, now)

    monkeypatch.setattr(importing, "story_markdown", wrong)
    monkeypatch.setattr("tempfile.tempdir", str(project.parent))
    seed(project, "a.txt")
    seed(project, "b.txt", COPY.replace("seribu", "dua ribu"))
    code = run(["-C", str(project), command, *AT])
    said = Said(code, *capfd.readouterr())
    assert said.code == 70 and len(written(project)) == 1
    assert re.search(
        r"^seeds/b\.txt: error: a mistake of ours keeps it from being read: IndexError: list index\\x1b",
        said.err,
        re.M,
    )
    report = re.search(r"kept 1 text from being read\.\n  Please report it with (\S+),", said.err)
    assert report and "Traceback" in Path(report[1]).read_text()
    if command == "import":
        assert "1 story written, 0 unchanged, 0 not readable, 1 set aside by a mistake of ours.\n" in said.out


def test_what_was_left_alone_is_in_the_summary(project: Path, say: Callable[..., Said]) -> None:
    seed(project, "a.txt")
    say()
    seed(project, "b.txt")
    assert say().out.endswith("0 stories written, 1 unchanged, 1 there already, 0 not readable.\n")


def test_config_yaml_teaches_the_desk_outlets_places_and_noise(
    project: Path, say: Callable[..., Said]
) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", "DEPOK (KBC) - " + COPY.split(" - ")[1].replace("seribu", "dua ribu"))
    assert say().code == 0
    one, two = sorted(written(project), key=lambda text: "dua ribu" in text)
    assert "\noutlet: Lembar Contoh\ndateline: Rawa Pening\n" in one
    assert "\noutlet: Kantor Berita Contoh\ndateline: Depok\n" in two
    assert "grup pembaca" not in one + two


def test_explain_gives_every_field_its_reason(project: Path, say: Callable[..., Said]) -> None:
    seed(project, "a.txt")
    out = say("--explain", "--dry-run").out
    assert "  outlet    100%  Lembar Contoh\n                  the dateline: PLACE, OUTLET -, line 1\n" in out
    assert '"Gabung grup pembaca" in config.yaml' in out
    assert "  would be written: seeds/a.txt" in out and "1 story would be written" in out
    assert not (project / "content").exists() and not (project / "seeds/imported.jsonl").exists()


def test_review_lists_what_is_doubtful_and_nothing_else(project: Path, say: Callable[..., Said]) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", "Warga Menolak Banjir di Depok\n\n" + COPY.replace("seribu", "dua ribu"))
    say()
    out = say("--review").out
    assert "seeds/a.txt\n  title     proposed" in out
    assert "outlet" not in out and "proposed" not in out.split("seeds/b.txt")[-1]


def test_json_is_a_line_a_story_and_nothing_else_on_stdout(project: Path, say: Callable[..., Said]) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", "%PDF-1.4")
    done = say("--json", "--dry-run")
    assert done.code == 1 and "seeds/b.txt" in done.err
    (story,) = map(json.loads, done.out.removesuffix("\n").split("\n"))
    assert story["fields"]["outlet"]["rule"] == "the dateline: PLACE, OUTLET -"
    assert [piece["rule"] for piece in story["removed"]] == [
        "dateline",
        '"Gabung grup pembaca" in config.yaml',
    ]


def test_standard_input_is_a_seed(
    project: Path, say: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COPY.encode("utf-16"))))
    assert say("-").code == 0
    assert "source_file: seeds/stdin-" in written(project)[0]
    assert "\noutlet: Lembar Contoh\n" in written(project)[0]


def test_a_language_that_cannot_be_told_is_asked_for(project: Path, say: Callable[..., Said]) -> None:
    seed(
        project, "a.txt", "El presidente dijo que el gobierno de la ciudad no tiene los fondos para la obra."
    )
    done = say()
    assert done.code == 1 and done.err == (
        "seeds/a.txt: error: the language cannot be told\n  hint: If it is in a language of the site, say which: --lang id or --lang en.\n"
    )
    assert say("--lang", "en").code == 0
    refused = say("--lang", "es")
    assert refused.code == 2 and 'the site has no language "es"' in refused.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", COPY),
        ("a.md", f"**RAWA PENING, LEMBAR** - {COPY.split(' - ')[1]}"),
        (
            "a.html",
            f"<html><body><p>{COPY.partition(chr(10))[0]}</p><p>Gabung grup pembaca</p></body></html>",
        ),
        ("a.csv", "isi\n" + '"' + COPY.replace('"', '""') + '"\n'),
        ("a.jsonl", json.dumps({"isi": COPY}) + "\n"),
        ("a.json", json.dumps([{"isi": COPY}])),
    ],
)
def test_every_kind_of_file_gives_the_same_story(
    project: Path, say: Callable[..., Said], name: str, text: str
) -> None:
    seed(project, name, text)
    assert say().code == 0
    (story,) = written(project)
    assert "\ndate: 2016-11-14\n" in story and "\ndateline: Rawa Pening\n" in story
    assert story.endswith(
        "\nWarga Desa Contoh menanam seribu pohon di lereng bukit yang gundul. "
        '"Kami ingin lereng ini hijau kembali," kata Amir Contoh, Senin (14/11/2016).\n'
    )


def many(project: Path, number: int) -> None:
    lines = [json.dumps({"text": COPY.replace("seribu", f"{n} ribu")}) for n in range(number)]
    (project / "seeds/a.jsonl").write_text("\n".join(lines))


def on_terminal(project: Path, until: bytes = b"", number: int = signal.SIGINT) -> tuple[int, bytes, int]:
    """Runs the command on a terminal; sends a signal as soon as it has said `until`. How it ended, what it
    said, and the group of its processes."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "site_gen", "-C", str(project), "import"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=slave, start_new_session=True) as done:
        os.close(slave)
        said = b""
        while True:
            try:
                some = os.read(master, 1000)
            except OSError:  # how Linux says that the other end is closed
                break
            if not some:
                break
            said += some
            if until and until in said:
                done.send_signal(number)
                until = b""
    os.close(master)
    return done.returncode, said, done.pid


def test_a_terminal_shows_how_far_it_is_and_a_pipe_does_not(project: Path) -> None:
    many(project, 300)
    code, said, _ = on_terminal(project)
    assert (
        code == 0
        and said
        == b"".join(b"\rReading seeds: 1 of 1, %d texts " % texts for texts in (128, 256, 300)) + b"\r\n"
    )
    command = [sys.executable, "-m", "site_gen", "-C", str(project), "import", "--dry-run"]
    piped = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert piped.stderr == b""


def test_what_was_imported_before_it_was_stopped_is_kept(project: Path) -> None:
    many(project, 3_000)
    code, said, _ = on_terminal(project, until=b"128 texts")
    assert code == 130
    assert re.search(rb"\r\nStopped after \d+ texts: what was written is noted", said)
    before = (project / "seeds/imported.jsonl").read_text().count("\n")
    assert 128 <= before < 3_000 and len(list((project / "content").rglob("*.md"))) - before in (0, 1)
    many(project, 400)
    assert run(["-C", str(project), "import", *AT]) == 0
    assert len(list((project / "content").rglob("*.md"))) == max(before, 400)
    assert not list(project.rglob("*.part"))


def test_a_stopped_import_leaves_no_process_behind(project: Path) -> None:
    for number in range(250):
        seed(project, f"{number}.txt", COPY.replace("seribu", f"{number} ribu"))
    code, _, group = on_terminal(project, until=b"128 of", number=signal.SIGTERM)
    assert code == 143
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)
