"""Value → HTML: what `{{ value }}` writes."""

from typing import Any, Self


class Written(str):
    """A text that is written again and again, with its HTML beside it."""

    html: str

    def __new__(cls, text: str) -> Self:
        written = super().__new__(cls, text)
        written.html = printed(str(text))
        return written

    def __html__(self) -> str:
        return self.html


def printed(value: Any) -> str:
    """A value as HTML, in an element or between quotes: texts escaped, numbers as they are.

    What has an HTML of its own (`__html__`) is written as that. A TypeError for anything else: None, a
    truth value, a list or a story are a layout's mistake, and readers would see `None` or `Card(…)`.
    """
    if type(value) is not str:
        if isinstance(value, Written):
            return value.html
        if hasattr(value, "__html__"):
            return value.__html__()
        if not isinstance(value, str):
            return _other(value)
    # The same escapes as markupsafe's, in a quarter of its time: most texts have none of the five.
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    if '"' in value:
        value = value.replace('"', "&#34;")
    if "'" in value:
        value = value.replace("'", "&#39;")
    return value


def _other(value: Any) -> str:
    kind = type(value)
    if kind is int or kind is float:
        return str(value)
    from jinja2 import Undefined

    if isinstance(value, Undefined):
        return str(value)  # which says what is undefined, or is empty where an `if` has no `else`
    raise TypeError(f"{kind.__name__} cannot be printed; print one of its fields")
