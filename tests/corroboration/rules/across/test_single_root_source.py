"""single-root-source: many papers, one origin. Invented conflicts; nothing here is a report of fact."""

import pytest
from msgspec.structs import replace
from tests.corroboration.across import Case, holds, holds_mirrored, named, tellings

from onrecord.corroboration import Beside
from onrecord.corroboration.rules.across import RULES_ACROSS

RULE = "single-root-source"

NOTICED = (
    Case(
        name="a ministry's count in three papers, each in its own words",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said on Wednesday that 37 people were killed when shells fell on the market of Dalm.

        Valley Post, 2031-03-05
        Thirty-seven people were killed in the shelling of the market in Dalm, according to the health ministry of Marenia.

        Morning Wire, 2031-03-06
        "We have 37 people killed in Dalm," a spokesman for the Marenian health ministry said of the shells on the market.
        """,
        finds=("Coast Herald: 37 · Valley Post: Thirty-seven · Morning Wire: 37",),
        sentence="3 reports of 3 outlets (Coast Herald, Valley Post and Morning Wire) give “37” killed; all lead back to one source, "
        "a spokesman for the Marenian health ministry.",
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="people held, told where they were taken and where they are",
        reports="""
        Coast Herald, 2031-03-05
        The Red Cross said that 25 Tovasians taken around Veth are detained.

        Valley Post, 2031-03-06
        The Red Cross registered 25 Tovasians in a former barracks near Dalm.

        Morning Wire, 2031-03-06
        The Red Cross said that 25 Tovasians taken around Veth are detained in a former barracks near Dalm.
        """,
        finds=("Coast Herald: 25 · Valley Post: 25 · Morning Wire: 25",),
    ),
    Case(
        name="a bulletin whose item is told by the army, and two papers",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian army said that more than 20 Tovasian soldiers were killed at the post of Veth on Monday.

        Marenia Bulletin, 2031-03-05
        The Government announces: | 1. The Marenian army reports that the post of Veth was attacked on Monday. More than 20 Tovasian
        soldiers were killed. | 2. Bread is sold at the old price.

        Valley Post, 2031-03-06
        More than 20 Tovasian soldiers were killed at the post of Veth on Monday, says the Marenian army.
        """,
        finds=("Coast Herald: more than 20 · Marenia Bulletin: More than 20 · Valley Post: More than 20",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="one firm, described otherwise by the paper that quotes the other",
        reports="""
        Coast Herald, 2031-03-05
        The firm Overfell Imaging has compared two pictures of Dalm. About 60 houses in the upper town of Dalm have burned down, the
        firm's analyst, Nils Cove, told the Coast Herald.

        Valley Post, 2031-03-05
        Some 60 houses in the upper town of Dalm have burned down, according to an imaging firm, Overfell, that was quoted by the
        Coast Herald.

        Morning Wire, 2031-03-06
        About 60 houses in the upper town of Dalm have burned down, Nils Cove told the Coast Herald.
        """,
        finds=(
            "Coast Herald: About 60 houses in the upper town of Dalm have burned down"
            " · Valley Post: Some 60 houses in the upper town of Dalm have burned down, according to an imaging firm, Overfell"
            " · Morning Wire: About 60 houses in the upper town of Dalm have burned down",
        ),
    ),
    Case(
        name="two papers have it from the first",
        reports="""
        Lantern, 2032-06-10
        Dr Ilse Marrow, director of the clinic in Pell, said that 14 people were killed when a bus was fired on near Pell.

        Ferry Times, 2032-06-11
        Fourteen people were killed when a bus was fired on near Pell, the Lantern reported.

        Tramline, 2032-06-12
        According to the Lantern, 14 people were killed when gunmen fired on a bus near Pell.
        """,
        finds=("Lantern: 14 · Ferry Times: Fourteen · Tramline: 14",),
    ),
    Case(
        name="an agency's text printed by two others",
        reports="""
        Northlight Agency, 2030-01-18
        GORSK (Northlight Agency) - The mayor of Gorsk said that 21 people had been wounded by rockets in the old town.

        Gorsk Evening Paper, 2030-01-18
        GORSK (Northlight Agency) - The mayor of Gorsk said that 21 people had been wounded by rockets in the old town.

        Plain Dealer, 2030-01-19
        GORSK (Northlight Agency) - The mayor of Gorsk said that 21 people had been wounded by rockets in the old town.
        """,
        finds=("Northlight Agency: 21 · Gorsk Evening Paper: 21 · Plain Dealer: 21",),
    ),
    Case(
        name="an army's accusation in three papers",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian commandos had crossed the river Ysel at night and set fire to the customs post.

        Valley Post, 2031-09-02
        Tovasian commandos crossed the Ysel at night and set the customs post on fire, the army of Marenia said.

        Morning Wire, 2031-09-03
        A spokesman for the Marenian army accused Tovasian commandos of crossing the Ysel and setting fire to the customs post.
        """,
        finds=(
            "Coast Herald: that Tovasian commandos had crossed the river Ysel at night"
            " · Valley Post: Tovasian commandos crossed the Ysel at night and set the customs post on fire"
            " · Morning Wire: Tovasian commandos of crossing the Ysel and setting fire to the customs post",
        ),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="an armed group's denial in three papers",
        reports="""
        Lantern, 2033-02-14
        The Lake Front denied that its fighters had mined the ferry landing at Osk.

        Ferry Times, 2033-02-14
        In a statement the Lake Front denied that its fighters mined the ferry landing at Osk.

        Tramline, 2033-02-15
        The Lake Front denies having mined the ferry landing at Osk.
        """,
        finds=(
            "Lantern: that its fighters had mined the ferry landing at Osk"
            " · Ferry Times: that its fighters mined the ferry landing at Osk"
            " · Tramline: having mined the ferry landing at Osk",
        ),
        sentence="3 reports of 3 outlets (Lantern, Ferry Times and Tramline) give the denial of “that its fighters had mined the ferry "
        "landing at Osk”; all lead back to one source, the Lake Front.",
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="one unnamed official behind an agency",
        reports="""
        Northlight Agency, 2031-11-20
        A senior Belorran official said 60 people had been abducted from the village of Tarn in the border hills.

        Plain Dealer, 2031-11-20
        Sixty people were abducted from the village of Tarn in the border hills, Northlight Agency reported, citing a Belorran official.

        Harbour Gazette, 2031-11-21
        Northlight Agency, citing a senior official of Belorra, reported that 60 people were abducted from the village of Tarn.
        """,
        finds=("Northlight Agency: 60 · Plain Dealer: Sixty · Harbour Gazette: 60",),
        exchanged="Belorran/Ishkari Belorra/Ishkar",
    ),
    Case(
        name="a rescue service, and a paper that tells it as its own",
        reports="""
        Coast Herald, 2034-04-08
        The city rescue service of Port Hallow said that 26 people were injured when police and the Canal gang exchanged fire on the quay.

        Lantern, 2034-04-08
        The rescue service of Port Hallow counted 26 people injured on the quay after the exchange of fire.

        Harbour Gazette, 2034-04-09
        In Port Hallow 26 people were injured on the quay, the city's rescue service said.

        Plain Dealer, 2034-04-10
        The exchange of fire on the quay of Port Hallow left 26 people injured.
        """,
        finds=("Coast Herald: 26 · Lantern: 26 · Harbour Gazette: 26",),
    ),
    Case(
        name="a running total of one day",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-01
        The health ministry of Sarova put the number of people killed in Sarova since the beginning of the war at 4,210 as of 30 June.

        Tramline, 2030-07-02
        According to the Sarovan health ministry, 4,210 people had been killed in Sarova by 30 June since the start of the war.
        """,
        finds=("Morning Wire: 4,210 · Coast Herald: 4,210 · Tramline: 4,210",),
    ),
    Case(
        name="a reporter's own count, cited by two others",
        reports="""
        Tramline, 2032-08-03
        Our reporter counted 12 bodies in the school yard of Ulm Ferry, which had been shelled at noon.

        Lantern, 2032-08-04
        Twelve people were killed in the school yard of Ulm Ferry, shelled on Tuesday, according to Tramline.

        Valley Post, 2032-08-04
        The Tramline reported that 12 people were killed in the shelled school yard of Ulm Ferry.
        """,
        finds=("Tramline: 12 · Lantern: Twelve · Valley Post: 12",),
    ),
    Case(
        name="prisoners counted by the Red Cross",
        reports="""
        Harbour Gazette, 2031-12-01
        The Red Cross said that 118 prisoners were being held in the salt works of Kelm by the occupying army.

        Plain Dealer, 2031-12-02
        The Red Cross has registered 118 prisoners held in the salt works of Kelm.

        Coast Herald, 2031-12-02
        "There are 118 prisoners held in the salt works," the Red Cross said after a visit to Kelm.
        """,
        finds=("Harbour Gazette: 118 · Plain Dealer: 118 · Coast Herald: 118",),
    ),
    Case(
        name="a navy's claim in four bulletins",
        reports="""
        Coast Herald, 2035-05-05
        The Norrland navy said that a Sundish patrol boat had rammed the trawler Hope off Calder Bank.

        Morning Wire, 2035-05-05
        A Sundish patrol boat rammed the trawler Hope off Calder Bank, the navy of Norrland said.

        Tramline, 2035-05-06
        The trawler Hope was rammed by a Sundish patrol boat off Calder Bank, according to the Norrland navy.

        Valley Post, 2035-05-06
        Norrland's navy said a patrol boat of Sundish make rammed the trawler Hope off Calder Bank.
        """,
        finds=(
            "Coast Herald: that a Sundish patrol boat had rammed the trawler Hope off Calder Bank"
            " · Morning Wire: A Sundish patrol boat rammed the trawler Hope off Calder Bank"
            " · Tramline: The trawler Hope was rammed by a Sundish patrol boat off Calder Bank"
            " · Valley Post: a patrol boat of Sundish make rammed the trawler Hope off Calder Bank",
        ),
    ),
)

NOT_NOTICED = (
    Case(
        name="two denials and an army that withdraws its own",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian army denied that it had fired a missile at the block in Dalm.

        Valley Post, 2031-03-06
        The Marenian army denied that it had fired any missile at the block in Dalm.

        Marenia Bulletin, 2031-03-09
        The Marenian army withdraws its statement about the missile at the block in Dalm.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a ministry and a hospital give the same number",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were killed when shells fell on the market of Dalm.

        Valley Post, 2031-03-05
        St Anne hospital in Dalm said 37 people were killed in the shelling of the market.

        Morning Wire, 2031-03-06
        The health ministry of Marenia said that 37 people were killed in the shelling of the market of Dalm.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="two outlets, one of them twice",
        reports="""
        Lantern, 2032-06-10
        The mayor of Pell said that 14 people were killed when a bus was fired on near Pell.

        Lantern, 2032-06-11
        Fourteen people were killed when a bus was fired on near Pell, the mayor of Pell said.

        Tramline, 2032-06-12
        The mayor of Pell said that 14 people were killed when gunmen fired on a bus near Pell.
        """,
    ),
    Case(
        name="two papers only",
        reports="""
        Lantern, 2033-02-14
        The Lake Front denied that its fighters had mined the ferry landing at Osk.

        Ferry Times, 2033-02-14
        In a statement the Lake Front denied that its fighters mined the ferry landing at Osk.
        """,
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="the third tells it in its own voice",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 26 people were injured when police and the Canal gang exchanged fire on the quay.

        Lantern, 2034-04-08
        The rescue service of Port Hallow counted 26 people injured on the quay after the exchange of fire.

        Plain Dealer, 2034-04-10
        The exchange of fire on the quay of Port Hallow left 26 people injured.
        """,
    ),
    Case(
        name="the same number in another place on the same day",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were killed when shells fell on the market of Dalm on Tuesday.

        Valley Post, 2031-03-05
        The Marenian health ministry said that 37 people were killed by a drone at the port of Veth on Tuesday.

        Morning Wire, 2031-03-06
        Thirty-seven people were killed in the shelling of the market of Dalm, according to the health ministry of Marenia.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the same number of soldiers and of civilians",
        reports="""
        Harbour Gazette, 2030-02-02
        The Sarovan defence ministry said that 19 soldiers were killed at the bridge of Ost.

        Plain Dealer, 2030-02-02
        The Sarovan defence ministry said that 19 civilians were killed at the bridge of Ost.

        Tramline, 2030-02-03
        The defence ministry of Sarova said 19 soldiers were killed at the bridge of Ost.
        """,
    ),
    Case(
        name="an accusation twice and its denial once",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Valley Post, 2031-09-02
        Tovasian guns shelled the clinic in Ulm, the army of Marenia said.

        Morning Wire, 2031-09-03
        The Tovasian army denied that its guns had shelled the clinic in Ulm.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="two armies accuse each other of the same",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Valley Post, 2031-09-02
        Marenian guns shelled the clinic in Ulm, the army of Tovasia said.

        Morning Wire, 2031-09-03
        The army of Marenia accused Tovasian guns of having shelled the clinic in Ulm.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="one who was there counted too",
        reports="""
        Tramline, 2032-08-03
        Our reporter counted 12 bodies in the school yard of Ulm Ferry, which had been shelled at noon.

        Lantern, 2032-08-04
        The mayor of Ulm Ferry said that 12 people were killed in the school yard that was shelled.

        Valley Post, 2032-08-04
        Twelve people were killed in the shelled school yard of Ulm Ferry, the mayor said.
        """,
    ),
    Case(
        name="totals of two days that happen to be one number",
        reports="""
        Morning Wire, 2030-07-01
        As of 20 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-01
        The Sarovan health ministry said that 4,210 people had been killed in Sarova since the war began, as of 30 June.

        Tramline, 2030-07-02
        By 25 June, 4,210 people had been killed in Sarova since the war began, according to the Sarovan health ministry.
        """,
    ),
    Case(
        name="outlets in a ring, with nobody at its end",
        reports="""
        Lantern, 2036-01-04
        Thirty people were abducted from the mill at Rond, according to the Tramline.

        Tramline, 2036-01-05
        Thirty people were abducted from the mill at Rond, the Ferry Times reported.

        Ferry Times, 2036-01-06
        According to the Lantern, 30 people were abducted from the mill at Rond.
        """,
    ),
    Case(
        name="media of which nobody knows which",
        reports="""
        Lantern, 2033-07-02
        Thirty people were abducted from the mill at Rond, local media reported.

        Tramline, 2033-07-02
        Thirty people were abducted from the mill at Rond, according to media reports.

        Ferry Times, 2033-07-03
        According to local media, 30 people were abducted from the mill at Rond.
        """,
    ),
    Case(
        name="diplomats of two states",
        reports="""
        Lantern, 2032-06-10
        Fourteen people were killed when a bus was fired on near Pell, a Belorran diplomat said.

        Ferry Times, 2032-06-11
        Fourteen people were killed when a bus was fired on near Pell, an Ishkari diplomat said.

        Tramline, 2032-06-12
        Fourteen people were killed when a bus was fired on near Pell, a Belorran diplomat said.
        """,
    ),
    Case(
        name="two ministries of one state",
        reports="""
        Morning Wire, 2035-03-15
        The Norrland interior ministry said that 33 people were detained after the riot in Skarn.

        Coast Herald, 2035-03-15
        Thirty-three people were detained after the riot in Skarn, the Norrland justice ministry said.

        Tramline, 2035-03-16
        The interior ministry of Norrland said 33 people were detained after the riot in Skarn.
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


def test_reports_that_name_no_outlet_are_said_to_name_none() -> None:
    known = tellings(NOTICED[0].reports)
    for unnamed, words in (
        (1, "3 reports (r1, Valley Post and Morning Wire; 1 without the name of an outlet) give"),
        (3, "3 reports (r1, r2 and r3; none of which names its outlet) give"),
    ):
        given = [replace(telling, outlet=None) if at < unnamed else telling for at, telling in enumerate(known)]
        (finding,) = RULES_ACROSS[RULE](Beside(given))
        assert finding.sentence.startswith(words)
