"""What the speaker does: the cue's own act, the construction, and what the content says."""

import pytest

ACTS = [
    # the cue's own act
    ("[a|The mayor] {a|said} <a|the bridge was closed>.", "asserts"),
    ("[a|The registry] {a|lists} <a|eight burials>.", "reports"),
    ("[a|The council] {a|put} <a|the toll at nine>.", "estimates"),
    ("{a|According to} [a|aid workers], <a|an estimated 4,000 people left>.", "estimates"),
    ("[a|The clinic] {a|confirmed} <a|two deaths>.", "confirms"),
    ("[a|The front] {a|claims} <a|that it holds the hill>.", "claims"),
    ("[a|The union] {a|boasted of} <a|a victory>.", "claims"),
    ("[a|The army] {a|conceded} <a|that a shell went astray>.", "admits"),
    ("[a|The envoy] {a|condemned} <a|the raid>.", "assesses"),
    ("[a|The analyst] {a|argues} <a|that the truce was never meant to hold>.", "interprets"),
    ("[a|The cabinet] {a|plans} <a|to send engineers>.", "intends"),
    ("[a|The general] {a|vowed} <a|to return>.", "pledges"),
    ("[a|The bishop] {a|urged} <a|both sides to talk>.", "calls for"),
    ("[a|Farmers] {a|fear} <a|that the harvest is lost>.", "expects"),
    ("[a|The widow] {a|asked} <a|who gave the order>.", "asks"),
    # construction
    ("[a|The envoy] {a|asked} <a|both sides for restraint>.", "calls for"),
    ("[a|The envoy] {a|asked} <a|the council to meet>.", "calls for"),
    ("[a|The officer] {a|told} <a|residents to leave>.", "calls for"),
    ("[a|Mediators] {a|hope} <a|to meet in May>.", "intends"),
    ("[a|Mediators] {a|hope} <a|for a pause>.", "expects"),
    ("[a|Mediators] {a|want} <a|to meet in May>.", "intends"),
    ("[a|The mayor] {a|wants} <a|the road reopened>.", "calls for"),
    ("[a|The council] {a|rejected} <a|the proposal>.", "assesses"),
    ("[a|The council] {a|rejected} <a|the allegation>.", "denies"),
    ("[a|The group] {a|dismissed} <a|the inquiry as a whitewash>.", "assesses"),
    ("[a|The army] {a|called} <a|the report a fabrication>.", "denies"),
    ("[a|The army] {a|called} <a|the delay regrettable>.", "assesses"),
    ("[a|The guard] {a|described} <a|a wall of smoke>.", "asserts"),
    ("[a|The guard] {a|described} <a|the raid as brutal>.", "assesses"),
    ("[a|The colonel] {a|blamed} <a|an error in a table>.", "asserts"),
    ("[a|The company] {a|offered its condolences to} <a|the families>.", "assesses"),
    ("[a|The weekly] {a|was unable to confirm} <a|the count>.", "asserts"),
    ("[a|The front] {a|has not claimed} <a|responsibility>.", "asserts"),
    ("[a|Villagers] {a|doubt} <a|that anyone will be tried>.", "expects"),
    # the content decides
    ("[a|The mayor] {a|said}: <a|“Who will pay for this?”>", "asks"),
    ("[a|The mayor] {a|said} <a|that Orrian soldiers had burned the mill>.", "accuses"),
    ("[a|The mayor] {a|said} <a|the mill had been burned by Orrian soldiers>.", "accuses"),
    ("[a|The mayor] {a|said} <a|that men in Orrian army uniform came at night and took away six people>.", "accuses"),
    ("[a|The mayor] {a|said} <a|Orrian artillery had hit the mill>.", "accuses"),
    ("[a|The mayor] {a|said} <a|the mill had been burned by the NLA>.", "accuses"),
    ("[a|The mayor] {a|said} <a|an Orrian strike had hit the mill>.", "asserts"),
    ("[a|The mayor] {a|said} <a|gunmen had attacked the mill>.", "asserts"),
    ("[a|The Orrian army] {a|said} <a|its forces had struck a depot>.", "asserts"),
    ("[a|The envoy] {a|said} <a|he doubted it would last>.", "assesses"),
    ("[a|The envoy] {a|said}: <a|“We condemn this raid”>.", "assesses"),
    ("[a|The envoy] {a|said} <a|he hoped for a pause>.", "expects"),
    ("[a|The colonel] {a|said}: <a|“We were wrong”>.", "admits"),
    ("[a|The colonel] {a|said}: <a|“We will answer every shell”>.", "pledges"),
    ("[a|The ministry] {a|states} <a|that such raids will not go unpunished>.", "pledges"),
    ("[a|The relief office] {a|said} <a|all sides must open the road>.", "calls for"),
    ("[a|The relief office] {a|said} <a|the conditions were appalling>.", "assesses"),
    ("[a|The front] {a|said} <a|the report was a lie>.", "denies"),
    ("[a|The army] {a|said}: <a|“We do not target homes”>.", "denies"),
    ("[a|The army] {a|said} <a|it had killed 90 rebels>, without giving evidence.", "claims"),
    ("[a|The army] {a|said} <a|it had killed 90 rebels>. It did not provide evidence.", "claims"),
    ("[a|A charity] {a|named} <a|the Orrian army as the attackers>.", "accuses"),
    # blame by construction
    ("[a|The mayor] {a|held} <a|Orrian pilots responsible for the blaze>.", "accuses"),
    ("<a|Orrian pilots> {a|were held} <a|answerable for the blaze> by [a|the mayor].", "accuses"),
    ("[a|Farmers] {a|attribute} <a|the arson to the Orrian army>.", "accuses"),
    ("[a|Farmers] {a|attribute} <a|the drought to the dam>.", "interprets"),
    ("[a|The ministry] {a|attributed} <a|the drone crash to bad weather>.", "interprets"),
    ("[a|The army] {a|attributed} <a|the shell explosion in its depot to heat>.", "interprets"),
    ("[a|The army] {a|attributed} <a|the strike to “a foreign drone”>.", "accuses"),
    ("[a|A lawyers’ union’s] {a|allegation} <a|that detainees were tortured>.", "accuses"),
    ("[a|The mayor] {a|said} <a|Orrian soldiers fired at the mill>.", "accuses"),
    ("[a|The mayor] {a|said} <a|Orrian soldiers fired into the air>.", "asserts"),
    ("[a|Grocers] {a|say} <a|the fire was the work of the Orrian army>.", "accuses"),
    ("[a|Grocers] {a|say} <a|the rockets came from the Orrian army>.", "accuses"),
    ("[a|Grocers] {a|say} <a|the letters came from the Orrian army>.", "asserts"),
    ("[a|Grocers] {a|say} <a|Orrian soldiers set nine stalls ablaze>.", "accuses"),
    ("<a|Behind the raid>, {a|said} [a|the mayor], <a|stood the Orrian army>.", "accuses"),
    ("[a|The front] {a|was quick to point at} <a|the Orrian army>.", "accuses"),
    ("[a|The mayor] {a|said} <a|it was Orrian soldiers who had fired at the queue>.", "accuses"),
    ("[a|The mayor] {a|said} <a|it was Orrian soldiers who had mended the mill>.", "asserts"),
    ("[a|The mayor] {a|said} <a|those who burned the mill were Orrian soldiers>.", "accuses"),
    ("[a|The mayor] {a|said} <a|those who burned the mill were not Orrian soldiers>.", "asserts"),
    ("[a|The mayor] {a|said} <a|responsibility lay with the Orrian army>.", "accuses"),
    ("[a|The mayor] {a|said} <a|the Orrian army bore the blame>.", "accuses"),
    ("[a|The mayor] {a|said} <a|Orrian jets flattened the mill>.", "accuses"),
    # the cue parts subject and verb
    ("<a|Orrian soldiers>, [a|grocers] {a|told} us, <a|burned the mill>.", "accuses"),
    ("<a|Its guns>, {a|said} [a|the battalion], <a|had not shelled the mill>.", "denies"),
    ("<a|The mill>, {a|said} [a|the mayor], <a|had closed>.", "asserts"),
    # concessions by negation
    ("[a|The battalion] {a|does not hide} <a|that its men broke in>.", "admits"),
    ("[a|The battalion] {a|makes no secret of} <a|its losses>.", "admits"),
    ("[a|The battalion] {a|does not dispute} <a|that its men broke in>.", "admits"),
    ("[a|The battalion] {a|neither confirmed nor denied} <a|that its men broke in>.", "asserts"),
    ("[a|The clerk] {a|allowed} <a|that two ledgers were lost>.", "admits"),
    ("[a|The clerk] {a|withdrew} <a|the claim>.", "denies"),
    ("[a|The clerk] {a|withdrew} <a|two ledgers>.", "asserts"),
    ("[a|The clerk] {a|made} <a|it forty-one>.", "estimates"),
    ("[a|The abbot] {a|asked} <a|forgiveness>.", "calls for"),
    ("[a|The battalion] {a|washes its hands of} <a|this tale>.", "denies"),
    ("<a|The delay> {a|is put down to} <a|floods>.", "interprets"),
    # what was not said does nothing
    ("[a|The mayor] {a|did not accuse} <a|the Orrian army of burning the mill>.", "asserts"),
    ("[a|The mayor] {a|would not say} <a|that Orrian soldiers had burned the mill>.", "asserts"),
    ("[a|The colonel] {a|has not said}: <a|“We will answer every shell”>.", "asserts"),
    # answers without a verb
    ("<a|“Wild exaggeration,”> {a|said} [a|the colonel].", "denies"),
    ("<a|“We did no such thing,”> {a|said} [a|the colonel].", "denies"),
    ("[a|The colonel] {a|said}: <a|“We took no holiday”>.", "asserts"),
    ("<a|“Sheer fantasy,”> {a|snorted} [a|the colonel].", "denies"),
    ("<a|A tall tale>, {a|said} [a|the colonel].", "denies"),
    ("<a|Nothing of the sort>, {a|insists} [a|the colonel].", "denies"),
    ("<a|A quiet night>, {a|said} [a|the colonel].", "asserts"),
    ("<a|“That yarn deserves no reply,”> {a|said} [a|the colonel].", "denies"),
    ("[a|The navy] {a|finds} <a|this charge laughable>.", "denies"),
    ("[a|The navy] {a|finds} <a|the delay unacceptable>.", "assesses"),
    ("{a|Nor does} [a|the navy] {a|accept} <a|the allegation>.", "denies"),
    ("[a|The navy] {a|does not accept} <a|the terms>.", "assesses"),
    ("[a|The navy] {a|brushed aside} <a|the allegation>.", "denies"),
    ("{a|As} [a|the mayor] {a|put it}, <a|the road was gone>.", "asserts"),
    ("[a|The mayor] {a|put it at} <a|nine>.", "estimates"),
    ("[a|The pilots] {a|owned up to} <a|two strikes>.", "admits"),
    ("[a|The colonel] {a|told} reporters: <a|“We misjudged the range”>.", "admits"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "act"), ACTS)
