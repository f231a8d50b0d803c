"""Which texts are copies of which, and which only have words in common. All texts are invented, and so are places, bodies and numbers."""

import random

import pytest

from onrecord.corroboration.copies import Listed, among, original_of, shared
from onrecord.records.copying import Copy, Report

DAM = (
    "TARN HOLLOW, June 4 (Union Wire) – Fighters blew up the spillway of the Tarn dam before dawn on Friday, and water stood"
    " a metre deep in"
    " four villages by noon, the district engineer, Ilse Maron, said.\n\nMaron counted eleven people drowned and put the number of houses"
    " under water at about three hundred. “We opened the lower gate by hand,” she said.\n\nThe Northern Front said the army had mined the"
    " spillway weeks ago. The army said that it had left the dam in April and had mined nothing.\n\nThe dam supplies two towns with power."
    " Both were dark on Friday evening."
)
BUS = (
    "A coach with pilgrims was fired at on the coast road near Sella on Tuesday, and nine of its passengers were wounded, the hospital in"
    " Sella reported. The driver, who was not hit, drove on for six kilometres before he stopped at a petrol station and rang for help.\n\n"
    "Nobody said that they had fired. The coast guard, whose post lies two bends further on, said its men had heard shots"
    " and taken them for"
    " a wedding."
)
MINE = (
    "Three schoolchildren were killed by a mine on the path to the well at Odreny on Monday, their teacher told the Lowland Gazette. The"
    " path had been used every day since the cease-fire and had been declared clear by both commands in the spring.\n\nA"
    " fourth child lost a"
    " foot. The teacher carried her to the road, where a lorry of the supply corps took them to the field hospital at Brase.\n\nBoth"
    " commands said on Tuesday that they would send sappers, and that the other side had laid the mine."
)
RELEASE = (
    "The Ministry of Public Order informs that its units have completed the operation in the eastern quarters of Vastry. All armed persons"
    " who had entered the quarters on 3 May have been removed from them, and the residents who left may return from six in the morning. The"
    " ministry asks residents not to touch objects whose purpose they do not know."
)
FOOTER = (
    "This newspaper is supported by its readers. If you value what we do, please subscribe, write to us or tell a friend about our work"
    " today."
)


def first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])


def two(original: str, copy: str, *, first: str = "Union Wire", second: str = "The Vale Post") -> tuple[Copy, ...]:
    reports = (
        Report(id="a", text=original, outlet=first, page="union.example/1", published="2031-06-04"),
        Report(id="b", text=copy, outlet=second, page="vale.example/1", published="2031-06-05"),
    )
    return among(reports)


COPIES = {
    "word for word": (DAM, DAM, "full"),
    "other quotation marks, dashes and spaces": (
        DAM,
        DAM.replace("“", '"').replace("”", '"').replace("–", "--").replace("\n\n", "\n"),
        "full",
    ),
    "capitals in the first words": (BUS, BUS.replace("A coach with pilgrims", "A COACH WITH PILGRIMS"), "full"),
    "two numbers changed": (DAM, DAM.replace("eleven", "twelve").replace("three hundred", "two hundred"), "full"),
    "one name spelled otherwise": (MINE, MINE.replace("Odreny", "Odreni").replace("Brase", "Braze"), "full"),
    "without the last paragraphs": (DAM, DAM[: DAM.index("The Northern")].strip(), "cut"),
    "without the dateline": (DAM, DAM[DAM.index("Fighters") :], "full"),
    "without a paragraph in the middle": (MINE, MINE.replace(MINE[MINE.index("A fourth") : MINE.index("Both")], ""), "cut"),
    "the first sentences only": (MINE, MINE[: MINE.index("The path")].strip(), "cut"),
    "with an introduction": (
        BUS,
        f"Pilgrims from our valley were on the road this week, and we waited for news of them.\n\n{BUS}",
        "additions",
    ),
    "with own paragraphs on both sides": (
        MINE,
        f"The village asks everybody to stay off the northern paths until it is told otherwise.\n\n{MINE}\n\nThe well will be served by a"
        " cart from the dairy, which comes at seven and again in the evening.",
        "additions",
    ),
    "half of it within a longer report": (
        BUS,
        "It was a bad week for those who travel. On Monday the ferry did not sail and the passengers slept in the customs shed. "
        + BUS[: BUS.index("Nobody")].strip()
        + " On Wednesday, at last, the mountain train came through with the post of a fortnight and no window broken.",
        "additions",
    ),
    "paragraphs in another order": (
        MINE,
        "\n\n".join(MINE.split("\n\n")[at] for at in (1, 0, 2)),
        "full",
    ),
}

