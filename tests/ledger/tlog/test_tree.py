"""Roots and proofs against the definitions of RFC 6962, written down once more as they stand there."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.tlog.tiles import Edge
from onrecord.ledger.tlog.tree import (
    EMPTY_ROOT,
    Nodes,
    complete_root,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root,
    root_by_inclusion,
)

REFERENCE = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
"""The entries of the reference tree of Certificate Transparency (google/certificate-transparency, merkle tree tests)."""

REFERENCE_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def mth(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """RFC 6962, 2.1.2."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def nodes_of(leaves: list[bytes]) -> Nodes:
    return lambda level, index: complete_root([leaf_hash(leaf) for leaf in leaves[index << level : (index + 1) << level]])


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


def test_the_reference_tree_has_its_roots():
    edge = Edge()
    assert edge.root() == EMPTY_ROOT
    for entry, expected in zip(REFERENCE, REFERENCE_ROOTS, strict=True):
        edge.append(bytes.fromhex(entry))
        assert edge.root().hex() == expected


@pytest.mark.parametrize("size", [*range(1, 40), 255, 256, 257, 511, 512, 513, 700])
def test_roots_and_proofs_are_those_of_the_definition(size: int):
    leaves = entries(size)
    nodes = nodes_of(leaves)
    expected = mth(leaves)
    assert root(size, nodes) == expected
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        proof = inclusion_proof(index, size, nodes)
        assert list(proof) == path(index, leaves)
        assert root_by_inclusion(leaf_hash(leaves[index]), index, size, proof) == expected
    for earlier in {0, 1, 2, 3, size // 2, size - 1, size} & set(range(size + 1)):
        proof = consistency_proof(earlier, size, nodes)
        if earlier:
            assert list(proof) == subproof(earlier, leaves, True)
        assert is_consistent(earlier, mth(leaves[:earlier]), size, expected, proof)


@given(st.integers(1, 300), st.data())
def test_a_proof_shows_nothing_but_its_own_leaf(size: int, data: st.DataObject):
    leaves = entries(size)
    nodes = nodes_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = list(inclusion_proof(index, size, nodes))
    other = data.draw(st.integers(0, size + 2).filter(lambda number: number != index))
    found = root_by_inclusion(leaf_hash(leaves[index]), other, size, proof)
    assert found != mth(leaves) or size == 1
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        broken = [*proof[:at], bytes(32), *proof[at + 1 :]]
        assert root_by_inclusion(leaf_hash(leaves[index]), index, size, broken) != mth(leaves)
        assert root_by_inclusion(leaf_hash(leaves[index]), index, size, proof[:-1]) != mth(leaves)
    assert root_by_inclusion(leaf_hash(leaves[index]), index, size, [*proof, bytes(32)]) != mth(leaves)


@given(st.integers(2, 300), st.data())
def test_a_history_written_anew_is_never_consistent(size: int, data: st.DataObject):
    leaves = entries(size)
    earlier = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, earlier - 1))
    forked = [*leaves[:changed], b"another", *leaves[changed + 1 :]]
    proof = consistency_proof(earlier, size, nodes_of(forked))
    assert not is_consistent(earlier, mth(leaves[:earlier]), size, mth(forked), proof)
    genuine = consistency_proof(earlier, size, nodes_of(leaves))
    assert not is_consistent(earlier, mth(leaves[:earlier]), size, mth(forked), genuine)


def test_what_a_tree_has_not_is_refused():
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(3, 3, nodes_of(entries(3)))
    with pytest.raises(ValueError, match="never had 4"):
        consistency_proof(4, 3, nodes_of(entries(3)))
    assert root_by_inclusion(bytes(32), 5, 5, ()) is None
    assert not is_consistent(4, EMPTY_ROOT, 3, EMPTY_ROOT, ())
