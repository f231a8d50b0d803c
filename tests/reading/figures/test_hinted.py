"""Numbers in which only a trained reader sees people harmed: it is followed where it is sure, and no word is said to have told it."""

import pytest

from onrecord.reading.figures import draft_figures, find_figures
from onrecord.reading.figures.hinted import SURE
from onrecord.reading.page import Page
from onrecord.records import ReportDetails

TEXT = "The list of the clinic names 14 for Monday and 31 for Tuesday."


def drafted(text, measures):
    page = Page.of(text)
    at = {page.tokens[n].text: n for n in range(len(page.tokens))}
    found = draft_figures(page, measures={at[word]: told for word, told in measures.items()})
    return [(page.tokens[draft.at].text, draft.measure) for draft in found]


def test_a_number_is_a_figure_where_the_reader_is_sure():
    assert drafted(TEXT, {}) == []
    assert drafted(TEXT, {"14": ("killed", SURE), "31": ("injured", SURE - 0.01)}) == [("14", "killed")]


@pytest.mark.parametrize("text", ["The first of May was quiet.", "None of the mills burned."])
def test_what_counts_nobody_is_no_figure(text):
    assert drafted(text, {text.split()[1] if text.startswith("The") else "None": ("killed", 0.99)}) == []


def test_what_the_rules_see_stands():
    assert drafted("Shells killed 14 people in Veth.", {"14": ("injured", 0.99)}) == [("14", "killed")]


def test_no_word_of_the_text_gave_the_measure():
    page = Page.of(TEXT)
    number = next(n for n, token in enumerate(page.tokens) if token.text == "14")
    found = find_figures(page, report=ReportDetails(), statements=(), actors=(), places=(), times=(), measures={number: ("killed", 0.9)})
    assert [(figure.min, figure.measure, figure.word) for figure in found] == [(14, "killed", None)]


def test_those_who_are_alive_count_for_nobody_killed():
    text = "She took some off her list: 2 were still alive, and 9 were cooks."
    assert drafted(text, {"2": ("killed", 0.99), "9": ("killed", 0.99)}) == [("9", "killed")]


@pytest.mark.parametrize("text", ["A wall clock says ten to nine.", "It was ten past nine when we came.", "At half past nine we left."])
def test_a_clock_counts_nobody(text):
    word = "nine"
    assert drafted(text, {word: ("killed", 0.99)}) == []


def test_a_number_behind_to_is_no_clock_by_itself():
    assert drafted("The list rose from ten to 90.", {"90": ("killed", 0.99)}) == [("90", "killed")]
