"""Stated dates: read strictly, kept as stated."""

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.dates import read_date

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
ZONES = st.integers(min_value=-23 * 60, max_value=23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2031-03-05", "2031-03-05"),
        ("20310305", "2031-03-05"),
        (" 2031-03-05T08:09:10Z ", "2031-03-05T08:09:10+00:00"),
        ("2031-03-05 08:09", "2031-03-05T08:09:00"),
        ("2031-03-05T08:09:10.123+0530", "2031-03-05T08:09:10+05:30"),
        ("2031-03-05T08:09:10-03", "2031-03-05T08:09:10-03:00"),
        ("5 March 2031", "2031-03-05"),
        ("5th of March", None),
        ("Wed, 05 Mar 2031 08:09:10 GMT", "2031-03-05T08:09:10+00:00"),
        ("March 5, 2031", "2031-03-05"),
        ("Wednesday, Mar. 5, 2031 at 08:09", "2031-03-05T08:09:00"),
        ("05/03/2031", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_forms(stated: str, iso: str | None):
    assert read_date(stated).iso == iso
    assert read_date(stated).outcome == ("read" if iso else "unknown")


@pytest.mark.parametrize(
    "stated",
    ["2031-02-31", "2031-13-01", "2031-00-10", "31 February 2031", "2031-03-05T24:01:00", "2031-03-05T10:00:00+26:00", "0000-01-01"],
)
def test_what_no_calendar_has_is_impossible(stated: str):
    assert read_date(stated).outcome == "impossible"


@given(DAYS)
def test_every_day_is_read_from_its_iso_form(day: date):
    assert read_date(day.isoformat()).day == day.isoformat()


@given(st.datetimes(timezones=ZONES).filter(lambda moment: moment.year >= 1900))
def test_every_moment_is_read_from_iso_and_from_mail_dates(moment: datetime):
    moment = moment.replace(microsecond=0)
    assert datetime.fromisoformat(read_date(moment.isoformat()).iso or "") == moment
    assert datetime.fromisoformat(read_date(format_datetime(moment)).iso or "") == moment


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str):
    read_date(text)


def test_days_are_compared_in_utc():
    assert read_date("2031-03-05T01:00:00+03:00").utc_day == "2031-03-04"
    assert read_date("2031-03-05T01:00:00").utc_day == "2031-03-05"
    assert read_date("0001-01-01T00:00:00+03:00").utc_day == "0001-01-01"
