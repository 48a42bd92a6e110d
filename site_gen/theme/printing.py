"""Value → HTML: what `{{ value }}` writes."""

import functools
from collections.abc import Callable
from typing import Any, Final

from jinja2 import Undefined
from jinja2.runtime import markup_join
from markupsafe import Markup

from site_gen.theme.escaping import Written, escaped

_MOST: Final = 5_000
_known: Final[dict[str, str]] = {}
"""Text to its HTML. Most of the hundred texts that a page prints were printed a moment before, there or on another."""


def printed(value: Any) -> str:
    """A value as HTML, in an element or between quotes: texts escaped, numbers as they are.

    What has an HTML of its own (`__html__`) is written as that. A TypeError for anything else: None, a
    truth value, a list or a story are a layout's mistake, and readers would see `None` or `Card(…)`.
    """
    kind = type(value)
    if kind is str:
        html = _known.get(value)
        if html is None:
            if len(_known) >= _MOST:
                _known.clear()
            html = _known[value] = escaped(value)
        return html
    if kind is Markup:
        return value
    if isinstance(value, Written):
        return value.html
    if hasattr(value, "__html__"):
        return value.__html__()
    if isinstance(value, str):
        return escaped(value)
    if kind is int or kind is float:
        return str(value)
    if isinstance(value, Undefined):
        return str(value)  # which says what is undefined, or is empty where an `if` has no `else`
    raise TypeError(f"{kind.__name__} cannot be printed; print one of its fields")


def joined(parts: tuple[Any, ...]) -> str:
    """What `~` makes of values. A TypeError for what is to be called: as a text it would have an address in it."""
    for part in parts:
        refuse_callable(part)
    return markup_join(parts)


def of_printable(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that makes a text of whatever it is given, and does not of what is to be called."""
    place = 1 if hasattr(filter, "jinja_pass_arg") else 0

    @functools.wraps(filter)
    def filtered(*arguments: Any, **words: Any) -> Any:
        refuse_callable(arguments[place])
        return filter(*arguments, **words)

    return filtered


def refuse_callable(value: Any) -> None:
    if callable(value) and not isinstance(value, Undefined):
        name = getattr(value, "name", None) or getattr(value, "__name__", "it")
        raise TypeError(f"{name} cannot be printed; call it: {name}(…)")
