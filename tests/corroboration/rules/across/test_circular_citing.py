"""circular-citing across reports: outlets that name each other, and nobody outside. Invented conflicts; nothing is a report of fact."""

from itertools import pairwise

import pytest
from tests.corroboration.across import Case, found_in, holds, holds_mirrored, named

RULE = "circular-citing"

NOTICED = (
    Case(
        name="three papers for a number of abducted",
        reports="""
        Lantern, 2036-01-04
        Thirty people were abducted from the mill at Rond, according to the Tramline.

        Tramline, 2036-01-05
        Thirty people were abducted from the mill at Rond, the Ferry Times reported.

        Ferry Times, 2036-01-06
        According to the Lantern, 30 people were abducted from the mill at Rond.
        """,
        finds=("Lantern: Thirty · Tramline: Thirty · Ferry Times: 30",),
        sentence="Lantern, Tramline and Ferry Times name each other in a ring for “Thirty” abducted; "
        "none of them names a source outside the ring.",
    ),
    Case(
        name="two papers for a toll",
        reports="""
        Coast Herald, 2031-03-05
        The shells on the fish market of Dalm killed 37 people on Tuesday, the Valley Post reported.

        Valley Post, 2031-03-05
        According to the Coast Herald, 37 people were killed by the shells on the fish market of Dalm on Tuesday.
        """,
        finds=("Coast Herald: 37 · Valley Post: 37",),
        sentence="Coast Herald and Valley Post name each other in a ring for “37” killed; none of them names a source outside the ring.",
    ),
    Case(
        name="an accusation that goes round",
        reports="""
        Coast Herald, 2031-09-02
        Tovasian guns shelled the clinic in Ulm, the Morning Wire reported.

        Morning Wire, 2031-09-03
        Tovasian guns shelled the clinic in Ulm, according to the Coast Herald.
        """,
        finds=("Coast Herald: Tovasian guns shelled the clinic in Ulm · Morning Wire: Tovasian guns shelled the clinic in Ulm",),
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="an agency and a paper",
        reports="""
        Northlight Agency, 2031-11-20
        TARN (Northlight Agency) - Sixty people were abducted from the village of Tarn in the border hills, the Plain Dealer reported.

        Plain Dealer, 2031-11-21
        Northlight Agency reported that 60 people were abducted from the village of Tarn in the border hills.
        """,
        finds=("Northlight Agency: Sixty · Plain Dealer: 60",),
    ),
    Case(
        name="a fourth paper, outside the ring, tells it as its own",
        reports="""
        Lantern, 2032-06-10
        Fourteen people were wounded when a bus was fired on near Pell, the Ferry Times reported.

        Ferry Times, 2032-06-11
        Fourteen people were wounded when a bus was fired on near Pell, according to the Lantern.

        Tramline, 2032-06-12
        When a bus was fired on near Pell 14 people were wounded.
        """,
        finds=("Lantern: Fourteen · Ferry Times: Fourteen",),
    ),
    Case(
        name="a fifth paper has it from one of the ring",
        reports="""
        Lantern, 2032-06-10
        Fourteen people were wounded when a bus was fired on near Pell, the Ferry Times reported.

        Ferry Times, 2032-06-11
        Fourteen people were wounded when a bus was fired on near Pell, according to the Lantern.

        Harbour Gazette, 2032-06-12
        Fourteen people were wounded when a bus was fired on near Pell, the Ferry Times reported.
        """,
        finds=("Lantern: Fourteen · Ferry Times: Fourteen",),
    ),
    Case(
        name="four papers",
        reports="""
        Coast Herald, 2034-04-08
        According to the Lantern, 26 people were injured in the fire on the quay of Port Hallow.

        Lantern, 2034-04-08
        Twenty-six people were injured in the fire on the quay of Port Hallow, the Plain Dealer reported.

        Plain Dealer, 2034-04-09
        According to the Tramline, 26 people were injured in the fire on the quay of Port Hallow.

        Tramline, 2034-04-09
        In the fire on the quay of Port Hallow 26 people were injured, the Coast Herald reported.
        """,
        finds=("Coast Herald: 26 · Lantern: Twenty-six · Plain Dealer: 26 · Tramline: 26",),
    ),
    Case(
        name="a gang's captive, cited by way of each other",
        reports="""
        Tramline, 2034-09-01
        The Canal gang abducted the harbour master of Port Hallow, according to the Harbour Gazette.

        Harbour Gazette, 2034-09-02
        The Canal gang abducted the harbour master of Port Hallow, the Tramline reported.
        """,
        finds=(
            "Tramline: The Canal gang abducted the harbour master of Port Hallow"
            " · Harbour Gazette: The Canal gang abducted the harbour master of Port Hallow",
        ),
    ),
    Case(
        name="a credit in brackets",
        reports="""
        Coast Herald, 2031-03-05
        The Valley Post has learned that 37 people were killed by the shells on the fish market of Dalm on Tuesday.

        Valley Post, 2031-03-06
        Thirty-seven people were killed by the shells on the fish market of Dalm on Tuesday (Coast Herald).
        """,
        finds=("Coast Herald: 37 · Valley Post: Thirty-seven",),
    ),
    Case(
        name="two rings in one case",
        reports="""
        Coast Herald, 2031-03-05
        The shells on the fish market of Dalm killed 37 people on Tuesday, the Valley Post reported.

        Valley Post, 2031-03-05
        According to the Coast Herald, 37 people were killed by the shells on the fish market of Dalm on Tuesday.

        Lantern, 2036-01-04
        Thirty people were abducted from the mill at Rond, according to the Tramline.

        Tramline, 2036-01-05
        Thirty people were abducted from the mill at Rond, the Lantern reported.
        """,
        finds=("Coast Herald: 37 · Valley Post: 37", "Lantern: Thirty · Tramline: Thirty"),
    ),
    Case(
        name="a running total that nobody counted",
        reports="""
        Morning Wire, 2030-07-01
        As of 30 June, 4,210 people have been killed in Sarova since the war began, the Coast Herald reported.

        Coast Herald, 2030-07-02
        As of 30 June, 4,210 people have been killed in Sarova since the war began, according to the Morning Wire.
        """,
        finds=("Morning Wire: 4,210 · Coast Herald: 4,210",),
    ),
    Case(
        name="a paper that is described before it is named",
        reports="""
        Coast Herald, 2034-04-08
        Explosive charges have been placed in the inspection gallery of the Hallow dam, Tramline reported on Friday.

        Tramline, 2034-04-08
        Explosive charges were placed in a gallery of the Hallow dam, according to the paper of the next town, the Coast Herald.
        """,
        finds=(
            "Coast Herald: Explosive charges have been placed in the inspection gallery of the Hallow dam"
            " · Tramline: Explosive charges were placed in a gallery of the Hallow dam",
        ),
    ),
)

