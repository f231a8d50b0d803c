"""contradicting-figures across reports: counts of one thing that cannot both hold. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import Case, found_in, holds, holds_mirrored, named

RULE = "contradicting-figures"

NOTICED = (
    Case(
        name="a mayor and a hospital on one shelling",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-05
        The hospital of Dalm said 22 people were killed by the shells on the fish market on Tuesday.
        """,
        finds=("Valley Post: 22 · Coast Herald: 37",),
    ),
    Case(
        name="two ministries of two states on one clash",
        reports="""
        Morning Wire, 2031-09-10
        The Marenian defence ministry said that eight Marenian soldiers were killed in the clash at the Ysel ford on Monday.

        Tramline, 2031-09-11
        The Tovasian defence ministry said that 40 Marenian soldiers were killed in the clash at the Ysel ford on Monday.
        """,
        finds=("Tramline: 40 · Morning Wire: eight",),
        sentence="These counts for Ysel cannot both hold of the same people: “40” killed according to the Tovasian defence ministry and "
        "“eight” killed according to the Marenian defence ministry.",
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="police and a rights body on a shooting",
        reports="""
        Lantern, 2034-04-09
        Police in Port Hallow said four people were killed in the shooting on the Canal bridge on Saturday night.

        Harbour Gazette, 2034-04-10
        Eleven people were killed in the shooting on the Canal bridge in Port Hallow on Saturday night, according to the Justice League.
        """,
        finds=("Harbour Gazette: Eleven · Lantern: four",),
    ),
    Case(
        name="at least thirty against no more than twenty",
        reports="""
        Ferry Times, 2033-02-15
        At least 30 people were killed by the mine at the ferry landing of Osk on Sunday, the Red Cross said.

        Plain Dealer, 2033-02-16
        "No more than 20 people were killed at the ferry landing of Osk on Sunday," the district governor told reporters about the mine.
        """,
        finds=("Plain Dealer: No more than 20 · Ferry Times: At least 30",),
    ),
    Case(
        name="totals of one day by a government and a monitor",
        reports="""
        Morning Wire, 2030-07-02
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Tramline, 2030-07-02
        The Sarova Observatory put the number of people killed in Sarova since the beginning of the war at 6,900 as of 30 June.
        """,
        finds=("Tramline: 6,900 · Morning Wire: 4,210",),
    ),
    Case(
        name="an armed group and an army on prisoners",
        reports="""
        Lantern, 2032-05-20
        The Dawn Brigade said that its fighters captured 60 soldiers at the garrison of Mof on Thursday.

        Coast Herald, 2032-05-21
        The Temban army said that nine soldiers were captured at the garrison of Mof on Thursday by the Dawn Brigade.
        """,
        finds=("Coast Herald: nine · Lantern: 60",),
    ),
    Case(
        name="numbers in words, the wounded of a siege",
        reports="""
        Valley Post, 2030-02-03
        Twenty-five people were injured by mortars in the besieged quarter of Ost on Friday, a surgeon at the Ost clinic said.

        Plain Dealer, 2030-02-03
        The army's press office said that twelve people were injured by the mortars in the besieged quarter of Ost on Friday.
        """,
        finds=("Plain Dealer: twelve · Valley Post: Twenty-five",),
    ),
    Case(
        name="two papers on either side",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Morning Wire, 2031-03-06
        Thirty-seven people were killed by shells on the fish market of Dalm on Tuesday, the mayor said.

        Valley Post, 2031-03-06
        The Marenian health ministry said 52 people were killed by the shells on the fish market of Dalm on Tuesday.

        Tramline, 2031-03-07
        According to the health ministry of Marenia, 52 people were killed by shells on the fish market in Dalm on Tuesday.
        """,
        finds=("Valley Post: 52 · Tramline: 52 · Coast Herald: 37 · Morning Wire: Thirty-seven",),
        sentence="These counts for Dalm cannot both hold of the same people: “52” killed according to the health ministry of Marenia "
        "and “37” killed according to the mayor of Dalm.",
    ),
    Case(
        name="the displaced of one village",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that the fighting on Sunday displaced 950 people from Kirra.

        Lantern, 2036-10-12
        The governor's office said 300 people were displaced from Kirra by the fighting on Sunday.
        """,
        finds=("Lantern: 300 · Harbour Gazette: 950",),
    ),
    Case(
        name="a harbour blast, through an agency",
        reports="""
        Northlight Agency, 2035-05-09
        The coast guard of Norrland said that 16 people were killed in the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-10
        Twenty-nine people were killed in the blast on the ferry Aurelia off Calder Bank on Sunday, a Sundish official said.
        """,
        finds=("Plain Dealer: Twenty-nine · Northlight Agency: 16",),
    ),
    Case(
        name="an armed group and an army on one ambush",
        reports="""
        Harbour Gazette, 2033-02-15
        The Lake Front said its fighters had killed 40 soldiers in an ambush on the road to Osk on Monday.

        Lantern, 2033-02-16
        The Sarovan army said three of its soldiers were killed in an ambush on the road to Osk on Monday.
        """,
        finds=("Lantern: three · Harbour Gazette: 40",),
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="up to so many, and more than that",
        reports="""
        Lantern, 2033-07-02
        The mayor of Osk said that up to 30 people were killed by the mine at the ferry landing of Osk on 1 July.

        Tramline, 2033-07-02
        The Osk hospital said that 45 people were killed by the mine at the ferry landing of Osk on 1 July.
        """,
        finds=("Tramline: 45 · Lantern: up to 30",),
    ),
    Case(
        name="dozens, or two",
        reports="""
        Harbour Gazette, 2033-02-15
        Dozens of people were killed in the strike on the mosque of Veth on 12 February, the imam of Veth said.

        Lantern, 2033-02-16
        The Veth police said that two people were killed in the strike on the mosque of Veth on 12 February.
        """,
        finds=("Lantern: two · Harbour Gazette: Dozens",),
    ),
    Case(
        name="three roots, two of which agree",
        reports="""
        Coast Herald, 2032-08-04
        The mayor of Ulm said that 12 people were killed in the school yard of Ulm on Tuesday by a drone.

        Lantern, 2032-08-04
        The Ulm hospital said that 12 people were killed in the school yard of Ulm by a drone on Tuesday.

        Tramline, 2032-08-05
        The Lake Front said that 31 people were killed by a drone in the school yard of Ulm on Tuesday.
        """,
        finds=("Tramline: 31 · Coast Herald: 12", "Tramline: 31 · Lantern: 12"),
    ),
    Case(
        name="a town's own paper that does not name the town",
        reports="""
        Osk Lantern, 2033-02-16
        Thirty-one people were killed at the market stalls yesterday, Mayor Petra Lund told us. The bells rang until noon.

        Harbour Gazette, 2033-02-16
        Eleven people were killed by a shell at the market stalls in Osk, the Sarovan health ministry said.
        """,
        finds=("Harbour Gazette: Eleven · Osk Lantern: Thirty-one",),
    ),
    Case(
        name="a toll of one event that has risen is of no other day",
        reports="""
        Harbour Gazette, 2033-02-16
        The number of those killed in the clinic of Osk has risen to 19, the Sarovan health ministry said on Wednesday.

        Lantern, 2033-02-18
        The Osk police said that 34 people were killed in the clinic of Osk on Tuesday.
        """,
        finds=("Lantern: 34 · Harbour Gazette: 19",),
    ),
    Case(
        name="what an army has lost, by its own count and by the other's",
        reports="""
        Harbour Gazette, 2033-02-16
        The Sarovan army has lost 61 soldiers in the fighting up to 15 February, its spokesman said.

        Lantern, 2033-02-16
        The Temban army says that Sarova has lost more than 300 soldiers in the fighting up to 15 February.
        """,
        finds=("Lantern: more than 300 · Harbour Gazette: 61",),
        exchanged="Sarovan/Temban Sarova/Temba",
    ),
    Case(
        name="what an outlet made of one source's number, beside the same number of another",
        reports="""
        Northlight Agency, 2031-05-12
        A Marenian official said on Monday that 115 Marenian farmers were held in the barracks of Dalm.

        Valley Post, 2031-05-13
        Fifteen Marenian farmers are held in the barracks of Dalm, a Marenian official told Northlight Agency.

        Harbour Gazette, 2031-05-13
        The Red Cross said on Tuesday that 115 Marenian farmers were held in the barracks of Dalm.
        """,
        finds=("Harbour Gazette: 115 · Valley Post: Fifteen",),
        exchanged="Marenian/Tovasian",
    ),
)

