"""A mapping, read field by field against a schema."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from site_gen.errors import Location, Problem, nearest
from site_gen.safe_yaml.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
_TRUE, _FALSE = {"true", "yes", "on"}, {"false", "no", "off"}


class Fields:
    """A mapping read field by field against a schema; what is wrong goes to `problems`, and reading goes on.

    Every reader returns its `default` for a key that is not there or holds nothing, and for one that it
    has complained about.
    """

    def __init__(self, mapping: Mapping, problems: list[Problem], name: str = "") -> None:
        self.mapping, self.problems = mapping, problems
        self.name = name
        """What this mapping is called in messages, with a dot behind it: `languages.id.`."""

    def __contains__(self, key: str) -> bool:
        return self.node(key) is not None

    def where(self, key: str = "") -> Location:
        """Where the value of `key` stands; the mapping's own place if there is none."""
        node = self.mapping.values.get(key)
        return node.where if node is not None else self.mapping.where

    def complain(self, where: Location, message: str, hint: str = "") -> None:
        """Add a fatal Problem."""
        self.problems.append(Problem(where, message, hint))

    def warn(self, where: Location, message: str, hint: str = "") -> None:
        """Add a Problem that stops nothing."""
        self.problems.append(Problem(where, message, hint, fatal=False))

    def known(self, keys: Iterable[str], hint: str = "") -> None:
        """Complain about each key that is not one of `keys`."""
        keys = tuple(keys)
        for key, where in self.mapping.keys.items():
            if key not in keys:
                close = nearest(key, keys)
                advice = f'Did you mean "{close}"?' if close else hint or f"Known here: {', '.join(keys)}."
                self.complain(where, f'unknown key "{self.name}{key}"', advice)

    def node(self, key: str) -> Node | None:
        """The value as it stands, None if there is none."""
        node = self.mapping.values.get(key)
        return None if node is None or (isinstance(node, Scalar) and node.empty) else node

    def text(self, key: str, default: str = "") -> str:
        """One line or more of text, without white space around it."""
        node = self.node(key)
        if node is None:
            return default
        if not isinstance(node, Scalar):
            self.complain(node.where, f"{self.name}{key} is {_kind(node)}, not text", "Write one value.")
            return default
        return node.text.strip()

    def texts(self, key: str, limit: int = 1_000) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        return tuple([scalar.text.strip() for scalar in self.scalars(key, limit)])

    def scalars(self, key: str, limit: int = 1_000) -> tuple[Scalar, ...]:
        """The same, each with its place."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        if isinstance(node, Mapping):
            self.complain(
                node.where, f"{self.name}{key} is a mapping, not a list", f"Write {key}: [one, two]."
            )
            return ()
        if len(node.items) > limit:
            self.complain(
                self.mapping.keys[key], f"{len(node.items)} entries in {self.name}{key}", f"At most {limit}."
            )
            return ()
        found = []
        for item in node.items:
            if not isinstance(item, Scalar):
                self.complain(item.where, f"{_kind(item)} inside {self.name}{key}", "Each entry is one text.")
            elif not item.empty:
                found.append(item)
        return tuple(found)

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false` (yes/no, on/off)."""
        word = self.text(key).casefold()
        if not word:
            return default
        if word not in _TRUE | _FALSE:
            self.complain(self.where(key), f'{self.name}{key} is "{word}"', "Write true or false.")
            return default
        return word in _TRUE

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number between `least` and `most`."""
        word = self.text(key)
        if not word:
            return default
        if not re.fullmatch(r"-?[0-9]{1,9}", word) or not least <= int(word) <= most:
            self.complain(
                self.where(key), f'{self.name}{key} is "{word}"', f"Write a number from {least} to {most}."
            )
            return default
        return int(word)

    def choice(self, key: str, among: Iterable[str], default: str) -> str:
        """One word of a set."""
        word, among = self.text(key), tuple(among)
        if not word:
            return default
        if word not in among:
            self.complain(
                self.where(key), f'unknown {self.name}{key} "{word}"', f"One of: {', '.join(among)}."
            )
            return default
        return word

    def parsed(self, key: str, parse: Callable[[str], T], default: T) -> T:
        """What `parse` makes of the text; its ValueError's text becomes the Problem: message, newline, hint."""
        word = self.text(key)
        if not word:
            return default
        try:
            return parse(word)
        except ValueError as error:
            message, _, hint = str(error).partition("\n")
            self.complain(self.where(key), message, hint)
            return default

    def fields(self, key: str) -> "Fields | None":
        """The mapping under `key`."""
        node = self.node(key)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.complain(
                node.where, f"{self.name}{key} is {_kind(node)}, not a mapping", "Indent `name: value` lines."
            )
            return None
        return Fields(node, self.problems, f"{self.name}{key}.")

    def each(self) -> Iterator[tuple[str, "Fields"]]:
        """The mappings in this mapping, by name."""
        for name in self.mapping.values:
            fields = self.fields(name)
            if fields is not None:
                yield name, fields

    def entries(self, key: str) -> Iterator["Fields"]:
        """The mappings in the list under `key`."""
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, Sequence):
            self.complain(
                node.where, f"{self.name}{key} is {_kind(node)}, not a list", "Begin each entry with `- `."
            )
            return
        for number, item in enumerate(node.items, 1):
            if isinstance(item, Mapping):
                yield Fields(item, self.problems, f"{self.name}{key}.{number}.")
            else:
                self.complain(
                    item.where, f"{_kind(item)} inside {self.name}{key}", "Each entry is `name: value` lines."
                )

    def per_language(self, key: str, languages: Iterable[str]) -> dict[str, str]:
        """A text for each language: one text for all, or a mapping `id: …`, `en: …`."""
        node, languages = self.node(key), tuple(languages)
        if node is None:
            return {}
        if isinstance(node, Mapping):
            inner = Fields(node, self.problems, f"{self.name}{key}.")
            inner.known(languages, "Languages are declared in config.yaml.")
            return {lang: inner.text(lang) for lang in languages if lang in inner}
        return (
            dict.fromkeys(languages, self.text(key))
            if isinstance(node, Scalar)
            else self._not_text(key, node)
        )

    def names(self, key: str, languages: Iterable[str]) -> dict[str, str]:
        """The same of what has to say something: written and empty in one language it is complained of.

        Empty as a whole it is none.
        """
        found = self.per_language(key, languages)
        named = {lang: text for lang, text in found.items() if text}
        node = self.node(key)
        values = node.values if isinstance(node, Mapping) and named else {}
        for lang, inner in values.items():
            if lang in found and lang not in named and isinstance(inner, Scalar):
                hint = f"Write it, or take `{lang}` out."
                self.complain(inner.where, f"{self.name}{key}.{lang} is empty", hint)
        return named

    def _not_text(self, key: str, node: Node) -> dict[str, str]:
        self.complain(node.where, f"{self.name}{key} is {_kind(node)}", "Write a text, or one per language.")
        return {}


def _kind(node: Node) -> str:
    return {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}[type(node)]
