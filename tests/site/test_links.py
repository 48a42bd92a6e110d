"""Links, pictures, addresses and redirects between the stories of a site."""

from itertools import permutations

import pytest
from newsroom import config, document, good_site, site_of

from site_gen.documents.document import Document
from site_gen.errors import Problem
from site_gen.site.values import Article, Media, Target

OTHER = "2024/lain/index"


def told(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in sorted(problems)]


def article(documents: list[Document], key: str, lang: str = "id", **more: object) -> Article:
    return good_site(documents, **more).stories[key][lang]


@pytest.mark.parametrize(
    "written",
    [
        "../lain/index.id.md",
        "../lain/index.en.md",
        "../lain/index",
        "../lain",
        "../lain/",
        "../../2024/lain/",
        "../lain/index.id.md?x=1",
        "../lai%6E/index.id.md",
    ],
)
def test_a_story_is_linked_by_its_file_or_its_folder(written: str) -> None:
    here = document("2024/sini/index.id.md", body=f"[x]({written})\n")
    others = [document(f"{OTHER}.id.md"), document(f"{OTHER}.en.md")]
    found = article([here, *others], "2024/sini").links
    assert found == (Target(written, "/id/2024/01/lain/"),)


def test_a_link_leads_to_the_readers_own_language_where_there_is_one() -> None:
    body = "[x](../lain/index.id.md)\n"
    here = [document("2024/sini/index.id.md", body=body), document("2024/sini/index.en.md", body=body)]
    both = [document(f"{OTHER}.id.md"), document(f"{OTHER}.en.md")]
    assert article([*here, *both], "2024/sini", "en").links == (
        Target("../lain/index.id.md", "/en/2024/01/lain/"),
    )
    # Only in Indonesian: the reader is told the language of what the link leads to.
    assert article([*here, both[0]], "2024/sini", "en").links == (
        Target("../lain/index.id.md", "/id/2024/01/lain/", "id"),
    )


def test_a_link_keeps_its_place_in_the_text() -> None:
    here = document("2024/sini/index.id.md", body="[x](../lain/index.id.md#latar) [y](#sini)\n")
    found = article([here, document(f"{OTHER}.id.md")], "2024/sini").links
    assert found == (Target("../lain/index.id.md#latar", "/id/2024/01/lain/#t-latar"),)


def test_a_story_may_link_to_itself_and_to_a_place_in_the_site() -> None:
    here = document("2024/sini/index.id.md", body="[x](index.id.md) [y](/id/tag/rusia/#a) [z](?)\n")
    found = {target.written: target.url for target in article([here], "2024/sini").links}
    assert found["index.id.md"] == "/id/2024/01/sini/"
    assert found["/id/tag/rusia/#a"] == "/id/tag/rusia/#t-a"


def test_a_link_that_leads_nowhere_is_reported_at_its_place() -> None:
    body = "Satu [x](../tiada/index.id.md).\n\n[y](../../../../etc/passwd)\n"
    _, problems = site_of([document("2024/sini/index.id.md", body=body)])
    assert told(problems) == [
        'content/2024/sini/index.id.md:5:10: error: a link that leads nowhere: "../tiada/index.id.md"\n'
        "  hint: There is no content/2024/tiada/index.id.md. "
        "Link to a story's file, as in: ../other-story/index.id.md.",
        'content/2024/sini/index.id.md:7:5: error: a link that leads nowhere: "../../../../etc/passwd"\n'
        "  hint: There is no ../etc/passwd. Link to a story's file, as in: ../other-story/index.id.md.",
    ]


@pytest.mark.parametrize("written", ["../lain/index.id.md", "../lain/", "../lain", "../lain/index"])
@pytest.mark.parametrize("front", ["draft: true\n", "embargo: 2099-01-01\n"])
def test_a_link_to_a_hidden_story_is_reported_as_one(written: str, front: str) -> None:
    here = document("2024/sini/index.id.md", body=f"[x]({written})\n")
    _, problems = site_of([here, document(f"{OTHER}.id.md", front)])
    assert told(problems) == [
        f'content/2024/sini/index.id.md:5:5: error: a link to a story that readers cannot see: "{written}"\n'
        "  hint: It is a draft, or its time has not come. Take the link out until then."
    ]


