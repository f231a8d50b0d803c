"""For whom a voice of one report speaks, and whose people it counts. Invented conflicts; nothing here is a report of fact."""

import pytest
from tests.corroboration.across import tellings

from onrecord.corroboration.told import Speaker


def _speakers(text: str) -> list[Speaker]:
    (telling,) = tellings(f"Coast Herald, 2031-03-05\n{text}")
    return [speaker for told in (*telling.figures, *telling.statements) for speaker in told.speakers]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('Marenia\'s army denied it. A spokeswoman, Major Ada Lund, said: "We fired no shell at Ulm."', (("army",), ("marenia",))),
        (
            '"We fired no shell," says the Marenian army. Major Ada Lund, its spokeswoman, said that Ulm was safe.',
            (("army",), ("marenian",)),
        ),
        ('The mayor of Ulm denied it. A spokeswoman, Ada Lund, said: "We fired no shell at Ulm."', ((), ())),
        ("The Marenian army denied it. The Red Cross said Ulm was shelled. A spokeswoman, Ada Lund, said that it was safe.", ((), ())),
    ],
)
def test_a_spokeswoman_speaks_for_the_body_that_spoke_last(text: str, body: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    found = {(speaker.body, speaker.owner) for speaker in _speakers(text) if speaker.person[-1:] == ("lund",)}
    assert found == {body}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Citing the rescue service of the bay, Tramline reports that 26 people were killed at Dalm.", "the rescue service of the bay"),
        ("Citing a lack of staff, Tramline reports that 26 people were killed at Dalm.", "Tramline"),
        ("Citing the rescue service of the bay, the mayor of Dalm said that 26 people were killed.", "the mayor of Dalm"),
    ],
)
def test_who_is_cited_is_the_innermost_voice_of_a_figure(text: str, words: str) -> None:
    (telling,) = tellings(f"Coast Herald, 2031-03-05\n{text}")
    assert telling.figures[0].speakers[0].words == words


@pytest.mark.parametrize(
    ("relies", "words"),
    [
        ("refers to a report from abroad and to an official in Dalm", "an official in Dalm"),
        ("refers to an official in Dalm and to a report from abroad", "an official in Dalm"),
        ("refers to a report from abroad", "a report from abroad"),
    ],
)
def test_of_several_that_an_outlet_relies_on_the_one_with_an_office_counts(relies: str, words: str) -> None:
    assert words in [speaker.words for speaker in _speakers(f"Tramline, which {relies}, says that 26 people were killed at Dalm.")]


def test_an_official_without_a_name_is_nobody_in_particular() -> None:
    (speaker, *_) = _speakers("An official without a name said that the bridge of Dalm was mined.")
    assert (speaker.person, speaker.body, speaker.owner) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("In the same time more than 300 soldiers have been lost by Tovasia, the Marenian army says.", ("tovasia",)),
        ("In the same time more than 300 soldiers have been lost in Tovasia, the Marenian army says.", ("marenian",)),
    ],
)
def test_those_who_were_lost_by_a_side_are_its_people(text: str, people: tuple[str, ...]) -> None:
    (telling,) = tellings(f"Coast Herald, 2031-03-05\n{text}")
    assert telling.figures[0].people == people


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("As the Valley Post has learned, Marenia has removed the commander of its coast brigade from his post.", True),
        ("As the Valley Post has grown, Marenia has removed the commander of its coast brigade from his post.", False),
    ],
)
def test_what_an_outlet_has_learned_is_from_it(text: str, cites: bool) -> None:
    (telling,) = tellings(f"Coast Herald, 2031-03-05\n{text}")
    assert any("Valley Post" in words for told in telling.statements for words in told.cites) == cites
