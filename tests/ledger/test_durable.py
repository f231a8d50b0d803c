"""Nobody is shown a record that a power cut would take back."""

from pathlib import Path

import pytest

from onrecord.ledger import Ledger, View


def test_what_is_made_is_given_out_when_it_is_durable(ledger: Ledger, case: Path, make):
    """Whatever somebody was shown stands in the index as another process sees it."""

    def made():
        for number in range(250):
            document = make.document(number, id=f"r{number}")
            ledger.append_reading(document, make.reading(document))
            yield f"r{number}"

    seen = []
    for name in ledger.when_durable(made()):
        with View.open(case) as other:
            assert other.readings_called(name)
        seen.append(name)
    assert seen == [f"r{number}" for number in range(250)]


def test_what_was_made_before_a_fault_is_given_out_before_it_is_raised(ledger: Ledger, make):
    def made():
        document = make.document(1)
        ledger.append_reading(document, make.reading(document))
        yield "first"
        raise ValueError("stopped")

    outcomes = ledger.when_durable(made())
    assert next(outcomes) == "first"
    with pytest.raises(ValueError, match="stopped"):
        next(outcomes)
