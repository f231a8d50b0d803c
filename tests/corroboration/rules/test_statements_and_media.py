"""accusation-denied, interpretation-without-source, circular-citing and the three media rules."""

from typing import Any

import pytest

from onrecord.records import MediaMention


def test_an_accusation_and_its_denial(draft: Any) -> None:
    made = draft("The committee blamed the Ash Front. A spokesman for the front denied it, and called it a trick.")
    accused = made.says("The committee", "blamed", "the Ash Front", "accuses", standing="denied")
    denied = made.says("A spokesman for the front", "denied", "it", "denies", denies=(accused,))
    made.says("A spokesman for the front", "called", "it a trick", "assesses", counters=(accused,))
    [finding] = made.findings("accusation-denied")
    assert finding.records == (accused, denied)
    assert finding.sentence == (
        "An accusation by the committee (“blamed”: “the Ash Front”) is denied by a spokesman for the front (“denied”: “it”)."
    )
    assert finding.detail == {"countered_by": ["s3"]}


def test_every_pair_of_accusation_and_denial(draft: Any) -> None:
    made = draft("Each side blamed the other: Kestria named Orsk, Orsk named Kestria. Both denied all.")
    one = made.says("Kestria", "named", "Orsk", "accuses")
    two = made.says("Orsk", "named", "Kestria.", "accuses", within=None)
    both = made.says("Both", "denied", "all", "denies", denies=(one, two))
    assert [finding.records for finding in made.findings("accusation-denied")] == [(one, both), (two, both)]


@pytest.mark.parametrize("fields", [{"act": "asserts"}, {"act": "accuses", "grade": "fragment"}])
def test_only_accusations_count_and_no_fragments(draft: Any, fields: dict[str, Any]) -> None:
    made = draft("The committee said the front fired. The front denied it.")
    said = made.says("The committee", "said", "the front fired", **fields)
    made.says("The front", "denied", "it", "denies", denies=(said,))
    assert made.findings("accusation-denied") == []


def test_a_denial_of_what_nobody_in_the_report_says(draft: Any) -> None:
    made = draft("The front denied aiming at the clinic.")
    made.says("The front", "denied", "aiming at the clinic", "denies")
    assert made.findings("accusation-denied") == []


def test_readings_that_nobody_is_named_for(draft: Any) -> None:
    made = draft("The silence is seen as a sign of failure. It is feared that more will follow. It is reportedly over.")
    made.says("", "is seen as", "a sign of failure", "interprets", standing="opinion")
    made.says("", "It is feared", "that more will follow", "expects", standing="opinion")
    made.says("", "reportedly", "over", "reports", standing="unverified")
    [finding] = made.findings("interpretation-without-source")
    assert finding.records == ("s1", "s2")
    assert "“is seen as”" in finding.sentence


def test_opinion_with_a_name_or_of_the_report_itself_is_left_out(draft: Any) -> None:
    made = draft("Ana Brek argues that it failed. That is too simple.")
    made.says("Ana Brek", "argues", "that it failed", "interprets", standing="opinion")
    made.says("", "", "That is too simple", "assesses", voice="publisher", standing="opinion")
    assert made.findings("interpretation-without-source") == []


def test_media_by_what_is_said_of_their_checking(draft: Any) -> None:
    made = draft("A clip and a photo circulated; an image and footage were shown; a picture came back; a map was checked.")
    made.shows("A clip", "video", authenticity="not verified")
    made.shows("a photo", authenticity="disputed")
    made.shows("an image")
    made.shows("footage", "video", authenticity="verified")
    made.shows("a picture", authenticity="not verified", same_as="m1")
    made.shows("a map", authenticity="refuted")
    found = made.findings("media-not-verified")
    assert [(finding.records, finding.score) for finding in found] == [(("m1",), 1.0), (("m2",), 0.8), (("m3",), 0.3)]


def test_media_that_a_party_made_public(draft: Any) -> None:
    made = draft("Footage from the army and photographs by the ministry of Kestria; CCTV from the town council; a clip on the net.")
    made.shows("Footage from the army", "video", released_by="the army")
    made.shows("photographs by the ministry of Kestria", released_by="the ministry of Kestria")
    made.shows("CCTV from the town council", "video", released_by="the town council")
    made.shows("a clip on the net", "video")
    found = made.findings("media-released-by-a-party", "Kestria", "the army")
    assert [finding.records for finding in found] == [("m1",), ("m2",)]
    assert "the army" in found[0].sentence


