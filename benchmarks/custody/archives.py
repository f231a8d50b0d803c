"""The reports of the small ingest as web archives, and dossiers of them: what else is read and written while it is killed."""

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.custody.writer import Plan, ingest, text_of
from onrecord.cli import main as command_line
from onrecord.ledger.verify import verify

MEMBER = "archive/data.warc.gz"


def as_warc(plan: Plan, file: Path) -> Path:
    """The reports as pages in one compressed web archive."""
    with file.open("wb") as opened:
        writer = WARCWriter(opened, gzip=True)
        for number in plan.numbers:
            page = f"<html><head><title>Report {number}</title></head><body><p>{text_of(number, plan)}</p></body></html>"
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://vale.example/{number}",
                "response",
                payload=io.BytesIO(page.encode()),
                http_headers=answer,
                warc_headers_dict={"WARC-Date": "2031-03-05T10:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number:032x}>"},
            )
            writer.write_record(record)
    return file


def as_wacz(plan: Plan, file: Path) -> Path:
    """That archive packed as WACZ, with the hash of its member and no signature."""
    inside = as_warc(plan, file.with_suffix(".warc.gz"))
    data = inside.read_bytes()
    inside.unlink()
    listed = {"name": "data.warc.gz", "path": MEMBER, "hash": f"sha256:{sha256(data).hexdigest()}", "bytes": len(data)}
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": [listed]}).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": f"sha256:{sha256(package).hexdigest()}"})
    with zipfile.ZipFile(file, "w") as package_file:
        package_file.writestr(MEMBER, data)
        package_file.writestr("datapackage.json", package)
        package_file.writestr("datapackage-digest.json", digest)
    return file


def case_with_files(plan: Plan, room: Path) -> None:
    """A case in which the reports are, for what is done with a case that is there."""
    ingest(room / "case", plan)


def export(room: Path) -> int:
    """``onrecord export`` of everything, into a file of a new name; its exit code."""
    number = len(list(room.glob("*.wacz*")))
    try:
        command_line(["--case", str(room / "case"), "export", "--to", "dossier", "--all", "--out", str(room / f"{number}.wacz")])
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def dossier_faults(room: Path) -> list[str]:
    """What is wrong with the dossiers in a folder: each that bears its name must be whole, and no proof stands alone."""
    proofs = room.glob("*.wacz.tlog-proof")
    faults = [f"{proof.name} stands without its dossier" for proof in proofs if not proof.with_suffix("").exists()]
    for dossier in room.glob("*.wacz"):
        verdict = verify(dossier)
        alone = "no-export-proof" in {one.code for one in verdict.not_shown}
        if verdict.exit or alone == dossier.with_name(f"{dossier.name}.tlog-proof").exists():
            faults.append(f"verify says that {dossier.name} is {verdict.verdict}")
    return faults
