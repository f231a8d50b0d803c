"""Who stands behind the source: names, short names, pronouns, parts of groups, the report's own we."""

import pytest

from onrecord.records import Party

FRONT = Party(name="Littoral Front", aliases=("the Front",))
ARMY = Party(name="Velmari army", aliases=("the army",))


def test_a_persons_name_with_office(statements):
    found = statements(
        "[a|The regional governor, Ada Quill], {a|said} <a|so>. <b|“I saw it,”> [b|Quill] {b|said}. [c|She] {c|added} <c|that it rained>."
    )
    assert {found[name].actor for name in "abc"} == {"Ada Quill (regional governor)"}
    assert found["c"].antecedent is not None


def test_a_spokesman_bears_his_side(statements):
    found = statements("[a|A Front spokesman, Ben Orr], {a|said} <a|so>.", FRONT)
    assert found["a"].actor == "Ben Orr (Front spokesman, Littoral Front)"


@pytest.mark.parametrize(
    ("marked", "actor"),
    [
        ("[a|France] {a|said} <a|so>.", "Government of France"),
        ("[a|Cairo] {a|said} <a|so>.", "Government of Egypt"),
        ("[a|Kenya’s defence ministry] {a|said} <a|so>.", "Ministry of Defence of Kenya"),
        ("[a|The Kenyan defence ministry] {a|said} <a|so>.", "Ministry of Defence of Kenya"),
        ("[a|The IDF] {a|said} <a|so>.", "Israel Defense Forces"),
        ("[a|An Egyptian official] {a|said} <a|so>.", "Egyptian official (unnamed)"),
        ("[a|A nurse at the clinic, who withheld his name,] {a|said} <a|so>.", "nurse at the clinic (unnamed)"),
        ("[a|Witnesses] {a|said} <a|so>.", "Witnesses (unnamed)"),
        ("[a|The army] {a|said} <a|so>.", "Velmari army"),
        ("[a|Mirela Doss, who runs the school,] {a|said} <a|so>.", "Mirela Doss"),
        ("[a|A commander who goes by “General Sand”] {a|said} <a|so>.", "Sand (commander)"),
    ],
)
def test_one_source(statements, marked, actor):
    assert statements(marked, FRONT, ARMY)["a"].actor == actor


def test_a_pronoun_is_the_last_speaker_of_its_number(statements):
    found = statements(
        "[a|The ministry of health] {a|said} <a|so>. [b|Ada Quill, a doctor,] "
        "{b|disagreed}<b| with it>. [c|It] {c|added} <c|that>. [d|She] {d|left} <d|it there>."
    )
    assert found["c"].actor == found["a"].actor
    assert found["d"].actor == found["b"].actor


def test_who_was_called_she_is_not_he(statements):
    found = statements(
        "[a|The head of the Watch, Dara Quill], {a|said} <a|so>. [b|She] {b|added} <b|that>. [c|He] {c|said} <c|otherwise>. "
        "[d|She] {d|left} <d|it there>."
    )
    assert (found["b"].actor, found["d"].actor) == (found["a"].actor, found["a"].actor)
    assert (found["c"].actor, found["c"].antecedent) == (None, None)


def test_a_body_named_in_the_sentence_comes_before_an_earlier_speaker(statements):
    found = statements("[a|The army] {a|said} <a|so>. Film released by the Red Cross showed what [b|it] {b|said was} <b|a depot>.", ARMY)
    assert found["b"].actor == "Red Cross"


def test_he_is_not_a_document(statements):
    found = statements(
        "[a|The police chief] {a|resigned over} <a|it>. {b|According to} [b|leaked minutes], [c|he] {c|ordered} <c|the square cleared>."
    )
    assert found["c"].actor == found["a"].actor


def test_its_statement_is_whose_statement_it_is(statements):
    found = statements("[a|The Front] {a|said} <a|so>. <b|“We hold the pier,”> [b|its statement] {b|read}.", FRONT)
    assert found["b"].actor == found["a"].actor == "Littoral Front"


def test_one_of_them_is_one_of_the_last_group(statements):
    found = statements("[a|Two officers] {a|confirmed} <a|it>. [b|One of them] {b|said} <b|so>.")
    assert found["b"].actor == "officer (unnamed)"


def test_both_sides_are_the_parties(statements):
    found = statements("The army and the Front met. [a|Both sides] {a|pledged} <a|restraint>.", FRONT, ARMY)
    assert found["a"].actor == "Velmari army; Littoral Front"


