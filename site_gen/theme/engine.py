"""The environment that templates run in, of each language, and what is kept of compiling them.

Templates come from a ThemeFiles alone.
"""

import contextlib
import importlib.util
import marshal
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any, Final

import jinja2
from jinja2.nodes import EvalContext

from site_gen.digest import digest, digest_bytes
from site_gen.theme.compiling import (
    HTML,
    PREFIX,
    SAID,
    Dialect,
    compiled,
    compiled_layout,
    made_of,
    own_digest,
)
from site_gen.theme.files import ThemeFiles
from site_gen.theme.flattening import MACRO, MODULE
from site_gen.theme.printing import joined, printed
from site_gen.theme.running import Loop, PageContext, Self, Template
from site_gen.theme.vocabulary import is_inward

OFTEN: Final = ("layouts/article.html", "layouts/list.html")
"""The layouts of nearly all pages of a newspaper: written out as one template each (see `flattening`), which takes as long
as to print a hundred pages, and saves a quarter of each."""
_KEPT: Final = 500
"""Compiled templates that may lie in the cache: those of a few themes, and some hundred edits."""


class Codes:
    """Compiled templates, in memory and, given a folder, on the disk.

    An entry on the disk is named by everything that shapes it and begins with the digest of its name and of what
    follows; one that does not match is made anew. Entries are put there whole, by renaming.
    """

    def __init__(self, files: ThemeFiles, folder: Path | None) -> None:
        self.files, self.folder = files, folder
        self.known: dict[str, CodeType] = {}
        python = importlib.util.MAGIC_NUMBER
        self.makers = (jinja2.__version__, python, own_digest())

    def code(self, name: str) -> CodeType:
        """The code of the template `name`, by itself."""
        if name not in self.known:
            source, origin = self.files.files[name], self.files.origins[name]
            self.known[name] = marshal.loads(
                self._stored((name, origin, digest_bytes(source)), lambda: compiled(source, name, origin))
            )
        return self.known[name]

    def layout(self, name: str) -> CodeType:
        """The code of the layout at the path `name`, with all that it is made of: of one that is used often."""
        return marshal.loads(self._stored((name, self.files.digest), lambda: self._layout(name)))

    def _layout(self, name: str) -> bytes:
        """The same in a theme that has changed: most layouts are made of what they were made of before."""
        files = self.files
        parts = [
            (path, files.origins[path], digest_bytes(files.files[path])) for path in made_of(name, files)
        ]
        return self._stored((name, parts), lambda: compiled_layout(name, files))

    def _stored(self, source: tuple[Any, ...], make: Callable[[], bytes]) -> bytes:
        """The code that `make` gives, of what `source` names."""
        if self.folder is None:
            return make()
        entry = self.folder / digest((source, self.makers))
        try:
            stored = entry.read_bytes()
            if _check(entry, stored[16:]) == stored[:16]:
                return stored[16:]
        except (OSError, ValueError, EOFError, TypeError):
            pass
        data = make()
        # It only saves time: where it cannot be kept, the pages are the same without it.
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._tidy(self.folder)
            beside = entry.with_name(f"{entry.name}.{os.getpid()}")
            beside.write_bytes(_check(entry, data) + data)
            beside.replace(entry)
        return data

    def _tidy(self, folder: Path) -> None:
        """Empty the folder when it has filled up with what templates were before their edits."""
        entries = list(folder.iterdir())
        if len(entries) >= _KEPT:
            for entry in entries:
                entry.unlink(missing_ok=True)


def _check(entry: Path, data: bytes) -> bytes:
    return bytes.fromhex(digest_bytes(entry.name.encode() + data))


class Engine(Dialect):
    """The environment of one language: its functions are the only thing a template can call."""

    context_class = PageContext
    template_class = Template

    def __init__(self, codes: Codes, functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__()
        self.codes = codes
        self.loaded: dict[str, jinja2.Template] = {}
        self.layouts: dict[str, jinja2.Template] = {}
        self.printed, self.joined, self.loop, self.reference = printed, joined, Loop, Self
        self.evaluation = EvalContext(self)
        """One for all contexts: nothing in a template may change how it is evaluated."""
        for name, function in functions.items():
            setattr(self, PREFIX + name, function)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry, `[…]`, else a field of this name; so in `map` and its like, too.

        The name may be computed: that it is not one that leads inside of the program is seen here alone.
        """
        if not isinstance(argument, str) or not is_inward(argument):
            return super().getitem(obj, argument)
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def __getattr__(self, name: str) -> Any:
        """What the compiler names as an attribute, made when it is first asked for.

        That is what a call of one of our functions with one text gives, and its HTML (see `compiling`), and a
        macro of another template or all that is in one (see `flattening`).
        """
        found: Any
        if name.startswith(HTML):
            found = printed(getattr(self, name.removeprefix(HTML)))
        elif name.startswith(SAID):
            function, _, text = name.removeprefix(SAID).rpartition("_")
            found = getattr(self, PREFIX + function)(bytes.fromhex(text).decode())
        elif name.startswith((MACRO, MODULE)):
            path, _, macro = name.partition("_")[2].partition("_")
            module = self.get_template(bytes.fromhex(path).decode())._get_default_module()
            found = getattr(module, macro) if macro else module
        else:
            raise AttributeError(name)
        setattr(self, name, found)
        return found

    def written(self, name: str, variables: dict[str, Any]) -> str:
        """The text of the layout at the path `name`."""
        template = self.layouts.get(name)
        if template is None:
            if name in OFTEN:
                template = self.template_class.from_code(self, self.codes.layout(name), {})
            else:
                template = self.get_template(name)
            self.layouts[name] = template
        context = PageContext(self, variables, template.name, template.blocks)
        next(template.root_render_func(context), None)
        return "".join(context.out)

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:
        """The template at the path `name`; a KeyError for one that the theme does not have."""
        found = self.loaded.get(name)
        if found is None:
            found = self.template_class.from_code(self, self.codes.code(name), {})
            self.loaded[name] = found
        return found
