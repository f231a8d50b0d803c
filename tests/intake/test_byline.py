"""Bylines outside the text of a page are kept as authors, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.byline import read_byline

PROSE = "".join(
    f"<p>{text}</p>"
    for text in (
        "A shell hit the old mill in Upper Vale on Monday, the fire service said, and two people were taken to the clinic in Lower Vale.",
        "The River League said that the army had fired from the hill. The army denied that it had fired any shells that day.",
        "A doctor at the clinic said that both were sent home on Monday evening. The council asked both sides to keep their distance.",
    )
)


@pytest.mark.parametrize(
    ("text", "authors", "outlet"),
    [
        ("By Petar Lund", ("Petar Lund",), None),
        ("By Petar Lund and Ana de la Belk for the Vale Post", ("Petar Lund", "Ana de la Belk"), "Vale Post"),
        ("Written by Petar Lund in Upper Vale, Ana Belk in Old Harbour", ("Petar Lund", "Ana Belk"), None),
        ("By Petar Lund, chief correspondent, in Upper Vale", ("Petar Lund",), None),
        ("By Petar Lund | Published 4 May 2031, 14:05", ("Petar Lund",), None),
    ],
)
def test_a_byline(text: str, authors: tuple[str, ...], outlet: str | None) -> None:
    found = read_byline(text)
    assert found is not None
    assert (found.authors, found.outlet) == (authors, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "By Petar Lund. Correction: the army denied on Tuesday that it had fired.",
        "By Monday the army had denied that it fired, and the council had left.",
        "By the time the council met, nobody was left in the town.",
        "Correction: the army denied on Tuesday that it had fired.",
        "Petar Lund, chief correspondent",
        "By ",
    ],
)
def test_no_byline(text: str) -> None:
    assert read_byline(text) is None


def test_a_known_author_needs_no_by() -> None:
    found = read_byline("Petar Lund, chief correspondent", ("Petar Lund",))
    assert found is not None
    assert found.authors == ("Petar Lund",)


@given(st.text(max_size=60), st.sampled_from(["", "By ", "by Ana Belk, ", "By Ana Belk and "]))
def test_no_text_breaks_it(text: str, lead: str) -> None:
    found = read_byline(lead + text)
    assert found is None or all(found.authors)


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        ("", '<div class="byline">By Petar Lund and Ana Belk for the Vale Post</div>', ("Petar Lund", "Ana Belk")),
        (
            '<meta name="author" content="Petar Lund">',
            '<p class="byline">Petar Lund, Chief Correspondent, in Upper Vale</p>',
            ("Petar Lund",),
        ),
        (
            '<meta name="author" content="Petar Lund">',
            '<p class="byline">By Petar Lund and Ana Belk in Vale</p>',
            ("Petar Lund", "Ana Belk"),
        ),
        (
            '<meta property="article:published_time" content="2031-05-04">',
            '<div class="byline">By Petar Lund | Published 4 May 2031, 14:05</div>',
            ("Petar Lund",),
        ),
    ],
)
def test_a_byline_of_a_page_is_kept_and_no_loss(opened_bytes, head: str, byline: str, authors: tuple[str, ...]) -> None:
    page = f"<html><head><title>Mill</title>{head}</head><body><article><h1>Mill shelled</h1>{byline}{PROSE}</article></body></html>"
    document = opened_bytes("mill.html", page).document
    assert "Lund" not in document.text
    assert document.authors == authors
    assert "text.lost" not in [issue.code for issue in document.issues]


def test_what_a_byline_says_beside_is_still_missed(opened_bytes) -> None:
    byline = "By Petar Lund. Correction: the army denied on Tuesday that it had fired."
    page = f'<html><body><article><h1>Mill shelled</h1><div class="byline">{byline}</div>{PROSE}</article></body></html>'
    document = opened_bytes("mill.html", page).document
    assert [issue.code for issue in document.issues] == ["text.lost"]
    assert document.authors == ()
