"""What is known of many files: the same in columns and in rows, whatever has been noted since."""

from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_gen.files.inventory import Columns, Inventory, Known
from site_gen.files.rows import stats_in

TEXTS = st.text("ab", max_size=3)
KNOWN = st.builds(
    Known,
    hint=st.one_of(st.just(()), st.tuples(*[st.integers(-9, 2**62)] * 4).filter(any)),
    source=TEXTS,
    record=TEXTS,
    body=TEXTS,
    texts=st.lists(TEXTS, max_size=2).map(tuple),
    published=TEXTS,
)
ROWS = st.dictionaries(TEXTS, KNOWN, max_size=8)


def read_again(inventory: Inventory) -> Inventory:
    written = msgspec.msgpack.encode((inventory.columns, inventory.changes))
    return Inventory.of(*msgspec.msgpack.decode(written, type=tuple[Columns, dict[str, Known | None]]))


@given(ROWS, st.lists(st.tuples(ROWS, st.sets(TEXTS, max_size=3)), max_size=4), st.data())
def test_an_inventory_is_its_rows_sorted(
    rows: dict[str, Known], steps: list[tuple[dict[str, Known], set[str]]], data: st.DataObject
) -> None:
    inventory, expected = Inventory(rows), dict(rows)
    for changes, gone in steps:
        kept = gone & expected.keys() - changes.keys()
        inventory = inventory.revised(changes, kept)
        expected = {path: one for path, one in {**expected, **changes}.items() if path not in kept}
        if data.draw(st.booleans()):
            inventory = read_again(inventory)
        if data.draw(st.booleans()):
            inventory = inventory.emptied("published")
            expected = {path: replace(one, published="") for path, one in expected.items()}
        if data.draw(st.booleans()):
            with patch("site_gen.files.inventory.VERY_MANY", -1):
                inventory.put_down()
        if expected and data.draw(st.booleans()):
            path, one = data.draw(st.sampled_from(sorted(expected))), data.draw(KNOWN)
            inventory[path] = expected[path] = one
    ordered = {path: expected[path] for path in sorted(expected)}
    assert {path: inventory[path] for path in inventory} == ordered
    assert inventory.paths == list(inventory) == list(ordered)
    for name in Known.__struct_fields__:
        assert inventory.column(name) == [getattr(one, name) for one in ordered.values()]
    assert list(inventory.items()) == list(ordered.items())
    assert inventory == inventory.anew() == read_again(inventory) == ordered
    assert stats_in(inventory.hints()) == [one.hint or (0, 0, 0, 0) for one in ordered.values()]
    assert len(inventory) == len(ordered)
    assert "zz" not in inventory


def test_nothing_revised_is_the_very_same() -> None:
    inventory = Inventory({"a": Known((), "x")})
    assert inventory.revised({}) is inventory


def test_what_is_noted_in_another_one_is_not_in_this() -> None:
    inventory = read_again(Inventory({"a": Known((), "x"), "b": Known((), "y")}))
    revised = inventory.revised({"a": Known((), "z")})
    assert (inventory["a"].source, revised["a"].source) == ("x", "z")
    assert revised.columns is inventory.columns


def test_the_rules_go_along() -> None:
    inventory = read_again(Inventory({"a": Known((), "x")}, "satu"))
    assert inventory.rules == inventory.anew().rules == inventory.revised({}).rules == "satu"
    other = inventory.revised({}, rules="dua")
    assert read_again(other).rules == other.rules == "dua"


def test_nothing_can_be_noted_of_a_file_that_is_not_in_it() -> None:
    inventory = Inventory({"a": Known((), "x")})
    with pytest.raises(KeyError):
        inventory["b"] = Known((), "y")