def test_a_counterpart_holds_the_same_office_elsewhere(statements):
    found = statements("[a|Kenya’s defence ministry] {a|said} <a|so>; [b|its Egyptian counterpart] {b|disagreed}<b| with it>.")
    assert found["b"].actor == "Ministry of Defence of Egypt"


def test_we_is_the_outlet_or_the_issuer(statements):
    assert statements("[a|We] {a|asked} <a|for comment>.", outlet="Alda Weekly")["a"].actor == "Alda Weekly"
    assert statements("[a|We] {a|demand} <a|an inquiry>.", issuer="Littoral Front")["a"].actor == "Littoral Front"


def test_nobody_is_put_behind_a_pronoun_without_antecedent(statements):
    assert statements("[a|She] {a|said} <a|so>.")["a"].actor is None


def test_a_relative_pronoun_speaks_for_whom_it_follows(statements):
    found = statements("A letter came from the Orrian army, [a|which] {a|dismisses} <a|the story as gossip>.", Party(name="Orria"))
    assert found["a"].actor == "Orrian army"


def test_an_official_of_no_named_body_is_of_the_body_that_spoke_before(statements):
    found = statements("[a|The Orrian navy] {a|denied} <a|the charge>. [b|A spokeswoman] {b|granted} <b|that errors had occurred>.")
    assert found["b"].actor == f"spokeswoman ({found['a'].actor})"
    alone = statements("[b|A spokeswoman] {b|granted} <b|that errors had occurred>.")
    assert alone["b"].actor == "spokeswoman (unnamed)"


def test_an_alias_with_an_office_is_somebody_of_the_party(statements):
    party = Party(name="Orria", aliases=("Orria's envoy",))
    found = statements("[a|Orria's envoy, Ben Orr], {a|said} <a|the road was shut>.", party)
    assert found["a"].actor == "Ben Orr (envoy, Orria)"


def test_our_people_are_the_publisher_s(statements):
    found = statements("[a|Our analysts] {a|verified} <a|two pictures>.", outlet="Coast Ledger")
    assert found["a"].actor == "analysts (Coast Ledger)"


def test_bare_both_are_the_parties(statements):
    found = statements(
        "[a|Orria] {a|accused} <a|Tessia of arson>. [b|Tessia] {b|accused} <b|Orria of arson>. [c|Both] {c|denied} <c|the charge>.",
        Party(name="Orria"),
        Party(name="Tessia"),
    )
    assert found["c"].actor == "Orria; Tessia"


@pytest.mark.parametrize(
    ("marked", "actor"),
    [
        (
            "[a|The Harbour Council] {a|says} <a|the Reed Movement fired>. The Movement has sent a letter. "
            "[x|It] {x|says} <x|it has no guns>.",
            "Reed Movement",
        ),
        (
            "[a|A prison officer, Borin Alk,] {a|insisted} <a|that they were ill>.\n\nAmong the crowd was Dessa Prane, whose son Olin "
            "has been missing since May.\n\n<x|“There will be a list,”> [x|she] {x|said}.",
            "Dessa Prane",
        ),
        (
            "[a|The army] {a|admitted} <a|the error>.\n\n[b|Colonel Edo Marr] {b|told} the families <b|so>.\n\n"
            "[x|They] {x|wanted} <x|names>.",
            "families",
        ),
        (
            "Arvenia and Tessia each fired rockets, [a|Open Fields International] {a|said}. "
            "<x|Eleven died>, [x|the organization] {x|found}.",
            "Open Fields International",
        ),
        (
            "[a|The Dune League, whose men [b|the Reed Movement] {b|accuses} <b|of guiding the tanks>], {a|insists} <a|it took no part>. "
            "<x|‘We mind our goats,’> {x|said} [x|its chairman, Ilan Vorr].",
            "Ilan Vorr (chairman, Dune League)",
        ),
        ("Kwarama: [a|Musa K., who was sixteen,] {a|says} <a|so>. [x|He] {x|recalls} <x|the heat>.", "Musa K."),
        ("[a|The villagers] {a|fled}. [b|A widow] {b|said}: “[x|They] {x|say} <x|there will be a list>.”", None),
    ],
)
def test_a_pronoun_or_noun_stands_for_who_was_named_since(statements, marked, actor):
    assert statements(marked)["x"].actor == actor


def test_nobody_in_a_text_is_he_because_the_title_names_him(statements):
    found = statements("[a|Borin Alk]{a|:} <a|the guns were ours>\n\nThe market was full. [b|He] {b|said} <b|so>.")
    assert found["b"].actor is None
