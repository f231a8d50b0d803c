"""category-drift across reports: one toll retold of other people or another measure. Invented conflicts; nothing is a report of fact."""

import pytest
from tests.corroboration.across import Case, holds, holds_mirrored, named

RULE = "category-drift"

NOTICED = (
    Case(
        name="people become civilians",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-07
        The Marenian health ministry said that 37 civilians were killed by the shells on the fish market of Dalm on Tuesday.
        """,
        finds=("Valley Post: 37 · Coast Herald: 37",),
        sentence="The same number is told as “37” killed (“people”) and later as “37” killed (“civilians”).",
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="wounded become dead, with the outlet named",
        reports="""
        Lantern, 2032-06-10
        Dr Ilse Marrow of the clinic in Pell said that 14 people were wounded when a bus was fired on near Pell on Wednesday.

        Ferry Times, 2032-06-11
        Fourteen people were killed when a bus was fired on near Pell on Wednesday, the Lantern reported.
        """,
        finds=("Ferry Times: Fourteen · Lantern: 14",),
        sentence="The same number is told as “14” injured (“people”) and later as “Fourteen” killed (“people”).",
    ),
    Case(
        name="missing become dead, with nobody named",
        reports="""
        Harbour Gazette, 2035-05-09
        The coast guard of Norrland said that 31 people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-11
        The blast on the ferry Aurelia off Calder Bank killed 31 people on Sunday.
        """,
        finds=("Plain Dealer: 31 · Harbour Gazette: 31",),
    ),
    Case(
        name="civilians become fighters",
        reports="""
        Tramline, 2033-02-15
        Nineteen civilians were killed in the air strike on the granary of Osk on Monday, the Red Crescent said.

        Morning Wire, 2033-02-16
        The Red Crescent said that 19 fighters were killed in the air strike on the granary of Osk on Monday.
        """,
        finds=("Morning Wire: 19 · Tramline: Nineteen",),
    ),
    Case(
        name="soldiers become civilians",
        reports="""
        Morning Wire, 2030-08-20
        The Sarovan defence ministry said that 23 soldiers were killed by a mine on the road to Ost on Monday.

        Coast Herald, 2030-08-22
        Twenty-three civilians were killed by a mine on the road to Ost on Monday, according to the Sarovan defence ministry.
        """,
        finds=("Coast Herald: Twenty-three · Morning Wire: 23",),
    ),
    Case(
        name="detained become missing",
        reports="""
        Lantern, 2036-10-11
        The mayor of Kirra said that 28 people were detained at the weavers' hall in Kirra on Friday by the police.

        Ferry Times, 2036-10-13
        The mayor of Kirra said that 28 people were missing since the police came to the weavers' hall in Kirra on Friday.
        """,
        finds=("Ferry Times: 28 · Lantern: 28",),
    ),
    Case(
        name="an army's count of its dead and wounded",
        reports="""
        Valley Post, 2031-09-10
        The Marenian army said that 16 people were wounded by the drone over the barracks of Ulm on Monday.

        Tramline, 2031-09-12
        Sixteen people were killed by the drone over the barracks of Ulm on Monday, the army of Marenia said.
        """,
        finds=("Tramline: Sixteen · Valley Post: 16",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="two papers drift alike",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 26 people were injured in the exchange of fire on the quay of Port Hallow on Friday.

        Lantern, 2034-04-09
        Twenty-six people were killed in the exchange of fire on the quay of Port Hallow on Friday, the rescue service said.

        Plain Dealer, 2034-04-10
        The exchange of fire on the quay of Port Hallow on Friday killed 26 people.
        """,
        finds=("Lantern: Twenty-six · Plain Dealer: 26 · Coast Herald: 26",),
    ),
    Case(
        name="displaced become missing",
        reports="""
        Harbour Gazette, 2032-12-02
        The UN mission said that the fire in the camp of Rond on Sunday had displaced 340 people.

        Morning Wire, 2032-12-04
        The UN mission said that 340 people were missing after the fire in the camp of Rond on Sunday.
        """,
        finds=("Morning Wire: 340 · Harbour Gazette: 340",),
    ),
    Case(
        name="people become militants, through an agency",
        reports="""
        Northlight Agency, 2031-11-20
        The district hospital of Tarn said that 11 people were killed in the raid on the border village of Tarn on Tuesday.

        Plain Dealer, 2031-11-21
        Eleven militants were killed in the raid on the border village of Tarn on Tuesday, Northlight Agency reported.
        """,
        finds=("Plain Dealer: Eleven · Northlight Agency: 11",),
    ),
    Case(
        name="the dead, of whom only the second report says who they were",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that the dead on the ferry quay of Dalm numbered 28 after Tuesday's raid.

        Harbour Gazette, 2031-03-05
        In Tuesday's raid on the ferry quay of Dalm 28 people were killed, the Marenian health ministry said.

        Valley Post, 2031-03-06
        Going by what was announced by the Marenian health ministry, 28 soldiers died in the raid on the ferry quay of Dalm on Tuesday.
        """,
        finds=("Valley Post: 28 · Coast Herald: 28 · Harbour Gazette: 28",),
        exchanged="Marenian/Tovasian",
    ),
)

NOT_NOTICED = (
    Case(
        name="the dead, of whom no report says who they were",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that the dead on the ferry quay of Dalm numbered 28 after Tuesday's raid.

        Valley Post, 2031-03-06
        Twenty-eight people died in the raid on the ferry quay of Dalm on Tuesday, the Marenian health ministry said.
        """,
        exchanged="Marenian/Tovasian",
    ),
    Case(
        name="a paper that calls its own side ours",
        reports="""
        Coast Herald, 2031-03-05
        Eight Marenian soldiers were killed at the post of Veth on Monday, the Marenian army said.

        Valley Post, 2031-03-09
        At the post of Veth eight of ours were killed on Monday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="another source gives the other measure",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were injured when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-07
        The mayor of Dalm said that 37 people were killed by the shells on the fish market of Dalm on Tuesday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the missing were found dead",
        reports="""
        Harbour Gazette, 2035-05-09
        The coast guard of Norrland said that 31 people were missing after the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-11
        The 31 people missing since the blast on the ferry Aurelia off Calder Bank on Sunday were found dead, the coast guard of Norrland
        said; it put the number of people killed at 31.
        """,
    ),
    Case(
        name="two by chance",
        reports="""
        Lantern, 2032-06-10
        The clinic in Pell said that two people were wounded when a bus was fired on near Pell on Wednesday.

        Ferry Times, 2032-06-11
        The clinic in Pell said that two people were killed when a bus was fired on near Pell on Wednesday.
        """,
    ),
    Case(
        name="the same number in another town",
        reports="""
        Tramline, 2033-02-15
        Nineteen civilians were killed in the air strike on the granary of Osk on Monday, the Red Crescent said.

        Morning Wire, 2033-02-28
        The Red Crescent said that 19 fighters were killed at the bridge of Veth on 25 February.
        """,
    ),
    Case(
        name="people as before",
        reports="""
        Valley Post, 2031-09-10
        The Marenian army said that 16 people were wounded by the drone over the barracks of Ulm on Monday.

        Tramline, 2031-09-12
        Sixteen persons were hurt by the drone over the barracks of Ulm on Monday, the army of Marenia said.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="one report tells both measures with one number",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 26 people were injured in the exchange of fire on the quay of Port Hallow on Friday.

        Lantern, 2034-04-09
        The rescue service said that 26 people were killed and 26 people were injured in the exchange of fire on the quay of Port Hallow on
        Friday.
        """,
    ),
    Case(
        name="two numbers of two measures",
        reports="""
        Morning Wire, 2030-08-20
        The Sarovan defence ministry said that 23 soldiers were killed by a mine on the road to Ost on Monday.

        Coast Herald, 2030-08-22
        Forty-one soldiers were wounded by a mine on the road to Ost on Monday, according to the Sarovan defence ministry.
        """,
    ),
    Case(
        name="the dead of the one side and the dead of the other",
        reports="""
        Morning Wire, 2031-09-10
        The Marenian defence ministry said that 18 Marenian soldiers were killed in the clash at the Ysel ford on Monday.

        Tramline, 2031-09-12
        The Tovasian defence ministry said that 18 civilians were killed in Dalm on Wednesday by a missile.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="totals of two measures on two days",
        reports="""
        Harbour Gazette, 2036-10-02
        The Temban Observatory said that as of 1 October 190 people had been killed in Temba since the uprising began.

        Plain Dealer, 2036-10-16
        The Temban Observatory said that as of 15 October 190 people had been detained in Temba since the uprising began.
        """,
    ),
    Case(
        name="an unnamed other source for civilians",
        reports="""
        Northlight Agency, 2031-11-20
        The district hospital of Tarn said that 11 people were killed in the raid on the border village of Tarn on Tuesday.

        Plain Dealer, 2031-11-21
        A Belorran official said that 11 militants were killed in the raid on the border village of Tarn on Tuesday.
        """,
        exchanged="Belorran/Ishkari Belorra/Ishkar",
    ),
    Case(
        name="a part of the injured, and all of the dead",
        reports="""
        Lantern, 2033-07-02
        The Osk hospital said that 43 people, among them 12 children, were injured by the mine at the ferry landing of Osk on 1 July.

        Tramline, 2033-07-03
        The Osk hospital said that 12 people were killed by the mine at the ferry landing of Osk on 1 July.
        """,
    ),
    Case(
        name="each side counts the dead of one raid otherwise",
        reports="""
        Lantern, 2033-07-02
        The Sarovan army said its men killed 23 fighters of the Lake Front at Osk on 1 July.

        Tramline, 2033-07-03
        The Lake Front said that 23 civilians were killed by the Sarovan army at Osk on 1 July.
        """,
    ),
    Case(
        name="the wounded have died",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were wounded when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-16
        All 37 people wounded when shells fell on the fish market of Dalm have died, the Marenian health ministry said.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="children are civilians already",
        reports="""
        Lantern, 2032-08-04
        The Ulm hospital said that seven children were killed in the school yard of Ulm by a drone on Tuesday.

        Valley Post, 2032-08-05
        The Ulm hospital said that seven civilians were killed in the school yard of Ulm by a drone on Tuesday.
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
