"""A part and its whole contradict nobody, and reports that tell both sides tell it themselves. Invented conflicts; nothing here is a report
of fact."""

import pytest
from tests.corroboration.across import Case, beside, found_in, holds, holds_mirrored, named, readings

from onrecord.corroboration.rules.across.contradicting_figures import between_roots

RULE = "contradicting-figures"

NOT_NOTICED = (
    Case(
        name="those who died of their wounds in the night",
        reports="""
        Coast Herald, 2031-03-05
        Five people wounded in the shelling of the fish market of Dalm died overnight, the hospital of Dalm said.

        Valley Post, 2031-03-05
        Forty-three people have died in the shelling of the fish market of Dalm, the mayor of Dalm said.
        """,
    ),
    Case(
        name="the dead of a night beside all of them",
        reports="""
        Lantern, 2033-02-16
        Overnight, six people died in the camp of Veth, the Red Crescent said.

        Harbour Gazette, 2033-02-16
        In all, 71 people died in the camp of Veth, according to the Sarovan health ministry.
        """,
        exchanged="Sarovan/Temban",
    ),
    Case(
        name="another five",
        reports="""
        Tramline, 2032-08-05
        Another five people were killed by shells on the granary of Ulm, the Lake Front said.

        Coast Herald, 2032-08-05
        Thirty people were killed by the shells on the granary of Ulm, the mayor of Ulm said.
        """,
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="nine more",
        reports="""
        Morning Wire, 2030-07-02
        Nine more people were injured by the mine at the ferry landing of Osk on Monday, the coast guard said.

        Plain Dealer, 2030-07-02
        The Osk hospital said that 26 people were injured by the mine at the ferry landing of Osk on Monday.
        """,
    ),
    Case(
        name="a toll by places, of which another counts one",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 43 people were killed by shells on Tuesday, 12 in Dalm, eight in Veth and 23 in Osk.

        Valley Post, 2031-03-05
        The mayor of Dalm said 12 people were killed by the shells on Tuesday in Dalm.
        """,
        exchanged="Marenian/Tovasian",
    ),
    Case(
        name="two counts in one breath, and their sum",
        reports="""
        Coast Herald, 2031-03-05
        The governor's office said that 14 people were killed by shells in Dalm on Tuesday and 22 people were killed by drones in Dalm.

        Valley Post, 2031-03-05
        The Justice League said 36 people were killed by shells and drones in Dalm on Tuesday.
        """,
    ),
    Case(
        name="two reports, each of which tells both",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed by shells on the fish market of Dalm on Tuesday. The hospital of Dalm said 22
        people were killed by the shells in Dalm.

        Valley Post, 2031-03-06
        The mayor of Dalm said on Wednesday that 37 people were killed by shells on the fish market of Dalm on Tuesday. The hospital of
        Dalm said 22 people were killed by the shells in Dalm.
        """,
    ),
)
NOTICED = (
    Case(
        name="two counts of one night",
        reports="""
        Lantern, 2033-02-16
        Six people died overnight in the camp of Veth, the Red Crescent said.

        Harbour Gazette, 2033-02-16
        Eleven people died overnight in the camp of Veth, according to the Sarovan health ministry.
        """,
        finds=("Harbour Gazette: Eleven · Lantern: Six",),
        exchanged="Sarovan/Temban",
    ),
    Case(
        name="a raid in the night is an event, and its dead are all of them",
        reports="""
        Lantern, 2033-02-16
        Four people were killed overnight in a drone attack on the depot of Veth, the governor of Veth said.

        Harbour Gazette, 2033-02-16
        Seven people were killed in the drone attack on the depot of Veth, the Red Crescent said.
        """,
        finds=("Harbour Gazette: Seven · Lantern: Four",),
    ),
    Case(
        name="more in a night than in all",
        reports="""
        Lantern, 2033-02-16
        Sixteen people died overnight in the camp of Veth, the Red Crescent said.

        Harbour Gazette, 2033-02-16
        Eleven people died in the camp of Veth, according to the Sarovan health ministry.
        """,
        finds=("Harbour Gazette: Eleven · Lantern: Sixteen",),
    ),
    Case(
        name="more who were hurt than died are all who were hurt",
        reports="""
        Coast Herald, 2031-03-05
        Two people were killed by shells on the mill of Dalm on Tuesday and 14 more people were injured, the mayor of Dalm said.

        Valley Post, 2031-03-05
        The hospital of Dalm said 33 people were injured by the shells on the mill of Dalm on Tuesday.
        """,
        finds=("Valley Post: 33 · Coast Herald: 14",),
    ),
    Case(
        name="a toll by places, and another number for one of them",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 12 people were killed by shells in Dalm and eight in Veth on Tuesday.

        Valley Post, 2031-03-05
        The mayor of Dalm said 19 people were killed by the shells on Tuesday in Dalm.
        """,
        finds=("Valley Post: 19 · Coast Herald: 12",),
        exchanged="Marenian/Tovasian",
    ),
    Case(
        name="a report that tells both sides stands on the side that others do not tell",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed by shells on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-06
        The mayor of Dalm said on Wednesday that 37 people were killed by shells on the fish market of Dalm on Tuesday. The hospital of
        Dalm said 22 people were killed by the shells in Dalm.
        """,
        finds=("Valley Post: 22 · Coast Herald: 37",),
    ),
)


@pytest.mark.parametrize("case", named((*NOTICED, *NOT_NOTICED)))
def test_what_is_noticed(case: Case) -> None:
    holds(RULE, case)


@pytest.mark.parametrize("case", named(tuple(case for case in (*NOTICED, *NOT_NOTICED) if case.exchanged)))
def test_with_the_sides_exchanged_the_same_is_noticed(case: Case) -> None:
    holds_mirrored(RULE, case)


def test_what_each_report_tells_of_both_sides_is_its_own_finding_and_still_set_against_the_claim() -> None:
    both = NOT_NOTICED[-1].reports
    assert found_in(RULE, both) == []
    assert [[finding.records for finding in one.findings if finding.rule == RULE] for one in readings(both)] == [[("f1", "f2")]] * 2
    assert len(list(between_roots(beside(both)))) == 1


NOTICED_BESIDE_ANOTHER_PLACE = Case(
    name="the number of one source is that of another place of the other source, told in one sentence",
    reports="""
    Coast Herald, 2031-03-05
    The mayor said 30 people were killed in Dalm by the shelling on Tuesday. The market of Dalm burned.

    Valley Post, 2031-03-05
    The health ministry said 12 people were killed in Dalm and 30 people were killed in Veth by the shelling on Tuesday. The market of
    Dalm burned.
    """,
    finds=("Valley Post: 12 · Coast Herald: 30",),
)


def test_what_is_counted_in_another_place_makes_no_part() -> None:
    holds(RULE, NOTICED_BESIDE_ANOTHER_PLACE)
