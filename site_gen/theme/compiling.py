"""Templates → Python: the dialect, and Jinja's compiler with less to do on every page.

Autoescape is on for every ending, an undefined name is an error. A call of one of our functions is compiled to
a plain call of an attribute of the environment, so a function and an input may have one name, and a call costs
no look-up in the context.
"""

import keyword
import marshal
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, generate
from jinja2.lexer import TokenStream
from jinja2.visitor import NodeTransformer

from site_gen.digest import digest_bytes
from site_gen.theme import flattening, vocabulary
from site_gen.theme.files import ThemeFiles
from site_gen.theme.printing import of_printable
from site_gen.theme.trees import below
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, TESTS

PREFIX: Final = "call_"
"""Before the name of a function, as an attribute of the environment."""
SAID: Final = "said_"
"""Before the name of a function and its one argument, in hexadecimal digits: what that call gives."""
HTML: Final = "html_"
"""Before one of those: what it is in a page."""
ORIGINS: Final = "origins"
"""The name in a template's code of the files that its lines come from."""

_CONSTANT: Final = ("t", "asset", "url")
_WRITTEN: Final = frozenset(PREFIX + name for name in ("asset", "date", "lang_name", "number", "url"))
_AT_HAND: Final = ("printed", "joined", *(PREFIX + name for name in FUNCTIONS))
"""Attributes of the environment that a template's code takes once: asked for each time, they cost six times as much."""
_TAKEN: Final = "; ".join(f"{name} = environment.{name}" for name in _AT_HAND)

_TEXTUAL: Final = frozenset(
    "capitalize escape indent lower replace string trim truncate upper urlencode wordcount".split()  # noqa: SIM905
)