@pytest.mark.parametrize(
    "written", ["../lain", "../lain/index.id.md", "/id/2024/01/lain/", "/id/2024/01/lain/#x"]
)
def test_a_link_to_a_story_that_has_expired_becomes_its_words(written: str) -> None:
    """It expires by itself, and nobody is there to take the link out."""
    here = document("2024/sini/index.id.md", body=f"[x]({written}) [y](../lagi)\n")
    again = document("2024/lagi/index.id.md")
    gone = document(f"{OTHER}.id.md", "date: 2024-01-01\nexpires: 2024-01-02\n")
    site, problems = site_of([here, gone, again])
    assert [(problem.fatal, problem.message) for problem in problems] == [
        (False, f'a link to a story that has expired: "{written}"')
    ]
    links = {link.written: link.url for link in site.stories["2024/sini"]["id"].links}
    assert links == {written: "", "../lagi": "/id/2024/01/lagi/"}


def test_the_address_of_an_expired_story_that_another_has_now_is_that_ones() -> None:
    here = document("2024/sini/index.id.md", body="[x](/id/2024/01/lain/)\n")
    gone = document(f"{OTHER}.id.md", "date: 2024-01-01\nexpires: 2024-01-02\n")
    after = document("2024/baru/index.id.md", "date: 2024-01-01\nslug: lain\n")
    found = article([here, gone, after], "2024/sini").links
    assert found == (Target("/id/2024/01/lain/", "/id/2024/01/lain/"),)


def test_a_link_to_a_hidden_translation_leads_to_the_version_that_is_seen() -> None:
    here = document("2024/sini/index.id.md", body="[x](../lain/index.en.md)\n")
    others = [document(f"{OTHER}.id.md"), document(f"{OTHER}.en.md", "draft: true\n")]
    _, problems = site_of([here, *others])
    assert told(problems)[0].startswith(
        "content/2024/sini/index.id.md:5:5: error: a link to a story that readers"
    )


def test_links_of_a_hidden_story_are_not_looked_at_until_it_is_seen() -> None:
    hidden = document("2024/sini/index.id.md", "draft: true\n", "[x](tiada.md) ![](tiada.png)\n")
    assert site_of([hidden])[1] == []
    assert len(site_of([hidden], everything=True)[1]) == 2


@pytest.mark.parametrize(("severity", "fatal"), [("error", [True]), ("warn", [False]), ("off", [])])
def test_how_serious_a_broken_link_or_picture_is_is_the_projects_choice(
    severity: str, fatal: list[bool]
) -> None:
    checks = config(f"checks: {{links: {severity}, pictures: {severity}}}\n")
    for body in ("[x](../tiada.md)\n", "![x](tiada.png)\n"):
        _, problems = site_of([document("2024/sini.id.md", body=body)], site=checks)
        assert [problem.fatal for problem in problems] == fatal


PHOTO = Media("content/2024/sini/foto.jpg", "/media/foto.0123456789ab.jpg", 640, 480)


def test_pictures_are_found_beside_their_story() -> None:
    front = "image: {src: foto.jpg, alt: Banjir}\n"
    body = "![a](foto.jpg) ![b](../sini/foto.jpg) ![c](./fo%74o.jpg) ![d](https://lain.example/x.jpg)\n"
    found = article([document("2024/sini/index.id.md", front, body)], "2024/sini", media={PHOTO.path: PHOTO})
    assert found.media == PHOTO
    assert found.picture is not None
    assert (found.picture.src, found.picture.alt) == (PHOTO.url, "Banjir")
    assert [(src, media.url) for src, media in found.pictures] == [
        ("foto.jpg", PHOTO.url),
        ("../sini/foto.jpg", PHOTO.url),
        ("./fo%74o.jpg", PHOTO.url),
    ]


def test_only_pictures_that_readers_see_are_published() -> None:
    seen = document("2024/sini/index.id.md", "image: foto.jpg\n")
    hidden = document("2024/lain/index.id.md", "image: rahasia.jpg\ndraft: true\n")
    secret = Media("content/2024/lain/rahasia.jpg", "/media/rahasia.aaaaaaaaaaaa.jpg")
    media = {PHOTO.path: PHOTO, secret.path: secret}
    assert good_site([seen, hidden], media=media).media == (PHOTO,)


@pytest.mark.parametrize(
    "src", ["tiada.jpg", "../../../../etc/passwd", "/etc/passwd", "", "//lain.example/x.jpg"]
)
def test_a_picture_that_is_not_there_is_reported_at_its_place(src: str) -> None:
    here = document("2024/sini/index.id.md", f'image: {{src: "{src}", alt: x}}\n')
    _, problems = site_of([here], media={PHOTO.path: PHOTO})
    assert [str(p.where) for p in problems] == ["content/2024/sini/index.id.md:4:8"]
    assert f'no picture "{src}"' in problems[0].message


