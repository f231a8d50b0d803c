"""Until when a figure counts, and what that makes of it. All events, places and numbers are invented."""

import pytest

from onrecord.reading.figures import find_figures
from onrecord.reading.page import Page
from onrecord.reading.places import find_places
from onrecord.reading.times import find_times
from onrecord.records import Figure, ReportDetails


def read(text: str, published: str = "2031-09-18") -> tuple[Figure, ...]:
    page = Page.of(text)  # 18 September 2031 is a Thursday
    report = ReportDetails(published=published)
    return find_figures(page, report=report, statements=(), actors=(), places=find_places(page), times=find_times(page, published))


def told(text: str) -> list[tuple[int | None, str, str | None]]:
    return [(figure.min, figure.scope, figure.as_of) for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The health ministry has registered 31 dead and 74 injured on Sarvian soil up to midnight on Monday, 15 September.",
            [(31, "cumulative", "2031-09-15"), (74, "cumulative", "2031-09-15")],
        ),
        (
            "By then 88 people, whom all of Sarvia mourns, had been killed up to Tuesday, 16 September.",
            [(88, "cumulative", "2031-09-16")],
        ),
        (
            "At Lobb 88 people were killed by a mine and the road was blocked up to Tuesday, 16 September.",
            [(88, "incident", None)],
        ),
        (
            "The ministry counts 88 dead and 140 injured in Sarvia up to the evening of Tuesday, 16 September.",
            [(88, "cumulative", "2031-09-16"), (140, "cumulative", "2031-09-16")],
        ),
        (
            "Up to 12 September: 60 killed and 205 injured in Sarvia (Sarvian health ministry); 43 killed in Torland.",
            [(60, "cumulative", "2031-09-12"), (205, "cumulative", "2031-09-12"), (43, "cumulative", "2031-09-12")],
        ),
        (
            "The clinic union gives 51 killed in Sarvia up to 8 September. Its sister union gives 47 killed in Torland up to the same day.",
            [(51, "cumulative", "2031-09-08"), (47, "cumulative", "2031-09-08")],
        ),
        (
            "Up to and including 15 September, 61 conscripts have fallen. Torland has lost more than 300 conscripts in the same time.",
            [(61, "cumulative", "2031-09-15"), (300, "cumulative", "2031-09-15")],
        ),
        (
            "The fighting has killed 96 people in Sarvia and 51 in Torland, as doctors had counted up to Monday evening.",
            [(96, "cumulative", "2031-09-15"), (51, "cumulative", "2031-09-15")],
        ),
        (
            "As of Monday, 15 September, 104 people have been killed in the Torlandic republic of Mali and Niger.",
            [(104, "cumulative", "2031-09-15")],
        ),
        ("Some 620 people had fled the valley by Monday.", [(620, "cumulative", "2031-09-15")]),
        (
            "The ministry said nine children had been killed in Sarvia since 2 September, and that 11 people were still missing there.",
            [(9, "cumulative", None), (11, "cumulative", None)],
        ),
        ("Sarvia's ministry has given no total since Sunday, when it put the dead at 77.", [(77, "cumulative", "2031-09-14")]),
        ("By Monday, 40 people had been killed in Sudan, medics said.", [(40, "cumulative", "2031-09-15")]),
        ("Until the end of August 70 farmers were killed in the delta.", [(70, "cumulative", "2031-08-31")]),
        ("The army put the number of its soldiers killed through Tuesday at 54.", [(54, "cumulative", "2031-09-16")]),
        ("On the two banks together, 212 villagers were killed.", [(212, "cumulative", None)]),
        ("Nine herders have been killed by mines since the truce.", [(9, "cumulative", None)]),
        (
            "Our losses in the hills since 1 September amount to 43 killed and 91 wounded.",
            [(43, "cumulative", None), (91, "cumulative", None)],
        ),
    ],
)
def test_counts_up_to_a_day_are_totals_of_that_day(text: str, expected: list[tuple[int, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Tuesday, 70 bodies had been buried in Orsk.", [(70, "incident", "2031-09-16")]),
        ("The shell killed 12 people in Orsk and the road stayed closed until Friday.", [(12, "incident", None)]),
        ("Nine men were held in Orsk until Monday.", [(9, "incident", None)]),
        ("All six sailors who had been missing since Tuesday have been found dead.", [(6, "incident", None)]),
        ('"Eleven of our people are dead," said the mayor, who has run the town for thirty years.', [(11, "incident", None)]),
        ("The number of dead in Mill Lane stands at 15.", [(15, "incident", None)]),
        ("It was the deadliest raid since the truce, and nine herders died.", [(9, "incident", None)]),
    ],
)
def test_a_day_or_a_since_beside_one_event_makes_no_total(text: str, expected: list[tuple[int, str, str | None]]) -> None:
    assert told(text) == expected


def test_the_same_day_needs_a_day_before_it() -> None:
    (figure,) = read("The union gives 47 killed in Torland up to the same day.")
    assert (figure.scope, figure.as_of) == ("cumulative", None)


def test_all_whom_a_land_holds() -> None:
    figures = read("Sarvia holds 17 Medovan soldiers and Medova holds 12 Sarvian soldiers, the relief society says.")
    assert [(f.measure, f.min, f.place, f.scope) for f in figures] == [
        ("detained", 17, "Sarvia", "cumulative"),
        ("detained", 12, "Medova", "cumulative"),
    ]
    (held,) = read("Sarvia is holding 115 Medovan citizens in a barracks at Orsk. The Sarvian army said nothing.")
    assert (held.place, held.scope) == ("Orsk", "incident")


@pytest.mark.parametrize(("one", "other"), [("Sarvia", "Torland"), ("Torland", "Sarvia")])
def test_both_lands_are_counted_alike(one: str, other: str) -> None:
    text = f"Doctors counted 163 dead in {one} and 143 in {other} up to Tuesday."
    assert [(f.min, f.place, f.scope, f.as_of) for f in read(text)] == [
        (163, one, "cumulative", "2031-09-16"),
        (143, other, "cumulative", "2031-09-16"),
    ]


@pytest.mark.parametrize(
    "text", ["3 missing at", "Nine killed in the", "Nine killed in all of", "12 dead up to", "12 dead as of", "12 dead up to Monday"]
)
def test_a_text_may_end_anywhere(text: str) -> None:
    assert len(read(text)) == 1
