"""The text of a live story: what stands on top, and timed entries.

An entry begins with a heading that begins with its time, and every large heading begins one:

    ## 19:05 The sluice gate is opened
    ## 2016-11-16 00:20

What only looks like such a heading is a mistake: taken for text of what stands above, it would come out with that
instead of at its own time.

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
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d(?!\w|[.,:]\w)")
_INVISIBLE: Final = r"\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_LEAD: Final = rf"(?:[\s>*+{_INVISIBLE}-]|\d+[.)]\s)*"
_ALMOST: Final = re.compile(rf"{_LEAD}(?:\#\#?[\s{_INVISIBLE}]|\#\#(?!\#)).*\d")
"""A heading with a figure in it, and in all but its form: `##19:05`, ` ## 19:05`, `> ## 19:05`."""
_NEAR: Final = re.compile(
    r"(?!\\|[\s>]*\#{3,6}\s)(?=(?:&\w+;)?.{0,4}\#).{0,16}?(?<![\d.:])(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[:.]\d\d)(?!\d)"
)
"""A mark of a heading, however it was mistyped, and a day or a time close behind it: `#+ 19:05`, `=# 2016-11-16`."""
_DATED: Final = re.compile(
    rf"{_LEAD}(?:\#{{3,6}}|<h[3-6]\b[^>]*>)?[\s*_(\[{_INVISIBLE}]*"
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T\s,]+\d{1,2}[:.]\d\d",
    re.IGNORECASE,
)
"""A line that begins with a day and a time: `### 2016-11-16 00:20`, `**2016/11/16 00:20** The water falls`."""
_TAGGED: Final = re.compile(rf"{_LEAD}<h[12]\b", re.IGNORECASE)
_UNDERLINE: Final = re.compile(r"[\s>]*(?:=+|-+)\s*")
_HIDDEN: Final = re.compile(r"^(```+|~~~+)[^`\n]*\n.*?^\1[ \t]*$|<!--.*?-->", re.MULTILINE | re.DOTALL)
"""Code between fences, and comments: nothing in them begins an entry."""
_LARGE: Final = re.compile(r"<h[12]\b")
_ZONE: Final = re.compile(
    r"\(?(?:(?:WIB|WITA|WIT|GMT|UTC|[JKM]SK|[JK]ST|SGT|HKT|MYT|A?[ECMP][SD]T|CES?T|BST|ACST)\b|[+\u2212-]\d{1,2}:?\d\d\b|Z\b)"
)
_PART_OF_DAY: Final = re.compile(
    r"(?:malam|sore|petang|siang|dini hari|pagi)(?=\s*(?:[:,–—-]|$))", re.IGNORECASE
)
_HALF: Final = re.compile(r"[AaPp]\.?[Mm]\b\.?")
_FORM: Final = "Write it as in: ## 19:05 Title, or of a later day: ## 2016-11-16 00:20 Title."
_SMALL: Final = "Other headings begin with ###."
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
        self.find_lost(lead, top)
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
        for paragraph in paragraphs(_seen(self.source.body), 0):
            found = _HEADING.fullmatch(paragraph.text) if paragraph.kind == "heading" else None
            if found:
                yield _Piece(self.source.body_line + start, "\n".join(lines[start : paragraph.line]), heading)
                start, heading = paragraph.line + 1, found[1] or " "
        yield _Piece(self.source.body_line + start, "\n".join(lines[start:]), heading)

    def complain(self, piece: _Piece, message: str, hint: str) -> None:
        line = piece.line - 1
        text = self.source.body.split("\n")[line - self.source.body_line]
        column = len(text) - len(text.lstrip("# \t")) + 1
        self.problems.append(Problem(Location(self.path, line, column), message, hint))

    def find_lost(self, piece: _Piece, prose: Prose | None) -> None:
        """Complain of lines in a piece that look as if an entry should begin there."""
        large = prose is not None and bool(_LARGE.search(prose.html))
        lines = _seen(piece.text).split("\n")
        lost = [
            number
            for number, line in enumerate(lines)
            if _ALMOST.match(line)
            or _NEAR.match(line)
            or _DATED.match(line)
            or (
                large
                and (_TAGGED.match(line) or (line.strip() and _UNDERLINE.fullmatch(_at(lines, number + 1))))
            )
        ]
        for number in lost or ([0] if large else []):
            line = lines[number]
            where = Location(self.path, piece.line + number, len(line) - len(line.lstrip()) + 1)
            message = f'no entry begins here: "{line.strip()[:40]}"'
            self.problems.append(Problem(where, message, f"{_FORM} {_SMALL} A line of text: \\## 19:05."))

    def moment(self, piece: _Piece) -> _Moment | None:
        """When an entry is of, and its title; None after a complaint."""
        found = _WHEN.fullmatch(piece.heading)
        if not found:
            words = piece.heading.strip()
            message = f'no time: "{words[:40]}{"…" if len(words) > 40 else ""}"'
            self.complain(piece, message, _FORM if _LIKE_A_TIME.match(words) else f"{_FORM} {_SMALL}")
            return None
        day, hour, minute, second, name, title = found.groups()
        written = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
        if half := _HALF.match(title):
            later = f"{int(hour) % 12 + 12 * (half[0][0] in 'Pp'):02}:{minute}"
            self.complain(piece, f'"{hour}:{minute} {half[0]}"', f"Count 24 hours: ## {later}.")
            return None
        if (part := _PART_OF_DAY.match(title)) and int(hour) <= 12:
            self.complain(piece, f'"{hour}:{minute} {part[0]}"', "Count 24 hours, from 00:00 to 23:59.")
            return None
        if not name and (zone := _ZONE.match(title)):
            here = ZONES.get(self.zone.key, (self.zone.key, 0))[0]
            hint = f"Times are those of the site's own zone, {here}: write the hour there, and no zone."
            self.complain(piece, f'a time with "{zone[0].strip("(")}"', hint)
            return None
        if _CLOCK.match(title) and piece.heading.endswith(f"{minute} {title}"):
            self.complain(piece, f'two times: "{piece.heading.strip()[:40]}"', _FORM)
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
        self.find_lost(piece, prose)
        html = prose.html
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


def _seen(text: str) -> str:
    """A text, line for line, without what is code or a comment."""
    return _HIDDEN.sub(lambda hidden: "\n" * hidden[0].count("\n"), text)


def _at(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _after(date: str) -> str:
    """The day after one: what an entry of the small hours probably is of."""
    import datetime  # of a mistake only

    return (datetime.date.fromisoformat(date[:10]) + datetime.timedelta(days=1)).isoformat()
