"""Title, outlet, issuer, form and language from the head of a report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.heading import read_heading
from onrecord.reading.heading.language import LANGUAGES, language_of
from onrecord.reading.page import Page
from onrecord.reading.times import expressions
from onrecord.records import Document, ReportDetails

BODY = "At least 12 people were killed on Monday when shells hit a market in Kalo Dabra, a doctor said. Nobody knows who fired them.\n"


def heading(text: str, **given: str) -> ReportDetails:
    return read_heading(page := Page.of(text), Document(id="x", text=text, **given), expressions(page))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Shells hit market in Kalo Dabra\n\n", "Shells hit market in Kalo Dabra"),
        ("Press release\n8 November 2023\nArmy statement on the attack\n", "Army statement on the attack"),
        ("8 November 2023\nMarket burns in Kalo Dabra\n", "Market burns in Kalo Dabra"),
        ("BREAKING\nMarket burns in Kalo Dabra\nBy Ana Belk\n", "Market burns in Kalo Dabra"),
        ("Velia live: Monday 20 May 2024\n\n16:42\n", "Velia live: Monday 20 May 2024"),
        ("", None),
        ("SELIM, May 5, 2021 (Osk Wire) – ", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert heading(head + BODY).title == title


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("SELIM, May 5, 2021 (Osk Wire) – " + BODY, "Osk Wire"),
        ("Market burns in Kalo Dabra\nOsk Valley News, published 8 November 2023\n" + BODY, "Osk Valley News"),
        (BODY + "A nurse told Osk Herald she had counted ten.", "Osk Herald"),
        (BODY + "Osk Wire could not confirm when the film was made.", "Osk Wire"),
        (BODY + "© 2023 Osk Daily", "Osk Daily"),
        ("Kalo, Velia (Nov. 8, 2023) – " + BODY, None),
        (BODY, None),
    ],
)
def test_outlet(text: str, outlet: str | None) -> None:
    assert heading(text).outlet == outlet


@pytest.mark.parametrize(
    ("text", "issuer", "form"),
    [
        (
            "Ministry of Defence of Velia: briefing, 3 May 2021\nEnemy units attacked Orel. The ministry states that it was repelled.",
            "Ministry of Defence of Velia",
            "press release",
        ),
        ("Prime Minister's Office, Velia\nStatement to the press\n" + BODY, "Prime Minister's Office, Velia", "press release"),
        ("Prime Minister's Office: statement\nWe reject the charge.", "Prime Minister's Office", "press release"),
        ("Army Press Office: statement\nWe reject the charge.", "Army", "press release"),
        ("VDF Spokesperson: update on Orel\nOur forces struck a workshop in Orel.", "VDF", "press release"),
        (
            "STATEMENT OF THE FREE OSK FRONT\nOur units attacked the camp at Orel. We reject all other accounts.",
            "Free Osk Front",
            "armed group",
        ),
        ("Army: shells hit market\n" + BODY, None, None),
        (
            "Ministry of Defence of Velia: briefing, 3 May 2021\nOur martyrs fell at Orel. The regime and the occupation will lose.",
            "Ministry of Defence of Velia",
            "press release",
        ),
        ("STATEMENT OF THE OSK YOUTH LEAGUE\nWe reject the charge. The regime made our martyrs.", "Osk Youth League", "press release"),
        ("STATEMENT OF THE OSK YOUTH LEAGUE\nWe reject the charge. Our fighters left Orel.", "Osk Youth League", "armed group"),
        ("STATEMENT OF THE OSK YOUTH LEAGUE\nOur brave troops left Orel.", "Osk Youth League", "armed group"),
        ("STATEMENT OF THE OSK YOUTH LEAGUE\nOur comrades who fell at Orel are mourned.", "Osk Youth League", "armed group"),
        ("STATEMENT OF THE OSK YOUTH LEAGUE\nOur combat units left Orel.", "Osk Youth League", "armed group"),
        ("STATEMENT OF THE OSK RELIEF LEAGUE\nOur medical units treated 30 people.", "Osk Relief League", "press release"),
        ("STATEMENT OF THE OSK RELIEF LEAGUE\nOur logistics units brought flour.", "Osk Relief League", "press release"),
        ("STATEMENT OF THE OSK RELIEF LEAGUE\nOur units brought flour. Our task forces met.", "Osk Relief League", "press release"),
        ("STATEMENT OF THE OSK RIDGE BRIGADES\nWe reject the charge.", "Osk Ridge Brigades", "armed group"),
    ],
)
def test_a_body_s_own_release(text: str, issuer: str | None, form: str | None) -> None:
    found = heading(text)
    assert (found.issuer, found.form) == (issuer, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELIM, May 5, 2021 (Osk Wire) – " + BODY, "wire"),
        ("Velia live: Monday 20 May 2024\n\n16:42\n" + BODY + "\n15:10\n" + BODY, "live blog"),
        ("Velia: flash update no. 9 (3 May 2021)\n- " + BODY, "un update"),
        ("Old clip, not a raid on Orel\nOsk Checks, 9 May 2021\n" + BODY + "Our verdict: miscaptioned.", "fact-check"),
        (BODY, None),
    ],
)
def test_form(text: str, form: str | None) -> None:
    assert heading(text).form == form


def test_what_came_with_the_document_wins() -> None:
    found = heading("Market burns in Kalo Dabra\n" + BODY, title="Given", outlet="Given Wire", language="fr", url="https://example.org/a")
    assert (found.title, found.outlet, found.language, found.url) == ("Given", "Given Wire", "fr", "https://example.org/a")


def language(text: str) -> str | None:
    return language_of(text, Page.of(text).tokens)


def test_language() -> None:
    assert language(BODY) == "en"
    assert language("Le ministère de la défense a déclaré que trois civils ont été tués dans la nuit de lundi à mardi.") == "fr"
    assert language("Минобороны сообщило, что ночью в посёлке погибли три мирных жителя и ещё десять ранены.") == "ru"
    assert language("Kalo Dabra, Orel") is None
    assert "en" in LANGUAGES


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    found = read_heading(page := Page.of(text), Document(id="x", text=text, language="en"), expressions(page))
    if found.published_span:
        assert 0 <= found.published_span[0] < found.published_span[1] <= len(text)


def test_a_name_over_a_file_number_heads_a_release() -> None:
    text = (
        "ROYAL VELIAN NAVY – COASTAL COMMAND\nRef CC/22. Issued at Gorum, 14/08/2023\n\nRE: PATROL OFF OSKEL\n\n"
        "Sailors of the Command boarded two boats on 12 August. We regret the delay."
    )
    details = read_heading(page := Page.of(text), Document(id="x", text=text), expressions(page))
    assert (details.issuer, details.form, details.published) == ("Royal Velian Navy", "press release", "2023-08-14")


def test_masthead_and_numbered_communique() -> None:
    assert heading("RADIO OSK – EVENING EDITION\nBulletin of 3 May 2021\n\n" + BODY).outlet == "Radio Osk"
    assert heading("COMMUNIQUÉ No. 7 OF THE HILL ASSEMBLY\n\n3 May 2021\n\nWe hit a depot. " + BODY).issuer == "Hill Assembly"
