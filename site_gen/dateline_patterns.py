"""What a dateline pattern of config.yaml may say: `{PLACE}, {date:d MMMM} ({outlet}) —`."""

import re
from collections.abc import Iterator
from typing import Final

FIELD: Final = re.compile(r"\{(place|PLACE|outlet|date)(?::([^{}]*))?\}")
"""A part of the story: which, and of a date how it is written."""
_KNOWN: Final = "Known here: {place}, {PLACE} (its towns in capitals), {outlet}, {date}."
_DAY: Final = re.compile(r"(?:d{1,2}|[ML]{1,4}|y{1,4}|E{1,4}|'[^']*'|[^A-Za-z'])+")


def wrong_with_pattern(pattern: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a pattern, to be said after its name, and what to do."""
    rest = FIELD.sub("", pattern)
    if unknown := re.search(r"\{[^{}]*\}", rest):
        yield f": unknown {unknown.group()}", _KNOWN
    elif "{" in rest or "}" in rest:
        yield " has a bracket too many", _KNOWN
    elif rest == pattern:
        yield " names no part of a story", _KNOWN
    for name, day in FIELD.findall(pattern):
        if day and name != "date":
            yield f": {{{name}:{day}}}", "Only {date} has a pattern of its own: {date:d MMMM}."
        elif day and not _DAY.fullmatch(day):
            yield f': "{day}" is no pattern of a day', "Write it as in: {date:d MMMM}, {date:d/M/y}."
