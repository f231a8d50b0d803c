"""Names in names of files and of parts of them, which a page shows beside the words of a report."""

from email.message import EmailMessage
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import taken_apart

from onrecord import flow
from onrecord.errors import OnRecordError
from onrecord.export.dossier import ProtectedNames
from onrecord.export.dossier import page as pages
from onrecord.export.dossier.originals import tells

REDACTED = flow.Redaction(reason="safety", by="R. Editor")
TEXT = "OSTVALE, March 5, 2031 (Vale Wire) - The ministry of Ostvale said {toll} people were killed at the mill caf\u00e9 on Tuesday.\n"


def mail() -> bytes:
    """A newsletter with a picture whose name tells a name."""
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@vale.example", "The mill"
    message["Date"] = "Wed, 05 Mar 2031 12:00:00 +0000"
    message.set_content(TEXT.format(toll=14))
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="berg photo one")
    return message.as_bytes()


def archive() -> bytes:
    """A ZIP file whose folder tells a name."""
    out = BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("berg house/cp1252 berg.txt", TEXT.format(toll=15).encode("cp1252"))
    return out.getvalue()


@pytest.fixture
def named(desk: Desk) -> tuple[Desk, list[str]]:
    """Reports whose files, or parts of them, have a name in their names."""
    folder = desk.folder / "in"
    folder.mkdir()
    (folder / "berg interview.txt").write_bytes(TEXT.format(toll=12).encode("cp1252"))
    (folder / "mail.eml").write_bytes(mail())
    (folder / "sent.zip").write_bytes(archive())
    with desk.opened() as ledger:
        list(flow.read_sources([str(folder)], ledger=ledger))
        reports = [one.id for one in ledger.view.readings() if "at the mill caf" in ledger.view.reading(one.id).text]
        flow.add_note(ledger, {"name": "Anna Berg"}, by="N. Noter", role="witness")
    return desk, reports


def test_names_in_names_of_files_do_not_go_out(named: tuple[Desk, list[str]]):
    desk, reports = named
    assert len(reports) >= 2
    members = taken_apart(desk.export(*reports, redaction=REDACTED))
    assert not [name for name, data in members.items() if b"berg" in data.lower()]
    page = members["onrecord/report.html"].decode()
    assert "in/\u2588\u2588\u2588\u2588 interview.txt" in page
    assert "\u2588\u2588\u2588\u2588 photo one" in page


def test_one_that_slipped_through_stops_the_export(named: tuple[Desk, list[str]], monkeypatch: pytest.MonkeyPatch):
    desk, reports = named
    metadata_of = pages._metadata_of
    monkeypatch.setattr(pages, "_metadata_of", lambda item: (*metadata_of(item), ("file", "berg interview.txt")))
    pages._environment.cache_clear()
    try:
        with pytest.raises(OnRecordError, match=r"was about to be written to onrecord/report\.html"):
            desk.export(*reports, redaction=REDACTED)
    finally:
        pages._environment.cache_clear()
    assert not list(desk.folder.glob("*.wacz*"))


LINKS = ['<img src="berg photo.jpg">', "<img src=berg>", "<a href='one berg'>x</a>", '{"file_name": "told by berg"}', '{"id" : "berg"}']


@pytest.mark.parametrize("link", LINKS)
def test_what_a_page_leads_to_is_an_address(link: str):
    assert tells(ProtectedNames(["Anna Berg"]), link.encode())


@pytest.mark.parametrize("text", ['<a title="the berg">', "<a href='bergen x'>berg</a>", "valid: berg", '{"text": "a berg"}'])
def test_what_stands_elsewhere_is_not(text: str):
    assert not tells(ProtectedNames(["Anna Berg"]), text.encode())
