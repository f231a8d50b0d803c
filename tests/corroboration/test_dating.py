"""Dating: synthetic series of every shape, stated days near and far, and the properties that hold for any series."""

import datetime
import math
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroboration.dating import Dating, SeriesClock, interval_of
from onrecord.records import Figure, Point, ReferenceSeries

FIRST = datetime.date(2031, 3, 1)


def day(number: int) -> str:
    return (FIRST + datetime.timedelta(days=number)).isoformat()


def made(values: dict[int, int], measure: str = "killed") -> ReferenceSeries:
    points = tuple(Point(date=day(number), value=value) for number, value in sorted(values.items()))
    return ReferenceSeries(
        id=f"synthetic-{measure}",
        measure=measure,  # type: ignore[arg-type]
        group="Keshans",
        place="Kesh",
        source="Kesh registry",
        points=points,
        origin="kesh.csv",
        column=measure,
    )


def figure(low: int | None, high: int | None, measure: str = "killed") -> Figure:
    return Figure(id="f1", measure=measure, min=low, max=high, start=0, end=1, phrase="n")  # type: ignore[arg-type]


def exact(number: int, measure: str = "killed") -> Figure:
    return figure(number, number, measure)


def more_than(number: int, measure: str = "killed") -> Figure:
    return figure(number, None, measure)


def dated(values: dict[int, int], stated: int, *figures: Figure) -> Dating:
    dating = SeriesClock({"killed": made(values)}).date(figures, day(stated))
    assert dating is not None
    return dating


