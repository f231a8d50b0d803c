"""source-lost: what somebody said is told later as plain fact. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import Case, found_in, holds, holds_mirrored, named

RULE = "source-lost"

NOTICED = (
    Case(
        name="a ministry's count becomes a fact",
        reports="""
        Coast Herald, 2031-03-05
        The Marenian health ministry said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-07
        The shells on the fish market of Dalm killed 37 people on Tuesday.
        """,
        finds=("Valley Post: 37 · Coast Herald: 37",),
        sentence="Coast Herald has “37” killed from the Marenian health ministry; Valley Post tells it in its own voice.",
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="an army's accusation becomes a fact",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Morning Wire, 2031-09-04
        Tovasian guns shelled the clinic in Ulm. Buses are to take people out of the town.
        """,
        finds=("Morning Wire: Tovasian guns shelled the clinic in Ulm. · Coast Herald: that Tovasian guns had shelled the clinic in Ulm",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the gazette of another state tells what an army says",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Norrland State Gazette, 2031-09-04
        Tovasian guns shelled the clinic in Ulm. Buses are to take people out of the town.
        """,
        finds=(
            "Norrland State Gazette: Tovasian guns shelled the clinic in Ulm."
            " · Coast Herald: that Tovasian guns had shelled the clinic in Ulm",
        ),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="one of the things that a sentence strings together, with a noun for a verb",
        reports="""
        Coast Herald, 2031-09-05
        The Marenian army has conceded that its boat sank the coal barge at Ulm on Thursday. Captain Ivo Renk said the crew had acted on a
        report from the shore: the barge had been carrying Tovasian rockets under a load of coal.

        Morning Wire, 2031-09-10
        Last Thursday there was the barge with its cargo of rockets; on Sunday, the quarrel over the weir; on Tuesday this. Nobody swims.
        """,
        finds=(
            "Morning Wire: Last Thursday there was the barge with its cargo of rockets"
            " · Coast Herald: the crew had acted on a report from the shore",
        ),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="it is taken for granted of those it is about",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian commandos had crossed the Ysel in rubber boats.

        Morning Wire, 2031-09-04
        The Tovasian commandos who crossed the Ysel in rubber boats would find no cover now.
        """,
        finds=(
            "Morning Wire: The Tovasian commandos who crossed the Ysel in rubber boats"
            " · Coast Herald: that Tovasian commandos had crossed the Ysel in rubber boats",
        ),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="it was denied in between",
        reports="""
        Lantern, 2033-02-14
        The Osk town council accused the Lake Front of having mined the ferry landing at Osk.

        Ferry Times, 2033-02-15
        The Lake Front denied that its fighters had mined the ferry landing at Osk.

        Tramline, 2033-02-17
        The Lake Front mined the ferry landing at Osk, and traffic on the lake has stopped.
        """,
        finds=(
            "Tramline: The Lake Front mined the ferry landing at Osk, and traffic on the lake has stopped."
            " · Lantern: the Lake Front of having mined the ferry landing at Osk",
        ),
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="the wounded of a hospital",
        reports="""
        Harbour Gazette, 2035-01-08
        The hospital of Skarn said that 34 people were injured by the rocket on the tram depot of Skarn on Monday.

        Lantern, 2035-01-09
        Thirty-four people were injured by the rocket on the tram depot of Skarn on Monday, according to the hospital.

        Plain Dealer, 2035-01-10
        On Monday 34 people were injured by the rocket on the tram depot of Skarn.
        """,
        finds=("Plain Dealer: 34 · Harbour Gazette: 34",),
    ),
    Case(
        name="an unnamed official's abducted",
        reports="""
        Northlight Agency, 2031-11-20
        A senior Belorran official said 60 people had been abducted from the village of Tarn in the border hills on Tuesday.

        Plain Dealer, 2031-11-22
        Sixty people were abducted from the village of Tarn in the border hills on Tuesday.
        """,
        finds=("Plain Dealer: Sixty · Northlight Agency: 60",),
        exchanged="Belorran/Ishkari Belorra/Ishkar",
    ),
    Case(
        name="police on a gang",
        reports="""
        Coast Herald, 2034-04-08
        The police of Port Hallow said that the Canal gang had set fire to the customs shed on the quay.

        Harbour Gazette, 2034-04-10
        The Canal gang set fire to the customs shed on the quay, and the fire brigade came too late.
        """,
        finds=(
            "Harbour Gazette: The Canal gang set fire to the customs shed on the quay, and the fire brigade came too late."
            " · Coast Herald: that the Canal gang had set fire to the customs shed on the quay",
        ),
    ),
    Case(
        name="two papers lose it",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that 318 people were detained at the stadium of Kirra on Sunday.

        Lantern, 2036-10-14
        On Sunday 318 people were detained at the stadium of Kirra.

        Ferry Times, 2036-10-15
        The stadium of Kirra, where 318 people were detained on Sunday, is open again.
        """,
        finds=("Lantern: 318 · Harbour Gazette: 318", "Ferry Times: 318 · Harbour Gazette: 318"),
    ),
    Case(
        name="a running total",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-03
        As of 30 June, 4,210 people have been killed in Sarova since the war began.
        """,
        finds=("Coast Herald: 4,210 · Morning Wire: 4,210",),
    ),
    Case(
        name="a navy on a trawler",
        reports="""
        Coast Herald, 2035-05-05
        The Norrland navy said that a Sundish patrol boat had rammed the trawler Hope off Calder Bank.

        Valley Post, 2035-05-07
        A Sundish patrol boat rammed the trawler Hope off Calder Bank, and five men are being looked for.
        """,
        finds=(
            "Valley Post: A Sundish patrol boat rammed the trawler Hope off Calder Bank, and five men are being looked for."
            " · Coast Herald: that a Sundish patrol boat had rammed the trawler Hope off Calder Bank",
        ),
        sentence="Coast Herald has “that a Sundish patrol boat had rammed the trawler Hope off Calder Bank” from the Norrland navy; "
        "Valley Post tells it in its own voice.",
    ),
    Case(
        name="it is told in passing",
        reports="""
        Lantern, 2033-07-02
        According to the Lake Front, its fighters shot down a helicopter over Osk.

        Tramline, 2033-07-04
        The helicopter that the Lake Front shot down over Osk has been raised.
        """,
        finds=(
            "Tramline: The helicopter that the Lake Front shot down over Osk has been raised."
            " · Lantern: its fighters shot down a helicopter over Osk",
        ),
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="told of by a paper first, which had it from a doctor",
        reports="""
        Lantern, 2032-06-10
        Dr Ilse Marrow of the clinic in Pell said that 14 people were wounded when a bus was fired on near Pell on Wednesday.

        Ferry Times, 2032-06-11
        Fourteen people were wounded when a bus was fired on near Pell on Wednesday, the Lantern reported.

        Tramline, 2032-06-13
        The shots on a bus near Pell on Wednesday wounded 14 people.
        """,
        finds=("Tramline: 14 · Lantern: 14",),
    ),
)

