"""How the figures of one text hang together: parts, totals, corrections, repetitions, groups. All events are invented."""

from onrecord.reading.figures import Draft, draft_figures
from onrecord.reading.page import Page


def figures(text: str) -> dict[int, Draft]:
    """The drafts of a text by their stated number."""
    return {draft.value: draft for draft in draft_figures(Page.of(text))}


def position(text: str, value: int) -> int:
    return [draft.value for draft in draft_figures(Page.of(text))].index(value)


def test_including_makes_a_part_of_the_figure_before() -> None:
    text = "Gunmen killed 118 drovers, including at least 31 children and four women, near Ulm."
    found = figures(text)
    assert found[118].subset_of is None
    assert found[31].subset_of == found[4].subset_of == position(text, 118)


def test_a_list_after_an_insertion_goes_on_with_the_whole() -> None:
    found = figures("The siege has left 914 villagers dead, 212 of them women, plus 13 gunners, three of whom were cooks.")
    assert found[212].subset_of == 0
    assert found[13].subset_of is None
    assert (found[3].subset_of, found[3].group) == (2, "cooks")


def test_new_deaths_are_part_of_the_total_they_bring() -> None:
    text = "Six more of its soldiers were killed on Sunday, taking the army's death toll since May to 542."
    found = figures(text)
    assert found[6].subset_of == position(text, 542)
    assert found[542].subset_of is None


def test_a_corrected_count_is_superseded_and_named_by_the_new_one() -> None:
    for text, old, new in (
        ("Officials initially said 12 people had died in Hask, but the toll later rose to 20.", 12, 20),
        ("The ministry revised the toll of the Ulm bombing from 33 to 29.", 33, 29),
        ("At least 51 people died in Ulm, up from 38 on Sunday.", 38, 51),
        ("The clinic counted 17 dead in Hask, correcting an earlier figure of 21.", 21, 17),
        ("Sixty-four people died in the fire. An earlier count gave 53.", 53, 64),
    ):
        found = figures(text)
        assert found[old].superseded, text
        assert not found[new].superseded, text
        assert found[new].supersedes == position(text, old), text


def test_two_voices_do_not_correct_each_other() -> None:
    found = figures("Villagers say 20 people were killed. The army concedes seven.")
    assert not any(draft.superseded for draft in found.values())
    assert found[7].measure == "killed"


def test_the_same_toll_told_again_is_a_duplicate() -> None:
    drafts = draft_figures(
        Page.of("Nineteen killed in shelling of Olm\n\nThe shelling of Olm killed 19 people on Monday.\n\nThe 19 dead were traders.")
    )
    assert [draft.duplicate_of for draft in drafts] == [None, 0, 0]


def test_a_vague_toll_told_more_exactly_points_to_the_exact_one() -> None:
    drafts = draft_figures(Page.of("Dozens of villagers were killed in Ulm. The mayor said at least 31 villagers had died."))
    assert [draft.duplicate_of for draft in drafts] == [1, None]


def test_victims_of_whom_some_died_are_casualties() -> None:
    found = figures("The bureau lists eleven mine victims for the district, four of them fatal.")
    assert found[11].measure == "casualties"
    assert (found[4].measure, found[4].subset_of) == ("killed", 0)


def test_an_elided_noun_takes_the_group_of_its_clause() -> None:
    found = figures("At least 12 shoppers died and 40 were hurt when shells hit Ulm.")
    assert found[40].group == found[12].group == "shoppers"


def test_the_group_of_a_part_is_what_it_is_said_to_be() -> None:
    found = figures("Nineteen people died in Ulm. Five of the dead were gunmen of a local militia.")
    assert (found[5].group, found[5].status) == ("gunmen", "combatant")


def test_civil_status_is_what_the_words_say() -> None:
    found = figures("The raid killed 8 pupils, 9 militants, 10 people and 11 police officers.")
    assert [found[n].status for n in (8, 9, 10, 11)] == ["civilian", "combatant", "unknown", "unknown"]
    mixed = figures("More than 400 Norrinians, many of them civilians, have been killed.")
    assert mixed[400].status == "mixed"


