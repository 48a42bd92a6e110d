"""Related stories: older ones that share most tags."""

from hypothesis import given
from hypothesis import strategies as st
from newsroom import document, good_site, pages_of

from site_gen.documents.document import Document
from site_gen.site.related import COUNT, Related


def tagged(n: int, *tags: str) -> Document:
    lines = "tags: [" + ", ".join(tags) + "]\n" if tags else ""
    return document(f"s{n:02}.id.md", f"date: 2024-01-{n + 1:02}\n{lines}")


def related(documents: list[Document]) -> dict[str, list[str]]:
    edition = good_site(documents).editions[0]
    related = Related(edition.listed)
    every = {article.document.key: related.to(article) for article in edition.listed.articles}
    return {key: [one.document.key for one in found] for key, found in every.items() if found}


def test_stories_that_share_more_tags_come_first_and_newer_before_older() -> None:
    found = related(
        [tagged(0, "a", "b"), tagged(1, "a"), tagged(2, "b"), tagged(3, "x"), tagged(4, "a", "b")]
    )
    assert found["s04"] == ["s00", "s02", "s01"]
    assert "s03" not in found


def test_a_story_is_related_to_older_ones_only() -> None:
    found = related([tagged(0, "a"), tagged(1, "a"), tagged(2, "a")])
    assert found == {"s02": ["s01", "s00"], "s01": ["s00"]}


def test_there_are_never_more_than_the_page_shows() -> None:
    found = related([tagged(n, "a", "b", "c") for n in range(12)])
    assert max(map(len, found.values())) == COUNT
    assert found["s11"] == ["s10", "s09", "s08", "s07"]


def test_the_reason_is_told_the_tags_that_both_have_in_the_order_of_the_newer_story() -> None:
    documents = [tagged(0, "c", "a", "x"), tagged(1, "a", "b", "c")]
    inputs = pages_of(documents)["/id/2024/01/s01/"].inputs
    assert [(found.card.url, found.shared) for found in inputs.related] == [("/id/2024/01/s00/", ("a", "c"))]


def test_a_story_without_tags_has_none() -> None:
    assert related([tagged(0), tagged(1), tagged(2, "a")]) == {}


@given(
    st.lists(st.sets(st.sampled_from("abcde"), max_size=3), min_size=1, max_size=15),
    st.sets(st.sampled_from("abcde")),
)
def test_a_new_story_changes_what_stands_under_no_other(older: list[set[str]], new: set[str]) -> None:
    documents = [tagged(n, *sorted(tags)) for n, tags in enumerate(older)]
    before, after = related(documents), related([*documents, tagged(20, *sorted(new))])
    after.pop("s20", None)
    assert after == before
