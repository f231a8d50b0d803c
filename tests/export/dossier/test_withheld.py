"""Originals and ids that give a name away in another encoding, another spelling, or packed up in a page."""

import html
import json
from base64 import b64encode
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import lines_of, taken_apart

from onrecord import flow
from onrecord.export.dossier import ProtectedNames, withheld
from onrecord.ledger.index import store_of
from onrecord.ledger.places import Places
from onrecord.records import Finding

REDACTED = flow.Redaction(reason="safety", by="R. Editor")
BODY = """<article><h1>Mill burns</h1><p>OSTVALE, March 5, 2031 (Vale Wire) - A witness told Vale Wire that soldiers had set the mill on
fire. At least {toll} people were killed, the ministry said. The mill stood at the river and had worked for many years.</p></article>"""


def page(extra: str, *, charset: str = "utf-8", toll: int = 12) -> bytes:
    """A page whose text tells no name; ``extra`` stands around it."""
    text = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>Mill burns {toll}</title></head>'
    return f"{text}<body><nav>{extra}</nav>{BODY.format(toll=toll)}</body></html>".encode(charset)


def redacted(desk: Desk, files: Mapping[str, bytes], *names: str) -> dict[str, bytes]:
    """The members of a redacted dossier of some reports, whose witnesses have these names."""
    paths = [desk.folder / "reports" / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    with desk.opened() as ledger:
        list(flow.read_sources([str(path) for path in paths], ledger=ledger))
    for name in names:
        desk.note("witness", "wire.txt", name=name)
    path = desk.export(*files, redaction=REDACTED)
    assert verify(path).verdict == "intact"
    return taken_apart(path)


def originals(members: Mapping[str, bytes]) -> list[bytes]:
    return [data for name, data in members.items() if name.startswith("onrecord/blobs/")]


ENCODINGS = {
    "windows-1251": "Иван Петров",
    "koi8-r": "Иван Петров",
    "iso-8859-2": "Łukasz Żądło",
    "shift_jis": "山田太郎",
    "windows-1256": "محمد علي",
    "gb18030": "王小明",
    "iso-2022-jp": "山田太郎",
    "utf-16": "Иван Петров",
    "cp1252": "José Núñez",
}


def test_a_page_in_another_encoding_than_utf_8_is_withheld(desk: Desk):
    files = {f"{name}.html": page(f"<a>{who}</a>", charset=name, toll=20 + n) for n, (name, who) in enumerate(ENCODINGS.items())}
    files["good.html"] = page("Ostvale", toll=50)
    members = redacted(desk, files, *dict.fromkeys(ENCODINGS.values()))
    assert originals(members) == [files["good.html"]]
    for encoding, name in ENCODINGS.items():
        assert not [member for member, data in members.items() if name.encode(encoding) in data]


HIDDEN = {
    "hexadecimal": r'<script>var a="\x4d\x61\x72\x69\x61 \x53\x74\x6f\x6e\x65";</script>',
    "braces": r'<script>var a="\u{4d}aria \u{53}tone";</script>',
    "octal": r'<script>var a="\115aria";</script>',
    "older": "<script>unescape('%u0053tone')</script>",
    "style": r"<style>p:after { content: '\53 tone' }</style>",
    "entities": "&#83;tone",
    "twice": html.escape("&#x53;tone"),
    "percent": quote("https://vale.invalid/a?who=") + "%53tone",
    "quoted": "=4Daria =53tone",
    "packed": b64encode(b"told by Maria Stone").decode(),
    "mailbox": "mailto:mstone@vale.invalid",
    "lower": '<a href="https://vale.invalid/2031/stone-told-us">more</a>',
    "relative": '<a href="stone-told-us">more</a>',
    "wide": "Ｍａｒｉａ",
    "plural": "The Stones",
    "tags": "<b>S</b>tone",
    "marked": "Sto\u0301ne",
    "mangled": "José Núñez".encode().decode("cp1252"),
    "bare": "Jose Nunez",
}


def test_a_page_that_hides_a_name_is_withheld(desk: Desk):
    files = {f"{name}.html": page(text, toll=20 + n) for n, (name, text) in enumerate(HIDDEN.items())}
    files["good.html"] = page('limestone, <a href="keystone.html">maria\'s</a> may', toll=50)
    members = redacted(desk, files, "Maria Stone", "José Núñez")
    gone = {name for name, data in files.items() if data not in originals(members)}
    assert gone == files.keys() - {"good.html"}


def test_a_name_in_lower_case_stands_in_no_id(desk: Desk):
    text = b"OSTVALE, March 6, 2031 (Vale Wire) - The clinic in Ostvale said that 3 people were killed. See stone-told-us.txt."
    members = redacted(desk, {"stone-told-us.txt": text}, "Maria Stone")
    whole = b"".join(members.values())
    assert b"stone" not in whole
    assert "█████-told-us.txt".encode() in members["onrecord/report.html"]
    assert any(json.loads(line).get("withheld") for line in lines_of(members["onrecord/records.jsonl"]))


@pytest.mark.parametrize("name", ["Anno Proof", "Page Archive", "Text Original", "Lost Urn", "Log Record", "Pages Report", "Invalid Http"])
def test_words_of_our_own_addresses_stop_nothing(desk: Desk, name: str):
    text = f"OSTVALE, March 6, 2031 (Vale Wire) - {name} said that 3 people were killed in the mill at Ostvale."
    members = redacted(desk, {"spring.txt": text.encode()}, name)
    assert not any(name.encode() in data for data in members.values())


def test_an_original_that_is_gone_cannot_be_searched(desk: Desk):
    with desk.opened() as ledger:
        chain = ledger.view.chain(["page.html"])
        (digest,) = {record.line.record and json.loads(record.body)["sha256"] for record in chain.records if record.type == "capture"}
        original = chain.original(digest)
    assert original is not None
    path = Path(original.place)
    desk.note("witness", "page.html", name="Zed Quorl")
    path.parent.chmod(0o755)
    path.unlink()
    members = taken_apart(desk.export("page.html", redaction=REDACTED))
    assert digest.encode() not in b"".join(members.values())


def test_what_names_a_record_elsewhere_is_withheld_whatever_is_written_to_the_index_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """The index is compared with the log once, and nothing is asked of it after that."""
    told: list[tuple[int, int]] = []
    with desk.opened() as ledger:
        view = ledger.view
        elsewhere = view.reading_id("page.html")
        finding = Finding(id="x9", rule="silent-edit", records=(), sentence="Another text.", detail={"other": elsewhere})
        ledger.append_findings(view.reading_id("wire.txt"), (finding,))
    desk.note("witness", "wire.txt", name="Zed Quorl")
    weigh = flow.dossier.withheld_for

    def without_it(*given: Any) -> Any:
        with closing(store_of(Places(desk.case)).connect_writer()) as index:
            index.spoken.exec_driver_sql("UPDATE record SET id = ? WHERE id = ?", ("f" * 64, elsewhere))
            try:
                return weigh(*given)
            finally:
                index.spoken.exec_driver_sql("UPDATE record SET id = ? WHERE id = ?", (elsewhere, "f" * 64))

    monkeypatch.setattr(flow.dossier, "withheld_for", without_it)
    with desk.opened() as ledger:
        ledger.reached = lambda number, size: told.append((number, size))
        flow.export_dossier(ledger, ["wire.txt"], desk.folder / "dossier.wacz", redaction=REDACTED)
    members = taken_apart(desk.folder / "dossier.wacz")
    assert elsewhere.encode() not in b"".join(members.values())
    assert [number == size for number, size in told] == [True]
    assert verify(desk.folder / "dossier.wacz").verdict == "intact"
    (redacted_at,) = [
        json.loads(line)["sequence"] for line in lines_of(members["onrecord/entries.jsonl"]) if json.loads(line)["type"] == "redact"
    ]
    assert f"proofs/{redacted_at}.tlog-proof" in members


def test_each_original_is_searched_once(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    searched: list[bytes] = []
    search = withheld.tells
    monkeypatch.setattr(withheld, "tells", lambda names, data: searched.append(data) or search(names, data))
    desk.note("witness", "wire.txt", name="Zed Quorl")
    desk.export("wire.txt", "page.html", redaction=REDACTED)
    assert len(searched) == len(set(searched)) == 2


LONG = {
    "plain": "Stone said so. The stone-cold river may rise. " * 44_000,
    "unbroken": "stone-" * 340_000,
    "letters": "stone" * 400_000,
    "gap": "maria" + " " * 2_000_000,
    "marked": "Jose\u0301 dijo " * 200_000,
    "mailboxes": "a.b@" * 500_000,
    "percent": "%53tone" * 300_000,
    "layers": ("%" + "25" * 900 + "53tone ") * 1_000,
    "at": "x" * 2_000_000 + "@",
}


@pytest.mark.parametrize("kind", LONG)
def test_long_texts_are_looked_through_in_one_go(kind: str):
    """Two megabytes each: whatever went back over them again and again would not end."""
    names = ProtectedNames(["Maria Stone", "José Núñez"])
    black = names.blacked_out(LONG[kind])
    assert len(black) == len(LONG[kind])
    assert not names.stand_in(black)


def test_the_pages_say_how_many_are_withheld_and_why(desk: Desk):
    files = {
        "one.html": page("<a>José Núñez</a>", charset="cp1252"),
        "two.html": page("José Núñez", toll=13),
        "three.html": page("Ostvale", toll=14),
    }
    members = redacted(desk, files, "José Núñez")
    told = members["onrecord/VERIFY.txt"].decode()
    assert "originals: 2\n" in told
    assert "(of these not to be searched for names: 1); reason: safety" in told
    shown = " ".join(members["onrecord/report.html"].decode().split())
    assert "and 2 originals are withheld (reason given: safety)" in shown
    assert "1 of the originals could not be searched for names" in shown


def test_no_step_is_told_for_originals_where_none_goes_out(desk: Desk):
    members = redacted(desk, {"one.html": page("<a>José Núñez</a>")}, "José Núñez")
    assert not [name for name in members if name.startswith("onrecord/blobs/")]
    told = members["onrecord/VERIFY.txt"].decode()
    assert "sha256sum -c" not in told
    assert "There is none in this dossier" in told
    assert "blobs" not in told
    assert "were entered.\n" in told
