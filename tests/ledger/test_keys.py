"""The keys of a log: made with the case, for its owner alone, and the right ones or nothing is written."""

import stat
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BadInput, BrokenIntegrity, WrongUse
from onrecord.ledger import Ledger, View, policy_of
from onrecord.ledger.keys import finish_change, make_keys, new_keys, signing_keys, verifier_keys
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.note import ED25519, MLDSA44
from onrecord.records import Issue


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """One store will do: what is tested lies in ``keys/``."""
    return "sqlite"


@pytest.fixture
def places(case: Path) -> Places:
    with Ledger.open(case, create=True):
        pass
    return Places(case)


def append(case: Path) -> None:
    with Ledger.open(case, create=False) as ledger:
        ledger.append_issue(Issue(code="file.binary", outcome="quarantined", where="a.png", message="no text"))


def entries(case: Path) -> int:
    with View.open(case) as view:
        return len(list(view.entries()))


def test_a_case_has_keys_of_its_own(tmp_path: Path):
    for name in ("one", "two"):
        with Ledger.open(tmp_path / name, create=True):
            pass
    one, two = (signing_keys(Places(tmp_path / name)) for name in ("one", "two"))
    assert one[0].kind == two[0].kind == ED25519
    assert one[0].name != two[0].name
    assert one[0].seed != two[0].seed
    assert verifier_keys(Places(tmp_path / "one").public_key) == tuple(key.verifier for key in one)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o777])
def test_a_private_key_that_others_may_read_or_write_is_refused(places: Places, mode: int):
    places.private_key.chmod(mode)
    with pytest.raises(WrongUse, match=f"others than its owner .mode {mode:o}") as caught:
        append(places.case)
    assert f"chmod 600 {places.private_key}" in (caught.value.hint or "")
    assert entries(places.case) == 1
    places.private_key.chmod(0o600)
    append(places.case)
    assert entries(places.case) == 2


def test_without_its_private_key_a_case_can_be_read_and_verified_and_not_written(places: Places):
    places.private_key.unlink()
    with pytest.raises(BrokenIntegrity, match=r"The private key .* is missing, so nothing can be added") as caught:
        append(places.case)
    assert "backup" in (caught.value.hint or "")
    assert not places.private_key.exists()
    assert entries(places.case) == 1
    assert verify(places.case).exit == 0


def test_the_key_of_another_log_is_refused_and_nothing_is_signed_with_it(places: Places):
    before = places.checkpoint.read_bytes()
    finish_change(places, new_keys(signing_keys(places)[0].name, post_quantum=False))
    with pytest.raises(BrokenIntegrity, match="is not the one that the log is signed with"):
        append(places.case)
    assert places.checkpoint.read_bytes() == before
    assert entries(places.case) == 1


@pytest.mark.parametrize("text", [b"", b"\n", b"rubbish\n", b"\xff\xfe\n", b"PRIVATE+KEY+onrecord/1+00000000+AAAA\n"])
def test_a_file_that_holds_no_private_key_is_said(places: Places, text: bytes):
    places.private_key.write_bytes(text)
    with pytest.raises(BrokenIntegrity) as caught:
        append(places.case)
    assert str(places.private_key) in caught.value.message
    assert "backup" in (caught.value.hint or "")


def test_a_message_never_holds_a_part_of_a_private_key(places: Places):
    text = places.private_key.read_text()
    secret = text.strip().rpartition("+")[2]
    places.private_key.write_text(text.replace(secret, f"{secret[:-8]}!!!!!!!!"))
    with pytest.raises(BrokenIntegrity) as caught:
        append(places.case)
    told = f"{caught.value.message} {caught.value.hint} {caught.value.__cause__}"
    assert not any(secret[at : at + 8] in told for at in range(len(secret) - 8))


def test_keys_that_an_earlier_attempt_left_are_used_again(tmp_path: Path):
    places = Places(tmp_path)
    places.unfinished.mkdir(parents=True)
    first = make_keys(places, post_quantum=True)
    assert [key.kind for key in first] == [ED25519, MLDSA44]
    assert make_keys(places) == first == signing_keys(places)
    assert stat.S_IMODE(places.private_key.stat().st_mode) == 0o600
    assert stat.S_IMODE(places.public_key.stat().st_mode) == 0o644


def test_with_a_key_of_either_kind_every_checkpoint_bears_both_signatures(tmp_path: Path):
    places = Places(tmp_path / "case")
    places.unfinished.mkdir(parents=True)
    make_keys(places, post_quantum=True)
    with Ledger.open(places.case, create=True):
        pass
    append(places.case)
    verdict = verify(places.case, policy_of(keys=[str(places.public_key)]))
    assert (verdict.exit, len(verdict.keys)) == (0, 2)
    assert places.checkpoint.read_text().count("\n— ") == 2


@pytest.mark.parametrize("text", [b"rubbish\n", b"a+00000000+AAAA\n", b"\xff\n"])
def test_a_file_that_holds_no_public_key_is_said(tmp_path: Path, text: bytes):
    (tmp_path / "key").write_bytes(text)
    with pytest.raises(BadInput, match="no verifier key"):
        verifier_keys(tmp_path / "key")
    with pytest.raises(BadInput, match="could not be read"):
        verifier_keys(tmp_path / "nowhere")
