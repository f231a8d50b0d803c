"""What a redacted dossier does not hold: a name, in any member, packed or not; and what it still proves."""

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import WIRE, Desk
from tests.export.dossier.forging import entries_of, lines_of, taken_apart

from onrecord import flow
from onrecord import review as acts
from onrecord.errors import WrongUse
from onrecord.export.dossier.page import own_words
from onrecord.ledger import KeptExport, KeptMember, Role, View
from onrecord.records import CorrectionRequest, content_id

NAME = "Anna Berg-Holt"
FORMS = ["Anna", "Berg", "Holt", "ANNA", "BERG", "HOLT", "annaberg", "anna-berg", "anna_berg", "berg-holt"]
REDACTED = flow.Redaction(reason="safety", by="R. Editor")


@pytest.fixture
def noted(desk: Desk) -> Desk:
    """The wire's witness stands in a note, and another report tells of her as well."""
    desk.note("witness", "wire.txt", name=NAME, place="Nether Ostvale")
    report = desk.folder / "reports" / "anna-berg-holt.html"
    report.write_text(
        "<html><head><title>A witness, ANNA BERG HOLT</title></head><body><p>Published 7 March 2031. An&shy;na B&#101;rg-Holt said that"
        " soldiers had set the fire in Ostvale, and that her brother was killed.</p></body></html>",
        encoding="utf-8",
    )
    with desk.opened() as ledger:
        list(flow.read_sources([str(report)], ledger=ledger))
    return desk


