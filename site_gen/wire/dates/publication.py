"""Which of the days that a text names is the day of publication, and which the day that is told of.

A date is found or it is not; it is never guessed. What counts, in this order: a stamp (a line of its own,
a link, a meta tag), a weekday with a full date tied to saying or to the event, a full date near the head.
A day without a year is completed only by a year that the copy itself fixes (a copyright line, a tweet, a
stamp, a full date within two weeks of it) and only where the weekday agrees.
"""

import datetime
import re

import msgspec

from site_gen.errors import Location, Problem
from site_gen.wire.dates.calendar import WEEKDAYS, day_of
from site_gen.wire.dates.days import Found
from site_gen.wire.story import NOTHING, Inferred

_NEWS_SINCE = 1980
"""Year: in Indonesian copy a day before is history, `pada 17 Agustus 1945`, where nobody says it of the news."""
_LATER = 180
"""Days: what happened so long before the day of a page is not this day's news."""
_BRACKETED = re.compile(r"\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}")


def _without_today(stamps: list[Found], full: list[Found]) -> list[Found]:
    """The stamps without the day that a page shows above or below all whenever it is looked at, or beside another story:
    no hour stands with it, and all days that the copy itself names, one of them as news name theirs, `Minggu (30/7/2017)`,
    are long gone."""
    if not any(f.weekday >= 0 and (_BRACKETED.search(f.written) or f.kind == "event") for f in full):
        return stamps
    latest = max(f.day for f in full if f.day)
    last = max(f.line for f in full)
    return [f for f in stamps if not (_is_long_after(f, latest) and (f.line > last or _heads(f)))]


def _is_long_after(stamp: Found, day: datetime.date) -> bool:
    return "T" not in stamp.stamp and stamp.day is not None and (stamp.day - day).days > _LATER


def _heads(stamp: Found) -> bool:
    return stamp.line == 1 and stamp.weekday >= 0


class Dates(msgspec.Struct, frozen=True):
    """What the dates of a text say."""

    published: Inferred
    event: Inferred
    problems: tuple[Problem, ...] = ()


def choose(
    found: list[Found],
    stamps: list[Found],
    tweets: list[Found],
    years: set[int],
    weekdays: list[int],
    dateline_day: Found | None,
    problems: list[Problem],
    length: int = 0,
    spoken: list[Found] | None = None,
    name: str = "",
    lang: str = "id",
    elsewhere: list[Found] | None = None,
) -> Dates:
    """Which of the days is the day of publication, and which the day that is told of.

    `elsewhere` are the days in the addresses under which the story stood before: what is better than those goes first.
    """
    full = [f for f in found if f.day]
    event = _event(full)
    stamps = _without_today(stamps, full)
    if stamps:
        best = max(stamps, key=lambda f: (bool(f.line == 0 or "T" in f.stamp), -f.line))
        if best.day:
            problems = [*problems, *_contradictions(found, best.day, name, lang)]
            event = event or _counted_back([*found, *(spoken or ())], best.day)
        return Dates(
            Inferred(best.stamp, f'the stamp "{best.written[:60]}"', 0.97, best.line), event, tuple(problems)
        )
    anchored = _anchored(found, tweets, years, weekdays, dateline_day)
    said = [f for f in full if f.kind in ("saying", "event")]
    strong = [f for f in said if f.weekday >= 0 or f.kind == "saying"]
    if strong:
        dated = [f for f in strong if f.weekday >= 0]
        last = max((f.day for f in dated if f.day), default=None)
        if last is not None:
            # A report is quoted within days; a bare date long after the news is a plan.
            strong = dated + [f for f in strong if f.weekday < 0 and f.day and -3 <= (f.day - last).days <= 3]
        best = max(strong, key=lambda f: (f.day, -f.position))
        sure = 0.95 if best.weekday >= 0 and best.day and best.day.weekday() == best.weekday else 0.85
        reason = f'the latest full date that the text ties to {"saying" if best.kind == "saying" else "the event"}: "{best.written}"'
        return Dates(
            Inferred(best.day.isoformat() if best.day else "", reason, sure, best.line),
            event,
            tuple(problems),
        )
    if anchored:
        return Dates(anchored, event, tuple(problems))
    if elsewhere:
        first = min(elsewhere, key=lambda f: f.stamp)
        return Dates(
            Inferred(first.stamp, f'the address where it stood before: "{first.written}"', 0.8, first.line),
            event,
            tuple(problems),
        )
    plain = [f for f in full if f.kind in ("plain", "event")]
    # A weekday with a day but no year is when it happened: another full date is not the day of this story.
    unfinished = any(f.weekday >= 0 and not f.day for f in found)
    if lang == "en":
        # English copy says on which weekday it happened, and dates what is long past.
        unfinished = unfinished or any(f.weekday >= 0 or f.back >= 0 for f in spoken or ())
    if lang == "id":
        plain = [f for f in plain if f.day and f.day.year >= _NEWS_SINCE]
    if plain and not unfinished:
        best = max(plain, key=lambda f: (f.day, -f.position))
        latest = max((f.day for f in full if f.day), default=None)
        near_head = best.position < max(400, length * 0.45)
        if (
            near_head
            and (best.kind == "event" or latest == best.day)
            and not any(y > best.day.year for y in years if best.day)
        ):
            return Dates(
                Inferred(
                    best.day.isoformat() if best.day else "",
                    f'the only full date near the head: "{best.written}"',
                    0.6,
                    best.line,
                ),
                event,
                tuple(problems),
            )
    return Dates(NOTHING, event, tuple(problems))


