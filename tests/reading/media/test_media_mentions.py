"""Media mentions: what is shown, who released it, to whom it was shown, and what the report says of its authenticity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import reading
from onrecord.reading.page import Page
from onrecord.records import Document, MediaMention


def mentions(text: str) -> tuple[MediaMention, ...]:
    return reading.read(Document(id="x", text=text)).media_mentions


def one(text: str) -> MediaMention:
    [mention] = mentions(text)
    return mention


def words(text: str) -> list[str]:
    return [text[slice(*mention.span[0])] for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("A clip that circulates on X appears to show a burning lorry.", "A clip that circulates on X", "video"),
        ("Video released by the ministry showed a drone crashing.", "Video released by the ministry", "video"),
        ("Photographs of the flooded mine are available online.", "Photographs of the flooded mine", "image"),
        ("Satellite images taken on 4 May show new graves.", "Satellite images taken on 4 May", "image"),
        ("An audio recording leaked to local media was played in court.", "An audio recording leaked to local media", "audio"),
        ("CCTV pictures given to Osk Radio by the council show smoke.", "CCTV pictures given to Osk Radio by the council", "video"),
        ("Images broadcast by the station, which nobody checked, showed men lifting a slab.", "Images broadcast by the station", "video"),
        ("In a video message, the leader, Tom Kasa, said his men had won.", "a video message", "video"),
        ("The office shared a picture of a burnt bus and of its driver.", "a picture of a burnt bus", "image"),
    ],
)
def test_span_and_kind(text: str, span: str, kind: str) -> None:
    assert words(text)[0].startswith(span)
    assert one(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The general painted a picture of calm.",
        "The image of the army as a protector is gone.",
        "The picture is mixed, and the full picture is unclear.",
        "The video call lasted an hour, and the photo agency closed.",
        "She filmed a march and pictured a better future.",
        "This paper prints no photographs of the drowned.",
        "The council did not publish any footage of the raid.",
        "The guild made its claim without pictures.",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "depicts", "graphic"),
    [
        ("Pictures shared online show corpses wrapped in sheets.", "corpses wrapped in sheets", True),
        ("He posted a video of a burning bridge.", "a burning bridge", False),
        ("A film clip, which we could not check, appears to show gunmen near a well.", "gunmen near a well", False),
        ("The ministry released footage that showed what it said was a launcher.", "a launcher", False),
        ("The ministry released graphic images of the wreck.", "the wreck", True),
    ],
)
def test_what_it_shows(text: str, depicts: str, graphic: bool) -> None:
    assert (one(text).depicts, one(text).graphic) == (depicts, graphic)


@pytest.mark.parametrize(
    ("text", "released_by"),
    [
        ("Footage published by the Osk Front on Telegram shows flames.", "Osk Front"),
        ("The Osk Front posted a video of the launch.", "Osk Front"),
        ("In a video message, the leader, Tom Kasa, said his men had won.", "Tom Kasa"),
        ("A clip that circulates on X shows a lorry.", None),
        ("Photos from the scene showed a crater.", None),
        ("A second video, said by Osk channels to show the launch, is blurred.", "Osk channels"),
    ],
)
def test_who_released_it(text: str, released_by: str | None) -> None:
    assert one(text).released_by == released_by


@pytest.mark.parametrize("accused", ["the Veltic Front", "the Orvan Guild", "a rival militia"])
def test_the_subject_of_the_clause_before_goes_on_in_a_pronoun(accused: str) -> None:
    text = f"The government of Morvia has accused {accused} of burning farms, and in March it published pictures of dead cattle."
    assert one(text).released_by == "government of Morvia"


def test_to_whom_it_was_shown() -> None:
    text = "The minister presented the photos to ambassadors and to members of the Osk Council."
    assert one(text).shown_to == ("ambassadors", "Osk Council")
    assert one("The photos were handed to visiting bishops by the ministry.").shown_to == ("visiting bishops",)


def test_a_repeated_mention_counts_only_when_it_tells_to_whom_it_was_shown() -> None:
    text = "The army released images of a burnt bus. The images were blurred. It presented these images to three foreign envoys."
    first, again = mentions(text)
    assert (first.same_as, again.same_as, len(again.shown_to)) == (None, "m1", 1)


@pytest.mark.parametrize(
    ("text", "authenticity", "by"),
    [
        ("The Osk Front posted a video. Velia News has verified the footage.", "verified", "Velia News"),
        ("The Osk Front posted a video. The footage could not be independently verified.", "not verified", None),
        ("A clip, which nobody here was able to verify, shows a lorry.", "not verified", None),
        ("The army posted a video. Osk Wire could not confirm when it was filmed.", "not verified", "Osk Wire"),
        ("Unverified footage shows a lorry.", "not verified", None),
        ("A photo of a child was viewed a million times. We traced the picture to an unrelated accident in 2016.", "refuted", None),
        ("The army released photos of a bunker. The Osk Front called the photos staged.", "disputed", "Osk Front"),
        ("The army released photos of a bunker.", "not stated", None),
        ("Photos of the graves exist; nothing speaks against them, but we were not able to date them.", "not verified", None),
        ("The army released photos of a bunker. The minister described the photos as confirming its claims.", "not stated", None),
        ("The army released a video of a bunker. The army confirmed that the video was genuine.", "not stated", None),
    ],
)
def test_authenticity(text: str, authenticity: str, by: str | None) -> None:
    assert (one(text).authenticity, one(text).authenticity_by) == (authenticity, by)


def test_not_verified_outweighs_disputed() -> None:
    text = "A clip that circulates on X, which nobody here was able to verify, shows a lorry. The Osk Front called the clip staged."
    assert one(text).authenticity == "not verified"
    start, end = one(text).authenticity_span or (0, 0)
    assert text[start:end] == "which nobody here was able to verify"


def test_a_remark_on_all_images_is_kept_with_each() -> None:
    text = (
        "The army released images of a bus. Its spokesman shared a picture of a dead man. "
        "Whether the images are authentic has not been verified."
    )
    assert [mention.authenticity for mention in mentions(text)] == ["not verified", "not verified"]


@pytest.mark.parametrize(
    ("remark", "verdicts"),
    [
        ("Neither could be verified.", ["not verified", "not verified"]),
        ("This newspaper has verified none of them.", ["not verified", "not verified"]),
        ("None of these have been confirmed.", ["not verified", "not verified"]),
        ("It could not be verified.", ["not stated", "not verified"]),
        ("The desk has verified none of these totals.", ["not stated", "not stated"]),
        ("Neither count of the losses could be verified.", ["not stated", "not stated"]),
    ],
)
def test_none_and_neither_speak_of_the_items_before_them(remark: str, verdicts: list[str]) -> None:
    text = f"The council released a clip of the fire. The guild published pictures of the drowned. {remark}"
    assert [mention.authenticity for mention in mentions(text)] == verdicts


def test_a_claim_that_cannot_be_checked_says_nothing_of_a_picture() -> None:
    text = "The army released images of a bus. Its account of who fired could not be verified."
    assert one(text).authenticity == "not stated"


@given(
    st.lists(
        st.sampled_from("the a video images of which showed released by army , . could not be verified it to and on X these".split()),
        max_size=30,
    )
)
def test_any_order_of_words(tokens: list[str]) -> None:
    text = " ".join(tokens)
    page = Page.of(text)
    found = mentions(page.text)
    assert [mention.id for mention in found] == [f"m{n}" for n in range(1, len(found) + 1)]
    for mention in found:
        assert all(0 <= start < end <= len(text) for start, end in mention.span)
        assert mention.same_as is None or mention.same_as in {other.id for other in found}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A clip passed round on WhatsApp shows smoke over a pier; two dockers recognised the place.", "verified"),
        ("Photographs of a crater, published by the mayor, remain unverified.", "not verified"),
        ("A photo of a lorry in flames went online. It is not known when it was taken.", "not verified"),
        ("It is unclear where the video of the convoy was filmed.", "not verified"),
        ("Footage of unknown origin shows a man on a roof.", "not verified"),
        ("The agency saw a video of the blast but was unable to confirm where it was shot.", "not verified"),
        ('A picture of a "captured pilot", shared widely, is old.', "refuted"),
        ("A video of a tank went online. Our checkers traced it to a 2012 parade.", "refuted"),
        ("Experts said the footage of the raid was genuine.", "verified"),
        ("Pictures of the raid are going round. They are old friends.", "not stated"),
    ],
)
def test_remarks_in_other_words(text: str, verdict: str) -> None:
    [item] = mentions(text)
    assert item.authenticity == verdict


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A clip passed round on WhatsApp shows smoke.", "A clip passed round on WhatsApp"),
        ("Pictures of huts now going round on Telegram show ash.", "Pictures of huts now going round on Telegram"),
        ('A picture of a "captured pilot" is old.', 'A picture of a "captured pilot"'),
    ],
)
def test_the_phrase_with_what_belongs_to_it(text: str, phrase: str) -> None:
    [item] = mentions(text)
    assert text[slice(*item.span[0])] == phrase


@pytest.mark.parametrize(
    ("text", "graphic"), [("Pictures of burnt huts went online.", False), ("Pictures of burnt children went online.", True)]
)
def test_burnt_things_are_not_graphic(text: str, graphic: bool) -> None:
    [item] = mentions(text)
    assert item.graphic is graphic


def test_a_body_that_calls_a_picture_old_in_its_own_release_disputes_it() -> None:
    text = (
        "ROYAL VELIAN NAVY\nRef CC/22. 14/08/2023\n\nRE: PATROL\n\nWe boarded two boats on 12 August, and the men on board were fed.\n\n"
        "Pictures of broken nets now going round on Telegram are, we insist, from 2017."
    )
    [item] = mentions(text)
    assert (item.authenticity, item.released_by, item.channel) == ("disputed", None, "Telegram")


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        (
            "A film put out by the navy has been dated to 2014 by the Ost Institute.",
            "refuted",
            "A film put out by the navy has been dated to 2014 by the Ost Institute",
        ),
        ("All four clips date from a flood in 2011, our desk found.", "refuted", "All four clips date from a flood in 2011"),
        ("The navy posted a video of a pier. The clip we could not place.", "not verified", "The clip we could not place"),
        (
            "The navy posted a video of a pier. We matched its skyline to satellite imagery of Koreni.",
            "verified",
            "We matched its skyline to satellite imagery of Koreni",
        ),
        (
            "A photo posted by the navy shows a pier; we matched its cranes to a port 300 km away.",
            "refuted",
            "we matched its cranes to a port 300 km away",
        ),
    ],
)
def test_what_checking_found(text: str, verdict: str, said: str) -> None:
    [item] = mentions(text)
    assert item.authenticity == verdict
    assert item.authenticity_span is not None
    assert text[slice(*item.authenticity_span)] == said


def test_two_items_listed_together_are_two_mentions_released_by_one() -> None:
    text = "The Hill Front published a picture of a depot and a video of prisoners."
    assert words(text) == ["a picture of a depot", "a video of prisoners"]
    assert [item.released_by for item in mentions(text)] == ["Hill Front", "Hill Front"]


def test_what_was_handed_on_by_the_clause_that_describes_it() -> None:
    item = one("A video of the raid, which the Hill Front handed to the Osk Committee, could not be geolocated.")
    assert (item.released_by, item.shown_to, item.authenticity) == ("Hill Front", ("Osk Committee",), "not verified")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("There is film from a miner's phone.", 1),
        ("A film about the war won a prize.", 0),
        ("The film that he made was banned.", 0),
    ],
)
def test_film_is_a_mention_only_where_it_was_taken_or_handed_on(text: str, count: int) -> None:
    assert len(mentions(text)) == count


def test_what_happens_in_a_clip() -> None:
    assert one("A phone clip going round Telegram, in which a ferry turns back, has no date.").depicts == "a ferry turns back"
    assert one("A phone clip going round Telegram, in which a ferry turns back, has no date.").kind == "video"


def test_who_puts_pictures_on_social_media_releases_them() -> None:
    text = "The council has put two photographs of the mill on social media.\n\nThe photographs were shown to Tom Kasa, the mayor of Osk."
    first, second = mentions(text)
    assert (first.released_by, first.channel) == ("council", "social media")
    assert len(second.shown_to) == len(set(second.shown_to)) == 1


def test_who_speaks_about_an_item_did_not_release_it() -> None:
    text = (
        "A Sarrow Resistance video showing four men in helmets has not been verified by Osk Mirror. "
        "A former mayor, Pell Adder, said the men in the video were wearing old boots."
    )
    item = one(text)
    assert (item.released_by, item.authenticity, item.authenticity_by) == ("Sarrow Resistance", "not verified", "Osk Mirror")
    assert item.depicts == "four men in helmets"


@pytest.mark.parametrize(
    ("text", "released_by"),
    [
        ("The leader, Tom Kasa, said on Monday in a video that his men had won.", "Tom Kasa"),
        ("The Osk Front boasted of nine boats, in a video which showed rows of oars.", "Osk Front"),
        ("Two nurses were seen in the footage.", None),
        ("The judge interviewed two men seen in footage of the raid.", None),
        ("The guild said many boats in the pictures were not its own.", None),
    ],
)
def test_who_speaks_in_an_item(text: str, released_by: str | None) -> None:
    assert [item.released_by for item in mentions(text)] == [released_by]


def test_a_tape_that_is_heard_and_a_voice_note_are_sound() -> None:
    text = "A tape in which a miller can be heard giving the order has reached us. The guild sent out a voice note. It cut the red tape."
    found = reading.read(Document(id="x", text=text)).media_mentions
    assert [item.kind for item in found] == ["audio", "audio"]


def test_a_platform_is_nobody_who_was_shown_an_item() -> None:
    [item] = reading.read(Document(id="x", text="Three pictures were posted to Facebook by the guild.")).media_mentions
    assert (item.channel, item.shown_to) == ("Facebook", ())
