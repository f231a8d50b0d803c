"""How well statements are put together, led back to their roots, and how well copies are told."""

import pytest
from tests.evaluation.archive.conftest import place
from tests.evaluation.archive.test_matching import G15, P2, P12, R12, R21, T35, T40, W12

from onrecord.evaluation.archive import Account, Archive, Place, RootNamed, score


def layers(archive: Archive, **told) -> dict:
    return score(archive, Account(noticed=(), **told)).metrics["layers"]


def test_nothing_is_measured_that_was_not_told(small: Archive) -> None:
    assert "layers" not in score(small, Account(noticed=())).metrics


def test_claims_as_in_the_gold_are_whole(small: Archive) -> None:
    told = layers(small, claims=((W12, P12, R12, P2), (G15,), (R21,), (T40,), (T35,)))["claims"]
    assert told["found"] == 1
    assert told["n"] == 8
    assert told["pairwise"] == {"precision": 1, "recall": 1, "f1": 1, "tp": 6, "fp": 0, "fn": 0}
    assert told["b_cubed"] == {"precision": 1, "recall": 1, "f1": 1}


def test_a_split_costs_recall_and_a_merger_precision(small: Archive) -> None:
    split = layers(small, claims=((W12, P12), (R12, P2), (G15,), (R21,), (T40,), (T35,)))["claims"]
    assert (split["pairwise"]["tp"], split["pairwise"]["fp"], split["pairwise"]["fn"]) == (2, 0, 4)
    assert split["b_cubed"] == {"precision": 1, "recall": 0.75, "f1": pytest.approx(0.8571, abs=1e-4)}
    merged = layers(small, claims=((W12, P12, R12, P2), (G15,), (R21,), (T40, T35)))["claims"]
    assert (merged["pairwise"]["tp"], merged["pairwise"]["fp"]) == (6, 1)
    assert merged["b_cubed"]["precision"] == 0.875


def test_a_statement_that_was_not_found_is_alone_and_a_stranger_spoils_its_pairs(small: Archive) -> None:
    stranger = place("wire-1", "the boats were in")
    told = layers(small, claims=((W12, P12, R12, stranger),))["claims"]
    assert told["found"] == 3 / 8
    assert (told["pairwise"]["tp"], told["pairwise"]["fp"], told["pairwise"]["fn"]) == (3, 3, 3)


def test_roots_are_compared_as_groups_whatever_they_are_called(small: Archive) -> None:
    own_names = (RootNamed(W12, "x"), RootNamed(P12, "x"), RootNamed(G15, "y"), RootNamed(P2, None))
    told = layers(small, roots=own_names)["roots"]
    assert told["n"] == 3
    assert told["pairwise"]["f1"] == 1
    assert told["without_source"] == {"accuracy": 1, "n": 1}
    mixed = layers(small, roots=(RootNamed(W12, "x"), RootNamed(P12, "z"), RootNamed(G15, "x"), RootNamed(P2, "x")))["roots"]
    assert (mixed["pairwise"]["tp"], mixed["pairwise"]["fp"], mixed["pairwise"]["fn"]) == (0, 1, 1)
    assert mixed["without_source"] == {"accuracy": 0, "n": 1}


def test_copies_are_pairs_in_either_order(small: Archive) -> None:
    told = layers(small, copies=(("post-1", "wire-1"), ("radio-1", "wire-1")))["copies"]
    assert (told["tp"], told["fp"], told["fn"]) == (1, 1, 0)


def test_a_whole_report_is_no_statement(small: Archive) -> None:
    assert layers(small, claims=((Place("wire-1"), Place("post-1")),))["claims"]["found"] == 0
