"""Both verifiers have a quick way to tell canonical JSON, and RFC 8785 itself says what it is."""

import json

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import verify as lone
from onrecord.ledger.verify.canonical import is_canonical

NUMBERS = (
    "1 -1 0 -0 01 1. .5 1.0 100.0 1.5 1.10 0.1 4.35 1e5 1E5 1e+21 1e21 1e+22 1.0e3 1e-7 -1e-7 0.000001 0.00001 0.0000001 5e-324 1e400 NaN"
    " Infinity 9007199254740991 9007199254740992 9007199254740993 12345678901234567 123456789012345680000 10000000000000000.5"
    " 0.1234567890123456 0.12345678901234567 333333333.3333332"
).split()
TEXTS = [
    '"a"',
    '"a\\u0062"',
    '"\\u001f"',
    '"\\n"',
    '"é"',
    '"\U0001f4f7"',
    '"\\ud83d\\udcf7"',
    '"\\ud800"',
    '"1.0,2e5"',
    '"["',
    "null",
    "true",
]
NAMES = ['"a"', '"b"', '"\ue000"', '"\U00010000"', '"1"', '"\\u0061"']


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """In the order of RFC 8785 or in another, names twice among them."""
    pairs = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=3)
    ordered = pairs.map(lambda some: sorted(some, key=lambda pair: json.loads(pair[0]).encode("utf-16-be")))
    return st.one_of(pairs, ordered).map(lambda some: "{" + ",".join(f"{name}:{value}" for name, value in some) + "}")


VALUES = st.recursive(
    st.sampled_from([*NUMBERS, *TEXTS]),
    lambda values: st.one_of(st.lists(values, max_size=3).map(lambda some: f"[{','.join(some)}]"), objects(values)),
    max_leaves=6,
)


def is_of_the_standard(text: str) -> bool:
    """By the package that is the standard's own, with integers beyond a double's as doubles."""
    try:
        made = json.loads(text, parse_int=lambda digits: int(digits) if abs(int(digits)) < 2**53 else float(digits))
        return rfc8785.dumps(made) == text.encode()
    except (ValueError, rfc8785.CanonicalizationError):
        return False


@given(VALUES, st.sampled_from(["", " ", "\n", "x"]))
def test_canonical_is_what_the_standard_says(text: str, after: str):
    body = (text + after).encode()
    expected = is_of_the_standard(text + after)
    assert is_canonical(body) == expected
    assert (lone.tried(lambda: [lone.canonical(body)]) is not None) == expected
