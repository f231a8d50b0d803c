import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.page import Page

PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "word", " ", ". ", ", ", "\n", "men's", "the boys’ camp"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join))


def inner(text: str, depth: int = 0) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in Page.of(text).quotations if q.depth == depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” he said.", ["Go,"]),
        ('"Go," he said. "Now."', ["Go,", "Now."]),
        ("‘Go,’ he said, in the boys’ camp.", ["Go,"]),
        ("'Go,' he said. The boys' camp was empty.", ["Go,"]),
        ("«Partez», dit-il.", ["Partez"]),
        ("„Geht“, sagte er.", ["Geht"]),
        ("``Go,'' he said.", ["Go,"]),
        ("The men's camp, the boys' tents and the '90s.", []),
        ("“Left open to the end", ["Left open to the end"]),
    ],
)
def test_quotations_in(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_inside_a_quotation_is_one_deeper() -> None:
    text = "“He said ‘never’ to us,” she recalled."
    assert inner(text) == ["He said ‘never’ to us,"]
    assert inner(text, 1) == ["never"]


def test_a_quotation_reopened_in_the_next_paragraph_continues() -> None:
    quotations = Page.of("“We fled.\n\n“We came back.”").quotations
    assert [(q.closed, q.continues) for q in quotations] == [(False, False), (True, True)]


@given(TEXTS)
def test_quotations_lie_in_the_text_in_one_paragraph_and_nest(text: str) -> None:
    page = Page.of(text)
    starts = [(page.tokens[a].start, page.tokens[b - 1].end) for a, b in page.paragraphs]
    for quotation in page.quotations:
        assert 0 <= quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        assert any(start <= quotation.start and quotation.end <= end for start, end in starts)
    for one in page.quotations:
        for other in page.quotations:
            apart = one.end <= other.start or other.end <= one.start
            within = (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
            assert apart or within
