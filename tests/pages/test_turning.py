"""Which page of a list a story stands on."""

from hypothesis import given
from hypothesis import strategies as st
from newsroom import config, document, pages_of

from site_gen.config import Language
from site_gen.pages.inputs import HomeInputs, ListInputs
from site_gen.pages.turning import turns

INDONESIAN = config().language("id")
URL = "/id/tag/rusia/"
Pages = dict[str, tuple[str, str, int, list[int]]]


def pages(count: int, size: int, language: Language = INDONESIAN) -> Pages:
    """Address to newer, older, number and the items, of a list in which the newest item has the highest number."""
    items = list(range(count, 0, -1))
    return {
        url: (t.newer, t.older, t.number, list(found)) for url, t, found in turns(items, size, URL, language)
    }


def test_a_short_list_is_one_page() -> None:
    assert pages(0, 3) == {URL: ("", "", 0, [])}
    assert pages(5, 3) == {URL: ("", "", 0, [5, 4, 3, 2, 1])}


def test_numbered_pages_begin_where_the_head_would_be_two_pages_long() -> None:
    assert pages(6, 3) == {
        URL: ("", f"{URL}halaman/1/", 0, [6, 5, 4]),
        f"{URL}halaman/1/": (URL, "", 1, [3, 2, 1]),
    }


def test_pages_lead_to_each_other_in_both_directions() -> None:
    assert pages(10, 3) == {
        URL: ("", f"{URL}halaman/2/", 0, [10, 9, 8, 7]),
        f"{URL}halaman/2/": (URL, f"{URL}halaman/1/", 2, [6, 5, 4]),
        f"{URL}halaman/1/": (f"{URL}halaman/2/", "", 1, [3, 2, 1]),
    }


@given(st.integers(0, 60), st.integers(1, 12))
def test_every_item_stands_on_one_page_in_order(count: int, size: int) -> None:
    found = pages(count, size)
    assert [item for _, _, _, items in found.values() for item in items] == list(range(count, 0, -1))
    head = found.pop(URL)
    assert len(head[3]) < 2 * size
    assert not found or len(head[3]) >= size
    assert all(len(items) == size for _, _, _, items in found.values())


@given(st.integers(0, 60), st.integers(1, 12), st.integers(1, 20))
def test_a_numbered_page_never_changes_when_items_are_added(count: int, size: int, added: int) -> None:
    """But for the newest of them, once: its way to newer items led to the head, and then to its successor."""
    before, after = pages(count, size), pages(count + added, size)
    del before[URL]
    for url, (newer, older, number, items) in before.items():
        assert after[url][1:] == (older, number, items)
        assert newer in (after[url][0], URL)
    changed = [url for url in before if before[url] != after[url]]
    assert len(changed) <= 1


@given(st.integers(1, 40), st.integers(1, 8))
def test_whoever_turns_from_the_head_comes_to_the_oldest_and_back(count: int, size: int) -> None:
    found = pages(count, size)
    url, way = URL, [URL]
    while found[url][1]:
        url = found[url][1]
        way.append(url)
    assert way == list(found)
    while found[url][0]:
        url = found[url][0]
    assert url == URL


def test_no_list_page_tells_how_many_there_are() -> None:
    """Else each of them would change with each new story."""
    few = [document(f"s{n:02}.id.md", f"date: 2024-01-{n + 1:02}\ntags: [x]\n") for n in range(9)]
    more = [*few, document("s20.id.md", "date: 2024-01-20\ntags: [x]\n")]
    numbered = 0
    before, after = pages_of(few), pages_of(more)
    for url, page in before.items():
        if "/halaman/1/" in url:
            numbered += 1
            assert isinstance(page.inputs, ListInputs)
            assert after[url].inputs == page.inputs
    assert numbered == 4  # of the home page, the tag, the year and the month


def test_the_home_page_shows_each_of_its_stories_once() -> None:
    documents = [
        document(f"s{n:02}.id.md", f"date: 2024-01-{n + 1:02}\nsection: {('nasional', 'dunia')[n % 2]}\n")
        for n in range(20)
    ]
    found = pages_of(documents, site=config("", config_with_size(16)))
    home = found["/id/"].inputs
    assert isinstance(home, HomeInputs)
    assert home.lead is not None
    on_top = [home.lead.url, *(card.url for card in home.seconds)]
    strips = [card.url for strip in home.strips for card in strip.cards]
    river = [card.url for card in home.river]
    assert len(on_top) == 4
    assert len(strips) == 8
    assert len({*on_top, *strips, *river}) == len(on_top) + len(strips) + len(river)
    assert set(on_top + strips + river) >= {f"/id/2024/01/s{n:02}/" for n in range(4, 20)}


def config_with_size(size: int) -> str:
    from newsroom import CONFIG

    return CONFIG.replace("page_size: 3", f"page_size: {size}")
