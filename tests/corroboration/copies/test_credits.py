"""Credits: whose report a text says it prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroboration.copies import credited, credits

BODY = "Two shells fell on the harbour on Monday. Nobody was hurt, the harbour master said."

NAMED = {
    f"KESH (Larkmoor) – {BODY}": ("dateline", "Larkmoor"),
    f"KESH, May 2 (Larkmoor) — {BODY}": ("dateline", "Larkmoor"),
    f"(Reuters) - {BODY}": ("dateline", "Reuters"),
    f"Harbour hit\n\nKESH, Osk (Coast Wire) -- {BODY}": ("dateline", "Coast Wire"),
    f"KESH /Osk Press Agency/: {BODY}": ("dateline", "Osk Press Agency"),
    f"Coast Wire, OLD HARBOUR, 3 May – {BODY}": ("dateline", "Coast Wire"),
    f"By Ana Brek, Larkmoor News Agency\n\n{BODY}": ("byline", "Larkmoor News Agency"),
    f"By ANA BREK (AP)\n{BODY}": ("byline", "AP"),
    f"By Ana Brek for the Harbour Gazette\r\n\r\n{BODY}": ("byline", "Harbour Gazette"),
    f"By The Associated Press\n{BODY}": ("byline", "Associated Press"),
    f"{BODY} – AFP": ("agency line", "AFP"),
    f"{BODY}\n\n— Coast News Agency": ("agency line", "Coast News Agency"),
    f"{BODY} (Interfax News)": ("agency line", "Interfax News"),
    f"{BODY}\n\nSource: TASS": ("source", "TASS"),
    f"{BODY}\n(Source: Coast Wire)": ("source", "Coast Wire"),
    f"{BODY}\n\n© 2022 AP. All rights reserved.": ("copyright", "AP"),
    f"{BODY}\n\nCopyright 2031 by the Coast Wire": ("copyright", "Coast Wire"),
    f"{BODY}\n\nThis article was originally published by the Harbour Gazette.": ("reprint", "Harbour Gazette"),
    f"Reprinted with permission of Coast Wire.\n\n{BODY}": ("reprint", "Coast Wire"),
    f"This is what the Harbour Gazette writes about it:\n\n{BODY}": ("reprint", "Harbour Gazette"),
}

HELPED = [
    f"{BODY}\n\nWith reporting by Coast Wire.",
    f"{BODY}\n\nAdditional reporting by AFP in Osk.",
    f"{BODY}\n(Reporting by Coast News)",
]

NONE = [
    BODY,
    f"By Oskar Thal, in Hollin\n\n{BODY}",
    f"By Ana Brek and Petar Lund, Senior Correspondents\n\n{BODY}",
    f"By Ana Brek\n\n{BODY}",
    f"With reporting by Luc Torren in Osk.\n\n{BODY}",
    f"{BODY}\n\nReporting by Ana Brek; editing by Petar Lund",
    f"KESH (Osk Province) – {BODY}",
    "The general (who retired in May) – a man of few words – said nothing.",
    "They asked the ministry – the ministry said no – and went home.",
    "The paper was founded in 1911. By Monday it had no paper left.",
    "",
]


@pytest.mark.parametrize("text", NAMED)
def test_a_body_is_read(text: str) -> None:
    (found, *_) = credits(text)
    assert (found.kind, found.name) == NAMED[text]
    assert text[slice(*found.span)] == found.name
    assert credited(text, "The Vale Post") == found.name


@pytest.mark.parametrize("text", HELPED)
def test_who_helped_is_read_and_is_not_whose_report_it_is(text: str) -> None:
    assert [one.kind for one in credits(text)] == ["contribution"]
    assert credited(text, "The Vale Post") is None


@pytest.mark.parametrize("text", NONE)
def test_people_places_and_plain_words_are_none(text: str) -> None:
    assert credited(text, "The Vale Post") is None


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Larkmoor", "Larkmoor News Agency"),
        ("LNA", "Larkmoor News Agency"),
        ("Coast Wire", "coast wire"),
        ("Interbay Press", "Interbay Press"),
    ],
)
def test_an_outlets_own_credit_is_of_no_other(name: str, outlet: str) -> None:
    assert credited(f"KESH ({name}) – {BODY}", outlet) is None


def test_a_name_of_common_words_is_not_every_other_that_has_them() -> None:
    assert credited(f"KESH (The Times) – {BODY}", "The Harbour Times") == "The Times"


def test_where_the_outlet_is_not_known_nobody_is_another() -> None:
    assert credited(f"KESH (Larkmoor) – {BODY}", None) is None


@given(st.text(alphabet="AKab (),.–-:/©\n1“”", max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    for one in credits(text):
        assert text[slice(*one.span)] == one.name
