"""A kept checkpoint travels with a proof that the log leads up to it; without one, what outsiders signed of it counts for nothing."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_verifiers import verify
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import Members, put_together, taken_apart
from tests.export.lone.making import Making, consistency, dossier, root, sha256, signing_key, small_case, vkey

from onrecord import flow
from onrecord.export import verify as lone
from onrecord.ledger import Verdict
from onrecord.ledger.tlog.note import ED25519_COSIGNATURE, SigningKey, read_note
from onrecord.ledger.tlog.tree import is_consistent
from onrecord.ledger.verify import policy_of

PARTNER = SigningKey("partner.example/w1", ED25519_COSIGNATURE, bytes(range(32)))
WITNESS = vkey(signing_key("witness"), "witness.example", 4)
PROOF = "anchors/4.consistency"


def checked(path: Path, *kept: Path, witness: str = WITNESS) -> tuple[set[tuple[str, str]], set[str], Verdict]:
    """Findings with their places, what is not shown, and all of it."""
    verdict = verify(path, policy_of(witnesses=[witness], checkpoints=kept))
    return {(one.code, one.place) for one in verdict.findings}, {one.code for one in verdict.not_shown}, verdict


# --- as it goes out ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def witnessed(desk: Desk) -> Path:
    """A dossier of a case that a witness has countersigned and that has grown since."""
    with desk.opened() as ledger:
        ledger.publish()
        flow.request_for_witness(ledger)
        checkpoint = read_note((desk.case / "log" / "checkpoint").read_bytes())
        flow.add_anchor(ledger, PARTNER.sign(checkpoint.text, time=1_930_737_600).line().encode(), "w1.cosig", keys=[PARTNER.verifier])
    desk.note("other", "wire.txt", text="A note.")
    return desk.export("page.html")


def test_the_proof_goes_out_beside_the_checkpoint_and_is_listed(witnessed: Path) -> None:
    members = taken_apart(witnessed)
    (name,) = (name for name in members if name.endswith(".consistency"))
    assert name.replace(".consistency", ".checkpoint") in members
    found, left, verdict = checked(witnessed, witness=PARTNER.verifier.encoded())
    assert (found, verdict.outside[0].kind) == (set(), "cosignature")
    assert not left & {"no-consistency-proof", "no-witness", "no-earlier-checkpoint"}


def test_a_dossier_of_an_earlier_version_is_as_good_as_it_was_and_its_cosignature_is_not_counted(witnessed: Path) -> None:
    members = {name: data for name, data in taken_apart(witnessed).items() if not name.endswith(".consistency")}
    Path(f"{witnessed}.tlog-proof").unlink()
    found, left, verdict = checked(put_together(witnessed, members, listed_anew=True), witness=PARTNER.verifier.encoded())
    assert (found, verdict.exit, verdict.outside) == (set(), 0, ())
    assert left >= {"no-consistency-proof", "no-witness", "no-earlier-checkpoint"}
    (note,) = (one for one in verdict.not_shown if one.code == "no-consistency-proof")
    assert "not counted" in note.message


# --- as somebody made it ------------------------------------------------------------------------------------------------------


def put(folder: Path, members: Members) -> Path:
    (folder / "out.wacz").write_bytes(dossier(members))
    return folder / "out.wacz"


def test_what_is_kept_of_a_smaller_log_counts_with_its_proof(tmp_path: Path) -> None:
    found, left, verdict = checked(put(tmp_path, small_case().members()))
    assert (found, [(one.kind, one.size) for one in verdict.outside]) == (set(), [("cosignature", 4)])
    assert "not-covered" in left
    assert "no-consistency-proof" not in left


def of_another_size(made: Making) -> bytes:
    return made.consistency(5)


def of_another_log(made: Making) -> bytes:
    made.entries[8] = made.entries[8].replace(b"p-5f0c2a91", b"p-5f0c2a92")
    return made.consistency(4)


def cut(made: Making) -> bytes:
    return b"".join(made.consistency(4).splitlines(keepends=True)[:-1])


def longer(made: Making) -> bytes:
    return made.consistency(4) + base64.b64encode(bytes(32)) + b"\n"


MISMATCHES = [of_another_size, of_another_log, cut, longer]


@pytest.mark.parametrize("change", MISMATCHES)
def test_a_proof_that_leads_elsewhere(tmp_path: Path, change: Callable[[Making], bytes]) -> None:
    found, left, verdict = checked(put(tmp_path, small_case().members() | {PROOF: change(small_case())}))
    assert found == {("proof.mismatch", PROOF)}
    assert (verdict.exit, verdict.outside) == (3, ())
    assert left >= {"no-witness", "no-earlier-checkpoint"}


GOOD = small_case().consistency(4)
MALFORMED = [
    b"",
    b"\n",
    GOOD[:-1],
    GOOD + b"\n",
    GOOD.replace(b"\n", b"\r\n"),
    b" " + GOOD,
    GOOD[1:],
    GOOD * 40,
    b"\xff" + GOOD,
    GOOD[:43] + GOOD[44:],
]


@pytest.mark.parametrize("data", MALFORMED, ids=range(len(MALFORMED)))
def test_a_proof_that_is_none(tmp_path: Path, data: bytes) -> None:
    found, left, _ = checked(put(tmp_path, small_case().members() | {PROOF: data}))
    assert found == {("proof.malformed", PROOF)}
    assert "no-witness" in left


@pytest.mark.parametrize("name", ["anchors/5.consistency", "anchors/04.consistency", "anchors/0.consistency", "anchors/99.consistency"])
def test_a_proof_beside_no_checkpoint_of_a_smaller_log(tmp_path: Path, name: str) -> None:
    members = small_case().members() | {name: GOOD}
    assert checked(put(tmp_path, members))[0] == {("anchor.unexpected", name)}


def test_a_proof_beside_the_checkpoint_of_the_dossier_itself(tmp_path: Path) -> None:
    made = small_case()
    made.keep_checkpoint()
    members = made.members() | {"anchors/10.consistency": GOOD}
    assert checked(put(tmp_path, members))[0] == {("anchor.unexpected", "anchors/10.consistency")}


def rewritten() -> Making:
    """The owner writes history anew after the first four entries were countersigned, and files the old cosignature in it."""
    old, new = small_case(), Making()
    new.begin()
    new.capture(b"Nobody was killed in Ostrel, the coroner said.\n")
    new.entry("document", {"text": "Nobody was killed."})
    new.entry("reading", {"id": "s1"})
    new.anchors["4.checkpoint"] = old.anchors["4.checkpoint"]
    line = next(data for name, data in old.anchors.items() if name.endswith(".cosig"))
    new.anchor("cosignature", 4, line, "witness.example", WITNESS.split("+")[1])
    return new


def test_a_history_that_was_written_anew_has_no_proof(tmp_path: Path) -> None:
    made = rewritten()
    assert checked(put(tmp_path, made.members()))[0] == {("proof.mismatch", PROOF)}
    members = {name: data for name, data in made.members().items() if name != PROOF}
    found, left, verdict = checked(put(tmp_path, members))
    assert (found, verdict.outside) == (set(), ())
    assert left >= {"no-consistency-proof", "no-witness", "no-earlier-checkpoint"}


def test_a_checkpoint_that_is_given_is_held_against_one_that_is_shown(tmp_path: Path) -> None:
    path = put(tmp_path, small_case().members())
    mine, other = tmp_path / "mine", tmp_path / "other"
    mine.write_bytes(small_case().anchors["4.checkpoint"])
    other.write_bytes(rewritten().checkpoint(4))

    found, _, verdict = checked(path, mine)
    assert (found, {one.kind for one in verdict.outside}) == (set(), {"cosignature", "checkpoint"})
    assert checked(path, other)[0] == {("history.fork", str(other))}


@given(st.integers(2, 300), st.data())
def test_proofs_lead_to_both_roots_and_no_others_do(size: int, data: Any) -> None:
    leaves = [sha256(bytes([at & 255, at >> 8])) for at in range(size)]
    earlier, other = data.draw(st.integers(1, size - 1)), data.draw(st.integers(1, size - 1))
    steps, old, new = consistency(earlier, leaves), root(leaves[:earlier]), root(leaves)
    assert lone.joined(old, True, earlier, size, steps) == (old, new)
    assert is_consistent(earlier, old, size, new, steps)
    for wrong in ([*steps, old], steps[1:], [old, *steps]):
        assert lone.tried(lone.joined, old, True, earlier, size, wrong) != (old, new)
        assert not is_consistent(earlier, old, size, new, wrong)
    if other != earlier:
        assert lone.tried(lone.joined, root(leaves[:other]), True, other, size, steps) != (root(leaves[:other]), new)
