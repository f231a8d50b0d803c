"""What a verification says: findings with their places, what was checked, and what the evidence does not show."""

from collections import Counter
from typing import Literal

from onrecord.records import Record
from onrecord.records.wording import counted

Kind = Literal["altered", "incomplete", "unreadable"]

CODES: dict[str, Kind] = {
    "path.unreadable": "unreadable",
    "checkpoint.missing": "unreadable",
    "checkpoint.malformed": "altered",
    "checkpoint.origin": "altered",
    "checkpoint.signature": "altered",
    "checkpoint.root": "altered",
    "key.malformed": "altered",
    "key.other": "altered",
    "key.rotation": "altered",
    "begin.missing": "incomplete",
    "tile.missing": "incomplete",
    "tile.altered": "altered",
    "bundle.missing": "incomplete",
    "bundle.altered": "altered",
    "log.unexpected": "altered",
    "entry.malformed": "altered",
    "entry.sequence": "altered",
    "record.missing": "incomplete",
    "record.malformed": "altered",
    "record.altered": "altered",
    "record.unexpected": "altered",
    "record.erased": "incomplete",
    "record.erased-without-entry": "altered",
    "disclosure.altered": "altered",
    "erasure.unfinished": "incomplete",
    "original.missing": "incomplete",
    "original.altered": "altered",
    "original.erased": "incomplete",
    "original.unread": "incomplete",
    "anchor.missing": "incomplete",
    "anchor.altered": "altered",
    "anchor.mismatch": "altered",
    "anchor.unexpected": "altered",
    "anchor.foreign": "altered",
    "anchor.replayed": "altered",
    "anchor.cosignature": "altered",
    "anchor.witness": "altered",
    "anchor.authority": "altered",
    "anchor.signature": "altered",
    "anchor.backdated": "altered",
    "witness.quorum": "incomplete",
    "history.rollback": "altered",
    "history.fork": "altered",
    "index.differs": "altered",
    "dossier.structure": "altered",
    "dossier.member-missing": "incomplete",
    "dossier.member-unexpected": "altered",
    "dossier.member-twice": "altered",
    "dossier.member-altered": "altered",
    "dossier.digest": "altered",
    "dossier.signature": "altered",
    "proof.malformed": "altered",
    "proof.mismatch": "altered",
    "proof.missing": "incomplete",
    "export.mismatch": "altered",
}
"""Every code with what it means for the verdict (docs/reference/verify)."""

LISTED = 100
"""Findings of one code that are listed; the rest is counted."""

Outcome = Literal["intact", "altered", "incomplete", "unreadable"]

EXIT: dict[Outcome, int] = {"intact": 0, "altered": 3, "incomplete": 4, "unreadable": 5}
"""The exit code of each verdict."""


class Noticed(Record, frozen=True, kw_only=True):
    """One finding of a verification."""

    code: str
    kind: Kind
    place: str
    """File, and in it the entry, record, tile or range of bytes."""
    message: str


class NotShown(Record, frozen=True, kw_only=True):
    """Something that the evidence leaves open."""

    code: str
    message: str


class Checked(Record, frozen=True, kw_only=True):
    """How much was checked."""

    entries: int = 0
    records: int = 0
    originals: int = 0
    bytes: int = 0
    tiles: int = 0
    proofs: int = 0
    anchors: int = 0
    index_rows: int = 0
    """Where the comparison of the index was asked for."""


class Vouched(Record, frozen=True, kw_only=True):
    """Something kept or signed outside that was checked with what was given, and that the log leads up to."""

    size: int
    """Entries that it speaks of: the first so many of the log."""
    kind: Literal["cosignature", "timestamp", "checkpoint"]
    name: str
    """The witness's key name, the authority's subject (RFC 4514); of a checkpoint the origin of the log."""
    time: str | None
    """When the witness or authority says that it was, in UTC to the second: ``2031-05-04T09:00:00Z``."""
    place: str
    """The file."""


class Verdict(Record, frozen=True, kw_only=True):
    """What a verification says; ``onrecord verify --json`` prints it."""

    path: str
    kind: Literal["case", "dossier", "unpacked dossier", "nothing"]
    verdict: Outcome
    exit: int
    origin: str | None
    size: int | None
    """Entries of the log."""
    root: str | None
    """Hexadecimal."""
    checked: Checked
    keys: tuple[str, ...]
    """By which keys the checkpoint was checked, as verifier keys; an ML-DSA-44 key only where it was given, since no entry names it."""
    outside: tuple[Vouched, ...]
    """What outsiders hold or signed that was checked with what was given, in the order of the sizes."""
    findings: tuple[Noticed, ...]
    not_shown: tuple[NotShown, ...]


def plain(text: object) -> str:
    """A text that can be printed: bytes of a file's name that are no UTF-8 are written ``\\udc`` and two digits."""
    return str(text).encode("utf-8", "backslashreplace").decode("utf-8")


_LONGEST = 1_000
"""Characters of a message, which may quote what somebody else wrote."""


def _sentence(message: str) -> str:
    return plain(message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1]}…")


class Notes:
    """Collects what a verification finds on its way."""

    def __init__(self) -> None:
        self._found: dict[str, list[Noticed]] = {}
        self._counts: Counter[str] = Counter()
        self._not_shown: dict[str, NotShown] = {}
        self._vouched: set[Vouched] = set()
        self.count: Counter[str] = Counter()
        """By the fields of ``Checked``."""

    def find(self, code: str, place: object, message: str) -> None:
        """Something is not as it should be."""
        self._counts[code] += 1
        if self._counts[code] <= LISTED:
            self._found.setdefault(code, []).append(Noticed(code=code, kind=CODES[code], place=plain(place), message=_sentence(message)))

    def leave_open(self, code: str, message: str) -> None:
        """The evidence does not show something."""
        self._not_shown.setdefault(code, NotShown(code=code, message=_sentence(message)))

    def vouch(self, kind: Literal["cosignature", "timestamp", "checkpoint"], name: str, size: int, place: str, time: str | None) -> None:
        """Something from outside was checked, and fits."""
        self._vouched.add(Vouched(kind=kind, name=plain(name), size=size, time=time, place=plain(place)))

    def vouched(self) -> tuple[Vouched, ...]:
        """What was checked of what is kept outside."""
        return tuple(sorted(self._vouched, key=lambda one: (one.size, one.kind, one.name, one.time or "", one.place)))

    def has(self, code: str) -> bool:
        """Whether there is a finding with this code."""
        return code in self._counts

    def number(self, code: str) -> int:
        """How many findings have this code."""
        return self._counts[code]

    def findings(self) -> tuple[Noticed, ...]:
        """The findings in the order in which their codes were first met, with how many more there are of each."""
        listed = []
        for code, found in self._found.items():
            listed += found
            if more := self._counts[code] - len(found):
                message = f"{more:,} more of this kind are not listed."
                listed.append(Noticed(code=code, kind=CODES[code], place=found[-1].place, message=message))
        return tuple(listed)

    def not_shown(self) -> tuple[NotShown, ...]:
        """What is left open."""
        return tuple(self._not_shown.values())

    def outcome(self) -> Outcome:
        """The worst of the findings decides; unreadable only where nothing could be checked."""
        kinds = {CODES[code] for code in self._counts}
        order: tuple[Kind, ...] = ("altered", "incomplete", "unreadable")
        return next((kind for kind in order if kind in kinds), "intact")


def records_or_originals(number: int) -> str:
    """That many of either, as a note of a verdict counts them."""
    return counted(number, "record or original", many="records or originals")
