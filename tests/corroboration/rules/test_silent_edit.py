"""silent-edit: two texts of one address, side by side."""

import pytest

from onrecord import corroboration
from onrecord.records import Finding, Reading, Version

BEFORE = """\
Fourteen killed in Dalm

The health office in Dalm said that 14 people were killed. The League denied that it had fired.
A witness saw smoke over the mill."""


def edits(after: str, *, before: str = BEFORE, captured: str | None = "2031-03-05T10:00:00Z") -> list[Finding]:
    earlier = Version(reading="ab" * 32, text=before, captured=captured)
    found = corroboration.findings(Reading(id="r", text=after), earlier=earlier)
    return [finding for finding in found if finding.rule == "silent-edit"]


def test_a_changed_number_is_told_with_both_sentences():
    (found,) = edits(BEFORE.replace("14 people", "41 people"))
    assert found.sentence == (
        "The text at this address changed since 5 March 2031 and does not say so: 1 sentence is gone, first “The health office in Dalm"
        " said that 14 people were killed.”; 1 sentence is new, first “The health office in Dalm said that 41 people were killed.”."
    )
    assert found.detail["removed"] == ["The health office in Dalm said that 14 people were killed."]
    assert found.detail["added"] == ["The health office in Dalm said that 41 people were killed."]
    assert found.detail["earlier"] == "ab" * 32
    assert 0.1 <= found.score <= 1


def test_a_denial_that_was_taken_out_is_told():
    (found,) = edits(BEFORE.replace(" The League denied that it had fired.", ""))
    assert "1 sentence is gone, first “The League denied that it had fired.”" in found.sentence
    assert "new" not in found.sentence


def test_without_a_date_it_says_so_too():
    (found,) = edits(BEFORE + "\nMore was not known.", captured=None)
    assert "changed since it was read before" in found.sentence


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: an earlier version gave another number.",
        "CORRECTION (6 March): the number was wrong.",
        "This article was updated on 6 March to add the League's answer.",
        "Editor’s note – the headline was changed.",
        "An earlier version of this story said that 14 people were killed.",
        "Update, 12:40: the office gave another number.",
        "*The headline of this report was amended on 6 March.",
    ],
)
def test_an_edit_that_the_text_announces_is_not_silent(notice: str):
    assert edits(f"{BEFORE.replace('14 people', '41 people')}\n\n{notice}") == []
    assert edits(f"{notice}\n\n{BEFORE.replace('14 people', '41 people')}") == []


@pytest.mark.parametrize(
    "words", ["The office said that it would update its list.", "Updates come by telephone.", "The correction of the road began."]
)
def test_words_that_only_look_like_a_notice_make_no_difference(words: str):
    assert len(edits(f"{BEFORE}\n{words}")) == 1


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE.replace("\n", "\n\n"),
        BEFORE.replace(" ", "  "),
        "A witness saw smoke over the mill.\n" + BEFORE.replace("\nA witness saw smoke over the mill.", ""),
        BEFORE.replace("in Dalm said", "in Dalm, said").replace("The League", "“The League”"),
    ],
    ids=["nothing", "empty lines", "blanks", "a sentence moved", "commas and quotation marks"],
)
def test_what_reads_the_same_is_no_edit(after: str):
    assert edits(after) == []


def test_marks_within_a_number_count():
    (found,) = edits("The fund gave 1.5 million.", before="The fund gave 15 million.")
    assert found.detail["added"] == ["The fund gave 1.5 million."]


def test_long_texts_are_compared_and_long_sentences_shortened():
    many = "\n".join(f"Line {number} of the list names nobody." for number in range(3_000))
    (found,) = edits(many.replace("Line 7 ", "Line seven ") + "\n" + "word " * 400, before=many)
    assert (found.detail["removed_sentences"], found.detail["added_sentences"]) == (1, 2)
    assert max(map(len, found.detail["added"])) <= 302
    assert len(found.sentence) < 400


def test_one_report_alone_was_not_edited():
    assert not [one for one in corroboration.findings(Reading(id="r", text=BEFORE)) if one.rule == "silent-edit"]
