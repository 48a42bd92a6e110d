"""When the site must be built again, for a person, a program, a calendar and a crontab."""

import itertools
import json
from pathlib import Path

import pytest
from newsroom import CONFIG, document, instant, story, write_project

from site_gen.cache.memory import Cache
from site_gen.cli import run
from site_gen.desk.schedule import coming, schedule
from site_gen.planning import make_plan
from site_gen.reading.project import Request, read_config
from site_gen.site.release import instants

DUE = document("a.id.md", "date: 2024-06-02 07:30\n")
HELD = document("b.id.md", "date: 2024-01-01\nembargo: 2024-06-03 00:00\nexpires: 2024-07-01\n")
DRAFT = document("c.id.md", "date: 2024-06-05\ndraft: true\n")


def test_events_are_told_in_order_with_what_they_bring() -> None:
    documents = (DUE, HELD, DRAFT)
    events = coming(documents, instants(documents), instant("2024-06-01"))
    assert [(event.at, event.appears, event.goes) for event in events] == [
        (instant("2024-06-02 07:30"), ("content/a.id.md",), ()),
        (instant("2024-06-03"), ("content/b.id.md",), ()),
        (instant("2024-07-01"), (), ("content/b.id.md",)),
    ]


def test_what_is_past_is_not_told() -> None:
    assert coming((DUE,), instants((DUE,)), instant("2024-06-02 07:30")) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    due = story("", date="2024-06-02 07:30:20")
    return write_project(tmp_path, {"content/a/index.id.md": due, "content/b/index.id.md": story()})


def told(project: Path, capfd: pytest.CaptureFixture[str], form: str) -> str:
    assert run(["-C", str(project), "next", "--format", form, "--now", "2024-06-01"]) == 0
    return capfd.readouterr().out


