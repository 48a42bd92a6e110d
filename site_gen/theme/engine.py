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
from site_gen.theme.compiling import HTML, PREFIX, SAID, Dialect, compiled, own_digest
from site_gen.theme.files import ThemeFiles
from site_gen.theme.printing import printed
from site_gen.theme.running import Loop, PageContext, Self, Template

_KEPT: Final = 500
"""Compiled templates that may lie in the cache: those of a few themes, and some hundred edits."""


class Codes:
    """Compiled templates, in memory and, given a folder, on the disk.

    An entry on the disk is named by everything that shapes it and begins with the digest of what follows;
    one that does not match is made anew. Entries are put there whole, by renaming.
    """

    def __init__(self, files: ThemeFiles, folder: Path | None) -> None:
        self.files, self.folder = files, folder
        self.known: dict[str, CodeType] = {}
        python = importlib.util.MAGIC_NUMBER
        self.makers = (jinja2.__version__, python, own_digest())

    def code(self, name: str) -> CodeType:
        """The code of the template `name`."""
        if name not in self.known:
            self.known[name] = self._stored(name)
        return self.known[name]

    def _stored(self, name: str) -> CodeType:
        source, origin = self.files.files[name], self.files.origins[name]
        if self.folder is None:
            return marshal.loads(compiled(source, name, origin))
        entry = self.folder / digest((name, origin, digest_bytes(source), self.makers))
        try:
            stored = entry.read_bytes()
            if bytes.fromhex(digest_bytes(stored[16:])) == stored[:16]:
                return marshal.loads(stored[16:])
        except (OSError, ValueError, EOFError, TypeError):
            pass
        data = compiled(source, name, origin)
        # It only saves time: where it cannot be kept, the pages are the same without it.
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._tidy(self.folder)
            beside = entry.with_name(f"{entry.name}.{os.getpid()}")
            beside.write_bytes(bytes.fromhex(digest_bytes(data)) + data)
            beside.replace(entry)
        return marshal.loads(data)

    def _tidy(self, folder: Path) -> None:
        """Empty the folder when it has filled up with what templates were before their edits."""
        entries = list(folder.iterdir())
        if len(entries) >= _KEPT:
            for entry in entries:
                entry.unlink(missing_ok=True)


class Engine(Dialect):
    """The environment of one language: its functions are the only thing a template can call."""

    context_class = PageContext
    template_class = Template

    def __init__(self, codes: Codes, functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__()
        self.codes = codes
        self.loaded: dict[str, jinja2.Template] = {}
        self.printed, self.loop, self.reference = printed, Loop, Self
        self.evaluation = EvalContext(self)
        """One for all contexts: nothing in a template may change how it is evaluated."""
        for name, function in functions.items():
            setattr(self, PREFIX + name, function)

    def __getattr__(self, name: str) -> Any:
        """What a call of one of our functions with one text gives, and its HTML: see `compiling`."""
        if name.startswith(HTML):
            said = printed(getattr(self, name.removeprefix(HTML)))
        elif name.startswith(SAID):
            function, _, text = name.removeprefix(SAID).rpartition("_")
            said = getattr(self, PREFIX + function)(bytes.fromhex(text).decode())
        else:
            raise AttributeError(name)
        setattr(self, name, said)
        return said

    def written(self, name: str, variables: dict[str, Any]) -> str:
        """The text of the template at the path `name`."""
        template = self.get_template(name)
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
