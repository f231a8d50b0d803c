"""What outsiders signed travels with a dossier, and a changed key leads back to the one that the case began with."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import Members, put_together, taken_apart

from onrecord import flow
from onrecord.ledger import NewKey
from onrecord.ledger.tlog.note import ED25519_COSIGNATURE, SigningKey, read_note
from onrecord.ledger.verify import policy_of

WITNESS = SigningKey("partner.example/w1", ED25519_COSIGNATURE, bytes(range(32)))


@pytest.fixture
def witnessed(desk: Desk) -> Path:
    """A dossier of a case that a witness has countersigned."""
    with desk.opened() as ledger:
        ledger.publish()
        flow.request_for_witness(ledger)  # which keeps the checkpoint that is asked to be signed
        checkpoint = read_note((desk.case / "log" / "checkpoint").read_bytes())
        line = WITNESS.sign(checkpoint.text, time=1_930_737_600).line().encode()
        flow.add_anchor(ledger, line, "w1.cosig", keys=[WITNESS.verifier])
    return desk.export("page.html")


def test_a_cosignature_travels_along(witnessed: Path, lone: Callable[..., int], silent: None):
    members = taken_apart(witnessed)
    assert sorted(name.rpartition(".")[2] for name in members if name.startswith("anchors/")) == ["checkpoint", "consistency", "cosig"]
    verdict = verify(witnessed, policy_of(witnesses=[WITNESS.verifier.encoded()]))
    assert (verdict.verdict, verdict.checked.anchors) == ("intact", 1)
    assert "no-witness" not in {left.code for left in verdict.not_shown}
    assert "no-witness" in {left.code for left in verify(witnessed).not_shown}
    assert lone(witnessed, "--witness", WITNESS.verifier.encoded()) == 0
    assert "a cosignature by <bdi>partner.example/w1</bdi>" in members["onrecord/report.html"].decode()


def name_of(members: Members, ending: str) -> str:
    return next(name for name in members if name.startswith("anchors/") and name.endswith(ending))


def change(members: Members) -> None:
    name = name_of(members, ".cosig")
    members[name] = members[name].replace(b"partner.example/w1", b"partner.example/w2")


def take_away(members: Members) -> None:
    del members[name_of(members, ".cosig")]


def change_the_checkpoint(members: Members) -> None:
    members[name_of(members, ".checkpoint")] = members["onrecord/checkpoint"]


def add_a_note(members: Members) -> None:
    members["anchors/notes.txt"] = b"trust me\n"


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (change, "anchor.altered"),
        (take_away, "anchor.missing"),
        (change_the_checkpoint, "anchor.altered"),
        (add_a_note, "anchor.unexpected"),
    ],
)
def test_attacks_on_what_outsiders_signed(
    witnessed: Path, lone: Callable[..., int], silent: None, attack: Callable[[Members], None], code: str
):
    members = taken_apart(witnessed)
    attack(members)
    put_together(witnessed, members, listed_anew=True)
    assert {code, "export.mismatch"} <= {found.code for found in verify(witnessed).findings}
    assert verify(witnessed).exit == lone(witnessed) == 3


def test_a_checkpoint_of_another_day_is_not_held_against_a_dossier(desk: Desk, tmp_path: Path, lone: Callable[..., int], silent: None):
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    earlier.write_bytes((desk.case / "log" / "checkpoint").read_bytes())
    desk.note("other", "wire.txt", text="A note.")
    path = desk.export("page.html")
    later.write_bytes((desk.case / "log" / "checkpoint").read_bytes())
    for kept in (earlier, later):
        verdict = verify(path, policy_of(checkpoints=[kept]))
        assert verdict.verdict == "intact"
        (left,) = (left for left in verdict.not_shown if left.code == "no-earlier-checkpoint")
        assert "does not show" in left.message
        assert lone(path, "--checkpoint", str(kept)) == 0


def test_a_key_that_was_changed_leads_back_to_the_first(desk: Desk, lone: Callable[..., int], silent: None):
    first = (desk.case / "keys" / "log.vkey").read_text().split()[0]
    flow.change_key(desk.case, NewKey())
    now = (desk.case / "keys" / "log.vkey").read_text().split()[0]
    assert first != now
    path = desk.export("page.html")
    for key in (first, now):
        assert verify(path, policy_of(keys=[key])).verdict == "intact"
        assert lone(path, "--key", key) == 0