def test_a_person_reads_the_time_of_the_site(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert told(project, capfd, "text").startswith(
        "2024-06-02 07:30:20 (Asia/Jakarta)\n  appears: content/a/index.id.md\n"
    )


def test_a_program_reads_json(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    events = json.loads(told(project, capfd, "json"))
    assert events[0] == {
        "at": "2024-06-02T07:30:20+07:00",
        "appears": ["content/a/index.id.md"],
        "goes": [],
        "pins": [],
        "news": [],
        "corrections": [],
        "updates": [],
        "ends": [],
    }


def test_a_crontab_is_in_utc_and_never_early(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = f"cd {project} && site-gen build --quiet --no-import"
    assert f"31 0 2 6 * {command}\n" in told(project, capfd, "cron")


def test_a_crontab_takes_whatever_a_folder_is_called(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "100% koran kita"
    project.mkdir()
    write_project(project, {"content/a/index.id.md": story("", date="2024-06-02 07:30")})
    assert rf"30 0 2 6 * cd '{tmp_path}/100\% koran kita' && " in told(project, capfd, "cron")


def test_a_calendar_has_an_event_and_ends_its_lines_as_it_must(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = told(project, capfd, "ics").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20240602T003020Z" in lines
    assert "UID:20240602T003020Z@koran.example" in lines
    assert "DESCRIPTION:appears: content/a/index.id.md" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_a_long_line_of_a_calendar_is_folded_and_its_marks_are_escaped(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    names = [f"rapat, anggaran; kota {number} 日本日本日本日本日本日本日本日本" for number in range(3)]
    files = {f"content/{name}.id.md": story("", date="2024-06-02 07:30") for name in names}
    lines = told(write_project(tmp_path, dict(files)), capfd, "ics").split("\r\n")
    assert max(len(line.encode()) for line in lines) == 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "")
    said = next(line for line in unfolded.split("\r\n") if line.startswith("DESCRIPTION:"))
    paths = [f"appears: content/{name}.id.md" for name in names]
    assert said.removeprefix("DESCRIPTION:").replace("\\n", "\n").replace("\\", "") == "\n".join(paths)


def test_every_kind_of_change_is_told_to_people_and_programs(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    front = "live: {ended: 2024-06-05}\nupdated: 2024-06-03\ncorrections: [{at: 2024-06-04, text: Salah.}]\n"
    write_project(tmp_path, {"content/a.id.md": story(front, "## 2024-06-02 07:30 Satu\n\nIsi.\n")})
    assert [line for line in told(tmp_path, capfd, "text").splitlines() if line.startswith(" ")] == [
        "  appears: content/a.id.md#2024-06-02-0730",
        "  an update comes due: content/a.id.md",
        "  a correction comes due: content/a.id.md",
        "  a live story ends: content/a.id.md",
    ]
    events = json.loads(told(tmp_path, capfd, "json"))
    kinds = [[key for key, value in event.items() if value and key != "at"] for event in events]
    assert kinds == [["appears"], ["updates"], ["corrections"], ["ends"]]


def test_a_story_that_ceases_to_be_news_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = CONFIG + "outputs: [news-sitemap]\n"
    due = story("", date="2024-05-31 12:00")
    write_project(tmp_path, {"config.yaml": config, "content/a.id.md": due})
    said = told(tmp_path, capfd, "text")
    assert said == "2024-06-02 12:00:00 (Asia/Jakarta)\n  leaves the news sitemap: content/a.id.md\n"
    assert json.loads(told(tmp_path, capfd, "json"))[0]["news"] == ["content/a.id.md"]


def test_every_moment_that_is_told_changes_the_site_and_none_between_them_does(tmp_path: Path) -> None:
    fronts = [
        "date: 2024-06-02 07:30\n",
        "date: 2024-01-01\nembargo: 2024-06-03\nexpires: 2024-06-05 12:00\n",
        "date: 2024-06-04\nexpires: 2024-06-04\n",
        "date: 2024-05-31 23:00\n",
        "date: 2024-06-06\ndraft: true\n",
        "date: 2024-01-01\nexpires: 2024-06-06 00:00:01\n",
    ]
    files = {
        f"content/s{n}.id.md": story(front.partition("\n")[2], date=front.split("\n")[0][6:])
        for n, front in enumerate(fronts)
    }
    pins = "lead:\n  pins: [{story: s5, until: 2024-06-01 10:00}]\n"
    config = CONFIG + "outputs: [news-sitemap]\n"
    project = write_project(tmp_path, {**files, "config.yaml": config, "content/fronts/home.yaml": pins})
    request = Request(project, instant("2024-06-01"))
    events = json.loads(schedule(request, "json"))
    moments = [instant(event["at"]) for event in events]
    assert len(moments) == 7
    plans = {}
    for moment in moments:
        for now in (moment - 1, moment, moment + 1):
            request = Request(project, now)
            plan = make_plan(request, read_config(project), Cache(None, ""))
            plans[now] = {output.path: output.key for output in plan.outputs}
        assert plans[moment - 1] != plans[moment], moment
        assert plans[moment] == plans[moment + 1], moment
    for earlier, later in itertools.pairwise(moments):
        assert plans[earlier] == plans[later - 1], earlier


def test_the_end_of_a_pin_is_told_with_its_place(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pin = "{story: b, until: 2024-06-01 12:00}"
    write_project(project, {"content/fronts/home.yaml": f"lead:\n  pins: [{pin}]\n"})
    assert told(project, capfd, "text").startswith(
        "2024-06-01 12:00:00 (Asia/Jakarta)\n  a pin ends: content/fronts/home.yaml:2:18\n"
    )
    assert json.loads(told(project, capfd, "json"))[0]["pins"] == ["content/fronts/home.yaml:2:18"]
    assert "SUMMARY:Build the site: 1 change" in told(project, capfd, "ics")


def test_a_site_in_which_nothing_is_due_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path, {"content/b/index.id.md": story()})
    assert told(tmp_path, capfd, "text").startswith("Nothing is due")


def test_the_command_enters_a_correction_and_asks_for_the_other_language(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"content/b/index.id.md": story(), "content/b/index.en.md": story()})
    command = ["-C", str(tmp_path), "correct", "b", "--kind", "ralat", "--text", "Bukan 20, tetapi 2."]
    assert run(command) == 2  # which of the two?
    assert run([*command, "--lang", "id", "--at", "2024-02-01 10:00"]) == 0
    assert "index.en.md" in capfd.readouterr().out
    assert "kind: ralat" in (tmp_path / "content/b/index.id.md").read_text()
    assert run(["-C", str(tmp_path), "check", "--now", "2024-06-01"]) == 0
    assert "1 more correction" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["https://koran.example/id/2024/01/b/", "/id/2024/01/b/", "b"])
@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("corrections:\n- at: 2024-02-01\n  text: Salah.\n", "Isi.\n"),
        ("live: {ended: 2024-02-01}\n", "## 2024-01-01 10:00 Awal\n\nIsi.\n"),
    ],
)
def test_no_one_is_asked_whether_the_file_just_corrected_says_the_same(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, front: str, body: str
) -> None:
    file = write_project(tmp_path, {"content/b/index.id.md": story(front, body)}) / "content/b/index.id.md"
    assert run(["-C", str(tmp_path), "correct", name, "--kind", "ralat", "--text", "Bukan 20."]) == 0
    assert capfd.readouterr().out == "content/b/index.id.md: entered.\n"
    assert file.read_text().count("Bukan 20.") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--text", "Salah.", "--at", "besok"), '--at: "besok" is no date'),
        (("--text", "Sa\x01lah."), "--text: error: a character that no file may hold: U+0001"),
        (("--text", "Sa\udcfflah."), "--text: error: letters that cannot be read here: byte 0xFF"),
        (("--text", " "), "--text: error: a correction without a text"),
    ],
)
def test_a_correction_with_a_mistake_changes_no_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    write_project(tmp_path, {"content/b/index.id.md": story()})
    assert run(["-C", str(tmp_path), "correct", "b", "--kind", "ralat", *arguments]) == 2
    err = capfd.readouterr().err
    assert said in err
    assert "published" not in err
    assert (tmp_path / "content/b/index.id.md").read_text() == story()


