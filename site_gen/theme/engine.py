"""The one Jinja environment: the dialect of the templates, and how they are compiled.

Autoescape is on for every ending, an undefined name is an error, and templates come from a ThemeFiles
alone. A call of one of our functions is compiled to a plain call of an attribute of the environment, so a
function and an input may have one name, and a call costs no look-up in the context.
"""

import contextlib
import importlib.util
import keyword
import marshal
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from site_gen.digest import digest, digest_bytes
from site_gen.theme.files import ThemeFiles
from site_gen.theme.printing import printed
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, TESTS

_PREFIX = "call_"
_SAID = "said_"
_HTML = "html_"
_CONSTANT = ("t", "asset", "url")
_WRITTEN = frozenset(_PREFIX + name for name in ("asset", "date", "lang_name", "number", "url"))
_KEPT = 500
"""Compiled templates that may lie in the cache: those of a few themes, and some hundred edits."""


_MOST = 20_000
"""What a macro may remember: the cards of an edition of ten thousand stories, in two forms."""


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
                    said = f"{_SAID}{name}_{argument.value.encode().hex()}"
                    return nodes.EnvironmentAttribute(said, lineno=node.lineno)
            node.node = nodes.EnvironmentAttribute(_PREFIX + name, lineno=node.lineno)
        return node


class _Generator(CodeGenerator):
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
        self.write("(" if _is_said(node) or _is_written(node) else "environment.printed(")

    def visit_EnvironmentAttribute(self, node: nodes.EnvironmentAttribute, frame: Frame) -> None:
        self.write("environment." + node.name)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        for n, child in enumerate(node.nodes):
            if isinstance(child, nodes.EnvironmentAttribute) and _is_said(child):
                node.nodes[n] = nodes.EnvironmentAttribute(_HTML + child.name, lineno=child.lineno)
        super().visit_Output(node, frame)

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
    return isinstance(node, nodes.EnvironmentAttribute) and node.name.startswith((_SAID, _HTML))


def _is_written(node: nodes.Node) -> bool:
    """Whether an expression is a call of a function that gives a Written."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.EnvironmentAttribute)
        and node.node.name in _WRITTEN
    )


class _Loop(LoopContext):
    """`loop`, over something whose length is known."""

    def __init__(
        self, iterable: Iterable[Any], undefined: Any, recurse: Any = None, depth0: int = 0
    ) -> None:
        self._items = iterable if type(iterable) is tuple else tuple(iterable)
        self._length: int = len(self._items)
        self._undefined, self._recurse, self.depth0 = undefined, recurse, depth0

    def __iter__(self) -> Iterator[tuple[Any, "_Loop"]]:  # type: ignore[override]
        for self.index0, item in enumerate(self._items):  # noqa: B020  that is what a loop is
            yield item, self

    def _peek_next(self) -> Any:
        return self._items[self.index0 + 1] if self.index0 + 1 < self._length else missing

    @property
    def last(self) -> bool:
        return self.index0 + 1 == self._length

    @property
    def previtem(self) -> Any:
        return self._items[self.index0 - 1] if self.index0 else super().previtem


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
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self.globals = {}


class Codes:
    """Compiled templates, in memory and, given a folder, on the disk.

    An entry on the disk is named by everything that shapes it and begins with the digest of what follows;
    one that does not match is made anew. Entries are put there whole, by renaming.
    """

    def __init__(self, files: ThemeFiles, folder: Path | None) -> None:
        self.files, self.folder = files, folder
        self.known: dict[str, CodeType] = {}
        python = importlib.util.MAGIC_NUMBER
        self.makers = (jinja2.__version__, python, digest_bytes(Path(__file__).read_bytes()))

    def code(self, name: str, engine: "Engine") -> CodeType:
        """The code of the template `name`."""
        if name not in self.known:
            self.known[name] = self._stored(name, engine)
        return self.known[name]

    def _stored(self, name: str, engine: "Engine") -> CodeType:
        source, origin = self.files.files[name], self.files.origins[name]
        if self.folder is None:
            return _compiled(source, name, origin, engine)
        entry = self.folder / digest((name, origin, digest_bytes(source), self.makers))
        try:
            stored = entry.read_bytes()
            if bytes.fromhex(digest_bytes(stored[16:])) == stored[:16]:
                return marshal.loads(stored[16:])
        except (OSError, ValueError, EOFError, TypeError):
            pass
        code = _compiled(source, name, origin, engine)
        data = marshal.dumps(code)
        # It only saves time: where it cannot be kept, the pages are the same without it.
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._tidy(self.folder)
            beside = entry.with_name(f"{entry.name}.{os.getpid()}")
            beside.write_bytes(bytes.fromhex(digest_bytes(data)) + data)
            beside.replace(entry)
        return code

    def _tidy(self, folder: Path) -> None:
        """Empty the folder when it has filled up with what templates were before their edits."""
        entries = list(folder.iterdir())
        if len(entries) >= _KEPT:
            for entry in entries:
                entry.unlink(missing_ok=True)


def _compiled(source: bytes, name: str, origin: str, engine: "Engine") -> CodeType:
    return engine.compile(source.decode("utf-8-sig"), name, origin)


class _Names(dict[str, Any]):
    """Names and their values; one that is not there is `missing`, as Jinja wants it."""

    def __missing__(self, name: str) -> Any:
        return missing


class _Context(Context):
    """The names of a template that is being rendered. An include makes one, so it is made of little."""

    def __init__(
        self,
        environment: jinja2.Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: Any = None,
    ) -> None:
        self.environment, self.name = environment, name
        # Jinja looks into what the template has set, then into what it was handed. Here a name is in one dict.
        self.vars = self.parent = _Names(parent)
        self.resolve_or_missing = self.vars.__getitem__  # type: ignore[method-assign,assignment]
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.blocks = {key: [block] for key, block in blocks.items()} if blocks else {}
        self.out: list[str] = []
        """What has been written."""
        assert isinstance(environment, Engine)
        self.eval_ctx = environment.evaluation

    def written(self, block: Callable[[Context], Iterator[str]]) -> str:
        """What a block writes, where that is not to stand in the page at once."""
        before, self.out = self.out, []
        try:
            next(block(self), None)
            return "".join(self.out)
        finally:
            self.out = before

    def super(self, name: str, current: Callable[[Context], Iterator[str]]) -> Any:
        found = super().super(name, current)
        if isinstance(found, BlockReference):
            return _Block(name, self, found._stack, found._depth)
        return found

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        context = super().derived(locals)
        context.out = self.out  # type: ignore[attr-defined]
        return context


class _Block(BlockReference):
    """`super` and `self.name` in a template: a block that is written where it is called."""

    @property
    def super(self) -> Any:
        found = super().super
        if isinstance(found, BlockReference):
            return _Block(self.name, self._context, self._stack, found._depth)
        return found

    def __call__(self) -> str:
        assert isinstance(self._context, _Context)
        return Markup(self._context.written(self._stack[self._depth]))


class _Self(TemplateReference):
    """`self` in a template."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._blocks = context

    def __getitem__(self, name: str) -> Any:
        return _Block(name, self._blocks, self._blocks.blocks[name], 0)


