from pathlib import Path

import pytest

TABLE = "day;dead;hurt\n2031-05-01;10;30\n2031-05-02;20;\n2031-05-03;15;90\n"
COLUMNS = ("--date", "day", "--measure", "killed=dead", "--measure", "injured=hurt")
FORM = (*COLUMNS, "--group", "people", "--place", "Ostrel", "--source", "Registry")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_series_is_added_checked_and_listed(command, table) -> None:
    ended = command("--case", "c", "reference", "add", "table.csv", *FORM)
    assert ended.code == 0
    assert "3 days: 10 on 1 May 2031 to 15 on 3 May 2031" in ended.out
    assert "falls from 20 to 15" in ended.err
    objects = command("--case", "c", "reference", "list", "--json").objects
    assert [(one["measure"], one["source"], len(one["points"])) for one in objects] == [
        ("killed", "Registry", 3),
        ("injured", "Registry", 2),
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("killed=dead", "killed=deaths"), "has no column 'deaths'"),
        (("killed=dead", "killed"), "is not MEASURE=COLUMN"),
        (("killed=dead", "died=dead"), "no measure 'died'"),
        (("injured=hurt", "killed=hurt"), "given twice"),
    ],
)
def test_what_is_wrong_with_the_request_is_said(command, table, change, told) -> None:
    form = [change[1] if part == change[0] else part for part in FORM]
    ended = command("--case", "c", "reference", "add", "table.csv", *form)
    assert ended.code == 2
    assert told in ended.err
    assert "hint: " in ended.err


def test_bounds_of_a_series_are_kept_and_told(command, tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text("day,best,low,high\n2031-05-01,10,8,14\n2031-05-02,20,,25\n2031-05-03,30,,\n", encoding="utf-8")
    what = ("--date", "day", "--measure", "killed=best", "--low", "killed=low", "--high", "killed=high")
    ended = command("--case", "c", "reference", "add", "ged.csv", *what, "--group", "people", "--place", "Ostrel", "--source", "Registry")
    assert "3 days, 2 with bounds: 10 on 1 May 2031" in ended.out
    (series,) = command("--case", "c", "reference", "list", "--json").objects
    assert series["points"][1:] == [{"date": "2031-05-02", "value": 20, "high": 25}, {"date": "2031-05-03", "value": 30}]


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (("--low", "killed"), "--low 'killed' is not MEASURE=COLUMN"),
        (("--high", "displaced=hurt"), "There are bounds for 'displaced', which has no column."),
        (("--low", "killed=least"), "has no column 'least'"),
    ],
)
def test_bounds_that_cannot_be_taken_are_said(command, table, bounds: tuple[str, str], told: str) -> None:
    ended = command("--case", "c", "reference", "add", "table.csv", *FORM, *bounds)
    assert ended.code == 2
    assert told in ended.err
    assert "hint: " in ended.err


def test_a_missing_option_is_named(command, table) -> None:
    ended = command("--case", "c", "reference", "add", "table.csv", *FORM[:-2])
    assert ended.code == 2
    assert "--source" in ended.err


def test_none_is_said(command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing happened.", encoding="utf-8")
    command("--case", "c", "read", "a.txt")
    ended = command("--case", "c", "reference", "list")
    assert ended.code == 0
    assert "no reference series yet" in ended.err


def test_reports_read_before_are_compared_with_a_series_added_after(command, tmp_path: Path) -> None:
    """The finding is the same whichever came first, the report or the series."""
    rows = "".join(f"2031-{month:02}-{day:02},{1000 * (month - 1) + 30 * day},1\n" for month in (3, 4, 5) for day in range(1, 29))
    (tmp_path / "table.csv").write_text("day,dead,hurt\n" + rows, encoding="utf-8")
    text = "More than 2,100 people have been killed in Lomaria since the war began, the health ministry said."
    (tmp_path / "in.jsonl").write_text(f'{{"id": "r", "text": "{text}", "date": "2031-05-28"}}\n', encoding="utf-8")
    form = [*COLUMNS[:4], "--group", "people", "--place", "Lomaria", "--source", "Registry"]

    command("--case", "before", "reference", "add", "table.csv", *form)
    command("--case", "before", "read", "--jsonl", "in.jsonl")
    command("--case", "after", "read", "--jsonl", "in.jsonl")
    ended = command("--case", "after", "reference", "add", "table.csv", *form)
    before, after = (command("--case", name, "findings", "--json").objects for name in ("before", "after"))
    assert [one["finding"] for one in after] == [one["finding"] for one in before]
    assert "figures-do-not-fit-date" in {one["finding"]["rule"] for one in after}
    assert "1 report compared anew with other findings" in ended.err


def test_a_later_table_of_the_same_series_says_that_it_supersedes(command, table) -> None:
    adding = ("--case", "c", "reference", "add", "table.csv", *FORM)
    assert "supersedes" not in command(*adding).err
    assert "killed/people/ostrel/registry is in the case already" in command(*adding).err
    table.write_text(TABLE + "2031-05-04;16;95\n", encoding="utf-8")
    ended = command(*adding)
    assert "killed/people/ostrel/registry supersedes the series of 3 days from table.csv, column 'dead'" in ended.err
    assert len(command("--case", "c", "reference", "list", "--json").objects) == 2


def test_two_bodies_with_names_that_look_alike_have_a_series_each(command, table) -> None:
    for source in ("S-1", "S 1"):
        ended = command("--case", "c", "reference", "add", "table.csv", *FORM[:-1], source)
        assert "supersedes" not in ended.err
    listed = command("--case", "c", "reference", "list", "--json").objects
    assert sorted({one["source"] for one in listed}) == ["S 1", "S-1"]
