"""OnRecord: records go into the index of a case as a reading leaves them, and each report is looked for as the flow does it."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.copying.planted import Made
from onrecord.corroboration.copies import Growing
from onrecord.flow.copying import found_by, look, look_again
from onrecord.ledger.entries import identity
from onrecord.ledger.index import noting
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import DOCUMENT, READING, RECORD
from onrecord.ledger.places import Places
from onrecord.ledger.view import View
from onrecord.records import Document, Reader, Reading, ReportDetails, canonical

_READER = Reader(name="generated", version="1", settings={})


class Finder:
    """The index of a case, and the way new reports go through it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index.sqlite"
        self.connection = SqliteStore(self.path).connect_writer()
        self.connection.spoken.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")  # see ``_commit``
        self.view = View(self.connection, Places(folder))
        self.committing = 0.0
        """Seconds of that which commits took."""
        self.growing = Growing()
        """In memory, as findings keep it in a case: what a run that goes on finds does not correct what the one before it found."""

    def group(self, reports: Sequence[Made], first: int) -> tuple[list[tuple[str, str]], float]:
        """Take a group in, numbered from ``first`` on: copies with their originals, and the seconds of processor time that copies took.

        The records themselves are written before, so that only what concerns copies is measured, its commit included.
        """
        told = [self._keep(report, first + number) for number, report in enumerate(reports)]
        self._commit()
        found: list[tuple[str, str]] = []
        growing, view = self.growing, self.view
        begun = time.process_time()
        for number, (document, said) in enumerate(told):
            keys = found_by(document, said)
            seen = look(view, document, said, name=document.id)
            noting.note(self.connection, 2 * (first + number) + 1, keys)
            changed = growing.take_in(document.id, seen, lambda name: look_again(view, name))
            found += [(growing.copies[name].original if name in growing.copies else name, name) for name in changed]
        before = time.process_time()
        self._commit()
        self.committing += time.process_time() - before
        return found, time.process_time() - begun

    def _commit(self) -> None:
        """Commit, and have the write-ahead log copied into the file at once, so that each part pays for its own pages alone."""
        self.connection.commit()
        self.connection.spoken.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _keep(self, report: Made, number: int) -> tuple[Document, Reading]:
        document = Document(id=report.id, text=report.text, outlet=report.outlet, date=report.published)
        said = Reading(id=report.id, text="", report=ReportDetails(outlet=report.outlet, published=report.published), reader=_READER)
        kept = b'{"document":"","reading":' + canonical(said) + b"}"
        common = {"sequence": 0, "salt": "", "digest": "", "disclosures": None, "erased": None}
        rows = (2 * number, f"document of {report.id}", "document", canonical(document)), (2 * number + 1, report.id, "reading", kept)
        for place, name, kind, body in rows:
            self.connection.add(RECORD, {"number": place, "id": name, "type": kind, "body": body, **common})
        same = identity(document)
        self.connection.add(DOCUMENT, {"number": 2 * number, "identity": same, "name": report.id, "capture": None, "article": None})
        row = {"number": 2 * number + 1, "id": report.id, "document": 2 * number, "identity": same, "name": report.id}
        self.connection.add(READING, row | {"current": 1, "findings": None})
        return document, said

    def held(self) -> int:
        """How many reports are in the index."""
        return int(self.connection.spoken.exec_driver_sql("SELECT count(*) FROM reading").scalar() or 0)

    def told(self) -> dict[str, int]:
        """How many passages are held, and the bytes of the index."""
        rows = self.connection.spoken.exec_driver_sql("SELECT count(*) FROM passage").scalar()
        size = sum(path.stat().st_size for path in self.path.parent.glob("index.sqlite*"))
        return {"passages": int(rows or 0), "index bytes": size}
