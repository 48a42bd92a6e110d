"""Stories × languages: what is translated, what is stale, what is missing."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from site_gen.site.translations import STATES, Coverage, State

_SHOWN: Final = 60
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula. A title is text, whoever wrote it."""


class Wanted(msgspec.Struct, frozen=True):
    """Which stories, and which of their languages, a person wants to see. Empty: all."""

    langs: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    """Only stories with one of these in a language that is shown."""
    section: str = ""
    since: str = ""
    """A date: stories from this day on."""
    now: int = 0
    """Stories that have expired by this instant are past asking for."""


def chosen(stories: Iterable[Coverage], wanted: Wanted) -> tuple[Coverage, ...]:
    """The stories that are wanted, with the languages that are."""
    found = []
    for story in stories:
        original = story.original
        if wanted.section and original.section != wanted.section:
            continue
        if wanted.since and original.date[:10] < wanted.since:
            continue
        if original.expires and original.expires <= wanted.now:
            continue
        versions = tuple(v for v in story.versions if not wanted.langs or v.lang in wanted.langs)
        if not wanted.states or any(set(v.states) & set(wanted.states) for v in versions):
            found.append(Coverage(story.key, original, versions))
    return tuple(found)


def counted(stories: Iterable[Coverage]) -> dict[str, dict[State, int]]:
    """Language to state to the number of stories, states in their order; only those there are."""
    counts: dict[str, dict[State, int]] = {}
    for story in stories:
        for version in story.versions:
            of_language = counts.setdefault(version.lang, {})
            for state in version.states:
                of_language[state] = of_language.get(state, 0) + 1
    return {
        lang: {state: found[state] for state in STATES if state in found} for lang, found in counts.items()
    }


def failing(stories: Iterable[Coverage], states: Iterable[State]) -> dict[State, int]:
    """How many texts are in each of `states`, of those that some are in."""
    every = Counter(state for story in stories for version in story.versions for state in version.states)
    return {state: every[state] for state in states if every[state]}


def as_text(stories: Sequence[Coverage]) -> str:
    """A table for a terminal, and a count for each language."""
    if not stories:
        return "No such stories."
    cells = [[", ".join(version.states) for version in story.versions] for story in stories]
    langs = [version.lang for version in stories[0].versions]
    widths = [max(len(code), *(len(row[column]) for row in cells)) for column, code in enumerate(langs)]
    lines = ["  ".join(code.ljust(width) for code, width in zip(langs, widths, strict=True)) + "  story"]
    for story, row in zip(stories, cells, strict=True):
        states = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        lines.append(f"{states}  {story.key}  “{_short(story.original.title)}”")
    lines.append("")
    for code, of_language in counted(stories).items():
        lines.append(f"{code}: " + ", ".join(f"{number} {state}" for state, number in of_language.items()))
    return "\n".join(lines)


def _short(title: str) -> str:
    return title if len(title) <= _SHOWN else title[: _SHOWN - 1].rstrip() + "…"


def as_json(stories: Iterable[Coverage]) -> bytes:
    """The same for machines: a list of stories, each with its languages."""
    return msgspec.json.encode(
        [
            {
                "key": story.key,
                "title": story.original.title,
                "date": story.original.date,
                "section": story.original.section,
                "original": story.original.lang,
                "revision": story.original.revision,
                "versions": {
                    version.lang: {
                        "states": version.states,
                        "path": version.document.path if version.document else "",
                        "translates": version.document.translates if version.document else "",
                    }
                    for version in story.versions
                },
            }
            for story in stories
        ]
    )


def as_csv(stories: Sequence[Coverage]) -> str:
    """The same for a spreadsheet: a line for each story."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    langs = [version.lang for version in stories[0].versions] if stories else []
    writer.writerow(["key", "date", "section", "title", "original", *langs])
    for story in stories:
        original = story.original
        row = [story.key, original.date, original.section, original.title, original.lang]
        writer.writerow([*map(_cell, row), *(" ".join(version.states) for version in story.versions)])
    return out.getvalue()


def _cell(text: str) -> str:
    return "'" + text if text.startswith(_FORMULAS) else text
