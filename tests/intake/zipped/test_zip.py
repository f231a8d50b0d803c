"""ZIP archives and compressed files of reports."""

import gzip
import io
import json
import struct
import zipfile

import pytest

from onrecord.settings import Limits

WORDS = "The clinic in Upper Vale said that three people had been hurt on Monday."
OTHER = "The mayor of Orvane denied that anybody had been hurt."


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_reports_of_an_archive(opened_bytes, pack, method: int) -> None:
    lines = "\n".join(json.dumps({"id": f"l{number}", "text": f"{OTHER} {number}"}) for number in range(3))
    members = {
        "a.txt": WORDS.encode(),
        "folder/b.html": pack.page(OTHER),
        "c.jsonl": lines.encode(),
        "d.warc.gz": pack.gz([pack.response(WORDS)]),
        "e.txt.gz": gzip.compress(WORDS.encode()),
        ".hidden.txt": b"not shown",
        "__MACOSX/._a.txt": b"not shown",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(20),
        "größe.txt": WORDS.encode(),
    }
    found = opened_bytes("all.zip", pack.zip(members, method=method))
    places = [(document.id, document.part.path) for document in found.documents]
    assert places == [
        ("all.zip/a.txt", ("a.txt",)),
        ("all.zip/folder/b.html", ("folder/b.html",)),
        ("l0", ("c.jsonl",)),
        ("l1", ("c.jsonl",)),
        ("l2", ("c.jsonl",)),
        ("https://vale.example/a", ("d.warc.gz",)),
        ("all.zip/e.txt.gz", ("e.txt.gz", "e.txt")),
        ("all.zip/größe.txt", ("größe.txt",)),
    ]
    assert [(issue.code, issue.where.rpartition(", ")[2]) for issue in found.issues] == [("file.binary", "picture.png")]


def test_one_compressed_file(opened_bytes) -> None:
    found = opened_bytes("a.txt.gz", gzip.compress(WORDS.encode()) + gzip.compress(OTHER.encode()))
    assert (found.document.text, found.document.id, found.document.part.path) == (WORDS + OTHER, "a.txt.gz", ("a.txt",))
    assert [issue.code for issue in opened_bytes("b.txt.gz", gzip.compress(WORDS.encode())[:-9]).issues] == ["gzip.damaged"]
    limits = Limits(record_bytes=2_000_000)
    assert [issue.code for issue in opened_bytes("c.txt.gz", gzip.compress(bytes(3_000_000)), limits=limits).issues] == ["decompress.limit"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_costs_itself_alone(opened_bytes, pack, method: int) -> None:
    data = bytearray(pack.zip({"a.txt": WORDS.encode(), "b.txt": OTHER.encode() * 9, "c.txt": WORDS.encode()}, method=method))
    place = data.find(b"b.txt") + 20
    data[place] ^= 0xFF
    found = opened_bytes("a.zip", bytes(data))
    assert [document.id for document in found.documents] == ["a.zip/a.txt", "a.zip/c.txt"]
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("zip.damaged", "quarantined")]


def test_a_damaged_archive_that_is_stored_is_read_as_far_as_it_can_be_told_apart(opened_bytes, pack) -> None:
    warc = pack.response(WORDS) + pack.response(OTHER, "https://vale.example/b")
    data = bytearray(pack.zip({"a.warc": warc}))
    data[data.find(b"Upper Vale</title>")] ^= 1
    found = opened_bytes("a.zip", bytes(data))
    assert len(found.documents) == 2
    assert found.codes() == ["zip.damaged"]


