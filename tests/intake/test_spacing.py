"""White space, collapsed and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import spacing

TEXTS = st.text(st.sampled_from("ab \t\n\r\xa0\u2009\u3000é"), max_size=60) | st.text(max_size=60)


@given(TEXTS)
def test_both_ways_of_collapsing_agree(text: str):
    with pytest.MonkeyPatch.context() as patch:
        short = spacing.single_spaced(text)
        patch.setattr(spacing, "_SHORT", -1)
        assert spacing.single_spaced(text) == short == " ".join(text.split())


@given(TEXTS)
def test_visible_characters_are_those_left_without_white_space(text: str):
    assert spacing.visible_characters(text) == len("".join(text.split()))
