"""By what figures and statements are found: what is one claim, or of one matter, shares a key; what is not is rarely looked at."""

from itertools import combinations

import pytest
from tests.corroboration.across import beside, tellings

from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.keys import METHOD, keys_in, keys_of, keys_of_words
from onrecord.corroboration.told import Telling

ONE_CLAIM = {
    "one number of one place, weeks apart": """
        Harbour News, 2031-03-05
        The health office in Dalm said that 17 people had been killed by shells that hit the mill in Dalm on 4 March.

        Vale Post, 2031-04-20
        The 17 people killed by shells at the mill in Dalm on 4 March were remembered on Sunday.
    """,
    "a place that one report only names": """
        Harbour News, 2031-03-05
        A ferry that had come from Sund was hit by shells at the quay of Dalm on 4 March, and 17 people were killed in Dalm, the
        health office said.

        Vale Post, 2031-04-20
        On 4 March a ferry was hit by shells at the quay, and 17 people were killed in Sund, the health office said.
    """,
    "a large number without a place": """
        Harbour News, 2031-03-05
        The relief agency said that 112 people had been killed by the blast on the grain ship.

        Vale Post, 2031-03-28
        Divers searched the grain ship where, by the relief agency's count, 112 people were killed by the blast.
    """,
    "a denial": """
        Harbour News, 2031-03-05
        The Keshan army denied that its guns had shelled the mill in Dalm.

        Vale Post, 2031-03-06
        Kesh's army denied that it had shelled the mill in Dalm.
    """,
    "an accusation without a place": """
        Harbour News, 2031-03-05
        The Vorian army accused the Keshan army of shelling a convoy.

        Vale Post, 2031-03-06
        The Keshans had shelled a convoy, the Vorian army said.
    """,
}
ONE_MATTER = {
    "two numbers of one event, a month apart": """
        Harbour News, 2031-03-05
        The health office in Dalm said that 17 people had been killed by shells that hit the mill in Dalm on 4 March.

        Vale Post, 2031-04-02
        The rescue committee counted 23 people killed by the shells that hit the mill in Dalm on 4 March.
    """,
    "a number of the dead told as one of the injured": """
        Harbour News, 2031-03-05
        The health office in Dalm said that 17 people had been injured by shells that hit the mill in Dalm on Tuesday.

        Vale Post, 2031-03-06
        Seventeen people were killed by shells that hit the mill in Dalm on Tuesday.
    """,
    "totals of one source, two months apart": """
        Harbour News, 2031-03-05
        The army of Kesh said that 340 people had been killed in Kesh since the war began.

        Vale Post, 2031-05-04
        The army of Kesh said that 310 people had been killed in Kesh since the war began.
    """,
}
OTHERS = """
    Harbour News, 2031-03-05
    The health office in Dalm said that 17 people had been killed by shells that hit the mill in Dalm on Tuesday.

    Vale Post, 2031-09-12
    Police in Sund said that nine people were injured by a mine near Sund on Friday.

    Coast Herald, 2031-03-06
    Ferries to Orrin run again. The harbour master said that two of them are new.
"""


def lead_to_each_other(one: Telling, other: Telling) -> bool:
    looked_for = {key for told in (*one.figures, *one.statements) for key in keys_of(Item(one, told), around=True)}
    return not keys_in(other).isdisjoint(looked_for)


@pytest.mark.parametrize("reports", [*ONE_CLAIM.values(), *ONE_MATTER.values()], ids=[*ONE_CLAIM, *ONE_MATTER])
def test_reports_of_one_matter_lead_to_each_other(reports: str) -> None:
    first, second = tellings(reports)
    assert lead_to_each_other(first, second)
    assert lead_to_each_other(second, first)


def test_a_number_is_found_by_a_place_that_its_report_only_names() -> None:
    """Whatever else the two reports tell."""
    one, other = tellings(ONE_CLAIM["a place that one report only names"])
    keys = [frozenset(key for told in telling.figures for key in keys_of(Item(telling, told))) for telling in (one, other)]
    looked_for = [{key for told in telling.figures for key in keys_of(Item(telling, told), around=True)} for telling in (one, other)]
    assert not keys[1].isdisjoint(looked_for[0]) and not keys[0].isdisjoint(looked_for[1])


@pytest.mark.parametrize("reports", ONE_CLAIM.values(), ids=ONE_CLAIM)
def test_these_are_one_claim_indeed(reports: str) -> None:
    assert any(len(claim.reports) == 2 for claim in beside(reports).claims)


def test_reports_of_other_matters_do_not() -> None:
    for one, other in combinations(tellings(OTHERS), 2):
        assert not lead_to_each_other(one, other)


def test_what_is_looked_for_has_the_keys_of_the_item_among_it() -> None:
    for telling in tellings(ONE_MATTER["totals of one source, two months apart"]):
        for told in (*telling.figures, *telling.statements):
            item = Item(telling, told)
            assert keys_of(item) & keys_of(item, around=True)
            assert all(-(1 << 63) <= key < 1 << 63 for key in keys_of(item, around=True))


LIKE_WORDS = """
    Harbour News, 2031-03-05
    Kesh has dismissed the commander of its river brigade, the Vale Post reports.

    Vale Post, 2031-03-09
    The commander of the Keshan river brigade has been removed from his post, as Harbour News has learned.

    Coast Herald, 2031-03-05
    Nobody knows where the river pilots of Orrin are, the harbour master said.
"""


def test_statements_in_like_words_lead_to_each_other_by_two_of_them() -> None:
    one, other, another = tellings(LIKE_WORDS)

    def shared(mine: Telling, its: Telling) -> int:
        keys = keys_in(its)
        return max(sum(not same.isdisjoint(keys) for same in keys_of_words(Item(mine, told), lambda _: 1.0)) for told in mine.statements)

    assert shared(one, other) >= 2 and shared(other, one) >= 2
    assert shared(one, another) < 2 and shared(other, another) < 2


def test_the_keys_are_the_same_in_every_process() -> None:
    """They are written into cases: with another number here, ``METHOD`` is to be another too."""
    all_keys = [key for reports in ONE_CLAIM.values() for telling in tellings(reports) for key in keys_in(telling)]
    assert (METHOD, sum(all_keys) % 2**64) == ("5", 3738192935543419117)


def test_one_who_acts_is_found_by_its_initials_and_by_its_state() -> None:
    def keys(words: str) -> frozenset[int]:
        (telling,) = tellings(f"Harbour News, 2031-03-05\nA farmer said that {words} had shelled the mill on Tuesday.")
        return frozenset(key for told in telling.statements for key in keys_of(Item(telling, told)))

    def shared(one: str, other: str) -> int:
        return len(keys(one) & keys(other))

    assert shared("the Rapid Guard Forces", "guns of the RGF") > shared("the Rapid Guard Forces", "guns of the TLF")
    assert shared("the US army", "the American army") > shared("the US army", "the Dravian army")
    assert shared("the Keshan army", "the Koran army") == shared("the Keshan army", "the Dravian army")
