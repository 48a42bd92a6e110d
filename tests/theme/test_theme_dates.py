"""Dates, times and numbers as each language writes them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from site_gen.theme.dates import STYLES, Calendar, compiled

INDONESIAN = Calendar("id_ID", "d MMMM y", "EEEE, d MMMM y", "HH.mm", "Asia/Jakarta")
ENGLISH = Calendar("en_US", "MMMM d, y", "EEEE, MMMM d, y", "HH:mm", "Asia/Jakarta")
MOMENT = "2016-11-15T19:05:00+07:00"

WRITTEN = [
    ("date", "15 November 2016", "November 15, 2016"),
    ("day", "Selasa, 15 November 2016", "Tuesday, November 15, 2016"),
    ("short", "15 Nov 2016", "Nov 15, 2016"),
    ("month", "November 2016", "November 2016"),
    ("month_name", "November", "November"),
    ("year", "2016", "2016"),
    ("time", "19.05 WIB", "19:05 WIB"),
    ("moment", "15 November 2016, 19.05 WIB", "November 15, 2016, 19:05 WIB"),
    ("full", "Selasa, 15 November 2016, 19.05 WIB", "Tuesday, November 15, 2016, 19:05 WIB"),
    ("machine", MOMENT, MOMENT),
]


@pytest.mark.parametrize(("style", "indonesian", "english"), WRITTEN)
def test_a_moment_in_every_style(style: str, indonesian: str, english: str) -> None:
    assert INDONESIAN.date(MOMENT, style) == indonesian
    assert ENGLISH.date(MOMENT, style) == english


def test_the_styles_are_all_tried_and_their_examples_are_true() -> None:
    assert {style: indonesian for style, indonesian, _ in WRITTEN} == STYLES


@pytest.mark.parametrize(
    ("iso", "style", "written"),
    [
        ("2016-11-15", "moment", "15 November 2016"),
        ("2016-11-15", "full", "Selasa, 15 November 2016"),
        ("2016-11-15", "time", ""),
        ("2016-11-15", "machine", "2016-11-15"),
        ("2016-11", "month", "November 2016"),
        ("2016-11", "month_name", "November"),
        ("2016-11", "full", "November 2016"),
        ("2016-11", "year", "2016"),
        ("2016-11", "time", ""),
        ("2016-08", "short", "Agustus 2016"),
        ("2016", "month", "2016"),
        ("2016", "day", "2016"),
        ("2016", "time", ""),
        ("2016", "machine", "2016"),
    ],
)
def test_a_style_tells_no_more_than_the_date_does(iso: str, style: str, written: str) -> None:
    assert INDONESIAN.date(iso, style) == written


@pytest.mark.parametrize(
    ("zone", "offset", "name"),
    [
        ("Asia/Jakarta", "+07:00", "WIB"),
        ("Asia/Pontianak", "+07:00", "WIB"),
        ("Asia/Makassar", "+08:00", "WITA"),
        ("Asia/Jayapura", "+09:00", "WIT"),
        ("Asia/Jakarta", "+07:30", "UTC+7:30"),
        ("Asia/Jakarta", "+08:00", "UTC+8"),
        ("Europe/London", "+01:00", "UTC+1"),
        ("Europe/London", "+00:00", "UTC"),
        ("Europe/London", "Z", "UTC"),
        ("America/St_Johns", "-03:30", "UTC−3:30"),
        ("Pacific/Honolulu", "-10:00", "UTC−10"),
        ("Africa/Monrovia", "-00:44", "UTC−0:44"),
    ],
)
def test_a_zone_has_the_name_that_readers_know_else_its_distance_from_utc(
    zone: str, offset: str, name: str
) -> None:
    calendar = Calendar("en_GB", "d MMMM y", "EEEE d MMMM y", "HH:mm", zone)
    assert calendar.date(f"2016-11-15T19:05:00{offset}", "time") == f"19:05 {name}"


def test_other_calendars_of_names_are_those_of_cldr() -> None:
    arabic = Calendar("ar", "d MMMM y", "EEEE، d MMMM y", "h:mm a", "Asia/Jakarta")
    assert arabic.date(MOMENT, "day") == "الثلاثاء، 15 نوفمبر 2016"
    assert arabic.date(MOMENT, "time") == "7:05 م WIB"


@pytest.mark.parametrize(
    "text", ["", "2016-13", "2016-11-31", "15/11/2016", "2016-11-15 19:05", "2016-11-15T25:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        INDONESIAN.date(text, "date")


def test_a_style_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no date style"):
        INDONESIAN.date(MOMENT, "days")


PATTERNS = [
    "d MMMM y",
    "EEE, d MMM yy",
    "MMMM d, y G",
    "h:mm a",
    "HH.mm",
    "y 'tahun' LLLL",
    "QQQ y",
    "EEEEEE w",
]


@given(
    st.lists(
        st.datetimes(datetime.datetime(1000, 1, 1), datetime.datetime(9998, 1, 1)), min_size=1, max_size=5
    ),
    st.sampled_from(PATTERNS),
    st.sampled_from(["id_ID", "en_US", "en_GB", "ar", "ja"]),
)
def test_a_pattern_taken_apart_writes_what_babel_writes(
    moments: list[datetime.datetime], pattern: str, locale: str
) -> None:
    parts = compiled(pattern, Locale.parse(locale))
    for value in moments:
        ours = "".join(part if isinstance(part, str) else part(value) for part in parts)
        assert ours == format_datetime(value, pattern, tzinfo=ZoneInfo("UTC"), locale=locale)


def test_numbers_have_the_marks_of_the_language() -> None:
    assert INDONESIAN.number(1234567) == "1.234.567"
    assert ENGLISH.number(1234567) == "1,234,567"
    assert INDONESIAN.number(-5) == "-5"


def test_what_is_no_number_is_refused() -> None:
    for value in ("5", None, True, 1.5):
        with pytest.raises(TypeError):
            INDONESIAN.number(value)  # type: ignore[arg-type]


def test_what_is_written_once_for_many_stories_is_right_for_each() -> None:
    """A pattern may mix what belongs to the day and what belongs to the hour."""
    plain = Calendar("id_ID", "d MMMM y", "EEEE, d MMMM y", "HH.mm", "Asia/Jakarta")
    mixed = Calendar("id_ID", "d MMM, HH", "EEEE HH 'x'", "d/M HH.mm", "Asia/Jakarta")
    for day in ("2016-11-15", "2016-11-16"):
        for clock in ("19:05:00+07:00", "08:00:00+09:00"):
            for style in STYLES:
                for calendar in (plain, mixed):
                    fresh = Calendar(
                        "id_ID",
                        calendar.patterns["date"],
                        calendar.patterns["day"],
                        calendar.patterns["time"],
                        "Asia/Jakarta",
                    )
                    assert calendar.date(f"{day}T{clock}", style) == fresh.date(f"{day}T{clock}", style)
