import pytest

from onrecord.cli.printed.words import figure_value, long_date, shortened, value_range
from onrecord.records import Figure


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05-04T08:30:00Z", "4 May 2031, 08:30 UTC"),
        ("2031-05-04T16:40:00+00:00", "4 May 2031, 16:40 UTC"),
        ("2031-05-04T16:40:12+05:30", "4 May 2031, 16:40:12 UTC+5:30"),
        ("2031-05-04T16:40:00-03:00", "4 May 2031, 16:40 UTC-3"),
        ("2031-05-04T16:40", "4 May 2031, 16:40"),
        ("2031-05-04T25:99", "4 May 2031, 25:99"),
        (None, "–"),
        ("2031-02-31", "2031-02-31"),
        ("May 2031", "May 2031"),
    ],
)
def test_days_in_words(day: str | None, words: str) -> None:
    assert long_date(day) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1400, None, "at least 1,400"), (None, 30, "up to 30"), (20, 30, "20 to 30"), (12, 12, "12"), (None, None, "–")],
)
def test_ranges_in_words(low: int | None, high: int | None, words: str) -> None:
    assert value_range(low, high) == words


def test_a_value_is_shown_as_stated_and_explained_when_words_alone_say_it() -> None:
    counted = {"id": "f1", "measure": "killed", "start": 0, "end": 6}
    assert figure_value(Figure(min=24, phrase="Dozens", **counted)) == "Dozens (at least 24)"
    assert figure_value(Figure(min=1400, phrase="more than 1,400", **counted)) == "more than 1,400"


def test_long_words_are_cut_between_words() -> None:
    assert shortened("one two three", 20) == "one two three"
    assert shortened("one two three four", 12) == "one two…"
    assert len(shortened("x" * 50, 12)) == 12
