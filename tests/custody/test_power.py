"""G2 in short: after power loss nothing acknowledged is lost and nothing is corrupt; a writer with a fault is caught."""

import pytest
from benchmarks.custody.mutants import MUTANTS
from benchmarks.custody.power import SCENARIOS


@pytest.mark.parametrize("number", range(len(SCENARIOS)), ids=[scenario.name for scenario in SCENARIOS])
def test_every_state_opens_and_holds_what_was_acknowledged(number: int, measured) -> None:
    tally = measured(f"power.explore(power.SCENARIOS[{number}], states=200, scratch=scratch, share=0.15)")
    assert tally["examples"] == []
    assert tally["states"] == 200
    assert tally["moments"] > 300


def test_power_may_fail_again_during_the_recovery(measured) -> None:
    expression = (
        "power.total(power.explore(one, states=50, scratch=scratch, share=0.2) for one in power.recoveries(1, scratch=scratch, share=0.05))"
    )
    tally = measured(expression)
    assert tally["examples"] == []
    assert tally["states"] == 100


def test_power_may_fail_while_a_half_published_log_is_tidied_up(measured) -> None:
    tally = measured("power.explore(power.half_published(scratch=scratch), states=250, scratch=scratch, first=25)")
    assert tally["examples"] == []
    assert tally["states"] == 250


SHORT_WINDOW = {"entries before records", "checkpoint written in place", "rename before sync"}
"""Writers whose fault shows between few calls, so that more moments are needed."""


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_writer_with_a_fault_is_caught(mutant: str, measured) -> None:
    share = 0.5 if mutant in SHORT_WINDOW else 0.15
    tally = measured(f"power.explore(power.of_mutant({mutant!r}), states=3_000, scratch=scratch, share={share}, until_fault=True)")
    assert tally["faulty"] > 0