OTHERS = {
    "the same event in other words": (
        BUS,
        "Nine pilgrims are in hospital after shots hit their coach outside Sella. According to the police the bus was on its way along the"
        " shore when it was struck; its driver went on to the next filling station. No group has claimed the attack, and the coast guard"
        " took the noise for a celebration.",
    ),
    "two papers that quote one sentence": (
        "Ilvar's mayor went to the market on Sunday to see what was left. “There is not one stall that I could not have named"
        " with its owner"
        " and with what was sold there on a Saturday,” he said. He stayed for an hour and left on foot.",
        "A delegation of the bishops visited Ilvar. The mayor showed them the square. “There is not one stall that I could not"
        " have named with"
        " its owner and with what was sold there on a Saturday,” he told his guests, who had brought blankets.",
    ),
    "a paper that quotes a release": (
        RELEASE,
        "Families in Vastry waited at the tram depot on Thursday. The ministry had told them in the night: “All armed persons"
        " who had entered"
        " the quarters on 3 May have been removed from them, and the residents who left may return from six in the morning.” By nine nobody"
        " had been let through, and the soup was gone.",
    ),
    "two papers that quote the same release": (
        "Vastry is quiet, the ministry says. “All armed persons who had entered the quarters on 3 May have been removed from them, and the"
        " residents who left may return from six in the morning,” it wrote. Our reporter heard mortars from the ring road at dusk.",
        "The trams in Vastry do not run yet. “All armed persons who had entered the quarters on 3 May have been removed from them, and the"
        " residents who left may return from six in the morning,” a notice says that hangs in the depot. Drivers play cards beneath it.",
    ),
    "a sentence of the trade": (
        "A drone fell on the grain store at Pellin on Monday. The guard was burned on both hands. The Courier could not verify"
        " the claims of"
        " either side independently, since access is restricted.",
        "Seven fishermen were detained off the Horn on Friday, their union said. The Courier could not verify the claims of either side"
        " independently, since access is restricted.",
    ),
    "a footer": (f"{BUS}\n\n{FOOTER}", f"{MINE}\n\n{FOOTER}"),
    "a short report of which a third is a footer": (
        f"{first_words(BUS, 40)}.\n\n{FOOTER[:70]}",
        f"{first_words(MINE, 40)}.\n\n{FOOTER[:70]}",
    ),
    "the names of two ministries": (
        "The Ministry of Foreign Affairs and International Trade of the Republic of Osk summoned the ambassador on Monday over"
        " the shelling of"
        " the bridge, and handed him a note in which it asks for an answer within ten days.",
        "The Ministry of Foreign Affairs and International Trade of the Republic of Osk has moved into its new building, which has no lift,"
        " and where visitors are asked to bring their own chairs until the autumn.",
    ),
    "lists of the same towns": (
        "Shelling was reported from Ilvar, Sella, Odreny, Brase and Pellin during the night. Eight people were hurt, most of"
        " them in Sella, where"
        " a bakery burned down.",
        "The census offices in Ilvar, Sella, Odreny, Brase and Pellin open again on Monday. Papers that were lost in the war can"
        " be asked for"
        " there without a fee.",
    ),
    "a report that cites the other": (
        MINE,
        "The Lowland Gazette writes that three children died on the way to a well at Odreny, and quotes their teacher. Both"
        " commands blame each"
        " other for the mine. We have rung the school, where nobody answers.",
    ),
    "nothing but a headline": ("Market hit, nine dead", "Market hit, nine dead"),
    "two empty texts": ("", ""),
}


