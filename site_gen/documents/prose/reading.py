"""One body of Markdown → a Prose and what is wrong with it."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from site_gen.documents.addresses import unescape
from site_gen.documents.prose import limits, plain
from site_gen.documents.prose.finishing import Finishing
from site_gen.documents.prose.values import Link, Picture, Prose, ProseRules
from site_gen.errors import Location, Problem

_CONTROL: Final = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS: Final = (" ", "\t")
_BLANK_LINE: Final = re.compile(r"^[ \t]+$", re.MULTILINE)
_BREAKS: Final = frozenset("\x0b\x0c\x85")
_BEFORE: Final = frozenset("( <\"'=:")
_AFTER: Final = frozenset([*" )>\"'\n", ""])
"""What may stand around an address that an author wrote."""
_LOST: Final = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)\s*=\s*[\"']?)\s*(?!(?:https?|mailto):)([A-Za-z][A-Za-z0-9+.-]*):",
    re.IGNORECASE,
)
"""An address with a scheme that is not ours."""


def read_prose(
    source: str, path: str, first_line: int, rules: ProseRules, taken: Collection[str] = ()
) -> tuple[Prose | None, list[Problem]]:
    """The Prose that the Markdown `source` holds, and its Problems. No Prose if one of them is fatal.

    `first_line` is the line of `path` on which `source` begins. Headings begin at the second level, since
    the first is the story's title: `#` and `##` are the same here. A NUL is refused; other control
    characters are dropped (a vertical tab, form feed or next-line becomes a space). A text may take two
    seconds, in the main thread of a process. `taken` are ids that something else on the page has.
    """
    return _read(source, path, first_line, rules, True, taken)


def plain_text(html: str) -> str:
    """The words of a Prose's html in one line, without footnotes and their marks."""
    html = re.sub(r'<sup[^<>]*><a[^<>]* role="doc-noteref">[^<>]*</a></sup>', "", html)
    html = html.partition('<div class="footnotes"')[0]
    words = re.sub(r"</(?:p|li|h[2-6]|dt|dd|td|th|tr|figcaption|caption|pre|blockquote)>|<br>", " ", html)
    return " ".join(unescape(re.sub("<[^<>]*>", "", words)).split())


def _read(
    source: str, path: str, first_line: int, rules: ProseRules, fast: bool, taken: Collection[str] = ()
) -> tuple[Prose | None, list[Problem]]:
    """With `fast` off, every text goes the whole long way; the result is the same, byte for byte."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if source[:1] in _BLANKS or "\n " in source or ("\t" in source and "\n\t" in source):
        # Python-Markdown makes a block of code of a first line that is nothing but spaces.
        source = _BLANK_LINE.sub("", source)
    return _Reading(source, path, first_line, rules, fast, taken).result()


class _Reading:
    """One pass over one text."""

    def __init__(
        self,
        source: str,
        path: str,
        first_line: int,
        rules: ProseRules,
        fast: bool,
        taken: Collection[str],
    ) -> None:
        self.source, self.path, self.first_line, self.fast = source, path, first_line, fast
        self.finishing = Finishing(rules, taken)

    def result(self) -> tuple[Prose | None, list[Problem]]:
        pieces = plain.split(self.source) if self.fast and len(self.source) <= limits.PARAGRAPH else None
        kinds = {kind for kind, _ in pieces} if pieces is not None else {plain.RUN}
        if not kinds & {plain.RUN, plain.MARKED}:
            # Nothing that a limit speaks of can be in it.
            return self.prose(pieces or []), []
        problems = list(limits.excess(self.source, self.path, self.first_line))
        if problems:
            return None, problems
        if plain.RUN not in kinds:
            return self.prose(pieces or []), []
        text = _CONTROL.sub(lambda m: " " if m.group() in _BREAKS else "", self.source)
        if text != self.source:
            text = _BLANK_LINE.sub("", text)
        if pieces is None or text != self.source:
            pieces = (plain.split(text) if self.fast else None) or [(plain.RUN, text)]
        try:
            return limits.within_seconds(lambda: self.prose(pieces)), list(self.dropped())
        except limits.OutOfTime:
            return self.fail("converting this takes more than two seconds", "Simplify it.")
        except RecursionError:
            return self.fail("nested too deeply", "Write it flatter.")
        except _TooDeep:
            return self.fail(f"elements nested more than {limits.DEPTH} deep", "Is every HTML tag closed?")
        except ValueError as error:
            return self.fail(f"Python-Markdown fails here ({error})", "Write it more simply.")

    def fail(self, message: str, hint: str) -> tuple[None, list[Problem]]:
        """A Problem of the whole text, at the paragraph that most probably is the cause."""
        return None, [Problem(Location(self.path, self.first_line + _suspect(self.source)), message, hint)]

    def prose(self, pieces: list[tuple[int, str]]) -> Prose:
        finishing = self.finishing
        html = "\n".join([part for kind, text in pieces if (part := self.finished(kind, text)) is not None])
        links: tuple[Link, ...] = ()
        pictures: tuple[Picture, ...] = ()
        if finishing.links:
            places = _places(finishing.links, self.source, self.first_line)
            links = tuple(Link(target, *place) for target, place in zip(finishing.links, places, strict=True))
        if finishing.pictures:
            places = _places([src for src, _ in finishing.pictures], self.source, self.first_line)
            pictures = tuple(
                Picture(src, alt, *place)
                for (src, alt), place in zip(finishing.pictures, places, strict=True)
            )
        return Prose(html.strip("\n"), links, pictures, tuple(finishing.anchors), finishing.words)

    def finished(self, kind: int, text: str) -> str | None:
        """The final HTML of one piece; None if it makes none."""
        if kind >= plain.PARAGRAPH:
            return self.finishing.plain(kind, text)
        if kind == plain.MARKED:
            return self.finishing.finish(text)
        from site_gen.documents.prose.converter import convert
        from site_gen.documents.prose.sanitiser import sanitise

        html = convert(text, self.fast)
        if limits.too_deep(html):
            raise _TooDeep
        return self.finishing.finish(sanitise(html)) if html else None

    def dropped(self) -> Iterator[Problem]:
        """A warning for each address that was taken out, where it can be found."""
        if not self.finishing.dropped:
            return
        for match in _LOST.finditer(self.source):
            line, column = _place(self.source, match.start(1))
            message = f"an address that begins with `{match.group(1)}:` was taken out"
            hint = "Links begin with https:, http: or mailto:."
            yield Problem(Location(self.path, self.first_line + line, column), message, hint, fatal=False)


class _TooDeep(Exception):
    """More elements within elements than the sanitiser can take."""


def _place(source: str, at: int) -> tuple[int, int]:
    """The line, from 0, and the column, from 1."""
    return source.count("\n", 0, at), at - source.rfind("\n", 0, at)


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
        line, column = _place(source, at)
        yield first_line + line, column
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
