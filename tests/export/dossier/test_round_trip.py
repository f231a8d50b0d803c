"""A dossier goes out and is intact, for us, for the lone verifier, and for what reads ZIP, WARC, CDXJ, PROV and Web Annotations."""

import base64
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import PAGE, WIRE, Desk
from tests.export.dossier.forging import taken_apart
from warcio.archiveiterator import ArchiveIterator

from onrecord import flow
from onrecord.errors import BrokenIntegrity, NotFound, WrongUse
from onrecord.export import dossier
from onrecord.ledger import View

REPORTS = ("wire.txt", "page.html", "hostile.txt")


def test_both_verifiers_find_it_intact_packed_and_unpacked(desk: Desk, lone: Callable[..., int], silent: None):
    path = desk.export(*REPORTS)
    verdict = verify(path)
    assert (verdict.kind, verdict.verdict, verdict.findings) == ("dossier", "intact", ())
    assert (verdict.checked.originals, verdict.checked.proofs) == (3, verdict.checked.entries + 1)
    assert "no-export-proof" not in {left.code for left in verdict.not_shown}
    assert lone(path) == 0
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        file.extractall(desk.folder / "open")
    unpacked = verify(desk.folder / "open")
    assert (unpacked.kind, unpacked.verdict) == ("unpacked dossier", "intact")
    assert "no-export-proof" in {left.code for left in unpacked.not_shown}
    assert lone(desk.folder / "open") == 0


