"""Totals as they stood on one day after another. All events and numbers are invented."""

from onrecord.reading.figures import find_figures
from onrecord.reading.page import Page
from onrecord.reading.places import find_places
from onrecord.reading.times import find_times
from onrecord.records import Figure, ReportDetails


def read(text: str) -> tuple[Figure, ...]:
    page = Page.of(text)
    published = "2024-05-15"
    report = ReportDetails(published=published)
    return find_figures(page, report=report, statements=(), actors=(), places=find_places(page), times=find_times(page, published))


def test_totals_are_as_of_the_day_at_which_they_stood() -> None:
    text = "On 7 May the totals stood at 41 killed and 1,697 injured, and on 10 May at 93 killed and 4,100 injured."
    figures = read(text)
    assert {figure.scope for figure in figures} == {"cumulative"}
    assert [(figure.min, figure.as_of) for figure in figures] == [
        (41, "2024-05-07"),
        (1697, "2024-05-07"),
        (93, "2024-05-10"),
        (4100, "2024-05-10"),
    ]


def test_totals_before_their_days() -> None:
    figures = read("The totals stood at 12 killed and 80 injured on 3 May, 37 killed and 95 injured on 4 May.")
    assert [(figure.min, figure.as_of) for figure in figures] == [
        (12, "2024-05-03"),
        (80, "2024-05-03"),
        (37, "2024-05-04"),
        (95, "2024-05-04"),
    ]


def test_further_days_of_a_list_count_what_the_first_one_counts() -> None:
    text = "On 7 May the totals stood at 41 killed and 610 injured, on 8 May at 52 and 788, and on 9 May at 60 and 871."
    assert [(figure.measure, figure.min, figure.as_of) for figure in read(text)] == [
        ("killed", 41, "2024-05-07"),
        ("injured", 610, "2024-05-07"),
        ("killed", 52, "2024-05-08"),
        ("injured", 788, "2024-05-08"),
        ("killed", 60, "2024-05-09"),
        ("injured", 871, "2024-05-09"),
    ]


def test_a_count_behind_at_and_before_its_day() -> None:
    figures = read("The toll stood at 12 dead on Monday, at 30 dead on Tuesday and at 40 on Wednesday.")
    assert [(figure.min, figure.as_of) for figure in figures] == [(12, "2024-05-13"), (30, "2024-05-14"), (40, "2024-05-15")]


def test_what_stands_at_a_place_is_no_total() -> None:
    figures = read("On 7 May guards who stood at the gate shot nine farmers, and on 10 May at noon two nurses were killed.")
    assert {figure.scope for figure in figures} == {"incident"}
