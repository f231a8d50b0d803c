"""Reviews are made of what two people agreed on, and of nothing else."""

import json
from typing import Any

import pytest
from tests.export.tables.conftest import Desk, market

from onrecord import flow
from onrecord.errors import WrongUse
from onrecord.ledger import View


def graph(desk: Desk, to: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.export(to, **options).file.read_bytes())["@graph"]
    return found


@pytest.fixture
def unjudged(tmp_path: Any) -> Desk:
    """A case of which nobody judged anything."""
    desk = Desk(tmp_path)
    desk.keep(market())
    return desk


@pytest.mark.parametrize("to", ["claimreview", "mediareview"])
def test_without_an_assessment_there_is_nothing_to_write(unjudged: Desk, to: str):
    unjudged.assess("market/f1", "supported", agrees=None)
    unjudged.assess("market/m1", "staged content", agrees=False)
    unjudged.assess("market", "well sourced")
    with pytest.raises(WrongUse, match=f"no two people agreed on an assessment in these reports that a {to} could be made of"):
        unjudged.export(to)
    assert [path.name for path in unjudged.folder.iterdir()] == ["case"]


def test_a_claim_goes_out_as_people_judged_it(desk: Desk):
    figure, statement = graph(desk, "claimreview")
    assert figure["reviewRating"] == {"@type": "Rating", "alternateName": "best estimate", "ratingExplanation": "by the rules: two lists"}
    assert statement["reviewRating"] == {"@type": "Rating", "alternateName": "supported"}
    assert statement["claimReviewed"] == "31 people, including six children, were killed"
    assert figure["claimReviewed"].startswith("The rescue committee said on Sunday that 31 people")
    assert figure["claimReviewed"].endswith("were killed in Ostrel.")
    assert statement["itemReviewed"]["description"] == "according to rescue committee"
    assert statement["itemReviewed"]["identifier"] == "market/s1"
    assert statement["itemReviewed"]["appearance"] == {
        "@type": "NewsArticle",
        "identifier": "market",
        "headline": "Shells hit market in Ostrel",
        "url": "https://coast-herald.example/market",
        "datePublished": "2031-05-04",
        "publisher": {"@type": "Organization", "name": "Coast Herald"},
    }
    assert statement["author"] == {"@type": "Organization", "name": "Ostvale Desk"}


def test_a_media_item_goes_out_with_its_category_where_the_word_is_one(desk: Desk):
    desk.assess("market/m1", "shown before")
    original, shown = graph(desk, "mediareview")
    assert original["mediaAuthenticityCategory"] == "https://schema.org/OriginalMediaContent"
    assert "mediaAuthenticityCategory" not in shown
    assert shown["reviewRating"]["alternateName"] == "shown before"
    assert shown["itemReviewed"]["mediaItemAppearance"] == [{"@type": "VideoObject", "description": "the stalls"}]


def test_no_number_is_made_of_a_word_and_nobody_of_the_desk_goes_out(desk: Desk):
    for to in ("claimreview", "mediareview"):
        told = desk.export(to).file.read_text("utf-8")
        assert "ratingValue" not in told
        assert not [name for name in ("Reyes", "Osei", "saw them", "p-") if name in told]


def test_an_assessment_of_a_record_that_was_corrected_since_is_set_aside(desk: Desk):
    desk.correct("market/f1", set={"min": 30})
    assert [one["itemReviewed"]["identifier"] for one in graph(desk, "claimreview")] == ["market/s1"]


def test_who_publishes_must_be_named(desk: Desk):
    with View.open(desk.case) as view, pytest.raises(WrongUse, match="who publishes the reviews must be named for claimreview"):
        flow.export_table(view, None, desk.folder / "out.jsonld", to="claimreview", publisher=" ")
    assert not (desk.folder / "out.jsonld").exists()
