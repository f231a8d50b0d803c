"""News items of agencies: ninjs, NewsML-G2 and NITF."""

import json

import pytest
from tests.intake.conftest import Open

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."
MORE = "The council of Upper Vale asked both sides to keep away."
HTML = f"<p>{CLAIM}</p><p>{DENIAL}</p>"

FIRST = {
    "uri": "urn:newsml:vale.example:1",
    "type": "text",
    "headline": "Mill shelled",
    "byline": "By Ada Bryn",
    "slugline": "mill-shelled",
    "firstcreated": "2031-03-03T10:00:00Z",
    "versioncreated": "2031-03-03T11:00:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "language": "en-GB",
    "source": "Vale Agency",
    "located": "Upper Vale",
    "body_html": HTML,
    "body_text": f"{CLAIM} {DENIAL}",
}
THIRD = {
    "uri": "https://vale.example/1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "version": "2",
    "versionCreated": "2031-03-03T11:00:00Z",
    "contentCreated": "2031-03-02T11:00:00Z",
    "pubStatus": "canceled",
    "edNote": "KILL: the figure is withdrawn.",
    "headlines": [{"role": "short", "value": "Mill"}, {"role": "main", "value": "Mill shelled"}],
    "bodies": [{"role": "text", "contentType": "text/plain", "value": CLAIM}, {"role": "html", "contentType": "text/html", "value": HTML}],
    "by": "Ada Bryn, Vale Agency",
    "infoSources": [{"name": "Vale Agency"}],
    "language": "en",
}


def test_ninjs_of_the_first_series(opened_bytes: Open):
    document = opened_bytes("item.json", json.dumps(FIRST)).document
    assert document.text == f"Mill shelled\n\n{CLAIM}\n\n{DENIAL}"
    assert (document.id, document.title, document.authors, document.outlet) == (
        "urn:newsml:vale.example:1",
        "Mill shelled",
        ("Ada Bryn",),
        "Vale Agency",
    )
    assert document.language == "en"
    assert [(date.date[11:13], date.kind) for date in document.dates] == [("10", "published"), ("11", "modified")]
    assert [issue.code for issue in document.issues] == ["news.located"]


def test_ninjs_of_the_third_series_with_a_kill(opened_bytes: Open):
    document = opened_bytes("item.json", json.dumps(THIRD)).document
    assert document.text == f"Mill shelled\n\n{CLAIM}\n\n{DENIAL}"
    assert document.url == "https://vale.example/1"
    assert [(date.date[8:10], date.kind) for date in document.dates] == [("03", "published"), ("02", "created")]
    (issue,) = document.issues
    assert issue.code == "news.status"
    assert "canceled" in issue.message
    assert "KILL: the figure is withdrawn." in issue.message
    assert "version 2" in issue.message


def test_items_inside_an_item_and_lists_of_items(opened_bytes: Open):
    other = {**FIRST, "uri": "urn:2", "headline": "Two", "byline": None}
    picture = {"uri": "urn:3", "type": "picture", "headline": None}
    inside = {**FIRST, "associations": {"sidebar": other, "picture": picture}}
    documents = opened_bytes("item.json", json.dumps(inside)).documents
    assert [document.title for document in documents] == ["Mill shelled", "Two"]
    assert documents[1].part is not None
    assert documents[1].part.record == "urn:2"
    assert [one.title for one in opened_bytes("items.json", json.dumps([FIRST, other])).documents] == ["Mill shelled", "Two"]


