"""Old addresses lead on: what the memory of addresses means for a site."""

import msgspec
import pytest
from newsroom import config, document, good_site, instant, site_of

from site_gen.documents.document import Document
from site_gen.errors import Location
from site_gen.pages.redirects import CLOUDFLARE, GITLAB, Remembered, differences, remember, too_many
from site_gen.site.values import Redirect, Release, Site

NOW = Release(instant("2024-06-01"))
GLOSSARY = "banjir: {type: topic, id: Banjir, en: Flood}\n"
PEOPLE = "dewi: {name: Dewi Contoh}\n"


def memory(*lines: str) -> str:
    """A file with these lines; a space in one is a tab."""
    return "# Addresses.\n" + "".join(line.replace(" ", "\t") + "\n" for line in lines)


def leads(site: Site, text: str) -> dict[str, str]:
    """Old address → new one."""
    found = remember(site, differences(site, text, NOW))
    assert not found.problems, [str(problem) for problem in found.problems]
    return {redirect.url: redirect.target for redirect in found.redirects}


STORY = document("a.id.md", "slug: baru\n")
LANDS = {
    "another slug": (STORY, "/id/2024/01/lama/ id story a", {"/id/2024/01/lama/": "/id/2024/01/baru/"}),
    "another day": (STORY, "/id/2023/12/baru/ id story a", {"/id/2023/12/baru/": "/id/2024/01/baru/"}),
    "its own address": (STORY, "/id/2024/01/baru/ id story a", {}),
    "a story that is gone": (STORY, "/id/2024/01/lain/ id story lain", {}),
    "a language that is gone": (STORY, "/en/2024/01/old/ en story a", {}),
    "a language that the site has no more": (STORY, "/fr/2024/01/old/ fr story a", {}),
    "a draft": (document("a.id.md", "draft: true\n"), "/id/2024/01/lama/ id story a", {}),
    "a story that is not due": (document("a.id.md", "embargo: 2025-01-01\n"), "/id/lama/ id story a", {}),
    "a story that has expired": (document("a.id.md", "expires: 2024-02-01\n"), "/id/lama/ id story a", {}),
    "a page": (
        document("pages/tentang.id.md", "slug: kami\n"),
        "/id/tentang/ id story pages/tentang",
        {"/id/tentang/": "/id/kami/"},
    ),
    "a withdrawn story": (
        document("a.id.md", "slug: baru\ncorrections: [{at: 2024-02-01, kind: retraction, text: Salah}]\n"),
        "/id/lama/ id story a",
        {"/id/lama/": "/id/2024/01/baru/"},
    ),
    "an alias that says the same": (
        document("a.id.md", "slug: baru\naliases: [/id/lama/]\n"),
        "/id/lama/ id story a",
        {},
    ),
}


@pytest.mark.parametrize("case", LANDS)
def test_an_address_of_before_leads_to_where_its_owner_is_now(case: str) -> None:
    story, line, expected = LANDS[case]
    assert leads(good_site([story]), memory(line)) == expected


def test_each_language_remembers_its_own_addresses() -> None:
    site = good_site([document("a.id.md", "slug: baru\n"), document("a.en.md", "slug: fresh\n")])
    text = memory("/id/2024/01/lama/ id story a", "/en/2024/01/old/ en story a")
    assert leads(site, text) == {
        "/id/2024/01/lama/": "/id/2024/01/baru/",
        "/en/2024/01/old/": "/en/2024/01/fresh/",
    }


def test_all_addresses_of_before_lead_to_the_last_one_in_one_step() -> None:
    text = memory("/id/2024/01/satu/ id story a", "/id/2024/01/dua/ id story a")
    assert set(leads(good_site([STORY]), text).values()) == {"/id/2024/01/baru/"}


def test_sections_tags_and_people_take_their_addresses_along() -> None:
    site = good_site(
        [document("a.id.md", "section: dunia\ntags: [Banjir, Lepas]\nauthor: [Dewi Contoh, Tamu]\n")],
        glossary=GLOSSARY,
        people=PEOPLE,
    )
    text = memory(
        "/id/internasional/ id section dunia",
        "/id/tag/air-bah/ id tag banjir",
        "/id/penulis/dewi-c/ id author dewi",
    )
    assert leads(site, text) == {
        "/id/internasional/": "/id/dunia/",
        "/id/tag/air-bah/": "/id/tag/banjir/",
        "/id/penulis/dewi-c/": "/id/penulis/dewi-contoh/",
    }
    # A tag that is in no table is its name: with another name it is another tag.
    assert [
        line
        for line in remember(site, differences(site, "", NOW)).unrecorded
        if "lepas" in line or "tamu" in line
    ] == []


