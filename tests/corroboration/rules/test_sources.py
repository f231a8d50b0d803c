"""figure-without-source and only-source-is-a-party: two answers to "who counted?"."""

from typing import Any

import pytest

from onrecord.corroboration import findings
from onrecord.records import Party


def test_the_report_s_own_voice_is_no_source(draft: Any) -> None:
    made = draft("Nine people were killed in Dalm. About 300 have fled.")
    made.counts("Nine", "killed", 9, 9, place="Dalm")
    made.counts("About 300", "displaced", 300, 300, approx=True, place="Dalm")
    [finding] = made.findings("figure-without-source")
    assert finding.records == ("f1", "f2")
    assert finding.sentence == "No source is given for two figures: “Nine” killed and “About 300” displaced."


def test_a_cue_that_hides_who_speaks_is_no_source(draft: Any) -> None:
    made = draft("Floods have reportedly displaced tens of thousands.")
    said = made.says("", "reportedly", "displaced tens of thousands", "reports")
    made.counts("tens of thousands", "displaced", 20_000, None, statement=said)
    assert [finding.records for finding in made.findings("figure-without-source")] == [("f1",)]


def test_a_headline_above_a_sourced_sentence_has_its_source(draft: Any) -> None:
    made = draft("19 killed in Dalm\n\nNineteen people were killed in Dalm, doctors said.", title="19 killed in Dalm")
    made.counts("19", "killed", 19, 19, place="Dalm")
    made.counts("Nineteen", "killed", 19, 19, place="Dalm", source="doctors")
    assert made.findings("figure-without-source") == []


def test_a_headline_with_another_number_has_none(draft: Any) -> None:
    made = draft("21 killed in Dalm\n\nNineteen people were killed in Dalm, doctors said.", title="21 killed in Dalm")
    made.counts("21", "killed", 21, 21, place="Dalm")
    made.counts("Nineteen", "killed", 19, 19, place="Dalm", source="doctors")
    assert [finding.records for finding in made.findings("figure-without-source")] == [("f1",)]


def test_parts_alone_weigh_less(draft: Any) -> None:
    made = draft("Doctors counted nine dead, six of them children.")
    made.counts("nine", "killed", 9, 9, source="Doctors")
    made.counts("six", "killed", 6, 6, subset_of="f1")
    assert [finding.score for finding in made.findings("figure-without-source")] == [0.6]


def test_one_finding_for_each_party_that_speaks(draft: Any) -> None:
    made = draft("Kestria said nine died and 20 were hurt. The League counted 14 dead in Orsk.")
    made.counts("nine", "killed", 9, 9, place="Dalm", source="Kestria")
    made.counts("20", "injured", 20, 20, place="Dalm", source="Kestria")
    made.counts("14", "killed", 14, 14, place="Orsk", source="The League")
    found = made.findings("only-source-is-a-party", "Kestria", "the League")
    assert [finding.records for finding in found] == [("f1", "f2"), ("f3",)]
    assert "Kestria" in found[0].sentence
    assert found[0].detail["party"] == "Kestria"


def test_another_voice_with_the_same_number_is_a_second_source(draft: Any) -> None:
    made = draft("The army conceded that eight guests died in Dalm. The register lists eight burials.")
    made.counts("eight", "killed", 8, 8, place="Dalm", source="The army")
    made.counts("eight", "killed", 8, 8, place="Dalm", source="The register", after="register")
    assert made.findings("only-source-is-a-party", "the army") == []


def test_the_other_side_with_the_same_number_is_not(draft: Any) -> None:
    made = draft("The army said eight guests died in Dalm. The League also said eight died.")
    made.counts("eight", "killed", 8, 8, place="Dalm", source="The army")
    made.counts("eight", "killed", 8, 8, place="Dalm", source="The League", after="League")
    assert len(made.findings("only-source-is-a-party", "the army", "the League")) == 2


