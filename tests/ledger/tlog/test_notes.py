"""Signed notes, keys, checkpoints and proofs: the published examples, round trips, and everything that must be refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.tlog.checkpoint import Head, Proof, read_checkpoint
from onrecord.ledger.tlog.note import (
    ED25519,
    ED25519_COSIGNATURE,
    MLDSA44,
    Note,
    NoteFault,
    SigningKey,
    VerifierKey,
    read_note,
    signed_by,
    time_of,
)

NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
"""The example of the note package in which the format began (golang.org/x/mod/sumdb/note)."""


def key(kind: int = ED25519, name: str = "onrecord/0123456789abcdef", seed: int = 7) -> SigningKey:
    return SigningKey(name, kind, bytes([seed]) * 32)


def head(size: int = 5) -> Head:
    return Head("onrecord/0123456789abcdef", size, bytes(range(32)))


def test_the_published_example_is_read_and_verified():
    note = read_note(NEUMANN_NOTE.encode())
    neumann = VerifierKey.decoded(NEUMANN)
    assert signed_by(note, [neumann]) == (neumann,)
    assert note.encoded() == NEUMANN_NOTE.encode()
    assert neumann.encoded() == NEUMANN


@pytest.mark.parametrize("kind", [ED25519, ED25519_COSIGNATURE, MLDSA44])
def test_a_signature_fits_its_text_and_no_other(kind: int):
    signer = key(kind)
    signature = signer.sign(head().text(), time=1_700_000_000 if kind != ED25519 else 0)
    verifier = VerifierKey.decoded(signer.verifier.encoded())
    assert verifier.fits(head().text(), signature)
    assert not verifier.fits(head(6).text(), signature)
    assert not key(kind, seed=8).verifier.fits(head().text(), signature)
    assert not key(kind, name="onrecord/other").verifier.fits(head().text(), signature)
    assert SigningKey.decoded(signer.encoded()) == signer
    if kind != ED25519:
        assert time_of(signature) == 1_700_000_000
    for at in range(0, len(signature.value), 61):
        broken = bytearray(signature.value)
        broken[at] ^= 1
        assert not verifier.fits(head().text(), type(signature)(signature.name, signature.key_id, bytes(broken)))


def test_a_note_with_one_bad_line_by_a_known_key_is_not_believed():
    signer = key()
    good = signer.sign(head().text())
    bad = type(good)(good.name, good.key_id, bytes(64))
    with pytest.raises(NoteFault, match="does not fit"):
        signed_by(Note(head().text(), (good, bad)), [signer.verifier])
    assert signed_by(Note(head().text(), (good,)), [key(seed=9).verifier]) == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"text\n", "no signatures"),
        (b"text\n\n", "no signatures"),
        (b"text\n\n\xe2\x80\x94 a Zm9vYmFy", "no signatures"),
        (b"text\n\n- a Zm9vYmFy\n", "no signature line"),
        ("text\n\n— a b Zm9vYmFy\n".encode(), "no signature line|not base64"),
        ("text\n\n— a+b Zm9vYmFy\n".encode(), "no signature line"),
        ("text\n\n— a Zm9vYg==x\n".encode(), "not base64"),
        ("text\n\n— a Zm9vYh==\n".encode(), "too short|not base64"),
        ("text\n\n— a Zm9v\n".encode(), "too short"),
        ("te\txt\n\n— a Zm9vYmFy\n".encode(), "control character"),
        ("text\r\n\n— a Zm9vYmFy\n".encode(), "control character"),
        (b"te\xffxt\n\n", "not UTF-8 at byte 2"),
        (b"text\n\n" + "— a Zm9vYmFy\n".encode() * 65, "too many"),
        (b"x" * 1_000_001, "more than any note"),
    ],
)
def test_what_is_no_note_is_refused(data: bytes, why: str):
    with pytest.raises(NoteFault, match=why):
        read_note(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+c74f20a3",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str):
    with pytest.raises(NoteFault):
        VerifierKey.decoded(text)


def test_a_private_key_is_never_repeated_in_a_message():
    text = key().encoded()
    for broken in (text[:-2], text.replace("PRIVATE", "PUBLIC"), text.replace("+", "-"), "", text.swapcase()):
        with pytest.raises(NoteFault) as caught:
            SigningKey.decoded(broken)
        assert text[-30:-10] not in str(caught.value)


def test_a_checkpoint_comes_back():
    note = Note(head().text(), (key().sign(head().text()),))
    assert read_checkpoint(note.encoded()) == (head(), note)


@pytest.mark.parametrize(
    "text",
    [
        "a\n5\n",
        "a\n05\nAA==\n",
        "a\n5\nAA==\n",
        "a\n-1\n{root}\n",
        "a\n5\n{root}\nmore\n",
        "\n5\n{root}\n",
        "a\n5 \n{root}\n",
        "a\n5\n{root}x\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str):
    text = text.replace("{root}", base64.b64encode(bytes(32)).decode())
    signed = Note(text, (key().sign(text),)).encoded()
    with pytest.raises(NoteFault):
        read_checkpoint(signed)


@given(st.integers(0, 2**40), st.lists(st.binary(min_size=32, max_size=32), max_size=40), st.none() | st.binary(max_size=200))
def test_proofs_come_back(index: int, steps: list[bytes], extra: bytes | None):
    checkpoint = Note(head().text(), (key().sign(head().text()),)).encoded()
    proof = Proof(index, tuple(steps), checkpoint, extra)
    assert Proof.decoded(proof.encoded()) == proof


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes):
    for reader in (read_note, read_checkpoint, Proof.decoded):
        try:
            reader(data)
        except NoteFault:
            continue
