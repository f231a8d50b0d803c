"""cumulative-falls: a source's running total that is lower as of a later day. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import Case, holds, holds_mirrored, named

RULE = "cumulative-falls"

NOTICED = (
    Case(
        name="a ministry's total as of two days",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 3,980 people had been killed in Sarova since the war began, as of 10 July.
        """,
        finds=("Coast Herald: 3,980 · Morning Wire: 4,210",),
        sentence="The Sarovan health ministry is given with “3,980” killed as of 10 July 2030, and before with “4,210” killed as of "
        "30 June 2030.",
    ),
    Case(
        name="two higher totals before",
        reports="""
        Lantern, 2031-04-02
        By 31 March 612 people had been killed in Marenia since the beginning of the war, according to the Marenian health ministry.

        Tramline, 2031-04-06
        By 5 April 640 people had been killed in Marenia since the beginning of the war, according to the Marenian health ministry.

        Valley Post, 2031-04-13
        By 12 April 598 people had been killed in Marenia since the beginning of the war, according to the Marenian health ministry.
        """,
        finds=("Valley Post: 598 · Tramline: 640 · Lantern: 612",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a monitor's injured",
        reports="""
        Harbour Gazette, 2036-10-02
        The Temban Observatory has counted 1,150 people injured in Temba since the uprising began, it said as of 1 October.

        Plain Dealer, 2036-10-16
        The Temban Observatory said that as of 15 October 990 people had been injured in Temba since the uprising began.
        """,
        finds=("Plain Dealer: 990 · Harbour Gazette: 1,150",),
    ),
    Case(
        name="detained people counted by a rights body",
        reports="""
        Coast Herald, 2033-03-02
        As of 1 March, 730 people have been detained in Verrin since the occupation began, the Verrin Legal Aid Centre said.

        Ferry Times, 2033-03-21
        As of 20 March, 655 people have been detained in Verrin since the occupation began, the Verrin Legal Aid Centre said.
        """,
        finds=("Ferry Times: 655 · Coast Herald: 730",),
    ),
    Case(
        name="the losses of an army, as it gives them itself",
        reports="""
        Morning Wire, 2031-06-02
        The Marenian army said that 240 Marenian soldiers had been killed since the beginning of the war, as of 1 June.

        Tramline, 2031-06-21
        The Marenian army said that 205 Marenian soldiers had been killed since the beginning of the war, as of 20 June.
        """,
        finds=("Tramline: 205 · Morning Wire: 240",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="an old total told as new",
        reports="""
        Lantern, 2034-02-10
        As of 9 February, 88 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.

        Ferry Times, 2034-02-20
        As of 19 February, 101 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.

        Plain Dealer, 2034-02-26
        As of 25 February, 88 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.
        """,
        finds=("Plain Dealer: 88 · Ferry Times: 101",),
    ),
    Case(
        name="a correction that is announced falls as well",
        reports="""
        Valley Post, 2032-12-02
        The UN mission said that 5,600 people had been displaced in Rond since the siege began, as of 1 December.

        Coast Herald, 2032-12-16
        The UN mission said as of 15 December that 4,900 people had been displaced in Rond since the siege began; it had counted some twice.
        """,
        finds=("Coast Herald: 4,900 · Valley Post: 5,600",),
    ),
    Case(
        name="in words, and by a named director",
        reports="""
        Tramline, 2035-08-02
        Dr Ilse Marrow of the Skarn hospital said that ninety people had been killed in Skarn since the riots began, as of 1 August.

        Lantern, 2035-08-09
        As of 8 August, Dr Ilse Marrow of the Skarn hospital said, seventy-six people had been killed in Skarn since the riots began.
        """,
        finds=("Lantern: seventy-six · Tramline: ninety",),
    ),
    Case(
        name="two papers give the lower total",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 3,980 people had been killed in Sarova since the war began, as of 10 July.

        Tramline, 2030-07-11
        As of 10 July, 3,980 people have been killed in Sarova since the war began, according to the Sarovan health ministry.
        """,
        finds=("Coast Herald: 3,980 · Tramline: 3,980 · Morning Wire: 4,210",),
    ),
    Case(
        name="another source had given the lower number first",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Lantern, 2030-07-11
        The Sarova Observatory said that 3,980 people had been killed in Sarova since the war began, as of 10 July.

        Coast Herald, 2030-07-12
        The Sarovan health ministry said that 3,980 people had been killed in Sarova since the war began, as of 10 July.
        """,
        finds=("Coast Herald: 3,980 · Morning Wire: 4,210",),
    ),
    Case(
        name="more than so many, then fewer",
        reports="""
        Harbour Gazette, 2031-05-02
        More than 1,400 people have been killed in Ishkar since the border war began, the Ishkari interior ministry said as of 1 May.

        Valley Post, 2031-05-12
        As of 11 May, 1,120 people have been killed in Ishkar since the border war began, the Ishkari interior ministry said.
        """,
        finds=("Valley Post: 1,120 · Harbour Gazette: More than 1,400",),
        sentence="The Ishkari interior ministry is given with “1,120” killed as of 11 May 2031, and before with “More than 1,400” killed "
        "as of 1 May 2031.",
        exchanged="Ishkari/Belorran Ishkar/Belorra",
    ),
)

NOT_NOTICED = (
    Case(
        name="a total that grows",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 4,390 people had been killed in Sarova since the war began, as of 10 July.
        """,
    ),
    Case(
        name="about so many is the same rounded",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that about 4,200 people had been killed in Sarova since the war began, as of 10 July.
        """,
    ),
    Case(
        name="two sources count differently",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarova Observatory said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 3,980 people had been killed in Sarova since the war began, as of 10 July.
        """,
    ),
    Case(
        name="the totals of two states",
        reports="""
        Lantern, 2031-04-02
        By 31 March 612 people had been killed in Marenia since the beginning of the war, according to the Marenian health ministry.

        Valley Post, 2031-04-13
        By 12 April 298 people had been killed in Tovasia since the beginning of the war, according to the Tovasian health ministry.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="killed and injured",
        reports="""
        Harbour Gazette, 2036-10-02
        The Temban Observatory said that as of 1 October 1,150 people had been injured in Temba since the uprising began.

        Plain Dealer, 2036-10-16
        The Temban Observatory said that as of 15 October 190 people had been killed in Temba since the uprising began.
        """,
    ),
    Case(
        name="children among them",
        reports="""
        Lantern, 2034-02-10
        As of 9 February, 188 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.

        Ferry Times, 2034-02-20
        As of 19 February, 31 children have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.
        """,
    ),
    Case(
        name="a town of the land",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 310 people had been killed in Ost since the war began, as of 10 July.
        """,
    ),
    Case(
        name="the toll of one day",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-11
        The Sarovan health ministry said that 19 people were killed in Sarova on Wednesday by air strikes.
        """,
    ),
    Case(
        name="an earlier total is told later, with its day",
        reports="""
        Morning Wire, 2030-07-11
        As of 10 July, 4,390 people have been killed in Sarova since the war began, the Sarovan health ministry said.

        Coast Herald, 2030-07-15
        The Sarovan health ministry had said that 4,210 people had been killed in Sarova since the war began, as of 30 June.
        """,
    ),
    Case(
        name="one report gives both",
        reports="""
        Valley Post, 2032-12-16
        The UN mission said as of 15 December that 4,900 people had been displaced in Rond since the siege began. As of 1 December the
        UN mission had said that 5,600 people had been displaced in Rond since the siege began.
        """,
    ),
    Case(
        name="two weeks, each counted by itself",
        reports="""
        Lantern, 2033-07-02
        Over the past week 300 people were killed in Sarova, the Sarova Observatory said.

        Tramline, 2033-07-09
        Over the past week 200 people were killed in Sarova, the Sarova Observatory said.
        """,
    ),
    Case(
        name="totals that begin on two days",
        reports="""
        Lantern, 2033-07-02
        The Sarova Observatory said that 900 people had been killed in Sarova since 1 January.

        Tramline, 2033-07-09
        The Sarova Observatory said that 200 people had been killed in Sarova since 1 June.
        """,
    ),
    Case(
        name="two editions of one page",
        reports="""
        Ferry Times @ferry-times/toll, 2034-02-20
        As of 19 February, 110 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.

        Ferry Times @ferry-times/toll, 2034-02-21
        As of 20 February, 101 people have been killed in Port Hallow since the gang war began, the city morgue of Port Hallow said.
        """,
    ),
    Case(
        name="nobody is named beside the lower total",
        reports="""
        Harbour Gazette, 2031-05-02
        More than 1,400 people have been killed in Ishkar since the border war began, the Ishkari interior ministry said as of 1 May.

        Valley Post, 2031-05-12
        As of 11 May, 1,120 people have been killed in Ishkar since the border war began.
        """,
    ),
    Case(
        name="soldiers of one army and of the other",
        reports="""
        Morning Wire, 2031-06-02
        The Marenian army said that 840 Tovasian soldiers had been killed since the beginning of the war, as of 1 June.

        Tramline, 2031-06-21
        The Marenian army said that 205 Marenian soldiers had been killed since the beginning of the war, as of 20 June.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
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
