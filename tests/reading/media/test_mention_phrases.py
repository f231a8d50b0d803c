"""Which noun phrases are mentions of media, how far they go, and which take up items told of before."""

import pytest

from onrecord import reading
from onrecord.records import Document, MediaMention

BODY = "Two men died in Osk on Monday, the mayor said, when the roof of a bakery fell in."


def mentions(text: str) -> tuple[MediaMention, ...]:
    return reading.read(Document(id="x", text=text)).media_mentions


def words(text: str) -> list[str]:
    return [text[slice(*mention.span[0])] for mention in mentions(text)]


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Osk Tribune",
        "(Photograph by Ana Belk)",
        "Photograph by Ana Belk for the Osk Tribune",
        "[Images: Osk Wire]",
        "Video: Osk TV",
        "File photo: Ana Belk/Osk Wire",
        "Photos courtesy of the mayor's office",
        "Picture: A. Belk / Osk Wire",
        "Photographs: Osk Tribune.",
    ],
)
def test_a_credit_line_is_no_mention(credit: str) -> None:
    assert mentions(f"{credit}\n\n{BODY}") == mentions(f"{BODY}\n{credit}") == mentions(f"{BODY} {credit}\n\n{BODY}") == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Photographs by Ana Belk show a burnt mill.", "Photographs"),
        ("Video: the moment a bridge fell, posted by the mayor, shows two lorries.", "Video"),
        ("Photos posted by the mayor of Osk show a burnt mill.", "Photos posted by the mayor of Osk"),
    ],
)
def test_what_only_looks_like_a_credit(text: str, phrase: str) -> None:
    assert words(text)[0].startswith(phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "depicts"),
    [
        ("The guild released a photograph that it said showed a cannon in a barn.", "a photograph", "a cannon in a barn"),
        ("The guild put out a clip which, it claimed, showed the wreck.", "a clip", "the wreck"),
        ("The guild shared footage that the mayor said showed looters.", "footage", "looters"),
        ("The guild shared a video which showed rows of oars.", "a video which showed rows of oars", "rows of oars"),
    ],
)
def test_who_says_what_it_shows_is_no_part_of_the_phrase(text: str, phrase: str, depicts: str) -> None:
    assert words(text) == [phrase]
    assert mentions(text)[0].depicts == depicts


@pytest.mark.parametrize(
    "later",
    [
        "It said each photograph was taken on Monday.",
        "Both photographs are blurred.",
        "Neither picture shows who fired.",
        "The two images were taken on Monday.",
        "Each of the pictures was sent by a reader.",
        "All the photos were taken on Monday.",
    ],
)
def test_a_quantifier_takes_up_what_was_told_of(later: str) -> None:
    assert words(f"The council released two photographs of a weir. {later}") == ["two photographs of a weir"]


@pytest.mark.parametrize(
    ("remark", "verdicts"),
    [
        ("Osk Wire has verified both clips.", ["verified", "verified", "not stated"]),
        ("Osk Wire could verify neither clip.", ["not verified", "not verified", "not stated"]),
        ("Neither of the clips could be verified.", ["not verified", "not verified", "not stated"]),
        ("Each clip was verified by Osk Wire.", ["verified", "verified", "not stated"]),
        ("The second clip could not be verified.", ["not stated", "not verified", "not stated"]),
        ("The first clip could not be verified.", ["not verified", "not stated", "not stated"]),
    ],
)
def test_what_is_said_of_several_is_said_of_each(remark: str, verdicts: list[str]) -> None:
    text = f"The council released a clip of a fire. The guild released a second clip. The mayor released a photo of a boat. {remark}"
    assert [item.authenticity for item in mentions(text)] == verdicts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("In an audio message, the leader said he had won. The recording could not be verified.", ["audio"]),
        ("In an audio message, the leader said he had won. A second recording named the dead.", ["audio", "audio"]),
        ("The guild released what it said was a recording of a radio call between two pilots.", ["audio"]),
        ("The guild uploaded a nine-minute film to its channel. The film could not be verified.", ["video"]),
        ("Osk Wire traced the clip to a film shot in another country in 2019.", ["video"]),
        ("Osk Wire verified the clip by two towers, which match file imagery.", ["video"]),
        ("The ministry showed foreign envoys satellite images of what it called a fort.", ["image"]),
    ],
)
def test_what_else_is_one_item(text: str, kinds: list[str]) -> None:
    assert [item.kind for item in mentions(text)] == kinds


def test_what_is_between_the_words_of_a_release() -> None:
    [item] = mentions("The ministry showed foreign envoys satellite images of what it called a fort.")
    assert item.depicts == "a fort"
    [item] = mentions("The hill guild released what it said was a recording of a radio call between two pilots.")
    assert item.released_by == "The hill guild"
    [item] = mentions("The hill guild uploaded a nine-minute film to its channel.")
    assert (item.channel, item.shown_to) == ("its channel", ())


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Osk Wire verified a video showing men on a pier by matching two towers to a map.", ["a video showing men on a pier"]),
        (
            "Drone images released by the guild show a mill. The mayor has not commented on the images.",
            ["Drone images released by the guild"],
        ),
        ("Readers shared a picture of a crying girl as if it were new.", ["a picture of a crying girl"]),
        ("A video purportedly showing a general went online.", ["A video purportedly showing a general"]),
    ],
)
def test_how_far_a_phrase_goes(text: str, phrases: list[str]) -> None:
    assert words(text) == phrases


def test_a_platform_between_the_verb_and_the_item() -> None:
    [item] = mentions("The mayor's office shared on X three images of a burnt mill.")
    assert (item.released_by, item.channel, item.depicts) == ("office of mayor", "X", "a burnt mill")
    assert mentions("Osk Wire saw a video showing men moved to a barn.")[0].shown_to == ()
