"""The inputs that are altered: one small whole file or more of each kind, on invented places."""

import base64
import gzip
import json

import brotli
from tests.containers import Pack
from tests.intake.generated_pages import generated
from tests.intake.office_files import column, docx, odt, paragraph, pdf

from onrecord.ledger.tlog.checkpoint import Head, Proof
from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, Note, SigningKey
from onrecord.ledger.tlog.tiles import bundled
from onrecord.ledger.tlog.tree import leaf_hash, node_hash
from onrecord.ledger.tlog.witness import Submission

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied – “none at all” – that it had fired any shells at the mill."

_RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    "<title>Vale Post</title>"
    f"<link>http://post.example/</link><item><title>Mill &amp; barn</title><guid>1</guid><pubDate>Mon, 03 Mar 2031 10:00:00 GMT</pubDate>"
    f"<dc:creator>Ada</dc:creator><description>{CLAIM}</description><content:encoded><![CDATA[<p>{CLAIM}</p><p>{DENIAL}</p>]]></content:encoded>"
    '<enclosure url="/a.mp3" type="audio/mpeg" length="3"/></item></channel></rss>'
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Vale</title><entry><id>urn:1</id>'
    '<title type="html">x &amp;lt; y</title>'
    f'<updated>2031-03-03T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{DENIAL}</p></div></content>'
    '<author><name>Ben</name></author><link href="http://a.example/1"/></entry></feed>'
)
_MAIL = (
    "From: =?utf-8?q?Vale_Post?= <a@post.example>\nTo: b@home.example\nSubject: =?utf-8?b?TWlsbA==?=\nMessage-ID: <1@post.example>\n"
    "Date: Mon, 03 Mar 2031 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    "Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    f"{CLAIM} \n{DENIAL}\n--c\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>{CLAIM}</p>=\n"
    f"<p>{CLAIM}</p>\n--c--\n--b\nContent-Type: message/rfc822\n\nSubject: inner\nFrom: x@y.example\n\n{CLAIM}\n--b\n"
    "Content-Type: application/octet-stream; name*=utf-8''r%20.html\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
    f"{base64.b64encode(f'<p>{DENIAL}</p>'.encode()).decode()}\n--b--\n"
)
_MHTML = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/1\nSubject: Mill\nDate: Tue, 4 Mar 2031 09:00:00 -0000\n"
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
    f"Content-Transfer-Encoding: quoted-printable\nContent-Location: https://post.example/1\n\n<article><p>{CLAIM}</p><p>{CLAIM}</p></article>\n--b--\n"
)
_NINJS = {
    "uri": "urn:1",
    "headline": "Mill",
    "versioncreated": "2031-03-03T10:00:00Z",
    "pubstatus": "usable",
    "body_html": f"<p>{CLAIM}</p>",
    "ednote": "Corrects",
    "associations": {"a": {"uri": "urn:2", "headline": "b", "body_text": DENIAL}},
    "bodies": [{"contentType": "text/plain", "value": CLAIM}],
}
_NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u" xml:lang="en"><itemMeta>'
    "<versionCreated>2031-03-03T10:00:00Z</versionCreated>"
    '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>Mill</headline></contentMeta><contentSet><inlineXML>'
    f'<nitf xmlns="x"><body><body.head><hedline><hl1>Mill</hl1></hedline></body.head><body.content><p>{CLAIM}</p><!-- c --><p>{DENIAL}</p>'
    "</body.content></body></nitf></inlineXML></contentSet></newsItem>"
)
_ARCHIVED = {
    "status": "x: success",
    "metadata": {"url": "https://a.example/1", "title": "T", "content": CLAIM, "timestamp": "2031-03-03 10:00:00+00:00"},
    "media": [{"filename": "a.png", "_key": "a.png", "urls": [], "properties": {"hash": f"SHA-256:{'a' * 64}"}}],
}
_LINES = "".join(
    json.dumps({"id": str(number), "text": CLAIM, "date": "2031-03-03", "parties": [{"name": "A"}]}) + "\n" for number in range(3)
)
_DOCX = docx(
    paragraph(CLAIM, '<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>') + f"<w:tbl><w:tr><w:tc>{paragraph('3')}</w:tc></w:tr></w:tbl>",
    footnotes=f'<w:footnote w:id="2">{paragraph("note")}</w:footnote>',
    core="<dc:title>Mill</dc:title>",
)

