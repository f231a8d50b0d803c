"""Names behind masks: the same for the same name, one for all its words, and the same text for whoever stands in a place."""

import pytest

from onrecord.reading.page import Page
from onrecord.reading.trained.names import MASKS, masked, names_of


def shown(text):
    page = Page.of(text)
    return masked(page, names_of(page))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kestria", "Saudi Arabia"),
        ("Kestria", "the Volta Front"),
        ("the RSF", "the Red Lantern Brigade"),
        ("Al-Shabaab", "Hezbollah"),
        ("the U.S.", "the Ansar Dine"),
        ("al-Shabaab", "the Movement for the Liberation of Veth"),
        ("M23", "the Sons of the Covenant"),
        ("the Army of the Dunes", "Mohammed bin Salman"),
        ("Kestria", "al Qaeda"),
    ],
)
def test_a_party_leaves_the_text_as_another_does(one, other):
    told = "On Monday {} said that {} had shelled Veth. Officers of {} denied it."

    def words(a, b):
        return shown(told.format(a, b, b))

    assert [w for w in words(one, "Oress") if w != "the"] == [w for w in words(other, "Oress") if w != "the"]
    assert [w for w in words("Oress", one) if w != "the"] == [w for w in words("Oress", other) if w != "the"]


def test_the_same_name_has_the_same_mask_and_others_have_others():
    words = shown("Then Kestria struck Veth. Later Kestria left Veth to Ormia.")
    assert words[1] == words[6] == MASKS[0]
    assert words[3] == words[8] == MASKS[1]
    assert words[10] == MASKS[2]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Then an Orrian left.", "Then a {} left ."),
        ("Then the Volta Forces' men left.", "Then the {} 's men left ."),
        ("Then Kestria’s men left.", "Then {} 's men left ."),
        ("Then the Volta Forces’ men left.", "Then the {} 's men left ."),
        ("Then it was the Volta Forces'.", "Then it was the {} 's ."),
        ("AN Orrian officer left.", "A {} officer left ."),
        ("Then Kestria-backed men left.", "Then {}-backed men left ."),
        ("Then pro-Kestrian men left.", "Then pro-{} men left ."),
        ("Then they left Veth for Harrow.", "Then they left {} for {1} ."),
    ],
)
def test_what_is_written_with_a_name_is_alike_for_all(text, seen):
    assert " ".join(shown(text)) == seen.replace("{}", MASKS[0]).replace("{1}", MASKS[1])


def test_days_and_common_words_stay_and_titles_go():
    assert shown("On Monday General Brandt spoke in March.") == ["On", "Monday", MASKS[0], "spoke", "in", "March", "."]
    assert shown("The army said nothing.") == ["The", "army", "said", "nothing", "."]


def test_a_text_with_more_names_than_masks_begins_again():
    text = " ".join(f"near Q{chr(97 + n // 26)}{chr(97 + n % 26)}x," for n in range(len(MASKS) + 1))
    found = [word for word in shown(f"They were {text}") if word in MASKS]
    assert found[0] == found[len(MASKS)]


def test_a_name_that_the_text_writes_inside_a_sentence_is_one_where_a_sentence_begins_and_in_capitals():
    words = shown("SONS OF THE REED FLEE VETH\n\nThen the Sons of the Reed left. New Orria saw it. Nobody had ever told New Orria.")
    assert words[0] == words[5] == MASKS[0]
    assert words[8] == words[16] == MASKS[2]
