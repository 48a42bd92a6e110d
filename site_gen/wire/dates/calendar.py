"""Months and days of the week by their names, in both languages."""

import datetime
import re

ENGLISH_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY = rf"(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad|{ENGLISH_WEEKDAY})"
"""A pattern for the name of a day of the week, in either language."""
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_OF = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags aug agt",
            "september septembr sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
"""The number of a month by any of its names and short forms, in small letters."""
DAY_OF = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mon sen",
            "selasa tuesday tue tues sel",
            "rabu wednesday wed rab",
            "kamis thursday thu thur thurs kam",
            "jumat jum'at jum’at friday fri jum",
            "sabtu saturday sat sab",
            "minggu ahad sunday sun min",
        )
    )
    for name in names.split()
}
"""The number of a weekday by any of its names and short forms: Monday is 0."""
YEAR = r"(?:19|20)\d\d"
DIGIT = re.compile(r"\d")
"""Without one of these nothing names a day of the month."""


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def weekday_of(text: str | None) -> int:
    return DAY_OF[text.lower().rstrip(".")] if text else -1


def month_of(text: str) -> int:
    return MONTH_OF[text.lower().rstrip(".")]


_TURN = 70
"""A year of two digits from this on is of the last century."""


def year_of(text: str) -> int:
    """The year of two digits, `'21`, or of four."""
    number = int(text.strip("'"))
    if number >= 100:
        return number
    return 2000 + number if number < _TURN else 1900 + number
