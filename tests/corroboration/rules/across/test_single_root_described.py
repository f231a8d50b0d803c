"""single-root-source: one origin though papers describe it otherwise. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import Case, holds, holds_mirrored, named

RULE = "single-root-source"

NOTICED = (
    Case(
        name="a mayor, quoted by the paper that he spoke to and by two more",
        reports="""
        Lantern, 2032-06-10
        The mayor of Pell, Otto Brand, said that 14 people were killed when a bus was fired on near Pell.

        Ferry Times, 2032-06-11
        The Lantern quotes the mayor of Pell as saying that 14 people were killed when a bus was fired on near Pell.

        Tramline, 2032-06-12
        Mr Brand told the Tramline that 14 people had been killed when a bus was fired on near Pell.
        """,
        finds=("Lantern: 14 · Ferry Times: 14 · Tramline: 14",),
    ),
    Case(
        name="a list, a statement and a spokeswoman of one ministry",
        reports="""
        Coast Herald, 2031-03-05
        A statement by the Marenian health ministry put the number of people killed in the shelling of Dalm market at 37.

        Valley Post, 2031-03-05
        "Thirty-seven of our citizens are dead," the spokeswoman of the Marenian health ministry, Ada Kell, told reporters after shells hit
        the market of Dalm.

        Morning Wire, 2031-03-06
        DALM, Marenia (Morning Wire) - The health ministry's evening bulletin lists 37 dead in the shelling of Dalm market.
        """,
        finds=("Coast Herald: 37 · Valley Post: Thirty-seven · Morning Wire: 37",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="a relief body that has it from the governor, as one paper says",
        reports="""
        Lantern, 2033-07-02
        The UN said on Friday that 950 people had been displaced from Kirra, citing the governor's office.

        Tramline, 2033-07-03
        According to the UN, 950 people were displaced from Kirra.

        Ferry Times, 2033-07-03
        The UN counts 950 people displaced from Kirra.
        """,
        finds=("Lantern: 950 · Tramline: 950 · Ferry Times: 950",),
        sentence="3 reports of 3 outlets (Lantern, Tramline and Ferry Times) give “950” displaced; all lead back to one source, the "
        "governor's office.",
    ),
    Case(
        name="an army concedes it, in three forms",
        reports="""
        Harbour Gazette, 2033-02-15
        The Sarovan army admitted that its aircraft had bombed the school in Ost.

        Lantern, 2033-02-16
        The army of Sarova conceded that one of its aircraft bombed the school in Ost.

        Tramline, 2033-02-16
        Sarova's military acknowledged that its aircraft bombed the school of Ost.
        """,
        finds=(
            "Harbour Gazette: that its aircraft had bombed the school in Ost"
            " · Lantern: that one of its aircraft bombed the school in Ost"
            " · Tramline: that its aircraft bombed the school of Ost",
        ),
    ),
    Case(
        name="one monitor, named in full and in short",
        reports="""
        Lantern, 2036-10-10
        The Temban Centre for Human Rights said that 45 people had been displaced from the quarry at Mof by the Dawn Brigade.

        Ferry Times, 2036-10-11
        The Centre for Human Rights said 45 people were displaced from the quarry at Mof.

        Morning Wire, 2036-10-11
        Forty-five people were displaced from the quarry at Mof, according to the Temban Centre for Human Rights.
        """,
        finds=("Lantern: 45 · Ferry Times: 45 · Morning Wire: Forty-five",),
    ),
)


@pytest.mark.parametrize("case", named(NOTICED))
def test_it_is_noticed(case: Case) -> None:
    holds(RULE, case)


@pytest.mark.parametrize("case", named(tuple(case for case in NOTICED if case.exchanged)))
def test_with_the_sides_exchanged_the_same_is_noticed(case: Case) -> None:
    holds_mirrored(RULE, case)
