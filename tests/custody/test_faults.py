"""G1 in short: a fault at a call that changes the disk, a hundred of them."""

import pytest
from benchmarks.custody.faults import TARGETS

POINTS = (40, 30, 20, 12)


@pytest.mark.parametrize("number", range(len(TARGETS)), ids=[target.name for target in TARGETS])
def test_no_fault_loses_or_doubles_anything(number: int, measured) -> None:
    tally = measured(f"faults.explore(faults.TARGETS[{number}], points={POINTS[number]}, scratch=scratch)")
    assert tally["examples"] == []
    assert tally["points"] == POINTS[number]
    assert tally["calls"] > 90
