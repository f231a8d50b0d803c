"""Which state a phrase names."""

import pytest

from onrecord.corroboration.countries import countries_in, countries_of


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("Scottish police", ("GB",)),
        ("the English and Welsh guards", ("GB",)),
        ("New England troops", ()),
        ("fishermen of Lake Chad", ()),
        ("the army of Chad", ("TD",)),
    ],
)
def test_a_longer_name_is_not_the_state_inside_it(phrase: str, codes: tuple[str, ...]) -> None:
    assert countries_in(phrase) == codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("us",), {"US"}),
        (("states", "united"), {"US"}),
        (("american",), {"US"}),
        (("uk",), {"GB"}),
        (("congo", "democratic", "republic"), {"CD"}),
        (("africa", "south"), {"ZA"}),
        (("england", "new"), set()),
        (("kesh",), set()),
        (("egyptian", "sudanese"), {"EG", "SD"}),
    ],
)
def test_states_by_words_in_any_order(words: tuple[str, ...], codes: set[str]) -> None:
    assert countries_of(words) == codes
