"""The entries of the log, and the forms in which records are kept beside them.

An entry is small and says what was done, when, by which program and person, from what and to what. It names records by salted
digests alone: whoever has only the log learns nothing of what they hold, and a record that was erased leaves nothing to try out.
"""

import secrets
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import msgspec

from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.moment import Moment
from onrecord.records import (
    Capture,
    Correction,
    Decision,
    Document,
    Figure,
    Finding,
    Issue,
    Party,
    Proposal,
    Reader,
    Reading,
    Record,
    ReferenceSeries,
    canonical,
    content_id,
    decode,
)
from onrecord.records.version import program_code, program_version

EntryType = Literal[
    "begin",
    "capture",
    "import",
    "document",
    "reading",
    "finding",
    "issue",
    "reference",
    "parties",
    "grounds",
    "note",
    "correct",
    "propose",
    "decide",
    "claim",
    "view-restricted",
    "redact",
    "erase-ask",
    "erase",
    "export",
    "anchor",
    "witness",
    "key-rotate",
    "role",
    "backup",
    "restore",
    "verify",
]
"""What was done (docs/reference/custody-format)."""

Reason = Literal["subject-request", "safety", "legal-order", "collected-by-mistake", "retention"]
"""Why something was erased or redacted. A code, never free text: a reason in words may name the person whom it protects."""

Role = Literal["victim", "witness", "relative", "source", "other"]

SALT = 16
"""Random bytes before a record when its digest is taken."""


def new_salt() -> str:
    """A salt for one record, in hexadecimal digits."""
    return secrets.token_hex(SALT)


def salted_digest(salt: str, body: bytes) -> str:
    """What an entry says of a record: SHA-256 over its salt and its canonical form."""
    return sha256(bytes.fromhex(salt) + body).hexdigest()


class LoggedRecord(Record, frozen=True, kw_only=True):
    """One line of the records: a record with its salt, or the mark of one that was erased."""

    number: int
    record: msgspec.Raw = msgspec.Raw()
    """In canonical form; stays so until it is asked for."""
    salt: str | None = None
    type: str | None = None
    disclosures: tuple[str, ...] = ()
    erased: int | None = None


_QUOTED = msgspec.json.Encoder()


def record_line(line: LoggedRecord) -> bytes:
    """The line as it stands in the file, without its line feed: canonical JSON (RFC 8785 orders the keys by code unit)."""
    if line.erased is not None:
        return b'{"erased":%d,"number":%d}' % (line.erased, line.number)
    disclosures = b'"disclosures":%s,' % _QUOTED.encode(line.disclosures) if line.disclosures else b""
    body, salt, kind = bytes(line.record), (line.salt or "").encode("ascii"), (line.type or "").encode("ascii")
    return b'{%s"number":%d,"record":%s,"salt":"%s","type":"%s"}' % (disclosures, line.number, body, salt, kind)


def read_record_line(data: bytes) -> LoggedRecord:
    """A line of the records.

    Raises:
        msgspec.DecodeError: it is none.
        ValueError: it is not written as such a line is.
    """
    line = decode(data, LoggedRecord)
    if record_line(line) != data:
        raise ValueError("it is not written as such a line is")
    return line


