import pytest

from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.records.vocabulary import Rule, members


def test_the_rules_on_claims_come_in_this_order() -> None:
    assert list(RULES_ACROSS)[:7] == [
        "single-root-source",
        "contradicting-figures",
        "cumulative-falls",
        "category-drift",
        "figure-copy-error",
        "source-lost",
        "circular-citing",
    ]


def test_every_rule_is_a_word_of_the_vocabulary() -> None:
    assert set(RULES_ACROSS) <= set(members(Rule))


@pytest.mark.parametrize("name", list(RULES_ACROSS))
def test_every_rule_says_what_it_rests_on_and_what_it_does_not_say(name: str) -> None:
    told = " ".join((RULES_ACROSS[name].__doc__ or "").split())
    places = [told.find(mark) for mark in ("Notice ", "Rests on: ", "Does not say: ", "Score: ")]
    assert -1 not in places
    assert places == sorted(places)
