"""RFC 3161 time stamps: whether one is of these bytes, and whether an authority signed it."""

from enum import Enum, auto
from hashlib import sha256


class Stamp(Enum):
    """What was found of a time stamp."""

    VERIFIED = auto()
    UNCHECKED = auto()
    """It speaks of these bytes; its signature was not checked, since no authority was given or the means are not installed."""
    OTHER = auto()
    REFUSED = auto()


_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_SHA256_BARE = bytes.fromhex("300b0609608648016503040201")
"""The algorithm SHA-256 in DER, with and without its empty parameters (RFC 5754, section 2)."""


def read_stamp(response: bytes, message: bytes, authorities: tuple[bytes, ...]) -> Stamp:
    """What a response of a time-stamping authority says of a message, whose SHA-256 is its imprint."""
    imprint = b"\x04\x20" + sha256(message).digest()
    if not any(algorithm + imprint in response for algorithm in (_SHA256, _SHA256_BARE)):
        return Stamp.OTHER
    if not authorities:
        return Stamp.UNCHECKED
    try:
        import rfc3161_client  # noqa: PLC0415 – an extra: only who checks time stamps needs it
        from cryptography import x509  # noqa: PLC0415
    except ImportError:
        return Stamp.UNCHECKED
    try:
        decoded = rfc3161_client.decode_timestamp_response(response)
    except ValueError:
        return Stamp.REFUSED
    for pem in authorities:
        try:
            certificates = x509.load_pem_x509_certificates(pem)
            builder = rfc3161_client.VerifierBuilder()
            for certificate in certificates:
                builder = builder.add_root_certificate(certificate)
            builder.build().verify_message(decoded, message)
        except (ValueError, rfc3161_client.VerificationError):
            continue
        return Stamp.VERIFIED
    return Stamp.REFUSED
