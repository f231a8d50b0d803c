"""Every byte of a dossier that is changed is noticed and located (G5); bytes are drawn here, all of them under ONRECORD_EVERY_BYTE=1."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.ledger.dossier_file import Placed, read_structure

DRAWN = 250


def places(path: Path) -> list[Placed]:
    with path.open("rb") as file:
        return read_structure(file)[0]


def chosen(path: Path, dice: random.Random) -> list[int]:
    """Offsets: some of every head, of every member and of the directory; or all."""
    size = path.stat().st_size
    if os.environ.get("ONRECORD_EVERY_BYTE"):
        return list(range(size))
    members = places(path)
    of_members = [dice.randrange(one.start, one.start + one.size) for one in members if one.size]
    of_heads = [dice.randrange(one.head, one.start) for one in members]
    end = members[-1].start + members[-1].size
    return sorted({*of_members, *of_heads, *(dice.randrange(end, size) for _ in range(40)), *(dice.randrange(size) for _ in range(DRAWN))})


def test_a_changed_byte_is_noticed_and_located(small: Path, tmp_path: Path, lone: Callable[..., int], silent: None):
    path = tmp_path / small.name
    shutil.copy(small, path)
    shutil.copy(f"{small}.tlog-proof", f"{path}.tlog-proof")
    members, dice = places(small), random.Random(7)
    assert verify(path).verdict == "intact"
    for number, offset in enumerate(chosen(small, dice)):
        flip(path, offset, bit := 1 << dice.randrange(8))
        try:
            verdict = verify(path)
            assert verdict.verdict == "altered", (offset, bit)
            inside = next((one.name for one in members if one.start <= offset < one.start + one.size), None)
            told = [found.place for found in verdict.findings]
            assert any(is_there(place, offset, inside) for place in told), (offset, inside, told)
            if number % 10 == 0 or os.environ.get("ONRECORD_EVERY_BYTE"):
                assert lone(path) == 3, (offset, bit)
        finally:
            flip(path, offset, bit)
    assert verify(path).verdict == "intact"


def test_a_changed_byte_of_the_proof_beside_it_is_noticed(small: Path, tmp_path: Path, lone: Callable[..., int], silent: None):
    path, proof = tmp_path / small.name, tmp_path / f"{small.name}.tlog-proof"
    shutil.copy(small, path)
    shutil.copy(f"{small}.tlog-proof", proof)
    for offset in range(proof.stat().st_size):
        flip(proof, offset, 1 << offset % 8)
        verdict = verify(path)
        assert verdict.verdict == "altered", offset
        assert {found.place for found in verdict.findings} == {proof.name}
        if offset % 25 == 0:
            assert lone(path) == 3, offset
        flip(proof, offset, 1 << offset % 8)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.9, 0.999])
def test_a_dossier_that_was_cut_is_noticed(small: Path, tmp_path: Path, lone: Callable[..., int], silent: None, share: float):
    path = tmp_path / small.name
    data = small.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert verify(path).exit in ((3,) if share else (5,))
    assert lone(path) == verify(path).exit


def flip(path: Path, offset: int, bits: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ bits]))


def is_there(place: str, offset: int, inside: str | None) -> bool:
    """Whether a finding's place holds the byte: its member, or a range of bytes."""
    if inside is not None and place.partition(",")[0] == inside:
        return True
    numbers = [int(word.replace(",", "")) for word in place.replace(", ", " ").split() if word.replace(",", "").isdigit()]
    return "bytes" in place and len(numbers) >= 2 and numbers[-2] <= offset <= numbers[-1]
