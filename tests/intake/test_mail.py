"""Messages and mailboxes: the text that a mail program shows, what is attached, and nobody's address in a record."""

import base64
import quopri
from email.message import EmailMessage

import msgspec
import pytest
from tests.intake.conftest import Open
from tests.intake.office_files import column, docx, paragraph, pdf

from onrecord.records import Document

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."
MORE = "A doctor at the clinic in Lower Vale said that two of the three people were sent home on Monday evening already, both of them."
HEAD = (
    'From: "Vale Post" <letters@post.example>\nTo: reader@home.example\nCc: other@home.example\nDelivered-To: reader@home.example\n'
    "Subject: =?utf-8?q?Mill_=E2=80=93_shelled?=\nDate: Mon, 03 Mar 2031 10:00:00 +0200\nMessage-ID: <one@post.example>\n"
)


def message(body: str, kind: str = 'text/plain; charset="utf-8"', head: str = HEAD, encoding: str = "8bit") -> str:
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}"


def alternatives(plain: str, html: str) -> str:
    parts = "".join(
        f'--b\nContent-Type: {kind}; charset="utf-8"\n\n{body}\n' for kind, body in (("text/plain", plain), ("text/html", html))
    )
    return message(f"{parts}--b--\n", 'multipart/alternative; boundary="b"')


def test_a_plain_message(opened_bytes: Open):
    document = opened_bytes("letter.eml", message(f"{CLAIM}\n\n{DENIAL}\n")).document
    assert document.text == f"{CLAIM}\n\n{DENIAL}"
    assert (document.id, document.title, document.authors, document.outlet) == ("letter.eml", "Mill – shelled", ("Vale Post",), None)
    assert [(date.date, date.kind) for date in document.dates] == [("2031-03-03T10:00:00+02:00", "published")]
    assert document.part is not None
    assert document.part.record == "one@post.example"


def test_a_newsletter_is_its_outlet_s(opened_bytes: Open):
    head = HEAD + "List-Id: The Vale letter <letter.post.example>\n"
    document = opened_bytes("letter.eml", message(CLAIM, head=head)).document
    assert (document.outlet, document.authors) == ("Vale Post", ())


def test_nobody_s_address_goes_into_a_record(opened_bytes: Open):
    forwarded = message(CLAIM, head=HEAD.replace("Vale Post", "").replace("one@", "two@"))
    whole = message(
        f"--b\nContent-Type: text/plain\n\n{DENIAL}\n--b\nContent-Type: message/rfc822\n\n{forwarded}\n--b--\n",
        "multipart/mixed; boundary=b",
    )
    documents = opened_bytes("letter.eml", whole).documents
    assert len(documents) == 2
    for document in documents:
        record = msgspec.json.encode(msgspec.structs.replace(document, capture=None)).decode()
        assert "home.example" not in record
        assert "letters@" not in record


def test_html_is_read_where_both_say_the_same(opened_bytes: Open):
    plain = f"{CLAIM} Read more: https://post.example/1\n\n{DENIAL}"
    link = "<a href='https://post.example/1'>Read more</a>"
    html = f"<html><body><table><tr><td><p>{CLAIM} {link}</p><p>{DENIAL}</p></td></tr></table></body></html>"
    document = opened_bytes("letter.eml", alternatives(plain, html)).document
    assert document.text == f"{CLAIM} Read more\n\n{DENIAL}"
    assert document.issues == ()


def test_a_sentence_that_stands_in_the_plain_text_alone_is_said(opened_bytes: Open):
    document = opened_bytes("letter.eml", alternatives(f"{CLAIM}\n\n{DENIAL}", f"<p>{CLAIM}</p>")).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["mail.alternatives"]
    assert "The Army of the Vale denied" in document.issues[0].message


def test_a_plain_text_that_says_much_else_is_read_as_well(opened_bytes: Open):
    first, second = opened_bytes("letter.eml", alternatives(f"{MORE}\n\n{DENIAL}\n\n{MORE[:60]} it said.", f"<p>{CLAIM}</p>")).documents
    assert first.text == CLAIM
    assert DENIAL in second.text
    assert {issue.code for document in (first, second) for issue in document.issues} == {"mail.alternatives"}


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_transfer_encodings_and_charsets(opened_bytes: Open, encoding: str, charset: str):
    text = "“Nobody else,” it said at the café – and that was all there was to it, on that day as on the day before."
    data = text.encode(charset)
    coded = {"quoted-printable": quopri.encodestring(data), "base64": base64.encodebytes(data), "8bit": data}[encoding]
    head = message("", f"text/plain; charset={charset}", encoding=encoding).encode()
    document = opened_bytes("letter.eml", head + coded).document
    assert document.text.strip() == text


