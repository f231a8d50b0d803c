"""Twelve paragraphs that the shipped reader must go on reading as it does: a change of weights, decoding or reconciling shows here."""

import pytest

from onrecord.reading.page import Page
from onrecord.reading.readers import reader_for
from onrecord.settings import Settings

PARAGRAPHS = {
    "shared source": "The Kestrian army said it had struck a depot and added that no civilians were in the area.",
    "source behind": "“We heard three blasts and then the roof fell,” said Mira Oll, a nurse at the clinic who fled with her children.",
    "follow-up quotation": "“They came at dawn,” the headman said. “They took eleven boys and all the grain.”",
    "according to": "Nineteen people, six of them children, were killed in Veth on Tuesday, according to the district health office.",
    "denial": "The ministry dismissed the report as an invention. Its spokesman insisted that no aircraft had flown that night.",
    "accusation": "Lomaria accused its neighbour of arming the rebels, a charge that Kestria has repeatedly rejected.",
    "nested": "The Tarn Wire quoted a commander as saying that the governor had admitted the loss of two posts.",
    "noun cue": "Claims by the front that it had downed a helicopter could not be verified.",
    "unsourced": "Dozens are feared dead, and it is believed that the bridge was mined.",
    "subject before an insertion": (
        "A launcher of the Lomarian army standing on the left bank, north of Veth, fired the rockets that fell on the clinic, the General"
        " Staff makes known."
    ),
    "as somebody has learned": (
        "VETH. As the Tarn Wire has learned, Kestria has removed the commander of its river brigade from his post. He had led it since May."
    ),
    "colon": "Asked about the prisoners, the colonel was brief: “They are alive.”",
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_paragraph_is_read_as_before(name, snapshot):
    text = PARAGRAPHS[name]

    def words(spans):
        return " … ".join(text[a:b] for a, b in spans) or "–"

    found = reader_for(Settings(reader="both")).attributions(Page.of(text))
    assert [f"{words(one.source)} | {words(one.cue)} | {words(one.content)} | {one.grade}" for one in found] == snapshot
