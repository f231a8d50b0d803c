"""Hostile inputs of the custody model that intake answers, by their numbers; archives (P01–P12) and pictures (P37, P38) stand elsewhere."""

import html
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake.office_files import column, docx, paragraph, pdf

from onrecord.flow import read_sources
from onrecord.intake import open_source, read_reference
from onrecord.intake.detect import detect
from onrecord.ledger import Ledger
from onrecord.records import Document, Issue, Reading
from onrecord.settings import Limits, Settings

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."


def read(tmp_path: Path, name: str, data: bytes | str) -> tuple[list[Document], list[str], list[Issue]]:
    """Documents, all codes, and the issues that stand alone."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    documents: list[Document] = []
    issues: list[Issue] = []
    for opened in open_source(str(path), jsonl=False, limits=Limits(), stdin=None):
        for one in [opened] if isinstance(opened, Issue) else opened.documents():
            (documents if isinstance(one, Document) else issues).append(one)  # type: ignore[arg-type]
    codes = [issue.code for issue in (*issues, *(issue for document in documents for issue in document.issues))]
    assert "file.fault" not in codes
    return documents, codes, issues


def rss(item: str, head: str = "") -> str:
    channel = f"<channel><title>Vale Post</title><link>http://post.example/</link><item>{item}</item></channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0">{channel}</rss>'


@pytest.mark.parametrize("depth", [256, 300, 1000])
def test_p13_a_denial_under_nested_elements(tmp_path: Path, depth: int):
    nested = "<div>" * depth + f"<p>{DENIAL}</p>" + "</div>" * depth
    (document,), _, _ = read(tmp_path, "a.html", f"<html><body><p>{CLAIM}</p>{nested}<p>{CLAIM}</p></body></html>")
    assert DENIAL in document.text


def test_p14_two_hundred_thousand_nested_tags(tmp_path: Path):
    (document,), codes, _ = read(tmp_path, "a.html", f"<article><p>{CLAIM}</p>" + "<b>" * 200_000 + f"<p>{DENIAL}</p></article>")
    assert codes[0] == "html.depth"
    assert DENIAL in document.text


def test_p15_a_tag_of_a_hundred_thousand_attributes(tmp_path: Path):
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    (document,), codes, _ = read(tmp_path, "a.html", f"<article {attributes}><p>{CLAIM}</p><p>{DENIAL}</p></article>")
    assert "html.attributes" in codes
    assert DENIAL in document.text


def test_p16_a_text_node_of_twelve_megabytes(tmp_path: Path):
    documents, codes, _ = read(tmp_path, "a.html", f"<p>{CLAIM}</p><div>{'grain ' * 2_000_000}</div><p>{DENIAL}</p>")
    assert (documents and DENIAL in documents[0].text) or {"text.limit", "text.lost"} & set(codes)


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "{{7*7}}${7*7}",
    "';alert(1)//",
    "<style>@import 'http://evil.example/x'</style>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_p17_script_in_every_field_is_recorded_as_words(tmp_path: Path, payload: str):
    """Shown inert: escaping is the matter of each view. What is kept is a plain text, and no address that runs something."""
    escaped = html.escape(payload)
    linked = json.dumps({"@type": "NewsArticle", "headline": payload, "author": {"name": payload}, "url": payload}).replace("</", "<\\/")
    page = (
        f'<html><head><title>{escaped}</title><meta property="og:title" content="{escaped}"><link rel="canonical" href="{escaped}">'
        f'<script type="application/ld+json">{linked}</script></head><body><article><p>{CLAIM}</p><figure><img alt="{escaped}">'
        f"<figcaption>{escaped}</figcaption></figure><p>{DENIAL}</p></article></body></html>"
    )
    item = f"<title>{escaped}</title><link>{escaped}</link><author>{escaped}</author><description>{CLAIM}</description>"
    news = json.dumps({"uri": payload, "headline": payload, "byline": payload, "body_text": CLAIM, "pubstatus": payload})
    for name, data in {"a.html": page, "a.rss": rss(item), "a.json": news, "a.docx": docx(paragraph(CLAIM, escaped))}.items():
        documents, _, _ = read(tmp_path, name, data)
        assert len(documents) == 1, name
        assert documents[0].url is None or documents[0].url.startswith("http")
        assert CLAIM in documents[0].text


NO_NETWORK = """
import socket, sys
def refuse(*arguments, **rest):
    sys.stdout.write("network\\n"); raise OSError("no network")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from onrecord.intake import open_source
