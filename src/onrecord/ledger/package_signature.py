"""The signature of a WACZ file over its own listing, as ArchiveWeb.page makes it and ReplayWeb.page checks it (wacz-auth 0.1.0).

It is *anonymous*: it says that the holder of a key made the listing, and nothing of who that is. The key is derived from the log's,
so all dossiers of a case bear the same one; what binds a dossier to the log are the proofs.
"""

import base64
import binascii
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from onrecord.ledger.tlog.note import SigningKey

_HALF = 48
"""Bytes of r and of s on the curve P-384."""

_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
"""Of the curve P-384 (SEC 2, 2.5.1)."""

_FIELDS = {"hash", "created", "software", "version", "signature", "publicKey"}
_VERSION = "0.1.0"


def signed_data(key: SigningKey, digest: str, *, created: str, software: str) -> dict[str, str]:
    """The object ``signedData`` over the hash of a listing. The same key and hash give the same signature (RFC 6979).

    Args:
        key: the log's Ed25519 key.
        digest: ``sha256:`` and the hexadecimal hash of ``datapackage.json``.
        created: the time that the listing gives.
        software: what made the file.
    """
    private = _derived(key)
    signature = private.sign(digest.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = decode_dss_signature(signature)
    public = private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return {
        "hash": digest,
        "created": created,
        "software": software,
        "version": _VERSION,
        "signature": base64.b64encode(r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")).decode("ascii"),
        "publicKey": base64.b64encode(public).decode("ascii"),
    }


def is_signed(signed: Any, digest: str, listing: Any) -> bool:
    """Whether ``signedData`` is an anonymous signature over the hash of a listing, and says of it what the listing says itself.

    Args:
        signed: the object.
        digest: ``sha256:`` and the hexadecimal hash of the listing.
        listing: what the listing holds. No signature covers ``created`` and ``software``, so they must be those given there.
    """
    if not isinstance(signed, dict) or set(signed) != _FIELDS or not isinstance(listing, dict):
        return False
    if [signed["hash"], signed["version"], signed["created"], signed["software"]] != [
        digest,
        _VERSION,
        listing.get("created"),
        listing.get("software"),
    ]:
        return False
    try:
        der = base64.b64decode(signed["publicKey"], validate=True)
        public = serialization.load_der_public_key(der)
        raw = base64.b64decode(signed["signature"], validate=True)
        if not isinstance(public, ec.EllipticCurvePublicKey) or public.curve.name != "secp384r1" or len(raw) != 2 * _HALF:
            return False
        if base64.b64encode(raw).decode("ascii") != signed["signature"] or base64.b64encode(der).decode("ascii") != signed["publicKey"]:
            return False
        value = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
        public.verify(value, digest.encode(), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, binascii.Error, ValueError, TypeError):
        return False
    return True


def _derived(key: SigningKey) -> ec.EllipticCurvePrivateKey:
    # Sixteen bytes more than the order has, so that the remainder is as good as even (FIPS 186-5, A.2.1).
    wide = HKDF(hashes.SHA256(), _HALF + 16, salt=None, info=f"onrecord wacz signature P-384\n{key.name}".encode()).derive(key.seed)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, ec.SECP384R1())
