"""A witness: cosigns a checkpoint of a log only where the log still leads up to the last one that it cosigned (C2SP tlog-witness).

It runs at a partner organisation and needs to keep one checkpoint a log. What it keeps is written before it answers, under a lock, so
that it never signs for fewer entries than it did before, whatever stops it. Its folder:

    witness.key   its private keys, mode 0600        logs.vkey   keys of the logs that it signs for
    witness.vkey  its public keys                    logs/       the last checkpoint of each, named by the hash of its origin
"""

import base64
import fcntl
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger.keys import PRIVATE, private_keys, verifier_keys
from onrecord.ledger.places import make_folder, refuse_inside, replace_file
from onrecord.ledger.tlog.checkpoint import Head, head_of
from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, Note, NoteFault, SigningKey, VerifierKey, read_note
from onrecord.ledger.tlog.tree import EMPTY_ROOT, HASH, is_consistent

LONGEST_SUBMISSION = 100_000
"""Bytes of a submission: 63 hashes and a checkpoint with some ML-DSA signatures are well below."""

MOST_STEPS = 63
"""Lines of a consistency proof."""

SIZE_TYPE = "text/x.tlog.size"
"""The type of an answer that gives the size that the witness knows."""

_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_NAME = re.compile(r"[^\s+]{1,255}")
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Submission:
    """The body of ``add-checkpoint``: the size that the witness is thought to know, the proof from there, and the checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def encoded(self) -> bytes:
        """As it is sent."""
        steps = "".join(f"{base64.b64encode(step).decode('ascii')}\n" for step in self.proof)
        return f"old {self.old}\n{steps}\n".encode() + self.checkpoint

    @classmethod
    def decoded(cls, data: bytes) -> "Submission":
        """Read one.

        Raises:
            NoteFault: it is none.
        """
        top, blank, checkpoint = data.partition(b"\n\n")
        try:
            first, *lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise NoteFault("its first lines are not ASCII") from error
        match = _OLD.fullmatch(first)
        if not blank or match is None:
            raise NoteFault("it does not begin with the old size, and a checkpoint after an empty line")
        if len(lines) > MOST_STEPS:
            raise NoteFault(f"its proof has more than {MOST_STEPS} lines")
        return cls(int(match[1]), tuple(_hash(line) for line in lines), checkpoint)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness says: the status of HTTP, and the body."""

    status: int
    body: bytes
    kind: str = _TEXT