_PAGE = Pack.http(Pack.page(CLAIM), Content_Encoding=None)
_RECORDS = [
    Pack.record("warcinfo", b"software: x\r\n", Content_Type="application/warc-fields", WARC_Target_URI=None),
    Pack.response(CLAIM, WARC_Block_Digest=Pack.digest(Pack.http(Pack.page(CLAIM)))),
    Pack.record("request", b"GET / HTTP/1.1\r\nHost: vale.example\r\n\r\n"),
    Pack.record(
        "response",
        Pack.http(gzip.compress(Pack.page(DENIAL), mtime=0), Content_Encoding="gzip"),
        WARC_Target_URI="https://vale.example/b",
        WARC_Payload_Digest=Pack.digest(Pack.page(DENIAL)),
    ),
    Pack.record("response", Pack.http(brotli.compress(Pack.page(DENIAL)), Content_Encoding="br"), WARC_Target_URI="https://vale.example/c"),
    Pack.record(
        "response",
        Pack.http(b"4\r\n<p>a\r\n6;x=y\r\n b</p>\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        WARC_Target_URI="https://vale.example/d",
    ),
    Pack.record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", WARC_Refers_To="<urn:uuid:9>", WARC_Payload_Digest=Pack.digest(Pack.page(DENIAL))),
    Pack.record("resource", CLAIM.encode(), Content_Type="text/plain", version="1.0"),
    Pack.record("conversion", _RSS.encode(), Content_Type="application/rss+xml", WARC_Segment_Number="1"),
]
_WACZ_MEMBERS = {
    "archive/data.warc.gz": Pack.gz(_RECORDS[:4]),
    "indexes/index.cdx": b"a 2031 {}\n",
    "pages/pages.jsonl": b'{"id": "1"}\n',
}
_ZIP_MEMBERS = {
    "a.txt": CLAIM.encode(),
    "b/a.html": Pack.page(DENIAL),
    "c.zip": Pack.zip({"d.txt": DENIAL.encode()}),
    "e.warc": _RECORDS[1],
}

KEYS = tuple(SigningKey("vale.example/log", kind, bytes(32)) for kind in (ED25519, ED25519_COSIGNATURE, MLDSA44))
"""Keys that everybody knows, by which the notes among the seeds are signed."""

ENTRY = b'{"sequence":1}'
"""The entry of which the proof among the seeds speaks."""

_HEAD = Head("vale.example/log", 2, node_hash(bytes(32), leaf_hash(ENTRY)))
_NOTE = Note(_HEAD.text(), tuple(key.sign(_HEAD.text(), time=9) for key in KEYS)).encoded()
_PROOFS = [Proof(1, (bytes(32),), _NOTE), Proof(1, (bytes(32),), _NOTE, b'{"entry":"x","record":{},"salt":"00"}')]
_POLICY = (
    f"# of the Vale\nlog {KEYS[0].verifier.encoded()}\nwitness w {KEYS[1].verifier.encoded()} https://w.example/\ngroup g any w\nquorum g\n"
)

SEEDS: dict[str, list[tuple[str, bytes]]] = {
    "html": [("a.html", generated(seed).data) for seed in (0, 1, 2, 3, 8)],
    "feed": [("a.rss", _RSS.encode()), ("a.atom", _ATOM.encode()), ("a.rss", _RSS.replace("UTF-8", "utf-16").encode("utf-16"))],
    "jsonl": [("a.jsonl", _LINES.encode()), ("a.jsonl.gz", gzip.compress(_LINES.encode(), mtime=0))],
    "mail": [
        ("a.eml", _MAIL.encode()),
        ("a.mbox", f"From a Mon Mar  3 10:00:00 2031\n{_MAIL}\n\nFrom a Mon Mar  3 10:00:00 2031\n{_MAIL}".encode()),
    ],
    "mhtml": [("a.mhtml", _MHTML.encode())],
    "pdf": [
        ("a.pdf", pdf([column(CLAIM, "And it said gov-", "ernment."), column("Two.")], info="/Title (Mill) /CreationDate (D:20310303)"))
    ],
    "docx": [("a.docx", _DOCX), ("a.odt", odt(f"<text:p>{CLAIM}<text:s text:c='3'/></text:p>", "<dc:title>Mill</dc:title>"))],
    "news": [("a.json", json.dumps(_NINJS).encode()), ("a.xml", _NEWSML.encode())],
    "archiver": [
        ("a.json", json.dumps(_ARCHIVED).encode()),
        ("a.csv", b"status,metadata,media\r\nsuccess,\"{'url': 'x', 'content': 'y'}\",[]\r\n"),
    ],
    "text": [("a.txt", f"{CLAIM}\n\n{DENIAL}".encode("cp1252")), ("a.txt", DENIAL.encode("utf-16"))],
    "warc": [
        ("a.warc", b"".join(_RECORDS)),
        ("a.warc.gz", Pack.gz(_RECORDS)),
        ("b.warc.gz", gzip.compress(b"".join(_RECORDS[:3]), mtime=0)),
        ("a.arc", Pack.arc_head() + Pack.arc("https://vale.example/a", Pack.http(Pack.page(CLAIM)))),
        ("a.arc.gz", Pack.gz([Pack.arc_head(), Pack.arc("https://vale.example/a", Pack.http(Pack.page(CLAIM)))])),
    ],
    "wacz": [
        ("a.wacz", Pack.wacz(_WACZ_MEMBERS)),
        (
            "b.wacz",
            Pack.wacz(
                _WACZ_MEMBERS, signed={"hash": "sha256:0", "signature": "AAAA", "publicKey": "AAAA", "created": "2031", "domain": "x"}
            ),
        ),
    ],
    "zip": [
        ("a.zip", Pack.zip(_ZIP_MEMBERS)),
        ("b.zip", Pack.zip(_ZIP_MEMBERS, method=8)),
        ("a.html.gz", gzip.compress(Pack.page(CLAIM), mtime=0)),
    ],
    "checkpoint": [
        ("a.checkpoint", _NOTE),
        ("a.vkey", "".join(f"{key.verifier.encoded()}\n" for key in KEYS).encode()),
        ("a.policy", _POLICY.encode()),
        ("a.submission", Submission(1, (bytes(32),), _NOTE).encoded()),
        ("a.bundle", bundled([ENTRY, b"", b"x" * 300])),
    ],
    "proof": [(f"{number}.tlog-proof", proof.encoded()) for number, proof in enumerate(_PROOFS)],
}
"""Parser → files with their names."""

SIGNED = frozenset({"checkpoint", "proof"})
"""Those of them that speak for a log, by their endings; the others are files that are read, whatever their names."""
