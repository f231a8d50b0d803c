"""The whole of a chart: rows, extremes, and files that are the same for the same figures and tell what they show."""

import datetime
import os
import random
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.charts import (
    BESIDE,
    SVG,
    drawn,
    figure,
    kinds,
    layers,
    marks,
    panel_of,
    rows,
    titles,
    words,
)

from onrecord.export import chart
from onrecord.export.chart_marks import OTHER_OUTLET
from onrecord.export.chart_parts import apart, even_ticks, in_lines, width_of
from onrecord.export.chart_window import Window, day_ticks


def test_single_figures_share_a_panel_of_rows_and_need_little_height() -> None:
    figures = [figure(number, counted=f"people, Town {number}", scope="incident") for number in range(1, 25)]
    specification = drawn(figures, ())
    assert titles(specification)[0] == "killed · incident"
    assert specification["vconcat"][0]["height"] < 500
    assert [row["counted"] for row in rows(specification, "killed", "text")][:2] == ["people, Town 1", "people, Town 2"]


def test_a_row_tells_the_number_as_stated_its_source_and_its_day() -> None:
    figures = [figure(24, None, stated="Dozens (at least 24)"), figure(40, root="the opposition")]
    told = [(row["label"], row["told"].replace("\u00a0", " "), row["counted"]) for row in marks(drawn(figures, ()))]
    assert told == [
        ("1", "Dozens (at least 24) – the coroner, 4 May 2031", "people, Ostrel"),
        ("2", "40 – the opposition, 4 May 2031", ""),
    ]


def test_a_number_that_several_outlets_have_from_one_root_source_is_one_row() -> None:
    figures = [figure(17, outlet=f"Outlet {n}") for n in range(3)]
    specification = drawn([*figures, figure(17, root="the mayor")], ())
    found = {(row["label"], row["shape"]) for row in marks(specification)}
    assert found == {("1 ×3", OTHER_OUTLET), ("2", "circle")}
    assert "that many outlets give this number" in words(specification)


def test_a_thousand_figures_are_small_marks_alone() -> None:
    chosen = random.Random(7)
    figures = [
        figure(chosen.randint(1, 900), root=f"source {n % 30}", outlet=f"Outlet {n % 40}", day=f"2031-{1 + n % 12:02}-{1 + n % 28:02}")
        for n in range(1000)
    ]
    specification = drawn(figures)
    assert kinds(specification) == ["line", "point"]
    (points,) = [layer for layer, _ in layers(specification, panel_of(specification, "killed"), "point")]
    assert points["mark"]["size"] < 30
    assert "where marks are many, no numbers stand beside them" in words(specification)
    assert chart.png(specification).startswith(b"\x89PNG")


def test_one_figure_is_a_chart() -> None:
    for specification in (drawn([figure(12)], ()), drawn([figure(0)], ()), drawn([figure(12)], [BESIDE]), drawn([], [BESIDE])):
        assert chart.svg(specification).startswith("<svg")


LONG = (
    "the Office of the Deputy Under-Secretary for Civil Registration and Emergency Statistics of the Northern Coastal Province and District"
)


def test_long_names_are_broken_into_lines_and_never_run_over() -> None:
    specification = drawn([figure(12, root=LONG, outlet=LONG.title(), counted=LONG), figure(12, root=LONG, outlet=LONG, counted=LONG)], ())
    for title in ("Root sources", "Outlets"):
        lines = [line for row in rows(specification, title, "text") for line in row["words"].split("\n")]
        assert max(map(width_of, lines)) < 275
    told = [line for row in marks(specification) for line in row["told"].split("\n")]
    assert max(map(width_of, told)) < 290
    assert told[-1].endswith("…")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]) | st.just(" "), min_size=1, max_size=200))
@settings(deadline=None)
def test_lines_hold_every_letter_in_order(text: str) -> None:
    joined = "".join(in_lines(text, 120)).replace(" ", "").replace("\u200e", "")
    assert joined == text.replace(" ", "").replace("\u200e", "")
    assert all(width_of(line) <= 120 or len(line.strip("\u200e")) == 1 for line in in_lines(text, 120))


def test_names_from_right_to_left_keep_what_stands_beside_them_in_place() -> None:
    name = "وزارة الصحة"
    assert apart("the mayor") == "the mayor"
    assert apart(name) == f"\u200e{name}\u200e"
    (row,) = marks(drawn([figure(40, root=apart(name), source=apart(name), stated=apart("٤٠ شخصا"))], ()))
    outside = row["told"].replace(name, "").replace("٤٠ شخصا", "")
    assert not any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in outside)
    assert row["told"].startswith("\u200e")


