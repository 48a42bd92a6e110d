"""Translations at the desk: which are stale, what changed, that they are current again; with git and without."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from newsroom import story, write_project

from site_gen.cli import run
from site_gen.desk import differences
from site_gen.desk.differences import words_changed
from site_gen.desk.marking import with_key, without_key
from site_gen.desk.stories import find_story, read_all
from site_gen.documents.paragraphs import Paragraph
from site_gen.documents.reading import revision_of
from site_gen.errors import SiteError
from site_gen.reading.project import Request
from site_gen.site.translations import STATES

ROOT = Path(__file__).parent.parent.parent
ID, EN = "content/2024/01/01/banjir/index.id.md", "content/2024/01/01/banjir/index.en.md"
BODY = """
Air mulai naik pukul empat sore di Kaligawe.

"Kami mengungsi ke masjid," kata seorang warga.

Jalan ditutup untuk kendaraan kecil sampai besok.
"""
TRANSLATED = """
The water began to rise at four in the afternoon in Kaligawe.

"We fled to the mosque," a resident said.

The road is closed to small vehicles until tomorrow.
"""


def original(body: str = BODY) -> str:
    return story("summary: Ringkasan.\n", body, "Banjir")


def revision(body: str = BODY) -> str:
    return revision_of("Banjir", "Ringkasan.", body)


def translation(translates: str, more: str = "", body: str = TRANSLATED) -> str:
    line = f"translates: {translates}\n" if translates else ""
    return story(f"summary: Summary.\n{line}{more}", body, "Flood")


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=desk", "-c", "user.email=desk@koran.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)


def commit(project: Path) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "x")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A story with a current translation, committed; its original then edited."""
    root = write_project(tmp_path / "koran", {ID: original(), EN: translation(revision())})
    git(root, "init", "-q")
    commit(root)
    return root


def edit(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], project: Path):  # type: ignore[no-untyped-def]
    def typed(*arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(project), *arguments])
        found = capfd.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return typed


# -- status --


def states(say) -> dict[str, dict[str, list[str]]]:  # type: ignore[no-untyped-def]
    _, out, _ = say("status", "--json")
    return {
        one["key"].rpartition("/")[2]: {lang: v["states"] for lang, v in one["versions"].items()}
        for one in json.loads(out)
    }


def test_every_state_is_told(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, ID, "empat", "lima")
    current = revision_of("Kabar", "", "Isi.\n")
    files = {
        "a/index.id.md": story(),
        "a/index.en.md": story(f"translates: {current}\n"),
        "b/index.id.md": story(),
        "c/index.id.md": story(),
        "c/index.en.md": story("machine: true\n"),
        "d/index.id.md": story(),
        "d/index.en.md": story("draft: true\n"),
        "e/index.en.md": story("draft: true\n"),
        "f/index.id.md": story(),
        "f/index.en.md": story(),
        "g/index.id.md": story(),
        "g/index.en.md": story("machine: true\ntranslates: r1-0000000000000000\n"),
        "h/index.id.md": story("expires: 2024-02-01\n"),
        "pages/tentang/index.en.md": "---\ntitle: About\n---\nText.\n",
    }
    write_project(project, {f"content/{path}": text for path, text in files.items()})
    assert states(say) == {
        "banjir": {"id": ["original"], "en": ["stale"]},
        "a": {"id": ["original"], "en": ["current"]},
        "b": {"id": ["original"], "en": ["missing"]},
        "c": {"id": ["original"], "en": ["machine"]},
        "d": {"id": ["original"], "en": ["draft"]},
        "e": {"id": ["waiting"], "en": ["draft"]},
        "f": {"id": ["original"], "en": ["unmarked"]},
        "g": {"id": ["original"], "en": ["stale", "machine"]},
        "tentang": {"id": ["missing"], "en": ["original"]},
    }


