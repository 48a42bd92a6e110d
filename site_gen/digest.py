"""Canonical bytes of a value, and their digest.

Equal values give equal bytes, in any process, on any machine: Structs are written as arrays of their
fields in the order of their definition, mappings and sets sorted. A pickle would not do: it writes equal
values differently when parts of them are shared.
"""

from _blake2 import blake2b  # `hashlib` would load OpenSSL: 3 ms of every start, for nothing
from typing import Any

import msgspec

_encoder = msgspec.msgpack.Encoder(order="deterministic")


def encode(value: Any) -> bytes:
    """The canonical bytes of `value`. A TypeError for a type that has none, never a guess."""
    return _encoder.encode(value)


def digest(value: Any) -> str:
    """The digest of a value's canonical bytes: 32 hexadecimal digits."""
    return digest_bytes(_encoder.encode(value))


def digest_bytes(data: bytes) -> str:
    """The digest of bytes as they are: 32 hexadecimal digits (BLAKE2b, 128 bits)."""
    return blake2b(data, digest_size=16).hexdigest()