def test_flowed_text_is_joined(opened_bytes: Open):
    body = f"{CLAIM[:31]} \n{CLAIM[32:]}\n\n> quoted \n> words.\n-- \nVale Post"
    document = opened_bytes("letter.eml", message(body, "text/plain; format=flowed")).document
    assert document.text == f"{CLAIM}\n\n> quoted words.\n-- \nVale Post"


def test_attachments_are_documents_of_their_own(opened_bytes: Open):
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Vale Post <a@post.example>", "With papers", "<m@post.example>"
    mail.set_content(f"{CLAIM}\n")
    mail.add_attachment(pdf([column(DENIAL)]), maintype="application", subtype="pdf", filename="denial.pdf")
    mail.add_attachment(
        docx(paragraph(MORE)),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="more.docx",
    )
    mail.add_attachment(f"<p>{DENIAL}</p>", subtype="html", filename="page.html")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="map.png")
    inner = EmailMessage()
    inner["Subject"] = "Forwarded"
    inner.set_content(f"{MORE}\n")
    mail.add_attachment(inner)
    documents = opened_bytes("letter.eml", mail.as_bytes()).documents
    paths = {document.part.path if document.part else None: document.text.strip() for document in documents}
    assert paths == {(): CLAIM, ("denial.pdf",): DENIAL, ("more.docx",): MORE, ("page.html",): DENIAL, ("forwarded message 1",): MORE}
    assert [issue.code for issue in documents[0].issues] == ["mail.attachment"]
    assert "map.png" in documents[0].issues[0].message
    assert len({document.id for document in documents}) == 5
    assert all(document.capture and document.capture.origin.endswith("letter.eml") for document in documents)


def test_a_cut_message_is_read_and_said_to_be_cut(opened_bytes: Open):
    whole = alternatives(CLAIM, f"<p>{CLAIM}</p><p>{DENIAL}</p>")
    document = opened_bytes("letter.eml", whole[: whole.index("--b--")]).document
    assert DENIAL in document.text
    assert "mail.damaged" in [issue.code for issue in document.issues]


def test_what_is_hidden_in_a_message_is_left_out_and_said(opened_bytes: Open):
    html = f"<div style='display:none'>{DENIAL}</div><p>{CLAIM}</p>"
    document = opened_bytes("letter.eml", message(html, "text/html; charset=utf-8")).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["html.hidden-text"]


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("multipart/encrypted; boundary=b", "--b\nContent-Type: application/octet-stream\n\nx\n--b--\n", "mail.encrypted"),
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIIB", "mail.encrypted"),
        ("image/png", "x", "mail.no-text"),
        ("multipart/mixed", "no boundary", "mail.no-text"),
    ],
)
def test_messages_without_a_readable_text(opened_bytes: Open, kind: str, body: str, code: str):
    outcome = opened_bytes("letter.eml", message(body, kind))
    if code == "mail.no-text" and outcome.documents:  # a container without its mark is read as plain text
        assert "mail.damaged" in outcome.codes()
    else:
        assert code in outcome.codes()
        assert outcome.documents == []


def test_messages_inside_one_another_end_somewhere(opened_bytes: Open):
    whole = message(CLAIM)
    for _ in range(40):
        whole = message(whole, "message/rfc822", head="Subject: again\nFrom: Vale <v@v.example>\n")
    outcome = opened_bytes("letter.eml", whole)
    assert "mail.depth" in outcome.codes() or any(document.text == CLAIM for document in outcome.documents)


def test_containers_inside_one_another_end_somewhere(opened_bytes: Open):
    whole = "Content-Type: text/plain\n\nhello there\n"
    for number in range(300):
        whole = f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n{whole}\n--b{number}--\n"
    assert "mail.depth" in opened_bytes("letter.eml", HEAD + whole).codes()


