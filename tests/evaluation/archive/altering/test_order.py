"""Which paragraphs may change places, and which reports of a day."""

import random
from dataclasses import replace

import pytest

from onrecord.evaluation.archive import Archive
from onrecord.evaluation.archive.altering.marked import MarkedText
from onrecord.evaluation.archive.altering.order import blocks, exchangeable, in_other_order, rearranged, swaps

BULLETIN = "Moreth, 4 March\n\n1. Ferries run at ten.\n\n2. Bread costs two crowns.\n\n3. It is sold on Fridays."


def test_numbered_paragraphs_change_places_and_keep_the_numbers_in_order() -> None:
    assert exchangeable(BULLETIN) == [1]
    text = MarkedText(BULLETIN, [(20, 27)])
    assert text.text[20:27] == "Ferries"
    text.rearrange(rearranged(BULLETIN, [("Ferries run at ten.", "Bread costs two crowns.")]))
    assert text.text == "Moreth, 4 March\n\n1. Bread costs two crowns.\n\n2. Ferries run at ten.\n\n3. It is sold on Fridays."
    assert [text.text[slice(*place)] for place in text.places.values()] == ["Ferries"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("1. The Moreth ministry counts twelve.", "2. The ministry will count again."),
        ("1. Ferries run at ten.", "2. They are full."),
        ("1. Ferries run at ten.", "2. The boats are full."),
        ("1. Ferries run at ten.", "2. Many ferries are old."),
        ("Monday. Ferries run at ten.", "Tuesday. Bread costs two crowns."),
        ("Ferries run at ten.", "Bread costs two crowns."),
        ("1. Ferries run at ten.", "Needs. Bread and rope."),
    ],
)
def test_paragraphs_that_lean_on_each_other_stay(paragraphs: tuple[str, str]) -> None:
    assert exchangeable("Moreth, 4 March\n\n" + "\n\n".join(paragraphs)) == []


def test_headed_paragraphs_change_places() -> None:
    assert exchangeable("Moreth, 4 March\n\nAccess. Ferries run at ten.\n\nNeeds. Bread and rope.\n\nStaff. Nobody is new.") == [1, 2]


def test_blocks_and_what_stands_between_make_up_the_text() -> None:
    assert [BULLETIN[start:end] for start, end in blocks(BULLETIN)][1] == "Ferries run at ten."
    assert "".join(BULLETIN[start:end] for start, end in rearranged(BULLETIN, [])) == BULLETIN


def test_a_copy_that_holds_one_of_the_paragraphs_elsewhere_keeps_both() -> None:
    beside = "Sellin\n\nFerries run at ten."
    pair = ("Ferries run at ten.", "Bread costs two crowns.")
    alone = [swaps([BULLETIN], random.Random(seed)) for seed in range(20)]
    assert [pair] in alone and [] in alone
    assert all(swaps([BULLETIN, beside], random.Random(seed)) == [] for seed in range(20))


def test_reports_change_places_within_their_day_and_after_what_they_take_up(small: Archive) -> None:
    orders = {tuple(row["id"] for row in in_other_order(small, random.Random(seed))) for seed in range(30)}
    assert len(orders) > 5
    for order in orders:
        assert [small.by_id[report]["date"] for report in order] == [row["date"] for row in small.reports]
        assert order.index("wire-1") < order.index("post-1")
        assert order.index("wire-3a") < order.index("wire-3b")
    again = [in_other_order(replace(small), random.Random(3)) for _ in range(2)]
    assert again[0] == again[1]
