"""What a stop in the middle of publishing leaves is no alteration, for either verifier: a signed checkpoint speaks of it already."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger

LONE = Path(__file__).parents[2] / "src" / "onrecord" / "export" / "verify.py"

STEPS = ("stream.Stream.append", "publisher.Publisher._write", "publisher.Publisher._check_root", "publisher.Publisher._put_in_place")


def verdicts(case: Path) -> tuple[int, int]:
    """The exit codes of both verifiers."""
    lone = subprocess.run([sys.executable, str(LONE), str(case)], capture_output=True, check=False)
    return verify(case).exit, lone.returncode


@pytest.fixture
def stopped(open_ledger, make, monkeypatch: pytest.MonkeyPatch, case: Path, request: pytest.FixtureRequest) -> Path:
    """A case whose second publishing was stopped before a step."""
    ledger: Ledger = open_ledger()
    for number in (1, 2):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))
        if number == 1:
            ledger.publish()

    def stop(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(f"onrecord.ledger.{request.param}", stop)
        with pytest.raises(OnRecordError, match="could not be written"):
            ledger.publish()
    ledger.close()
    return case


@pytest.mark.parametrize("stopped", STEPS, indirect=True)
def test_it_is_said_and_is_no_finding(stopped: Path):
    assert "pending" in {left.code for left in verify(stopped).not_shown}
    assert verdicts(stopped) == (0, 0)


@pytest.mark.parametrize("stopped", STEPS[1:3], indirect=True)
def test_without_the_coming_checkpoint_the_same_is_an_alteration(stopped: Path):
    (stopped / "log" / "checkpoint.tmp").unlink()
    assert verdicts(stopped) == (3, 3)


@pytest.mark.parametrize("stopped", STEPS[1:2], indirect=True)
def test_a_coming_checkpoint_by_another_key_is_an_alteration(stopped: Path, tmp_path: Path):
    with Ledger.open(tmp_path / "other", create=True):
        pass
    forged = (tmp_path / "other" / "log" / "checkpoint").read_bytes()
    (stopped / "log" / "checkpoint.tmp").write_bytes(forged)
    assert verdicts(stopped) == (3, 3)


@pytest.mark.parametrize("stopped", STEPS, indirect=True)
def test_opening_finishes_it(stopped: Path):
    Ledger.open(stopped, create=False).close()
    assert not (stopped / "log" / "checkpoint.tmp").exists()
    assert verify(stopped, with_index=True).exit == 0
    assert "pending" not in {left.code for left in verify(stopped).not_shown}
