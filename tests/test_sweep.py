"""No byte of a case or of a dossier can be changed, taken away or put in without both verifiers saying so, and the same, and where.

Some positions are drawn here; ``ONRECORD_CUSTODY=full`` takes all of them, as ``python -m tests.sweep`` does in parts.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sweep import Swept, a_case, a_dossier, in_file, in_member, sweep

FULL = os.environ.get("ONRECORD_CUSTODY") == "full"


def drawn(size: int, most: int) -> Iterator[int]:
    """Some positions of a file, the first and the last among them; or all."""
    if FULL or size <= most:
        return iter(range(size))
    return iter(sorted({0, size - 1, *random.Random(size).sample(range(size), most)}))


def assert_held(swept: Swept) -> None:
    assert swept.missed == []
    assert swept.tried == swept.detected == swept.located > 100
    assert swept.differing == 0


def test_a_case(tmp_path: Path) -> None:
    case, files = a_case(tmp_path)
    assert {file.relative_to(case).parts[0] for file in files} == {"log", "records", "anchors", "blobs", "keys"}
    assert_held(sweep(case, files, lambda size: drawn(size, 25), in_file))


def test_a_dossier(tmp_path: Path) -> None:
    dossier = a_dossier(tmp_path)
    assert_held(sweep(dossier, [dossier], lambda size: drawn(size, 150), in_member(dossier)))


def test_an_edit_that_is_not_noticed_is_counted_as_missed(tmp_path: Path) -> None:
    """The sweep itself: what the log does not cover is missed."""
    case, _ = a_case(tmp_path)
    swept = sweep(case, [case / "onrecord.toml"], lambda size: iter([0]), in_file)
    assert swept.tried == len(swept.missed) // 2 > 0
    assert swept.detected == swept.located == 0


@pytest.mark.parametrize("place", ["log/tile/0/000.p/6, bytes 0 to 31", "log/checkpoint"])
def test_a_place_names_its_file(place: str) -> None:
    assert in_file(place.partition(",")[0], 0, [place])
    assert not in_file("records/000000.jsonl", 0, [place])
