"""What a verification does grows with its input and not with the square of it: told by counting what is read and checked."""

from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.both_verifiers import verify
from tests.export.lone.making import Making, signature_line, signing_key, time_stamp, vkey, write

from onrecord.export import verify as lone
from onrecord.ledger.tlog.note import VerifierKey
from onrecord.ledger.verify import anchors, case, policy_of

WITNESS, NAME = signing_key("witness"), "witness.example"
KEY = vkey(WITNESS, NAME, 4)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each verifier read a file of ``anchors/`` and checked a signature."""
    counted: Counter[str] = Counter()

    def counting(what: str, real: Callable[..., Any], *, only: str = "") -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            counted[what] += only in "".join(map(str, given))
            return real(*given, **named)

        return call

    monkeypatch.setattr(case, "read_file", counting("onrecord reads", case.read_file, only="/anchors/"))
    monkeypatch.setattr(VerifierKey, "fits", counting("onrecord checks", VerifierKey.fits))
    monkeypatch.setattr(lone.Check, "read", counting("alone reads", lone.Check.read, only="anchors/"))
    monkeypatch.setattr(lone.Check, "signs", counting("alone checks", lone.Check.signs))
    yield counted


def begun(entries: int) -> Making:
    made = Making()
    made.begin()
    for number in range(1, entries):
        made.entry("note", {"n": number})
    return made


def codes(path: Path) -> Counter[str]:
    return Counter(one.code for one in verify(path, policy_of(witnesses=[KEY])).findings)


@pytest.mark.parametrize("count", [5, 50])
def test_a_file_that_many_entries_name_is_read_and_checked_once(tmp_path: Path, done: Counter[str], count: int) -> None:
    made = begun(2)
    made.keep_checkpoint(2)
    for _ in range(count):
        made.cosign(WITNESS, 2, NAME)
        made.stamp(2)
    assert not codes(write(tmp_path / "case", made.files()))
    assert max(done["onrecord reads"], done["alone reads"]) <= 4
    assert max(done["onrecord checks"], done["alone checks"]) <= 6


@pytest.mark.parametrize("count", [4, 40])
def test_a_checkpoint_that_many_files_are_over_is_read_once_for_them(tmp_path: Path, done: Counter[str], count: int) -> None:
    made = begun(2)
    kept = made.anchors[made.keep_checkpoint(2)]
    for second in range(count):
        stamp = time_stamp(sha256(kept).digest(), b"203105040900%02dZ" % second)
        made.anchor("timestamp", 2, stamp, "clock.example", sha256(stamp).hexdigest()[:8])
    assert not codes(write(tmp_path / "case", made.files()))
    assert max(done["onrecord reads"], done["alone reads"]) <= count + 2


@pytest.mark.parametrize("count", [6, 24])
def test_what_is_filed_wrongly_is_not_held_against_each_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: Counter[str], count: int
) -> None:
    tries = 20
    monkeypatch.setattr(anchors, "MOST_TRIES", tries)
    monkeypatch.setattr(lone, "TRIES", tries)
    made = begun(count)
    line = signature_line(WITNESS, b"something else\n", NAME, time=1_935_650_000).encode()
    for size in range(1, count + 1):
        made.keep_checkpoint(size)
        stamp = time_stamp(sha256(b"%d" % size).digest())
        made.anchors[f"{size}-{sha256(stamp).hexdigest()[:8]}.tsr"] = stamp
        made.anchors[f"{size}-{KEY.split('+')[1]}.cosig"] = line
    assert codes(write(tmp_path / "case", made.files())) == {"anchor.cosignature": count, "anchor.mismatch": count}
    assert max(done["onrecord reads"], done["alone reads"]) <= 4 * count
    assert max(done["onrecord checks"], done["alone checks"]) <= 5 * count + tries


def test_a_line_of_another_checkpoint_is_told_as_long_as_it_is_tried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tries, code in ((10, "anchor.replayed"), (1, "anchor.cosignature")):
        monkeypatch.setattr(anchors, "MOST_TRIES", tries)
        monkeypatch.setattr(lone, "TRIES", tries)
        made = begun(4)
        for size in (1, 2, 3):
            made.keep_checkpoint(size)
        made.anchors[f"1-{KEY.split('+')[1]}.cosig"] = signature_line(WITNESS, made.body(3), NAME, time=1_935_650_000).encode()
        assert codes(write(tmp_path / "case", made.files())) == {code: 1}


def test_a_message_quotes_no_more_than_a_page_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = begun(2)
    made.lines[1] = made.lines[1].replace(b'"type":"note"', b'"type":"%s"' % (b"n" * 1_000_000))
    path = write(tmp_path / "case", made.files())
    (found,) = verify(path).findings
    assert (found.code, len(found.message)) == ("record.malformed", 1_000)
    lone.main([str(path)])
    assert len(capsys.readouterr().out) < 5_000
