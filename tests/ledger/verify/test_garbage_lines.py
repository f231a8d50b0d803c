"""Lines that are no JSON between others: both verifiers number what follows alike, whatever stands there."""

import base64
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_verifiers import verify
from tests.export.lone.making import Making, dossier, write
from tests.ledger.verify.test_forged import SALT, begun, raw

NO_JSON = b'{"a":no json}'


def found(path: Path) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in verify(path).findings]


def in_a_dossier(folder: Path, made: Making, **members: bytes) -> Path:
    changed = made.members() | {f"onrecord/{name}.jsonl": data for name, data in members.items()}
    (folder / "out.wacz").write_bytes(dossier(changed))
    return folder / "out.wacz"


def test_a_line_whose_record_is_no_json_gives_no_number(tmp_path: Path) -> None:
    made = begun()
    raw(made, "note", NO_JSON)
    made.entry("note", {"n": 2})
    made.lines[1] = made.lines[1].replace(b'"number":1', b'"number":900')
    assert found(in_a_dossier(tmp_path, made)) == [("record.malformed", "onrecord/records.jsonl, line 2")]


def test_after_an_entry_that_is_lost_no_such_line_is_found_by_its_digest(tmp_path: Path) -> None:
    made = begun()
    made.entry("note", {"n": 1})
    raw(made, "note", NO_JSON)
    made.entry("note", {"n": 3})
    entries = [entry + b"\n" for entry in made.entries]
    entries[1] = b"garbage\n"
    assert found(in_a_dossier(tmp_path, made, entries=b"".join(entries))) == [
        ("entry.malformed", "onrecord/entries.jsonl, line 2"),
        ("record.missing", "onrecord/entries.jsonl, line 3"),
        ("proof.mismatch", "proofs/1.tlog-proof"),
    ]


def test_a_proof_is_not_called_after_an_entry_that_has_no_number(tmp_path: Path) -> None:
    made = begun()
    made.entry("note", {"n": 1})
    members = made.members()
    members["onrecord/entries.jsonl"] = made.entries[0] + b"\ngarbage\n"
    members["proofs/None.tlog-proof"] = members.pop("proofs/1.tlog-proof")
    (tmp_path / "out.wacz").write_bytes(dossier(members))
    assert ("proof.mismatch", "proofs/None.tlog-proof") in found(tmp_path / "out.wacz")


# --- whatever stands there ---------------------------------------------------------------------------------------------------

DISCLOSURE = b"WyJhIl0"
COMMITTED = base64.urlsafe_b64encode(sha256(DISCLOSURE).digest()).rstrip(b"=")


def other_number(line: bytes) -> bytes:
    return re.sub(rb'"number":\d+', b'"number":7', line)


def other_record(line: bytes) -> bytes:
    return re.sub(rb'"record":.*,"salt', b'"record":{"b":1,"a":2},"salt', line)


def no_record(line: bytes) -> bytes:
    return re.sub(rb'"record":.*,"salt', b'"record":no json,"salt', line)


def deep_record(line: bytes) -> bytes:
    return re.sub(rb'"record":.*,"salt', b'"record":' + b"[" * 65 + b"]" * 65 + b',"salt', line)


def disclosed(line: bytes) -> bytes:
    return line.replace(b"{", b'{"disclosures":["' + DISCLOSURE + b'"],', 1)


def withheld(line: bytes) -> bytes:
    return b'{"number":%d,"withheld":true}\n' % int((re.findall(rb'"number":(\d+)', line) or [b"3"])[0])


def erased(line: bytes) -> bytes:
    return b'{"erased":3,"number":%d}\n' % int((re.findall(rb'"number":(\d+)', line) or [b"3"])[0])


CHANGES: list[Callable[[bytes], bytes]] = [
    lambda _: b"garbage\n",
    lambda _: b"\n",
    lambda _: b"",
    lambda _: b"\xff\xfe\n",
    lambda _: b"[" * 2_000 + b"\n",
    lambda _: b"{}\n",
    lambda _: b"\r\n",
    lambda line: line * 2,
    lambda line: line[:-1],
    lambda line: line[:-1] + b"\r\n",
    lambda line: line[:-2] + b"\n",
    lambda line: b" " + line,
    lambda line: line.replace(b":", b": ", 1),
    lambda line: line.replace(b'"sequence":', b'"sequence":1', 1),
    lambda line: re.sub(rb'"sequence":\d+', b'"sequence":9007199254740991', line),
    lambda line: line.replace(SALT.encode(), SALT.encode().upper().replace(b"5", b"F")),
    *(other_number, other_record, no_record, deep_record, disclosed, withheld, erased),
]


def a_log() -> Making:
    made = begun()
    made.capture(b"Four people were killed in Ostrel.\n")
    raw(made, "note", NO_JSON)
    made.entry("reading", {"id": "a"}, {"id": "b"})
    made.entry("erase", {"originals": []}, used=[made.digests[3]])
    made.entry("note", {"_sd": [COMMITTED.decode()]})
    made.keep_checkpoint()
    made.entry("note", {"n": 2})
    return made


CHANGED = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(CHANGES)), max_size=4)


def changed(lines: list[bytes], changes: list[tuple[int, Callable[[bytes], bytes]]]) -> bytes:
    for at, change in changes:
        lines[at % len(lines)] = change(lines[at % len(lines)])
    return b"".join(lines)


@given(CHANGED, CHANGED)
def test_whatever_lines_of_a_dossier_hold(tmp_path_factory: pytest.TempPathFactory, of_entries, of_records) -> None:
    made = a_log()
    entries = changed([entry + b"\n" for entry in made.entries], of_entries)
    verify(in_a_dossier(tmp_path_factory.mktemp("lines"), made, entries=entries, records=changed(list(made.lines), of_records)))


@given(CHANGED, CHANGED)
def test_whatever_lines_of_a_case_hold(tmp_path_factory: pytest.TempPathFactory, of_entries, of_records) -> None:
    """The tree of such entries is signed: their owner made it so."""
    made = a_log()
    for at, change in of_entries:
        made.entries[at % len(made.entries)] = change(made.entries[at % len(made.entries)] + b"\n")[:-1]
    files = made.files() | {"records/000000.jsonl": changed(list(made.lines), of_records)}
    verify(write(tmp_path_factory.mktemp("lines") / "case", files))
