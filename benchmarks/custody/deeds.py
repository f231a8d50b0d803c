"""What is done with a case that is there, while it is killed: backup, erasure, change of keys, index made again, restoration.

Each comes with the case that is prepared for it, undisturbed, and with what must hold after a kill and after the deed was done at last.
"""

import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.custody.writer import Plan, ingest, text_of
from onrecord import flow
from onrecord.ledger import Ledger, NewKey, View, back_up, reindex, restore
from onrecord.ledger.index.erasing import records_of
from onrecord.ledger.keys import PRIVATE
from onrecord.ledger.places import Places
from onrecord.ledger.verify import verify

CASE = Plan(reports=8, largest=30_000)
LATER = Plan(reports=6, first=8, largest=30_000)
"""Reports that came after the first backup."""

AFTER = Plan(reports=1, first=14, largest=600)
"""A report that came after the key was changed."""

ERASED = 1
"""The report that is erased: one of the long ones."""

FAIR = frozenset({"record.erased", "original.erased"})
"""What a verification says of an erasure, and may."""

FOUND_FAIR = FAIR | {"erasure.unfinished"}
"""The same before whoever opens the case finishes what was stopped."""

HALF_CASE = "a half case is under the name of one"


def case_with_reports(room: Path) -> None:
    """A case in which the reports are."""
    ingest(room / "case", CASE)


def case_and_earlier_backup(room: Path) -> None:
    """A case with a backup made before reports came, one was erased and the key changed."""
    case_with_reports(room)
    back_up(room / "case", room / "backup")
    ingest(room / "case", LATER)
    erase(room)
    flow.change_key(room / "case", NewKey())
    ingest(room / "case", AFTER)


def backup_alone(room: Path) -> None:
    """A backup of a case in which something was erased; a copy of the case is elsewhere."""
    ingest(room / "case", CASE)
    erase(room)
    back_up(room / "case", room / "backup")
    (room / "case").rename(room / "elsewhere")


# --- deeds --------------------------------------------------------------------------------------------------------------


def backup(room: Path) -> int:
    """``onrecord backup``; the entry that says so included."""
    flow.back_up(room / "case", room / "backup")
    return 0


def erase(room: Path) -> int:
    """``onrecord erase ask`` and ``erase act``; what was asked for before a kill is carried out, and what was carried out is done."""
    with Ledger.open(room / "case", create=False) as ledger:
        if any(entry.type == "erase" for entry in ledger.view.entries()):
            return 0
        asked = [row.id for row in records_of(ledger.connection, ("erase-ask",))]
        request = asked[0] if asked else ledger.ask_erasure([str(ERASED)], "safety", by="Ana Reyes").request
    flow.erase(room / "case", request, by="Ben Osei")
    return 0


def change_key(room: Path) -> int:
    """``onrecord key rotate``, and something that the new key signs."""
    flow.change_key(room / "case", NewKey())
    ingest(room / "case", AFTER)
    return 0


def index_again(room: Path) -> int:
    """``onrecord reindex``."""
    flow.make_index_again(room / "case")
    return 0


def put_back(room: Path) -> int:
    """``onrecord restore``; where the case is there already it was done, and whoever opens it finishes it."""
    if Places(room / "case").exists():
        Ledger.open(room / "case", create=False).close()
    else:
        flow.restore(room / "backup", room / "case")
    return 0


def warmed_by(prepare: Callable[[Path], None], body: Callable[[Path], int]) -> Callable[[], int]:
    """Use once all that a deed imports on first use."""

    def warm() -> int:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            return body(Path(folder))

    return warm


# --- what must hold -----------------------------------------------------------------------------------------------------


def backup_faults(room: Path) -> list[str]:
    """After a kill: the backup that was there, or the new one, verifies and can be put back without what was erased."""
    faults = list(_verified(room / "backup", FOUND_FAIR))
    again = room / "again"
    restore(room / "backup", again)
    reindex(again)
    with View.open(again) as view:
        there = [reading.id for reading in view.readings()]
    if len(set(there)) != len(there) or len(there) < CASE.reports - 1:
        faults.append(f"put back, it holds the reports {there}")
    later = verify(room / "backup").size
    if later is not None and later > _size_before(room) and str(ERASED) in there:
        faults.append("put back, it holds what its log says was erased")
    shutil.rmtree(again)
    return faults