from onrecord.settings import Limits
for path in sys.argv[1:]:
    for opened in open_source(path, jsonl=False, limits=Limits(), stdin=None):
        sys.stdout.write(" ".join(type(one).__name__ for one in opened.documents()) + "\\n")
"""


def test_p18_nothing_is_fetched(tmp_path: Path):
    address = "http://evil.example/x"
    page = (
        f'<html><head><base href="{address}"><meta http-equiv="refresh" content="0;url={address}">'
        f'<link rel="prefetch" href="{address}"><link rel="stylesheet" href="{address}"></head>'
        f'<body style="background:url({address})"><img src="{address}" srcset="{address} 2x">'
        f'<video poster="{address}"></video><article><p>{CLAIM}</p><p>{DENIAL}</p></article></body></html>'
    )
    item = f"<title>x</title><link>{address}</link><enclosure url='{address}' type='a/b' length='1'/><description>{CLAIM}</description>"
    message = f"From: a <a@b.example>\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}"
    files = {"a.html": page, "a.rss": rss(item), "a.eml": message}
    for name, data in files.items():
        (tmp_path / name).write_text(data)
    (tmp_path / "a.pdf").write_bytes(pdf([column(CLAIM)], catalog=f"/OpenAction << /S /URI /URI ({address}) >>"))
    paths = [str(tmp_path / name) for name in (*files, "a.pdf")]
    done = subprocess.run([sys.executable, "-c", NO_NETWORK, *paths], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["Document"] * len(paths)


CONTROLS = "The clinic\x1b]0;owned\x07 said\x08 no."


def test_p19_terminal_codes(tmp_path: Path):
    files: dict[str, bytes | str] = {
        "a.txt": CONTROLS,
        "a.html": f"<article><p>{CONTROLS}</p><p>{CLAIM}</p></article>",
        "a.rss": rss(f"<title>x</title><description>{CONTROLS}</description>"),
        "a.eml": f"From: a\nSubject: x\nMIME-Version: 1.0\n\n{CONTROLS}",
        "a.json": json.dumps({"uri": "a", "headline": "x", "body_text": CONTROLS}),
    }
    for name, data in files.items():
        documents, codes, _ = read(tmp_path, name, data)
        assert len(documents) == 1, name
        assert "text.control" in codes, name


def test_p20_unclosed_controls_of_direction(tmp_path: Path):
    quoted = "It said: “The mill \u202e\u2066burnt.”"
    files: dict[str, bytes | str] = {
        "a.txt": quoted,
        "a.rss": rss(f"<title>x</title><description>{quoted}</description>"),
        "a.docx": docx(paragraph(quoted)),
    }
    for name, data in files.items():
        (document,), codes, _ = read(tmp_path, name, data)
        assert "text.bidi" in codes, name
        assert quoted in document.text, name


def test_p21_an_encoding_wrongly_declared(tmp_path: Path):
    feed = rss("<title>“No”</title><description>“Nobody else,” it said at the café.</description>").replace("?>", ' encoding="UTF-8"?>', 1)
    message = "From: a\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n“Nobody else,” it said at the café."
    for name, data in {"a.rss": feed.encode("cp1252"), "a.eml": message.encode("cp1252")}.items():
        (document,), codes, _ = read(tmp_path, name, data)
        assert "“Nobody else,” it said at the café." in document.text
        assert "text.encoding" in codes


@pytest.mark.parametrize("words", ["x" * 8_000_000, "\u200d" * 1_000_000, "\ufdfa" * 1_000_000], ids=["no space", "joiners", "ligatures"])
def test_p22_long_runs_without_a_space(tmp_path: Path, words: str):
    documents, codes, _ = read(tmp_path, "a.txt", words)
    assert documents or "text.limit" in codes


LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else '&a;'}'>" for n in range(9)) + "]>"
QUADRATIC = f"<!DOCTYPE rss [<!ENTITY a '{'ha' * 50_000}'>]>"


@pytest.mark.parametrize(
    ("number", "head", "code"),
    [
        ("P23", LAUGHS, "xml.entities"),
        ("P23", QUADRATIC, "xml.entities"),
        ("P24", "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "xml.external"),
        ("P24", "<!DOCTYPE rss SYSTEM 'http://evil.example/a.dtd'>", "xml.external"),
        ("P24", "<!DOCTYPE rss [<!ENTITY % a SYSTEM 'http://evil.example/a.dtd'>%a;]>", "xml.external"),
    ],
)
def test_p23_and_p24_entities_are_refused(tmp_path: Path, number: str, head: str, code: str):
    item = f"<title>&a;&a8;</title><description>{'&a;' * 1000}</description>"
    item_of_agency = f"<?xml version='1.0'?>{head.replace('rss', 'newsItem')}<newsItem>&a;</newsItem>"
    files = {"a.rss": rss(item, head), "a.xml": item_of_agency, "b.rss": rss(item, head.replace("rss", "lolz")).replace("<rss", "<lolz")}
    for name, data in files.items():
        assert refused_and_not_kept(tmp_path, name, data.encode()) == [(code, "refused")], (number, name)
        assert "root:" not in (tmp_path / name).with_suffix(".said").read_text()


def refused_and_not_kept(tmp_path: Path, name: str, data: bytes) -> list[tuple[str, str]]:
    """Codes and outcomes of a file that is read into a case, which must keep nothing of it; its neighbour is read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(CLAIM)
    with Ledger.open(tmp_path / f"case-{name}", create=True) as ledger:
        settings = Settings(reader="rules", workers=0)
        *issues, said = read_sources([str(tmp_path / name), str(tmp_path / "z.txt")], ledger=ledger, settings=settings)
        kept = [path.read_bytes() for path in (tmp_path / f"case-{name}" / "blobs").rglob("*") if path.is_file()]
        assert [one.issue for one in ledger.view.issues()] == issues
    assert isinstance(said, Reading)
    assert kept == [CLAIM.encode()]
    (tmp_path / name).with_suffix(".said").write_text("".join(one.message for one in issues if isinstance(one, Issue)))
    return [(one.code, one.outcome) for one in issues if isinstance(one, Issue)]


