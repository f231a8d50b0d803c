"""The Merkle tree of RFC 6962: hashes, roots, and proofs from any source of complete subtrees.

A complete subtree of 2**level leaves is a *node*, named by its level and its index on that level. Whoever holds the nodes – tiles
on disk, a list in memory – can give every root and proof of the tree (RFC 6962, section 2.1; RFC 9162, sections 2.1.3 and 2.1.4).
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

HASH = 32
"""Bytes of a hash."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

Nodes = Callable[[int, int], bytes]
"""Level and index to the hash of that complete subtree."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees joined."""
    return sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of equal, complete subtrees; their number is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes), 2)]
    return hashes[0]


def span_root(start: int, end: int, nodes: Nodes) -> bytes:
    """The root over the leaves from ``start`` to ``end`` (exclusive), where these are a subtree of RFC 6962's recursion."""
    size = end - start
    if size == 0:
        return EMPTY_ROOT
    level = size.bit_length() - 1
    if size == 1 << level:
        return nodes(level, start >> level)
    half = 1 << level
    return node_hash(nodes(level, start >> level), span_root(start + half, end, nodes))


def root(size: int, nodes: Nodes) -> bytes:
    """The root of a tree of that many leaves."""
    return span_root(0, size, nodes)


def inclusion_proof(index: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """The hashes that lead from a leaf to the root, the leaf's sibling first (RFC 6962, 2.1.1).

    Raises:
        ValueError: the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    proof = []
    start, end = 0, size
    while end - start > 1:
        half = start + _split(end - start)
        if index < half:
            proof.append(span_root(half, end, nodes))
            end = half
        else:
            proof.append(span_root(start, half, nodes))
            start = half
    return tuple(reversed(proof))


def consistency_proof(earlier: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """The hashes that show that the tree of ``earlier`` leaves is the beginning of that of ``size`` leaves (RFC 6962, 2.1.2).

    Raises:
        ValueError: the earlier tree is the larger one.
    """
    if not 0 <= earlier <= size:
        raise ValueError(f"a tree of {size} leaves never had {earlier}")
    proof: list[bytes] = []
    start, end, whole = 0, size, True
    if earlier in (0, size):
        return ()
    while earlier < end:
        half = start + _split(end - start)
        if earlier <= half:
            proof.append(span_root(half, end, nodes))
            end = half
        else:
            proof.append(span_root(start, half, nodes))
            start, whole = half, False
    if not whole:
        proof.append(span_root(start, end, nodes))
    return tuple(reversed(proof))


def root_by_inclusion(entry_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to from a leaf; None where the proof cannot belong to such a leaf (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, entry_hash
    for step in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(earlier: int, earlier_root: bytes, size: int, later_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the earlier tree is the beginning of the later one (RFC 9162, 2.1.4.2)."""
    if earlier > size or earlier < 0:
        return False
    if earlier == size:
        return not proof and earlier_root == later_root
    if earlier == 0:
        return not proof and earlier_root == EMPTY_ROOT
    steps = list(proof)
    if earlier & (earlier - 1) == 0:
        steps.insert(0, earlier_root)
    if not steps:
        return False
    at, last = earlier - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << ((size - 1).bit_length() - 1)
