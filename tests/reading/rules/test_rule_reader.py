"""Invented sentences and every attribution that must be read from them, written [source] {cue} <content>, pieces joined by " // "."""

import re

import pytest

DIRECT = [
    (
        "“The gate was open,” Colonel Ana Prusk told reporters in Velk.",
        ["[Colonel Ana Prusk] {told} <“The gate was open,”>"],
    ),
    (
        "“We fled at dawn. Nobody warned us,” said her neighbour, Tomas Eil, 61.",
        ["[her neighbour, Tomas Eil, 61] {said} <“We fled at dawn. Nobody warned us,”>"],
    ),
    (
        "“They came twice,” she said. “The second time they burned the mill.”",
        ["[she] {said} <“They came twice,” // “The second time they burned the mill.”>"],
    ),
    (
        "“The road,” the prefect said on Monday, “is closed until further notice.”",
        ["[the prefect] {said} <“The road,” // “is closed until further notice.”>"],
    ),
    ("“Who opened fire?” Dorn asked.", ["[Dorn] {asked} <“Who opened fire?”>"]),
    ("Said the mayor: “No one may leave.”", ["[the mayor] {Said} <“No one may leave.”>"]),
    ("The bishop added: “Bury them together.”", ["[The bishop] {added} <“Bury them together.”>"]),
    ("The governor waved the question away: “Ask the army.”", []),
    ("She shook her head: “They left nothing.”", ["[She] {:} <“They left nothing.”>"]),
    ("Major Hild stated:\n\n“Our men were in barracks.”", ["[Major Hild] {stated:} <“Our men were in barracks.”>"]),
    (
        "“We heard the lorries,” said Mira Oln.\n\n“Then it was quiet.”",
        ["[Mira Oln] {said} <“We heard the lorries,” // “Then it was quiet.”>"],
    ),
    (
        "“They took my brother,” said Lena Ost. “He is fifteen.\n\n“I have not slept since.”",
        ["[Lena Ost] {said} <“They took my brother,” // “He is fifteen. // “I have not slept since.”>"],
    ),
    ("“We will rebuild the bridge.” – Amina Sorr, mayor of Velk", ["[Amina Sorr, mayor of Velk] {–} <“We will rebuild the bridge.”>"]),
    ("Witness: “They shot at everything that moved.”", ["[Witness] {:} <“They shot at everything that moved.”>"]),
]

INDIRECT = [
    ("The army says rebels mined the bridge.", ["[The army] {says} <rebels mined the bridge>"]),
    (
        "A spokesman for the militia in Tarn said on Friday that its fighters had left.",
        ["[A spokesman for the militia in Tarn] {said} <that its fighters had left>"],
    ),
    (
        "Twelve people drowned when the ferry was hit, the regional governor, Oleg Darr, has said.",
        ["[the regional governor, Oleg Darr] {has said} <Twelve people drowned when the ferry was hit>"],
    ),
    (
        "Nine women were marched away, they added, and just two came back.",
        ["[they] {added} <Nine women were marched away // and just two came back>"],
    ),
    ("This valley, he says, is empty.", ["[he] {says} <This valley // is empty>"]),
    (
        "PORT VELK, 4 May 2021 (Northline) – At least six sailors died when a mine exploded, the navy reported.",
        ["[the navy] {reported} <At least six sailors died when a mine exploded>"],
    ),
    ("Two medics were killed, said the clinic, whose roof was hit.", ["[the clinic, whose roof was hit] {said} <Two medics were killed>"]),
    ("Medics told the agency at least nine bodies had been brought in.", ["[Medics] {told} <at least nine bodies had been brought in>"]),
    (
        "A person familiar with the talks confirmed that the truce had ended.",
        ["[A person familiar with the talks] {confirmed} <that the truce had ended>"],
    ),
    (
        "A court paper filed Tuesday says the general will stand trial.",
        ["[A court paper filed Tuesday] {says} <the general will stand trial>"],
    ),
    ("Many here fear that the dam will break.", ["[Many here] {fear} <that the dam will break>"]),
    ("The ministry said in a statement that the toll was wrong.", ["[The ministry] {said} <that the toll was wrong>"]),
]

