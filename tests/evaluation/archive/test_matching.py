"""When something that a program noticed is a finding of the gold."""

import pytest
from tests.evaluation.archive.conftest import noticed, place

from onrecord.evaluation.archive import Archive, Matcher, Noticed, Place

W12, P12, R12 = place("wire-1", "12"), place("post-1", "12"), place("radio-1", "12 killed")
G15, P2, R21 = place("gazette-1", "15"), place("post-2", "Twelve people"), place("radio-2", "21")
T40, T35 = place("gazette-2", "40 people had been killed"), place("wire-2", "35")
W1, P1, R1 = Place("wire-1"), Place("post-1"), Place("radio-1")
SENTENCE = place("wire-1", "The coastguard said 12 people were killed when a shell hit the quay of Sellin.")
RADIO, GAZETTE = place("radio-3", "The admiral has fled"), place("gazette-3", "The admiral has fled, Island Radio says.")
DENIED = place("wire-3a", "The navy denies that it fired.")
RUNS = place("wire-3a", "Ferries run at ten.")

RIGHT = [
    noticed("single-root-source", W12, P12, R12),
    noticed("single-root-source", P12, R12),
    noticed("single-root-source", SENTENCE, R12),
    noticed("single-root-source", W12, P12, P2),
    noticed("contradicting-figures", W12, G15),
    noticed("contradicting-figures", SENTENCE, G15),
    noticed("contradicting-figures", P12, R12, G15),
    noticed("contradicting-figures", P2, G15),
    noticed("figure-outside-reference", T40),
    noticed("figures-do-not-fit-date", T35),
    noticed("cumulative-falls", T40, T35),
    noticed("category-drift", P12, R21),
    noticed("figure-copy-error", R21, W12),
    noticed("source-lost", W12, P2),
    noticed("source-lost", R12, P12, P2),
    noticed("circular-citing", RADIO, GAZETTE),
    noticed("syndicated-copy", W1, P1),
    noticed("syndicated-copy", place("wire-1", "hit the quay"), P1),
    noticed("silent-edit", Place("wire-3b")),
    noticed("silent-edit", DENIED, Place("wire-3b")),
    noticed("silent-edit", place("wire-3b", "Ferries")),
]
WRONG = [
    noticed("single-root-source", W12),
    noticed("single-root-source", W12, P12, R12, G15),
    noticed("single-root-source", W12, P12, R21),
    noticed("single-root-source", W1, P1, R1),
    noticed("contradicting-figures", W12, P12),
    noticed("contradicting-figures", G15),
    noticed("contradicting-figures", W12, G15, R21),
    noticed("contradicting-figures", W12, T40),
    noticed("figure-outside-reference", T35),
    noticed("figure-outside-reference", T40, T35),
    noticed("figures-do-not-fit-date"),
    noticed("cumulative-falls", T35),
    noticed("cumulative-falls", T40),
    noticed("category-drift", W12, P12),
    noticed("figure-copy-error", R21, G15),
    noticed("source-lost", P2),
    noticed("source-lost", W12, P12),
    noticed("circular-citing", RADIO),
    noticed("syndicated-copy", W1, P1, R1),
    noticed("syndicated-copy", W1, R1),
    noticed("silent-edit", Place("wire-4a")),
    noticed("silent-edit", DENIED, Place("wire-4b")),
    noticed("silent-edit", RUNS),
]


def is_found(archive: Archive, one: Noticed) -> bool:
    return any(Matcher(archive).is_same(finding, one) for finding in archive.gold["findings"])


@pytest.mark.parametrize("one", RIGHT, ids=str)
def test_a_program_that_names_enough_of_a_finding_has_noticed_it(small: Archive, one: Noticed) -> None:
    assert is_found(small, one)


@pytest.mark.parametrize("one", WRONG, ids=str)
def test_too_little_or_anything_else_is_not_the_finding(small: Archive, one: Noticed) -> None:
    assert not is_found(small, one)


def test_no_finding_is_another_rules(small: Archive) -> None:
    for one in RIGHT:
        rules = [row["rule"] for row in small.gold["findings"] if Matcher(small).is_same(row, one)]
        assert rules == [one.rule]


def test_a_place_wider_than_a_paragraph_names_nothing(small: Archive) -> None:
    whole = Place("wire-1", 0, len(small.by_id["wire-1"]["text"]))
    assert not is_found(small, noticed("contradicting-figures", whole, G15))
    assert not is_found(small, noticed("contradicting-figures", Place("wire-9", 0, 3), G15))


def test_a_place_beside_the_words_is_not_the_place(small: Archive) -> None:
    beside = Place("wire-1", W12.end, W12.end + 7)
    barely = place("wire-1", "2 people were killed")  # one of two digits, and one of twenty characters
    assert not is_found(small, noticed("contradicting-figures", beside, G15))
    assert is_found(small, noticed("contradicting-figures", barely, G15))


def test_the_gold_is_its_own_best_program(small: Archive) -> None:
    matcher = Matcher(small)
    for row in small.gold["findings"]:
        places = tuple(Place(r["report"], r["at"], r["at"] + len(r["quote"])) for r in row["records"])
        assert matcher.is_same(row, Noticed(row["rule"], places))
