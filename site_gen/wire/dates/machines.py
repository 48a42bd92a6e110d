"""Days that a machine wrote: in a meta tag or a column, in an address, under a tweet, behind a copyright sign."""

import datetime
import re

from site_gen.wire.dates.calendar import YEAR, day_of
from site_gen.wire.dates.days import Found
from site_gen.wire.dates.forms import DATE, parts_of
from site_gen.wire.dates.stamps import read_stamp

_SECONDS = re.compile(r"\s*(1[0-8]\d{8})(?:\d{3})?\s*")
"""Since 1970, or thousandths of them: of the years 2001 to 2030, for `1999123110` may as well be a day and its hour."""


def stamp_of_machine(text: str, lang: str) -> Found | None:
    """A date out of a meta tag or a column: `2015-11-05T11:13:00+07:00`, `2015/11/05`, `05 Nov 2015`, `05/11/2015` as the
    copy's language has it, seconds since 1970."""
    if seconds := _SECONDS.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(seconds[1]), datetime.UTC)
        return Found(moment.date(), 0, "stamp", text.strip(), stamp=moment.isoformat())
    found = re.match(
        rf"\s*({YEAR})[-/]?(\d\d)[-/]?(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?(?:\.\d+)?\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?",
        text,
    )
    if not found:
        return read_stamp(text, 0, lang if re.match(r"\s*\d+/\d+/\d+", text) else "id")
    day = day_of(int(found[1]), int(found[2]), int(found[3]))
    if not day:
        return None
    zone = (found[6] or "").replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    stamp = f"{day.isoformat()}T{found[4]}:{found[5]}:00{zone}" if found[4] else day.isoformat()
    return Found(day, 0, "stamp", text.strip(), stamp=stamp)


_URL_DATE = re.compile(rf"https?://\S*?/({YEAR})[/-]?(\d\d)[/-]?(\d\d)(?:/|\b)")
"""`/2015/11/05/` in the address of a story"""


def url_days(text: str, line: int) -> list[Found]:
    """The days that addresses of stories carry: `/read/2015/11/05/`."""
    days = [(day_of(int(m[1]), int(m[2]), int(m[3])), m.group()) for m in _URL_DATE.finditer(text)]
    return [Found(day, line, "stamp", written, stamp=day.isoformat()) for day, written in days if day]


_TWEET_END = re.compile(r"\(@\w+\)\s*(?P<date>.{6,30})$")
"""Who wrote a tweet, and when."""


def tweet_day(text: str, line: int, lang: str) -> Found | None:
    """The day under an embedded tweet."""
    end = _TWEET_END.search(text)
    match = DATE.search(end["date"]) if end else None
    parts = parts_of(match, lang) if match else None
    day = day_of(*parts) if parts and parts[0] else None
    return Found(day, line, "tweet", end["date"]) if day and end else None


_COPYRIGHT = re.compile(rf"(?:copyright|©|\(c\)|hak\s+cipta)[^.\n]{{0,40}}?({YEAR})", re.IGNORECASE)


def copyright_year(text: str) -> int:
    """The year of a copyright line, 0 if there is none."""
    found = _COPYRIGHT.search(text)
    return int(found[1]) if found else 0
