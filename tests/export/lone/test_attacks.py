"""Whatever was done to a case or a dossier on purpose, the lone verifier tells it by its own code."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.both_verifiers import assert_agree
from tests.export.lone import attacks, making
from tests.export.lone.making import Making, sha256, signing_key, small_case, vkey, write

from onrecord import ledger
from onrecord.export import verify
from onrecord.ledger.verify import policy_of


def verdict(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> dict[str, Any]:
    """What the lone verifier prints; the other one must say the same."""
    code = verify.main([str(path), "--json", *options])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == said["exit"]
    given: dict[str, list[Any]] = {"--key": [], "--witness": [], "--checkpoint": []}
    for name, value in zip(options[::2], options[1::2], strict=True):
        given[name].append(value)
    policy = policy_of(keys=given["--key"], witnesses=given["--witness"], checkpoints=[Path(one) for one in given["--checkpoint"]])
    assert_agree(ledger.verify(path, policy), said, policy)
    return said


def codes(said: dict[str, Any]) -> set[str]:
    return {found["code"] for found in said["findings"]}


def not_shown(said: dict[str, Any]) -> set[str]:
    return {note["code"] for note in said["not_shown"]}


@pytest.mark.parametrize("name", attacks.CASES)
def test_what_was_done_to_a_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, code, exit_code = attacks.CASES[name]
    said = verdict(capsys, write(tmp_path / "case", files()))
    assert code in codes(said)
    assert said["exit"] == exit_code


@pytest.mark.parametrize("name", attacks.DOSSIERS)
def test_what_was_done_to_a_dossier(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, code, exit_code = attacks.DOSSIERS[name]
    (tmp_path / "out.wacz").write_bytes(data())
    said = verdict(capsys, tmp_path / "out.wacz")
    assert code in codes(said)
    assert said["exit"] == exit_code


def test_an_untouched_case_is_intact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = verdict(capsys, write(tmp_path / "case", small_case().files()))
    assert said["findings"] == []
    assert said["checked"] == {"entries": 10, "records": 11, "originals": 2, "bytes": 6541, "tiles": 1, "proofs": 0, "anchors": 2}
    assert not_shown(said) == {"key-not-pinned", "no-witness", "no-token", "no-earlier-checkpoint", "not-checked"}


def test_a_case_with_everything_given_lacks_only_the_check_of_the_token(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = small_case()
    kept = tmp_path / "kept.txt"
    kept.write_bytes(made.checkpoint(10))
    witness = vkey(signing_key("witness"), "witness.example", 4)
    options = ["--key", vkey(signing_key("log")), "--witness", witness, "--checkpoint", str(kept)]
    said = verdict(capsys, write(tmp_path / "case", made.files()), *options)
    assert said["findings"] == []
    assert not_shown(said) == {"no-token", "not-checked"}
    assert said["keys"] == [vkey(signing_key("second log key"))]


def test_an_untouched_dossier_is_intact_packed_and_unpacked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = small_case()
    members = making.listed(made.members())
    (tmp_path / "out.wacz").write_bytes(data := making.zipped(list(members.items())))
    (tmp_path / "out.wacz.tlog-proof").write_bytes(made.export_proof(data))
    packed, unpacked = verdict(capsys, tmp_path / "out.wacz"), verdict(capsys, write(tmp_path / "unpacked", members))
    assert packed["findings"] == unpacked["findings"] == []
    assert packed["checked"]["proofs"] == 11
    assert not_shown(unpacked) - not_shown(packed) == {"no-export-proof"}


def test_a_rewritten_page_listed_anew_is_told_by_the_proof_beside_it_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, proof = attacks.rehashed()
    (tmp_path / "out.wacz").write_bytes(data)
    said = verdict(capsys, tmp_path / "out.wacz")
    assert said["verdict"] == "intact"
    assert "no-export-proof" in not_shown(said)
    (tmp_path / "out.wacz.tlog-proof").write_bytes(proof)
    said = verdict(capsys, tmp_path / "out.wacz")
    assert codes(said) == {"export.mismatch"}
    assert said["exit"] == 3


def rolled_back() -> tuple[Making, bytes]:
    """An older state of the case, whole and signed, and the checkpoint of the newer."""
    newer, older = small_case(), small_case()
    newer.capture(b"A later report.\n")
    return older, newer.checkpoint()


def forked() -> tuple[Making, bytes]:
    """A history that whoever has the key wrote anew, and a checkpoint of the first one."""
    first, second = small_case(), Making()
    second.begin()
    second.capture(b"Nobody was killed in Ostrel, the coroner said.\n")
    second.entry("finding", {"rule": "dates-disagree"})
    second.entry("issue", {"code": "text.lost"})
    second.rotate(signing_key("second log key"))
    return second, first.checkpoint(5)


@pytest.mark.parametrize(("history", "code"), [(rolled_back, "history.rollback"), (forked, "history.fork")])
def test_another_history_is_found_with_an_earlier_checkpoint_only(
    history: Any, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, checkpoint = history()
    case = write(tmp_path / "case", made.files())
    said = verdict(capsys, case)
    assert said["verdict"] == "intact"
    assert "no-earlier-checkpoint" in not_shown(said)
    (tmp_path / "kept.txt").write_bytes(checkpoint)
    said = verdict(capsys, case, "--checkpoint", str(tmp_path / "kept.txt"))
    assert codes(said) == {code}
    assert said["exit"] == 3


def test_another_history_is_found_by_a_checkpoint_that_was_kept_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, checkpoint = forked()
    made.anchors["5.checkpoint"] = checkpoint
    assert codes(verdict(capsys, write(tmp_path / "case", made.files()))) == {"history.fork"}
    made, checkpoint = rolled_back()
    made.anchors["11.checkpoint"] = checkpoint
    assert codes(verdict(capsys, write(tmp_path / "case", made.files()))) == {"history.rollback"}


def test_a_cosignature_over_another_checkpoint_is_told_by_the_key_of_its_witness(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write(tmp_path / "case", attacks.cosignature_of_another_checkpoint())
    assert verdict(capsys, case)["verdict"] == "intact"
    witness = vkey(signing_key("witness"), "witness.example", 4)
    assert codes(verdict(capsys, case, "--witness", witness)) == {"anchor.cosignature"}


def test_a_key_given_must_be_that_of_the_log_or_lead_to_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write(tmp_path / "case", small_case().files())
    assert verdict(capsys, case, "--key", vkey(signing_key("log")))["verdict"] == "intact"
    assert verdict(capsys, case, "--key", vkey(signing_key("second log key")))["verdict"] == "intact"
    assert codes(verdict(capsys, case, "--key", vkey(signing_key("somebody else")))) == {"key.other"}


def test_a_key_that_was_lost_does_not_vouch_for_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = small_case()
    made.rotate(signing_key("third log key"), compromised="2031-05-06", lost=True)
    case = write(tmp_path / "case", made.files())
    assert verdict(capsys, case)["verdict"] == "intact"
    assert codes(verdict(capsys, case, "--key", vkey(signing_key("log")))) == {"key.other"}
    assert verdict(capsys, case, "--key", vkey(signing_key("third log key")))["verdict"] == "intact"


def test_a_writing_that_was_stopped_is_pending_not_altered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records, bundles and tiles of the next checkpoint are there, the checkpoint itself has its temporary name."""
    older, newer = small_case(), small_case()
    newer.capture(b"A later report.\n")
    files = older.files()
    coming = {name: data for name, data in newer.files().items() if name != "log/checkpoint"}
    said = verdict(capsys, write(tmp_path / "case", files | coming | {"log/checkpoint.tmp": newer.checkpoint()}))
    assert said["findings"] == []
    assert {"pending", "unreferenced"} <= not_shown(said)
    said = verdict(capsys, write(tmp_path / "case", files | coming))
    assert codes(said) == {"record.unexpected", "log.unexpected"}
    cut = newer.checkpoint()[:-30]  # no stop leaves that: what bears the name is whole
    assert codes(verdict(capsys, write(tmp_path / "case", files | {"log/checkpoint.tmp": cut}))) == {"checkpoint.malformed"}
    said = verdict(capsys, write(tmp_path / "case", files | {"log/checkpoint.tmp": newer.checkpoint().replace(b"\n11\n", b"\n12\n")}))
    assert codes(said) == {"checkpoint.signature"}


def test_a_dossier_may_withhold_records_and_originals_and_choose_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = small_case()
    members = made.members([0, 1, 3, 7, 9], withheld={1, 4})
    kept = sha256(b"The ministry denied it.\n").hex()
    (tmp_path / "out.wacz").write_bytes(making.dossier({name: data for name, data in members.items() if not name.endswith(kept)}))
    said = verdict(capsys, tmp_path / "out.wacz")
    assert said["findings"] == []
    assert "withheld" in not_shown(said)
    assert said["checked"]["entries"] == 5
