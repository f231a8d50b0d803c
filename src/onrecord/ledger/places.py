"""Where things lie in a case folder, and how the case is found."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BrokenIntegrity, OnRecordError, WrongUse
from onrecord.ledger.plain_files import NoFile, TooLong
from onrecord.settings import GRADES_FOLDER, PARTIES_FILE, SETTINGS_FILE

DEFAULT_NAME = "case"

SETTINGS = "onrecord.toml.backup"
"""The settings in a backup: under their own name they would make it a case that somebody works in, and two cases with one key fork."""

_OWN = frozenset({"anchors", "blobs", "db", GRADES_FOLDER, "keys", "log", "records"})
"""Folders of a case."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ANCHOR = re.compile(r"(?:0|[1-9][0-9]{0,18})(?:\.checkpoint|-[0-9a-f]{8}\.(?:cosig|tsr))")
_SHOWN = 80
"""Characters of a name that a message shows."""


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one case."""

    case: Path

    @property
    def settings(self) -> Path:
        """The settings of the case; its presence makes a folder a case."""
        return self.case / SETTINGS_FILE

    @property
    def grades(self) -> Path:
        """The desk's own rule-sets for suggested grades, one file each; may be absent."""
        return self.case / GRADES_FOLDER

    def rule_sets(self) -> tuple[Path, ...]:
        """The files in it."""
        return tuple(sorted(file for file in self.grades.glob("*.toml") if file.is_file())) if self.grades.is_dir() else ()

    @property
    def parties(self) -> Path:
        """The parties as the desk names them; may be absent."""
        return self.case / PARTIES_FILE

    @property
    def blobs(self) -> Path:
        """Originals by SHA-256: ``blobs/sha256/ab/abcd…``."""
        return self.case / "blobs" / "sha256"

    @property
    def elsewhere(self) -> Path:
        """Where the originals are kept; there only for a case that keeps them outside of its folder."""
        return self.case / "blobs" / "elsewhere"

    @property
    def leaving(self) -> Path:
        """Where originals are still to be removed that were moved; there only while that is under way."""
        return self.case / "db" / "leaving.json"

    @property
    def unfinished(self) -> Path:
        """Files still being written; whatever lies here when a case is opened was never kept."""
        return self.case / "db" / "unfinished"

    @property
    def log(self) -> Path:
        """The record itself."""
        return self.case / "log"

    @property
    def checkpoint(self) -> Path:
        """The signed head of the log."""
        return self.log / "checkpoint"

    @property
    def coming(self) -> Path:
        """The checkpoint that is being published: it says what else is being written, should that be stopped."""
        return self.log / "checkpoint.tmp"

    @property
    def records(self) -> Path:
        """The records that the entries name, one a line."""
        return self.case / "records"

    @property
    def anchors(self) -> Path:
        """Checkpoints kept, cosignatures and time stamps."""
        return self.case / "anchors"

    @property
    def keys(self) -> Path:
        """The keys of the log."""
        return self.case / "keys"

    @property
    def private_key(self) -> Path:
        """What the log signs with; for its owner alone."""
        return self.keys / "log.key"

    @property
    def next_key(self) -> Path:
        """What it is to sign with from a change of keys on; there only while keys are being changed."""
        return self.keys / "log.key.next"

    @property
    def public_key(self) -> Path:
        """What its signatures are checked with."""
        return self.keys / "log.vkey"

    @property
    def people(self) -> Path:
        """Who stands behind each pseudonym of the log; never goes out."""
        return self.case / "people.json"

    @property
    def erasing(self) -> Path:
        """What is being erased; there from before the first byte goes until after the last has gone."""
        return self.case / "db" / "erasing.json"

    @property
    def restored(self) -> Path:
        """What was put back from a backup, until the log says so."""
        return self.case / "db" / "restored.json"

    @property
    def queries(self) -> Path:
        """What an authority was asked without a network, by the size of the checkpoint, until its answer is added."""
        return self.case / "db" / "queries"

    @property
    def batch(self) -> Path:
        """What a long run of reading remembers of itself; it says nothing about any report."""
        return self.case / "db" / "batch"

    @property
    def left_over(self) -> Path:
        """Where bytes of unfinished writes are put aside."""
        return self.case / "db" / "left-over.bin"

    @property
    def index(self) -> Path:
        """The database over the log."""
        return self.case / "db" / "index.sqlite"

    @property
    def schema(self) -> Path:
        """Where the index is in PostgreSQL; there only for a case that keeps it so."""
        return self.case / "db" / "index.postgresql"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.case / "db" / "writer.lock"

    def blob(self, sha256: str) -> Path:
        """Where the original with this hash lies.

        Raises:
            BrokenIntegrity: it is no hash, so that it might lead anywhere.
        """
        return self.blobs.parent / name_of_original(sha256, f"the case {self.case}")

    def anchor(self, name: str) -> Path:
        """Where a file in ``anchors/`` lies that a record names.

        Raises:
            BrokenIntegrity: no file there is called so, and the name might lead anywhere.
        """
        if not _ANCHOR.fullmatch(name):
            message = f"A record of the case {self.case} names the file {name[:_SHOWN]!r} in {self.anchors}, where none is called so."
            raise BrokenIntegrity(message, hint=_WHERE_FROM)
        return self.anchors / name

    @property
    def is_erasing(self) -> bool:
        """Whether an erasure was begun and is not finished."""
        return os.path.lexists(self.erasing)

    def originals(self) -> int:
        """How many originals are kept, or what lies in their place."""
        return sum(1 for _ in self.blobs.glob("*/*"))

    def exists(self) -> bool:
        """Whether this folder is a case."""
        return self.settings.is_file()


