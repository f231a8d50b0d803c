"""A reader that treats both actors alike shows no difference; one that does not is caught at the field where it does not."""

import re
from collections.abc import Callable

import msgspec
import pytest

from onrecord.evaluation.party_swap import Difference, SwapActor, differences, swap_text
from onrecord.records import Actor, Figure, Finding, Incident, MediaMention, Reading, ReportDetails, Responsibility, Statement

ARVENIA = SwapActor(names=("Arvenia",), demonyms=("Arvenian", "Arvenians"), offices=("the defence council",))
TORLAND = SwapActor(names=("Torland",), demonyms=("Torl", "Torls"), offices=("the war office",))
TEXT = (
    "Arvenia accuses Torland of shelling Veth. Torland's officials say 12 Arvenians were killed. The war office said a Torl camp was hit.\n"
    "Arvenia denies that 3 Torls were injured. An Arvenian video shows smoke."
)
SENTENCE = re.compile(
    r"(?P<source>\S+(?:'s officials)?|The (?:war office|defence council)) (?P<cue>accuses|says?|said|denies) (?P<content>[^.]+)"
)
COUNT = re.compile(r"(?P<number>\d+) (?P<group>\w+) were (?P<measure>killed|injured)")

Reader = Callable[[str], Reading]


def fair(text: str) -> Reading:
    """A reader of a few patterns that knows no actor."""
    statements = [
        Statement(
            id=f"s{number}",
            source=(m.span("source"),),
            cue=(m.span("cue"),),
            content=(m.span("content"),),
            act="denies" if m["cue"] == "denies" else "asserts",
            voice="attributed",
            standing="claimed",
            form="indirect",
            speech=True,
            actor=m["source"].removesuffix("'s officials"),
            grade="one",
            confidence=0.9,
            denies=("s1",) if m["cue"] == "denies" else (),
        )
        for number, m in enumerate(SENTENCE.finditer(text), 1)
    ]
    figures = [
        Figure(
            id=f"f{number}",
            measure="killed" if m["measure"] == "killed" else "injured",
            min=int(m["number"]),
            max=int(m["number"]),
            start=m.start("number"),
            end=m.end("number"),
            phrase=m["number"],
            group=m["group"],
            source=statements[number].source and text[slice(*statements[number].source[0])],
        )
        for number, m in enumerate(COUNT.finditer(text), 1)
    ]
    video = text.index("video")
    start = text.rindex("An " if "An " in text[:video] else "A ", 0, video)
    shelling = text.index("shelling")
    blamed = Responsibility(party=text.split()[2], according_to=("s1",))
    return Reading(
        id="r",
        text=text,
        report=ReportDetails(title=text.split(".", maxsplit=1)[0]),
        statements=tuple(statements),
        figures=tuple(figures),
        media_mentions=(MediaMention(id="m1", kind="video", span=((start, video + 5),)),),
        incidents=(Incident(id="i1", type="shelling", place="Veth", span=(shelling, shelling + 8), responsibility=(blamed,)),),
        actors=(Actor(name=text.split(maxsplit=1)[0], kind="state", mentions=((0, len(text.split(maxsplit=1)[0])),), country=None),),
        findings=(
            Finding(id="x1", rule="accusation-denied", records=("s1", "s4"), sentence="An accusation is denied."),
            Finding(
                id="x2", rule="figures-do-not-fit-date", records=("f1",) if "12 Arvenians" in text else (), sentence="The dates differ."
            ),
        ),
    )


def compared(reader: Reader) -> tuple[Difference, ...]:
    swapped, alignment = swap_text(TEXT, ARVENIA, TORLAND)
    return differences(reader(TEXT), reader(swapped), alignment)


def test_the_reader_reads_something() -> None:
    reading = fair(TEXT)
    assert (len(reading.statements), len(reading.figures)) == (4, 2)


def test_a_reader_that_treats_both_alike_shows_no_difference() -> None:
    assert compared(fair) == ()


def doubting_one_side(text: str) -> Reading:
    reading = fair(text)
    statements = tuple(msgspec.structs.replace(s, standing="unverified") if s.actor == "Torland" else s for s in reading.statements)
    return msgspec.structs.replace(reading, statements=statements)


def deaf_to_one_side(text: str) -> Reading:
    reading = fair(text)
    return msgspec.structs.replace(reading, statements=tuple(s for s in reading.statements if s.actor != "Torland"))


def counting_one_side_only(text: str) -> Reading:
    reading = fair(text)
    return msgspec.structs.replace(reading, figures=tuple(f for f in reading.figures if f.group != "Torls"))


def sparing_one_side_findings(text: str) -> Reading:
    reading = fair(text)
    return msgspec.structs.replace(reading, findings=() if text.startswith("Torland") else reading.findings)


def naming_one_side_always(text: str) -> Reading:
    reading = fair(text)
    figures = tuple(msgspec.structs.replace(f, group="Arvenians") for f in reading.figures)
    return msgspec.structs.replace(reading, figures=figures)


def blaming_one_side_always(text: str) -> Reading:
    reading = fair(text)
    incident = msgspec.structs.replace(reading.incidents[0], responsibility=(Responsibility(party="Torland", according_to=("s1",)),))
    return msgspec.structs.replace(reading, incidents=(incident,))


@pytest.mark.parametrize(
    ("reader", "kind", "field"),
    [
        (doubting_one_side, "statements", "standing"),
        (deaf_to_one_side, "statements", "presence"),
        (counting_one_side_only, "figures", "presence"),
        (sparing_one_side_findings, "findings", "presence"),
        (naming_one_side_always, "figures", "group"),
        (blaming_one_side_always, "incidents", "responsibility"),
    ],
)
def test_a_reader_that_favours_a_side_is_caught(reader: Reader, kind: str, field: str) -> None:
    found = compared(reader)
    assert (kind, field) in {(difference.kind, difference.field) for difference in found}
    assert all(difference.kind in (kind, "statements", "findings") for difference in found)
    assert all(str(difference) for difference in found)


def test_findings_on_a_reference_series_are_exempt() -> None:
    """The fair reader above gives figures-do-not-fit-date on another record in the swapped text, and is still fair."""
    assert not [difference for difference in compared(fair) if difference.kind == "findings"]


def test_an_office_is_a_word_of_the_actor_like_any_other() -> None:
    swapped, _ = swap_text(TEXT, ARVENIA, TORLAND)
    assert "The defence council said an Arvenian camp was hit" in swapped
