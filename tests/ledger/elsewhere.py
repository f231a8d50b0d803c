"""Cases that keep their originals in another folder or in a bucket, and what somebody does there who is not onrecord."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.both_verifiers import said_alone

from onrecord.ledger import Ledger, Verdict
from onrecord.ledger import verify as onrecord_alone


@dataclass
class Elsewhere:
    """A place outside of the case, as somebody sees it who is not onrecord."""

    url: str
    files: Any
    root: str

    def at(self, digest: str) -> str:
        return f"{self.root}/sha256/{digest[:2]}/{digest}"

    def names(self) -> set[str]:
        """The hashes of the originals that lie there."""
        return {name.rpartition("/")[2] for name in self.files.find(f"{self.root}/sha256")}

    def remove(self, digest: str) -> None:
        self.files.rm_file(self.at(digest))

    def alter(self, digest: str, data: bytes) -> None:
        self.remove(digest)
        self.files.pipe_file(self.at(digest), data)


def say(case: Path, url: str) -> None:
    """Settings that name a place for originals, or none."""
    case.mkdir(exist_ok=True)
    (case / "onrecord.toml").write_text(f"[originals]\nurl = {json.dumps(url)}\n" if url else "", encoding="utf-8")


def fill(case: Path, make, *numbers: int) -> list[str]:
    """Reports with their originals; the hashes of these."""
    digests = []
    with Ledger.open(case, create=True) as ledger:
        for number in numbers:
            document = make.document(number)
            assert document.capture is not None
            digests.append(ledger.keep(document.capture, document.text.encode()))
            ledger.append_reading(document, make.reading(document))
    return digests


def erase(case: Path, *names: str, forget: bool = False) -> None:
    with Ledger.open(case, create=False) as ledger:
        ledger.append_erasure(ledger.ask_erasure(names, "safety", by="Ana Reyes").request, by="Ben Osei", forget=forget)
    Ledger.open(case, create=False).close()


def codes(case: Path) -> dict[str, str]:
    """What ``onrecord verify`` finds, by code the last place."""
    return {one.code: one.place for one in verify_elsewhere(case).findings}


def verify_elsewhere(case: Path) -> Verdict:
    """What ``onrecord verify`` says; the lone verifier must say that it does not read what is elsewhere, and call nothing missing."""
    said, alone = onrecord_alone(case), said_alone(case)
    told = [one["message"] for one in alone["findings"] if one["code"] == "original.unread"]
    assert "original.missing" not in {one["code"] for one in alone["findings"]}
    assert len(told) == 1
    assert "`onrecord verify` reads them, this program not" in told[0]
    assert alone["exit"] in (3, 4)
    return said


def in_case(case: Path) -> list[Path]:
    return [path for path in (case / "blobs").rglob("*") if path.is_file() and path.name != "elsewhere"]
