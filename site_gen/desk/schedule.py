"""When the site must be built again although nobody edits anything: stories that come due, those that go, and
pins that end."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from site_gen.cache import Cache
from site_gen.documents.document import Document
from site_gen.engine import engine_digest
from site_gen.fronts import Pin
from site_gen.planning import make_plan
from site_gen.project import Request, documents_in, fronts_in, read_config
from site_gen.site.fronts import pin_ends

MOST: Final = 100
"""Events that are told; a crontab of more would be nobody's wish."""


class Event(msgspec.Struct, frozen=True):
    """One instant at which the site changes by itself."""

    at: int
    """Seconds since 1970."""
    appears: tuple[str, ...]
    """Files of the stories that come due."""
    goes: tuple[str, ...]
    """Those that expire."""
    pins: tuple[str, ...] = ()
    """Where the pins stand that end: `content/fronts/home.yaml:4:16`."""


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
    events = coming(documents, plan.instants, request.now, pins)
    return {"text": _text, "json": _json, "ics": _ics, "cron": _cron}[form](events, ZoneInfo(config.timezone))


def coming(
    documents: Sequence[Document],
    instants: Sequence[int],
    now: int,
    pins: Mapping[int, Sequence[Pin]] = {},
) -> list[Event]:
    """The events after `now`, the next one first; `instants` are all at which the site changes, `pins` those
    that end at some of them."""
    appears: dict[int, list[str]] = {}
    goes: dict[int, list[str]] = {}
    for document in documents:
        if not document.draft:
            appears.setdefault(max(document.instant, document.embargo), []).append(document.path)
            goes.setdefault(document.expires, []).append(document.path)
    moments = [moment for moment in sorted(instants) if moment > now][:MOST]
    return [
        Event(
            m, tuple(appears.get(m, ())), tuple(goes.get(m, ())), tuple(str(p.where) for p in pins.get(m, ()))
        )
        for m in moments
    ]


def _text(events: Sequence[Event], zone: ZoneInfo) -> str:
    if not events:
        return "Nothing is due: the site stays as it is until somebody edits it.\n"
    lines = []
    for event in events:
        moment = datetime.datetime.fromtimestamp(event.at, zone)
        lines.append(f"{moment:%Y-%m-%d %H:%M:%S} ({zone.key})")
        lines += [f"  appears: {path}" for path in event.appears]
        lines += [f"  goes: {path}" for path in event.goes]
        lines += [f"  a pin ends: {place}" for place in event.pins]
        if not (event.appears or event.goes or event.pins):
            lines.append("  a story leaves the news sitemap")
    return "\n".join(lines) + "\n"


def _json(events: Sequence[Event], zone: ZoneInfo) -> str:
    rows = [
        {
            "at": datetime.datetime.fromtimestamp(event.at, zone).isoformat(),
            "appears": event.appears,
            "goes": event.goes,
            "pins": event.pins,
        }
        for event in events
    ]
    return msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n"


def _ics(events: Sequence[Event], zone: ZoneInfo) -> str:
    """RFC 5545: lines end with CRLF; an event needs UID, DTSTAMP and DTSTART."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//site_gen//next//EN"]
    for event in events:
        stamp = _utc(event.at).strftime("%Y%m%dT%H%M%SZ")
        count = len(event.appears) + len(event.goes) + len(event.pins)
        words = f"Build the site: {count} {'change' if count == 1 else 'changes'}"
        lines += ["BEGIN:VEVENT", f"UID:{stamp}@site-gen", f"DTSTAMP:{stamp}", f"DTSTART:{stamp}"]
        lines += [f"SUMMARY:{words}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _cron(events: Sequence[Event], zone: ZoneInfo) -> str:
    """Lines of a crontab in UTC. A minute after a moment within a minute: cron knows no seconds."""
    lines = ["# Times are UTC. Every line comes again each year: make this list anew after each build."]
    for event in events:
        moment = _utc(event.at + 59)
        lines.append(f"{moment.minute} {moment.hour} {moment.day} {moment.month} * site-gen build")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _utc(instant: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(instant, datetime.UTC)