SPEECH_ACTS = [
    (
        "Norrin accused Velkish forces of shelling Tamba, a charge Velk called “absurd”.",
        ["[Norrin] {accused} <Velkish forces of shelling Tamba>", "[Velk] {called} <a charge // “absurd”>"],
    ),
    (
        "The council denied that its men had fired and accused the army of a cover-up.",
        ["[The council] {denied} <that its men had fired>", "[The council] {accused} <the army of a cover-up>"],
    ),
    ("The junta denies targeting civilians.", ["[The junta] {denies} <targeting civilians>"]),
    ("The League called the film staged.", ["[The League] {called} <the film staged>"]),
    ("The Front dismissed the report as “gossip”.", ["[The Front] {dismissed} <the report as “gossip”>"]),
    ("Local nurses put the toll at 40.", ["[Local nurses] {put} <the toll at 40>"]),
    ("Both sides have pledged to reopen the ford, but nobody has crossed.", ["[Both sides] {have pledged} <to reopen the ford>"]),
    ("We call upon all states to halt the sale of fuel.", ["[We] {call upon} <all states to halt the sale of fuel>"]),
    ("The envoy urged the parties to return to talks.", ["[The envoy] {urged} <the parties to return to talks>"]),
    ("The Front claimed responsibility for the ambush.", ["[The Front] {claimed responsibility for} <the ambush>"]),
    ("The League is deeply worried about a shortage of salt.", ["[The League] {is deeply worried about} <a shortage of salt>"]),
    ("The pilots handed us a list of 14 drowned.", ["[The pilots] {handed} <a list of 14 drowned>"]),
    (
        "The duty log seen by the paper records three lorries leaving at dawn.",
        ["[The duty log seen by the paper] {records} <three lorries leaving at dawn>"],
    ),
]

OTHER_CUES = [
    ("According to the clinic's director, Ilse Barr, six men died.", ["[the clinic's director, Ilse Barr] {According to} <six men died>"]),
    ("Six men died, according to hospital records.", ["[hospital records] {according to} <Six men died>"]),
    (
        "The raid has, according to elders, left 40 families homeless.",
        ["[elders] {according to} <The raid has // left 40 families homeless>"],
    ),
    ("As the abbot put it, “nobody is safe”.", ["[the abbot] {put it} <“nobody is safe”>"]),
    (
        "The army rejects the League's claim that only families were sheltering there.",
        [
            "[The army] {rejects} <the League's claim that only families were sheltering there>",
            "[the League's] {claim} <that only families were sheltering there>",
        ],
    ),
    ("The council's claim that 400 fighters died was mocked.", ["[The council's] {claim} <that 400 fighters died>"]),
    (
        "The army was accused by villagers of burning the granary.",
        ["[villagers] {was accused by} <The army // of burning the granary>"],
    ),
    (
        "He was quoted by the state agency as saying that the rebels had fled.",
        ["[He] {was quoted by the state agency as saying} <that the rebels had fled>"],
    ),
    (
        "The Norrin government has released pictures of the dead, claiming that they were shot by the League.",
        ["[The Norrin government] {claiming} <that they were shot by the League>"],
    ),
    (
        "Velk says rebels used the school as a base, which the rebels deny.",
        ["[Velk] {says} <rebels used the school as a base>", "[the rebels] {deny} <which>"],
    ),
    ("A second film, said by the channel to show the launch, was old.", ["[the channel] {said} <to show the launch>"]),
]

