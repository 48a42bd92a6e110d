"""When the site must be built again although nobody edits anything: stories that come due, go or cease to be
news, and pins that end."""

import datetime
import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from site_gen.cache.memory import Cache
from site_gen.documents.document import Document
from site_gen.engine import engine_digest
from site_gen.moments import iso
from site_gen.planning import make_plan
from site_gen.reading.project import Request, documents_in, read_config
from site_gen.reading.tables import fronts_in
from site_gen.site.fronts import pin_ends
from site_gen.site.news import news_instants
from site_gen.site.release import instants as instants_of
from site_gen.tables.fronts import Pin

MOST: Final = 100
"""Events that are told; a crontab of more would be nobody's wish."""


class Event(msgspec.Struct, frozen=True):
    """One instant at which the site changes by itself."""

    at: int
    """Seconds since 1970."""
    appears: tuple[str, ...]
    """Files of the stories that come due; of an entry of a live story, the file with its place."""
    goes: tuple[str, ...]
    """Those that expire."""
    pins: tuple[str, ...] = ()
    """Where the pins stand that end: `content/fronts/home.yaml:4:16`."""
    news: tuple[str, ...] = ()
    """Files of the stories that leave the news sitemap."""
    corrections: tuple[str, ...] = ()
    """Those of the stories a correction of which comes due."""
    updates: tuple[str, ...] = ()
    """Those of the stories that are marked as updated from then on."""
    ends: tuple[str, ...] = ()
    """Those of live stories that end."""

    @property
    def changes(self) -> list[str]:
        """What changes, in words."""
        return [
            *[f"appears: {path}" for path in self.appears],
            *[f"goes: {path}" for path in self.goes],
            *[f"a pin ends: {place}" for place in self.pins],
            *[f"leaves the news sitemap: {path}" for path in self.news],
            *[f"a correction comes due: {path}" for path in self.corrections],
            *[f"an update comes due: {path}" for path in self.updates],
            *[f"a live story ends: {path}" for path in self.ends],
        ]


def schedule(request: Request, form: str) -> str:
    """The coming events of a project, as `text`, `json`, `ics` or `cron`. Raises SiteError.

    For those who may see the project itself: it names files of stories that readers know nothing of.
    """
    cache = Cache(request.cache, engine_digest())
    config = read_config(request.project, cache)
    plan = make_plan(request, config, cache)
    documents, _ = documents_in(plan.reading, cache)
    fronts, _ = fronts_in(plan.reading)
    pins = pin_ends(fronts, documents, config.codes, request.drafts)
    events = coming(documents, plan.instants, request.now, pins, news="news-sitemap" in config.outputs)
    if form == "json":
        return _json(events, ZoneInfo(config.timezone))
    if form == "ics":
        return _ics(events, urlsplit(config.base_url).hostname or "site-gen")
    return _cron(events, request.project) if form == "cron" else _text(events, ZoneInfo(config.timezone))


def coming(
    documents: Sequence[Document],
    instants: Sequence[int],
    now: int,
    pins: Mapping[int, Sequence[Pin]] = {},
    *,
    news: bool = False,
) -> list[Event]:
    """The events after `now`, the next one first; `instants` are all at which the site changes, `pins` those
    that end at some of them. With `news` the site has news sitemaps."""
    appears: dict[int, list[str]] = {}
    goes: dict[int, list[str]] = {}
    leaves: dict[int, list[str]] = {}
    corrected: dict[int, list[str]] = {}
    updated: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for document in documents:
        if instants_of([document]):
            appears.setdefault(max(document.instant, document.embargo), []).append(document.path)
            goes.setdefault(document.expires, []).append(document.path)
            for correction in document.corrections:
                corrected.setdefault(correction.instant, []).append(document.path)
            updated.setdefault(document.updates, []).append(document.path)
            for entry in document.live.entries if document.live else ():
                appears.setdefault(entry.instant, []).append(f"{document.path}#{entry.anchor[2:]}")
            if document.live:
                ends.setdefault(document.live.ends, []).append(document.path)
        for moment in news_instants([document]) if news else ():
            leaves.setdefault(moment, []).append(document.path)
    moments = [moment for moment in sorted(instants) if moment > now][:MOST]
    return [
        Event(
            at=moment,
            appears=tuple(appears.get(moment, ())),
            goes=tuple(goes.get(moment, ())),
            pins=tuple([str(pin.where) for pin in pins.get(moment, ())]),
            news=tuple(leaves.get(moment, ())),
            corrections=tuple(corrected.get(moment, ())),
            updates=tuple(updated.get(moment, ())),
            ends=tuple(ends.get(moment, ())),
        )
        for moment in moments
    ]


def _text(events: Sequence[Event], zone: ZoneInfo) -> str:
    if not events:
        return "Nothing is due: the site stays as it is until somebody edits it.\n"
    lines = []
    for event in events:
        moment = datetime.datetime.fromtimestamp(event.at, zone)
        lines.append(f"{moment:%Y-%m-%d %H:%M:%S} ({zone.key})")
        lines += [f"  {change}" for change in event.changes]
    return "\n".join(lines) + "\n"


def _json(events: Sequence[Event], zone: ZoneInfo) -> str:
    rows = [
        {
            **msgspec.structs.asdict(event),
            "at": iso(event.at, zone),
        }
        for event in events
    ]
    return msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n"


def _ics(events: Sequence[Event], host: str) -> str:
    """RFC 5545: lines end with CRLF and hold 75 bytes; an event needs UID, DTSTAMP and DTSTART.

    The same moment has the same UID in every list, so that a calendar that reads it again has it once.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//site_gen//next//EN"]
    for event in events:
        stamp = _utc(event.at).strftime("%Y%m%dT%H%M%SZ")
        count = len(event.changes)
        words = f"Build the site: {count} {'change' if count == 1 else 'changes'}"
        lines += ["BEGIN:VEVENT", f"UID:{stamp}@{host}", f"DTSTAMP:{stamp}", f"DTSTART:{stamp}"]
        lines += [f"SUMMARY:{words}", f"DESCRIPTION:{_escaped(event.changes)}", "END:VEVENT"]
    return "\r\n".join([*map(_folded, lines), "END:VCALENDAR", ""])


def _escaped(lines: Sequence[str]) -> str:
    return "\\n".join(re.sub(r"([\\;,])", r"\\\1", line) for line in lines)


def _folded(line: str) -> str:
    """A line of a calendar in pieces of at most 75 bytes, each but the first behind a space."""
    pieces = [""]
    for char in line:
        if len((pieces[-1] + char).encode()) > (75 if len(pieces) == 1 else 74):
            pieces.append("")
        pieces[-1] += char
    return "\r\n ".join(pieces)


def _cron(events: Sequence[Event], project: Path) -> str:
    """Lines of a crontab in UTC. A minute after a moment within a minute: cron knows no seconds."""
    lines = [
        "# Times are UTC. Every line comes again each year: make this list anew after each build.",
        "# Cron looks for programs in its own PATH: it may need the whole path of site-gen.",
    ]
    # A percent sign would be the end of the command.
    command = f"cd {shlex.quote(str(project))} && site-gen build --quiet --no-import".replace("%", r"\%")
    for event in events:
        moment = _utc(event.at + 59)
        lines.append(f"{moment.minute} {moment.hour} {moment.day} {moment.month} * {command}")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _utc(instant: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(instant, datetime.UTC)
