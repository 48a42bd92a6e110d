"""What a template's expressions are, and what is wrong inside of them."""

from collections.abc import Iterable, Mapping
from typing import Final

from jinja2 import nodes

from site_gen.errors import nearest
from site_gen.theme.dates import STYLES
from site_gen.theme.facts import Facts, path_of, truths, untruths
from site_gen.theme.kinds import (
    UNKNOWN,
    Entries,
    Kind,
    Loop,
    Many,
    Maybe,
    Module,
    called,
    element,
    field,
    merged,
    surely,
)
from site_gen.theme.vocabulary import FUNCTIONS

_RESULTS: Final[dict[str, Kind]] = {
    **dict.fromkeys(FUNCTIONS, str),
    "pick": int,
    "range": Many(int),
    "namespace": UNKNOWN,
}
_FIRST: Final[dict[str, tuple[Kind, ...]]] = {
    "date": (str,),
    "url": (str,),
    "lang_name": (str,),
    "json_ld": (str,),
    "pick": (str,),
    "number": (int,),
}
"""What the first argument of a function has to be."""

_SAME: Final = (
    "default",
    "list",
    "reverse",
    "sort",
    "unique",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
)
_ONE: Final = ("first", "last", "min", "max")
_TEXT: Final = (
    "capitalize escape indent join lower replace string tojson trim truncate upper urlencode".split()  # noqa: SIM905
)
_NUMBER: Final = ("count", "int", "length", "wordcount")
_BY_FIELD: Final = ("selectattr", "rejectattr", "groupby")


