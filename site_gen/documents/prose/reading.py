"""One body of Markdown → a Prose and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from site_gen.documents.prose import limits, plain
from site_gen.documents.prose.finishing import Finishing
from site_gen.documents.prose.values import Link, Picture, Prose, ProseRules
from site_gen.errors import Location, Problem

_CONTROL: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = (" ", "\t")
_BLANK_LINE: Final = re.compile(r"^[ \t]+$", re.MULTILINE)
_BREAKS: Final = frozenset("\x0b\x0c\x85")


def read_prose(
    source: str, path: str, first_line: int, rules: ProseRules
) -> tuple[Prose | None, list[Problem]]:
    """The Prose that the Markdown `source` holds, and its Problems. No Prose if one of them is fatal.

    `first_line` is the line of `path` on which `source` begins. Headings begin at the second level, since
    the first is the story's title: `#` and `##` are the same here. A NUL is refused; other control
    characters are dropped (a vertical tab, form feed or next-line becomes a space). A text may take two
    seconds, in the main thread of a process.
    """
    return _read(source, path, first_line, rules, fast=True)


def _read(
    source: str, path: str, first_line: int, rules: ProseRules, fast: bool
) -> tuple[Prose | None, list[Problem]]:
    """With `fast` off, every text goes the whole long way; the result is the same, byte for byte."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if source[:1] in _BLANKS or "\n " in source or "\n\t" in source:
        # Python-Markdown makes a block of code of a first line that is nothing but spaces.
        source = _BLANK_LINE.sub("", source)
    pieces = plain.split(source) if fast and len(source) <= limits.PARAGRAPH else None
    if pieces is not None and all(kind != plain.RUN for kind, _ in pieces):
        # Nothing that a limit speaks of can be in it.
        finishing = Finishing(rules)
        html = "\n".join([finishing.plain(kind, text) for kind, text in pieces])
        return Prose(html, anchors=tuple(finishing.anchors), words=finishing.words), []
    problems = list(limits.excess(source, path, first_line))
    if problems:
        return None, problems
    text = _CONTROL.sub(lambda m: " " if m.group() in _BREAKS else "", source)
    if text != source:
        text = _BLANK_LINE.sub("", text)
    if fast and (pieces is None or text != source):
        pieces = plain.split(text)
    try:
        return limits.within_seconds(lambda: _converted(text, pieces, source, path, first_line, rules, fast))
    except limits.OutOfTime:
        message, hint = "converting this takes more than two seconds", "Simplify it."
    except RecursionError:
        message, hint = "nested too deeply", "Write it flatter."
    except ValueError as error:
        message, hint = (
            f"Python-Markdown cannot read this ({error})",
            "Simplify it; it is a fault of the library's.",
        )
    return None, [Problem(Location(path, first_line + _suspect(source)), message, hint)]


def _converted(
    text: str,
    pieces: list[tuple[int, str]] | None,
    source: str,
    path: str,
    first_line: int,
    rules: ProseRules,
    fast: bool,
) -> tuple[Prose | None, list[Problem]]:
    from site_gen.documents.prose.converter import convert
    from site_gen.documents.prose.sanitiser import sanitise

    finishing = Finishing(rules)
    found = []
    for kind, part in pieces if pieces is not None else [(plain.RUN, text)]:
        if kind != plain.RUN:
            found.append(finishing.plain(kind, part))
            continue
        html = convert(part, fast)
        if limits.too_deep(html):
            message = f"elements nested more than {limits.DEPTH} deep"
            where = Location(path, first_line + _suspect(source))
            return None, [Problem(where, message, "Is every HTML tag closed?")]
        if html:
            found.append(finishing.finish(sanitise(html)))
    html = "\n".join(found)
    return _prose(html, finishing, source, first_line), list(_dropped(finishing, source, path, first_line))


def _prose(html: str, finishing: Finishing, source: str, first_line: int) -> Prose:
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    if finishing.links:
        places = _places(finishing.links, source, first_line)
        links = tuple(Link(target, *place) for target, place in zip(finishing.links, places, strict=True))
    if finishing.pictures:
        places = _places([src for src, _ in finishing.pictures], source, first_line)
        pictures = tuple(
            Picture(src, alt, *place) for (src, alt), place in zip(finishing.pictures, places, strict=True)
        )
    return Prose(html, links, pictures, tuple(finishing.anchors), finishing.words)


def _places(targets: Iterable[str], source: str, first_line: int) -> Iterator[tuple[int, int]]:
    """Line and column of each target, found by its spelling: from the last one on, else from the top.

    (0, 0) where the source spells it otherwise, with an escape or an entity.
    """
    last = 0
    for target in targets:
        at = _find(source, target, last)
        if at < 0 and last:
            at = _find(source, target, 0)
        if at < 0:
            yield 0, 0
            continue
        yield first_line + source.count("\n", 0, at), at - source.rfind("\n", 0, at)
        last = at + len(target)


def _find(source: str, target: str, start: int) -> int:
    if not target:
        at = source.find("]()", start)
        return at + 2 if at >= 0 else -1
    at = source.find(target, start)
    while at >= 0:
        if source[at - 1 : at] in _BEFORE and source[at + len(target) : at + len(target) + 1] in _AFTER:
            return at
        at = source.find(target, at + 1)
    return -1


_BEFORE: Final = frozenset("( <\"'=:")
_AFTER: Final = frozenset([*" )>\"'\n", ""])

_LOST: Final = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)\s*=\s*[\"']?)\s*(?!(?:https?|mailto):)([A-Za-z][A-Za-z0-9+.-]*):",
    re.IGNORECASE,
)


def _dropped(finishing: Finishing, source: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each address that was taken out, where it can be found."""
    if not finishing.dropped:
        return
    for match in _LOST.finditer(source):
        at = match.start(1)
        where = Location(path, first_line + source.count("\n", 0, at), at - source.rfind("\n", 0, at))
        message = f"an address that begins with `{match.group(1)}:` was taken out"
        yield Problem(where, message, "Links begin with https:, http: or mailto:.", fatal=False)


def _suspect(source: str) -> int:
    """The line (from 0) of the paragraph that most probably holds what went wrong: the most marked one."""
    best = most = count = start = 0
    for line, text in enumerate((*source.split("\n"), "")):
        if text.strip():
            count += sum(text.count(mark) for mark in "[]<>`*_\\|#=-")
        else:
            if count > most:
                best, most = start, count
            start, count = line + 1, 0
    return best
