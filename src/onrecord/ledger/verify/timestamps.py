"""RFC 3161 time stamps: whether one is of these bytes, when it says they were there, and whether an authority signed it."""

import importlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from onrecord.ledger.verify.tokens import SHA256, Token, TokenFault, read_token


class Stamp(Enum):
    """What was found of a time stamp."""

    VERIFIED = auto()
    """It speaks of these bytes and is signed by an authority that was given."""
    UNCHECKED = auto()
    """It speaks of these bytes; no authority was given, or the means to check its signature are not installed."""
    FOREIGN = auto()
    """It speaks of these bytes, and is by an authority other than those given."""
    MALFORMED = auto()
    OTHER = auto()
    """It is of something else."""
    BACKDATED = auto()
    """It is signed with a certificate that did not hold at the time that it says."""
    AUTHORITY = auto()
    """It bears the name of an authority that was given, whose certificate did not sign it."""
    SIGNATURE = auto()
    """Its signature does not fit."""


@dataclass(frozen=True, slots=True)
class ReadStamp:
    """A time stamp, as far as it could be read."""

    found: Stamp
    why: str = ""
    """What is wrong, to go into a sentence."""
    imprint: bytes = b""
    time: datetime | None = None
    nonce: int | None = None
    authority: str | None = None
    """The subject of the certificate that it is signed with, where that came with it or was given."""


@dataclass(frozen=True, slots=True)
class _Certificate:
    """What a time stamp is compared with of a certificate."""

    whole: x509.Certificate
    name: str
    subject: bytes
    issuer: bytes
    serial: int
    begins: datetime
    ends: datetime


def read_stamp(response: bytes, message: bytes, authorities: Sequence[bytes]) -> ReadStamp:
    """What a response of a time-stamping authority says of a message, whose SHA-256 is its imprint.

    Args:
        response: the response, DER.
        message: what it should be of.
        authorities: certificates of authorities, PEM: roots, and what lies between them and the authority's own.
    """
    try:
        token = read_token(response)
    except TokenFault as fault:
        return ReadStamp(Stamp.MALFORMED, str(fault))
    given = [certificate for pem in authorities for certificate in certificates_of(pem)]
    signer = _signer(token, given)
    found, why = _checked(token, message, given, signer)
    return ReadStamp(
        found, why, token.imprint if token.algorithm == SHA256 else b"", token.time, token.nonce, signer.name if signer else None
    )


def certificates_of(pem: bytes) -> list[x509.Certificate]:
    """The certificates in a file; none where there is none.

    Python's own reading of PEM refuses a file without any; here that is an empty list, which trusts nobody.
    """
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError:
        return []


def brought_roots(response: bytes) -> list[bytes]:
    """The certificates, PEM, that came with a time stamp and were issued by themselves: who holds them, only others can say."""
    try:
        came = _came_with(read_token(response))
    except TokenFault:
        return []
    return [one.whole.public_bytes(Encoding.PEM) for one in came if one.issuer == one.subject]


def _checked(token: Token, message: bytes, given: list[x509.Certificate], signer: _Certificate | None) -> tuple[Stamp, str]:
    if token.algorithm != SHA256 or token.imprint != sha256(message).digest():
        return Stamp.OTHER, "it is of something else"
    if signer is not None and not signer.begins <= token.time <= signer.ends:
        held = f"from {signer.begins:%Y-%m-%d} to {signer.ends:%Y-%m-%d}"
        return Stamp.BACKDATED, f"it says {token.time:%Y-%m-%d %H:%M:%S} UTC, and its certificate holds {held}"
    if not given:
        return Stamp.UNCHECKED, "no authority was given"
    try:
        rfc3161_client = importlib.import_module("rfc3161_client")  # an extra: only who checks time stamps needs it
    except ImportError:
        return Stamp.UNCHECKED, "the means to check it are not installed (pip install 'onrecord[stamp]')"
    try:
        builder = rfc3161_client.VerifierBuilder()
        for certificate in dict.fromkeys(given):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(rfc3161_client.decode_timestamp_response(token.ordered), message)
    except Exception as error:  # bytes of others: both packages raise more kinds than they name
        if signer is not None and signer.whole in given and "local issuer" in str(error):
            return Stamp.UNCHECKED, "the certificate above the authority's own is needed as well"
        if not _bears_name_of(token, given, signer):
            return Stamp.FOREIGN, "it is by an authority other than those given"
        if "certificate verify error" in str(error):
            return Stamp.AUTHORITY, "it bears the name of an authority that was given, whose certificate did not sign it"
        return Stamp.SIGNATURE, "its signature does not fit"
    return Stamp.VERIFIED, ""


def _signer(token: Token, given: Sequence[x509.Certificate]) -> _Certificate | None:
    """The certificate that a time stamp says it is signed with."""
    for certificate in (*_came_with(token), *filter(None, map(_read, given))):
        if certificate.serial == token.serial and certificate.issuer == token.issuer:
            return certificate
    return None


def _came_with(token: Token) -> list[_Certificate]:
    found = []
    for data in token.certificates:
        try:
            with warnings.catch_warnings(action="ignore"):  # of oddities in bytes of others, which nobody can mend
                found.append(_read(x509.load_der_x509_certificate(data)))
        except (ValueError, x509.InvalidVersion):
            continue
    return [one for one in found if one is not None]


def _read(certificate: x509.Certificate) -> _Certificate | None:
    """Its fields, which the package reads only when they are asked for, and then may refuse."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return _Certificate(
                whole=certificate,
                name=certificate.subject.rfc4514_string(),
                subject=certificate.subject.public_bytes(),
                issuer=certificate.issuer.public_bytes(),
                serial=certificate.serial_number,
                begins=certificate.not_valid_before_utc,
                ends=certificate.not_valid_after_utc,
            )
    except (ValueError, x509.InvalidVersion):
        return None


def _bears_name_of(token: Token, given: Sequence[x509.Certificate], signer: _Certificate | None) -> bool:
    """Whether a time stamp names one of these as its authority, or as what stands above it."""
    names = {certificate.subject.public_bytes() for certificate in given}
    claimed = {token.issuer, *(one.issuer for one in _came_with(token))}
    return bool(names & claimed) or (signer is not None and signer.subject in names)