class _Template(jinja2.Template):
    def new_context(
        self, vars: Any = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        # There are no globals to be added: what a template can call are attributes of the environment.
        context = _Context(self.environment, vars or {}, self.name, self.blocks)
        if locals:
            context.vars.update([(key, value) for key, value in locals.items() if value is not missing])
        return context

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What an import finds here: the macros, each of which remembers what it has written."""
        if self._module is None:
            self._module = self.make_module()
            for name, value in list(vars(self._module).items()):
                if isinstance(value, Macro):
                    setattr(self._module, name, _Remembered(value))
        return self._module


class _Remembered:
    """A macro that writes each thing once.

    A macro is imported without context, and everything that it can call is a function of its arguments: so
    for equal arguments it writes the same. A story stands in some ten lists, and its card is by far the most
    of what they are.
    """

    __slots__ = ("known", "macro", "names")

    def __init__(self, macro: Macro) -> None:
        self.macro = macro
        self.names = macro.arguments
        self.known: dict[Any, str] = {}

    def __call__(self, *arguments: Any, **words: Any) -> str:
        if words:
            names = self.names[len(arguments) :]
            try:
                if len(words) != len(names):
                    raise KeyError
                arguments += tuple([words[name] for name in names])
            except KeyError:  # some have a default, or it is a mistake
                return self.macro(*arguments, **words)
        # With their types, for 1, 1.0 and true are equal, and so are a text and the same as markup.
        kinds = tuple(map(type, arguments))
        try:
            key = (arguments, kinds)
            found = self.known.get(key)
        except TypeError:  # a list, say, has no hash
            return self.macro(*arguments)
        if found is None:
            found = self.macro(*arguments)
            if Macro in kinds:
                return found  # what stands between `call` and `endcall` sees more than it is handed
            if len(self.known) >= _MOST:
                self.known.clear()
            self.known[key] = found
        return found


class Engine(Dialect):
    """The environment of one language: its functions are the only thing a template can call."""

    code_generator_class = _Generator
    context_class = _Context
    template_class = _Template

    def __init__(self, codes: Codes, functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__()
        self.codes = codes
        self.loaded: dict[str, jinja2.Template] = {}
        self.printed, self.loop, self.reference = printed, _Loop, _Self
        self.evaluation = nodes.EvalContext(self)
        """One for all contexts: nothing in a template may change how it is evaluated."""
        for name, function in functions.items():
            setattr(self, _PREFIX + name, function)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Calls().visit(super()._parse(source, name, filename))

    def __getattr__(self, name: str) -> Any:
        """What a call of one of our functions with one text gives, and its HTML: see `_Calls`."""
        if name.startswith(_HTML):
            said = printed(getattr(self, name.removeprefix(_HTML)))
        elif name.startswith(_SAID):
            function, _, text = name.removeprefix(_SAID).rpartition("_")
            said = getattr(self, _PREFIX + function)(bytes.fromhex(text).decode())
        else:
            raise AttributeError(name)
        setattr(self, name, said)
        return said

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        # On the line of the imports: the lines of what follows are told where a mistake is.
        code = super()._generate(source, name, filename, defer_init)
        ours = "LoopContext, TemplateReference = environment.loop, environment.reference"
        return code.replace("\n", f"; {ours}\n", 1)

    def written(self, name: str, variables: dict[str, Any]) -> str:
        """The text of the template at the path `name`."""
        template = self.get_template(name)
        context = _Context(self, variables, template.name, template.blocks)
        next(template.root_render_func(context), None)
        return "".join(context.out)

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:
        """The template at the path `name`; a KeyError for one that the theme does not have."""
        found = self.loaded.get(name)
        if found is None:
            found = self.template_class.from_code(self, self.codes.code(name, self), {})
            self.loaded[name] = found
        return found
