"""Every checkpoint is signed with the key that was in force at its size, wherever it lies: a key that was changed away signs no more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.both_verifiers import verify
from tests.export.lone.making import Making, dossier, signature_line, signing_key, vkey, write

OLD, NEW, THIRD = (signing_key(name) for name in ("log", "second log key", "third log key"))


def changed() -> Making:
    """A log of three entries, the last of which changed its key; its file of keys holds the old one as well."""
    made = Making(key=OLD)
    made.begin()
    made.capture(b"Four people were killed in Ostrel.\n")
    made.rotate(NEW)
    made.keys = [vkey(NEW), vkey(OLD)]
    return made


def signed_by(made: Making, key: Ed25519PrivateKey, size: int | None = None) -> bytes:
    return made.body(size) + b"\n" + signature_line(key, made.body(size)).encode()


def found(path: Path) -> set[tuple[str, str]]:
    return {(one.code, one.place) for one in verify(path).findings}


# --- the proof beside a dossier --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "codes"), [(NEW, set()), (OLD, {"checkpoint.signature", "checkpoint.malformed"})], ids=["new", "old"])
def test_the_proof_of_an_export(tmp_path: Path, key: Ed25519PrivateKey, codes: set[str]) -> None:
    made = changed()
    (tmp_path / "out.wacz").write_bytes(data := dossier(made.members()))
    made.key = key
    (tmp_path / "out.wacz.tlog-proof").write_bytes(made.export_proof(data))
    assert found(tmp_path / "out.wacz") == {(code, "out.wacz.tlog-proof") for code in codes}


# --- a checkpoint that was left by a stop ----------------------------------------------------------------------------------


def with_one_to_come(folder: Path, key: Ed25519PrivateKey) -> Path:
    made = changed()
    before = made.files()
    made.entry("note", {"n": 1})
    return write(folder / "case", before | {"log/checkpoint.tmp": signed_by(made, key)})


def test_a_checkpoint_to_come_is_signed_with_the_key_in_force(tmp_path: Path) -> None:
    case = with_one_to_come(tmp_path, NEW)
    assert found(case) == set()
    assert "pending" in {one.code for one in verify(case).not_shown}


def test_a_checkpoint_to_come_is_not_signed_with_a_key_that_was_changed_away(tmp_path: Path) -> None:
    case = with_one_to_come(tmp_path, OLD)
    assert ("checkpoint.signature", "log/checkpoint.tmp") in found(case)
    assert "pending" not in {one.code for one in verify(case).not_shown}


@pytest.mark.parametrize("changing", [True, False])
def test_while_keys_are_changed_the_key_to_come_may_have_signed(tmp_path: Path, *, changing: bool) -> None:
    case = with_one_to_come(tmp_path, THIRD)
    (case / "keys" / "log.vkey").write_text("".join(f"{vkey(key)}\n" for key in (NEW, THIRD)))
    if changing:
        (case / "keys" / "log.key.next").write_bytes(b"")
    wrong = {("key.other", "keys/log.vkey"), ("checkpoint.signature", "log/checkpoint.tmp"), ("checkpoint.malformed", "log/checkpoint.tmp")}
    assert found(case) == (set() if changing else wrong)


def test_while_keys_are_changed_the_key_before_the_last_may_not_have_signed(tmp_path: Path) -> None:
    case = with_one_to_come(tmp_path, OLD)
    (case / "keys" / "log.key.next").write_bytes(b"")
    assert ("checkpoint.signature", "log/checkpoint.tmp") in found(case)


@pytest.mark.parametrize(("size", "key", "fine"), [(2, OLD, True), (2, NEW, False), (3, OLD, False), (3, NEW, True)])
def test_a_checkpoint_left_from_before(tmp_path: Path, size: int, key: Ed25519PrivateKey, *, fine: bool) -> None:
    made = changed()
    made.keys = [vkey(NEW)]
    case = write(tmp_path / "case", made.files() | {"log/checkpoint.tmp": signed_by(made, key, size)})
    assert (("checkpoint.signature", "log/checkpoint.tmp") in found(case)) is not fine


# --- checkpoints that were kept --------------------------------------------------------------------------------------------


def in_a_case(made: Making, folder: Path) -> Path:
    return write(folder / "case", made.files())


def in_a_dossier(made: Making, folder: Path) -> Path:
    (folder / "out.wacz").write_bytes(dossier(made.members()))
    return folder / "out.wacz"


@pytest.mark.parametrize(("size", "key", "fine"), [(2, OLD, True), (2, NEW, False), (3, OLD, False), (3, NEW, True)])
@pytest.mark.parametrize("put", [in_a_case, in_a_dossier])
def test_a_kept_checkpoint(tmp_path: Path, put: Callable[[Making, Path], Path], size: int, key: Ed25519PrivateKey, *, fine: Any) -> None:
    made = changed()
    made.anchors[f"{size}.checkpoint"] = signed_by(made, key, size)
    assert found(put(made, tmp_path)) == (set() if fine else {("anchor.foreign", f"anchors/{size}.checkpoint")})
