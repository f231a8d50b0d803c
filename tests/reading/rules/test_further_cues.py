"""Further invented sentences: verbs that look like nouns, counts and versions that somebody has, who is assured and what is held."""

import pytest

TAGGED = [
    (
        "A shell has landed in a yard in Osk, wounding six people, the provincial governor reports.",
        ["[the provincial governor] {reports} <A shell has landed in a yard in Osk, wounding six people>"],
    ),
    (
        "One of them, Dr Ilse Brun, doubts that all of these people are dead.",
        ["[One of them, Dr Ilse Brun] {doubts} <that all of these people are dead>"],
    ),
    (
        "Overnight the Council for Order's bulletin claimed 70 rebels killed.",
        ["[the Council for Order's bulletin] {claimed} <70 rebels killed>"],
    ),
    (
        "The opposition charges ministers with having ignored a warning.",
        ["[The opposition] {charges} <ministers with having ignored a warning>"],
    ),
    (
        "The prefect of Osk, Ines Mach, maintains that the war is over, and points to the waiting list at the school.",
        [
            "[The prefect of Osk, Ines Mach] {maintains} <that the war is over>",
            "[The prefect of Osk, Ines Mach] {points to} <the waiting list at the school>",
        ],
    ),
    (
        "We expect our supplies to run out by tomorrow and appeal to both sides to leave the street open.",
        ["[We] {expect} <our supplies to run out by tomorrow>", "[We] {appeal to} <both sides to leave the street open>"],
    ),
    (
        "A car bomb tore through a market, killing dozens, witnesses said.",
        ["[witnesses] {said} <A car bomb tore through a market, killing dozens>"],
    ),
    (
        "Four guards at the mill in Osk had been hurt, the paper was told by the prefect.",
        ["[the prefect] {was told by} <Four guards at the mill in Osk had been hurt>"],
    ),
    ("In Osk, villagers were told by soldiers to leave.", ["[soldiers] {were told by} <villagers // to leave>"]),
    ("The clinic says most of the dead are fishermen.", ["[The clinic] {says} <most of the dead are fishermen>"]),
    (
        "Norrin's deputy interior minister, Levan Shar, rejects any involvement.",
        ["[Norrin's deputy interior minister, Levan Shar] {rejects} <any involvement>"],
    ),
    (
        "The Osk Army (OA), which has guarded the pass, has since acknowledged that its men were there.",
        ["[The Osk Army (OA), which has guarded the pass] {has since acknowledged} <that its men were there>"],
    ),
    ("The traders themselves have testified that the guards came.", ["[The traders themselves] {have testified} <that the guards came>"]),
    (
        "“Our guns were silent,” says spokeswoman Chan Sop, who adds that another howitzer fired the round.",
        [
            "[spokeswoman Chan Sop] {says} <“Our guns were silent,”>",
            "[spokeswoman Chan Sop // who] {adds} <that another howitzer fired the round>",
        ],
    ),
]

GIVEN = [
    (
        "The parish priest gives the number of dead as five, the army's count is six raiders.",
        ["[The parish priest] {gives} <the number of dead as five>", "[the army's] {count} <six raiders>"],
    ),
    (
        "Velk, which last updated its count on Friday, gives nine soldiers killed.",
        ["[Velk, which last updated its count on Friday] {gives} <nine soldiers killed>"],
    ),
    ("The hospital list has 34 wounded.", ["[The hospital list] {has} <34 wounded>"]),
    ("The town has 34 wounded.", []),
    (
        "The army's version, issued on the 14th, is that raiders torched the clinic.",
        ["[The army's] {version} <that raiders torched the clinic>"],
    ),
    ("In Velk's account our men also shot two teachers.", ["[Velk's] {account} <our men also shot two teachers>"]),
    (
        "Residents have been assured by the battalion that they may return.",
        ["[the battalion] {have been assured by} <that they may return>"],
    ),
    ("It is widely held in the district that the coordinates were sold.", ["[] {It is widely held} <that the coordinates were sold>"]),
    ("In Velk it is taken for granted that the road will be cut.", ["[] {it is taken for granted} <that the road will be cut>"]),
    ("Seen as a warning to the company, the raid has set off a dispute.", ["[] {Seen as} <a warning to the company>"]),
    ("Our forces are determined to pursue the raiders.", ["[Our forces] {are determined} <to pursue the raiders>"]),
    ("The gang leader laughed the announcement off.", ["[The gang leader] {laughed // off} <the announcement>"]),
    ("The League claimed the raid in a message received by this station.", ["[The League] {claimed} <the raid>"]),
    ("The guild said through its radio station that it was behind the march.", ["[The guild] {said} <that it was behind the march>"]),
    ("Two pilots stated in writing that they had turned back.", ["[Two pilots] {stated} <that they had turned back>"]),
    (
        "Twelve people were killed in Tora, the clinic said, but the army said three people died.",
        ["[the clinic] {said} <Twelve people were killed in Tora>", "[the army] {said} <three people died>"],
    ),
    (
        "According to one of them, guards even fired on people fleeing.",
        ["[one of them] {According to} <guards even fired on people fleeing>"],
    ),
    ("The front and the army each said the other had fired first.", ["[The front and the army] {said} <the other had fired first>"]),
    ("The army and the front both said they had won.", ["[The army and the front] {said} <they had won>"]),
    ("The toll was revised to 36 by the ministry.", ["[the ministry] {was revised} <The toll // to 36>"]),
    ("The guild counted 41 raids, in which 96 people died.", ["[The guild] {counted} <41 raids>"]),
    (
        "The guild condemns the violence and calls for an inquiry.",
        ["[The guild] {condemns} <the violence>", "[The guild] {calls for} <an inquiry>"],
    ),
    (
        "The League deplores the raid and appeals to elders to hand over the girls.",
        ["[The League] {deplores} <the raid>", "[The League] {appeals to} <elders to hand over the girls>"],
    ),
    ("They in turn allege that guards detained 14 traders.", ["[They] {allege} <that guards detained 14 traders>"]),
    ("The crew vowed on Facebook not to leave the quay.", ["[The crew] {vowed} <not to leave the quay>"]),
    ("A doctor there, who gave no name, said two had died.", ["[A doctor there, who gave no name] {said} <two had died>"]),
    ("The mayor here, Tomas Eil, said the ford was closed.", ["[The mayor here, Tomas Eil] {said} <the ford was closed>"]),
    (
        "Residents reached through an interpreter said the town was quiet.",
        ["[Residents reached through an interpreter] {said} <the town was quiet>"],
    ),
    ("The garrison has neither confirmed nor denied the raid.", []),
    ("The garrison would neither confirm nor deny the raid.", []),
    (
        "As the Morning Post has learned, the governor has removed the head of the harbour guard.",
        ["[the Morning Post] {has learned} <the governor has removed the head of the harbour guard>"],
    ),
    (
        "The bridge, as the agency understands, will be closed on Friday.",
        ["[the agency] {understands} <The bridge // will be closed on Friday>"],
    ),
    ("The garrison could not confirm or deny the report.", []),
    ("The inquiry did not establish that the guards fired the shells.", []),
    ("Five people reported missing by their families are still unaccounted for.", []),
    ("The garrison denied the raid.", ["[The garrison] {denied} <the raid>"]),
    ("The garrison will hear none of this.", ["[The garrison] {will hear none of} <this>"]),
    ("The guards have each assured us that none took part.", ["[The guards] {assured} <that none took part>"]),
]


@pytest.mark.parametrize(("text", "expected"), TAGGED + GIVEN)
def test_reads_every_attribution_of(read, text: str, expected: list[str]) -> None:
    assert read(text) == expected
