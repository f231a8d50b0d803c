"""A time stamp is of what its TSTInfo says, read by walking its DER: an imprint anywhere else in its bytes is not taken."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.both_verifiers import verify
from tests.export.lone.making import Making, der, time_stamp, write

from onrecord.export import verify as lone
from onrecord.ledger.verify.tokens import SHA256, TokenFault, read_token

SHA_256, SHA_512 = bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040203")
SIGNED_DATA, TST_INFO = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("060b2a864886f70d0109100104")
TIME = der(0x18, b"20310504090000Z")
SERIAL = b"\x02\x02\x30\x31"


def imprint_of(data: bytes, algorithm: bytes = SHA_256) -> bytes:
    hashed = sha256(data).digest()
    return der(0x30, der(0x30, algorithm, b"\x05\x00"), der(4, hashed + (hashed if algorithm == SHA_512 else b"")))


def said_of(data: bytes) -> bytes:
    """What a reader that looks anywhere takes for the imprint, serial number and time of a time stamp."""
    return imprint_of(data) + SERIAL + TIME


def token(
    imprint: bytes, *, status: bytes = b"", extension: bytes = b"", certificate: bytes = b"", unsigned: bytes = b"", before: bytes = b""
) -> bytes:
    """A response whose TSTInfo has this imprint, and that holds what is given in other places."""
    info = der(0x30, b"\x02\x01\x01", bytes.fromhex("06022a03"), imprint, SERIAL, TIME, extension)
    content = der(0x30, TST_INFO, der(0xA0, der(4, info)))
    signer = der(0x30, b"\x02\x01\x01", der(0x30, der(0x30), b"\x02\x01\x01"), unsigned)
    signed = der(0x30, b"\x02\x01\x03", der(0x31, der(0x30, SHA_256), before), content, certificate, der(0x31, signer))
    return der(0x30, der(0x30, b"\x02\x01\x00", status), der(0x30, SIGNED_DATA, der(0xA0, signed)))


def filed(folder: Path, made_of: Callable[[bytes], bytes]) -> list[str]:
    """The codes that a case gets in which this time stamp is filed over its checkpoint."""
    made = Making()
    made.begin()
    kept = made.anchors[made.keep_checkpoint()]
    stamp = made_of(kept)
    made.anchor("timestamp", 1, stamp, "clock.example", sha256(stamp).hexdigest()[:8])
    return [one.code for one in verify(write(folder / "case", made.files())).findings]


def test_one_that_is_of_the_checkpoint_is_taken(tmp_path: Path) -> None:
    assert filed(tmp_path, lambda kept: token(imprint_of(kept))) == []


OTHERS = [imprint_of(b"another"), imprint_of(b"another", SHA_512)]
PLANTED: dict[str, Callable[[bytes, bytes], bytes]] = {
    "in the words of the status": lambda other, kept: token(other, status=der(0x30, said_of(kept))),
    "in an extension": lambda other, kept: token(other, extension=der(0xA1, said_of(kept))),
    "in a certificate": lambda other, kept: token(other, certificate=der(0xA0, der(0x30, said_of(kept)))),
    "in an unsigned attribute": lambda other, kept: token(other, unsigned=der(0xA1, said_of(kept))),
    "among the algorithms": lambda other, kept: token(other, before=der(0x30, said_of(kept))),
    "behind it": lambda other, kept: token(other) + said_of(kept),
    "before it": lambda other, kept: said_of(kept) + token(other),
    "alone": lambda _, kept: der(0x30, said_of(kept)),
}


@pytest.mark.parametrize("other", OTHERS, ids=["SHA-256", "SHA-512"])
@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_an_imprint_planted_elsewhere_is_not_taken(tmp_path: Path, planted: Callable[[bytes, bytes], bytes], other: bytes) -> None:
    assert filed(tmp_path, lambda kept: planted(other, kept)) == ["anchor.mismatch"]


MALFORMED: dict[str, Callable[[bytes], bytes]] = {
    "not granted": lambda good: good.replace(b"\x02\x01\x00", b"\x02\x01\x02", 1),
    "cut": lambda good: good[:-1],
    "longer": lambda good: good + b"\0",
    "no signed data": lambda good: good.replace(SIGNED_DATA, SIGNED_DATA[:-1] + b"\x03"),
    "no time stamp": lambda good: good.replace(TST_INFO, TST_INFO[:-1] + b"\x05"),
    "no time": lambda good: good.replace(TIME, TIME.replace(b"Z", b"X")),
    "a day that no calendar has": lambda good: good.replace(TIME, TIME.replace(b"20310504", b"20310231")),
    "a serial number that is none": lambda good: good.replace(SERIAL, b"\x04" + SERIAL[1:]),
    "another algorithm": lambda good: good.replace(SHA_256 + b"\x05\x00", SHA_256[:-1] + b"\x02\x05\x00"),
}


@pytest.mark.parametrize("change", MALFORMED.values(), ids=MALFORMED)
def test_one_that_is_not_written_as_such_a_response_is(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    assert filed(tmp_path, lambda kept: change(token(imprint_of(kept)))) == ["anchor.mismatch"]


GOOD = token(imprint_of(b"x"), certificate=der(0xA0, der(0x30, b"\x02\x01\x07")), extension=der(0xA1, SERIAL), unsigned=der(0xA1, TIME))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.booleans())
def test_both_read_the_same_of_an_altered_one(at: int, value: int, cut: bool) -> None:
    data = GOOD[:at] + bytes([value]) + (b"" if cut else GOOD[at + 1 :])
    found = lone.tried(lone.stamped, data)
    try:
        read = read_token(data)
    except TokenFault:
        assert found is None, data.hex()
        return
    assert found is not None
    assert (found[0] or None) == (read.imprint if read.algorithm == SHA256 else None)
    assert abs(found[2] - read.time.timestamp()) < 0.001


def test_what_making_writes_is_read() -> None:
    assert lone.stamped(time_stamp(sha256(b"x").digest()))[:2] == (sha256(b"x").digest(), "20310504090000Z")
