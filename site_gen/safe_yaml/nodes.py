"""What a YAML text is made of: values, lists and mappings, each with its place in the file."""

import msgspec

from site_gen.errors import Location


class Scalar(msgspec.Struct, frozen=True):
    """A single value, as text."""

    text: str
    where: Location
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: no text, or YAML's own words for nothing."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    where: Location


class Mapping(msgspec.Struct, frozen=True):
    """Keys and their values, in the order of the file."""

    values: dict[str, "Node"]
    keys: dict[str, Location]
    """Where each key stands."""
    where: Location


Node = Scalar | Sequence | Mapping