class Scope:
    """The names that are known at a place, and what they are."""

    def __init__(self, names: Mapping[str, Kind], outer: "Scope | None" = None) -> None:
        self.names, self.outer = dict(names), outer

    def find(self, name: str) -> Kind | None:
        """What `name` is; None if it is unknown."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None

    def set(self, name: str, kind: Kind) -> None:
        """Give a name a value, which may not be its first here."""
        known = self.names.get(name)
        self.names[name] = kind if known is None else merged(known, kind)

    def all(self) -> dict[str, Kind]:
        """Every name that can be seen from here."""
        return {**(self.outer.all() if self.outer else {}), **self.names}


class Expressions:
    """The expressions of one layout. What is wrong is told to `complain`, at the expression's node."""

    blocks: Mapping[str, object]
    """Those of the template that is looked at, by their names."""

    def complain(self, node: nodes.Node, message: str, hint: str = "") -> None:
        """Say what is wrong at a node."""
        raise NotImplementedError

    def exports(self, path: str) -> set[str]:
        """The names that an import finds in a template."""
        raise NotImplementedError

    def handed(self) -> str:
        """A sentence that says what the layout is handed."""
        raise NotImplementedError

    def kind(self, node: nodes.Node | None, scope: Scope, facts: Facts) -> Kind:
        """What an expression is; what is wrong inside of it is complained about."""
        match node:
            case None:
                return UNKNOWN
            case nodes.Const():
                return type(node.value) if node.value is not None else UNKNOWN
            case nodes.Name():
                return self.name(node, scope, facts)
            case nodes.Getattr():
                return self.field(node, scope, facts)
            case nodes.Getitem():
                return self.item(node, scope, facts)
            case nodes.Call():
                return self.call(node, scope, facts)
            case nodes.Filter():
                return self.filter(node, scope, facts)
            case nodes.And():
                self.kind(node.left, scope, facts)
                self.kind(node.right, scope, facts | truths(node.left))
                return UNKNOWN
            case nodes.Or():
                left = self.kind(node.left, scope, facts)
                right = self.kind(node.right, scope, facts | untruths(node.left))
                return merged(surely(left), right)
            case nodes.CondExpr():
                self.kind(node.test, scope, facts)
                one = self.kind(node.expr1, scope, facts | truths(node.test))
                other = self.kind(node.expr2, scope, facts | untruths(node.test))
                return merged(one, other)
            case nodes.List() | nodes.Tuple():
                kinds = {self.kind(item, scope, facts) for item in node.items}
                return Many(kinds.pop() if len(kinds) == 1 else UNKNOWN)
            case nodes.Compare() | nodes.Not() | nodes.Test():
                self.inside(node, scope, facts)
                return bool
            case nodes.Concat():
                self.inside(node, scope, facts)
                return str
            case nodes.BinExpr():
                left, right = self.kind(node.left, scope, facts), self.kind(node.right, scope, facts)
                return left if left == right and left in (int, str) and node.operator in "+-*//%" else UNKNOWN
            case _:
                self.inside(node, scope, facts)
                return UNKNOWN

    def inside(self, node: nodes.Node, scope: Scope, facts: Facts) -> None:
        for child in node.iter_child_nodes():
            self.kind(child, scope, facts)

    def sure(self, node: nodes.Node, kind: Kind) -> Kind:
        """The Kind of a value that is used as if it were there."""
        if isinstance(kind, Maybe):
            words = path_of(node) or called(kind.kind)
            self.complain(node, f"{words} may be missing", f"Ask first: {{% if {words} %}}.")
        return surely(kind)

    def name(self, node: nodes.Name, scope: Scope, facts: Facts) -> Kind:
        kind = scope.find(node.name)
        if kind is None:
            if node.name == "self":
                return UNKNOWN
            if node.name in FUNCTIONS:
                hint = f"A function is called: {FUNCTIONS[node.name].call}."
            else:
                names = [name for name, known in scope.all().items() if not isinstance(known, Loop)]
                hint = self.meant(node.name, names) or self.handed()
            self.complain(node, f'"{node.name}" is not known here', hint)
            return UNKNOWN
        return surely(kind) if node.name in facts else kind

    def meant(self, name: str, known: Iterable[str]) -> str:
        close = nearest(name, known)
        return f'Did you mean "{close}"?' if close else ""

    def field(self, node: nodes.Getattr, scope: Scope, facts: Facts) -> Kind:
        kind = self.kind(node.node, scope, facts)
        if isinstance(node.node, nodes.Name) and node.node.name == "self" and node.attr not in self.blocks:
            self.complain(node, f'no block "{node.attr}"', self.meant(node.attr, self.blocks))
        if isinstance(kind, Module):
            if node.attr not in self.exports(kind.path):
                exports = self.exports(kind.path)
                self.complain(node, f'{kind.path} has no macro "{node.attr}"', self.meant(node.attr, exports))
            return UNKNOWN
        found, message, hint = field(self.sure(node.node, kind), node.attr)
        if message:
            self.complain(node, message, hint)
        path = path_of(node)
        return surely(found) if path in facts else found

    def item(self, node: nodes.Getitem, scope: Scope, facts: Facts) -> Kind:
        kind = surely(self.kind(node.node, scope, facts))
        if isinstance(node.arg, nodes.Slice):
            self.inside(node.arg, scope, facts)
            return kind
        self.kind(node.arg, scope, facts)
        if isinstance(kind, Entries):
            return kind.of
        return element(kind)

    def call(self, node: nodes.Call, scope: Scope, facts: Facts) -> Kind:
        for argument in (*node.kwargs, node.dyn_args, node.dyn_kwargs):
            self.kind(argument.value if isinstance(argument, nodes.Keyword) else argument, scope, facts)
        kinds = [self.sure(argument, self.kind(argument, scope, facts)) for argument in node.args]
        if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
            callee = node.node
            self.kind(callee, scope, facts)
            if isinstance(callee, nodes.Getattr) and callee.attr == "items":
                return Many(UNKNOWN)
            return UNKNOWN
        name = node.node.name
        wanted = _FIRST.get(name, ())
        if not kinds:
            if wanted:
                self.complain(node, f"{name}() of nothing", f"As in {FUNCTIONS[name].call}.")
        elif wanted and kinds[0] is not UNKNOWN and kinds[0] not in wanted:
            self.complain(node, f"{name}() of {called(kinds[0])}", f"It takes {called(wanted[0])}.")
        if name == "date" and len(node.args) > 1 and isinstance(node.args[1], nodes.Const):
            style = node.args[1].value
            if style not in STYLES:
                hint = self.meant(str(style), STYLES) or f"One of: {', '.join(STYLES)}."
                self.complain(node, f'no date style "{style}"', hint)
        return _RESULTS[name]

    def filter(self, node: nodes.Filter, scope: Scope, facts: Facts) -> Kind:
        kind = surely(self.kind(node.node, scope, facts))
        for argument in (*node.args, *(word.value for word in node.kwargs)):
            self.kind(argument, scope, facts)
        attribute = self.attribute(node, element(kind))
        if node.name == "map":
            return Many(attribute if attribute is not None else UNKNOWN)
        if node.name in _SAME:
            return kind
        if node.name in _ONE:
            return element(kind)
        if node.name in ("batch", "slice"):
            return Many(kind)
        if node.name in _TEXT:
            return str
        return int if node.name in _NUMBER else UNKNOWN

    def attribute(self, node: nodes.Filter, kind: Kind) -> Kind | None:
        """What the field is that a filter is told to look at; None if it is told none."""
        named = [word.value for word in node.kwargs if word.key == "attribute"]
        if node.name in _BY_FIELD:
            named += node.args[:1]
        for value in named:
            if isinstance(value, nodes.Const) and isinstance(value.value, str):
                for part in value.value.split("."):
                    kind, message, hint = field(surely(kind), part)
                    if message:
                        self.complain(node, message, hint)
                return kind
        return None
