"""The codes that an agency's wire puts round a story, as old systems saved it.

    f l BC-Contoh-Trees     11-13 0466      priority, category, slug, day, words
    ^BC-Contoh-Trees,466<                   a field begins with ^ and ends with < or =
    ^Farmers plant a thousand trees<
    ^Eds: With AP Photos.<
    ^By JANE DOE=
    ^Associated Press=
       CONTOH, Argentina (AP) _ The story …
       AP-WF-11-13-13 1509GMT<              who sent it, month, day, year, hour

The form is that of the press associations (ANPA 1312): a wire without any such field is left alone.
"""

import re

import msgspec

from site_gen.wire.dates.calendar import day_of, year_of
from site_gen.wire.dates.days import Found
from site_gen.wire.dates.stamps import ZONES
from site_gen.wire.lines import Line
from site_gen.wire.story import Removed

_HEAD = 16
"""The fields stand in so many of the first lines."""
_LONGEST = 4
"""Lines of a field: a note to the desks may have more than one."""
_ENDS = ("<", "=")
_SLUG = re.compile(r"[A-Z]{2}-{1,2}\S.*,\s?\d{2,5}")
_BYLINE = re.compile(r"By\s+\S")
_HOUSE = re.compile(r"(?:The\s+)?(?:[A-Z][\w.&'’-]*\s?){1,5}(?<!Writer)(?<!Editor)(?<!Correspondent)")
_KINDS = (
    r"(?:Exclusive|Interview|Explains|Analysis|Investigation|Sources?|Poll|NewsBreak|IMPACT|FACT\s+CHECK)\b"
)
"""`AP Exclusive: …` begins a headline, `AP Photo` a note."""
_NOTE = re.compile(
    rf"(?:Eds|EDS|Editors|ATTN|With|AP(?!\s{_KINDS})|APNewsNow|Photos?|For\s+release|Embargoed)\b|[A-Z ]{{2,30}}(?::|\bPhotos?\b)"
)
_SENT = re.compile(
    r"[A-Z]{2,3}-[A-Z]{2,3}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<zone>[A-Z]{1,5})?<?"
)


class Codes(msgspec.Struct, frozen=True):
    """A wire's copy and what its codes say."""

    lines: tuple[Line, ...]
    removed: tuple[Removed, ...] = ()
    stamps: tuple[Found, ...] = ()


def without_codes(lines: tuple[Line, ...]) -> Codes:
    """The lines without the codes of a wire: a headline and a byline among them are lines like others."""
    fields = _fields(lines)
    if len(fields) < 2:
        return Codes(lines)
    first, last = fields[0][0], fields[-1][1]
    removed = [Removed(line.text, "wire code", line.number) for line in lines[:first]]
    kept: list[Line] = []
    titled = False
    for start, end, mark in fields:
        line = lines[start]
        written = " ".join(one.text for one in lines[start:end])
        text = written[1:-1].strip()
        if _SLUG.fullmatch(text) or not text:
            removed.append(Removed(written, "wire code", line.number))
        elif mark == "=" and (_BYLINE.match(text) or _HOUSE.fullmatch(text)):
            kept.append(Line(text, line.number))
        elif not titled and mark == "<" and not _NOTE.match(text):
            titled = True
            kept.append(Line(text, line.number, "heading"))
        else:
            removed.append(Removed(written, "desk note", line.number))
    stamps: list[Found] = []
    for line in lines[last:]:
        if (sent := _SENT.fullmatch(line.text)) and (stamp := _stamp(sent, line.number)):
            stamps.append(stamp)
            removed.append(Removed(line.text, "date", line.number))
        else:
            kept.append(line)
    return Codes(tuple(kept), tuple(removed), tuple(stamps))


def _fields(lines: tuple[Line, ...]) -> list[tuple[int, int, str]]:
    """Where the fields at the head begin and end, and the mark of each: they follow each other."""
    found: list[tuple[int, int, str]] = []
    at = next((n for n, line in enumerate(lines[:_LONGEST]) if line.text.startswith("^")), len(lines))
    while at < min(_HEAD, len(lines)) and lines[at].text.startswith("^"):
        end = next(
            (n + 1 for n in range(at, min(at + _LONGEST, len(lines))) if lines[n].text.endswith(_ENDS)), 0
        )
        if not end:
            break
        found.append((at, end, lines[end - 1].text[-1]))
        at = end
    return found


def _stamp(sent: re.Match[str], number: int) -> Found | None:
    day = day_of(year_of(sent["year"]), int(sent["month"]), int(sent["day"]))
    if not day:
        return None
    zone = ZONES.get(sent["zone"] or "", "")
    moment = f"{day.isoformat()}T{sent['hour']}:{sent['minute']}:00{zone}" if zone else day.isoformat()
    return Found(day, number, "stamp", sent.group(), stamp=moment)
