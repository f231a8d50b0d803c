"""A web page becomes a document with everything that it states about itself."""

import pytest

from onrecord.records import StatedDate

TEXT = "The River League said on Monday that three people had been hurt when the old mill in Upper Vale was shelled."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill or at any other building there."
BODY = f"<article><h1>Mill shelled</h1><p>{TEXT}</p><p>{DENIAL}</p></article>"


def page(head: str = "", body: str = BODY, lang: str = "en") -> str:
    return f"<!doctype html><html lang='{lang}'><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def linked_data(json: str) -> str:
    return f"<script type='application/ld+json'>{json}</script>"


def test_text_title_outlet_authors_language_and_address(opened_bytes):
    head = (
        "<title>Mill shelled | The Vale Post</title><meta property='og:title' content='Mill shelled'>"
        "<meta property='og:site_name' content='The Vale Post'><link rel=canonical href='https://vale.example/mill'>"
        + linked_data('{"@type": "NewsArticle", "author": [{"name": "Ada Stone"}, {"name": ["Bo Reed"]}], "publisher": {"name": "VP"}}')
        + "<meta name=author content='By Ada Stone'>"
    )
    outcome = opened_bytes("mill.html", page(head, lang="en-GB"))
    document = outcome.document
    assert document.text == f"Mill shelled\n\n{TEXT}\n\n{DENIAL}"
    assert (document.title, document.outlet, document.language) == ("Mill shelled", "The Vale Post", "en")
    assert document.authors == ("Ada Stone", "Bo Reed")
    assert document.url == "https://vale.example/mill"
    assert document.date is None
    assert document.issues == ()
    assert outcome.captures[0].media_type == "text/html"


def test_every_stated_date_is_kept_with_its_place(opened_bytes):
    head = (
        "<meta property='article:published_time' content='2031-03-05T08:00:00Z'><meta name='DC.date.issued' content='5 March 2031'>"
        "<meta name='last-modified' content='Thu, 06 Mar 2031 10:00:00 GMT'>"
        + linked_data(
            '{"@graph": [{"@type": "WebPage"},'
            ' {"@type": ["Thing", "NewsArticle"], "datePublished": "2031-03-05", "dateModified": ["2031-03-07"]}]}'
        )
    )
    body = f"<time datetime=2031-03-05 class=posted>Wed</time><time datetime=2031-03-06 class=updated>Thu</time>{BODY}"
    dates = opened_bytes("mill.html", page(head, body)).document.dates
    assert dates == (
        StatedDate(date="2031-03-05T08:00:00+00:00", kind="published", where="meta property article:published_time"),
        StatedDate(date="2031-03-05", kind="published", where="meta name DC.date.issued"),
        StatedDate(date="2031-03-06T10:00:00+00:00", kind="modified", where="meta name last-modified"),
        StatedDate(date="2031-03-05", kind="published", where="JSON-LD NewsArticle datePublished"),
        StatedDate(date="2031-03-07", kind="modified", where="JSON-LD NewsArticle dateModified"),
        StatedDate(date="2031-03-05", kind="published", where="time element posted"),
        StatedDate(date="2031-03-06", kind="modified", where="time element updated"),
        StatedDate(date="2031-03-05", kind="published", where="htmldate"),
    )


def test_dates_that_disagree_are_all_kept_and_said(opened_bytes):
    head = "<meta property='article:published_time' content='2031-03-05'>" + linked_data(
        '{"@type": "Article", "datePublished": "1969-12-31"}'
    )
    document = opened_bytes("mill.html", page(head)).document
    assert [date.date for date in document.dates][:2] == ["2031-03-05", "1969-12-31"]
    (issue,) = document.issues
    assert issue.code == "date.conflict"
    assert "1969-12-31 (JSON-LD Article datePublished)" in issue.message


def test_a_change_before_publication_is_said(opened_bytes):
    head = "<meta property='article:published_time' content='2031-03-05'><meta property='article:modified_time' content='2031-03-01'>"
    assert [issue.code for issue in opened_bytes("mill.html", page(head)).document.issues] == ["date.conflict"]


def test_the_same_moment_in_two_zones_is_no_conflict(opened_bytes):
    head = (
        "<meta property='article:published_time' content='2031-03-05T23:30:00-05:00'>"
        "<meta property='og:published_time' content='2031-03-06T04:30:00Z'>"
    )
    assert opened_bytes("mill.html", page(head)).document.issues == ()


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("2031-02-31", "date.impossible"),
        ("2031-03-05T24:30:00Z", "date.impossible"),
        ("2031-03-05T08:00:00+26:00", "date.impossible"),
        ("soon", "date.unknown"),
    ],
)
def test_a_date_that_cannot_be_one_is_said(opened_bytes, stated: str, code: str):
    document = opened_bytes("mill.html", page(f"<meta property='article:published_time' content='{stated}'>")).document
    assert [issue.code for issue in document.issues] == [code]
    assert "article:published_time" in document.issues[0].message
    assert all(date.where == "htmldate" for date in document.dates)


