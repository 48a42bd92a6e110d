"""Do the layouts fit the theme contract? Seen before any page is made, for every page that may ever be.

Each layout is followed through the templates it is made of, with what it is handed. A name that is not
there, a field that a value does not have, a value that may be missing and is used without an `if`, a list
or a story that would be printed as such: each is a Problem at its line. What is not certain is let through.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from jinja2 import nodes

from site_gen.errors import Location, Problem, nearest_or_all
from site_gen.pages.inputs import ASKED_FOR, LAYOUTS, Inputs
from site_gen.theme.expressions import Expressions, Scope
from site_gen.theme.facts import NONE, Facts, truths, untruths, without
from site_gen.theme.files import ThemeFiles
from site_gen.theme.kinds import (
    UNKNOWN,
    Entries,
    Kind,
    Loop,
    Many,
    Module,
    called,
    element,
    fields_of,
    is_struct,
)
from site_gen.theme.lasting import changes
from site_gen.theme.rendering import Here
from site_gen.theme.templates import parse
from site_gen.theme.trees import kind_below

_ROUND: Final = (
    "A block in it has it in turn, there or in a template that is extended: give one of them another name."
)


def check_layouts(
    files: ThemeFiles, layouts: Mapping[str, type[Inputs]] = LAYOUTS, outputs: Collection[str] = ()
) -> list[Problem]:
    """What does not fit in any of the layouts that pages name, and which of them are missing.

    `layouts` are the layouts and what each is handed; some are missed only where `outputs` asks for their pages.
    For a theme that `make_theme` has found to be sound.
    """
    problems: set[Problem] = set()
    trees = _Trees(files)
    reached: set[str] = set()
    for layout, inputs in layouts.items():
        path = f"layouts/{layout}"
        if path not in files.files:
            if layout in ASKED_FOR and ASKED_FOR[layout] not in outputs:
                continue
            where = Location(files.origins.get("theme.yaml", "theme.yaml").removesuffix("theme.yaml") + path)
            problems.add(
                Problem(where, "the layout is missing", f"It shows {inputs.__name__}; see docs/themes.md.")
            )
            continue
        if trees.says_nothing(path):
            problems.add(Problem(files.at(path), "the layout is empty", "Write it, or delete it."))
            reached.add(path)
            continue
        names = fields_of(inputs) | {"page": Here, "body": str, "texts": Many(str)}
        handed = f"{layout} is handed: {', '.join(fields_of(inputs))}."
        following = _Following(files, trees, handed, problems)
        following.template(path, Scope(names), NONE)
        reached |= following.reached
    for path in files.under("layouts"):
        if path not in reached:
            problems.add(Problem(files.at(path), "no page uses this layout", "Delete it.", fatal=False))
    return sorted(problems)


class _Trees:
    """The syntax trees of a theme's templates, and what is in each: layouts have most of them in common."""

    def __init__(self, files: ThemeFiles) -> None:
        self.files = files
        self.known: dict[str, nodes.Template | None] = {}
        self._blocks: dict[str, list[nodes.Block]] = {}
        self._changes: dict[tuple[str, bool], list[tuple[nodes.Node, str, str]]] = {}

    def tree(self, path: str) -> nodes.Template | None:
        """The tree of a template; None if it has none, which `make_theme` has complained about."""
        if path not in self.known:
            self.known[path] = parse(path, self.files, [])
        return self.known[path]

    def blocks(self, path: str) -> list[nodes.Block]:
        """The blocks of a template."""
        if path not in self._blocks:
            tree = self.tree(path)
            self._blocks[path] = kind_below(tree, nodes.Block) if tree else []
        return self._blocks[path]

    def says_nothing(self, path: str) -> bool:
        """Whether nothing is in a template but spaces and comments."""
        tree = self.tree(path)
        return tree is not None and all(
            isinstance(node, nodes.Output)
            and all(isinstance(text, nodes.TemplateData) and not text.data.strip() for text in node.nodes)
            for node in tree.body
        )

    def changes(self, path: str, imported: bool) -> list[tuple[nodes.Node, str, str]]:
        """See `lasting.changes`."""
        if (path, imported) not in self._changes:
            tree = self.tree(path)
            self._changes[path, imported] = list(changes(tree, imported=imported)) if tree else []
        return self._changes[path, imported]

    def exports(self, path: str) -> set[str]:
        """The names that an import finds in a template."""
        tree = self.tree(path)
        found: set[str] = set()
        for node in tree.body if tree else ():
            if isinstance(node, nodes.Macro):
                found.add(node.name)
            elif isinstance(node, nodes.Assign | nodes.AssignBlock) and isinstance(node.target, nodes.Name):
                found.add(node.target.name)
        return found


