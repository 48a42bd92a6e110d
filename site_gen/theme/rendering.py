"""Inputs + layout → the bytes of a page."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from jinja2 import Template, UndefinedError

from site_gen.config import Config
from site_gen.errors import Location, Problem, SiteError
from site_gen.pages.inputs import Inputs
from site_gen.theme.compiling import line_in
from site_gen.theme.engine import Codes, Engine
from site_gen.theme.files import ThemeFiles
from site_gen.theme.functions import functions
from site_gen.theme.loading import Theme
from site_gen.theme.markup import body_html


class Here(msgspec.Struct, frozen=True):
    """`page` in a layout: what is being written."""

    url: str
    """Site-absolute."""
    lang: str
    layout: str


class Renderer:
    """Writes pages. One for a process: it keeps the compiled templates and what its functions have written.

    `templates_cache` is a folder for compiled templates, which may be deleted at any time.
    """

    def __init__(
        self, files: ThemeFiles, theme: Theme, config: Config, templates_cache: Path | None = None
    ) -> None:
        self.files, self.theme, self.config = files, theme, config
        self._codes = Codes(files, templates_cache)
        self._engines: dict[str, Engine] = {}

    def prepare(self) -> None:
        """Load what pages in any language need, for processes that are to be forked."""
        for language in self.config.languages:
            self._engine(language.code)

    def render(
        self, layout: str, lang: str, url: str, inputs: Inputs, body: str = "", texts: Iterable[str] = ()
    ) -> bytes:
        """The page at `url`: UTF-8, with LF at the end of each line and of the page.

        `body` and `texts` are sanitised HTML. Raises SiteError at the template's line.
        """
        variables: dict[str, Any] = msgspec.structs.asdict(inputs)
        variables["page"] = Here(url, lang, layout)
        variables["body"] = body_html(body)
        variables["texts"] = tuple([body_html(text) for text in texts])
        try:
            engine = self._engines.get(lang) or self._engine(lang)
            text = engine.written("layouts/" + layout, variables)
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            return text.encode() if text.endswith("\n") else text.encode() + b"\n"
        except Exception as error:
            raise SiteError(self._problem(error, layout, url)) from error

    def _engine(self, lang: str) -> Engine:
        engine = self._engines[lang] = Engine(self._codes, functions(self.theme, self.config, lang))
        return engine

    def _problem(self, error: Exception, layout: str, url: str) -> Problem:
        where = _place(error.__traceback__)
        if where is None:
            path = f"layouts/{layout}"
            where = Location(self.files.origins.get(path, f"themes/{self.files.name}/{path}"))
        hint = f"Seen while writing {url}."
        if isinstance(error, UndefinedError):
            hint += " Ask `if` first where a value may be missing."
        return Problem(where, _message(error), hint)


def _message(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is not known here"
    return str(error) or type(error).__name__


def _place(traceback: TracebackType | None) -> Location | None:
    """The innermost line of a template in a traceback."""
    found = None
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            found = Location(*line_in(traceback.tb_frame.f_globals, line))
        traceback = traceback.tb_next
    return found
