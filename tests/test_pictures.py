"""Pictures of a story, in the sizes that readers' screens ask for."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from newsroom import NOW, build_site, instant, story, tree, write_project
from published import Tree, find, served, show

from site_gen.check import check_project
from site_gen.errors import SiteError
from site_gen.images import scaling
from site_gen.reading.project import Request

Image = pytest.importorskip("PIL.Image")
CONFIG = """\
title: Koran Contoh
base_url: https://koran.example/berita
languages: [id]
"""
SHOWN = "image: {src: air.jpg, alt: Air}\n"


def photograph(size: tuple[int, int] = (2000, 1000), kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, kind)
    return file.getvalue()


def project(tmp_path: Path, **files: str | bytes) -> Path:
    """One story, its text and its pictures: `air_jpg` is air.jpg."""
    texts = {
        "index_id_md": story(f"{SHOWN}series: air\n", "Isi.\n\n![Air](air.jpg)\n"),
        "air_jpg": photograph(),
        **files,
    }
    named = {f"content/2024/01/01/a/{name.replace('_', '.')}": data for name, data in texts.items()}
    series = {"content/series.yaml": "air: {name: Air}\n"}
    return write_project(tmp_path, {"config.yaml": CONFIG, **series, **named})


def sizes_on(files: dict[str, bytes], path: str) -> list[dict[str, int]]:
    """The addresses and widths in each `srcset` of a page."""
    images = Tree(files, "https://koran.example").pages[f"https://koran.example/{path}"].all("img")
    choices = [[one.split() for one in image["srcset"].split(",")] for image in images if image.get("srcset")]
    return [{url: int(width.removesuffix("w")) for url, width in found} for found in choices]


def test_a_page_offers_a_picture_in_the_sizes_that_are_published(tmp_path: Path) -> None:
    folder = project(tmp_path)
    build_site(folder)
    files = tree(folder / "public")
    standing, in_text = sizes_on(files, "id/2024/01/a/")
    assert standing == in_text
    for page in ("id/", "id/2024/", "id/seri/air/"):
        assert sizes_on(files, page) == [standing], page
    assert list(standing.values()) == [320, 720, 1200, 1600]
    for url, width in standing.items():
        picture = Image.open(io.BytesIO(files[url.removeprefix("/berita/")]))
        assert (picture.format, picture.size) == ("WEBP", (width, width // 2))
    assert sum(path.startswith("media/") for path in files) == 5
    assert not build_site(folder).written


@pytest.mark.parametrize(
    ("width", "widths"), [(320, []), (321, [320, 321]), (720, [320, 720]), (1000, [320, 720, 1000])]
)
def test_none_is_wider_than_the_picture(tmp_path: Path, width: int, widths: list[int]) -> None:
    folder = project(tmp_path, air_jpg=photograph((width, 90)))
    build_site(folder)
    found = sizes_on(tree(folder / "public"), "id/2024/01/a/")
    assert [list(sizes.values()) for sizes in found] == ([widths, widths] if widths else [])


def test_without_pillow_there_is_the_picture_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaling, "is_possible", lambda: False)
    folder = project(tmp_path)
    build_site(folder)
    files = tree(folder / "public")
    assert sizes_on(files, "id/2024/01/a/") == []
    (path,) = (path for path in files if path.startswith("media/"))
    assert files[path] == (folder / "content/2024/01/01/a/air.jpg").read_bytes()


def test_without_pillow_a_check_names_what_telephones_load_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path)
    request = Request(project=folder, now=instant(NOW))
    assert check_project(request) == ()
    monkeypatch.setattr(scaling, "is_possible", lambda: False)
    monkeypatch.setattr("site_gen.check.is_possible", lambda: False)
    (problem,) = check_project(request)
    assert (str(problem.where), problem.fatal) == ("content/2024/01/01/a/air.jpg", False)
    assert "2000 pixels" in problem.message


def test_what_moves_is_published_as_it_is(tmp_path: Path) -> None:
    still, other = (Image.new("RGB", (900, 90), colour) for colour in ((9, 9, 9), (200, 9, 9)))
    file = io.BytesIO()
    still.save(file, "PNG", save_all=True, append_images=[other], duration=40)
    folder = project(
        tmp_path,
        air_jpg=photograph((90, 90)),
        gerak_png=file.getvalue(),
        index_id_md=story("", "![Gerak](gerak.png)\n"),
    )
    build_site(folder)
    assert sizes_on(tree(folder / "public"), "id/2024/01/a/") == []


def test_no_published_picture_tells_where_it_was_taken(tmp_path: Path) -> None:
    noted = Image.Exif()
    noted.update({0x010F: "Kamera", 0x8298: "Koran Contoh"})
    noted.get_ifd(0x8825).update({1: "S", 2: (6.0, 58.0, 12.0)})
    file = io.BytesIO()
    Image.open(io.BytesIO(photograph())).save(file, "JPEG", exif=noted)
    folder = project(tmp_path, air_jpg=file.getvalue())
    build_site(folder)
    published = {path: data for path, data in tree(folder / "public").items() if path.startswith("media/")}
    assert len(published) == 5
    for path, data in published.items():
        told = dict(Image.open(io.BytesIO(data)).getexif())
        assert told == {0x8298: "Koran Contoh"}, path
    assert (folder / "content/2024/01/01/a/air.jpg").read_bytes() == file.getvalue()


def test_a_picture_of_a_draft_is_published_in_no_size(tmp_path: Path) -> None:
    folder = project(tmp_path, index_id_md=story(f"draft: true\n{SHOWN}"))
    build_site(folder)
    assert not [path for path in tree(folder / "public") if path.startswith("media/")]


def test_one_picture_under_two_endings_has_its_sizes_once(tmp_path: Path) -> None:
    data = photograph()
    folder = project(tmp_path, air_jpg=data, air_jpeg=data, index_id_md=story(SHOWN, "![Air](air.jpeg)\n"))
    build_site(folder)
    assert sum(path.startswith("media/") for path in tree(folder / "public")) == 6


def test_a_damaged_picture_is_named_and_nothing_is_published(tmp_path: Path) -> None:
    folder = project(tmp_path, air_jpg=photograph()[:4000])
    with pytest.raises(SiteError) as caught:
        build_site(folder)
    problems = {(str(problem.where), problem.message.partition(":")[0]) for problem in caught.value.problems}
    assert problems == {("content/2024/01/01/a/air.jpg", "the picture is damaged")}
    assert not (folder / "public").exists()


@pytest.mark.parametrize("more", ["", "embargo: 2024-07-01 06:00\n"])
def test_a_check_finds_a_damaged_picture_before_it_is_to_be_published(tmp_path: Path, more: str) -> None:
    data = photograph()
    text = story(f"{SHOWN}{more}", "Isi.\n")
    folder = project(tmp_path, index_id_md=text, air_jpg=data[: len(data) // 2])
    (problem,) = check_project(Request(project=folder, now=instant(NOW)))
    assert problem.where.path == "content/2024/01/01/a/air.jpg"
    assert problem.message.startswith(
        "from 2024-07-01 06:00 on: the picture is" if more else "the picture is damaged"
    )


def test_a_check_unpacks_no_picture_that_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path)
    request = Request(project=folder, now=instant(NOW))
    unpacked: list[int] = []

    def scaled(data: bytes, width: int) -> bytes:
        unpacked.append(width)
        return data

    build_site(folder)
    monkeypatch.setattr(scaling, "scaled", scaled)
    check_project(request)
    assert unpacked == []
    shutil.rmtree(folder / "public")
    check_project(request)
    assert unpacked == [320]


@pytest.mark.browser
def test_a_reader_loads_the_size_of_the_screen_and_prints_no_page_full_of_picture(
    browser: Any, tmp_path: Path
) -> None:
    folder = project(tmp_path, air_jpg=photograph((1700, 1700)))
    write_project(folder, {"config.yaml": CONFIG.replace("/berita", "")})
    build_site(folder)
    with served(folder / "public") as address:
        for width, size in ((320, 320), (390, 720), (1280, 720)):
            show(browser, f"{address}/id/2024/01/a/", width)
            assert find(browser, ".figure img").get_property("currentSrc").endswith(f".{size}.webp"), width
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert 9 / 2.54 * 96 >= find(browser, ".figure img").size["height"] > 300
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
