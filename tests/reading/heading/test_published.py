"""The published day is read where publication dates stand, and nowhere else."""

import pytest

from onrecord.reading.heading import read_heading
from onrecord.reading.page import Page
from onrecord.reading.times import expressions
from onrecord.records import Document, ReportDetails, StatedDate

BODY = (
    "At least 12 people were killed on Monday when shells hit a market in Kalo Dabra, a doctor said. "
    "More bodies were found on 3 March 2021.\n"
)


def heading(text: str, *, date: str | None = None, **given: object) -> ReportDetails:
    return read_heading(page := Page.of(text), Document(id="x", text=text, date=date, **given), expressions(page))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "stated", "day"),
    [
        ("date 2023-11-08 ", "2023-11-08", "2023-11-08"),
        ("[8 November 2023] ", "8 November 2023", "2023-11-08"),
        ("8 November 2023 – ", "8 November 2023", "2023-11-08"),
        ("SELIM, Nov 8, 2023 (Osk Wire) - ", "Nov 8, 2023", "2023-11-08"),
        ("Dorva (8 November 2023) – ", "8 November 2023", "2023-11-08"),
        ("DORVA 8 November 2023 Osk News Agency -- ", "8 November 2023", "2023-11-08"),
        ("The market burns\nPublished 8 November 2023\n", "8 November 2023", "2023-11-08"),
        ("The market burns\nPublished: 8 Nov 2023 at 14:22 | Updated: 9 Nov 2023\n", "8 Nov 2023", "2023-11-08"),
        ("The market burns\nBy Ana Belk\nNovember 8, 2023\n", "November 8, 2023", "2023-11-08"),
        ("The market burns\nTuesday, April 18, 2023\n", "Tuesday, April 18, 2023", "2023-04-18"),
        ("STATEMENT OF THE OSK FRONT\nNo. 31/2024 – 26 November 2024\n", "26 November 2024", "2024-11-26"),
        ("Army statement on Kalo Dabra\n\n22.10.2024\n\n", "22.10.2024", "2024-10-22"),
        ("The market burns\n2023-11-08T10:22:00Z\n", "2023-11-08T10", "2023-11-08"),
        ("Velia: flash update no. 9 (3 May 2021)\n", "3 May 2021", "2021-05-03"),
        ("Velia live: Monday 20 May 2024\n\n16:42\n", "Monday 20 May 2024", "2024-05-20"),
        ("RADIO OSK\nTranscript of the bulletin of Wednesday, 8 November 2023\n", "Wednesday, 8 November 2023", "2023-11-08"),
        ("Edition of 8 November 2023, 18:00\nThe market burns\n", "8 November 2023", "2023-11-08"),
        ("The market burns\nChecked on 8 November 2023 by our desk\n", "8 November 2023", "2023-11-08"),
        ("Minutes of the briefing held on 8 November 2023\n", "8 November 2023", "2023-11-08"),
        ("Order of the day, given at Dorva on the eighth of November, 2023\n", "eighth of November, 2023", "2023-11-08"),
        ("Proclamation given at Dorva this 8th day of November 2023\n", "8th day of November 2023", "2023-11-08"),
        ("Communiqué No. 9 – 8 November 2023, 22.00 hours\n", "8 November 2023", "2023-11-08"),
        ("Situation report no. 4, as of 8 November 2023, 12:00\n", "8 November 2023", "2023-11-08"),
        ("DORVA — (November 8, 2023) ", "November 8, 2023", "2023-11-08"),
        ("8 November 2023, Old Harbour. ", "8 November 2023", "2023-11-08"),
        ("The market burns\n8 Nov 2023 14.22 Last modified on 9 Nov 2023 09.10\n", "8 Nov 2023", "2023-11-08"),
        ("Situation report no. 5 as of 8 November 2023\n", "8 November 2023", "2023-11-08"),
    ],
)
def test_stated_at_the_head(head: str, stated: str, day: str) -> None:
    text = head + BODY
    found = heading(text)
    assert found.published == day
    assert found.published_span is not None
    assert text[slice(*found.published_span)] == stated
    assert StatedDate(date=day, kind="published", where="text") in found.dates


def test_stated_at_the_foot() -> None:
    text = BODY + "\nKalo Dabra, 4 March 2021"
    assert heading(text).published == "2021-03-04"


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "On 12 October 2023, forces took the town and killed 12 people, officials said.",
        "Survivors remember the massacre of 7 October 2023\n" + BODY,
        "An edition of the story of 7 October 2023\n" + BODY,
        "Aid delivered on 7 October 2023\n" + BODY,
        "What happened in Kalo Dabra on 3 May 2021\n" + BODY,
        "Last updated 9 November 2023\n\n" + BODY,
        "The market burns\n31 February 2023\n" + BODY,
        "SELIM (Osk Wire) - " + BODY,
        "SELIM, Oct 12 (Osk Wire) - At least 12 people were killed when shells hit a market, a doctor said.",
    ],
)
def test_an_event_day_an_update_or_half_a_date_is_not_it(text: str) -> None:
    assert heading(text).published is None


def test_a_year_known_from_elsewhere_completes_a_dateline() -> None:
    assert heading("SELIM, Oct 12 (Osk Wire) – " + BODY, date="2023-10-14").published == "2023-10-12"
    assert heading("SELIM, Dec 30 (Osk Wire) – " + BODY, date="2024-01-02").published == "2023-12-30"
    assert heading("SELIM, May 5 (Osk Wire) – " + BODY + "© 2021 Osk Wire").published == "2021-05-05"


def test_the_given_day_serves_where_the_text_states_none_and_both_are_kept() -> None:
    found = heading(BODY, date="2021-03-08")
    assert (found.published, found.published_span) == ("2021-03-08", None)
    both = heading(
        "SELIM, 8 March 2021 (Osk Wire) – " + BODY, date="2021-03-10", dates=(StatedDate(date="2021-03-09", kind="modified", where="meta"),)
    )
    assert both.published == "2021-03-08"
    assert [(d.date, d.kind, d.where) for d in both.dates] == [
        ("2021-03-08", "published", "text"),
        ("2021-03-10", "published", "given with the document"),
        ("2021-03-09", "modified", "meta"),
    ]


def test_a_title_about_another_day_does_not_outweigh_the_given_one() -> None:
    assert heading("Anniversary: 7 October 2023\n" + BODY, date="2024-10-07").published == "2024-10-07"


def test_an_ambiguous_date_is_said_to_be_one_unless_something_settles_it() -> None:
    text = "The market burns\n08/11/2023\n" + BODY
    found = heading(text)
    assert found.published is None
    assert [(d.date, d.where) for d in found.dates] == [
        ("2023-11-08", "text, read day before month"),
        ("2023-08-11", "text, read month before day"),
    ]
    assert heading(text, date="2023-11-08").published == "2023-11-08"
    assert heading(text + "Correction made 25/11/2023 by the desk.").published == "2023-11-08"


def test_an_update_is_kept_as_such() -> None:
    assert heading("The market burns\nLast updated 9 November 2023\n\n" + BODY).dates == (
        StatedDate(date="2023-11-09", kind="modified", where="text"),
    )
