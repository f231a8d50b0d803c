"""Whatever lies in the place of a file of a case, each command says so, reads no more than such a file can have, and waits for nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.case_settings import read_parties, read_settings
from onrecord.ledger.people import people_of
from onrecord.ledger.places import Places
from onrecord.ledger.plain_files import TooLong, read_plain

FILES = (
    "onrecord.toml",
    "parties.toml",
    "people.json",
    "keys/log.key",
    "keys/log.vkey",
    "log/checkpoint",
    "tile",
    "bundle",
    "records/000000.jsonl",
)


@pytest.fixture(scope="module")
def kept_in() -> str:
    """What lies in the folder has nothing to do with where the index is: one kind will do."""
    return "sqlite"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    with open_ledger() as ledger:
        document = make.document(1)
        ledger.keep(document.capture, document.text.encode())
        ledger.append_reading(document, make.reading(document))
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    (case / "parties.toml").write_text('[[party]]\nname = "Vale Guard"\n')
    return case


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def rubbish(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"\xff\x00\x1b[31m rubbish \n" * 3)


def folder(path: Path) -> None:
    _remove(path)
    path.mkdir()


def pipe(path: Path) -> None:
    _remove(path)
    os.mkfifo(path, 0o600)


def endless(path: Path) -> None:
    _remove(path)
    path.symlink_to("/dev/zero")


def dangling(path: Path) -> None:
    _remove(path)
    path.symlink_to("/nonexistent/x")


def huge(path: Path) -> None:
    _remove(path)
    with path.open("wb") as file:
        file.truncate(3 << 30)
    path.chmod(0o600)


ALTERATIONS = (emptied, rubbish, folder, pipe, endless, dangling, huge)


def located(case: Path, name: str) -> Path:
    if name in ("tile", "bundle"):
        return next((case / "log" / "tile" / ("entries" if name == "bundle" else "0")).glob("*.p/*"))
    return case / name


def commands(case: Path) -> Iterator[Callable[[], object]]:
    def written() -> None:
        with Ledger.open(case, create=False) as ledger:
            ledger.append_note({"text": "more"}, by="Ana Reyes")

    def read() -> None:
        with View.open(case) as view:
            list(view.readings())
            list(view.notes())
            view.chain(["report-1"])

    yield from (written, read, lambda: reindex(case), lambda: read_settings(Places(case)), lambda: read_parties(Places(case).parties))
    yield lambda: people_of(Places(case))


@pytest.mark.parametrize("alter", ALTERATIONS)
@pytest.mark.parametrize("name", FILES)
def test_every_command_ends_with_a_sentence_or_without_a_fault(full: Path, tmp_path: Path, name: str, alter: Callable[[Path], None]):
    for number, _ in enumerate(commands(full)):
        copy = tmp_path / f"{number}"
        shutil.copytree(full, copy)
        alter(located(copy, name))
        command = list(commands(copy))[number]
        try:
            command()
        except OnRecordError as error:
            assert error.message
            assert "\n" not in error.message
            assert "\x1b" not in error.message
        shutil.rmtree(copy)
    alter(located(full, name))
    assert verify(full).exit in (0, 3, 4, 5)


@pytest.mark.parametrize(
    ("name", "command"), [("onrecord.toml", 3), ("parties.toml", 4), ("people.json", 5), ("log/checkpoint", 0), ("tile", 0), ("bundle", 0)]
)
@pytest.mark.parametrize(("alter", "told"), [(huge, "more than"), (pipe, "no file"), (endless, "no file")])
def test_what_is_too_long_or_no_file_is_said(full: Path, name: str, command: int, alter: Callable[[Path], None], told: str):
    alter(located(full, name))
    with pytest.raises(OnRecordError, match=told):
        list(commands(full))[command]()


def test_a_line_that_never_ends_is_said(full: Path):
    huge(full / "records" / "000000.jsonl")
    with pytest.raises(OnRecordError, match="has a line of more than"):
        Ledger.open(full, create=False)


@pytest.mark.parametrize("length", [0, 9, 10])
def test_a_file_is_read_up_to_its_limit(tmp_path: Path, length: int):
    (tmp_path / "a").write_bytes(b"x" * length)
    assert read_plain(tmp_path / "a", 10) == b"x" * length
    if length:
        with pytest.raises(TooLong, match=f"more than {length - 1:,} bytes"):
            read_plain(tmp_path / "a", length - 1)
