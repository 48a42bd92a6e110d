"""All days of a text, gathered for the choice of the day of publication."""

import re
from collections.abc import Iterable

import msgspec

from site_gen.errors import Location, Problem
from site_gen.wire.dates.days import Found, read_days
from site_gen.wire.dates.machines import copyright_year, stamp_of_machine, tweet_day, url_days
from site_gen.wire.dates.publication import Dates, choose
from site_gen.wire.dates.spoken import bare_weekdays, spoken_days
from site_gen.wire.dates.stamps import decided
from site_gen.wire.head.reading import Head
from site_gen.wire.lines import Line
from site_gen.wire.story import Block, Removed

_LEAD = 700
"""Characters: a word such as `kemarin` tells when it happened in the first paragraphs alone."""


def read_dates(
    body: list[Line],
    blocks: tuple[Block, ...],
    removed: list[Removed],
    written: Iterable[str],
    column: str,
    sent: tuple[Found, ...],
    head: Head,
    url: str,
    name: str,
    lang: str,
) -> Dates:
    """The day of publication, the day that is told of, and what is wrong with the days of a text.

    `written` are days that a machine wrote beside the text, `column` is what a table or a label has for the date, `sent`
    are days that a wire's codes tell, `url` is the address where the story stood.
    """
    told = _told(body, blocks, name, lang)
    years = {year for piece in removed if (year := copyright_year(piece.text))}
    stamps = [stamp for text in written if text and (stamp := stamp_of_machine(text, lang))]
    if column and (stamp := stamp_of_machine(column, lang)):
        stamps.append(stamp)
    elif column:
        message = f'the date "{column[:40]}" cannot be read'
        hint = "Write it so that nobody can mistake it: 2016-11-15."
        told.problems.append(Problem(Location(name), message, hint, fatal=False))
    stamps += [*head.stamps, *sent]
    for piece in removed:
        stamps += _stamps_of(piece, body[0].number, name, lang)
    stamps += url_days(url, 0)
    elsewhere = [
        day for piece in removed if piece.rule in _REPUBLISHED for day in url_days(piece.text, piece.line)
    ]
    day = None
    if head.date:
        days, _ = read_days(head.date, head.line, lang, name)
        day = days[0] if days else None
    if day:
        stamps += _stamps_of_dateline(day, head)
    # Weekdays without a date tell only where something else fixes the year.
    weekdays = [day for text in told.copy for day in bare_weekdays(text)] if told.tweets or years else []
    return choose(
        told.days,
        stamps,
        told.tweets,
        years,
        weekdays,
        day,
        told.problems,
        told.length,
        told.spoken,
        name,
        lang,
        elsewhere,
    )


_REPUBLISHED = frozenset(["republished", "link", "address"])
"""Rules that take out where a story stood before, `Artikel ini telah tayang di … https://contoh.id/2024/05/05/…`, or an
address alone below it."""


class _Told(msgspec.Struct):
    """What the sentences of a body tell of days."""

    days: list[Found] = []
    spoken: list[Found] = []
    tweets: list[Found] = []
    problems: list[Problem] = []
    copy: list[str] = []
    """Its lines, but for tweets and captions."""
    length: int = 0


def _told(body: list[Line], blocks: tuple[Block, ...], name: str, lang: str) -> _Told:
    told = _Told()
    # The day of a photo is not the day of the news, unless there is nothing but photos.
    captions = {block.line for block in blocks if block.kind == "caption"}
    only_captions = all(line.number in captions for line in body)
    for line in body:
        if line.number in captions and not only_captions:
            continue
        if tweet := tweet_day(line.text, line.number, lang):
            told.tweets.append(tweet)
        else:
            days, wrong = read_days(line.text, line.number, lang, name, told.length)
            told.days += days
            told.problems += wrong
            told.copy.append(line.text)
            if told.length < _LEAD:
                told.spoken += spoken_days(line.text, line.number, told.length)
        told.length += len(line.text) + 1
    return told


_TAKEN = re.compile(
    r"[(\[]\s*(?:dilansir|dikutip|disadur|diolah|disarikan|dirangkum|(?:quoted|taken|adapted)\s+from)\b",
    re.IGNORECASE,
)
"""`(dilansir dari harian contoh jumat 8 desember 2017)`: the day that stands with the house in a credit."""


def _stamps_of(piece: Removed, first: int, name: str, lang: str) -> list[Found]:
    """The days of the page in what was taken out of the text; `first` is the line where the story begins."""
    if piece.rule == "metadata" or (piece.rule == "source address" and piece.line < first):
        return url_days(piece.text, piece.line)
    if piece.rule == "first published" or (piece.rule == "credit" and _TAKEN.match(piece.text)):
        days, _ = read_days(piece.text, piece.line, lang, name)
        return [
            Found(day.day, piece.line, "stamp", day.written, stamp=day.day.isoformat())
            for day in days
            if day.day
        ]
    return []


def _stamps_of_dateline(day: Found, head: Head) -> list[Found]:
    """The day in the dateline, and the day above it in numbers of which that tells which is the month."""
    found: list[Found] = []
    line, numbers = head.undecided
    if numbers and (sure := decided(numbers, *day.month_day)):
        found.append(Found(sure, line, "stamp", numbers, stamp=sure.isoformat()))
    if day.day:
        found.append(Found(day.day, head.line, "stamp", head.date, stamp=day.day.isoformat()))
    return found
