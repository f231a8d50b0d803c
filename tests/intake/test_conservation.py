"""Text conservation (G11): no sentence that is shown gets lost in silence, whatever the format and however it is built."""

import html
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.conftest import Open
from tests.intake.generated_pages import DEPTHS, Generated, generated
from tests.intake.office_files import column, docx, odt, paragraph, pdf

from onrecord.intake.conservation import shortfall, visible_in_markup
from onrecord.intake.fragment import read_fragment
from onrecord.intake.page import read_page
from onrecord.intake.spacing import visible_characters

PAGES = 240

SAID = {"text.lost", "file.fault"}
"""Codes by which a loss is said; a fault is never a silent one, and is looked for in the fuzz tests."""


def silent_losses(page: Generated, texts: list[str], codes: list[str]) -> list[str]:
    """Marks of sentences that are shown, stand in no text, and of which no issue says that something is missing."""
    lost = [mark for mark in page.shown if not any(mark in text for text in texts)]
    return [] if SAID.intersection(codes) else lost


@pytest.mark.parametrize("group", range(12))
def test_g11_no_sentence_of_a_page_is_lost_in_silence(opened_bytes: Open, group: int):
    """P13, P14, P16, P21: depth up to 1,000, huge text nodes, tables, lists, hidden elements, encodings right and wrong."""
    for seed in range(group, PAGES, 12):
        page = generated(seed)
        outcome = opened_bytes(f"page{seed}.html", page.data)
        texts = [document.text for document in outcome.documents]
        if outcome.documents:
            assert silent_losses(page, texts, outcome.codes()) == [], seed
            shown_hidden = [mark for mark in page.hidden if mark in texts[0]]
            assert shown_hidden == [], seed
        else:
            assert outcome.issues, seed


def test_the_generated_pages_are_of_every_kind():
    pages = [generated(seed) for seed in range(PAGES)]
    assert any("<div>" * max(DEPTHS) in page.markup for page in pages)
    assert sum("<div>" * 300 in page.markup for page in pages) >= 10
    assert sum("<table>" in page.markup for page in pages) >= 50
    assert sum("<ul><li>" in page.markup for page in pages) >= 50
    assert sum(bool(page.hidden) for page in pages) >= 50
    assert sum(len(page.markup) > 1_000_000 for page in pages) >= 5
    assert len({page.encoding for page in pages}) >= 5
    assert any(page.declared and page.declared != page.encoding for page in pages)


def _feed(page: Generated) -> tuple[str, bytes]:
    body = page.markup.replace("]]>", "")
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>Page</title><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    return "a.rss", f'<rss version="2.0" {namespace}><channel><title>Vale</title>{item}</channel></rss>'.encode()


def _mail(page: Generated) -> tuple[str, bytes]:
    message = EmailMessage()
    message["Subject"], message["From"] = "Page", "Vale <v@vale.example>"
    message.set_content(page.markup, subtype="html", cte="base64")
    return "a.eml", message.as_bytes()


def _newsml(page: Generated) -> tuple[str, bytes]:
    data = html.escape(page.markup)
    content = f'<contentSet><inlineData contenttype="text/html">{data}</inlineData></contentSet>'
    return "a.xml", f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u">{content}</newsItem>'.encode()


@pytest.mark.parametrize("form", [_feed, _mail, _newsml])
@pytest.mark.parametrize("group", range(4))
def test_g11_no_sentence_of_a_feed_a_message_or_a_news_item_is_lost_in_silence(
    opened_bytes: Open, form: Callable[[Generated], tuple[str, bytes]], group: int
):
    for seed in range(group, 120, 4):
        page = generated(seed)
        outcome = opened_bytes(*form(page))
        texts = [document.text for document in outcome.documents]
        assert silent_losses(page, texts, outcome.codes()) == [], seed
        assert len(page.markup) > 1_000_000 or outcome.documents, (seed, outcome.issues)


def sentences(seed: int) -> list[str]:
    """The words of a generated page, a sentence each."""
    return [block.text for block in read_page(generated(seed).markup).blocks if "mark q" in block.text]


@pytest.mark.parametrize("seed", range(30))
def test_g11_no_sentence_of_an_office_document_is_lost(opened_bytes: Open, seed: int):
    said = [" ".join(one.split()).replace("–", "-").replace("“", '"').replace("”", '"') for one in sentences(seed)]
    texts = {
        "a.docx": docx("".join(paragraph(html.escape(one)) for one in said)),
        "a.odt": odt("".join(f"<text:p>{html.escape(one)}</text:p>" for one in said)),
        "a.pdf": pdf([column(*said[start : start + 40]) for start in range(0, len(said), 40)]),
    }
    for name, data in texts.items():
        document = opened_bytes(name, data).document
        flat = " ".join(document.text.split())
        assert [one for one in said if one not in flat] == [], name


def test_a_shortfall_of_more_than_one_in_a_hundred_is_said():
    assert shortfall(1000, 990, "here", "the page") is None
    assert shortfall(0, 0, "here", "the page") is None
    lost = shortfall(1000, 989, "here", "the page")
    assert lost is not None
    assert (lost.code, lost.where) == ("text.lost", "here")
    assert "11 are missing" in lost.message


def test_what_the_reader_of_a_fragment_drops_is_said(monkeypatch: pytest.MonkeyPatch):
    """The count does not rest on the reader: where that loses a paragraph, it shows."""
    markup = "".join(f"<p>Sentence number {number} of the report.</p>" for number in range(40))
    monkeypatch.setattr("onrecord.intake.page.MOST_ELEMENTS", 20)
    assert [issue.code for issue in read_fragment(markup, "here", "the item").issues] == ["text.lost"]


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<td>", "<br>", "<!-- x -->", "words ", "3 &lt; 4 ", "<script>x</script>", "<div title='a'>"]
        )
    )
)
def test_both_counts_agree_on_plain_markup(pieces: list[str]):
    markup = "".join(pieces)
    seen = sum(visible_characters(block.text) for block in read_page(markup).blocks)
    assert visible_in_markup(markup) == seen