def test_p23_to_p25_in_a_container_are_kept_with_it(tmp_path: Path, pack):
    feeds = {"a.rss": rss("<title>&a;</title>", LAUGHS), "b.rss": rss("<a>" * 1_000), "c.txt": CLAIM}
    documents, _, issues = read(tmp_path, "a.zip", pack.zip({name: text.encode() for name, text in feeds.items()}))
    assert [document.text for document in documents] == [CLAIM]
    assert [(issue.code, issue.outcome) for issue in issues] == [("xml.entities", "quarantined"), ("xml.depth", "quarantined")]


def test_p25_a_million_nested_elements(tmp_path: Path):
    assert refused_and_not_kept(tmp_path, "a.rss", rss("<a>" * 1_000_000).encode()) == [("xml.depth", "refused")]


def test_p26_a_token_of_four_megabytes(tmp_path: Path):
    documents, codes, _ = read(tmp_path, "a.rss", rss(f"<title a='{'x' * 4_000_000}'>y</title><description>{CLAIM}</description>"))
    assert documents or codes == ["xml.token"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_p27_addresses_that_run_something(tmp_path: Path, link: str):
    enclosure = "<enclosure url='/a.mp3' type='audio/mpeg'/>"
    item = f"<title>&lt;b&gt;Mill&lt;/b&gt;</title><link>{link}</link>{enclosure}<description>{CLAIM}</description>"
    (document,), codes, _ = read(tmp_path, "a.rss", rss(item))
    assert (document.url, document.title) == (None, "Mill")
    assert {"url.scheme", "feed.enclosure"} <= set(codes)


def test_p28_lines_of_json_that_cannot_be_read(tmp_path: Path):
    good = json.dumps({"id": "good", "text": CLAIM})
    deep = '{"id": "d", "text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    long = json.dumps({"id": "l", "text": "x" * 20_000_000})
    data = f"{good}\n{deep}\n{long}\n".encode() + b'{"id": "e", "text": "caf\xe9"}\n' + good.replace("good", "last").encode()
    documents, _, issues = read(tmp_path, "a.jsonl", data)
    assert [document.id for document in documents] == ["good", "last"]
    assert [(issue.code, issue.outcome, issue.where.rpartition(" ")[2]) for issue in issues] == [
        ("json.depth", "refused", "2"),
        ("text.limit", "refused", "3"),
        ("text.encoding", "refused", "4"),
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("9" * 5000, "number.range"),
        ("-3", "number.range"),
        ("1e308", "number.range"),
        ("1e999", "number.range"),
        ('"-3"', "number.range"),
        ('"NaN"', "number.kind"),
        ("1417.5", "number.kind"),
        ('"1,417.5"', "number.kind"),
        ("true", "number.kind"),
        ("[3]", "number.kind"),
    ],
)
def test_p29_a_line_with_a_number_of_people_that_is_none(tmp_path: Path, value: str, code: str):
    lines = ['{"id": "1", "text": "x", "killed": 14}', f'{{"id": "2", "text": "x", "killed": {value}}}', '{"id": "3", "text": "x"}']
    documents, codes, issues = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert codes == [code]
    refused = code == "number.range"
    assert [document.id for document in documents] == ["1", "3"] if refused else ["1", "2", "3"]
    assert [(issue.outcome, issue.where.rpartition(", ")[2]) for issue in issues] == ([("refused", "line 2")] if refused else [])


