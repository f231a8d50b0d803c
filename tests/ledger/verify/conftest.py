"""A small case with one of everything that a verification reads, made once and copied."""

import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.entries import KeptAnchor
from onrecord.ledger.index import new_record
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import read_checkpoint
from onrecord.ledger.tlog.note import ED25519_COSIGNATURE, Note, SigningKey
from onrecord.records import Capture, Document, Issue, Reading, ReportDetails

WITNESS = SigningKey("witness.example/vale", ED25519_COSIGNATURE, bytes(range(32)))


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """No index is opened here, so one store will do."""
    return "sqlite"


def make_small(case: Path) -> None:
    """An original, a report, a remark, a witness's cosignature over the checkpoint before it, and an entry after it."""
    places = Places(case)
    data = b"The bridge is shut, a clerk said."
    capture = Capture(sha256=sha256(data).hexdigest(), size=len(data), origin="a.txt", media_type="text/plain")
    document = Document(id="a", text=data.decode(), capture=capture)
    with Ledger.open(case, create=True) as ledger:
        ledger.keep(capture, data)
        ledger.append_reading(document, Reading(id="a", text=document.text, report=ReportDetails(outlet="Vale Post")))
        ledger.publish()
        checkpoint = places.checkpoint.read_bytes()
        head, note = read_checkpoint(checkpoint)
        (places.anchors / f"{head.size}.checkpoint").write_bytes(checkpoint)
        signed = Note(note.text, (WITNESS.sign(note.text, time=1_930_000_000),)).encoded()[len(note.text) + 1 :]
        name = f"{head.size}-{WITNESS.verifier.key_id.hex()}.cosig"
        (places.anchors / name).write_bytes(signed)
        anchor = KeptAnchor(
            kind="cosignature",
            size=head.size,
            file=name,
            sha256=sha256(signed).hexdigest(),
            name=WITNESS.name,
            checkpoint=sha256(checkpoint).hexdigest(),
        )
        with ledger.append():
            ledger.add("witness", [new_record("witness", anchor)])
        ledger.append_issue(Issue(code="file.binary", outcome="quarantined", where="x", message="y"))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be altered."""
    case = tmp_path_factory.mktemp("small") / "case"
    make_small(case)
    return case


@pytest.fixture
def case(small: Path, tmp_path: Path) -> Path:
    """A copy, without its index: nothing here may need one."""
    shutil.copytree(small, tmp_path / "case")
    shutil.rmtree(tmp_path / "case" / "db")
    (tmp_path / "case" / "db" / "unfinished").mkdir(parents=True)
    return tmp_path / "case"


@pytest.fixture
def kept(case: Path, kept_in_files: Callable[[Path], Any]) -> Iterator[Any]:
    return kept_in_files(case)
