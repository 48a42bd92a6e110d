"""Which stories are news, and the instants at which they cease to be."""

from hypothesis import given
from hypothesis import strategies as st
from newsroom import config, document, good_site, instant

from site_gen.documents.document import Document
from site_gen.site import news
from site_gen.site.news import AGE, news_instants
from site_gen.site.release import instants

NOON = "2024-03-01 12:00"


def news_at(documents: list[Document], now: int, **more: object) -> list[str]:
    site = good_site(documents, now=_iso(now), **more)
    return [article.document.key for article in site.editions[0].news]


def _iso(now: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(now, UTC).isoformat()


def test_a_story_is_news_for_48_hours() -> None:
    documents = [document("a.id.md", f"date: {NOON}\n")]
    end = instant("2024-03-03 12:00")
    assert [news_at(documents, now) for now in (instant(NOON), end - 1, end)] == [["a"], ["a"], []]
    assert news_instants(documents) == {end}


def test_the_newest_come_first_and_standing_pages_never() -> None:
    documents = [document(f"s{n}.id.md", f"date: 2024-03-01 0{n}:00\n") for n in range(3)]
    documents += [document("pages/tentang.id.md", "date: 2024-03-01\n"), document("alt.id.md")]
    assert news_at(documents, instant("2024-03-01 10:00")) == ["s2", "s1", "s0"]


def test_there_are_never_more_than_a_file_may_hold(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(news, "MOST", 2)
    documents = [document(f"s{n}.id.md", f"date: 2024-03-01 0{n}:00\n") for n in range(4)]
    assert news_at(documents, instant("2024-03-01 10:00")) == ["s3", "s2"]


def test_a_paper_without_a_news_sitemap_has_no_news() -> None:
    documents = [document("a.id.md", f"date: {NOON}\n")]
    assert news_at(documents, instant(NOON), site=config("outputs: []\n")) == []


def test_a_draft_has_no_end_and_neither_has_what_is_gone_or_comes_later() -> None:
    hidden = [
        document("a.id.md", f"date: {NOON}\ndraft: true\n"),
        document("b.id.md", f"date: {NOON}\nexpires: 2024-03-02\n"),
        document("c.id.md", f"date: {NOON}\nembargo: 2024-03-09\n"),
    ]
    assert news_instants(hidden) == set()
    assert news_instants(hidden, everything=True) == {instant(NOON) + AGE}


FRONTS = [
    "date: 2024-03-01 12:00\n",
    "date: 2024-03-01 15:00\nexpires: 2024-03-02 09:00\n",
    "date: 2024-03-01 08:00\nembargo: 2024-03-02 20:00\n",
    "date: 2024-03-01\nembargo: 2024-03-08\n",
    "date: 2024-03-02\ndraft: true\n",
    "date: 2024-03-02 11:00\n",
]
DOCUMENTS = [document(f"s{n}.id.md", front) for n, front in enumerate(FRONTS)]
MOMENTS = sorted({*instants(DOCUMENTS), *news_instants(DOCUMENTS)})


@given(st.integers(instant("2024-02-29"), instant("2024-03-10")), st.integers(0, 3 * 86400))
def test_between_two_instants_the_news_stay_the_same(now: int, later: int) -> None:
    """Else a standing plan would keep a story in the sitemap that is no news any more."""
    if not any(now < moment <= now + later for moment in MOMENTS):
        assert news_at(DOCUMENTS, now) == news_at(DOCUMENTS, now + later)


def test_at_every_instant_of_theirs_they_change() -> None:
    for moment in news_instants(DOCUMENTS):
        assert news_at(DOCUMENTS, moment - 1) != news_at(DOCUMENTS, moment)
