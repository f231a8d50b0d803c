"""What heads a text without being its title: labels of its sort, bylines, and the names of those who publish it."""

import pytest

from onrecord.reading.heading import read_heading
from onrecord.reading.page import Page
from onrecord.reading.times import expressions
from onrecord.records import Document, ReportDetails

BODY = "At least 12 people were hurt on Monday when a shell hit a market in Kalo Dabra, a doctor said. Nobody knows who fired it.\n"
FUEL = "Fuel runs out in Kalo Dabra"


def heading(text: str) -> ReportDetails:
    return read_heading(page := Page.of(text), Document(id="x", text=text), expressions(page))


@pytest.mark.parametrize(
    "label",
    [
        "PRESS RELEASE",
        "MEDIA ADVISORY",
        "FOR IMMEDIATE RELEASE",
        "STATEMENT",
        "News release",
        "PRESS STATEMENT",
        "NEWS",
        "BREAKING NEWS",
        "FLASH UPDATE",
        "SITUATION REPORT No. 12",
        "Press release no. 44/31",
    ],
)
def test_a_label_is_neither_name_nor_title(label: str) -> None:
    found = heading(f"{label}\n\n{FUEL}\n\n3 October 2031\n\n{BODY}")
    assert (found.title, found.outlet, found.issuer, found.published) == (FUEL, None, None, "2031-10-03")


@pytest.mark.parametrize(
    "text",
    [
        f"PRESS RELEASE\n\nVale Aid\n\n{FUEL}\n\n3 October 2031\n\n{BODY}",
        f"Vale Aid\nMEDIA ADVISORY\n3 October 2031\n\n{FUEL}\n\n{BODY}",
        f"PRESS RELEASE | Vale Aid | 3 October 2031\n\n{FUEL}\n\n{BODY}",
        f"PRESS RELEASE\n\n3 October 2031\n\n{FUEL}\n\n{BODY}\nVale Aid is an independent relief organisation that works in Velia.",
        f"FOR IMMEDIATE RELEASE: October 3, 2031\n\n{FUEL}\n\n{BODY}\nMedia contact\n\nAna Belk, Vale Aid, +00 123 456",
        f"STATEMENT\n\n3 October 2031\n\n{FUEL}\n\n{BODY}\nAna Belk\n\nDirector General\n\nVale Aid\n",
    ],
)
def test_whose_release_it_is(text: str) -> None:
    found = heading(text)
    assert (found.title, found.outlet, found.issuer, found.published) == (FUEL, "Vale Aid", "Vale Aid", "2031-10-03")


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Vale Aid: fuel runs out in Kalo Dabra", ""),
        ("Vale Aid warns of hunger in Kalo Dabra", "Vale Aid works in Velia."),
        ("Wells For All warns of hunger in Kalo Dabra", "Wells For All works in Velia."),
        ("Fuel runs out in Kalo Dabra, Vale Aid says", ""),
    ],
)
def test_a_release_that_names_its_body_in_the_title(title: str, more: str) -> None:
    found = heading(f"PRESS RELEASE\n\n{title}\n\n3 October 2031\n\n{BODY}{more}")
    assert found.title == title
    assert found.issuer in ("Vale Aid", "Wells For All")


def test_a_place_that_opens_the_title_of_a_release_is_no_issuer() -> None:
    assert heading(f"PRESS RELEASE\n\nKalo Dabra without fuel for weeks\n\n3 October 2031\n\n{BODY}").issuer is None


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("SITUATION REPORT No. 12\nORDA Mareth\n4 May 2031\n\nHIGHLIGHTS\n\n", "SITUATION REPORT No. 12", "ORDA Mareth"),
        ("FLASH UPDATE\n\nMareth: floods and fighting\n\nORDA, 4 May 2031\n\n", "Mareth: floods and fighting", "ORDA"),
        (
            "Situation report No. 3 – Mareth\nAs of 4 May 2031\nPrepared by ORDA with its partners\n\n",
            "Situation report No. 3 – Mareth",
            "ORDA",
        ),
        ("ORDA Mareth | Situation report No. 12 | 4 May 2031\n\n", "ORDA Mareth | Situation report No. 12 | 4 May 2031", "ORDA Mareth"),
    ],
)
def test_who_publishes_a_numbered_report(head: str, title: str, outlet: str) -> None:
    found = heading(head + BODY)
    assert (found.title, found.outlet, found.published) == (title, outlet, "2031-05-04")