@pytest.mark.parametrize("case", COPIES)
def test_a_copy_is_found_with_its_kind(case: str) -> None:
    original, copy, kind = COPIES[case]
    (found,) = two(original, copy)
    assert (found.original, found.copy, found.kind) == ("a", "b", kind)
    assert found.share >= 1 / 3


@pytest.mark.parametrize("case", OTHERS)
def test_what_only_has_words_in_common_is_none(case: str) -> None:
    original, copy = OTHERS[case]
    assert two(original, copy) == ()
    assert two(copy, original) == ()


@pytest.mark.parametrize("case", [*COPIES, *OTHERS])
def test_passages_are_the_same_words_in_both_texts(case: str) -> None:
    original, copy = (COPIES | OTHERS)[case][:2]
    for one in shared(original, copy).passages:
        there, here = original[slice(*one.original)], copy[slice(*one.copy)]
        assert even(there) == even(here)
        assert len(even(here)) == one.words >= 6


def even(text: str) -> list[str]:
    return "".join(letter.lower() if letter.isalnum() else " " for letter in text).split()


def test_what_the_copy_adds_is_marked() -> None:
    before, behind = "Pilgrims from our valley were on the road this week.", "The diocese asks relatives to ring between eight and ten."
    (found,) = two(BUS, f"{before}\n\n{BUS}\n\n{behind}")
    text = f"{before}\n\n{BUS}\n\n{behind}"
    assert [text[start:end] for start, end in found.own] == [before[:-1], behind[:-1]]
    assert found.share_of_original == 1
    assert found.share_of_copy < 1


def test_shares_are_of_each_text() -> None:
    half = DAM[: DAM.index("The Northern")].strip()
    (found,) = two(DAM, half)
    assert found.share_of_copy == 1
    assert found.share_of_original == len(even(half)) / len(even(DAM))


def test_versions_of_one_page_and_reports_of_one_outlet_are_no_copies() -> None:
    assert two(DAM, DAM, first="The Vale Post") == ()
    assert two(DAM, DAM, first="The Vale Post", second="the  vale post") == ()
    one_page = (Report(id="a", text=DAM, outlet="X", page="x.example/1"), Report(id="b", text=DAM, outlet="Y", page="x.example/1"))
    assert among(one_page) == ()
    one_host = (Report(id="a", text=DAM, page="x.example/1"), Report(id="b", text=DAM, page="x.example/2"))
    assert among(one_host) == ()
    two_hosts = (Report(id="a", text=DAM, page="x.example/1"), Report(id="b", text=DAM, page="y.example/2"))
    assert len(among(two_hosts)) == 1


def report(name: str, text: str, day: int | None, outlet: str | None = None, **more: str) -> Report:
    published = None if day is None else f"2031-06-{day:02}"
    return Report(id=name, text=text, outlet=outlet or f"{name} Courier", **({"published": published} | more))


def pairs(*reports: Report) -> set[tuple[str, str]]:
    return {(one.original, one.copy) for one in among(reports)}


def test_the_earlier_is_the_original() -> None:
    assert pairs(report("late", BUS, 6), report("early", BUS, 5)) == {("early", "late")}


def test_a_credit_to_another_body_comes_before_the_day() -> None:
    """The agency's own page may be captured with a later day than a paper that printed it."""
    paper = report("paper", DAM, 4, "The Vale Post")
    agency = report("agency", DAM, 5, "Union Wire")
    assert pairs(paper, agency) == {("agency", "paper")}
    (found,) = among((paper, agency))
    assert found.credited == "Union Wire"


