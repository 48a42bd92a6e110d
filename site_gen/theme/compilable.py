"""Whether that from which pages are printed can be compiled.

What is no matter of grammar, such as a macro that takes a `caller`, is noticed here; and whoever prints finds the code
made.
"""

from collections.abc import Callable, Mapping

from jinja2 import TemplateSyntaxError

from site_gen.errors import Problem
from site_gen.theme import engine
from site_gen.theme.engine import Codes
from site_gen.theme.files import ThemeFiles
from site_gen.theme.templates import Template, reached, syntax_problem, too_deep


def check_compilable(templates: Mapping[str, Template], files: ThemeFiles, codes: Codes) -> list[Problem]:
    """Have all compiled that pages are printed from, and tell what cannot be.

    A layout of nearly all pages is compiled with all that it is made of, and that is not compiled by itself, but for
    what is imported.
    """
    problems: list[Problem] = []
    often = [path for path in files.under("layouts") if path in engine.OFTEN]
    apart = [name for path in reached(often, templates) for name in templates[path].imports]
    others = [path for path in files.under("layouts") if path not in engine.OFTEN]
    for path in reached([*others, *apart], templates):
        problems += _tried(codes.code, path, files)
    for path in often:
        if _tried(codes.layout, path, files):
            for part in reached([path], templates):
                problems += _tried(codes.code, part, files)
    return problems


def _tried(compiled: Callable[[str], object], path: str, files: ThemeFiles) -> list[Problem]:
    """What is wrong with the template at `path`, if it cannot be `compiled`."""
    try:
        compiled(path)
    except TemplateSyntaxError as error:
        return [syntax_problem(path, error, files)]
    except (RecursionError, SyntaxError, MemoryError):
        return [too_deep(path, files)]
    return []