_WHERE_FROM = "Run `onrecord verify --index`: it names the record, and whether only the index has it so."


def is_digest(name: str) -> bool:
    """Whether a name is a SHA-256 as the ledger writes it: 64 digits, 0-9 and a-f."""
    return _DIGEST.fullmatch(name) is not None


def name_of_original(digest: str, owner: object = "a case") -> str:
    """Under which name an original is kept, below the place where originals are: ``sha256/ab/abcd…``.

    Args:
        digest: its SHA-256.
        owner: whose original it is, for the message.

    Raises:
        BrokenIntegrity: it is no SHA-256, so that it might lead anywhere.
    """
    if not is_digest(digest):
        message = f"An original of {owner} is named {digest[:_SHOWN]!r}, which is no hash: that has 64 digits, 0-9 and a-f."
        raise BrokenIntegrity(message, hint=_WHERE_FROM)
    return f"sha256/{digest[:2]}/{digest}"


def find_case(start: Path) -> Path | None:
    """The case that commands in a folder mean: the nearest folder upwards that is one, else ``start/case`` where that is one."""
    start = Path(os.path.abspath(start))  # not resolved: a link into a case belongs where the user stands  # noqa: PTH100
    for folder in (start, *start.parents):
        if Places(folder).exists():
            return folder
    beside = start / DEFAULT_NAME
    return beside if Places(beside).exists() else None


def sync_folder(folder: Path) -> None:
    """Make names created or renamed in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(file: Path, data: bytes, *, scratch: Path, mode: int = 0o644) -> None:
    """Put a file in the place of another, or make it: whoever reads it finds the old bytes or the new ones, never half of either.

    Args:
        file: what is replaced; its folder is there.
        data: the new bytes.
        scratch: a folder on the same disk, where they are written first.
        mode: who may do what with it.
    """
    descriptor, name = tempfile.mkstemp(dir=scratch, prefix=f".{file.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fchmod(opened.fileno(), mode)
            os.fsync(opened.fileno())
        unfinished.rename(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def refuse_inside(place: Path, *, itself: bool = False) -> None:
    """Refuse a place that lies in a case or a backup: what is put there would go with it, and come back with it.

    Args:
        place: a file or folder, which need not be there.
        itself: refuse one that is a case or a backup, too.

    Raises:
        WrongUse: it does.
    """
    there = place.resolve()
    for above in (*([there] if itself else []), *there.parents):
        if (kept := _kept_in(above)) is not None:
            raise WrongUse(f"{place} lies in {kept} ({above}), and would go and come back with it.", hint="Name a place outside of it.")


def refuse_among_own(file: Path) -> None:
    """Refuse a place among the files that a case or a backup keeps for itself: what is put there is taken for an alteration of it.

    Raises:
        WrongUse: it lies there.
    """
    there = file.resolve()
    for above in there.parents:
        if there.relative_to(above).parts[0] in _OWN and (kept := _kept_in(above)) is not None:
            raise WrongUse(f"{file} lies among the files of {kept} ({above}).", hint="Name a place outside of it.")


def _kept_in(folder: Path) -> str | None:
    """What a folder holds, in words."""
    return "a case" if Places(folder).exists() else "a backup" if (folder / SETTINGS).is_file() else None


def make_folder(folder: Path) -> None:
    """Create a folder and those above it, each made durable in the one that holds it."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
        sync_folder(new.parent)


def cannot_write(places: Places, error: OSError, *, what: str = "case") -> OnRecordError:
    """What to say when the disk or the folder refuses, of a case or a backup."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        message = f"The {what} {places.case} could not be written: {error.filename} is a file, where a folder is needed."
        return OnRecordError(message, hint="Name another folder.")
    where = error.filename2 or error.filename  # of a renaming the target
    if isinstance(error, IsADirectoryError):
        message = f"The {what} {places.case} could not be written: {where} is a folder, where a file is needed."
        return OnRecordError(message, hint=f"Move the folder out of the {what}, then run the same command again.")
    if isinstance(error, NoFile | TooLong):
        message = f"The {what} {places.case} could not be written because of {where}: {error.strerror}."
        return OnRecordError(message, hint=f"Move it out of the {what}, then run the same command again.")
    place = f" ({where})" if where is not None else ""
    message = f"The {what} {places.case} could not be written: {error.strerror or error}{place}."
    hint = "Nothing acknowledged is lost. Check free space and permissions, then run the same command again."
    return OnRecordError(message, hint=hint)
