"""The memory of addresses: what a build writes down, and what a changed address leaves behind it."""

import shutil
from pathlib import Path

import pytest
from newsroom import NOW, build_site, story, write_project

from site_gen import recall
from site_gen.build import BuildReport
from site_gen.cli import run
from site_gen.desk.addresses import write_addresses
from site_gen.errors import SiteError
from site_gen.publish import published
from site_gen.tables.addresses import address_line, lines_of, read_addresses, with_addresses, with_owners

FILE = "content/addresses.tsv"
LAMA, BARU = "/id/2024/01/lama/", "/id/2024/01/baru/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "content/satu/index.id.md": story("slug: lama\n"),
        "content/dua/index.id.md": story("", "Lain.\n"),
    }
    return write_project(tmp_path, files)


def build(project: Path, now: str = NOW, *, writes: bool = True, **more: object) -> BuildReport:
    """Build as the command does where somebody writes; without `writes` as on a build machine."""

    def record(text: str) -> None:
        write_addresses(project, text)

    return build_site(project, now, record=record if writes else None, **more)


def edit(project: Path, old: str, new: str, path: str = "satu/index.id.md") -> None:
    file = project / "content" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def redirects(project: Path) -> dict[str, str]:
    """What `_redirects` says; each must have a page that says the same."""
    file = project / "public" / "_redirects"
    lines = [line.split() for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    for old, new, code in lines:
        page = (project / "public" / old.strip("/") / "index.html").read_text("utf-8")
        assert f"url={new}" in page
        assert f'<link rel="canonical" href="https://koran.example{new}">' in page
        assert 'content="noindex"' in page
        assert code == "301"
    return {old: new for old, new, _ in lines}


def test_addresses_that_are_all_written_down_are_not_compared_until_one_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    edit(project, "title: Kabar", "title: Warta")
    build(project)  # finds that the file has just these

    def compare(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(recall, "differences", compare)
        edit(project, "title: Warta", "title: Cerita")
        build(project)
    edit(project, "slug: lama", "slug: baru")
    assert build(project).moved == ((LAMA, BARU),)
    with (project / FILE).open("a", encoding="utf-8") as file:
        file.write("/id/2023/dulu/\tid\tstory\tsatu\n")
    build(project)
    assert redirects(project) == {LAMA: BARU, "/id/2023/dulu/": BARU}


def test_addresses_of_what_is_gone_are_not_compared_again_until_it_is_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    gone = project / "content" / "dua"
    gone.rename(project / "dua")
    build(project)

    def compare(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(recall, "differences", compare)
        edit(project, "title: Kabar", "title: Warta")
        build(project)
    (project / "dua").rename(gone)
    edit(project, "title: ", "slug: kembali\ntitle: ", "dua/index.id.md")
    build(project)
    assert redirects(project) == {"/id/2024/01/dua/": "/id/2024/01/kembali/"}


def test_a_changed_slug_leaves_a_redirect_without_anybodys_doing(project: Path) -> None:
    assert build(project).moved == ()
    edit(project, "slug: lama", "slug: baru")
    report = build(project)
    assert report.moved == ((LAMA, BARU),)
    assert redirects(project) == {LAMA: BARU}
    assert f"{BARU}\tid\tstory\tsatu\n" in (project / FILE).read_text("utf-8")


CHANGES = {
    "slug": ("slug: lama", "slug: baru", BARU),
    "date": ("2024-01-01", "2023-12-31", "/id/2023/12/lama/"),
    "key": ("slug: lama", "slug: baru\nkey: lain", BARU),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_an_address_leaves_a_redirect(project: Path, change: str) -> None:
    old, new, address = CHANGES[change]
    build(project)
    edit(project, old, new)
    build(project)
    assert redirects(project) == {LAMA: address}


def test_a_title_or_section_that_is_part_of_the_address_takes_it_along(tmp_path: Path) -> None:
    write_project(tmp_path, {"content/日本.id.md": story("section: nasional\n", title="Judul satu")})
    config = tmp_path / "config.yaml"
    config.write_text(config.read_text("utf-8") + "permalink: /{lang}/{section}/{slug}/\n", "utf-8")
    build(tmp_path)
    edit(tmp_path, "Judul satu", "Judul dua", "日本.id.md")
    build(tmp_path)
    edit(tmp_path, "section: nasional", "section: dunia", "日本.id.md")
    build(tmp_path)
    assert redirects(tmp_path) == {
        "/id/nasional/judul-satu/": "/id/dunia/judul-dua/",
        "/id/nasional/judul-dua/": "/id/dunia/judul-dua/",
    }


SERIES = "banjir:\n  name: Banjir\nhutan:\n  name: Hutan\n"
FRONT = "title: Pemilu\n"


def paper_with_series_and_front(folder: Path) -> Path:
    files = {
        "content/satu/index.id.md": story("series: banjir\n"),
        "content/dua/index.id.md": story("series: hutan\n", title="Dua"),
        "content/series.yaml": SERIES,
        "content/fronts/pemilu.yaml": FRONT,
    }
    return write_project(folder, files)


def test_a_series_or_a_front_that_is_called_otherwise_leads_on(tmp_path: Path) -> None:
    project = paper_with_series_and_front(tmp_path)
    build(project)
    edit(project, "name: Banjir\n", "name: Banjir Besar\n", "series.yaml")
    edit(project, FRONT, FRONT + "slug: pilkada\n", "fronts/pemilu.yaml")
    report = build(project)
    expected = {
        "/id/seri/banjir/": "/id/seri/banjir-besar/",
        "/id/pemilu/": "/id/pilkada/",
        "/en/pemilu/": "/en/pilkada/",
    }
    assert (redirects(project), dict(report.moved)) == (expected, expected)
    shutil.rmtree(project / "public")
    shutil.rmtree(project / ".site_gen")
    build(project)
    assert redirects(project) == expected


def test_the_old_address_of_one_list_is_not_simply_taken_by_another(tmp_path: Path) -> None:
    project = paper_with_series_and_front(tmp_path)
    build(project)
    edit(project, SERIES, SERIES.replace("Banjir", "Rimba").replace("Hutan", "Banjir"), "series.yaml")
    with pytest.raises(SiteError) as caught:
        build(project)
    (problem,) = caught.value.problems
    line = (project / FILE).read_text("utf-8").split("\n")[problem.where.line - 1]
    assert (problem.where.path, line) == (FILE, "/id/seri/banjir/\tid\tseries\tbanjir")
    assert problem.message == (
        'the address /id/seri/banjir/ was that of the series "banjir", and is now that of the series "Banjir"'
    )
    edit(project, line + "\n", "", "addresses.tsv")
    build(project)
    assert redirects(project) == {"/id/seri/hutan/": "/id/seri/banjir/"}


def test_another_pattern_of_addresses_keeps_every_old_one(project: Path) -> None:
    build(project)
    config = project / "config.yaml"
    config.write_text(config.read_text("utf-8") + "permalink: /{lang}/{slug}/\n", "utf-8")
    build(project)
    assert redirects(project) == {LAMA: "/id/lama/", "/id/2024/01/dua/": "/id/dua/"}


def test_a_folder_that_is_renamed_is_the_same_story(project: Path) -> None:
    build(project)
    (project / "content/dua").rename(project / "content/tiga")
    build(project)
    assert redirects(project) == {"/id/2024/01/dua/": "/id/2024/01/tiga/"}
    assert "/id/2024/01/dua/\tid\tstory\ttiga\n" in (project / FILE).read_text("utf-8")


def test_a_folder_that_is_renamed_while_something_else_is_wrong_is_the_same_story(project: Path) -> None:
    build(project)
    before = (project / FILE).read_text("utf-8")
    (project / "content/dua").rename(project / "content/tiga")
    edit(project, "slug: lama", "slug: lama\ndarft: true")
    with pytest.raises(SiteError):
        build(project)
    assert (project / FILE).read_text("utf-8") == before, "a build that fails leaves the project as it is"
    edit(project, "\ndarft: true", "")
    build(project)
    assert redirects(project) == {"/id/2024/01/dua/": "/id/2024/01/tiga/"}


def test_a_story_that_is_renamed_back_has_its_address_again(project: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    build(project)
    edit(project, "slug: baru", "slug: lama")
    build(project)
    assert redirects(project) == {BARU: LAMA}
    assert "refresh" not in (project / "public/id/2024/01/lama/index.html").read_text("utf-8")


@pytest.mark.parametrize("how", ["deleted", "draft: true", "embargo: 2025-01-01", "expires: 2024-02-01"])
def test_a_story_that_readers_see_no_more_leaves_no_redirect(project: Path, how: str) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    build(project)
    if how == "deleted":
        shutil.rmtree(project / "content/satu")
    else:
        edit(project, "slug: baru", f"slug: baru\n{how}")
    build(project)
    assert redirects(project) == {}
    assert not list((project / "public").rglob("lama/*"))
    assert not list((project / "public").rglob("baru/*"))


@pytest.mark.parametrize("hidden", ["draft: true", "embargo: 2025-01-01", "date: 2025-01-01"])
def test_the_memory_has_nothing_of_a_story_before_its_time(project: Path, hidden: str) -> None:
    later = hidden.removeprefix("date: ") if hidden.startswith("date") else "2024-01-01"
    front = "slug: rahasia\nsection: dunia\n" + f"{hidden}\n" * (not hidden.startswith("date"))
    (project / "content/tiga.id.md").write_text(story(front, date=later), "utf-8")
    build(project)
    text = (project / FILE).read_text("utf-8")
    assert "rahasia" not in text
    assert "tiga" not in text
    assert "dunia" not in text


def test_a_story_with_another_slug_before_its_release_leaves_nothing(project: Path) -> None:
    edit(project, "slug: lama", "slug: lama\nembargo: 2024-06-02")
    build(project)
    edit(project, "slug: lama", "slug: baru")
    build(project)
    report = build(project, "2024-06-02")
    assert (report.moved, redirects(project)) == ((), {})


def test_a_build_that_has_nothing_to_write_down_leaves_the_file_alone(project: Path) -> None:
    build(project)
    status = (project / FILE).stat()
    for change in ("Isi.", "Isinya."):
        edit(project, change, "Isinya.")
        build(project)
    after = (project / FILE).stat()
    assert (status.st_ino, status.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_writing_addresses_down_leaves_the_plan_standing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    monkeypatch.setattr("site_gen.planning.plan_site", None)  # nobody may ask for it
    report = build(project)
    assert (report.written, report.rendered, report.unrecorded) == ((), 0, 0)


def test_what_is_written_down_changes_no_byte_of_the_site(project: Path, tmp_path: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    build(project, writes=False)
    before = published(project / "public")
    build(project)
    assert published(project / "public") == before


# -- a build machine --


def test_a_build_machine_leads_on_from_what_is_written_down_and_says_what_is_not(project: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    (project / "content/tiga.id.md").write_text(story(), "utf-8")
    text = (project / FILE).read_bytes()
    shutil.rmtree(project / ".site_gen")
    for _ in range(2):
        report = build(project, writes=False)
        assert (redirects(project), report.unrecorded) == ({LAMA: BARU}, 2)
    assert (project / FILE).read_bytes() == text
    assert build(project).unrecorded == 0


def test_a_project_that_cannot_be_written_is_built_all_the_same(project: Path) -> None:
    def refuse(text: str) -> None:
        raise PermissionError

    build(project)
    edit(project, "slug: lama", "slug: baru")
    report = build_site(project, record=refuse)
    assert (redirects(project), report.unrecorded) == ({LAMA: BARU}, 1)


def said(project: Path, capfd: pytest.CaptureFixture[str], *options: str) -> str:
    assert run(["-C", str(project), "build", "--now", NOW, *options]) == 0
    return capfd.readouterr().out


def test_the_command_tells_of_redirects_and_of_what_is_not_written_down(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "2 published addresses are not in content/addresses.tsv" in said(project, capfd, "--no-import")
    assert not (project / FILE).exists()
    assert "content/addresses.tsv" not in said(project, capfd)
    edit(project, "slug: lama", "slug: baru")
    assert f"{LAMA} → {BARU}, redirect added\n" in said(project, capfd)
    assert "redirect" not in said(project, capfd)


@pytest.mark.parametrize(
    "options",
    [["--drafts", "--output", "konsep"], ["--output", "lain"], ["--now", "2099-01-01"], ["--no-import"]],
)
def test_what_was_not_published_is_not_written_down(
    project: Path, capfd: pytest.CaptureFixture[str], options: list[str]
) -> None:
    said(project, capfd, *options)
    assert not (project / FILE).exists()


# -- mistakes --


@pytest.mark.parametrize(
    "url",
    [
        "/*/",
        "/id/a b/",
        "//evil.example/",
        "/id/x?y/",
        "/id/:x/",
        "/id/x#y/",
        "/id/../",
        "/",
        "/id",
        "id/a/",
        "/id/%2a/",
    ],
)
def test_what_can_be_no_address_of_a_site_is_a_mistake_at_its_line(url: str) -> None:
    """Hosts read `_redirects` as patterns, and by white space."""
    text = f"# addresses\n{LAMA}\tid\tstory\tsatu\n{url}\tid\tstory\tsatu\n"
    found, problems = read_addresses(text, lines_of(text))
    assert [address.url for address in found] == [LAMA]
    (problem,) = problems
    assert str(problem).startswith(f'{FILE}:3: error: no address of this site: "{url}"\n  hint: ')


@pytest.mark.parametrize(
    "line", [f"{LAMA}\tid\tstory\tsatu ", f"{LAMA} \tid\tstory\tsatu", f"{LAMA}\tid\tstory \tsatu"]
)
def test_a_space_too_many_does_not_lose_a_redirect_without_a_word(project: Path, line: str) -> None:
    (project / FILE).write_text(line + "\n", "utf-8")
    assert f"{FILE}:1: error: a space too many" in complaint(project)


def complaint(project: Path) -> str:
    with pytest.raises(SiteError) as caught:
        build(project)
    return "\n".join(str(problem) for problem in caught.value.problems)


def test_an_old_address_that_another_story_takes_is_a_mistake(project: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    build(project)
    edit(project, "---\nLain", "slug: lama\n---\nLain", "dua/index.id.md")
    said = complaint(project)
    assert "content/dua/index.id.md:4:7: error: the address /id/2024/01/lama/" in said
    assert "content/satu/index.id.md (content/addresses.tsv:4)" in said
    # As the hint says: whoever wants old links to lead to the other story deletes the line.
    text = (project / FILE).read_text("utf-8")
    (project / FILE).write_text(text.replace(f"{LAMA}\tid\tstory\tsatu\n", ""), "utf-8")
    build(project)
    assert redirects(project) == {"/id/2024/01/dua/": LAMA}
    assert f"{LAMA}\tid\tstory\tdua\n" in (project / FILE).read_text("utf-8")


def test_two_stories_that_change_places_are_a_mistake(project: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: dua")
    edit(project, "---\nLain", "slug: lama\n---\nLain", "dua/index.id.md")
    assert complaint(project).count("error: the address") == 2


def test_an_address_of_two_stories_names_both(project: Path) -> None:
    edit(project, "slug: lama", "slug: lama\naliases: [/id/kuno/]")
    edit(project, "---\nLain", "aliases: [/id/kuno/]\n---\nLain", "dua/index.id.md")
    said = complaint(project)
    assert "content/satu/index.id.md:5:10" in said
    assert "content/dua/index.id.md:4:10" in said


def test_an_alias_that_was_the_address_of_another_story_names_both(project: Path) -> None:
    build(project)
    edit(project, "slug: lama", "slug: baru")
    edit(project, "---\nLain", f"aliases: [{LAMA}]\n---\nLain", "dua/index.id.md")
    said = complaint(project)
    assert "content/dua/index.id.md:4:10" in said
    assert "content/addresses.tsv:3" in said


def test_aliases_that_lead_in_a_circle_name_both(project: Path) -> None:
    edit(project, "slug: lama", "slug: lama\naliases: [/id/2024/01/dua/]")
    edit(project, "---\nLain", f"aliases: [{LAMA}]\n---\nLain", "dua/index.id.md")
    said = complaint(project)
    assert said.count("error") == 2
    assert "content/satu/index.id.md:5:10" in said
    assert "content/dua/index.id.md:4:10" in said


# -- the text of the file --


def test_lines_are_added_in_order_and_an_address_has_one_owner() -> None:
    text = with_addresses("", ["/b/\tid\tstory\tb", "/a/\tid\tstory\ta"])
    assert text.startswith("# ")
    assert text.splitlines()[1:] == ["/a/\tid\tstory\ta", "/b/\tid\tstory\tb"]
    text = with_addresses("# Catatan\n" + text, ["/b/\tid\tstory\tc"])
    assert text.startswith("# Catatan\n# ")
    assert text.splitlines()[2:] == ["/a/\tid\tstory\ta", "/b/\tid\tstory\tc"]


def test_the_lines_of_two_branches_are_one_set() -> None:
    ours, theirs = ["/a/\tid\tstory\ta", "/b/\tid\tstory\tb"], ["/a/\tid\tstory\ta", "/c/\tid\tstory\tc"]
    merged = "\n".join([*ours, *theirs])
    assert with_addresses(merged, []) == with_addresses(with_addresses("", ours), theirs)


def test_a_story_with_another_key_takes_its_lines_along() -> None:
    text = "/a/\tid\tstory\tx\n/b/\tid\tstory\txy\n/c/\tid\ttag\tx\n"
    assert with_owners(text, {"x": "z"}) == text.replace("story\tx\n", "story\tz\n")


def test_a_name_that_the_file_could_not_say_is_not_written_down() -> None:
    assert address_line(LAMA, "id", "story", "satu") == f"{LAMA}\tid\tstory\tsatu"
    assert [address_line(LAMA, "id", "story", name) for name in ("a\tb", "a\nb", " a", "a ")] == [""] * 4