def test_an_item_without_a_text(opened_bytes: Open):
    bare = {"uri": "urn:1", "pubstatus": "withheld", "headline": None}
    issue = opened_bytes("item.json", json.dumps(bare)).issue
    assert (issue.code, issue.outcome) == ("news.no-text", "quarantined")
    assert "withheld" in issue.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"uri": "a", "headline": "b", "headline": "c"}', "json.duplicate-key"),
        ('{"uri": "a", "headline": "b"', "json.syntax"),
        ('{"uri": "a", "headline": ' + "[" * 100_000 + "]" * 100_000 + "}", "json.depth"),
        ('[{"uri": "a", "headline": "b"}, 3]', "json.type"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(opened_bytes: Open, text: str, code: str):
    assert code in opened_bytes("item.json", text).codes()


@pytest.mark.parametrize("value", [None, 3, [], {}, "x", True, [3], [[]], [{}]])
@pytest.mark.parametrize("key", [*FIRST, *THIRD, "associations", "descriptions", "description_html"])
def test_any_value_under_any_key(opened_bytes: Open, key: str, value: object):
    outcome = opened_bytes("item.json", json.dumps({"guid": "g", **FIRST, **THIRD, key: value}))
    assert "file.fault" not in outcome.codes()


NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:vale.example:1" version="3" standard="NewsML-G2" xml:lang="en-GB">
 <rightsInfo><copyrightHolder literal="Vale Agency"/></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider literal="VA"><name>Vale Agency</name></provider>
  <versionCreated>2031-03-03T11:00:00Z</versionCreated><firstCreated>2031-03-03T10:00:00Z</firstCreated>
  <pubStatus qcode="{status}"/><edNote>Corrects the number of people hurt.</edNote></itemMeta>
 <contentMeta><contentCreated>2031-03-02T10:00:00Z</contentCreated><located qcode="x:1"><name>Upper Vale</name></located>
  <creator><name>Ada Bryn</name></creator><language tag="en-GB"/><slugline>mill</slugline><headline>Mill shelled</headline></contentMeta>
 <contentSet>{content}</contentSet>
</newsItem></itemSet></newsMessage>"""
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>'
    f"<body><p>{CLAIM}</p><table><tr><td>Killed</td><td>3</td></tr></table><p>{DENIAL}</p></body></html></inlineXML>"
)
NITF = (
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata><doc-id id-string="n1"/><date.issue norm="20310303T100000Z"/>'
    "</docdata></head><body><body.head><hedline><hl1>Mill shelled</hl1></hedline><byline>By Ada Bryn</byline></body.head><body.content>"
    f'<block><p lede="true">{CLAIM} It burnt for <num>3</num> days.</p><media><media-reference source="x.jpg"/>'
    f"<media-caption>The mill in 2030.</media-caption></media><p>{DENIAL}</p></block></body.content></body></nitf>"
)


def test_newsml_with_xhtml(opened_bytes: Open):
    document = opened_bytes("item.xml", NEWSML.format(status="stat:usable", content=XHTML)).document
    assert document.text == f"Mill shelled\n\n{CLAIM}\n\nKilled | 3\n\n{DENIAL}"
    assert (document.id, document.outlet, document.authors, document.language) == (
        "urn:newsml:vale.example:1",
        "Vale Agency",
        ("Ada Bryn",),
        "en",
    )
    assert [date.kind for date in document.dates] == ["published", "modified", "created"]
    assert [issue.code for issue in document.issues] == ["news.status", "news.located"]
    assert "Corrects the number" in document.issues[0].message


def test_newsml_withheld_with_nitf(opened_bytes: Open):
    content = f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>'
    document = opened_bytes("item.xml", NEWSML.format(status="stat:withheld", content=content)).document
    assert document.text == f"Mill shelled\n\nBy Ada Bryn\n\n{CLAIM} It burnt for 3 days.\n\nThe mill in 2030.\n\n{DENIAL}"
    assert "withheld" in document.issues[0].message


def test_a_bare_nitf_article(opened_bytes: Open):
    document = opened_bytes("item.xml", NITF).document
    assert document.text.endswith(DENIAL)
    assert (document.id, document.title, document.authors) == ("n1", "Mill shelled", ("Ada Bryn",))
    assert [(date.date, date.kind) for date in document.dates] == [("2031-03-03T10:00:00+00:00", "published")]


def test_several_items_are_several_documents(opened_bytes: Open):
    message = NEWSML.format(status="stat:usable", content=XHTML)
    start, end = message.index("<newsItem"), message.index("</itemSet>")
    twice = message[:end] + message[start:end].replace("example:1", "example:2") + message[end:]
    one, two = opened_bytes("items.xml", twice).documents
    assert (one.id, two.id) == ("urn:newsml:vale.example:1", "urn:newsml:vale.example:2")
    assert two.part is not None
    assert two.part.path == ("item 2",)


def test_newsml_that_is_no_xml(opened_bytes: Open):
    assert opened_bytes("item.xml", NEWSML.format(status="x", content="<p>")).issue.code == "xml.syntax"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ('SYSTEM "nitf-3-4.dtd"', None),
        ('PUBLIC "-//IPTC//DTD NITF 3.2//EN" "http://www.nitf.org/IPTC/NITF/3.2/dtd/nitf-3-2.dtd"', None),
        ('SYSTEM "http://evil.example/x.dtd"', "xml.external"),
        ('SYSTEM "nitf.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]', "xml.external"),
    ],
)
def test_the_document_type_of_nitf_is_passed_over(opened_bytes, declared: str, code: str | None):
    body = f"<nitf><body><body.head><hedline><hl1>Mill</hl1></hedline></body.head><body.content><p>{CLAIM}</p></body.content></body></nitf>"
    outcome = opened_bytes("a.xml", f"<?xml version='1.0'?><!DOCTYPE nitf {declared}>{body}".encode())
    if code is None:
        assert CLAIM in outcome.document.text
    else:
        assert (outcome.issue.code, outcome.issue.outcome) == (code, "refused")


def test_items_that_stand_too_deep_are_named(opened_bytes):
    item: dict[str, object] = {"uri": "urn:deep", "headline": "x", "body_text": CLAIM}
    for number in range(14):
        item = {"uri": f"urn:{number}", "headline": "x", "body_text": CLAIM, "associations": {"a": item}}
    outcome = opened_bytes("a.json", json.dumps(item).encode())
    assert len(outcome.documents) == 11
    assert [(issue.code, issue.outcome) for issue in outcome.issues] == [("text.limit", "quarantined")]
    assert "more than 10 deep" in outcome.issues[0].message


@pytest.mark.parametrize(("plain", "html"), [("The shelling killed 500.", "<p>The army denied.</p>"), (f"{CLAIM}\n\n{MORE}", HTML)])
def test_two_forms_of_an_item_that_say_different_things(opened_bytes: Open, plain: str, html: str):
    bodies = [{"role": "main", "value": plain}, {"role": "main", "contentType": "text/html", "value": html}]
    document = opened_bytes("item.json", json.dumps(FIRST | {"body_html": "", "body_text": "", "bodies": bodies})).document
    assert [issue.code for issue in document.issues] == ["news.alternatives", "news.located"]
    assert plain.rsplit("\n\n", maxsplit=1)[-1][:40] in document.issues[0].message


def test_a_flash_that_is_said_twice(opened_bytes: Open):
    bodies = [{"role": "main", "value": "Army denied it."}, {"role": "main", "contentType": "text/html", "value": "<p>Army  denied it</p>"}]
    document = opened_bytes("item.json", json.dumps(FIRST | {"body_html": "", "body_text": "", "bodies": bodies})).document
    assert [issue.code for issue in document.issues] == ["news.located"]