def test_act(statements, marked, act):
    assert statements(marked)["a"].act == act


NEGATIVE = [
    ("[a|The mayor] {a|did not say} <a|who burned the mill>.", True),
    ("[a|The mayor] {a|didn't say} <a|who burned the mill>.", True),
    ("[a|The mayor] {a|could not confirm} <a|the toll>.", True),
    ("[a|The mayor] {a|was unable to say} <a|who burned the mill>.", True),
    ("[a|The mayor] {a|refused to confirm} <a|the toll>.", True),
    ("[a|The mayor] {a|declined to name} <a|the battalion>.", True),
    ("[a|The mayor] {a|has no record} <a|of the raid>.", True),
    ("[a|The mayor] never {a|said} <a|that the mill had burned>.", True),
    ("[a|The mayor] no longer {a|claims} <a|that the mill had burned>.", True),
    ("[a|The mayor] {a|does not dispute} <a|that the mill had burned>.", True),
    ("[a|Nobody] {a|said} <a|who burned the mill>.", True),
    ("[a|Neither side] {a|would say} <a|who burned the mill>.", True),
    ("[a|The mayor] {a|said} <a|the mill had not burned>.", False),
    ("[a|The mayor] {a|refused} <a|a truce>.", False),
    ("[a|The mayor] {a|denied} <a|the charge>.", False),
    ("[a|The mayor] {a|left no doubt} <a|that the mill had burned>.", False),
    ("[a|The mayor] {a|made no secret of} <a|the losses>.", False),
    ("[a|The mayor] {a|failed}, <a|according to the widow>.", False),
]


