"""Seeds become stories once, and then belong to the editors."""

import io
import json
import multiprocessing
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_gen.desk import importing, texts
from site_gen.desk.importing import ImportReport, import_seeds
from site_gen.desk.seeds import seed_files
from site_gen.documents.document import DocumentRules
from site_gen.documents.reading import parse_document
from site_gen.errors import ENVIRONMENT, Location, Problem, SiteError
from site_gen.tables.glossary import over_base
from site_gen.wire.story import Story, WireRules

NOW = "2026-01-02T03:04:05+07:00"
GLOSSARY = over_base()
COPY = (
    "JAKARTA, KOMPAS.com - Warga Desa Contoh menanam seribu pohon di lereng bukit yang gundul. "
    '"Kami ingin lereng ini hijau kembali," kata Amir Contoh, Senin (14/11/2016).\n'
)
UNDATED = (
    "Warga Desa Contoh menanam seribu pohon di lereng bukit yang gundul. Mereka ingin lereng itu hijau.\n"
)
PATH = "content/2016/11/14/warga-desa-contoh-menanam-seribu-pohon-di-lereng-bukit/index.id.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return tmp_path


def seed(project: Path, name: str, text: str = COPY) -> Path:
    path = project / "seeds" / name
    path.write_text(text, encoding="utf-8")
    return path


def run(project: Path, *files: str, **options: object) -> ImportReport:
    return import_seeds(project, WireRules(), GLOSSARY, NOW, files, **options)  # type: ignore[arg-type]


def outcomes(report: ImportReport) -> list[str]:
    return [item.outcome for item in report.imported]


def stories(project: Path) -> list[str]:
    return sorted(path.relative_to(project).as_posix() for path in (project / "content").rglob("*.md"))


def test_a_seed_becomes_a_story_in_a_folder_of_its_own(project: Path) -> None:
    seed(project, "a.txt")
    report = run(project)
    assert outcomes(report) == ["written"] and not report.failed
    assert stories(project) == [report.imported[0].path]
    text = (project / report.imported[0].path).read_text("utf-8")
    assert "\nsource_file: seeds/a.txt\n" in text and "\ndate: 2016-11-14\n" in text.replace('"', "")
    assert report.imported[0].path.startswith("content/2016/11/14/warga-desa-contoh-menanam-seribu-pohon")
    assert report.imported[0].path.endswith("/index.id.md")


def test_importing_twice_changes_nothing(project: Path) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", UNDATED)
    run(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    report = run(project)
    assert report.unchanged == 2 and report.imported == ()
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_changed_seed_rewrites_a_story_that_nobody_has_touched(project: Path) -> None:
    seed(project, "a.txt")
    path = project / run(project).imported[0].path
    seed(project, "a.txt", COPY.replace("seribu", "dua ribu"))
    assert outcomes(run(project)) == ["rewritten"]
    assert "dua ribu" in path.read_text("utf-8")
    assert len(stories(project)) == 1, "a written story keeps its path"


def test_a_changed_seed_keeps_the_moment_of_the_first_import(project: Path) -> None:
    seed(project, "a.txt", UNDATED)
    path = project / run(project).imported[0].path
    seed(project, "a.txt", UNDATED.replace("seribu", "dua ribu"))
    import_seeds(project, WireRules(), GLOSSARY, "2027-01-01T00:00:00+07:00")
    assert f"date: {NOW}" in path.read_text("utf-8").replace('"', "")


SENT = st.lists(
    st.one_of(
        st.sampled_from(
            [COPY, UNDATED, "By Amir Contoh", "(abc/xyz)", "SCROLL TO CONTINUE", "\n", "\r", "\u2028"]
        ),
        st.text(st.characters(), max_size=12),
    ),
    max_size=6,
).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis"])


@settings(max_examples=60)
@given(SENT, ENCODINGS, st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=2)), max_size=3), SENT)
@example("(AA/0)", "utf-8", [], "")
@example("UI", "utf-8", [], "UI")
@example(COPY, "utf-8", [(0, b"\x00"), (9, b"\xed\xa0")], "\ud800")
def test_whatever_lies_in_the_seeds_a_second_import_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    encoding: str,
    damage: list[tuple[int, bytes]],
    value: str,
) -> None:
    project = tmp_path_factory.mktemp("any")
    (project / "seeds").mkdir()
    data = text.encode(encoding, "replace")
    for place, bytes_ in damage:
        data = data[:place] + bytes_ + data[place:]
    (project / "seeds/a.txt").write_bytes(data)
    (project / "seeds/b.jsonl").write_text(
        json.dumps({"text": value, "title": text, "penulis": value, "place": value})
    )
    rules = WireRules(sections=DOCUMENTS.sections)
    first = import_seeds(project, rules, GLOSSARY, NOW, lang="id")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    second = import_seeds(project, rules, GLOSSARY, NOW, lang="id")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert set(outcomes(second)) <= {"duplicate"}
    for item in first.imported:
        parsed = parse_document(item.path, (project / item.path).read_bytes(), DOCUMENTS)
        assert parsed.document is not None, (parsed.problems, data, value)
        assert parsed.document.title
    shutil.rmtree(project)