def test_the_address_of_a_fallback_page_leads_to_the_translation_that_came() -> None:
    pages = config("missing_translation: page\n")
    original = document("a.id.md", "slug: kabar\n", site=pages)
    text = memory("/en/2024/01/kabar/ en story a", "/id/2024/01/kabar/ id story a")
    assert leads(good_site([original], site=pages), text) == {}
    both = [original, document("a.en.md", "slug: news\n", site=pages)]
    assert leads(good_site(both, site=pages), text) == {"/en/2024/01/kabar/": "/en/2024/01/news/"}


def recorded(documents: list[Document], text: str = "", everything: bool = False) -> Remembered:
    site, problems = site_of(documents, everything=everything)
    assert not problems
    return remember(site, differences(site, text, Release(NOW.now, everything)))


def test_what_is_published_and_not_written_down_is_named_once() -> None:
    found = recorded([document("a.id.md", "section: dunia\n"), document("a.en.md")])
    lines = memory("/en/2024/01/a/ en story a", "/id/2024/01/a/ id story a", "/id/dunia/ id section dunia")
    assert "# Addresses.\n" + "".join(f"{line}\n" for line in found.unrecorded) == lines
    assert recorded([document("a.id.md", "section: dunia\n"), document("a.en.md")], lines) == Remembered()


@pytest.mark.parametrize(
    "hidden", ["draft: true", "embargo: 2024-06-02", "date: 2024-06-02", "expires: 2024-05-01"]
)
@pytest.mark.parametrize("everything", [False, True])
def test_nothing_of_an_unreleased_story_is_written_down(hidden: str, everything: bool) -> None:
    found = recorded(
        [document("a.id.md"), document("b.id.md", f"{hidden}\nslug: rahasia\nsection: dunia\n")],
        everything=everything,
    )
    assert found.unrecorded == ("/id/2024/01/a/\tid\tstory\ta",)


def test_a_move_is_told_until_the_new_address_is_written_down() -> None:
    text = memory("/id/2024/01/lama/ id story a")
    assert recorded([STORY], text).moved == (("/id/2024/01/lama/", "/id/2024/01/baru/"),)
    assert recorded([STORY], text + memory("/id/2024/01/baru/ id story a")).moved == ()


# -- what is wrong --


def test_an_old_address_that_another_story_has_now_is_a_mistake_that_names_both() -> None:
    other = document("b.id.md", "slug: lama\n")
    problem = recorded([STORY, other], memory("/id/2024/01/lama/ id story a")).problems[0]
    assert str(problem.where) == "content/b.id.md:4:7"
    assert "that of content/a.id.md (content/addresses.tsv:2)" in problem.message


def test_the_address_of_a_story_that_is_gone_may_be_taken() -> None:
    other = document("b.id.md", "slug: lama\n")
    found = recorded([other], memory("/id/2024/01/lama/ id story a"))
    assert (found.problems, found.redirects) == ((), ())
    assert found.unrecorded == ("/id/2024/01/lama/\tid\tstory\tb",)


@pytest.mark.parametrize(
    "line", ["<<<<<<< HEAD", "/id/lama/ id story", "id/lama/ id story a", "/id/lama id story a", "/x/ id x a"]
)
def test_a_line_that_is_no_address_is_named(line: str) -> None:
    found = recorded([STORY], memory("/id/2024/01/lama/ id story a", line))
    assert [str(problem.where) for problem in found.problems] == ["content/addresses.tsv:3"]
    assert len(found.redirects) == 1


def test_line_ends_of_another_system_and_notes_do_not_count() -> None:
    text = memory("/id/2024/01/lama/ id story a", "", "# Catatan").replace("\n", "\r\n")
    assert leads(good_site([STORY]), text) == {"/id/2024/01/lama/": "/id/2024/01/baru/"}


@pytest.mark.parametrize(
    ("count", "length", "hosts"),
    [
        (GITLAB, 10, []),
        (GITLAB + 1, 10, ["GitLab"]),
        (CLOUDFLARE + 1, 10, ["GitLab", "Cloudflare"]),
        (600, 100, ["GitLab"]),
    ],
)
def test_more_redirects_than_hosts_read_are_counted(count: int, length: int, hosts: list[str]) -> None:
    where = Location("content/a.id.md", 4, 10)
    many = [Redirect(f"/id/{n:0{length}}/", "/id/2024/01/baru/", "", "id", where) for n in range(count)]
    problems = too_many(msgspec.structs.replace(good_site([STORY]), redirects=tuple(many)))
    assert [host for host in ("GitLab", "Cloudflare") if problems and host in problems[0].message] == hosts
    assert not any(problem.fatal for problem in problems)
