"""Whose voice, in which form, how complete; opinion sentences of the report itself; nesting."""

import pytest


def test_a_named_source_is_attributed(statements):
    assert statements("[a|The mayor] {a|said} <a|so>.")["a"].voice == "attributed"


@pytest.mark.parametrize(
    "marked",
    [
        "{a|It is feared} <a|that the hostages were moved>.",
        "The retreat {a|is seen as} <a|proof of weakness>.",
        "The army {a|is believed to} <a|have lost two helicopters>.",
        "<a|The fighting has> {a|reportedly} <a|driven thousands away>.",
    ],
)
def test_a_cue_that_hides_its_speaker_is_unsourced_and_complete(statements, marked):
    found = statements(marked)["a"]
    assert (found.voice, found.actor, found.grade) == ("unsourced", None, "one")


def test_a_missing_source_is_a_fragment_and_nobody_speaks(statements):
    found = statements("The Orrian army denied the charge, {a|adding} <a|that the road was open>.")["a"]
    assert (found.grade, found.actor) == ("fragment", None)


@pytest.mark.parametrize(
    ("content", "form"),
    [("“The road is open.”", "direct"), ("the road was “open to all”", "mixed"), ("the road was open", "indirect")],
)
def test_form(statements, content, form):
    assert statements(f"[a|The mayor] {{a|said}} <a|{content}>.")["a"].form == form


def test_a_statement_within_another(statements):
    found = statements("[a|A diplomat] {a|said} <a|[b|mediators] {b|hoped} <b|for a pause>>. [c|The mayor] {c|agreed} <c|with that>.")
    assert (found["a"].within, found["b"].within, found["c"].within) == (None, found["a"].id, None)


def test_the_narrowest_holder_counts(statements):
    found = statements("[a|The paper] {a|wrote} <a|that [b|a guard] {b|said} <b|that [c|the mayor] {c|knew} <c|of it>>>.")
    assert (found["b"].within, found["c"].within) == (found["a"].id, found["b"].id)


def test_opinion_sentences_of_the_report_are_the_publishers(statements):
    found = statements(
        "The truce began on Monday. [a|The mayor] {a|welcomed} <a|it>.\n\nThis is "
        "no victory. It is a breather in which two armies repair their lorries."
    )
    [opinion] = [s for name, s in found.items() if name != "a"]
    assert (opinion.voice, opinion.act, opinion.standing, opinion.speech, opinion.cue) == ("publisher", "assesses", "opinion", False, ())
    assert len(opinion.content) == 1


def test_a_duty_laid_on_somebody_is_a_call(statements):
    found = statements("The mediators should publish it before they congratulate themselves.")
    assert [s.act for s in found.values()] == ["calls for"]


@pytest.mark.parametrize(
    "text",
    [
        "The road should reopen if the rain stops, which should help.",
        "Four people died on the road to Alda.",
        "Readers should write to the editor.",
        "The rules say that drivers must stop.",
        "“This is not peace.”",
    ],
)
def test_news_and_notices_are_no_opinions(statements, text):
    assert not [s for s in statements(text).values() if s.voice == "publisher" and s.act == "assesses"]


def test_an_issuers_passive_denial_is_its_own_voice(statements):
    found = statements("Reports that our units shelled the school are false. Our units were elsewhere.", issuer="Ministry of Defence")
    [denial] = found.values()
    assert (denial.act, denial.voice, denial.standing) == ("denies", "publisher", "claimed")


def test_an_issuers_passive_denial_answers_what_it_names(statements):
    found = statements("[a|The rebels’] {a|boast} <a|that ninety men fell> is hereby dismissed.", issuer="Kestrian Defence Forces")
    [denial] = [s for name, s in found.items() if name != "a"]
    assert (denial.voice, denial.act, denial.denies) == ("publisher", "denies", (found["a"].id,))
    assert found["a"].standing == "denied"


@pytest.mark.parametrize(("source", "grade"), [("Airstrikes", "weak"), ("The campaign", "one"), ("Residents", "one")])
def test_an_event_is_nobody_s_voice(statements, source, grade):
    assert statements(f"[a|{source}] {{a|have raised}} <a|concerns about the dam>.")["a"].grade == grade