DOCUMENTS = DocumentRules(("id", "en"), "Asia/Jakarta", ("politik", "pendidikan"), (), "keep")


def test_a_bad_row_of_a_table_is_named_and_stops_no_other(project: Path) -> None:
    lines = [json.dumps({"text": COPY}), '{"text": "tanpa akhir', json.dumps({"text": UNDATED})]
    (project / "seeds/a.jsonl").write_text("\n".join(lines))
    report = run(project)
    assert [item.seed for item in report.imported] == ["seeds/a.jsonl#1", "seeds/a.jsonl#3"]
    assert report.failed and str(report.problems[0].where) == "seeds/a.jsonl:2:10"
    (project / "seeds/a.jsonl").write_text("\n".join([lines[0], json.dumps({"text": COPY * 2}), lines[2]]))
    again = run(project)
    assert [item.seed for item in again.imported] == ["seeds/a.jsonl#2"] and again.unchanged == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always letters")
def test_a_seed_whose_name_is_no_letters_is_named_and_stops_no_other(project: Path) -> None:
    seed(project, "a.txt")
    (project / "seeds" / b"\xff.txt".decode("utf-8", "surrogateescape")).write_text(UNDATED)
    report = run(project)
    assert outcomes(report) == ["written"]
    assert "seeds/\\udcff.txt: error: the name of the file" in str(report.problems[0])


def test_an_edited_story_is_the_editors(project: Path) -> None:
    seed(project, "a.txt")
    path = project / run(project).imported[0].path
    path.write_text("mine", encoding="utf-8")
    assert run(project).unchanged == 1
    seed(project, "a.txt", COPY + "Satu lagi.\n")
    report = run(project)
    assert outcomes(report) == ["edited"] and not report.failed
    assert "has been edited" in str(report.problems[0])
    assert path.read_text("utf-8") == "mine"


def test_a_deleted_story_stays_deleted(project: Path) -> None:
    seed(project, "a.txt")
    path = project / run(project).imported[0].path
    path.unlink()
    assert run(project).unchanged == 1
    seed(project, "a.txt", COPY + "Satu lagi.\n")
    assert outcomes(run(project)) == ["deleted"]
    assert not path.exists()


def test_the_same_text_under_another_name_is_reported(project: Path) -> None:
    seed(project, "a.txt")
    run(project)
    seed(project, "b.txt", COPY.replace(" ", "  "))
    report = run(project)
    assert outcomes(report) == ["duplicate"] and not report.failed
    assert "the same text as seeds/a.txt" in str(report.problems[0])
    assert "It is at content/" in str(report.problems[0])


def test_a_link_that_leads_out_of_the_project_is_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("luar") / "a.txt"
    outside.write_text(COPY)
    (project / "seeds/a.txt").symlink_to(outside)
    report = run(project)
    assert report.failed and not report.imported
    assert "a link that leads out of the project" in str(report.problems[0])


def test_the_same_text_as_that_of_a_story_that_was_deleted_stays_away_and_the_way_back_is_told(
    project: Path,
) -> None:
    seed(project, "a.txt")
    (story,) = run(project).imported
    (project / story.path).unlink()
    (project / "seeds/a.txt").unlink()
    seed(project, "b.txt")
    report = run(project)
    assert outcomes(report) == ["duplicate"] and not (project / story.path).exists()
    assert "delete its line from seeds/imported.jsonl" in str(report.problems[0])
    (project / "seeds/imported.jsonl").write_text("")
    assert outcomes(run(project)) == ["written"]
    assert len(stories(project)) == 1


def test_the_same_headline_on_one_day_gets_a_number(project: Path) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", COPY.replace("Kami ingin", "Kita mau"))
    report = run(project)
    assert outcomes(report) == ["written", "written"]
    first, second = (item.path for item in report.imported)
    assert second == first.replace("/index.id.md", "-2/index.id.md")