def _event(full: list[Found]) -> Inferred:
    told = [f for f in full if f.kind == "event"]
    if not told:
        return NOTHING
    first = told[0]
    return Inferred(
        first.day.isoformat() if first.day else "", f'the text tells of "{first.written}"', 0.8, first.line
    )


_LONGEST_AGO = 200
"""Days: what copy names without a year is not longer ago, or it would name the year."""


def _counted_back(days: list[Found], stamp: datetime.date) -> Inferred:
    """The first day that the copy tells of by a word or without its year, counted from the stamp."""
    for told in sorted(days, key=lambda day: day.position):
        if told.kind in ("planned", "past") or told.day:
            continue
        if told.month_day[0]:
            years = (day_of(year, *told.month_day) for year in (stamp.year, stamp.year - 1))
            fits = [
                day
                for day in years
                if day and 0 <= (stamp - day).days <= _LONGEST_AGO and told.weekday in (-1, day.weekday())
            ]
            if not fits:
                continue
            day = fits[0]
        elif told.back >= 0:
            day = stamp - datetime.timedelta(days=told.back)
        else:
            day = stamp - datetime.timedelta(days=(stamp.weekday() - told.weekday) % 7)
        return Inferred(day.isoformat(), f'"{told.written}", counted from the stamp', 0.7, told.line)
    return NOTHING


def _contradictions(days: list[Found], stamp: datetime.date, name: str, lang: str) -> list[Problem]:
    """Weekdays that do not fit a day without a year, where the stamp leaves one year alone."""
    found: list[Problem] = []
    for told in days:
        if told.day or told.weekday < 0 or not told.month_day[0] or told.kind in ("planned", "past"):
            continue
        year = stamp.year - (told.month_day > (stamp.month, stamp.day))
        day = day_of(year, *told.month_day)
        if day and (stamp - day).days <= _LONGEST_AGO and day.weekday() != told.weekday:
            weekday = WEEKDAYS["en" if lang == "en" else "id"][day.weekday()]
            message = f'"{told.written}": in {year} that day was a {weekday}'
            found.append(Problem(Location(name, told.line), message, "One of the two is wrong.", fatal=False))
    return found


_BESIDE = 14
"""Days: of two days so near each other one has its year from the other."""


def _beside(partial: list[Found], full: list[Found]) -> Inferred:
    """A weekday with a day but no year, completed by the year of a full date beside it, where the weekday agrees."""
    for f in partial:
        if f.weekday < 0 or f.kind == "planned":
            continue
        for other in full:
            assert other.day is not None
            day = day_of(other.day.year, *f.month_day)
            if day and day.weekday() == f.weekday and abs((day - other.day).days) <= _BESIDE:
                reason = f'"{f.written}" with the year of "{other.written}"; the weekday agrees'
                return Inferred(day.isoformat(), reason, 0.8, f.line)
    return NOTHING


def _anchored(
    found: list[Found], tweets: list[Found], years: set[int], weekdays: list[int], dateline_day: Found | None
) -> Inferred:
    """A day without a year, completed where the copy fixes the year and everything agrees."""
    tweet_days = [t.day for t in tweets if t.day]
    partial = [f for f in found if f.month_day[0] and not f.day and f.kind != "past"]
    if dateline_day and dateline_day.month_day[0]:
        partial.insert(0, dateline_day)
    if not (tweet_days or years):
        return _beside(partial, [f for f in found if f.day and f.kind != "past"])
    if tweet_days:
        latest = max(tweet_days)
        named = {(d.month, d.day) for d in tweet_days}
        if any(f.month_day in named for f in partial) or latest.weekday() in weekdays:
            return Inferred(
                latest.isoformat(),
                "the latest tweet in the text, whose day the text names, too",
                0.75,
                tweets[-1].line,
            )
        return NOTHING
    if len(years) == 1:
        year = next(iter(years))
        for f in partial:
            day = day_of(year, *f.month_day)
            if not day:
                continue
            if f.weekday >= 0 and day.weekday() == f.weekday:
                said = weekdays[0] if weekdays else f.weekday
                if f.kind == "planned" or said != f.weekday:
                    if f.kind == "planned":
                        day -= datetime.timedelta(days=(day.weekday() - said) % 7)
                    else:
                        # What happened comes before it is told: the next such weekday behind the last of it.
                        happened = [
                            other
                            for one in partial
                            if one.kind != "planned" and (other := day_of(year, *one.month_day))
                        ]
                        day = max(happened)
                        day += datetime.timedelta(days=(said - day.weekday()) % 7)
                    return Inferred(
                        day.isoformat(),
                        f'"{f.written}" with the year of the copyright line, and the weekday said',
                        0.8,
                        f.line,
                    )
                return Inferred(
                    day.isoformat(),
                    f'"{f.written}" with the year of the copyright line; the weekday agrees',
                    0.85,
                    f.line,
                )
            if f is dateline_day:
                return Inferred(
                    day.isoformat(),
                    f'"{f.written}" in the dateline with the year of the copyright line',
                    0.8,
                    f.line,
                )
    return NOTHING
