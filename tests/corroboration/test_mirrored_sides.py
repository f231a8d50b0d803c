"""A state, its army and an armed group in each other's place: the same sentence gives the same findings, whoever stands in it."""

import pytest

from onrecord import flow
from onrecord.records import Document

PAIRS = [
    ("the IDF", "Hamas"),
    ("Sudan's army", "the RSF"),
    ("the Sudanese army", "the Rapid Support Forces"),
    ("the Malian army", "the Macina Liberation Front"),
    ("Russia", "Ukraine"),
    ("Armenia", "Azerbaijan"),
]
ACCUSED = "{one} said {other} struck a clinic in Veth, killing 50 people."
SENTENCES = {
    ACCUSED: 0,
    "{one} accused {other} of shelling a market in Veth. {one} said 50 people were killed.": 0,
    "{one} said 50 people were killed in Veth.": 0,
    "{one} said {other} shelled Veth. {other} said 50 people were killed.": 1,
    "{one} said {other} shelled Veth. {other} denied the accusation. {other} said 50 people were killed.": 1,
    "{other} said three of its soldiers were killed in Veth.": 1,
    "Fighting between {one} and {other} went on. {one} said 50 people were killed in Veth.": 1,
    "{one} attacked {other} in Veth, residents said. {other} said 50 people were killed.": 0,
}
"""Sentence → how many of its figures only a party gives."""


def noticed(sentence: str, one: str, other: str) -> list[tuple[str, tuple[str, ...], float]]:
    told = sentence.format(one=one, other=other)
    text = ". ".join(part[:1].upper() + part[1:] for part in told.split(". "))
    reading = flow.read_document(Document(id="r", text=text, date="2031-04-02"))
    return [(finding.rule, finding.records, finding.score) for finding in reading.findings]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[f"{one}-{other}" for one, other in PAIRS])
def test_exchanging_the_two_changes_no_finding(sentence: str, one: str, other: str) -> None:
    given = noticed(sentence, one, other)
    assert given == noticed(sentence, other, one)
    assert [rule for rule, _, _ in given].count("only-source-is-a-party") == SENTENCES[sentence]