class _Following(Expressions):
    """One layout, followed through all that it is made of."""

    def __init__(self, files: ThemeFiles, trees: _Trees, inputs: str, problems: set[Problem]) -> None:
        self.files, self.trees, self.problems = files, trees, problems
        self.inputs = inputs
        """A sentence that says what the layout is handed."""
        self.path = ""
        self.blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        """The versions of each block with their templates, the one that counts first."""
        self.open: dict[str, tuple[str, nodes.Block]] = {}
        """The blocks that are being followed, and the template that each was found in."""
        self.top = Scope({})
        self.alone = False
        """Inside of an imported template, which sees nothing of the page."""
        self.included: tuple[str, ...] = ()
        self.reached: set[str] = set()

    def complain(self, node: nodes.Node, message: str, hint: str = "") -> None:
        self.problems.add(Problem(self.files.at(self.path, node.lineno), message, hint))

    def exports(self, path: str) -> set[str]:
        return self.trees.exports(path)

    def handed(self) -> str:
        if self.alone:
            return "A macro sees its arguments alone: hand it what it needs."
        return self.inputs

    def template(self, path: str, scope: Scope, facts: Facts, *, imported: bool = False) -> None:
        """A template that is rendered with the names of `scope`: a layout, a parent, an include or an import."""
        chain = []
        name: str | None = path
        while name is not None and name not in chain:
            chain.append(name)
            name = self.parent(name)
        self.reached |= set(chain)
        before = self.path, self.blocks, self.open, self.top
        self.blocks, self.open, self.top = {}, {}, scope
        for name in chain:
            for block in self.trees.blocks(name):
                self.blocks.setdefault(block.name, []).append((name, block))
        for at, name in enumerate(chain):
            tree = self.trees.tree(name)
            if tree is not None:
                self.path = name
                self.overrides(tree, chain[at + 1 :])
                for node, message, hint in self.trees.changes(name, imported):
                    self.complain(node, message, hint)
                last = name == chain[-1]
                # Of a template that extends another only what sets a name is run.
                self.body(
                    [n for n in tree.body if last or not isinstance(n, nodes.Output | nodes.Block)],
                    scope,
                    facts,
                )
        self.path, self.blocks, self.open, self.top = before

    def overrides(self, tree: nodes.Template, above: Sequence[str]) -> None:
        """Complain of blocks of a template that fill none of those `above` it: nobody would see them."""
        there = sorted({block.name for name in above for block in self.trees.blocks(name)})
        for node in tree.body if above else ():
            if isinstance(node, nodes.Block) and node.name not in there:
                message = f'{above[0]} has no block "{node.name}": this one is not shown'
                where = self.files.at(self.path, node.lineno)
                self.problems.add(
                    Problem(where, message, nearest_or_all(node.name, there) if there else "", fatal=False)
                )

    def parent(self, path: str) -> str | None:
        tree = self.trees.tree(path)
        for node in tree.body if tree else ():
            if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const):
                return str(node.template.value)
        return None

    def body(self, statements: Iterable[nodes.Node], scope: Scope, facts: Facts) -> None:
        for node in statements:
            self.statement(node, scope, facts)

    def statement(self, node: nodes.Node, scope: Scope, facts: Facts) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self.printed(child, scope, facts)
            case nodes.If():
                self.conditions(node, scope, facts)
            case nodes.For():
                self.loop(node, scope, facts)
            case nodes.With():
                inner = Scope({}, scope)
                for name, value in zip(node.targets, node.values, strict=True):
                    self.assign(name, self.kind(value, scope, facts), inner)
                self.body(node.body, inner, without(facts, inner.names))
            case nodes.Assign():
                self.assign(node.target, self.kind(node.node, scope, facts), scope)
            case nodes.AssignBlock():
                self.body(node.body, Scope({}, scope), facts)
                self.assign(node.target, str, scope)
            case nodes.Macro():
                self.macro(node, scope)
            case nodes.CallBlock():
                self.kind(node.call, scope, facts)
                self.body(node.body, Scope({arg.name: UNKNOWN for arg in node.args}, scope), facts)
            case nodes.FilterBlock():
                self.body(node.body, Scope({}, scope), facts)
            case nodes.Block():
                self.block(node, scope, facts)
            case nodes.Include():
                self.include(node, scope, facts)
            case nodes.Import() | nodes.FromImport():
                self.imported(node, scope)
            case nodes.Scope():
                self.body(node.body, Scope({}, scope), facts)
            case nodes.Extends():
                pass
            case _:
                for part in node.iter_child_nodes():
                    self.kind(part, scope, facts)

    def printed(self, node: nodes.Node, scope: Scope, facts: Facts) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        kind = self.sure(node, self.kind(node, scope, facts))
        if is_struct(kind) or isinstance(kind, Many | Entries | Module | Loop) or kind is bool:
            self.complain(node, f"{called(kind)} would be printed", "Print one of its fields, or ask `if`.")

    def conditions(self, node: nodes.If, scope: Scope, facts: Facts) -> None:
        self.kind(node.test, scope, facts)
        self.body(node.body, scope, facts | truths(node.test))
        facts |= untruths(node.test)
        for other in node.elif_:
            self.kind(other.test, scope, facts)
            self.body(other.body, scope, facts | truths(other.test))
            facts |= untruths(other.test)
        self.body(node.else_, scope, facts)

    def loop(self, node: nodes.For, scope: Scope, facts: Facts) -> None:
        many = self.sure(node.iter, self.kind(node.iter, scope, facts))
        if is_struct(many) or many in (int, bool):
            self.complain(node.iter, f"`for` over {called(many)}", "Only a list can be gone through.")
        inner = Scope({}, scope)
        self.assign(node.target, element(many), inner)
        facts_inside = without(facts, inner.names)
        if node.test is not None:
            self.kind(node.test, inner, facts_inside)
            facts_inside |= truths(node.test)
        inner.names["loop"] = Loop(element(many))
        self.body(node.body, inner, facts_inside)
        self.body(node.else_, Scope({}, scope), facts)

    def assign(self, target: nodes.Node, kind: Kind, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope.set(target.name, kind)
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self.assign(item, UNKNOWN, scope)

    def macro(self, node: nodes.Macro, scope: Scope) -> None:
        for default in node.defaults:
            self.kind(default, scope, NONE)
        names = {arg.name: UNKNOWN for arg in node.args} | dict.fromkeys(
            ("caller", "varargs", "kwargs"), UNKNOWN
        )
        scope.set(node.name, UNKNOWN)
        self.body(node.body, Scope(names, scope), NONE)

    def block(self, node: nodes.Block, scope: Scope, facts: Facts) -> None:
        versions = self.blocks.get(node.name) or [(self.path, node)]
        # A block sees what its template sees at the top, and what is around it only if it says `scoped`.
        inner = Scope({}, scope if node.scoped else self.top)
        if node.name in self.open:
            before, (self.path, block) = self.path, self.open[node.name]
            self.complain(block, f'the block "{node.name}" comes back to itself', _ROUND)
            self.path = before
            return
        self.open[node.name] = versions[0]
        self.version(versions, inner, facts)
        del self.open[node.name]

    def version(self, versions: list[tuple[str, nodes.Block]], scope: Scope, facts: Facts) -> None:
        (path, block), *below = versions
        before = self.path
        self.path = path
        self.body(block.body, Scope({"super": UNKNOWN}, scope), facts)
        self.path = before
        calls = (call.node for call in kind_below(block, nodes.Call))
        if below and any(isinstance(name, nodes.Name) and name.name == "super" for name in calls):
            self.version(below, scope, facts)

    def include(self, node: nodes.Include, scope: Scope, facts: Facts) -> None:
        assert isinstance(node.template, nodes.Const)
        name = node.template.value
        if name not in self.included:
            before = self.included
            self.included = (*before, name)
            self.template(name, Scope(scope.all()), facts)
            self.included = before

    def imported(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> None:
        assert isinstance(node.template, nodes.Const)
        path = node.template.value
        if path not in self.included:
            before = self.included, self.alone
            self.included, self.alone = (*self.included, path), True
            self.template(path, Scope({}), NONE, imported=True)
            self.included, self.alone = before
        if isinstance(node, nodes.Import):
            scope.set(node.target, Module(path))
            return
        for name in node.names:
            old, new = name if isinstance(name, tuple) else (name, name)
            if old not in self.exports(path):
                self.complain(node, f'{path} has no macro "{old}"', self.meant(old, self.exports(path)))
            scope.set(new, UNKNOWN)
