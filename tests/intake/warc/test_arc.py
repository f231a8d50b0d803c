"""Web archives in the format before WARC (ARC 1.0 and 2.0): read as these are."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Pack
from tests.intake.warc.test_any_damage import documents
from warcio.archiveiterator import ArchiveIterator

from onrecord.settings import Limits

WORDS = "The clinic in Upper Vale said that three people had been hurt on Monday."
OTHER = "The mayor of Orvane denied that anybody had been hurt."
LAST = "The river authority said that the bridge was closed."

PAGES = {"https://vale.example/a": WORDS, "https://vale.example/b": OTHER, "https://vale.example/c": LAST}


def records(pack: type[Pack]) -> list[bytes]:
    return [pack.arc_head(), *(pack.arc(address, pack.http(pack.page(words))) for address, words in PAGES.items())]


PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "a.arc": b"".join,
    "a.arc.gz": Pack.gz,
    "whole.arc.gz": lambda parts: gzip.compress(b"".join(parts), mtime=0),
    "named.txt": b"".join,
    "headless.arc": lambda parts: b"".join(parts[1:]),
    "headless.arc.gz": lambda parts: Pack.gz(parts[1:]),
}


@pytest.mark.parametrize("name", PACKINGS)
def test_the_pages_of_an_archive(opened_bytes, pack, name: str) -> None:
    found = opened_bytes(name, PACKINGS[name](records(pack)))
    assert [(document.id, document.text) for document in found.documents] == list(PAGES.items())
    assert [document.part.captured for document in found.documents] == [pack.DATE] * 3
    assert found.codes() == []


def test_where_a_page_stands(opened_bytes, pack) -> None:
    parts = records(pack)
    whole = b"".join(parts)
    found = opened_bytes("a.arc", whole)
    assert found.captures[0].media_type == "application/x-internet-archive"
    document = found.documents[1]
    assert document.part.offset == len(parts[0] + parts[1])
    assert whole[document.part.offset : document.part.offset + document.part.length] == parts[2][:-1]


def test_an_archive_in_an_archive_and_in_a_package(opened_bytes, pack) -> None:
    whole = b"".join(records(pack))
    assert len(opened_bytes("a.zip", pack.zip({"a.arc": whole, "b.arc.gz": pack.gz(records(pack))})).documents) == 6
    assert len(opened_bytes("a.wacz", pack.wacz({"archive/a.warc": pack.response(WORDS), "other/a.arc": whole})).documents) == 4


def test_what_is_no_report_is_counted(opened_bytes, pack) -> None:
    whole = b"".join([
        *records(pack),
        pack.arc("dns:vale.example", b"20310504100000\nvale.example. 60 IN A 192.0.2.7\n", kind="text/dns"),
        pack.arc("https://vale.example/p.png", pack.http(b"\x89PNG\r\n\x1a\n", Content_Type="image/png"), kind="image/png"),
        pack.arc("https://vale.example/gone", pack.http(pack.page(WORDS), status="HTTP/1.1 404 Not Found")),
    ])  # fmt: skip
    found = opened_bytes("a.arc", whole)
    assert len(found.documents) == 3
    (issue,) = found.issues
    assert issue.code == "warc.not-reports"
    assert issue.message.startswith("3 records")


def test_records_without_a_header_of_http_and_of_the_second_version(opened_bytes, pack) -> None:
    page = pack.http(pack.page(OTHER))
    second = f"https://vale.example/b 192.0.2.7 20310504100000 text/html 200 - - 17 a.arc {len(page)}\n".encode() + page + b"\n"
    whole = pack.arc_head() + pack.arc("https://vale.example/a", pack.page(WORDS)) + second
    found = opened_bytes("a.arc", whole + pack.arc("https://vale.example/a page with blanks", pack.http(pack.page(LAST))))
    assert [document.text for document in found.documents] == [WORDS, OTHER, LAST]
    assert found.codes() == []


@pytest.mark.parametrize("date", ["20310504", "2031050410", "00000000000000", "20310230100000"])
def test_a_date_that_is_none_is_left_out_and_named(opened_bytes, pack, date: str) -> None:
    found = opened_bytes("a.arc", pack.arc_head() + pack.arc("https://vale.example/a", pack.http(pack.page(WORDS)), date=date))
    assert found.document.part.captured is None
    assert found.codes() in (["date.unknown"], ["date.impossible"])


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("length", [10**14, 100_000_000, 30, 0, "swallows"])
def test_a_length_that_lies_costs_no_other_record(opened_bytes, pack, length: int | str, compressed: bool) -> None:
    head, first, _, third = records(pack)
    block = pack.http(pack.page(OTHER))
    stated = len(block) + 1 + len(third) if length == "swallows" else int(length)
    parts = [head, first, pack.arc("https://vale.example/b", block, length=stated), third]
    found = opened_bytes("a.arc", pack.gz(parts) if compressed else b"".join(parts))
    assert [document.text for document in found.documents] == [WORDS, LAST]
    assert {(issue.code, issue.outcome) for issue in found.issues} == {("warc.length", "quarantined")}


def test_an_archive_that_breaks_off(opened_bytes, pack) -> None:
    whole = b"".join(records(pack))
    found = opened_bytes("a.arc", whole[:-40])
    assert [document.text for document in found.documents] == [WORDS, OTHER]
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("warc.truncated", "quarantined")]
    found = opened_bytes("a.arc", whole + b"https://vale.example/d 192.0.2.7 2031")
    assert len(found.documents) == 3
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("warc.length", "quarantined")]


def test_a_damaged_member_costs_itself_alone(opened_bytes, pack) -> None:
    members = [gzip.compress(record) for record in records(pack)]
    damaged = bytearray(members[2])
    damaged[30:60] = bytes(30)
    checksum = bytearray(members[3])
    checksum[-6] ^= 1
    found = opened_bytes("a.arc.gz", members[0] + members[1] + bytes(damaged) + bytes(checksum))
    assert [document.text for document in found.documents] == [WORDS, LAST]
    assert sorted(set(found.codes())) == ["gzip.checksum", "gzip.damaged"]


def test_a_record_over_the_limit_is_named_and_the_next_one_read(opened_bytes, pack) -> None:
    large = pack.arc("https://vale.example/l", pack.http(pack.page("x" * 3_000_000)))
    head, first, *_ = records(pack)
    found = opened_bytes("a.arc", head + large + first, limits=Limits(record_bytes=1_000_000))
    assert [document.text for document in found.documents] == [WORDS]
    assert [issue.code for issue in found.issues] == ["warc.limit"]


def test_an_archive_without_records_beside_a_text_about_one(opened_bytes, pack, tmp_path: Path) -> None:
    assert opened_bytes("a.arc", pack.arc_head()).issue.code == "warc.empty"
    text = "filedesc is how the first line of an ARC file begins, said the archivist on Monday."
    assert opened_bytes("about.txt", text).document.text == text


@pytest.mark.parametrize("packing", ["a.arc", "a.arc.gz"])
@given(texts=st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zs")), min_size=20), max_size=5))
def test_another_reader_finds_the_same_records(packing: str, texts: list[str]) -> None:
    parts = [
        Pack.arc_head(),
        *(
            Pack.arc(f"https://a.example/{number}", Pack.http(text.encode(), Content_Type="text/plain"), kind="text/plain")
            for number, text in enumerate(texts)
        ),
    ]
    data = PACKINGS[packing](parts)
    found, _ = documents(data, packing)
    reader = ArchiveIterator(io.BytesIO(data), arc2warc=True)
    others = [record.content_stream().read().decode() for record in reader if record.rec_type == "response"]
    assert [document.text for document in found] == others == texts


SOUND = {name: PACKINGS[name](records(Pack)) for name in ("a.arc", "a.arc.gz")}


@pytest.mark.parametrize("name", SOUND)
@given(data=st.data())
def test_whatever_happens_to_its_bytes_nothing_is_lost_in_silence(name: str, data: st.DataObject) -> None:
    altered = bytearray(SOUND[name])
    start = data.draw(st.integers(0, len(altered) - 1))
    altered[start : start + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    found, issues = documents(bytes(altered), name)
    assert not [issue for issue in issues if issue.code == "file.fault"], issues
    assert issues or len(found) >= len(PAGES), "documents are missing, and nothing is said"