def backup_end_faults(room: Path) -> list[str]:
    """At last: nothing of what was erased, and every report that the case has."""
    faults = [*_holding(room, ERASED), *_verified(room / "backup"), *backup_faults(room)]
    restore(room / "backup", room / "again")
    reindex(room / "again")
    with View.open(room / "again") as again, View.open(room / "case") as view:
        if list(again.readings()) != list(view.readings()):
            faults.append("put back, it holds other reports than the case")
    Ledger.open(room / "again", create=False).close()  # its key signs
    faults += _verified(room / "again")
    shutil.rmtree(room / "again")
    return faults


def erase_end_faults(room: Path) -> list[str]:
    """The text is nowhere, and the report is gone."""
    with View.open(room / "case") as view:
        there = [reading.id for reading in view.readings()]
    return [*_holding(room, ERASED), *(["the report is there still"] if str(ERASED) in there else [])]


def key_faults(room: Path) -> list[str]:
    """The private key in force is there, for its owner alone, whatever else is; the case may not have been opened again yet."""
    places = Places(room / "case")
    files = [file for file in (places.private_key, places.next_key) if file.exists()]
    faults = [f"{file.name} has the mode {file.stat().st_mode:o}" for file in files if stat.S_IMODE(file.stat().st_mode) != PRIVATE]
    with Ledger.open(room / "case", create=False) as ledger:
        in_force = ledger.log.key_in_force
        if ledger.keys[0].verifier.encoded() != in_force:
            faults.append("the case is signed with another key than the one in force")
    if sorted(file.name for file in places.keys.iterdir()) != ["log.key", "log.vkey"]:
        faults.append(f"in keys/ lie {sorted(file.name for file in places.keys.iterdir())}")
    if places.public_key.read_text(encoding="utf-8").split() != [in_force]:
        faults.append("the public key is not the one in force")
    return faults


def index_faults(room: Path) -> list[str]:
    """There is an index at every moment, and it answers."""
    with View.open(room / "case") as view:
        there = sum(1 for _ in view.readings())
    return [] if there == CASE.reports else [f"as it was found, the index has {there} reports"]


def restore_faults(room: Path) -> list[str]:
    """No half case under the name of one, and the backup as it was."""
    half = (room / "case").exists() and not Places(room / "case").exists()
    return [*([HALF_CASE] if half else []), *_verified(room / "backup")]


def restore_end_faults(room: Path) -> list[str]:
    """Nothing lies beside the case, and its log says once that it was put back."""
    left = sorted(path.name for path in room.iterdir() if path.name not in ("case", "backup", "elsewhere"))
    with View.open(room / "case") as view:
        said = [entry.type for entry in view.entries()].count("restore")
    mode = stat.S_IMODE(Places(room / "case").private_key.stat().st_mode)
    return [
        *([f"left lying: {', '.join(left)}"] if left else []),
        *([f"the log says {said} times that it was put back"] if said != 1 else []),
        *([f"the private key has the mode {mode:o}"] if mode != PRIVATE else []),
        *_holding(room / "case", ERASED),
    ]


def _size_before(room: Path) -> int:
    """Entries of the log when the report was erased."""
    with View.open(room / "case") as view:
        return next(entry.sequence for entry in view.entries() if entry.type == "erase")


def _verified(folder: Path, fair: frozenset[str] = FAIR) -> Iterator[str]:
    verdict = verify(folder)
    told = "; ".join(f"{found.code} at {found.place}" for found in verdict.findings if found.code not in fair)
    if told or verdict.size is None:
        yield f"verify says that {folder.name} is {verdict.verdict}: {told}"


def _holding(folder: Path, number: int) -> Iterator[str]:
    """Files that hold the text of a report."""
    words = text_of(number, CASE)[:18].encode()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and words in path.read_bytes():
            yield f"what was erased stands in {path.relative_to(folder)}"