def test_another_voice_with_another_number_is_none(draft: Any) -> None:
    made = draft("The army said eight guests died in Dalm. Doctors counted twelve.")
    made.counts("eight", "killed", 8, 8, place="Dalm", source="The army")
    made.counts("twelve", "killed", 12, 12, place="Dalm", source="Doctors")
    assert [finding.records for finding in made.findings("only-source-is-a-party", "the army")] == [("f1",)]


def test_a_pronoun_stands_for_its_antecedent(draft: Any) -> None:
    made = draft("Colonel Rado Tarn of the army arrived. He said eight guests died.")
    said = made.says("He", "said", "eight guests died", antecedent=made.span("Colonel Rado Tarn of the army"))
    made.counts("eight", "killed", 8, 8, statement=said, source="He")
    [finding] = made.findings("only-source-is-a-party", "the army")
    assert "Colonel Rado Tarn of the army" in finding.sentence


def test_a_short_name_takes_its_office_from_the_full_one(draft: Any) -> None:
    made = draft("The district hospital's surgeon, Ana Brek, spoke first. Brek counted eight dead. Police agreed.")
    made.says("The district hospital's surgeon, Ana Brek", "spoke", "first")
    said = made.says("Brek", "counted", "eight dead", "reports")
    made.counts("eight", "killed", 8, 8, statement=said, source="Brek")
    assert made.findings("only-source-is-a-party") == []


def test_in_a_party_s_own_release_its_sentences_are_its_own(draft: Any) -> None:
    made = draft("Nine fighters were killed. Doctors counted two wounded.", issuer="Kestrian Ministry of Defence", form="press release")
    made.counts("Nine", "killed", 9, 9)
    made.counts("two", "injured", 2, 2, source="Doctors")
    assert [finding.records for finding in made.findings("only-source-is-a-party", "Kestria")] == [("f1",)]
    assert made.findings("figure-without-source", "Kestria") == []


def test_configured_parties_win_over_nothing_at_all(draft: Any) -> None:
    made = draft("Wold said nine people were killed.")
    made.counts("nine", "killed", 9, 9, source="Wold")
    assert findings(made.reading(), parties=[]) == ()
    [finding] = findings(made.reading(), parties=[Party(name="Ash Front", aliases=("Wold",))])
    assert finding.rule == "only-source-is-a-party"
    assert finding.detail["party"] == "Ash Front"


@pytest.mark.parametrize(
    "heading", ["Ministry of Justice, Velland\nPress statement", "For immediate release\nMinistry of Justice, Velland"]
)
def test_a_release_without_an_issuer_speaks_for_the_body_that_heads_it(draft: Any, heading: str) -> None:
    made = draft(f"{heading}\n\nShells fell on Velland. In the Velland Strip 61 people died.", title=heading.splitlines()[0])
    made.counts("61", "killed", 61, 61, place="Velland Strip")
    [finding] = made.findings("only-source-is-a-party")
    assert "Ministry of Justice, Velland" in finding.sentence
    assert made.findings("figure-without-source") == []


@pytest.mark.parametrize("heading", ["Toll Rises After Ministry Counts Again", "Ministry of Justice, Velland"])
def test_a_text_that_is_not_called_a_release_speaks_for_nobody(draft: Any, heading: str) -> None:
    made = draft(f"{heading}\n\nShells fell on Velland. In the Velland Strip 61 people died.", title=heading)
    made.counts("61", "killed", 61, 61, place="Velland Strip")
    assert made.findings("only-source-is-a-party") == []
    assert len(made.findings("figure-without-source")) == 1


def test_who_denies_a_count_is_not_the_source_of_it(draft: Any) -> None:
    made = draft("The Velland army said reports of 61 dead were exaggerated.")
    denial = made.says("The Velland army", "said", "reports of 61 dead were exaggerated", "denies")
    made.counts("61", "killed", 61, 61, statement=denial, standing="denied", denied_by="The Velland army")
    assert made.findings("only-source-is-a-party", "Velland") == []
    assert len(made.findings("figure-without-source")) == 1
