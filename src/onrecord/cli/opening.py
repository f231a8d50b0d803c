"""The case of a command that writes, opened; what had to be mended in it is said."""

from onrecord import flow
from onrecord.cli.run import Run, talk
from onrecord.ledger import Ledger


def open_to_write(run: Run) -> Ledger:
    """The case of this run, made when it is not there; leave it as a context manager."""
    return _told(flow.case_of(run.case_to_write(), create=True))


def open_existing(run: Run) -> Ledger:
    """The case of this run, which must be there; leave it as a context manager."""
    return _told(flow.case_of(run.existing_case()))


def _told(ledger: Ledger) -> Ledger:
    for sentence in ledger.repairs:
        talk(sentence)
    return ledger
