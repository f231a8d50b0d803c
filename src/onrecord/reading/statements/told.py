"""Nouns that take up what somebody has said: "the charge", "this report", "these figures"."""

from onrecord.reading.wordlists import words

ACCUSATION_NOUNS = frozenset({"accusation", "charge", "allegation", "accuse", "blame", "slander", "smear", "complaint"})
"""They take up an accusation."""

CLAIM_NOUNS = ACCUSATION_NOUNS | words(
    """
    account argument assertion characterisation characterization claim comment conclusion count denial description estimate
    explanation fabrication falsehood figure finding information insinuation lie narrative news number portrayal propaganda remark
    report rumor rumour statement story suggestion testimony theory toll version word
    """
)
"""They take up anything that was said."""
