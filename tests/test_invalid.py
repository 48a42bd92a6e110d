"""Every class of mistake in a project: what is reported, word for word, and that nothing is published.

Each folder of `tests/invalid/` lies over the small site; `expected.txt` has the exit code and the report. In a
file whose name ends with `.expand`, {N*TEXT} is TEXT written N times. To write a report anew, after a look at
it: SITE_GEN_REGENERATE=1 python -m pytest tests/test_invalid.py.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from newsroom import HERE, build_site, copy_site, story, tree

from site_gen.cli import run

CASES = sorted(path for path in (HERE / "invalid").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_site("kecil", tmp_path_factory.mktemp("baik"))
    build_site(project, "2024-01-15")
    return project


@pytest.fixture
def project(good: Path, tmp_path: Path) -> Path:
    """The small site, published."""
    # Without the tree of the build before: its files are the same as the published ones, a copy's are not.
    shutil.copytree(good, tmp_path / "kecil", ignore=shutil.ignore_patterns(".public.*"))
    return tmp_path / "kecil"


def lay_over(case: Path, project: Path) -> None:
    for source in case.rglob("*"):
        path = source.relative_to(case).as_posix()
        if source.is_dir() or path == "expected.txt":
            continue
        data = source.read_bytes()
        if path.endswith(".expand"):
            path = path.removesuffix(".expand")
            data = re.sub(rb"\{(\d+)\*([^}]+)\}", lambda m: m[2] * int(m[1]), data)
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def published(project: Path) -> dict[str, tuple[bytes, int, int]]:
    """The bytes of every published file, and which file it is."""
    return {
        path: (
            data,
            (project / "public" / path).stat().st_ino,
            (project / "public" / path).stat().st_mtime_ns,
        )
        for path, data in tree(project / "public").items()
    }


def report_of(project: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The exit code and everything that the command says."""
    more = arguments or ("build", "--no-import", "--now", "2024-01-15")
    code = run(["-C", str(project), *more])
    said = capfd.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert str(project) not in said.err
    return f"exit {code}\n{said.err}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_mistake_is_reported_and_nothing_is_published(
    case: Path, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(project)
    lay_over(case, project)
    report = report_of(project, capfd)
    expected = case / "expected.txt"
    if os.environ.get("SITE_GEN_REGENERATE") == "1":
        expected.write_text(report, "utf-8")
    assert report == expected.read_text("utf-8")
    assert published(project) == before
    # The same once more, out of the cache.
    assert report_of(project, capfd) == report
    assert published(project) == before


PARTS = [
    "a-language-that-is-none",
    "a-reading-of-everything-that-yaml-can-hide",
    "many-files-at-once",
    "texts-beyond-the-limits",
]


def test_the_mistakes_of_all_files_are_reported_in_one_run(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever has 30 bad files is told of 30, of whatever kind, and of a collision beside them."""
    here, expected = "content/2024/01/05", []
    for name in PARTS:
        case = HERE / "invalid" / name
        lay_over(case, project)
        (project / here).rename(project / "content" / name)
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            if line.startswith(here):
                expected.append(line.replace(here, f"content/{name}"))
    (project / "static" / "index.html").write_text("x")
    found = report_of(project, capfd).splitlines()
    assert [line for line in found if line.startswith(tuple(f"content/{n}/" for n in PARTS))] == sorted(
        expected
    )
    assert any(line.startswith("static/index.html: error: index.html is asked for twice") for line in found)


def test_a_mended_project_is_published_as_if_nothing_had_been(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(project)
    lay_over(HERE / "invalid" / "many-files-at-once", project)
    report_of(project, capfd)
    shutil.rmtree(project / "content")
    shutil.copytree(HERE / "sites" / "kecil" / "content", project / "content")
    assert run(["-C", str(project), "build", "--no-import", "-q", "--now", "2024-01-15"]) == 0
    assert published(project) == before


# -- what no folder of a repository can hold --


def test_a_symbolic_link_is_refused_and_not_followed(
    project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "rahasia.md"
    secret.write_text(story(title="Rahasia"))
    for name in ("content/rahasia.id.md", "content/lingkar", "static/rahasia.txt"):
        link = project / name
        link.symlink_to(project / "content" if name.endswith("lingkar") else secret)
        report = report_of(project, capfd)
        assert (
            report
            == f"exit 1\n{name}: error: a symbolic link\n  hint: Put the file itself here.\n1 problem; nothing was published.\n"
        )
        link.unlink()


def test_a_pipe_named_like_a_story_is_refused_and_not_read(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(project / "content" / "pipa.id.md")
    assert "content/pipa.id.md: error: neither a file nor a folder\n" in report_of(project, capfd)


def test_a_file_name_that_is_no_text_is_shown_with_escapes(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "content" / os.fsdecode(b"\xff.id.md")).write_text(story())
    assert r"content/\udcff.id.md: error: a file name that is not UTF-8" in report_of(project, capfd)


def test_a_file_name_cannot_drive_the_terminal(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "content" / "a\x1b[31m\nb.id.md").write_text("---\n---\n")
    report = report_of(project, capfd)
    assert "content/a\\x1b[31m\\nb.id.md:1:1: error: the front matter is empty" in report
    assert "\x1b" not in report


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is readable for root")
def test_what_cannot_be_read_is_an_error_and_never_passed_over(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(project)
    for path in (project / "content/2023/12/30/rapat.id.md", project / "content/2023"):
        mode = path.stat().st_mode
        path.chmod(0)
        report = report_of(project, capfd)
        path.chmod(mode)
        assert report.startswith("exit 3\n")
        assert "cannot be read: permission denied" in report
    assert published(project) == before


def test_a_project_without_content_takes_nothing_down(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(project)
    (project / "content").rename(project / "naskah")
    assert report_of(project, capfd) == (
        "exit 1\ncontent: error: there is no such folder\n"
        "  hint: Make it, and a story in it: site-gen new TITLE.\n1 problem; nothing was published.\n"
    )
    assert published(project) == before


def test_a_mistake_that_every_page_shares_is_reported_once(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = project / "themes/polos/partials/base.html"
    # What a layout does with a value is certain only when it is done: so far nothing is wrong with it.
    page.write_text(
        page.read_text("utf-8").replace("</body>", "{{ 1 // (page.url|length - page.url|length) }}</body>")
    )
    report = report_of(project, capfd)
    assert report.count("error:") == 1, report
    assert "Seen while writing" in report
