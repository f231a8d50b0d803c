"""The readers that ship, with their real weights: what they find, how they grade it, and that nothing but the text decides."""

import numpy as np
import pytest

from onrecord import reading
from onrecord.reading.models import load_model
from onrecord.reading.page import Page
from onrecord.reading.readers import reader_for
from onrecord.reading.reconciled.features import all_features
from onrecord.reading.reconciled.pairs import Pair, RuleReading
from onrecord.reading.reconciled.reader import ReconciledReader
from onrecord.reading.trained.decode import Candidate
from onrecord.reading.trained.linking import KINDS, TAGS
from onrecord.reading.trained.reader import Seen
from onrecord.records import Document
from onrecord.settings import Settings

TEXT = """\
Shells hit the market of Veth

HARROW, 3 May 2031 (Tarn Wire) – At least twelve people were killed when shells hit the market of Veth on Monday, \
the town's mayor, Ilse Brandt, said.

"They fired for an hour," she told reporters. The Kestrian army denied that its guns had fired and accused the Volta Front \
of shelling the town itself.

The front rejected the charge. Nobody could check either account.
"""


@pytest.fixture(params=["both", "trained"])
def reader(request):
    return reader_for(Settings(reader=request.param))


def told(text, reader):
    def words(spans):
        return " … ".join(text[a:b] for a, b in spans)

    return [(words(one.source), words(one.cue), words(one.content)) for one in reader.attributions(Page.of(text))]


def test_plain_reports_are_read(reader):
    found = told(TEXT, reader)
    assert any("mayor" in source and cue == "said" and "twelve people were killed" in content for source, cue, content in found)
    assert any(source == "she" and "They fired for an hour" in content for source, _, content in found)
    assert any("Kestrian army" in source and "denied" in cue and "its guns had fired" in content for source, cue, content in found)
    assert any("Kestrian army" in source and "accused" in cue and "Volta Front" in content for source, cue, content in found)


def test_a_denial_is_not_given_to_the_accused(reader):
    found = told("The government accused the Volta Front of hitting a school, while the Volta Front denied the charge.", reader)
    assert not any("denied" in cue and "government" in source for source, cue, _ in found)


def test_a_reading_is_graded_by_who_found_it():
    said = reading.read(Document(id="a", text=TEXT))
    grades = {statement.grade for statement in said.statements}
    assert "both" in grades
    assert grades <= {"both", "one", "weak", "fragment"}
    assert all(0 <= statement.confidence <= 1 for statement in said.statements)
    assert said.reader is not None
    assert said.reader.name == "both"
    assert said.reader.version.startswith("en-")


def test_what_was_read_before_changes_nothing(reader):
    alone = reader.attributions(Page.of(TEXT))
    reader.attributions(Page.of("A minister said that nothing had happened. " * 40))
    assert reader.attributions(Page.of(TEXT)) == alone


def test_text_around_a_long_report_is_read_window_by_window(reader):
    long = "The road was closed. " * 300 + TEXT
    found = told(long, reader)
    assert any("mayor" in source and cue == "said" for source, cue, _ in found)


@pytest.mark.parametrize("text", ["", " ", "\n", "said", "…", "“", "a" * 5000, "x " * 3000, "שלום 你好 \u200b\ud7ff", "1,400 " * 200])
def test_odd_texts_give_attributions_of_the_text_or_none(text, reader):
    page = Page.of(text)
    for one in reader.attributions(page):
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)


def test_who_is_named_changes_nothing(reader):
    def renamed(words):
        words = words.replace("Volta Front", "Movement for the Liberation of Veth").replace("Ilse Brandt", "Omar bin Haddad")
        return words.replace("Kestrian", "Al-Ormish")

    ours, theirs = (reader.attributions(Page.of(text)) for text in (TEXT, renamed(TEXT)))
    assert [(one.confidence, one.grade, one.acts) for one in ours] == [(one.confidence, one.grade, one.acts) for one in theirs]
    assert [tuple(map(renamed, one)) for one in told(TEXT, reader)] == told(renamed(TEXT), reader)


def test_whoever_is_only_named_in_another_s_description_is_not_the_speaker():
    page = Page.of("A witness quoted by the rebel channel described a wall of fire.")
    network = Candidate((7, 8), ((4, 7),), ((8, 12),), 0.97, 0.97, 0.97, 0.97)
    rules = RuleReading(((0, 7),), ((7, 8),), ((8, 12),), 0.9, "subject")
    pairs = [Pair(network, rules)]
    numbers = tuple(range(len(page.tokens)))
    seen = Seen([network], numbers, *(np.zeros((len(numbers), width), dtype=np.float32) for width in (TAGS, KINDS)))
    (found,) = ReconciledReader.of_pairs(page, pairs, all_features(page, pairs, seen), load_model().reconciler, numbers)
    assert found.source == (page.span(0, 7),)
    assert found.grade != "both"


def test_a_colon_that_the_network_alone_takes_for_a_cue_is_for_review():
    page = Page.of("Norrin: nine dead in custody")
    network = Candidate((1, 2), ((0, 1),), ((2, 6),), 0.99, 0.99, 0.99, 0.99)
    numbers = tuple(range(len(page.tokens)))
    seen = Seen([network], numbers, *(np.zeros((len(numbers), width), dtype=np.float32) for width in (TAGS, KINDS)))
    pairs = [Pair(network, None)]
    (found,) = ReconciledReader.of_pairs(page, pairs, all_features(page, pairs, seen), load_model().reconciler, numbers)
    assert found.grade == "weak"


def test_nobody_is_called_the():
    page = Page.of("The Open Bench could not confirm when they were filmed.")
    network = Candidate((3, 6), ((0, 1),), ((6, 10),), 0.97, 0.97, 0.97, 0.97)
    numbers = (0, 1, 1, *range(2, len(page.tokens) - 1))
    seen = Seen([network], numbers, *(np.zeros((len(page.tokens) - 1, width), dtype=np.float32) for width in (TAGS, KINDS)))
    pairs = [Pair(network, None)]
    (found,) = ReconciledReader.of_pairs(page, pairs, all_features(page, pairs, seen), load_model().reconciler, numbers)
    assert page.text[slice(*found.source[0])] == "The Open Bench"
