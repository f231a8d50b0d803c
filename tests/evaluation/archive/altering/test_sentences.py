"""Other forms of sentences, other names, and what an archive needs for them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.evaluation.archive import Archive, load, save
from onrecord.evaluation.archive.altering import altered
from onrecord.evaluation.archive.altering.marked import MarkedText
from onrecord.evaluation.archive.altering.naming import Names
from onrecord.evaluation.archive.altering.sentences import edits, other_form
from onrecord.evaluation.archive.checks import records, statements

FORM = {
    "report": "x",
    "sentence": "Six people died, the ward said.",
    "other": 'The ward said: "Six have died."',
    "places": [["Six", "Six"]],
}


def test_a_sentence_takes_its_other_form_with_its_places() -> None:
    text = MarkedText("Noon. Six people died, the ward said. Rain.", [(6, 9), (38, 42)])
    text.edit(edits(text, [other_form(FORM)]))
    assert text.text == 'Noon. The ward said: "Six have died." Rain.'
    assert [text.text[slice(*place)] for place in text.places.values()] == ["Six", "Rain"]


def test_a_place_that_the_other_form_does_not_tell_is_named() -> None:
    text = MarkedText("Six people died, the ward said.", [(17, 25)])
    with pytest.raises(BadInput, match="'the ward' is a place of the gold"):
        text.edit(edits(text, [other_form(FORM)]))


def test_words_that_stand_twice_tell_no_place() -> None:
    with pytest.raises(BadInput, match="must stand once"):
        other_form({**FORM, "other": "Six, Six"})


def test_longer_names_are_replaced_before_shorter_ones_and_never_inside_words() -> None:
    names = Names({"places": [{"forms": ["Kesh", "Keshan", "KESH"], "replacements": [["Om", "Omite", "OM"]]}]}, 0)
    assert names.renamed("KESH – The Keshan mayor of Kesh, Kesh's own; Keshans, Marakesh") == (
        "OM – The Omite mayor of Om, Om's own; Keshans, Marakesh"
    )
    text = MarkedText("In Kesh six died.", [(8, 11)])
    text.edit(names.edits(text.text))
    assert text.text[slice(*text.places[8, 11])] == "six"


def in_folder(archive: Archive, folder: Path) -> Archive:
    archive = replace(archive, gold={**archive.gold, "findings": [], "near_misses": []})
    save(archive, folder)
    names = {"places": [{"forms": ["Sellin"], "replacements": [["Vordun"], ["Astrel"]]}]}
    sentence = "Twelve people were killed on the quay, and the market is open again."
    forms = [{"report": "post-2", "sentence": sentence, "other": "The market is open again after 12 deaths on the quay."}]
    forms[0]["places"] = [["Twelve", "12"]]
    for name, content in (("names.json", names), ("forms.json", forms), ("numbers.json", {"sums": []})):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return load(folder)


def test_a_small_archive_is_altered_with_its_gold(small: Archive, tmp_path: Path) -> None:
    """Of its findings none are asked for here; those of the example archive are (tests/examples)."""
    gold = {**small.gold, "claims": [c for c in small.gold["claims"] if c["id"] in ("k12", "k15", "navy")]}
    archive = in_folder(replace(small, gold={**gold, "roots": [r for r in gold["roots"] if r["id"] in ("coast", "ward")]}), tmp_path)
    other = altered(archive, 3)
    assert [*statements(other), *records(other)] == []
    numbers = {said["quote"].lower() for _, said in other.statements() if "min" in said}
    assert not numbers & {"12", "twelve", "at least 15"}
    assert "Sellin" not in json.dumps([[row["text"], row["outlet"], row["title"]] for row in other.reports])


def test_without_names_or_folder_there_is_none(small: Archive, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="made of one in a folder"):
        altered(small, 1)
    save(small, tmp_path)
    with pytest.raises(BadInput, match=r"names\.json cannot be read"):
        altered(load(tmp_path), 1)
