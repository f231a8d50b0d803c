"""Compressed bytes opened again, whatever their members are like, in time proportional to their number."""

import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.expand import FREE, DamagedError, ExpandsTooFarError, expand_gzip
from onrecord.settings import Limits


@given(st.lists(st.binary(max_size=300) | st.integers(0, 60_000).map(random.Random(7).randbytes), min_size=1, max_size=6), st.data())
def test_members_one_after_another(pieces: list[bytes], draw):
    packed = b"".join(gzip.compress(piece, draw.draw(st.sampled_from([0, 1, 9])), mtime=0) for piece in pieces)
    behind = draw.draw(st.sampled_from([b"", b"\0" * 9, b"rubbish", b"\x1f"]))
    assert expand_gzip(packed + behind, Limits()) == b"".join(pieces)
    with pytest.raises(DamagedError):
        expand_gzip(packed[:-1], Limits())


def test_long_runs_of_the_same():
    packed = gzip.compress(bytes(FREE // 2)) + gzip.compress(b"end")
    assert expand_gzip(packed, Limits()) == bytes(FREE // 2) + b"end"
    with pytest.raises(ExpandsTooFarError):
        expand_gzip(gzip.compress(bytes(FREE * 8)), Limits())


def test_half_a_million_empty_members_are_no_work():
    assert expand_gzip(gzip.compress(b"", mtime=0) * 500_000 + gzip.compress(b"end"), Limits()) == b"end"
