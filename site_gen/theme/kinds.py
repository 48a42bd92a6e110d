"""What a template's expression is, as far as the theme contract tells.

A Kind is a class (a Struct of the contract, `str`, `int` …), one of the few below, or UNKNOWN, about which
nothing is ever said.
"""

import functools
import types
import typing
from typing import Any, Final, Literal

import msgspec

from site_gen.errors import nearest


class Unknown:
    """Anything at all: a macro's argument, or the result of something that is not looked into."""


class Many(msgspec.Struct, frozen=True):
    """A list."""

    of: "Kind"


class Entries(msgspec.Struct, frozen=True):
    """A mapping of names to `of`."""

    of: "Kind"


class Maybe(msgspec.Struct, frozen=True):
    """A value that may be missing."""

    kind: "Kind"


class Module(msgspec.Struct, frozen=True):
    """An imported template."""

    path: str


class Loop(msgspec.Struct, frozen=True):
    """`loop`, inside of a `for` over `of`."""

    of: "Kind"


Kind = type | Many | Entries | Maybe | Module | Loop

UNKNOWN: Final[Kind] = Unknown

_LOOP: Final[dict[str, Kind]] = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), int),
    **dict.fromkeys(("first", "last"), bool),
    **dict.fromkeys(("changed", "cycle"), UNKNOWN),
}


def kind_of(hint: Any) -> Kind:
    """The Kind of a field with this type hint."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        others = [argument for argument in arguments if argument is not type(None)]
        kind = kind_of(others[0]) if len(others) == 1 else UNKNOWN
        return Maybe(kind) if len(others) < len(arguments) else kind
    if origin is Literal:
        return type(arguments[0])
    if origin is tuple:
        return Many(kind_of(arguments[0])) if len(arguments) == 2 and arguments[1] is ... else UNKNOWN
    if origin is dict:
        return Entries(kind_of(arguments[1]))
    return hint if isinstance(hint, type) else UNKNOWN


@functools.cache
def fields_of(struct: type) -> dict[str, Kind]:
    """The fields of a Struct of the contract, in order."""
    return {name: kind_of(hint) for name, hint in typing.get_type_hints(struct).items()}


def is_struct(kind: Kind) -> bool:
    """Whether it is one of the contract's values."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def surely(kind: Kind) -> Kind:
    """The Kind of the value where it is not missing."""
    return kind.kind if isinstance(kind, Maybe) else kind


def field(kind: Kind, name: str) -> tuple[Kind, str, str]:
    """What `.name` of a value is; and message and hint, if it has none, else empty."""
    if isinstance(kind, Loop):
        if name in ("nextitem", "previtem"):
            return UNKNOWN, "", ""
        known: typing.Iterable[str] = (*_LOOP, "nextitem", "previtem")
        found = _LOOP.get(name)
    elif is_struct(kind):
        assert isinstance(kind, type)
        known, found = fields_of(kind), fields_of(kind).get(name)
    elif kind is UNKNOWN or isinstance(kind, Module | Maybe):
        return UNKNOWN, "", ""
    else:
        like = tuple if isinstance(kind, Many) else dict if isinstance(kind, Entries) else kind
        known, found = (), UNKNOWN if hasattr(like, name) else None
    if found is not None:
        return found, "", ""
    hint = f'Did you mean "{close}"?' if (close := nearest(name, known)) else ""
    if isinstance(kind, Entries):
        hint = f'An entry is read as in: extra.get("{name}").'
    elif not hint and known:
        hint = f"It has: {', '.join(known)}."
    return UNKNOWN, f'{called(kind)} has no "{name}"', hint


def element(kind: Kind) -> Kind:
    """What one of many is."""
    return kind.of if isinstance(kind, Many) else UNKNOWN


def merged(one: Kind, other: Kind) -> Kind:
    """What a value is that may be either."""
    if one == other:
        return one
    if surely(one) == surely(other):
        return Maybe(surely(one))
    return UNKNOWN


def called(kind: Kind) -> str:
    """What messages call it."""
    if isinstance(kind, Many):
        return "a list"
    if isinstance(kind, Entries):
        return "a mapping"
    if isinstance(kind, Loop):
        return "loop"
    if isinstance(kind, type):
        return {str: "a text", int: "a number", bool: "a truth value"}.get(kind, kind.__name__)
    return "it"