def test_a_text_whose_other_language_was_withdrawn_is_named_as_such(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gone = "corrections: [{at: 2024-02-01, kind: retraction, text: Salah.}]\n"
    write_project(tmp_path, {"content/b/index.id.md": story(gone), "content/b/index.en.md": story()})
    assert run(["-C", str(tmp_path), "check", "--now", "2024-06-01"]) == 0
    said = capfd.readouterr().err
    assert "content/b/index.id.md was withdrawn, and readers go on seeing this text" in said
    assert "content/b/index.en.md:2:8: warning" in said


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("slug: b\n", "the address /id/2024/01/b/ is that of content/a/index.id.md"),
        ("image: tidak-ada.png\n", 'no picture "tidak-ada.png"'),
    ],
)
def test_check_names_what_will_be_wrong_when_a_story_comes_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], front: str, message: str
) -> None:
    """A build at that moment would publish nothing, and nobody would be there."""
    files = {
        "content/b/index.id.md": story(),
        "content/a/index.id.md": story(front + "embargo: 2024-06-02\n"),
    }
    write_project(tmp_path, files)
    assert run(["-C", str(tmp_path), "build", "--now", "2024-06-01", "--quiet"]) == 0
    capfd.readouterr()
    assert run(["-C", str(tmp_path), "check", "--now", "2024-06-01"]) == 1
    said = capfd.readouterr().err
    assert "content/a/index.id.md" in said
    assert "from 2024-06-02 00:00 on: " in said
    assert message in said
    assert run(["-C", str(tmp_path), "build", "--now", "2024-06-02", "--quiet"]) == 1


def test_a_story_whose_original_waits_is_no_orphan(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = {
        "content/a/index.id.md": story("embargo: 2024-06-02\n"),
        "content/a/index.en.md": story("translates: r1-0123456789abcdef\n"),
    }
    write_project(tmp_path, files)
    assert run(["-C", str(tmp_path), "check", "--now", "2024-06-01"]) == 0
    said = capfd.readouterr().err
    assert "without its original" not in said
    assert "readers see this text, and content/a/index.id.md is under an embargo" in said
