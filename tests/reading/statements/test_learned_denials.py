"""Denials and their objects as they are weighed, where no form settles them. All events are invented."""

import pytest

from onrecord.records import Party

ORRIA = Party(name="Orria", aliases=("Orrian army", "Orrian", "Orrian soldiers"))
TESSIA = Party(name="Tessia", aliases=("Tessian army", "Tessian"))

DENIALS = [
    ("[a|The mayor] {a|said} <a|Orrian boats shelled the pier>. <b|“None of our boats was near it”>, [b|Orria] {b|said}.", {"b": ["a"]}),
    ("[a|Tessia] {a|said} <a|it shot down two Orrian drones>. <b|“No drone is missing,”> [b|an Orrian officer] {b|said}.", {"b": ["a"]}),
    ("[a|Residents] {a|told} reporters <a|that Orrian soldiers took six men>. [b|Orria] {b|says} <b|that it holds no one>.", {"b": ["a"]}),
    ("[a|Tessia] {a|maintains} <a|that Orrian soldiers did it>. [b|Orria] {b|says} <b|they did not>.", {"b": ["a"]}),
    # bystanders deny nothing by a negative of their own
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|Rescuers] {b|said} <b|they had not found the bodies>.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|The Red Cross] {b|said} <b|it could not reach the people>.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. <b|“They did not warn us,”> [b|a widow] {b|said}.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. <b|“Nobody helped us,”> [b|a nurse] {b|said}.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|A bank] {b|said} <b|none of its branches was open>.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. <b|“We will not forget,”> [b|a Tessian officer] {b|said}.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|A monitor] {b|said} <b|she could neither confirm nor rule out the raid>.", {}),
    # who does not deny denies nothing, and what was not said is not denied
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|never denied} <b|it>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|refused to deny} <b|the charge>.", {}),
    ("[a|The mission] {a|did not accuse} <a|Orria of shelling Velm>. [b|Orria] {b|denied} <b|shelling Velm>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|denied} <b|a visa to the reporter>.", {}),
    # what is told later of another place, and a third party's own whereabouts
    ("[a|Orria] {a|denied} <a|shelling Velm>. A week later [b|Tessia] {b|said} <b|Orrian jets had bombed Tarn>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Norland] {b|said} <b|its troops were in barracks>.", {}),
    # nobody answers the own side
    ("[a|The Orrian army] {a|said} <a|it had struck a depot>. [b|The Orrian army] {b|denied} <b|hitting the clinic>.", {}),
    # what speaks of something else denies nothing
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|The mayor] {b|said} <b|nobody had slept>.", {}),
    ("[a|Tessia] {a|said} <a|Orrian shells killed nine>. [b|Orria] {b|said} <b|no talks were planned>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|said} <b|it had no comment>.", {}),
    ("[a|Tessia] {a|accused} <a|Orria of shelling Velm>. [b|Orria] {b|did not say} <b|who had fired>.", {}),
    ("[a|The envoy] {a|urged} <a|Orria to withdraw>. [b|An Orrian spokesman] {b|called} <b|the demand “absurd”>.", {}),
    ("[a|Analysts] {a|believe} <a|Orria wants the dam>. [b|Orria] {b|said} <b|its men had burned no mill>.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), DENIALS)
def test_denials_without_a_word_of_denying(statements, links, marked, expected):
    found = links(statements(marked, ORRIA, TESSIA))
    assert found == expected


def test_the_words_of_a_denial_tell_which_of_two_accusations_it_answers(statements, links):
    told = (
        "[a|Farmers] {{a|accused}} <a|Orrian soldiers of burning a barn>. "
        "[b|Nurses] {{b|accused}} <b|Orrian soldiers of shelling a clinic>. "
        "[c|Orria] {{c|denied}} <c|that its men had {}>."
    )
    assert links(statements(told.format("burned any barn"), ORRIA))["c"] == ["a"]
    assert links(statements(told.format("shelled a clinic"), ORRIA))["c"] == ["b"]


def test_a_question_and_a_plan_are_never_what_is_denied(statements, links):
    found = statements(
        "[a|Tessia] {a|said} <a|Orria had shelled Velm>. [b|A widow] {b|asked} <b|who shelled Velm>. "
        "[c|Tessia] {c|vowed} <c|to answer the shelling of Velm>. [d|Orria] {d|denied} <d|shelling Velm>.",
        ORRIA, TESSIA,
    )  # fmt: skip
    assert links(found)["d"] == ["a"]


def test_where_the_form_settles_it_nothing_is_weighed(statements):
    marked = (
        "[a|Tessia] {a|accused} <a|Orria of burning a mill>. [b|The mayor] {b|says} <b|Orria stored rockets>, "
        "<c|a charge> [c|Orria] {c|denies}."
    )
    assert {name: said.denies for name, said in statements(marked, ORRIA, TESSIA).items() if said.denies} == {"c": ("s2",)}
