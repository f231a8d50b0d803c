"""Each word of the vocabulary: what it counts, and the sentence that it says."""

import pytest

from onrecord.corroboration.grades import CONDITIONS
from onrecord.corroboration.grades.basis import Basis, Root
from onrecord.corroboration.grades.expressions import NoCondition, parsed
from onrecord.corroboration.grades.responsibility import Actor, Responsibility

MINISTRY = Root("the health ministry of Orlan", party="Orlan")
ARMY = Root("the Orlanian army", party="Orlan")
CLINIC = Root("the clinic in Brel")
OFFICIALS = (Root("an official", unnamed=True), Root("two officials", unnamed=True))
ORLANIAN = Root("an Orlanian official", party="Orlan", unnamed=True, owner=("orlanian",))
VESKIAN = Root("a Veskian official", unnamed=True, owner=("veskian",))
REPORTER = Root("Brel Radio’s own reporter", own=True)
NOTHING = Basis()


def basis(*roots: Root, **fields: object) -> Basis:
    return Basis(roots=roots, reports=("a", "b"), outlets=("Brel Radio", "Orlan Post"), is_figure=True, **fields)  # type: ignore[arg-type]


def accused(**fields: tuple[str, ...]) -> Basis:
    actors = (Actor("Orlan", ("orlan",), ("the mayor",)), Actor("Vesk", ("vesk",), ("residents", "a priest")))
    return Basis(responsibility=Responsibility(actors=actors, **fields))


FOUND = [
    ("reports", basis(), 2, "2 reports tell it."),
    ("outlets", basis(), 2, "2 outlets tell it: Brel Radio and Orlan Post."),
    ("outlets", NOTHING, 0, "No outlet is named."),
    (
        "independent_roots",
        basis(MINISTRY, CLINIC),
        2,
        "2 independent root sources: the health ministry of Orlan (a party) and the clinic in Brel.",
    ),
    (
        "independent_roots",
        basis(*OFFICIALS, CLINIC),
        2,
        "2 independent root sources: an official (unnamed), two officials (unnamed) and the clinic in Brel, "
        "the unnamed ones that nothing tells apart counted once.",
    ),
    (
        "independent_roots",
        basis(*OFFICIALS, ORLANIAN, VESKIAN),
        2,
        "2 independent root sources: an official (unnamed), two officials (unnamed), an Orlanian official (a party, unnamed) and "
        "a Veskian official (unnamed), the unnamed ones that nothing tells apart counted once.",
    ),
    (
        "independent_roots",
        basis(ORLANIAN, VESKIAN),
        2,
        "2 independent root sources: an Orlanian official (a party, unnamed) and a Veskian official (unnamed).",
    ),
    ("independent_roots", NOTHING, 0, "No independent root source."),
    ("named_roots", basis(*OFFICIALS, CLINIC), 1, "1 named root source: the clinic in Brel."),
    ("roots_not_parties", basis(MINISTRY, CLINIC), 1, "1 root source that is no party: the clinic in Brel."),
    ("roots_not_parties", basis(MINISTRY), 0, "No root source that is no party."),
    (
        "roots_of_parties",
        basis(MINISTRY, ARMY, CLINIC),
        2,
        "2 root sources of parties: the health ministry of Orlan (a party) and the Orlanian army (a party).",
    ),
    (
        "separate_roots",
        basis(MINISTRY, ARMY),
        1,
        "1 separate root source: the health ministry of Orlan (a party) and the Orlanian army (a party), "
        "the bodies of one party counted once.",
    ),
    (
        "accused",
        accused(),
        2,
        "2 actors are said to have done it: Orlan (according to the mayor) and Vesk (according to residents and a priest).",
    ),
    ("accused", NOTHING, 0, "No actor is said to have done it."),
    ("range_width", basis(least=12, greatest=17), 5, "The smallest and the largest number told are 5 apart (12 to 17)."),
    (
        "range_width",
        basis(least=12, greatest=17, other_counts=(17, 30)),
        18,
        "The smallest and the largest number told are 18 apart (12 to 30).",
    ),
    ("range_width", basis(least=1400), None, "An end of the number is left open, so that its width cannot be told."),
    (
        "contradicted",
        basis(contradictions=("These cannot both hold: 12 and 30.",)),
        1,
        "Other counts stand against it: These cannot both hold: 12 and 30.",
    ),
    ("contradicted", NOTHING, 0, "No finding sets another count against it."),
    ("denied", accused(denied_by=("the army of Vesk",)), 1, "It is denied by the army of Vesk."),
    ("denied", NOTHING, 0, "No report tells of a denial."),
    ("denied_by_accused", accused(denied_by_accused=("the army of Vesk",)), 1, "It is denied by the army of Vesk, said to have done it."),
    ("denied_by_accused", accused(denied_by=("a shepherd",)), 0, "No one who is said to have done it denies it."),
    (
        "admitted_by_accused",
        accused(admitted_by=("the army of Vesk",)),
        1,
        "That it did it is said by an actor of itself: the army of Vesk.",
    ),
    ("admitted_by_accused", accused(), 0, "No actor says of itself that it did it."),
    ("own_observation", basis(REPORTER), 1, "Seen by Brel Radio’s own reporter."),
    ("own_observation", basis(CLINIC), 0, "No outlet says that its own people saw it."),
    ("only_unnamed", basis(*OFFICIALS), 1, "All root sources are unnamed."),
    ("only_unnamed", basis(*OFFICIALS, CLINIC), 0, "Not all root sources are unnamed."),
    ("only_unnamed", NOTHING, 0, "No root source is told."),
    ("only_parties", basis(MINISTRY, ARMY), 1, "All root sources belong to parties."),
    ("only_parties", basis(MINISTRY, CLINIC), 0, "Not all root sources belong to parties."),
    ("only_parties", NOTHING, 0, "No root source is told."),
    ("date_known", basis(days=("2031-03-01",)), 1, "The day is told: 1 March 2031."),
    ("date_known", NOTHING, 0, "No text says on which day."),
    ("place_known", basis(places=("Brel",)), 1, "The place is told: Brel."),
    ("place_known", NOTHING, 0, "No text says where."),
    ("count_known", basis(least=1400), 1, "The number is told: at least 1,400."),
    ("count_known", NOTHING, 0, "No number of people is told."),
    ("said_to_be_combatants", basis(combatants_in=("a", "b")), 1, "2 reports tell it and call those counted combatants."),
    ("said_to_be_combatants", basis(), 0, "No report that tells it calls those counted combatants."),
    ("said_to_be_combatants", basis(combatants_in=("b",)), 0, "1 of the 2 reports that tell it calls those counted combatants."),
]


