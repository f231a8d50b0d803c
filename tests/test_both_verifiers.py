"""The comparison that all tests of verification go through: it lets nothing pass that the page does not list."""

from pathlib import Path

import pytest
from tests.both_verifiers import assert_agree, is_excused, said_alone, verify
from tests.ledger.verify.conftest import make_small

from onrecord.ledger import verify as onrecord_verify
from onrecord.ledger.verify import Policy


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    make_small(tmp_path / "case")
    (tmp_path / "case" / "records" / "notes.txt").write_text("x")
    return tmp_path / "case"


def test_what_both_say_is_given_back(altered: Path) -> None:
    assert [(one.code, one.place) for one in verify(altered).findings] == [("record.unexpected", "records/notes.txt")]


@pytest.mark.parametrize("key", ["code", "kind", "place"])
def test_a_finding_that_is_told_otherwise_is_a_difference(altered: Path, key: str) -> None:
    theirs = said_alone(altered)
    theirs["findings"][0][key] = "other"
    with pytest.raises(AssertionError, match="alone"):
        assert_agree(onrecord_verify(altered), theirs, Policy())


@pytest.mark.parametrize(("key", "value"), [("exit", 4), ("root", None), ("size", 5), ("kind", "dossier"), ("keys", [])])
def test_another_answer_is_a_difference(altered: Path, key: str, value: object) -> None:
    theirs = said_alone(altered) | {key: value}
    with pytest.raises(AssertionError):
        assert_agree(onrecord_verify(altered), theirs, Policy())


def test_something_left_open_by_one_alone_is_a_difference(altered: Path) -> None:
    theirs = said_alone(altered)
    theirs["not_shown"] = [left for left in theirs["not_shown"] if left["code"] != "no-token"]
    with pytest.raises(AssertionError, match="no-token"):
        assert_agree(onrecord_verify(altered), theirs, Policy())


def test_only_what_is_said_to_be_unchecked_is_excused() -> None:
    unchecked = ["anchors/4-00000000.tsr, of 20310504090000Z, and who signed it"]
    assert is_excused("anchor.signature", "anchors/4-00000000.tsr", unchecked)
    assert not is_excused("anchor.signature", "anchors/5-00000000.tsr", unchecked)
    assert not is_excused("anchor.altered", "anchors/4-00000000.tsr", unchecked)
    assert is_excused("witness.quorum", "anchors/", [])
