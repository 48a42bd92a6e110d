"""The theme contract as a chapter of docs/themes.md, made from the classes themselves."""

import ast
import functools
import inspect
import types
import typing
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from site_gen.pages import inputs
from site_gen.theme import rendering
from site_gen.theme.dates import STYLES
from site_gen.theme.vocabulary import FILTERS, FUNCTIONS, TESTS

BEGIN: Final = "<!-- contract: made from the code by docs/contract.py; edit site_gen/pages/inputs.py -->"
END: Final = "<!-- end of the contract -->"

_WORDS: Final = {str: "text", int: "number", bool: "yes or no"}


def with_contract(guide: str) -> str:
    """The text of docs/themes.md with its contract brought up to date. ValueError if it has no place for it."""
    head, begin, rest = guide.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError("the guide has no place for the contract")
    return f"{head}{BEGIN}\n\n{contract()}\n{END}{tail}"


def contract() -> str:
    """Functions, filters and date styles, then every layout's inputs and the values in them, as Markdown."""
    parts = ["### Functions\n", "| call | gives |\n|---|---|"]
    parts += [f"| `{function.call}` | {function.meaning} |" for function in FUNCTIONS.values()]
    parts += ["\nStyles of `date`, as Indonesian writes them:\n", "| style | |\n|---|---|"]
    parts += [f"| `{style}` | {example} |" for style, example in STYLES.items()]
    parts += [f"\nFilters: {_listed(FILTERS)}.", f"\nTests: {_listed(TESTS)}."]
    parts += [
        "\n### Layouts\n",
        "Every layout also gets `body`, the HTML of a story or standing page, `texts`, the HTML of each entry of a "
        "live story, and:\n",
    ]
    parts += _table(rendering.Here, "`page`")
    for name, layout in inputs.LAYOUTS.items():
        parts += [f"\n#### {name}\n", _sentence(layout), "", *_table(layout)]
    parts.append("\n### Values")
    for value in _values():
        parts += [f"\n#### {value.__name__}\n", _sentence(value), "", *_table(value)]
    return "\n".join(parts) + "\n"


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _sentence(struct: type) -> str:
    """A class's own description, without the name of the layout that stands before it."""
    doc = inspect.cleandoc(struct.__doc__ or "")  # Python 3.13 cleans it itself
    first, colon, rest = doc.partition(": ")
    return rest[:1].upper() + rest[1:] if colon and first.startswith("`") else doc


def _values() -> list[type]:
    """The Structs that inputs hold, directly or in one another, in the order of the file."""
    layouts = set(inputs.LAYOUTS.values())
    return [
        value
        for value in vars(inputs).values()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and value is not inputs.Inputs
        and value not in layouts
    ]


def _table(struct: type, prefix: str = "") -> list[str]:
    rows = [f"| {prefix or 'field'} | | |\n|---|---|---|"]
    notes = _notes(struct)
    for name, hint in typing.get_type_hints(struct).items():
        rows.append(f"| `{name}` | {_words(hint)} | {notes.get(name, '')} |")
    return rows


def _words(hint: Any) -> str:
    """A type, for people who write templates."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = " or ".join(_words(argument) for argument in arguments if argument is not type(None))
        return inner + (" or nothing" if type(None) in arguments else "")
    if origin is Literal:
        return " or ".join(f"`{argument}`" for argument in arguments)
    if origin is tuple:
        return f"list of {_words(arguments[0])}"
    if origin is dict:
        return "texts by name"
    return _WORDS.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


def _notes(struct: type) -> dict[str, str]:
    """What stands under each field of a Struct in its source."""
    return _all_notes(str(_source(struct))).get(struct.__name__, {})


def _source(struct: type) -> Path:
    module = {inputs.__name__: inputs, rendering.__name__: rendering}[struct.__module__]
    return Path(str(module.__file__))


@functools.cache
def _all_notes(path: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(Path(path).read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            notes = found[node.name] = {}
            for field, below in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    value = below.value if isinstance(below, ast.Expr) else None
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        notes[field.target.id] = " ".join(value.value.split())
    return found