def test_dates_of_teasers_and_listed_items_are_not_this_reports(opened_bytes):
    head = linked_data('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]}')
    body = f"{BODY}<aside><time datetime=2020-01-02></time></aside>"
    dates = opened_bytes("mill.html", page(head, body)).document.dates
    assert all(not date.where.startswith(("JSON-LD", "time")) for date in dates)


def test_broken_linked_data_is_said_and_does_no_harm(opened_bytes):
    head = (
        linked_data("{never closed")
        + linked_data("[" * 100_000)
        + linked_data('{"@type": "Article", "headline": 5, "author": [[[]]], "datePublished": {"a": 1}}')
    )
    document = opened_bytes("mill.html", page(head)).document
    assert [issue.code for issue in document.issues] == ["html.embedded-data"]
    assert document.text.endswith(DENIAL)


def test_linked_data_inside_comment_marks_is_read(opened_bytes):
    head = linked_data('//<![CDATA[\n{"@type": "Article", "headline": "Mill"}\n//]]>')
    assert opened_bytes("mill.html", page(head)).document.title == "Mill"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "http://[broken"])
def test_an_address_that_is_none_is_left_out_and_said(opened_bytes, address: str):
    document = opened_bytes("mill.html", page(f"<link rel=canonical href='{address}'>")).document
    assert document.url is None
    assert [issue.code for issue in document.issues] == ["url.scheme"]


def test_the_encoding_a_page_declares(opened_bytes):
    text = "Комендант долины отрицает, что его солдаты обстреляли старую мельницу в понедельник вечером."
    declared = (
        f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body><p>{text}</p></body></html>"
    )
    document = opened_bytes("mill.html", declared.encode("cp1251")).document
    assert (document.text, document.issues) == (text, ())


def test_an_encoding_wrongly_declared_is_said_and_the_text_is_right(opened_bytes):
    body = "<article><p>“Nobody fired at the mill,” the army said; it’s the League’s own doing – a café was hit too.</p></article>"
    document = opened_bytes("mill.html", page(body=body).encode("cp1252")).document
    assert "“Nobody fired at the mill,”" in document.text
    assert [issue.code for issue in document.issues] == ["text.encoding"]


@pytest.mark.parametrize(
    "markup", ["<html><head><title>T</title></head></html>", "<!doctype html>", "<html><body><script>x</script></body></html>"]
)
def test_a_page_without_body_is_an_issue_and_kept(opened_bytes, markup: str):
    outcome = opened_bytes("mill.html", markup)
    assert (outcome.issue.code, outcome.issue.outcome) == ("html.no-text", "quarantined")
    assert len(outcome.captures) == 1


def test_a_page_that_only_embeds_its_text_is_read_with_a_remark(opened_bytes):
    document = opened_bytes(
        "mill.html", page(linked_data(f'{{"@type": "NewsArticle", "articleBody": "{TEXT}"}}'), "<div id=root></div>")
    ).document
    assert document.text == TEXT
    assert [issue.code for issue in document.issues] == ["html.embedded-text"]


def test_deep_nesting_is_said(opened_bytes):
    body = f"<article><p>{TEXT}</p>{'<div>' * 400}<p>{DENIAL}</p>{'</div>' * 400}</article>"
    document = opened_bytes("mill.html", page(body=body)).document
    assert document.text == f"{TEXT}\n\n{DENIAL}"
    assert [issue.code for issue in document.issues] == ["html.depth"]


def test_a_page_over_the_limit_is_kept_but_not_read(opened_bytes):
    outcome = opened_bytes("mill.html", b"<html>" + b" " * (21 * 1024 * 1024))
    assert outcome.issue.code == "text.limit"


def test_reading_a_page_twice_gives_the_same(opened_bytes):
    head = "<meta name=date content=2031-03-05>" + linked_data('{"@type": "Article", "datePublished": "2031-03-09"}')
    assert opened_bytes("mill.html", page(head)).everything == opened_bytes("mill.html", page(head)).everything


@pytest.mark.parametrize("name", ["related-note", "social", "share", "comment", "byline", "tags"])
@pytest.mark.parametrize("box", ["<div class='{}'>{}</div>", "<aside id='{}'>{}</aside>"])
def test_prose_that_is_left_out_of_an_article_is_said(opened_bytes, name, box):
    correction = "Correction: the army denied on Tuesday that it had fired."
    noted = box.format(name, f"<p>{correction}</p>")
    more = "<p>The fire service said that the roof had fallen in and that nobody could enter the building now.</p>"
    document = opened_bytes("mill.html", page(body=f"<article><p>{TEXT}</p><p>{DENIAL}</p>{more}{noted}</article>")).document
    if correction in document.text:
        assert "text.lost" not in [issue.code for issue in document.issues]
        return
    (issue,) = [issue for issue in document.issues if issue.code == "text.lost"]
    assert issue.outcome == "recorded"
    assert "1 paragraph (48 visible characters)" in issue.message
    assert "“Correction: the army denied" in issue.message


def test_labels_and_links_beside_an_article_are_no_loss(opened_bytes):
    link = "<p><a href=/b>Another story of the valley, told at length.</a></p>"
    beside = f"<div class=share><p>Share this</p></div><div class=related>{link}</div>"
    document = opened_bytes("mill.html", page(body=BODY.replace("</article>", f"{beside}</article>"))).document
    assert document.issues == ()
