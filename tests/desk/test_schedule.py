"""When the site must be built again, for a person, a program, a calendar and a crontab."""

import json
from pathlib import Path

import pytest
from newsroom import document, instant, story, write_project

from site_gen.cli import run
from site_gen.desk.schedule import coming
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
    }


def test_a_crontab_is_in_utc_and_never_early(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "31 0 2 6 * site-gen build\n" in told(project, capfd, "cron")


def test_a_calendar_has_an_event_and_ends_its_lines_as_it_must(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = told(project, capfd, "ics").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20240602T003020Z" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


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
