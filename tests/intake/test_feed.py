"""News feeds: every item a document, whatever the feed's age and manners."""

import pytest
from tests.intake.conftest import Open

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."

CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


def rss(*items: str, channel: str = "", head: str = "", attributes: str = f'version="2.0" {CONTENT} {DUBLIN}') -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss {attributes}><channel><title>Vale Post</title>'
        f"<link>http://post.example/</link><language>en-gb</language>{channel}{inside}</channel></rss>"
    )


def test_an_item_with_everything(opened_bytes: Open):
    item = (
        "<title>Mill &lt;b&gt;shelled&lt;/b&gt; &amp;amp; burnt</title><link>http://post.example/1</link>"
        "<guid isPermaLink='false'>tag:1</guid>"
        "<pubDate>Mon, 03 Mar 2031 10:00:00 +0200</pubDate><dc:creator>Ada Bryn</dc:creator>"
        f"<description>{CLAIM[:40]}…</description>"
        f"<content:encoded><![CDATA[<p>{CLAIM}</p><ul><li>one</li><li>two&nbsp;&eacute;</li></ul><p>{DENIAL}</p>]]></content:encoded>"
    )
    document = opened_bytes("feed.xml", rss(item)).document
    assert document.text == f"Mill shelled & burnt\n\n{CLAIM}\n\none\ntwo é\n\n{DENIAL}"
    assert (document.id, document.title, document.outlet, document.url) == (
        "tag:1",
        "Mill shelled & burnt",
        "Vale Post",
        "http://post.example/1",
    )
    assert (document.language, document.authors, document.issues) == ("en", ("Ada Bryn",), ())
    assert [(date.date, date.kind, date.where) for date in document.dates] == [
        ("2031-03-03T10:00:00+02:00", "published", "feed item published")
    ]
    assert document.part is not None
    assert document.part.record == "tag:1"


def test_the_place_of_an_item_is_that_of_its_bytes(opened_bytes: Open):
    data = rss(f"<title>é one</title><description>{CLAIM}</description>", f"<title>two</title><description>{DENIAL}</description>").encode()
    documents = opened_bytes("feed.xml", data.decode()).documents
    for document, title in zip(documents, ("é one", "two"), strict=True):
        part = document.part
        assert part is not None
        assert part.offset is not None
        assert part.length is not None
        piece = data[part.offset : part.offset + part.length].decode()
        assert piece.startswith("<item>")
        assert piece.endswith("</item>")
        assert title in piece


def test_a_teaser_is_a_document_and_is_said_to_be_one(opened_bytes: Open):
    document = opened_bytes("feed.rss", rss(f"<title>Mill shelled</title><description>{CLAIM}</description>")).document
    assert document.text == f"Mill shelled\n\n{CLAIM}"
    assert [issue.code for issue in document.issues] == ["feed.teaser"]


def test_a_whole_report_in_the_description_is_no_teaser(opened_bytes: Open):
    whole = " ".join(f"On day {day} the council met and {DENIAL.lower()}" for day in range(20))
    assert opened_bytes("feed.rss", rss(f"<title>Council</title><description>{whole}</description>")).document.issues == ()


def test_a_description_that_says_more_than_the_content_is_read_too(opened_bytes: Open):
    item = f"<title>Mill</title><description>{DENIAL}</description><content:encoded><![CDATA[<p>{CLAIM}</p>]]></content:encoded>"
    document = opened_bytes("feed.rss", rss(item)).document
    assert document.text == f"Mill\n\n{DENIAL}\n\n{CLAIM}"
    assert [issue.code for issue in document.issues] == ["feed.summary"]


def test_atom_with_xhtml_and_with_escaped_html(opened_bytes: Open):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Vale Post</title><entry><id>urn:1</id>'
        '<title type="html">Mill &amp;lt; barn</title><published>2031-03-03T10:00:00Z</published><updated>2031-03-04T10:00:00Z</updated>'
        '<link rel="alternate" href="http://post.example/1"/><author><name>Ada Bryn</name><email>ada@post.example</email></author>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{CLAIM}</p><p>{DENIAL}</p></div></content></entry>'
        "<entry><id>urn:2</id><title>Two</title><updated>2031-03-05T10:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{DENIAL}&lt;/p&gt;</content></entry></feed>'
    )
    one, two = opened_bytes("feed.atom", feed).documents
    assert one.text == f"Mill < barn\n\n{CLAIM}\n\n{DENIAL}"
    assert one.authors == ("Ada Bryn",)
    assert [(date.date[:10], date.kind) for date in one.dates] == [("2031-03-03", "published"), ("2031-03-04", "modified")]
    assert two.text == f"Two\n\n{DENIAL}"
    assert [date.kind for date in two.dates] == ["modified"]


def test_rdf_of_the_first_years(opened_bytes: Open):
    feed = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f' {DUBLIN}><channel rdf:about="http://post.example/"><title>Vale Post</title></channel>'
        f'<item rdf:about="http://post.example/1"><title>Mill</title><link>http://post.example/1</link><description>{CLAIM}</description>'
        "<dc:date>2031-03-03T10:00+01:00</dc:date></item></rdf:RDF>"
    )
    document = opened_bytes("feed.rdf", feed).document
    assert document.text == f"Mill\n\n{CLAIM}"
    assert [(date.date, date.kind) for date in document.dates] == [("2031-03-03T10:00:00+01:00", "published")]


