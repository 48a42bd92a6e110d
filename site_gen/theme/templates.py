"""What each template refers to, read from its text: other templates, strings and assets.

A layout's closure must be known without running it. So whatever is referred to is a literal, and anything
that would need a guess (a computed name, a conditional `extends`, a function under another name) is a
Problem at its line.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec
from jinja2 import TemplateSyntaxError, nodes

from site_gen.errors import Problem, nearest
from site_gen.theme.compiling import parsed
from site_gen.theme.files import FOLDERS, ThemeFiles
from site_gen.theme.quoting import check_quoting
from site_gen.theme.trees import below, kind_below
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, LITERAL, TESTS, is_inward


class Reference(msgspec.Struct, frozen=True):
    """One name in quotes."""

    name: str
    line: int
    values: frozenset[str] = frozenset()
    """Of a string: the names of the values it is given."""


class Template(msgspec.Struct, frozen=True):
    """What one template refers to."""

    path: str
    templates: tuple[Reference, ...]
    """Those it extends, includes and imports."""
    imports: frozenset[str]
    """The names of those that it imports."""
    strings: tuple[Reference, ...]
    assets: tuple[Reference, ...]


_TEMPLATES: Final = ("layouts", "partials")
_UNSAFE: Final = {
    "safe": "Only `body` and `texts` are HTML; everything else is text, and is escaped.",
    "forceescape": "Everything is escaped anyway.",
    "random": "A page must come out the same every time; pick(mark, n, k) draws from a story's mark.",
    "attr": "Write the field's name: card.title.",
    "xmlattr": "Write the attributes out.",
    "urlize": "Links in a text are made where it is read, not in a layout.",
}


def read_templates(files: ThemeFiles) -> tuple[dict[str, Template], list[Problem]]:
    """Every template of every layer by its path, and what is wrong with them."""
    problems: list[Problem] = []
    found: dict[str, Template] = {}
    known: dict[str, Template | None] = {}
    for path in filter(is_template, sorted(files.files)):
        # A file is there under two names, its own and its layer's, and read once.
        origin = files.origins[path]
        if origin not in known:
            known[origin] = read_template(path, files, problems)
        template = known[origin]
        if template is not None:
            found[path] = msgspec.structs.replace(template, path=path)
    problems += _circles(found, files)
    return found, problems


def reached(paths: Iterable[str], templates: Mapping[str, Template]) -> list[str]:
    """The templates at `paths` and all that they are made of, directly and through others, each once."""
    found: dict[str, None] = {}
    waiting = [*paths]
    while waiting:
        path = waiting.pop()
        if path not in found and path in templates:
            found[path] = None
            waiting += [reference.name for reference in templates[path].templates]
    return list(found)


def is_template(path: str) -> bool:
    """Whether the file at this path of a ThemeFiles is a template."""
    parts = path.split("/")
    return parts[0] in _TEMPLATES or (len(parts) > 2 and parts[1] in _TEMPLATES and parts[0] not in FOLDERS)


def _circles(templates: dict[str, Template], files: ThemeFiles) -> Iterator[Problem]:
    """Templates that reach themselves."""
    done: set[str] = set()

    def walk(path: str, above: tuple[str, ...]) -> Iterator[Problem]:
        for reference in templates[path].templates if path in templates else ():
            if reference.name in (*above, path):
                where = files.at(path, reference.line)
                yield Problem(
                    where, f'"{reference.name}" comes back to itself', "Delete one of the references."
                )
            elif reference.name not in done:
                yield from walk(reference.name, (*above, path))
        done.add(path)

    for path in templates:
        yield from walk(path, ())


def read_template(path: str, files: ThemeFiles, problems: list[Problem]) -> Template | None:
    """What the template at `path` refers to; None if it cannot be read at all."""
    tree = parse(path, files, problems)
    if tree is None:
        return None
    reading = _Reading(path, files, problems)
    try:
        problems += check_quoting(path, files)
        reading.template(tree)
    except RecursionError:
        problems.append(too_deep(path, files))
    return Template(
        path,
        tuple(reading.templates),
        frozenset(reading.imports),
        tuple(reading.strings),
        tuple(reading.assets),
    )


def parse(path: str, files: ThemeFiles, problems: list[Problem]) -> nodes.Template | None:
    """The syntax tree of a template; None, and a Problem, if it has none."""
    data = files.files[path]
    try:
        return parsed(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        where = files.at(path, data.count(b"\n", 0, error.start) + 1)
        problems.append(Problem(where, "not UTF-8", "Save it as UTF-8."))
    except TemplateSyntaxError as error:
        problems.append(syntax_problem(path, error, files))
    except RecursionError:
        problems.append(too_deep(path, files))
    return None


def too_deep(path: str, files: ThemeFiles) -> Problem:
    """Of a template in which more is within each other than Python can follow."""
    return Problem(files.at(path), "nested too deeply", "Write it flatter.")


def syntax_problem(path: str, error: TemplateSyntaxError, files: ThemeFiles) -> Problem:
    """Jinja's own complaint: its first sentence, and its last as the hint."""
    message, _, hint = (error.message or "not readable").rstrip(".").partition(". ")
    message = message[0].lower() + message[1:]
    return Problem(files.at(path, error.lineno), message, hint and hint.split(". ")[-1] + ".")


