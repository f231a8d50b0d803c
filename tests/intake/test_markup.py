"""The flat tokenizer: what is text, what is not, and never quadratic."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.markup import MOST_ATTRIBUTES, End, Start, Text, tokens


def text_of(page: str) -> str:
    return "".join(token.text for token in tokens(page) if isinstance(token, Text))


def test_tags_attributes_and_references():
    found = list(tokens("<P CLASS='a b' id=x data-n hidden=\"&lt;\">3 &lt; 4 &amp; so</p>"))
    assert found == [
        Start("p", {"class": "a b", "id": "x", "data-n": "", "hidden": "<"}, 4),
        Text("3 < 4 & so"),
        End("p"),
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a<!-- <p>b</p> -->c", "ac"),
        ("a<!-->c", "ac"),
        ("a<!--->c", "ac"),
        ("a<!-- never closed", "a"),
        ("a<!doctype html>b<?php x ?>c", "abc"),
        ("3 < 4 and 5 <6", "3 < 4 and 5 <6"),
        ("a</ p>b", "ab"),
        ("<p title='>'>a</p>", "a"),
        ("a<p", "a"),
        ("<title>A &amp; <b>B</title>c", "A & <b>Bc"),
        ("<script>'<p>'</script >b", "'<p>'b"),
        ("<style>p{}", "p{}"),
        ("<br/>a<img src=x/>b", "ab"),
        ("&nosuch; &#x41;&#0;", "&nosuch; A\ufffd"),
        ("a&#" + "9" * 4301 + ";b", "a\ufffdb"),
        ("a&#" + "9" * 100_000 + " b", "a\ufffd b"),
        ("&#x" + "9" * 4301 + ";&#1114112;&#1114109;", "\ufffd\ufffd\U0010fffd"),
        ("&#" + "0" * 5000 + "65;&#" + "0" * 5000 + ";&#065", "A\ufffdA"),
        ("<title>a&#" + "9" * 4301 + ";b</title>", "a\ufffdb"),
    ],
)
def test_what_is_text(page: str, text: str):
    assert text_of(page) == text


def test_a_number_too_high_for_any_character_in_an_attribute():
    (start,) = tokens("<p title='a&#" + "9" * 4301 + ";b'>")
    assert isinstance(start, Start)
    assert start.attributes == {"title": "a\ufffdb"}


@given(st.text("&#x0123456789;a <"))
def test_references_are_those_of_the_standard_library(text: str):
    assert text_of(f"<title>{text}</title>") == unescape(text)


def test_attributes_beyond_the_limit_are_counted_but_not_kept():
    (start,) = tokens("<p " + " ".join(f"a{number}" for number in range(5000)) + ">")
    assert isinstance(start, Start)
    assert (start.count, len(start.attributes)) == (5000, MOST_ATTRIBUTES)


@pytest.mark.parametrize(
    "unit", ["<a ", "<a", "<!--", "</", "<p a='", '<p a="x>', "<script>", "<b>", "a=b ", "<", "&", "<![CDATA[", "<title>"]
)
def test_no_repetition_takes_more_than_linear_time(unit: str):
    """Half a million characters of each; a quadratic tokenizer would not come back."""
    for _ in tokens("<p " + unit * (500_000 // len(unit))):
        pass
    for _ in tokens(unit * (500_000 // len(unit))):
        pass


class Standard(HTMLParser):
    """The standard library's parser as a second opinion on well-formed pages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=10)
NAMES = st.sampled_from(["p", "div", "b", "li", "td", "h1", "blockquote"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    parts = [draw(WORDS)]
    if depth:
        for _ in range(draw(st.integers(0, 2))):
            name = draw(NAMES)
            parts += [f'<{name} class="x">', draw(trees(depth - 1)), f"</{name}>", draw(WORDS)]
    return "".join(parts)


@given(trees())
def test_well_formed_pages_have_the_text_that_the_standard_parser_finds(page: str):
    other = Standard()
    other.feed(page)
    other.close()
    assert text_of(page) == other.text


@given(st.text(alphabet="<>/!-&;=\"' abpscript\n", max_size=120))
def test_no_page_makes_it_fail(page: str):
    list(tokens(page))