def test_the_document_type_of_the_first_feeds_is_no_danger(opened_bytes: Open):
    head = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    item = "<title>Caf&eacute; closed</title><description>The café said no more than that it was closed.</description>"
    document = opened_bytes("feed.xml", rss(item, head=head, attributes='version="0.91"')).document
    assert document.text.startswith("Café closed\n\nThe café said")


def test_a_feed_that_is_no_xml_is_read_as_far_as_it_can_be(opened_bytes: Open):
    broken = rss(f"<title>Mill & barn</title><description>{CLAIM}</description>", f"<title>Two</title><description>{DENIAL}</description>")
    outcome = opened_bytes("feed.xml", broken)
    assert [document.title for document in outcome.documents] == ["Mill & barn", "Two"]
    assert outcome.documents[1].text.endswith(DENIAL)
    assert [issue.code for issue in outcome.issues] == ["xml.syntax"]


def test_the_encoding_that_a_feed_declares_is_used(opened_bytes: Open, tmp_path):
    text = rss("<title>“Nein”</title><description>“Nobody else,” it said at the café.</description>").replace("UTF-8", "windows-1252", 1)
    path = tmp_path / "feed.xml"
    path.write_bytes(text.encode("cp1252"))
    assert "“Nobody else,” it said at the café." in opened_bytes("feed.xml", text.encode("cp1252")).document.text


def test_the_source_of_an_item_is_its_outlet_and_enclosures_are_noted(opened_bytes: Open):
    item = (
        f"<title>Mill</title><description>{CLAIM}</description><source url='http://other.example/feed'>Upper Vale Radio</source>"
        "<enclosure url='/sound.mp3' type='audio/mpeg' length='3'/><link>/stories/1</link>"
    )
    document = opened_bytes("feed.rss", rss(item)).document
    assert document.outlet == "Upper Vale Radio"
    assert document.url == "http://post.example/stories/1"
    assert [issue.code for issue in document.issues] == ["feed.teaser", "feed.enclosure"]


def test_two_items_of_one_identifier_are_two_documents(opened_bytes: Open):
    items = [f"<guid>g</guid><title>{title}</title><description>{CLAIM}</description>" for title in ("One", "Two")]
    one, two = opened_bytes("feed.rss", rss(*items)).documents
    assert (one.id, two.id) == ("g", "g #2")
    assert "feed.duplicate-id" in [issue.code for issue in two.issues]


def test_an_item_without_words_is_an_issue_and_costs_its_neighbour_nothing(opened_bytes: Open):
    outcome = opened_bytes("feed.rss", rss("<guid>1</guid>", f"<title>Two</title><description>{CLAIM}</description>"))
    assert [issue.code for issue in outcome.issues] == ["text.empty"]
    assert outcome.issues[0].where.endswith("item 1")
    assert [document.title for document in outcome.documents] == ["Two"]


@pytest.mark.parametrize("author", ["ada@post.example (Ada Bryn)", "ada@post.example"])
def test_an_address_of_an_author_goes_into_no_record(opened_bytes: Open, author: str):
    document = opened_bytes("feed.rss", rss(f"<title>Mill</title><author>{author}</author><description>{CLAIM}</description>")).document
    assert document.authors == (("Ada Bryn",) if "(" in author else ())


def test_an_item_that_says_a_thing_twice_and_differently(opened_bytes: Open):
    once = f"<title>Mill shelled</title><pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><description>{CLAIM * 20}</description>"
    twice = once + "<title>Mill not shelled</title><pubDate>Wed, 05 Mar 2031 10:00:00 GMT</pubDate>"
    document = opened_bytes("feed.xml", rss(twice)).document
    assert {date.date for date in document.dates} == {"2031-03-03T10:00:00+00:00", "2031-03-05T10:00:00+00:00"}
    assert {date.kind for date in document.dates} == {"published"}
    assert [issue.code for issue in document.issues] == ["date.conflict", "feed.titles-differ"]
    assert "'Mill shelled' and 'Mill not shelled'" in document.issues[1].message


def test_an_item_that_says_the_same_twice(opened_bytes: Open):
    media = 'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"'
    item = (
        f"<title>Mill shelled</title><pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate><description>{CLAIM * 20}</description>"
        "<title> Mill shelled</title><pubDate>Mon, 03 Mar 2031 12:00:00 +0200</pubDate>"
        "<media:title>The mill</media:title><media:title>The bridge</media:title>"
    )
    assert opened_bytes("feed.xml", rss(item, attributes=media)).document.issues == ()


def test_a_hidden_part_and_a_doubtful_one_of_an_item(opened_bytes: Open):
    parts = f"<p>{CLAIM * 20}</p><p hidden>{DENIAL}</p><p style='opacity:0'>{DENIAL}</p>"
    document = opened_bytes("feed.xml", rss(f"<title>Mill</title><description><![CDATA[{parts}]]></description>")).document
    assert document.text.count(DENIAL) == 1
    assert [issue.code for issue in document.issues] == ["html.hidden-text", "html.hidden-text"]
