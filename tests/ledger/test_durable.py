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


def test_what_is_not_durable_when_making_ends_with_an_error_is_not_given_out(ledger: Ledger, make):
    def made():
        for number in (1, 2):
            document = make.document(number)
            ledger.append_reading(document, make.reading(document))
            yield number
            ledger.commit()
        raise ValueError("stopped")

    given = []
    with pytest.raises(ValueError, match="stopped"):
        given.extend(ledger.when_durable(made()))
    assert given == [1], "the second might have gone"