def test_what_cannot_be_unpacked_is_named(opened_bytes, pack) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", WORDS, zipfile.ZIP_BZIP2)
        archive.writestr("b.txt", OTHER, zipfile.ZIP_LZMA)
        archive.writestr("c.txt", WORDS)
    found = opened_bytes("a.zip", buffer.getvalue())
    assert [document.id for document in found.documents] == ["a.zip/c.txt"]
    assert [issue.code for issue in found.issues] == ["zip.method", "zip.method"]
    data = bytearray(pack.zip({"a.txt": WORDS.encode()}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    assert [issue.code for issue in opened_bytes("b.zip", bytes(data)).issues] == ["zip.encrypted"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name(opened_bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("a.txt", OTHER)
    found = opened_bytes("a.zip", buffer.getvalue())
    assert [document.text for document in found.documents] == [WORDS]
    assert [issue.code for issue in found.issues] == ["zip.duplicate"]


def test_a_member_that_is_too_large_or_a_bomb(opened_bytes, pack) -> None:
    data = pack.zip({"bomb.txt": bytes(30_000_000), "good.txt": WORDS.encode()}, method=zipfile.ZIP_DEFLATED)
    found = opened_bytes("a.zip", data)
    assert [document.text for document in found.documents] == [WORDS]
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("decompress.limit", "quarantined")]
    found = opened_bytes("b.zip", pack.zip({"large.txt": b"a" * 3_000_000}), limits=Limits(record_bytes=1_000_000))
    assert [issue.code for issue in found.issues] == ["decompress.limit"]


def test_a_directory_that_states_other_sizes_than_the_member(opened_bytes, pack) -> None:
    data = bytearray(pack.zip({"a.txt": WORDS.encode(), "b.txt": OTHER.encode()}))
    entry = data.find(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (5).to_bytes(4, "little")
    found = opened_bytes("a.zip", bytes(data))
    assert [document.id for document in found.documents] == ["a.zip/b.txt"]
    assert [issue.code for issue in found.issues] == ["zip.directory"]


EMPTY = b"PK\x05\x06" + bytes(18)
"""The end of an archive without members."""


def test_an_empty_archive_and_one_of_folders_alone_say_that_they_hold_nothing(opened_bytes, pack) -> None:
    empties = {
        "a.zip": EMPTY,
        "b.zip": pack.zip({"folder/": b"", "folder/inner/": b""}, method=zipfile.ZIP_DEFLATED),
        "c.zip": pack.zip({".hidden.txt": WORDS.encode(), "__MACOSX/._a.txt": b""}),
    }
    for name, data in empties.items():
        issue = opened_bytes(name, data).issue
        assert (issue.code, issue.outcome, "hidden" in issue.message) == ("zip.empty", "recorded", name == "c.zip")
    found = opened_bytes("d.zip", pack.zip({"inner.zip": EMPTY, "a.txt": WORDS.encode()}))
    assert [document.text for document in found.documents] == [WORDS]
    assert [(issue.code, issue.where.rpartition(", ")[2]) for issue in found.issues] == [("zip.empty", "inner.zip")]


def test_an_archive_with_a_comment_that_is_no_end(opened_bytes) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", WORDS)
        archive.comment = b"PK\x05\x06 is how it ends"
    assert opened_bytes("b.zip", buffer.getvalue()).document.text == WORDS


def with_comment(data: bytes, comment: bytes) -> bytes:
    """An archive without a comment, with one."""
    return data[:-2] + len(comment).to_bytes(2, "little") + comment


def test_a_second_end_in_the_comment_hides_nothing(opened_bytes, pack) -> None:
    whole = pack.zip({"a.txt": WORDS.encode()})
    other = pack.zip({"b.txt": OTHER.encode()})
    at = len(whole)
    shifted = bytearray(other)  # a whole second archive, whose places count from the beginning of the file
    entry, end = other.find(b"PK\x01\x02"), other.rfind(b"PK\x05\x06")
    shifted[entry + 42 : entry + 46] = at.to_bytes(4, "little")
    shifted[end + 16 : end + 20] = (at + entry).to_bytes(4, "little")
    for comment in (EMPTY, bytes(shifted), EMPTY[:-2] + b"\x16\x00" + EMPTY):
        found = opened_bytes("a.zip", with_comment(whole, comment))
        assert found.documents == []
        assert [(issue.code, issue.outcome) for issue in found.issues] == [("zip.directory", "quarantined")]
        assert "second end" in found.issue.message


def test_an_end_that_states_no_member_behind_bytes_of_some(opened_bytes, pack) -> None:
    whole = pack.zip({"a.txt": WORDS.encode()})
    found = opened_bytes("a.zip", whole[: whole.rfind(b"PK\x05\x06")] + EMPTY)
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("zip.directory", "quarantined")]


def test_members_that_the_directory_does_not_list_are_named(opened_bytes, pack) -> None:
    """Readers that go through an archive from its beginning show them; those that believe its directory do not."""
    whole = pack.zip({"a.txt": WORDS.encode(), "b.txt": OTHER.encode()})
    start, end = whole.find(b"PK\x01\x02"), whole.rfind(b"PK\x05\x06")
    second = whole.find(b"PK\x01\x02", start + 1)
    first = whole.find(b"PK\x03\x04", 1)
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, second - start, start, 0)
    for data, place in (
        (whole[:end] + tail, f"byte {first:,}"),  # the second entry stands behind the end of the directory
        (whole[:second] + tail, f"byte {first:,}"),  # there is no second entry
        (
            whole[:start] + whole[second:end] + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, end - second, start, 0),
            "byte 0",
        ),
    ):
        found = opened_bytes("a.zip", data)
        assert [document.text for document in found.documents] == [OTHER if place == "byte 0" else WORDS]
        assert [(issue.code, issue.outcome) for issue in found.issues] == [("zip.directory", "quarantined")]
        assert place in found.issues[0].message


def test_a_stored_archive_inside_an_archive_is_no_unlisted_member(opened_bytes, pack) -> None:
    inner = pack.zip({"a.txt": WORDS.encode(), "b.txt": OTHER.encode()})
    found = opened_bytes("a.zip", pack.zip({"inner.zip": inner, "c.txt": WORDS.encode()}))
    assert (len(found.documents), found.issues) == (3, [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_called_a_folder_that_holds_a_text_is_read(opened_bytes, pack, method: int) -> None:
    data = pack.zip({"folder/": WORDS.encode(), "empty/": b"", "a.txt": OTHER.encode()}, method=method)
    found = opened_bytes("a.zip", data)
    assert [(document.id, document.text) for document in found.documents] == [("a.zip/folder/", WORDS), ("a.zip/a.txt", OTHER)]
    assert found.issues == []


def test_a_folder_whose_size_lies_is_named(opened_bytes, pack) -> None:
    data = bytearray(pack.zip({"folder/": WORDS.encode()}))
    for mark, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(mark) + size
        data[place : place + 4] = bytes(4)
    assert [issue.code for issue in opened_bytes("a.zip", bytes(data)).issues] == ["zip.damaged"]


def test_data_behind_sizes_that_follow_the_member(opened_bytes) -> None:
    """Archives that are written as they are sent put sizes behind each member."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.txt", OTHER)
    assert [document.text for document in opened_bytes("a.zip", bytes(stream.data)).documents] == [WORDS, OTHER]
