"""Checkpoints kept outside: countersigned by witnesses, stamped by authorities, and what came of it kept beside the log.

The order of keeping: the checkpoint's file, the file of the cosignature or time stamp, then the entry that names both. A stop before
the entry leaves files that no entry names; the same command, or ``add``, makes it.
"""

import importlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

import msgspec

from onrecord.errors import BadInput, BrokenIntegrity, NotAnswered, WrongUse
from onrecord.ledger import index
from onrecord.ledger.asking import post
from onrecord.ledger.entries import EntryType, KeptAnchor
from onrecord.ledger.heads import made_last
from onrecord.ledger.index.erasing import records_of
from onrecord.ledger.places import make_folder, replace_file
from onrecord.ledger.plain_files import read_plain
from onrecord.ledger.publisher import Publisher
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import LONGEST_NOTE, Note, NoteFault, Signature, VerifierKey, read_signatures, time_of
from onrecord.ledger.tlog.tiles import Tiles
from onrecord.ledger.tlog.tree import consistency_proof
from onrecord.ledger.tlog.witness import SIZE_TYPE, Submission
from onrecord.ledger.verify.anchors import TOLERANCE
from onrecord.ledger.verify.timestamps import ReadStamp, Stamp, brought_roots, read_stamp
from onrecord.ledger.verify.tokens import LONGEST_TOKEN, TokenFault, read_token
from onrecord.ledger.writer import Writer
from onrecord.records import Record, decode

QUERY_TYPE = "application/timestamp-query"

_TRIES = 3
"""How often a witness is asked that knows another size than was thought."""

_APART = timedelta(days=1)
"""How far the clock of a witness or an authority may be from this machine's. What says more than that is kept nowhere: from then on
whatever came from an honest one would look as if it were dated back."""

_LATEST = 253_402_300_799
"""Seconds of the end of the year 9999, the last that can be printed."""

_NONCES = 1_000_000
"""Bytes of the longest file of queries for one checkpoint."""

_FORKED = (
    "Keep everything as it is. `onrecord verify` with a checkpoint, cosignature or time stamp from before says where the log was changed."
)


class Anchored(Record, frozen=True, kw_only=True):
    """A cosignature or time stamp that the case keeps."""

    kind: Literal["cosignature", "timestamp"]
    file: str
    """Below ``anchors/``."""
    size: int
    """Entries that the checkpoint speaks of."""
    name: str
    """Of the witness or authority."""
    time: str | None
    """ISO 8601, as the witness or authority says; None where it says none."""
    new: bool
    """Whether it was kept by this call; the case may have had it."""


