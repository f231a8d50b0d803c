"""Every byte is covered: whatever bit is flipped, whatever is cut, added or taken away, it is noticed and the place is named.

The short form takes every thirteenth byte; with ONRECORD_CUSTODY=full every byte is taken (``make custody``).
"""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.lone import making
from tests.export.lone.making import Making, signing_key, write

STEP = 1 if os.environ.get("ONRECORD_CUSTODY") == "full" else 13
FLIPS = (0x01, 0x20, 0x80)


def tiny() -> Making:
    made = Making()
    made.begin()
    made.capture(b"Four people were killed.\n")
    made.entry("reading", {"confidence": 0.5})
    made.keep_checkpoint()
    made.stamp(3)
    made.cosign(signing_key("witness"), 3)
    return made


def found(path: Path) -> tuple[str, list[str]]:
    """The verdict of both verifiers, and the places of the findings."""
    said = verify(path)
    return said.verdict, [finding.place for finding in said.findings]


def sampled(size: int, at: int) -> Iterator[int]:
    """Every position of a file, or every thirteenth and the last."""
    return (position for position in range(size) if (position + at) % STEP == 0 or position == size - 1)


FILES = tiny().files()
COVERED = [name for name in FILES if name != "onrecord.toml"]


@pytest.mark.parametrize("name", COVERED)
def test_each_flip_in_a_file_of_a_case_is_noticed_and_located(name: str, tmp_path: Path) -> None:
    case = write(tmp_path / "case", FILES)
    assert found(case)[0] == "intact"
    data = FILES[name]
    for position in sampled(len(data), len(name)):
        for flip in FLIPS:
            (case / name).write_bytes(data[:position] + bytes([data[position] ^ flip]) + data[position + 1 :])
            verdict, places = found(case)
            assert verdict == "altered", (position, flip)
            assert any(place.startswith(name.partition(".p/")[0]) for place in places) or name == "keys/log.vkey", (position, flip, places)


@pytest.mark.parametrize("name", COVERED)
def test_a_file_of_a_case_that_is_cut_or_longer_or_gone_is_noticed(name: str, tmp_path: Path) -> None:
    case, data = write(tmp_path / "case", FILES), FILES[name]
    for changed in (data[:-1], data[: len(data) // 2], b"", data + b"\n", data + b"\0", data + data):
        (case / name).write_bytes(changed)
        verdict, places = found(case)
        assert verdict in ("altered", "incomplete"), len(changed)
        assert places
    (case / name).unlink()
    assert found(case)[0] != "intact"
    (case / name).mkdir()
    assert found(case)[0] != "intact"


@pytest.mark.parametrize("name", [name for name in COVERED if not name.startswith("keys/")])
def test_a_link_is_not_followed_out_of_the_case(name: str, tmp_path: Path) -> None:
    case = write(tmp_path / "case", FILES)
    outside = tmp_path / "outside"
    outside.write_bytes(FILES[name])
    (case / name).unlink()
    (case / name).symlink_to(outside)
    assert found(case)[0] != "intact"


@pytest.mark.parametrize("folder", ["log", "records", "anchors"])
def test_a_file_more_is_noticed(folder: str, tmp_path: Path) -> None:
    case = write(tmp_path / "case", FILES | {f"{folder}/more": b""})
    verdict, places = found(case)
    assert verdict == "altered"
    assert f"{folder}/more" in places


MEMBERS = tiny().members()
PACKED = making.dossier(MEMBERS)


def places_of(data: bytes) -> list[tuple[int, int, str]]:
    """From byte, to byte, name of the member whose head or content stands there, by the central directory that Python reads."""
    infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    return [(info.header_offset, info.header_offset + 30 + len(info.filename) + info.file_size, info.filename) for info in infos]


PLACES = places_of(PACKED)


def is_located(position: int, places: list[str]) -> bool:
    """Whether a place names the member at a position, or the bytes around it."""
    spans = [(int(span[1]), int(span[2])) for place in places for span in [re.search(r"bytes (\d+) to (\d+)", place)] if span]
    name = next((name for start, end, name in PLACES if start <= position < end), "")
    return any(start <= position <= end for start, end in spans) or (bool(name) and any(name in place for place in places))


@pytest.mark.parametrize("flip", FLIPS)
def test_each_flip_in_a_dossier_is_noticed_and_located(flip: int, tmp_path: Path) -> None:
    path, data = tmp_path / "out.wacz", bytearray(PACKED)
    path.write_bytes(data)
    assert found(path)[0] == "intact"
    missed = []
    for position in sampled(len(data), flip):
        data[position] ^= flip
        path.write_bytes(data)
        verdict, places = found(path)
        assert verdict == "altered", position
        missed += [] if is_located(position, places) else [position]
        data[position] ^= flip
    assert missed == []


def test_a_dossier_that_is_cut_or_longer_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "out.wacz"
    for size in sampled(len(PACKED), 0):
        path.write_bytes(PACKED[:size])
        assert found(path)[0] in ("altered", "unreadable")
    path.write_bytes(PACKED + b"\0")
    assert found(path)[0] == "altered"


def test_each_flip_in_the_proof_beside_a_dossier_is_noticed(tmp_path: Path) -> None:
    made = tiny()
    path, beside = tmp_path / "out.wacz", tmp_path / "out.wacz.tlog-proof"
    path.write_bytes(PACKED)
    proof = made.export_proof(PACKED)
    beside.write_bytes(proof)
    assert found(path) == ("intact", [])
    for position in sampled(len(proof), 0):
        for flip in FLIPS:
            beside.write_bytes(proof[:position] + bytes([proof[position] ^ flip]) + proof[position + 1 :])
            verdict, places = found(path)
            assert verdict == "altered", (position, flip)
            assert beside.name in places


@pytest.mark.parametrize("name", [*making.listed(MEMBERS)])
def test_each_flip_in_a_member_of_an_unpacked_dossier_is_noticed(name: str, tmp_path: Path) -> None:
    members = making.listed(MEMBERS)
    folder, data = write(tmp_path / "unpacked", members), members[name]
    assert found(folder)[0] == "intact"
    end = data.index(b'"publicKey"') if name == "datapackage-digest.json" else len(data)  # what is beyond is the ECDSA signature
    for position in sampled(end, len(name)):
        (folder / name).write_bytes(data[:position] + bytes([data[position] ^ 0x01]) + data[position + 1 :])
        verdict, places = found(folder)
        assert verdict == "altered", position
        assert any(name in place for place in places)
    (folder / name).unlink()
    assert found(folder)[0] != "intact"
