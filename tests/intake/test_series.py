"""A reference series out of a table, and every fault of the table said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadInput
from onrecord.intake import read_reference
from onrecord.intake.series import TOLD_EACH
from onrecord.records import Issue, Point, ReferenceSeries

TABLE = "day,dead,hurt\n2031-03-01,3,10\n2031-03-02,5,12\n2031-03-04,9,30\n"


def read(tmp_path: Path, data: str | bytes, **changes: object) -> tuple[tuple[ReferenceSeries, ...], tuple[Issue, ...]]:
    path = tmp_path / "series.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    options = {"date": "day", "measures": {"killed": "dead"}, "group": "valley people", "place": "Vale", "source": "Vale Clinic"}
    return read_reference(path, **(options | changes))  # type: ignore[arg-type]


def values(series: ReferenceSeries) -> list[tuple[str, int]]:
    return [(point.date, point.value) for point in series.points]


def test_a_column_becomes_a_series(tmp_path: Path):
    (series,), issues = read(tmp_path, TABLE)
    assert issues == ()
    assert series == ReferenceSeries(
        id="killed/valley-people/vale/vale-clinic",
        measure="killed",
        group="valley people",
        place="Vale",
        source="Vale Clinic",
        points=(Point(date="2031-03-01", value=3), Point(date="2031-03-02", value=5), Point(date="2031-03-04", value=9)),
        origin=str(tmp_path / "series.csv"),
        column="dead",
    )


def test_bounds_stand_beside_their_value(tmp_path: Path):
    table = "day,best,low,high\n2031-03-01,3,2,5\n2031-03-02,5,,9\n2031-03-03,7,5,\n2031-03-04,8,8,8\n"
    (series,), issues = read(tmp_path, table, measures={"killed": "best"}, lows={"killed": "low"}, highs={"killed": "high"})
    assert issues == ()
    assert [(point.low, point.high) for point in series.points] == [(2, 5), (None, 9), (5, None), (8, 8)]


@pytest.mark.parametrize(("low", "high"), [("4", "9"), ("1", "2"), ("5", "1")])
def test_bounds_that_do_not_hold_the_value_are_left_out_and_said(tmp_path: Path, low: str, high: str):
    table = f"day,best,low,high\n2031-03-01,3,{low},{high}\n"
    (series,), (issue,) = read(tmp_path, table, measures={"killed": "best"}, lows={"killed": "low"}, highs={"killed": "high"})
    assert series.points == (Point(date="2031-03-01", value=3),)
    assert (issue.code, issue.where.rpartition(", ")[2]) == ("series.bounds", "line 2")


def test_a_bound_that_is_no_number_costs_itself_alone(tmp_path: Path):
    table = "day,best,low,high\n2031-03-01,3,few,5\n"
    (series,), (issue,) = read(tmp_path, table, measures={"killed": "best"}, lows={"killed": "low"}, highs={"killed": "high"})
    assert series.points == (Point(date="2031-03-01", value=3, high=5),)
    assert "this bound was left out" in issue.message


def test_several_measures_keep_their_order(tmp_path: Path):
    series, _ = read(tmp_path, TABLE, measures={"injured": "hurt", "killed": "dead"})
    assert [one.measure for one in series] == ["injured", "killed"]
    assert len({one.id for one in series}) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_end(tmp_path: Path, delimiter: str, encoding: str, end: str):
    table = TABLE.replace("dead", "décès").replace(",", delimiter).replace("\n", end)
    (series,), _ = read(tmp_path, table.encode(encoding), measures={"killed": "décès"})
    assert values(series) == [("2031-03-01", 3), ("2031-03-02", 5), ("2031-03-04", 9)]


def test_quoted_cells_grouped_numbers_and_whole_decimals(tmp_path: Path):
    (series,), issues = read(tmp_path, 'day;dead\n2031-03-01;"1,417"\n2031-03-02;1 500\n2031-03-03;1600.0\n2031-03-04;12\'000\n')
    assert [point.value for point in series.points] == [1417, 1500, 1600, 12000]
    assert issues == ()


def test_days_out_of_order_are_put_in_order(tmp_path: Path):
    (series,), issues = read(tmp_path, "day,dead\n2031-03-02,5\n2031-03-01,3\n")
    assert values(series) == [("2031-03-01", 3), ("2031-03-02", 5)]
    assert issues == ()


def test_a_missing_column_is_answered_with_the_columns_there_are(tmp_path: Path):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, TABLE, measures={"killed": "deaths"})
    assert "'deaths'" in caught.value.message
    assert caught.value.hint == "Its columns are: day, dead, hurt."


def test_a_column_named_twice_is_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="2 columns 'dead'"):
        read(tmp_path, "day,dead,dead\n2031-03-01,1,2\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("day,dead\n", "no number"),
        ("day,dead\nx,1\n", "no number"),
        ("day,dead\n2031-03-01,\x00\n", "no number"),
        ("day,dead\x00\n2031-03-01,\x00\n", "no line"),
    ],
)
def test_a_table_without_anything_usable_is_refused(tmp_path: Path, data: str, reason: str):
    with pytest.raises(BadInput, match=reason):
        read(tmp_path, data)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="could not be read: No such file"):
        read_reference(tmp_path / "no.csv", date="day", measures={"killed": "dead"}, group="g", place="p", source="s")


def test_an_unknown_measure_is_answered_with_the_known_ones(tmp_path: Path):
    with pytest.raises(BadInput) as caught:
        read(tmp_path, TABLE, measures={"slain": "dead"})
    assert "killed, injured" in (caught.value.hint or "")


def test_no_measure_is_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="No measure"):
        read(tmp_path, TABLE, measures={})


def test_a_falling_total_is_kept_and_said_with_its_first_place(tmp_path: Path):
    (series,), (issue,) = read(tmp_path, "day,dead\n2031-03-01,10\n2031-03-02,8\n2031-03-03,7\n2031-03-04,12\n")
    assert [point.value for point in series.points] == [10, 8, 7, 12]
    assert (issue.code, issue.outcome) == ("series.falls", "recorded")
    assert issue.where.endswith("series.csv, line 3")
    assert "from 10 to 8 on 2031-03-02" in issue.message


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2031-03-02,twelve", "number.kind"),
        ("2031-03-02,-4", "number.range"),
        ("2031-03-02,4.5", "number.kind"),
        ("2031-03-02,1e3", "number.kind"),
        ("2031-03-02," + "9" * 5000, "number.range"),
        ("2031-03-02,1e308", "number.range"),
        ("2031-03-02,−3", "number.range"),
        ("2031-03-02,99999999999", "number.range"),
        ('"2031-03-02","1,417.5"', "number.kind"),
        ("2031-02-31,4", "date.impossible"),
        ("02/03/2031,4", "date.unknown"),
        (",4", "date.unknown"),
        ("2031-03-01,4", "series.repeated-date"),
        ("2031-03-02,4,5", "series.ragged"),
    ],
)
def test_a_faulty_line_is_left_out_and_named(tmp_path: Path, line: str, code: str):
    (series,), (issue,) = read(tmp_path, f"day,dead\n2031-03-01,3\n{line}\n2031-03-03,9\n")
    assert values(series) == [("2031-03-01", 3), ("2031-03-03", 9)]
    assert issue.code == code
    assert issue.where.endswith("line 3")
    assert len(issue.message) < 300


@pytest.mark.parametrize("cell", ["", " ", "-", "n/a", "NA", "missing"])
def test_cells_that_were_not_reported_are_skipped_and_said(tmp_path: Path, cell: str):
    (series,), issues = read(tmp_path, f"day,dead\n2031-03-01,3\n2031-03-02,{cell}\n2031-03-03,9\n")
    assert values(series) == [("2031-03-01", 3), ("2031-03-03", 9)]
    assert [issue.code for issue in issues] == ["series.not-reported"]


def test_zeroes_before_and_after_the_first_value_mean_not_reported(tmp_path: Path):
    (series,), issues = read(tmp_path, "day,dead\n2031-03-01,0\n2031-03-02,3\n2031-03-03,0\n2031-03-04,9\n")
    assert values(series) == [("2031-03-02", 3), ("2031-03-04", 9)]
    assert [issue.code for issue in issues] == ["series.not-reported"]


def test_a_column_of_zeroes_only_is_a_count_of_nobody(tmp_path: Path):
    (series,), _ = read(tmp_path, "day,dead\n2031-03-01,0\n2031-03-02,0\n")
    assert values(series) == [("2031-03-01", 0), ("2031-03-02", 0)]


def test_a_line_number_is_that_of_the_file_when_cells_hold_line_ends(tmp_path: Path):
    _, (issue,) = read(tmp_path, 'day,dead,note\n2031-03-01,3,"two\nlines"\n2031-03-02,x,\n2031-03-03,9,\n')
    assert issue.where.endswith("line 4")


@pytest.mark.parametrize(
    ("line", "code"),
    [("2031-03-02," + "x" * 200_000, "series.ragged"), ("2031-03-02,4,5", "series.ragged"), ("2031-03-02,4\x00", "text.control")],
    ids=["a cell of 200,000 characters", "a cell too many", "NUL"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_p32_a_line_that_cannot_be_split_is_located_and_costs_its_neighbours_nothing(tmp_path: Path, line: str, code: str, end: str):
    (one,), (issue,) = read(tmp_path, end.join(["\ufeffday,dead", "2031-03-01,3", line, "2031-03-03,9", ""]))
    assert [point.value for point in one.points] == [3, 9]
    assert (issue.code, issue.where) == (code, f"{tmp_path}/series.csv, line 3")


@given(st.lists(st.tuples(st.dates().map(str), st.integers(0, 10**9)), min_size=1, max_size=30, unique_by=lambda row: row[0]))
def test_whatever_is_reported_comes_back(tmp_path_factory, rows: list[tuple[str, int]]):
    folder = tmp_path_factory.mktemp("series")
    table = "day,dead\n" + "".join(f"{day},{value}\n" for day, value in rows)
    (series,), _ = read(folder, table)
    reported = [row for row in sorted(rows) if row[1] > 0 or not any(value for _, value in rows)]
    assert values(series) == reported


@given(st.lists(st.text(alphabet="aB1 -/_.é\u0301", min_size=1, max_size=5).filter(str.strip), min_size=2, max_size=2))
def test_series_of_different_bodies_have_different_names(tmp_path_factory: pytest.TempPathFactory, sources: list[str]):
    folder = tmp_path_factory.mktemp("series")
    named = [read(folder, TABLE, source=source)[0][0].id for source in sources]
    same = len({" ".join(source.casefold().split()) for source in sources}) == 1
    assert (named[0] == named[1]) == same


def test_cells_that_report_nothing_are_counted_once_a_column(tmp_path: Path):
    table = "day,dead,hurt\n2031-03-01,0,1\n2031-03-02,5,n/a\n2031-03-03,,3\n2031-03-04,-,4\n2031-03-05,9,5\n"
    series, issues = read(tmp_path, table, measures={"killed": "dead", "injured": "hurt"})
    assert [len(one.points) for one in series] == [2, 4]
    assert [(issue.code, issue.outcome) for issue in issues] == [("series.not-reported", "recorded")] * 2
    assert [issue.where.rpartition(", ")[2] for issue in issues] == ["line 2", "line 3"]
    assert "2 cells, the first on line 4" in issues[0].message
    assert "1 cell, on line 2" in issues[0].message
    assert "'hurt' reports nothing in 1 cell, on line 3" in issues[1].message


@pytest.mark.parametrize(("cell", "code"), [("2031-03-01,4", "series.repeated-date"), ("2031-02-30,4", "date.impossible")])
def test_a_fault_on_every_line_is_told_a_few_times_and_counted(tmp_path: Path, cell: str, code: str):
    """Each is an entry of the log: a table of a million lines with one fault must not fill it."""
    lines = TOLD_EACH + 500
    (series,), issues = read(tmp_path, "day,dead\n2031-03-01,3\n" + f"{cell}\n" * lines)
    assert len(series.points) == 1
    assert [issue.code for issue in issues] == [code] * (TOLD_EACH + 1)
    assert issues[-1].where.endswith(f"line {TOLD_EACH + 3}")
    assert issues[-1].message.startswith(f"500 more lines have the same fault ({code}), from this one to line {lines + 2:,}")
    (series,), issues = read(tmp_path, "day,dead\n2031-03-01,3\n" + f"{cell}\n" * (TOLD_EACH + 1))
    assert issues[-1].message.startswith("1 more line has the same fault")
