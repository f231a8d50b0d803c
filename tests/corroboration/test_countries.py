"""Which state a phrase names."""

import pytest

from onrecord.corroboration.countries import countries_in


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
