"""A part belongs to the total of its own source and place. All events are invented."""

from onrecord.reading.figures.rejoined import rejoined
from onrecord.records import Figure


def test_a_part_of_the_other_sides_total_goes_back_to_its_own() -> None:
    own = Figure(id="f1", measure="killed", min=410, max=410, source="The clinic in Osk", place="Osk", start=0, end=3, phrase="410")
    other = Figure(id="f2", measure="killed", min=300, max=300, source="the league", place="Ulm", start=9, end=12, phrase="300")
    part = Figure(
        id="f3", measure="killed", min=50, max=50, source="the clinic", place="Osk", start=20, end=22, phrase="50", subset_of="f2"
    )
    assert [figure.subset_of for figure in rejoined([own, other, part])] == [None, None, "f1"]
    assert rejoined([other, part]) == [other, part]
