import pytest

from onrecord import corroboration
from onrecord.corroboration.rules import RULES
from onrecord.errors import NotFound
from onrecord.records.vocabulary import Rule, members


def test_the_rules_there_are() -> None:
    assert list(RULES) == [
        "figures-do-not-fit-date",
        "figure-outside-reference",
        "figure-without-source",
        "only-source-is-a-party",
        "contradicting-figures",
        "figure-copy-error",
        "subset-exceeds-total",
        "category-drift",
        "dates-disagree",
        "accusation-denied",
        "interpretation-without-source",
        "media-not-verified",
        "media-released-by-a-party",
        "assessment-rests-on-unverified-media",
        "circular-citing",
        "silent-edit",
    ]


def test_every_rule_is_a_word_of_the_vocabulary() -> None:
    assert set(RULES) <= set(members(Rule))


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(NotFound) as raised:
        corroboration.rule("figures-do-not-fit")
    assert raised.value.hint is not None
    assert all(name in raised.value.hint for name in RULES)


@pytest.mark.parametrize("name", list(RULES))
def test_every_rule_says_what_it_rests_on_and_what_it_does_not_say(name: str) -> None:
    told = " ".join((corroboration.rule(name).__doc__ or "").split())
    assert "Rests on:" in told
    assert "Does not say:" in told
    assert "Score:" in told
