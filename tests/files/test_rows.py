"""Rows of bytes tell what tuples would, and which of them differ."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.files.listing import Listing
from site_gen.files.rows import differing, row, rows_of, stats_in, with_rows, without

STAT = st.tuples(*[st.integers(-(2**63), 2**63 - 1) | st.integers(0, 2)] * 4)
STATS = st.lists(STAT, min_size=1, max_size=40)


@given(STATS, st.data())
def test_rows_are_what_they_were_made_of(stats: list[tuple[int, int, int, int]], data: st.DataObject) -> None:
    rows = rows_of(stats)
    assert stats_in(rows) == stats
    at, new = data.draw(st.integers(0, len(stats) - 1)), data.draw(STAT)
    assert stats_in(row(rows, at)) == [stats[at]]
    assert stats_in(with_rows(rows, [(at, rows_of([new]))])) == [*stats[:at], new, *stats[at + 1 :]]
    left_out = sorted(data.draw(st.sets(st.integers(0, len(stats) - 1))))
    assert stats_in(without(rows, left_out)) == [one for n, one in enumerate(stats) if n not in left_out]


@given(STATS, st.dictionaries(st.integers(0, 39), STAT, max_size=40))
def test_the_rows_that_differ_are_found(
    stats: list[tuple[int, int, int, int]], changed: dict[int, tuple[int, int, int, int]]
) -> None:
    others = [changed.get(at, one) for at, one in enumerate(stats)]
    expected = [at for at, (one, other) in enumerate(zip(stats, others, strict=True)) if one != other]
    assert differing(rows_of(stats), rows_of(others)) == expected
    rows = [(at, rows_of([one])) for at, one in changed.items() if at < len(stats)]
    assert with_rows(rows_of(stats), rows) == rows_of(others)
    assert differing(b"", b"") == []


def test_a_listing_parts_the_stories_from_what_else_there_is() -> None:
    stats = [(n, n, n, n) for n in range(5)]
    listing = Listing(["a.md", "b.jpg", "c.md", "d", "e.md"], rows_of(stats))
    assert dict(listing.of_stories()) == {"a.md": stats[0], "c.md": stats[2], "e.md": stats[4]}
    assert dict(listing) == dict(zip(["a.md", "b.jpg", "c.md", "d", "e.md"], stats, strict=True))
    assert listing.but_for({"d": (9, 9, 9, 9)})["d"] == (9, 9, 9, 9)
    assert "x" not in listing