class Anchoring(Writer):
    """Has checkpoints countersigned and stamped, and keeps what came of it."""

    def countersign(self, url: str, keys: Sequence[VerifierKey]) -> Anchored:
        """Have a witness cosign the present checkpoint (C2SP tlog-witness).

        Args:
            url: its submission prefix.
            keys: its keys, of one name; a cosignature by one of them at least must come back and fit.

        Raises:
            NotAnswered: it does not answer, or without such a cosignature.
                Or it says that it has cosigned another history of this log: nothing in such an answer is signed, so it shows nothing
                yet.
        """
        checkpoint = self._keep_checkpoint()
        head, note = read_checkpoint(checkpoint)
        address = f"{url.rstrip('/')}/add-checkpoint"
        old = self._known_to(keys)
        for _ in range(_TRIES):
            reply = post(address, self._submission(checkpoint, head, old), kind="text/plain; charset=utf-8")
            if reply.status != 409 or reply.kind != SIZE_TYPE:
                break
            old = _size_told(reply.body, url, head, old)
        name = keys[0].name
        if reply.status == 422:
            message = (
                f"The witness {name} says that it has cosigned another history of this log, up to {old:,} entries; it signed no such word."
            )
            raise NotAnswered(message, hint=_FORKED)
        if reply.status != 200:
            why = _words(reply.body)
            raise NotAnswered(f"The witness {name} did not cosign (status {reply.status}): {why}.", hint=_what_to_do(reply.status))
        return self._keep_cosignature(checkpoint, head, _fitting(reply.body, note, keys))

    def submission(self, keys: Sequence[VerifierKey] = (), *, old: int | None = None) -> bytes:
        """The request for a cosignature on the present checkpoint, to be carried to a witness without a network.

        Args:
            keys: of the witness; what the case keeps of it tells which size it knows.
            old: the size that it knows, where it says so itself.

        Raises:
            WrongUse: the log has fewer entries than ``old``.
        """
        checkpoint = self._keep_checkpoint()
        head, _ = read_checkpoint(checkpoint)
        if old is not None and old > head.size:
            raise WrongUse(f"The log has {head.size:,} entries, fewer than {old:,}.", hint="Ask the witness which size it knows.")
        return self._submission(checkpoint, head, self._known_to(keys) if old is None else old)

    def stamp(self, url: str, certificates: Sequence[bytes]) -> Anchored:
        """Have an authority stamp the present checkpoint (RFC 3161, SHA-256, with a nonce).

        Args:
            url: the authority.
            certificates: its certificate and those above it, PEM. Without them only a token that brings its root can be checked.

        Raises:
            NotAnswered: it does not answer, or with something that is no sound time stamp of this checkpoint.
        """
        checkpoint = self._keep_checkpoint()
        head, _ = read_checkpoint(checkpoint)
        query, nonce = _query(checkpoint)
        reply = post(url, query, kind=QUERY_TYPE)
        if reply.status != 200:
            raise NotAnswered(
                f"{url} did not stamp (status {reply.status}): {_words(reply.body)}.", hint="Look whether the address is right."
            )
        try:
            stamp = _sound_stamp(reply.body, checkpoint, certificates, url)
        except BadInput as error:
            raise NotAnswered(error.message, error.hint) from error
        if stamp.nonce != nonce:
            raise NotAnswered(f"{url} answered with the time stamp of another request.", hint="Ask again; nothing was kept.")
        return self._keep_stamp(checkpoint, head, reply.body, stamp)

    def query(self) -> bytes:
        """The request for a time stamp on the present checkpoint, to be carried to an authority by other means."""
        checkpoint = self._keep_checkpoint()
        head, _ = read_checkpoint(checkpoint)
        query, nonce = _query(checkpoint)
        with self.guarded():
            make_folder(self.places.queries)
            file = self.places.queries / f"{head.size}.nonces"
            before = read_plain(file, _NONCES) if file.exists() else b""
            replace_file(file, before + f"{nonce}\n".encode(), scratch=self.places.unfinished)
        return query

    def add_anchor(self, data: bytes, where: str, *, keys: Sequence[VerifierKey] = (), certificates: Sequence[bytes] = ()) -> Anchored:
        """Keep cosignature lines or a time stamp that came without a network; which of them it is shows in its bytes.

        Args:
            data: what came.
            where: from which file, for messages.
            keys: of the witness.
            certificates: of the authority, PEM.

        Raises:
            BadInput: it is neither, is of no checkpoint that the case keeps, or its signature does not fit.
        """
        if data.startswith(b"\xe2\x80\x94 "):
            return self._add_cosignature(data, where, keys)
        try:
            token = read_token(data)
        except TokenFault as fault:
            raise BadInput(f"{where} holds neither signature lines nor a time stamp: {fault}.", hint="Name what came back.") from fault
        for head, checkpoint in self._checkpoints():
            if token.imprint == sha256(checkpoint).digest():
                stamp = _sound_stamp(data, checkpoint, certificates, where)
                self._check_nonce(head, stamp, where)
                return self._keep_stamp(checkpoint, head, data, stamp)
        raise BadInput(f"{where} is a time stamp of something else than the checkpoints in {self.places.anchors}.", hint=_ASK_AGAIN)

    # --- what is asked ----------------------------------------------------------------------------------------------

    def _keep_checkpoint(self) -> bytes:
        """The present checkpoint, published and put into ``anchors/``."""
        self.publish()
        with self.guarded():
            data = read_plain(self.places.checkpoint, LONGEST_NOTE)
            head, _ = read_checkpoint(data)
            file = self.places.anchors / f"{head.size}.checkpoint"
            make_folder(self.places.anchors)
            if file.exists():
                kept = read_plain(file, LONGEST_NOTE)
                if _root_of(kept) != head.root:
                    raise BrokenIntegrity(f"{file} does not have the root that the log has at that size.", hint=_FORKED)
                return kept  # what others signed already, byte for byte
            replace_file(file, data, scratch=self.places.unfinished)
            return data

    def _checkpoints(self) -> Iterable[tuple[Head, bytes]]:
        """The checkpoints in ``anchors/``, the latest first."""
        sizes = sorted((int(file.stem) for file in self.places.anchors.glob("*.checkpoint") if file.stem.isdecimal()), reverse=True)
        for size in sizes:
            with self.guarded():
                data = read_plain(self.places.anchors / f"{size}.checkpoint", LONGEST_NOTE)
            try:
                yield read_checkpoint(data)[0], data
            except NoteFault:
                continue  # `verify` says so

    def _known_to(self, keys: Sequence[VerifierKey]) -> int:
        """The largest size that a witness cosigned, as far as the case knows."""
        names = {key.name for key in keys}
        return max((kept.size for kept in self.view.anchors() if kept.kind == "cosignature" and kept.name in names), default=0)

    def _submission(self, checkpoint: bytes, head: Head, old: int) -> bytes:
        proof = consistency_proof(old, head.size, Tiles(self.places.log, head.size).node)
        return Submission(old, proof, checkpoint).encoded()

    # --- what came back ---------------------------------------------------------------------------------------------

    def _add_cosignature(self, data: bytes, where: str, keys: Sequence[VerifierKey]) -> Anchored:
        if not keys:
            raise WrongUse("cosignatures are kept only when they were checked", hint="give the witness's verifier key with --witness")
        for head, checkpoint in self._checkpoints():
            _, note = read_checkpoint(checkpoint)
            try:
                lines = _fitting(data, note, keys)
            except NotAnswered:
                continue
            return self._keep_cosignature(checkpoint, head, lines)
        message = f"{where} holds no cosignature by {keys[0].name} on a checkpoint in {self.places.anchors}."
        raise BadInput(message, hint=_ASK_AGAIN)

    def _keep_cosignature(self, checkpoint: bytes, head: Head, lines: Sequence[Signature]) -> Anchored:
        data = "".join(line.line() for line in lines).encode()
        file = f"{head.size}-{lines[0].key_id.hex()}.cosig"
        times = [time_of(line) for line in lines]
        for seconds in filter(None, times):
            self._refuse_time(head, seconds, f"The cosignature by {lines[0].name}")
        when = datetime.fromtimestamp(max(times), UTC).isoformat() if any(times) else None
        return self._keep(
            "witness",
            file,
            data,
            checkpoint,
            Anchored(kind="cosignature", file=file, size=head.size, name=lines[0].name, time=when, new=True),
        )

    def _keep_stamp(self, checkpoint: bytes, head: Head, data: bytes, stamp: ReadStamp) -> Anchored:
        file = f"{head.size}-{sha256(data).hexdigest()[:8]}.tsr"
        when = stamp.time.isoformat() if stamp.time else None
        if stamp.time:
            self._refuse_time(head, stamp.time.timestamp(), f"The time stamp by {stamp.authority or 'the authority'}")
        return self._keep(
            "anchor",
            file,
            data,
            checkpoint,
            Anchored(kind="timestamp", file=file, size=head.size, name=stamp.authority or "", time=when, new=True),
        )

    def _refuse_time(self, head: Head, seconds: float, what: str) -> None:
        """Whether the time that somebody outside says is one at which this checkpoint can have been signed there.

        Not before the checkpoint was made and not later than now, by this machine's clock and a day more or less; and not before what the
        case keeps already and the checkpoint holds the entry of, which ``verify`` would call dated back from then on.

        Raises:
            NotAnswered: it is not.
        """
        now = datetime.fromisoformat(self.clock.now().wall)
        latest = (now + _APART).timestamp()
        if seconds > min(latest, _LATEST):
            said = _shown(datetime.fromtimestamp(seconds, UTC)) if seconds <= _LATEST else "a time after the year 9999"
            raise NotAnswered(f"{what} says {said}; this machine's clock says {_shown(now)}. Nothing was kept.", hint=_CLOCKS)
        time = datetime.fromtimestamp(seconds, UTC)
        made = made_last(Publisher(self.places), head.size)
        if made is not None and time < (entered := datetime.fromisoformat(made)) - _APART:
            message = (
                f"{what} says {_shown(time)}; the last entry that its checkpoint holds was made on {_shown(entered)}, by this machine."
                " Nothing was kept."
            )
            raise NotAnswered(message, hint=f"{_CLOCKS} If this machine's was wrong then, ask again after the next entry.")
        for kept, at in self._dated_before(head):
            if time < at - TOLERANCE:
                message = (
                    f"{what} says {_shown(time)}; {kept.file} by {kept.name}, the entry of which its checkpoint holds, says {_shown(at)}."
                    " Nothing was kept."
                )
                raise NotAnswered(message, hint=_CLOCKS)

    def _dated_before(self, head: Head) -> Iterator[tuple[KeptAnchor, datetime]]:
        """What the case keeps and a checkpoint holds the entries of, each with the time that it says; without what was altered."""
        end = index.records_before(self.connection, head.size)
        for row in records_of(self.connection, ("anchor", "witness")):
            kept = decode(row.body, KeptAnchor)
            if row.number >= end:
                continue
            try:
                data = read_plain(self.places.anchor(kept.file), LONGEST_TOKEN)
                if sha256(data).hexdigest() == kept.sha256:
                    yield from ((kept, time) for time in _times_in(data, kept))
            except (OSError, NoteFault, TokenFault, UnicodeDecodeError):
                continue  # `verify` says so

    def _keep(self, kind: EntryType, file: str, data: bytes, checkpoint: bytes, anchored: Anchored) -> Anchored:
        """Write the file, then its entry; an entry of the same name is there already where the same was asked twice."""
        if any(kept.file == file for kept in self.view.anchors()):
            return msgspec.structs.replace(anchored, new=False)
        with self.guarded():
            replace_file(self.places.anchors / file, data, scratch=self.places.unfinished)
        record = KeptAnchor(
            kind=anchored.kind,
            size=anchored.size,
            file=file,
            sha256=sha256(data).hexdigest(),
            name=anchored.name,
            checkpoint=sha256(checkpoint).hexdigest(),
        )
        with self.append():
            self.add(kind, [index.new_record(kind, record)])
        self.publish()
        return anchored

    def _check_nonce(self, head: Head, stamp: ReadStamp, where: str) -> None:
        """That a time stamp answers a query that was made, where this case made one. Its imprint says of what it is all the same.

        Raises:
            BadInput: it answers another.
        """
        file = self.places.queries / f"{head.size}.nonces"
        with self.guarded():
            nonces = read_plain(file, _NONCES).split() if file.exists() else [str(stamp.nonce).encode()]
        if str(stamp.nonce).encode() not in nonces:
            raise BadInput(f"{where} is the time stamp of another request.", hint="Make the query again, and add its own answer.")


