"""Tiles on disk: names, growth, and what is read back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.tlog.tiles import Edge, TileFault, Tiles, bundle_name, bundled, needed, numbered, tile_name, unbundled
from onrecord.ledger.tlog.tree import root


def write(folder: Path, entries: list[bytes]) -> Edge:
    """A log as a checkpoint of this size needs it."""
    edge = Edge()
    tiles = []
    for entry in entries:
        tiles += edge.append(entry)
    for level, number, data in [*tiles, *edge.partial()]:
        path = folder / tile_name(level, number, len(data) // 32)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for number in range(-(-len(entries) // 256)):
        some = entries[number * 256 : (number + 1) * 256]
        path = folder / bundle_name(number, len(some))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bundled(some))
    return edge


def test_names_are_those_of_the_specification():
    assert numbered(1234067) == "x001/x234/067"
    assert numbered(0) == "000"
    assert tile_name(2, 5, 17) == "tile/2/005.p/17"
    assert bundle_name(1000) == "tile/entries/x001/000"


def test_a_tree_of_seventy_thousand_needs_the_tiles_that_the_specification_counts():
    assert list(needed(70_000)) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert list(needed(256)) == [(1, 0, 1)]
    assert list(needed(0)) == []


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 512, 1000, 66_000])
def test_what_is_written_is_read_back(tmp_path: Path, size: int):
    entries = [b"%d" % number for number in range(size)]
    edge = write(tmp_path, entries)
    tiles = Tiles(tmp_path, size)
    assert tiles.root() == edge.root()
    assert [entry for _, entry in tiles.entries()] == entries
    assert [number for number, _ in tiles.entries(size // 2)] == list(range(size // 2, size))
    again = tiles.edge()
    assert again == edge
    assert {(level, number, len(data) // 32) for level, number, data in edge.partial()} == set(needed(size))
    for earlier in {1, size // 3, size - 1} & set(range(1, size)):
        assert root(earlier, tiles.node) == write(tmp_path / "other", entries[:earlier]).root()


def test_a_full_tile_serves_where_a_partial_one_is_asked_for(tmp_path: Path):
    entries = [b"%d" % number for number in range(300)]
    write(tmp_path, entries)
    earlier = Tiles(tmp_path, 200)
    assert earlier.root() == write(tmp_path / "other", entries[:200]).root()
    assert len(earlier.bundle(0)) == 200


def test_a_wider_partial_tile_serves_as_well(tmp_path: Path):
    entries = [b"%d" % number for number in range(30)]
    write(tmp_path, entries)
    assert Tiles(tmp_path, 17).root() == write(tmp_path / "other", entries[:17]).root()
    assert Tiles(tmp_path, 17).bundle(0) == entries[:17]


def test_a_tile_that_is_gone_or_cut_is_named(tmp_path: Path):
    write(tmp_path, [b"%d" % number for number in range(300)])
    path = tmp_path / "tile/0/001.p/44"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TileFault, match=r"001.p/44 has 1,407 bytes where 1,408 belong"):
        Tiles(tmp_path, 300).root()
    path.unlink()
    with pytest.raises(TileFault, match="missing") as caught:
        Tiles(tmp_path, 300).root()
    assert caught.value.missing
    bundle = tmp_path / "tile/entries/001.p/44"
    bundle.write_bytes(bundle.read_bytes()[:-1])
    with pytest.raises(TileFault, match="ends inside entry 43"):
        list(Tiles(tmp_path, 300).entries())


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_come_back_whole(entries: list[bytes]):
    assert unbundled(bundled(entries)) == entries


def test_an_entry_that_is_too_long_for_its_length_is_refused():
    assert unbundled(bundled([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(ValueError, match="65,536 bytes"):
        bundled([bytes(65_536)])


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x01a\x00"])
def test_a_bundle_that_ends_inside_an_entry_is_refused(data: bytes):
    with pytest.raises(ValueError, match="ends inside entry"):
        unbundled(data)
