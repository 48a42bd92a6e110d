"""Canonical bytes of a value, and their digest.

Equal values give equal bytes, in any process, on any machine: Structs are written as arrays of their
fields in the order of their definition, mappings and sets sorted. A pickle would not do: it writes equal
values differently when parts of them are shared.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from blake3 import blake3

T = TypeVar("T")


class Sealed(Generic[T]):
    """A value that is written as its digest wherever it is part of another.

    For what stands in many places: the card of a story is in some twenty lists, and a list's own canonical
    bytes need only say which cards it has.
    """

    __slots__ = ("digest", "value")

    def __init__(self, value: T) -> None:
        self.value = value
        self.digest = digest_bytes(encode(value))

    @property
    def data(self) -> bytes:
        """Its own canonical bytes. Made when they are asked for, which is once: there are many, and the digest is kept."""
        return encode(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def _as_digest(value: object) -> str:
    if isinstance(value, Sealed):
        return value.digest
    raise TypeError(f"a {type(value).__name__} has no canonical bytes")


_encoder = msgspec.msgpack.Encoder(order="deterministic", enc_hook=_as_digest)


def encode(value: Any) -> bytes:
    """The canonical bytes of `value`. A TypeError for a type that has none, never a guess."""
    return _encoder.encode(value)


def encoder_noting(sealed: dict[str, Sealed[Any]]) -> Callable[[Any], bytes]:
    """An `encode` that notes by its digest whatever stands by it in what is written."""

    def note(value: object) -> str:
        # A quarter of a million times a plan: without a further call.
        if isinstance(value, Sealed):
            sealed[value.digest] = value
            return value.digest
        return _as_digest(value)

    return msgspec.msgpack.Encoder(order="deterministic", enc_hook=note).encode


def digest(value: Any) -> str:
    """The digest of a value's canonical bytes: 32 hexadecimal digits."""
    return digest_bytes(_encoder.encode(value))


def digest_bytes(data: bytes | memoryview) -> str:
    """The digest of bytes as they are: 32 hexadecimal digits (the first 128 bits of BLAKE3).

    Everything that is read, made and written is digested: with `hashlib`'s BLAKE2b that was a twentieth of a
    build of everything, and this takes a third of it.
    """
    return blake3(data).hexdigest(16)


def short_digest(data: bytes) -> bytes:
    """The same digest in half the room: for what is only compared, and compared by the ten thousand."""
    return blake3(data).digest(16)
