"""Copies in a case are those that are found among the same reports at once, in whatever order they came."""

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord import flow, intake, review
from onrecord.corroboration.copies import among
from onrecord.flow.copying import copies_in, note_rest, original_of
from onrecord.ledger import Ledger
from onrecord.records import CorrectionRequest
from onrecord.records.copying import Copy
from onrecord.settings import Settings

LEAD = (
    "KESH (Coast Wire) – Two shells fell on the fish market of Kesh on Monday morning, and seven people were killed, the"
    " harbour master, Odo"
    " Brandt, said. Boats took the injured across the bay, since the road was under fire."
)
MIDDLE = (
    "The Island Guard said the shells had come from the battery on the ridge. A spokeswoman for the Ridge Command said that"
    " its guns had been"
    " silent since Saturday, and asked for an inquiry by somebody whom both sides trust."
)
END = "The market has been held on Mondays for as long as anybody can tell. Its scales were found on the roof of the customs house."
OWN = (
    "Our own people were in the second row of stalls and came away with their hearing gone for the afternoon. The parish has"
    " opened the hall"
    " for those who do not want to go home by the shore road tonight, and there is soup."
)
OTHER = (
    "Schools on the island stay closed until the glass is in the windows again. The board has asked families to send no"
    " parcels with glue in"
    " them, since the last ones leaked, and to write the size of the panes on the outside of the parcel instead."
)


def reports() -> list[dict[str, str]]:
    texts = {
        "wire": ("Coast Wire", 5, f"{LEAD}\n\n{MIDDLE}\n\n{END}"),
        "gazette": ("Harbour Gazette", 6, f"{LEAD}\n\n{MIDDLE}\n\n{END}"),
        "early": ("Early Courier", 4, f"{LEAD}\n\n{MIDDLE}"),
        "post": ("Ridge Post", 6, f"{OWN}\n\n{LEAD}\n\n{MIDDLE}"),
        "reprint": ("Valley Echo", 7, f"{OWN}\n\n{LEAD}\n\n{MIDDLE}"),
        "neighbour": ("Neighbour", 8, f"{OWN}\n\n{OTHER}"),
        "school": ("Island Mail", 7, OTHER),
        "brief": ("Brief News", 6, MIDDLE),
    }
    return [
        {
            "id": name,
            "text": text,
            "outlet": outlet,
            "date": f"2031-03-{day:02}",
            "url": f"https://{name}.example/1",
        }
        for name, (outlet, day, text) in texts.items()
    ]


EXPECTED = {
    ("wire", "gazette"),
    ("wire", "early"),
    ("wire", "post"),
    ("wire", "reprint"),
    ("wire", "brief"),
    ("school", "neighbour"),
}
"""The neighbour has passages of two reports: the one that it shares more with is its original."""


def read(case: Path, folder: Path, listed: list[dict[str, str]]) -> None:
    folder.mkdir(exist_ok=True)
    file = folder / "reports.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in listed), encoding="utf-8")
    with Ledger.open(case, create=True) as ledger:
        assert len(list(flow.read_sources([str(file)], ledger=ledger, jsonl=True))) == len(listed)


def named(ledger: Ledger, copies: tuple[Copy, ...]) -> set[tuple[str, str, str, float]]:
    ids = {identifier: document.id for identifier, document, _ in ledger.view.readings_with_documents()}
    return {(ids[one.original], ids[one.copy], one.kind, one.share_of_original) for one in copies}


@pytest.mark.parametrize("order", range(6))
def test_a_case_and_a_list_give_the_same_copies_in_any_order(tmp_path: Path, order: int) -> None:
    listed = reports()
    random.Random(order).shuffle(listed)
    read(tmp_path / "case", tmp_path / "in", listed)
    with Ledger.open(tmp_path / "case", create=False) as ledger:
        found = copies_in(ledger.view)
        kept = [ledger.view.printed.report(identifier) for identifier, _, _ in ledger.view.readings_with_documents()]
        assert named(ledger, found) == named(ledger, among(kept))
        pairs = {one[:2] for one in named(ledger, found)}
        assert pairs == EXPECTED


def documents(file: Path):
    for opened in intake.open_source(str(file), jsonl=True, limits=Settings().limits, stdin=None):
        yield from (outcome.found for outcome in intake.outcomes(opened.parts(), None, lambda part: None))


def test_an_index_made_again_leads_to_the_same_copies(tmp_path: Path) -> None:
    case = tmp_path / "case"
    read(case, tmp_path / "in", reports())
    with Ledger.open(case, create=False) as ledger:
        before = copies_in(ledger.view)
        assert before
    for path in (case / "db").glob("index.sqlite*"):
        path.unlink()
    flow.make_index_again(case)
    with Ledger.open(case, create=False) as ledger:
        assert note_rest(ledger) == 0
        assert copies_in(ledger.view) == before


