"""Signatures on packed web archives (WACZ signing and verification 0.1.0): checked without a network, and told as an observation.

A signature says that whoever held a key signed these digests. Whose key it is, only a certificate says, and of that only what can be
checked here: which authority is to be trusted is not decided by this program.
"""

import base64
import binascii
import datetime
import hashlib
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509.oid import NameOID

_LONGEST_FIELD = 64 * 1024
_SHOWN = 80


class _UnusableError(Exception):
    """What the signed data states cannot be used; the message says why."""


def observe(signed: dict[str, Any], hash_of_package: str) -> str:
    """What can be said of a signature, in sentences.

    Args:
        signed: ``signedData`` of datapackage-digest.json.
        hash_of_package: the ``hash`` beside it, which is that of datapackage.json.
    """
    try:
        stated = _text(signed, "hash")
        signature = _base64(signed, "signature")
        if stated != hash_of_package:
            return f"Its signature is of another digest ({stated[:_SHOWN]}) than the one beside it, so it vouches for nothing here."
        if "domainCert" in signed:
            return _with_certificate(signed, stated, signature)
        return _anonymous(signed, stated, signature)
    except _UnusableError as fault:
        return f"Its signature cannot be checked: {fault}. It vouches for nothing."


def _anonymous(signed: dict[str, Any], stated: str, signature: bytes) -> str:
    data = _base64(signed, "publicKey")
    try:
        key = serialization.load_der_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _UnusableError(f"its public key cannot be read ({error})") from error
    name = f"the key {fingerprint(data)}"
    if not _fits(key, stated, signature):
        return f"Its signature is not by {name}, which it names: it, the key or the digest was altered."
    return f"It is signed by {name}{_when(signed)}. The key says who could sign it, not who that is: hold it against one that you know."


def _with_certificate(signed: dict[str, Any], stated: str, signature: bytes) -> str:
    try:
        chain = x509.load_pem_x509_certificates(_text(signed, "domainCert").encode("utf-8", "replace"))
    except ValueError as error:
        raise _UnusableError(f"its certificate cannot be read ({error})") from error
    leaf = chain[0]
    key_data = leaf.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    name = f"the key {fingerprint(key_data)}"
    domain = _text(signed, "domain")
    if not _fits(leaf.public_key(), stated, signature):
        return f"Its signature is not by {name} of the certificate that it brings: it, the certificate or the digest was altered."
    doubts = []
    if domain.lower() not in _domains(leaf):
        doubts.append(f"the certificate is not for {domain[:_SHOWN]!r}, the domain that it names")
    if not _is_chain(chain):
        doubts.append("the certificates that it brings do not vouch for one another")
    created = _created(signed)
    if created is None:
        doubts.append("it does not say when it was signed")
    elif not leaf.not_valid_before_utc <= created <= leaf.not_valid_after_utc:
        doubts.append("the certificate was not valid on the day on which it says it was signed")
    issuer = chain[-1].issuer.rfc4514_string()[:_SHOWN]
    said = f"It is signed by {name}{_when(signed)}, with a certificate for {domain[:_SHOWN]!r} that goes back to {issuer!r}."
    if doubts:
        said += f" But {'; '.join(doubts)}."
    stamp = " Its time stamp was not checked." if "timeSignature" in signed else ""
    return f"{said} Whether that authority is to be trusted was not checked.{stamp}"


def fingerprint(key: bytes) -> str:
    """How a key is called: the SHA-256 of its SubjectPublicKeyInfo (RFC 5280 §4.1), in hexadecimal."""
    return f"sha256:{hashlib.sha256(key).hexdigest()}"


def _fits(key: object, stated: str, signature: bytes) -> bool:
    """Whether a signature is by a key: ECDSA with SHA-256 over the characters of the digest, as two numbers side by side or in DER."""
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1 | ec.SECP384R1):
        raise _UnusableError("its key is none of the kinds that are checked (ECDSA on P-256 or P-384)")
    size = (key.curve.key_size + 7) // 8
    forms = [signature]
    if len(signature) == 2 * size:
        numbers = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
        forms.append(encode_dss_signature(*numbers))
    for form in forms:
        try:
            key.verify(form, stated.encode("utf-8", "replace"), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            continue
        return True
    return False


def _is_chain(chain: list[x509.Certificate]) -> bool:
    for lower, upper in pairwise(chain):
        try:
            lower.verify_directly_issued_by(upper)
        except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
            return False
    return True


def _domains(certificate: x509.Certificate) -> set[str]:
    """The names that a certificate is for."""
    found = {str(name.value).lower() for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)}
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        found |= {name.lower() for name in names.get_values_for_type(x509.DNSName)}
    except (x509.ExtensionNotFound, ValueError):
        pass
    return found


def _created(signed: dict[str, Any]) -> datetime.datetime | None:
    value = signed.get("created")
    if not isinstance(value, str) or len(value) > _SHOWN:
        return None
    try:
        when = datetime.datetime.fromisoformat(value)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


def _when(signed: dict[str, Any]) -> str:
    created = _created(signed)
    return f", by its own account on {created.date().isoformat()}" if created else ""


def _text(signed: dict[str, Any], name: str) -> str:
    value = signed.get(name)
    if not isinstance(value, str) or not value or len(value) > _LONGEST_FIELD:
        raise _UnusableError(f"it states no {name}")
    return value


def _base64(signed: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(_text(signed, name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise _UnusableError(f"its {name} is no base 64") from error
