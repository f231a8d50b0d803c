"""Names of people to be protected go out of no format in silence: the rule of dossiers, for every one of them."""

import json
import re
from typing import Any

import pyarrow.parquet
import pytest
from tests.export.tables.conftest import Desk, figure, market, quay, statement

from onrecord import flow
from onrecord.errors import WrongUse
from onrecord.export.tables import FORMATS, read_rows
from onrecord.export.tables.rows import FigureRow, FindingRow, StatementRow
from onrecord.ledger import View
from onrecord.records import Actor, Finding, Incident, MediaMention, Reading, ReportDetails

NAME = "Lena Orban"
REFUSED = "notes name people who are to be protected, of whom at least one may be known from this table"
TEXT = "Lena Orban said that 12 people were killed in Ostrel when Lena Orban's clinic was hit. A picture shows Lena Orban.\n"


def naming() -> Reading:
    """A report that names her wherever a format could tell it."""
    return Reading(
        id="clinic",
        text=TEXT,
        report=ReportDetails(title="The clinic of Lena Orban", outlet="Coast Herald", published="2031-05-07"),
        statements=(statement(TEXT, "s1", "Lena Orban", "said", "12 people were killed in Ostrel", actor="Lena Orban"),),
        figures=(figure(TEXT, "f1", "12", min=12, max=12, place="Ostrel", statement="s1", source="Lena Orban"),),
        incidents=(Incident(id="i1", type="other", place="Ostrel", figures=("f1",), span=(58, 68)),),
        media_mentions=(MediaMention(id="m1", kind="image", span=((83, 92),), depicts="Lena Orban"),),
        actors=(Actor(name="Lena Orban", kind="person"),),
    )


@pytest.fixture
def named(desk: Desk) -> Desk:
    """The case with a report that names her, a note that protects her, and assessments for what is made of them."""
    desk.keep(naming())
    desk.assess("clinic/s1", "supported")
    desk.assess("clinic/m1", "original media content")
    desk.note(NAME)
    return desk


def content(desk: Desk, to: str) -> str:
    """All texts of a file."""
    file = desk.folder / f"out.{to}"
    return str(pyarrow.parquet.read_table(file).to_pylist()) if to == "parquet" else file.read_text("utf-8")


@pytest.mark.parametrize("to", FORMATS)
def test_a_name_goes_out_only_when_somebody_says_so(named: Desk, to: str):
    with pytest.raises(WrongUse, match=REFUSED) as refused:
        named.export(to, "clinic")
    assert "orban" not in f"{refused.value.message} {refused.value.hint}".casefold()
    assert not list(named.folder.glob("*out*"))
    assert "Orban" in content(named, named.export(to, "clinic", names_may_go_out=True).to)
    if not FORMATS[to].of_assessments:
        assert named.export(to, "quay.txt", out="quay").shown == 0, "which says nothing of her"


@pytest.mark.parametrize("to", FORMATS)
def test_a_name_is_blacked_out_of_every_format(named: Desk, to: str):
    done = named.export(to, redact=True)
    told = content(named, to)
    assert (done.redacted, done.shown) == (True, 0)
    assert "█" in told
    assert not re.search(r"orban|\blena\b", told, re.IGNORECASE)


def test_how_many_names_are_known_is_told(named: Desk):
    named.note("Ida Rask", report="market")
    named.note("Nobody Atall")
    assert named.export("csv", names_may_go_out=True).shown == 2, "one stands in it, one a note on a report of it gives"


def test_a_note_on_a_report_counts_also_where_it_spells_the_name_otherwise(desk: Desk):
    desk.note("Someone Unnamed", report="quay.txt")
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("csv", "quay.txt")
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("csv")
    assert desk.export("csv", "market").rows == 3
    assert desk.export("csv", "quay.txt", out="quay.csv", redact=True).rows == 3


def test_a_note_on_an_earlier_reading_of_a_report_counts(desk: Desk):
    desk.note("Someone Unnamed", report="quay.txt")
    desk.keep(_again(quay()))
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("csv", "quay.txt")


def _again(reading: Reading) -> Any:
    """The report read by a later version: another reading of the same text."""
    return Reading(id=reading.id, text=reading.text, report=reading.report, figures=reading.figures[:1])


def test_the_role_other_is_not_protected(desk: Desk):
    desk.note("The Ninth Brigade", role="other", report="market")
    assert desk.export("csv").shown == 0


def test_a_name_in_an_id_is_found_in_any_letters(desk: Desk):
    told = Reading(id="orban-told-us.txt", text="Nine people were hurt at the quay.\n", figures=quay().figures[:0])
    desk.keep(told, _with_incident("orban-said.txt"))
    desk.note("Mira Orban")
    for to in ("ftm", "ged", "acled", "geojson"):
        with pytest.raises(WrongUse, match=REFUSED):
            desk.export(to, "orban-said.txt")
        desk.export(to, "orban-said.txt", redact=True, out=f"redacted.{to}")
        assert "orban" not in (desk.folder / f"redacted.{to}").read_text("utf-8").casefold()


