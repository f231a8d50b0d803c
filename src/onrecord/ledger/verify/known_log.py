"""The log that what was kept outside is held against: its head, which keys signed it when, and the roots that it had."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import ED25519, MLDSA44, Note, NoteFault, Signature, VerifierKey

RootAt = Callable[[int], bytes | None]
"""The root that the log had at a smaller size; None where that cannot be said."""


@dataclass(frozen=True)
class KnownLog:
    """The log that checkpoints are held against: its head, its keys, and the roots that it had."""

    head: Head
    keys: tuple[VerifierKey, ...]
    """Those of its file of keys."""
    chain: tuple[tuple[int, str], ...] = ()
    """From which size on the log was signed with which Ed25519 key; empty where its beginning is not known."""
    root_at: RootAt | None = None
    """None for a dossier: it shows a part of the log, up to the checkpoint that it went out with."""
    whole: bool = True
    """Whether every change of keys could be read."""

    def keys_ever(self) -> list[VerifierKey]:
        """Every Ed25519 key that it had, as far as is known."""
        found = {key: None for key in self.keys if key.kind == ED25519}
        for _, text in self.chain:
            try:
                found[VerifierKey.decoded(text)] = None
            except NoteFault:
                continue
        return [key for key in found if key.kind == ED25519]

    def keys_at(self, size: int) -> list[VerifierKey]:
        """The key that a checkpoint of that size is signed with; where the beginning is not known, those of the log now."""
        known = bisect_left(self.chain, (size + 1, ""))
        if not known:
            return [key for key in self.keys if key.kind == ED25519]
        try:
            return [VerifierKey.decoded(self.chain[known - 1][1])]
        except NoteFault:
            return []

    def keys_due(self, size: int, *, coming: bool = False) -> list[VerifierKey]:
        """The keys by which a checkpoint of that size may bear lines: the one then in force, and those of ML-DSA-44, which no entry names.

        ``coming``: a change of keys is under way, so that the next checkpoint may be signed with a key that the log never had.
        """
        if not self.whole:
            return list(self.keys)
        had = {text for _, text in self.chain}
        later = coming and size > self.head.size
        more = [key for key in self.keys if key.kind == MLDSA44 or (later and key.kind == ED25519 and key.encoded() not in had)]
        return [*self.keys_at(size), *more]

    def is_mistyped(self, note: Note) -> bool:
        """Whether a checkpoint that was given is one of this log but for a slip of whoever wrote it off.

        A line has the id of a key of the log, or that key's signature under another name or id, and no such key signed what is said.
        By a key of which nothing here knows it is no slip but another log, whatever that calls itself. Of the id the last two bits do
        not count: in base64 they stand in one letter with the beginning of the signature.
        """
        keys = self.keys_ever()
        if any(key.fits(note.text, one) for key in keys for one in note.signatures):
            return False
        return any(
            _early(one.key_id) == _early(key.key_id) or key.fits(note.text, Signature(key.name, key.key_id, one.value))
            for key in keys
            for one in note.signatures
        )


def _early(key_id: bytes) -> int:
    return int.from_bytes(key_id, "big") >> 2