def mailbox(*bodies: str) -> str:
    return "".join(
        f"From v@post.example Mon Mar  3 10:00:00 2031\n{HEAD.replace('one@', f'n{number}@')}\n{body}\n\n"
        for number, body in enumerate(bodies)
    )


def test_a_mailbox(opened_bytes: Open):
    text = mailbox(
        f"{CLAIM}\n\n>From Monday on, {DENIAL}", DENIAL, "From 2031 onwards it was quiet.\n\nFrom the year 2031 on it was quiet."
    )
    data = text.encode()
    documents = opened_bytes("letters.mbox", text).documents
    assert [document.id for document in documents] == ["n0@post.example", "n1@post.example", "n2@post.example"]
    assert documents[0].text == f"{CLAIM}\n\nFrom Monday on, {DENIAL}"
    assert documents[2].text == "From 2031 onwards it was quiet.\n\nFrom the year 2031 on it was quiet."
    for document in documents:
        part = document.part
        assert part is not None
        assert part.offset is not None
        assert part.length is not None
        assert data[part.offset :].startswith(b"From v@post.example")
        assert data[part.offset + part.length :].startswith(b"From v@post.example") or part.offset + part.length == len(data)


def test_a_mailbox_on_disk_is_read_one_message_at_a_time(opened_bytes: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.intake.capture.IN_MEMORY", 1000)
    documents = opened_bytes("letters", mailbox(*[f"{CLAIM} {number}" for number in range(50)])).documents
    assert [document.text for document in documents] == [f"{CLAIM} {number}" for number in range(50)]


def test_a_message_over_the_limit_costs_its_neighbours_nothing(opened_bytes: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.intake.mailbox.LARGEST_MESSAGE", 2000)
    outcome = opened_bytes("letters.mbox", mailbox(CLAIM, f"{MORE}\n" * 100, DENIAL))
    assert [type(one) is Document for one in outcome.everything] == [True, False, True]
    assert outcome.issues[0].code == "mail.limit"


def test_a_release_that_begins_like_a_letter_is_plain_text(opened_bytes: Open):
    text = f"From: Ministry of the Vale\nTo: Editors\nDate: 3 March 2031\nSubject: Mill\n\n{DENIAL}"
    assert opened_bytes("release.txt", text).document.text == text


def test_the_same_message_id_twice(opened_bytes: Open):
    text = mailbox(CLAIM, DENIAL).replace("n1@", "n0@")
    one, two = opened_bytes("letters.mbox", text).documents
    assert (one.id, two.id) == ("n0@post.example", "n0@post.example #2")
    assert "mail.duplicate-id" in [issue.code for issue in two.issues]


@pytest.mark.parametrize(
    "subject",
    ["=?x?", "=?utf-8?b?!!!?=", "=?nowhere?q?caf=E9?=", "caf\u00e9", "=?utf-8?b?" + "A" * 5000, "\t=?utf-8?q?a?=\n =?utf-8?q?b?="],
)
def test_subjects_of_any_kind(opened_bytes: Open, subject: str):
    head = HEAD.replace("=?utf-8?q?Mill_=E2=80=93_shelled?=", subject)
    assert opened_bytes("letter.eml", message(CLAIM, head=head)).document.text == CLAIM


@pytest.mark.parametrize("behind", ["!!!!", "\n", "A", "====PHA+"])
def test_base64_that_is_cut_is_read_as_far_as_it_goes(opened_bytes, behind: str):
    packed = base64.b64encode(b"The mayor of Orvane denied that anybody had been hurt at the mill.").decode()
    head = "From: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    document = opened_bytes("a.eml", f"{head}{packed[:-7]}{behind}\n".encode()).document
    assert document.text.startswith("The mayor of Orvane denied that anybody had been hurt at the")
    assert "mail.damaged" in [issue.code for issue in document.issues]


def test_text_where_no_program_shows_it_is_said(opened_bytes):
    head = "From: a@b.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"
    behind = "The mayor of Orvane denied it.\n"
    parts = f"{head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThree were hurt.\n--b--\n"
    packed = f"{head}Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n#0V%T\n`\nend\n"
    for message in (parts, packed):
        assert "mail.damaged" not in [issue.code for issue in opened_bytes("a.eml", message.encode()).document.issues]
        document = opened_bytes("a.eml", (message + behind).encode()).document
        assert "mail.damaged" in [issue.code for issue in document.issues]
