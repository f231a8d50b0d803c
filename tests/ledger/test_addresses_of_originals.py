"""Addresses of places for originals, as settings name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.settings import Originals

SECRET = "open-sesame"


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """The index has no part in this."""
    return "sqlite"


@pytest.mark.parametrize("url", ["s3://desk-evidence/case-a", "s3://desk.evidence/2031/case-a/", "file:///mnt/evidence/case-a", ""])
def test_addresses_of_places(url: str) -> None:
    assert Originals(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        f"s3://desk:{SECRET}@desk-evidence/case-a",
        f"s3://{SECRET}@desk-evidence/case-a",
        f"s3://desk-evidence/case-a?secret={SECRET}",
        f"s3://desk-evidence/case-a#{SECRET}",
        f"https://desk:{SECRET}@example.org/case-a",
    ],
)
def test_credentials_in_an_address_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="have no place in the settings") as caught:
        Originals(url=url)
    assert SECRET not in str(caught.value)
    assert "AWS_SECRET_ACCESS_KEY" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "desk-evidence/case-a",
        "s3:desk-evidence/case-a",
        "s3://",
        "s3://desk-evidence",
        "s3://desk-evidence/",
        "s3://Desk_Evidence/case-a",
        "s3://desk-evidence//case-a",
        "s3://desk-evidence/../case-a",
        "s3://desk-evidence/case a",
        "simplecache::s3://desk-evidence/case-a",
        "https://example.org/case-a",
        "memory://case-a",
        "file://mnt/case-a",
        "file:///",
        "file:///mnt/../etc",
        "s3://[x/case-a",
    ],
)
def test_what_is_no_address_of_a_place_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"the originals' url (is no address|names no)"):
        Originals(url=url)


@given(st.text(max_size=40))
def test_no_text_makes_an_address_that_leads_out_of_its_place(text: str) -> None:
    try:
        url = Originals(url=f"s3://desk-evidence/{text}").url
    except ValueError:
        return
    assert url.isascii()
    assert not {"..", "."} & set(url.split("/"))
    assert not any(one in url for one in "?#")