UNSOURCED = [
    (
        "It is feared that the ferrymen were led over the pass.",
        ["[] {It is feared} <that the ferrymen were led over the pass>"],
    ),
    ("The thaw is seen as a sign that Norrin has tired.", ["[] {is seen as} <a sign that Norrin has tired>"]),
    ("Tamba is understood to want a truce.", ["[] {is understood to} <want a truce>"]),
    (
        "The fighting has reportedly driven thousands from their homes.",
        ["[] {reportedly} <The fighting has // driven thousands from their homes>"],
    ),
    ("The Front broke the truce, it is understood.", ["[] {it is understood} <The Front broke the truce>"]),
]

SEVERAL = [
    (
        "The group denies the accusation, and claims that it struck the barracks alone.",
        ["[The group] {denies} <the accusation>", "[The group] {claims} <that it struck the barracks alone>"],
    ),
    (
        "Tamba said the League had shelled the port, while the League said army guns had hit its camp.",
        ["[Tamba] {said} <the League had shelled the port>", "[the League] {said} <army guns had hit its camp>"],
    ),
    (
        "The League, which had argued on Sunday that 30 sheep drowned, repeated its count on Friday.",
        [
            "[The League // which] {had argued} <that 30 sheep drowned>",
            "[The League, which had argued on Sunday that 30 sheep drowned] {repeated} <its count>",
        ],
    ),
    (
        "A pilot said shepherds hoped for a thaw, adding she doubted it could come.",
        [
            "[A pilot] {said} <shepherds hoped for a thaw>",
            "[A pilot] {adding} <she doubted it could come>",
            "[shepherds] {hoped for} <a thaw>",
            "[she] {doubted} <it could come>",
        ],
    ),
    (
        "The Herald quotes Mayor Petra Lund as saying that guns had been moved.",
        [
            "[The Herald] {quotes} <Mayor Petra Lund as saying that guns had been moved>",
            "[Mayor Petra Lund] {saying} <that guns had been moved>",
        ],
    ),
    (
        "He referred members of parliament to the General Staff, which has stated that nobody fired.",
        ["[the General Staff // which] {has stated} <that nobody fired>"],
    ),
    (
        "According to Mayor Petra Lund 52 guns had been moved.",
        ["[Mayor Petra Lund] {According to} <52 guns had been moved>"],
    ),
    (
        "State radio cited an officer as saying guns had been moved.",
        ["[State radio] {cited} <an officer as saying guns had been moved>", "[an officer] {saying} <guns had been moved>"],
    ),
    (
        "The agency reported, citing the mayor, that the well was poisoned.",
        ["[The agency] {reported} <that the well was poisoned>", "[the mayor] {citing} <that the well was poisoned>"],
    ),
]

FURTHER = [
    ("A farmer who fled told us that he saw tanks.", ["[A farmer who fled] {told} <that he saw tanks>"]),
    ("All the men we met blamed the army.", ["[All the men we met] {blamed} <the army>"]),
    ("The channel showed what it said was a captured pilot.", ["[it] {said} <a captured pilot>"]),
    (
        "Outrage grew, with the envoy, Ilse Marr, describing the raid as a crime.",
        ["[the envoy, Ilse Marr] {describing} <the raid as a crime>"],
    ),
    ("The prefect brushed aside the report as “gossip”.", ["[The prefect] {brushed aside} <the report as “gossip”>"]),
    ("The League issued a statement saying its men had left.", ["[The League] {saying} <its men had left>"]),
    ("Relief Watch: no aid has reached the camp since May", ["[Relief Watch] {:} <no aid has reached the camp since May>"]),
    ("The council: a short history of the valley", []),
    ("What is certain, the bishop said, is that nobody slept.", ["[the bishop] {said} <What is certain // is that nobody slept>"]),
    ("Velk drew a rebuke from Tamba, which called it “reckless”.", ["[Tamba // which] {called} <it “reckless”>"]),
    (
        "“The commander assured us that his men were asleep,” she said.",
        [
            "[she] {said} <“The commander assured us that his men were asleep,”>",
            "[The commander] {assured} <that his men were asleep>",
        ],
    ),
]

