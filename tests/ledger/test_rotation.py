"""The key of a log is changed: signed by both, finished after a stop at any point, and told apart from a loss."""

import errno
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, OnRecordError, WrongUse
from onrecord.ledger import Ledger, index, policy_of
from onrecord.ledger.keys import NewKey, new_keys, private_keys, rotation
from onrecord.ledger.tlog.note import ED25519, MLDSA44, read_note
from onrecord.ledger.tlog.witness import Witness


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Keys have nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with two reports."""
    with open_ledger() as ledger:
        add(ledger, make, 2)
    return case


def add(ledger: Ledger, make, reports: int = 1) -> None:
    start = ledger.log.signed
    for number in range(start, start + reports):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))


def keys_of(case: Path) -> list[str]:
    return (case / "keys" / "log.vkey").read_text().splitlines()


def found(case: Path, **given: object) -> tuple[set[str], set[str]]:
    verdict = verify(case, policy_of(**given))  # type: ignore[arg-type]
    return {one.code for one in verdict.findings}, {one.code for one in verdict.not_shown}


def test_the_log_goes_on_with_the_new_key(full: Path, open_ledger, make):
    old = keys_of(full)[0]
    with open_ledger() as ledger:
        record = ledger.rotate_key(NewKey())
        add(ledger, make)
    (new,) = keys_of(full)
    assert (record.old, record.new) == (old, new) != (new, old)
    assert stat.S_IMODE((full / "keys" / "log.key").stat().st_mode) == 0o600
    assert sorted(file.name for file in (full / "keys").iterdir()) == ["log.key", "log.vkey"]
    for pinned in (old, new):
        assert not found(full, keys=[pinned])[0]
    with open_ledger() as ledger:
        add(ledger, make)
    assert not found(full, keys=[old])[0]


def test_a_key_may_be_changed_again_and_again(full: Path, open_ledger, make):
    first = keys_of(full)[0]
    with open_ledger() as ledger:
        for _ in range(3):
            ledger.rotate_key(NewKey())
            add(ledger, make)
    assert not found(full, keys=[first])[0]


def test_a_post_quantum_key_signs_beside_the_other(full: Path, open_ledger, make):
    with open_ledger() as ledger:
        ledger.rotate_key(NewKey(post_quantum=True))
        assert [key.kind for key in ledger.keys] == [ED25519, MLDSA44]
    note = read_note((full / "log" / "checkpoint").read_bytes())
    assert len(note.signatures) == 2
    verdict = verify(full, policy_of(keys=keys_of(full)))
    assert not verdict.findings
    assert len(verdict.keys) == 2


def test_an_earlier_checkpoint_bears_the_key_of_its_day(full: Path, open_ledger, make, tmp_path: Path):
    kept = tmp_path / "kept.checkpoint"
    kept.write_bytes((full / "log" / "checkpoint").read_bytes())
    with open_ledger() as ledger:
        ledger.rotate_key(NewKey())
        add(ledger, make)
    assert not found(full, checkpoints=[kept])[0]


def test_the_old_key_signs_nothing_after_the_change(full: Path, open_ledger, make, tmp_path: Path):
    """Whoever stole it may sign another history: a checkpoint by it of a later size is none of this log."""
    (old,) = private_keys(full / "keys" / "log.key", missing="", hint="", change="")
    with open_ledger() as ledger:
        ledger.rotate_key(NewKey())
        add(ledger, make)
    text = read_note((full / "log" / "checkpoint").read_bytes()).text
    stolen = tmp_path / "stolen.checkpoint"
    stolen.write_text(f"{text}\n{old.sign(text).line()}")
    assert found(full, checkpoints=[stolen])[0] == {"anchor.foreign"}
    (full / "log" / "checkpoint").write_bytes(stolen.read_bytes())
    assert "checkpoint.signature" in found(full)[0]
    (full / "keys" / "log.vkey").write_text("".join(f"{key}\n" for key in (old.verifier.encoded(), *keys_of(full))))
    assert found(full)[0] == {"checkpoint.signature"}


def test_a_change_that_the_old_key_did_not_sign_is_none(full: Path, open_ledger, make):
    with open_ledger() as ledger:
        stranger, new = new_keys(ledger.keys[0].name, post_quantum=False)[0], new_keys(ledger.keys[0].name, post_quantum=False)[0]
        forged = rotation(stranger, new, None)
        record = type(forged)(**{**{name: getattr(forged, name) for name in forged.__struct_fields__}, "old": keys_of(full)[0]})
        with ledger.append():
            ledger.add("key-rotate", [index.new_record("key-rotate", record)])
        ledger.keys = (new,)
    (full / "keys" / "log.vkey").write_text(f"{new.verifier.encoded()}\n")
    assert "key.rotation" in found(full)[0]


# --- a loss -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", ["nothing", "another"])
def test_a_lost_key_is_replaced_and_that_is_said(full: Path, open_ledger, make, left: str):
    old = keys_of(full)[0]
    key = full / "keys" / "log.key"
    key.unlink()
    if left == "another":
        key.write_text(f"{new_keys('onrecord/ffffffffffffffff', post_quantum=False)[0].encoded()}\n")
        key.chmod(0o600)
    with pytest.raises(BrokenIntegrity) as told:
        open_ledger()
    assert "onrecord key rotate --lost" in (told.value.hint or "")
    with Ledger.open(full, create=False, in_place_of_lost=NewKey()) as ledger:
        add(ledger, make)
    with open_ledger() as ledger:
        add(ledger, make)
    (new,) = keys_of(full)
    findings, left_open = found(full, keys=[new])
    assert not findings
    assert "key-lost" in left_open
    assert found(full, keys=[old])[0] == {"key.other"}, "nothing that the old key signed leads to the new one"


def test_a_key_that_is_there_is_not_lost(full: Path):
    before = keys_of(full)
    with pytest.raises(WrongUse, match="The key that the log is signed with is in"):
        Ledger.open(full, create=False, in_place_of_lost=NewKey())
    assert keys_of(full) == before
    assert not found(full)[0]


def test_a_thief_who_calls_the_key_lost_does_not_pass_for_its_owner(full: Path, open_ledger, make):
    """Anybody who can write to the folder can do so; a pinned key tells."""
    pinned = keys_of(full)[0]
    shutil.rmtree(full / "keys")
    with Ledger.open(full, create=False, in_place_of_lost=NewKey()):
        pass
    assert found(full, keys=[pinned])[0] == {"key.other"}


# --- a theft ----------------------------------------------------------------------------------------------------------


def test_what_was_signed_while_others_may_have_had_the_key_is_told(full: Path, open_ledger, make, tmp_path: Path, wall_clock):
    witness = Witness.new(tmp_path / "witness", "partner.example/w1", clock=wall_clock.now.timestamp)
    day = (wall_clock.now + timedelta(days=3)).date().isoformat()
    with open_ledger() as ledger:
        witness.trust([ledger.keys[0].verifier])
        size = ledger.log.size
        ledger.add_anchor(witness.answer(ledger.submission()).body, "x", keys=witness.keys)
        add(ledger, make, 3)
        ledger.rotate_key(NewKey(compromised=day))
    told = {one.code: one.message for one in verify(full, policy_of(witnesses=[witness.keys[0].encoded()])).not_shown}
    assert f"from {day} until entry" in told["key-compromised"]
    assert f"the first {size} are vouched for" in told["key-compromised"]
    assert "none is vouched for by somebody outside" in {one.code: one.message for one in verify(full).not_shown}["key-compromised"]


# --- stops ------------------------------------------------------------------------------------------------------------

ROTATE = """
import os, signal, sys
from pathlib import Path
from onrecord.ledger import Ledger
from onrecord.ledger.index import Connection
from onrecord.ledger.keys import NewKey

