"""PDF: fields and pages that are not as they seem. The plain cases stand in ``test_office``."""

import pytest
from tests.intake.conftest import Open
from tests.intake.office_files import column, drawn, pdf

CLAIM = "Three people had been hurt at the old mill in Upper Vale."


@pytest.mark.parametrize("field", ["Title", "Author"])
def test_a_field_of_half_a_character_costs_the_text_nothing(opened_bytes: Open, field: str):
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], info=f"/{field} <FEFFD80000410042>")).document
    assert document.text == CLAIM
    assert (document.title or "") + "".join(document.authors) == "\ufffdAB"


def test_a_date_of_half_a_character_is_said(opened_bytes: Open):
    document = opened_bytes("a.pdf", pdf([column(CLAIM)], info="/CreationDate <FEFFD800>")).document
    assert document.text == CLAIM
    assert [issue.code for issue in document.issues] == ["date.unknown"]


SHOWN = f"BT /F1 12 Tf 72 700 Td ({CLAIM}) Tj ET"
OTHER = "The army denied it."


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (f"BT 3 Tr /F1 12 Tf 72 600 Td ({OTHER}) Tj ET", "without colour"),
        (f"BT 7 Tr /F1 12 Tf 72 600 Td ({OTHER}) Tj ET", "without colour"),
        (f"BT 1 g /F1 12 Tf 72 600 Td ({OTHER}) Tj ET", "are white"),
        (f"1 1 1 rg 60 590 300 30 re f BT /F1 12 Tf 72 600 Td ({OTHER}) Tj ET", "are white"),
        (f"BT /F1 0.1 Tf 72 600 Td ({OTHER}) Tj ET", "less than a point"),
        (f"BT /F1 12 Tf .01 0 0 .01 72 600 Tm ({OTHER}) Tj ET", "less than a point"),
        (f"BT /F1 12 Tf 2000 600 Td ({OTHER}) Tj ET", "outside of the page"),
        (f"BT /F1 12 Tf 72 -40 Td ({OTHER}) Tj ET", "outside of the page"),
    ],
)
def test_words_that_are_not_seen_are_read_and_said(opened_bytes: Open, content: str, how: str):
    document = opened_bytes("a.pdf", drawn(f"{SHOWN} {content}")).document
    assert CLAIM in document.text
    assert OTHER in document.text
    (issue,) = document.issues
    assert issue.code == "pdf.hidden-text"
    assert how in issue.message
    assert issue.message.startswith("Page 1: 16 visible characters ")
    assert f"'{OTHER}'" in issue.message


@pytest.mark.parametrize(
    "content",
    [
        f"0 0 .5 rg 60 590 300 30 re f BT 1 g /F1 12 Tf 72 600 Td ({OTHER}) Tj ET",  # white on blue
        f"BT 1 Tr 1 g 0 G /F1 12 Tf 72 600 Td ({OTHER}) Tj ET",  # black outlines
        f"BT /F1 .5 Tf 20 0 0 20 72 600 Tm ({OTHER}) Tj ET",  # a small size, made large
        f"BT /F1 4 Tf 72 600 Td ({OTHER}) Tj ET",
    ],
)
def test_words_that_are_seen_are_no_matter(opened_bytes: Open, content: str):
    document = opened_bytes("a.pdf", drawn(f"{SHOWN} {content}")).document
    assert OTHER in document.text
    assert document.issues == ()


def test_words_that_run_off_the_page_are_counted_from_where_they_do(opened_bytes: Open):
    document = opened_bytes("a.pdf", drawn(f"{SHOWN} BT /F1 12 Tf 562 600 Td (The army) Tj ( denied it.) Tj ET")).document
    (issue,) = document.issues
    assert issue.message.startswith("Page 1: 11 visible characters ")
    assert "'my denied it.'" in issue.message


