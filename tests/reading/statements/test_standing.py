"""How the report presents a statement: its own act, what it could not check, what is denied."""

import pytest

UNVERIFIED = [
    "[a|The army] {a|said} <a|it had killed 90 rebels>, a claim that could not be independently verified.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. The claim could not be independently verified.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. The paper was unable to confirm the figure.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. There was no independent confirmation.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. This has yet to be verified.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>.\n\nNone of the tolls can be checked.",
    "In an unverified claim, [a|the army] {a|said} <a|it had killed 90 rebels>.",
    "[a|Unconfirmed reports] {a|said} <a|90 rebels had died>.",
    "<a|The siege has> {a|reportedly} <a|killed dozens>.",
    "Footage released by the army showed {a|what }[a|it] {a|said was} <a|a rebel camp>. The weekly could not confirm where it was taken.",
    "[a|A letter] {a|blames} <a|the front>; its origin could not be established.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. The weekly can vouch for none of this.",
    "[a|The army] {a|said} <a|it had killed 90 rebels>. The figure remains unconfirmed.",
    "[a|The army] {a|said} <a|90 rebels died>. [b|The mayor] {b|said} <b|a mill burned>. The number of dead rebels could not be verified.",
    "[a|Divers] {a|said} <a|a mill burned>. [b|The mayor] {b|said} <b|a boat sank>.\n\nThe divers’ account could not be verified.",
]  # fmt: skip


@pytest.mark.parametrize("marked", UNVERIFIED)
def test_the_report_says_that_it_could_not_be_checked(statements, marked):
    assert statements(marked)["a"].standing == "unverified"


@pytest.mark.parametrize(
    "marked",
    [
        "[a|The army] {a|said} <a|it had killed 90 rebels>. The clinic verified the names.",
        "[a|The ministry] {a|said} <a|it could not verify the reports>.",
        "[a|The army] {a|said} <a|it had killed 90 rebels>.\n\nTwo people "
        "drowned.\n\nA ferry sank.\n\nThe photograph could not be verified.",
        "[a|The envoy] {a|condemned} <a|the raid>. The toll could not be verified.",
    ],
)
def test_other_remarks_leave_it_alone(statements, marked):
    assert statements(marked)["a"].standing != "unverified"


def test_neither_figure_means_the_last_two_counts(statements):
    found = statements(
        "[a|The mayor] {a|said} <a|the road was cut>. [b|The army] {b|said} <b|12 rebels died>. "
        "[c|The front] {c|said} <c|40 soldiers died>. Neither figure could be verified."
    )
    assert [found[name].standing for name in "abc"] == ["claimed", "unverified", "unverified"]


def test_a_remark_on_one_thing_leaves_the_others_alone(statements):
    found = statements(
        "[a|The army] {a|said} <a|its guns hit a depot>. [b|The mayor] {b|said} <b|a mill burned>. "
        "The raid on the depot could not be verified."
    )
    assert (found["a"].standing, found["b"].standing) == ("unverified", "claimed")


@pytest.mark.parametrize(
    ("marked", "standing"),
    [
        ("[a|The mayor] {a|said} <a|the road was cut>.", "claimed"),
        ("[a|The clinic] {a|confirmed} <a|two deaths>.", "confirmed"),
        ("[a|The army] {a|admitted} <a|an error>.", "confirmed"),
        ("[a|The envoy] {a|condemned} <a|the raid>.", "opinion"),
        ("[a|The envoy] {a|asked} <a|both sides for restraint>.", "opinion"),
        ("[a|The general] {a|vowed} <a|to return>.", "claimed"),
    ],
)
def test_standing_of_the_act_itself(statements, marked, standing):
    assert statements(marked)["a"].standing == standing


def test_denied_wins_over_unverified(statements):
    found = statements(
        "[a|The front] {a|claimed} <a|that it held the hill>. [b|The army] {b|denied} <b|this>. The claims could not be verified."
    )
    assert found["a"].standing == "denied"


def test_the_report_itself_may_say_that_it_is_not_so(statements):
    found = statements(
        "[a|Posts] {a|say} <a|the film shows a jet>. Both are wrong. [b|We] {b|traced} <b|it to a drill in 2015>.", outlet="Alda Checks"
    )
    assert (found["a"].act, found["a"].standing, found["b"].denies) == ("claims", "denied", (found["a"].id,))


def test_neither_message_reaches_the_messages(statements):
    found = statements(
        "[a|The mayor] {a|said} <a|the mill had burned>. [b|A caller] {b|took credit for} <b|the fire>; [c|a later letter] "
        "{c|withdrew} <c|the boast>. Neither message could be authenticated."
    )
    assert {name: statement.standing for name, statement in found.items()} == {"a": "claimed", "b": "denied", "c": "unverified"}


def test_a_number_in_a_name_counts_nothing(statements):
    found = statements(
        "[a|The front] {a|boasted of} <a|a victory at Kilometre 12>. [b|It] {b|claims} <b|that 40 fell>. "
        "[c|The army] {c|counted} <c|six dead>. Neither total can be tested."
    )
    assert {name: statement.standing for name, statement in found.items()} == {"a": "claimed", "b": "unverified", "c": "unverified"}


def test_none_of_these_totals_means_whoever_gave_them(statements):
    found = statements(
        "{a|According to} [a|the Orrian ministry], <a|670 people had been killed>.\n\n"
        "{b|According to} [b|the Tessian authorities], <b|more than 300 people were killed>.\n\n"
        "[c|A Tessian envoy] {c|said} <c|the road was shut>.\n\nThe desk has verified none of these totals."
    )
    assert [found[name].standing for name in "abc"] == ["unverified", "unverified", "claimed"]