def test_p29_and_p32_a_table_with_lines_that_cannot_be_read(tmp_path: Path):
    """Each is named by its line, and the others are kept; the table ends its lines in three ways and begins with a mark."""
    cells = ["9" * 5000, "-3", "1e308", "NaN", '"1,417.5"', "4,5", "4\x00", "x" * 200_000, "9"]
    lines = [f"2031-03-{day:02},{cell}" for day, cell in enumerate(cells, start=2)]
    table = "day,dead\r\n2031-03-01,3\n" + "\r".join(lines) + "\r\n"
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + table.encode())
    (series,), issues = read_reference(
        tmp_path / "a.csv", date="day", measures={"killed": "dead"}, group="people", place="Vale", source="Vale Clinic"
    )
    assert [(point.date, point.value) for point in series.points] == [("2031-03-01", 3), ("2031-03-10", 9)]
    assert sorted((int(issue.where.rpartition(" ")[2]), issue.code, issue.outcome) for issue in issues) == [
        (3, "number.range", "refused"),
        (4, "number.range", "refused"),
        (5, "number.range", "refused"),
        (6, "series.not-reported", "recorded"),
        (7, "number.kind", "refused"),
        (8, "series.ragged", "refused"),
        (9, "text.control", "refused"),
        (10, "series.ragged", "refused"),
    ]


def test_p30_one_key_twice(tmp_path: Path):
    line = '{"id": "1", "text": "x", "killed": 1400, "killed": 14}'
    _, _, (issue,) = read(tmp_path, "a.jsonl", line)
    assert (issue.code, issue.outcome) == ("json.duplicate-key", "refused")
    many = ", ".join(f'"k{number}": 1' for number in range(300_000))
    assert read(tmp_path, "b.jsonl", f'{{{many}, "k5": 2}}')[1] == ["json.duplicate-key"]


PICTURES = {
    "a.tif": b"II*\x00",
    "b.tif": b"MM\x00*",
    "a.psd": b"8BPS\x00\x01",
    "a.fits": b"SIMPLE  =                    T",
    "a.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "b.eps": b"\xc5\xd0\xd3\xc6",
    "a.fpx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1100) + bytes.fromhex("0067615654c1ce11855300aa00a1f95b"),
    "a.jxl": b"\xff\x0a\xfa\x1f",
    "a.avif": b"\x00\x00\x00\x1cftypavif",
    "a.heic": b"\x00\x00\x00\x18ftypheic",
    "a.exr": b"v/1\x01\x02\x00",
    "a.wmf": b"\xd7\xcd\xc6\x9a",
    "a.gd2": b"gd2\x00\x00\x02",
    "a.gd": b"\xff\xfe\x00\x10\x00\x10\x01",
    "a.jp2": b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    "a.j2c": b"\xff\x4f\xff\x51",
    "a.svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "b.svg": b"<!-- x --><svg><foreignObject/></svg>",
}


