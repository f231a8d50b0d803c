"""Remarks on authenticity: which item they speak of, and what a partial check is worth."""

import pytest

from onrecord import reading
from onrecord.records import Document, MediaMention


def mentions(text: str) -> tuple[MediaMention, ...]:
    return reading.read(Document(id="x", text=text)).media_mentions


def one(text: str) -> MediaMention:
    [mention] = mentions(text)
    return mention


SHOWN = "The council of Osk has posted pictures of a drowned man."


@pytest.mark.parametrize(
    "remark",
    [
        " We do not print them. Their authenticity has not been independently confirmed.",
        "\n\nTheir authenticity could not be established.",
        " The bridge is closed. Reporters had no means of checking their authenticity.",
        " Their authenticity is in doubt.",
        " There is no independent confirmation of their authenticity.",
        " The authenticity of the pictures remains unproven.",
    ],
)
def test_a_possessive_takes_up_what_was_shown_before(remark: str) -> None:
    item = one(SHOWN + remark)
    assert item.authenticity == "not verified"
    assert item.authenticity_span is not None
    assert "authenticity" in (SHOWN + remark)[slice(*item.authenticity_span)]


@pytest.mark.parametrize(
    "remark",
    [
        " It also published a letter. Its authenticity could not be established.",
        " The authenticity of the order could not be established.",
        " Their boats were lost. Their number has not been confirmed.",
        " The bridge is closed. Rain fell. Nobody came. The road is wet. The mill burnt. Their authenticity was not checked.",
    ],
)
def test_what_else_may_be_authentic_is_no_picture(remark: str) -> None:
    assert one(SHOWN + remark).authenticity == "not stated"


def test_a_plural_possessive_takes_up_items_told_of_one_by_one() -> None:
    text = "The army released a clip. The guild released a photo. Nobody was named. Their authenticity could not be established."
    assert [item.authenticity for item in mentions(text)] == ["not verified", "not verified"]
    text = text.replace("Their", "Its")
    assert [item.authenticity for item in mentions(text)] == ["not stated", "not verified"]


@pytest.mark.parametrize(
    ("check", "verdict", "by"),
    [
        ("The Open Bench geolocated two of the clips but could not confirm when they were filmed.", "not verified", "Open Bench"),
        ("Osk Wire said it had confirmed the place but not the date of the clips.", "not verified", "Osk Wire"),
        ("Osk Wire was able to verify where the clips were filmed but not the day.", "not verified", "Osk Wire"),
        ("Osk Wire confirmed the location of the clips. It could not establish when they were filmed.", "not verified", ""),
        ("Osk Wire geolocated the clips and confirmed that they were filmed on Monday.", "verified", "Osk Wire"),
        ("Osk Wire could not verify the clips. The Open Bench has since verified the clips.", "verified", "Open Bench"),
        ("The Open Bench verified the clips. Osk Wire could not verify them.", "verified", "Open Bench"),
    ],
)
def test_a_check_that_tells_only_a_part_verifies_nothing(check: str, verdict: str, by: str | None) -> None:
    item = one(f"The Hill Front posted three clips of the market. {check}")
    assert (item.authenticity, (item.authenticity_by or "").removeprefix("The ")) == (verdict, by)


def test_who_denies_and_calls_in_one_breath() -> None:
    text = "The rebels released an audio clip. The air force denied that the voices were those of its men and called the audio a fake."
    item = one(text)
    assert (item.authenticity, item.authenticity_by) == ("disputed", "air force")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Old footage of a dam was passed off as the raid on Osk.", "refuted"),
        ("The mayor posted a clip of a fire. The clip was first uploaded in 2017, a search shows.", "refuted"),
        ("The mayor posted an image of a church; it dates from a flood twelve years ago.", "refuted"),
        ("The mayor posted an image of a church. The council called it staged.", "disputed"),
        ("The mayor posted a clip. Experts were unable to say whether the clip was authentic.", "not verified"),
        (
            "The mayor showed images of what he called a fort. Experts who reviewed the images said the walls were consistent with a mill.",
            "not stated",
        ),
        ("Experts who reviewed the images of the fire said the damage was consistent with a shell.", "verified"),
    ],
)
def test_more_ways_to_say_it(text: str, verdict: str) -> None:
    assert one(text).authenticity == verdict


@pytest.mark.parametrize(("published", "verdict"), [("2021-05-04", "verified"), ("2023-05-04", "refuted")])
def test_the_year_of_publication_is_not_another_time(published: str, verdict: str) -> None:
    text = "The mayor posted a clip of a fire. Osk Wire verified that the clip was filmed in Osk in 2021."
    [item] = reading.read(Document(id="x", text=text, date=published)).media_mentions
    assert item.authenticity == verdict


