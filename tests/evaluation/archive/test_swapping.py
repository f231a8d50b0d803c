"""Two actors change places in a whole archive."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from onrecord.errors import BadInput, WrongUse
from onrecord.evaluation.archive import Account, Archive, Noticed, Place, RootNamed, load
from onrecord.evaluation.archive.reading import noticed_in_reports
from onrecord.evaluation.archive.swapping import differences, read_actors, swapped
from onrecord.evaluation.party_swap import SwapActor
from onrecord.settings import Settings

EXAMPLE = Path(__file__).parents[3] / "examples" / "archive"
CALUNE = SwapActor(names=("Calune",), demonyms=("Caluni",))
MORETH = SwapActor(names=("Moreth",), demonyms=("Morethan",))


def even(archive: Archive) -> Account:
    """Every mention of the navy and of deaths in Moreth or Calune, whoever is named."""
    places = [(row["id"], row["text"].find(word)) for row in archive.reports for word in ("navy", "people had been killed")]
    found = [Place(report, at, at + 4) for report, at in places if at >= 0]
    noticed = tuple(Noticed("source-lost", (one,), "Told of Moreth's navy.") for one in found)
    return Account(noticed=noticed, claims=(tuple(found),), copies=(("wire-1", "post-1"),))


def uneven(archive: Archive) -> Account:
    """What an honest program must never do: look for one name."""
    found = [Place(row["id"], row["text"].index("Moreth"), len(row["text"])) for row in archive.reports if "Moreth" in row["text"]]
    return Account(noticed=tuple(Noticed("source-lost", (one,), "Lost.") for one in found))


def test_names_change_places_in_texts_titles_outlets_and_series(small: Archive) -> None:
    other = swapped(small, CALUNE, MORETH).archive
    assert "The Morethan navy fired it" in other.by_id["wire-1"]["text"]
    assert other.by_id["gazette-1"]["outlet"] == "Calune Gazette"
    assert "writes the Calune Gazette" in other.by_id["radio-3"]["text"]
    assert other.reference["place"] == "Calune"
    assert other.gold["findings"] == []
    assert [row["url"] for row in other.reports] == [row["url"] for row in small.reports]


def test_places_find_their_way_back(small: Archive) -> None:
    other = swapped(small, CALUNE, MORETH)
    text, before = other.archive.by_id["wire-1"]["text"], small.by_id["wire-1"]["text"]
    at, there = text.index("The shell fell"), before.index("The shell fell")
    assert other.back(Place("wire-1", at, at + 14)) == Place("wire-1", there, there + 14)
    assert at != there
    assert other.back(Place("wire-1")) == Place("wire-1")


def test_a_program_that_looks_at_roles_differs_in_nothing_but_its_words(small: Archive) -> None:
    told = differences(small, CALUNE, MORETH, even)
    assert {(one.kind, one.field) for one in told} == {("findings", "sentence")}  # it says "Moreth" whoever is meant

    def spoken(archive: Archive) -> Account:
        return replace(even(archive), noticed=tuple(replace(one, sentence="Told of a navy.") for one in even(archive).noticed))

    assert differences(small, CALUNE, MORETH, spoken) == ()


def test_a_program_that_looks_for_a_name_is_found_out(small: Archive) -> None:
    told = differences(small, CALUNE, MORETH, uneven)
    assert {one.original for one in told} == {"there", "missing"}
    assert any(str(one).startswith("findings source-lost on gazette-2 ") for one in told)


def test_the_layers_below_are_compared_too(small: Archive) -> None:
    def account(archive: Archive) -> Account:
        first = archive is small
        place = Place("wire-1", 0, 3)
        claims = ((place, Place("post-1", 0, 3)),) if first else ((place,), (Place("post-1", 0, 3),))
        roots = (RootNamed(place, "a" if first else "b"),)
        return Account(noticed=(), claims=claims, roots=roots, copies=(("wire-1", "post-1"),) if first else ())

    assert sorted(one.kind for one in differences(small, CALUNE, MORETH, account)) == ["claims", "claims", "claims", "copies"]


def test_what_our_program_notices_in_the_example_archive_does_not_depend_on_who_is_who() -> None:
    noticing = partial(noticed_in_reports, settings=Settings(reader="rules"))
    first, second = read_actors(EXAMPLE)
    archive = load(EXAMPLE)
    exchanged = swapped(archive, first, second).archive
    assert "The Halvenian army said Velmoran batteries on the heights above Hollmark" in exchanged.by_id["larkmoor-05-02-a"]["text"]
    assert exchanged.by_id["vbulletin-05-03-a"]["outlet"] == "Halvenia State Bulletin"
    assert [str(one) for one in differences(archive, first, second, noticing)] == []


def test_tables_of_two_lengths_are_refused(small: Archive, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="different numbers of demonyms"):
        swapped(small, CALUNE, SwapActor(names=("Moreth",)))
    with pytest.raises(BadInput, match=r"swap\.json cannot be read"):
        read_actors(tmp_path)
    (tmp_path / "swap.json").write_text('[{"names": ["Moreth"]}]', encoding="utf-8")
    with pytest.raises(BadInput, match=r"swap\.json: "):
        read_actors(tmp_path)
