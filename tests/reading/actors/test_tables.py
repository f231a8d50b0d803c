"""The shipped tables of names: complete rows, no word for two states by accident."""

from collections import defaultdict

from onrecord.reading.actors.names import force_names, international_names, state_names
from onrecord.reading.acts import acts
from onrecord.records.states import states


def test_every_state_has_a_code_and_a_name():
    assert len({known.country for known in state_names()}) >= 190
    assert all(known.country and len(known.country) == 2 and known.country.isupper() and known.words for known in state_names())


def test_no_word_names_two_states():
    owners: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for known in (*state_names(), *force_names()):
        owners[known.words].add(known.country)
    assert {" ".join(words) for words, codes in owners.items() if len(codes) > 1} == set()


def test_a_shared_word_is_another_state_s():
    for state in states():
        assert not set(state.shared) & {*state.names, *state.peoples, *state.seats}
        for word in state.shared:
            assert any(word in (*other.names, *other.peoples) for other in states() if other is not state)


def test_every_force_belongs_to_a_state_of_the_table():
    codes = {known.country for known in state_names()}
    assert {known.country for known in force_names()} <= codes


def test_no_international_body_is_also_a_state():
    states = {known.words for known in state_names()}
    assert not [known for known in international_names() if known.words in states]


def test_the_table_of_acts_holds_every_act():
    assert {entry.act for entry in acts().values()} == {
        "asserts", "reports", "estimates", "confirms", "claims", "accuses", "denies", "admits", "assesses", ""
            "interprets", "intends", "pledges",
        "calls for", "expects", "asks",
    }  # fmt: skip