@pytest.mark.parametrize(
    ("text", "verdict", "by"),
    [
        ("The mayor posted photos of a yard. No news organisation has been able to verify them.", "not verified", None),
        ("The mayor posted a clip of a boat. Independent verification of the clip was not possible.", "not verified", None),
        ('The mayor posted a clip of a boat. The navy called the clip "a computer game".', "disputed", "navy"),
        ("The mayor posted two clips. In the first, a man runs. Rain falls. Neither could be dated.", "not verified", None),
        ("The mayor posted a clip of a boat. Osk Wire confirmed the clip's authenticity by asking the crew.", "verified", "Osk Wire"),
        ("A video purportedly showing the general dancing was a deepfake.", "refuted", None),
    ],
)
def test_who_checks_and_who_does_not(text: str, verdict: str, by: str | None) -> None:
    assert (one(text).authenticity, one(text).authenticity_by) == (verdict, by)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("It was filmed near a war memorial put up in 2012.", "verified"),
        ("It was filmed at a school that opened in 1998.", "verified"),
        ("It was filmed by the bridge where the guild won a battle in 2012.", "verified"),
        ("The video was filmed in front of a tower built in 2010.", "verified"),
        ("The video was posted by a clerk who joined the council in 2012.", "verified"),
        ("It was filmed in 2012.", "refuted"),
        ("It was filmed in Osk in 2012.", "refuted"),
        ("It was taken on 4 May 2012.", "refuted"),
        ("It was filmed during the 2012 flood.", "refuted"),
        ("It was in fact taken in 2011.", "refuted"),
        ("It was, in fact, taken in 2011.", "refuted"),
        ("The video was in fact taken in 2011.", "refuted"),
        ("The video dates from 2012.", "refuted"),
        ("The video was first posted in March 2012.", "refuted"),
    ],
)
def test_the_year_of_something_else_is_not_that_of_the_item(told: str, verdict: str) -> None:
    text = f"The army released a video on Monday. {told} The Osk Desk verified the video."
    [item] = reading.read(Document(id="x", text=text, date="2024-05-03")).media_mentions
    assert item.authenticity == verdict


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        ("Osk Wire verified that the clip was filmed near a school that opened in 1998.", "verified"),
        ("Osk Wire confirmed that the clip shows a church rebuilt in 1998.", "verified"),
        ("Osk Wire verified that the clip was filmed in Osk in 1998.", "refuted"),
    ],
)
def test_a_check_may_name_the_year_of_something_else(check: str, verdict: str) -> None:
    text = f"The mayor posted a clip of a fire. {check}"
    [item] = reading.read(Document(id="x", text=text, date="2024-05-03")).media_mentions
    assert item.authenticity == verdict


@pytest.mark.parametrize(
    ("text", "verdict", "by"),
    [
        ("A runner gave us a recording. Two linguists could not say whether it is genuine.", "not verified", "Two linguists"),
        ("The mayor posted a clip. Its authenticity has yet to be examined.", "not verified", None),
        ("The mayor posted two clips of the fire. The Osk Institute verified where both were taken.", "verified", "Osk Institute"),
        ("A rower sent clips of a barge. Osk Wire has matched it to the Ban crossing.", "verified", "Osk Wire"),
        ("Clips of the barge were sent out by a rower. The navy denies that they were filmed in Osk.", "disputed", "navy"),
        ("The guild published a picture of the barge. The navy disputes that it shows the same barge.", "disputed", "navy"),
        ("An image, showing a burnt barge, is not from Osk at all.", "refuted", None),
        ("A clip shows a blast in Osk. The clip is not from Osk.", "refuted", None),
        ("A clip shows a blast in Osk. The clip is not from the ministry.", "not stated", None),
        ("A clip shows a blast in Osk. The clip is not from Reedwire.", "not stated", None),
        ("The images shared alongside them date from 2021, and the matter is closed.", "refuted", None),
    ],
)
def test_what_could_not_be_said_and_what_was_denied_of_an_item(text: str, verdict: str, by: str | None) -> None:
    item = one(text)
    assert item.authenticity == verdict
    assert (item.authenticity_by or "").removeprefix("The ") == (by or "")


def test_the_images_of_a_clause_do_not_take_in_the_verb_of_their_age() -> None:
    text = "The images shared alongside them date from 2021, and the matter is closed."
    [(start, end)] = one(text).span
    assert text[start:end] == "The images shared alongside them"