NOT_NOTICED = (
    Case(
        name="a state's own gazette tells what its army says",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Marenia State Gazette, 2031-09-04
        Tovasian guns shelled the clinic in Ulm. Buses are to take people out of the town.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the source stands in the sentence before, with the dead",
        reports="""
        Harbour Gazette, 2035-01-08
        The hospital of Skarn said that 34 people were injured by the rocket on the tram depot of Skarn on Monday.

        Lantern, 2035-01-09
        Six people were killed by the rocket on the tram depot of Skarn, the hospital said. Thirty-four people were injured.
        """,
    ),
    Case(
        name="what would be is no claim",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian commandos had crossed the Ysel in rubber boats.

        Morning Wire, 2031-09-04
        Commandos in rubber boats would find no cover on the Ysel now.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="told in its own voice from the first",
        reports="""
        Coast Herald, 2031-03-05
        Shells fell on the fish market of Dalm on Tuesday and killed 37 people.

        Morning Wire, 2031-03-06
        The Marenian health ministry said that 37 people were killed when shells fell on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-07
        The shells on the fish market of Dalm killed 37 people on Tuesday.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the accused army has conceded it",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Lantern, 2031-09-03
        The Tovasian army admitted that its guns had shelled the clinic in Ulm.

        Morning Wire, 2031-09-04
        Tovasian guns shelled the clinic in Ulm. Buses are to take people out of the town.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a word of doubt is kept",
        reports="""
        Lantern, 2033-02-14
        The Osk town council accused the Lake Front of having mined the ferry landing at Osk.

        Tramline, 2033-02-17
        The ferry landing at Osk, allegedly mined by the Lake Front, is closed.
        """,
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="attributed every time",
        reports="""
        Harbour Gazette, 2035-01-08
        The hospital of Skarn said that 34 people were injured by the rocket on the tram depot of Skarn on Monday.

        Lantern, 2035-01-09
        Thirty-four people were injured by the rocket on the tram depot of Skarn on Monday, according to the hospital.
        """,
    ),
    Case(
        name="a court has heard it",
        reports="""
        Lantern, 2033-07-02
        Police said the Canal gang had set fire to the customs shed in Port Hallow.

        Tramline, 2033-07-04
        The Canal gang was acquitted on Monday of having set fire to the customs shed in Port Hallow.
        """,
    ),
    Case(
        name="it is only asked",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Morning Wire, 2031-09-04
        Did Tovasian guns shell the clinic in Ulm? Nobody has been there yet.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="it is only supposed",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Morning Wire, 2031-09-04
        If Tovasian guns shelled the clinic in Ulm, it would be a crime.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="the source stands inside the sentence",
        reports="""
        Lantern, 2033-07-02
        The Lake Front said that it had shot down a helicopter over Osk.

        Tramline, 2033-07-04
        A helicopter that the Lake Front says it shot down over Osk has been raised from the water.
        """,
        exchanged="Lake_Front/Hill_Guard",
    ),
    Case(
        name="only a headline leaves the source out",
        reports="""
        Northlight Agency, 2031-11-20
        A senior Belorran official said 60 people had been abducted from the village of Tarn in the border hills on Tuesday.

        Plain Dealer, 2031-11-22: Sixty people abducted from Tarn
        Sixty people were abducted from the village of Tarn in the border hills on Tuesday, a senior Belorran official said.
        """,
        exchanged="Belorran/Ishkari Belorra/Ishkar",
    ),
    Case(
        name="the same number of another event",
        reports="""
        Coast Herald, 2034-04-08
        The rescue service of Port Hallow said that 26 people were injured in the fire on the quay of Port Hallow on Friday.

        Plain Dealer, 2034-04-08
        A derailed tram in Skarn injured 26 people on Friday.
        """,
    ),
    Case(
        name="the plain report came first",
        reports="""
        Plain Dealer, 2036-10-12
        On Sunday 318 people were detained at the stadium of Kirra.

        Harbour Gazette, 2036-10-13
        The Temban Centre for Human Rights said that 318 people were detained at the stadium of Kirra on Sunday.
        """,
    ),
    Case(
        name="a reporter had seen it by then",
        reports="""
        Lantern, 2032-08-04
        The mayor of Ulm Ferry said that 12 people were killed in the school yard of Ulm Ferry that was shelled on Tuesday.

        Tramline, 2032-08-05
        Our reporter counted 12 bodies in the school yard of Ulm Ferry, which had been shelled on Tuesday.

        Valley Post, 2032-08-06
        In the school yard of Ulm Ferry, shelled on Tuesday, 12 people were killed.
        """,
    ),
    Case(
        name="what the other side did is another claim",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm.

        Morning Wire, 2031-09-04
        Marenian guns shelled the granary of Veth this week.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="said beside it in the next sentence",
        reports="""
        Harbour Gazette, 2036-10-12
        The Temban Centre for Human Rights said that 318 people were detained at the stadium of Kirra on Sunday.

        Lantern, 2036-10-14
        "On Sunday 318 people were detained at the stadium of Kirra," the Temban Centre for Human Rights said.
        """,
    ),
    Case(
        name="the same outlet keeps the source in a later sentence",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-03
        The list is long: 4,210 people. The Sarovan health ministry said that as of 30 June 4,210 people had been killed in Sarova since
        the war began.
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


ACCUSED = """
    Lantern, 2033-02-14
    The Osk town council accused the Lake Front of having mined the ferry landing at Osk.

    Tramline, 2033-02-17
    The Lake Front mined the ferry landing at Osk, and traffic on the lake has stopped.
    """


@pytest.mark.parametrize(
    ("third", "score"),
    [
        ("The Lake Front denied that its fighters had mined the ferry landing at Osk.", 1.0),
        ("The Lake Front denied that its fighters had burned the school at Pell.", 0.8),
        ("The Hill Guard denied that its fighters had mined the ferry landing at Osk.", 0.8),
        ("The ferry at Osk will not sail until the landing has been searched.", 0.8),
    ],
    ids=["the denied claim", "another deed", "another group", "no denial"],
)
def test_what_was_denied_scores_more(third: str, score: float) -> None:
    found = found_in(RULE, f"{ACCUSED}\n    Ferry Times, 2033-02-15\n    {third}")
    assert [finding.score for finding in found] == [score]


def test_a_denial_of_something_else_in_the_same_report_makes_no_difference() -> None:
    told = ACCUSED.replace("The Osk town", "The mayor of Pell denied that he had left the town. | The Osk town")
    assert [finding.score for finding in found_in(RULE, told)] == [0.8]
