"""Lists, parts told behind the number, counts told again without a verb, and who was counted. All events are invented."""

import pytest

import onrecord
from onrecord.reading.figures import Draft, draft_figures
from onrecord.reading.page import Page


def drafts(text: str) -> list[Draft]:
    return draft_figures(Page.of(text))


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(draft.measure, draft.counted.quantity.minimum, draft.counted.quantity.maximum) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Four gendarmes, a bus driver and two shoppers were killed.", [4, 1, 2]),
        ("Eleven miners, six farmers and their foreman were wounded in Korvel.", [11, 6]),
        ("Ten recruits, an instructor and both drivers lost their lives.", [10, 1, 2]),
        ("Officials said three nuns, two cooks and five passers-by had been shot dead.", [3, 2, 5]),
    ],
)
def test_every_number_of_a_listed_subject_counts(text: str, counts: list[int]) -> None:
    assert [draft.value for draft in drafts(text) if draft.counted.quantity.kind != "description"] == counts


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Twelve traders were injured, four gravely.", ("injured", 4)),
        ("Nineteen people were wounded, seven in critical condition.", ("injured", 7)),
        ("The bomb killed 14 villagers, three midwives among them.", ("killed", 3)),
        ("Twenty-six were neutralised, nine platoon leaders included.", ("casualties", 9)),
        ("Forty pilgrims died. Six children were among the dead.", ("killed", 6)),
        ("The clinic put the wounded at 31, a pair of them infants.", ("injured", 2)),
        ("Seven people have died including 5 constables and 4 are injured.", ("killed", 5)),
    ],
)
def test_parts_told_behind_the_number(text: str, part: tuple[str, int]) -> None:
    found = drafts(text)
    assert [(draft.measure, draft.value) for draft in found if draft.subset_of == 0] == [part]


def test_a_part_that_died_of_wounds_is_no_part_of_the_wounded() -> None:
    whole, part = drafts("Nine herders were wounded, two fatally.")
    assert (part.measure, part.value, part.subset_of) == ("killed", 2, None)
    assert whole.measure == "injured"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The army spoke of nine dead, the rebels of twenty.", [9, 20]),
        ("The police counted nine dead, the hospital 14.", [9, 14]),
        ("Thirty bodies lay in the yard. Thirty-one, the imam insisted.", [30, 31]),
        ("Sixty people died, the surgeon counted; the ministry made it sixty-one.", [60, 61]),
        ("The rebels owned up to six deaths. The army admitted to eight.", [6, 8]),
        ("The bomb killed 12 people in Tarvel, a town of 9,000.", [12]),
        ("The toll passed 200, making it one of the worst days of the war.", [200]),
    ],
)
def test_counts_told_again_without_their_noun(text: str, counts: list[int]) -> None:
    assert [draft.value for draft in drafts(text)] == counts


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen porters were killed. He later amended that to 13 dead, a porter having been found alive.",
        "The ministry first spoke of 20 dead, then corrected that to 17.",
        "Police reported nine dead. They have since cut the figure to six dead.",
    ],
)
def test_an_amended_count_takes_the_place_of_the_first(text: str) -> None:
    first, second = drafts(text)
    assert (first.superseded, second.superseded, second.supersedes) == (True, False, 0)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Soldiers seized eight fishermen at the pier.", "detained"),
        ("Gunmen seized eight fishermen at the pier.", "abducted"),
        ("Eight fishermen were seized by border police.", "detained"),
        ("The 22 men in our custody are treated well.", "detained"),
        ("Some 1,200 families have quit the valley.", "displaced"),
        ("Three corporals paid the ultimate price.", "killed"),
        ("Two men lost limbs.", "injured"),
        ("Nine gunners fell on Mirel ridge.", "killed"),
        ("Five were in hospital.", "injured"),
        ("The order released the names of nine fallen soldiers.", "killed"),
        ("The raid came at a cost of three soldiers.", "killed"),
    ],
)
def test_measure(text: str, measure: str) -> None:
    assert [draft.measure for draft in drafts(text)] == [measure]


