"""Text in, a small tree out.

YAML is read from its event stream, so a text that is too deep, too large or plays with references is
refused before anything is built from it: libyaml crashes the process on 100,000 open brackets, an alias
of an alias of an alias is 50 MB once printed, and a merge key costs seconds inside `load`. Anchors,
aliases, tags, merge keys and duplicate keys are refused. Every scalar stays the text that the author
typed: `NO`, `0755` and `19:30` are what they look like, until `Fields` is asked for a truth value, a
number or a list.
"""

import re
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from site_gen.errors import CONTENT, Location, Problem, SiteError
from site_gen.safe_yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    import yaml


class Limits(msgspec.Struct, frozen=True):
    """How much one YAML text may hold."""

    size: int
    """Bytes of UTF-8."""
    nodes: int
    depth: int = 8


FRONT_MATTER = Limits(64 * 1024, 2_000)
DATA_FILE = Limits(4 * 1024 * 1024, 400_000)


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no YAML text holds, not even behind an escape."""
_HASHTAG = re.compile(r"[ \t]*(#)(?=[^\s#])")
# libyaml ends a line at each of these, no editor does: what looks like one value would be two keys.
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


def read_yaml(text: str, path: str, first_line: int = 1, limits: Limits = FRONT_MATTER) -> Mapping:
    """The mapping that `text` holds; an empty one for an empty text.

    `first_line` is the line of `path` on which `text` begins. Raises SiteError with the one Problem that
    stopped the reading.
    """
    return _Reading(text, path, first_line, limits).mapping()


class _Reading:
    """One pass over the events of one text."""

    def __init__(self, text: str, path: str, first_line: int, limits: Limits) -> None:
        self.text, self.path, self.first_line, self.limits = text, path, first_line, limits

    def at(self, line: int, column: int) -> Location:
        return Location(self.path, line + self.first_line, column + 1)

    def refuse(self, where: Location, message: str, hint: str = "") -> NoReturn:
        raise SiteError(Problem(where, message, hint), CONTENT)

    def mapping(self) -> Mapping:
        import yaml  # 10 ms that a build of nothing need not pay

        start = Location(self.path, self.first_line, 1)
        if len(self.text) > self.limits.size or len(self.text.encode("utf-8", "replace")) > self.limits.size:
            self.refuse(start, f"more than {self.limits.size // 1024} KiB of YAML", "Make it shorter.")
        if found := CONTROL.search(self.text) or _HIDDEN_BREAK.search(self.text):
            line = self.text.count("\n", 0, found.start())
            column = found.start() - (self.text.rfind("\n", 0, found.start()) + 1)
            code = f"U+{ord(found.group()):04X}"
            self.refuse(self.at(line, column), f"control character {code}", "Delete it.")
        try:
            tree = self.tree()
        except yaml.MarkedYAMLError as error:
            self.refuse(*self.explain(error))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.refuse(start, f"not readable as YAML: {error}".splitlines()[0])
        if tree is None:
            return Mapping({}, {}, start)
        if not isinstance(tree, Mapping):
            kind = "a list" if isinstance(tree, Sequence) else "a single value"
            self.refuse(
                tree.where, f"{kind} where `key: value` lines belong", "Write one `key: value` a line."
            )
        return tree

    def explain(self, error: "yaml.MarkedYAMLError") -> tuple[Location, str, str]:
        mark, message, hint = error.problem_mark, error.problem or "not readable as YAML", ""
        context = error.context or ""
        if "nesting depth" in message and mark:
            # Newer versions of libyaml have a limit of their own, and look so far ahead that they reach it first.
            return self.too_deep(self.text[: mark.index])
        # An unclosed bracket or quote is noticed at the end of the text; the author wants its beginning.
        if error.context_mark and ("quoted scalar" in context or "flow" in context):
            mark = error.context_mark
            hint = "Is the escape right?" if "escape" in message else "Is it closed?"
            message = f"{context}: {message}"
            before = self.text[: mark.index].rstrip()
            if not self.text[mark.index :].strip() and before.endswith(("[", "{", ",")):
                # Of a bracket with nothing after it, libyaml knows the end of the text only.
                line = before.count("\n")
                column = len(before) - before.rfind("\n") - 2
                return self.at(line, column), message, hint
        elif "mapping values are not allowed" in message:
            message = "`: ` inside a value without quotes"
            hint = 'Put the value in quotes: title: "Kremlin: …"'
        elif "cannot start any token" in message or "tab character" in message:
            hint = "Indent with spaces, never tabs, and quote values that begin with a special character."
        return (
            (self.at(mark.line, mark.column) if mark else Location(self.path, self.first_line)),
            message,
            hint,
        )

    def too_deep(self, text: str) -> tuple[Location, str, str]:
        """The complaint of `text`, which has more brackets open at its end than may be."""
        depth = 0 if text.lstrip()[:1] in ("[", "{") else 1  # else a mapping stands around them
        for found in re.finditer(r"[\[\]{}]", text):
            depth += 1 if found[0] in "[{" else -1
            if depth > self.limits.depth:
                line = text.count("\n", 0, found.start())
                column = found.start() - text.rfind("\n", 0, found.start()) - 1
                return (
                    self.at(line, column),
                    f"nested more than {self.limits.depth} deep",
                    "Write it flatter.",
                )
        return self.at(0, 0), f"nested more than {self.limits.depth} deep", "Write it flatter."

    def tree(self) -> Node | None:
        import yaml

        root: Node | None = None
        stack: list[_Open] = []
        nodes = documents = 0
        event: Any
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                where = self.at(event.start_mark.line, event.start_mark.column)
                self.plain_node(event, where)
                if found := CONTROL.search(event.value):  # `"\0"` and its like
                    self.refuse(where, f"control character U+{ord(found.group()):04X}", "Delete it.")
                if not event.style:
                    self.refuse_hashtag(event.end_mark)
                node: Node = Scalar(event.value, where, bool(event.style))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                where = self.at(event.start_mark.line, event.start_mark.column)
                self.plain_node(event, where)
                if len(stack) >= self.limits.depth:
                    self.refuse(where, f"nested more than {self.limits.depth} deep", "Write it flatter.")
                stack.append(_Open(where, kind is yaml.MappingStartEvent))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = stack.pop().closed()
            elif kind is yaml.AliasEvent:
                where = self.at(event.start_mark.line, event.start_mark.column)
                self.refuse(
                    where, "a YAML alias (*name)", "Write the value out; quote a text that begins with *."
                )
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    where = self.at(event.start_mark.line, event.start_mark.column)
                    self.refuse(where, "a second YAML document", "Only one is read; delete the `---`.")
                continue
            else:
                continue
            nodes += 1
            if nodes > self.limits.nodes:
                self.refuse(node.where, f"more than {self.limits.nodes} values", "Make it shorter.")
            if not stack:
                root = node
            elif not stack[-1].is_mapping:
                stack[-1].items.append(node)
            else:
                self.add(stack[-1], node)
        if isinstance(root, Scalar) and root.empty:
            return None
        return root

    def refuse_hashtag(self, end: Any) -> None:
        """Refuse a `#word` behind a value without quotes: to YAML it is a comment, and all from there on is lost.

        A comment that looks like one, with a space behind its `#`, is let be.
        """
        if found := _HASHTAG.match(self.text, end.index):
            column = end.column + found.start(1) - end.index
            self.refuse(
                self.at(end.line, column),
                "` #` inside a value without quotes: what follows would be lost",
                'Put the value in quotes: title: "Menang 3-1 #GarudaDay"; or, as a comment, write `# ` with a space.',
            )

    def plain_node(self, event: Any, where: Location) -> None:
        if event.anchor is not None:
            self.refuse(
                where, "a YAML anchor (&name)", "Write the value out; quote a text that begins with &."
            )
        if event.tag is not None:
            self.refuse(where, f"a YAML tag ({event.tag})", "Delete it; quote a text that begins with !.")

    def add(self, parent: "_Open", node: Node) -> None:
        if parent.key is None:
            if not isinstance(node, Scalar):
                self.refuse(node.where, "a key that is not a single word", "Write `key: value`.")
            if node.text == "<<" and not node.quoted:
                self.refuse(node.where, "a YAML merge key (<<)", "Write the values out.")
            if node.text in parent.keys:
                first = parent.keys[node.text].line
                self.refuse(
                    node.where, f'"{node.text}" stands twice', f"The first is in line {first}; keep one."
                )
            parent.key = node.text
            parent.keys[node.text] = node.where
        else:
            parent.values[parent.key] = node
            parent.key = None


class _Open:
    """A mapping or list that is not yet closed."""

    def __init__(self, where: Location, is_mapping: bool) -> None:
        self.where, self.is_mapping = where, is_mapping
        self.items: list[Node] = []
        self.values: dict[str, Node] = {}
        self.keys: dict[str, Location] = {}
        self.key: str | None = None

    def closed(self) -> Node:
        if self.is_mapping:
            return Mapping(self.values, self.keys, self.where)
        return Sequence(tuple(self.items), self.where)