def test_a_story_that_began_in_the_other_language_has_its_original_there(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    write_project(
        project,
        {
            "content/x/index.en.md": story(),
            "content/x/index.id.md": story(f"translates: {revision_of('Kabar', '', 'Isi.')}\n"),
        },
    )
    assert states(say)["x"] == {"id": ["current"], "en": ["original"]}


def test_filters_narrow_the_list_and_fail_on_looks_at_what_is_left(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    write_project(project, {"content/2020/lama/index.id.md": story("section: dunia\n", date="2020-01-01")})
    assert say("status", "--fail-on", "stale")[0] == 0
    code, _, err = say("status", "--fail-on", "stale,missing")
    assert code == 1
    assert err == "1 missing.\n"
    assert say("status", "--fail-on", "missing", "--since", "2024-01-01")[0] == 0
    assert say("status", "--fail-on", "missing", "--section", "nasional")[0] == 0
    assert say("status", "--fail-on", "missing", "--lang", "id")[0] == 0
    assert say("status", "--fail-on", "missing", "banjir")[0] == 0
    assert say("status", "--fail-on", "missing", "lama")[0] == 1
    assert "lama" not in say("status", "--state", "current")[1]
    assert say("status", "--state", "stale")[1] == "No such stories.\n"
    for wrong in (("--state", "old"), ("--lang", "fr"), ("--section", "x"), ("--since", "kemarin")):
        assert say("status", *wrong)[0] == 2
    for wrong in (("--fail-on", ""), ("--fail-on", "stale,"), ("--fail-on", "late"), ("--json", "--csv")):
        code, out, err = say("status", *wrong)
        assert (code, out) == (2, ""), "a mistake in CI must not pass for a paper in step"
        assert wrong[0] in err


def test_the_table_for_a_spreadsheet_holds_no_formula(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    text = story(title='"=HYPERLINK(\\"https://jahat.example\\")"')
    write_project(project, {"content/x/index.id.md": text})
    rows = list(csv.reader(io.StringIO(say("status", "--csv")[1])))
    assert rows[0] == ["key", "date", "section", "title", "original", "id", "en"]
    assert rows[2][3] == '\'=HYPERLINK("https://jahat.example")'
    assert rows[2][5:] == ["original", "missing"]


def test_no_story_may_seem_untranslated_because_its_file_is_broken(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, EN, "title: Flood", "titel: Flood")
    code, out, err = say("status")
    assert (code, out) == (1, "")
    assert f"{EN}:2:1: error: unknown key" in err


def test_every_state_is_explained_to_people() -> None:
    page = (ROOT / "docs" / "translating.md").read_text("utf-8")
    table = page.partition("| state | meaning |")[2].partition("\n\n")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == STATES


# -- which story --


@pytest.mark.parametrize(
    "name",
    [
        ID,
        "content/2024/01/01/banjir",
        "content/2024/01/01/banjir/",
        "2024/01/01/banjir",
        "banjir",
        "/id/2024/01/banjir/",
        "/en/2024/01/flood-in-kaligawe/",
        "https://koran.example/en/2024/01/flood-in-kaligawe",
        "/id/lama/",
    ],
)
def test_a_story_is_named_by_file_folder_key_or_address(project: Path, name: str) -> None:
    edit(project, EN, "title: Flood", "title: Flood\nslug: flood-in-kaligawe")
    edit(project, ID, "title: Banjir", "title: Banjir\naliases: [/id/lama/]")
    versions, _ = find_story(read_all(Request(project, 0)), name)
    assert sorted(versions) == ["en", "id"]


def test_what_is_no_story_or_two_is_refused(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    assert 'Did you mean "2024/01/01/banjir"?' in say("diff", "2024/01/01/banjr")[2]
    write_project(project, {"content/2025/banjir/index.id.md": story()})
    code, _, err = say("diff", "banjir")
    assert code == 2
    assert 'more than one story is called "banjir"' in err


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "banjir"),
        ("diff", "banjir", "--lang", "en"),
        ("diff", ID),
        ("translated", "banjir", "--lang", "en"),
        ("translate", "banjir", "--to", "en"),
        ("correct", "banjir", "--lang", "en", "--kind", "ralat", "--text", "Dua."),
        ("check", "banjir"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("broken", [(EN,), (ID, EN)], ids=["the translation", "both"])
def test_a_file_with_a_mistake_is_not_taken_for_one_that_is_not_there(
    project: Path, say, command: tuple[str, ...], broken: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    for path in broken:
        edit(project, path, "summary:", "tags: {a: b}\nsummary:")
    code, out, err = say(*command)
    told = out + err
    assert code == 1, told
    for path in broken:
        assert f"{path}:4:7: error: tags is" in told


def test_a_mistake_in_another_story_is_in_nobodys_way(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    write_project(project, {"content/2025/kabar/index.id.md": "---\ntitel: x\n---\n"})
    assert say("diff", "banjir")[0] == 0


# -- diff --


def test_what_changed_stands_beside_what_to_touch(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, ID, "masjid", "sekolah")
    edit(project, ID, "sampai besok.\n", "sampai besok.\n\nBantuan tiba malam ini.\n")
    edit(project, ID, "Air mulai naik pukul empat sore di Kaligawe.\n\n", "")
    code, out, _ = say("diff", "banjir")
    day = subprocess.check_output(["git", "log", "-1", "--format=%cs"], cwd=project, text=True).strip()
    commit_ = subprocess.check_output(["git", "log", "-1", "--format=%H"], cwd=project, text=True)[:10]
    new = (project / ID).read_text("utf-8").partition("---\n")[2].partition("---\n")[2]
    assert code == 0
    assert (
        out
        == f"""\
3 changes in {ID} since {EN} was made ({commit_} of {day}).

{ID}: was there, and is not any more
    Air mulai naik pukul empat sore di Kaligawe.
{EN}:8:
    The water began to rise at four in the afternoon in Kaligawe.

{ID}:7: changed
    "Kami mengungsi ke [-masjid-]{{+sekolah+}}," kata seorang warga.
{EN}:10:
    "We fled to the mosque," a resident said.

{ID}:11: added
    Bantuan tiba malam ini.
{EN}:12: (it goes after this)
    The road is closed to small vehicles until tomorrow.

When {EN} is current again: site-gen translated {EN}
That writes: translates: {revision(new)}
"""
    )


def test_the_title_and_the_summary_are_compared_too(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, ID, "title: Banjir", "title: Banjir besar")
    out = say("diff", EN)[1]
    assert f"{ID}:2: changed\n    Banjir{{+ besar+}}\n{EN}:2:\n    Flood\n" in out


def test_the_older_text_is_found_after_more_commits_and_another_name(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, ID, "empat", "lima")
    commit(project)
    edit(project, ID, "lima", "enam")
    commit(project)
    (project / "content/2024/01/02").mkdir(parents=True)
    git(project, "mv", "content/2024/01/01/banjir", "content/2024/01/02/semarang")
    commit(project)
    assert "[-empat-]{+enam+}" in say("diff", "semarang")[1]


def test_a_text_of_another_branch_counts(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    git(project, "checkout", "-q", "-b", "lain")
    edit(project, ID, "empat", "tujuh")
    commit(project)
    other = revision((project / ID).read_text("utf-8").split("---\n", 2)[2])
    git(project, "checkout", "-q", "-")
    edit(project, EN, revision(), other)
    assert "[-tujuh-]{+empat+}" in say("diff", "banjir")[1]


def test_a_current_translation_is_called_current(say) -> None:  # type: ignore[no-untyped-def]
    assert "is current" in say("diff", "banjir")[1]


@pytest.mark.parametrize("missing", ["repository", "git", "commit", "mark"])
def test_without_a_history_it_says_so_and_shows_both_texts(  # type: ignore[no-untyped-def]
    project: Path, say, missing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    edit(project, ID, "empat", "lima")
    reason = "is in no git repository"
    if missing == "repository":
        (project / ".git").rename(project / "dulu")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    elif missing == "git":
        monkeypatch.setenv("PATH", str(tmp_path))
        reason = "git is not installed"
    elif missing == "commit":
        edit(project, EN, revision(), "r1-0123456789abcdef")
        reason = "has no text with the revision r1-0123456789abcdef"
    else:
        edit(project, EN, f"translates: {revision()}\n", "")
        reason = "it has no `translates`"
    code, out, _ = say("diff", "banjir")
    assert code == 0
    assert reason in out.partition("\n")[0]
    place = out.index("pukul lima sore")
    assert out.index("The water began to rise") > place
    assert out.index("masjid") > out.index("The water began to rise")
    (found,) = json.loads(say("diff", "banjir", "--json")[1])
    assert found["state"] == "unknown"


def test_no_option_can_be_smuggled_to_git_in_a_name(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    path = "content/--output=jahat/index"
    write_project(project, {f"{path}.id.md": original(), f"{path}.en.md": translation(revision())})
    commit(project)
    edit(project, f"{path}.id.md", "empat", "lima")
    assert "[-empat-]{+lima+}" in say("diff", f"{path}.id.md")[1]
    assert not (project / "jahat").exists()


def test_a_project_inside_a_larger_repository_has_its_history_there(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    root = write_project(tmp_path / "situs" / "koran", {ID: original(), EN: translation(revision())})
    commit(tmp_path)
    edit(root, ID, "empat", "lima")
    stories = read_all(Request(root, 0))
    (found,) = differences.compare(stories, find_story(stories, "banjir")[0])
    assert found.state == "changed"


def test_a_translation_of_a_translation_is_compared_with_what_it_was_made_from(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    config = (project / "config.yaml").read_text("utf-8")
    languages = "languages: {id: , en: , ms: {name: Bahasa Melayu}}"
    (project / "config.yaml").write_text(config.replace("languages: [id, en]", languages), "utf-8")
    english = revision_of("Flood", "Summary.", TRANSLATED)
    write_project(
        project,
        {
            "config.yaml": (project / "config.yaml").read_text("utf-8"),
            EN.replace(".en.", ".ms."): translation(
                english,
                body='\nAir mula naik pada pukul empat petang di Kaligawe.\n\n"Kami lari ke masjid," kata seorang penduduk.\n\nJalan ditutup bagi kenderaan kecil hingga esok.\n',
            ),
        },
    )
    commit(project)
    edit(project, EN, "mosque", "school")
    out = say("diff", "banjir", "--lang", "ms")[1]
    assert f"1 change in {EN} since" in out
    assert "[-mosque-]{+school+}" in out
    assert "Kami lari ke masjid" in out
    assert "index.ms.md --from en" in out
    say("translated", "banjir", "--lang", "ms", "--from", "en")
    assert "is current" in say("diff", "banjir", "--lang", "ms")[1]


def test_an_edited_paragraph_is_a_pair_and_another_one_is_not() -> None:
    def side(*texts: str) -> list[Paragraph]:
        return [Paragraph("text", line, text) for line, text in enumerate(texts, 1)]

    before = side("satu dua tiga empat", "lima enam tujuh delapan")
    now = side("burung terbang ke utara", "satu dua tiga EMPAT")
    found = differences.differences(before, now, side("one two three four", "five six seven eight"))
    assert [(d.what, [p.line for p in d.now], [p.line for p in d.target]) for d in found] == [
        ("added", [1], []),
        ("changed", [2], [1]),
        ("removed", [], [2]),
    ]


def test_words_that_changed_are_marked() -> None:
    assert words_changed("satu dua tiga", "satu 2 tiga empat") == "satu [-dua-]{+2+} tiga{+ empat+}"
    assert words_changed("Rp1.250,5 naik", "Rp1.300,5 naik") == "[-Rp1.250,5-]{+Rp1.300,5+} naik"
    assert words_changed("pada 19/11, 7 ruas", "pada 20/11, 7 ruas") == "pada [-19/11-]{+20/11+}, 7 ruas"


# -- translated --


def test_translated_changes_that_line_and_nothing_else(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, ID, "empat", "lima")
    new = revision(BODY.replace("empat", "lima"))
    file = project / EN
    file.chmod(0o640)
    before = file.read_bytes()
    code, out, _ = say("translated", "banjir")
    assert code == 0
    assert f"{EN} now says translates: {new} ({ID})." in out
    assert file.read_bytes() == before.replace(revision().encode(), new.encode())
    assert file.stat().st_mode & 0o777 == 0o640
    assert "said already" in say("translated", "banjir", "--lang", "en")[1]
    assert say("status", "--fail-on", "stale")[0] == 0


def test_a_pair_without_a_mark_takes_the_first_language_for_the_original(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, EN, f"translates: {revision()}\n", "")
    say("translated", "banjir")
    assert (project / EN).read_text("utf-8").startswith("---\ntitle: Flood\n")
    assert f"\ntranslates: {revision()}\n---\n" in (project / EN).read_text("utf-8")
    edit(project, EN, f"translates: {revision()}\n", "")
    say("translated", "banjir", "--from", "en")
    assert "\ntranslates: r1-" in (project / ID).read_text("utf-8")
    assert "\ntranslates: r1-" not in (project / EN).read_text("utf-8")


def test_an_original_is_not_taken_for_a_translation_of_its_translation(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    before = (project / ID).read_bytes()
    code, _, err = say("translated", "banjir", "--lang", "id")
    assert code == 2
    assert f"{ID} is the original: the others are made from it\n  hint: Name a translation: --lang en." in err
    assert (project / ID).read_bytes() == before
    assert say("translated", "banjir", "--lang", "id", "--from", "en")[0] == 0


def test_the_option_that_is_wrong_is_the_one_that_is_named(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    code, _, err = say("translated", "banjir", "--lang", "en", "--from", "xx")
    assert (code, err.splitlines()[0]) == (2, '--from: error: the story has no "xx" text')
    assert '--lang: error: the story has no "xx" text' in say("translated", "banjir", "--lang", "xx")[2]
    code, out, err = say("translated", "banjir", "--lang", "en", "--from", "en")
    assert (code, out) == (2, "")
    assert '--from: error: the "en" text cannot be a translation of itself' in err


def test_reviewed_takes_the_mark_of_the_machine_out(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, EN, "summary:", "machine: true\nsummary:")
    before = (project / EN).read_text("utf-8")
    say("translated", "banjir")
    assert (project / EN).read_text("utf-8") == before
    say("translated", "banjir", "--reviewed")
    assert (project / EN).read_text("utf-8") == before.replace("machine: true\n", "")


def test_a_story_in_one_language_has_nothing_to_record(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    (project / EN).unlink()
    code, _, err = say("translated", "banjir")
    assert code == 2
    assert "the story has one language only" in err
    assert say("translated", "banjir", "--lang", "en")[0] == 2


FILES = [
    ("a new line", b"---\ntitle: x\n---\nText\n", b"---\ntitle: x\ntranslates: r1-new\n---\nText\n"),
    ("an old line", b"---\ntranslates: r1-old\ntitle: x\n---\n", b"---\ntranslates: r1-new\ntitle: x\n---\n"),
    ("quotes", b"---\ntranslates: 'r1-old'\ntitle: x\n---\n", b"---\ntranslates: r1-new\ntitle: x\n---\n"),
    (
        "a comment",
        b"---\ntranslates: r1-old  # old\ntitle: x\n---\n",
        b"---\ntranslates: r1-new  # old\ntitle: x\n---\n",
    ),
    ("nothing in it", b"---\ntranslates:\ntitle: x\n---\n", b"---\ntranslates: r1-new\ntitle: x\n---\n"),
    (
        "line ends of Windows",
        b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nText\r\n",
        b"\xef\xbb\xbf---\r\ntitle: x\r\ntranslates: r1-new\r\n---\r\nText\r\n",
    ),
    (
        "an old line of Windows",
        b"---\r\ntranslates: r1-old\r\ntitle: x\r\n---\r\nText\r\n",
        b"---\r\ntranslates: r1-new\r\ntitle: x\r\n---\r\nText\r\n",
    ),
    (
        "such a line in the text",
        b"---\ntitle: x\n---\ntranslates: r1-old\n---\n",
        b"---\ntitle: x\ntranslates: r1-new\n---\ntranslates: r1-old\n---\n",
    ),
    ("no line end at the end", b"---\ntitle: x\n---", b"---\ntitle: x\ntranslates: r1-new\n---"),
    ("a value that is there", b"---\ntranslates: 'r1-new'\n---\n", b"---\ntranslates: 'r1-new'\n---\n"),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_one_line_is_written_into_any_front_matter(before: bytes, after: bytes) -> None:
    assert with_key("a.md", before, "translates", "r1-new") == after


@pytest.mark.parametrize(
    "data",
    [
        b"---\n{title: x}\n---\n",
        b"---\n{title: x, translates: r1-old}\n---\n",
        b"---\ntranslates: >\n  r1-old\n---\n",
        b"---\ntranslates:\n  r1-old\ntitle: x\n---\n",
        b'---\n"translates": r1-old\n---\n',
        b"---\ntranslates: r1\n  -old\n---\n",
    ],
)
def test_a_line_that_cannot_be_told_from_its_neighbours_is_left_to_a_person(data: bytes) -> None:
    with pytest.raises(SiteError, match="by hand"):
        with_key("a.md", data, "translates", "r1-new")


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n"])
@pytest.mark.parametrize("key", ["translates", "machine"])
def test_a_front_matter_of_carriage_returns_alone_is_named(key: str, end: bytes) -> None:
    data = b"---\rtitle: A\rtranslates: r1-old\rmachine: true\r---" + end + b"Isi." + end
    with pytest.raises(SiteError, match="carriage returns alone"):
        with_key("a.md", data, key, "r1-new")
    with pytest.raises(SiteError, match="carriage returns alone"):
        without_key("a.md", data, key)


def test_a_lone_carriage_return_in_the_text_stays() -> None:
    before = b"---\ntitle: A\ntranslates: r1-old\n---\nIsi.\rLagi.\n"
    assert with_key("a.md", before, "translates", "r1-new") == before.replace(b"r1-old", b"r1-new")


def test_a_line_is_taken_out_alone() -> None:
    assert without_key("a.md", b"---\r\na: 1\r\nmachine: true\r\nb: 2\r\n---\r\n", "machine") == (
        b"---\r\na: 1\r\nb: 2\r\n---\r\n"
    )
    assert without_key("a.md", b"---\na: 1\n---\n", "machine") == b"---\na: 1\n---\n"


# -- check --


def test_check_names_a_stale_translation_and_the_line_to_write(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    assert say("check")[0:2] == (0, "0 errors, 0 warnings.\n")
    edit(project, ID, "empat", "lima")
    code, out, err = say("check")
    assert (code, out) == (0, "0 errors, 1 warning.\n")
    new = revision(BODY.replace("empat", "lima"))
    assert f"{EN}:5:13: warning: {ID} has changed since this translation was made" in err
    assert f"site-gen diff {EN}" in err
    assert f"translates: {new}" in err


def test_check_names_both_lines_where_a_pair_differs(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, EN, "at four", "at 5 p.m.")
    edit(project, EN, "until tomorrow", "until tomorrow, Jokowi said")
    assert say("check")[1] == "0 errors, 0 warnings.\n"
    code, out, err = say("check", "--parity")
    assert (code, out) == (0, "0 errors, 2 warnings.\n")
    assert f'{EN}:8: warning: "5 p.m." is not in the original ({ID}:7)' in err
    assert f'{EN}:12: warning: "Jokowi" is not in the original ({ID}:11)' in err


def test_check_names_another_form_of_a_name(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    edit(project, EN, "in Kaligawe", "in Moskow")
    assert f'{EN}:8: warning: "Moskow" is "Moscow" in the glossary' in say("check")[2]


def test_check_names_the_entries_of_a_live_story_that_one_language_has_not(project: Path, say) -> None:  # type: ignore[no-untyped-def]
    live = "## 09:00 Satu\n\n## 10:00 Dua\n"
    (project / ID).write_text(story("live: true\n", live, "Banjir"))
    english = live.replace("## 10:00 Dua", "## 10:01 Two")
    (project / EN).write_text(story(f"live: true\ntranslates: {revision_of('Banjir', '', live)}\n", english))
    code, out, err = say("check")
    assert (code, out) == (0, "0 errors, 2 warnings.\n")
    assert f"{EN}:2:8: warning: no entry for 2024-01-01 10:00, which {ID} has" in err
    assert f"{EN}:2:8: warning: an entry of 2024-01-01 10:01, which {ID} has not" in err


# -- layers --


def test_programs_are_started_and_the_network_is_reached_in_two_modules_only() -> None:
    import site_gen

    found = {"subprocess": set(), "urllib.request": set(), "socket": set()}
    root = Path(site_gen.__file__).parent
    for path in (root / "desk").glob("*.py"):
        text = path.read_text("utf-8")
        for name, modules in found.items():
            if f"import {name}" in text or f"from {name}" in text:
                modules.add(path.stem)
    assert found == {"subprocess": {"engines", "history"}, "urllib.request": {"engines"}, "socket": set()}
    assert "shell=True" not in (root / "desk" / "engines.py").read_text("utf-8")