def test_days_years_apart_are_marked_at_the_first_days_of_years() -> None:
    ticks = day_ticks(Window(datetime.date(1998, 2, 3), datetime.date(2031, 5, 4)))
    assert 3 <= len(ticks) <= 7
    assert {(tick.month, tick.day) for tick in ticks} == {(1, 1)}


@given(st.dates(min_value=datetime.date(1900, 1, 1)), st.integers(0, 200_000))
def test_an_axis_has_few_days_all_of_them_drawn(first: Any, days: int) -> None:
    last = first + min(datetime.timedelta(days=days), datetime.date.max - first)
    ticks = day_ticks(Window(first, last))
    assert 1 <= len(ticks) <= 7
    assert all(first <= tick <= last for tick in ticks)
    assert ticks == sorted(set(ticks)) or first == last


SAME = """
import sys
from onrecord.export import chart
from onrecord.export.chart import ChartFigure
fields = {"panel": "p", "measure": "killed", "counted": "people", "source": "s", "scope": "incident"}
figures = [ChartFigure(date="2031-05-04", low=n, high=n + n % 2, root=f"r{n % 3}", outlet=f"o{n % 5}", **fields) for n in range(1, 9)]
drawn = chart.drawn(figures, [], title="t")
sys.stdout.buffer.write(chart.svg(drawn).encode() + chart.png(drawn))
"""


def test_the_same_figures_give_the_same_bytes_in_another_process() -> None:
    made = [
        subprocess.run([sys.executable, "-c", SAME], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert made[0].stdout == made[1].stdout
    assert len(made[0].stdout) > 10_000


def test_words_of_a_report_are_words_in_the_picture() -> None:
    evil = figure(1, root="a & <b>", counted="<script>alert(1)</script>")
    picture = chart.svg(drawn([evil], ()))
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture
    ElementTree.fromstring(picture)


def test_an_svg_says_what_it_shows_to_those_who_hear_it() -> None:
    picture = ElementTree.fromstring(
        chart.svg(chart.drawn([figure(12), figure(30, None, day="2031-05-09")], [BESIDE], title="Dead & hurt"))
    )
    title, description = picture[0], picture[1]
    assert picture.get("role") == "img"
    assert (title.tag, title.text, picture.get("aria-labelledby")) == (f"{SVG}title", "Dead & hurt", title.get("id"))
    assert (description.tag, picture.get("aria-describedby")) == (f"{SVG}desc", description.get("id"))
    told = description.text or ""
    assert told.startswith("2 figures of 1 outlet from 1 root source, from 4 May 2031 to 9 May 2031.")
    assert "Reference series Coast registry" in told
    assert "Root sources: 1 the coroner." in told


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        chart.save({}, tmp_path / "figures.pdf")


@pytest.mark.parametrize(("top", "ticks"), [(2.1, [0, 1, 2]), (40, [0, 10, 20, 30, 40]), (15000, [0, 5000, 10000, 15000]), (0.5, [0])])
def test_ticks_are_whole_people(top: float, ticks: list[int]) -> None:
    assert even_ticks(top, 4) == ticks


def test_a_row_that_a_person_set_says_so() -> None:
    (row,) = marks(drawn([figure(40, corrected=True)], ()))
    assert (row["label"], row["told"].replace("\u00a0", " ")) == ("1†", "40 – the coroner (set by a person), 4 May 2031")


def test_what_is_not_drawn_stands_at_the_foot() -> None:
    specification = chart.drawn([figure(40)], [], title="t", left_out=["3 figures without a day are not drawn"])
    assert titles(specification)[-1] == "Not drawn"
    assert "3 figures without a day are not drawn" in words(specification)
    assert "3 figures without a day are not drawn." in specification["description"]


def test_the_lines_of_a_name_of_a_hundred_thousand_letters_take_no_longer_than_it_has_letters() -> None:
    """Measured by how often a width is asked for, since times differ from machine to machine."""
    name = "a" * 100_000
    assert "".join(in_lines(name, 120)) == name
    shortened = in_lines(name, 120, most=3)
    assert len(shortened) == 3
    assert shortened[-1].endswith("…")
