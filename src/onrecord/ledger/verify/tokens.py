"""What an RFC 3161 response says of itself, read from its bytes: no signature is checked here.

DER is read as strictly as it is written: definite lengths in their shortest form. A response of another encoding is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST_TOKEN = 100_000
"""Bytes of a response that is read; those of public authorities have some thousands."""

SHA256 = bytes.fromhex("608648016503040201")
"""The algorithm's object identifier, its content in DER."""

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")
_TIME = re.compile(rb"([0-9]{14})(?:\.([0-9]{1,9}))?Z")

_INTEGER, _OCTETS, _OID, _TIME_TAG, _SEQUENCE, _SET, _FIRST = 0x02, 0x04, 0x06, 0x18, 0x30, 0x31, 0xA0

_MOST_BEFORE_SIGNERS = 2
"""Certificates and lists of those that were called back (RFC 5652, 5.1)."""


class TokenFault(ValueError):
    """The bytes are no response of a time-stamping authority, or one that grants nothing."""


@dataclass(frozen=True, slots=True)
class Element:
    """A value in DER: its tag, and where it and its content begin and end."""

    tag: int
    start: int
    content: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """What a time stamp says."""

    algorithm: bytes
    """Object identifier of the hash."""
    imprint: bytes
    time: datetime
    nonce: int | None
    certificates: tuple[bytes, ...]
    """Those that came with it, DER."""
    issuer: bytes
    """Who issued the certificate that it is signed with: a name in DER, which together with the number names that certificate."""
    serial: int
    ordered: bytes
    """The response with its certificates in the order that DER asks for. Some authorities write them in another, which strict readers
    refuse; no signature covers the order."""


def read_token(response: bytes) -> Token:
    """Read a response.

    Raises:
        TokenFault: it is none, or was not granted.
    """
    if len(response) > LONGEST_TOKEN:
        raise TokenFault(f"it has {len(response):,} bytes, more than any time stamp")
    try:
        return _read(response)
    except (ValueError, IndexError, OverflowError) as error:
        raise TokenFault(str(error) if isinstance(error, TokenFault) else "it is not as such a response is written") from error


def _read(data: bytes) -> Token:
    whole = _only(data, 0, len(data), _SEQUENCE)
    status, *token = _elements(data, whole)
    first, *_ = _elements(data, _expect(status, _SEQUENCE))
    granted = _integer(data, first)
    if granted != 0 or len(token) != 1:
        raise TokenFault(f"the authority refused: its status is {granted}")
    kind, wrapped = _elements(data, _expect(token[0], _SEQUENCE))
    if _content(data, _expect(kind, _OID)) != _SIGNED_DATA:
        raise TokenFault("it holds no signed data")
    wrapped = _expect(wrapped, _FIRST)
    version, algorithms, inner, *rest = _elements(data, _only(data, wrapped.content, wrapped.end, _SEQUENCE))
    _expect(version, _INTEGER), _expect(algorithms, _SET)
    if not 1 <= len(rest) <= _MOST_BEFORE_SIGNERS + 1:
        raise TokenFault("its signed data holds more than such data does")
    kind, octets = _elements(data, _expect(inner, _SEQUENCE))
    if _content(data, _expect(kind, _OID)) != _TST_INFO:
        raise TokenFault("what is signed is no time stamp")
    found = _only(data, _expect(octets, _FIRST).content, octets.end, _OCTETS)
    said = list(_elements(data, _only(data, found.content, found.end, _SEQUENCE)))
    _expect(said[0], _INTEGER), _expect(said[1], _OID), _expect(said[3], _INTEGER)
    algorithm, imprint = _elements(data, _expect(said[2], _SEQUENCE))
    named, *_ = _elements(data, _expect(algorithm, _SEQUENCE))
    nonce = next((_integer(data, one) for one in said[5:] if one.tag == _INTEGER), None)
    signers = list(_elements(data, _expect(rest[-1], _SET)))
    if len(signers) != 1:
        raise TokenFault(f"it has {len(signers)} signatures; a time stamp has one")
    signer = list(_elements(data, _expect(signers[0], _SEQUENCE)))
    _expect(signer[0], _INTEGER)
    issuer, serial = _elements(data, _expect(signer[1], _SEQUENCE))
    _expect(issuer, _SEQUENCE)
    certificates = tuple(data[one.start : one.end] for one in _elements(data, rest[0])) if rest[0].tag == _FIRST else ()
    return Token(
        algorithm=_content(data, _expect(named, _OID)),
        imprint=_content(data, _expect(imprint, _OCTETS)),
        time=_moment(_content(data, _expect(said[4], _TIME_TAG))),
        nonce=nonce,
        certificates=certificates,
        issuer=data[issuer.start : issuer.end],
        serial=_integer(data, serial),
        ordered=data[: rest[0].content] + b"".join(sorted(certificates)) + data[rest[0].end :] if certificates else data,
    )


def _elements(data: bytes, of: Element) -> Iterator[Element]:
    at = of.content
    while at < of.end:
        one = _element(data, at, of.end)
        yield one
        at = one.end


def _element(data: bytes, at: int, end: int) -> Element:
    tag, length, content = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise TokenFault("it holds a tag that no time stamp has")
    if length & 0x80:
        width = length & 0x7F
        length = int.from_bytes(data[content : content + width], "big")
        content += width
        if not 1 <= width <= 4 or length < 0x80 or length >> (8 * (width - 1)) == 0:
            raise TokenFault("it holds a length that is not written as DER writes it")
    if content + length > end:
        raise TokenFault("it breaks off")
    return Element(tag, at, content, content + length)


def _only(data: bytes, start: int, end: int, tag: int) -> Element:
    one = _expect(_element(data, start, end), tag)
    if one.end != end:
        raise TokenFault("more follows than belongs there")
    return one


def _expect(one: Element, tag: int) -> Element:
    if one.tag != tag:
        raise TokenFault("it is not as such a response is written")
    return one


def _content(data: bytes, one: Element) -> bytes:
    return data[one.content : one.end]


def _integer(data: bytes, one: Element) -> int:
    return int.from_bytes(_content(data, _expect(one, _INTEGER)), "big", signed=True)


def _moment(text: bytes) -> datetime:
    match = _TIME.fullmatch(text)
    if match is None:
        raise TokenFault("its time is not written as DER writes it")
    whole = datetime.strptime(match[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return whole.replace(microsecond=int((match[2] or b"0").ljust(6, b"0")[:6]))
