"""With which key a log is signed, by its own word: what it began with, and each change after that, held against its entries.

The rule, before anything of a log is filled into an index, signed or published:

1. the records of ``begin`` and of every ``key-rotate`` have the digests that their entries give, which the tree binds;
2. each change follows the key before it and is signed by both, the old one only where it was not lost;
3. the checkpoint is signed by the key that these lead to: a published one by that at its size, one in the index by that at its own;
4. that key is our own: one of the private keys of the case. Where none can be read, one of the public keys. A key that is said to be
   lost is held against nothing, which is why the entry that says so is signed by the new key alone.

The index may say where these entries stand, so that a log need not be gone through at each opening. It may say so wrongly: an entry that
it names and that is none is found by the first of these, and one that it leaves out leads to another key, which by the third and the
fourth is none that signed, or not ours. Where not one private key alone is ours – while keys are being changed, or when it was lost –
the log itself is gone through.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.entries import read_record_line, salted_digest
from onrecord.ledger.index import Connection
from onrecord.ledger.keys import own_keys, public_keys
from onrecord.ledger.numbering import covered_beyond, is_signed, is_sound, named_by
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.succession import followed
from onrecord.ledger.tlog.note import ED25519, NoteFault, VerifierKey

_TYPES = frozenset({"begin", "key-rotate"})

_OTHER_KEY = (
    "If the key was lost or replaced, put it back from a backup; if there is none, begin a new one: `onrecord key rotate --lost`."
    " If nobody touched the key, the log is not the one that it signed: restore the files of the log from a backup."
)


@dataclass(frozen=True, slots=True)
class _Change:
    """An entry that names a key."""

    sequence: int
    type: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Where:
    """An entry of the log, and the number of its first record."""

    sequence: int
    body: bytes
    number: int


class _Fault(Exception):
    """The entries do not lead to a key; the message says why."""


class KeysInLog:
    """The keys of a log, as its entries have them."""

    def __init__(self, places: Places, publisher: Publisher, *, lost: bool = False) -> None:
        """``lost``: whether the key in force is said to be lost, so that it need not be there."""
        self._places = places
        self._publisher = publisher
        self._lost = lost

    def checked(self, connection: Connection, named_before: Callable[[int], int]) -> tuple[str | None, Signed | None]:
        """The verifier key in force, None before the first entry; and the checkpoint in the index that goes beyond the published log,
        where the key in force there signed it.

        Args:
            connection: the index, which may be behind the log.
            named_before: gives how many records the first of the published entries name.

        Raises:
            BrokenIntegrity: the published log is not signed with the key that its entries lead to, that key is not ours, or the index
                says otherwise of it than the log.
        """
        published = self._published(connection, named_before)
        in_force = self._signer(published, self._publisher.signed) if self._publisher.signed is not None else None
        beyond = covered_beyond(connection, self._publisher.edge)
        if beyond is not None:
            try:
                in_force = self._signer([*published, *self._beyond(connection, beyond)], beyond)
            except _Fault:
                beyond = None
        if in_force is not None:
            self._refuse_foreign(in_force)
        return in_force, beyond

    def had(self) -> tuple[str, ...]:
        """The verifier keys that the published log has had, in order, the last of them in force; none before the first entry. Out of the
        files alone: all entries are gone through, and each must have the hash that the tree has for it.

        Raises:
            BrokenIntegrity: as ``checked``, but for what it says of the index.
        """
        if (signed := self._publisher.signed) is None:
            return ()
        try:
            found = self._read(None, self._walked(0, 0))
            in_force = self._signer(found, signed)
        except _Fault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        self._refuse_foreign(in_force)
        begun, *changes = found
        return (str(begun.record.get("vkey")), *(str(change.record.get("new")) for change in changes))

    def _published(self, connection: Connection, named_before: Callable[[int], int]) -> list[_Change]:
        """What the published entries say of keys, after the checkpoint was found to be signed accordingly."""
        if (signed := self._publisher.signed) is None:
            return []
        told = self._told(connection, signed, named_before) if self._has_one_key() else None
        if told is not None and self._is_ours(self._signer(told, signed)):
            return told
        try:
            found = self._read(connection, self._walked(0, 0))
            self._signer(found, signed)
        except _Fault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        if self._has_one_key() and found != told:
            store = connection.store
            message = f"The index {store.place} says otherwise than the log {self._places.log} how its key was changed."
            hint = f"Nothing was written. The log is signed as it must be, so {store.put_elsewhere}; `onrecord reindex` makes another."
            raise BrokenIntegrity(message, hint=hint)
        return found

    def _told(self, connection: Connection, signed: Signed, named_before: Callable[[int], int]) -> list[_Change] | None:
        """The same where the index says where these entries stand; None where that leads to no key that signed."""
        known = min(index.next_numbers(connection)[0], signed.head.size)
        try:
            told = self._read(connection, chain(self._where_the_index_says(connection, known), self._walked(known, named_before(known))))
            self._signer(told, signed)
        except _Fault:
            return None
        return told

    def _where_the_index_says(self, connection: Connection, known: int) -> Iterator[_Where]:
        """The entries that name a key, up to a size, each as the log has it."""
        for sequence, number in index.places_of(connection, _TYPES):
            if 0 <= sequence < known:
                body = next((found for _, found in self._publisher.entries(sequence)), b"")
                yield _Where(sequence, body, number)

    def _walked(self, start: int, number: int) -> Iterator[_Where]:
        """The entries that name a key, from one on, before which so many records are named."""
        if start < self._publisher.size:
            yield from _naming_keys(self._publisher.entries(start), number)

    def _beyond(self, connection: Connection, signed: Signed) -> list[_Change]:
        """What entries of the index say that are not published yet."""
        size = self._publisher.size
        entries = islice(index.entry_lines(connection, size), signed.head.size - size)
        return self._read(connection, _naming_keys(entries, -1))

    def _read(self, connection: Connection | None, where: Iterable[_Where]) -> list[_Change]:
        """The records of entries, each held against the digest that its entry gives; without an index, out of the files.

        Raises:
            _Fault: one is not there, or an entry is none that names a key.
        """
        return [self._change(connection, one) for one in where]

    def _change(self, connection: Connection | None, where: _Where) -> _Change:
        entry = named_by(where.body)
        if entry.type not in _TYPES or len(entry.generated) != 1:
            raise _Fault(f"Entry {where.sequence:,} of the log {self._places.log} names no key.")
        (digest,) = entry.generated
        rows = index.rows_named(connection, digest) if connection is not None else ()
        sound = (row.line.record for row in rows if is_sound(row, entry.type, lambda _: None))
        body = next(map(bytes, sound), None) or self._line(where, entry.type, digest)
        try:
            return _Change(where.sequence, entry.type, msgspec.json.decode(body, type=dict[str, Any]))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"The record of entry {where.sequence:,} of the log {self._places.log} is none of the type {entry.type}: {error}."
            raise _Fault(message) from error

    def _line(self, where: _Where, kind: str, digest: str) -> bytes:
        """The record out of the files of the log; of an entry that is not published there is none."""
        records, number = self._publisher.records, where.number
        line = next((found for _, found in records.lines(number)), None) if number >= 0 else None
        if line is None:
            raise _Fault(f"Entry {where.sequence:,} names a record that is missing at the end of {self._places.records}.")
        try:
            logged = read_record_line(line)
            if logged.number == number and logged.type == kind and salted_digest(logged.salt or "", bytes(logged.record)) == digest:
                return bytes(logged.record)
        except (msgspec.DecodeError, ValueError) as error:
            raise _Fault(f"{records.place(number)} was altered: {error}.") from error
        raise _Fault(f"{records.place(number)} was altered: record {number:,} is not what entry {where.sequence:,} says.")

    def _signer(self, found: list[_Change], signed: Signed) -> str:
        """The key that the entries lead to, which signed a checkpoint.

        Raises:
            _Fault: they lead to none, or it did not.
        """
        log, origin = self._places.log, signed.head.origin
        if [one.sequence for one in found if one.type == "begin"] != [0] or found[0].sequence != 0:
            raise _Fault(f"The log {log} does not say once, and first of all, with which key it began.")
        begun, *changes = found
        if begun.record.get("origin") != origin:
            raise _Fault(f"The log {log} began as {begun.record.get('origin')}, and its checkpoint says {origin}.")
        in_force = str(begun.record.get("vkey"))
        for change, (key, is_sound_change) in zip(changes, followed(origin, in_force, (one.record for one in changes)), strict=True):
            if not is_sound_change:
                raise _Fault(f"Entry {change.sequence:,} of the log {log} changes the key and is not signed as a change must be.")
            in_force = key
        try:
            key_in_force = VerifierKey.decoded(in_force)
        except NoteFault as error:
            raise _Fault(f"The log {log} names a key that is none: {error}.") from error
        if key_in_force.name != origin or key_in_force.kind != ED25519 or not is_signed(signed, [key_in_force]):
            raise _Fault(f"The checkpoint {self._places.checkpoint} is not signed with the key of its log.")
        return key_in_force.encoded()

    def _refuse_foreign(self, in_force: str) -> None:
        """Refuse a log that is signed with a key which is none of ours."""
        if not self._is_ours(in_force):
            has = self._places.private_key if self._places.private_key.exists() else self._places.public_key
            what = "private key" if has == self._places.private_key else "public key"
            raise BrokenIntegrity(f"The {what} {has} is not the one that the log is signed with.", hint=_OTHER_KEY)

    def _has_one_key(self) -> bool:
        """Whether one private key alone is ours, so that what leads to another one is found by that."""
        return not self._lost and len(self._private()) == 1

    def _is_ours(self, in_force: str) -> bool:
        """Whether we sign with that key ourselves, as far as any of ours can be read; one that is said to be lost need not be there."""
        own = self._private() or {key.encoded() for key in public_keys(self._places)}
        return self._lost or not own or in_force in own

    def _private(self) -> set[str]:
        return {key.encoded() for key in own_keys(self._places) if key.kind == ED25519}


def _naming_keys(entries: Iterable[tuple[int, bytes]], number: int) -> Iterator[_Where]:
    """The entries that name a key; ``number``: records before the first of all these, negative where nobody asks."""
    for sequence, body in entries:
        entry = named_by(body)
        if entry.type in _TYPES:
            yield _Where(sequence, body, number)
        if number >= 0:
            number += len(entry.generated)
