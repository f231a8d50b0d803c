"""P17: what would run in a browser, a template or a terminal is recorded as the words that it is, and inert in every view."""

import html
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from tests.intake.office_files import docx, paragraph

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x></ScRiPt>",
    "<script\x0c>alert(1)</script >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror='alert(1)'/>",
    "<image href=x onload=alert(1)>",
    '"><svg onload=alert(1)>',
    "<svg><script xlink:href='data:,alert(1)'/></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "'><body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<form action='javascript:alert(1)'><input type=submit autofocus onfocus=alert(1)></form>",
    "<base href='javascript:alert(1)//'>",
    "<link rel=stylesheet href='http://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'http://evil.example/x'</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<video poster=javascript:alert(1)><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style></script><script>alert(1)</script>",
    "javascript:alert(1)",
    "JaVaScRiPt\t:alert(1)//https://vale.example/",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "{{7*7}}${7*7}<%= 7*7 %>#{7*7}{% raw %}",
    "';alert(1)//\\';alert(1)//",
    '";alert(1);//</script>',
    "[link=javascript:alert(1)]x[/link] [bold]x[/] [red]",
    "\x1b]8;;http://evil.example/\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]0;owned\x07\x1b[2J\x1b[31m",
    "\u2028alert(1)\u2029\u202e<script>\u2066",
    "=cmd|'/c calc'!A1",
)
"""One a line of what a hostile page may put into a field."""


@dataclass
class Desk:
    """A case in which all of them were read, and everything that was printed or written about it."""

    files: list[str]
    printed: dict[str, str]
    objects: list[dict[str, object]]
    members: dict[str, bytes]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("inert")
    (folder / "in").mkdir()
    for number, payload in enumerate(PAYLOADS):
        for name, data in _files(payload):
            (folder / "in" / f"{number:02} {_as_name(payload)}{name}").write_bytes(data)
    printed = {}
    for key, arguments in {
        "read": ["read", "--reader", "rules", "in"],
        "json": ["read", "--reader", "rules", "in", "--json"],
        "findings": ["findings"],
        "series": ["series"],
        "export": ["export", "--to", "dossier", "--all", "--out", "all.wacz"],
        "verify": ["verify", "all.wacz"],
    }.items():
        command = [sys.executable, "-m", "onrecord", "--case", "case", *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
        printed[key] = (done.stdout + (done.stderr if key != "json" else b"")).decode()
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 4 if key == "verify" else 0), done.stderr[-2000:]
    with zipfile.ZipFile(folder / "all.wacz") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    objects = [json.loads(line) for line in printed["json"].split("\n") if line]
    return Desk([path.name for path in (folder / "in").iterdir()], printed, objects, members)


def _files(payload: str) -> Iterator[tuple[str, bytes]]:
    """A page, an item of a feed, a message, a news item, a line and a document with the payload in every field."""
    escaped = html.escape(payload)
    article = {"@type": "NewsArticle", "headline": payload, "author": {"name": payload}, "publisher": {"name": payload}, "url": payload}
    linked = json.dumps(article).replace("</", "<\\/")
    properties = "".join(
        f'<meta property="og:{name}" content="{escaped}">' for name in ("title", "url", "image", "site_name", "description")
    )
    yield (
        ".html",
        (
            f'<html><head><meta charset=utf-8><title>{escaped}</title>{properties}<meta name=author content="{escaped}">'
            f'<link rel=canonical href="{escaped}"><script type="application/ld+json">{linked}</script></head>'
            f'<body><article><h1>{escaped}</h1><p>{CLAIM} On its wall stood: {escaped}.</p><figure><img alt="{escaped}" src="{escaped}">'
            f"<figcaption>{escaped}</figcaption></figure><p>{DENIAL}</p></article></body></html>"
        ).encode("utf-8", "replace"),
    )
    in_xml = html.escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", payload))
    yield (
        ".rss",
        (
            f"<?xml version='1.0'?><rss version='2.0'><channel><title>{in_xml}</title><item><title>{in_xml}</title><link>{in_xml}</link>"
            f"<author>{in_xml}</author><guid>{in_xml}</guid><description>{html.escape(CLAIM + ' ' + in_xml)}</description>"
            "</item></channel></rss>"
        ).encode(),
    )
    yield ".docx", docx(paragraph(CLAIM, in_xml), core=f"<dc:title>{in_xml}</dc:title><dc:creator>{in_xml}</dc:creator>")
    subject = quote(payload, safe="").replace("%", "=")
    yield (
        ".eml",
        f"From: =?utf-8?q?{subject}?= <a@b.example>\nSubject: =?utf-8?q?{subject}?=\nMIME-Version: 1.0\n\n{CLAIM}\n{payload}\n".encode(),
    )
    news = {"uri": payload, "headline": payload, "byline": payload, "body_text": f"{CLAIM} {payload}", "pubstatus": payload}
    yield ".json", json.dumps(news).encode()
    fields = dict.fromkeys(("title", "outlet", "url"), payload)
    parties = [{"name": payload, "aliases": [payload], "side": payload}]
    yield ".jsonl", json.dumps({"id": payload, "text": f"{CLAIM} {payload}", "parties": parties, **fields}).encode()


