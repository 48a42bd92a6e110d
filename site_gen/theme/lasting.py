"""What stands at the top of an imported template, and lives on from page to page: nothing there may change.

A template is imported once for all pages that a process writes. Were there something to count in, what a page
shows would depend on the pages written before it, and a build of a few pages would show another thing than one
of all.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from jinja2 import nodes

from site_gen.theme.trees import below, kind_below

_CHANGING: Final = frozenset(
    {
        "append",
        "clear",
        "extend",
        "insert",
        "pop",
        "popitem",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update",
    }
)
"""What changes a list or a mapping in its place."""


def changes(tree: nodes.Template, *, imported: bool) -> Iterator[tuple[nodes.Node, str, str]]:
    """Where a template keeps or changes something that lives on: node, message and hint."""
    lasting = _bound_by_imports(tree)
    if imported:
        for node in _outside_of_macros(tree.body):
            if isinstance(node, nodes.Call) and _root(node.node) == "namespace":
                hint = "It would live on from page to page. Set it inside of the macro, or hand it over."
                yield node, "`namespace` at the top of an imported template", hint
        lasting |= _set_in(_outside_of_macros(tree.body))
    for node in tree.body:
        own = _set_in(kind_below(node, nodes.Name)) if isinstance(node, nodes.Macro) else set()
        for field in kind_below(node, nodes.Getattr):
            name = _root(field)
            if field.attr in _CHANGING and name in lasting - own:
                hint = "It lives on from page to page. Make another in its place."
                yield field, f'"{field.attr}" changes "{name}", which an import shares', hint


def _outside_of_macros(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for node in body:
        if not isinstance(node, nodes.Macro):
            yield node
            yield from _outside_of_macros(node.iter_child_nodes())


def _bound_by_imports(tree: nodes.Template) -> set[str]:
    found: set[str] = set()
    for node in below(tree):
        if isinstance(node, nodes.Import):
            found.add(node.target)
        elif isinstance(node, nodes.FromImport):
            found |= {name[1] if isinstance(name, tuple) else name for name in node.names}
    return found


def _set_in(found: Iterable[nodes.Node]) -> set[str]:
    return {node.name for node in found if isinstance(node, nodes.Name) and node.ctx in ("store", "param")}


def _root(node: nodes.Node) -> str:
    """The name that an expression begins with; empty if it begins with something else."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
