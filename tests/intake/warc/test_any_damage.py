"""Whatever happens to the bytes of a container: documents and named issues, never an exception, and never fewer documents in silence."""

import gzip
import io
from collections.abc import Iterator

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Pack
from warcio.archiveiterator import ArchiveIterator as SecondReader

from onrecord.intake.extent import Extent
from onrecord.intake.member import Member, Walk
from onrecord.intake.parts import parts_of
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

WORDS = [f"The clinic in Upper Vale said that {number} people had been hurt on Monday." for number in range(6)]
QUIET = {"warc.not-reports", "warc.revisit-unresolved", "wacz.unsigned", "wacz.signature"}
"""What is said of sound containers too."""


def documents(data: bytes, name: str = "a.warc") -> tuple[list[Document], list[Issue]]:
    """What comes out of bytes: documents, and issues with the remarks on documents."""
    capture = Capture(sha256="0" * 64, size=len(data), origin=name, media_type="application/octet-stream")
    walk = Walk(capture=capture, limits=Limits())
    member = Member(extent=Extent.whole(data, len(data)), name=name, where=name, identifier=name)
    found: list[Document] = []
    issues: list[Issue] = []
    for one in _documents(member, walk):
        if isinstance(one, Issue):
            issues.append(one)
        else:
            found.append(one)
            issues.extend(one.issues)
    return found, issues


def _documents(member: Member, walk: Walk) -> Iterator[Document | Issue]:
    for part in parts_of(member, walk):
        yield from (part,) if isinstance(part, Issue) else part.documents()


def _record(number: int, words: str) -> bytes:
    block = Pack.http(words.encode(), Content_Type="text/plain")
    address = f"https://vale.example/{number}"
    return Pack.record("response", block, WARC_Target_URI=address, WARC_Block_Digest=Pack.digest(block))


INFO = Pack.record("warcinfo", b"software: of our own\r\n", WARC_Target_URI=None, Content_Type="application/warc-fields")
RECORDS = [INFO, *(_record(number, words) for number, words in enumerate(WORDS))]
WHOLE = {
    "plain": {len(b"".join(RECORDS[:number])) for number in range(1, len(RECORDS))},
    "members": {len(Pack.gz(RECORDS[:number])) for number in range(1, len(RECORDS))},
}
"""Where an archive can end and be whole."""
LONGEST_PIECE = 100
"""Shorter than any record: without one from the middle of a field to the middle of the same field of the next, an archive is sound."""
PUT_IN = [b"WARC/1.0\r\nX: y\r\n\r\n", b"\r\n\r\n", b"\x1f\x8b\x08", b"PK\x03\x04"]
SOUND = {
    "plain": b"".join(RECORDS),
    "members": Pack.gz(RECORDS),
    "whole": gzip.compress(b"".join(RECORDS), mtime=0),
    "wacz": Pack.wacz({"archive/a.warc.gz": Pack.gz(RECORDS[:4]), "archive/b.warc": b"".join(RECORDS[4:]), "pages/pages.jsonl": b"{}\n"}),
    "zip": Pack.zip({f"{number}.txt": words.encode() for number, words in enumerate(WORDS)}, method=8),
}

NAMES = {"plain": "a.warc", "members": "a.warc.gz", "whole": "a.warc.gz", "wacz": "a.wacz", "zip": "a.zip"}


@pytest.mark.parametrize("kind", SOUND)
def test_sound_ones_give_everything_and_nothing_is_said(kind: str) -> None:
    found, issues = documents(SOUND[kind], NAMES[kind])
    assert [document.text for document in found] == WORDS
    assert {issue.code for issue in issues} <= QUIET


def _checked(data: bytes, kind: str) -> None:
    found, issues = documents(data, NAMES[kind])
    loud = [issue for issue in issues if issue.code not in QUIET]
    assert not [issue for issue in issues if issue.code == "file.fault"], issues
    assert all(issue.where.startswith("a.") and issue.message for issue in issues)
    assert loud or len(found) >= len(WORDS), "documents are missing, and nothing is said"
    if kind != "plain":  # there, only digests show a change, and two faults may hit one of these and the text that it is of
        assert loud or {document.text for document in found} == set(WORDS), "documents are other than they were, and nothing is said"


@pytest.mark.parametrize("kind", SOUND)
@given(data=st.data())
def test_cut_anywhere(kind: str, data: st.DataObject) -> None:
    sound = SOUND[kind]
    cut = data.draw(st.integers(0, len(sound) - 1))
    if cut not in WHOLE.get(kind, ()):  # there, nothing tells it from a shorter archive
        _checked(sound[:cut], kind)


@pytest.mark.parametrize("kind", SOUND)
@given(data=st.data())
def test_any_bit_turned(kind: str, data: st.DataObject) -> None:
    altered = bytearray(SOUND[kind])
    for _ in range(data.draw(st.integers(1, 3))):
        altered[data.draw(st.integers(0, len(altered) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    _checked(bytes(altered), kind)


@pytest.mark.parametrize("kind", SOUND)
@given(data=st.data())
def test_any_piece_taken_out_or_put_in(kind: str, data: st.DataObject) -> None:
    sound = SOUND[kind]
    start = data.draw(st.integers(0, len(sound) - 1))
    end = data.draw(st.integers(start, min(len(sound), start + LONGEST_PIECE)))
    put_in = data.draw(st.one_of(st.binary(max_size=60), st.sampled_from(PUT_IN)))
    if sound[:start] + put_in + sound[end:] != sound:
        _checked(sound[:start] + put_in + sound[end:], kind)


@pytest.mark.parametrize("kind", ["plain", "members"])
@given(texts=st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zs")), min_size=20), max_size=5))
def test_two_other_readers_find_the_same_records(kind: str, texts: list[str]) -> None:
    records = [Pack.record("response", Pack.http(text.encode(), Content_Type="text/plain"), WARC_Target_URI=f"https://a.example/{number}")
               for number, text in enumerate(texts)]  # fmt: skip
    data = b"".join(records) if kind == "plain" else Pack.gz(records)
    if not records:
        return
    found, _ = documents(data)
    first = [record.reader.read().decode() for record in ArchiveIterator(io.BytesIO(data))]
    second = [record.content_stream().read().decode() for record in SecondReader(io.BytesIO(data))]
    assert [document.text for document in found] == first == second == texts
