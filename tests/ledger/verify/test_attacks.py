"""What somebody could do to a case who knows how it is kept, with the log's key or without: each has its own code."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.both_verifiers import verify
from tests.ledger.verify.conftest import WITNESS

from onrecord.export import verify as lone
from onrecord.ledger.keys import finish_change, new_keys, signing_keys
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import Note
from onrecord.ledger.verify import Verdict, policy_of

ONE_MORE = b'"generated":["' + b"0" * 64 + b'","'

Change = Callable[[list[Any]], list[Any]]


def found(case: Path, **given: Any) -> set[str]:
    return {one.code for one in verify(case, policy_of(**given)).findings}


def rewritten(line: bytes, old: bytes, new: bytes) -> bytes:
    assert old in line
    return line.replace(old, new)


@pytest.mark.parametrize(
    ("attack", "change", "code"),
    [
        ("edited", lambda lines: [*lines[:3], rewritten(lines[3], b"Vale Post", b"Dale Post"), *lines[4:]], "record.altered"),
        (
            "salt changed",
            lambda lines: [*lines[:3], re.sub(rb'"salt":"[0-9a-f]{4}', b'"salt":"0000', lines[3]), *lines[4:]],
            "record.altered",
        ),
        ("salt longer", lambda lines: [*lines[:3], rewritten(lines[3], b'"salt":"', b'"salt":"00'), *lines[4:]], "record.malformed"),
        ("taken out", lambda lines: [*lines[:2], *lines[3:]], "record.malformed"),
        ("last taken out", lambda lines: lines[:-1], "record.missing"),
        ("put in", lambda lines: [*lines[:2], *lines[1:]], "record.malformed"),
        ("put at the end", lambda lines: [*lines, lines[-1].replace(b'"number":5', b'"number":6')], "record.unexpected"),
        ("swapped", lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], "record.malformed"),
        ("erased without entry", lambda lines: [*lines[:3], b'{"erased":4,"number":3}\n', *lines[4:]], "record.erased-without-entry"),
        ("erased by a later entry", lambda lines: [*lines[:3], b'{"erased":99,"number":3}\n', *lines[4:]], "record.erased-without-entry"),
        (
            "other type",
            lambda lines: [*lines[:3], rewritten(lines[3], b'"type":"reading"', b'"type":"finding"'), *lines[4:]],
            "record.malformed",
        ),
        ("spaced", lambda lines: [*lines[:3], rewritten(lines[3], b'"number":3', b'"number": 3'), *lines[4:]], "record.malformed"),
        (
            "doubled key",
            lambda lines: [*lines[:3], rewritten(lines[3], b'"number":3', b'"number":3,"number":3'), *lines[4:]],
            "record.malformed",
        ),
        ("junk", lambda lines: [*lines[:3], b"\xff\x00\n", *lines[4:]], "record.malformed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_records_changed_without_the_key(case: Path, kept: Any, attack: str, change: Change, code: str):
    kept.write_lines(change(kept.lines()))
    assert code in found(case), attack


@pytest.mark.parametrize(
    ("attack", "change", "code"),
    [
        ("edited", lambda entries: [*entries[:2], rewritten(entries[2], b'"wall":"', b'"wall":"1'), *entries[3:]], "history.fork"),
        ("taken out", lambda entries: [*entries[:2], *entries[3:]], "entry.sequence"),
        ("swapped", lambda entries: [*entries[:1], entries[2], entries[1], *entries[3:]], "entry.sequence"),
        ("doubled", lambda entries: [*entries[:2], *entries[1:]], "entry.sequence"),
        ("no entry", lambda entries: [*entries[:2], b"{}", *entries[3:]], "entry.malformed"),
        ("spaced", lambda entries: [*entries[:2], entries[2].replace(b":", b": ", 1), *entries[3:]], "entry.malformed"),
        ("of a later version", lambda entries: [*entries[:2], rewritten(entries[2], b'"v":2', b'"v":3'), *entries[3:]], "entry.malformed"),
        ("rolled back", lambda entries: entries[:2], "history.rollback"),
        (
            "other record",
            lambda entries: [*entries[:2], rewritten(entries[2], b'"generated":["', ONE_MORE), *entries[3:]],
            "record.altered",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_history_written_anew_by_the_owner_of_the_key(case: Path, kept: Any, attack: str, change: Change, code: str):
    (case / "db" / "earlier").write_bytes((case / "log" / "checkpoint").read_bytes())
    kept.sign(change(kept.entries()))
    codes = found(case, checkpoints=[case / "db" / "earlier"])
    assert code in codes, attack
    assert codes & {"history.fork", "history.rollback"}, attack


def test_a_sound_fork_is_shown_by_an_earlier_checkpoint_alone(case: Path, kept: Any, tmp_path: Path):
    """The issue at the end, which no cosignature covers, is taken back: nothing in the case itself can tell."""
    (tmp_path / "earlier").write_bytes((case / "log" / "checkpoint").read_bytes())
    kept.cut(kept.size - 1)
    verdict = verify(case)
    assert verdict.exit == 0
    assert "no-earlier-checkpoint" in {one.code for one in verdict.not_shown}
    assert found(case, checkpoints=[tmp_path / "earlier"]) == {"history.rollback"}


def test_a_fork_before_what_a_witness_saw_is_shown_by_the_case_itself(case: Path, kept: Any):
    entries = kept.entries()
    kept.sign([entries[0].replace(b'"wall":"2', b'"wall":"1'), *entries[1:]])
    assert "history.fork" in found(case)


def sign_checkpoint(case: Path, kept: Any, key: Any, *, keep: bool = False) -> None:
    path = case / "log" / "checkpoint"
    _, note = read_checkpoint(path.read_bytes())
    path.write_bytes(Note(note.text, (*(note.signatures if keep else ()), key.sign(note.text))).encoded())


def test_a_checkpoint_signed_with_another_key(case: Path, kept: Any):
    other = new_keys(signing_keys(kept.places)[0].name, post_quantum=False)[0]
    sign_checkpoint(case, kept, other)
    assert found(case) == {"checkpoint.signature", "checkpoint.malformed"}


def test_a_checkpoint_signed_with_another_key_as_well(case: Path, kept: Any):
    other = new_keys(signing_keys(kept.places)[0].name, post_quantum=False)[0]
    sign_checkpoint(case, kept, other, keep=True)
    assert found(case) == {"checkpoint.malformed"}


def test_another_key_in_the_place_of_the_log_s_own(case: Path, kept: Any):
    """Whoever has no key signs with a new one, and puts that beside the log: the first entry names the right one."""
    mine = (case / "keys" / "log.vkey").read_text().strip()
    new = new_keys(signing_keys(kept.places)[0].name, post_quantum=False)
    finish_change(kept.places, new)
    other = new[0]
    sign_checkpoint(case, kept, other)
    assert found(case) >= {"key.other"}
    assert found(case, keys=[mine]) >= {"key.other"}


def test_the_key_that_was_obtained_another_way(case: Path):
    mine = (case / "keys" / "log.vkey").read_text().strip()
    other = new_keys(mine.partition("+")[0], post_quantum=False)[0].verifier.encoded()
    verdict = verify(case, policy_of(keys=[mine]))
    assert (verdict.exit, verdict.keys) == (0, (mine,))
    assert "key-not-pinned" not in {one.code for one in verdict.not_shown}
    assert found(case, keys=[other]) == {"key.other"}


def test_a_checkpoint_of_another_log(case: Path, kept: Any):
    path = case / "log" / "checkpoint"
    head, _ = read_checkpoint(path.read_bytes())
    other = new_keys("onrecord/0123456789abcdef", post_quantum=False)[0]
    text = Head(other.name, head.size, head.root).text()
    path.write_bytes(Note(text, (other.sign(text),)).encoded())
    assert found(case) >= {"checkpoint.origin", "checkpoint.signature"}


def test_a_checkpoint_with_a_size_that_the_tiles_do_not_have(case: Path, kept: Any):
    key = signing_keys(kept.places)[0]
    head, _ = read_checkpoint((case / "log" / "checkpoint").read_bytes())
    for size, root in ((head.size + 1, head.root), (head.size - 1, head.root), (10**12, head.root), (0, head.root)):
        text = Head(head.origin, size, root).text()
        (case / "log" / "checkpoint").write_bytes(Note(text, (key.sign(text),)).encoded())
        verdict = verify(case)
        assert verdict.exit in (3, 4), size
        assert {"checkpoint.root", "tile.missing"} & {one.code for one in verdict.findings}, (size, verdict.findings)


def test_a_checkpoint_that_was_given_and_is_of_another_log(case: Path, tmp_path: Path):
    other = new_keys("onrecord/0123456789abcdef", post_quantum=False)[0]
    text = Head(other.name, 3, b"0" * 32).text()
    (tmp_path / "given").write_bytes(Note(text, (other.sign(text),)).encoded())
    assert found(case, checkpoints=[tmp_path / "given"]) == {"anchor.foreign"}


def test_a_cosignature_replayed_for_another_checkpoint(case: Path):
    [path] = (case / "anchors").glob("*.cosig")
    _, note = read_checkpoint((case / "log" / "checkpoint").read_bytes())
    path.write_bytes(Note("x\n", (WITNESS.sign(note.text, time=1_930_000_000),)).encoded()[3:])
    assert "anchor.altered" in found(case)


@pytest.mark.parametrize("name", ["log/notes.txt", "log/tile/0/001", "log/tile/entries/x001/000", "log/tile/0/000.p/0", "log/tile/64/000"])
def test_a_file_in_the_log_that_no_rule_puts_there(case: Path, name: str):
    (case / name).parent.mkdir(parents=True, exist_ok=True)
    (case / name).write_bytes(b"x")
    verdict = verify(case)
    assert [(one.code, one.place) for one in verdict.findings] == [("log.unexpected", name)]


def test_partial_tiles_of_a_stop_are_none_of_its_business(case: Path, kept: Any):
    """They may lie beside the others while the log is being written, and say nothing."""
    for name in ("log/tile/0/000.p/3", "log/tile/entries/000.p/3"):
        (case / name).write_bytes(b"x")
    assert verify(case).exit == 0


@pytest.mark.parametrize("name", ["records/000001.jsonl", "records/notes.txt"])
def test_a_file_of_records_that_no_entry_names(case: Path, name: str):
    (case / name).write_bytes(b"{}\n")
    assert [(one.code, one.place) for one in verify(case).findings] == [("record.unexpected", name)]


def test_an_original_that_no_record_names_is_left_open(case: Path):
    path = case / "blobs" / "sha256" / "00" / ("00" * 32)
    path.parent.mkdir()
    path.write_bytes(b"x")
    verdict = verify(case)
    assert verdict.exit == 0
    assert "unreferenced" in {one.code for one in verdict.not_shown}


def test_a_link_or_a_pipe_is_not_followed_nor_waited_for(case: Path, tmp_path: Path):
    [original] = (case / "blobs" / "sha256").glob("*/*")
    data = original.read_bytes()
    (tmp_path / "elsewhere").write_bytes(data)
    original.unlink()
    original.symlink_to(tmp_path / "elsewhere")
    assert found(case) == {"original.missing"}
    original.unlink()
    os.mkfifo(original)
    assert found(case) == {"original.missing"}


def test_what_is_no_case_is_unreadable(tmp_path: Path):
    for path in (tmp_path / "nowhere", tmp_path):
        verdict = verify(path)
        assert (verdict.exit, verdict.kind, [one.code for one in verdict.findings]) == (5, "nothing", ["path.unreadable"])


def test_nothing_is_written_and_no_index_is_needed(case: Path):
    before = {path: path.stat().st_mtime_ns for path in case.rglob("*")}
    assert verify(case).exit == 0
    assert {path: path.stat().st_mtime_ns for path in case.rglob("*")} == before


def test_a_disclosure_of_something_else(case: Path, kept: Any):
    line = json.loads(kept.lines()[5])
    kept.write_lines(
        [*kept.lines()[:5], json.dumps({"disclosures": ["WyJhIl0"], **line}, separators=(",", ":"), sort_keys=True).encode() + b"\n"]
    )
    assert found(case) == {"disclosure.altered"}


def test_only_so_many_findings_of_a_kind_are_listed(case: Path, kept: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules["onrecord.ledger.verify.verdict"], "LISTED", 2)
    monkeypatch.setattr(lone, "LISTED", 2)
    kept.write_lines([b"junk\n"] * 6)
    verdict: Verdict = verify(case)
    listed = [one for one in verdict.findings if one.code == "record.malformed"]
    assert [one.message for one in listed][2:] == ["4 more of this kind are not listed."]
