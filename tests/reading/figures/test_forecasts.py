"""What a toll may yet come to is no count. All events are invented."""

import pytest

from onrecord.reading.figures import draft_figures
from onrecord.reading.page import Page


@pytest.mark.parametrize(
    "text",
    [
        "Some 20 divers are missing, and the figure could rise to 40.",
        "Some 20 divers are missing. The number of missing may climb to 90.",
        "Some 20 divers were killed. The death toll is expected to reach 50.",
    ],
)
def test_a_forecast_is_no_figure(text: str) -> None:
    assert [draft.value for draft in draft_figures(Page.of(text))] == [20]


@pytest.mark.parametrize("text", ["The death toll has risen to 61.", "The death toll could have reached 61."])
def test_a_toll_that_was_reached_is_one(text: str) -> None:
    assert draft_figures(Page.of(text))[-1].value == 61
