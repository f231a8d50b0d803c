"""A dossier that is read is held against the proof beside it (P08): what was altered is named, however well it was hashed anew."""

import zipfile
from pathlib import Path

import pytest
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import Members, put_together, taken_apart

from onrecord.flow import read_sources
from onrecord.ledger import Ledger
from onrecord.records import Issue, Reading
from onrecord.settings import Settings


def read_back(dossier: Path) -> list[tuple[str, str, str]]:
    """Code, outcome and member of each remark on the proof; the reports must be read whatever is wrong with it."""
    case = dossier.with_suffix(".case")
    with Ledger.open(case, create=True) as ledger:
        found = list(read_sources([str(dossier)], ledger=ledger, settings=Settings(reader="rules", workers=0)))
        kept = [one.issue for one in ledger.view.issues()]
    assert any(isinstance(one, Reading) for one in found)
    issues = [one for one in found if isinstance(one, Issue)]
    assert [one for one in issues if one not in kept] == []
    assert not any(one.code == "file.fault" for one in issues)
    return [
        (one.code, one.outcome, one.where.removeprefix(str(dossier)).removeprefix(", "))
        for one in issues
        if one.code == "wacz.proof-mismatch"
    ]


def one_word_changed(members: Members) -> Members:
    name = "archive/data.warc"
    assert b"14 people" in members[name]
    return members | {name: members[name].replace(b"14 people", b"40 people")}


def test_a_dossier_as_it_went_out(desk: Desk):
    assert read_back(desk.export("wire.txt")) == []


def test_p08_one_word_changed_and_all_hashed_anew(desk: Desk):
    dossier = desk.export("wire.txt")
    put_together(dossier, one_word_changed(taken_apart(dossier)), listed_anew=True)
    assert ("wacz.proof-mismatch", "recorded", "archive/data.warc") in read_back(dossier)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_p08_packed_anew_by_another_program(desk: Desk, method: int):
    dossier = desk.export("wire.txt")
    members = one_word_changed(taken_apart(dossier))
    with zipfile.ZipFile(dossier, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert read_back(dossier) == [("wacz.proof-mismatch", "recorded", "archive/data.warc")]


def test_an_original_and_a_listed_member_that_is_gone(desk: Desk):
    dossier = desk.export("page.html")
    members = taken_apart(dossier)
    blob = next(name for name in members if name.startswith("onrecord/blobs/"))
    members[blob] += b"."
    del members["onrecord/VERIFY.txt"]
    put_together(dossier, members, listed_anew=True)
    found = [member for _, _, member in read_back(dossier)]
    assert blob in found
    assert "onrecord/VERIFY.txt" in found


def test_packed_anew_with_the_same_members(desk: Desk):
    dossier = desk.export("wire.txt")
    members = taken_apart(dossier)
    with zipfile.ZipFile(dossier, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert read_back(dossier) == [("wacz.proof-mismatch", "recorded", "")]


@pytest.mark.parametrize(
    "forge",
    [
        lambda proof: b"rubbish",
        lambda proof: b"",
        lambda proof: b"\xff" * 100,
        lambda proof: proof[:-10],
        lambda proof: proof.replace(b"\nindex ", b"\nindex 1"),
    ],
)
def test_a_proof_that_is_none(desk: Desk, forge):
    dossier = desk.export("wire.txt")
    beside = dossier.with_name(f"{dossier.name}.tlog-proof")
    beside.write_bytes(forge(beside.read_bytes()))
    found = read_back(dossier)
    assert found
    assert {member for _, _, member in found} == {""}


def test_the_proof_of_another_dossier(desk: Desk):
    one, other = desk.export("wire.txt"), desk.export("page.html", out="other.wacz")
    (beside := one.with_name(f"{one.name}.tlog-proof")).unlink()
    beside.write_bytes(other.with_name(f"{other.name}.tlog-proof").read_bytes())
    assert "archive/data.warc" in [member for _, _, member in read_back(one)]