@pytest.mark.parametrize(
    "mark",
    ["/Span << /ActualText (The army killed 5000.) >> BDC", "/Span /P1 BDC"],
)
def test_a_text_that_is_stated_for_another_is_said(opened_bytes: Open, mark: str):
    resources = "/Properties << /P1 << /ActualText (The army killed 5000.) >> >>"
    content = f"{SHOWN} {mark} BT /F1 12 Tf 72 600 Td (The army ) Tj (killed nobody.) Tj ET EMC"
    document = opened_bytes("a.pdf", drawn(content, resources=resources)).document
    assert document.text.endswith("The army killed 5000.")
    (issue,) = document.issues
    assert issue.code == "pdf.actual-text"
    assert "'The army killed 5000.' where 'The army killed nobody.' is drawn" in issue.message


def test_a_text_that_is_stated_in_a_form_for_nothing_that_is_said(opened_bytes: Open):
    stream = f"/Span << /ActualText <FEFF200B> >> BDC BT /F1 12 Tf 72 600 Td ({OTHER}) Tj ET EMC"
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        f" /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    )
    document = opened_bytes("a.pdf", drawn(f"{SHOWN} /X1 Do", resources="/XObject << /X1 5 0 R >>", more=[form])).document
    assert OTHER not in document.text
    assert [issue.code for issue in document.issues] == ["pdf.actual-text"]
    assert f"where '{OTHER}' is drawn" in document.issues[0].message


@pytest.mark.parametrize(("stated", "drawn_words"), [("<FEFF00AD>", "-"), ("(office)", "office"), ("()", OTHER), ("(Mill 12)", "mill-12")])
def test_a_text_that_is_stated_for_the_same_words_is_no_matter(opened_bytes: Open, stated: str, drawn_words: str):
    content = f"{SHOWN} /Span << /ActualText {stated} >> BDC BT /F1 12 Tf 72 600 Td ({drawn_words}) Tj ET EMC"
    assert opened_bytes("a.pdf", drawn(content)).document.issues == ()


@pytest.mark.parametrize(("off", "codes"), [("/OFF [5 0 R]", ["pdf.hidden-text"]), ("/BaseState /OFF", ["pdf.hidden-text"]), ("", [])])
def test_words_on_layers_that_may_not_be_shown(opened_bytes: Open, off: str, codes: list[str]):
    content = f"{SHOWN} /OC /L1 BDC BT /F1 12 Tf 72 600 Td ({OTHER}) Tj ET EMC"
    document = opened_bytes(
        "a.pdf",
        drawn(
            content,
            resources="/Properties << /L1 5 0 R >>",
            more=["<< /Type /OCG /Name (Draft) >>"],
            catalog=f"/OCProperties << /OCGs [5 0 R] /D << {off} >> >>",
        ),
    ).document
    assert OTHER in document.text
    assert [issue.code for issue in document.issues] == codes


def test_boxes_notes_and_fields_are_left_out_and_said(opened_bytes: Open):
    boxes = (
        f"/Annots [<< /Subtype /FreeText /Rect [72 600 300 650] /Contents ({OTHER}) /DA (/F1 12 Tf) >>"
        " << /Subtype /Widget /FT /Tx /T (a) /V (Five people) /Rect [0 0 9 9] >> << /Subtype /Link /Contents (no) /Rect [0 0 1 1] >>]"
    )
    document = opened_bytes("a.pdf", drawn(SHOWN, page=boxes)).document
    assert document.text == CLAIM
    (issue,) = document.issues
    assert issue.code == "pdf.annotations"
    assert "2 boxes of text, notes or fields" in issue.message
    assert f"'{OTHER}'" in issue.message
    alone = opened_bytes("a.pdf", drawn("", page=boxes)).issue
    assert alone.code == "pdf.no-text"
    assert f"'{OTHER}'" in alone.message


def test_a_pdf_behind_other_matter(opened_bytes: Open):
    junk = "<br />Warning: cannot modify header information\n" * 10
    document = opened_bytes("a.pdf", junk.encode() + pdf([column(CLAIM)])).document
    assert document.text == CLAIM
    (issue,) = document.issues
    assert (issue.code, issue.outcome) == ("pdf.damaged", "recorded")
    assert f"{len(junk)} bytes stand before" in issue.message
    assert "Warning: cannot modify" in issue.message


def test_a_text_that_speaks_of_pdf_is_text(opened_bytes: Open):
    text = f"Every such file begins with\n%PDF-1.4\nand goes on with objects. {CLAIM}"
    assert opened_bytes("a.txt", text).document.text == text
