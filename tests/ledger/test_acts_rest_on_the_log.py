"""What people ask for, propose and decide is taken from the index only as far as the log bears it out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from tests.both_verifiers import verify
from tests.ledger.test_erasing import keep

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, reindex
from onrecord.ledger.entries import salted_digest
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, READING, RECORD
from onrecord.records import CorrectionRequest

REASON = "heard it again from the clerk"
SALT = "0" * 32
ALTERED = r"^Record \d+ was altered in the index"


@pytest.fixture
def full(ledger: Ledger, make) -> Ledger:
    """An open case of three reports with a note on the first, and the second asked to be erased."""
    for number in (1, 2, 3):
        keep(ledger, make, number, f"On day {number} the clinic said that 9 people were hurt.")
    ledger.append_note({"text": "seen"}, by="Ana Reyes", report=ledger.view.reading_id("report-1"))
    ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes")
    return ledger


def last(ledger: Ledger, kind: str) -> tuple[int, int, bytes, str]:
    """Number, entry, content and digest of the last record of a type."""
    asked = select(RECORD.c.number, RECORD.c.sequence, RECORD.c.body, RECORD.c.digest).where(RECORD.c.type == kind)
    row: Any = ledger.connection.all(asked.order_by(RECORD.c.number))[-1]
    return row


def set_record(ledger: Ledger, number: int, **values: object) -> None:
    ledger.connection.change(update(RECORD).where(RECORD.c.number == number).values(**values))
    ledger.connection.commit()


def set_entry(ledger: Ledger, sequence: int, old: bytes, new: bytes) -> None:
    ((body,),) = ledger.connection.all(select(ENTRY.c.body).where(ENTRY.c.sequence == sequence))
    assert old in body
    ledger.connection.change(update(ENTRY).where(ENTRY.c.sequence == sequence).values(body=body.replace(old, new)))
    ledger.connection.commit()


def digests(ledger: Ledger, name: str, kind: str) -> list[str]:
    """Of the records of a type that name something."""
    asked = select(RECORD.c.digest, RECORD.c.body).where(RECORD.c.type == kind)
    return [digest for digest, body in ledger.connection.all(asked) if name.encode() in body]


def other_content(ledger: Ledger, kind: str, old: str, new: str, *, named: bool, entry: bool = False) -> None:
    """Something else in the last record of a type; with a digest of its own, and that in the entry as the index has it."""
    number, sequence, body, digest = last(ledger, kind)
    assert old.encode() in body
    other = body.replace(old.encode(), new.encode())
    set_record(ledger, number, body=other, **({"salt": SALT, "digest": salted_digest(SALT, other)} if named else {}))
    if entry:
        set_entry(ledger, sequence, digest.encode(), salted_digest(SALT, other).encode())


def another_report_asked_for(ledger: Ledger, *, named: bool, entry: bool = False) -> None:
    (ours,), (theirs,) = (digests(ledger, f'"report-{number}"', "document") for number in (2, 3))
    other_content(ledger, "erase-ask", ours, theirs, named=named, entry=entry)


def digest_of_another_report(ledger: Ledger) -> None:
    """The row of the third report bears the digest that was asked for, that of the second another."""
    (ours,), (theirs,) = (digests(ledger, f'"report-{number}"', "document") for number in (2, 3))
    for digest, other in ((ours, "f" * 64), (theirs, ours)):
        ledger.connection.change(update(RECORD).where(RECORD.c.digest == digest).values(digest=other))
    ledger.connection.commit()


def same_report(ledger: Ledger) -> None:
    """The index says that the third report is the second in other words."""
    ((identity,),) = ledger.connection.all(select(DOCUMENT.c.identity).where(DOCUMENT.c.name == "report-2"))
    ledger.connection.change(update(DOCUMENT).where(DOCUMENT.c.name == "report-3").values(identity=identity))
    ledger.connection.commit()


def read_from_the_same(ledger: Ledger) -> None:
    """The index says that the third reading was made of the second report."""
    ((document,),) = ledger.connection.all(select(DOCUMENT.c.number).where(DOCUMENT.c.name == "report-2"))
    ledger.connection.change(update(READING).where(READING.c.name == "report-3").values(document=document))
    ledger.connection.commit()


def note_that_rests_on_it(ledger: Ledger) -> None:
    """The index says that a note on the first report rests on the second."""
    (reading,) = digests(ledger, '"id":"report-2"', "reading")
    (about,) = digests(ledger, '"id":"report-1"', "reading")
    set_entry(ledger, last(ledger, "note")[1], about.encode(), reading.encode())


def asked_by_somebody_else(ledger: Ledger) -> None:
    actor = next(one.actor for one in ledger.view.entries() if one.type == "erase-ask")
    set_entry(ledger, last(ledger, "erase-ask")[1], str(actor).encode(), b"p-00000000")


ERASURES: dict[str, Callable[[Ledger], None]] = {
    "another report is asked for": lambda ledger: another_report_asked_for(ledger, named=False),
    "under a digest of its own": lambda ledger: another_report_asked_for(ledger, named=True),
    "which the entry in the index gives": lambda ledger: another_report_asked_for(ledger, named=True, entry=True),
    "another report bears the digest": digest_of_another_report,
    "another report is the same": same_report,
    "another reading is of it": read_from_the_same,
    "a note rests on it": note_that_rests_on_it,
    "somebody else asked": asked_by_somebody_else,
}


@pytest.mark.parametrize("change", ERASURES)
def test_an_erasure_that_the_index_alone_says_was_asked_for_is_refused(full: Ledger, case: Path, kept, change: str):
    files = kept.files()
    ERASURES[change](full)
    (request,) = full.view.erasure_requests()
    by = "Ana Reyes" if change == "somebody else asked" else "Ben Osei"
    for act in (full.texts_to_erase, full.append_erasure):
        with pytest.raises(BrokenIntegrity, match=ALTERED) as told:
            act(request.id, by=by)
        assert "reindex" in (told.value.hint or "")
    assert kept.files() == files
    assert not (case / "db" / "erasing.json").exists()


def test_what_was_not_altered_is_erased_as_it_was_asked_for(full: Ledger, case: Path, open_ledger):
    (request,) = full.view.erasure_requests()
    full.append_erasure(request.id, by="Ben Osei")
    full.close()
    with open_ledger() as ledger:
        assert [one.id for one in ledger.view.readings()] == ["report-1", "report-3"]
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}


@pytest.mark.parametrize("what", ["asked", "known"])
def test_an_erasure_that_was_altered_in_the_index_is_not_rested_on(full: Ledger, open_ledger, make, what: str):
    (request,) = full.view.erasure_requests()
    full.append_erasure(request.id, by="Ben Osei")
    full.close()
    ledger = open_ledger()
    ledger.ask_erasure(["report-3"], "safety", by="Ana Reyes")
    other_content(ledger, "erase", '"reason":"safety"', '"reason":"retention"', named=False)
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        if what == "known":
            ledger.has_erased(make.capture(b"another"))
        else:
            (open_one,) = ledger.view.erasure_requests()
            ledger.append_erasure(open_one.id, by="Ben Osei")


def test_a_request_names_nothing_that_the_log_does_not(full: Ledger, kept):
    files = kept.files()
    number, *_ = last(full, "note")
    set_record(full, number, salt=SALT)
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        full.ask_erasure(["report-1"], "safety", by="Ana Reyes")
    assert kept.files() == files


# --- reviews ------------------------------------------------------------------------------------------------------------


def correct(ledger: Ledger, group: str) -> None:
    ledger.append_correction(CorrectionRequest(record="report-1/f1", set={"group": group}), by="Ana Reyes", reason=REASON)


def test_an_assessment_that_was_altered_in_the_index_is_not_decided_on(full: Ledger, kept):
    proposed = full.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    full.publish()
    files = kept.files()
    other_content(full, "propose", '"word":"verified"', '"word":"refuted"', named=False)
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        full.append_decision(str(proposed.id), agrees=True, by="Ben Osei", reason=REASON)
    assert kept.files() == files


def test_who_proposed_an_assessment_is_who_the_log_says(full: Ledger, kept):
    proposed = full.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    full.publish()
    files = kept.files()
    actor = next(one.actor for one in full.view.entries() if one.type == "propose")
    set_entry(full, last(full, "propose")[1], str(actor).encode(), b"p-00000000")
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        full.append_decision(str(proposed.id), agrees=True, by="Ana Reyes", reason=REASON)
    assert kept.files() == files


@pytest.mark.parametrize("kind", ["decide", "correct"])
def test_nothing_supersedes_an_act_that_was_altered_in_the_index(full: Ledger, kept, kind: str):
    proposed = full.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    if kind == "decide":
        full.append_decision(str(proposed.id), agrees=True, by="Ben Osei", reason=REASON)
        old, new = '"agrees":true', '"agrees":false'
    else:
        correct(full, "millers")
        old, new = '"group":"millers"', '"group":"weavers"'
    full.publish()
    files = kept.files()
    other_content(full, kind, old, new, named=False)
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        if kind == "decide":
            full.append_decision(str(proposed.id), agrees=True, by="Ben Osei", reason=f"{REASON} and again")
        else:
            correct(full, "tailors")
    assert kept.files() == files


def test_an_act_of_this_very_session_is_decided_on_and_superseded(full: Ledger, case: Path):
    """What is appended and not committed yet stands in the index alone."""
    proposed = full.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    full.append_decision(str(proposed.id), agrees=True, by="Ben Osei", reason=REASON)
    full.append_decision(str(proposed.id), agrees=False, by="Ben Osei", reason=REASON)
    correct(full, "millers")
    correct(full, "weavers")
    full.close()
    reindex(case)
    assert not verify(case, with_index=True).findings


# --- finishing ----------------------------------------------------------------------------------------------------------


def carried_out(full: Ledger) -> None:
    """An erasure that is committed and published; the next to open the case does the rest."""
    (request,) = full.view.erasure_requests()
    full.append_erasure(request.id, by="Ben Osei")


def test_lines_are_blanked_as_the_log_says_and_not_the_index(full: Ledger, case: Path, open_ledger, kept):
    carried_out(full)
    erased = dict(full.connection.all(select(RECORD.c.number, RECORD.c.erased).where(RECORD.c.erased.is_not(None))))
    assert len(erased) > 3
    for number in erased:
        set_record(full, number, erased=1)
    full.close()
    open_ledger().close()
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}
    assert {line for line in kept.lines() if b'"erased"' in line} == {
        b'{"erased":%d,"number":%d}\n' % (entry, number) for number, entry in erased.items()
    }


def test_an_erasure_that_the_index_hides_is_finished_or_that_is_said(full: Ledger, case: Path, open_ledger):
    carried_out(full)
    numbers = [number for (number,) in full.connection.all(select(RECORD.c.number).where(RECORD.c.erased.is_not(None)))]
    for number in numbers:
        set_record(full, number, erased=None, body=b"{}")
    full.append_note({"text": "seen"}, by="Ana Reyes")  # else the last record is the erasure, which is compared at every opening
    full.close()
    open_ledger().close()
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}
    assert not (case / "db" / "erasing.json").exists()


def test_an_erasure_that_was_altered_is_not_taken_for_one_that_never_was(full: Ledger, case: Path, open_ledger):
    carried_out(full)
    full.append_note({"text": "seen"}, by="Ana Reyes")
    for number, body in full.connection.all(select(RECORD.c.number, RECORD.c.body).where(RECORD.c.type == "erase")):
        set_record(full, number, body=body.replace(b'"request":"', b'"request":"0'))
    full.close()
    open_ledger().close()
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}, "from the log, and the index is made anew"
    assert not (case / "db" / "erasing.json").exists()
