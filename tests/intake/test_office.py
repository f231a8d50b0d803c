"""Word, OpenDocument and PDF: what a reader of the document sees, in its order, and what is left out is said."""

import zlib

import pytest
from tests.conftest import Pack
from tests.intake.conftest import Open
from tests.intake.office_files import column, docx, odt, paragraph, pdf, words, written, zipped

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."
BOX = f"<w:txbxContent>{paragraph(DENIAL)}</w:txbxContent>"
TABLE = "<w:tbl>{}</w:tbl>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(f"<w:hyperlink>{words(DENIAL)}</w:hyperlink>"),
        paragraph(f'<w:ins w:id="1" w:author="a">{words(DENIAL)}</w:ins>'),
        paragraph(f'<w:moveTo w:id="1" w:author="a">{words(DENIAL)}</w:moveTo>'),
        f"<w:sdt><w:sdtContent>{paragraph(DENIAL)}</w:sdtContent></w:sdt>",
        paragraph(f"<w:sdt><w:sdtContent>{words(DENIAL)}</w:sdtContent></w:sdt>"),
        paragraph(f'<w:smartTag w:uri="x" w:element="y">{words(DENIAL)}</w:smartTag>'),
        paragraph(f'<w:fldSimple w:instr="QUOTE">{words(DENIAL)}</w:fldSimple>'),
        TABLE.format(row(paragraph(DENIAL))),
        TABLE.format(row(TABLE.format(row(paragraph(DENIAL))) + paragraph(""))),
        TABLE.format(f"<w:sdt><w:sdtContent>{row(paragraph(DENIAL))}</w:sdtContent></w:sdt>"),
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
        paragraph(f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>"),
        paragraph(f"<m:oMath><m:r><m:t>{DENIAL}</m:t></m:r></m:oMath>"),
        paragraph(*[words(piece) for piece in DENIAL]),
    ],
)
def test_a_denial_in_any_corner_of_a_word_document_is_kept_once(opened_bytes: Open, body: str):
    document = opened_bytes("release.docx", docx(paragraph(CLAIM) + body + paragraph(CLAIM))).document
    assert document.text == f"{CLAIM}\n\n{DENIAL}\n\n{CLAIM}"
    assert "text.lost" not in [issue.code for issue in document.issues]