@pytest.mark.parametrize("name", PICTURES)
def test_p34_and_p35_pictures_are_kept_and_never_decoded(tmp_path: Path, name: str):
    data = PICTURES[name] + (b"" if name.endswith(("svg", "eps")) else bytes(100))
    documents, _, (issue,) = read(tmp_path, name, data)
    assert documents == []
    assert (issue.code, issue.outcome) == ("image.format", "quarantined")


def test_text_that_begins_like_a_picture_is_text():
    for start in ("BMW said no.", "SIMPLE words.", "8BP said.", "一二三".encode("utf-16").decode("utf-16")):
        assert detect("a.txt", start.encode(), jsonl=False).kind == "text"
    assert detect("a.txt", "一二三四".encode("utf-16"), jsonl=False).kind == "text"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("2031-02-30", "date.impossible"),
        ("2031-03-03T10:00:00+26:00", "date.impossible"),
        ("2031-03-03T24:00:00Z", "date.impossible"),
        ("Mon, 30 Feb 2031 10:00:00 GMT", "date.impossible"),
        ("last week", "date.unknown"),
    ],
)
def test_p39_dates_that_cannot_be_are_said_in_every_format(tmp_path: Path, stated: str, code: str):
    core = f"<dcterms:created>{stated}</dcterms:created>"
    files: dict[str, bytes | str] = {
        "a.html": f"<meta name=date content='{stated}'><article><p>{CLAIM}</p><p>{DENIAL}</p></article>",
        "a.rss": rss(f"<title>x</title><pubDate>{stated}</pubDate><description>{CLAIM}</description>"),
        "a.eml": f"From: a\nSubject: x\nDate: {stated}\nMIME-Version: 1.0\n\n{CLAIM}",
        "a.docx": docx(paragraph(CLAIM), core=core),
        "a.json": json.dumps({"uri": "a", "headline": "x", "versioncreated": stated, "body_text": CLAIM}),
    }
    for name, data in files.items():
        documents, codes, _ = read(tmp_path, name, data)
        assert len(documents) == 1, name
        assert code in codes, name


@pytest.mark.parametrize(
    ("headers", "codes"),
    [
        ({"Date": "Mon, 01 Jan 0001 00:00:00 GMT"}, ["date.conflict"]),
        ({"Date": "Sun, 04 May 2031 23:00:00 GMT", "Last_Modified": "Sat, 03 May 2031 10:00:00 GMT"}, []),
        ({"Last_Modified": "Tue, 30 Feb 2031 10:00:00 GMT"}, ["date.impossible"]),
        ({"Last_Modified": "Tue, 30 Dec 2031 10:00:00 GMT"}, ["date.conflict"]),
        ({"Date": "soon"}, []),
    ],
)
def test_p39_dates_of_a_server(tmp_path: Path, pack, headers: dict[str, str], codes: list[str]):
    record = pack.record("response", pack.http(pack.page(CLAIM), **headers))
    (document,), found, _ = read(tmp_path, "a.warc", record)
    assert found == codes
    assert all("WARC-Date" in issue.message or "HTTP" in issue.message for issue in document.issues)


def test_p39_a_page_published_after_it_was_captured(tmp_path: Path, pack):
    page = pack.page(CLAIM).replace(b"<head>", b"<head><meta name=date content='2031-06-01'>")
    (document,), codes, _ = read(tmp_path, "a.warc", pack.record("response", pack.http(page)))
    assert codes == ["date.conflict"]
    assert {date.date for date in document.dates} == {"2031-06-01"}


def test_p39_dates_that_disagree_are_all_kept(tmp_path: Path):
    linked = json.dumps({"@type": "NewsArticle", "datePublished": "2031-03-03"})
    page = (
        f'<html><head><meta name="date" content="1969-01-01"><script type="application/ld+json">{linked}</script></head>'
        f"<body><article><p>{CLAIM}</p><p>{DENIAL}</p></article></body></html>"
    )
    (document,), codes, _ = read(tmp_path, "a.html", page)
    assert {"1969-01-01", "2031-03-03"} <= {date.date for date in document.dates}
    assert "date.conflict" in codes
