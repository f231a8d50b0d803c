"""Time stamps read from their bytes: those of a real authority, and everything that is none."""

import base64
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import rfc3161_client
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.verify.timestamps import Stamp, read_stamp
from onrecord.ledger.verify.tokens import SHA256, TokenFault, read_token

MESSAGE = b"onrecord/0123456789abcdef\n5\n"


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """No case is opened here, so no index."""
    return "none"


def query(message: bytes = MESSAGE) -> rfc3161_client.TimeStampRequest:
    algorithm = rfc3161_client.HashAlgorithm.SHA256
    return rfc3161_client.TimestampRequestBuilder().data(message).hash_algorithm(algorithm).build()


@pytest.mark.parametrize("with_root", [False, True])
def test_a_token_says_what_openssl_put_into_it(time_authority, with_root: bool, tmp_path: Path):
    authority, asked = time_authority(with_root=with_root), query()
    before = datetime.now(UTC).replace(microsecond=0)
    response = authority.reply(asked.as_bytes())
    token = read_token(response)
    assert (token.algorithm, token.imprint) == (SHA256, sha256(MESSAGE).digest())
    assert before <= token.time <= datetime.now(UTC)
    assert token.nonce == asked.nonce
    assert len(token.certificates) == 1 + with_root
    (tmp_path / "message").write_bytes(MESSAGE)
    (tmp_path / "ordered.tsr").write_bytes(token.ordered)
    assert authority.verifies(tmp_path / "ordered.tsr", tmp_path / "message"), "the order of certificates is not signed"


def test_certificates_in_any_order_are_read(time_authority):
    """OpenSSL writes them as it has them; the package that checks refuses what is not sorted."""
    authority = time_authority(with_root=True)
    root = [authority.root.read_bytes()]
    response = authority.reply(query().as_bytes())
    one, other = read_token(response).certificates
    assert one in response
    assert other in response
    swapped = response.replace(one + other, other + one)
    for written in (response, swapped):
        assert read_stamp(written, MESSAGE, root).found is Stamp.VERIFIED


def test_a_time_stamp_is_of_its_message_alone(time_authority):
    authority = time_authority()
    response, root = authority.reply(query().as_bytes()), [authority.root.read_bytes()]
    found = read_stamp(response, MESSAGE, root)
    assert (found.found, found.authority) == (Stamp.VERIFIED, authority.name)
    assert read_stamp(response, MESSAGE + b"x", root).found is Stamp.OTHER
    assert read_stamp(response, MESSAGE, []).found is Stamp.UNCHECKED


def test_an_imprint_elsewhere_in_the_bytes_counts_for_nothing(time_authority):
    """Whoever looks for the imprint anywhere in the response believes one that was put behind it."""
    authority = time_authority()
    response = authority.reply(query(b"another").as_bytes())
    decoy = bytes.fromhex("300d06096086480165030402010500") + b"\x04\x20" + sha256(MESSAGE).digest()
    assert read_stamp(response + decoy, MESSAGE, []).found is Stamp.MALFORMED
    assert read_stamp(response, MESSAGE, []).found is Stamp.OTHER


def test_another_authority_is_told_from_one_that_takes_a_name(time_authority):
    authority, other, impostor = time_authority(), time_authority("Shore Time Authority"), time_authority()
    root = [authority.root.read_bytes()]
    assert read_stamp(other.reply(query().as_bytes()), MESSAGE, root).found is Stamp.FOREIGN
    assert read_stamp(impostor.reply(query().as_bytes()), MESSAGE, root).found is Stamp.AUTHORITY
    assert read_stamp(other.reply(query().as_bytes()), MESSAGE, [*root, other.root.read_bytes()]).found is Stamp.VERIFIED


def test_a_certificate_that_did_not_hold_then_is_told(time_authority):
    authority = time_authority(begins=datetime.now(UTC) + timedelta(days=30))
    found = read_stamp(authority.reply(query().as_bytes()), MESSAGE, [authority.root.read_bytes()])
    assert found.found is Stamp.BACKDATED
    assert "its certificate holds from" in found.why


def test_the_authoritys_own_certificate_alone_is_not_enough_and_no_accusation(time_authority):
    authority = time_authority()
    found = read_stamp(authority.reply(query().as_bytes()), MESSAGE, [(authority.root.parent / "own.pem").read_bytes()])
    assert found.found is Stamp.UNCHECKED
    assert "the certificate above" in found.why


def test_an_authority_that_refuses_is_heard(time_authority):
    authority = time_authority()
    algorithm = bytes.fromhex("300906052b0e03021a0500")  # SHA-1, which it does not take
    imprint = bytes([0x30, len(algorithm) + 22]) + algorithm + b"\x04\x14" + bytes(20)
    asked = bytes([0x30, len(imprint) + 3]) + b"\x02\x01\x01" + imprint
    with pytest.raises(TokenFault, match="the authority refused: its status is 2"):
        read_token(authority.reply(asked))


