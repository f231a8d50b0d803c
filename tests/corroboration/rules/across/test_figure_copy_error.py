"""figure-copy-error across reports: a count retold with a slip of a digit. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import Case, holds, holds_mirrored, named

from onrecord.corroboration.rules.across.figure_copy_error import slip_between

RULE = "figure-copy-error"

NOTICED = (
    Case(
        name="a zero more",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-06
        The Marenian health ministry said that 370 people were killed by the shells on the fish market of Dalm on Tuesday.
        """,
        finds=("Valley Post: 370 · Coast Herald: 37",),
        sentence="“37” killed in Coast Herald is “370” killed in Valley Post: one has more zeros. Either may be the slip.",
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="two digits exchanged, the outlet named",
        reports="""
        Lantern, 2032-06-10
        Dr Ilse Marrow of the clinic in Pell said that 41 people were wounded when a bus was fired on near Pell on Wednesday.

        Ferry Times, 2032-06-11
        Fourteen people were wounded when a bus was fired on near Pell on Wednesday, the Lantern reported.
        """,
        finds=("Ferry Times: Fourteen · Lantern: 41",),
        sentence="“41” injured in Lantern is “Fourteen” injured in Ferry Times: two digits are exchanged. Either may be the slip.",
    ),
    Case(
        name="a digit lost on the way",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that 318 people were detained at the stadium of Kirra on Sunday.

        Lantern, 2036-10-13
        The Temban Centre for Human Rights said that 38 people were detained at the stadium of Kirra on Sunday.
        """,
        finds=("Lantern: 38 · Harbour Gazette: 318",),
    ),
    Case(
        name="one digit mistyped, the agency named",
        reports="""
        Northlight Agency, 2031-11-20
        The district hospital of Tarn said that 57 people were killed in the raid on the border village of Tarn on Tuesday.

        Plain Dealer, 2031-11-21
        According to Northlight Agency, 51 people were killed in the raid on the border village of Tarn on Tuesday.
        """,
        finds=("Plain Dealer: 51 · Northlight Agency: 57",),
    ),
    Case(
        name="a zero less, with nobody named",
        reports="""
        Morning Wire, 2030-08-20
        The Sarovan defence ministry said that 230 soldiers were captured at the fort of Ost on Monday.

        Coast Herald, 2030-08-21
        On Monday 23 soldiers were captured at the fort of Ost.
        """,
        finds=("Coast Herald: 23 · Morning Wire: 230",),
    ),
    Case(
        name="exchanged digits of one source",
        reports="""
        Tramline, 2033-02-15
        The Red Crescent said that 86 people were injured by the mine at the ferry landing of Osk on Monday.

        Morning Wire, 2033-02-15
        Sixty-eight people were injured by the mine at the ferry landing of Osk on Monday, according to the Red Crescent.
        """,
        finds=("Morning Wire: Sixty-eight · Tramline: 86",),
    ),
    Case(
        name="two papers repeat the slip",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 126 people were injured in the fire on the quay of Port Hallow on Friday.

        Lantern, 2034-04-09
        The rescue service of Port Hallow said that 26 people were injured in the fire on the quay of Port Hallow on Friday.

        Plain Dealer, 2034-04-10
        Twenty-six people were injured in the fire on the quay of Port Hallow on Friday, the city's rescue service said.
        """,
        finds=("Lantern: 26 · Plain Dealer: Twenty-six · Coast Herald: 126",),
    ),
    Case(
        name="an army's count of its own",
        reports="""
        Valley Post, 2031-09-10
        The Marenian army said that 63 Marenian soldiers were killed by the missile on the barracks of Ulm on Monday.

        Tramline, 2031-09-11
        The Marenian army said that 36 Marenian soldiers were killed by the missile on the barracks of Ulm on Monday.
        """,
        finds=("Tramline: 36 · Valley Post: 63",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a siege's displaced with a zero more",
        reports="""
        Harbour Gazette, 2032-12-02
        The UN mission said that the fire in the camp of Rond on Sunday had displaced 34 people.

        Morning Wire, 2032-12-03
        The UN mission said that the fire in the camp of Rond on Sunday had displaced 340 people.
        """,
        finds=("Morning Wire: 340 · Harbour Gazette: 34",),
    ),
    Case(
        name="of reports of one day the one that names the other is the retelling",
        reports="""
        Plain Dealer, 2035-05-10
        By 8 May 750 people had fled the valley of the Sarn, the Relief Office says in its latest update.

        Relief Office, 2035-05-10
        By 8 May about 7,500 people had fled the Sarn valley, the Office estimates.
        """,
        finds=("Plain Dealer: 750 · Relief Office: about 7,500",),
    ),
    Case(
        name="a land's total, told by its ministry without the name of the land",
        reports="""
        Coast Herald, 2031-03-06
        The number of people injured in Marenia since 2 February had risen to 583 by Tuesday, 4 March, the Marenian health ministry said.

        Valley Post, 2031-03-06
        On the other bank 853 people had been injured up to Tuesday, 4 March, according to the Marenian health ministry, as the Coast
        Herald writes.
        """,
        finds=("Valley Post: 853 · Coast Herald: 583",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a navy's missing, through a paper",
        reports="""
        Harbour Gazette, 2035-05-09
        The coast guard of Norrland said that 31 people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-10
        Thirteen people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday, according to the Harbour Gazette.
        """,
        finds=("Plain Dealer: Thirteen · Harbour Gazette: 31",),
    ),
)

NOT_NOTICED = (
    Case(
        name="one other digit, told through the agency about another day",
        reports="""
        Northlight Agency, 2035-05-09
        The hospital of Skarn said that 53 people were injured by the rocket on the tram depot of Skarn on Monday.

        Plain Dealer, 2035-05-21
        Thirteen people were injured by a rocket on the tram depot of Skarn, the Northlight Agency reports.
        """,
    ),
    Case(
        name="totals of two lands whose ministries give them, with neither land named",
        reports="""
        Coast Herald, 2031-03-06
        Up to Tuesday, 4 March, 583 people had been injured, the Marenian health ministry said.

        Valley Post, 2031-03-06
        Up to Tuesday, 4 March, 853 people had been injured, the Tovasian health ministry said, as the Coast Herald reports.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="another source counts otherwise by one digit",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 47 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-06
        The mayor of Dalm said that 41 people were killed by the shells on the fish market of Dalm on Tuesday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="one source raises its count",
        reports="""
        Tramline, 2033-02-15
        The Red Crescent said that 81 people were injured by the mine at the ferry landing of Osk on Monday.

        Morning Wire, 2033-02-16
        The Red Crescent said that 86 people were injured by the mine at the ferry landing of Osk on Monday.
        """,
    ),
    Case(
        name="a report that gives both numbers",
        reports="""
        Lantern, 2032-06-10
        The clinic in Pell said that 14 people were wounded when a bus was fired on near Pell on Wednesday.

        Ferry Times, 2032-06-11
        The clinic in Pell raised its count of those wounded when a bus was fired on near Pell on Wednesday. It first said that 14 people
        were wounded. On Thursday the clinic said that 41 people were wounded.
        """,
    ),
    Case(
        name="killed and injured",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 12 people were killed in the fire on the quay of Port Hallow on Friday.

        Lantern, 2034-04-09
        The rescue service of Port Hallow said that 120 people were injured in the fire on the quay of Port Hallow on Friday.
        """,
    ),
    Case(
        name="the same village in another month",
        reports="""
        Northlight Agency, 2031-11-20
        The district hospital of Tarn said that 57 people were killed in the raid on the border village of Tarn on 18 November.

        Plain Dealer, 2032-02-21
        The district hospital of Tarn said that 75 people were killed in the air strike on the dairy of Tarn on 20 February.
        """,
    ),
    Case(
        name="another town on the same day",
        reports="""
        Coast Herald, 2031-03-05
        The Tovasian rescue service said that 14 people were killed by shells in Dalm on Tuesday.

        Valley Post, 2031-03-05
        The Tovasian rescue service said that 41 people were killed by a missile on the power station of Veth on Tuesday.
        """,
    ),
    Case(
        name="the soldiers of either side",
        reports="""
        Valley Post, 2031-09-10
        The Marenian army said that 63 Marenian soldiers were killed in the clash at the Ysel ford on Monday.

        Tramline, 2031-09-11
        The Tovasian army said that 36 Tovasian soldiers were killed in the clash at the Ysel ford on Monday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="at least so many holds with more",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that at least 14 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-06
        The Marenian health ministry said that 41 people were killed by the shells on the fish market of Dalm on Tuesday.
        """,
    ),
    Case(
        name="no slip leads from one to the other",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that 318 people were detained at the stadium of Kirra on Sunday.

        Lantern, 2036-10-13
        The Temban Centre for Human Rights said that 294 people were detained at the stadium of Kirra on Sunday.
        """,
    ),
    Case(
        name="a total of a later day",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 4,120 people had been killed in Sarova since the war began, as of 10 July.
        """,
    ),
    Case(
        name="the same number, as digits and in words",
        reports="""
        Harbour Gazette, 2035-05-09
        The coast guard of Norrland said that 31 people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-10
        Thirty-one people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday, according to the Harbour Gazette.
        """,
    ),
)


@pytest.mark.parametrize("case", named(NOTICED))
def test_it_is_noticed(case: Case) -> None:
    holds(RULE, case)


@pytest.mark.parametrize("case", named(NOT_NOTICED))
def test_it_is_not_noticed(case: Case) -> None:
    holds(RULE, case)


@pytest.mark.parametrize("case", named(tuple(case for case in (*NOTICED, *NOT_NOTICED) if case.exchanged)))
def test_with_the_sides_exchanged_the_same_is_noticed(case: Case) -> None:
    holds_mirrored(RULE, case)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (140, 1400, "power"),
        (1400, 14, "power"),
        (40, 400, None),
        (41, 14, "exchanged"),
        (4210, 4120, "exchanged"),
        (318, 38, "lost"),
        (1234, 134, "lost"),
        (12, 1, None),
        (57, 51, "mistyped"),
        (5, 7, None),
        (57, 57, None),
        (0, 10, None),
        (318, 294, None),
        (421, 124, None),
    ],
)
def test_a_slip_leads_both_ways(one: int, other: int, slip: str | None) -> None:
    assert slip_between(one, other) == slip
    assert slip_between(other, one) == slip
