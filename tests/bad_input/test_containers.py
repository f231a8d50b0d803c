"""Hostile containers (P01 to P12): each with its outcome, and at no cost to what stands beside it."""

import gzip
import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from onrecord.flow import read_sources
from onrecord.ledger import Ledger
from onrecord.records import Issue, Reading
from onrecord.settings import Limits, Settings

GOOD = "The clinic in Upper Vale said that three people had been hurt on Monday."
OTHER = "The mayor of Orvane denied that anybody had been hurt."
LAST = "The river authority said that the bridge was closed."

Outcomes = list[Reading | Issue]
Read = Callable[..., Outcomes]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read bytes as a file of a name into a case; the rules alone, since what a text says is not the matter here."""

    def _read(name: str, data: bytes, *, limits: Limits | None = None) -> Outcomes:
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
        settings = Settings(reader="rules", workers=0, limits=limits or Limits())
        with Ledger.open(tmp_path / "case", create=True) as ledger:
            return list(read_sources([str(tmp_path / "in" / name)], ledger=ledger, settings=settings))

    return _read


def texts(found: Outcomes) -> list[str]:
    return [one.text for one in found if isinstance(one, Reading)]


def issues(found: Outcomes) -> list[tuple[str, str]]:
    """Codes and outcomes of every issue, remarks on readings included, in order."""
    listed = [issue for one in found for issue in ((one,) if isinstance(one, Issue) else one.issues)]
    return [(issue.code, issue.outcome) for issue in listed]


def only(found: Outcomes, code: str) -> Issue:
    (issue,) = [issue for one in found for issue in ((one,) if isinstance(one, Issue) else one.issues) if issue.code == code]
    return issue


def test_p01_an_archive_cut_in_its_last_body(read: Read, pack):
    first, last = pack.response(GOOD), pack.response(OTHER, "https://vale.example/b")
    cut = first + last[:-40]
    found = read("a.warc", cut)
    assert texts(found) == [GOOD]
    assert issues(found) == [("warc.truncated", "quarantined")]
    issue = only(found, "warc.truncated")
    assert issue.where.endswith(f"a.warc, record at byte {len(first)}")
    declared = len(pack.http(pack.page(OTHER)))
    assert f"{declared:,} bytes" in issue.message
    assert f"{declared - 36:,} are there" in issue.message


def test_p01_an_archive_cut_in_its_last_header(read: Read, pack):
    found = read("a.warc", pack.response(GOOD) + pack.response(OTHER)[:60])
    assert texts(found) == [GOOD]
    assert issues(found) == [("warc.truncated", "quarantined")]


def test_p02_a_compressed_archive_cut_inside_its_last_member(read: Read, pack):
    first = gzip.compress(pack.response(GOOD))
    last = gzip.compress(pack.response(OTHER, "https://vale.example/b"))
    for cut in (len(last) // 2, len(last) - 20):
        found = read("a.warc.gz", first + last[:cut])
        assert texts(found) == [GOOD]
        assert issues(found) == [("warc.gzip-truncated", "quarantined")]
        assert f"record at byte {len(first)}" in only(found, "warc.gzip-truncated").where


def test_p02_cut_in_the_check_sum_the_record_is_whole(read: Read, pack):
    found = read("a.warc.gz", gzip.compress(pack.response(GOOD)) + gzip.compress(pack.response(OTHER))[:-3])
    assert texts(found) == [GOOD, OTHER]
    assert issues(found) == [("warc.gzip-truncated", "quarantined")]


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("length", [10**15, 10**40, 10**6, 100_000_000, 30, 0, "twelve", "-5"])
def test_p03_a_length_that_lies_costs_no_other_record(read: Read, pack, length: int | str, compressed: bool):
    records = [
        pack.response(LAST, "https://vale.example/c"),
        pack.record("response", pack.http(pack.page(OTHER)), length=length),
        pack.response(GOOD, "https://vale.example/b"),
    ]
    found = read("a.warc", pack.gz(records) if compressed else b"".join(records))
    assert texts(found) == [LAST, GOOD]
    assert {code for code, _ in issues(found)} == {"warc.length"}
    assert all(outcome == "quarantined" for _, outcome in issues(found))


def test_p03_a_length_that_swallows_whole_records_costs_none_of_them(read: Read, pack):
    """The next record begins just where the length says, so that readers which jump there see nothing missing."""
    swallowed = pack.response(GOOD, "https://vale.example/b")
    block = pack.http(pack.page(OTHER))
    lying = pack.record("response", block, length=len(block) + 4 + len(swallowed) - 4)
    found = read("a.warc", lying + swallowed + pack.response(LAST, "https://vale.example/c"))
    assert texts(found) == [GOOD, LAST]
    assert issues(found) == [("warc.length", "quarantined")]


def test_p03_a_page_that_shows_a_record_is_no_lie(read: Read, pack):
    """Its own digest, or the length that the server stated, speaks for it."""
    shown = pack.record("warcinfo", b"x").decode()
    body = pack.page(f"{GOOD}</p><pre>\n{shown}</pre><p>")
    for headers, http in (({"WARC_Block_Digest": pack.digest(pack.http(body))}, {}), ({}, {"Content_Length": str(len(body))})):
        found = read("a.warc", pack.record("response", pack.http(body, **http), **headers) + pack.response(LAST, "https://vale.example/c"))
        assert [GOOD in text for text in texts(found)] == [True, False]
        assert "warc.length" not in {code for code, _ in issues(found)}


def test_p04_a_response_without_an_address(read: Read, pack):
    found = read("a.warc", pack.response(GOOD, None) + pack.response(OTHER, "https://vale.example/b"))
    assert texts(found) == [GOOD, OTHER]
    assert issues(found) == [("warc.no-uri", "recorded")]
    first, second = found
    assert first.id.startswith("urn:uuid:")
    assert (first.report.url, second.report.url) == (None, "https://vale.example/b")


@pytest.mark.parametrize("header", [b"X-Long: " + b"a" * 50_000_000, b"X: y\r\n" * 1_000_000, b"\n" * 3 + b"X: y" * 30_000])
@pytest.mark.parametrize("place", ["first", "between", "alone"])
def test_p05_an_endless_header_is_refused(read: Read, pack, header: bytes, place: str, tmp_path: Path):
    mark = b"WARC/1.1\r\nWARC-Type: response\r\n"
    bad = mark + header.lstrip(b"\n") + b"\r\n\r\nbody\r\n\r\n"
    before = pack.response(GOOD) if place == "between" else b""
    after = pack.response(OTHER, "https://vale.example/b") if place != "alone" else b""
    found = read("a.warc", before + bad + after)
    assert texts(found) == [GOOD] * (place == "between") + [OTHER] * (place != "alone")
    assert issues(found) == [("warc.header", "refused")]
    kept = list((tmp_path / "case" / "blobs").rglob("*"))
    assert any(path.is_file() for path in kept) == (place != "alone")


def test_p06_a_body_that_is_a_bomb(read: Read, pack):
    zeros = bytes(300_000_000)
    gz = gzip.compress(zeros, 9)
    bombs = {
        "gzip": gz,
        "br": brotli.compress(zeros),
        "deflate": gz[10:-8],
        "gzip, gzip": gzip.compress(gz),
    }
    records = [
        pack.record("response", pack.http(body, Content_Encoding=name), WARC_Target_URI=f"https://vale.example/{name}")
        for name, body in bombs.items()
    ]
    found = read("a.warc", b"".join(records) + pack.response(GOOD))
    assert texts(found) == [GOOD]
    assert issues(found) == [("decompress.limit", "quarantined")] * len(bombs)


def test_p06_an_archive_that_is_a_bomb(read: Read, pack):
    bomb = pack.record("response", pack.http(bytes(200_000_000)), WARC_Target_URI="https://vale.example/z")
    found = read("a.warc.gz", pack.gz([pack.response(GOOD), bomb, pack.response(OTHER, "https://vale.example/b")]))
    assert texts(found) == [GOOD, OTHER]
    assert {code for code, _ in issues(found)} == {"decompress.limit"}


def test_p07_a_revisit_that_points_to_nothing_and_an_identifier_used_twice(read: Read, pack):
    same = {"WARC_Record_ID": "<urn:uuid:1>"}
    revisit = pack.record("revisit", b"", Content_Type=None, WARC_Refers_To="<urn:uuid:9>", WARC_Payload_Digest=pack.digest(b"gone"))
    found = read("a.warc", pack.response(GOOD, **same) + pack.response(OTHER, "https://vale.example/b", **same) + revisit)
    assert texts(found) == [GOOD, OTHER]
    assert issues(found) == [("warc.duplicate-id", "recorded"), ("warc.revisit-unresolved", "recorded")]
    assert isinstance(found[1], Reading)
    assert [issue.code for issue in found[1].issues] == ["warc.duplicate-id"]


def test_p08_a_package_without_its_digest_file_and_one_that_was_hashed_again(read: Read, pack):
    members = {"archive/data.warc.gz": pack.gz([pack.response(GOOD)]), "pages/pages.jsonl": b"{}\n"}
    found = read("a.wacz", pack.wacz(members, digest_file=False))
    assert texts(found) == [GOOD]
    assert issues(found) == [("wacz.unsigned", "recorded")]
    changed = {**members, "archive/data.warc.gz": pack.gz([pack.response(GOOD.replace("three", "thirty"))])}
    found = read("b.wacz", pack.wacz(changed))
    assert issues(found) == [("wacz.unsigned", "recorded")]


def test_p08_a_member_that_is_not_as_the_package_says(read: Read, pack):
    members = {"archive/data.warc.gz": pack.gz([pack.response(GOOD)]), "pages/pages.jsonl": b"{}\n"}
    package = pack.package({**members, "archive/data.warc.gz": b"something else", "indexes/index.cdx.gz": b""})
    found = read("a.wacz", pack.zip({**members, "logs/crawl.log": b"", "datapackage.json": package}))
    assert texts(found) == [GOOD]
    listed = [(issue.code, issue.where.rpartition(", ")[2]) for issue in found if isinstance(issue, Issue)]
    assert listed == [
        ("wacz.digest", "archive/data.warc.gz"),
        ("wacz.digest", "indexes/index.cdx.gz"),
        ("wacz.unlisted", str(found[0].where).rpartition(", ")[0]),
        ("wacz.unsigned", str(found[0].where).rpartition(", ")[0]),
    ]


def test_p09_a_link_to_another_file_is_not_followed(read: Read, pack, tmp_path: Path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("passwd.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("../../../out.txt", GOOD)
        archive.writestr("/abs.txt", OTHER)
    before = set(tmp_path.parent.rglob("*"))
    found = read("a.zip", buffer.getvalue())
    assert texts(found) == [GOOD, OTHER]
    assert issues(found) == [("zip.symlink", "quarantined")]
    made = {path for path in set(tmp_path.parent.rglob("*")) - before if not path.is_relative_to(tmp_path)}
    assert made == set()
    assert not Path("/abs.txt").exists()


def test_p10_members_that_share_bytes(read: Read, pack):
    data = pack.overlapped(bytes(1_000_000), 100)
    assert len(data) < 10_000
    found = read("a.zip", data)
    assert issues(found) == [("zip.overlap", "quarantined")]


def test_p11_containers_in_containers(read: Read, pack):
    data = GOOD.encode()
    for _ in range(10):
        data = gzip.compress(data)
    found = read("a.txt.gz", data)
    assert issues(found) == [("decompress.nesting", "quarantined")]
    data = pack.zip({"a.txt": GOOD.encode()})
    for _ in range(4):
        data = pack.zip({"b.txt": OTHER.encode(), "a.zip": data})
    found = read("a.zip", data)
    assert texts(found) == [OTHER, OTHER]
    assert issues(found) == [("decompress.nesting", "quarantined")]
    warc_in_zip = pack.zip({"a.warc.gz": pack.gz([pack.response(GOOD)])})
    assert texts(read("b.zip", warc_in_zip)) == [GOOD]


def test_p12_a_directory_that_is_too_long(read: Read, pack, tmp_path: Path):
    found = read("a.zip", pack.zip({f"{number}": b"" for number in range(70_000)}))
    assert issues(found) == [("zip.members", "refused")]
    assert not any(path.is_file() for path in (tmp_path / "case" / "blobs").rglob("*"))


def _claims_few(data: bytes) -> bytes:
    """The end of the directory states one member, whatever there are."""
    end = data.rfind(b"PK\x05\x06")
    return data[: end + 8] + struct.pack("<HH", 1, 1) + data[end + 12 :]


def _zip64(data: bytes, *, number: int, size: int, start: int) -> bytes:
    """A ZIP64 end that says what it is told to."""
    end = data.rfind(b"PK\x05\x06")
    record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, number, number, size, start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    old = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:end] + record + locator + old


def test_p12_a_directory_that_lies(read: Read, pack):
    plain = pack.zip({"a.txt": GOOD.encode(), "b.txt": OTHER.encode()})
    start = plain.find(b"PK\x01\x02")
    size = plain.rfind(b"PK\x05\x06") - start
    assert texts(read("good.zip", _zip64(plain, number=2, size=size, start=start))) == [GOOD, OTHER]
    lies = {
        "few.zip": _claims_few(plain),
        "many.zip": _zip64(plain, number=2**40, size=size, start=start),
        "long.zip": _zip64(plain, number=2, size=2**60, start=start),
        "far.zip": _zip64(plain, number=2, size=size, start=2**61),
        "shifted.zip": _zip64(plain, number=2, size=size - 1, start=start + 1),
    }
    for name, data in lies.items():
        found = read(name, data)
        code = "zip.members" if name == "many.zip" else "zip.directory"
        assert issues(found) == [(code, "refused")], name


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_nothing_of_it_needs_much_memory_or_time(pack, tmp_path: Path):
    """All of them in one run of the program, limited as the workers are."""
    folder = tmp_path / "in"
    folder.mkdir()
    zeros = bytes(300_000_000)
    records = {
        "p03.warc": pack.record("response", pack.http(pack.page(OTHER)), length=10**15) + pack.response(GOOD),
        "p05.warc": b"WARC/1.1\r\nX: " + b"a" * 50_000_000,
        "p06.warc": pack.record("response", pack.http(gzip.compress(zeros), Content_Encoding="gzip"), WARC_Target_URI="https://a.example/"),
        "p06-br.warc": pack.record("response", pack.http(brotli.compress(zeros), Content_Encoding="br")),
        "p10.zip": pack.overlapped(bytes(1_000_000), 100),
        "p12.zip": pack.zip({f"{number}": b"" for number in range(60_000)}),
    }
    for name, data in records.items():
        (folder / name).write_bytes(data)
    script = (  # the peak of this process alone: what the resource module gives counts the process that started it, too
        "import re, sys\n"
        "from onrecord.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        "    open(sys.argv[2] + '/peak', 'w').write(peak[1])"
    )
    command = [sys.executable, "-c", script, "--case", str(tmp_path), "read", "--reader", "rules", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 1, done.stderr
    for code in ("warc.length", "warc.header", "decompress.limit", "zip.overlap", "zip.members"):
        assert f"[{code}," in done.stderr
    assert "Traceback" not in done.stderr
    assert int((tmp_path / "peak").read_text()) < 512 * 1024
