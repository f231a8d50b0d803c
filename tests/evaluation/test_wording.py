import pytest

from onrecord.evaluation.wording import listed, party_of, same_name, same_party, same_text


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (None, None, True),
        ("", None, True),
        (None, "Veth", False),
        ("the rescue committee", "rescue committee", True),
        ("people of Veth", "Veth", True),
        ("northern Veth", "southern Ostrel", False),
        ("the", "The", True),
        ("the", "an", False),
    ],
)
def test_wordings_of_one_thing(first: str | None, second: str | None, same: bool) -> None:
    assert same_text(first, second) is same
    assert same_text(second, first) is same


def test_a_name_and_its_adjective_agree() -> None:
    assert same_name("Lomarian army", "the army of Lomaria")
    assert same_name("officials (unnamed)", "officials")
    assert not same_name("Lomaria", "Tessaly")
    assert not same_text("Lomarian", "Lomaria")


def test_a_party_agrees_by_any_of_its_names() -> None:
    parties = [{"name": "Ninth Brigade", "aliases": ["the ridge fighters"]}, {"name": "Lomarian army", "aliases": None}]
    assert party_of("ridge fighters", parties) == "Ninth Brigade"
    assert same_party("the ridge fighters", "Ninth Brigade", parties)
    assert not same_party("the ridge fighters", "Lomarian army", parties)


def test_one_several_or_none() -> None:
    assert (listed(None), listed("a"), listed(["a", "b"])) == ([], ["a"], ["a", "b"])