@pytest.mark.parametrize(
    "text",
    [
        "About 40 observers have left the city.",
        "Nine investors fell on hard times.",
        "The ministry made it one of its aims.",
        "Rebels could reach 500 by spring.",
    ],
)
def test_no_figure(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "group", "status"),
    [
        ("Raiders abducted 60 women and girls.", "women and girls", "civilian"),
        ("The shelling killed 12 soldiers and civilians.", "soldiers and civilians", "mixed"),
        ("Of those killed, 135 were civilians.", "civilians", "civilian"),
        ("Some 600 people, half of them combatants, have died.", "people", "mixed"),
        ("Five reporters sat in the car; all five were killed.", "reporters", "civilian"),
        ("Police arrested 14 “saboteurs” in Tarvel.", "saboteurs", "unknown"),
        ("Police arrested 14 saboteurs in Tarvel.", "saboteurs", "combatant"),
    ],
)
def test_who_was_counted(text: str, group: str, status: str) -> None:
    assert [(draft.group, draft.status) for draft in drafts(text)] == [(group, status)]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Five, perhaps six, children died.", (5, 6)),
        ("Three soldiers – possibly four – were killed.", (3, 3)),
        ("The number killed in Olm ranges from 40 to 90.", (40, 90)),
        ("The death toll may be as high as 240.", (None, 240)),
        ("Losses among the garrison ran into the hundreds.", (200, None)),
        ("The death toll may have reached as many as 70.", (None, 70)),
    ],
)
def test_bounds(text: str, bounds: tuple[int | None, int | None]) -> None:
    assert [count[1:] for count in told(text)] == [bounds]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The raid left 27 dead in Ganze, nine in Port Lomo.", ["killed 27", "killed 9"]),
        ("By nightfall eight bodies had been brought in; by dawn, fifteen.", ["killed 8", "killed 15"]),
        ("The governor lists 48 fatalities; the opposition, 130.", ["killed 48", "killed 130"]),
        ("Killed: 12. Wounded: 31. Missing: 4.", ["killed 12", "injured 31", "missing 4"]),
        ("Dead (12), wounded (31) and missing (4) were taken to Lomo.", ["killed 12", "injured 31", "missing 4"]),
        ("The toll was lowered by three to 41.", ["killed 41"]),
        ("The dead numbered thirty-three, all but four of them women.", ["killed 33"]),
        ("Two of the seven kidnapped nuns have been freed, leaving five in captivity.", ["abducted 5"]),
        ("Up to 70 per cent of the town's 45,000 people have fled.", []),
        ("Police shot and wounded four marchers.", ["injured 4"]),
        ("Gunmen shot nine marchers dead.", ["killed 9"]),
        ("Gunmen shot nine marchers at the gate.", ["casualties 9"]),
        ("Bandits marched off two score villagers.", ["abducted 40"]),
        ("The fires left a thousand people without shelter.", ["displaced 1000"]),
        ("Eleven stokers did not live to see the truce.", ["killed 11"]),
    ],
)
def test_wordings_of_a_measure(text: str, wanted: list[str]) -> None:
    assert [f"{draft.measure} {draft.value}" for draft in drafts(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("Two priests and a driver were among nine people shot dead.", [2, 2, None]),
        ("The ministry counted 22 casualties, including seven killed.", [None, 0]),
        ("The agency counts 30 casualties this year: 12 killed and 18 injured.", [None, 0, 0]),
        ("Police put the number of arrests at 212, of whom 40 were minors.", [None, 0]),
    ],
)
def test_parts_of_a_whole(text: str, wholes: list[int | None]) -> None:
    assert [draft.subset_of for draft in drafts(text)] == wholes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ambush left eight corpses on the road and a further dozen injured men.", ["killed 8", "injured 12"]),
        ("Fifteen were shot, six of them fatally.", ["casualties 15", "killed 6"]),
        ("Shelling sent 80 to hospital.", ["injured 80"]),
        ("Some 2,000 Karvelians have been made homeless by the fighting.", ["displaced 2000"]),
        ("Thirty-eight villagers were herded into a barn and burned to death.", ["killed 38"]),
        ("A seventh victim, a boy of nine, died overnight.", ["killed 1"]),
        ("Six people, one of them an infant, were injured.", ["injured 6", "injured 1"]),
        ("A nurse, a guard and a cook were killed.", ["killed 1", "killed 1", "killed 1"]),
        ("Thirty workers were treated for smoke inhalation.", ["injured 30"]),
    ],
)
def test_more_wordings_of_a_measure(text: str, wanted: list[str]) -> None:
    assert [f"{draft.measure} {draft.value}" for draft in drafts(text)] == wanted


def test_named_dead_are_those_the_names_belong_to() -> None:
    assert [(draft.group, draft.status) for draft in drafts("The order gave 30 more names of fallen riflemen.")] == [
        ("riflemen", "combatant")
    ]


def test_parts_of_the_dead_go_under_the_newest_total_and_run_on_with_it() -> None:
    text = (
        "The clinic says 818 people have been killed since 7 October. On Wednesday the clinic had given 569 killed. "
        "The clinic says 412 of the dead are children and 218 are women. A priest said 100 of those killed were boys."
    )
    figures = {figure.phrase: figure for figure in onrecord.read(text, date="2031-11-09").figures}
    newest = figures["818"].id
    assert [figures[phrase].subset_of for phrase in ("412", "218", "100")] == [newest] * 3
    assert [figures[phrase].scope for phrase in ("818", "412", "218", "100")] == ["cumulative"] * 4


def test_new_deaths_beside_their_total_are_of_their_own_day_and_nobody_reports_by_dying() -> None:
    five, total = onrecord.read("Five more people died on Friday, bringing the toll to 61.", date="2031-11-09").figures
    assert (five.subset_of, five.scope, total.scope, total.source) == (total.id, "incident", "cumulative", None)
