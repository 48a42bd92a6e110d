"""A theme as it lies on the disk: its layers, and what is wrong with its folders."""

import os
import shutil
from pathlib import Path

import pytest
from mini_theme import LOCALES, MINI

from site_gen.errors import SiteError
from site_gen.shipped import shipped
from site_gen.theme.files import ThemeFiles, layered, read_theme
from site_gen.theme.loading import make_theme


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(MINI, tmp_path / "themes" / "mini")
    return tmp_path


def write(project: Path, path: str, text: str = "x") -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(text, "utf-8")


def refused(project: Path, name: str = "mini") -> str:
    with pytest.raises(SiteError) as caught:
        read_theme(project, name)
    return str(caught.value)


def wrong_with(project: Path) -> str:
    """What is reported of the project's theme, when it is read or when it is made."""
    try:
        _, problems = make_theme(read_theme(project, "mini"), LOCALES)
    except SiteError as error:
        return str(error)
    return "\n".join(map(str, problems))


def test_a_theme_is_its_files_by_their_path() -> None:
    files = read_theme(MINI.parent, "warta")
    assert files.name == "warta"
    assert "layouts/article.html" in files.files


def test_a_theme_of_the_project_comes_before_one_that_ships(project: Path) -> None:
    write(project, "themes/warta/theme.yaml", "name: Own")
    assert read_theme(project, "warta").origins["theme.yaml"] == "themes/warta/theme.yaml"
    assert (
        read_theme(project / "elsewhere", "warta").origins["theme.yaml"] == "site_gen:themes/warta/theme.yaml"
    )


def test_what_is_no_part_of_a_theme_is_left_alone(project: Path) -> None:
    before = read_theme(project, "mini")
    for path in (
        "README.md",
        "screens/a.png",
        "layouts/.page.html.swp",
        ".git/x",
        "static/.DS_Store",
        "layouts/a.html~",
    ):
        write(project, f"themes/mini/{path}")
    assert read_theme(project, "mini") == before


def test_a_file_of_the_project_takes_the_place_of_the_themes(project: Path) -> None:
    write(project, "theme/layouts/page.html", "own")
    files = read_theme(project, "mini")
    assert files.layers == ("theme", "mini")
    assert files.files["layouts/page.html"] == b"own"
    assert files.origins["layouts/page.html"] == "theme/layouts/page.html"
    assert files.files["mini/layouts/page.html"] == (MINI / "layouts" / "page.html").read_bytes()
    assert files.origins["layouts/list.html"] == "themes/mini/layouts/list.html"


def test_a_theme_stands_over_the_one_it_extends(project: Path) -> None:
    write(project, "themes/small/theme.yaml", "name: Small\nextends: mini")
    write(project, "themes/small/layouts/page.html", "small")
    write(project, "theme/layouts/list.html", "own")
    files = read_theme(project, "small")
    assert files.layers == ("theme", "small", "mini")
    assert files.files["layouts/page.html"] == b"small"
    assert files.files["layouts/list.html"] == b"own"
    assert files.origins["layouts/home.html"] == "themes/mini/layouts/home.html"


def test_the_digest_tells_the_files_and_their_layers() -> None:
    def digest(layers: dict[str, dict[str, bytes]]) -> str:
        return layered("a", layers, dict.fromkeys(layers, "x")).digest

    one = digest({"a": {"layouts/x.html": b"1"}})
    assert one == digest({"a": {"layouts/x.html": b"1"}})
    others = [
        digest({"a": {"layouts/x.html": b"2"}}),
        digest({"a": {"layouts/y.html": b"1"}}),
        digest({"b": {"layouts/x.html": b"1"}}),
        digest({"a": {"layouts/x.html": b"1"}, "b": {}}),
    ]
    assert len({one, *others}) == 5


def test_an_unknown_theme_is_named_with_the_one_that_was_meant(project: Path) -> None:
    assert refused(project, "mimi") == 'config.yaml: error: no theme "mimi"\n  hint: Did you mean "mini"?'


@pytest.mark.parametrize("name", ["../mini", "layouts", "theme", "", "a/b"])
def test_a_name_that_would_leave_the_themes_is_refused(project: Path, name: str) -> None:
    if name:
        assert "is no name for a theme" in refused(project, name)


def test_a_theme_that_extends_itself_is_refused(project: Path) -> None:
    write(project, "themes/a/theme.yaml", "name: A\nextends: b")
    write(project, "themes/b/theme.yaml", "name: B\nextends: a")
    assert refused(project, "a") == (
        'themes/b/theme.yaml:2:10: error: the theme "a" extends itself\n  hint: Delete one `extends:`.'
    )


def test_a_theme_that_extends_one_that_is_not_there_is_refused(project: Path) -> None:
    write(project, "themes/a/theme.yaml", "name: A\nextends: mimi")
    assert refused(project, "a").startswith('themes/a/theme.yaml:2:10: error: no theme "mimi"')


