"""What keeps a case provable: checkpoints and what is obtained for them outside, keys, the index made again, verifying, backups."""

from collections.abc import Sequence
from pathlib import Path

from onrecord import ledger as house
from onrecord.errors import WrongUse
from onrecord.flow.copying import note_rest
from onrecord.ledger import Ledger, Policy, reindex


def checkpoint_of(path: Path, *, at: int | None = None) -> house.LogHead:
    """What the log of a case says of itself now, or what it said ``at`` an earlier size. Read from its files alone."""
    return house.head_of_log(path, at=at)


def countersign(ledger: Ledger, url: str, keys: Sequence[house.VerifierKey]) -> house.Anchored:
    """Have a witness cosign the present checkpoint, and keep the cosignature."""
    return ledger.countersign(url, keys)


def stamp(ledger: Ledger, url: str, certificates: Sequence[bytes]) -> house.Anchored:
    """Have an authority stamp the present checkpoint, and keep the time stamp."""
    return ledger.stamp(url, certificates)


def request_for_witness(ledger: Ledger, keys: Sequence[house.VerifierKey] = (), *, old: int | None = None) -> bytes:
    """The same for a witness that is reached without a network: what is carried to it."""
    return ledger.submission(keys, old=old)


def query_for_authority(ledger: Ledger) -> bytes:
    """The same for an authority that is reached by other means."""
    return ledger.query()


def add_anchor(
    ledger: Ledger, data: bytes, where: str, *, keys: Sequence[house.VerifierKey] = (), certificates: Sequence[bytes] = ()
) -> house.Anchored:
    """Keep what came back."""
    return ledger.add_anchor(data, where, keys=keys, certificates=certificates)


def change_key(path: Path, wanted: house.NewKey, *, lost: bool = False) -> tuple[str, ...]:
    """Change the key of a log, by an entry; the new verifier keys. One that was ``lost`` cannot sign that entry."""
    with Ledger.open(path, create=False, in_place_of_lost=wanted if lost else None) as ledger:
        if not lost:
            ledger.rotate_key(wanted)
        return tuple(key.verifier.encoded() for key in ledger.keys)


def make_index_again(path: Path) -> house.Reindexed:
    """Stop 6 once more from the log alone: the index of a case, which can always be lost. With what its reports are found by."""
    made = reindex(path)
    try:
        with Ledger.open(path, create=False) as ledger:
            note_rest(ledger)
    except WrongUse:  # another process writes already, and notes it before it reads
        pass
    return made


def move_originals(path: Path, *, remove: bool = False) -> house.MovedOriginals:
    """Stop 4 once more for every original of a case, in the place that its settings name; ``remove``: they leave the former one."""
    return house.move_originals(path, remove=remove)


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> house.Verdict:
    """Check a case or a dossier from the bytes up; ``with_index`` compares the index of a case with its log as well."""
    return house.verify(path, policy, with_index=with_index)


def back_up(path: Path, folder: Path) -> tuple[house.BackedUp, bool]:
    """Copy a case into a folder, also while another process writes to it; and whether the case could be told of it."""
    made = house.back_up(path, folder)
    try:
        with Ledger.open(path, create=False) as ledger:
            ledger.append_backup(made)
    except WrongUse:  # another process writes
        return made, False
    return made, True


def restore(folder: Path, path: Path, *, incomplete: bool = False) -> house.Verdict:
    """Put a backup into a new folder as a case; it counts only after everything was verified. ``incomplete``: originals may be missing."""
    verdict = house.restore(folder, path, incomplete=incomplete)
    reindex(path)
    Ledger.open(path, create=False).close()  # whoever opens it first enters in its log that it was put back
    return verdict
