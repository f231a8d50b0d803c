"""Whole figures: spans, places, times, voices and standing. All events and sources are invented."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.reading.figures import find_figures
from onrecord.reading.page import Page
from onrecord.reading.places import find_places
from onrecord.reading.times import find_times
from onrecord.records import Figure, ReportDetails, Spans, Statement


def read(text: str, *statements: Statement, published: str | None = "2024-05-15") -> tuple[Figure, ...]:
    page = Page.of(text)
    report = ReportDetails(published=published)
    return find_figures(page, report=report, statements=statements, actors=(), places=find_places(page), times=find_times(page, published))


def statement(text: str, source: str, content: str, **fields: object) -> Statement:
    """A statement by its words in a text."""

    def spans(words: str) -> Spans:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    given = {"id": "s1", "act": "asserts", "voice": "attributed", "standing": "claimed", "form": "indirect", "speech": True, "grade": "one"}
    return Statement(**{**given, "confidence": 0.9, "source": spans(source), "content": spans(content), **fields})  # type: ignore[arg-type]


def test_phrase_is_the_number_with_its_modifier() -> None:
    text = "The clinic in Ulm said more than 1,400 villagers had been killed and over 5,000 wounded."
    first, second = read(text)
    assert [figure.phrase for figure in (first, second)] == ["more than 1,400", "over 5,000"]
    assert [text[figure.start : figure.end] for figure in (first, second)] == [first.phrase, second.phrase]
    assert (first.min, first.max, first.qualifier, first.approx) == (1400, None, "more than", True)
    assert [figure.id for figure in (first, second)] == ["f1", "f2"]


def test_one_person_and_a_family_are_spanned_with_their_noun() -> None:
    figures = read("A family of six and a soldier were killed in Ulm.")
    assert [figure.phrase for figure in figures] == ["A family of six", "a soldier"]


def test_a_name_and_who_it_is_count_once() -> None:
    text = "Militia commander Omar Sel, a former teacher, was killed in Ulm."
    assert [(figure.min, figure.max) for figure in read(text)] == [(1, 1)]


def test_source_and_statement_come_from_the_innermost_statement() -> None:
    text = "The agency reported that the mayor had said nine people were killed in Ulm."
    outer = statement(text, "The agency", "that the mayor had said nine people were killed in Ulm", id="s1")
    inner = statement(text, "the mayor", "nine people were killed in Ulm", id="s2")
    (figure,) = read(text, outer, inner)
    assert (figure.statement, figure.source, figure.standing) == ("s2", "the mayor", "claimed")


def test_what_was_not_said_or_confirmed_gives_a_figure_no_source() -> None:
    text = "The mayor has not confirmed that nine people were killed in Ulm."
    said = statement(text, "The mayor", "that nine people were killed in Ulm", negated=True)
    (figure,) = read(text, said)
    assert (figure.statement, figure.source, figure.standing) == ("s1", None, "unverified")
    text = "The mayor did not say how many of the nine people killed in Ulm were guards."
    said = statement(text, "The mayor", "how many of the nine people killed in Ulm were guards", negated=True)
    assert [(figure.source, figure.standing) for figure in read(text, said)] == [(None, "asserted")]
    text = "The mayor did not deny that nine people were killed in Ulm."
    said = statement(text, "The mayor", "that nine people were killed in Ulm", negated=True, act="admits")
    assert [figure.source for figure in read(text, said)] == ["The mayor"]


def test_a_pronoun_source_is_given_by_its_antecedent() -> None:
    text = "Doctor Ilse Varn works in Ulm. She said nine people were killed."
    said = statement(text, "She", "nine people were killed", antecedent=(0, 16))
    (figure,) = read(text, said)
    assert figure.source == "Doctor Ilse Varn"


def test_a_denied_statement_makes_a_denied_figure() -> None:
    text = "The mayor said nine people were killed. The army called that a lie."
    said = statement(text, "The mayor", "nine people were killed", standing="denied")
    denial = statement(text, "The army", "that", id="s2", act="denies", denies=("s1",))
    (figure,) = read(text, said, denial)
    assert (figure.standing, figure.denied_by) == ("denied", "The army")


def test_without_statements_the_sentence_names_the_source() -> None:
    for text, source in (
        ("The parish's register listed 48 killed.", "The parish's register"),
        ("Nine people were killed in Ulm, the coastguard said.", "the coastguard"),
        ("Nine people were killed in Ulm, said a local official.", "a local official"),
        ("According to the union, nine miners were killed in Ulm.", "the union"),
        ("The province's tally passed 3,000 on Friday, with 700 missing.", "The province"),
    ):
        assert {figure.source for figure in read(text)} == {source}, text


def test_the_report_itself_asserts() -> None:
    (figure,) = read("Nine people were killed in Ulm on Monday.")
    assert (figure.source, figure.statement, figure.standing) == (None, None, "asserted")


def test_a_verb_of_harm_is_no_voice() -> None:
    text = "The flood took the lives of seven sappers and left 19 more wounded."
    taken_for_one = statement(text, "The flood", "the lives of seven sappers and left 19 more wounded", cue=((10, 14),))
    assert {figure.source for figure in read(text, taken_for_one)} == {None}


def test_unverified_where_the_report_says_so() -> None:
    for text in (
        "The army said 17 raiders had been killed, a number nobody could independently confirm.",
        "Residents say 40 people died in Ulm. None of these tolls can be checked.",
        "Scores of villagers are feared dead in Ulm.",
        "The violence has reportedly driven 20,000 people from their homes.",
    ):
        assert [figure.standing for figure in read(text)] == ["unverified"], text


def test_a_refusal_to_confirm_is_no_remark_of_the_report() -> None:
    (figure,) = read("The union said nine miners had died. The ministry did not confirm the figure.")
    assert figure.standing == "claimed"


def test_a_count_of_nobody_disputes_the_count_of_another() -> None:
    first, second = read("The ministry said its guns had killed 80 soldiers in Ulm. The other army said no soldiers had died.")
    assert (first.standing, first.denied_by) == ("denied", "The other army")
    assert (second.min, second.max, second.standing) == (0, 0, "claimed")


def test_since_and_as_of_make_a_running_total() -> None:
    (figure,) = read("A total of 1,862 people have been killed in Norrin since 1 May 2024, a rights group said on Monday.")
    assert (figure.scope, figure.since, figure.as_of) == ("cumulative", "2024-05-01", "2024-05-13")


def test_both_ends_make_a_period() -> None:
    (figure,) = read("The board has verified the killing of 52 drovers between 1 and 25 March 2024.")
    assert (figure.scope, figure.since, figure.as_of) == ("period", "2024-03-01", "2024-03-25")


def test_a_comparison_is_no_beginning_of_a_count() -> None:
    (figure,) = read("Monday was the bloodiest day since 2014, with 19 marchers shot dead.")
    assert (figure.scope, figure.since) == ("incident", None)


def test_each_clause_has_its_own_place() -> None:
    first, second = read("Shells killed three civilians in Qarabal, while rockets hit the town of Berdin, killing two women.")
    assert (first.place, second.place) == ("Qarabal", "Berdin")


def test_swapping_two_groups_swaps_them_and_nothing_else() -> None:
    def fields(text: str) -> list[tuple[object, ...]]:
        return [(f.measure, f.min, f.max, f.scope, f.standing, f.subset_of, f.civil_status) for f in read(text)]

    text = "{a} said 30 {b} soldiers were killed and 12 wounded near Ulm; {b} put its dead at four and denied the figure."
    assert fields(text.format(a="Norrin", b="Velmar")) == fields(text.format(a="Velmar", b="Norrin"))


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_never_fails_on_any_text(text: str) -> None:
    for figure in read(text):
        assert figure.phrase == text[figure.start : figure.end] != ""


PIECES = st.sampled_from(
    "at least 40 people were killed , including 3 children and dozens wounded . ; the toll rose to 61 from 27 a soldier no one "
    "said of them who missing in Ulm bodies “ ” ( ) fled their homes between 20 and 30 or".split()
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40))
@example("the killed were 61".split())
def test_any_order_of_such_words_gives_sound_figures(pieces: list[str]) -> None:
    text = " ".join(pieces)
    figures = read(text)
    ids = {figure.id for figure in figures}
    for figure in figures:
        assert figure.phrase == text[figure.start : figure.end]
        assert figure.min is not None or figure.max is not None
        for link in (figure.subset_of, figure.supersedes, figure.duplicate_of):
            assert link is None or (link in ids and link != figure.id)
    assert figures == read(text)


def test_a_count_whose_verb_is_left_out_has_its_own_source() -> None:
    figures = read("The union speaks of 12 dead, the company of two.")
    assert [(figure.min, figure.source) for figure in figures] == [(12, "The union"), (2, "the company")]


def test_nobody_harmed_denies_the_dead_of_another_voice() -> None:
    text = "“We buried 23 herders on Sunday,” said Omar Sel, an elder. The command says no herders were harmed."
    first = read(text, statement(text, "Omar Sel, an elder", "We buried 23 herders on Sunday"))[0]
    assert (first.standing, first.denied_by) == ("denied", "The command")


def test_a_denial_of_purpose_leaves_the_count_standing() -> None:
    text = "The governor said eleven villagers were killed in Ulm. The army denied aiming at homes."
    said = statement(text, "The governor", "eleven villagers were killed in Ulm", standing="denied")
    purpose = statement(text, "The army", "aiming at homes", id="s2", act="denies", denies=("s1",))
    (figure,) = read(text, said, purpose)
    assert (figure.standing, figure.denied_by) == ("claimed", None)
    outright = statement(text, "The army", "homes", id="s2", act="denies", denies=("s1",))
    (figure,) = read(text, said, outright)
    assert (figure.standing, figure.denied_by) == ("denied", "The army")


def test_a_counter_count_of_the_dead_leaves_the_wounded_standing() -> None:
    text = "The mayor said nine porters died and 20 were hurt in Ulm. The league said that two soldiers were killed."
    said = statement(text, "The mayor", "nine porters died and 20 were hurt in Ulm", standing="denied")
    answer = statement(text, "The league", "two soldiers were killed", id="s2", act="denies", denies=("s1",))
    dead, hurt, _ = read(text, said, answer)
    assert (dead.standing, dead.denied_by) == ("denied", "The league")
    assert (hurt.standing, hurt.denied_by) == ("claimed", None)


def test_a_count_of_nobody_says_nothing_of_another_event() -> None:
    text = "Nobody was killed in Ulm, the army said.\n\nIn Hask, clerics said 30 farmers were killed."
    figure = read(text)[-1]
    assert (figure.min, figure.standing) == (30, "claimed")


def test_a_source_at_the_end_may_speak_for_clauses_before_semicolons() -> None:
    figures = read("Nine miners were killed in Ulm; four more died in hospital, according to the union.")
    assert [figure.source for figure in figures] == ["the union", "the union"]
    assert read("Nine miners were killed; according to the union, four died in hospital.")[0].source is None


def test_a_source_is_given_without_its_relative_clause() -> None:
    text = "A doctor who would not be named said nine people were killed in Ulm."
    (figure,) = read(text, statement(text, "A doctor who would not be named", "nine people were killed in Ulm"))
    assert figure.source == "A doctor"
    text = "General Ilse Varn, who gave her own count, spoke of nine dead."
    (figure,) = read(text, statement(text, "who", "nine dead"))
    assert figure.source == "General Ilse Varn"


def test_verbs_that_give_a_number_with_the_words_beside_them() -> None:
    assert [figure.source for figure in read("The regime owns up to only six fallen soldiers.")] == ["The regime"]
    assert [figure.group for figure in read("The regime owns up to only six fallen soldiers.")] == ["soldiers"]


def test_parts_share_the_voice_and_the_period_of_their_whole() -> None:
    text = "Between 1 and 9 May, monitors counted 52 deaths in Ulm; 38 were farmers, a dozen of them women."
    whole, part, inner = read(text)
    assert (part.subset_of, inner.subset_of) == (whole.id, part.id)
    assert {figure.scope for figure in (whole, part, inner)} == {"period"}
    assert {figure.source for figure in (whole, part, inner)} == {"monitors"}
    assert (part.group, part.civil_status) == ("farmers", "civilian")


def test_a_stretch_of_time_makes_a_period() -> None:
    (figure,) = read("Over the past six weeks, 80 people were killed in Ulm.")
    assert figure.scope == "period"


def test_a_remark_on_the_count_beside_it_does_not_reach_back() -> None:
    text = "Clerics counted nine dead. Nurses say some 40 people were hurt, a number that could not be checked."
    assert [figure.standing for figure in read(text)] == ["claimed", "unverified"]


def test_whose_losses_they_are() -> None:
    dead, hurt = read("The garrison lost 12 killed and more than 20 wounded in Ulm.")
    assert (dead.group, hurt.group) == ("garrison", "garrison")


def test_the_one_person_of_a_headline_is_told_again_by_the_body() -> None:
    headline, body = read("Farmer killed near Ulm\n\nA herdsman was shot dead near Ulm on Monday.")
    assert (headline.phrase, body.duplicate_of) == ("Farmer", headline.id)


def test_a_corrected_count_before_the_verb() -> None:
    given, earlier = read("Forty passengers, not the 50 given out at noon, died when a bus hit a mine near Ulm.")
    assert (given.min, given.supersedes, earlier.min, earlier.superseded) == (40, earlier.id, 50, True)


def test_a_group_is_named_without_owner_age_and_state() -> None:
    text = "In Ulm, raiders killed two of her pupils, four fallen soldiers were buried and three 12-year-old boys died."
    assert [figure.group for figure in read(text)] == ["pupils", "soldiers", "boys"]


def test_a_part_is_where_its_total_is() -> None:
    text = (
        "What the tolls say of Varn and of Orsk\n\n"
        "The health ministry in Varn says 2,310 people have been killed. Of those killed, 640 were children.\n\n"
        "In Orsk, 310 people were killed."
    )
    page = Page.of(text)
    total, part, other = find_figures(
        page, report=ReportDetails(), statements=(), actors=(), places=find_places(page), times=find_times(page, None)
    )
    assert (part.subset_of, part.place) == (total.id, total.place)
    assert total.place == "Varn"
    assert other.place == "Orsk"


def test_a_count_told_in_a_denial_has_no_source_but_a_denier() -> None:
    text = "The army said reports of 60 dead in Torm were exaggerated."
    denial = statement(text, "The army", "reports of 60 dead in Torm were exaggerated", act="denies")
    (figure,) = read(text, denial)
    assert (figure.source, figure.standing, figure.denied_by) == (None, "denied", "The army")


def test_who_does_not_confirm_a_count_is_not_its_source() -> None:
    (figure,) = read("The mission did not confirm that 30 people were killed in Torm.")
    assert figure.source is None


def test_a_count_is_of_whoever_keeps_it() -> None:
    for text in (
        "In Ulm, 1,417 people were killed and 6,000 injured in the ministry's count.",
        "By the ministry's tally, 71 people were killed and 30 injured in Ulm.",
        "The update of 12 May quoted the ministry: 71 killed and 30 injured.",
    ):
        assert [figure.source for figure in read(text)] == ["the ministry"] * 2, text


def test_a_number_that_a_speaker_rejects_is_no_claim_of_the_speaker() -> None:
    text = "“We have 19 bodies here, not 23,” a nurse said."
    own, rejected = read(text, statement(text, "a nurse", "“We have 19 bodies here, not 23,”", form="direct"))
    assert (own.min, own.source, own.supersedes) == (19, "a nurse", None)
    assert (rejected.min, rejected.source, rejected.standing, rejected.denied_by) == (23, None, "denied", "a nurse")
    assert not rejected.superseded


def test_a_number_that_a_speaker_had_given_before_is_corrected() -> None:
    text = "“We have 19 bodies here, not the 23 we first reported,” a nurse said."
    own, earlier = read(text, statement(text, "a nurse", "“We have 19 bodies here, not the 23 we first reported,”", form="direct"))
    assert (own.supersedes, earlier.superseded, earlier.source) == (earlier.id, True, "a nurse")
    text = "A nurse said 23 farmers were killed in Ulm. On Monday the nurse said 19 farmers had died, not 23."
    first = statement(text, "A nurse", "23 farmers were killed in Ulm")
    second = statement(text, "the nurse", "19 farmers had died, not 23", id="s2")
    assert [figure.superseded for figure in read(text, first, second)] == [False, False, True]


def test_a_count_told_earlier_is_of_the_toll_and_not_of_the_few_who_were_added() -> None:
    text = (
        "The hospital said on Friday that the depot now counted thirty-one killed. Three girls died there of their burns, it said. "
        "On Thursday the hospital had spoken of 28."
    )
    assert [(figure.min, figure.group) for figure in read(text)] == [(31, None), (3, "girls"), (28, None)]


def test_every_one_of_them_is_no_count() -> None:
    figures = read("Nine people were hurt on the market, and every one of them had come for bread, the guard said.")
    assert [(figure.measure, figure.min) for figure in figures] == [("injured", 9)]


def test_who_had_people_killed_is_where_they_died() -> None:
    text = "In Halm, an official thinks the count too low. He said that Chad had had more than 300 people killed by May."
    assert [(figure.min, figure.place) for figure in read(text)] == [(300, "Chad")]


def test_those_of_the_other_side_are_of_the_same_sort() -> None:
    figures = read("More than 20 Keshan soldiers dead at one border post, and three of ours, for a strip of reeds.")
    assert [(figure.min, figure.group, figure.civil_status) for figure in figures] == [
        (20, "Keshan soldiers", "combatant"),
        (3, "soldiers", "combatant"),
    ]


def test_a_land_that_has_people_killed_is_where_they_were() -> None:
    (figure,) = read("In Olm a clerk thought little of the count. He said that Norrin had had more than 300 people killed by Friday.")
    assert (figure.place, figure.min) == ("Norrin", 300)
    (figure,) = read("The matron in Olm has 40 beds, and 12 people were killed in Ulm.")
    assert figure.place == "Ulm"
