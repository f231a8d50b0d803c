import pytest

from onrecord.reading.page import Page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Velk army's two spokesmen left Tamba.", ["The Velk army's two spokesmen", "Tamba"]),
        ("He told reporters 12 people had died.", ["He", "reporters", "12 people"]),
        ("According to Ana Brek 52 villagers had died.", ["Ana Brek", "52 villagers"]),
        ("In Orm 12 young men died.", ["Orm", "12 young men"]),
        ("On May 12 men fled.", ["May 12 men"]),
        ("Dozens of displaced families waited.", ["Dozens", "displaced families"]),
        ("Armed men and three old women came.", ["Armed men", "three old women"]),
        ("It struck both sides.", ["It", "both sides"]),
        ("On Wednesday Velia mourned.", ["Wednesday", "Velia"]),
        ("Last Tuesday night shells fell.", ["Last Tuesday night", "shells"]),
        ("In May Norland lost five men.", ["May", "Norland", "five men"]),
    ],
)
def test_noun_phrases_of(text: str, expected: list[str]) -> None:
    page = Page.of(text)
    assert [page.words(phrase.first, phrase.last) for phrase in page.noun_phrases] == expected


@pytest.mark.parametrize(
    ("text", "words", "lemma", "traits"),
    [
        ("It could not be independently verified.", "could not be independently verified", "verify", {"passive", "negated", "finite"}),
        ("They have not fired.", "have not fired", "fire", {"negated", "finite"}),
        ("He refused to answer.", "to answer", "answer", {"infinitive"}),
        ("Troops left, burning the mill.", "burning", "burn", set()),
        ("The town is being shelled.", "is being shelled", "shell", {"passive", "finite"}),
    ],
)
def test_verb_groups_of(text: str, words: str, lemma: str, traits: set[str]) -> None:
    page = Page.of(text)
    group = next(group for group in page.verb_groups if page.words(group.first, group.last) == words)
    assert group.lemma == lemma
    assert {trait for trait in ("passive", "negated", "finite", "infinitive") if getattr(group, trait)} == traits


def test_a_form_in_ing_is_never_passive() -> None:
    page = Page.of("The families are sheltering in a school.")
    assert [(group.lemma, group.passive) for group in page.verb_groups] == [("shelter", False)]


def test_a_participle_like_its_infinitive_belongs_to_its_auxiliary() -> None:
    page = Page.of("Hundreds of people have quit the valley.")
    assert [(page.words(group.first, group.last), group.lemma) for group in page.verb_groups] == [("have quit", "quit")]


def test_to_wound_and_to_wind() -> None:
    assert [group.lemma for group in Page.of("Mines wound three farmers a week.").verb_groups] == ["wound"]
    assert [group.lemma for group in Page.of("The road wound up the hill.").verb_groups] == ["wind"]
