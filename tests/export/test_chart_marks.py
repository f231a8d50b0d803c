"""Outlets by marker, root sources by colour and number, and what the keys say of them."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.charts import SVG, day, drawn, figure, key, marks, rows, words

from onrecord.export import chart
from onrecord.export.chart_marks import COLOURS, NO_OUTLET, NO_ROOT, NUMBERED, OTHER_OUTLET, OTHER_ROOT, SHAPES, Marks, in_order_of_names


def test_each_outlet_has_a_marker_and_each_root_source_a_colour() -> None:
    figures = [
        figure(12, root="the mayor", outlet="Vale Post", day="2031-05-02"),
        figure(14, root="the coroner", outlet="Harbour News", day="2031-05-03"),
        figure(15, root="the mayor", outlet="Harbour News", day="2031-05-04"),
    ]
    specification = drawn(figures)
    found = {row["number"]: (row["shape"], row["fill"]) for row in marks(specification)}
    assert found == {12: ("square", COLOURS[1]), 14: ("circle", COLOURS[0]), 15: ("circle", COLOURS[1])}
    assert key(specification, "Root sources") == ["the coroner", "the mayor"]
    assert key(specification, "Outlets") == ["Harbour News", "Vale Post"]
    shown = [(row["shape"], row["fill"]) for row in rows(specification, "Root sources", "point")]
    assert shown == [("circle", COLOURS[0]), ("circle", COLOURS[1])]
    assert [row["shape"] for row in rows(specification, "Outlets", "point")] == ["circle", "square"]


def test_a_colour_never_stands_alone() -> None:
    specification = drawn(
        [figure(12, root="the mayor"), figure(20, day="2031-05-06"), figure(24, None, root="the mayor", day="2031-05-09")]
    )
    labels = {row["date"]: row["label"] for row in rows(specification, "killed", "text") if "label" in row}
    assert labels == {"2031-05-04": "2", "2031-05-06": "1", "2031-05-09": "2"}
    assert [row["words"] for row in rows(specification, "Root sources", "text")][:2] == ["1", "2"]


def test_the_svg_draws_the_marker_and_the_colour() -> None:
    figures = [
        figure(12),
        figure(15, root="the mayor", outlet="Vale Post", day="2031-05-06"),
        figure(9, root=None, outlet=None, day="2031-05-08"),
    ]
    picture = ElementTree.fromstring(chart.svg(drawn(figures)))
    fills = [path.get("fill") for path in picture.iter(f"{SVG}path") if path.get("stroke") == "#1f2933"]
    assert {COLOURS[0], COLOURS[1], NO_ROOT} <= set(fills)
    letters = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    assert {"the coroner", "the mayor", "Harbour News", "Vale Post", "the outlet is not stated", "people killed"} <= set(letters)


def test_more_root_sources_than_colours_are_grey_and_keep_their_number() -> None:
    figures = [figure(10 + n, root=f"source {n:02}", day=f"2031-05-{n + 1:02}") for n in range(12)]
    specification = drawn(figures)
    assert len({row["fill"] for row in marks(specification)}) == len(COLOURS) + 1
    assert sum(row["fill"] == OTHER_ROOT for row in marks(specification)) == 12 - len(COLOURS)
    assert sorted(row["label"] for row in rows(specification, "killed", "text") if "label" in row) == sorted(map(str, range(1, 13)))


def test_root_sources_beyond_the_key_are_told_together() -> None:
    figures = [figure(10 + n, root=f"source {n:02}", day=day(n)) for n in range(NUMBERED + 9)]
    told = key(drawn(figures), "Root sources")
    assert len(told) == NUMBERED + 1
    assert "9 other root sources, without a number" in told
    assert "1 other root source, without a number" in key(drawn(figures[: NUMBERED + 1]), "Root sources")


def test_more_outlets_than_markers_share_one_and_the_key_says_so() -> None:
    figures = [figure(10 + n, outlet=f"Outlet {n:02}", day=day(n)) for n in range(40)]
    specification = drawn(figures)
    assert {row["shape"] for row in marks(specification)} == {*SHAPES, OTHER_OUTLET}
    assert sum(row["shape"] == OTHER_OUTLET for row in marks(specification)) == 40 - len(SHAPES)
    assert key(specification, "Outlets")[-1] == f"{40 - len(SHAPES)} other outlets"


def test_what_tells_most_gets_colour_and_marker_and_the_key_follows_names() -> None:
    rare = [figure(5, root=f"a{n}", outlet=f"A{n}", day=day(n)) for n in range(12)]
    often = [figure(50 + n, root="the zoo", outlet="Zoo News", day=day(n)) for n in range(3)]
    specification = drawn([*rare, *often])
    assert {row["fill"] for row in marks(specification) if row["number"] >= 50} == {COLOURS[-1]}
    assert {row["shape"] for row in marks(specification) if row["number"] >= 50} == {SHAPES[-1]}
    assert key(specification, "Root sources")[-1] == "the zoo"


def test_nothing_said_is_a_mark_of_its_own() -> None:
    specification = drawn([figure(12, root=None, outlet=None, source="not said")])
    assert [(row["shape"], row["fill"], row["label"]) for row in marks(specification)] == [(NO_OUTLET, NO_ROOT, "")]
    assert "none: the report names no source, or the chain ends nowhere" in key(specification, "Root sources")
    assert "the outlet is not stated" in key(specification, "Outlets")


def test_what_stands_in_quotation_marks_is_explained() -> None:
    assert "different people may be" not in words(drawn([figure(12)]))
    assert "whoever is called so; different people may be" in words(drawn([figure(12, root="“the spokesman”")]))


@given(
    st.permutations(["the army of Kesh", "the army of Lomaria", "the mayor", "the coroner", "Valley Rescue", "the Red Cross", "the clinic"])
)
@settings(max_examples=20, deadline=None)
def test_parties_that_change_places_change_colours_by_name_alone(order: list[str]) -> None:
    """Colours are given by names and counts: whoever stands under a name has the colour of that name."""
    plain = Marks([figure(1, root=root) for root in sorted(order)])
    assert Marks([figure(1, root=root) for root in order]).colours == plain.colours
    swap = {"the army of Kesh": "the army of Lomaria", "the army of Lomaria": "the army of Kesh"}
    assert Marks([figure(1, root=swap.get(root, root)) for root in order]).colours == plain.colours


def test_the_palette_holds_no_pair_that_reads_as_wrong_and_right() -> None:
    okabe_ito = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
    assert set(COLOURS) < okabe_ito
    assert not {"#D55E00", "#009E73"} & set(COLOURS)


def test_names_are_ordered_without_articles_capitals_and_quotation_marks() -> None:
    assert in_order_of_names(["the zoo", "Ben", "The army", "anna", "“a clerk”"]) == ["anna", "The army", "Ben", "“a clerk”", "the zoo"]