def unpacked(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes, and whatever they hold that is packed: base64, hexadecimal, gzip, deflate, percent signs, JSON escapes."""
    yield data
    if not depth:
        return
    for found in re.finditer(rb"[A-Za-z0-9+/_-]{24,}={0,2}", data):
        text = found.group().rstrip(b"=")
        for length in range(len(text), max(len(text) - 4, 0), -1):
            try:
                yield from unpacked(
                    base64.b64decode(text[:length] + b"=" * (-length % 4), altchars=b"-_" if b"-" in text else None), depth - 1
                )
            except ValueError:
                continue
            break
    for start in (found.start() for found in re.finditer(rb"\x1f\x8b\x08", data)):
        try:
            yield from unpacked(zlib.decompressobj(31).decompress(data[start:]), depth - 1)
        except zlib.error:
            continue
    plain = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), data)
    plain = re.sub(rb"\\u00([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), plain)
    if plain != data:
        yield plain


def names_in(path: Path) -> set[str]:
    """Which forms of the name stand anywhere in the file or its members."""
    found = set()
    for data in (path.read_bytes(), *taken_apart(path).values(), Path(f"{path}.tlog-proof").read_bytes()):
        for piece in unpacked(data):
            found |= {form for form in FORMS if (len(form) > 4 and form.encode() in piece) or re.search(rb"\b%s\b" % form.encode(), piece)}
    return found


def test_the_search_finds_what_is_packed():
    packed = base64.b64encode(gzip.compress(b"... Anna Berg-Holt ...", mtime=0))
    assert any(b"Berg-Holt" in piece for piece in unpacked(b'{"x":"' + packed + b'"}'))


def test_without_redaction_the_name_is_there_and_the_note_is_not(noted: Desk):
    path = noted.export("wire.txt", names_may_go_out=True)
    assert "Anna" in names_in(path)
    members = taken_apart(path)
    (note,) = (line for line in lines_of(members["onrecord/records.jsonl"]) if b'"type":"note"' in line)
    assert b"disclosures" not in note
    assert b'"_sd":[' in note
    assert b"Nether" not in note
    assert verify(path).verdict == "intact"


def test_with_notes_the_disclosures_go_out_and_are_checked(noted: Desk, lone: Callable[..., int], silent: None):
    path = noted.export("wire.txt", with_notes=True, names_may_go_out=True)
    (note,) = (line for line in lines_of(taken_apart(path)["onrecord/records.jsonl"]) if b'"type":"note"' in line)
    assert b"disclosures" in note
    assert verify(path).verdict == "intact"
    assert lone(path) == 0


def test_no_name_is_left_anywhere(noted: Desk, lone: Callable[..., int], silent: None):
    path = noted.export("wire.txt", "page.html", "anna-berg-holt.html", "hostile.txt", redaction=REDACTED)
    assert names_in(path) == set()
    members = taken_apart(path)
    assert not [name for name in members if "anna" in name.lower()]
    assert "█" in members["onrecord/report.html"].decode()
    assert "Redacted." in members["onrecord/report.html"].decode()
    verdict = verify(path)
    assert (verdict.verdict, verdict.findings) == ("intact", ())
    assert "withheld" in {left.code for left in verdict.not_shown}
    assert lone(path) == 0


def test_what_is_withheld_cannot_be_tried_out(noted: Desk):
    """Who has the text but for the name must find no hash that a guess could be held against."""
    path = noted.export("wire.txt", redaction=REDACTED)
    whole = b"".join(taken_apart(path).values()) + Path(f"{path}.tlog-proof").read_bytes()
    for line in Path(f"{path}.tlog-proof").read_text().splitlines():
        if line.startswith("extra "):
            whole += base64.b64decode(line.removeprefix("extra "))
    assert hashlib.sha256(WIRE.encode()).hexdigest().encode() not in whole
    with View.open(noted.case) as view:
        chain = view.chain(["wire.txt"])
        document = chain.reports[0].documents[0]
        tellers = {record.id for record in chain.records if record.number == document or record.type in ("capture", "reading", "finding")}
    assert len(tellers) >= 3
    for identifier in tellers:
        assert identifier.encode() not in whole
    assert content_id({"x": 1}).encode() not in whole


def test_a_report_that_tells_no_name_goes_out_whole(noted: Desk):
    path = noted.export("page.html", "wire.txt", redaction=REDACTED)
    members = taken_apart(path)
    lines = [json.loads(line) for line in lines_of(members["onrecord/records.jsonl"])]
    assert {line.get("type") for line in lines if not line.get("withheld")} >= {"capture", "document", "reading", "begin", "redact"}
    assert sum(name.startswith("onrecord/blobs/") for name in members) == 1
    assert b"nine people" in members["onrecord/records.jsonl"]


def test_the_log_says_what_was_withheld_why_and_by_whom(noted: Desk):
    path = noted.export("wire.txt", redaction=REDACTED)
    members = taken_apart(path)
    (entry,) = (one for one in entries_of(members) if one["type"] == "redact")
    assert entry["why"] == "safety"
    assert re.fullmatch("p-[0-9a-f]{8}", entry["actor"])
    withheld = {json.loads(line)["number"] for line in lines_of(members["onrecord/records.jsonl"]) if b'"withheld":true' in line}
    digests = [digest for one in entries_of(members) for digest in one.get("generated", ())]
    numbers = [json.loads(line)["number"] for line in lines_of(members["onrecord/records.jsonl"])]
    assert {number for number, digest in zip(numbers, digests, strict=True) if digest in entry["used"]} == withheld
    assert b"R. Editor" not in b"".join(members.values())
    assert "R. Editor" in (noted.case / "people.json").read_text()


def test_offsets_still_fit_the_blacked_out_text(noted: Desk):
    members = taken_apart(noted.export("wire.txt", redaction=REDACTED))
    texts = members["archive/data.warc"].decode()
    page = json.loads(members["onrecord/annotations.jsonld"])
    quotes = [target["selector"][1]["exact"] for item in page["items"] for target in item["target"]]
    assert all(quote in texts for quote in quotes)
    assert any("████ ████-████" in quote or "█" in quote for quote in quotes)


def test_a_container_is_never_searched_and_so_withheld(noted: Desk):
    from onrecord.records import Capture, Document, Reading  # noqa: PLC0415

    data = gzip.compress(b"The clinic in Ostvale said that 6 people were hurt.", mtime=0)
    capture = Capture(sha256=hashlib.sha256(data).hexdigest(), size=len(data), origin="packed.gz", media_type="application/gzip")
    text = "The clinic in Ostvale said that 6 people were hurt."
    with noted.opened() as ledger:
        ledger.keep(capture, data)
        ledger.append_reading(Document(id="packed", text=text, capture=capture), Reading(id="packed", text=text))
    path = noted.export("packed", redaction=REDACTED)
    assert not [name for name in taken_apart(path) if name.startswith("onrecord/blobs/")]
    assert capture.sha256.encode() not in b"".join(taken_apart(path).values())
    assert verify(path).verdict == "intact"


def test_what_was_erased_is_told_by_its_entry(noted: Desk, lone: Callable[..., int], silent: None):
    with noted.opened() as ledger:
        (note,) = ledger.view.notes()
        asked = ledger.ask_erasure([note.id], "subject-request", by="A. First")
    flow.erase(noted.case, asked.request, by="B. Second")
    path = noted.export("wire.txt", with_notes=True, names_may_go_out=True)
    verdict = verify(path)
    assert (verdict.verdict, {found.code for found in verdict.findings}) == ("incomplete", {"record.erased"})
    assert lone(path) == 4
    assert b"parts erased" in taken_apart(path)["onrecord/report.html"]
    with pytest.raises(WrongUse):  # who was to be protected is not known any more
        noted.export("wire.txt", out="redacted.wacz", redaction=REDACTED)


def test_where_nobody_is_to_be_protected_nothing_is_called_redacted(desk: Desk):
    desk.note("other", "wire.txt", name="Clinic of Ostvale")
    with pytest.raises(WrongUse, match="no note of the case names anybody"):
        desk.export("wire.txt", redaction=REDACTED)
    assert not list(desk.folder.glob("*wacz*"))


def test_a_name_that_slipped_through_stops_the_export(noted: Desk, monkeypatch: pytest.MonkeyPatch):
    from onrecord.errors import OnRecordError  # noqa: PLC0415

    monkeypatch.setattr("onrecord.export.dossier.assembly.annotations", lambda _: b'{"quote":"Anna Berg-Holt"}')
    with pytest.raises(OnRecordError, match=r"was about to be written to onrecord/annotations\.jsonld"):
        noted.export("wire.txt", redaction=REDACTED)
    assert not list(noted.folder.glob("*wacz*"))


@pytest.mark.parametrize("name", ["Anna May", "Zed Nobody", "Will March", "May"])
def test_a_name_that_is_also_a_word_of_ours_is_blacked_out_and_stops_nothing(desk: Desk, name: str):
    report = desk.folder / "reports" / "spring.txt"
    report.write_text(f"OSTVALE, 14 May 2031. {name} said that soldiers had burned the mill in May.", encoding="utf-8")
    with desk.opened() as ledger:
        list(flow.read_sources([str(report)], ledger=ledger))
    desk.note("witness", "spring.txt", name=name)
    members = taken_apart(desk.export("spring.txt", redaction=REDACTED))
    text = members["onrecord/report.html"].decode()
    assert f"{name} said" not in text
    assert "\u2588" * len(name.rsplit(maxsplit=1)[-1]) in text
    assert not any(f"{name} said".encode() in data for data in members.values())


def test_our_own_words_are_those_of_a_page_without_reports(desk: Desk):
    """Every word with a capital that a page shows is of its reports, or known as ours: else a name could stop an export."""
    path = desk.export("wire.txt")
    page = re.sub(r"<style>.*?</style>|<[^>]*>", " ", taken_apart(path)["onrecord/report.html"].decode(), flags=re.DOTALL)
    theirs = " ".join(json.dumps(json.loads(line), ensure_ascii=False) for line in taken_apart(path)["onrecord/records.jsonl"].splitlines())
    words = {word for word in re.findall(r"[A-Z][a-z]{2,}", page) if word not in theirs}
    assert words - own_words() == set()


def test_what_people_said_and_is_withheld_is_marked_beside_the_record(noted: Desk):
    with noted.opened() as ledger:
        (first, *_) = ledger.view.reading("wire.txt").figures
        request = CorrectionRequest(record=f"wire.txt/{first.id}", set={"group": f"friends of {NAME}"})
        acts.correct(ledger, request, by="R. Editor", reason="the third paragraph")
    page = taken_apart(noted.export("wire.txt", redaction=REDACTED))["onrecord/report.html"].decode()
    assert "a person said something of this; withheld here" in page
    assert "What people said of this reading" in page
    assert f"<bdi>{first.id}</bdi> is withheld from this" in page
    assert (
        "withheld here"
        not in taken_apart(noted.export("wire.txt", out="plain.wacz", names_may_go_out=True))["onrecord/report.html"].decode()
    )


def test_a_name_that_stands_in_no_text_is_told(noted: Desk):
    noted.note("witness", "wire.txt", name="Zed Quorl")
    with noted.opened() as ledger:
        done = flow.export_dossier(ledger, ["wire.txt"], noted.folder / "told.wacz", redaction=REDACTED)
        assert (done.protected, done.not_found, done.not_alone) == (2, ("Zed Quorl",), ())
        plain = flow.export_dossier(ledger, ["wire.txt"], noted.folder / "plain.wacz", names_may_go_out=True)
        assert (plain.protected, plain.not_found) == (2, ())


def test_an_earlier_dossier_cannot_be_tried_out(noted: Desk, lone: Callable[..., int], silent: None):
    """The members of the earlier one follow from this one and the name alone, so no hash of them may stand here."""
    earlier = noted.export("wire.txt", out="earlier.wacz", names_may_go_out=True)
    path = noted.export("wire.txt", redaction=REDACTED)
    whole = b"".join(taken_apart(path).values())
    for name, data in taken_apart(earlier).items():
        if name.startswith(("onrecord/a", "onrecord/report", "archive/", "pages/")):
            assert hashlib.sha256(data).hexdigest().encode() not in whole
    (export,) = (json.loads(line) for line in lines_of(taken_apart(path)["onrecord/records.jsonl"]) if b'"type":"export"' in line)
    assert "disclosures" not in export
    assert len(export["record"]["_sd"]) == 1
    assert export["record"]["sha256"] == hashlib.sha256(earlier.read_bytes()).hexdigest()  # holds salts of what is withheld
    assert (verify(path).verdict, lone(path)) == ("intact", 0)


def test_the_case_itself_keeps_no_hash_of_what_went_out(noted: Desk):
    """Else what is erased later could be tried out by it."""
    members = taken_apart(noted.export("wire.txt", names_may_go_out=True))
    with View.open(noted.case) as view:
        kept = b"".join(record.body for record in view.chain(["wire.txt"]).records if record.type == "export")
    assert b'"_sd":["' in kept
    assert not [name for name, data in members.items() if hashlib.sha256(data).hexdigest().encode() in kept]


def test_a_record_of_an_export_with_plain_hashes_goes_out_of_no_dossier(noted: Desk):
    listed = KeptMember(name="onrecord/annotations.jsonld", sha256="ab" * 32, size=3)
    with noted.opened() as ledger:
        readings = tuple(one.digest for one in ledger.view.chain(["wire.txt"]).records if one.type == "reading")
        kept = KeptExport(sha256="cd" * 32, size=9, checkpoint=1, reports=1, redacted=False, readings=readings, members=(listed,))
        ledger.append_export(kept)
    for path in (noted.export("wire.txt", out="plain.wacz", names_may_go_out=True), noted.export("wire.txt", redaction=REDACTED)):
        members = taken_apart(path)
        assert b"ab" * 32 not in b"".join(members.values())
        assert "export" in [one["type"] for one in entries_of(members)]
        assert verify(path).verdict == "intact"


@pytest.mark.parametrize(("role", "protected"), [(None, True), ("victim", True), ("source", True), ("other", False)])
def test_a_name_without_a_role_is_protected_and_other_is_not(desk: Desk, role: Role | None, protected: bool):
    desk.note("witness", "wire.txt", name="Zed Quorl")
    with desk.opened() as ledger:
        flow.add_note(ledger, {"name": NAME}, by="N. Noter", report="wire.txt", role=role)
    page = taken_apart(desk.export("wire.txt", redaction=REDACTED))["onrecord/report.html"].decode()
    assert ("Berg" not in page) is protected


@pytest.mark.parametrize("erased", ["note", "report"])
def test_that_notes_were_erased_is_told_whose_names_nobody_knows_any_more(desk: Desk, erased: str):
    with desk.opened() as ledger:
        about = "page.html" if erased == "report" else "wire.txt"
        note = flow.add_note(ledger, {"name": NAME}, by="N. Noter", report=about, role="witness")
        asked = ledger.ask_erasure([note if erased == "note" else about], "safety", by="A. First")
    flow.erase(desk.case, asked.request, by="B. Second")
    with desk.opened() as ledger:
        with pytest.raises(WrongUse, match="no note of the case names anybody") as refused:
            flow.export_dossier(ledger, ["wire.txt"], desk.folder / "none.wacz", redaction=REDACTED)
        assert "1 note of the case, erased since" in str(refused.value.hint)
        flow.add_note(ledger, {"name": "Zed Quorl"}, by="N. Noter", report="wire.txt")
        done = flow.export_dossier(ledger, ["wire.txt"], desk.folder / "one.wacz", redaction=REDACTED, names_may_go_out=True)
    assert done.erased_notes == 1


def test_names_among_parties_are_told(desk: Desk):
    wire = desk.folder / "reports" / "brigade.txt"
    wire.write_text(
        "OSTVALE, March 9, 2031 (Vale Wire) - The Zorvath Brigade said 12 people were killed at the mill. The army denied it.\n"
    )
    (desk.case / "parties.toml").write_text('[[party]]\nname = "Zorvath Brigade"\nside = "Ostvale"\n')
    with desk.opened() as ledger:
        list(flow.read_sources([str(wire)], ledger=ledger))
        flow.add_note(ledger, {"name": "Mina Zorvath"}, by="N. Noter", role="relative")
        flow.add_note(ledger, {"name": NAME}, by="N. Noter", role="relative")
        done = flow.export_dossier(ledger, ["brigade.txt"], desk.folder / "one.wacz", redaction=REDACTED)
        other = flow.export_dossier(ledger, ["page.html"], desk.folder / "two.wacz", redaction=REDACTED)
    assert (done.among_parties, other.among_parties) == (("Mina Zorvath",), ())