def test_a_story_taken_away_with_its_line_comes_back_beside_its_translation(project: Path) -> None:
    seed(project, "a.txt")
    path = project / run(project).imported[0].path
    path.unlink()
    (project / "seeds/imported.jsonl").unlink()
    path.with_name("index.en.md").write_text(
        "---\ntitle: T\ndate: 2024-01-01\ntranslates: r1-0\n---\nText.\n"
    )
    assert outcomes(run(project)) == ["written"]
    assert path.is_file()


def test_a_lost_ledger_makes_no_second_copy(project: Path) -> None:
    seed(project, "a.txt")
    seed(project, "b.txt", UNDATED)
    written = [item.path for item in run(project).imported]
    (project / written[1]).write_text(
        (project / written[1]).read_text("utf-8") + "Disunting.\n", encoding="utf-8"
    )
    (project / "seeds/imported.jsonl").unlink()
    later = import_seeds(project, WireRules(), GLOSSARY, "2026-01-02T09:00:00+07:00")
    assert outcomes(later) == ["unchanged", "edited"]
    assert stories(project) == sorted(written)
    seed(project, "b.txt", UNDATED + "Satu lagi.\n")
    assert outcomes(run(project)) == ["edited"], "the editor owns what was there"


def test_somebody_elses_story_is_not_overwritten(project: Path) -> None:
    seed(project, "a.txt")
    path = run(project).imported[0].path
    (project / "seeds/imported.jsonl").unlink()
    (project / path).write_text("---\ntitle: lain\n---\n", encoding="utf-8")
    again = run(project).imported[0]
    assert again.outcome == "written" and again.path != path
    assert (project / path).read_text("utf-8").startswith("---\ntitle: lain")


def test_a_bad_seed_is_named_and_stops_no_other(project: Path) -> None:
    seed(project, "a.txt")
    (project / "seeds/b.txt").write_bytes(b"%PDF-1.4 \x00\x01")
    seed(project, "c.txt", "Президент заявил, что правительство поможет гражданам.")
    seed(project, "d.txt", "\n\n")
    report = run(project)
    assert report.failed and outcomes(report) == ["written"]
    assert [str(p.where) for p in report.problems] == ["seeds/b.txt", "seeds/c.txt", "seeds/d.txt"]
    assert "--lang" in report.problems[1].hint