REPLIES = [
    ("Pure fantasy, said Norrin.", ["[Norrin] {said} <Pure fantasy>"]),
    ("Not one bullet, the sergeant insists.", ["[the sergeant] {insists} <Not one bullet>"]),
    (
        "Had the guards opened the sluice? No, answered the foreman.",
        ["[the foreman] {answered} <Had the guards opened the sluice? No>"],
    ),
    ("At least nine drowned sheep, says herder", ["[herder] {says} <At least nine drowned sheep>"]),
    ("On Tuesday, the foreman said.", []),
    ("There is, insists Velk, no proof of it.", ["[Velk] {insists} <There is // no proof of it>"]),
    ("What was found, said the nurse, were two boots.", ["[the nurse] {said} <What was found // were two boots>"]),
    ("They had guns – “tavern talk”, sneered the foreman.", ["[the foreman] {sneered} <“tavern talk”>"]),
    (
        "The foreman would have none of it: the sluice had been shut.",
        ["[The foreman] {would have none of} <it>", "[The foreman] {:} <the sluice had been shut>"],
    ),
]

TELLINGS = [
    ("“Never,” came the reply from the garrison.", ["[the garrison] {reply} <“Never,”>"]),
    (
        "The pilots say nine sank, the guild says ten had.",
        ["[The pilots] {say} <nine sank>", "[the guild] {says} <ten had>"],
    ),
    (
        "Nine, according to the pilots; ten, according to the guild.",
        ["[the pilots] {according to} <Nine>", "[the guild] {according to} <ten>"],
    ),
    ("In her telling, the bell rang first.", ["[her] {telling} <the bell rang first>"]),
    ("Nine barges sank, by the pilots' count.", ["[the pilots'] {count} <Nine barges sank>"]),
    ("That, in the abbot's view, was the cause.", ["[the abbot's] {view} <That // was the cause>"]),
    ("The abbot's answer: no bell was rung.", ["[The abbot's] {answer} <no bell was rung>"]),
    ("Her point is that the ford was mined.", ["[Her] {point} <that the ford was mined>"]),
    ("“Rubbish” was the abbot's only comment.", ["[the abbot's] {only comment} <“Rubbish”>"]),
    ("“Pure theatre” was how the abbot put it.", ["[the abbot] {was how // put it} <“Pure theatre”>"]),
    ("That is what the pilots say.", ["[the pilots] {say} <That>"]),
    ("The mill was shut, or so the pilots say.", ["[the pilots] {say} <The mill was shut>"]),
    ("If the pilots are to be believed, the lock was open.", ["[the pilots] {are to be believed} <the lock was open>"]),
    ("To hear the abbot tell it, the mill was shut.", ["[the abbot] {tell it} <the mill was shut>"]),
    ("As the abbot tells it, the mill was shut.", ["[the abbot] {tells it} <the mill was shut>"]),
]

PHRASES = [
    ("A pilot who begged not to be filmed said the lock was open.", ["[A pilot who begged not to be filmed] {said} <the lock was open>"]),
    ("The garrison let it be known that the ford was shut.", ["[The garrison] {let it be known} <that the ford was shut>"]),
    ("Three boats had sunk, she went on.", ["[she] {went on} <Three boats had sunk>"]),
    ("The garrison has owned up to nine arrests.", ["[The garrison] {has owned up to} <nine arrests>"]),
    ("Elders hold the garrison answerable for the fire.", ["[Elders] {hold} <the garrison answerable for the fire>"]),
    ("The garrison was held responsible by elders.", ["[elders] {was held} <The garrison // responsible>"]),
    ("Nor do we accept that a child was armed.", ["[we] {Nor do // accept} <that a child was armed>"]),
    ("Velk finds that idea laughable.", ["[Velk] {finds} <that idea laughable>"]),
    ("The guild raised its estimate to 70.", ["[The guild] {raised} <its estimate to 70>"]),
    ("Losses were put at 70 by the guild.", ["[the guild] {were put} <Losses // at 70>"]),
    ("The foreman admitted under questioning that he had slept.", ["[The foreman] {admitted} <that he had slept>"]),
    ("Only the last page owned that the boat had been hit.", ["[the last page] {owned} <that the boat had been hit>"]),
]

