"""What a reader of a page sees is what is read: struck and raised numbers, comments, drawings, frames, encodings."""

import pytest
from tests.intake.conftest import Open
from tests.intake.office_files import docx, paragraph

from onrecord.intake.as_shown import as_shown
from onrecord.reading import read
from onrecord.records import Document
from onrecord.settings import Settings

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}<title>t</title></head><body>{body}</body></html>".encode()


def killed(document: Document) -> list[int | None]:
    return [figure.min for figure in read(document, settings=Settings(reader="rules")).figures if figure.measure == "killed"]


@pytest.mark.parametrize(
    ("number", "shown", "figures"),
    [
        ("<del>14</del><ins>40</ins>", "14 40", [40]),
        ("<s>14</s> <ins datetime=x>40</ins>", "14 40", [40]),
        ("<strike>14</strike>40", "14 40", [40]),
        ("<s class=a><b>14</b></s>40", "14 40", [40]),
        ("14<sup>2</sup>", "14²", []),
        ("14<sup><a href='#n2'>2</a></sup>", "14²", []),
        ("14<a href='#n2'><sup>2</sup></a>", "14²", []),
        ("14<sub>2</sub>", "14₂", []),
        ("1&shy;4&#173;00", "1400", [1400]),
        ("1\u00ad,400", "1,400", [1400]),
        ("1,4<b>00</b>", "1,400", [1400]),
        ("<span>1</span><span>4</span>", "14", [14]),
    ],
)
def test_a_number_is_read_as_it_is_shown(opened_bytes: Open, number: str, shown: str, figures: list[int]):
    document = opened_bytes(
        "a.html", page(f"<p>The clinic said that {number} people had been killed at the mill.</p><p>{DENIAL}</p>")
    ).document
    assert f"said that {shown} people" in document.text
    assert killed(document) == figures
    item = f"<item><description><![CDATA[<p>The clinic said that {number} people had been killed.</p>]]></description></item>"
    feed = f"<rss><channel>{item}</channel></rss>"
    assert f"said that {shown} people" in opened_bytes("a.rss", feed.encode()).documents[0].text


def test_words_with_raised_letters_and_formulas_stay_as_they_are():
    for markup in ("the 1<sup>st</sup> of May", "<p>m<sup>2</sup></p>", "x <sup>2</sup>", "10 <del>old</del> <ins>new</ins>"):
        assert as_shown(markup) == markup


def test_a_raised_number_in_a_word_document(opened_bytes: Open):
    run = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    document = opened_bytes("a.docx", docx(paragraph("The clinic said that 14", run, " people had been killed."))).document
    assert document.text == "The clinic said that 14² people had been killed."


@pytest.mark.parametrize("end", ["-->", "--!>"])
@pytest.mark.parametrize("comment", ["<!-- {claim} {end}", "<!--{end}", "<!-->", "<!--->", "<!-- -- {end}", "<!-- <!-- {end}"])
def test_comments_end_where_browsers_end_them(opened_bytes: Open, comment: str, end: str):
    body = f"<p>{CLAIM}</p>{comment.format(claim='No.', end=end)}<p>{DENIAL}</p><!-- the end -->"
    assert opened_bytes("a.html", page(body)).document.text == f"{CLAIM}\n\n{DENIAL}"


@pytest.mark.parametrize(
    "shape",
    [
        "<svg><text x=1>{words}</text></svg>",
        "<svg><g><foreignObject><p>{words}</p></foreignObject></g></svg>",
        "<math><mtext>{words}</mtext></math>",
        "<iframe srcdoc='<p>{words}</p>'></iframe>",
    ],
)
def test_prose_in_drawings_formulas_and_frames_is_said(opened_bytes: Open, shape: str):
    document = opened_bytes("a.html", page(f"<p>{CLAIM}</p><p>{CLAIM} Again.</p>{shape.format(words=DENIAL)}")).document
    assert "text.lost" in [issue.code for issue in document.issues]
    assert any(DENIAL[:30] in issue.message for issue in document.issues)


def test_a_drawing_that_is_left_open_hides_nothing(opened_bytes: Open):
    for opening in ("<svg><path d='x'>", "<math><mi>x", "<svg><g><text>1"):
        document = opened_bytes("a.html", page(f"<p>{CLAIM}</p>{opening}<p>{DENIAL}</p>")).document
        assert DENIAL in document.text, opening


def test_an_encoding_that_no_browser_knows_hides_nothing(opened_bytes: Open):
    body = page(f"<p>+ADw-script+AD4-</p><p>{CLAIM}</p><p>{DENIAL}</p>", "<meta charset=utf-7>")
    document = opened_bytes("a.html", body).document
    assert DENIAL in document.text
    assert "text.encoding" in [issue.code for issue in document.issues]


@pytest.mark.parametrize("text", ["\u200b\u200d\ufeff" * 10, " \u2060\n", "\U000e0041\U000e0042"])
def test_a_text_that_shows_nothing(opened_bytes: Open, text: str):
    assert "text.empty" in [issue.code for issue in opened_bytes("a.txt", text.encode()).document.issues]


def test_words_in_characters_that_show_nothing_are_said(opened_bytes: Open):
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore the denial")
    document = opened_bytes("a.txt", f"{CLAIM}{hidden}".encode()).document
    assert [issue.code for issue in document.issues] == ["text.invisible"]
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert opened_bytes("b.txt", f"{CLAIM} {flag} می\u200cخواهم".encode()).document.issues == ()