class Dialect(jinja2.Environment):
    """The settings. Templates can be parsed with it, not rendered."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=0,
            # It folds constants, of which layouts have few, and takes seconds over a long chain of filters.
            optimized=False,
        )
        self.code_generator_class = Generator
        # Some ask at each call whether they are to wait for something: nothing here does.
        filters = {name: getattr(self.filters[name], "__wrapped__", self.filters[name]) for name in FILTERS}
        self.filters = filters | {name: of_printable(filters[name]) for name in _TEXTUAL}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals = {}

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        """What the parser reads. Jinja takes the source apart anew for each who asks."""
        return TokenStream(self.lexer.wrap(lexed(source), name, filename), name, filename)


class _Calls(NodeTransformer):
    """Turns the callee of `date(…)` from a variable into an attribute of the environment.

    A call with one text that stands in the template, `t('tags')`, says the same on every page of a language:
    it becomes an attribute itself, and is called when it is first read (see `Engine.__getattr__`).
    """

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            name = node.node.name
            if name in _CONSTANT and len(node.args) == 1 and not node.kwargs:
                argument = node.args[0]
                if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                    said = f"{SAID}{name}_{argument.value.encode().hex()}"
                    return nodes.EnvironmentAttribute(said, lineno=node.lineno)
            node.node = nodes.EnvironmentAttribute(PREFIX + name, lineno=node.lineno)
        return node


class Generator(CodeGenerator):
    """Jinja's compiler, with calls of our functions, our escaping, and pages that leave in one piece.

    Jinja yields every piece of text through all the blocks and includes above it, one by one. Here all of a
    page's templates and blocks write into one list, `out` of their context, and yield nothing.
    """

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self._shared: set[str | None] = set()
        """The names that `out` has in the functions written so far; other buffers are macros' and the like."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        if frame.buffer is None:
            frame.buffer = self.temporary_identifier()
            self._shared.add(frame.buffer)
            self.writeline(f"{frame.buffer} = context.out")
        super().blockvisit(nodes, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(" if _is_said(node) or _is_written(node) else "printed(")

    def visit_EnvironmentAttribute(self, node: nodes.EnvironmentAttribute, frame: Frame) -> None:
        self.write(node.name if node.name in _AT_HAND else "environment." + node.name)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        children = [
            nodes.EnvironmentAttribute(HTML + child.name, lineno=child.lineno)
            if isinstance(child, nodes.EnvironmentAttribute) and _is_said(child)
            else child
            for child in node.nodes
        ]
        super().visit_Output(nodes.Output(children, lineno=node.lineno), frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        if frame.toplevel and self.has_known_extends:
            return
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        block = f"context.blocks[{node.name!r}]"
        if node.required:
            self.writeline(f"if len({block}) <= 1: raise TemplateRuntimeError(", node)
            self.write(f'"Required block {node.name!r} not found")')
        if frame.buffer in self._shared:
            self.writeline(f"next({block}[0]({context}), None)", node)
        else:
            self.writeline(f"{frame.buffer}.append({context}.written({block}[0]))", node)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        # `read_templates` lets no other includes through than those of a literal, with the context.
        self.writeline("template = environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        names = self.dump_local_context(frame)
        self.writeline(f"included = template.new_context(context.get_all(), True, {names})")
        self.writeline(f"included.out = {frame.buffer}")
        self.writeline("next(template.root_render_func(included), None)")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").html" if _is_written(node) else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        # `.` reads a field and `[…]` an entry. Jinja tries the one and then the other, at several times the cost.
        self.write("(")
        self.visit(node.node, frame)
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            self.write(f")[{node.attr!r}]")  # a block
        else:
            self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        # A plain call: nothing that a template can call asks for Jinja's context.
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for word in node.kwargs:
            if keyword.iskeyword(word.key):
                self.write(f"**{{{word.key!r}: ")
                self.visit(word.value, frame)
                self.write("}, ")
            else:
                self.visit(word, frame)
                self.write(", ")
        self.write(")")


def _is_said(node: nodes.Node) -> bool:
    return isinstance(node, nodes.EnvironmentAttribute) and node.name.startswith((SAID, HTML))


def _is_written(node: nodes.Node) -> bool:
    """Whether an expression is a call of a function that gives a Written."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.EnvironmentAttribute)
        and node.node.name in _WRITTEN
    )


DIALECT: Final = Dialect()


@lru_cache(500)
def lexed(source: str) -> tuple[tuple[int, str, str], ...]:
    """The parts of a template: the line, the kind and the text of each. A TemplateSyntaxError where it has none."""
    return tuple(DIALECT.lexer.tokeniter(source, None))


@lru_cache(500)
def parsed(source: str, name: str) -> nodes.Template:
    """The syntax tree of a template, to be looked at and not to be changed. A TemplateSyntaxError where it has none."""
    return DIALECT.parse(source, name)


@lru_cache(500)
def compiled(source: bytes, name: str, origin: str) -> bytes:
    """The code of a template, marshalled, to be run by an Engine. A TemplateSyntaxError for what Jinja finds wrong with it."""
    return _compiled(_ready(source, name), name, [origin])


def compiled_layout(name: str, files: ThemeFiles) -> bytes:
    """The code of the layout at the path `name` and of all that it is made of, as one template where that can be.

    Where it cannot be, it can be compiled piece by piece; a TemplateSyntaxError and what else `compiled` raises if not.
    """
    try:
        tree, parts = flattening.flattened(name, lambda path: _ready(files.files[path], path))
        return _compiled(tree, name, [files.origins[path] for path in parts])
    except (
        flattening.Unfit,
        RecursionError,
        SyntaxError,
        MemoryError,
    ):  # the latter where it nests too deeply
        codes = [compiled(files.files[path], path, files.origins[path]) for path in made_of(name, files)]
        return codes[0]


def made_of(name: str, files: ThemeFiles) -> list[str]:
    """The paths of all that the code of a layout is made from: the layout, what it extends or includes, and so on."""
    found = {name: None}
    waiting = [name]
    while waiting:
        path = waiting.pop()
        for node in below(parsed(files.files[path].decode("utf-8-sig"), path)):
            if isinstance(node, nodes.Extends | nodes.Include) and isinstance(node.template, nodes.Const):
                reference = node.template.value
                if reference not in found:
                    found[reference] = None
                    waiting.append(reference)
    return list(found)


def _ready(source: bytes, name: str) -> nodes.Template:
    """A tree of one's own, in which all that a template can call is an attribute of the environment."""
    tree: nodes.Template = _Calls().visit(_copy(parsed(source.decode("utf-8-sig"), name)))
    return tree


def _copy(node: nodes.Node) -> nodes.Node:
    """A tree like this one. To read a template takes ten times as long."""
    copy = object.__new__(type(node))
    for field in node.fields:
        value = getattr(node, field)
        if isinstance(value, nodes.Node):
            value = _copy(value)
        elif isinstance(value, list):
            value = [_copy(one) if isinstance(one, nodes.Node) else one for one in value]
        setattr(copy, field, value)
    for attribute in node.attributes:
        setattr(copy, attribute, getattr(node, attribute))
    return copy


def _compiled(tree: nodes.Template, name: str, origins: list[str]) -> bytes:
    python = generate(tree, DIALECT, name, origins[0], optimized=False)
    assert python is not None
    # On the line of the imports: the lines of what follows are told where a mistake is.
    ours = f"LoopContext, TemplateReference = environment.loop, environment.reference; {_TAKEN}; {ORIGINS} = {origins!r}"
    return marshal.dumps(compile(python.replace("\n", f"; {ours}\n", 1), origins[0], "exec"))


def line_in(names: dict[str, Any], line: int) -> tuple[str, int]:
    """The file and the line in it of what Jinja takes for a line of a template whose code has these `names`."""
    place, line = divmod(line, flattening.LINES)
    return names[ORIGINS][place], line


def own_digest() -> str:
    """The digest of what compiles: what it made before it was changed is of no use."""
    files = (__file__, flattening.__file__, vocabulary.__file__)
    return digest_bytes(b"".join(Path(file).read_bytes() for file in files))