case, stop, lost = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "lost"
done = 0

def step(do):
    def counted(*given, **named):
        global done
        done += 1
        if done == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*given, **named)
    return counted

ledger = None if lost else Ledger.open(case, create=False)
os.fsync, Path.rename, Path.unlink = step(os.fsync), step(Path.rename), step(Path.unlink)
Connection.commit = step(Connection.commit)
if lost:
    ledger = Ledger.open(case, create=False, in_place_of_lost=NewKey(post_quantum=True))
else:
    ledger.rotate_key(NewKey(post_quantum=True))
print(done)
os._exit(0)
"""


def rotate_until(case: Path, stop: int, kind: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", ROTATE, str(case), str(stop), kind], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", ["changed", "lost"])
def test_a_kill_at_any_step_leaves_a_log_that_verifies_and_can_be_signed(full: Path, kind: str, tmp_path: Path, make):
    old = keys_of(full)[0]
    if kind == "lost":
        (full / "keys" / "log.key").unlink()
    whole = tmp_path / "whole"
    shutil.copytree(full, whole)
    finished = rotate_until(whole, 0, kind)
    assert finished.returncode == 0, finished.stderr
    steps = int(finished.stdout)
    assert steps > 15
    changed = []
    for stop in range(1, steps + 1, 1 if kind == "changed" else 4):  # each takes the start of a process
        case = tmp_path / f"stopped-{stop}"
        shutil.copytree(full, case)
        killed = rotate_until(case, stop, kind)
        assert killed.returncode == -9, killed.stderr
        assert not found(case)[0], f"before it is opened again, after step {stop}"
        try:
            ledger = Ledger.open(case, create=False)
        except OnRecordError:
            assert kind == "lost"
            ledger = Ledger.open(case, create=False, in_place_of_lost=NewKey())
        with ledger:
            add(ledger, make)
            assert [key.verifier.encoded() for key in ledger.keys] == keys_of(case)
        changed.append(old not in keys_of(case))
        assert not found(case)[0], f"after step {stop}"
        assert sorted(file.name for file in (case / "keys").iterdir()) == ["log.key", "log.vkey"]
        assert not any((case / "db" / "unfinished").iterdir())
    assert changed == sorted(changed), "once it has happened it stays"
    assert (changed[0], changed[-1]) == (kind == "lost", True)


def test_a_change_that_is_broken_off_by_an_error_signs_nothing(full: Path, open_ledger, make, monkeypatch: pytest.MonkeyPatch):
    ledger = open_ledger()
    publish, given = ledger.log.publish, []

    def interrupted(connection: index.Connection) -> None:
        given.append(connection)
        if len(given) == 2:
            raise KeyboardInterrupt
        publish(connection)

    monkeypatch.setattr(ledger.log, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ledger.rotate_key(NewKey())
    with pytest.raises(OnRecordError, match="broken off"):
        add(ledger, make)
    ledger.close()
    assert not found(full)[0]
    with open_ledger() as again:
        add(again, make)
    assert not found(full)[0]


def test_a_full_disk_while_the_new_key_is_written_is_said_and_nothing_is_signed(
    full: Path, open_ledger, make, monkeypatch: pytest.MonkeyPatch
):
    old = keys_of(full)
    ledger = open_ledger()

    def no_space(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.ledger.keys.replace_file", no_space)
        with pytest.raises(OnRecordError, match="could not be written: No space left on device"):
            ledger.rotate_key(NewKey())
    with pytest.raises(OnRecordError, match="No space left"):
        add(ledger, make)
    ledger.close()
    with open_ledger() as again:
        add(again, make)
    assert keys_of(full) == old
    assert not found(full)[0]
