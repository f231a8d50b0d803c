"""Whatever a reader hands over: no crash, ids in order, links that exist, the same answer twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.reading.actors import find_actors
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.statements import make_statements
from onrecord.records import ReportDetails, Span, Statement

WORDS = (
    "The army said that it denied the charge . Orria accused Tessia of shelling "
    "Dolna , claiming “ We will answer ” he she they told reporters "
    "could not be verified ; reports neither figure must should this is a lie without evidence 12 people were killed by soldiers"
).split()


@st.composite
def attributed_texts(draw: st.DrawFn) -> tuple[str, tuple[Attribution, ...]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=60)))

    def span() -> tuple[Span, ...]:
        if draw(st.integers(0, 4)) == 0:
            return ()
        start = draw(st.integers(0, len(text) - 1))
        return ((start, draw(st.integers(start + 1, len(text)))),)

    found = [Attribution(span(), span(), span(), draw(st.floats(0, 1)), "test") for _ in range(draw(st.integers(0, 6)))]
    return text, tuple(a for a in found if (a.cue or a.content) and all(text[s:e].strip() for part in a[:3] for s, e in part))


def read(text: str, attributions: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    page = Page.of(text)
    return make_statements(page, attributions, find_actors(page, ReportDetails(), ()), ReportDetails())


@given(attributed_texts())
def test_whatever_a_reader_hands_over(given_text):
    text, attributions = given_text
    found = read(text, attributions)
    ids = [statement.id for statement in found]
    assert ids == [f"s{number}" for number in range(1, len(found) + 1)]
    for statement in found:
        linked = {*statement.denies, *statement.counters, *([statement.within] if statement.within else [])}
        assert linked <= set(ids) - {statement.id}
        assert statement.grade != "one" or statement.voice == "publisher" or (statement.cue and statement.content)
    assert read(text, attributions) == found


def test_no_attributions_and_no_text():
    assert read("", ()) == ()


@pytest.mark.parametrize("pattern", ["army spokesman Ali Omar ", "the army of ", "Ali's ", "head of the "])
def test_names_that_hang_on_each_other_without_end_are_read(pattern: str) -> None:
    assert onrecord.read(pattern * 1_500).text


@pytest.mark.parametrize(
    "text",
    [
        "the ②nd attack killed 12", "5²-7² people were killed", "12²nd people died",
        "The ministry said " + "9" * 4_301 + " people were killed.", "12-" + "1" * 5_000 + " people",
        "1" + " 000" * 2_000 + " people were killed",
    ],
)  # fmt: skip
def test_signs_that_only_look_like_numbers_cost_no_report(text: str) -> None:
    assert all((figure.min or 0) < 10**13 for figure in onrecord.read(text).figures)
