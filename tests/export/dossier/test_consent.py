"""Names of people to be protected go out of a dossier that is not redacted only where somebody says that they may."""

import pytest
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import taken_apart

from onrecord import flow
from onrecord import review as acts
from onrecord.errors import WrongUse
from onrecord.export.dossier import Redaction
from onrecord.records import CorrectionRequest

NAME = "Olena Kovalenko"
REFUSED = "notes name a person who is to be protected, who may be known from these reports"
WIRE = "OSTVALE, March 9, 2031 (Vale Wire) - The clinic said that 5 people were hurt at the mill.\n"


def read(desk: Desk, name: str, content: str) -> None:
    path = desk.folder / "reports" / name
    path.write_text(content, encoding="utf-8")
    with desk.opened() as ledger:
        list(flow.read_sources([str(path)], ledger=ledger))


PLACES = {
    "the text": ("quay.txt", WIRE.replace("The clinic", NAME)),
    "a word of the text": ("quay.txt", WIRE.replace("The clinic", "Ms Kovalenko")),
    "the title": ("quay.html", f"<html><head><title>{NAME} speaks</title></head><body><p>{WIRE}</p></body></html>"),
    "the id": ("kovalenko-told-us.txt", WIRE),
    "the original alone": (
        "quay.html",
        f"<html><head><!-- {NAME} --><title>Quay</title></head><body><article><p>{WIRE}</p></article></body></html>",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_it_would_go_out(desk: Desk, place: str):
    name, content = PLACES[place]
    read(desk, name, content)
    desk.note("witness", "wire.txt", name=NAME)
    with pytest.raises(WrongUse, match=REFUSED) as refused:
        desk.export(name)
    assert "kovalenko" not in f"{refused.value.message} {refused.value.hint}".casefold()
    assert not list(desk.folder.glob("dossier.*"))
    assert desk.export(name, names_may_go_out=True).exists()
    assert desk.export("page.html", out="page.wacz").exists(), "of her that report says nothing"


def test_a_name_in_a_correction_is_found(desk: Desk):
    with desk.opened() as ledger:
        request = CorrectionRequest(record="wire.txt/report", set={"title": f"{NAME} saw it"})
        acts.correct(ledger, request, by="R. Editor", reason="as printed")
    desk.note("witness", "page.html", name=NAME)
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("wire.txt")


def test_a_note_on_the_report_counts_also_where_it_spells_the_name_otherwise(desk: Desk):
    desk.note("victim", "wire.txt", name=NAME)
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("wire.txt")
    assert desk.export("wire.txt", with_notes=True).exists(), "notes that go out say as much"


def test_people_are_counted_once_however_notes_space_their_names(desk: Desk):
    read(desk, "quay.txt", WIRE.replace("The clinic", NAME))
    desk.note("witness", "quay.txt", name="Olena  Kovalenko")
    desk.note("witness", "wire.txt", name=NAME)
    with pytest.raises(WrongUse, match=REFUSED):
        desk.export("quay.txt")


def erase_note(desk: Desk, about: str, role: str | None = "witness", **fields: str) -> None:
    with desk.opened() as ledger:
        note = flow.add_note(ledger, fields, by="N. Noter", report=about, role=role)
        asked = ledger.ask_erasure([note], "safety", by="A. First")
    flow.erase(desk.case, asked.request, by="B. Second")


def test_that_a_note_on_the_report_was_erased_leaves_nobody_to_look_for(desk: Desk):
    erase_note(desk, "wire.txt", name=NAME)
    with pytest.raises(WrongUse, match="1 note on these reports, erased since, may have named people to be protected"):
        desk.export("wire.txt")
    assert desk.export("page.html").exists(), "it was on another report"
    assert desk.export("wire.txt", out="known.wacz", names_may_go_out=True).exists()


@pytest.mark.parametrize("harmless", ["other", "text", "noted by another"])
def test_a_note_that_took_no_name_with_it_asks_nothing_of_anybody(desk: Desk, harmless: str):
    desk.note("relative", "page.html", name="Zed Quorl")
    if harmless == "noted by another":
        desk.note("relative", "page.html", name=NAME)
    erase_note(desk, "wire.txt", "other" if harmless == "other" else "witness", **{"text" if harmless == "text" else "name": NAME})
    with desk.opened() as ledger:
        redaction = Redaction(reason="safety", by="R. Editor")
        done = flow.export_dossier(ledger, ["wire.txt"], desk.folder / "one.wacz", redaction=redaction)
    assert done.erased_notes == 0
    assert desk.export("wire.txt").exists()


def test_that_a_record_was_withdrawn_is_told_though_the_withdrawal_is_withheld(desk: Desk):
    read(desk, "quay.txt", WIRE.replace("The clinic", NAME))
    with desk.opened() as ledger:
        (first, *_) = ledger.view.reading("quay.txt").figures
        acts.correct(ledger, CorrectionRequest(record=f"quay.txt/{first.id}", withdraw=True), by="R. Editor", reason="no toll")
    desk.note("witness", "quay.txt", name=NAME)
    path = desk.export("quay.txt", redaction=Redaction(reason="safety", by="R. Editor"))
    assert "a person withdrew this; withheld here" in taken_apart(path)["onrecord/report.html"].decode()


@pytest.mark.parametrize("inside", ["log", "blobs", "blobs/sha256", "anchors"])
def test_no_dossier_is_put_among_the_files_of_a_case(desk: Desk, inside: str):
    with desk.opened() as ledger, pytest.raises(WrongUse, match="lies among the files of a case"):
        flow.export_dossier(ledger, ["wire.txt"], desk.case / inside / "one.wacz")