@pytest.mark.parametrize(
    ("path", "text", "report"),
    [
        (
            "themes/mini/theme.yaml",
            "name: Mini\nextend: warta",
            'themes/mini/theme.yaml:2:1: error: unknown key "extend"\n  hint: Did you mean "extends"?',
        ),
        (
            "themes/mini/theme.yaml",
            "name: Mini\nlanguages: [id, ar]",
            "themes/mini/theme.yaml:2:12: error: no strings for ar\n  hint: Write themes/mini/strings/ar.yaml.",
        ),
        (
            "themes/mini/theme.yaml",
            "- Mini",
            "themes/mini/theme.yaml:1:1: error: a list where `key: value` lines belong\n"
            "  hint: Write one `key: value` a line.",
        ),
        (
            "theme/theme.yaml",
            "name: Own",
            "theme/theme.yaml: error: takes the place of nothing in the theme\n"
            "  hint: Files lie in it as in a theme: in layouts, partials, strings, static.",
        ),
        (
            "theme/footer.html",
            "x",
            "theme/footer.html: error: takes the place of nothing in the theme\n"
            "  hint: Files lie in it as in a theme: in layouts, partials, strings, static.",
        ),
        ("theme/README.md", "x", ""),
        (
            "theme/partials/crad.html",
            "x",
            "theme/partials/crad.html: warning: no layout uses this\n"
            '  hint: Did you mean "partials/card.html"?',
        ),
        ("theme/partials/card.html", "{% macro card(x) %}{% endmacro %}", ""),
        (
            "themes/mini/layout/page.html",
            "x",
            'themes/mini/layout: error: no folder of a theme\n  hint: Did you mean "layouts"?',
        ),
    ],
)
def test_what_is_wrong_with_a_themes_folder_is_said(project: Path, path: str, text: str, report: str) -> None:
    write(project, path, text)
    assert wrong_with(project) == report


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_of_a_theme_whose_facts_are_not_utf_8_nothing_else_is_said(project: Path, encoding: str) -> None:
    write(project, "themes/new/theme.yaml")
    (project / "themes/new/theme.yaml").write_bytes("name: É\nextends: mini\n".encode(encoding))
    assert refused(project, "new") == ("themes/new/theme.yaml: error: not UTF-8\n  hint: Save it as UTF-8.")


@pytest.mark.parametrize(
    ("path", "text", "report"),
    [
        (
            "theme/strings/en.yaml",
            "archve: Back issues",
            'theme/strings/en.yaml:1:1: error: the string "archve" has no words in "id"\n'
            '  hint: Did you mean "archive"?',
        ),
        (
            "theme/strings/en.yaml",
            "xyzzy: Something else",
            'theme/strings/en.yaml:1:1: error: the string "xyzzy" has no words in "id"\n'
            "  hint: Translate it in theme/strings/id.yaml.",
        ),
        (
            "theme/strings/id.yaml",
            'archive: "Arsip {n}"',
            'theme/strings/id.yaml:1:1: error: "archive" differs in {n}\n  hint: Compare site_gen:themes/warta/',
        ),
    ],
)
def test_of_words_that_a_project_has_of_its_own_its_own_place_is_named(
    project: Path, path: str, text: str, report: str
) -> None:
    write(project, path, text)
    _, problems = make_theme(read_theme(project, "warta"), LOCALES)
    fatal = [str(problem) for problem in problems if problem.fatal]
    assert any(one.startswith(report) for one in fatal), fatal
    assert not any(one.startswith("site_gen:") for one in fatal)


def test_a_theme_without_its_facts_is_refused(project: Path) -> None:
    (project / "themes/mini/theme.yaml").unlink()
    assert refused(project).startswith("themes/mini/theme.yaml: error: the theme has no theme.yaml")


def test_folders_without_end_are_refused(project: Path) -> None:
    write(project, "themes/mini/static/" + "a/" * 20 + "b.css")
    assert "folders more than 8 deep" in refused(project)


@pytest.mark.parametrize(
    ("path", "goal"),
    [
        ("themes/mini/static/again", "themes/mini/static"),
        ("themes/mini/static/gone.css", "nowhere"),
        ("themes/mini/static/root/letter.txt", "letter.txt"),
        ("themes/mini/layouts/page.html", "letter.txt"),
        ("theme/static/root/letter.txt", "letter.txt"),
        ("theme/layouts", "elsewhere"),
    ],
)
def test_a_link_in_a_theme_is_refused_wherever_it_leads(project: Path, path: str, goal: str) -> None:
    write(project, "letter.txt")
    write(project, "elsewhere/page.html")
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).unlink(missing_ok=True)
    (project / path).symlink_to(project / goal)
    assert refused(project) == f"{path}: error: a symbolic link\n  hint: Put the file itself here."


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read every folder")
def test_a_folder_that_cannot_be_read_is_an_error(project: Path) -> None:
    folder = project / "themes/mini/layouts"
    folder.chmod(0)
    try:
        assert refused(project).startswith("themes/mini/layouts: error: cannot be read")
    finally:
        folder.chmod(0o755)


def test_the_shipped_themes_are_found() -> None:
    assert (shipped("themes") / "warta" / "theme.yaml").is_file()


def test_layers_keep_the_same_bytes_once() -> None:
    files: ThemeFiles = layered("a", {"a": {"static/x": b"1" * 100}}, {"a": "themes/a"})
    assert files.files["static/x"] is files.files["a/static/x"]