NOT_NOTICED = (
    Case(
        name="somebody who is described beside a paper",
        reports="""
        Coast Herald, 2034-04-08
        Explosive charges have been placed in the inspection gallery of the Hallow dam, Tramline reported on Friday.

        Tramline, 2034-04-08
        According to the mayor of the town that lies below it, who wrote to the Coast Herald, explosive charges were placed in a gallery
        of the Hallow dam.
        """,
    ),
    Case(
        name="one of the ring names the mayor",
        reports="""
        Lantern, 2036-01-04
        Thirty people were abducted from the mill at Rond, according to the Tramline.

        Tramline, 2036-01-05
        Thirty people were abducted from the mill at Rond, the Ferry Times reported.

        Ferry Times, 2036-01-06
        The mayor of Rond said that 30 people were abducted from the mill at Rond, the Lantern reported.
        """,
    ),
    Case(
        name="one of the ring was there",
        reports="""
        Coast Herald, 2031-03-05
        The shells on the fish market of Dalm killed 37 people on Tuesday, the Valley Post reported.

        Valley Post, 2031-03-05
        Our reporter counted 37 people killed by the shells on the fish market of Dalm on Tuesday.
        """,
    ),
    Case(
        name="a chain that ends with one who is silent",
        reports="""
        Lantern, 2036-01-04
        Thirty people were abducted from the mill at Rond.

        Tramline, 2036-01-05
        Thirty people were abducted from the mill at Rond, the Lantern reported.

        Ferry Times, 2036-01-06
        According to the Tramline, 30 people were abducted from the mill at Rond.
        """,
    ),
    Case(
        name="an army's word, carried by both",
        reports="""
        Coast Herald, 2031-09-02
        The Marenian army said that Tovasian guns had shelled the clinic in Ulm, the Morning Wire reported.

        Morning Wire, 2031-09-03
        Tovasian guns shelled the clinic in Ulm, the Marenian army said, according to the Coast Herald.
        """,
        exchanged="Marenian/Tovasian Marenia/Tovasia",
    ),
    Case(
        name="each names the other for something else",
        reports="""
        Coast Herald, 2031-03-05
        The shells on the fish market of Dalm killed 37 people on Tuesday, the Valley Post reported.

        Valley Post, 2031-03-05
        The ferry Aurelia ran aground off Calder Bank with 212 people missing, according to the Coast Herald.
        """,
    ),
    Case(
        name="an outlet that names itself",
        reports="""
        Northlight Agency, 2031-11-20
        Sixty people were abducted from the village of Tarn in the border hills, Northlight Agency reported.

        Northlight Agency, 2031-11-21
        According to Northlight Agency, 60 people were abducted from the village of Tarn in the border hills.
        """,
    ),
    Case(
        name="both name a third",
        reports="""
        Lantern, 2032-06-10
        Fourteen people were wounded when a bus was fired on near Pell, the Harbour Gazette reported.

        Ferry Times, 2032-06-11
        Fourteen people were wounded when a bus was fired on near Pell, according to the Harbour Gazette.

        Harbour Gazette, 2032-06-10
        When a bus was fired on near Pell 14 people were wounded.
        """,
    ),
    Case(
        name="an agency's text printed with its name",
        reports="""
        Northlight Agency, 2030-01-18
        GORSK (Northlight Agency) - Twenty-one people were wounded by rockets in the old town of Gorsk, the mayor said.

        Plain Dealer, 2030-01-18
        GORSK (Northlight Agency) - Twenty-one people were wounded by rockets in the old town of Gorsk, the mayor said.
        """,
    ),
    Case(
        name="a lantern, a ferry and a valley are no papers",
        reports="""
        Lantern, 2033-02-15
        At the ferry landing of Osk 17 people were killed by a mine, residents of the valley said.

        Ferry Times, 2033-02-16
        Seventeen people were killed by a mine at the landing of Osk, according to a fisherman who had seen a lantern there.
        """,
    ),
    Case(
        name="two papers with different numbers of one thing",
        reports="""
        Coast Herald, 2034-04-08
        According to the Lantern, 26 people were injured in the fire on the quay of Port Hallow.

        Lantern, 2034-04-08
        Ninety-one people were injured in the fire on the quay of Port Hallow, the Coast Herald reported.
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


PAPERS = ("Lantern", "Tramline", "Ferry Times", "Coast Herald", "Valley Post", "Plain Dealer")


@pytest.mark.parametrize(("papers", "rings"), [(2, 1), (3, 1), (4, 1), (5, 1), (6, 0)])
def test_rings_of_two_to_five_are_noticed(papers: int, rings: int) -> None:
    ring = [*PAPERS[:papers], PAPERS[0]]
    reports = "\n\n".join(
        f"{one}, 2036-01-04\nThirty people were abducted from the mill at Rond, the {other} reported." for one, other in pairwise(ring)
    )
    found = found_in(RULE, reports)
    assert [len(finding.records) for finding in found] == [papers] * rings
