"""Tags and authors: what is one term, what it is called, and at which address it stands."""

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import document, good_site, pages_of

from site_gen.documents.document import Document
from site_gen.pages.inputs import ListInputs
from site_gen.site.values import Site, Term
from site_gen.slugs import RESERVED, SLUG

GLOSSARY = """\
amerika-serikat: {type: place, id: Amerika Serikat, en: United States, aliases: [AS, US]}
rusia: {type: place, id: Rusia, en: Russia, slug: {en: russian-federation}}
"""


def tagged(*lists: Iterable[str]) -> list[Document]:
    found = []
    for n, tags in enumerate(lists):
        front = "tags:\n" + "".join(f'  - "{tag}"\n' for tag in tags)
        found.append(document(f"s{n}.id.md", f"date: 2024-01-{n + 1:02}\n{front}"))
    return found


def tags_of(site: Site, lang: str = "id") -> dict[str, tuple[str, list[str]]]:
    """Slug to name and the stories under it."""
    edition = next(e for e in site.editions if e.language.code == lang)
    return {
        term.slugs[lang]: (term.names[lang], [a.document.key for a in articles])
        for term, articles in edition.tags
    }


def term(site: Site, name: str) -> Term:
    return next(t for edition in site.editions for t, _ in edition.tags if name in t.names.values())


def test_case_spacing_and_form_of_letters_do_not_make_two_tags() -> None:
    site = good_site(
        tagged(["Politik"], ["politik"], ["POLITIK"], ["Café"], ["cafe\u0301"], ["ﬁnal x"], ["final  x"])
    )
    assert tags_of(site) == {
        "politik": ("POLITIK", ["s2", "s1", "s0"]),
        "cafe": ("Café", ["s4", "s3"]),
        "final-x": ("final x", ["s6", "s5"]),
    }


def test_the_name_of_a_tag_does_not_depend_on_which_file_comes_first() -> None:
    names = ["politik", "Politik", "POLITIK"]
    found = {
        str(tags_of(good_site(tagged(*([name] for name in order))))["politik"][0])
        for order in permutations(names)
    }
    assert found == {"POLITIK"}


def test_tags_that_leave_one_slug_are_told_apart() -> None:
    site = good_site(tagged(["C", "C++", "C#", "c--"]))
    found = tags_of(site)
    assert sorted(name for name, _ in found.values()) == ["C", "C#", "C++", "c--"]
    assert found["c"][0] == "C"
    assert len(found) == 4
    assert all(SLUG.fullmatch(slug) for slug in found)


def test_tags_that_leave_nothing_have_an_address_all_the_same() -> None:
    found = tags_of(good_site(tagged(["日本", "中国", "…", "#", "tag"])))
    assert len(found) == 5
    assert all(slug.startswith("tag-") and SLUG.fullmatch(slug) for slug in found)


@pytest.mark.parametrize("name", ["index", "con", "halaman", "page", "nul"])
def test_a_tag_is_never_in_the_way_of_a_page_of_the_list(name: str) -> None:
    (slug,) = tags_of(good_site(tagged([name])))
    words = {"halaman": "halaman"} if name == "halaman" else {}
    assert slug not in RESERVED
    assert slug not in words


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12), max_size=10)
)
def test_no_two_tags_share_an_address_whatever_they_are_called(names: list[str]) -> None:
    escaped = [name.replace("\\", "\\\\").replace('"', '\\"') for name in names if name.strip()]
    site = good_site(tagged([name.replace("\u2028", " ").replace("\u2029", " ") for name in escaped]))
    for edition in site.editions:
        slugs = [t.slugs[edition.language.code] for t, _ in edition.tags]
        assert len(slugs) == len(set(slugs))
        assert all(SLUG.fullmatch(slug) for slug in slugs)


def test_the_glossary_pairs_the_tags_of_two_languages() -> None:
    documents = [
        document("a.id.md", "tags: [AS, Rusia]\n"),
        document("a.en.md", "tags: [United States, russia]\n"),
        document("b.en.md", "tags: [US, amerika serikat]\n"),
    ]
    site = good_site(documents, glossary=GLOSSARY)
    assert tags_of(site, "id") == {
        "amerika-serikat": ("Amerika Serikat", ["a"]),
        "rusia": ("Rusia", ["a"]),
    }
    assert tags_of(site, "en") == {
        "united-states": ("United States", ["a", "b"]),
        "russian-federation": ("Russia", ["a"]),
    }
    assert term(site, "Rusia").id == "rusia"


def test_a_tag_says_what_it_is_in_each_language() -> None:
    table = """\
desa:
  type: topic
  id: Desa
  en: Villages
  description: {id: Kabar dari desa., en: News from the villages.}
"""
    pages = pages_of(
        [document("a.id.md", "tags: [Desa]\n"), document("a.en.md", "tags: [Desa]\n")], glossary=table
    )
    for url, said in (
        ("/id/tag/desa/", "Kabar dari desa."),
        ("/en/tag/villages/", "News from the villages."),
    ):
        inputs = pages[url].inputs
        assert isinstance(inputs, ListInputs)
        assert (inputs.description, inputs.head.description) == (said, said)


def test_a_story_that_names_one_term_twice_has_it_once() -> None:
    site = good_site([document("b.en.md", "tags: [US, United States, AS]\n")], glossary=GLOSSARY)
    assert [t.names["en"] for t in site.stories["b"]["en"].tags] == ["United States"]


def test_a_tag_that_the_glossary_does_not_know_is_called_the_same_everywhere() -> None:
    documents = [document("a.id.md", "tags: [Pemilu Sela]\n"), document("a.en.md", "tags: [pemilu sela]\n")]
    site = good_site(documents)
    assert list(tags_of(site, "id")) == list(tags_of(site, "en")) == ["pemilu-sela"]
    assert term(site, "Pemilu Sela").names == {"id": "Pemilu Sela", "en": "Pemilu Sela"}


def test_tags_are_listed_by_name() -> None:
    found = tags_of(good_site(tagged(["zebra", "Apel", "mangga"])))
    assert [name for name, _ in found.values()] == ["Apel", "mangga", "zebra"]


def test_authors_are_one_person_whatever_case_their_name_is_typed_in() -> None:
    documents = [
        document("a.id.md", "author: Dewi  Sartika\n"),
        document("b.id.md", 'author: [dewi sartika, "Budi"]\n'),
    ]
    site = good_site(documents)
    authors = {t.names["id"]: [a.document.key for a in found] for t, found in site.editions[0].authors}
    assert authors == {"Budi": ["b"], "Dewi Sartika": ["a", "b"]}


def test_the_terms_of_an_unreleased_story_are_nowhere() -> None:
    documents = [
        document("a.id.md", "tags: [Umum]\nauthor: Dewi\n"),
        document("b.id.md", "tags: [Rahasia, UMUM]\nauthor: [Samaran, DEWI]\nembargo: 2024-12-01\n"),
    ]
    with_it, without_it = good_site(documents), good_site(documents[:1])
    assert with_it == without_it
