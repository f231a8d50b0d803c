"""What an entry must say of when, by which program and why: both verifiers hold it against the page, field by field."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.both_verifiers import verify
from tests.export.lone.making import AGENT, AT, Making, dossier, write

from onrecord.ledger.entries import Reason

GREAT = 2.0**53  # written 9007199254740992, as RFC 8785 writes it


def without(fields: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != name}


def codes(folder: Path, **fields: Any) -> set[str]:
    made = Making()
    made.begin()
    made.entry("capture", **fields)
    return {one.code for one in verify(write(folder / "case", made.files())).findings}


@pytest.mark.parametrize(
    "fields",
    [
        {"at": {}},
        *({"at": without(AT, name)} for name in AT),
        {"at": AT | {"place": "Ostrel"}},
        {"at": []},
        {"at": AT | {"wall": "2031-05-04T09:00:00Z"}},
        {"at": AT | {"wall": "2031-05-04T09:00:00.000+02:00"}},
        {"at": AT | {"wall": "2031-05-04 09:00:00.000+00:00"}},
        {"at": AT | {"wall": "٢٠31-05-04T09:00:00.000+00:00"}},
        {"at": AT | {"wall": AT["wall"] + "\n"}},
        {"at": AT | {"wall": 1_935_650_000}},
        {"at": AT | {"monotonic": -1}},
        {"at": AT | {"monotonic": 0.5}},
        {"at": AT | {"monotonic": GREAT}},
        {"at": AT | {"monotonic": "1200"}},
        {"at": AT | {"monotonic": True}},
        {"at": AT | {"monotonic": None}},
        {"at": AT | {"run": "r-1"}},
        {"at": AT | {"run": "7363A79E"}},
        {"at": AT | {"run": 73636796}},
        {"at": AT | {"clock": "right"}},
        {"agent": {}},
        *({"agent": without(AGENT, name)} for name in AGENT),
        {"agent": AGENT | {"machine": "desk-4"}},
        {"agent": [AGENT]},
        {"agent": "onrecord"},
        {"agent": AGENT | {"program": 1}},
        {"agent": AGENT | {"version": ["0.1.0"]}},
        {"agent": AGENT | {"code": "0" * 63}},
        {"agent": AGENT | {"code": "A" * 64}},
        {"agent": AGENT | {"reader": None}},
        {"agent": AGENT | {"reader_version": 1}},
        {"agent": AGENT | {"settings": "none"}},
        {"why": "R. Tamsin asked for it"},
        {"why": ""},
        {"why": ["safety"]},
        {"why": None},
        {"actor": 5},
        {"actor": {"name": "R. Tamsin"}},
        {"sequence": GREAT},
        {"v": 3},
        {"v": "2"},
        {"note": "x"},
    ],
    ids=repr,
)
def test_an_entry_that_says_otherwise_is_none(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert codes(tmp_path, **fields) == {"entry.malformed"}


@pytest.mark.parametrize(
    "fields",
    [
        *({"why": code} for code in get_args(Reason)),
        *({"at": AT | {"clock": state}} for state in ("synchronised", "unsynchronised", "unknown")),
        {"at": AT | {"monotonic": 0}},
        {"at": AT | {"monotonic": 2**53 - 1}},
        {"at": AT | {"wall": "9999-99-99T99:99:99.999+00:00"}},
        {"agent": AGENT | {"reader": "rules"}},
        {"agent": AGENT | {"reader": "rules", "reader_version": "1", "settings": "a" * 64}},
    ],
    ids=repr,
)
def test_an_entry_as_the_page_has_it_is_sound(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert not codes(tmp_path, **fields)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(program=TEXTS, reader=TEXTS, actor=TEXTS)
@settings(max_examples=80, deadline=None)
def test_a_program_may_be_called_as_it_likes(program: str, reader: str, actor: str) -> None:
    with TemporaryDirectory() as folder:
        assert not codes(Path(folder), agent=AGENT | {"program": program, "version": actor, "reader": reader}, actor=actor)


@pytest.mark.parametrize(("number", "found"), [(2**53 - 1, set()), (2**53, {"record.malformed"}), (10**17, {"record.malformed"})])
@pytest.mark.parametrize("kind", ["number", "erased", "withheld"])
def test_a_record_is_counted_as_far_as_whole_numbers_go(tmp_path: Path, number: int, found: set[str], kind: str) -> None:
    made = Making()
    made.begin()
    made.entry("reading", {"id": "s1"})
    if kind == "number":
        made.lines[1] = made.lines[1].replace(b'"number":1,', b'"number":%d,' % number)
    elif kind == "withheld":
        made.lines[1] = b'{"number":%d,"withheld":true}\n' % number
    else:
        made.lines[1] = b'{"erased":%d,"number":1}\n' % number
        found = found or {"record.erased-without-entry"}
    (tmp_path / "out.wacz").write_bytes(dossier(made.members()))
    assert {one.code for one in verify(tmp_path / "out.wacz").findings} == found
