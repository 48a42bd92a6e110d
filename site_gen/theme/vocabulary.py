"""The words a template may use beside its inputs: few, pure, and known before anything is rendered.

A function is a word of its own only where it is called: `date(date, "day")` writes the field `date` with
the function `date`. Filters are those of Jinja that depend on nothing but their value; `safe` and its like
are not among them, and neither is anything random.
"""

from typing import Final

FUNCTIONS: Final[dict[str, str]] = {
    "t": 't("key", name=value)',
    "date": 'date(iso, "day")',
    "number": "number(n)",
    "url": "url(address)",
    "asset": 'asset("css/NAME.css")',
    "lang_name": "lang_name(code)",
    "json_ld": "json_ld(head.structured)",
    "pick": "pick(mark, n, k)",
    "range": "range(n)",
    "namespace": "namespace(name=value)",
}
"""Every function and how it is called."""

LITERAL: Final = ("t", "asset")
"""Functions whose first argument is a text in quotes, so that a layout's closure is known without guessing."""

VARIABLES: Final = ("page", "body")
"""What every layout sees beside its inputs."""

FILTERS: Final[list[str]] = (  # noqa: SIM905 - read as a paragraph
    "abs batch capitalize count default dictsort escape first groupby indent int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string sum tojson "
    "trim truncate unique upper urlencode wordcount"
).split()

TESTS: Final[list[str]] = (  # noqa: SIM905
    "boolean defined divisibleby eq equalto even false ge gt greaterthan in iterable le lessthan lower lt "
    "mapping ne none number odd sameas sequence string true undefined upper == != > >= < <="
).split()