# Series of every shape that real ones have.
GROWING = {number: round(500 * 1.06**number) for number in range(60)}
SLOWING = {number: round(20_000 * (1 - math.exp(-(number + 5) / 25))) for number in range(120)}
CREEPING = {number: 30_000 + 41 * number for number in range(400)}
FLAT = dict.fromkeys(range(60), 742)
RISE_THEN_FLAT = {number: 100 + 90 * min(number, 20) for number in range(90)}
WEEKLY_STEPS = {number: 1_013 + 217 * (number // 7) for number in range(70)}
WEEKLY_POINTS = {number: 1_013 + 217 * (number // 7) for number in range(0, 70, 7)}
GAPPED = {number: 2_017 + 113 * number for number in (*range(11), *range(40, 61))}
CORRECTED = {number: 1_007 + 103 * number - (600 if number >= 20 else 0) for number in range(50)}
SHORT = {0: 311, 9: 977}
LONE_JUMP = {number: 1_213 if number < 30 else 9_871 for number in range(60)}

FITS = [
    ("growing, of the stated day", GROWING, 30, exact(GROWING[30])),
    ("growing, of the day before", GROWING, 30, exact(GROWING[29])),
    ("growing, of the day after", GROWING, 30, exact(GROWING[31])),
    ("growing, rounded down to hundreds", GROWING, 30, more_than(GROWING[30] // 100 * 100)),
    ("growing, rounded up", GROWING, 30, figure(None, -(-GROWING[30] // 100) * 100)),
    ("growing, one digit only", GROWING, 40, more_than(5_000)),
    ("slowing, thousands", SLOWING, 110, more_than(19_000)),
    ("creeping, of yesterday", CREEPING, 300, exact(CREEPING[299])),
    ("creeping, in thousands", CREEPING, 300, more_than(42_000)),
    ("creeping, a range around the value", CREEPING, 300, figure(40_000, 45_000)),
    ("flat, its value", FLAT, 12, exact(742)),
    ("flat, another number", FLAT, 12, exact(800)),
    ("flat, far from any value", FLAT, 12, exact(7_420)),
    ("rise then flat, on the flat part", RISE_THEN_FLAT, 80, exact(1_900)),
    ("weekly steps, of last week", WEEKLY_STEPS, 30, exact(WEEKLY_STEPS[24])),
    ("weekly steps, of next week", WEEKLY_STEPS, 30, exact(WEEKLY_STEPS[35])),
    ("weekly points, between two of them", WEEKLY_POINTS, 31, exact(WEEKLY_POINTS[28])),
    ("gap, a number that the gap allows", GAPPED, 25, exact(4_201)),
    ("gap, a number of its near side", GAPPED, 11, exact(GAPPED[10])),
    ("gap, a number of its far side", GAPPED, 39, exact(GAPPED[40])),
    ("corrected, the fallen value", CORRECTED, 20, exact(CORRECTED[20])),
    ("corrected, a value told before and after", CORRECTED, 24, exact(CORRECTED[24])),
    ("short, its first value", SHORT, 0, exact(311)),
    ("short, between its two days", SHORT, 4, exact(640)),
    ("one change only, which tells no usual step", LONE_JUMP, 50, exact(1_213)),
    ("far above every value", GROWING, 30, exact(900_000)),
    ("far below every value", CREEPING, 200, exact(1_300)),
    ("after the last point, its value", GROWING, 80, exact(GROWING[59])),
    ("before the first point, its value", GROWING, -9, exact(GROWING[0])),
]

DOES_NOT_FIT = [
    ("growing, ten days old", GROWING, 30, exact(GROWING[20]), 20),
    ("growing, ten days ahead", GROWING, 30, exact(GROWING[40]), 40),
    ("growing, three days old", GROWING, 30, exact(GROWING[27]), 27),
    ("growing, rounded and old", GROWING, 50, more_than(1_300), 17),
    ("slowing, from its steep part", SLOWING, 100, exact(SLOWING[10]), 10),
    ("creeping, two weeks old", CREEPING, 300, exact(CREEPING[286]), 286),
    ("rise then flat, from the rise", RISE_THEN_FLAT, 80, exact(RISE_THEN_FLAT[7]), 7),
    ("rise then flat, flat value stated in the rise", RISE_THEN_FLAT, 5, exact(1_900), 20),
    ("weekly steps, three weeks old", WEEKLY_STEPS, 40, exact(WEEKLY_STEPS[20]), 20),
    ("weekly points, a month old", WEEKLY_POINTS, 60, exact(WEEKLY_POINTS[28]), 28),
    ("gap, from well before it", GAPPED, 25, exact(GAPPED[3]), 3),
    ("gap, from well after it", GAPPED, 25, exact(GAPPED[50]), 50),
    ("corrected, the high value long after", CORRECTED, 45, exact(CORRECTED[19]), 19),
    ("corrected, an early value", CORRECTED, 45, exact(CORRECTED[2]), 2),
    ("after the last point, an old value", GROWING, 90, exact(GROWING[12]), 12),
    ("before the first point, a late value", GROWING, -30, exact(GROWING[48]), 48),
]


def _names(rows: Sequence[tuple[object, ...]]) -> list[str]:
    return [str(row[0]) for row in rows]


@pytest.mark.parametrize(("name", "values", "stated", "told"), FITS, ids=_names(FITS))
def test_fits_the_stated_day_or_no_day(name: str, values: dict[int, int], stated: int, told: Figure) -> None:
    assert not dated(values, stated, told).does_not_fit


@pytest.mark.parametrize(("name", "values", "stated", "told", "best"), DOES_NOT_FIT, ids=_names(DOES_NOT_FIT))
def test_belongs_to_another_day(name: str, values: dict[int, int], stated: int, told: Figure, best: int) -> None:
    dating = dated(values, stated, told)
    assert dating.does_not_fit
    assert abs((datetime.date.fromisoformat(dating.best.day) - FIRST).days - best) <= dating.tolerance_days
    assert dating.stated.day == day(stated)


def test_two_measures_settle_on_one_day() -> None:
    injured = {number: round(1_900 * 1.07**number) for number in range(60)}
    clock = SeriesClock({"killed": made(GROWING), "injured": made(injured, "injured")})
    rounded_killed, rounded_injured = GROWING[20] // 100 * 100, injured[20] // 1000 * 1000
    dating = clock.date([more_than(rounded_killed), more_than(rounded_injured, "injured")], day(44))
    assert dating is not None
    assert dating.does_not_fit
    assert dating.best.day == day(20)
    assert dating.best.values == {"killed": GROWING[20], "injured": injured[20]}
    assert dating.stated.values == {"killed": GROWING[44], "injured": injured[44]}
    assert dating.tolerance_days == 1


def test_tolerance_is_the_usual_time_between_changes() -> None:
    assert dated(GROWING, 5, exact(700)).tolerance_days == 1
    assert dated(WEEKLY_STEPS, 5, exact(1_230)).tolerance_days == 7
    assert dated(WEEKLY_POINTS, 5, exact(1_230)).tolerance_days == 7


def test_of_equal_days_the_nearest_to_the_stated_one() -> None:
    assert dated(RISE_THEN_FLAT, 80, exact(1_900)).best.day == day(80)
    assert dated(LONE_JUMP, 50, exact(1_213)).best.day == day(29)


def test_a_day_after_the_last_point_says_of_which_day_its_value_is() -> None:
    assert dated(GROWING, 90, exact(GROWING[12])).stated.as_of == day(59)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (more_than(1_400), 1_400, 1_499),
        (more_than(6_000), 6_000, 6_999),
        (more_than(31_184), 31_184, 31_184),
        (figure(None, 30_000), 20_001, 30_000),
        (exact(31_184), 31_183.5, 31_184.5),
        (exact(31_000), 30_500, 31_500),
        (figure(20, 30), 20, 30),
    ],
)
def test_interval_by_rounding(told: Figure, low: float, high: float) -> None:
    interval = interval_of(told)
    assert interval is not None
    assert interval.low == pytest.approx(low)
    assert interval.high == pytest.approx(high)


def test_open_end_stops_short_of_the_next_round_number() -> None:
    interval = interval_of(more_than(1_400))
    assert interval is not None
    assert interval.distance(1_499, 1_499) == 0
    assert interval.distance(1_500, 1_500) > 0


@pytest.mark.parametrize("told", [figure(None, None), exact(0), more_than(0), figure(None, 0)])
def test_numbers_that_cannot_be_dated(told: Figure) -> None:
    assert interval_of(told) is None
    assert SeriesClock({"killed": made(GROWING)}).date([told], day(3)) is None


def test_a_single_point_dates_nothing() -> None:
    assert SeriesClock({"killed": made({4: 90})}).date([exact(90)], day(30)) is None


def test_a_measure_without_a_series_dates_nothing() -> None:
    assert SeriesClock({"killed": made(GROWING)}).date([exact(90, "injured")], day(30)) is None


def test_a_stated_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        SeriesClock({"killed": made(GROWING)}).date([exact(600)], "2031-02-31")


def test_zero_values_have_a_logarithm() -> None:
    dating = dated({number: max(0, number - 10) * 57 for number in range(40)}, 35, exact(57))
    assert dating.does_not_fit
    assert dating.best.day == day(11)


def test_series_of_many_years() -> None:
    values = {number: 10_007 + 13 * number for number in range(6_000)}
    dating = dated(values, 5_900, exact(values[1_234]))
    assert dating.best.day == day(1_234)


values_of_any_shape = st.lists(st.integers(0, 200_000), min_size=2, max_size=60).map(lambda values: dict(enumerate(values)))


@given(values_of_any_shape, st.data())
def test_a_figure_of_the_stated_day_always_fits(values: dict[int, int], data: st.DataObject) -> None:
    stated = data.draw(st.sampled_from(sorted(values)))
    if values[stated] > 0:
        assert not dated(values, stated, exact(values[stated])).does_not_fit
        assert not dated(values, stated, more_than(values[stated])).does_not_fit


@given(values_of_any_shape, st.integers(-30, 90), st.integers(1, 300_000))
def test_the_best_day_is_never_worse_than_the_stated_one_where_both_have_points(values: dict[int, int], stated: int, number: int) -> None:
    dating = dated(values, stated, exact(number))
    if stated in values:
        assert dating.best.distance <= dating.stated.distance + 1e-9
    if dating.does_not_fit:
        assert dating.days_apart > dating.tolerance_days
        assert dating.stated.distance - dating.best.distance > dating.usual_step


@given(values_of_any_shape, st.integers(0, 59), st.lists(st.integers(1, 300_000), min_size=1, max_size=4))
def test_the_order_of_figures_changes_nothing(values: dict[int, int], stated: int, numbers: list[int]) -> None:
    told = [exact(number) for number in numbers]
    forwards, backwards = dated(values, stated, *told), dated(values, stated, *reversed(told))
    assert forwards.best.day == backwards.best.day
    assert forwards.does_not_fit == backwards.does_not_fit


@pytest.mark.parametrize("shift", [datetime.timedelta(days=1), datetime.timedelta(days=500)], ids=str)
def test_moving_series_and_stated_day_together_moves_the_answer(shift: datetime.timedelta) -> None:
    moved: Callable[[str], str] = lambda iso: (datetime.date.fromisoformat(iso) + shift).isoformat()  # noqa: E731
    series = made(GROWING)
    points = tuple(Point(date=moved(point.date), value=point.value) for point in series.points)
    later = ReferenceSeries(
        id="later", measure="killed", group="Keshans", place="Kesh", source="x", points=points, origin="x.csv", column="killed"
    )
    here = dated(GROWING, 30, exact(GROWING[20]))
    there = SeriesClock({"killed": later}).date([exact(GROWING[20])], moved(day(30)))
    assert there is not None
    assert there.best.day == moved(here.best.day)
    assert there.days_apart == here.days_apart


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize(
    ("series", "stated", "told"),
    [(one[1], one[2], one[3]) for one in FITS + DOES_NOT_FIT]
    + [(CREEPING, number, exact(CREEPING[number - days])) for number in (60, 300) for days in (2, 3, 5)]
    + [(WEEKLY_STEPS, number, exact(WEEKLY_STEPS[number - 9])) for number in (20, 37, 60)]
    + [(GROWING, 30, figure(GROWING[27] * 104 // 100, GROWING[27] * 110 // 100))],
)
def test_a_figure_told_again_weighs_no_more(series: dict[int, int], stated: int, told: Figure, times: int) -> None:
    once, again = dated(series, stated, told), dated(series, stated, *[told] * times)
    assert again.does_not_fit == once.does_not_fit
    assert again.usual_step == pytest.approx(times * once.usual_step)