@pytest.mark.parametrize(
    ("line", "authors", "outlet"),
    [
        ("By Petar Lund, Iskar Courier, 3 October 2031", ("Petar Lund",), "Iskar Courier"),
        ("By Petar Lund, Iskar Courier\n3 October 2031", ("Petar Lund",), "Iskar Courier"),
        ("By Petar Lund and Ana Belk | Iskar Courier | October 3, 2031", ("Petar Lund", "Ana Belk"), "Iskar Courier"),
        ("By PETAR LUND in Kalo Dabra\nPublished: 14:05 GMT, 3 October 2031", ("Petar Lund",), None),
        ("Petar Lund in Kalo Dabra for Iskar Courier\nSun 3 Oct 2031 14.05 BST", ("Petar Lund",), "Iskar Courier"),
        ("Petar Lund | Iskar Courier | October 3, 2031", (), "Iskar Courier"),
        ("By Petar Lund, Kalo Dabra, 3 October 2031", ("Petar Lund",), None),
        ("By Petar Lund 3 October 2031 at 14:05 local time", ("Petar Lund",), None),
        ("By Petar Lund in Kalo Dabra and Ana Belk in Osk\n3 October 2031", ("Petar Lund", "Ana Belk"), None),
        ("The market in Kalo Dabra on 3 October 2031", (), None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], outlet: str | None) -> None:
    found = heading(f"A market burns in Kalo Dabra\n{line}\n\n{BODY}")
    assert (found.title, found.authors, found.outlet) == ("A market burns in Kalo Dabra", authors, outlet)
    assert found.published == "2031-10-03" or not authors


@pytest.mark.parametrize(
    ("text", "outlet", "title"),
    [
        (f"Iskar Courier\n\nA market burns\n\nOctober 3rd, 2031\n\n{BODY}", "Iskar Courier", "A market burns"),
        (f"A market burns - Iskar Courier\n3 October 2031\n\n{BODY}", "Iskar Courier", "A market burns - Iskar Courier"),
        (f"Transcript: bulletin of Radio Osk, 3 October 2031\n\n{BODY}", "Radio Osk", "Transcript: bulletin of Radio Osk, 3 October 2031"),
        (f"KALO DABRA, Oct 3 2031 /Tarn Wire/ - {BODY}", "Tarn Wire", None),
        (f"Tarn Wire, KALO DABRA, 3 October 2031 - {BODY}", "Tarn Wire", None),
        (f"KALO DABRA, Oct. 3 (Tarn Wire) - {BODY}\n(c) 2031 Tarn Wire", "Tarn Wire", None),
    ],
)
def test_other_places_of_an_outlet(text: str, outlet: str, title: str | None) -> None:
    found = heading(text)
    assert (found.outlet, found.title, found.published) == (outlet, title, "2031-10-03")


def test_a_head_set_out_like_a_letter() -> None:
    found = heading(f"Date: 4 May 2031\nRef: VA/31/12\nFrom: Vale Aid\nTo: All media\nSubject: {FUEL}\n\n{BODY}")
    assert (found.title, found.issuer, found.published) == (FUEL, "Vale Aid", "2031-05-04")


def test_fields_are_no_titles() -> None:
    found = heading(f"NEWS RELEASE\nFor release: 4 May 2031\nContact: Ana Belk, Vale Aid\n\n{FUEL}\n\n{BODY}")
    assert (found.title, found.issuer, found.published) == (FUEL, "Vale Aid", "2031-05-04")
    found = heading(f"SITREP #7\nReporting period: 27 April – 3 May 2031\nIssued: 4 May 2031\n\n{BODY}")
    assert (found.title, found.outlet, found.published) == ("SITREP #7", None, "2031-05-04")


def test_a_station_below_a_label() -> None:
    found = heading(f"INTERVIEW TRANSCRIPT\nRadio Osk\n4 May 2031\n\n{BODY}")
    assert (found.title, found.outlet) == (None, "Radio Osk")
    assert heading(f"Humanitarian Bulletin | Issue 12 | April 2031\n\nIn this issue\n\n{BODY}").title is not None
