"""The text of a live story: what stands on top, and timed entries.

An entry begins with a heading that begins with its time:

    ## 19:05 The sluice gate is opened
    ## 2016-11-16 00:20

A time without a day is of the day on which the story began, wherever the entry stands: so an editor may write
on top or below, and move entries about, and no time ever changes with its neighbours. Every entry is converted
by itself: nothing of one that waits for its moment (a footnote, a definition) can reach another.
"""

import re
from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from site_gen.digest import digest_bytes
from site_gen.documents.document import Entry, Live, Target
from site_gen.documents.front_matter import Source
from site_gen.documents.paragraphs import paragraphs
from site_gen.documents.prose import Prose, ProseRules, limits, plain_text, read_prose
from site_gen.errors import Location, Problem
from site_gen.moments import ZONES, parse_moment

OPENING: Final = 200
"""Characters of an entry that stand for it where its text does not."""

_HEADING: Final = re.compile(r"#{1,2}[ \t]+(.*?)[ \t]*#*[ \t]*")
_WHEN: Final = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)(?:[ \t]+|T))?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?!\w|[.,:]\w)"
    r"(?:[ \t]+(WIB|WITA|WIT)\b)?(?:[ \t]*[–—:|-](?=[ \t]|$))?[ \t]*(.*)",
    re.ASCII,
)
_LIKE_A_TIME: Final = re.compile(r"\d{4}-\d|\d{1,2}:\d|\d{1,2}\.\d\d(?![\w,])", re.ASCII)
_ALMOST: Final = re.compile(
    r"(?:[\s>*+-]|\d+[.)])*(?:#{1,2}(?!#)|#{3,6}(?=\s*\d{4}-\d\d-\d\d[ T]+\d)|<h[12]\b[^>]*>)[\s*_]*(\d.*)",
    re.IGNORECASE,
)
"""A line that was meant for an entry's heading, and is none: `##19:05`, ` ## 19:05`, `> ## 19:05`, `<h2>19:05`.
A small heading with a mere time may well be the author's; one with a day and a time is not."""
_UNDERLINE: Final = re.compile(r"[\s>]*(?:=+|-+)\s*")
_BEFORE_TEXT: Final = " \t>*_"
_CODE: Final = re.compile(r"^(```+|~~~+)[^`\n]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_LARGE: Final = re.compile(r"<h[12]\b")
_HEADINGS: Final = re.compile(r"<h[12]\b.*?</h[12]>", re.DOTALL)
_HALF: Final = re.compile(r"[AaPp]\.?[Mm]\b\.?")
_FORM: Final = "Write it as in: ## 19:05 Title, or of a later day: ## 2016-11-16 00:20 Title."
_TAG: Final = re.compile("<[^<>]*>")
_NOTE_ID: Final = re.compile(r"t-fn(?:ref\d*)?:")
_NOTE: Final = re.compile(r'( (?:id|href)="#?)t-(fn(?:ref\d*)?:)')


class _Piece(msgspec.Struct, frozen=True):
    """A part of the Markdown."""

    line: int
    """On which its text begins."""
    text: str
    heading: str = ""
    """Of an entry, without its `##`."""


class _Moment(msgspec.Struct, frozen=True):
    """What an entry's heading says."""

    at: str
    instant: int
    title: str


def read_live(
    source: Source, path: str, live: Live, rules: ProseRules, zone: ZoneInfo
) -> tuple[Prose | None, Live, tuple[str, ...], list[Problem]]:
    """What stands on top, `live` with its entries, their html in the same order, and what is wrong.

    No Prose if a Problem is fatal. `live` says when the story began and ended.
    """
    problems = list(limits.excess(source.body, path, source.body_line))
    if problems:
        return None, live, (), problems
    try:
        return limits.within_seconds(lambda: _Reading(source, path, live, rules, zone).result())
    except limits.OutOfTime:
        where = Location(path, source.body_line)
        return None, live, (), [Problem(where, "converting this takes more than two seconds", "Simplify it.")]


class _Reading:
    """One pass over one text."""

    def __init__(self, source: Source, path: str, live: Live, rules: ProseRules, zone: ZoneInfo) -> None:
        self.source, self.path, self.live, self.rules, self.zone = source, path, live, rules, zone
        self.problems: list[Problem] = []
        self.taken: set[str] = set()
        """Ids of the page. Later entries make way for earlier ones: one that waits shows in no other."""

    def result(self) -> tuple[Prose | None, Live, tuple[str, ...], list[Problem]]:
        lead, *pieces = self.pieces()
        top = self.prose(lead.text, lead.line)
        self.taken |= set(_places(top)) if top else set()
        moments = [(moment, piece) for piece in pieces if (moment := self.moment(piece))]
        for piece in (lead, *pieces):
            self.find_lost(piece)
        headings = [plain_text(found[0]) for found in _HEADINGS.finditer(top.html)] if top else []
        if not self.problems and any(_LIKE_A_TIME.match(words) for words in headings):
            where = Location(self.path, lead.line)
            self.problems.append(Problem(where, "a heading with a time begins no entry", _FORM))
        first: dict[int, int] = {}
        made = []
        for moment, piece in sorted(moments, key=lambda pair: (pair[0].instant, pair[1].line)):
            other = first.setdefault(moment.instant, piece.line)
            if other != piece.line:
                message = f"a second entry of this time; the first is on line {other - 1}"
                self.complain(piece, message, "Give it its seconds: ## 19:05:30.")
                continue
            entry = self.entry(moment, piece)
            if entry:
                made.append(entry)
        made.reverse()
        live = msgspec.structs.replace(self.live, entries=tuple(entry for entry, _ in made))
        fatal = any(problem.fatal for problem in self.problems)
        return None if fatal else top, live, tuple(html for _, html in made), self.problems

    def pieces(self) -> Iterator[_Piece]:
        """What stands on top, then each entry, in the order of the file."""
        lines = self.source.body.split("\n")
        start, heading = 0, ""
        entries = False
        for paragraph in paragraphs(self.source.body, 0):
            found = _HEADING.fullmatch(paragraph.text) if paragraph.kind == "heading" else None
            if not found:
                continue
            at, words = paragraph.line, found[1]
            if not entries and not _WHEN.fullmatch(words) and not _LIKE_A_TIME.match(words):
                continue  # a heading of what stands on top
            yield _Piece(self.source.body_line + start, "\n".join(lines[start:at]), heading)
            start, heading, entries = at + 1, words or " ", True
        yield _Piece(self.source.body_line + start, "\n".join(lines[start:]), heading)

    def complain(self, piece: _Piece, message: str, hint: str) -> None:
        line = piece.line - 1
        text = self.source.body.split("\n")[line - self.source.body_line]
        column = len(text) - len(text.lstrip("# \t")) + 1
        self.problems.append(Problem(Location(self.path, line, column), message, hint))

    def find_lost(self, piece: _Piece) -> None:
        """Complain of a line that looks as if an entry should begin there: what stands behind it would be taken
        for text of the entry above, and come out with it instead of at its own time."""
        lines = _CODE.sub(lambda code: "\n" * code[0].count("\n"), piece.text).split("\n")
        for number, line in enumerate(lines):
            found = _ALMOST.match(line)
            words = found[1] if found else ""
            if (
                not found
                and number + 1 < len(lines)
                and line.strip()
                and _UNDERLINE.fullmatch(lines[number + 1])
            ):
                words = line.strip(_BEFORE_TEXT)
            if words and _LIKE_A_TIME.match(words):
                where = Location(self.path, piece.line + number, len(line) - len(line.lstrip()) + 1)
                message = f'no entry begins here: "{line.strip()[:40]}"'
                self.problems.append(Problem(where, message, f"{_FORM} A line of text: \\## 19:05."))

    def moment(self, piece: _Piece) -> _Moment | None:
        """When an entry is of, and its title; None after a complaint."""
        found = _WHEN.fullmatch(piece.heading)
        if not found:
            words = piece.heading.strip()
            message = f'no time: "{words[:40]}{"…" if len(words) > 40 else ""}"'
            inside = "" if _LIKE_A_TIME.match(words) else " A heading inside an entry begins with ###."
            self.complain(piece, message, _FORM + inside)
            return None
        day, hour, minute, second, name, title = found.groups()
        written = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
        if half := _HALF.match(title):
            later = f"{int(hour) % 12 + 12 * (half[0][0] in 'Pp'):02}:{minute}"
            self.complain(piece, f'"{hour}:{minute} {half[0]}"', f"Count 24 hours: ## {later}.")
            return None
        if name and ZONES.get(self.zone.key, ("", 0))[0] != name:
            here = ZONES.get(self.zone.key, (self.zone.key, 0))[0]
            self.complain(piece, f"a time in {name}", f"Times are those of the site's own zone, {here}.")
            return None
        try:
            at, instant = parse_moment(f"{day or self.live.started[:10]} {written}", self.zone)
        except ValueError:
            self.complain(piece, f'"{(day or "") + " " * bool(day)}{written}" is no time', _FORM)
            return None
        if instant < self.live.starts:
            hint = f"Of a later day? Then say so: ## {_after(self.live.started)} {written}."
            self.complain(piece, f"an entry of {at[:16].replace('T', ' ')}, before the story began", hint)
            return None
        if self.live.ends and instant > self.live.ends:
            hint = "Mend the time, or `ended` in the front matter."
            self.complain(piece, f"an entry of {at[:16].replace('T', ' ')}, after the story ended", hint)
            return None
        return _Moment(at, instant, title)

    def entry(self, moment: _Moment, piece: _Piece) -> tuple[Entry, str] | None:
        anchor = "t-" + moment.at[:16].replace("T", "-").replace(":", "")
        if moment.at[17:19] != "00":
            anchor += moment.at[17:19]
        self.taken.add(anchor)
        prose = self.prose(piece.text, piece.line)
        heading, _ = read_prose(f"## {moment.title}", self.path, piece.line - 1, self.rules)
        if prose is None:
            return None
        html = prose.html
        if _LARGE.search(html) and not self.problems:
            self.complain(piece, "a large heading inside an entry", "Begin it with ###, or give it a time.")
            return None
        if "t-fn" in html:
            # Notes are numbered in each entry anew; on the page they need ids of their own.
            html = _TAG.sub(lambda tag: _NOTE.sub(rf"\1{anchor}-\2", tag[0]), html)
        anchors = _places(prose)
        self.taken |= set(anchors)
        text = plain_text(html)
        entry = Entry(
            at=moment.at,
            instant=moment.instant,
            anchor=anchor,
            title=plain_text(heading.html) if heading and moment.title else "",
            opening=text if len(text) <= OPENING else text[:OPENING].rpartition(" ")[0] + " …",
            body=digest_bytes(html.encode()),
            links=tuple(Target(one.target, one.line, one.column) for one in prose.links),
            pictures=tuple(Target(one.src, one.line, one.column) for one in prose.pictures),
            bare_pictures=tuple(Target(p.src, p.line, p.column) for p in prose.pictures if not p.alt),
            anchors=(anchor, *anchors),
        )
        return entry, html

    def prose(self, text: str, line: int) -> Prose | None:
        prose, found = read_prose(text, self.path, line, self.rules, self.taken)
        self.problems += found
        return prose


def _places(prose: Prose) -> tuple[str, ...]:
    """The ids of a text, but for those of notes."""
    return tuple(place for place in prose.anchors if not _NOTE_ID.match(place))


def _after(date: str) -> str:
    """The day after one: what an entry of the small hours probably is of."""
    import datetime  # of a mistake only

    return (datetime.date.fromisoformat(date[:10]) + datetime.timedelta(days=1)).isoformat()