@pytest.mark.parametrize(("marked", "negated"), NEGATIVE)
def test_a_negative_cue_is_marked_so(statements, marked, negated):
    assert statements(marked)["a"].negated is negated


def test_the_same_words_accuse_whoever_speaks(statements):
    for speaker, doer in (("The Orrian army", "Tessian soldiers"), ("The Tessian army", "Orrian soldiers")):
        found = statements(f"[a|{speaker}] {{a|said}} <a|{doer} had burned the mill>.")
        assert found["a"].act == "accuses"


def test_they_in_a_quotation_are_those_just_accused(statements):
    found = statements("[a|The council] {a|blamed} <a|the Orrian army>. <b|“They fired for two hours,”> [b|a nurse] {b|said}.")
    assert found["b"].act == "accuses"


def test_a_repeated_figure_keeps_the_act_of_its_first_telling(statements):
    found = statements("[ab|The militia], which {a|had claimed} <a|that 30 people died>, {b|repeated} <b|the figure>.")
    assert found["b"].act == "claims"


@pytest.mark.parametrize(
    ("marked", "speech"),
    [
        ("[a|The mayor] {a|said} <a|the bridge was closed>.", True),
        ("[a|The envoy] {a|condemned} <a|the raid>.", True),
        ("[a|Farmers] {a|fear} <a|that the harvest is lost>.", False),
        ("[a|The office] {a|verified} <a|the killing of six people>.", False),
        ("[a|Our intelligence] {a|indicates} <a|that the depot was used>.", False),
        ("[a|Two sources] {a|indicate} <a|that the depot was used>.", True),
        ("{a|It is feared} <a|that the dam will break>.", False),
        ("<a|The convoy was> {a|allegedly} <a|robbed>.", True),
    ],
)
def test_speech_is_told_from_attitudes_and_examining(statements, marked, speech):
    assert statements(marked)["a"].speech is speech


SAID_ALL_THE_SAME = [
    "not only said",
    "never stopped saying",
    "did not hesitate to say",
    "could not but say",
    "did not fail to say",
    "never tires of saying",
]


@pytest.mark.parametrize("cue", SAID_ALL_THE_SAME)
def test_a_negative_that_asserts_is_none(statements, cue):
    assert statements(f"[a|The mayor] {{a|{cue}}} <a|that the mill had burned>.")["a"].negated is False


@pytest.mark.parametrize("source", ["No fewer than five witnesses", "None other than the mayor", "No 10"])
def test_a_source_that_only_begins_like_nobody_is_somebody(statements, source):
    assert statements(f"[a|{source}] {{a|said}} <a|that the mill had burned>.")["a"].negated is False
