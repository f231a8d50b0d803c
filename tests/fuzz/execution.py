"""One execution of a parser on altered bytes, as a file would be read: only documents and named issues may come out."""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.alter import altered
from tests.fuzz.seeds import ENTRY, KEYS, SIGNED

from onrecord.export import verify as lone
from onrecord.intake.capture import Taken
from onrecord.intake.detect import HEAD, detect
from onrecord.intake.extent import Extent
from onrecord.intake.formats import CONTAINERS, FORMATS, format_reader
from onrecord.intake.member import Member, Walk
from onrecord.intake.opened import Documents
from onrecord.intake.parts import parts_of
from onrecord.intake.refusal import refusal
from onrecord.ledger.tlog.checkpoint import Proof, head_of, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, SigningKey, VerifierKey, read_note, signed_by
from onrecord.ledger.tlog.policy import PolicyFault, TrustPolicy
from onrecord.ledger.tlog.tiles import bundled, unbundled
from onrecord.ledger.tlog.witness import Submission
from onrecord.records import Capture, Document, Issue, canonical
from onrecord.settings import Limits

_CODE = re.compile(r"[a-z]+\.[a-z][a-z-]*")
_LIMITS = Limits(text_characters=200_000, line_characters=100_000)


@dataclass(frozen=True, slots=True)
class Fault:
    """An execution that did what none may."""

    parser: str
    number: int
    what: str


def execute(parser: str, number: int, *, most_seconds: float | None = None) -> Fault | None:
    """Run one execution.

    Args:
        parser: one of ``SEEDS``.
        number: which alteration.
        most_seconds: more of computing are a fault; a busy machine is none.

    Returns:
        what went wrong, or None.
    """
    name, data = altered(parser, number)
    started = time.process_time()
    try:
        wrong = (read_signed if parser in SIGNED else read)(name, data)
    except Exception as error:
        return Fault(parser, number, f"{type(error).__name__}: {error}"[:300])
    if wrong is None and most_seconds is not None and time.process_time() - started > most_seconds:
        wrong = f"it took {time.process_time() - started:.0f} s"
    return Fault(parser, number, wrong) if wrong else None


def read(name: str, data: bytes) -> str | None:
    """Read a file as intake does, without what catches faults; what is wrong with what came out, or None.

    Raises:
        Exception: whatever a parser raises, which none may.
    """
    kind = detect(name, data[:HEAD], jsonl=False).kind
    if kind not in FORMATS and kind not in CONTAINERS:
        return None
    digest = hashlib.sha256(data).hexdigest()
    capture = Capture(sha256=digest, size=len(data), origin=name, media_type="application/octet-stream")
    taken = Taken(sha256=digest, size=len(data), content=data)
    count = 0
    for one in _all_in(taken, capture, name) if kind in CONTAINERS else format_reader(kind)(taken, capture, name, _LIMITS):
        count += 1
        issues = one.issues if isinstance(one, Document) else (one,)
        canonical(one)  # it can be kept: no half of a surrogate pair, no number that JSON does not know
        if wrong := next((issue for issue in issues if not _is_named(issue)), None):
            return f"an issue without a name or a place: {wrong}"
        if isinstance(one, Document) and not one.id:
            return "a document without an id"
    return None if count or not data.strip() or kind == "jsonl" else "nothing came out"


def _all_in(taken: Taken, capture: Capture, name: str) -> Documents:
    """Everything in a container. A fault in going through it comes out as ``file.fault``, which no issue may be."""
    walk = Walk(capture=capture, limits=_LIMITS)
    extent = Extent.whole(taken.content, taken.size)
    if refused := refusal(detect(name, taken.head(HEAD), jsonl=False).kind, extent, walk):
        yield refused
        return
    for part in parts_of(Member(extent=extent, name=name, where=name, identifier=name, taken=taken), walk):
        if isinstance(part, Issue):
            yield part
        else:
            yield from part.documents()


def read_signed(name: str, data: bytes) -> str | None:
    """Read what speaks for a log – checkpoint, key, policy, request of a witness, bundle, proof – by its ending; what is wrong, or None.

    What is accepted must be written in one way only; of checkpoints, keys and proofs the verifier that travels must think the same.

    Raises:
        Exception: whatever a parser raises besides its own fault.
    """
    ending = name.rpartition(".")[2]
    try:
        again = _READ_SIGNED[ending](data)
    except (NoteFault, PolicyFault) as fault:
        again = None if str(fault) else b"a fault that does not say why"
    except ValueError as fault:
        if ending != "bundle":
            raise
        again = None if str(fault) else b"a fault that does not say why"
    if again not in (None, data):
        return f"read, and not written the same: {again[:80]!r}"
    if ending in _LONE and (lone.tried(_LONE[ending], data) is None) != (again is None):
        return f"the verifier that travels {'takes' if again is None else 'refuses'} it"
    return None


def _checkpoint(data: bytes) -> bytes:
    head, note = read_checkpoint(data)
    head_of(note, extended=True)
    try:
        signed_by(note, [key.verifier for key in KEYS])
    except NoteFault as fault:
        if not str(fault):
            return b"a fault that does not say why"
    return Note(head.text(), note.signatures).encoded()


def _keys(data: bytes) -> bytes:
    for line in data.decode("utf-8", "replace").split("\n")[:-1]:
        try:
            SigningKey.decoded(line)
        except NoteFault as fault:
            if not str(fault):
                return b"a fault that does not say why"
        VerifierKey.decoded(line)
    return data  # white space around a key is passed over


def _policy(data: bytes) -> bytes:
    policy = TrustPolicy.decoded(data)
    policy.is_met([key.verifier for key in KEYS])
    policy.told()
    return data  # it may be written in several ways


def _proof(data: bytes) -> bytes:
    proof = Proof.decoded(data)
    try:
        proof.leads_from(ENTRY, head_of(read_note(proof.checkpoint)))
    except NoteFault as fault:
        if not str(fault):
            return b"a fault that does not say why"
    return proof.encoded()


_READ_SIGNED: dict[str, Callable[[bytes], bytes]] = {
    "checkpoint": _checkpoint,
    "vkey": _keys,
    "policy": _policy,
    "submission": lambda data: Submission.decoded(data).encoded(),
    "bundle": lambda data: bundled(unbundled(data)),
    "tlog-proof": _proof,
}
_LONE: dict[str, Callable[[bytes], object]] = {
    "checkpoint": lone.checkpoint_of,
    "tlog-proof": lambda data: lone.unbase64(lone.proof_of(data)[0]),
}


def _is_named(issue: Issue) -> bool:
    return bool(_CODE.fullmatch(issue.code) and issue.where and issue.message) and issue.code != "file.fault"
