"""Dates and times: what an author may write, and how a site writes it."""

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.moments import in_range, iso, month_name, parse_moment, rfc822, with_time

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("text", "written", "utc"),
    [
        ("2016-11-15", "2016-11-15", "2016-11-14T17:00:00"),
        (" 2016-11-15\n", "2016-11-15", "2016-11-14T17:00:00"),
        ("2016-11-15 19:05", "2016-11-15T19:05:00+07:00", "2016-11-15T12:05:00"),
        ("2016-11-15T19:05", "2016-11-15T19:05:00+07:00", "2016-11-15T12:05:00"),
        ("2016-11-15  19:05:07.123456", "2016-11-15T19:05:07+07:00", "2016-11-15T12:05:07"),
        ("2016-11-15T19:05:07Z", "2016-11-16T02:05:07+07:00", "2016-11-15T19:05:07"),
        ("2016-11-15T19:05 +0900", "2016-11-15T17:05:00+07:00", "2016-11-15T10:05:00"),
        ("2016-11-15T19:05-09:30", "2016-11-16T11:35:00+07:00", "2016-11-16T04:35:00"),
        ("2016-12-31T23:59:59-12:00", "2017-01-01T18:59:59+07:00", "2017-01-01T11:59:59"),
        ("1000-01-01", "1000-01-01", "0999-12-31T16:52:48"),
        ("9998-12-31 23:59", "9998-12-31T23:59:00+07:00", "9998-12-31T16:59:00"),
    ],
)
def test_a_date_is_written_in_the_sites_zone(text: str, written: str, utc: str) -> None:
    found, instant = parse_moment(text, JAKARTA)
    assert found == written
    assert datetime.datetime.fromisoformat(utc + "+00:00").timestamp() == instant


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (1479168300, "2016-11-15T07:05:00+07:00"),
        (-2208988800 - 25632, "1900-01-01T00:00:48+07:08"),  # the clock of Jakarta was 7:07:12 ahead
        (-30610249632, "1000-01-01T00:00:48+07:08"),
    ],
)
def test_an_instant_is_written_so_that_it_can_be_read_again(instant: int, written: str) -> None:
    assert iso(instant, JAKARTA) == written
    assert parse_moment(written, JAKARTA) == (written, instant)


@pytest.mark.parametrize(
    "instant", [1795766400000, 99999999999999999999, 253402300800, 253402300799, -(10**12)]
)
def test_a_year_that_no_site_has_is_out_of_range(instant: int) -> None:
    assert in_range(0, JAKARTA)
    assert not in_range(instant, JAKARTA)


NO_DATES = """\
15-11-2016|15/11/2016|2016/11/15|20161115|2016-1-5|2016-11|2016|15 November 2016|yesterday|1479142800|
2016-02-30|2016-13-01|2016-00-01|0000-01-01|0999-12-31|9999-01-01|2016-11-15 7:05|2016-11-15 24:00|
2016-11-15 19|2016-11-15 19:60|2016-11-15 19:05:60|2016-11-15T19:05+99:00|2016-11-15T19:05+24:00|
2016-11-15 19:05 WIB|2016-11-15T|2016-11-15TT19:05|2016-11-1519:05|２０１６-11-15|1000-01-01T00:00+23:59|
9998-12-31T23:59-23:59|-2016-11-15|2016-11-15 Z||2016-11-15\0"""


@pytest.mark.parametrize("text", NO_DATES.replace("\n", "").split("|"))
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no date") as caught:
        parse_moment(text, JAKARTA)
    message, _, hint = str(caught.value).partition("\nWrite it as in: ")
    assert message.startswith(f'"{text}"')
    assert hint == "2016-11-15, or 2016-11-15 19:05, or 2016-11-15T19:05:00+07:00."


@given(
    st.datetimes(datetime.datetime(1000, 1, 2), datetime.datetime(9998, 12, 30), timezones=st.timezones()),
    st.sampled_from(["Asia/Jakarta", "UTC", "Pacific/Kiritimati", "America/New_York", "Europe/Dublin"]),
)
def test_a_moment_read_again_is_the_same_moment(moment: datetime.datetime, zone: str) -> None:
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 60:
        return
    written, instant = parse_moment(moment.isoformat(timespec="seconds"), ZoneInfo(zone))
    assert instant == int(moment.replace(microsecond=0).timestamp())
    assert parse_moment(written, ZoneInfo(zone)) == (written, instant)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", written)


def test_a_time_that_a_clock_skips_or_shows_twice_is_the_first_of_the_two() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert parse_moment("2016-10-30 02:30", berlin)[0] == "2016-10-30T02:30:00+02:00"
    assert parse_moment("2016-03-27 02:30", berlin)[1] == parse_moment("2016-03-27T01:30Z", berlin)[1]


def test_a_bare_day_begins_at_midnight_in_the_sites_zone() -> None:
    assert with_time("2016-11-15", "Asia/Jakarta") == "2016-11-15T00:00:00+07:00"
    assert with_time("2016-07-15", "Europe/Berlin") == "2016-07-15T00:00:00+02:00"
    assert with_time("2016-11-15T19:05:00+07:00", "UTC") == "2016-11-15T19:05:00+07:00"
    assert with_time("", "UTC") == ""


def test_offsets_have_no_seconds_even_before_standard_time() -> None:
    """RFC 3339 and RFC 822 cannot say +07:07:12, which Jakarta's clocks were until 1923."""
    assert with_time("1900-01-01", "Asia/Jakarta") == "1900-01-01T00:00:48+07:08"
    assert parse_moment("1900-01-01 12:00", JAKARTA)[0] == "1900-01-01T12:00:48+07:08"
    assert rfc822("1900-01-01", "Asia/Jakarta") == "Mon, 01 Jan 1900 00:00:48 +0708"


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31)))
def test_rss_dates_are_read_back_as_the_same_instant(day: datetime.date) -> None:
    text, instant = parse_moment(day.isoformat(), JAKARTA)
    if day.year >= 1900:
        assert parsedate_to_datetime(rfc822(text, "Asia/Jakarta")).timestamp() == instant


@pytest.mark.parametrize(
    ("locale", "words"), [("id_ID", "November 2016"), ("en_US", "November 2016"), ("fr", "novembre 2016")]
)
def test_a_month_has_a_name_in_each_language(locale: str, words: str) -> None:
    assert month_name("2016-11", locale) == words