class Agent(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The program that did it, and for a reading which reader with which settings."""

    program: str
    version: str
    code: str
    """SHA-256 over the files of the program."""
    reader: str | None = None
    reader_version: str | None = None
    settings: str | None = None
    """Content id of the reader's settings, which stand in its readings."""


class Entry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One leaf of the log."""

    sequence: int
    """Position in the log, from 0. Order comes from here, never from the clock."""
    type: EntryType
    at: Moment
    agent: Agent
    actor: str | None = None
    """The person who did it, by pseudonym."""
    used: tuple[str, ...] = ()
    """Digests of the records it was made from."""
    generated: tuple[str, ...] = ()
    """Digests of the records that it added."""
    why: Reason | None = None
    v: int


_SORTED = msgspec.json.Encoder(order="sorted")


def encode_entry(entry: Entry) -> bytes:
    """The canonical form of an entry, which is its leaf. With names of letters and whole numbers alone, sorting is all that it needs."""
    return _SORTED.encode(entry)


FORMAT = 2
"""The version of the entries that are written now."""


class Begun(Record, frozen=True, kw_only=True):
    """The beginning of a case: which log it is, and whose signatures it began with."""

    origin: str
    vkey: str


class KeptGrounds(Record, frozen=True, kw_only=True):
    """What readings and findings rest on besides the report: the records that held then, by content id."""

    parties: str | None = None
    references: tuple[str, ...] = ()


class KeptNote(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """A person's note. What names or places somebody stands in disclosures beside it, each committed to by a digest."""

    report: str | None = None
    """Content id of the reading it is about."""
    record: str | None = None
    """Local id of the record inside that reading, such as ``f1``."""
    role: Role | None = None
    """What the person that it is about is in the matter."""
    committed: tuple[str, ...] = ()
    """Base64url SHA-256 digests of the disclosures, sorted (RFC 9901)."""


class KeptCorrection(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """What a person says that a record of a reading is. The reason in words stands in a disclosure beside it."""

    reading: str
    """Content id of the reading."""
    correction: Correction
    supersedes: str | None = None
    """Content id of the earlier correction of the same record; None where the machine's own is superseded."""
    committed: tuple[str, ...] = ()


class KeptProposal(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """An assessment that a person proposes."""

    reading: str
    proposal: Proposal
    committed: tuple[str, ...] = ()


class KeptDecision(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """What another person says to a proposal."""

    reading: str
    proposal: str
    """Content id of the proposal."""
    decision: Decision
    supersedes: str | None = None
    """Content id of the earlier decision on the same proposal."""
    committed: tuple[str, ...] = ()


class KeptErasureRequest(Record, frozen=True, kw_only=True):
    """What one person asks to be erased, and another must carry out."""

    reason: Reason
    records: tuple[str, ...]
    """Digests of the records."""
    originals: tuple[str, ...] = ()
    """SHA-256 of the originals."""


class KeptErasure(Record, frozen=True, kw_only=True):
    """What was erased. The digests of the records stand in its entry."""

    request: str
    """Digest of the request."""
    reason: Reason
    asked_by: str
    done_by: str
    """Pseudonyms; never the same."""
    part: int = 0
    """An erasure of very many records takes several entries, counted from 0."""
    originals: tuple[str, ...] = ()
    """SHA-256 of originals whose bytes were erased."""
    forgotten: int = 0
    """How many more originals were erased of which not even the hash may stay."""
    naming: tuple[str, ...] | None = None
    """Digests of those of the records that are notes with a name to be protected which no note gave that stayed. None in records of
    earlier versions, which do not tell."""


class KeptRotation(Record, frozen=True, kw_only=True):
    """One key of the log follows another (docs/reference/custody-format)."""

    old: str
    new: str
    compromised: str | None = None
    old_signature: str | None = None
    new_signature: str


class KeptAnchor(Record, frozen=True, kw_only=True):
    """A cosignature or a time stamp that was obtained outside, with the checkpoint that it speaks of."""

    kind: Literal["cosignature", "timestamp"]
    size: int
    file: str
    sha256: str
    name: str
    checkpoint: str


class KeptBackup(Record, frozen=True, kw_only=True):
    """A backup that was made of everything up to a checkpoint."""

    size: int
    root: str
    originals: int
    bytes: int
    missing: int = 0
    """Originals that it lacks: the case had lost them, and no backup before it in the same folder had them. Not which, since the hash of
    one may be forgotten later."""


class KeptRestore(Record, frozen=True, kw_only=True):
    """The case was put back from a backup, which was verified first."""

    size: int
    root: str


class KeptMember(Record, frozen=True, kw_only=True):
    """A member of a dossier."""

    name: str
    sha256: str
    size: int


class KeptExport(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """A dossier that went out. Its members stand in a disclosure that goes out beside it and is kept nowhere: who has their digests and
    another dossier of the same reports could try out what that one withholds.
    """

    sha256: str
    size: int
    checkpoint: int
    """Entries of the log that its proofs lead to."""
    reports: int
    redacted: bool
    readings: tuple[str, ...] = ()
    """Salted digests of the readings of its reports: a later dossier says by them where else these went."""
    committed: tuple[str, ...] = ()
    """The digest of the disclosure of its members, so that an altered one can be named; without proofs, and those that have a hash in
    their name."""
    members: tuple[KeptMember, ...] | msgspec.UnsetType = msgspec.UNSET
    """The members themselves, in records of earlier versions; such a record goes out of no dossier. Between these and now it was there
    and empty. It bears the name of the disclosure, so where that is committed to it holds nothing (RFC 9901: no name stands twice)."""

    def __post_init__(self) -> None:
        if self.committed and self.members:
            raise ValueError("its members stand in it or in a disclosure, not in both")


class KeptRedaction(Record, frozen=True, kw_only=True):
    """What a redacted export withheld. The salted digests of the records stand in its entry."""

    reason: Reason
    done_by: str
    """Pseudonym."""
    checkpoint: int
    """Entries that the log had before."""
    part: int = 0
    """From 0, where what was withheld does not fit into one entry."""


class KeptReading(Record, frozen=True, kw_only=True):
    """A reading as it is kept: the text stands in its document, the findings in a record of their own."""

    document: str
    """Content id of the document it was read from."""
    reading: Reading
    supersedes: str | None = None
    """Content id of the earlier reading of the same report."""


class KeptFindings(Record, frozen=True, kw_only=True):
    """The findings on one reading; a later set on the same reading supersedes an earlier one."""

    reading: str
    """Content id of the reading."""
    findings: tuple[Finding, ...]
    supersedes: str | None = None
    """Content id of the earlier findings on the same reading."""


class KeptSeries(Record, frozen=True, kw_only=True):
    """A reference series as it was added."""

    series: ReferenceSeries
    supersedes: str | None = None
    """Content id of the earlier series with the same id."""


class KeptParties(Record, frozen=True, kw_only=True):
    """All parties of the case, as they were when reports were first read or compared with them."""

    parties: tuple[Party, ...]
    supersedes: str | None = None
    """Content id of the parties before."""


class KeptIssue(Record, frozen=True, kw_only=True):
    """Something that could not be read, with the original it stands in where that was kept."""

    issue: Issue
    capture: str | None = None
    """SHA-256 of the original."""
    report: str | None = None
    """The report's id, when the issue is a remark on a report that was read."""


class KeptFigure(Record, frozen=True, kw_only=True):
    """A figure with where it stands. Made by the view; not kept by itself."""

    figure: Figure
    report: str
    """The report's id; ``report/figure.id`` names the figure."""
    reading: str
    """Content id of the reading."""
    outlet: str | None = None
    published: str | None = None


class KeptFinding(Record, frozen=True, kw_only=True):
    """A finding with where it stands. Made by the view; not kept by itself."""

    finding: Finding
    report: str
    reading: str
    outlet: str | None = None
    published: str | None = None
    dismissed: str | None = None
    """Content id of the dismissal by a person, where there is one that holds."""
    set_by_people: tuple[str, ...] = ()
    """Those of its records that people corrected or added."""


class KeptNoteShown(Record, frozen=True, kw_only=True):
    """A note with what it discloses. Made by the view; not kept by itself."""

    id: str
    report: str | None
    record: str | None
    role: Role | None
    fields: dict[str, str]
    """``name``, ``place``, ``text``: those that it has."""
    by: str
    """Who made it; the pseudonym where the case does not know the name."""
    at: str
    """When, by the clock of the machine: ISO 8601 in UTC."""


class Grounds(Record, frozen=True, kw_only=True):
    """What readings and findings rest on besides the report itself. Made by the view; not kept by itself."""

    parties: tuple[Party, ...] = ()
    references: tuple[ReferenceSeries, ...] = ()
    party_ids: tuple[str, ...] = ()
    """Content id of the record that holds the parties; none where the case never had any."""
    reference_ids: tuple[str, ...] = ()
    """Content ids of the records that hold the series."""


KIND: dict[str, type[Record]] = {
    "begin": Begun,
    "capture": Capture,
    "document": Document,
    "reading": KeptReading,
    "finding": KeptFindings,
    "issue": KeptIssue,
    "reference": KeptSeries,
    "parties": KeptParties,
    "grounds": KeptGrounds,
    "note": KeptNote,
    "correct": KeptCorrection,
    "propose": KeptProposal,
    "decide": KeptDecision,
    "claim": KeptClaimDecision,
    "erase-ask": KeptErasureRequest,
    "erase": KeptErasure,
    "key-rotate": KeptRotation,
    "anchor": KeptAnchor,
    "witness": KeptAnchor,
    "backup": KeptBackup,
    "restore": KeptRestore,
    "export": KeptExport,
    "redact": KeptRedaction,
}
"""What the records that an entry of each type generates are."""


@lru_cache(maxsize=4)  # asked for twice for each report
def identity(document: Document) -> str:
    """The name of a report for the question "was this read already?": everything about it that a reading rests on.

    That is its text with all that came with it – date, parties, title, outlet … – but not the name that it is given, nor the place
    and the address where it was found: those are of one copy, and so are intake's remarks on it.
    """
    return content_id(msgspec.structs.replace(document, id="", capture=None, part=None, url=None, issues=()))


def under_name_of(copy: Document, source: Document, reading: Reading) -> Reading:
    """A reading of ``source`` as the reading of its ``copy``: with the copy's own name and with intake's remarks on it."""
    remarks = len(source.issues)
    theirs = reading.issues[remarks:] if reading.issues[:remarks] == source.issues else reading.issues
    return msgspec.structs.replace(reading, id=copy.id, issues=(*copy.issues, *theirs))


def agent(reader: Reader | None = None) -> Agent:
    """This program, and the reader where one was at work."""
    if reader is None:
        return Agent(program="onrecord", version=program_version(), code=program_code())
    return _reader(reader.name, reader.version, canonical(reader.settings))


@lru_cache(maxsize=64)
def _reader(name: str, version: str, settings: bytes) -> Agent:
    code = program_code()
    digest = sha256(settings).hexdigest()
    return Agent(program="onrecord", version=program_version(), code=code, reader=name, reader_version=version, settings=digest)
