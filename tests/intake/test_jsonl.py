"""JSON Lines: one report an object, and one bad line never costs another."""

import gzip
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import open_source
from onrecord.intake.capture import take_file
from onrecord.intake.lines import EXPANSION_FREE, Line, lines_of
from onrecord.records import Document, Issue, Party
from onrecord.settings import Limits


def lines(*values: object) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def test_every_field_is_taken(opened_bytes):
    value = {
        "id": "vale-1",
        "text": "Line one.\r\nLine two.",
        "date": "2031-03-05",
        "title": " Fire  at the mill ",
        "outlet": "The Vale Post",
        "url": "https://vale.example/1",
        "parties": [{"name": "Army of the Vale", "aliases": ["the army", "AV"], "side": "a"}, {"name": "River League"}],
        "rating": 5,
    }
    document = opened_bytes("a.jsonl", lines(value)).document
    assert document.text == "Line one.\r\nLine two."
    assert (document.id, document.date) == ("vale-1", "2031-03-05")
    assert (document.title, document.outlet, document.url) == ("Fire at the mill", "The Vale Post", "https://vale.example/1")
    assert document.parties == (Party(name="Army of the Vale", aliases=("the army", "AV"), side="a"), Party(name="River League"))
    assert document.issues == ()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vale.example/1", "https://", "file:///etc/passwd"])
def test_an_address_that_is_none_of_the_web_is_left_out_and_said(opened_bytes, url: str):
    document = opened_bytes("a.jsonl", lines({"id": "a", "text": "x", "url": url})).document
    assert document.url is None
    assert [(issue.code, issue.outcome) for issue in document.issues] == [("url.scheme", "recorded")]
    assert url in document.issues[0].message