NOUNS = [
    (
        "An allegation, raised by shepherds, that the well was fouled went unheard.",
        ["[shepherds] {allegation} <that the well was fouled>"],
    ),
    ("From the garrison came word that the ford had been lost.", ["[the garrison] {word} <that the ford had been lost>"]),
    (
        "Its claim that the ford was mined is one that the guild rejects.",
        ["[Its] {claim} <that the ford was mined>", "[the guild] {rejects} <Its claim that the ford was mined>"],
    ),
    ("The dam held, something the guild disputes.", ["[the guild] {disputes} <something>"]),
    (
        "The guild and, separately, the pilots said the lock was open.",
        ["[The guild and, separately, the pilots] {said} <the lock was open>"],
    ),
    (
        "Norrin shut its gates, its envoy noting that snow had fallen.",
        ["[its envoy] {noting} <that snow had fallen>"],
    ),
]

INSERTED = [
    ("It was the guild, she is certain.", ["[she] {is certain} <It was the guild>"]),
    ("The guild, pilots are adamant, had left by noon.", ["[pilots] {are adamant} <The guild // had left by noon>"]),
    (
        "What the guild calls a shed was, villagers say, a school.",
        ["[villagers] {say} <What the guild calls a shed was // a school>", "[the guild] {calls} <a shed>"],
    ),
    ("The gate, two nurses told me, was locked.", ["[two nurses] {told} <The gate // was locked>"]),
    ('The ford, as the abbot put it, was "a grave".', ['[the abbot] {put it} <The ford // was "a grave">']),
    ("The mayor, it is widely assumed, fled to Orria.", ["[] {it is widely assumed} <The mayor // fled to Orria>"]),
    ("That a second boat had sailed the navy did concede.", ["[the navy] {did concede} <That a second boat had sailed>"]),
    (
        "Its claim that we hid guns there we also reject.",
        ["[Its] {claim} <that we hid guns there>", "[we] {reject} <Its claim that we hid guns there>"],
    ),
    ("By its count the fire killed nine people.", ["[its] {count} <the fire killed nine people>"]),
    ("No convoy passed the mill, is the answer of the command.", ["[the command] {is the answer of} <No convoy passed the mill>"]),
    (
        '"Nobody rang the bell," Abbot Renn, 71, the guild\'s elder, told us at the weir.',
        ['[Abbot Renn, 71, the guild\'s elder] {told} <"Nobody rang the bell,">'],
    ),
    (
        "The army names the Dune League, which, they know, wants the mill.",
        ["[the Dune League // which] {wants} <the mill>"],
    ),
    ('Kell said the ford was mined. "We found four charges."', ['[Kell] {said} <the ford was mined // "We found four charges.">']),
]

FIGURES = [
    ("The clinic says sixty died; the prefect stops at fifty.", ["[The clinic] {says} <sixty died>", "[the prefect] {stops at} <fifty>"]),
    ("The mayor said about 40 people were hurt.", ["[The mayor] {said} <about 40 people were hurt>"]),
    ("The infirmary put the injured at between 12 and 15.", ["[The infirmary] {put} <the injured at between 12 and 15>"]),
    ("Yesterday its matron made it ninety.", ["[its matron] {made} <it ninety>"]),
    ("The League owns up to nearly forty deaths.", ["[The League] {owns up to} <nearly forty deaths>"]),
    ("The guild reckons that 900 left, a count we could not test.", ["[The guild] {reckons} <that 900 left>"]),
]