def test_notes_stand_at_the_end(opened_bytes: Open):
    notes = f'<w:footnote w:id="2">{paragraph(DENIAL)}</w:footnote>'
    body = paragraph(CLAIM, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert opened_bytes("release.docx", docx(body, footnotes=notes)).document.text == f"{CLAIM}\n\n{DENIAL}"


def test_what_is_deleted_hidden_or_beside_is_left_out_and_said(opened_bytes: Open):
    deleted = f'<w:del w:id="1" w:author="a"><w:r><w:delText>{DENIAL}</w:delText></w:r></w:del>'
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{DENIAL}</w:t></w:r>"
    shown = f'<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>{CLAIM}</w:t></w:r>'
    comment = f'<w:comment w:id="0" w:author="x">{paragraph(DENIAL)}</w:comment>'
    data = docx(paragraph(shown, deleted, hidden), comments=comment, header1=paragraph("The Vale Post"))
    document = opened_bytes("release.docx", data).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["docx.tracked", "docx.hidden-text", "docx.comments", "docx.headers"]


def test_tables_keep_their_rows(opened_bytes: Open):
    table = TABLE.format(row(paragraph("Killed"), paragraph("3")) + row(paragraph("Injured"), paragraph("12")))
    assert opened_bytes("release.docx", docx(paragraph(CLAIM) + table)).document.text == f"{CLAIM}\n\nKilled | 3\nInjured | 12"


def test_breaks_tabs_and_hyphens_are_characters(opened_bytes: Open):
    body = paragraph("one", "<w:r><w:br/></w:r>", "two", "<w:r><w:tab/></w:r>", "three", "<w:r><w:noBreakHyphen/></w:r>", "four")
    assert opened_bytes("a.docx", docx(body)).document.text == "one\ntwo\tthree-four"


def test_what_a_word_document_states_of_itself(opened_bytes: Open):
    core = (
        "<dc:title>Mill shelled</dc:title><dc:creator>Ada Bryn</dc:creator><dc:language>en-GB</dc:language>"
        "<dcterms:created>2031-03-03T10:00:00Z</dcterms:created><dcterms:modified>2031-02-30T10:00:00Z</dcterms:modified>"
    )
    document = opened_bytes("release.docx", docx(paragraph(CLAIM), core=core)).document
    assert (document.title, document.authors, document.language) == ("Mill shelled", ("Ada Bryn",), "en")
    assert [(date.date, date.kind) for date in document.dates] == [("2031-03-03T10:00:00+00:00", "created")]
    assert [issue.code for issue in document.issues] == ["date.impossible"]


def test_a_word_document_with_entities_that_grow_is_refused(opened_bytes: Open):
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document/>'
    assert opened_bytes("a.docx", zipped({"word/document.xml": bomb, "[Content_Types].xml": ""})).issue.code == "xml.entities"


def test_a_member_that_opens_to_more_than_its_limit_is_not_opened(opened_bytes: Open):
    data = zipped({"[Content_Types].xml": "", "word/document.xml": b" " * 70_000_000})
    issue = opened_bytes("a.docx", data).issue
    assert (issue.code, issue.outcome) == ("decompress.limit", "quarantined")


def test_members_that_share_bytes_are_not_opened(opened_bytes: Open):
    data = bytearray(zipped({"[Content_Types].xml": "x" * 50, "word/document.xml": "y" * 50}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (10).to_bytes(4, "little")
    assert opened_bytes("a.docx", bytes(data)).issue.code == "zip.overlap"


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_an_office_document_that_is_none(opened_bytes: Open, name: str):
    assert opened_bytes(name, zipped({"hello.txt": "x"})).issue.code == f"{name[2:]}.damaged"
    assert opened_bytes(name, zipped({"hello.txt": "x"})[:-30]).issue.code == "zip.directory"


@pytest.mark.parametrize(("member", "name"), [("word/document.xml", "a.docx"), ("content.xml", "a.odt")])
def test_an_office_document_with_a_damaged_member(opened_bytes: Open, pack: type[Pack], member: str, name: str):
    data = pack.zip({"[Content_Types].xml": b"", member: b"the words of the document"})
    assert opened_bytes(name, data.replace(b"words", b"wOrds")).issue.code == "zip.damaged"


def test_two_members_of_one_name_leave_open_which_is_meant(opened_bytes: Open):
    data = zipped({"[Content_Types].xml": "", "word/document.xml": CLAIM, "word/documenT.xml": DENIAL})
    outcome = opened_bytes("a.docx", data.replace(b"word/documenT.xml", b"word/document.xml"))
    assert (outcome.issue.code, outcome.issue.outcome) == ("zip.duplicate", "quarantined")


def test_a_word_document_that_asks_for_a_password(opened_bytes: Open):
    data = bytearray(zipped({"word/document.xml": CLAIM}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    assert opened_bytes("a.docx", bytes(data)).issue.code == "zip.encrypted"


def test_opendocument(opened_bytes: Open):
    body = (
        f'<text:h text:outline-level="1">Mill</text:h><text:p>{CLAIM}<text:note><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{DENIAL}</text:p></text:note-body></text:note></text:p>"
        f"<text:p>one<text:s text:c='3'/>two<text:line-break/>three<office:annotation><text:p>no</text:p></office:annotation></text:p>"
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell><text:p>Killed</text:p></table:table-cell><table:table-cell><text:p>3</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        f"<text:p><draw:frame><draw:text-box><text:p>{DENIAL}</text:p></draw:text-box></draw:frame></text:p>"
    )
    meta = (
        "<dc:title>Mill shelled</dc:title><meta:initial-creator>Ada Bryn</meta:initial-creator>"
        "<meta:creation-date>2031-03-03T10:00:00</meta:creation-date>"
    )
    document = opened_bytes("release.odt", odt(body, meta)).document
    assert document.text == f"Mill\n\n{CLAIM}\n\n{DENIAL}\n\none   two\nthree\n\nKilled | 3\n\n{DENIAL}"
    assert (document.title, document.authors, document.dates[0].date) == ("Mill shelled", ("Ada Bryn",), "2031-03-03T10:00:00")
    assert [issue.code for issue in document.issues] == ["docx.tracked", "docx.comments"]


def test_paragraphs_of_a_pdf(opened_bytes: Open):
    lines = [
        *column(
            "The River League said on Monday that three people had been hurt at the old mill, and that the gov-", "ernment knew of it."
        ),
        *column("The government denied it. A cross-", "border patrol saw nothing.", top=700),
    ]
    info = "/Title (Mill shelled) /Author (Ada Bryn) /CreationDate (D:20310303100000+02'00')"
    document = opened_bytes("release.pdf", pdf([lines], info=info)).document
    assert document.text == (
        "The River League said on Monday that three people had been hurt at the old mill, and that the government knew of it.\n\n"
        "The government denied it. A cross-border patrol saw nothing."
    )
    assert (document.title, document.authors, document.issues) == ("Mill shelled", ("Ada Bryn",), ())
    assert [(date.date, date.kind, date.where) for date in document.dates] == [
        ("2031-03-03T10:00:00+02:00", "created", "PDF Info CreationDate")
    ]


def test_a_page_begins_a_paragraph_unless_the_sentence_goes_on(opened_bytes: Open):
    pages = [column("A first sentence.", "It was said that the"), column("mill had burnt.", "And more."), column("A third page.")]
    assert opened_bytes("a.pdf", pdf(pages)).document.text == (
        "A first sentence. It was said that the mill had burnt. And more.\n\nA third page."
    )


def test_running_heads_are_left_out_and_said(opened_bytes: Open):
    pages = [[(72, 810, "The Vale Post"), (72, 700, f"On day {n} it rained."), (300, 30, f"Page {n} of 4")] for n in range(1, 5)]
    document = opened_bytes("a.pdf", pdf(pages)).document
    assert document.text == "\n\n".join(f"On day {n} it rained." for n in range(1, 5))
    assert [issue.code for issue in document.issues] == ["pdf.running-heads"]
    assert "The Vale Post" in document.issues[0].message


def test_a_pdf_without_text_and_pages_without_text(opened_bytes: Open):
    assert opened_bytes("a.pdf", pdf([[], []])).issue.code == "pdf.no-text"
    document = opened_bytes("a.pdf", pdf([column(CLAIM), []])).document
    assert [issue.code for issue in document.issues] == ["pdf.no-text"]
    assert "Page 2" in document.issues[0].message


def test_a_damaged_and_a_cut_pdf(opened_bytes: Open):
    whole = pdf([column(CLAIM)])
    assert opened_bytes("a.pdf", b"%PDF-1.7\nnothing").issue.code == "pdf.damaged"
    document = opened_bytes("a.pdf", whole[: whole.index(b"startxref")]).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["pdf.damaged"]


def test_a_pdf_that_asks_for_a_password(opened_bytes: Open):
    sealed = "<< /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >>".format("41" * 32)
    data = pdf([column(CLAIM)], more=[sealed]).replace(b"/Info 4 0 R", b"/Info 4 0 R /Encrypt 5 0 R /ID [<41><41>]")
    assert opened_bytes("a.pdf", data).issue.code == "pdf.password"


@pytest.mark.parametrize(
    ("catalog", "what"),
    [
        ("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "a script"),
        ("/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>", "a script"),
        ("/OpenAction << /S /Launch /F (cmd.exe) >>", "starts a program"),
        ("/Names << /EmbeddedFiles << /Names [] >> >>", "an embedded file"),
    ],
)
def test_p36_a_pdf_that_could_act_is_only_read(opened_bytes: Open, catalog: str, what: str):
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], catalog=catalog)).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["media.pdf-active"]
    assert what in document.issues[0].message


def test_p36_an_action_in_a_compressed_object_is_found(opened_bytes: Open):
    packed = zlib.compress(b"7 0 << /S /JavaScript /JS (x) >>").decode("latin-1")
    stream = f"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed}\nendstream"
    data = pdf([column(CLAIM)]).replace(b"%%EOF", b"").rstrip() + b"\n" + stream.encode("latin-1") + b"\n%%EOF\n"
    assert "media.pdf-active" in opened_bytes("a.pdf", data).codes()


def test_p36_a_hundred_thousand_pages(opened_bytes: Open, monkeypatch: pytest.MonkeyPatch):
    content = "BT /F1 12 Tf 72 700 Td (Again.) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'5 0 R ' * 100_000}] /Count 100000 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    monkeypatch.setattr("onrecord.intake.pdf.MOST_PAGES", 50)
    document = opened_bytes("a.pdf", written(objects)).document
    assert document.text.count("Again.") == 50
    assert "pdf.pages" in [issue.code for issue in document.issues]


def test_xmp_dates(opened_bytes: Open):
    packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><xmp:CreateDate>2031-03-03T10:00:00Z</xmp:CreateDate></x:xmpmeta>"
    stream = f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n{packet}\nendstream"
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], more=[stream], catalog="/Metadata 5 0 R")).document
    assert [(date.date, date.where) for date in document.dates] == [("2031-03-03T10:00:00+00:00", "PDF XMP CreateDate")]


def test_a_pdf_over_the_limit_of_characters(opened_bytes: Open):
    from onrecord.settings import Limits  # noqa: PLC0415

    outcome = opened_bytes("a.pdf", pdf([column(CLAIM)]), limits=Limits(text_characters=50))
    assert outcome.issue.code == "text.limit"


def test_a_file_put_into_a_word_document_as_a_whole_is_named(opened_bytes: Open):
    document = opened_bytes("a.docx", docx(paragraph(CLAIM) + '<w:altChunk r:id="x" xmlns:r="r"/>')).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["text.lost"]