def test_no_altered_byte_of_a_token_passes_but_those_that_nobody_signs(time_authority):
    """What passes is an encoding that no signature covers; the entry holds the hash of the file, which covers it."""
    authority = time_authority()
    response, root = authority.reply(query().as_bytes()), [authority.root.read_bytes()]
    chance = random.Random(7)
    found: Counter[Stamp] = Counter()
    for at in range(len(response)):
        altered = bytearray(response)
        altered[at] ^= 1 << chance.randrange(8)
        found[read_stamp(bytes(altered), MESSAGE, root).found] += 1
    assert found[Stamp.UNCHECKED] == found[Stamp.FOREIGN] == 0
    assert found[Stamp.VERIFIED] <= len(response) // 50


def test_a_token_cut_anywhere_is_none(time_authority):
    response = time_authority().reply(query().as_bytes())
    for length in range(len(response)):
        with pytest.raises(TokenFault):
            read_token(response[:length])


REPLY = base64.b64decode(
    "MIIDyjADAgEAMIIDwQYJKoZIhvcNAQcCoIIDsjCCA64CAQMxDzANBglghkgBZQMEAgEFADCBkwYLKoZIhvcNAQkQAQSggYMEgYAwfgIBAQYEKgMEATAxMA0G"
    "CWCGSAFlAwQCAQUABCBYkbW1ItXfCG0P8LEQ+9nSG7T8cWOvNNCChqLoRva+AwIBAxgPMjAyNjExMjkxNjA2MjhaAggdZRZH5/TZzaAipCAwHjEcMBoGA1UE"
    "AwwTVmFsZSBUaW1lIEF1dGhvcml0eaCCAbYwggGyMIIBV6ADAgECAhR1yDj10mirdKQkiq25by1aXU26/jAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5WYWxl"
    "IFRpbWUgUm9vdDAeFw0yNjExMjkxNjA2MTVaFw0zNjExMjYxNjA2MTVaMB4xHDAaBgNVBAMME1ZhbGUgVGltZSBBdXRob3JpdHkwWTATBgcqhkjOPQIBBggq"
    "hkjOPQMBBwNCAARu4qYOXj+sNIWeXTUnS9yDmhfSbmMJM2sDg5GkoBXA4eQKK3ImosL5pto/ptU6HKCaNhCHg5Zat4H8uTZiuwjdo3gwdjAMBgNVHRMBAf8E"
    "AjAAMA4GA1UdDwEB/wQEAwIHgDAWBgNVHSUBAf8EDDAKBggrBgEFBQcDCDAdBgNVHQ4EFgQUt6Un5E+7Zra7Jt58jj7hLjniG6QwHwYDVR0jBBgwFoAUSC4l"
    "u4cIxOi6JMmiNyhBmKP0WqowCgYIKoZIzj0EAwIDSQAwRgIhAJXl0FwMZu+J4Me/HGu99XV7zBhSQ4qmKWa/yFmijkBZAiEA52NZ6Ew2NrfEeVUGhFlqLEP1"
    "kwD+Kn7nakJfRjVDPNUxggFGMIIBQgIBATAxMBkxFzAVBgNVBAMMDlZhbGUgVGltZSBSb290AhR1yDj10mirdKQkiq25by1aXU26/jANBglghkgBZQMEAgEF"
    "AKCBpDAaBgkqhkiG9w0BCQMxDQYLKoZIhvcNAQkQAQQwHAYJKoZIhvcNAQkFMQ8XDTI2MTEyOTE2MDYyOFowLwYJKoZIhvcNAQkEMSIEIAQKaw6rJ8fEaj5T"
    "DZBSV0MF78bOuy8auikHb90uZ7uBMDcGCyqGSIb3DQEJEAIvMSgwJjAkMCIEIAXvweGRhe8zoI/ptoTXz7USs1mjgYdxzlXcBCjrMELjMAoGCCqGSM49BAMC"
    "BEgwRgIhAL1KJRZvUx+pGo/lyAPW0Y0i0KcqN/wiNelxBVB6bwS+AiEAn4jkHzPdLQHEv9091+JJQ8qDCHkRwS2AJU7xpL7r1ss="
)
"""A response of an authority that was made for this test with ``openssl ts``, over ``hello`` and a line feed."""


@given(st.binary(max_size=200))
def test_any_bytes_are_a_token_or_a_fault(data: bytes):
    with pytest.raises(TokenFault):
        read_token(data)


@given(st.data())
def test_bytes_put_into_a_token_never_break_the_reader(data: st.DataObject):
    at = data.draw(st.integers(0, len(REPLY) - 1))
    altered = REPLY[:at] + data.draw(st.binary(max_size=8)) + REPLY[at + data.draw(st.integers(0, 8)) :]
    found = read_stamp(altered, b"hello\n", [])
    assert found.found in {Stamp.UNCHECKED, Stamp.OTHER, Stamp.MALFORMED, Stamp.BACKDATED}