ADMITTED = [
    ("We do not hide that our mortar hit the mill.", ["[We] {do not hide} <that our mortar hit the mill>"]),
    ("We wash our hands of that story.", ["[We] {wash our hands of} <that story>"]),
    ("The Front boasted of having sunk the ferry.", ["[The Front] {boasted of} <having sunk the ferry>"]),
    ("A second letter withdrew the claim.", ["[A second letter] {withdrew} <the claim>"]),
    ("Any role in the raid is flatly denied.", ["[] {is flatly denied} <Any role in the raid>"]),
    ("The blackout is often put down to old cables.", ["[] {is often put down to} <old cables>"]),
    (
        "OSTROW: We were never there. Our tanks stood in the depot.\n\nHOST: Was the bridge open?\n\nKELL: It fell. No one told us.",
        ["[OSTROW] {:} <We were never there. Our tanks stood in the depot>", "[KELL] {:} <It fell. No one told us>"],
    ),
    (
        'A part of the talk:\n\n"OSTROW: We were never there. Ask the mayor.\n\n"(LAUGHTER)\n\n"KELL: It fell.\n\n"No one told us.\n\n'
        '"OSTROW: Not by us.\n\n"Write to the desk."',
        ["[OSTROW] {:} <We were never there. Ask the mayor>", '[KELL] {:} <It fell.\n\n"No one told us>', "[OSTROW] {:} <Not by us>"],
    ),
]

NOT_STATEMENTS = [
    "Norrin: what we know about the raid",
    "The boast was withdrawn.",
    "The bus stopped at nine.",
    "The lorry stopped at two villages.",
    "A second letter withdrew the troops.",
    "The guild gave no account of the fire.",
    "The guild was unable to verify the map.",
    "The guild did not respond to letters.",
    "The lorry broke down near the well.",
    "Soldiers found the bridge mined and turned back.",
    "No one claimed responsibility for it.",
    "The account could not be verified.",
    "It is not known how many fighters died.",
    "The market opened at six, and traders set out their sheep.",
    "",
    "…",
    "“",
    "The chancery does not say how many of the drowned were sailors.",
    "The registry does not call the count a number of villagers.",
    "The bureau has checked none of these counts.",
    "The navy has not disclosed the number of wounded.",
    "The abbey never said that the bridge was mined.",
    "Nor does the abbey call it a massacre.",
    "Orria and Norrin: Tuesday as it unfolded",
    "The photographs confirmed that the mill had burned.",
    "The photographs were laid on a table. They confirmed how badly the mill had burned.",
    "The elders were shown the photographs by the council.",
    "Five more people died on Friday, bringing the toll to 61.",
    "The mission itself declined to comment.",
    "He offered no evidence.",
    "Dozens feared dead after the ferry sank.",
    "Norrin: 1,160 deaths in custody at Madar – the registers speak",
    "Norrin: nine men were killed in the hills\n\nNorrinian troops buried them.",
    "Musa K., who was sixteen then, says there were two hundred boys.",  # missed, and not put into the mouth of "there"
]


ALL = (
    DIRECT
    + INDIRECT
    + SPEECH_ACTS
    + OTHER_CUES
    + UNSOURCED
    + SEVERAL
    + FURTHER
    + REPLIES
    + TELLINGS
    + PHRASES
    + NOUNS
    + INSERTED
    + FIGURES
    + ADMITTED
)


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_reads_every_attribution_of(read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOT_STATEMENTS)
def test_reads_nothing_from(read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", [text for text, _ in ALL])
def test_exchanging_two_names_exchanges_them_and_changes_nothing_else(read, text: str) -> None:
    names = {"Velk": "Tamba", "Tamba": "Velk", "League": "Front", "Front": "League", "Norrin": "Orria", "Orria": "Norrin"}

    def exchanged(words: str) -> str:
        return re.sub(r"\b(" + "|".join(names) + r")\b", lambda match: names[match[0]], words)

    assert read(exchanged(text)) == [exchanged(line) for line in read(text)]
