"""Who made media public, as the words round an item name them."""

import pytest

from onrecord import reading
from onrecord.records import Document


@pytest.mark.parametrize(
    ("text", "released_by"),
    [
        ("The office of the mayor, Tom Kasa, released a photo of a burnt bus.", "office of the mayor"),
        ("The leader of the guild, Tom Kasa, released a photo of a burnt bus.", "Tom Kasa"),
        ("The Osk Front and the Hill Council released a photo of a burnt bus.", "Osk Front; Hill Council"),
        ("The Osk Front shelled the town and the Hill Council released a photo of a burnt bus.", "Hill Council"),
        ("A photo released by the Osk Front and the Hill Council shows a burnt bus.", "Osk Front; Hill Council"),
        ("A photo released by the Osk Front, an armed group, shows a burnt bus.", "Osk Front"),
        ("A photo released by Tom Kasa, a baker, and the Hill Council shows a burnt bus.", "Tom Kasa; Hill Council"),
        ("A photo was released by the Osk Front and the Hill Council said it was old.", "Osk Front"),
        ("Two photographs given to the Osk Post by a nurse show children on a boat.", "a nurse"),
        ("Pictures released by the Osk Front, the Vale Guild and the Hill Council show a bus.", "Osk Front; Vale Guild; Hill Council"),
    ],
)
def test_released_by(text: str, released_by: str) -> None:
    [item] = reading.read(Document(id="x", text=text)).media_mentions
    assert (item.released_by or "").replace("the Vale", "Vale").removesuffix(" (unnamed)") == released_by


@pytest.mark.parametrize(
    ("text", "shown_to"),
    [
        ("In an audio message sent to reporters, the leader of the Hill Guard, known as Oss, said he had won.", ()),
        ("The clip was shown to envoys, bishops and the Osk Council.", ("envoys", "bishops", "Osk Council")),
        ("The clip was shown to envoys, the mayor said.", ("envoys",)),
    ],
)
def test_a_list_of_those_it_was_shown_to_ends_with_and(text: str, shown_to: tuple[str, ...]) -> None:
    [item] = reading.read(Document(id="x", text=text)).media_mentions
    assert item.shown_to == shown_to


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A phone recording, passed to us by a deserter, holds an order.", "deserter"),
        ("A guild-run website carried photographs of burnt huts.", "guild-run website"),
        ("Women carried photographs of their sons.", None),
    ],
)
def test_what_is_passed_on_or_carried_is_released(text: str, by: str | None) -> None:
    [item] = reading.read(Document(id="x", text=text)).media_mentions
    assert (item.released_by or "").removeprefix("a ") == (by or "")
