"""Every byte of a case that its log covers: a change is detected, and its place named – file, and entry, record, tile or line in it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.ledger.verify.conftest import WITNESS

from onrecord.ledger.tlog.tiles import unbundled
from onrecord.ledger.verify import Verdict, policy_of

COVERED = ("log", "records", "anchors", "blobs", "keys/log.vkey")

CODES = {
    "log/checkpoint": {
        "checkpoint.malformed",
        "checkpoint.origin",
        "checkpoint.signature",
        "checkpoint.root",
        "tile.missing",
        "bundle.missing",
    },
    "log/tile/entries": {"bundle.altered", "bundle.missing"},
    "log/tile/0": {"tile.altered"},
    "records": {"record.altered", "record.malformed", "record.erased-without-entry"},
    "anchors": {"anchor.altered"},
    "blobs": {"original.altered"},
    "keys": {"key.malformed", "key.other", "checkpoint.signature", "checkpoint.origin"},
}


def covered(case: Path) -> list[str]:
    """The files that a verification must hold, by their paths."""
    found = []
    for name in COVERED:
        path = case / name
        found += [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return [path.relative_to(case).as_posix() for path in found]


def unit(name: str, data: bytes, position: int) -> str:
    """How a place begins that names the file and the unit in it where a byte stands."""
    if name.startswith("records/"):
        return f"{name}, line {data[:position].count(10) + 1}"
    if name.startswith("log/tile/entries/"):
        end = 0
        for number, entry in enumerate(unbundled(data)):
            start, end = end + 2, end + 2 + len(entry)
            if start <= position < end:
                return f"{name}, entry {number}"
            if position < end:
                return name  # in the length of the entry: what follows cannot be told apart
    if name.startswith("log/tile/"):
        return f"{name}, bytes {position // 32 * 32} to"
    return name


def codes(verdict: Verdict) -> set[str]:
    return {one.code for one in verdict.findings}


def test_the_small_case_is_intact_and_everything_in_it_was_checked(case: Path):
    verdict = verify(case, policy_of(witnesses=[WITNESS.verifier.encoded()]))
    assert (verdict.exit, verdict.findings) == (0, ())
    assert (verdict.checked.entries, verdict.checked.records, verdict.checked.originals, verdict.checked.anchors) == (6, 6, 1, 1)
    assert {one.code for one in verdict.not_shown} == {"key-not-pinned", "not-covered", "no-token"}
    total = sum((case / name).stat().st_size for name in covered(case) if not name.startswith(("keys", "anchors")))
    assert verdict.checked.bytes == total


@pytest.mark.parametrize("part", sorted({"log/checkpoint", "log/tile/0", "log/tile/entries", "records", "anchors", "blobs", "keys"}))
def test_every_byte_that_is_changed_is_detected_and_located(case: Path, part: str):
    """One bit of each byte, which one depends on its position, so that all eight take their turn."""
    names = [name for name in covered(case) if name.startswith(part)]
    assert names
    for name in names:
        path, data = case / name, (case / name).read_bytes()
        path.chmod(0o644)
        for position in range(len(data)):
            altered = bytearray(data)
            altered[position] ^= 1 << (position % 8)
            path.write_bytes(altered)
            verdict = verify(case)
            where = (name, position, verdict.findings)
            assert verdict.exit == 3, where
            assert codes(verdict) & CODES[part], where
            wanted = unit(name, data, position)
            assert any(re.match(rf"{re.escape(wanted)}(?![0-9])", one.place) for one in verdict.findings), where
        path.write_bytes(data)
    assert verify(case).exit == 0


@pytest.mark.parametrize("by", [-1, 1, 40])
def test_every_file_cut_or_extended_is_detected_and_named(case: Path, by: int):
    for name in covered(case):
        path, data = case / name, (case / name).read_bytes()
        path.chmod(0o644)
        path.write_bytes(data[:by] if by < 0 else data + b"{" * by)
        verdict = verify(case)
        assert verdict.exit == 3, (name, verdict.findings)
        assert any(one.place.startswith(name) for one in verdict.findings), (name, verdict.findings)
        path.write_bytes(data)


def test_every_file_removed_is_missed_by_name(case: Path):
    exits = {}
    for name in covered(case):
        path, data = case / name, (case / name).read_bytes()
        path.unlink()
        verdict = verify(case)
        assert any(one.place.startswith(name) for one in verdict.findings), (name, verdict.findings)
        exits[name.partition("/")[0] if name != "log/checkpoint" else name] = verdict.exit
        path.write_bytes(data)
    assert exits == {"log/checkpoint": 5, "log": 4, "records": 4, "anchors": 4, "blobs": 4, "keys": 3}


def test_files_that_changed_places_are_detected(case: Path):
    names = covered(case)
    for first, second in pairwise(names):
        one, other = (case / first).read_bytes(), (case / second).read_bytes()
        for name in (first, second):
            (case / name).chmod(0o644)
        (case / first).write_bytes(other)
        (case / second).write_bytes(one)
        verdict = verify(case)
        assert verdict.exit == 3, (first, second)
        places = [found.place for found in verdict.findings]
        assert any(place.startswith((first, second)) for place in places), (first, second, places)
        (case / first).write_bytes(one)
        (case / second).write_bytes(other)
    assert verify(case).exit == 0