def _times_in(data: bytes, kept: KeptAnchor) -> Iterator[datetime]:
    """The times that a cosignature or time stamp says."""
    if kept.kind == "timestamp":
        yield read_token(data).time
        return
    for line in read_signatures(data.decode("utf-8")):
        if 0 < (seconds := time_of(line)) <= _LATEST:
            yield datetime.fromtimestamp(seconds, UTC)


def _shown(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


_CLOCKS = "One of the two clocks is wrong, or somebody dates as he likes: compare both with a third, and ask again."

_ASK_AGAIN = "Make the request again with `onrecord checkpoint request` or `query`, and add the answer to that."


def _query(checkpoint: bytes) -> tuple[bytes, int]:
    """A time-stamp request for the SHA-256 of a checkpoint, which asks for the certificate as well, and its nonce.

    Raises:
        WrongUse: the package that makes it is not installed.
    """
    try:
        rfc3161_client = importlib.import_module("rfc3161_client")  # an extra: only who asks for time stamps needs it
    except ImportError:
        raise WrongUse("time stamps need the package rfc3161-client", hint="pip install 'onrecord[stamp]'") from None
    builder = rfc3161_client.TimestampRequestBuilder(nonce=True, cert_req=True)
    request = builder.data(checkpoint).hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build()
    return request.as_bytes(), request.nonce or 0


def _sound_stamp(data: bytes, checkpoint: bytes, certificates: Sequence[bytes], where: str) -> ReadStamp:
    """A time stamp whose imprint and signature were checked.

    Raises:
        BadInput: it is none.
    """
    stamp = read_stamp(data, checkpoint, certificates)
    if not certificates and stamp.found is Stamp.UNCHECKED:
        stamp = read_stamp(data, checkpoint, brought_roots(data))
    if stamp.found is Stamp.VERIFIED:
        return stamp
    hint = "Give the certificate of the authority and those above it, in PEM, with --certificate. Nothing was kept."
    raise BadInput(f"The time stamp from {where} was not kept: {stamp.why}.", hint=hint)


def _fitting(body: bytes, note: Note, keys: Sequence[VerifierKey]) -> list[Signature]:
    """The lines by keys that are known; others are left out (tlog-witness).

    Raises:
        NotAnswered: there is none, or one does not fit.
    """
    try:
        lines = read_signatures(body.decode("utf-8"))
    except (NoteFault, UnicodeDecodeError) as error:
        raise NotAnswered(f"The witness {keys[0].name} answered without signature lines: {error}.", hint="Nothing was kept.") from error
    known = [(line, key) for key in keys for line in lines if key.made(line)]
    if not known:
        message = f"The answer holds no cosignature by {keys[0].name} with the key that was given."
        raise NotAnswered(message, hint="Check the key with the witness; nothing was kept.")
    if not all(key.fits(note.text, line) for line, key in known):
        message = f"The cosignature by {keys[0].name} does not fit the checkpoint that was sent."
        raise NotAnswered(message, hint="Check the key with the witness; nothing was kept.")
    return [line for line, _ in known]


def _size_told(body: bytes, url: str, head: Head, asked: int) -> int:
    """The size that a witness says it knows.

    Raises:
        NotAnswered: it says none, or one that this log never had, or another root.
    """
    text = body.decode("ascii", "replace").removesuffix("\n")
    if not text.isdecimal() or len(text) > 19 or str(int(text)) != text:
        raise NotAnswered(f"{url} answered that it knows another size, and does not say which.", hint="Ask the witness.")
    if (size := int(text)) > head.size:
        message = f"{url} says, unsigned, that it has cosigned {size:,} entries of this log, which has {head.size:,}."
        hint = (
            "If so, later entries were taken away: ask the witness for its cosignature, and look whether an old copy of the case is here."
        )
        raise NotAnswered(message, hint=hint)
    if size == asked:
        raise NotAnswered(f"{url} says, unsigned, that it has cosigned {size:,} entries of this log with another root.", hint=_FORKED)
    return size


def _what_to_do(status: int) -> str:
    if status in (403, 404):
        return "Ask the witness to add the key of this log: `onrecord key show` prints it."
    return "Ask again later, or ask the witness."


def _root_of(data: bytes) -> bytes | None:
    try:
        return read_checkpoint(data)[0].root
    except NoteFault:
        return None


def _words(body: bytes) -> str:
    return " ".join(body[:200].decode("utf-8", "replace").split()).rstrip(".") or "no reason given"
