"""G3 in short: kills at random moments."""

import pytest
from benchmarks.custody.kills import DEEDS


@pytest.mark.parametrize("deed", DEEDS)
def test_kills_lose_and_double_nothing(deed: str, measured) -> None:
    tally = measured(f"kills.explore({deed!r}, 13, scratch=scratch)")
    assert tally["examples"] == []
    assert tally["kills"] >= 13