def _as_name(payload: str) -> str:
    return payload.replace("/", "\\")[:60]


def test_every_one_is_recorded(desk: Desk):
    assert len(desk.files) == 6 * len(PAYLOADS)
    assert len(desk.objects) == 6 * len(PAYLOADS)
    for one in desk.objects:
        assert CLAIM in str(one["text"])
    lines = {one["id"]: one for one in desk.objects}
    for payload in PAYLOADS:
        assert payload in str(lines[payload]["text"])


def test_no_address_is_one_that_runs_something(desk: Desk):
    addresses = [one["report"]["url"] for one in desk.objects]  # type: ignore[index]
    assert [address for address in addresses if address is not None and not re.match("https?://", address)] == []
    assert {"url.scheme"} <= {issue["code"] for one in desk.objects for issue in one["issues"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", ["read", "findings", "series", "export", "verify"])
def test_the_terminal_gets_nothing_that_acts(desk: Desk, command: str):
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", desk.printed[command]) == []


def test_the_terminal_shows_them_as_they_are_written(desk: Desk):
    shown = "".join(desk.printed["read"].split())
    for payload in PAYLOADS:
        if payload.isprintable():
            assert "".join(payload.split()) in shown, payload


class Acting(HTMLParser):
    """What a page would do: its elements, their attributes, and everything that its text says."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action", "data", "poster", "srcset")}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_of_a_dossier_has_no_element_of_theirs(desk: Desk):
    source = desk.members["onrecord/report.html"].decode()
    page = Acting(source)
    assert page.elements <= set(
        "html head meta title style body header main section footer h1 h2 h3 h4 p strong em nav ol ul li a br div span mark bdi blockquote"
        " table thead tbody tr th td details summary code time".split()
    )
    assert page.attributes <= set("lang charset http-equiv content name class id href title colspan scope dir".split())
    assert [address for address in page.addresses if not address.startswith("#")] == []
    assert source.count("<style") == 1
    assert "default-src 'none'" in source
    shown = "".join(page.text.split())
    for payload in PAYLOADS:
        if payload.isprintable():
            assert "".join(payload.split()) in shown, payload


def test_the_other_members_of_a_dossier_are_data_and_words(desk: Desk):
    for name, data in desk.members.items():
        if name.endswith((".json", ".jsonl", ".jsonld")):
            for line in data.decode().strip("\n").split("\n") if name.endswith(".jsonl") else [data.decode()]:
                json.loads(line)
    pages = [json.loads(line) for line in desk.members["pages/pages.jsonl"].decode().split("\n") if line]
    assert [page["url"] for page in pages[1:] if not re.match("https?://", page["url"])] == []
    instructions = desk.members["onrecord/VERIFY.txt"].decode()
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", instructions) == []