class _Reading:
    """One pass over one syntax tree."""

    def __init__(self, path: str, files: ThemeFiles, problems: list[Problem]) -> None:
        self.path, self.files, self.problems = path, files, problems
        self.templates: list[Reference] = []
        self.imports: set[str] = set()
        self.strings: list[Reference] = []
        self.assets: list[Reference] = []
        self.functions: dict[int, nodes.Call] = {}

    def complain(self, node: nodes.Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.files.at(self.path, node.lineno), message, hint))

    def template(self, tree: nodes.Template) -> None:
        top = {id(node) for node in tree.body}
        extends = 0
        blocks: set[str] = set()
        for node in below(tree):
            if isinstance(node, nodes.Extends):
                extends += 1
                if id(node) not in top or extends > 1:
                    self.complain(
                        node, "`extends` under a condition, or a second one", "Write it once, on top."
                    )
            if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
                self.reference(node)
            elif isinstance(node, nodes.Block):
                if node.name in blocks:
                    self.complain(node, f'a second block "{node.name}"', "Give one of them another name.")
                blocks.add(node.name)
            elif isinstance(node, nodes.Call):
                self.call(node)
            elif isinstance(node, nodes.Filter):
                self.filter(node)
            elif isinstance(node, nodes.Test) and node.name not in TESTS:
                self.complain(node, f'unknown test "{node.name}"', _meant(node.name, TESTS))
            elif isinstance(node, nodes.ScopedEvalContextModifier | nodes.EvalContextModifier):
                self.complain(node, "`autoescape` is always on", "Delete the tag.")
            elif isinstance(node, nodes.Getattr) and is_inward(node.attr):
                self.complain(node, f'"{node.attr}" is not for templates', "")
            elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
                if isinstance(node.arg.value, str) and is_inward(node.arg.value):
                    self.complain(node, f'"{node.arg.value}" is not for templates', "")
            elif isinstance(node, nodes.Macro) and node.name in FUNCTIONS:
                self.complain(node, f'a macro "{node.name}"', "A function has this name; choose another.")
        self.aliases(tree)
        if extends:
            self.outside(tree)

    def outside(self, tree: nodes.Template) -> None:
        """Complain about what stands outside of all blocks in a template that extends another."""
        for node in tree.body:
            for child in node.nodes if isinstance(node, nodes.Output) else ():
                if not isinstance(child, nodes.TemplateData) or child.data.strip():
                    self.complain(child, "outside of all blocks, so never shown", "Put it into a block.")
                    return

    def reference(self, node: nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport) -> None:
        word = type(node).__name__.lower().replace("fromimport", "import")
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            self.complain(node, f"`{word}` of a computed name", "Write the name in quotes; choose with `if`.")
            return
        if isinstance(node, nodes.Include) and node.ignore_missing:
            self.complain(node, "`ignore missing`", "Include a partial that exists, or none.")
        if isinstance(node, nodes.Include) and not node.with_context:
            self.complain(node, "`include … without context`", "Import a macro and call it.")
        if isinstance(node, nodes.Import | nodes.FromImport) and node.with_context:
            self.complain(node, "`import … with context`", "Hand to the macro what it needs.")
        if isinstance(node, nodes.FromImport):
            for name in node.names:
                new = name[1] if isinstance(name, tuple) else name
                if new in FUNCTIONS:
                    self.complain(
                        node, f'a macro "{new}"', "A function has this name; import it `as` another."
                    )
        name = node.template.value
        if name not in self.files.files or not is_template(name):
            known = [path for folder in ("layouts", "partials") for path in self.files.under(folder)]
            close = next((path for path in known if path.endswith("/" + name)), "") or nearest(name, known)
            hint = f'Did you mean "{close}"?' if close else "Names begin at the theme: partials/card.html."
            self.complain(node, f'no template "{name}"', hint)
            return
        self.templates.append(Reference(name, node.lineno))
        if isinstance(node, nodes.Import | nodes.FromImport):
            self.imports.add(name)

    def call(self, node: nodes.Call) -> None:
        if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
            return
        name = node.node.name
        self.functions[id(node.node)] = node
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self.complain(node, f"`*` in a call of {name}", "Write each value out.")
            return
        if name not in LITERAL:
            return
        first = node.args[0] if node.args else None
        if not isinstance(first, nodes.Const) or not isinstance(first.value, str):
            hint = f"Write it in quotes, as in {FUNCTIONS[name].call}; choose with `if`."
            self.complain(node, f"{name}() of a computed name", hint)
            return
        if len(node.args) > 1:
            self.complain(node, f"{name}() takes one name", f"As in {FUNCTIONS[name].call}.")
        given = frozenset(word.key for word in node.kwargs)
        (self.strings if name == "t" else self.assets).append(Reference(first.value, node.lineno, given))

    def filter(self, node: nodes.Filter) -> None:
        names = [(node.name, _UNSAFE.get(node.name, ""))]
        if node.name in ("map", "select", "reject", "selectattr", "rejectattr") and node.args:
            # Their first argument names a filter or a test, or an attribute that one is asked of.
            first = node.args[0]
            if not isinstance(first, nodes.Const):
                self.complain(node, f"`{node.name}` of a computed name", "Write the name in quotes.")
            elif node.name == "map":
                names.append((first.value, _UNSAFE.get(first.value, "")))
        for name, hint in names:
            if name not in FILTERS:
                self.complain(node, f'no filter "{name}"', hint or _meant(str(name), FILTERS))

    def aliases(self, tree: nodes.Template) -> None:
        """Complain about functions that are used in any other way than being called."""
        names = kind_below(tree, nodes.Name)
        assigned = {name.name for name in names if name.ctx in ("store", "param")}
        for node in names:
            if node.ctx != "load" or node.name not in LITERAL or id(node) in self.functions:
                continue
            if node.name not in assigned:
                self.complain(
                    node,
                    f"`{node.name}` without a call",
                    f"Call it where it is used: {FUNCTIONS[node.name].call}.",
                )


def _meant(name: str, known: list[str]) -> str:
    close = nearest(name, known)
    return f'Did you mean "{close}"?' if close else "docs/themes.md lists what there is."
