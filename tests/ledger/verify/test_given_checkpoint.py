"""A checkpoint that somebody gives: written off wrongly it is wrong use, not evidence of an alteration; both verifiers say so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.lone.making import Making, dossier, signature_line, signing_key, vkey, write

from onrecord.errors import BadInput
from onrecord.export import verify as lone
from onrecord.ledger.verify import policy_of

WRONG_USE = 2


def begun(seed: str = "log") -> Making:
    made = Making(key=signing_key(seed))
    made.begin()
    made.capture(b"Four people were killed in Ostrel, the coroner said.\n")
    return made


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., int]:
    """How both verifications of a case end with these bytes as a checkpoint: one exit code, and its name on standard error."""

    def ended(data: bytes, made: Making | None = None, path: Path | None = None) -> int:
        file = tmp_path / "typed.txt"
        file.write_bytes(data)
        path = path or write(tmp_path / "case", (made or begun()).files())
        try:
            alone = lone.main([str(path), "--checkpoint", str(file)])
        except SystemExit as leaving:
            alone = int(leaving.code or 0)
        if alone == WRONG_USE:
            assert str(file) in capsys.readouterr().err
        try:
            ours = verify(path, policy_of(checkpoints=[file])).exit
        except BadInput as refused:
            assert str(file) in refused.message
            assert refused.hint
            ours = WRONG_USE
        assert ours == alone, {"onrecord": ours, "alone": alone}
        return ours

    return ended


def test_every_letter_that_is_typed_wrongly_is_told_as_such(given: Callable[..., int], tmp_path: Path) -> None:
    made = begun()
    case, note = write(tmp_path / "evidence", made.files()), made.checkpoint().decode()
    assert given(note.encode(), path=case) == 0
    for at, letter in enumerate(note):
        if letter.isspace():
            continue
        other = {"l": "1", "1": "l", "O": "0", "0": "O", "\u2014": "~"}.get(letter, "y" if letter != "y" else "z")
        assert given((note[:at] + other + note[at + 1 :]).encode(), path=case) == WRONG_USE, (at, letter)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"no checkpoint\n",
        b"onrecord/0123456789abcdef\n2\n",
        "\u2014 a b\n".encode(),
        b"{}",
        b"0" * 2_000_000,
    ],
)
def test_what_is_no_checkpoint_is_wrong_use(given: Callable[..., int], data: bytes) -> None:
    assert given(data) == WRONG_USE


def broken(note: str) -> str:
    dash, name, value = note.splitlines()[-1].split()
    return note.replace(note.splitlines()[-1], f"{dash} {name}\n    {value[:50]}\n    {value[50:]}")


@pytest.mark.parametrize(
    "written",
    [
        broken,
        lambda note: note.replace("\u2014", "-"),
        lambda note: note.replace("\u2014", "--"),
        lambda note: note.replace("\u2014", "\u2013"),
        lambda note: note.replace("\n", "\r\n"),
        lambda note: "\n\n" + note.replace("\n", " \n  "),
        lambda note: note.rstrip("\n"),
        lambda note: note.replace("\n\n", "\n"),
        lambda note: "\ufeff" + note,
        lambda note: broken(note).replace("\u2014", "-").replace("\n", "\r\n"),
    ],
    ids=["broken", "hyphen", "two hyphens", "en dash", "line ends", "indented", "no end", "no empty line", "byte order mark", "all"],
)
def test_what_paper_does_to_a_checkpoint_is_undone(given: Callable[..., int], written: Callable[[str], str]) -> None:
    assert given(written(begun().checkpoint().decode()).encode()) == 0


def test_cosignatures_below_it_are_typed_alike(tmp_path: Path) -> None:
    made, witness = begun(), signing_key("witness")
    lines = signature_line(made.key, made.body()) + signature_line(witness, made.body(), "witness.example", time=1_935_650_000)
    (tmp_path / "kept").write_text(f"{made.body().decode()}\n{lines}".replace("\u2014", "-").replace("=\n- ", "\n=\n- "))
    policy = policy_of(checkpoints=[tmp_path / "kept"], witnesses=[vkey(witness, "witness.example", 4)])
    assert "no-witness" not in {one.code for one in verify(write(tmp_path / "case", made.files()), policy).not_shown}


# --- what was signed rightly stays a finding ----------------------------------------------------------------------------


def test_a_checkpoint_by_a_key_that_this_log_never_had_is_of_another_log(given: Callable[..., int]) -> None:
    """Whoever put a log of their own in the place of this one, under its name, does not make the kept checkpoint a slip."""
    assert given(begun().checkpoint(), begun("forger")) == 3


def test_a_checkpoint_by_a_key_that_was_changed_before_is_not_believed(given: Callable[..., int]) -> None:
    made, thief = begun(), begun()
    for one in (made, thief):
        one.rotate(signing_key("second log key"))
    thief.key = signing_key("log")
    assert given(thief.checkpoint(), made) == 3


def test_another_history_by_the_same_key_is_one(given: Callable[..., int]) -> None:
    other = Making()
    other.begin()
    other.capture(b"Nobody was killed in Ostrel, the coroner said.\n")
    assert given(other.checkpoint()) == 3
    other.capture(b"The ministry denied it.\n")
    assert given(other.checkpoint()) == 3


def test_a_slip_is_told_of_a_dossier_too(given: Callable[..., int], tmp_path: Path) -> None:
    made = begun()
    (tmp_path / "out.wacz").write_bytes(dossier(made.members()))
    assert given(made.checkpoint(), path=tmp_path / "out.wacz") == 0
    assert given(made.checkpoint().replace(b"\n2\n", b"\n3\n"), path=tmp_path / "out.wacz") == WRONG_USE


def test_without_a_key_of_the_log_nothing_is_said_of_its_signature(given: Callable[..., int], tmp_path: Path) -> None:
    made = begun()
    case = write(tmp_path / "evidence", made.files() | {"keys/log.vkey": b"", "records/000000.jsonl": b""})
    assert given(made.checkpoint(1), path=case) == 3