def test_the_program_that_travels_with_it_runs_alone(desk: Desk, tmp_path: Path):
    path = desk.export("page.html")
    (tmp_path / "verify.py").write_bytes(taken_apart(path)["onrecord/verify.py"])
    key = (desk.case / "keys" / "log.vkey").read_text().strip()
    ran = subprocess.run([sys.executable, "-I", tmp_path / "verify.py", path, "--key", key], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "key-not-pinned" not in ran.stdout


def test_a_key_of_another_log_is_told(small: Path):
    other = "onrecord/0123456789abcdef+5d1c0f3e+AQ"
    from onrecord.ledger.tlog.note import ED25519, SigningKey  # noqa: PLC0415
    from onrecord.ledger.verify import Policy  # noqa: PLC0415

    key = SigningKey(other.partition("+")[0], ED25519, bytes(32)).verifier
    assert "key.other" in {found.code for found in verify(small, Policy(keys=(key,))).findings}


def test_only_what_concerns_the_report_goes_out(desk: Desk):
    members = taken_apart(desk.export("page.html"))
    everything = b"".join(members[name] for name in members if name != "onrecord/verify.py")
    assert b"Two accounts of the mill" in everything
    assert b"Berg" not in everything
    assert b"wire.txt" not in everything
    types = [json.loads(line)["type"] for line in members["onrecord/entries.jsonl"].splitlines()]
    assert types[0] == "begin"
    assert types.count("reading") == 1


def test_an_earlier_export_is_told_in_a_later_one(desk: Desk):
    desk.export("page.html", out="first.wacz")
    members = taken_apart(desk.export("page.html", out="second.wacz"))
    assert [json.loads(line)["type"] for line in members["onrecord/entries.jsonl"].splitlines()].count("export") == 1
    assert b"went out in a dossier" in members["onrecord/report.html"]
    other = taken_apart(desk.export("wire.txt", out="third.wacz"))
    assert b"went out in a dossier" not in other["onrecord/report.html"]


def test_the_proof_beside_it_names_its_bytes(desk: Desk):
    path = desk.export("page.html")
    lines = Path(f"{path}.tlog-proof").read_text().splitlines()
    extra = json.loads(base64.b64decode(lines[1].removeprefix("extra ")))
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert extra["record"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert extra["record"]["size"] == path.stat().st_size
    assert set(extra["record"]) == {"_sd", "checkpoint", "readings", "redacted", "reports", "sha256", "size"}
    assert json.loads(extra["entry"])["type"] == "export"


def test_archives_hold_originals_and_texts_where_the_index_says(desk: Desk):
    members = taken_apart(desk.export(*REPORTS))
    data = members["archive/data.warc"]
    kept = {}
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        kept[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
    assert PAGE.encode() in kept.values()
    assert WIRE.encode() in kept.values()
    lines = members["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 6
    for line in lines:
        _, when, fields = line.split(" ", 2)
        told = json.loads(fields)
        part = data[int(told["offset"]) : int(told["offset"]) + int(told["length"])]
        (record,) = ArchiveIterator(io.BytesIO(part))
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
        assert len(when) == 14
    pages = [json.loads(line) for line in members["pages/pages.jsonl"].decode().splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert {page["url"] for page in pages[1:]} == {json.loads(line.split(" ", 2)[2])["url"] for line in lines}


def test_a_web_archive_goes_in_as_it_is(desk: Desk):
    records = []
    for number in (1, 2):
        body = f"<html><body><p>The clinic in Ostvale said that {number + 3} people were hurt.</p></body></html>".encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://vale.example/{number}\r\n"
        head += f"WARC-Date: 2031-03-05T08:00:0{number}Z\r\nWARC-Record-ID: <urn:uuid:0000000{number}-0000-4000-8000-000000000000>\r\n"
        head += "Content-Type: application/http; msgtype=response\r\n"
        records.append(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    archive = b"".join(records)
    from onrecord.records import Capture, Document, Part, Reading  # noqa: PLC0415

    digest = hashlib.sha256(archive).hexdigest()
    capture = Capture(sha256=digest, size=len(archive), origin="vale.warc", media_type="application/warc")
    text = "The clinic in Ostvale said that 4 people were hurt."
    part = Part(offset=0, length=len(records[0]), url="https://vale.example/1", captured="2031-03-05T08:00:01Z")
    document = Document(id="vale-1", text=text, capture=capture, part=part)
    with desk.opened() as ledger:
        ledger.keep(capture, archive)
        ledger.append_reading(document, Reading(id="vale-1", text=text))
    members = taken_apart(desk.export("vale-1"))
    assert members[f"archive/{digest}.warc"] == archive
    lines = [json.loads(line.split(" ", 2)[2]) for line in members["indexes/index.cdx"].decode().splitlines()]
    there = {line["url"]: (int(line["offset"]), int(line["length"])) for line in lines if line["filename"] == f"{digest}.warc"}
    assert there == {
        "https://vale.example/1": (0, len(records[0])),
        "https://vale.example/2": (len(records[0]), len(records[1])),
    }
    pages = [json.loads(line) for line in members["pages/pages.jsonl"].decode().splitlines()]
    assert ("https://vale.example/1", "2031-03-05T08:00:01Z") in {(page.get("url"), page.get("ts")) for page in pages}
    assert verify(desk.folder / "dossier.wacz").verdict == "intact"


def test_annotations_point_at_the_words(desk: Desk):
    members = taken_apart(desk.export("wire.txt"))
    page = json.loads(members["onrecord/annotations.jsonld"])
    assert page["type"] == "AnnotationPage"
    texts = {}
    for record in ArchiveIterator(io.BytesIO(members["archive/data.warc"])):
        texts[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read().decode()
    kinds = set()
    for item in page["items"]:
        kinds.add(item["body"]["onrecord:kind"])
        for target in item["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
    assert kinds == {"statement", "figure"}


def test_provenance_names_only_what_it_has(desk: Desk):
    members = taken_apart(desk.export("wire.txt"))
    prov = json.loads(members["onrecord/prov.json"])
    named = {"prov:entity": "entity", "prov:activity": "activity", "prov:agent": "agent"}
    named |= {"prov:generatedEntity": "entity", "prov:usedEntity": "entity"}
    for relation in ("wasGeneratedBy", "used", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom"):
        assert prov[relation]
        for one in prov[relation].values():
            for role, name in one.items():
                assert name in prov[named[role]], (relation, role, name)
    assert all(name.startswith("log:") for table in ("entity", "activity", "agent") for name in prov[table])


def test_the_same_material_gives_the_same_bytes(desk: Desk):
    with desk.opened() as ledger:
        chain = ledger.view.chain(REPORTS)
        material = dossier.Material(chain, created="2031-03-08T12:00:00Z", software="onrecord test")

        def sign(digest: str) -> dict[str, str]:
            return ledger.sign_listing(digest, created="2031-03-08T12:00:00Z", software="onrecord test")

        first, second = (dossier.build(material, desk.folder / name, sign) for name in ("one.wacz", "two.wacz"))
    assert first.unfinished.read_bytes() == second.unfinished.read_bytes()
    assert not list(desk.folder.glob("*.wacz"))


def test_nothing_is_written_over(desk: Desk):
    desk.export("page.html")
    before = (desk.folder / "dossier.wacz").read_bytes()
    with pytest.raises(WrongUse, match="is there already"):
        desk.export("wire.txt")
    assert (desk.folder / "dossier.wacz").read_bytes() == before


@pytest.mark.parametrize("out", ["dossier.zip", "nowhere/dossier.wacz"])
def test_a_place_that_will_not_do_is_refused_before_anything_is_entered(desk: Desk, out: str):
    with View.open(desk.case) as view:
        entries = sum(1 for _ in view.entries())
    with pytest.raises(WrongUse):
        desk.export("page.html", out=out)
    with pytest.raises(NotFound):
        desk.export("no-such-report")
    with View.open(desk.case) as view:
        assert sum(1 for _ in view.entries()) == entries


def test_an_original_that_was_altered_stops_the_export(desk: Desk):
    with View.open(desk.case) as view:
        capture = view.chain(["page.html"]).reports[0]
        assert capture.documents
    blob = next(path for path in (desk.case / "blobs").glob("sha256/*/*") if path.read_bytes() == PAGE.encode())
    blob.chmod(0o644)
    blob.write_bytes(PAGE.replace("nine", "none").encode())
    with pytest.raises(BrokenIntegrity, match="was altered"):
        desk.export("page.html")
    assert not list(desk.folder.glob("*wacz*"))


def test_an_original_that_is_gone_is_told_and_the_rest_goes_out(desk: Desk):
    blob = next(path for path in (desk.case / "blobs").glob("sha256/*/*") if path.read_bytes() == PAGE.encode())
    blob.unlink()
    path = desk.export("page.html")
    verdict = verify(path)
    assert verdict.verdict == "intact"
    assert "withheld" in {left.code for left in verdict.not_shown}
    assert b"no longer kept" in taken_apart(path)["onrecord/report.html"]


def test_more_than_fits_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.dossier_file.MOST_BYTES", 50_000)
    with pytest.raises(WrongUse, match="does not fit into one dossier"):
        desk.export("page.html")
    assert not list(desk.folder.glob("*wacz*"))


def test_what_was_exported_is_told(desk: Desk):
    with desk.opened() as ledger:
        done = flow.export_dossier(ledger, ["page.html", "wire.txt"], desk.folder / "d.wacz")
    assert (done.reports, done.withheld) == (2, 0)
    assert done.size == (desk.folder / "d.wacz").stat().st_size
    assert done.proof == desk.folder / "d.wacz.tlog-proof"
