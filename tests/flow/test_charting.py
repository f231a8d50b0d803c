"""Which figures of a case a chart shows, with the outlet and the root source of each."""

import json
from pathlib import Path

import pytest

import onrecord
from onrecord import flow
from onrecord.errors import NoCase, WrongUse
from onrecord.flow import charting
from onrecord.flow.origins import origins_of
from onrecord.ledger import Ledger, View
from onrecord.settings import Settings

REPORTS = [
    (
        "harbour-1",
        "Harbour News",
        "2031-03-04",
        "Shells hit the mill in Dalm on Tuesday and 17 people were killed, the health office in Dalm said.",
    ),
    (
        "vale-1",
        "Vale Post",
        "2031-03-05",
        "Seventeen people were killed when shells hit the mill in Dalm on Tuesday, Harbour News reported.",
    ),
    (
        "coast-1",
        "Coast Herald",
        "2031-03-05",
        "The army of Lomaria said that 21 people had been killed on Tuesday by shells that hit the mill in Dalm.",
    ),
    (
        "ridge-1",
        "Ridge Radio",
        "2031-03-06",
        "About 17 people were killed on Tuesday by shells that hit the mill in Dalm. Nobody was named as the source of it.",
    ),
]


def read(case: Path, rows: list[tuple[str, str, str, str]]) -> None:
    file = case.with_suffix(".jsonl")
    names = ("id", "outlet", "date", "text")
    file.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), encoding="utf-8")
    with Ledger.open(case, create=True) as ledger:
        list(flow.read_sources([str(file)], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    read(tmp_path / "case", REPORTS)
    return tmp_path / "case"


def origins(case: Path) -> dict[str, tuple[str | None, str | None]]:
    """For each report, which has one figure, the outlet and the root source of that."""
    with View.open(case) as view:
        rows = [(line, row) for line in flow.series_of(view) for row in line.rows]
        found = origins_of(flow.set_beside(view), {(row.reading, row.figure): row.source for _, row in rows})
        return {row.report: found[row.reading, row.figure][:2] for _, row in rows}


def test_a_figure_goes_back_through_the_outlet_that_is_cited(case: Path) -> None:
    assert origins(case) == {
        "harbour-1": ("Harbour News", "the health office in Dalm"),
        "vale-1": ("Vale Post", "the health office in Dalm"),
        "coast-1": ("Coast Herald", "the army of Lomaria"),
        "ridge-1": ("Ridge Radio", None),
    }


def test_one_root_source_of_several_claims_has_one_name_and_two_parties_stay_two(tmp_path: Path) -> None:
    told = [
        ("the health ministry of Lomaria", "Lomaria", 12),
        ("the Lomarian health ministry", "Lomaria", 17),
        ("Lomaria's health ministry", "Lomaria", 31),
        ("the Keshan health ministry", "Kesh", 44),
    ]
    rows = [
        (
            f"r{n}",
            f"Outlet {n}",
            f"2031-03-{n + 3:02}",
            f"At least {number} people have been killed in {land} since the war began, {who} said on Monday.",
        )
        for n, (who, land, number) in enumerate(told)
    ]
    read(tmp_path / "case", rows)
    roots = [origins(tmp_path / "case")[f"r{n}"][1] for n in range(4)]
    assert len(set(roots[:3])) == 1
    assert roots[3] not in roots[:3]


def test_an_office_of_nobody_in_particular_is_not_taken_for_a_party(tmp_path: Path) -> None:
    told = (
        "Lomarian authorities said that 13 people were killed in Arvo.",
        "Nine people were killed in Dalm, the Government Media Office said.",
    )
    read(tmp_path / "case", [(f"r{n}", "Vale Post", f"2031-03-{n + 4:02}", text) for n, text in enumerate(told)])
    roots = [origins(tmp_path / "case")[f"r{n}"][1] for n in range(2)]
    assert None not in roots
    assert len(set(roots)) == 2


def test_a_voice_that_could_be_anybodys_stands_in_quotation_marks(tmp_path: Path) -> None:
    read(tmp_path / "case", [("a", "Vale Post", "2031-03-04", "Nine people were killed in Dalm on Tuesday, a resident said.")])
    assert origins(tmp_path / "case")["a"][1] == "“a resident”"


def test_the_chart_of_a_case_holds_outlets_and_root_sources(case: Path, tmp_path: Path) -> None:
    done = onrecord.Case.open(case).chart(tmp_path / "figures.svg", measure="killed")
    assert (done.figures, done.left_out, done.protected) == (4, (), 0)
    drawing = (tmp_path / "figures.svg").read_text(encoding="utf-8")
    for name in ("the health office in Dalm", "the army of Lomaria", "Harbour News", "Vale Post", "Coast Herald", "Ridge Radio"):
        assert f">{name}<" in drawing
    assert "“about”" in drawing


def test_counts_side_by_side_are_a_row_a_number_and_root_source(case: Path, tmp_path: Path) -> None:
    done = onrecord.Case.open(case).chart(tmp_path / "counts.svg", of="compare")
    assert (done.figures, done.left_out) == (4, ())
    drawing = (tmp_path / "counts.svg").read_text(encoding="utf-8")
    assert ">killed · people, Dalm · incident · from 4 March 2031<" in drawing
    assert ">2 ×2<" in drawing  # two outlets, one root source
    for told in ("17 – the health office in Dalm", "21 – the army of Lomaria", "About 17 – no source named"):
        assert f">{told}, " in drawing


def test_of_many_events_some_are_drawn_and_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (f"{town}-{number}", "Vale Post", f"2031-03-{n:02}", f"Shells hit {town} on Monday and {number} people were killed, {who} said.")
        for n, town in ((4, "Dalm"), (11, "Tolv"), (18, "Farre"))
        for number, who in ((17, f"the mayor of {town}"), (41, f"the {town} clinic"))
    ]
    read(tmp_path / "case", rows)
    case = onrecord.Case.open(tmp_path / "case")
    events = len(case.compare())
    assert events > 1
    assert case.chart(tmp_path / "counts.svg", of="compare").left_out == ()
    monkeypatch.setattr(charting, "MATTERS", events - 1)
    done = case.chart(tmp_path / "counts.svg", of="compare")
    assert done.left_out == ("1 event or day is not drawn; choose with --measure and --place",)


def roots_of(case: Path, *told: str) -> list[str | None]:
    """The root sources of reports of one figure each, in the order of the reports."""
    read(case, [(f"r{n}", f"Outlet {n}", f"2031-03-{n + 4:02}", text) for n, text in enumerate(told)])
    found = origins(case)
    return [found[f"r{n}"][1] for n in range(len(told))]


ALIKE = [
    "The health ministry in Grenholt said 34 people had been killed in Orlo since the war began.",
    "Since the war began 35 people have been killed in Orlo, according to the Velmoran health ministry.",
    "No truce is near. Ostria's health ministry said that 36 people had been killed in Orlo since January.",
    "Snow fell. The health ministry said that 37 people had been killed in Orlo since January.",
    "Schools stay closed. The health ministries of Ostria and Velmora said that 38 people had been killed in Orlo since January.",
    "Roads were closed. The health ministries of the two countries said 39 people have been killed in Orlo since January.",
    "A hard winter. The Ostrian health ministry said that 40 people had been killed in Orlo since January.",
]
"""Alike bodies of two sides, with and without their land."""


def test_bodies_of_two_sides_that_are_called_alike_keep_what_each_has_given(tmp_path: Path) -> None:
    grenholt, velmoran, ostrian, bare, both, of_the_two, again = roots_of(tmp_path / "case", *ALIKE)
    assert grenholt == "the health ministry in Grenholt"
    assert velmoran == "the Velmoran health ministry"
    assert ostrian == again == "the Ostrian health ministry"
    assert bare == "“the health ministry”"
    assert both == "the health ministries of Ostria and Velmora"
    assert of_the_two == "“the health ministries of the two countries”"


def test_a_chart_names_nobody_for_a_number_that_another_has_given(tmp_path: Path) -> None:
    one_number = [
        "Shells hit the market in Orlo on Tuesday. The health ministry said 41 people were killed there.",
        "The Velmoran health ministry speaks of 41 people killed on Tuesday, when shells hit the market in Orlo.",
        "At the market in Orlo 41 people were killed by shells on Tuesday, said the health ministry of Ostria.",
    ]
    bare, velmoran, ostrian = roots_of(tmp_path / "case", *one_number)
    assert bare == "“the health ministry”"
    assert velmoran == "the Velmoran health ministry"
    assert ostrian == "the health ministry of Ostria"


def test_a_copy_that_puts_another_body_in_the_place_of_the_source_has_that_ones_word(tmp_path: Path) -> None:
    text = (
        "Port Lann – Shells hit the market in Orlo on Tuesday and 41 people were killed, the {} health ministry said. Stalls burned for "
        "hours, and ambulances from the hospital by the river came late, since the bridge had been closed on Sunday."
    )
    assert roots_of(tmp_path / "case", text.format("Velmoran"), text.format("Ostrian")) == [
        "the Velmoran health ministry",
        "the Ostrian health ministry",
    ]


def test_reports_of_one_id_from_two_files_are_not_mixed(tmp_path: Path) -> None:
    case = tmp_path / "case"
    for outlet, who in (("Vale Post", "the mayor of Dalm"), ("Coast Herald", "the Dalm clinic")):
        number = len(outlet)
        read(case, [("a", outlet, "2031-03-04", f"Shells hit Dalm on Monday and {number} people were killed, {who} said.")])
    done = onrecord.Case.open(case).chart(tmp_path / "figures.svg")
    drawing = (tmp_path / "figures.svg").read_text(encoding="utf-8")
    assert done.figures == 2
    for name in ("Vale Post", "Coast Herald", "the mayor of Dalm", "the Dalm clinic"):
        assert f">{name}<" in drawing


def test_what_is_not_drawn_is_told_in_the_chart(tmp_path: Path) -> None:
    told = "Shells hit Dalm on Monday and 17 people, including five children, were killed, the mayor of Dalm said."
    read(tmp_path / "case", [("a", "Vale Post", "2031-03-04", told)])
    done = onrecord.Case.open(tmp_path / "case").chart(tmp_path / "figures.svg")
    assert done.left_out == ("1 figure that counts a part of a total is not drawn",)
    drawing = (tmp_path / "figures.svg").read_text(encoding="utf-8")
    assert ">1 figure that counts a part of a total is not drawn<" in drawing


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("figures.pdf", "a chart cannot be written as figures.pdf"),
        ("figures", "a chart cannot be written as figures"),
        ("no/f.png", "could not be written"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(case: Path, tmp_path: Path, file: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told) as caught:
        onrecord.Case.open(case).chart(tmp_path / file)
    assert caught.value.hint


def test_a_folder_and_nothing_to_draw_are_refused(case: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    opened = onrecord.Case.open(case)
    with pytest.raises(WrongUse, match="Is a directory"):
        opened.chart(tmp_path / "folder.png")
    with pytest.raises(WrongUse, match="there is no dated figure to draw"):
        opened.chart(tmp_path / "figures.png", measure="displaced")
    with pytest.raises(WrongUse, match="there is no measure 'zz'"):
        opened.chart(tmp_path / "figures.png", measure="zz")  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="there is nothing to draw"):
        opened.chart(tmp_path / "figures.png", of="compare", measure="displaced")
    with pytest.raises(WrongUse, match="not chosen by group"):
        opened.chart(tmp_path / "figures.png", of="compare", group="people")
    with pytest.raises(NoCase):
        onrecord.Case.open(tmp_path / "nowhere").chart(tmp_path / "figures.png")
    assert not (tmp_path / "figures.png").exists()
