"""The room's one entrance: order, ids, purity."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import corroboration
from onrecord.records import Figure, Party, Reading, ReportDetails, Statement, encode


def crowded(draft: Any) -> Reading:
    made = draft(
        "Kestria blamed the League for nine dead in Dalm. The League denied it and counted four. A clip could not be verified.",
        published="2031-04-02",
    )
    accused = made.says("Kestria", "blamed", "the League for nine dead in Dalm", "accuses")
    made.says("The League", "denied", "it", "denies", denies=(accused,))
    counted = made.says("The League", "counted", "four", "reports")
    made.counts("nine", "killed", 9, 9, place="Dalm", source="Kestria", statement=accused)
    made.counts("four", "killed", 4, 4, place="Dalm", source="The League", statement=counted)
    made.shows("A clip", "video", authenticity="not verified")
    reading: Reading = made.reading()
    return reading


PARTIES = (Party(name="Kestria"), Party(name="the League"))


def test_findings_are_numbered_in_the_order_of_the_rules(draft: Any) -> None:
    found = corroboration.findings(crowded(draft), parties=PARTIES)
    assert [finding.id for finding in found] == [f"x{number}" for number in range(1, len(found) + 1)]
    order = list(corroboration.RULES)
    assert [finding.rule for finding in found] == sorted((finding.rule for finding in found), key=order.index)
    assert {finding.rule for finding in found} == {
        "only-source-is-a-party",
        "contradicting-figures",
        "accusation-denied",
        "media-not-verified",
    }


def test_the_same_reading_gives_the_same_bytes(draft: Any) -> None:
    once, again = (encode(corroboration.findings(crowded(draft), parties=PARTIES)) for _ in range(2))
    assert once == again


def test_findings_already_there_are_not_looked_at(draft: Any) -> None:
    reading = crowded(draft)
    found = corroboration.findings(reading, parties=PARTIES)
    held = Reading(
        **{name: getattr(reading, name) for name in ("id", "text", "report", "statements", "figures", "media_mentions")}, findings=found
    )
    assert corroboration.findings(held, parties=PARTIES) == found


def test_an_empty_report_shows_nothing() -> None:
    assert corroboration.findings(Reading(id="r", text="")) == ()


@pytest.mark.parametrize("identifier", ["f1", "f2"])
def test_every_record_that_a_finding_names_exists(draft: Any, identifier: str) -> None:
    reading = crowded(draft)
    known = (
        {said.id for said in reading.statements} | {figure.id for figure in reading.figures} | {one.id for one in reading.media_mentions}
    )
    found = corroboration.findings(reading, parties=PARTIES)
    assert all(set(finding.records) <= known for finding in found)
    assert any(identifier in finding.records for finding in found)


texts = st.text(alphabet="Aab 12.,’'\"\n(-–é", min_size=1, max_size=80)


@given(texts, st.data())
def test_records_of_any_shape_are_survived(text: str, data: st.DataObject) -> None:
    """Readers err; a rule must not fall over what they hand on."""
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: (min(ends), max(ends)))
    name = st.one_of(st.none(), st.sampled_from(["", "the", "he", "Kesh", "Kesh's", "officials", "“", "we"]), texts)
    number = st.one_of(st.none(), st.integers(0, 10**7))
    statements = tuple(
        Statement(
            id=f"s{index}",
            source=(data.draw(span),),
            cue=(data.draw(span),),
            content=(data.draw(span),),
            act=data.draw(st.sampled_from(["accuses", "denies", "assesses", "interprets"])),
            voice=data.draw(st.sampled_from(["attributed", "unsourced", "publisher"])),
            standing="claimed",
            form="indirect",
            speech=True,
            actor=data.draw(name),
            denies=data.draw(st.sampled_from([(), ("s0",), ("s1",), ("s9",)])),
            within=data.draw(st.sampled_from([None, "s0", "s1", "s9"])),
            grade="one",
            confidence=0.5,
        )
        for index in range(2)
    )
    figures = tuple(
        Figure(
            id=f"f{index}",
            measure=data.draw(st.sampled_from(["killed", "casualties"])),
            min=data.draw(number),
            max=data.draw(number),
            start=data.draw(st.integers(0, len(text))),
            end=len(text),
            phrase=data.draw(texts),
            group=data.draw(name),
            place=data.draw(name),
            source=data.draw(name),
            statement=data.draw(st.sampled_from([None, "s0", "s9"])),
            subset_of=data.draw(st.sampled_from([None, "f0", "f9"])),
        )
        for index in range(3)
    )
    report = ReportDetails(title=data.draw(name), outlet=data.draw(name), published=data.draw(st.sampled_from([None, "2031-06-03"])))
    reading = Reading(id="r", text=text, report=report, statements=statements, figures=figures)
    for finding in corroboration.findings(reading, parties=PARTIES):
        assert finding.sentence
        assert 0 <= finding.score <= 1
