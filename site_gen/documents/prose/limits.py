"""How much one text may hold, so that none can stall or crash a build.

Python-Markdown is quadratic in many ways (10 KB of `[[[[` take it 9 seconds), nh3 in the depth of elements,
and nesting ends in a RecursionError. News text comes nowhere near these limits.
"""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from site_gen.errors import Location, Problem

T = TypeVar("T")

BYTES: Final = 256 * 1024
PARAGRAPH: Final = 32 * 1024
"""Characters between two blank lines."""
LINES: Final = 20_000
MARKS: Final = 200
"""How often one of the characters that Markdown looks for may stand on a line, unescaped."""
ALL_MARKS: Final = 20_000
"""The same in all of a text."""
NESTING: Final = 32
"""List and quote marks at the beginning of one line."""
TAGS: Final = 4_000
"""HTML tags that the author typed."""
DEPTH: Final = 256
"""Elements within elements."""
SECONDS: Final = 1.75
"""Of processor time, so that a busy machine refuses nothing that an idle one takes. With what must still be
done after the last ring, a text is over in two."""

_TOO_NESTED: Final = re.compile(rf"[ \t]*(?:(?:[*+-]|\d{{1,9}}\.)[ \t]+|>[ \t]*){{{NESTING + 1}}}")
_TAG: Final = re.compile(r"<[A-Za-z]")
_ELEMENT: Final = re.compile(
    r"<(?:!--.*?(?:--!?>|\Z)|(/?)([A-Za-z][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>)", re.DOTALL
)
_NAMES = """area base br col embed hr img input link meta param source track wbr
    p li dt dd td th tr tbody thead tfoot caption colgroup option optgroup rp rt"""
_CLOSES_ITSELF: Final = frozenset(_NAMES.split())
"""Elements that are empty, or that the next of their kind ends."""


def excess(source: str, path: str, first_line: int) -> Iterator[Problem]:
    """What of `source` is over a limit, or a NUL; nothing for a text that may be converted."""

    def at(offset: int) -> Location:
        line = source.count("\n", 0, offset)
        return Location(path, first_line + line, offset - source.rfind("\n", 0, offset))

    # No character takes more than four bytes.
    if len(source) > BYTES or (len(source) > BYTES // 4 and len(source.encode("utf-8", "replace")) > BYTES):
        message = f"a text of more than {BYTES // 1024} KiB"
        yield Problem(Location(path, first_line), message, "Split the story.")
        return
    if (nul := source.find("\0")) >= 0:
        yield Problem(at(nul), "control character U+0000", "Delete it; is the file damaged?")
    if (start := _nested_line(source)) >= 0:
        message = f"more than {NESTING} list or quote marks on a line"
        yield Problem(at(start), message, "Delete some; `***` makes a ruler.")
    if len(source) > PARAGRAPH and (start := _long_paragraph(source)) >= 0:
        message = f"a paragraph of more than {PARAGRAPH // 1024} KiB"
        yield Problem(at(start), message, "Put a blank line between paragraphs.")
    if source.count("\n") >= LINES:
        yield Problem(Location(path, first_line + LINES), f"more than {LINES} lines", "Split the story.")
    for mark in "[<`*_|":
        if source.count(mark) <= MARKS:
            continue
        if (count := _unescaped(source, mark)) > ALL_MARKS:
            message = f'more than {ALL_MARKS} of "{mark}"'
            yield Problem(at(source.index(mark)), message, "Is it text at all?")
        elif count > MARKS and mark != "|" and (start := _crowded_line(source, mark)) >= 0:
            message = f'more than {MARKS} of "{mark}" on a line'
            yield Problem(at(start), message, "Break the line up; is it text at all?")
    if source.count("<") > TAGS and len(tags := [m.start() for m in _TAG.finditer(source)]) > TAGS:
        yield Problem(
            at(tags[TAGS]), f"more than {TAGS} HTML tags", "Write it in Markdown, or split the story."
        )


def _nested_line(source: str) -> int:
    """Where a line that is nested too deeply begins, else -1.

    Line by line: a pattern that begins with `^` is tried at every character.
    """
    at = 0
    for line in source.split("\n"):
        if _TOO_NESTED.match(line):
            return at
        at += len(line) + 1
    return -1


def _long_paragraph(source: str) -> int:
    """Where a paragraph that is too long begins, else -1."""
    start = at = 0
    for line in source.split("\n"):
        if not line.strip(" \t"):
            start = at + len(line) + 1
        elif at + len(line) - start > PARAGRAPH:
            return start
        at += len(line) + 1
    return -1


def _unescaped(text: str, mark: str) -> int:
    return text.count(mark) - text.count("\\" + mark)


def _crowded_line(source: str, mark: str) -> int:
    at = 0
    for line in source.split("\n"):
        if line.count(mark) > MARKS and _unescaped(line, mark) > MARKS:
            return at + line.index(mark)
        at += len(line) + 1
    return -1


def too_deep(html: str) -> bool:
    """Whether elements stand within elements beyond DEPTH.

    A tag that does not close the innermost element closes nothing here, so that what is counted is not
    less than what a browser would nest, but for tricks with object and the like; those are few bytes
    short of TAGS, which is what really bounds the work of the sanitiser.
    """
    if html.count("<") <= DEPTH:
        return False
    open_: list[str] = []
    for match in _ELEMENT.finditer(html):
        closing, name, rest = match.groups()
        if name is None or (name := name.lower()) in _CLOSES_ITSELF:
            continue
        if not closing:
            if not rest.endswith("/"):
                open_.append(name)
                if len(open_) > DEPTH:
                    return True
        elif open_ and open_[-1] == name:
            open_.pop()
    return False


class OutOfTime(BaseException):
    """The time for one text is over. No Exception: no library's own `except` may swallow it."""


def within_seconds(work: Callable[[], T], seconds: float = SECONDS) -> T:
    """What `work` returns; OutOfTime if that takes more processor time.

    The limit is a signal's: it works in the main thread of a process only. In another thread (and on
    systems without such timers) there is none, and only the limits of this module hold.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return work()

    def ring(*_: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, ring)
    # It rings again and again: an exception that is raised inside a destructor is lost.
    running, interval = signal.setitimer(signal.ITIMER_PROF, seconds, 0.05)

    def stop() -> float:
        left = signal.setitimer(signal.ITIMER_PROF, 0)[0]
        signal.signal(signal.SIGPROF, signal.SIG_DFL if before is None else before)
        return left

    left = 0.0
    try:
        try:
            return work()
        finally:
            left = stop()
    except OutOfTime:
        stop()  # once more, if it rang while it was being stopped
        raise
    finally:
        if running:  # somebody else's timer goes on where it was
            signal.setitimer(signal.ITIMER_PROF, max(running - (seconds - left), 0.001), interval)