NOT_NOTICED = (
    Case(
        name="what an outlet made of the number that it retells",
        reports="""
        Northlight Agency, 2031-03-05
        Dr Ana Brek, the director of the Orla clinic in Dalm, said that 35 bodies were brought there after Tuesday's raid on the quay.

        Valley Post, 2031-03-06
        Thirty bodies were taken to the clinic in Dalm after Tuesday's raid on the quay, the agency Northlight reported, quoting the
        head of the clinic.
        """,
    ),
    Case(
        name="an agency that has a count from the one whom it cites",
        reports="""
        Harbour Gazette, 2031-03-05
        The rescue service of the bay said that 26 people were killed on Tuesday when a barge sank at Dalm.

        Valley Post, 2031-03-06
        Citing the rescue service of the bay, the Morning Wire reports that 12 people were killed on Tuesday when a barge sank at Dalm.

        Morning Wire, 2031-03-06
        Two barges collided on the lake.
        """,
    ),
    Case(
        name="a paper of another town that does not name the town",
        reports="""
        Veth Lantern, 2033-02-16
        Thirty-one people were killed at the market stalls yesterday, Mayor Petra Lund told us. The bells rang until noon.

        Harbour Gazette, 2033-02-16
        Eleven people were killed by a shell at the market stalls in Osk, the Sarovan health ministry said.
        """,
    ),
    Case(
        name="two ministries in one breath, and one of them with an older total",
        reports="""
        Harbour Gazette, 2033-02-16
        Up to 15 February 196 people had been killed in Sarova and 151 in Temba, going by what the health ministries of the two countries
        had counted.

        Lantern, 2033-02-16
        Up to 15 February 104 people had been killed in Sarova, the Sarovan health ministry said.
        """,
        exchanged="Sarovan/Temban Sarova/Temba",
    ),
    Case(
        name="some of the injured",
        reports="""
        Harbour Gazette, 2033-02-16
        Nineteen children were injured by the shell on the market of Osk on Monday, the mayor of Osk said.

        Lantern, 2033-02-16
        The Sarovan health ministry said that six of the injured of the shell on the market of Osk were children.
        """,
    ),
    Case(
        name="what two armies say that each has lost",
        reports="""
        Harbour Gazette, 2033-02-16
        The Sarovan army has lost 61 soldiers in the fighting up to 15 February, its spokesman said.

        Lantern, 2033-02-16
        The Temban army says that 300 of its soldiers were killed in the fighting up to 15 February.
        """,
        exchanged="Sarovan/Temban Sarova/Temba",
    ),
    Case(
        name="an army that gives its own losses and the other's",
        reports="""
        Harbour Gazette, 2033-02-16
        The Sarovan army said that 61 of its soldiers were killed in the fighting up to 15 February.
        Temba has lost more than 300 soldiers in the same time, it said.

        Lantern, 2033-02-17
        Markets in Pell were open again this week, traders said.
        """,
        exchanged="Sarovan/Temban Sarova/Temba",
    ),
    Case(
        name="one is the other rounded",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-05
        The hospital of Dalm said about 40 people were killed by the shells on the fish market on Tuesday.
        """,
    ),
    Case(
        name="each side counts the other's dead",
        reports="""
        Harbour Gazette, 2033-02-15
        The Lake Front said its fighters had killed 40 soldiers in an ambush on the road to Osk on Monday.

        Lantern, 2033-02-16
        The Sarovan army said its soldiers had killed 22 fighters in the ambush on the road to Osk on Monday.
        """,
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="a range that holds the number",
        reports="""
        Harbour Gazette, 2033-02-15
        Between 10 and 20 people were killed in the strike on the mosque of Veth on 12 February, the imam of Veth said.

        Lantern, 2033-02-16
        The Veth police said that 15 people were killed in the strike on the mosque of Veth on 12 February.
        """,
    ),
    Case(
        name="at least so many leaves room above",
        reports="""
        Lantern, 2034-04-09
        Police in Port Hallow said at least four people were killed in the shooting on the Canal bridge on Saturday night.

        Harbour Gazette, 2034-04-10
        Eleven people were killed in the shooting on the Canal bridge in Port Hallow on Saturday night, according to the Justice League.
        """,
    ),
    Case(
        name="another event in the same town on another day",
        reports="""
        Ferry Times, 2033-02-15
        Thirty people were killed by a mine at the ferry landing of Osk on 12 February, the Red Cross said.

        Plain Dealer, 2033-02-28
        The Red Crescent said that 17 people were killed by an air strike on the granary of Osk on 27 February.
        """,
    ),
    Case(
        name="the dead of two towns",
        reports="""
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed when shells fell on the market of Dalm on Tuesday.

        Valley Post, 2031-03-05
        The hospital of Veth said 22 people were killed by shells on the market of Veth on Tuesday.
        """,
    ),
    Case(
        name="the losses of either side",
        reports="""
        Morning Wire, 2031-09-10
        The Marenian defence ministry said that eight Marenian soldiers were killed in the clash at the Ysel ford on Monday.

        Tramline, 2031-09-11
        The Tovasian defence ministry said that 40 Tovasian soldiers were killed in the clash at the Ysel ford on Monday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="totals of two days",
        reports="""
        Morning Wire, 2030-07-02
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Tramline, 2030-07-20
        The Sarova Observatory put the number of people killed in Sarova since the beginning of the war at 4,800 as of 18 July.
        """,
    ),
    Case(
        name="one source that corrects itself",
        reports="""
        Valley Post, 2030-02-03
        Twenty-five people were injured by mortars in the besieged quarter of Ost on Friday, the Ost clinic said.

        Plain Dealer, 2030-02-04
        The Ost clinic said that 21 people, not 25, were injured by the mortars in the besieged quarter of Ost on Friday.
        """,
    ),
    Case(
        name="killed and injured",
        reports="""
        Harbour Gazette, 2035-01-08
        The fire brigade of Skarn said that six people were killed by the rocket on the tram depot of Skarn on Monday.

        Coast Herald, 2035-01-08
        The hospital of Skarn said that 34 people were injured by the rocket on the tram depot of Skarn on Monday.
        """,
    ),
    Case(
        name="children are a part of all",
        reports="""
        Coast Herald, 2032-08-04
        The mayor of Ulm said that 12 people were killed in the school yard of Ulm on Tuesday by a drone.

        Lantern, 2032-08-04
        The Ulm hospital said that seven children were killed in the school yard of Ulm by a drone on Tuesday.
        """,
    ),
    Case(
        name="a copy that credits the agency",
        reports="""
        Northlight Agency, 2035-05-09
        The coast guard of Norrland said that 16 people were killed in the blast on the ferry Aurelia off Calder Bank on Sunday.

        Plain Dealer, 2035-05-09
        The coast guard of Norrland said that 16 people were killed in the blast on the ferry Aurelia off Calder Bank on Sunday.
        """,
    ),
    Case(
        name="one of the two has no source",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that 4,500 people were displaced from Kirra by the fighting on Sunday.

        Lantern, 2036-10-12
        Some 300 people were displaced from Kirra by the fighting on Sunday.
        """,
    ),
    Case(
        name="one report tells both sides itself",
        reports="""
        Tramline, 2032-11-02
        The mayor of Pell said that 14 people were killed on the bus near Pell on Monday; the police of Pell said 9 people were killed.

        Lantern, 2032-11-20
        Markets in Pell were open again this week, traders said.
        """,
    ),
    Case(
        name="a total of the war beside the toll of a day",
        reports="""
        Morning Wire, 2030-07-02
        The Sarovan health ministry said that 4,210 people had been killed in Sarova since the beginning of the war.

        Tramline, 2030-07-02
        The Sarova Observatory said that 19 people were killed in Sarova on Monday by air strikes.
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


def test_a_count_known_only_through_another_outlet_scores_less() -> None:
    first = """
        Coast Herald, 2031-03-05
        The mayor of Dalm said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        """
    own = """Valley Post, 2031-03-06
        The hospital of Dalm said 22 people were killed by the shells on the fish market on Tuesday."""
    through = """Valley Post, 2031-03-06
        Twenty-two people were killed by the shells on the fish market of Dalm on Tuesday, Northlight reported, citing the Dalm hospital."""
    other = """

        Northlight, 2031-03-08
        The fish market of Dalm opened again."""
    assert [finding.score for finding in found_in(RULE, first + own + other)] == [1.0]
    assert [finding.score for finding in found_in(RULE, first + through + other)] == [0.8]
