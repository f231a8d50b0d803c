"""Which readings of two readers are of the same statement."""

from onrecord.reading.reconciled.pairs import Nearby, RuleReading, likeness, pair_up
from onrecord.reading.trained.decode import Candidate

EACH = range(200)
"""Every token a word of its own."""


def candidate(cue, content, source=((0, 1),)):
    return Candidate(cue, source, content, 0.9, 0.9, 0.9, 0.9)


def rule(cue, content, source=((0, 1),)):
    return RuleReading(source, cue, content, 0.8, "subject-verb")


def test_the_same_cue_makes_a_pair_whatever_the_content():
    one, other = candidate((5, 6), ((6, 10),)), rule(((5, 7),), ((20, 30),))
    assert [(p.trained, p.rules) for p in pair_up([one], [other], EACH)] == [(one, other)]


def test_the_same_content_makes_a_pair_whatever_the_cue():
    one, other = candidate((5, 6), ((6, 10),)), rule(((2, 3),), ((6, 9),))
    assert pair_up([one], [other], EACH)[0].rules == other


def test_what_one_reader_alone_finds_stands_alone():
    one, other = candidate((5, 6), ((6, 10),)), rule(((50, 51),), ((52, 60),))
    assert [(p.trained, p.rules) for p in pair_up([one], [other], EACH)] == [(one, None), (None, other)]


def test_a_reading_is_used_once_and_the_better_pair_wins():
    near, same = rule(((4, 5),), ((6, 10),)), rule(((5, 6),), ((6, 10),))
    pairs = pair_up([candidate((5, 6), ((6, 10),))], [near, same], EACH)
    assert pairs[0].rules == same
    assert pairs[1].trained is None
    assert pairs[1].rules == near


def test_neighbours_by_place():
    nearby = Nearby([500, 0, 100])
    assert nearby.around(90, 100) == [1, 2]
    assert nearby.around(5000) == []


def test_likeness_is_a_share_of_words():
    assert likeness(((0, 4),), ((2, 6),), EACH) == 2 / 6
    assert likeness((), (), EACH) == 1.0
    assert likeness(((0, 4),), ((2, 6),), [0, 1, 2, 2, 3, 3]) == 1 / 4
