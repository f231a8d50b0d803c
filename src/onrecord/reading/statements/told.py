"""Nouns that take up what somebody has said: "the charge", "this report", "these figures"."""

from onrecord.reading.wordlists import words

ACCUSATION_NOUNS = frozenset({"accusation", "charge", "allegation", "accuse", "blame", "slander", "smear", "complaint"})
"""They take up an accusation."""

CLAIM_NOUNS = ACCUSATION_NOUNS | words(
    """
    account argument assertion boast characterisation characterization claim comment conclusion contention count denial
    description estimate explanation fabrication falsehood figure finding information insinuation insistence lie narration
    narrative news number portrayal propaganda remark report rumor rumour statement story suggestion testimony theory toll version
    word
    """
)
"""They take up anything that was said."""
