"""Signed notes: text with signature lines, and the keys that make and check them (C2SP signed-note, tlog-cosignature)."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from onrecord.ledger.tlog.points import is_proper

ED25519 = 0x01
"""Type of an Ed25519 signature over the text of a note."""
ED25519_COSIGNATURE = 0x04
"""Type of a witness's Ed25519 signature over a checkpoint and a time."""
MLDSA44 = 0x06
"""Type of an ML-DSA-44 signature over a checkpoint and a time (FIPS 204)."""

_KEY_BYTES = {ED25519: 32, ED25519_COSIGNATURE: 32, MLDSA44: 1312}
_SIGNATURE_BYTES = {ED25519: 64, ED25519_COSIGNATURE: 72, MLDSA44: 2428}

MOST_SIGNATURES = 64
"""Signature lines of a note that are read; 16 must be (signed-note)."""

LONGEST_NOTE = 1_000_000
"""Bytes of a note that is read."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_SECRET = "PRIVATE+KEY+"
_DASH = "\u2014"


class NoteFault(ValueError):
    """A note or a key is not as its format has it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name of the key, its id, and the signature's own bytes."""

    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        """As it stands in a note, with its line feed."""
        return f"{_DASH} {self.name} {base64.b64encode(self.key_id + self.value).decode('ascii')}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a line feed, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def encoded(self) -> bytes:
        """The bytes of the note."""
        return f"{self.text}\n{''.join(one.line() for one in self.signatures)}".encode()


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name and what it signs."""

    name: str
    kind: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which signature lines name it."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.key).digest()[:4]

    @property
    def signature_bytes(self) -> int:
        """Bytes of a signature by it."""
        return _SIGNATURE_BYTES[self.kind]

    def encoded(self) -> str:
        """As verifier keys are written: name, id and key, parted by ``+``."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.key).decode('ascii')}"

    @classmethod
    def decoded(cls, text: str) -> "VerifierKey":
        """Read a verifier key.

        Raises:
            NoteFault: it is none, or its id is that of another key.
        """
        name, plus, rest = text.strip().partition("+")
        key_id, second, encoded = rest.partition("+")
        if not (plus and second and _NAME.fullmatch(name)):
            raise NoteFault(f"{_short(text)} is no verifier key: it is written name+id+key")
        data = _unbased(encoded, "the verifier key")
        if not data or len(data) - 1 != _KEY_BYTES.get(data[0], -1):
            raise NoteFault(f"{_short(text)} is no verifier key of a kind that is known here")
        if data[0] != MLDSA44 and not is_proper(data[1:]):
            raise NoteFault(f"{_short(text)} is no verifier key: its point is off the curve, or one signature fits all texts")
        key = cls(name, data[0], data[1:])
        if key.key_id.hex() != key_id:
            raise NoteFault(f"{_short(text)} is no verifier key: its id should be {key.key_id.hex()}")
        return key

    def made(self, signature: Signature) -> bool:
        """Whether a signature line says that it is by this key."""
        return signature.name == self.name and signature.key_id == self.key_id

    def fits(self, text: str, signature: Signature) -> bool:
        """Whether a signature line by this key is a valid one over the text of a note."""
        if not self.made(signature) or len(signature.value) != _SIGNATURE_BYTES[self.kind]:
            return False
        try:
            if self.kind == ED25519:
                Ed25519PublicKey.from_public_bytes(self.key).verify(signature.value, text.encode())
            elif self.kind == ED25519_COSIGNATURE:
                message = _witnessed(text, _time_of(signature))
                Ed25519PublicKey.from_public_bytes(self.key).verify(signature.value[8:], message)
            else:
                message = _subtree(text, self.name, _time_of(signature))
                MLDSA44PublicKey.from_public_bytes(self.key).verify(signature.value[8:], message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its name and what it signs. Its seed is 32 bytes for every kind."""

    name: str
    kind: int
    seed: bytes

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return _verifier(self)

    def encoded(self) -> str:
        """As private keys of notes are written."""
        data = base64.b64encode(bytes([self.kind]) + self.seed).decode("ascii")
        return f"{_SECRET}{self.name}+{self.verifier.key_id.hex()}+{data}"

    @classmethod
    def decoded(cls, text: str) -> "SigningKey":
        """Read a private key. Messages never hold a part of it.

        Raises:
            NoteFault: it is none, or its id is that of another key.
        """
        text = text.strip()
        name, _, rest = text.removeprefix(_SECRET).partition("+")
        key_id, _, encoded = rest.partition("+")
        if not text.startswith(_SECRET) or not _NAME.fullmatch(name):
            raise NoteFault("this is no private key of a log")
        data = _unbased(encoded, "the private key")
        if len(data) != 33 or data[0] not in _KEY_BYTES:
            raise NoteFault("this is no private key of a kind that is known here")
        key = cls(name, data[0], data[1:])
        if key.verifier.key_id.hex() != key_id:
            raise NoteFault("the private key does not fit its id")
        return key

    def sign(self, text: str, *, time: int = 0) -> Signature:
        """Sign the text of a note.

        Args:
            text: the text, its last line feed included.
            time: seconds since 1970, for cosignatures; 0 makes no statement about a time.
        """
        verifier = self.verifier
        if self.kind == ED25519:
            value = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        elif self.kind == ED25519_COSIGNATURE:
            signed = Ed25519PrivateKey.from_private_bytes(self.seed).sign(_witnessed(text, time))
            value = time.to_bytes(8, "big") + signed
        else:
            signed = MLDSA44PrivateKey.from_seed_bytes(self.seed).sign(_subtree(text, self.name, time))
            value = time.to_bytes(8, "big") + signed
        return Signature(self.name, verifier.key_id, value)


@lru_cache(maxsize=8)  # asked for at every signature
def _verifier(key: SigningKey) -> VerifierKey:
    if key.kind == MLDSA44:
        return VerifierKey(key.name, key.kind, MLDSA44PrivateKey.from_seed_bytes(key.seed).public_key().public_bytes_raw())
    return VerifierKey(key.name, key.kind, Ed25519PrivateKey.from_private_bytes(key.seed).public_key().public_bytes_raw())


def read_note(data: bytes) -> Note:
    """Take a note apart.

    Raises:
        NoteFault: it is none; the message says why.
    """
    if len(data) > LONGEST_NOTE:
        raise NoteFault(f"it has {len(data):,} bytes, more than any note")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteFault(f"it is not UTF-8 at byte {error.start}") from error
    if found := _CONTROL.search(whole):
        raise NoteFault(f"it holds the control character {found.group()!r}")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NoteFault("it has no signatures after an empty line")
    return Note(f"{text}\n", read_signatures(lines))


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Signature lines, each ended by a line feed.

    Raises:
        NoteFault: one is none, or there are too many.
    """
    listed = lines.split("\n")
    if listed.pop() or not listed or len(listed) > MOST_SIGNATURES:
        raise NoteFault("its signature lines do not end as lines do" if len(listed) <= MOST_SIGNATURES else "it has too many signatures")
    return tuple(_signature(line) for line in listed)


def time_of(signature: Signature) -> int:
    """Seconds since 1970 at which a cosignature says it was made."""
    return _time_of(signature)


def signed_by(note: Note, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Those of the keys that signed the note.

    Raises:
        NoteFault: a line that says it is by one of the keys does not fit: the whole note is not to be believed.
    """
    found = []
    for key in keys:
        lines = [one for one in note.signatures if key.made(one)]
        if any(not key.fits(note.text, one) for one in lines):
            raise NoteFault(f"the signature by {key.name} does not fit")
        if lines:
            found.append(key)
    return tuple(found)


def _signature(line: str) -> Signature:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != _DASH or not _NAME.fullmatch(name):
        raise NoteFault(f"{_short(line)} is no signature line")
    data = _unbased(encoded, "a signature line")
    if len(data) <= 4:
        raise NoteFault(f"{_short(line)} is too short for a signature")
    return Signature(name, data[:4], data[4:])


def _unbased(text: str, what: str) -> bytes:
    """Base64 in its one canonical spelling: bits that no byte uses must be nought, or two spellings would mean the same."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteFault(f"{what} is not base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise NoteFault(f"{what} is not base64 as it is written")
    return data


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


def _time_of(signature: Signature) -> int:
    return int.from_bytes(signature.value[:8], "big")


def _witnessed(text: str, time: int) -> bytes:
    """What a witness signs with Ed25519 (tlog-cosignature, "Ed25519 signed message")."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _subtree(text: str, name: str, time: int) -> bytes:
    """What is signed with ML-DSA-44 (tlog-cosignature, "ML-DSA-44 signed message")."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[1].isascii() or not lines[1].isdigit():
        raise NoteFault("only a checkpoint can be signed so")
    origin, cosigner = lines[0].encode(), name.encode()
    if not (0 < len(origin) < 256 and 0 < len(cosigner) < 256):
        raise NoteFault("a name is empty or too long to be signed")
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(cosigner)]),
            cosigner,
            time.to_bytes(8, "big"),
            bytes([len(origin)]),
            origin,
            (0).to_bytes(8, "big"),
            int(lines[1]).to_bytes(8, "big"),
            _unbased(lines[2], "the root"),
        )
    )
