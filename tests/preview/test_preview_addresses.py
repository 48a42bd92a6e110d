"""What a browser asks for, and which output that is."""

import pytest

from site_gen.preview.addresses import Elsewhere, Found, address_of, look_up

OUTPUTS = {
    "index.html",
    "id/index.html",
    "id/2016/11/beras/index.html",
    "robots.txt",
    ".nojekyll",
    "media/a b.png",
}


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "index.html"),
        ("/id/", "id/index.html"),
        ("/id/2016/11/beras/", "id/2016/11/beras/index.html"),
        ("/id/2016/11/b%65ras/", "id/2016/11/beras/index.html"),
        ("/robots.txt", "robots.txt"),
        ("/media/a%20b.png", "media/a b.png"),
        ("/index.html", "index.html"),
    ],
)
def test_an_address_leads_to_the_output_that_a_host_would_serve(asked: str, path: str) -> None:
    assert look_up(asked, "", OUTPUTS) == Found(path)


def test_a_folder_without_its_slash_leads_to_the_one_with_it() -> None:
    assert look_up("/id", "", OUTPUTS) == Elsewhere("/id/")
    assert look_up("/berita/id", "/berita", OUTPUTS) == Elsewhere("/berita/id/")


def test_a_site_in_a_folder_is_served_there_and_nowhere_else() -> None:
    assert look_up("/berita/", "/berita", OUTPUTS) == Found("index.html")
    assert look_up("/", "/berita", OUTPUTS) == Elsewhere("/berita/")
    assert look_up("/berita", "/berita", OUTPUTS) == Elsewhere("/berita/")
    assert look_up("/id/", "/berita", OUTPUTS) == 404
    assert look_up("/beritaid/", "/berita", OUTPUTS) == 404


@pytest.mark.parametrize(
    "asked", ["/.nojekyll", "/.env", "/id/.git/config", "/..", "/id/../robots.txt", "/%2e%2e/x"]
)
def test_nothing_with_a_dot_before_its_name_is_there(asked: str) -> None:
    assert look_up(asked, "", OUTPUTS) == 404


@pytest.mark.parametrize(
    "asked", ["/%00", "/id/%0d%0aSet-Cookie:x", "/%ff", "id/", "*", "http://evil.example/id/", "/%7f"]
)
def test_what_is_no_address_is_refused(asked: str) -> None:
    assert look_up(asked, "", OUTPUTS) == 400


@pytest.mark.parametrize(
    "asked", ["//evil.example/", "//id/", "/id//", "/\\etc", "/id/index.html/", "/id/2016"]
)
def test_what_is_not_in_the_plan_is_not_there(asked: str) -> None:
    assert look_up(asked, "", OUTPUTS) == 404


def test_an_output_has_the_address_that_leads_to_it() -> None:
    for path in OUTPUTS - {".nojekyll"}:
        assert look_up(address_of(path, "/berita"), "/berita", OUTPUTS) == Found(path)
