"""Proofs that entries stand in the log, taken from its published tiles."""

from dataclasses import dataclass, field

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Signed, published
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.checkpoint import Proof, encoded_steps
from onrecord.ledger.tlog.tiles import TILE_LEVELS, WIDTH, TileFault, Tiles
from onrecord.ledger.tlog.tree import consistency_proof, inclusion_proof, is_consistent, node_hash, root
from onrecord.records import canonical

_HELD = 100_000
"""Hashes of subtrees that are held at a time."""


@dataclass
class Proofs:
    """The log as its files have it, up to one checkpoint."""

    places: Places
    signed: Signed
    _tiles: Tiles = field(init=False)
    _bundle: tuple[int, list[bytes]] = (-1, [])
    _nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    """Subtrees that were computed: proofs of neighbours share most of theirs."""

    def __post_init__(self) -> None:
        self._tiles = Tiles(self.places.log, self.size)

    @classmethod
    def of(cls, places: Places) -> "Proofs":
        """Up to the checkpoint that is published now.

        Raises:
            BrokenIntegrity: there is none, or it is no checkpoint.
        """
        signed = published(places)
        if signed is None:
            raise BrokenIntegrity(f"The log {places.log} has no checkpoint, so nothing in it can be proved.", hint=RESTORE)
        return cls(places, signed)

    @property
    def size(self) -> int:
        """Entries of the log."""
        return self.signed.head.size

    @property
    def checkpoint(self) -> bytes:
        """The signed note to which every proof leads."""
        return self.signed.note.encoded()

    def entry(self, sequence: int) -> bytes:
        """An entry as it stands in its bundle.

        Raises:
            BrokenIntegrity: the bundle is missing or broken.
        """
        number = sequence // WIDTH
        if self._bundle[0] != number:
            try:
                self._bundle = (number, self._tiles.bundle(number))
            except TileFault as fault:
                raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        return self._bundle[1][sequence % WIDTH]

    def proof(self, sequence: int, *, extra: bytes | None = None) -> bytes:
        """The file that proves that an entry stands in the log (C2SP tlog-proof). Checked before it is given.

        Raises:
            BrokenIntegrity: a tile is missing, or does not lead from the entry to the root.
        """
        try:
            steps = inclusion_proof(sequence, self.size, self._node)
        except TileFault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        found = Proof(sequence, steps, self.checkpoint, extra)
        if not found.leads_from(self.entry(sequence), self.signed.head):
            message = f"The tiles of the log {self.places.log} do not lead from entry {sequence:,} to the root that was signed."
            raise BrokenIntegrity(message, hint="Run `onrecord verify`; restore what it names from a backup.")
        return found.encoded()

    def consistency(self, earlier: int) -> bytes:
        """The file that proves that the log of ``earlier`` entries is the beginning of this one (RFC 6962, 2.1.2); at least one, and fewer
        than the log has. Checked before it is given.

        Raises:
            BrokenIntegrity: a tile is missing, or does not lead to the root.
        """
        try:
            steps = consistency_proof(earlier, self.size, self._node)
            before = root(earlier, self._node)
        except TileFault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        if not is_consistent(earlier, before, self.size, self.signed.head.root, steps):
            message = f"The tiles of the log {self.places.log} do not lead from its first {earlier:,} entries to the root that was signed."
            raise BrokenIntegrity(message, hint="Run `onrecord verify`; restore what it names from a backup.")
        return encoded_steps(steps)

    def _node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree, from those below it down to the hashes of the tiles."""
        if level % TILE_LEVELS == 0:
            return self._tiles.node(level, index)
        key = (level, index)
        if (found := self._nodes.get(key)) is None:
            if len(self._nodes) >= _HELD:
                self._nodes.clear()
            found = self._nodes[key] = node_hash(self._node(level - 1, 2 * index), self._node(level - 1, 2 * index + 1))
        return found


def export_proof(proofs: Proofs, sequence: int, record: bytes, salt: str, disclosures: tuple[str, ...] = ()) -> bytes:
    """The proof that goes out beside a dossier: of the entry ``export``, with its text, its record and what that commits to."""
    entry = proofs.entry(sequence).decode()
    head = canonical({"disclosures": disclosures, "entry": entry} if disclosures else {"entry": entry})[:-1]
    extra = head + b',"record":' + record + b',"salt":' + canonical(salt) + b"}"
    return proofs.proof(sequence, extra=extra)
