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
from jinja2.runtime import Context, Macro, missing
from jinja2.visitor import NodeTransformer

from site_gen.digest import digest, digest_bytes
from site_gen.theme.escaping import printed
from site_gen.theme.files import ThemeFiles
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, TESTS

_PREFIX = "call_"
_KEPT = 500
"""Compiled templates that may lie in the cache: those of a few themes, and some hundred edits."""


_MOST = 20_000
"""What a macro may remember: the cards of an edition of ten thousand stories, in two forms."""


class _Calls(NodeTransformer):
    """Turns the callee of `date(…)` from a variable into an attribute of the environment."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            node.node = nodes.EnvironmentAttribute(_PREFIX + node.node.name, lineno=node.lineno)
        return node


class _Generator(CodeGenerator):
    """Jinja's compiler, with calls of our functions, our escaping, and pages that leave in one piece."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        # The outermost statements of a template or block. Jinja yields every piece of text through all the
        # blocks and includes above it, one by one; here they are gathered first.
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

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
        self.environment, self.parent, self.name = environment, parent, name
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.blocks = {key: [block] for key, block in blocks.items()} if blocks else {}
        assert isinstance(environment, Engine)
        self.eval_ctx = environment.evaluation


class _Template(jinja2.Template):
    def new_context(
        self, vars: Any = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        # There are no globals to be added: what a template can call are attributes of the environment.
        names = vars or {}
        if locals:
            names = {**names, **{key: value for key, value in locals.items() if value is not missing}}
        return _Context(self.environment, names, self.name, self.blocks)

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

    __slots__ = ("known", "macro")

    def __init__(self, macro: Macro) -> None:
        self.macro = macro
        self.known: dict[Any, str] = {}

    def __call__(self, *arguments: Any, **words: Any) -> str:
        # With their types, for 1, 1.0 and true are equal, and so are a text and the same as markup.
        kinds = (*map(type, arguments), *map(type, words.values()))
        try:
            key = (arguments, tuple(words.items()), kinds)
            found = self.known.get(key)
        except TypeError:  # a list, say, has no hash
            return self.macro(*arguments, **words)
        if found is None:
            found = self.macro(*arguments, **words)
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
        self.printed = printed
        self.evaluation = nodes.EvalContext(self)
        """One for all contexts: nothing in a template may change how it is evaluated."""
        for name, function in functions.items():
            setattr(self, _PREFIX + name, function)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Calls().visit(super()._parse(source, name, filename))

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:
        """The template at the path `name`; a KeyError for one that the theme does not have."""
        found = self.loaded.get(name)
        if found is None:
            found = self.template_class.from_code(self, self.codes.code(name, self), {})
            self.loaded[name] = found
        return found
