"""G4: one sentence, a named exit code, nothing acknowledged lost, and the same ingest goes on afterwards."""

import pytest
from benchmarks.custody.troubles import TROUBLES

SAYS_NOTHING = {"clock 20 years back, 73 ahead"}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_ends_in_a_sentence_and_is_got_over(trouble: str, measured) -> None:
    outcome = measured(f"troubles.outcome_of({trouble!r}, scratch)")
    assert outcome["faults"] == []
    assert bool(outcome["sentences"]) == (trouble not in SAYS_NOTHING)
