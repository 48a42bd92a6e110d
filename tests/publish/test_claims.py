"""Claims in rows say of every path what dicts would say."""

from hypothesis import given
from hypothesis import strategies as st

from site_gen.publish.claims import Claims

PATHS = st.text("ab/", min_size=1, max_size=3)
CLAIMED = st.dictionaries(PATHS, st.text("xy", min_size=1, max_size=2), max_size=8)


@given(CLAIMED, CLAIMED, st.sets(PATHS, max_size=8), st.sets(PATHS, max_size=3))
def test_rows_say_what_dicts_say(
    keys: dict[str, str], digests: dict[str, str], others: set[str], dropped: set[str]
) -> None:
    claims = Claims.of(keys, digests)
    claims.drop(dropped)
    keys, digests = (
        {path: text for path, text in known.items() if path not in dropped} for known in (keys, digests)
    )
    every = claims.with_others(others)
    assert every.paths == tuple(sorted(others.union(claims.paths)))
    for path in others.union(claims.paths):
        assert (every.key(path), every.digest(path)) == (
            keys.get(path, ""),
            digests.get(path, "") if path in claims.paths else "",
        )
    order = tuple(sorted(others))
    assert claims.along(order) == (
        [claims.key(path) for path in order],
        [claims.digest(path) for path in order],
    )
    claims.drop_all()
    assert set(claims.keys) | set(claims.digests) <= {""}
