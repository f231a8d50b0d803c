"""Trust policies: the quorum that they ask for, and everything that is no policy."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, SigningKey, VerifierKey
from onrecord.ledger.tlog.policy import PolicyFault, TrustPolicy


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """No case is opened here, so no index."""
    return "none"


def key(seed: int, kind: int = ED25519_COSIGNATURE, name: str | None = None) -> VerifierKey:
    return SigningKey(name or f"partner.example/w{seed}", kind, bytes([seed]) * 32).verifier


KEYS = [key(seed) for seed in range(1, 7)]
LOG = key(9, ED25519, "onrecord/0123456789abcdef")
WITNESSES = "".join(f"witness W{at} {one.encoded()}\n" for at, one in enumerate(KEYS, start=1))
TWO_LEVELS = f"""\
# what the desk asks for
log {LOG.encoded()} https://desk.example/log

{WITNESSES}
\tgroup X 2 W1 W2 W3
group Y any W4 W5 W6
group  X-and-Y all X Y
quorum X-and-Y
"""


def read(text: str) -> TrustPolicy:
    return TrustPolicy.decoded(text.encode())


def test_the_example_of_the_format_asks_for_two_and_one():
    policy = read(TWO_LEVELS)
    assert policy.logs == (LOG,)
    assert policy.is_met([KEYS[0], KEYS[2], KEYS[4]])
    assert not policy.is_met([KEYS[0], KEYS[3], KEYS[4], KEYS[5]])
    assert not policy.is_met(KEYS[:3])
    assert policy.told() == "X-and-Y (2 of 2)"


@given(st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_more_cosignatures_never_make_a_quorum_fail(some: set[VerifierKey], more: set[VerifierKey]):
    policy = read(TWO_LEVELS)
    assert policy.is_met(some | more) or not policy.is_met(some)
    assert policy.is_met(some) == (len(some & set(KEYS[:3])) >= 2 and len(some & set(KEYS[3:])) >= 1)


def test_a_single_witness_may_be_the_quorum():
    policy = read(f"witness only {KEYS[0].encoded()} http://localhost:8417\nquorum only\n")
    assert policy.is_met([KEYS[0]])
    assert not policy.is_met([KEYS[1]])
    assert policy.witnesses[b"only"].url == "http://localhost:8417"


def test_none_asks_for_nobody():
    assert read("quorum none").is_met([])


def test_a_post_quantum_witness_may_stand_in_a_policy():
    pq = key(7, MLDSA44)
    assert read(f"witness pq {pq.encoded()}\nquorum pq\n").is_met([pq])


def test_names_are_octets():
    policy = TrustPolicy.decoded(b"witness \xff\xfe " + KEYS[0].encoded().encode() + b"\nquorum \xff\xfe\n")
    assert policy.is_met([KEYS[0]])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no line quorum"),
        ("quorum none\nquorum none\n", "line 2: a second quorum"),
        ("quorum X\nwitness X " + KEYS[0].encoded(), "line 1: nothing before is called 'X'"),
        (f"{WITNESSES}group G 7 W1 W2\nquorum G\n", "line 7: 7 of 2 can never be met"),
        (f"{WITNESSES}group G 0 W1\nquorum G\n", "line 7: '0' is no number, nor any, nor all"),
        (f"{WITNESSES}group G 01 W1\nquorum G\n", "line 7: '01'"),
        (f"{WITNESSES}group G any\nquorum G\n", "line 7: 'group' is no line"),
        (f"{WITNESSES}group G any W1\ngroup H any W1\nquorum H\n", "line 8: 'W1' is a member twice"),
        (f"{WITNESSES}group G any W1 W1\nquorum G\n", "line 7: 'W1' is a member twice"),
        (f"{WITNESSES}group W1 any W2\nquorum W1\n", "line 7: the name 'W1' is taken"),
        (f"{WITNESSES}group G any none\nquorum G\n", "line 7: nothing before is called 'none'"),
        (f"witness none {KEYS[0].encoded()}\nquorum none\n", "line 1: the name 'none' is taken"),
        (
            f"witness A {KEYS[0].encoded()}\nwitness B {key(1, name='other.example').encoded()}\nquorum A\n",
            "line 2: the key of other.example",
        ),
        (f"log {LOG.encoded()}\nlog {LOG.encoded()}\nquorum none\n", "line 2: the key of onrecord/0123456789abcdef stands there twice"),
        (f"witness A {LOG.encoded()}\nquorum A\n", "line 1: the key of onrecord/0123456789abcdef is of a type that does not sign here"),
        ("witness A key\nquorum A\n", "line 1: 'key' is no verifier key"),
        ("quorum none\r\n", "line 1 holds a control character"),
        ("quorum none extra\n", "line 1: 'quorum' is no line"),
        ("trust none\n", "line 1: 'trust' is no line"),
    ],
)
def test_what_is_no_policy_is_told_with_its_line(text: str, why: str):
    with pytest.raises(PolicyFault) as told:
        read(text)
    assert why in str(told.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_policy_or_a_fault(data: bytes):
    with contextlib.suppress(PolicyFault):
        TrustPolicy.decoded(data)
