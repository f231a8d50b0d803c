"""What a denial answers."""

import pytest

from onrecord.records import Party

ORRIA = Party(name="Orria", aliases=("Orrian army", "Orrian government", "Orrian defence ministry"))
TESSIA = Party(name="Tessia", aliases=("Tessian army", "Tessian government", "Tessian defence ministry"))

LINKED = [
    # denied without answering what stands nearest
    (
        "[a|The mayor] {a|said} <a|shells had killed twelve people in Velm>. "
        "[b|The Orrian army] {b|said} <b|no one was hurt in a separate crash in Osk>.",
        {},
    ),
    (
        "[a|The mayor] {a|said} <a|shells had killed twelve people in Velm>. [b|The Orrian army] {b|said} <b|nobody was hurt in Osk>.",
        {},
    ),
    ("[a|The mayor] {a|said} <a|40 people had been killed>. [b|Orria] {b|denied} <b|targeting civilians>.", {}),
    (
        "[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|said} <b|three people had died of cold in the town>.",
        {},
    ),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|said} <b|the market was quiet on Tuesday>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|said} <b|its guns had been silent that day>.", {"b": ["a"]}),
    # the accused is a pronoun for who spoke before
    ("[a|Orria] {a|has denied} <a|targeting civilians>. [b|Tessia] {b|had accused} <b|it of bombing a market>.", {"a": ["b"]}),
    # the target and the place fired from are no place of the event
    (
        "[a|Tessia] {a|said} <a|Orrian guns had shelled a clinic in Velm>. [b|Orria] {b|said} <b|none of its guns had fired at Tessia>.",
        {"b": ["a"]},
    ),
    # what goes on from a denial, or joins another's, answers no more than that
    (
        "[z|The mayor] {z|said} <z|rockets had killed nine people>. [a|Tessia] {a|blamed} <a|Orria>. "
        "[bc|The Orrian army] {b|rejected} <b|the charge> and {c|claimed} <c|that its forces had fired nothing>.",
        {"b": ["a"], "c": ["a"]},
    ),
    (
        "{z|It is feared} <z|that the truce will not hold>. [a|Orria] {a|denied} <a|that it had ordered an attack>. "
        "[b|Tessia] {b|denied} <b|it> in the same words.",
        {},
    ),
    # responsibility for what an accusation calls by another name
    ("[a|Tessia] {a|accused} <a|Orria of a war crime>. [b|Orria] {b|denied responsibility for} <b|the strike>.", {"b": ["a"]}),
    (
        "[a|Relatives] {a|said} <a|marines had detained 16 men>. [b|The Orrian navy] {b|said} <b|it has no record of any detention>.",
        {"b": ["a"]},
    ),
    (
        "[a|Tessia] {a|accused} <a|the Orrian army of shelling a town>. "
        "[b|An Orrian army spokesman] {b|said} <b|“not a single Orrian shell has landed there”>.",
        {"b": ["a"]},
    ),
    # denied by what could not have been
    (
        "[a|A doctor] {a|said} <a|a drone had killed 46 people>. [b|Orria] {b|said} <b|none of its aircraft had been over the town>.",
        {"b": ["a"]},
    ),
    (
        "[a|Tessia] {a|accused} <a|Orria of bombing a field>. "
        "[b|The Orrian army] {b|said} <b|“on that day not one of our aircraft left the ground”>.",
        {"b": ["a"]},
    ),
    (
        "[a|Tessia] {a|accused} <a|Orria of burning a market>. "
        "[b|The Orrian army] {b|said} <b|its units had left the town two days earlier>.",
        {"b": ["a"]},
    ),
    (
        "[a|Residents] {a|said} <a|a mother and three children died in a strike>. [b|The Orrian army] {b|said} <b|no civilian was harmed>.",
        {"b": ["a"]},
    ),
    ("[a|The army] {a|said} <a|its bombs had fallen on a fuel dump>. [b|The mayor] {b|said} <b|there is no fuel dump>.", {"b": ["a"]}),
    ("[a|The front] {a|said} <a|60 soldiers had died>. [b|The Orrian army] {b|said} <b|“their arithmetic is false”>.", {"b": ["a"]}),
    ("[a|A captain] {a|admitted} <a|that discipline had broken down>. [b|The Orrian ministry] {b|contradicted} <b|him>.", {"b": ["a"]}),
    ("[a|The general] {a|claims} <a|his men came under fire first>. <b|“That is not how it was,”> {b|said} [b|Ana Prusk].", {"b": ["a"]}),
    (
        "[a|Residents] {a|accused} <a|the Orrian army of bombing a clinic>. "
        "[b|A government spokesman] {b|said} <b|the Orrian army had flown no missions>.",
        {"b": ["a"]},
    ),
    ("[a|The ministry] {a|said} <a|the van carried weapons>. [b|The commander] {b|stated} <b|the opposite>.", {"b": ["a"]}),
    (
        "[a|The army] {a|said} <a|the dead were rebels>. [b|A teacher] {b|replied} <b|that none of them had ever held a weapon>.",
        {"b": ["a"]},
    ),
    # the words that take up what was said
    ("[a|Tessia] {a|accused} <a|Orria of shelling Dolna>. [b|Orria] {b|rejected} <b|the charge>.", {"b": ["a"]}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Dolna>, while [b|Orria] {b|denies} <b|these allegations>.", {"b": ["a"]}),
    ("[a|The front] {a|claims} <a|that it holds the hill>. [b|The army] {b|dismissed} <b|this as propaganda>.", {"b": ["a"]}),
    ("[a|The army] {a|said} <a|the house was empty>. [b|The Red Cross] {b|disputed} <b|that>.", {"b": ["a"]}),
    # what is denied is told
    (
        "[a|Tessia] {a|accused} <a|Orria of shelling Dolna>. [b|The Orrian "
        "army] {b|denied} <b|that its guns had fired on the town>.", {"b": ["a"]}),
    ("[a|A villager] {a|said} <a|Orrian soldiers had burned six houses>. [b|The Orrian army] {b|denied} <b|arson>.", {"b": ["a"]}),
    (
        "[a|The mayor] {a|said} <a|two people died after Orrian drones struck flats>. "
        "[b|The Orrian defence ministry] {b|denied} <b|targeting homes>.", {"b": ["a"]}),
    # denied by neutral words
    ("[a|Tessia] {a|accused} <a|Orria of shelling Dolna>. [b|The Orrian army] {b|said} <b|no unit was near the town>.", {"b": ["a"]}),
    (
        "[a|Tessia] {a|accused} <a|Orria of shelling homes>. [b|The Orrian "
        "army] {b|said} <b|it fires solely at military posts>.", {"b": ["a"]}),
    (
        "[a|Tessia] {a|held} <a|Orrian gunners answerable for the blaze>. "
        "[b|The Orrian army] {b|said} <b|it had fired nothing that night>.", {"b": ["a"]}),
    (
        "[a|Tessia] {a|accused} <a|Orria of burning a mill>. "
        "[b|The Orrian army] {b|said} <b|its nearest post was nine miles away>.", {"b": ["a"]}),
    ("[a|Tessia] {a|accused} <a|Orria of burning a mill>. <b|A fairy story>, {b|said} [b|the Orrian army].", {"b": ["a"]}),
    ("[a|Tessia] {a|accused} <a|Orria of burning a mill>. <b|Not a single barn>, {b|insists} [b|the Orrian army].", {"b": ["a"]}),
    (
        "[a|Tessia] {a|pointed at} <a|Orria>: <b|soldiers from there>, [b|it] {b|said}, <b|had mined a track>. "
        "[c|The Orrian army] {c|said}: <c|“We did nothing of the sort”>.", {"c": ["b", "a"]}),
    ("[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|The Orrian army] {b|said} <b|its gunboats were in port>.", {"b": ["a"]}),
    ("[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|The Orrian army] {b|said} <b|its gunboats were new>.", {}),
    # harm told by one and said by another not to have happened
    (
        "[a|A clerk] {a|wrote} <a|that six deserters were shot>. "
        "[b|The Orrian army] {b|maintained} <b|that nobody had been killed>.", {"b": ["a"]}),
    ("[a|A clerk] {a|wrote} <a|that six stalls were robbed>. [b|The Orrian army] {b|maintained} <b|that nobody had been killed>.", {}),
    # a label with "that" takes up what was said
    ("[a|The mayor] {a|said} <a|Orrian soldiers had burned six stalls>. [b|The Orrian army] {b|rejected} <b|“that fable”>.", {"b": ["a"]}),
    # what stands beside an accusation does not hide it
    (
        "<a|Orrian soldiers>, [a|grocers] {a|said}, <a|burned six stalls>; <b|two reopened>, [b|a neighbour] {b|said}. "
        "[c|The Orrian army] {c|dismisses} <c|the story as gossip>.", {"c": ["a"]}),
    # a cue of answering with words that contradict
    ("[a|The mayor] {a|said} <a|nine porters died>. <b|“Only soldiers died,”> {b|countered} [b|the Orrian army].", {"b": ["a"]}),
    ("[a|The mayor] {a|said} <a|nine porters died>. <b|“We mourn them,”> {b|countered} [b|the Orrian army].", {}),
    # a noun in apposition answers what it hangs on
    (
        "[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|The mayor] {b|says} <b|Orria stored rockets in a barn>, "
        "<c|an allegation> [c|Orria] {c|denies}.", {"c": ["b"]}),
    # both deny what the other said
    (
        "[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|Orria] {b|accused} <b|Tessia of mining a road>. "
        "[c|Each side] {c|denied} <c|the other’s charge>.", {"c": ["b", "a"]}),
    (
        "[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|Orria] {b|said} <b|six porters died>. [c|Tessia] {c|said} "
        "<c|nine sailors died>. [d|Both sides] {d|dispute} <d|what the other says of the dead>.", {"d": ["c", "b"]}),
    (
        "[a|Orria] {a|said} <a|six porters died>. [b|The desk] {b|noted} <b|that the road was shut>. "
        "[c|Both sides] {c|dispute} <c|what the other says of the dead>.", {}),
    # what stands beside an admission narrows it
    (
        "[a|Villagers] {a|say} <a|Orrian soldiers seized nine men>. [bc|The Orrian army] {b|owned up to} <b|four arrests> and "
        "{c|said} <c|that nobody was held long>.", {}),
    # a denial of something nobody said has no object
    ("[a|Tessia] {a|said} <a|two jets had crashed>. [b|The Orrian army] {b|denied} <b|that it had crossed the river>.", {}),
    # nobody denies by turning a plan down
    ("[a|The envoy] {a|proposed} <a|a truce>. [b|Orria] {b|rejected} <b|the proposal>.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), LINKED)
def test_links(statements, links, marked, expected):
    assert links(statements(marked, ORRIA, TESSIA)) == expected


def test_an_accusation_with_those_made_beside_it(statements, links):
    found = statements(
        "[a|The council] {a|blamed} <a|Orria>. <b|“Orrian soldiers shelled us for two hours,”> [b|it] {b|wrote}.\n\n"
        "[c|An Orrian army spokesman] {c|denied} <c|that the town had been shelled>.",
        ORRIA, TESSIA,
    )  # fmt: skip
    assert set(links(found)["c"]) == {"a", "b"}


def test_a_nested_claim_is_what_is_rejected(statements, links):
    found = statements("[a|The army] {a|rejects} <a|[b|the front’s] {b|claim} <b|that the school was empty>>.")
    assert links(found) == {"a": ["b"]}
    assert found["b"].standing == "denied"


def test_an_accusation_that_comes_later_is_answered_too(statements, links):
    found = statements(
        "<a|Orria “does not target clinics”>, {a|said} [a|its spokesman, Ben Orr]. "
            "[b|The Tessian government] {b|accused} <b|Orria of war crimes>.",
        ORRIA, TESSIA,
    )  # fmt: skip
    assert links(found) == {"a": ["b"]}


def test_a_participle_goes_on_from_the_denial_and_counters(statements, links):
    found = statements(
        "[a|Tessia] {a|accuses} <a|Orria of targeting villages>, while [bc|Orria] {b|denies} <b|these allegations>, {c|claiming} "
        "<c|that its jets had hit military posts only>.",
        ORRIA, TESSIA,
    )  # fmt: skip
    assert links(found) == {"b": ["a"]}
    assert found["c"].counters == (found["a"].id,)
    assert found["c"].act == "asserts"


def test_what_is_denied_stands_denied_and_the_denial_is_claimed(statements):
    found = statements("[a|Tessia] {a|accused} <a|Orria of shelling Dolna>. [b|Orria] {b|rejected} <b|the charge>.", ORRIA, TESSIA)
    assert (found["a"].standing, found["b"].standing) == ("denied", "claimed")


def test_swapping_the_parties_swaps_the_links_and_nothing_else(statements, links):
    marked = "[a|X] {a|accused} <a|Y of shelling Dolna>. [b|The Y army] {b|denied} <b|that its guns had fired>."
    one = statements(marked.replace("The Y army", "The Orrian army").replace("X", "Tessia").replace("Y", "Orria"), ORRIA, TESSIA)
    other = statements(marked.replace("The Y army", "The Tessian army").replace("X", "Orria").replace("Y", "Tessia"), ORRIA, TESSIA)
    assert links(one) == links(other) == {"b": ["a"]}
    assert [(s.act, s.standing) for s in one.values()] == [(s.act, s.standing) for s in other.values()]


def test_without_parties_a_state_and_its_army_are_one_side(statements, links):
    found = statements("[a|Kenya] {a|accused} <a|Norway of bombing a depot>. [b|Norway’s defence ministry] {b|denied} <b|the accusation>.")
    assert links(found) == {"b": ["a"]}


def test_confirming_what_one_is_accused_of_is_an_admission(statements):
    found = statements(
        "[a|Villagers] {a|said} <a|Orrian soldiers had burned six houses>. [bc|The Orrian army] "
        "{b|confirmed} <b|that a unit had been there> but {c|denied} <c|arson>.",
        ORRIA,
        TESSIA,
    )
    assert (found["b"].act, found["b"].standing) == ("admits", "confirmed")


def test_an_earlier_denial_falls_by_the_speakers_own_admission(statements):
    found = statements(
        "After {a|insisting} <a|that its gunners had never fired>, [ab|the brigade] "
        "{b|conceded} <b|that one of their shells had killed two guests>.",
        ORRIA,
    )
    assert (found["a"].act, found["a"].standing) == ("denies", "denied")


def test_never_denied_and_no_longer_denies_deny_nothing(statements):
    for cue in ("never {a|denied}", "no longer {a|denies}"):
        found = statements(f"[a|The army] {cue} <a|that its guns had killed nine people>.", ORRIA, TESSIA)
        assert found["a"].act == "admits"


def test_a_negated_continuation_of_a_denial_denies_as_well(statements, links):
    found = statements(
        "[a|The clinic] {a|said} <a|16 people had been killed>. [bc|The Orrian army] {b|disputed} <b|the toll>, {c|saying} "
        "<c|it “did not match the records”>.",
        ORRIA,
    )
    assert links(found) == {"b": ["a"], "c": ["a"]}


def test_a_count_accuses_nobody_of_what_the_counted_suffered(statements):
    found = statements("[a|Officials] {a|put} <a|the number of Tessians killed in the war at 900>.", ORRIA, TESSIA)
    assert found["a"].act == "estimates"


def test_a_question_behind_a_statement_leaves_it_a_statement(statements):
    found = statements("<a|“They told us to go home. Why do the soldiers sleep in the lorries?”> {a|said} [a|Ana Prusk].")
    assert found["a"].act == "asserts"


def test_a_denial_answers_what_was_told_before_it_rather_than_an_accusation_after_it(statements, links):
    found = statements(
        "[a|Residents] {a|said} <a|the Orrian army had shelled the market>. [b|The Orrian army] {b|denied} <b|shelling the market>. "
        "[c|Tessia] {c|accused} <c|the Orrian army of shelling a school>.",
        ORRIA,
        TESSIA,
    )
    assert links(found) == {"b": ["a"]}


def test_what_does_not_correspond_to_reality_is_denied(statements, links):
    found = statements(
        "[a|Tessia] {a|said} <a|Orrian shells had killed 40 people>. "
        "[b|The Orrian army] {b|said} <b|the statements about 40 dead do not correspond to reality>.",
        ORRIA,
        TESSIA,
    )
    assert (found["b"].act, links(found)) == ("denies", {"b": ["a"]})


def test_who_never_set_fire_denies(statements):
    found = statements(
        "[a|The council] {a|said} <a|Orria burned a clinic>. [b|Orria] {b|declared} <b|that it has never set fire to a clinic>."
    )
    assert found["b"].act == "denies"
