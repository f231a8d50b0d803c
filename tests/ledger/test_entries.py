"""Entries and record lines: one form each, and nothing else is read as one."""

import json
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.entries import (
    Agent,
    Entry,
    KeptExport,
    KeptMember,
    LoggedRecord,
    agent,
    encode_entry,
    new_salt,
    read_record_line,
    record_line,
    salted_digest,
)
from onrecord.ledger.moment import Moment
from onrecord.records import Reader, canonical, content_id, decode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), VALUES, max_size=5)
SALTS = st.binary(min_size=16, max_size=16).map(bytes.hex)
DISCLOSURES = st.lists(st.text("abcXYZ019_-", min_size=1, max_size=30), max_size=3).map(tuple)


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Nothing here needs an index."""
    return "none"


def line(record: Any, salt: str, number: int = 0, disclosures: tuple[str, ...] = ()) -> bytes:
    body = msgspec.Raw(canonical(record))
    return record_line(LoggedRecord(number=number, record=body, salt=salt, type="note", disclosures=disclosures))


@given(RECORDS, SALTS, st.integers(0, 10**9), DISCLOSURES)
def test_a_line_is_canonical_and_comes_back(record: Any, salt: str, number: int, disclosures: tuple[str, ...]):
    written = line(record, salt, number, disclosures)
    assert canonical(json.loads(written)) == written
    read = read_record_line(written)
    assert (read.number, read.salt, read.type, read.disclosures, read.erased) == (number, salt, "note", disclosures, None)
    assert bytes(read.record) == canonical(record)
    assert b"\n" not in written


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_line_of_an_erased_record_holds_nothing_else(number: int, entry: int):
    written = record_line(LoggedRecord(number=number, erased=entry))
    assert json.loads(written) == {"erased": entry, "number": number}
    assert canonical(json.loads(written)) == written
    assert read_record_line(written).erased == entry


@given(RECORDS, SALTS, st.data())
def test_no_line_is_read_that_would_not_be_written_so(record: Any, salt: str, data: st.DataObject):
    """Whatever a change makes of a line: it is refused, or it is another line, written as such."""
    written = line(record, salt)
    at = data.draw(st.integers(0, len(written) - 1))
    altered = written[:at] + bytes([data.draw(st.integers(0, 255))]) + written[at + data.draw(st.integers(0, 1)) :]
    try:
        read = read_record_line(altered)
    except (msgspec.DecodeError, ValueError):
        return
    assert record_line(read) == altered


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_refused_by_name(data: bytes):
    try:
        read = read_record_line(data)
    except (msgspec.DecodeError, ValueError):
        return
    assert record_line(read) == data


@pytest.mark.parametrize(
    "altered",
    [
        b'{"number":0,"record":{},"salt":"00","type":"note","more":1}',
        b'{"number":0, "record":{},"salt":"00","type":"note"}',
        b'{"record":{},"number":0,"salt":"00","type":"note"}',
        b'{"erased":1,"number":0,"record":{}}',
        b'{"disclosures":[],"number":0,"record":{},"salt":"00","type":"note"}',
        b'{"number":0,"record":{},"salt":"00","type":"note"}\n',
    ],
)
def test_what_is_nearly_a_line_is_none(altered: bytes):
    with pytest.raises((msgspec.DecodeError, ValueError)):
        read_record_line(altered)


@given(RECORDS, SALTS)
def test_a_salted_digest_is_that_of_salt_and_record_together(record: Any, salt: str):
    body = canonical(record)
    assert salted_digest(salt, body) == sha256(bytes.fromhex(salt) + body).hexdigest() != sha256(body).hexdigest()


def test_no_salt_comes_twice():
    salts = {new_salt() for _ in range(1000)}
    assert len(salts) == 1000
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}


NAMES = st.text(st.characters(codec="utf-8"), max_size=20)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
MAYBE = st.none() | NAMES
AGENTS = st.builds(Agent, program=NAMES, version=NAMES, code=HASHES, reader=MAYBE, reader_version=MAYBE, settings=st.none() | HASHES)


@given(
    st.builds(
        Entry,
        sequence=st.integers(0, 2**53 - 1),
        type=st.sampled_from(["capture", "reading", "erase"]),
        at=st.builds(
            Moment,
            wall=st.datetimes().map(lambda at: at.isoformat()),
            monotonic=st.integers(0, 2**53 - 1),
            run=st.just("0123abcd"),
            clock=st.sampled_from(["synchronised", "unsynchronised", "unknown"]),
        ),
        agent=AGENTS,
        actor=st.none() | st.just("p-01234567"),
        used=st.lists(HASHES, max_size=3).map(tuple),
        generated=st.lists(HASHES, max_size=3).map(tuple),
        why=st.none() | st.just("safety"),
        v=st.just(2),
    )
)
def test_an_entry_is_canonical_whatever_a_reader_is_called_and_comes_back(entry: Entry):
    written = encode_entry(entry)
    assert canonical(json.loads(written)) == written
    assert decode(written, Entry) == entry
    assert all(value not in (None, [], "") or key in ("program", "version") for key, value in json.loads(written).items())


def test_an_agent_names_its_settings_by_hash_alone():
    """They may hold names; they stand in the readings, which can be erased."""
    reader = Reader(name="rules", version="1", settings={"parties": ["Ana Reyes"]})
    made = agent(reader)
    assert (made.reader, made.reader_version, made.settings) == ("rules", "1", content_id(reader.settings))
    assert b"Reyes" not in msgspec.json.encode(made)
    assert (agent().reader, agent().settings) == (None, None)
    assert len(agent().code) == 64


# --- exports --------------------------------------------------------------------------------------------------------------

EXPORTED: dict[str, Any] = {"checkpoint": 9, "readings": ["a" * 64], "redacted": False, "reports": 1, "sha256": "b" * 64, "size": 1417}
MEMBER = {"name": "onrecord/report.html", "sha256": "c" * 64, "size": 7}


def test_the_members_of_a_dossier_are_named_in_one_place() -> None:
    """A disclosure never has the name of a field that is there as well (RFC 9901)."""
    kept = KeptExport(sha256="b" * 64, size=1417, checkpoint=9, reports=1, redacted=False, committed=("d" * 43,))
    assert b"members" not in canonical(kept)
    with pytest.raises(ValueError, match="not in both"):
        msgspec.structs.replace(kept, members=(KeptMember(**MEMBER),))
    with pytest.raises(msgspec.ValidationError, match="not in both"):
        decode(canonical(EXPORTED | {"_sd": ["d" * 43], "members": [MEMBER]}), KeptExport)


@pytest.mark.parametrize("more", [{"_sd": [], "members": [MEMBER]}, {"members": [MEMBER]}, {"_sd": ["d" * 43], "members": []}])
def test_an_export_that_an_earlier_version_wrote_is_read_and_keeps_its_form(more: dict[str, Any]) -> None:
    written = canonical(EXPORTED | more)
    kept = decode(written, KeptExport)
    assert bool(kept.members) is bool(more["members"])
    assert canonical(kept) == canonical({"_sd": []} | EXPORTED | more)
