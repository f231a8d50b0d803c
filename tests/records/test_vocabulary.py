"""The closed vocabularies are frozen here: a word is added or renamed on purpose or not at all."""

from onrecord.records import vocabulary


def test_vocabularies_are_those_of_the_glossary() -> None:
    assert vocabulary.members(vocabulary.Standing) == ("asserted", "claimed", "confirmed", "denied", "unverified", "opinion")
    assert vocabulary.members(vocabulary.Voice) == ("attributed", "publisher", "unsourced")
    assert vocabulary.members(vocabulary.Measure) == ("killed", "injured", "missing", "displaced", "detained", "abducted", "casualties")
    assert vocabulary.members(vocabulary.Scope) == ("incident", "period", "cumulative")
    assert vocabulary.members(vocabulary.Grade) == ("both", "one", "weak", "fragment")
    assert vocabulary.members(vocabulary.Authenticity) == ("verified", "not verified", "refuted", "disputed", "not stated")


def test_acts_are_the_fifteen_of_the_glossary() -> None:
    expected = "accuses,admits,asks,asserts,assesses,calls for,claims,confirms,denies,estimates,expects,intends,interprets,pledges,reports"
    assert ",".join(sorted(vocabulary.members(vocabulary.Act))) == expected


def test_no_word_of_ours_is_a_verdict() -> None:
    """Observations, never verdicts: no vocabulary of the record holds a word that says what is so."""
    words = {
        word
        for name in dir(vocabulary)
        if name[0].isupper() and name not in ("Any", "Literal")
        for member in vocabulary.members(getattr(vocabulary, name))
        for word in member.replace("-", " ").split()
    }
    assert words  # the walk above found them
    assert not words & {"true", "false", "fake", "lie", "propaganda", "misinformation", "disinformation", "genuine", "hoax", "terrorist"}
