import pytest

from onrecord.reading.page import Page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Velk army's two spokesmen left Tamba.", ["The Velk army's two spokesmen", "Tamba"]),
        ("He told reporters 12 people had died.", ["He", "reporters", "12 people"]),
        ("Dozens of displaced families waited.", ["Dozens", "displaced families"]),
        ("Armed men and three old women came.", ["Armed men", "three old women"]),
        ("It struck both sides.", ["It", "both sides"]),
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
