"""How two parties of a labelled report are exchanged: names for names, adjectives for adjectives, nothing that has no counterpart."""

import sys

import pytest
from benchmarks.party_swap import kind_of, pairs, proper_name, swap_actor

from benchmarks import party_swap
from onrecord.evaluation.party_swap import swap_text


def exchanged(text: str, *parties: dict, any_kind: bool = False) -> list[tuple[str, str]]:
    row = {"text": text, "parties": parties}
    return [(pair.text, swap_text(pair.text, pair.one, pair.other)[0]) for pair in pairs(row, any_kind=any_kind)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kestria", "land"),
        ("Kestrian", "land"),
        ("NLA", "initials"),
        ("Council", "common noun"),
        ("Council of the Marsh", "state body"),
        ("National Council for Order", "state body"),
        ("Orel Hills Army", "state body"),
        ("Sons of the Reed", "group"),
        ("Volta Front", "group"),
    ],
)
def test_the_kind_of_a_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_only_parties_of_one_kind_are_exchanged_unless_asked() -> None:
    given = ("Then the Volta Front fired at Oress.", {"name": "Volta Front"}, {"name": "Oress"})
    assert exchanged(*given) == []
    assert exchanged(*given, any_kind=True) == [(given[0], "Then the Oress fired at Volta Front.")]


def test_an_office_is_no_name_of_its_party() -> None:
    parties = ({"name": "Oress", "aliases": ["Ministry of Defence", "the Governor's office"]}, {"name": "Talv"})
    (found,) = exchanged("Then the Ministry of Defence of Oress warned Talv, and the Governor left.", *parties)
    assert found[1] == "Then the Ministry of Defence of Talv warned Oress, and the Governor left."


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Velmari army", "Velmari"),
        ("Kestria's ministry", "Kestria"),
        ("Kestria’s ministry", "Kestria"),
        ("Sons of the Covenant insurgents", "Sons of the Covenant"),
        ("12 Joint Brigade", "Joint Brigade"),
        ("the army", None),
        ("Our defenders", None),
        ("", None),
    ],
)
def test_the_proper_name_in_a_wording(words: str, name: str | None) -> None:
    assert proper_name(words) == name


def test_a_name_without_a_counterpart_becomes_the_first_in_both_texts() -> None:
    (found,) = exchanged(
        "Then the Volta Front fired, and the Front said so. Then Oress League answered.",
        {"name": "Volta Front", "aliases": ["the Front"]},
        {"name": "Oress League"},
    )
    assert found == (
        "Then the Volta Front fired, and the Volta Front said so. Then Oress League answered.",
        "Then the Oress League fired, and the Oress League said so. Then Volta Front answered.",
    )


def test_adjectives_stand_for_adjectives_and_people_for_people() -> None:
    (found,) = exchanged(
        "Then the Kestrian army of Kestria met two Lomarians in Lomaria.",
        {"name": "Kestria", "aliases": ["Kestrian army"]},
        {"name": "Lomaria", "aliases": ["Lomarians"]},
    )
    assert found[1] == "Then the Lomaria army of Lomaria met two Kestria in Kestria."


@pytest.mark.parametrize("state", ["Kuwait", "Singapore", "Vatican City", "Israel"])
def test_every_state_may_be_exchanged(state: str) -> None:
    assert swap_actor({"name": state}, f"They left {state} on Monday.") is not None


def test_parties_that_share_a_name_are_not_exchanged() -> None:
    assert exchanged("Then the Front fought the Volta Front.", {"name": "Front"}, {"name": "Volta Front"}) == []


def test_a_file_without_parties_is_an_error(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "labelled.jsonl").write_text('{"id": "a", "text": "The army said so.", "statements": []}\n')
    monkeypatch.setattr(sys, "argv", ["party_swap", str(tmp_path / "labelled.jsonl"), "--reader", "rules"])
    with pytest.raises(SystemExit, match="no report has two parties"):
        party_swap.main()