def test_shares_of_one_total_are_siblings_with_nouns_of_their_own() -> None:
    for text in (
        "The clinic said 90 villagers were killed. Of the dead, 30 were girls and 12 were women.",
        "The clinic said 90 villagers were killed. The clinic said 30 of the dead were girls and 12 were women.",
    ):
        found = figures(text)
        assert found[30].subset_of == found[12].subset_of == position(text, 90)
        assert (found[30].group, found[12].group) == ("girls", "women")


def test_a_part_is_none_of_the_toll_of_the_day_before() -> None:
    text = (
        "The clinic said that 90 villagers had been killed. A day earlier the clinic had reported 70 killed. "
        "The clinic said 30 of the dead were girls."
    )
    assert figures(text)[30].subset_of == position(text, 90)


def test_a_list_behind_the_killed_include_counts() -> None:
    found = figures("The number of people killed has reached 417. The killed include 50 girls and 26 women.")
    assert (found[50].measure, found[26].group) == ("killed", "women")
    assert found[50].subset_of == found[26].subset_of == 0


def test_a_count_of_an_earlier_edition_is_superseded() -> None:
    text = "More than 400 drovers were killed. An earlier edition of this page gave that number as 4,100; the error was ours."
    found = figures(text)
    assert found[4100].superseded and not found[400].superseded
    assert found[400].supersedes == position(text, 4100)


def test_an_earlier_version_of_this_report_is_superseded_by_the_only_count_of_that_measure() -> None:
    told = "Brother Anselm, reading aloud, said that four porters had been detained by the harbour guard. "
    between = "Nobody in the square spoke. The bells rang at noon. The fountain was dry. "
    note = "Correction: An earlier version of this report gave the number of detained young porters as 14."
    found = figures(told + between + note)
    assert found[14].superseded and found[14].supersedes is None and not found[4].superseded
    assert found[4].supersedes == position(told + between + note, 14)
    several = figures(told + "Nine sailors were detained at the mole. " + between + note)
    assert not several[4].superseded and not several[9].superseded


def test_a_people_named_by_one_side_is_not_whom_the_other_counts() -> None:
    found = figures("The ministry said 417 Karvelians were killed and 30 wounded; the league counted more than 130 dead.")
    assert (found[417].group, found[30].group, found[130].group) == ("Karvelians", "Karvelians", None)


def test_a_part_counted_before_its_whole() -> None:
    text = "At least 30 of the 45 killed in Torm were shepherds."
    found = figures(text)
    assert (found[30].group, found[30].subset_of) == ("shepherds", position(text, 45))
    assert (found[45].group, found[45].subset_of) == (None, None)


def test_they_included_takes_up_those_counted_before() -> None:
    text = "The ministry said 2,271 people had been killed. They included 700 pupils and 735 nurses."
    found = figures(text)
    assert [found[n].subset_of for n in (700, 735)] == [0, 0]
    assert (found[700].group, found[735].group) == ("pupils", "nurses")


def test_what_was_printed_wrong_is_replaced_by_the_count_of_the_right_voice() -> None:
    posts = "The prefect said 23 farmers were killed in Ulm.\n\nMonitors said 21 people died in Hask on Sunday.\n\n"
    for correction, place in (
        ("An earlier version of this post said 32. The prefect had said 23.", 3),
        ("An earlier version of this post said the prefect had given 32.", 0),
    ):
        found = draft_figures(Page.of(posts + correction))
        assert [draft.superseded for draft in found] == [draft.value == 32 for draft in found], correction
        assert [number for number, draft in enumerate(found) if draft.supersedes == 2] == [place], correction


def test_they_included_takes_up_those_of_the_same_sort() -> None:
    text = "By noon 2,670 people had been killed and 9,200 injured. They included 700 pupils and 735 nurses killed."
    found = figures(text)
    assert [found[n].subset_of for n in (700, 735)] == [0, 0]


def test_one_verb_says_what_all_parts_of_a_list_were() -> None:
    text = "The clinic said 16 people were killed. Of the dead, 9 were men, 4 women and 3 children."
    found = figures(text)
    assert [(found[n].group, found[n].subset_of) for n in (9, 4, 3)] == [("men", 0), ("women", 0), ("children", 0)]