def _with_incident(identifier: str) -> Reading:
    reading = market()
    text = reading.text.replace("Lena Orban", "a surgeon")
    figures = reading.figures[:1]
    incidents = (Incident(id="i1", type="shelling", figures=("f1",)),)
    return Reading(id=identifier, text=text, figures=figures, incidents=incidents)


@pytest.mark.parametrize("name", ["Bea", "Ada", "Dee", "Fae"])
def test_three_letters_of_an_id_of_ours_are_no_name(desk: Desk, name: str):
    """Content ids are written with the letters a to f, which some names need no others than."""
    desk.keep(*(_with_incident(f"report {number}") for number in range(30)))
    desk.note(name)
    for to in ("ged", "ftm", "geojson", "csv"):
        assert desk.export(to).shown == 0
        desk.export(to, redact=True, out=f"redacted.{to}")
        assert "█" not in (desk.folder / f"redacted.{to}").read_text("utf-8")


def test_no_hash_goes_out_by_which_a_blacked_out_name_could_be_tried_out(named: Desk):
    with View.open(named.case) as view:
        ids = {report.id for report in view.reports()}
    for to in FORMATS:
        named.export(to, redact=True)
        told = content(named, to)
        assert not any(identifier[:16] in told for identifier in ids)
    one = [row.reading for row in read_rows(named.folder / "out.csv", FigureRow)]
    other = [row.reading for row in read_rows(named.export("csv", redact=True, out="again.csv").file, FigureRow)]
    assert set(one).isdisjoint(other), "made anew for each file"
    assert len(set(one)) == 3, "and one for each report"


def test_nor_does_one_in_the_numbers_of_a_finding(named: Desk):
    """They name another report's reading: in a redacted table by what that is known by there, so that the two can be joined."""
    with View.open(named.case) as view:
        (identifier,) = (report.id for report in view.reports(["market"]))
    finding = Finding(id="x1", rule="silent-edit", sentence="Said otherwise.", detail={"earlier": identifier, "removed": 2})
    named.keep(Reading(id="later", text="The page said otherwise before.\n", findings=(finding,)))
    as_it_is = named.export("csv", table="findings", names_may_go_out=True, out="as-it-is.csv")
    redacted = named.export("csv", table="findings", redact=True, out="redacted.csv")
    for done in (as_it_is, redacted):
        market, later = read_rows(done.file, FindingRow)
        assert json.loads(later.detail) == {"earlier": market.reading, "removed": 2}
        assert (identifier in done.file.read_text("utf-8")) == (done is as_it_is)


def test_to_black_out_where_nobody_is_protected_is_refused(desk: Desk):
    with pytest.raises(WrongUse, match="no note of the case names anybody who is to be protected"):
        desk.export("csv", redact=True)


def erase_note(desk: Desk, name: str, **more: Any) -> None:
    note = desk.note(name, **more)
    with flow.case_of(desk.case) as ledger:
        asked = ledger.ask_erasure([note], "safety", by="A. First")
    flow.erase(desk.case, asked.request, by="B. Second")


def test_after_a_note_that_named_somebody_was_erased_nothing_goes_out_unasked(desk: Desk):
    erase_note(desk, NAME, report="market")
    for options in ({}, {"redact": True}):
        with pytest.raises(WrongUse, match=r"1 note of the case, erased since, may have|no note of the case names anybody"):
            desk.export("csv", **options)
    desk.note("Ida Rask")
    with pytest.raises(
        WrongUse, match="1 note of the case, erased since, may have named people to be protected, whom nobody knows any more"
    ):
        desk.export("csv", redact=True)
    assert desk.export("csv", redact=True, names_may_go_out=True).erased_notes == 1


def test_a_note_that_named_nobody_to_be_protected_may_be_erased(desk: Desk):
    erase_note(desk, "The Ninth Brigade", role="other")
    assert desk.export("csv").erased_notes == 0
    desk.note(NAME)
    erase_note(desk, NAME)
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("ftm", "market")


def test_short_words_of_names_are_told(named: Desk):
    named.note("He Jun")
    assert named.export("csv", redact=True).not_alone == ("He",)


def test_words_of_closed_vocabularies_stay(named: Desk):
    named.note("Indirect Claimed")
    rows = list(read_rows(named.export("csv", table="statements", redact=True).file, StatementRow))
    assert {row.form for row in rows} == {"indirect", "mixed"}
    assert {row.standing for row in rows} == {"claimed"}
