import pytest

from onrecord.reading.page import Page
from onrecord.reading.words import noun_lemma, verb_lemma


def classes(text: str) -> list[str]:
    return list(Page.of(text).classes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied the claim.", "DT NN VBD DT NN PU"),
        ("They filmed the ashes by night.", "PRP VBD DT NNS IN NN PU"),
        ("Rebels claim victory.", "NNS VBP NN PU"),
        ("Velk’s men could not leave.", "NNP POS NNS MD RB VB PU"),
        ("It was taken by 12 men.", "PRP VBD VBN IN CD NNS PU"),
        ("An officer, who fled, insisted that nobody died.", "DT NN PU WP VBD PU VBD IN NN VBD PU"),
    ],
)
def test_word_classes_of(text: str, expected: str) -> None:
    assert classes(text) == expected.split()


@pytest.mark.parametrize("dateline", ["DORVAN – ", "PORT VEL, May 2 (Wire) — ", "ORM/VETH, Kesh, 3 May – ", "LAKE OF ORM (Wire) -- "])
@pytest.mark.parametrize(
    ("sentence", "first"), [("According to the mayor 52 died.", "VBG"), ("Shells hit a mill.", "NNS"), ("Two men left.", "CD")]
)
def test_the_first_word_behind_a_dateline_opens_the_sentence(dateline: str, sentence: str, first: str) -> None:
    behind = classes(dateline + sentence)[-len(classes(sentence)) :]
    assert (behind, behind[0]) == (classes(sentence), first)


def test_a_dash_inside_a_sentence_opens_none() -> None:
    assert classes("NATO ships – Shells among them – left the port.")[3] == "NNP"
    assert classes("The ship – Hope – left the port.")[3] == "NNP"


def test_a_name_spelt_like_a_word_is_known_by_its_other_mentions() -> None:
    text = "Hope said the road was shut. On Friday evening the men around Hope left."
    assert classes(text)[0] == "NNP"


def test_names_do_not_change_the_reading() -> None:
    """The same sentence with other names has the same classes, whichever the names are."""
    frame = "{} accused {} of shelling the port, but {} denied it."
    first = classes(frame.format("Tamba", "Velk", "Velk"))
    assert first == classes(frame.format("Velk", "Tamba", "Tamba")) == classes(frame.format("Israel", "Hamas", "Hamas"))


@pytest.mark.parametrize(("form", "lemma"), [("said", "say"), ("denies", "deny"), ("was", "be"), ("putting", "put"), ("zzz", None)])
def test_dictionary_form_of_a_verb(form: str, lemma: str | None) -> None:
    assert verb_lemma(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("allegations", "allegation"), ("witnesses", "witness"), ("bodies", "body"), ("children", "child"), ("spokesmen", "spokesman")],
)
def test_singular_of_a_noun(form: str, lemma: str) -> None:
    assert noun_lemma(form) == lemma