def test_several_bodies_of_one_party_make_one_finding(draft: Any) -> None:
    made = draft("Images from Kestria and a picture from the Kestrian office.")
    made.shows("Images", released_by="Government of Kestria")
    made.shows("a picture", released_by="Prime Minister's Office (Kestria)")
    assert [finding.records for finding in made.findings("media-released-by-a-party", "Kestria")] == [("m1", "m2")]


JUDGED = "The ministry showed pictures of the dead. Envoy Ana Brek said the pictures leave no doubt. A video circulated too."


@pytest.mark.parametrize("words", ["A clip", "Two clips"])
def test_the_sentence_fits_one_item_and_several(draft: Any, words: str) -> None:
    made = draft(f"{words} could not be verified.")
    made.shows(words, "video", authenticity="not verified")
    [finding] = made.findings("media-not-verified")
    assert finding.sentence == f"The report says that “{words}” could not be verified, or went unverified."


@pytest.mark.parametrize(("authenticity", "score"), [("not verified", 1.0), ("disputed", 0.9), ("not stated", 0.6)])
def test_a_judgement_drawn_from_unchecked_pictures(draft: Any, authenticity: str, score: float) -> None:
    made = draft(JUDGED)
    made.shows("pictures of the dead", authenticity=authenticity)
    said = made.says("Envoy Ana Brek", "said", "the pictures leave no doubt", "assesses", standing="opinion")
    [finding] = made.findings("assessment-rests-on-unverified-media")
    assert finding.records == (said, "m1")
    assert finding.score == score


@pytest.mark.parametrize("authenticity", ["verified", "refuted"])
def test_pictures_that_somebody_checked_are_left_out(draft: Any, authenticity: str) -> None:
    made = draft(JUDGED)
    made.shows("pictures of the dead", authenticity=authenticity)
    made.says("Envoy Ana Brek", "said", "the pictures leave no doubt", "assesses")
    assert made.findings("assessment-rests-on-unverified-media") == []


def test_taking_pictures_as_proof_is_a_judgement_whatever_the_cue(draft: Any) -> None:
    made = draft(JUDGED)
    made.shows("pictures of the dead", authenticity="not verified")
    made.says("Envoy Ana Brek", "said", "the pictures leave no doubt", "asserts")
    assert len(made.findings("assessment-rests-on-unverified-media")) == 1


def test_describing_pictures_is_none(draft: Any) -> None:
    made = draft("The ministry showed pictures. It said the pictures show a truck.")
    made.shows("pictures", authenticity="not verified")
    made.says("It", "said", "the pictures show a truck", "asserts")
    assert made.findings("assessment-rests-on-unverified-media") == []


def test_whose_pictures_is_told_by_their_owner(draft: Any) -> None:
    text = "The front posted pictures of a camp. The ministry sent photographs of the dead. Brek called the front's pictures a shame."
    made = draft(text)
    made.shows("pictures of a camp", released_by="The front", authenticity="not verified")
    made.shows("photographs of the dead", released_by="The ministry", authenticity="not verified")
    said = made.says("Brek", "called", "the front's pictures a shame", "assesses")
    assert [finding.records for finding in made.findings("assessment-rests-on-unverified-media")] == [(said, "m1")]


def test_a_repeated_mention_leads_to_the_first(draft: Any) -> None:
    made = draft("The ministry released images. It showed these images to envoys. Brek said the images shocked her.")
    made.shows("images", authenticity="not verified")
    made.media.append(MediaMention(id="m2", kind="image", span=(made.span("these images"),), authenticity="not verified", same_as="m1"))
    said = made.says("Brek", "said", "the images shocked her", "assesses")
    assert [finding.records for finding in made.findings("assessment-rests-on-unverified-media")] == [(said, "m1")]


def test_a_ring_of_two_voices(draft: Any) -> None:
    made = draft("North News said, citing South Radio, that a camp fell. South Radio said, citing North News, that it fell.")
    made.says("North News", "said", "citing South Radio, that a camp fell")
    made.says("South Radio", "said", "citing North News, that it fell")
    [finding] = made.findings("circular-citing")
    assert finding.records == ("s1", "s2")
    assert "not independent" in finding.sentence


