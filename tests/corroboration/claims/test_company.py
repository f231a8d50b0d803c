"""A small number is known by the larger one that it is told with."""

from tests.corroboration.across import beside

TOLD = """
    Kesh Gazette, 2031-03-04
    The Keshan army said that more than 40 Vorian soldiers were killed at the ford of Arl on Tuesday. Two Keshan soldiers fell.
    The Government thanks the citizens of Pellarn, who have taken in schoolchildren; ferries, markets and libraries open again on Monday.

    Coast Radio, 2031-03-05
    More than 40 Vorian soldiers were killed at the ford of Arl on Tuesday, the Keshan army said.

    Orrin Weekly, 2031-03-09
    What has the spring brought us? The peas came late. More than 40 Vorian soldiers dead at the ford in one morning, and two of ours,
    for a strip of reeds; the beekeeper has a lodger, who is seven and afraid of everything but bees.
    """


def numbers_and_reports(reports: str) -> set[tuple[int | None, int]]:
    claims = beside(reports).figure_claims
    return {(claim.items[0].told.figure.min, len(claim.reports)) for claim in claims if claim.items[0].told.figure is not None}


def test_the_number_beside_one_that_is_the_same_is_the_same() -> None:
    assert numbers_and_reports(TOLD) == {(40, 3), (2, 2)}


def test_it_is_another_where_the_larger_is_another() -> None:
    other = TOLD.replace("40 Vorian soldiers dead", "70 Vorian soldiers dead")
    assert numbers_and_reports(other) == {(40, 2), (70, 1), (2, 1)}


def test_or_where_it_counts_others() -> None:
    other = TOLD.replace("and two of ours", "and two children")
    assert numbers_and_reports(other) == {(40, 3), (2, 1)}
