"""Mailboxes and messages that are badly put together: read as far as they go, with a remark, and never called what they are not."""

import pytest
from tests.intake.conftest import Open
from tests.intake.test_mail import CLAIM, DENIAL, HEAD, MORE, mailbox, message

from onrecord.records import Document

LINE = "From v@post.example Mon Mar  3 10:00:00 2031\n"


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize("name", ["letters.mbox", "letters"])
def test_a_mailbox_behind_blank_lines(opened_bytes: Open, name: str):
    outcome = opened_bytes(name, "\n\r\n\n" + mailbox(CLAIM, DENIAL))
    assert [document.text for document in outcome.documents] == [CLAIM, DENIAL]
    assert outcome.codes() == []


@pytest.mark.parametrize("name", ["letters.mbox", "letters"])
def test_a_line_before_the_first_message_is_said(opened_bytes: Open, name: str):
    outcome = opened_bytes(name, "exported by hand\n" + mailbox(CLAIM, DENIAL))
    assert [document.text for document in outcome.documents] == [CLAIM, DENIAL]
    (issue,) = outcome.issues
    assert (issue.code, issue.outcome) == ("mail.boundary", "recorded")
    assert "'exported by hand'" in issue.message
    assert issue.where.endswith("before the first message at byte 0")


@pytest.mark.parametrize("before", [f"{MORE}\n{MORE}\n\n", f"Subject: The mill\nFrom: a@b.example\n\n{DENIAL}\n\n"])
def test_much_before_the_first_message_is_read(opened_bytes: Open, before: str):
    documents = opened_bytes("letters.mbox", before + mailbox(CLAIM)).documents
    assert len(documents) == 2
    assert documents[0].text.split() == before.split("\n\n", before.startswith("Subject"))[-1].split()
    assert codes(documents[0]) == ["mail.boundary"]


def test_what_is_called_a_mailbox_or_message_and_begins_as_none_is_said_to_be_so(opened_bytes: Open):
    for name in ("letters.mbox", "letter.eml", "page.mht"):
        issue = opened_bytes(name, f"{CLAIM}\n{DENIAL}\n").issue
        assert (issue.code, issue.outcome) == ("file.format", "quarantined")
        assert "called" in issue.message


def test_a_message_with_an_endless_header_is_read(opened_bytes: Open):
    head = f'From: "{"((" * 75_000}\nSubject: Mill\nDate: Mon, 03 Mar 2031 10:00:00 +0200\n'
    document = opened_bytes("letter.eml", message(CLAIM, head=head)).document
    assert document.text == CLAIM
    assert document.title == "Mill"
    assert codes(document) == ["mail.damaged"]
    assert "150,001 characters" in document.issues[0].message


def test_bytes_that_are_no_text_cost_their_neighbours_nothing(opened_bytes: Open):
    data = mailbox(CLAIM, "MARK", DENIAL).encode().replace(b"MARK", b"\0\1\2\xff" * 200)
    outcome = opened_bytes("letters.mbox", data)
    assert [outcome.documents[number].text for number in (0, 2)] == [CLAIM, DENIAL]
    assert "text.control" in codes(outcome.documents[1])
    assert codes(outcome.documents[0]) == codes(outcome.documents[2]) == []
    alone = opened_bytes("letter.eml", message("MARK").encode().replace(b"MARK", CLAIM.encode() + b"\0\1\2\xff" * 100))
    assert alone.document.text.startswith(CLAIM)
    assert "text.control" in codes(alone.document)


def test_a_message_without_an_empty_line_before_it_is_a_message_of_its_own(opened_bytes: Open):
    run_on = mailbox(CLAIM, DENIAL).replace(f"\n\n{LINE}", f"\n{LINE}")
    documents = opened_bytes("letters.mbox", run_on).documents
    assert [document.text for document in documents] == [CLAIM, DENIAL]
    assert [codes(document) for document in documents] == [[], ["mail.boundary"]]


@pytest.mark.parametrize(
    "line", ["From Monday on it was quiet in 2031.\nNote: nobody came.", f"{LINE}nobody came.", f">{LINE}Note: quoted."]
)
def test_a_line_that_only_looks_so_begins_no_message(opened_bytes: Open, line: str):
    documents = opened_bytes("letters.mbox", mailbox(f"{CLAIM}\n{line}", DENIAL)).documents
    assert [document.text for document in documents] == [f"{CLAIM}\n{line.removeprefix('>')}", DENIAL]
    assert codes(documents[0]) == []


def test_headers_that_contradict_each_other_are_said(opened_bytes: Open):
    twice = "Date: Tue, 04 Mar 2031 10:00:00 +0200\nFrom: The Other Post <b@other.example>\nSubject: Mill not shelled\n"
    document = opened_bytes("letter.eml", message(CLAIM, head=HEAD + twice)).document
    assert (document.title, document.authors) == ("Mill – shelled", ("Vale Post",))
    assert [date.date for date in document.dates] == ["2031-03-03T10:00:00+02:00", "2031-03-04T10:00:00+02:00"]
    assert codes(document) == ["date.conflict", "mail.headers-differ", "mail.headers-differ"]
    said = " ".join(issue.message for issue in document.issues)
    assert "'Vale Post' and 'The Other Post'" in said
    assert "'Mill – shelled' and 'Mill not shelled'" in said
    assert "@" not in said


def test_headers_that_say_the_same_twice_are_no_matter(opened_bytes: Open):
    again = HEAD.replace("+0200", "+0100").replace("10:00", "09:00").replace("Message-ID", "X-Again")
    document = opened_bytes("letter.eml", message(CLAIM, head=HEAD + again)).document
    assert codes(document) == []
    assert len(document.dates) == 2


@pytest.mark.parametrize("number", [1, 2])
def test_a_piece_of_a_message_is_said_to_be_one(opened_bytes: Open, number: int):
    inner = f"Subject: The whole letter\nFrom: v@post.example\n\n{CLAIM}\n" if number == 1 else f"Note: {CLAIM}\n\n{DENIAL}\n"
    head = f'{HEAD}MIME-Version: 1.0\nContent-Type: message/partial; id="x@y"; number={number}; total=3\n\n'
    document = opened_bytes("letter.eml", head + inner).document
    assert document.text == (CLAIM if number == 1 else inner.strip())
    assert codes(document) == ["mail.partial"]
    assert f"piece {number} of 3" in document.issues[0].message


def test_a_byte_order_mark_begins_a_mailbox_too(opened_bytes: Open):
    for name in ("letters.mbox", "letters"):
        outcome = opened_bytes(name, b"\xef\xbb\xbf" + mailbox(CLAIM, DENIAL).encode())
        assert [document.text for document in outcome.documents] == [CLAIM, DENIAL]
        assert outcome.codes() == []


@pytest.mark.parametrize(
    "before", ["exported for reader@home.example\n", f"To: A. Reader <reader@home.example>\nSubject: Mill\n\n{DENIAL}\n\n"]
)
def test_nobody_s_address_goes_into_a_remark(opened_bytes: Open, before: str):
    outcome = opened_bytes("letters.mbox", before + mailbox(CLAIM))
    assert "mail.boundary" in outcome.codes()
    said = " ".join(issue.message for issue in (*outcome.issues, *outcome.documents[0].issues))
    assert "home.example" not in said
    assert "A. Reader" not in said
