"""Addresses as what they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.versions import article_of


@pytest.mark.parametrize(
    "url",
    [
        "https://www.vale-post.example/news/mill?id=7",
        "http://vale-post.example/news/mill?id=7#comments",
        "HTTPS://WWW.Vale-Post.example:443/news/mill/?id=7",
        "https://m.vale-post.example/news/mill?utm_source=x&id=7&fbclid=abc",
        "https://amp.vale-post.example/news/mill/amp?id=7",
        " https://vale-post.example/news/mill?ref=home&id=7 ",
    ],
)
def test_spellings_of_one_address(url: str):
    assert article_of(url) == "vale-post.example/news/mill?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=7", "https://a.example/x?id=8"),
        ("https://a.example/X", "https://a.example/x"),
        ("https://a.example:8443/x", "https://a.example/x"),
        ("https://news.a.example/x", "https://a.example/x"),
    ],
)
def test_other_pages_stay_apart(one: str, other: str):
    assert article_of(one) != article_of(other)


@pytest.mark.parametrize(
    "url", [None, "", "ftp://a.example/x", "file:///etc/hosts", "https://", "https://[1/", "mailto:a@b.example", "urn:x"]
)
def test_what_is_no_page(url: str | None):
    assert article_of(url) is None


@given(st.text(max_size=60) | st.text(max_size=60).map(lambda rest: f"https://a.example/{rest}"))
def test_any_text_is_answered(url: str):
    article = article_of(url)
    assert article is None or article_of(f"https://{article}") is not None