def stumbles(monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> None:
    """Makes our own program stop over every text that speaks of a stone."""
    real = getattr(where, name)

    def wrong(*given: object, **more: object) -> object:
        if any("batu" in repr(one) for one in given):
            raise IndexError("string index out of range")
        return real(*given, **more)

    monkeypatch.setattr(where, name, wrong)


@pytest.mark.parametrize(
    ("where", "name"), [(texts, "read_wire"), (importing, "story_markdown"), (importing.batch, "pieces")]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_over_which_we_stumble_is_set_aside_and_stops_no_other(
    project: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str, jobs: int
) -> None:
    for number in range(20):
        seed(project, f"{number:02}.txt", COPY + f"Ada {number} batu." * (number == 7) + f"Nomor {number}.")
    stumbles(monkeypatch, where, name)
    report = run(project, jobs=jobs)
    assert report.failed and report.mistakes == 1
    assert len(report.of("written")) == 19
    (problem,) = report.problems
    assert str(problem.where) == "seeds/07.txt" and problem.fatal
    assert "a mistake of ours" in problem.message and "IndexError" in problem.message
    assert "Traceback" in report.traces[0] and "seeds/07.txt" in report.traces[0]
    monkeypatch.undo()
    again = run(project)
    assert [item.seed for item in again.of("written")] == ["seeds/07.txt"] and not again.failed


def test_a_process_that_dies_ends_the_import_and_the_next_one_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system ends one where memory is short: that is no mistake of the text, nor of ours."""
    for number in range(40):
        seed(project, f"{number:02}.txt", COPY + f"Nomor {number}.")
    others = set(multiprocessing.active_children())

    def kill(story: Story, path: str) -> None:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()

    monkeypatch.setattr(importing, "_CHUNK", 16)
    with pytest.raises(SiteError, match="a process died at its work") as caught:
        run(project, jobs=2, on_story=kill)
    assert caught.value.exit_code == ENVIRONMENT
    written = len(stories(project))
    assert 0 < written < 40
    report = run(project, jobs=1)
    assert (len(report.of("written")), report.unchanged, report.failed) == (40 - written, written, False)


def test_a_full_disk_ends_the_import(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise SiteError(Problem(Location(path.name), "cannot be written"), ENVIRONMENT)

    seed(project, "a.txt")
    monkeypatch.setattr(importing, "write_whole", full)
    with pytest.raises(SiteError):
        run(project)


def test_the_language_can_be_said(project: Path) -> None:
    seed(project, "a.txt", "Banjir Depok surut.")
    assert run(project).failed
    assert outcomes(run(project, lang="id")) == ["written"]


def test_a_dry_run_writes_nothing(project: Path) -> None:
    seed(project, "a.txt")
    seen: list[tuple[Story, str]] = []
    report = run(project, dry_run=True, on_story=lambda story, path: seen.append((story, path)))
    assert outcomes(report) == ["written"] and seen[0][1] == report.imported[0].path
    assert sorted(path.name for path in project.rglob("*")) == ["a.txt", "seeds"]


def test_a_table_makes_a_story_a_row(project: Path) -> None:
    rows = [
        {"judul": "Warga Menanam Pohon", "isi": COPY, "penulis": "Budi Contoh", "tanggal": "2016-11-15"},
        {"judul": "", "isi": UNDATED, "penulis": "", "tanggal": ""},
        {"judul": "Kosong", "isi": "", "penulis": "", "tanggal": ""},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (project / "seeds/a.jsonl").write_text(lines, encoding="utf-8")
    report = run(project)
    assert [item.seed for item in report.imported] == ["seeds/a.jsonl#1", "seeds/a.jsonl#2"]
    text = (project / report.imported[0].path).read_text("utf-8")
    assert "title: Warga Menanam Pohon\ntitle_source: text\n" in text
    assert "author: Budi Contoh\n" in text and "\ndate: 2016-11-15\n" in text.replace('"', "")
    assert run(project).unchanged == 2


def test_a_csv_is_read_whatever_parts_its_columns(project: Path) -> None:
    (project / "seeds/a.csv").write_text(
        f'title;content\n"Warga; pohon";"{COPY.strip().replace(chr(34), chr(34) * 2)}"\n'
    )
    assert 'title: "Warga; pohon"' in (project / run(project).imported[0].path).read_text("utf-8")


def test_a_table_may_be_parted_by_tabs(project: Path) -> None:
    (project / "seeds/a.tsv").write_text(f"judul\tisi\nWarga Menanam\t{UNDATED}")
    assert "title: Warga Menanam\n" in (project / run(project).imported[0].path).read_text("utf-8")


def test_a_list_of_objects_is_a_table(project: Path) -> None:
    rows = [
        {"headline": "Warga Menanam", "body": [UNDATED.strip(), "Hujan turun."], "author": {"name": "Budi"}}
    ]
    (project / "seeds/a.json").write_text(json.dumps(rows))
    text = (project / run(project).imported[0].path).read_text("utf-8")
    assert "author: Budi\n" in text and text.endswith("hijau.\n\nHujan turun.\n")


def test_a_table_without_a_text_column_is_named(project: Path) -> None:
    (project / "seeds/a.csv").write_text("satu,dua\n1,2\n")
    assert "no column with the text among: satu, dua" in str(run(project).problems[0])


def test_standard_input_is_laid_into_the_seeds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COPY.encode())))
    report = run(project, "-")
    assert outcomes(report) == ["written"]
    assert (project / report.imported[0].seed).read_text("utf-8") == COPY
    assert run(project).unchanged == 1


def test_a_file_from_elsewhere_is_laid_into_the_seeds(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.txt"
    outside.write_text(COPY, encoding="utf-8")
    seed(project, "a.txt", UNDATED)
    report = run(project, str(outside))
    assert [item.seed for item in report.imported] == ["seeds/a-2.txt"]
    assert (project / "seeds/a-2.txt").read_text("utf-8") == COPY


def test_two_files_of_one_name_from_elsewhere_are_two_stories(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second, again = (tmp_path_factory.mktemp("outside") / "a.txt" for _ in range(3))
    for path, text in ((first, COPY), (second, UNDATED), (again, COPY)):
        path.write_text(text, encoding="utf-8")
    report = run(project, str(first), str(second), str(again))
    assert {item.seed for item in report.imported} == {"seeds/a.txt", "seeds/a-2.txt"}
    assert (project / "seeds/a.txt").read_text("utf-8") == COPY
    assert (project / "seeds/a-2.txt").read_text("utf-8") == UNDATED


def test_several_processes_write_what_one_writes(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "seeds").mkdir()
    for number in range(20):
        for folder in (project, other):
            seed(folder, f"{number:02}.txt", COPY.replace("seribu", f"{number} ribu"))
    run(project, jobs=2)
    run(other, jobs=1)
    assert stories(project) == stories(other) and len(stories(project)) == 20
    for name in (*stories(project), "seeds/imported.jsonl"):
        assert (project / name).read_bytes() == (other / name).read_bytes()


def test_hidden_files_and_the_ledger_are_no_seeds(project: Path) -> None:
    for name in ("a.txt", ".b.txt", "c.html", "d.pdf", "imported.jsonl", "README.md"):
        seed(project, name)
    assert seed_files(project) == ("seeds/a.txt", "seeds/c.html")


def test_a_damaged_ledger_stops_the_import(project: Path) -> None:
    seed(project, "a.txt")
    (project / "seeds/imported.jsonl").write_text("{broken\n")
    with pytest.raises(SiteError, match="not a line of the ledger"):
        run(project)


def test_the_last_line_of_a_seed_in_the_ledger_counts(project: Path) -> None:
    seed(project, "a.txt")
    run(project)
    ledger = project / "seeds/imported.jsonl"
    ledger.write_text(ledger.read_text() * 2)
    assert run(project).unchanged == 1
    assert ledger.read_text().count("\n") == 1


def test_progress_tells_files_and_texts(project: Path) -> None:
    for name in ("a.txt", "b.txt"):
        seed(project, name)
    lines = "".join(json.dumps({"text": COPY + f"Baris {number}."}) + "\n" for number in range(300))
    (project / "seeds/c.jsonl").write_text(lines)
    told: list[tuple[int, int, int]] = []
    run(project, progress=lambda *how_far: told.append(how_far))
    assert told == [(3, 3, 128), (3, 3, 256), (3, 3, 302)]


def test_what_is_to_be_looked_at_is_counted(project: Path) -> None:
    seed(project, "a.txt", "Warga Menanam Pohon\n\n" + COPY)
    seed(project, "b.txt", UNDATED)
    assert dict(run(project).doubts) == {
        "with a proposed title": 1,
        "without a date": 1,
        "without a section": 2,
        "with a warning": 0,
    }


def test_a_folder_of_the_seeds_can_be_named(project: Path) -> None:
    (project / "seeds/kemarin").mkdir()
    seed(project, "kemarin/a.txt")
    seed(project, "b.txt", UNDATED)
    assert [item.seed for item in run(project, "seeds/kemarin").imported] == ["seeds/kemarin/a.txt"]
    assert "cannot be read" in str(run(project, "/").problems[0])


def test_what_is_no_file_is_refused_and_not_waited_for(project: Path, tmp_path: Path) -> None:
    os.mkfifo(project / "pipe")
    (project / "loop").symlink_to("loop")
    read, write = os.pipe()
    for name in ("pipe", "/dev/zero", f"/dev/fd/{read}"):
        (problem,) = run(project, name).problems
        assert str(problem) == (
            f"{name}: error: cannot be read: not a file\n  hint: Pipe the text in: site-gen import - < FILE"
        )
    os.close(read)
    os.close(write)
    (problem,) = run(project, "loop").problems
    assert str(problem).startswith("loop: error: cannot be read: too many")


def test_of_a_file_without_end_only_enough_is_read(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.write(b"Kata.")
        file.truncate(10**12)
    (problem,) = run(project, str(tmp_path / "large.txt")).problems
    assert "more than 200 KiB" in str(problem)

    class Endless(io.RawIOBase):
        def read(self, size: int) -> bytes:
            return b"kata " * size

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Endless()))
    (problem,) = run(project, "-").problems
    assert "more than 200 KiB" in str(problem)


def test_nothing_on_standard_input_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    report = run(project, "-")
    assert report.failed and "nothing came on standard input" in str(report.problems[0])


def test_an_office_document_among_the_seeds_is_named(project: Path) -> None:
    seed(project, "a.txt")
    seed(project, "naskah.docx")
    seed(project, "foto.jpg")
    report = run(project)
    assert outcomes(report) == ["written"] and not report.failed
    assert [problem.where.path for problem in report.problems] == ["seeds/naskah.docx"]