def test_a_case_of_an_earlier_version_is_noted_before_anything_is_read(tmp_path: Path) -> None:
    """Such a version appended readings without what they are found by."""
    case = tmp_path / "case"
    first, *others = reports()
    document = next(iter(documents(write(tmp_path / "first.jsonl", first))))
    with Ledger.open(case, create=True) as ledger:
        ledger.append_reading(document, flow.read_document(document))
    read(case, tmp_path / "in", others[:1])
    with Ledger.open(case, create=False) as ledger:
        assert {one[:2] for one in named(ledger, copies_in(ledger.view))} == {("wire", "gazette")}


def write(file: Path, report: dict[str, str]) -> Path:
    file.write_text(json.dumps(report), encoding="utf-8")
    return file


def test_an_erased_original_is_found_no_more_and_its_copies_have_another(tmp_path: Path) -> None:
    case = tmp_path / "case"
    listed = reports()
    read(case, tmp_path / "wire", [one for one in listed if one["id"] == "wire"])
    read(case, tmp_path / "others", [one for one in listed if one["id"] in ("gazette", "post")])
    with Ledger.open(case, create=False) as ledger:
        request = flow.ask_erasure(ledger, ["wire"], "safety", by="Ines").request
    flow.erase(case, request, by="Tomas")
    with Ledger.open(case, create=False) as ledger:
        note_rest(ledger)
        found = named(ledger, copies_in(ledger.view))
        assert len(found) == 1
        assert {name for one in found for name in one[:2]} == {"gazette", "post"}


def test_a_report_read_again_by_another_reader_is_still_found(tmp_path: Path) -> None:
    case = tmp_path / "case"
    read(case, tmp_path / "in", reports()[:2])
    with Ledger.open(case, create=False) as ledger:
        ((identifier, document, said),) = [one for one in ledger.view.readings_with_documents() if one[1].id == "wire"]
        newer = flow.read_document(document)
        reader = type(said.reader)(name="other", version="9", settings={})
        ledger.append_reading(document, msgspec.structs.replace(newer, reader=reader))
        note_rest(ledger)
        kept = ledger.view.kept_reading(document)
        assert kept.id != identifier
        (copy,) = copies_in(ledger.view)
        assert copy.original == kept.id
        assert original_of(ledger.view, copy.copy) == copy


def test_copies_are_of_the_outlets_that_people_say(tmp_path: Path) -> None:
    """Two reports of one outlet are no copies of each other, also where it took a person to see that they are of one."""
    case = tmp_path / "case"
    listed = [one for one in reports() if one["id"] in {"wire", "gazette", "early"}]
    read(case, tmp_path / "in", listed)
    with Ledger.open(case, create=False) as ledger:
        both = {("wire", "early"), ("wire", "gazette")}
        assert {one[:2] for one in named(ledger, copies_in(ledger.view))} == both
        for name in ("early", "gazette"):
            request = CorrectionRequest(record=f"{name}/report", set={"outlet": "Coast Wire"})
            review.correct(ledger, request, by="Ana Reyes", reason="its imprint")
        ledger.commit()
        assert copies_in(ledger.view) == ()
        review.correct(ledger, CorrectionRequest(record="early/report", take_back=True), by="Ana Reyes", reason="another imprint")
        ledger.commit()
        assert {one[:2] for one in named(ledger, copies_in(ledger.view))} == {("wire", "early")}


@pytest.mark.parametrize("compare", [flow.corroborate, flow.corroborate_new])
def test_whom_a_person_says_to_have_printed_the_original_is_no_longer_the_first_to_have_it(tmp_path: Path, compare: Any) -> None:
    """The outlet of one report was read from the credit, so that it seemed the agency's own."""
    listed = [one for one in reports() if one["id"] in {"gazette", "wire"}]
    listed = [{**one, "date": f"2031-03-{6 if one['id'] == 'gazette' else 7:02}"} for one in listed]
    read(tmp_path / "case", tmp_path / "in", listed)
    with Ledger.open(tmp_path / "case", create=False) as ledger:
        flow.corroborate(ledger)
        assert {one[:2] for one in named(ledger, copies_in(ledger.view))} == {("wire", "gazette")}
        request = CorrectionRequest(record="wire/report", set={"outlet": "Ridge Post"})
        review.correct(ledger, request, by="Ana Reyes", reason="the masthead says so")
        ledger.commit()
        compare(ledger)
        kept = [ledger.view.printed.report(identifier) for identifier, _, _ in ledger.view.readings_with_documents()]
        found = named(ledger, copies_in(ledger.view))
        assert found == named(ledger, among(kept))
        assert {one[:2] for one in found} == {("gazette", "wire")}
