"""What a witness or an authority says of the time is kept only where it can be so: one bad clock is not to spoil a case for good."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import NotAnswered, OnRecordError
from onrecord.ledger import Ledger, back_up, policy_of
from onrecord.ledger.tlog.witness import Witness

DAY = timedelta(days=1)
NOW = datetime(2031, 3, 5, 12, 0, 0, tzinfo=UTC)
END = 253_402_300_799


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """What is kept outside has nothing to do with where the index is: one kind will do."""
    return "sqlite"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall_clock() -> Hands:
    """That of the machine on which the case is."""
    return Hands()


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], make) -> Ledger:
    ledger = open_ledger()
    grow(ledger, make)
    ledger.publish()
    return ledger


def grow(ledger: Ledger, make) -> None:
    document = make.document(ledger.log.signed)
    ledger.append_reading(document, make.reading(document))


@pytest.fixture
def witness(tmp_path: Path, full: Ledger) -> Callable[..., Witness]:
    """``witness("name", seconds)``: one whose clock says so."""

    def made(name: str, seconds: float, *, post_quantum: bool = False) -> Witness:
        one = Witness.new(tmp_path / name, f"{name}.example/w", clock=lambda: seconds, post_quantum=post_quantum)
        one.trust([full.keys[0].verifier])
        return one

    return made


def add(ledger: Ledger, one: Witness) -> str:
    return ledger.add_anchor(one.answer(ledger.submission(one.keys)).body, "answer", keys=one.keys).file


@pytest.mark.parametrize("post_quantum", [False, True])
@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (END, "9999-12-31 23:59:59 UTC"),
        (END + 1, "a time after the year 9999"),
        (2**63, "a time after the year 9999"),
        ((NOW + DAY).timestamp() + 61, "2031-03-06 12:01:01 UTC"),
        ((NOW - DAY).timestamp() - 1, "2031-03-04 11:59:59 UTC"),
        (1, "1970-01-01 00:00:01 UTC"),
    ],
)
def test_a_clock_that_is_far_off_is_not_kept(full: Ledger, case: Path, witness, seconds: float, said: str, post_quantum: bool):  # noqa: PLR0917
    with pytest.raises(NotAnswered, match="Nothing was kept") as told:
        add(full, witness("bad", seconds, post_quantum=post_quantum))
    assert said in told.value.message
    assert "2031-03-05 12:00:00 UTC" in told.value.message, "both times are said, since either may be wrong"
    assert "third" in (told.value.hint or "")
    assert full.view.anchors() == ()
    assert not list((case / "anchors").glob("*.cosig"))


@pytest.mark.parametrize("apart", [DAY, -DAY, timedelta()])
def test_up_to_a_day_is_kept(full: Ledger, witness, apart: timedelta):
    add(full, witness("near", (NOW + apart).timestamp()))
    assert len(full.view.anchors()) == 1


def test_an_honest_witness_is_kept_after_one_that_was_refused(full: Ledger, case: Path, witness, make):
    with pytest.raises(NotAnswered):
        add(full, witness("bad", END))
    grow(full, make)
    honest = witness("honest", NOW.timestamp())
    add(full, honest)
    full.close()
    assert verify(case, policy_of(witnesses=[honest.keys[0].encoded()])).exit == 0


def test_what_would_look_dated_back_is_not_kept_until_its_time_has_come(full: Ledger, case: Path, witness, make, wall_clock: Hands):
    """A witness that is ahead within the day does not spoil what another one signs after it."""
    ahead = witness("ahead", (NOW + DAY / 2).timestamp())
    file = add(full, ahead)
    grow(full, make)
    with pytest.raises(NotAnswered, match=rf"says 2031-03-05 12:00:00 UTC; {file} by ahead.example/w.* says 2031-03-06 00:00:00 UTC"):
        add(full, witness("honest", NOW.timestamp()))
    wall_clock.now += DAY / 2
    later = witness("later", wall_clock.now.timestamp())
    add(full, later)
    full.close()
    assert verify(case, policy_of(witnesses=[one.keys[0].encoded() for one in (ahead, later)])).exit == 0


def test_an_answer_that_took_weeks_on_its_way_is_kept(full: Ledger, witness, make, wall_clock: Hands):
    """It was signed when its checkpoint was made, and what came since is not in that."""
    slow, quick = witness("slow", NOW.timestamp()), witness("quick", (NOW + 20 * DAY).timestamp())
    answer = slow.answer(full.submission(slow.keys)).body
    wall_clock.now += 20 * DAY
    grow(full, make)
    add(full, quick)
    assert full.add_anchor(answer, "answer", keys=slow.keys).new


def test_when_the_machines_own_clock_was_wrong_the_next_entry_mends_it(full: Ledger, witness, make, wall_clock: Hands):
    right = NOW - 400 * DAY
    wall_clock.now = right
    with pytest.raises(NotAnswered, match="made on 2031-03-05 12:00:00 UTC, by this machine") as told:
        add(full, witness("honest", right.timestamp()))
    assert "after the next entry" in (told.value.hint or "")
    grow(full, make)
    add(full, witness("again", right.timestamp()))


def test_a_time_stamp_is_held_against_the_clock_as_well(full: Ledger, case: Path, time_authority):
    """The authority has the real time, which is years from that of this machine."""
    authority = time_authority()
    with pytest.raises(NotAnswered, match=r"The time stamp by .* says 20.*Nothing was kept"):
        full.add_anchor(authority.reply(full.query()), "answer.tsr", certificates=[authority.root.read_bytes()])
    assert not list((case / "anchors").glob("*.tsr"))


# --- pipes in the place of files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["checkpoint", "cosig"])
def test_a_backup_does_not_wait_for_a_pipe(full: Ledger, case: Path, tmp_path: Path, witness, what: str):
    add(full, witness("honest", NOW.timestamp()))
    full.close()
    (file,) = (case / "anchors").glob(f"*.{what}")
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(OnRecordError, match="it is a pipe or a device") as told:
        back_up(case, tmp_path / "backup")
    assert str(file) in told.value.message


@pytest.mark.parametrize("step", ["query", "add"])
def test_a_query_does_not_wait_for_a_pipe(full: Ledger, time_authority, step: str):
    query = full.query()
    file = full.places.queries / f"{full.log.size}.nonces"
    file.unlink()
    os.mkfifo(file)
    authority = time_authority()
    answer, certificates = authority.reply(query), [authority.root.read_bytes()]
    with pytest.raises(OnRecordError, match="it is a pipe or a device") as told:
        if step == "query":
            full.query()
        else:
            full.add_anchor(answer, "answer.tsr", certificates=certificates)
    assert str(file) in told.value.message


def test_rubbish_among_the_queries_is_no_fault_of_the_program(full: Ledger, time_authority):
    authority = time_authority()
    query = full.query()
    (full.places.queries / f"{full.log.size}.nonces").write_bytes(b"\xff\x00\n")
    with pytest.raises(OnRecordError, match="another request"):
        full.add_anchor(authority.reply(query), "answer.tsr", certificates=[authority.root.read_bytes()])
