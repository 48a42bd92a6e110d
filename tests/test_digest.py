"""Digests: equal values, and only those, have one."""

import subprocess
import sys

import msgspec
import pytest

from site_gen.digest import digest, digest_bytes, encode


class Pair(msgspec.Struct, frozen=True, array_like=True):
    left: str
    right: tuple[str, ...] = ()


def test_a_digest_is_32_hexadecimal_digits() -> None:
    assert digest_bytes(b"") == "af1349b9f5f9a1a6a0404dea36dcc949"
    assert len(digest("x")) == 32


def test_equal_values_have_one_digest_however_they_are_made() -> None:
    shared = "x" * 100
    assert digest((shared, shared)) == digest(("x" * 100, "x" * 100))
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"b", "a", "c"}) == digest({"c", "b", "a"})
    assert digest(Pair("a", ("b",))) == digest(Pair("a", ("b",)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ("b",)), ("a", "b")),
        ((), ("",)),
        (1, "1"),
        (1, True),
        (0, False),
        (None, ""),
        (1, 1.0),
        (b"a", "a"),
        ({"a": "b"}, ("a", "b")),
        (Pair("a", ("b",)), Pair("a", ("b", ""))),
    ],
)
def test_different_values_have_different_digests(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_a_value_without_canonical_bytes_is_refused() -> None:
    for odd in (object(), lambda: None, complex(1)):
        with pytest.raises(TypeError):
            encode(odd)


def test_another_process_with_another_hash_seed_computes_the_same() -> None:
    code = "from site_gen.digest import digest; print(digest({'a': {'x', 'y', 'z'}, 'b': ('é', 1, None)}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {digest({"a": {"x", "y", "z"}, "b": ("é", 1, None)}) + "\n"}