def test_on_one_day_the_own_dateline_then_the_hour_then_the_order_of_reading_decide() -> None:
    without = report("paper", DAM[DAM.index("Fighters") :], 5)
    assert pairs(without, report("agency", DAM, 5, "Union Wire")) == {("agency", "paper")}
    morning, evening = (report(name, BUS, 5, published=f"2031-06-05T{hour}:00") for name, hour in (("morning", "08"), ("evening", "19")))
    assert pairs(evening, morning) == {("morning", "evening")}
    assert pairs(report("first", BUS, 5), report("second", BUS, 5)) == {("first", "second")}
    assert pairs(report("undated", BUS, None), report("dated", BUS, 5)) == {("dated", "undated")}


def test_a_copy_of_a_copy_is_one_of_the_first_original() -> None:
    own = "Two of the villages have no road now, and the parish boat has been lent to them until the water falls again."
    second = report("second", f"{DAM}\n\n{own}", 5)
    third = report("third", f"{DAM}\n\n{own}", 6)
    assert pairs(report("first", DAM, 4, "Union Wire"), second, third) == {("first", "second"), ("first", "third")}


def test_whose_own_passage_is_copied_is_the_original_of_that() -> None:
    """The third took nothing of the first."""
    own = MINE[: MINE.index("A fourth")].strip()
    second = report("second", f"{BUS}\n\n{own}", 5)
    third = report("third", own, 6)
    assert pairs(report("first", BUS, 4), second, third) == {("first", "second"), ("second", "third")}


def test_of_two_versions_of_an_agency_the_one_that_was_printed_is_the_original() -> None:
    early = report("early", DAM[: DAM.index("The Northern")].strip(), 4, "Union Wire")
    late = report("late", DAM, 4, "Union Wire")
    assert pairs(early, late, report("paper", DAM, 5)) == {("late", "paper")}


def test_many_copies_have_one_original() -> None:
    copies = [report(f"paper {number}", DAM if number % 2 else DAM[: DAM.index("The dam")].strip(), 5) for number in range(12)]
    assert pairs(*copies[:6], report("agency", DAM, 4, "Union Wire"), *copies[6:]) == {("agency", one.id) for one in copies}


def test_a_notice_that_stands_in_hundreds_of_reports_for_months_makes_no_copies() -> None:
    notice = (
        "Reports in this service may be printed by members of the association of the free press of the lowlands without a fee, provided"
    )
    notice += " that the name of the member who wrote them is given and that nothing is left out or added to what they say."
    texts = [f"{' '.join(f'word{number}x{at}' for at in range(25))}.\n\n{notice}" for number in range(130)]
    spread = [
        Report(id=str(number), text=text, outlet=f"{number} Post", published=f"2031-{1 + number // 26:02}-{1 + number % 26:02}")
        for number, text in enumerate(texts)
    ]
    assert among(spread) == ()
    at_once = [Report(id=one.id, text=one.text, outlet=one.outlet, published="2031-01-01") for one in spread]
    assert len(among(at_once)) == 129


@pytest.mark.parametrize("order", range(60))
def test_reports_that_come_one_after_another_give_the_same_copies_in_any_order(order: int) -> None:
    own = "Two of the villages have no road now, and the parish boat has been lent to them until the water falls again."
    other = MINE[: MINE.index("A fourth")].strip()
    listed = [
        report("agency", DAM, 4, "Union Wire", read=0),
        report("paper", DAM[: DAM.index("The Northern")].strip(), 5, read=1),
        report("undated", DAM, None, read=2),
        report("second", f"{own} {own.upper()} The mill is open.\n\n{DAM}", 5, read=3),
        report("third", f"{own} {own.upper()} The mill is open.\n\n{DAM[: DAM.index('The dam')]}", 6, read=4),
        report("mine", MINE, 5, read=5),
        report("both", f"{other}\n\n{own} {own.upper()}", 7, read=6),
        report("stolen", DAM[DAM.index("Fighters") :], 3, read=7),
    ]
    expected = {one.copy: one for one in among(listed)}
    random.Random(order).shuffle(listed)
    known = Listed(listed)
    assert {one.id: copy for one in listed if (copy := original_of(one, known)) is not None} == expected
    assert len(expected) == 6