class Witness:
    """A witness with its state folder."""

    def __init__(self, state: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the folder of a witness.

        Args:
            state: the folder.
            clock: seconds since 1970.

        Raises:
            WrongUse: there is no witness, or others may read its key.
            BrokenIntegrity: its keys are damaged.
        """
        self._state = state
        self._clock = clock
        if not (state / "witness.key").exists():
            raise WrongUse(f"There is no witness in {state}.", hint="`onrecord witness new --state DIR --name NAME` makes one.")
        again = "`onrecord witness new` in another folder, and tell those who know the old key"
        self._keys = private_keys(state / "witness.key", missing="", hint="Put it back from a backup.", change=again)
        if any(key.kind not in (ED25519_COSIGNATURE, MLDSA44) for key in self._keys):
            raise BrokenIntegrity(f"{state / 'witness.key'} holds a key that does not cosign.", hint="Put it back from a backup.")

    @classmethod
    def new(cls, state: Path, name: str, *, post_quantum: bool = False, clock: Callable[[], float] = time.time) -> "Witness":
        """Make a witness with new keys.

        Args:
            state: its folder, which need not be there.
            name: by which its signatures are called, such as ``partner.example/w1``: no blanks, no plus sign.
            post_quantum: whether it signs with ML-DSA-44 beside Ed25519.
            clock: seconds since 1970.

        Raises:
            WrongUse: there is one, the folder is or lies in a case, or the name will not do.
        """
        if not _NAME.fullmatch(name):
            raise WrongUse(f"{name!r} cannot name a witness.", hint="One word without a plus sign, such as partner.example/w1.")
        if (state / "witness.key").exists():
            raise WrongUse(f"There is a witness in {state} already.", hint="Name another folder.")
        if (taken := next((one for one in (state, *state.parents) if one.exists()), None)) is not None and not taken.is_dir():
            raise WrongUse(f"{taken} is a file, where a folder is needed.", hint="Name another folder.")
        refuse_inside(state / "witness.key")
        make_folder(state / "logs")
        kinds = (ED25519_COSIGNATURE, MLDSA44) if post_quantum else (ED25519_COSIGNATURE,)
        keys = tuple(SigningKey(name, kind, secrets.token_bytes(32)) for kind in kinds)
        public = "".join(f"{key.verifier.encoded()}\n" for key in keys)
        replace_file(state / "witness.vkey", public.encode(), scratch=state)
        replace_file(state / "witness.key", "".join(f"{key.encoded()}\n" for key in keys).encode(), scratch=state, mode=PRIVATE)
        return cls(state, clock)

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """By which its cosignatures are checked."""
        return tuple(key.verifier for key in self._keys)

    @property
    def logs(self) -> tuple[VerifierKey, ...]:
        """The keys of the logs that it signs for."""
        file = self._state / "logs.vkey"
        return verifier_keys(file) if file.exists() else ()

    def trust(self, keys: Sequence[VerifierKey]) -> None:
        """Sign for these logs from now on. A log that changed its key is given with the new one; both count then.

        Raises:
            WrongUse: a key is not that of a log.
        """
        if wrong := next((key for key in keys if key.kind not in (ED25519, MLDSA44)), None):
            raise WrongUse(f"{wrong.encoded()} is no key of a log.", hint="`onrecord key show` prints that of a case.")
        with self._locked():
            known = self.logs
            if fresh := [key for key in dict.fromkeys(keys) if key not in known]:
                lines = "".join(f"{key.encoded()}\n" for key in (*known, *fresh))
                replace_file(self._state / "logs.vkey", lines.encode(), scratch=self._state)

    def latest(self, origin: str) -> Head | None:
        """The last checkpoint of a log that it cosigned."""
        found = self._latest(origin)
        return found[0] if found else None

    def answer(self, body: bytes) -> Answer:
        """Answer a submission, as ``add-checkpoint`` does. The checkpoint is on the disk before a cosignature is given.

        Raises:
            BrokenIntegrity: what it kept of the log is damaged.
            OSError: its folder cannot be written.
        """
        try:
            submission = Submission.decoded(body)
            note = read_note(submission.checkpoint)
            head = head_of(note, extended=True)
        except NoteFault as fault:
            return _refusal(400, f"this is no submission: {fault}")
        trusted = [key for key in self.logs if key.name == head.origin]
        if not trusted:
            return _refusal(404, "this witness does not sign for that log")
        signed = tuple(one for one in note.signatures if any(key.fits(note.text, one) for key in trusted))
        if not signed:
            return _refusal(403, "the checkpoint is not signed with a key of the log that this witness knows")
        if submission.old > head.size:
            return _refusal(400, "the old size is larger than the checkpoint's")
        with self._locked():
            known = self._latest(head.origin)
            size, root = (known[0].size, known[0].root) if known else (0, EMPTY_ROOT)
            if submission.old != size or (size == head.size and known is not None and root != head.root):
                return Answer(409, f"{size}\n".encode(), SIZE_TYPE)
            if not is_consistent(size, root, head.size, head.root, submission.proof):
                return _refusal(422, "the proof does not lead from the last checkpoint that was cosigned to this one")
            replace_file(self._place(head.origin), Note(note.text, signed).encoded(), scratch=self._state)
            seconds = int(self._clock())
            lines = "".join(key.sign(note.text, time=seconds).line() for key in self._keys)
        return Answer(200, lines.encode())

    def _latest(self, origin: str) -> tuple[Head, Note] | None:
        file = self._place(origin)
        try:
            note = read_note(file.read_bytes())
            head = head_of(note, extended=True)
        except FileNotFoundError:
            return None
        except NoteFault as fault:
            message = f"{file}: {fault}. The witness no longer knows what it signed for {origin}."
            raise BrokenIntegrity(message, hint="Put the file back from a backup; without it nothing is signed for that log.") from fault
        if head.origin != origin:
            raise BrokenIntegrity(f"{file} is of another log ({head.origin}).", hint="Put the file back from a backup.")
        return head, note

    def _place(self, origin: str) -> Path:
        return self._state / "logs" / f"{sha256(origin.encode()).hexdigest()}.checkpoint"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One at a time looks at what was signed last and replaces it, of all threads and processes."""
        descriptor = os.open(self._state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _refusal(status: int, why: str) -> Answer:
    return Answer(status, f"{why}\n".encode())


def _hash(line: str) -> bytes:
    try:
        data = base64.b64decode(line, validate=True)
    except ValueError as error:
        raise NoteFault("a line of its proof is not base64") from error
    if len(data) != HASH or base64.b64encode(data).decode("ascii") != line:
        raise NoteFault("a line of its proof is no hash as it is written")
    return data
