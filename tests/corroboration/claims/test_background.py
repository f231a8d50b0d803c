"""What all reports tell besides their claims: counted one after another, written, read back."""

from itertools import permutations

import msgspec
import pytest
from tests.corroboration.across import tellings

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.claims.background import Background

REPORTS = """
    Harbour News, 2031-03-05
    DALM, March 5 – The Keshan army said that 17 people had been killed at the mill in Dalm. Colonel Ana Torv spoke for it.

    Vale Post, 2031-03-06
    DALM, March 6 – The Keshan government said that 340 people had been killed in Kesh since the war began. Torv declined to comment.

    Coast Herald, 2031-03-07
    The office of Kesh in Orrin said that the ferries run again.
"""


def test_the_order_in_which_they_come_changes_nothing() -> None:
    backgrounds = [Background.of(order) for order in permutations(tellings(REPORTS))]
    assert all(one == backgrounds[0] for one in backgrounds)
    assert backgrounds[0].reports == 3


def test_what_is_written_is_read_back() -> None:
    background = Background.of(tellings(REPORTS))
    assert Background.read(background.written()) == background
    assert Background.read(b"") == Background()
    with pytest.raises(msgspec.DecodeError):
        Background.read(b"\xff")


def test_what_claims_tell_of_bodies_is_kept_each_claim_once() -> None:
    background = Background()
    background.take({"grenholt": {"velmora": {"one"}}})
    background.take({"grenholt": {"velmora": {"two", "one"}}})
    assert background.learnt == {"grenholt": {"velmora": ["one", "two"]}}
    background.take({"grenholt": {"velmora": {f"claim {number}" for number in range(1_000)}}})
    assert len(background.learnt["grenholt"]["velmora"]) < 20
    assert Background.read(background.written()) == background


def test_a_word_that_many_reports_hold_tells_less() -> None:
    background = Background.of(tellings(REPORTS))
    counted = sorted(background.stems, key=lambda stem: background.stems[stem])
    assert background.rarity(counted[0]) > background.rarity(counted[-1])
    before = background.rarity(counted[-1])
    background.add(tellings(REPORTS)[0])
    assert background.rarity(counted[-1]) != before  # not what was worked out of fewer reports


def test_reports_beside_a_background_are_compared_as_if_beside_all() -> None:
    all_of_them = tellings(REPORTS)
    some = Beside(all_of_them[:1], background=Background.of(all_of_them))
    assert some.outlets.named_in("Vale Post reported") == ["Vale Post"]
    assert Beside(all_of_them[:1]).outlets.named_in("Vale Post reported") == []


def totals(*of: tuple[str, str]) -> str:
    """Reports in each of which a ministry gives a running total of a place."""
    return "\n\n".join(
        f"Harbour News, 2031-03-{day:02}\n"
        f"The health ministry in {town} said that {100 + day} people had been killed in {place} since the war began."
        for day, (town, place) in enumerate(of, 1)
    )


def test_totals_of_elsewhere_make_no_town_the_seat_of_another_state() -> None:
    told = [*[("Orrin", "Orrin")] * 3, *[("Orrin", "Vellia")] * 2]
    book = Beside(tellings(totals(*told))).book
    assert not book.same_owner(("orrin",), ("vellia",))


def test_totals_of_one_land_alone_do() -> None:
    book = Beside(tellings(totals(*[("Orrin", "Vellia")] * 2))).book
    assert book.same_owner(("orrin",), ("vellia",))


def test_a_report_that_begins_with_the_government_beyond_the_border_says_nothing_of_whose_the_town_is() -> None:
    told = "\n\n".join(
        f"Harbour News, 2031-03-{day:02}\n"
        f"ORRIN, March {day} – The government of Vellia said that it had shelled a depot. Streets were empty in Orrin."
        for day in range(4, 8)
    )
    assert not Beside(tellings(told)).book.same_owner(("orrin",), ("vellia",))
