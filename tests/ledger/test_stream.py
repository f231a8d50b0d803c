"""Numbered lines in segments: appended, read, cut, blanked."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.stream import Stream


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Nothing here needs an index."""
    return "none"


@pytest.fixture
def stream(tmp_path: Path) -> Stream:
    (tmp_path / "db").mkdir()
    return Stream(tmp_path / "records", tmp_path / "db" / "left-over.bin")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", 10)


LINES = [f'{{"n":{number}}}'.encode() for number in range(35)]


@pytest.mark.usefixtures("short")
def test_a_long_stream_is_split_into_segments(stream: Stream):
    stream.append(0, LINES[:7])
    stream.append(7, LINES[7:30])
    stream.append(30, LINES[30:])
    assert sorted(path.name for path in stream.folder.iterdir()) == [f"{segment:06}.jsonl" for segment in range(4)]
    assert stream.length() == 35
    assert list(stream.lines(8)) == list(enumerate(LINES))[8:]
    assert stream.place(31).endswith("records/000003.jsonl, line 2")
    assert stream.rest(31).endswith("records/000003.jsonl, from line 2 on")


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_segment_that_is_missing_or_short_before_others_is_named(stream: Stream, missing: int):
    stream.append(0, LINES)
    path = stream.folder / f"{missing:06}.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"\n", 0, -1) + 1])
    with pytest.raises(BrokenIntegrity, match=f"{missing:06}.jsonl, line 10 is missing, though later lines are there"):
        list(stream.lines())
    path.unlink()
    with pytest.raises(BrokenIntegrity, match=f"{missing:06}.jsonl, line 1 is missing, though later lines are there"):
        list(stream.lines())
    assert [number for number, _ in stream.lines(30)] == list(range(30, 35))


def test_a_stream_without_a_file_is_empty(stream: Stream):
    assert (stream.length(), stream.torn(), list(stream.lines())) == (0, b"", [])


def test_a_torn_line_is_none_and_its_bytes_are_known(stream: Stream):
    stream.append(0, LINES[:3])
    path = stream.folder / "000000.jsonl"
    path.write_bytes(path.read_bytes() + b'{"n":')
    assert (stream.length(), stream.torn()) == (3, b'{"n":')
    assert [line for _, line in stream.lines()] == LINES[:3]
    long = b"x" * 3_000_000  # longer than what is looked at in one piece
    path.write_bytes(path.read_bytes() + long)
    assert stream.torn() == b'{"n":' + long
    stream.cut(3)
    assert (stream.length(), stream.torn()) == (3, b"")
    assert stream.left_over.read_bytes() == b'{"n":' + long


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("length", [0, 1, 9, 10, 11, 20, 30, 34, 35])
@pytest.mark.parametrize("put_aside", [True, False])
def test_what_is_cut_off_is_put_aside_unless_it_stands_elsewhere(stream: Stream, length: int, put_aside: bool):
    stream.append(0, LINES)
    stream.cut(length, put_aside=put_aside)
    assert stream.length() == length
    assert [line for _, line in stream.lines()] == LINES[:length]
    if put_aside and length < 35:  # the last segment first
        assert sorted(stream.left_over.read_bytes().splitlines()) == sorted(LINES[length:])
    stream.append(length, LINES[length:])
    assert [line for _, line in stream.lines()] == LINES


@pytest.mark.usefixtures("short")
def test_lines_are_blanked_where_they_stand(stream: Stream, tmp_path: Path):
    stream.append(0, LINES)
    stream.blank({0: b"gone", 19: b"", 34: b"gone"}, tmp_path / "db")
    assert [line for _, line in stream.lines()] == [b"gone", *LINES[1:19], b"", *LINES[20:34], b"gone"]
    assert [path.name for path in (tmp_path / "db").iterdir()] == []


def test_lines_are_written_before_they_fill_the_memory(stream: Stream, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.stream.PENDING_BYTES", 100)
    path = stream.folder / "000000.jsonl"
    written: list[int] = []

    def lines() -> Iterator[bytes]:
        for _ in range(10):
            written.append(path.stat().st_size if path.exists() else 0)
            yield b"x" * 40

    stream.append(0, lines())
    assert written == [0, 0, 0, 82, 82, 164, 164, 246, 246, 328]
    assert path.read_bytes() == (b"x" * 40 + b"\n") * 10


@pytest.mark.usefixtures("short")
def test_what_was_counted_is_counted_again_when_it_is_other_than_it_was(stream: Stream, tmp_path: Path):
    stream.append(0, LINES[:23])
    assert stream.length() == 23
    path = stream.folder / "000002.jsonl"
    data = path.read_bytes()
    stream.append(23, LINES[23:25])
    assert stream.length() == 25
    stream.cut(24, put_aside=False)
    assert stream.length() == 24
    stream.blank({23: b"gone"}, tmp_path / "db")
    assert list(stream.lines(23)) == [(23, b"gone")]
    path.write_bytes(data)  # by another than this stream
    assert stream.length() == 23
    assert list(stream.lines(22)) == [(22, LINES[22])]
    path.unlink()
    assert stream.length() == 20


def test_what_is_blank_already_is_not_written_again(stream: Stream, tmp_path: Path):
    stream.append(0, LINES)
    stream.blank({3: b"gone"}, tmp_path / "db")
    before = (stream.folder / "000000.jsonl").stat().st_ino
    stream.blank({3: b"gone"}, tmp_path / "db")
    assert (stream.folder / "000000.jsonl").stat().st_ino == before
    assert list((tmp_path / "db").iterdir()) == []


@given(
    st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), max_size=40),
    st.integers(1, 7),
    st.lists(st.integers(0, 40), max_size=3),
    st.integers(0, 41),
    st.integers(1, 90),
)
def test_whatever_is_appended_in_whatever_pieces_comes_back(lines: list[bytes], segment: int, cuts: list[int], start: int, block: int):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.ledger.stream.SEGMENT", segment)
        patch.setattr("onrecord.ledger.stream._BLOCK", block)
        stream = Stream(Path(folder) / "records", Path(folder) / "left-over")
        edges = sorted({0, len(lines), *(cut for cut in cuts if cut < len(lines))})
        for first, end in pairwise(edges):
            stream.append(first, lines[first:end])
        assert list(stream.lines(start)) == list(enumerate(lines))[start:]
        assert stream.length() == len(lines)
        assert list(stream.lines(start)) == list(enumerate(lines))[start:], "counted, it goes there at once"