def test_a_source_that_cites_the_outlet_itself(draft: Any) -> None:
    made = draft("The agency reported, citing the Dalm Courier, that a camp fell.", outlet="Dalm Courier")
    made.says("The agency", "reported", "citing the Dalm Courier, that a camp fell", "reports")
    assert len(made.findings("circular-citing")) == 1


def test_a_ring_of_three_voices(draft: Any) -> None:
    made = draft(
        "North News said, citing South Radio, that a camp fell. South Radio said, citing East Post, that it fell."
        " East Post said, citing North News, that it fell."
    )
    made.says("North News", "said", "citing South Radio, that a camp fell")
    made.says("South Radio", "said", "citing East Post, that it fell")
    made.says("East Post", "said", "citing North News, that it fell")
    [finding] = made.findings("circular-citing")
    assert finding.records == ("s1", "s2", "s3")
    assert finding.detail["voices"] == ["North News", "South Radio", "East Post"]


def test_two_rings_through_one_voice_are_both_told(draft: Any) -> None:
    made = draft(
        "North News said, citing South Radio and East Post, that a camp fell. South Radio said, citing North News, that it fell."
        " East Post said, citing North News, that it fell."
    )
    made.says("North News", "said", "citing South Radio and East Post, that a camp fell")
    made.says("South Radio", "said", "citing North News, that it fell")
    made.says("East Post", "said", "citing North News, that it fell")
    assert [finding.records for finding in made.findings("circular-citing")] == [("s1", "s2"), ("s1", "s3")]


def test_voices_that_all_cite_each_other_are_told_without_every_ring_of_them(draft: Any) -> None:
    """A hundred voices have 333,300 rings of three: each voice is told to be in one, and no more rings are told than statements."""
    names = [f"Agency {one}{two}" for one in "ABCDEFGHIJ" for two in "abcdefghij"]
    contents = [f"citing {', '.join(other for other in names if other != name)}, that camp {name[-2:]} fell" for name in names]
    made = draft(" ".join(f"{name} said, {content}." for name, content in zip(names, contents, strict=True)))
    for name, content in zip(names, contents, strict=True):
        made.says(name, "said", content)
    found = made.findings("circular-citing")
    assert {voice for finding in found for voice in finding.detail["voices"]} == set(names)
    assert len(found) <= len(names)


def test_a_chain_is_no_ring(draft: Any) -> None:
    made = draft("North News said South Radio had said a camp fell.", outlet="Dalm Courier")
    outer = made.says("North News", "said", "South Radio had said a camp fell")
    made.says("South Radio", "had said", "a camp fell", within=outer)
    assert made.findings("circular-citing") == []


def test_two_statements_that_hold_each_other_cite_nobody(draft: Any) -> None:
    made = draft("Lomaria has promised the same, Ana Bright said.")
    made.says("Ana Bright", "said", "Lomaria has promised the same", within="s2")
    made.says("Lomaria", "has promised", "the same, Ana Bright said", "pledges", within="s1")
    assert made.findings("circular-citing") == []


def test_nested_statements_that_turn_back(draft: Any) -> None:
    made = draft("North News quoted South Radio as saying that North News had seen it.")
    outer = made.says("North News", "quoted", "South Radio as saying that North News had seen it")
    inner = made.says("South Radio", "as saying", "that North News had seen it", within=outer)
    made.says("North News", "had seen", "it", within=inner)
    assert len(made.findings("circular-citing")) == 1


def test_an_outlet_that_names_its_source_behind_what_it_reports_is_in_no_ring(draft: Any) -> None:
    made = draft("Radio Lenn reports that a camp fell, according to the ministry.", outlet="Radio Lenn")
    outer = made.says("the ministry", "according to", "Radio Lenn reports that a camp fell")
    made.says("Radio Lenn", "reports", "that a camp fell", within=outer)
    assert made.findings("circular-citing") == []


def test_a_source_that_quotes_the_outlet_is_in_a_ring_with_it(draft: Any) -> None:
    made = draft("Radio Lenn was quoted by the ministry as saying that a camp fell.", outlet="Radio Lenn")
    outer = made.says("the ministry", "quoted by", "Radio Lenn was quoted by the ministry as saying that a camp fell")
    made.says("Radio Lenn", "as saying", "that a camp fell", within=outer)
    assert len(made.findings("circular-citing")) == 1