def test_a_picture_on_another_host_stays_where_it_is() -> None:
    found = article([document("a.id.md", "image: https://lain.example/x.jpg\n")], "a")
    assert found.media is None
    assert found.picture is not None
    assert found.picture.src == "https://lain.example/x.jpg"


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/{lang}/{year}/{month}/{slug}/", "/id/2024/01/kabar/"),
        ("/{lang}/{year}/{month}/{day}/{slug}/", "/id/2024/01/31/kabar/"),
        ("/{lang}/{section}/{slug}/", "/id/nasional/kabar/"),
        ("/{lang}/baca/{slug}/", "/id/baca/kabar/"),
    ],
)
def test_an_address_is_made_by_the_permalink(permalink: str, url: str) -> None:
    site = config(f'permalink: "{permalink}"\n')
    here = document("2024/kabar/index.id.md", "date: 2024-01-31\nsection: nasional\n", site=site)
    assert article([here], "2024/kabar", site=site).url == url


def test_without_a_section_its_part_of_the_permalink_falls_away() -> None:
    site = config('permalink: "/{lang}/{section}/{slug}/"\n')
    assert article([document("kabar.id.md")], "kabar", site=site).url == "/id/kabar/"


@pytest.mark.parametrize(
    ("path", "front", "slug"),
    [
        ("2024/Banjir Besar/index.id.md", "", "banjir-besar"),
        ("2024/banjir/index.id.md", "slug: banjir-jakarta\n", "banjir-jakarta"),
        ("2024/日本/index.id.md", "title: Gempa di Jepang\n", "gempa-di-jepang"),
    ],
)
def test_a_slug_is_given_or_made_of_the_name_or_of_the_title(path: str, front: str, slug: str) -> None:
    (versions,) = good_site([document(path, front)]).stories.values()
    assert versions["id"].url == f"/id/2024/01/{slug}/"


def test_a_story_whose_name_and_title_have_no_letters_wants_a_slug() -> None:
    _, problems = site_of([document("日本.id.md", "title: 地震\n")])
    assert told(problems) == [
        "content/日本.id.md:3:8: error: no slug can be made\n"
        "  hint: Neither the file's name nor its title has letters for an address. Add: slug: …"
    ]


def test_addresses_are_of_the_date_in_the_sites_zone() -> None:
    found = article([document("kabar.id.md", "date: 2023-12-31T18:00:00Z\n")], "kabar")
    assert found.url == "/id/2024/01/kabar/"


def test_a_standing_page_stands_at_the_top_of_its_edition() -> None:
    found = article([document("pages/tentang/index.id.md", "date:\n")], "pages/tentang")
    assert found.url == "/id/tentang/"


def test_two_texts_of_one_story_in_one_language_are_reported() -> None:
    documents = [document("a/index.id.md"), document("a.id.md"), document("b.id.md", "key: a\n")]
    for order in permutations(documents):
        _, problems = site_of(order)
        assert [str(p.where) for p in sorted(problems)] == [
            "content/a/index.id.md:2:8",
            "content/b.id.md:4:6",
        ]
        assert {p.message for p in problems} == {'a second "id" text of the story "a"'}


def test_an_alias_leads_to_its_story_and_never_to_itself() -> None:
    here = document("kabar.id.md", "aliases: [/id/lama/, /id/2024/01/kabar/]\n")
    site, problems = site_of([here])
    assert [(r.url, r.target) for r in site.redirects] == [("/id/lama/", "/id/2024/01/kabar/")]
    assert told(problems) == [
        'content/kabar.id.md:4:10: error: the alias "/id/2024/01/kabar/" leads to itself\n'
        "  hint: Delete the alias: it is the story's own address."
    ]


def test_the_order_of_files_on_the_disk_does_not_show() -> None:
    documents = [
        document("b.id.md", "date: 2024-01-02\ntags: [x]\n"),
        document("a.id.md", "date: 2024-01-02\ntags: [X]\n"),
        document("c.id.md", "date: 2024-01-01\nauthor: Dewi\n"),
        document("c.en.md", "date: 2024-01-03\nauthor: dewi\n"),
    ]
    sites = [good_site(order) for order in permutations(documents)]
    assert all(site == sites[0] for site in sites)
    assert [a.document.key for a in sites[0].editions[0].articles] == ["a", "b", "c"]
