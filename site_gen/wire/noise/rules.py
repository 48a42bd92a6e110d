"""The list of what may go, `_data/wire/noise.txt`, compiled; and whether a whole line is of it."""

import re
from functools import cache, lru_cache

import msgspec

from site_gen.wire import lexicon
from site_gen.wire.story import WireRules


class NoiseRules(msgspec.Struct, frozen=True):
    """The list, compiled."""

    whole: tuple[tuple[str, str], ...]
    """Names and patterns, in their order."""
    tail: tuple[tuple[str, str], ...]
    edge: tuple[tuple[str, str], ...]
    behind: tuple[tuple[str, str], ...]
    short: tuple[tuple[str, str], ...]
    several: tuple[tuple[str, str], ...]
    inline: tuple[tuple[str, re.Pattern[str]], ...]
    titles: tuple[tuple[str, re.Pattern[str]], ...]
    label: re.Pattern[str]
    any_whole: re.Pattern[str]
    """Any of `whole`, in one pattern: nearly no line is noise, and one question is cheaper than fifty. The fifty
    are compiled when a line is."""
    any_tail: re.Pattern[str]
    any_edge: re.Pattern[str]
    any_behind: re.Pattern[str]
    any_short: re.Pattern[str]
    any_several: re.Pattern[str]


@cache
def _listed() -> tuple[tuple[str, str, str], ...]:
    """The entries: name, where, pattern. A line `let NAME | PATTERN` names a pattern for those behind it."""
    found: list[tuple[str, str, str]] = []
    named: dict[str, str] = {}

    def put(text: str) -> str:
        return re.sub(r"\{([A-Z_]+)\}", lambda name: named[name[1]], text)

    for line in lexicon.lines("noise"):
        if line.startswith("let "):
            name, _, pattern = line[4:].partition(" | ")
            named[name] = f"(?:{put(pattern)})"
        else:
            name, where, pattern = line.split(" | ", 2)
            found.append((name, where, put(pattern)))
    return tuple(found)


@lru_cache(maxsize=4)
def noise_rules(rules: WireRules) -> NoiseRules:
    """The shipped list and the newsroom's own."""
    kinds: dict[str, list[tuple[str, str]]] = {
        "line": [],
        "tail": [],
        "edge": [],
        "behind": [],
        "several": [],
        "short": [],
        "inline": [],
        "title": [],
        "label": [],
    }
    for name, where, pattern in _listed():
        kind = "line" if where in ("line", "prefix") else where
        kinds[kind].append((name, pattern))
    own = [(f'"{text}" in config.yaml', re.escape(text) + ".*") for text in rules.noise]
    return NoiseRules(
        tuple(kinds["line"] + kinds["label"] + own),
        tuple(kinds["tail"]),
        tuple(kinds["edge"]),
        tuple(kinds["behind"]),
        tuple(kinds["short"]),
        tuple(kinds["several"]),
        tuple((name, _compiled(pattern)) for name, pattern in kinds["inline"]),
        tuple((name, _compiled(pattern)) for name, pattern in kinds["title"]),
        _any(kinds["label"]),
        _any(kinds["line"] + kinds["label"] + own),
        _any(kinds["tail"]),
        _any(kinds["edge"]),
        _any(kinds["behind"]),
        _any(kinds["short"]),
        _any(kinds["several"]),
    )


def _any(rules: list[tuple[str, str]]) -> re.Pattern[str]:
    return _compiled("|".join(f"(?:{pattern})" for _, pattern in rules))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SHORT = 160


def whole_line(
    text: str,
    listed: NoiseRules,
    in_tail: bool,
    at_edge: bool = False,
    behind_copy: bool = False,
    besides: str = "",
) -> str:
    """The name of the rule that takes the whole line, empty if none does; no rule of the name `besides` is asked."""
    if len(text) > 600:
        return ""
    whole = listed.whole if listed.any_whole.fullmatch(text) else ()
    tail = listed.tail if in_tail and listed.any_tail.fullmatch(text) else ()
    edge = listed.edge if at_edge and listed.any_edge.fullmatch(text) else ()
    brief = len(text) <= _SHORT
    short = listed.short if brief and listed.any_short.fullmatch(text) else ()
    behind = listed.behind if brief and behind_copy and listed.any_behind.fullmatch(text) else ()
    for name, pattern in (*whole, *short, *tail, *edge, *behind):
        if name == besides:
            continue
        if _compiled(pattern).fullmatch(text) and not (name == "photo credit" and _tells(text)):
            return name
    return ""


def several_rule(text: str, listed: NoiseRules) -> str:
    """The name of the rule of `several` that a line is of."""
    return next(name for name, pattern in listed.several if _compiled(pattern).fullmatch(text))


def _tells(text: str) -> bool:
    """Whether what looks like a picture's credit says what the picture shows: names have no small words."""
    words = re.findall(r"[^\W\d_]+", text)[1:]
    return sum(word.islower() and len(word) > 3 for word in words) > 2