def test_null_and_absent_mean_the_same(opened_bytes):
    bare = {"id": "a", "text": "x"}
    full = dict.fromkeys(["date", "title", "outlet", "url", "parties"]) | bare
    one = opened_bytes("a.jsonl", lines(bare)).document
    other = opened_bytes("b.jsonl", lines(full)).document
    assert (one.date, one.title, one.parties) == (other.date, other.title, other.parties) == (None, None, ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not json", "json.syntax"),
        ('{"id": "a", "text": "x"', "json.syntax"),
        ('{"id": "a", "text": NaN}', "json.syntax"),
        ("[1]", "json.type"),
        ("null", "json.type"),
        ('{"text": "x"}', "json.missing"),
        ('{"id": "a"}', "json.missing"),
        ('{"id": "a", "text": null}', "json.missing"),
        ('{"id": "", "text": "x"}', "json.missing"),
        ('{"id": 7, "text": "x"}', "json.type"),
        ('{"id": "a", "text": ["x"]}', "json.type"),
        ('{"id": "a", "text": "x", "date": 20310305}', "json.type"),
        ('{"id": "a", "text": "x", "parties": "army"}', "json.type"),
        ('{"id": "a", "text": "x", "parties": ["army"]}', "json.type"),
        ('{"id": "a", "text": "x", "parties": [{"aliases": []}]}', "json.missing"),
        ('{"id": "a", "text": "x", "parties": [{"name": "A", "aliases": "B"}]}', "json.type"),
        ('{"id": "a", "text": "x", "killed": 1400, "killed": 14}', "json.duplicate-key"),
        ('{"id": "a", "text": "x", "more": {"b": 1, "b": 2}}', "json.duplicate-key"),
        ("[" * 100_000, "json.depth"),
        ('{"id": "a", "text": "x", "more": ' + "[" * 100_000 + "]" * 100_000 + "}", "json.depth"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(opened_bytes, line: str, code: str):
    outcome = opened_bytes("a.jsonl", f'{{"id": "1", "text": "x"}}\n{line}\n{{"id": "3", "text": "x"}}')
    assert [document.id for document in outcome.documents] == ["1", "3"]
    (issue,) = outcome.issues
    assert issue.code == code
    assert issue.outcome == "refused"
    assert issue.where.endswith("a.jsonl, line 2")


def test_a_line_that_is_not_utf8_is_named_with_its_byte(opened_bytes):
    outcome = opened_bytes("a.jsonl", b'{"id": "1", "text": "caf\xe9"}\n{"id": "2", "text": "x"}\n')
    assert outcome.issues[0].code == "text.encoding"
    assert "byte 24" in outcome.issues[0].message
    assert [document.id for document in outcome.documents] == ["2"]


def test_a_mark_before_the_first_line_is_dropped(opened_bytes):
    assert opened_bytes("a.jsonl", b"\xef\xbb\xbf" + lines({"id": "1", "text": "x"}).encode()).document.id == "1"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_utf16_is_refused_as_a_whole(opened_bytes, encoding: str, pack):
    data = lines({"id": "1", "text": "x"}, {"id": "2", "text": "“é”"}).encode(encoding)
    issue = opened_bytes("a.jsonl", pack(data)).issue
    assert issue.code == "text.encoding"
    assert "convert" in issue.message


def test_blank_lines_and_windows_line_ends(opened_bytes):
    outcome = opened_bytes("a.jsonl", b'\r\n{"id": "1", "text": "x"}\r\n\r\n  \n{"id": "2", "text": "x"}\r\n')
    assert [document.id for document in outcome.documents] == ["1", "2"]


def test_an_impossible_date_costs_the_date_not_the_report(opened_bytes):
    document = opened_bytes("a.jsonl", lines({"id": "1", "text": "x", "date": "2031-02-31"})).document
    assert document.date is None
    assert [issue.code for issue in document.issues] == ["date.impossible"]
    assert "2031-02-31" in document.issues[0].message


def test_a_date_of_unknown_form_is_said(opened_bytes):
    document = opened_bytes("a.jsonl", lines({"id": "1", "text": "x", "date": "05/03/2031"})).document
    assert (document.date, [issue.code for issue in document.issues]) == (None, ["date.unknown"])


def test_a_date_with_a_time_gives_its_day(opened_bytes):
    assert opened_bytes("a.jsonl", lines({"id": "1", "text": "x", "date": "2031-03-05T23:30:00-05:00"})).document.date == "2031-03-05"


def test_a_repeated_id_is_said_and_both_are_read(opened_bytes):
    outcome = opened_bytes("a.jsonl", lines({"id": "1", "text": "x"}, {"id": "2", "text": "y"}, {"id": "1", "text": "z"}))
    assert [document.text for document in outcome.documents] == ["x", "y", "z"]
    (issue,) = outcome.documents[2].issues
    assert issue.code == "json.duplicate-id"
    assert "line 1" in issue.message


def test_lone_surrogates_are_replaced_with_offsets_kept(opened_bytes):
    document = opened_bytes("a.jsonl", b'{"id": "\\ud800", "text": "a\\udc00b", "title": "\\ud800"}').document
    assert (document.id, document.text, document.title) == ("\ufffd", "a\ufffdb", "\ufffd")
    assert [issue.code for issue in document.issues] == ["text.surrogate"]


def test_a_number_of_5000_digits_in_an_ignored_key_does_not_matter(opened_bytes):
    assert opened_bytes("a.jsonl", '{"id": "1", "text": "x", "n": ' + "9" * 5000 + "}").document.id == "1"


def test_an_empty_text_is_read_and_said(opened_bytes):
    document = opened_bytes("a.jsonl", lines({"id": "1", "text": " "})).document
    assert (document.text, [issue.code for issue in document.issues]) == (" ", ["text.empty"])


def test_a_line_over_the_limit_is_left_out(opened_bytes):
    data = lines({"id": "1", "text": "x"}, {"id": "2", "text": "y" * 2000}, {"id": "3", "text": "x"}, {"id": "4", "text": "y" * 9000})
    outcome = opened_bytes("a.jsonl", data, limits=Limits(line_characters=1000))
    assert [document.id for document in outcome.documents] == ["1", "3"]
    assert [(issue.code, issue.where[-6:]) for issue in outcome.issues] == [("text.limit", "line 2"), ("text.limit", "line 4")]


def test_the_limit_counts_characters_not_bytes(opened_bytes):
    value = json.dumps({"id": "1", "text": "ü" * 900}, ensure_ascii=False)
    assert opened_bytes("a.jsonl", value, limits=Limits(line_characters=1000)).document.id == "1"


def test_a_text_over_the_limit_is_left_out_by_line(opened_bytes):
    outcome = opened_bytes("a.jsonl", lines({"id": "1", "text": "x" * 20}, {"id": "2", "text": "y"}), limits=Limits(text_characters=10))
    assert [document.id for document in outcome.documents] == ["2"]
    assert (outcome.issues[0].code, outcome.issues[0].where[-6:]) == ("text.limit", "line 1")


def test_gzip_is_read_and_its_bytes_are_the_capture(opened_bytes):
    data = gzip.compress(lines({"id": "1", "text": "x"}).encode())
    outcome = opened_bytes("a.jsonl.gz", data)
    assert outcome.document.id == "1"
    assert outcome.captures[0].size == len(data)


def test_gzip_cut_off_keeps_what_came_before(opened_bytes):
    data = gzip.compress(b"".join(b'{"id": "%d", "text": "%s"}\n' % (n, os.urandom(500).hex().encode()) for n in range(100)))
    outcome = opened_bytes("a.jsonl.gz", data[: len(data) // 2])
    assert 10 < len(outcome.documents) < 100
    assert outcome.issues[-1].code == "gzip.damaged"


def test_gzip_damaged_in_the_middle_is_said(opened_bytes):
    data = bytearray(gzip.compress(lines({"id": "1", "text": "x" * 100}).encode()))
    data[20] ^= 0xFF
    assert "gzip.damaged" in opened_bytes("a.jsonl.gz", bytes(data)).codes()


@pytest.mark.parametrize("end", [b"", b"\n"], ids=["one line", "many lines"])
def test_a_decompression_bomb_is_stopped(opened_bytes, end: bytes):
    unit = b" " * 1_000_000 + end
    data = gzip.compress(unit * (2 * EXPANSION_FREE // len(unit)), compresslevel=9)
    outcome = opened_bytes("a.jsonl.gz", data)
    assert "decompress.limit" in outcome.codes()


@pytest.mark.parametrize("unit", [b"\n", b"\r\n", b" \t \n"])
@pytest.mark.parametrize("packed", [True, False])
def test_empty_lines_are_counted_in_bulk(tmp_path, unit: bytes, packed: bool):
    """Two hundred million of them fit into 200 kB of gzip."""
    number = 1_000_000
    data = b'{"id": "1", "text": "x"}\n' + unit * number + b'{"id": "2", "text": "y"}\n' + unit * 150 + b" x\n\n"
    path = tmp_path / "a.jsonl"
    path.write_bytes(gzip.compress(data) if packed else data)
    lines = [line for line in lines_of(take_file(path, Limits()), "a", Limits()) if isinstance(line, Line)]
    assert [(line.number, line.data[:12]) for line in lines if line.data.strip()] == [
        (1, b'{"id": "1", '),
        (number + 2, b'{"id": "2", '),
        (number + 153, b" x"),
    ]
    assert len(lines) < number / 100


def test_a_bomb_of_empty_lines_is_stopped(opened_bytes):
    issue = opened_bytes("a.jsonl.gz", gzip.compress(b"\n" * (2 * EXPANSION_FREE), compresslevel=9)).issue
    assert issue.code == "decompress.limit"


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path):
    path = tmp_path / "a.jsonl"
    line = json.dumps({"id": "1", "text": "x" * 1_000_000})
    path.write_text(f"{line}\n" * 20)  # more than is held in memory
    (opened,) = open_source(str(path), jsonl=False, limits=Limits(), stdin=None)
    assert not isinstance(opened, Issue)
    with path.open("a") as file:
        file.write(json.dumps({"id": "late", "text": "added"}))
    assert "file.changed" in [one.code for one in opened.documents() if isinstance(one, Issue)]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "date", "parties", "name", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.lists(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=30), max_size=6))
def test_every_line_becomes_a_document_or_an_issue(tmp_path_factory, values: list[bytes]):
    values = [value.replace(b"\n", b"") for value in values]
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    path.write_bytes(b'{"id": "first", "text": ""}\n' + b"\n".join(values))
    (opened,) = open_source(str(path), jsonl=False, limits=Limits(), stdin=None)
    assert not isinstance(opened, Issue)
    outcome = list(opened.documents())
    assert len(outcome) == 1 + sum(1 for value in values if value.strip(b" \t\r\n"))
    assert all(isinstance(one, Document | Issue) for one in outcome)
