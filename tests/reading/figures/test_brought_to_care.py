"""People who are taken to a hospital are not abducted, and those who are taken from one may be."""

import pytest

import onrecord


@pytest.mark.parametrize(("sentence", "measure", "incidents"), [
    ("Rescue teams took 12 injured children away in ambulances.", "injured", []),
    ("We took 40 wounded people to the district hospital.", "injured", []),
    ("Volunteers carried off 9 wounded men to a clinic.", "injured", []),
    ("Gunmen took 12 people away.", "abducted", ["abduction"]),
    ("Soldiers took 12 injured men away.", "abducted", ["abduction"]),
    ("The army took 14 villagers away in trucks.", "abducted", ["abduction"]),
    ("The armed men took five nurses from the hospital.", "abducted", []),
])  # fmt: skip
def test_where_they_are_taken_tells(sentence: str, measure: str, incidents: list[str]) -> None:
    reading = onrecord.read(f"Orvane, 3 May 2031. {sentence}")
    assert [figure.measure for figure in reading.figures] == [measure]
    assert [one.type for one in reading.incidents] == incidents
