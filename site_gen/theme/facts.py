"""What an `if` has made sure of: which values are there, inside of it."""

from collections.abc import Iterable

from jinja2 import nodes

Facts = frozenset[str]
"""Names and fields that are not missing here: `lead`, `card.section`."""

NONE: Facts = frozenset()


def without(facts: Facts, names: Iterable[str]) -> Facts:
    """`facts` where `names` have got new values."""
    names = frozenset(names)
    return frozenset(fact for fact in facts if fact.split(".")[0] not in names)


def path_of(node: nodes.Node) -> str:
    """`lead`, `card.section`: a name and fields of it; empty for any other expression."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        inner = path_of(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def truths(test: nodes.Node) -> Facts:
    """What is not missing where `test` holds."""
    match test:
        case nodes.And():
            return truths(test.left) | truths(test.right)
        case nodes.Or():
            return truths(test.left) & truths(test.right)
        case nodes.Not():
            return untruths(test.node)
        case nodes.Name() | nodes.Getattr():
            # `card.section.url` can only be there if `card.section` is.
            path = path_of(test)
            parts = path.split(".") if path else []
            return frozenset(".".join(parts[:n]) for n in range(1, len(parts) + 1))
    return frozenset()


def untruths(test: nodes.Node) -> Facts:
    """What is not missing where `test` does not hold."""
    match test:
        case nodes.And():
            return untruths(test.left) & untruths(test.right)
        case nodes.Or():
            return untruths(test.left) | untruths(test.right)
        case nodes.Not():
            return truths(test.node)
        case nodes.Test() if test.name == "none":
            return truths(test.node)
    return frozenset()
