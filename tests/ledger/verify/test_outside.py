"""A verification says what it checked of what lies outside: by whom, over how many entries, when."""

from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console
from tests.both_verifiers import said_alone, verify
from tests.export.lone.making import ORIGIN, dossier, signature_line, signing_key, small_case, vkey, write

from onrecord.cli.printed.verdict import print_verdict
from onrecord.export import verify as lone
from onrecord.ledger import Ledger, Verdict, Vouched
from onrecord.ledger.tlog.note import MLDSA44, SigningKey
from onrecord.ledger.verify import policy_of

PARTNER = vkey(signing_key("witness"), "witness.example", 4)
TIME = "2031-05-04T08:33:20Z"  # 1,935,650,000 seconds since 1970


def told(verdict: Verdict) -> list[tuple[int, str, str, str | None, str]]:
    return [(one.size, one.kind, one.name, one.time, one.place) for one in verdict.outside]


def printed(verdict: Verdict) -> str:
    console = Console(file=StringIO(), width=80, markup=False, highlight=False, emoji=False)
    print_verdict(verdict, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """With a cosignature over the first 4 entries of 10."""
    return write(tmp_path / "case", small_case().files())


def test_without_anything_given_nothing_is_said(case: Path) -> None:
    verdict = verify(case)
    assert verdict.outside == ()
    assert "also" not in printed(verdict)


def test_a_cosignature_is_told_when_its_key_was_given(case: Path) -> None:
    verdict = verify(case, policy_of(witnesses=[PARTNER, PARTNER]))
    (name,) = (file.name for file in (case / "anchors").iterdir() if file.suffix == ".cosig")
    assert told(verdict) == [(4, "cosignature", "witness.example", TIME, f"anchors/{name}")]
    assert verify(case, policy_of(witnesses=[vkey(signing_key("other"), "other.example", 4)])).outside == ()


@pytest.mark.parametrize("time", [0, 1 << 62])
def test_a_time_that_no_calendar_has_is_none(tmp_path: Path, time: int) -> None:
    made = small_case()
    made.keep_checkpoint(8)
    line = signature_line(signing_key("witness"), made.body(8), "witness.example", time=time)
    made.anchor("cosignature", 8, line.encode(), "witness.example", PARTNER.split("+")[1])
    verdict = verify(write(tmp_path / "case", made.files()), policy_of(witnesses=[PARTNER]))
    assert [(size, when) for size, _, _, when, _ in told(verdict)] == [(4, TIME), (8, None)]


def test_checkpoints_that_were_given_and_the_lines_below_them_are_told(case: Path, tmp_path: Path) -> None:
    made = small_case()
    line = signature_line(signing_key("witness"), made.body(), "witness.example", time=1_935_650_000)
    kept, cosigned = tmp_path / "kept", tmp_path / "cosigned"
    kept.write_bytes(made.checkpoint())
    cosigned.write_bytes(made.checkpoint() + line.encode())
    verdict = verify(case, policy_of(witnesses=[PARTNER], checkpoints=[kept, cosigned]))
    assert [one for one in told(verdict) if one[0] == 10] == [
        (10, "checkpoint", ORIGIN, None, str(cosigned)),
        (10, "checkpoint", ORIGIN, None, str(kept)),
        (10, "cosignature", "witness.example", TIME, str(cosigned)),
    ]


def test_what_does_not_fit_is_not_told(case: Path, tmp_path: Path) -> None:
    other = small_case()
    other.capture(b"A later report.\n")
    (tmp_path / "later").write_bytes(other.checkpoint())
    verdict = verify(case, policy_of(checkpoints=[tmp_path / "later"]))
    assert ({one.code for one in verdict.findings}, verdict.outside) == ({"history.rollback"}, ())


def test_of_a_dossier_only_what_it_shows_is_told(tmp_path: Path) -> None:
    made = small_case()
    (tmp_path / "out.wacz").write_bytes(dossier(made.members()))
    for size, known in ((10, True), (11, False)):
        if size == 11:
            made.capture(b"A later report.\n")
        (tmp_path / "kept").write_bytes(made.checkpoint())
        verdict = verify(tmp_path / "out.wacz", policy_of(checkpoints=[tmp_path / "kept"]))
        assert bool(verdict.outside) is known


def test_a_time_stamp_is_told_by_the_verifier_that_can_check_it(tmp_path: Path, time_authority: Any) -> None:
    authority = time_authority()
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        done = ledger.add_anchor(authority.reply(ledger.query()), "x.tsr", certificates=[authority.root.read_bytes()])
    verdict = verify(tmp_path / "case", policy_of(authorities=[authority.root]))
    (stamp,) = verdict.outside
    assert (stamp.kind, stamp.name, stamp.size, stamp.place) == ("timestamp", authority.name, done.size, f"anchors/{done.file}")
    assert stamp.time is not None
    assert stamp.time[:19] == (done.time or "")[:19]


def test_both_have_the_same_field_in_the_same_form(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = policy_of(witnesses=[PARTNER])
    assert said_alone(case, policy)["outside"] == [msgspec.to_builtins(one) for one in verify(case, policy).outside]
    assert lone.main([str(case), "--witness", PARTNER]) == 0
    page = capsys.readouterr().out
    assert "given     cosignature of 4 entries by witness.example, 2031-05-04T08:33:20Z:" in page
    assert max(map(len, page.splitlines()[4:])) <= 80


def test_a_witness_with_a_post_quantum_key_is_told_by_onrecord_alone(tmp_path: Path) -> None:
    made, witness = small_case(), SigningKey("witness.example", MLDSA44, bytes(range(32)))
    made.keep_checkpoint(8)
    line = witness.sign(made.body(8).decode(), time=1_935_650_000).line()
    made.anchor("cosignature", 8, line.encode(), "witness.example", witness.verifier.key_id.hex())
    verdict = verify(write(tmp_path / "case", made.files()), policy_of(witnesses=[witness.verifier.encoded()]))
    assert [(size, kind, when) for size, kind, _, when, _ in told(verdict)] == [(8, "cosignature", TIME)]


# --- for people ---------------------------------------------------------------------------------------------------------


def test_a_page_says_who_vouches_for_what(case: Path, snapshot: Any) -> None:
    verdict = verify(case, policy_of(witnesses=[PARTNER]))
    outside = (
        *(Vouched(size=size, kind="cosignature", name="partner.example/w1", time=TIME, place=f"{size}.cosig") for size in (1, 20, 28)),
        Vouched(size=1, kind="cosignature", name="coast.example/\x1b[2Jw1", time=None, place="1.cosig"),
        Vouched(size=1417, kind="timestamp", name="CN=Vale Time Authority,O=Vale,C=ZZ", time=TIME, place="1417.tsr"),
        Vouched(size=1400, kind="timestamp", name="", time=TIME, place="1400.tsr"),
        Vouched(size=1500, kind="checkpoint", name=ORIGIN, time=None, place="safe/kept.checkpoint"),
        Vouched(size=1501, kind="checkpoint", name=ORIGIN, time=None, place="safe/kept-2.checkpoint"),
    )
    shown = printed(msgspec.structs.replace(verdict, path="case", outside=outside, not_shown=()))
    assert shown == snapshot
    assert max(map(len, shown.splitlines())) <= 80


def test_the_place_of_an_original_stands_within_the_width(case: Path) -> None:
    (original,) = list((case / "blobs" / "sha256").glob("*/*"))[:1]
    original.unlink()
    shown = printed(msgspec.structs.replace(verify(case), path="case"))
    assert "original.missing" in shown
    assert max(map(len, shown.splitlines())) <= 80
