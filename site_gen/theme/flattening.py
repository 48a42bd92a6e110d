"""A layout and all that it is made of → one template without any `extends`, `block` or `include`.

Jinja runs every block and every include as a function with a context of its own: some twenty of them a page,
a quarter of the time that it takes. But which they are is known before any page is: references are literals.
So a layout of many pages is written out as what it comes to: the last template it extends, each block
in its place, `super()` in its, and what is included where it is included. What is imported stays apart: macros
remember what they have written.

Only what is surely the same is written out. Anything that could see more or less that way, such as a
variable set outside of a block, makes the layout run as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from jinja2 import nodes

from site_gen.theme.trees import below, kind_below

MACRO: Final = "macro_"
"""Before the path of a template and the name of a macro in it, in hexadecimal digits, as an attribute of the
environment."""
MODULE: Final = "module_"
"""The same of a whole template that is imported."""
LINES: Final = 1_000_000
"""The line of a node tells its template, too: this times its place among those of the layout, and the line in it."""

_Sets = nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport | nodes.Macro
_Inner = nodes.For | nodes.With | nodes.Macro | nodes.CallBlock | nodes.FilterBlock | nodes.AssignBlock
"""Within these, names mean something else than outside."""


class Unfit(Exception):
    """This layout has to run as it is."""


def flattened(name: str, parse: Callable[[str], nodes.Template]) -> tuple[nodes.Template, list[str]]:
    """The layout at the path `name` as one template, and the paths of those it is made of, in their places.

    `parse` gives the tree of a template, to be changed at will. Raises Unfit.
    """
    flattening = _Flattening(parse)
    body = flattening.layout(name)
    tree = nodes.Template([nodes.Scope([_looked_up(body), *body], lineno=1)], lineno=1)
    if any(found.name in ("super", "self") for found in kind_below(tree, nodes.Name)):
        raise Unfit("a block that is called")
    return tree, list(flattening.trees)


def _looked_up(body: list[nodes.Node]) -> nodes.If:
    """What is never run, and has the compiler look up on top what is used anywhere: once, and not once a place."""
    names = kind_below(nodes.Template(body), nodes.Name)
    ours = {found.name for found in names if found.ctx != "load"} | {"loop", "caller"}
    free = sorted({found.name for found in names} - ours)
    return nodes.If(
        nodes.Const(False), [nodes.ExprStmt(nodes.Name(name, "load")) for name in free], [], [], lineno=1
    )


class _Flattening:
    """One layout."""

    def __init__(self, parse: Callable[[str], nodes.Template]) -> None:
        self.parse = parse
        self.trees: dict[str, nodes.Template] = {}
        """The templates by their paths, in the order of their places."""
        self.blocks: dict[str, list[nodes.Block]] = {}
        """The versions of each block, the one that counts first."""

    def tree(self, path: str) -> nodes.Template:
        if path not in self.trees:
            tree = self.parse(path)
            for node in below(tree):
                node.lineno = (node.lineno or 1) + LINES * len(self.trees)
            self.trees[path] = tree
        return self.trees[path]

    def layout(self, path: str) -> list[nodes.Node]:
        """The statements of a layout."""
        chain = [self.tree(path)]
        while parent := next(iter(kind_below(chain[-1], nodes.Extends)), None):
            chain.append(self.tree(_literal(parent)))
        for tree in chain:
            for block in kind_below(tree, nodes.Block):
                if block.scoped or block.required:
                    raise Unfit("a block of another kind")
                self.blocks.setdefault(block.name, []).append(block)
        found: list[nodes.Node] = []
        for tree in chain[:-1]:
            for node in tree.body:
                if isinstance(node, nodes.Import | nodes.FromImport):
                    found += _imported(node)
                elif not isinstance(node, nodes.Extends | nodes.Output | nodes.Block):
                    raise Unfit("what a template sets for those it extends")
        if _sets(chain[-1].body):
            raise Unfit("what the last template sets")
        return [*found, *self.statements(chain[-1].body)]

    def block(self, name: str, version: int) -> list[nodes.Node]:
        """The statements of a block, in the version that counts or in one of those it stands for."""
        if version >= len(self.blocks[name]):
            raise Unfit("super of nothing")
        body = self.blocks[name][version].body
        if not _sets(body):
            return self.statements(body, (name, version))
        # What it sets is its own; a block in it would not see that.
        return [nodes.Scope(self.statements(body, (name, version), sets=True), lineno=body[0].lineno)]

    def statements(
        self,
        body: Iterable[nodes.Node],
        block: tuple[str, int] | None = None,
        *,
        sets: bool = False,
        inner: bool = False,
    ) -> list[nodes.Node]:
        """`body` written out. It is of the `block` of a name and version, which `sets` something, or `inner` to what does."""
        found: list[nodes.Node] = []
        for node in body:
            match node:
                case nodes.Output():
                    for child in node.nodes:
                        if block and _is_super(child):
                            if sets or inner:
                                raise Unfit("super where something is set")
                            for one in self.block(block[0], block[1] + 1):
                                _put(one, found)
                        else:
                            _print(child, found)
                case nodes.Block():
                    if sets or inner:
                        raise Unfit("a block where something is set")
                    for one in self.block(node.name, 0):
                        _put(one, found)
                case nodes.Include():
                    for one in self.included(node):
                        _put(one, found)
                case nodes.Import() | nodes.FromImport():
                    found += _imported(node)
                case nodes.If():
                    found.append(self.condition(node, block, sets, inner))
                case nodes.For():
                    loop = self.statements(node.body, block, inner=True)
                    empty = self.statements(node.else_, block, inner=True)
                    found.append(
                        nodes.For(
                            node.target, node.iter, loop, empty, node.test, node.recursive, lineno=node.lineno
                        )
                    )
                case nodes.With():
                    within = self.statements(node.body, block, inner=True)
                    found.append(nodes.With(node.targets, node.values, within, lineno=node.lineno))
                case _:
                    if kind_below(node, nodes.Block):
                        raise Unfit("a block within something else")
                    found.append(node)
        return found

    def condition(self, node: nodes.If, block: tuple[str, int] | None, sets: bool, inner: bool) -> nodes.If:
        return nodes.If(
            node.test,
            self.statements(node.body, block, sets=sets, inner=inner),
            [self.condition(one, block, sets, inner) for one in node.elif_],
            self.statements(node.else_, block, sets=sets, inner=inner),
            lineno=node.lineno,
        )

    def included(self, node: nodes.Include) -> list[nodes.Node]:
        """What is included, in its place; the include itself, where that would be something else."""
        tree = self.tree(_literal(node))
        odd = any(isinstance(one, nodes.Extends | nodes.Block | nodes.Macro) for one in below(tree))
        if odd or _asks_for_loop(tree.body):
            return [node]
        body = self.statements(tree.body, inner=True)
        return [nodes.Scope(body, lineno=node.lineno)] if _sets(tree.body) else body


def _literal(node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport) -> str:
    assert isinstance(node.template, nodes.Const)
    return str(node.template.value)


def _is_super(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super"


def _sets(body: Iterable[nodes.Node]) -> bool:
    """Whether `body` sets a name, but for what is in something that keeps its names to itself."""
    return any(
        isinstance(node, _Sets)
        or (not isinstance(node, _Inner | nodes.Block) and _sets(node.iter_child_nodes()))
        for node in body
    )


def _asks_for_loop(body: Iterable[nodes.Node]) -> bool:
    """Whether `body` has to do with a loop around it."""
    for node in body:
        inner = node.iter_child_nodes(exclude=("body",) if isinstance(node, nodes.For) else ())
        if (isinstance(node, nodes.Name) and node.name == "loop") or _asks_for_loop(inner):
            return True
    return False


def _imported(node: nodes.Import | nodes.FromImport) -> Iterator[nodes.Assign]:
    """An import as assignments: macros are attributes of the environment."""
    path = _literal(node).encode().hex()
    if isinstance(node, nodes.Import):
        pairs = [(node.target, MODULE + path)]
    else:
        named = [name if isinstance(name, tuple) else (name, name) for name in node.names]
        pairs = [(alias, f"{MACRO}{path}_{name}") for name, alias in named]
    for name, attribute in pairs:
        yield nodes.Assign(
            nodes.Name(name, "store"), nodes.EnvironmentAttribute(attribute), lineno=node.lineno
        )


def _print(child: nodes.Expr, found: list[nodes.Node]) -> None:
    """Have `child` written where the statement before it is through: in the same go, if that writes, too."""
    if found and isinstance(found[-1], nodes.Output):
        found[-1].nodes.append(child)
    else:
        found.append(nodes.Output([child], lineno=child.lineno))


def _put(node: nodes.Node, found: list[nodes.Node]) -> None:
    if isinstance(node, nodes.Output):
        for child in node.nodes:
            _print(child, found)
    else:
        found.append(node)