@pytest.mark.parametrize(("name", "known", "value", "sentence"), FOUND)
def test_a_condition_says_what_it_found(name: str, known: Basis, value: int | None, sentence: str) -> None:
    assert CONDITIONS[name].find(known) == (value, sentence)


def test_every_condition_is_tried_here_met_and_not_met() -> None:
    tried = {(name, bool(value)) for name, _, value, _ in FOUND}
    yes_or_no = {(name, value) for name, one in CONDITIONS.items() if one.sort == "yes or no" for value in (True, False)}
    assert yes_or_no <= tried
    assert {name for name, _ in tried} == set(CONDITIONS)


def test_of_many_names_the_first_are_told() -> None:
    (_, sentence) = CONDITIONS["independent_roots"].find(basis(*(Root(f"the clinic of ward {number}") for number in range(1, 9))))
    assert sentence.endswith("the clinic of ward 5 and 3 more.")


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("independent_roots >= 2", True),
        ("independent_roots>=3", False),
        ("independent_roots <= 2", True),
        ("independent_roots <= 1", False),
        ("independent_roots = 2", True),
        ("independent_roots = asked", False),
        ("not contradicted", True),
        ("contradicted", False),
        ("contradicted or reports >= 2", True),
        ("contradicted or reports >= 3", False),
        ("range_width <= 100", False),
        ("range_width >= 0", False),
    ],
)
def test_what_is_asked_is_compared(words: str, met: bool) -> None:
    assert parsed(words, {"asked": 3}).holds(basis(MINISTRY, CLINIC, least=4))[0] is met


def test_of_several_terms_those_that_are_met_are_told() -> None:
    condition = parsed("contradicted or reports >= 2", {})
    assert condition.words == "contradicted or reports >= 2"
    assert condition.holds(basis()) == (True, "2 reports tell it; at least 2 are asked for.")


def test_of_several_terms_all_are_told_where_none_is_met() -> None:
    condition = parsed("own_observation or reports = 1", {})
    assert condition.holds(basis()) == (
        False,
        "No outlet says that its own people saw it. 2 reports tell it; exactly 1 is asked for.",
    )


@pytest.mark.parametrize(
    ("words", "why", "hint"),
    [
        ("", "is no condition", "Write a name"),
        ("independent_roots", "nothing to compare with", "independent_roots >= 2"),
        ("not independent_roots", "nothing to compare with", "independent_roots >= 2"),
        ("denied >= 1", "which is a yes or a no", "denied or not denied"),
        ("roots >= 2", "there is no such condition", "independent_roots"),
        ("not true", "there is no such condition", "independent_roots"),
        ("reports >= many", "no such parameter", "whole number"),
        ("reports >= -1", "is no condition", "Write a name"),
        ("reports > 1", "is no condition", "Write a name"),
        ("reports >= 1.5", "is no condition", "Write a name"),
        ("denied or", "is no condition", "Write a name"),
        ("denied and contradicted", "is no condition", "Write a name"),
        ("__import__('os')", "is no condition", "Write a name"),
    ],
)
def test_words_that_are_no_condition_are_refused(words: str, why: str, hint: str) -> None:
    with pytest.raises(NoCondition, match=r"condition|compare|parameter|yes") as caught:
        parsed(words, {})
    assert why in str(caught.value)
    assert hint in caught.value.hint
